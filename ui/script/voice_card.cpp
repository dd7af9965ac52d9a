// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/script/voice_card.h"

#include <QAction>
#include <QMenu>
#include <QPainter>
#include <QPixmap>
#include <algorithm>

#include "ui/i18n/core_words.h"
#include "ui/i18n/words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/painting.h"

namespace timbre::ui {

VoiceCard::VoiceCard(const Theme& theme, QWidget* parent) : PaintedButton(theme, parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, &VoiceCard::showMenu);
    inEveryLanguage(*this, [this] { describe(); });
}

void VoiceCard::setVoices(std::vector<VoiceSummary> voices) {
    voices_ = std::move(voices);
    describe();
    update();
}

void VoiceCard::choose(const std::string& id) {
    const bool known = std::ranges::any_of(voices_, [&](const VoiceSummary& v) { return v.id.voice == id; });
    chosen_ = known ? id : voices_.empty() ? std::string() : voices_.front().id.voice;
    describe();
    update();
}

const VoiceSummary* VoiceCard::chosen() const {
    const auto found = std::ranges::find_if(voices_, [&](const VoiceSummary& v) { return v.id.voice == chosen_; });
    return found == voices_.end() ? nullptr : &*found;
}

void VoiceCard::setSeal(const VoiceVersionId& voice, const VoiceSeal& seal) {
    seal_ = {voice, seal};
    update();
}

QString VoiceCard::detailOf(const VoiceSummary& voice) const {
    return tr("Version %1 · %2").arg(voice.id.number).arg(languageName(voice.language));
}

void VoiceCard::describe() {
    const VoiceSummary* voice = chosen();
    setAccessibleName(voice != nullptr ? tr("Voice: %1").arg(QString::fromStdString(voice->name)) : tr("No voice"));
    setAccessibleDescription(voice != nullptr ? detailOf(*voice) : QString());
    setToolTip(voice != nullptr ? QString::fromStdString(voice->name) : QString());
}

void VoiceCard::paintEvent(QPaintEvent*) {
    const VoiceSummary* voice = chosen();
    if (voice == nullptr) {
        return;
    }
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, QRectF(rect()), {.radius = 8, .fill = QColor(underMouse() ? t.bg3 : t.bg0), .border = {}});
    const QString name = QString::fromStdString(voice->name);
    const bool sealed = seal_ && seal_->first.voice == voice->id.voice;
    paintAvatar(painter, {8, 8, 36, 36}, name, voice->order, sealed ? &seal_->second : nullptr, t);
    const double textWidth = width() - 54 - 36;
    paintText(painter, {54, 8, textWidth, 18}, name,
              {.font = interfaceFont(13, QFont::DemiBold), .colour = QColor(t.ink)});
    paintText(painter, {54, 27, textWidth, 17}, detailOf(*voice), {.font = interfaceFont(12), .colour = QColor(t.ink3)});
    drawIcon(painter, QLatin1StringView("chevron-down"), {width() - 28.0, 18, 16, 16}, QColor(t.ink2));
}

void VoiceCard::showMenu() {
    QMenu menu(this);
    menu.setMinimumWidth(width());
    for (const VoiceSummary& voice : voices_) {
        const QString name = QString::fromStdString(voice.name);
        QPixmap avatar(QSize(16, 16) * devicePixelRatioF());
        avatar.setDevicePixelRatio(devicePixelRatioF());
        avatar.fill(Qt::transparent);
        QPainter painter(&avatar);
        painter.setRenderHint(QPainter::Antialiasing);
        paintAvatar(painter, {0, 0, 16, 16}, name, voice.order, nullptr, tokens());
        painter.end();
        QAction* action = menu.addAction(QIcon(avatar), QString(name).replace(QChar(u'&'), QStringLiteral("&&")));
        action->setData(QString::fromStdString(voice.id.voice));
        if (voice.id.voice == chosen_) {
            menu.setActiveAction(action);
        }
    }
    const QAction* picked = menu.exec(mapToGlobal(QPoint(0, height() + 4)));
    if (picked != nullptr) {
        choose(picked->data().toString().toStdString());
        Q_EMIT voiceChosen(*chosen());
    }
}

}  // namespace timbre::ui
