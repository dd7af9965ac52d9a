// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/prompter.h"

#include <QFontMetricsF>
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

/// Where two lines are parted best: behind a comma or the like, each part fitting into `column` and neither far shorter than
/// the other. 0: nowhere.
qsizetype pauseInTheMiddle(const QString& text, const QFont& font, double column) {
    static const QString kPauses = QStringLiteral(u"，。、；：？！…,.;:?!—");
    constexpr double kLeastRatio = 0.35;
    const QFontMetricsF metrics(font);
    qsizetype best = 0;
    double bestRatio = kLeastRatio;
    for (qsizetype i = 0; i + 1 < text.size(); ++i) {
        qsizetype end = i + 1;
        if (!kPauses.contains(text[i]) || kPauses.contains(text[end])) {
            continue;
        }
        while (end < text.size() && text[end].isSpace()) {
            ++end;
        }
        const double first = metrics.horizontalAdvance(text.left(i + 1));
        const double second = metrics.horizontalAdvance(text.mid(end));
        const double ratio = std::min(first, second) / std::max({first, second, 1.0});
        if (std::max(first, second) <= column && ratio > bestRatio) {
            best = end;
            bestRatio = ratio;
        }
    }
    return best;
}

void layOutInTwo(QTextLayout& layout, qsizetype first, double column, double box) {
    layout.beginLayout();
    for (int i = 0; i < 2; ++i) {
        QTextLine line = layout.createLine();
        line.setNumColumns(static_cast<int>(i == 0 ? first : layout.text().size() - first), column);
        line.setPosition({0, i * box + (box - line.height()) / 2});
    }
    layout.endLayout();
}

/// No more lines than needed, parted where the reader pauses if that is possible, else of about the same length: a last line
/// of two characters is read badly. Returns the height.
double layOutEvenly(QTextLayout& layout, double column, double box) {
    const int lines = layOut(layout, column, column, box);
    if (lines == 2) {
        if (const qsizetype pause = pauseInTheMiddle(layout.text(), layout.font(), column)) {
            layOutInTwo(layout, pause, column, box);
            return lines * box;
        }
    }
    // Without blanks any break may part a word: only a very short last line is worth one.
    const bool blanks = layout.text().contains(QChar(u' '));
    if (lines >= 2 && (blanks || layout.lineAt(lines - 1).textLength() <= 3)) {
        double even = column;
        for (double width = column; width > column / (lines + 1) && layOut(layout, width, column, box) == lines; width -= box / 4) {
            even = width;
        }
        layOut(layout, even, column, box);
    }
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
    next_ = next;
    if (line != line_) {
        line_ = line;
        spoken_ = word_ = 0;
    }
    missed_.clear();
    setAccessibleDescription(line);
    update();
}

void Prompter::setSpoken(qsizetype spoken, qsizetype word) {
    const qsizetype begin = std::clamp<qsizetype>(spoken, 0, line_.size());
    const qsizetype length = std::clamp<qsizetype>(word, 0, line_.size() - begin);
    if (begin != spoken_ || length != word_) {
        spoken_ = begin;
        word_ = length;
        update();
    }
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
