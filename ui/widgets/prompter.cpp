// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/prompter.h"

#include <QPainter>
#include <QTextLayout>
#include <algorithm>

#include "ui/i18n/words.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/painting.h"

namespace timbre::ui {

namespace {

constexpr double kLineBox = 46.0;
constexpr double kColumnWidth = 760.0;
constexpr int kNeighboursFrom = 190;
constexpr int kTallWindow = 1000;

QTextLayout::FormatRange format(qsizetype from, qsizetype length, QRgb colour, bool underlined) {
    QTextLayout::FormatRange range;
    range.start = static_cast<int>(from);
    range.length = static_cast<int>(length);
    range.format.setForeground(QColor(colour));
    if (underlined) {
        range.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        range.format.setUnderlineColor(QColor(colour));
    }
    return range;
}

}  // namespace

Prompter::Prompter(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme) {
    setMinimumHeight(176);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    inEveryLanguage(*this, [this] {
        setAccessibleName(tr("Line to read"));
        update();
    });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Prompter::show(const QString& previous, const QString& line, const QString& next) {
    previous_ = previous;
    line_ = line;
    next_ = next;
    spoken_ = word_ = 0;
    missed_.clear();
    setAccessibleDescription(line);
    update();
}

void Prompter::setSpoken(qsizetype spoken, qsizetype word) {
    spoken_ = std::clamp<qsizetype>(spoken, 0, line_.size());
    word_ = std::clamp<qsizetype>(word, 0, line_.size() - spoken_);
    update();
}

void Prompter::setMissed(std::vector<Part> parts) {
    missed_ = std::move(parts);
    update();
}

void Prompter::setCountIn(int number) {
    countIn_ = number;
    update();
}

void Prompter::paintEvent(QPaintEvent*) {
    const Tokens& t = theme_.tokens();
    QPainter painter(this);
    const double column = std::min(width() - 64.0, kColumnWidth);
    const double left = (width() - column) / 2;
    const bool tall = window()->height() >= kTallWindow;
    const double box = tall ? kLineBox * 1.25 : kLineBox;
    QList<QTextLayout::FormatRange> formats{format(0, spoken_, t.ink3, false), format(spoken_, word_, t.here, false)};
    for (const Part& part : missed_) {
        formats.push_back(format(part.from, part.length, t.bad, true));
    }
    QTextLayout layout(line_, scriptFont(line_, tall ? 40 : 32));
    QTextOption option(Qt::AlignHCenter);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.setFormats(formats);
    double high = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(column);
        line.setPosition({0, high + (box - line.height()) / 2});
        high += box;
    }
    layout.endLayout();
    const double top = (height() - high) / 2;
    painter.setPen(QColor(t.ink));
    layout.draw(&painter, {left, top});
    if (height() >= kNeighboursFrom) {
        paintText(painter, {left, top - 44, column, 24}, previous_,
                  {.font = scriptFont(previous_), .colour = QColor(t.ink3), .alignment = Qt::AlignCenter});
        paintText(painter, {left, top + high + 20, column, 24}, next_.isEmpty() ? QString() : tr("Next: %1").arg(next_),
                  {.font = scriptFont(next_), .colour = QColor(t.ink2), .alignment = Qt::AlignCenter});
    }
    if (countIn_ > 0) {
        paintText(painter, {left, 8, column, 32}, QString::number(countIn_),
                  {.font = interfaceFont(22, QFont::DemiBold), .colour = QColor(t.rec), .alignment = Qt::AlignCenter});
    }
}

}  // namespace timbre::ui
