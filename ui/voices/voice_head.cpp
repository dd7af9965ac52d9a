// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/voices/voice_head.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/i18n/words.h"
#include "ui/voices/small_widgets.h"
#include "ui/voices/voice_words.h"
#include "ui/voices/voices_model.h"
#include "ui/widgets/controls.h"

namespace timbre::ui {

VoiceHead::VoiceHead(const Theme& theme, QWidget* parent)
    : QWidget(parent),
      theme_(theme),
      avatar_(new AvatarLabel(theme, 56, this)),
      name_(new QLineEdit(this)),
      about_(makeLabel(QString(), "caption", this)),
      mine_(makeToolButton(theme, QLatin1StringView("star"), [] { return tr("This is my own voice"); }, this)) {
    name_->setProperty("kind", QStringLiteral("title"));
    name_->setStyleSheet(QStringLiteral("QLineEdit { font-size:20px; font-weight:600; border-color:transparent; "
                                        "background:transparent; padding:0; margin-left:-3px; }"));
    name_->setMaxLength(80);
    say(*name_, &QWidget::setAccessibleName, [] { return tr("Name of the voice"); });
    say(*name_, &QWidget::setToolTip, [] { return tr("Type another name and press Enter"); });
    connect(name_, &QLineEdit::editingFinished, this, &VoiceHead::takeName);
    mine_->setCheckable(true);
    connect(mine_, &QToolButton::clicked, this, [this](bool checked) {
        const QStringList tag{QLatin1StringView(kMineTag)};
        Q_EMIT tagsAsked(checked ? tag : QStringList(), checked ? QStringList() : tag);
    });
    auto* more = makeToolButton(theme, QLatin1StringView("more"), [] { return tr("Export, rename, delete"); }, this);
    connect(more, &QToolButton::clicked, this,
            [this, more] { Q_EMIT menuAsked(more->mapToGlobal(QPoint(0, more->height() + 4))); });
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addStretch();
    words->addWidget(name_);
    words->addWidget(about_);
    words->addStretch();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(avatar_);
    row->addLayout(words, 1);
    row->addWidget(mine_);
    row->addWidget(more);
}

void VoiceHead::takeName() {
    const QString name = name_->text().trimmed();
    if (!name.isEmpty() && name != shownName_) {
        Q_EMIT renameAsked(name);
    }
    name_->setText(shownName_);
    name_->setCursorPosition(0);
}

void VoiceHead::showVoice(const VoiceSummary& voice, const VoiceSeal* seal) {
    shownName_ = QString::fromStdString(voice.name);
    avatar_->setVoice(shownName_, voice.order, seal);
    if (!name_->hasFocus()) {
        name_->setText(shownName_);
        name_->setCursorPosition(0);
    }
    about_->setText(isMine(voice) ? tr("%1 · my voice").arg(versionLine(voice)) : versionLine(voice));
    mine_->setChecked(isMine(voice));
    bindIcon(*mine_, theme_, QLatin1StringView(isMine(voice) ? "star-filled" : "star"));
}

void VoiceHead::editName() {
    name_->setFocus(Qt::OtherFocusReason);
    name_->selectAll();
}

}  // namespace timbre::ui
