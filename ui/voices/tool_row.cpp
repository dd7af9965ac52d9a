// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/voices/tool_row.h"

#include <QAction>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

#include "ui/i18n/words.h"
#include "ui/theme/icons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/controls.h"

namespace timbre::ui {

namespace {

constexpr int kHeight = 56;

}  // namespace

ToolRow::ToolRow(const Theme& theme, QWidget* parent) : QFrame(parent), search_(new QLineEdit(this)) {
    setProperty("pane", QStringLiteral("bar"));
    setFixedHeight(kHeight);
    search_->setClearButtonEnabled(true);
    search_->setMinimumWidth(150);
    search_->setMaximumWidth(200);
    QAction* glass = search_->addAction(QIcon(), QLineEdit::LeadingPosition);
    const auto tint = [&theme, glass] {
        const Tokens& t = theme.tokens();
        glass->setIcon(tintedIcon(QLatin1StringView("search"), QColor(t.ink2), QColor(t.inkOff)));
    };
    tint();
    connect(&theme, &Theme::changed, this, tint);
    say(*search_, &QLineEdit::setPlaceholderText, [] { return tr("Search voices"); });
    say(*search_, &QWidget::setAccessibleName, [] { return tr("Search voices"); });
    connect(search_, &QLineEdit::textChanged, this, &ToolRow::searched);

    chips_ = {new Chip(theme, QString(), {}, Tone::None, this), new Chip(theme, QString(), {}, Tone::None, this),
              new Chip(theme, QString(), QLatin1StringView("warning"), Tone::Warn, this),
              new Chip(theme, QString(), QLatin1StringView("shield"), Tone::Bad, this)};
    auto* group = new QButtonGroup(this);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kPanePadding, 0, kPanePadding, 0);
    layout->setSpacing(6);
    layout->addWidget(search_, 1);
    layout->addSpacing(6);
    for (std::size_t i = 0; i < chips_.size(); ++i) {
        chips_[i]->setCheckable(true);
        group->addButton(chips_[i]);
        layout->addWidget(chips_[i]);
        connect(chips_[i], &Chip::clicked, this, [this, i] { Q_EMIT filtered(static_cast<VoiceFilter>(i)); });
    }
    chips_.front()->setChecked(true);
    layout->addStretch();
    auto* import = makeButton(theme, ButtonKind::Normal, QLatin1StringView("folder"), [] { return tr("Import"); }, this);
    connect(import, &QPushButton::clicked, this, &ToolRow::importAsked);
    layout->addWidget(import);
    auto* make =
        makeButton(theme, ButtonKind::Primary, QLatin1StringView("microphone"), [] { return tr("Make a voice"); }, this);
    connect(make, &QPushButton::clicked, this, &ToolRow::makeAsked);
    layout->addWidget(make);
    inEveryLanguage(*this, [this] { tell(); });
}

void ToolRow::tell() {
    chips_[0]->setWord(tr("All"));
    chips_[1]->setWord(tr("Mine"));
    chips_[2]->setWord(tr("Needs work"));
    chips_[3]->setWord(tr("No proof"));
}

void ToolRow::count(const VoicesModel& voices) {
    for (std::size_t i = 0; i < chips_.size(); ++i) {
        int count = 0;
        for (int row = 0; row < voices.rowCount(); ++row) {
            count += passes(voices.card(row).voice, static_cast<VoiceFilter>(i)) ? 1 : 0;
        }
        chips_[i]->setCount(count);
    }
}

void ToolRow::focusSearch() {
    search_->setFocus(Qt::ShortcutFocusReason);
    search_->selectAll();
}

}  // namespace timbre::ui
