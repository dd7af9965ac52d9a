// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/voices/card_delegate.h"

#include <QLocale>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/voices/voice_words.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/stars.h"

namespace timbre::ui {

namespace {

constexpr int kHalfGap = 6;
constexpr int kCardsKept = 400;
constexpr double kPadding = 14.0;
constexpr float kQuietest = 0.05F;

/// The whole clip of a face in columns of 2 px.
void paintColumns(QPainter& painter, const QRectF& rect, const std::vector<std::pair<float, float>>& columns, QRgb hue) {
    const auto count = static_cast<std::size_t>(std::max(rect.width() / 2.0, 1.0));
    float highest = kQuietest;
    for (const auto& [low, high] : columns) {
        highest = std::max({highest, -low, high});
    }
    const double half = rect.height() / 2;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t begin = i * columns.size() / count;
        const std::size_t end = std::max((i + 1) * columns.size() / count, begin + 1);
        float low = 0.0F;
        float high = 0.0F;
        for (std::size_t k = begin; k < std::min(end, columns.size()); ++k) {
            low = std::min(low, columns[k].first);
            high = std::max(high, columns[k].second);
        }
        const double up = std::max(half * high / highest, 0.5);
        const double down = std::max(half * -low / highest, 0.5);
        painter.fillRect(QRectF(rect.x() + 2.0 * static_cast<double>(i), rect.center().y() - up, 1.4, up + down),
                         faded(hue, 0.75));
    }
}

}  // namespace

CardDelegate::CardDelegate(const Theme& theme, const ShownVoices& voices, QObject* parent)
    : QStyledItemDelegate(parent), theme_(theme), voices_(voices), painted_(kCardsKept) {}

void CardDelegate::setCell(const QSize& cell) {
    cell_ = cell;
    forget();
}

void CardDelegate::forget() { painted_.clear(); }

QRect CardDelegate::playArea(const QRect& cell) {
    return {cell.right() + 1 - kHalfGap - 46, cell.y() + kHalfGap + 18, 34, 34};
}

void CardDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const VoicesModel::Card& card = voices_.card(index);
    const bool hover = option.state.testFlag(QStyle::State_MouseOver);
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    const double ratio = painter->device()->devicePixelRatioF();
    const QString key = QString::fromStdString(card.voice.id.voice);
    Painted* known = painted_.object(key);
    if (known == nullptr || known->state != card.state || known->hover != hover || known->chosen != chosen ||
        known->pixmap.devicePixelRatio() != ratio) {
        auto fresh = std::make_unique<Painted>();
        fresh->pixmap = QPixmap(cell_ * ratio);
        fresh->pixmap.setDevicePixelRatio(ratio);
        fresh->pixmap.fill(Qt::transparent);
        QPainter inside(&fresh->pixmap);
        inside.setRenderHint(QPainter::Antialiasing);
        const QRectF area(kHalfGap, kHalfGap, cell_.width() - 2 * kHalfGap, kHeight);
        paintCard(inside, area, card, hover, chosen);
        inside.end();
        fresh->state = card.state;
        fresh->hover = hover;
        fresh->chosen = chosen;
        known = fresh.get();
        painted_.insert(key, fresh.release());
    }
    painter->drawPixmap(option.rect.topLeft(), known->pixmap);
}

void CardDelegate::paintCard(QPainter& painter, const QRectF& card, const VoicesModel::Card& entry, bool hover,
                             bool chosen) const {
    const Tokens& t = theme_.tokens();
    const VoiceSummary& voice = entry.voice;
    const QString name = QString::fromStdString(voice.name);
    const QColor fill = hover || !t.dark ? QColor(t.bg2) : mix(t.bg1, t.bg2, 0.55);
    paintBox(painter, card,
             {.radius = 10,
              .fill = fill,
              .border = QColor(chosen ? t.ink : hover ? t.line2 : t.line),
              .borderWidth = chosen ? 2.0 : 1.0});
    const VoiceFace* face = entry.face ? &*entry.face : nullptr;
    paintAvatar(painter, {card.x() + kPadding, card.y() + kPadding, 44, 44}, name, voice.order,
                face != nullptr ? &face->seal : nullptr, t);
    const double textWidth = card.width() - 70 - 54;
    paintText(painter, {card.x() + 70, card.y() + 14, textWidth, 22}, name,
              {.font = interfaceFont(15, QFont::DemiBold), .colour = QColor(t.ink)});
    paintText(painter, {card.x() + 70, card.y() + 37, textWidth, 18}, versionLine(voice),
              {.font = interfaceFont(12), .colour = QColor(t.ink3)});

    const QRectF play(card.right() - 46, card.y() + 20, 32, 32);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(t.bg3));
    painter.drawEllipse(play);
    const auto sound = entry.sound;
    drawIcon(painter, QLatin1StringView(sound == VoicesModel::Card::Sound::None     ? "play"
                                        : sound == VoicesModel::Card::Sound::Coming ? "clock"
                                                                                    : "stop"),
             play.adjusted(8, 8, -8, -8), QColor(t.ink));

    const QRectF wave(card.x() + kPadding, card.y() + 68, card.width() - 2 * kPadding, 26);
    if (face != nullptr && !face->columns.empty()) {
        paintColumns(painter, wave, face->columns, t.voice(voice.order));
    } else {
        painter.fillRect(QRectF(wave.x(), wave.center().y() - 0.5, wave.width(), 1), QColor(t.line));
    }
    paintFoot(painter, card, voice);
}

void CardDelegate::paintFoot(QPainter& painter, const QRectF& card, const VoiceSummary& voice) const {
    const Tokens& t = theme_.tokens();
    const double left = card.x() + kPadding;
    paintStars(painter, {left, card.y() + 102}, voice.stars.stars, 12, t);
    paintText(painter, {card.x() + 92, card.y() + 98, 100, 20}, likenessText(voice),
              {.font = interfaceFont(12, QFont::DemiBold), .colour = QColor(t.ink2)});
    if (!voice.styles.empty()) {
        paintText(painter, {card.right() - kPadding - 80, card.y() + 98, 80, 20},
                  tr("%n style(s)", nullptr, static_cast<int>(voice.styles.size())),
                  {.font = interfaceFont(12), .colour = QColor(t.ink3), .alignment = Qt::AlignRight | Qt::AlignVCenter});
    }
    const VoiceNote note = noteOf(voice);
    const double y = card.y() + 120;
    double x = left;
    if (note.tone != Tone::None) {
        const QLatin1StringView icon = note.proof ? QLatin1StringView("shield") : toneIcon(note.tone);
        drawIcon(painter, icon, {left, y + 3, 14, 14}, QColor(toneColour(t, note.tone)));
        x += 19;
    }
    QString text = note.text;
    if (note.tone == Tone::None && !voice.tags.empty()) {
        QStringList tags;
        std::ranges::transform(voice.tags, std::back_inserter(tags), &QString::fromStdString);
        text = tr("%1 · %2").arg(tags.join(QStringLiteral(", ")), note.text);
    }
    const bool calm = note.tone == Tone::None;
    paintText(painter, {x, y, card.right() - kPadding - x, 20}, text,
              {.font = interfaceFont(12, calm ? QFont::Normal : QFont::DemiBold),
               .colour = QColor(calm ? t.ink3 : toneColour(t, note.tone))});
}

}  // namespace timbre::ui
