// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/script/composer.h"

#include <QAbstractTextDocumentLayout>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <algorithm>
#include <cmath>

#include "ui/i18n/words.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/controls.h"

namespace timbre::ui {

namespace {

constexpr int kLineHeight = 23;
constexpr int kMostLines = 6;
constexpr int kPadding = 18;

}  // namespace

Composer::Composer(const Theme& theme, QWidget* parent)
    : QFrame(parent),
      edit_(new QPlainTextEdit(this)),
      add_(makeButton(theme, ButtonKind::Normal, QLatin1StringView("add"), [] { return tr("Add"); }, this)) {
    setProperty("pane", QStringLiteral("foot"));
    say(*edit_, &QPlainTextEdit::setPlaceholderText,
        [] { return tr("Type or paste text. It becomes lines; Ctrl+Enter also speaks it."); });
    say(*edit_, &QWidget::setAccessibleName, [] { return tr("New text"); });
    edit_->setTabChangesFocus(true);
    inEveryLanguage(*edit_, [this] { edit_->setFont(interfaceFont(15)); });
    edit_->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    say(*add_, &QWidget::setToolTip, [] { return tr("Add as lines of the script"); });
    add_->setEnabled(false);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kPanePadding, 12, kPanePadding, 12);
    layout->setSpacing(8);
    layout->addWidget(edit_, 1);
    layout->addWidget(add_, 0, Qt::AlignBottom);

    connect(edit_, &QPlainTextEdit::textChanged, this, [this] {
        add_->setEnabled(!text().trimmed().isEmpty());
        fitHeight();
    });
    connect(add_, &QPushButton::clicked, this, [this] { Q_EMIT addRequested(text()); });
    fitHeight();
}

QString Composer::text() const { return edit_->toPlainText(); }

void Composer::clear() { edit_->clear(); }

bool Composer::hasTextFocus() const { return edit_->hasFocus(); }

void Composer::fitHeight() {
    // QPlainTextEdit's document counts its height in lines.
    const int lines = static_cast<int>(std::ceil(edit_->document()->size().height()));
    edit_->setFixedHeight(kLineHeight * std::clamp(lines, 1, kMostLines) + kPadding);
}

}  // namespace timbre::ui
