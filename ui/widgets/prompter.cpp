// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/prompter.h"

#include <QPainter>
#include <QTextLayout>
#include <algorithm>
#include <optional>

#include "ui/i18n/words.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/painting.h"

namespace timbre::ui {

namespace {

constexpr double kLineBox = 46.0;
constexpr double kColumnWidth = 760.0;
// 176 is what it keeps as long as nothing is wrong with a take; the bar that says so may take the air above and below the line.
constexpr int kLeastHeight = 120;
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

/// Lays the text out in lines of this width, centred in `column`. Returns how many.
int layOut(QTextLayout& layout, double width, double column, double box) {
    int lines = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({(column - width) / 2, lines * box + (box - line.height()) / 2});
        ++lines;
    }
    layout.endLayout();
    return lines;
}

/// Whether every line but the last one ends with a comma or the like.
bool breaksAtPauses(const QTextLayout& layout) {
    static const QString kPauses = QStringLiteral(u"，。、；：？！…,.;:?!—");
    for (int i = 0; i + 1 < layout.lineCount(); ++i) {
        const QTextLine line = layout.lineAt(i);
        const QString text = layout.text().mid(line.textStart(), line.textLength()).trimmed();
        if (text.isEmpty() || !kPauses.contains(text.back())) {
            return false;
        }
    }
    return true;
}

/// No more lines than needed, each about as long, broken where the reader pauses if that is possible: a last line of two
/// characters is read badly. Returns the height.
double layOutEvenly(QTextLayout& layout, double column, double box) {
    const int lines = layOut(layout, column, column, box);
    if (lines < 2) {
        return lines * box;
    }
    const double step = box / 4;
    double width = column;
    double even = column;
    std::optional<double> pausing;
    for (; width > column / (lines + 1) && layOut(layout, width, column, box) == lines; width -= step) {
        even = width;
        pausing = breaksAtPauses(layout) ? std::optional(width) : pausing;
    }
    layOut(layout, pausing.value_or(even), column, box);
    return lines * box;
}

}  // namespace

Prompter::Prompter(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme) {
    setMinimumHeight(kLeastHeight);
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
    const double high = layOutEvenly(layout, column, box);
    const double top = (height() - high) / 2;
    painter.setPen(QColor(t.ink));
    layout.draw(&painter, {left, top});
    const bool neighbours = height() >= kNeighboursFrom;
    if (countIn_ > 0) {
        // Where the eyes of the reader are: right above the line.
        paintText(painter, {left, std::max(4.0, top - 60), column, 46}, QString::number(countIn_),
                  {.font = interfaceFont(32, QFont::DemiBold), .colour = QColor(t.rec), .alignment = Qt::AlignCenter});
    } else if (neighbours) {
        paintText(painter, {left, top - 44, column, 24}, previous_,
                  {.font = scriptFont(previous_), .colour = QColor(t.ink3), .alignment = Qt::AlignCenter});
    }
    if (neighbours) {
        paintText(painter, {left, top + high + 20, column, 24}, next_.isEmpty() ? QString() : tr("Next: %1").arg(next_),
                  {.font = scriptFont(next_), .colour = QColor(t.ink2), .alignment = Qt::AlignCenter});
    }
}

}  // namespace timbre::ui
