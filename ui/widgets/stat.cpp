// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/stat.h"

#include <QLocale>
#include <QPainter>

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/painting.h"

namespace timbre::ui {

Stat::Stat(const Theme& theme, const QString& name, QWidget* parent) : QWidget(parent), theme_(theme), name_(name) {
    setFixedHeight(64);
    setMinimumWidth(96);
    setAccessibleName(name);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Stat::setName(const QString& name) {
    name_ = name;
    setAccessibleName(name);
    update();
}

void Stat::setReading(const QString& number, const QString& unit, const QString& word, Tone tone) {
    if (number_ == number && unit_ == unit && word_ == word && tone_ == tone) {
        return;
    }
    number_ = number;
    unit_ = unit;
    word_ = word;
    tone_ = tone;
    update();
}

SpokenAmount Stat::spokenAmount() const {
    QString plain = number_;
    const double value = QLocale().toDouble(plain.replace(QChar(0x2212), QLocale().negativeSign()));
    const QString text = number_.isEmpty() ? word_ : tr("%1 %2, %3", "number, unit, verdict").arg(number_, unit_, word_);
    return {.now = value, .lowest = -120.0, .highest = 120.0, .text = text};
}

void Stat::paintEvent(QPaintEvent*) {
    const Tokens& t = theme_.tokens();
    QPainter painter(this);
    paintText(painter, QRectF(0, 0, width(), 18), name_, {.font = interfaceFont(12), .colour = QColor(t.ink3)});
    const QString shown = number_.isEmpty() ? QStringLiteral("–") : number_;
    const double end = paintTabular(painter, {0, 41}, shown,
                                    {.font = interfaceFont(22, QFont::DemiBold),
                                     .colour = QColor(number_.isEmpty() ? t.ink3 : t.ink)});
    if (!number_.isEmpty()) {
        paintText(painter, QRectF(end + 4, 23, width() - end - 4, 20), unit_,
                  {.font = interfaceFont(12), .colour = QColor(t.ink3)});
    }
    const QColor colour(toneColour(t, tone_));
    const double y = height() - 17;
    double left = 0;
    if (tone_ != Tone::None) {
        drawIcon(painter, toneIcon(tone_), QRectF(0, y + 1, 14, 14), colour);
        left = 19;
    }
    paintText(painter, QRectF(left, y, width() - left, 16), word_,
              {.font = interfaceFont(12, tone_ == Tone::None ? QFont::Normal : QFont::DemiBold), .colour = colour});
}

QString numberText(double value, int decimals) {
    QString text = QLocale().toString(value, 'f', decimals);
    return text.replace(QLocale().negativeSign(), QString(QChar(0x2212)));
}

}  // namespace timbre::ui
