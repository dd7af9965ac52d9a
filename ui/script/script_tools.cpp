// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/script/script_tools.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <algorithm>

#include "ui/i18n/words.h"
#include "ui/widgets/controls.h"

namespace timbre::ui {

ScriptTools::ScriptTools(const Theme& theme, ActionSet& actions, QWidget* parent)
    : QFrame(parent),
      summary_(makeLabel({}, "second", this)),
      render_(makeButton(theme, ButtonKind::Normal, QLatin1StringView("render"), {}, this)),
      speak_(makeButton(theme, ButtonKind::Primary, QLatin1StringView("play"), [] { return tr("Speak"); }, this)),
      stop_(makeButton(theme, ButtonKind::Primary, QLatin1StringView("stop"), [] { return tr("Stop"); }, this)) {
    setProperty("pane", QStringLiteral("bar"));
    setFixedHeight(kBarHeight + 1);
    bindAction(*render_, actions[ActionId::RenderChanged]);
    bindAction(*speak_, actions[ActionId::Speak]);
    bindAction(*stop_, actions[ActionId::Stop]);
    inEveryLanguage(*this, [this] {
        // Both take the same room, so that nothing moves when one replaces the other.
        const int width = std::max(speak_->sizeHint().width(), stop_->sizeHint().width());
        speak_->setMinimumWidth(width);
        stop_->setMinimumWidth(width);
    });
    stop_->hide();

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kPanePadding, 0, 12, 0);
    layout->setSpacing(8);
    layout->addWidget(summary_, 1);
    layout->addWidget(render_);
    layout->addWidget(speak_);
    layout->addWidget(stop_);
}

void ScriptTools::showSummary(const QString& summary, int changed) {
    summary_->setText(summary);
    setButtonText(*render_, changed > 0 ? tr("Render changed (%1)").arg(changed) : tr("Render changed"));
}

void ScriptTools::setBusy(bool busy) {
    stop_->setVisible(busy);
    speak_->setVisible(!busy);
}

}  // namespace timbre::ui
