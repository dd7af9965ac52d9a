// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/painting.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QImage>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/theme/fonts.h"

namespace timbre::ui {

namespace {

constexpr double kColumn = 2.0;  // 1.4 ink and 0.6 gap
constexpr double kColumnInk = 1.4;
constexpr double kOuterStrength = 0.45;
constexpr double kHeadroom = 1.15;     // RMS is drawn a little taller than it is: the body of the wave
constexpr double kRootBody = 0.86;     // the root brings RMS and peak too close together
constexpr float kQuietestFull = 0.05F;  // below -26 dBFS a wave is not blown up to full height

double snapped(double value, double ratio) { return std::round(value * ratio) / ratio; }

void fillBar(QPainter& painter, const QRectF& rect, const QColor& colour) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(rect, rect.width() / 2, rect.width() / 2);
}

void paintHatchedBar(QPainter& painter, const QRectF& rect, const Tokens& tokens) {
    QPainterPath shape;
    shape.addRoundedRect(rect, rect.width() / 2, rect.width() / 2);
    painter.save();
    painter.setClipPath(shape);
    painter.fillRect(rect, QColor(tokens.warnFill));
    painter.setPen(QPen(QColor(tokens.bg1), 2.0));
    for (double y = rect.top(); y < rect.bottom() + rect.width(); y += 6.0) {
        painter.drawLine(QPointF(rect.left() - 1, y + 1), QPointF(rect.right() + 1, y - rect.width() - 1));
    }
    painter.restore();
}

void paintBrokenBar(QPainter& painter, const QRectF& rect, const Tokens& tokens) {
    constexpr double kGap = 4.0;
    const double middle = rect.center().y();
    const QColor bad(tokens.bad);
    fillBar(painter, {rect.x(), rect.y(), rect.width(), middle - kGap - rect.y()}, bad);
    fillBar(painter, {rect.x(), middle + kGap, rect.width(), rect.bottom() - middle - kGap}, bad);
    painter.drawEllipse(QPointF(rect.center().x(), middle), rect.width() / 2, rect.width() / 2);
}

/// The two colours of a column, as they stand in a premultiplied image; the body lies over the outer part.
struct ColumnInk {
    ColumnInk(QRgb hue, double strength)
        : outer(qPremultiply(faded(hue, kOuterStrength * strength).rgba())), body(over(qPremultiply(faded(hue, strength).rgba()), outer)) {}

    QRgb outer;
    QRgb body;

  private:
    static QRgb over(QRgb upper, QRgb lower) {
        const int rest = 255 - qAlpha(upper);
        const auto mixed = [rest](int a, int b) { return a + (b * rest + 127) / 255; };
        return qRgba(mixed(qRed(upper), qRed(lower)), mixed(qGreen(upper), qGreen(lower)), mixed(qBlue(upper), qBlue(lower)),
                     mixed(qAlpha(upper), qAlpha(lower)));
    }
};

/// An area in device pixels, filled with upright rectangles whose edges are rounded to them.
class ColumnImage {
  public:
    ColumnImage(const QRectF& area, double ratio)
        : ratio_(ratio),
          left_(static_cast<int>(std::floor(area.left() * ratio))),
          top_(static_cast<int>(std::floor(area.top() * ratio))),
          image_(static_cast<int>(std::ceil(area.right() * ratio)) - left_ + 1,
                 static_cast<int>(std::ceil(area.bottom() * ratio)) - top_ + 1, QImage::Format_ARGB32_Premultiplied) {
        image_.setDevicePixelRatio(ratio);
        image_.fill(0);
    }

    /// Replaces what is there; at least one pixel high.
    void fill(double left, double right, double top, double bottom, QRgb colour) {
        const int x0 = std::max(pixel(left) - left_, 0);
        const int x1 = std::min(pixel(right) - left_, image_.width());
        const int y0 = std::max(pixel(top) - top_, 0);
        const int y1 = std::min(std::max(pixel(bottom) - top_, y0 + 1), image_.height());
        for (int y = y0; y < y1; ++y) {
            auto* const line = reinterpret_cast<QRgb*>(image_.scanLine(y));
            std::fill(line + x0, line + std::max(x0, x1), colour);
        }
    }

    void paint(QPainter& painter) const { painter.drawImage(QPointF(left_ / ratio_, top_ / ratio_), image_); }

  private:
    [[nodiscard]] int pixel(double at) const { return static_cast<int>(std::lround(at * ratio_)); }

    double ratio_;
    int left_;
    int top_;
    QImage image_;
};

}  // namespace

void paintBox(QPainter& painter, const QRectF& rect, const BoxStyle& style) {
    painter.setBrush(style.fill ? QBrush(*style.fill) : QBrush(Qt::NoBrush));
    QRectF box = rect;
    if (style.border) {
        painter.setPen(QPen(*style.border, style.borderWidth));
        const double half = style.borderWidth / 2;
        box.adjust(half, half, -half, -half);
    } else {
        painter.setPen(Qt::NoPen);
    }
    painter.drawRoundedRect(box, style.radius, style.radius);
}

void paintText(QPainter& painter, const QRectF& rect, const QString& text, const TextStyle& style) {
    painter.setFont(style.font);
    painter.setPen(style.colour);
    const QString shown =
        style.elide ? QFontMetricsF(style.font).elidedText(text, Qt::ElideRight, rect.width()) : text;
    painter.drawText(rect, static_cast<int>(style.alignment) | Qt::TextSingleLine, shown);
}

double tabularWidth(const QFont& font, const QString& text) {
    const QFontMetricsF metrics(font);
    const double cell = metrics.horizontalAdvance(QChar(u'0'));
    double width = 0.0;
    for (const QChar c : text) {
        width += c.isDigit() ? cell : metrics.horizontalAdvance(c);
    }
    return width;
}

double paintTabular(QPainter& painter, const QPointF& baseline, const QString& text, const TextStyle& style) {
    painter.setFont(style.font);
    painter.setPen(style.colour);
    const QFontMetricsF metrics(style.font);
    const double cell = metrics.horizontalAdvance(QChar(u'0'));
    const double width = tabularWidth(style.font, text);
    double x = (style.alignment & Qt::AlignRight) ? baseline.x() - width : baseline.x();
    for (const QChar c : text) {
        const double advance = metrics.horizontalAdvance(c);
        const double room = c.isDigit() ? cell : advance;
        painter.drawText(QPointF(x + (room - advance) / 2, baseline.y()), QString(c));
        x += room;
    }
    return width;
}

void paintWave(QPainter& painter, const QRectF& rect, const Peaks& peaks, const WaveStyle& style) {
    const auto count = static_cast<std::size_t>(std::max(rect.width() / kColumn, 0.0));
    const double rate = peaks.sampleRateHz();
    const auto columns = peaks.columns(style.beginSeconds * rate, style.endSeconds * rate, count);
    const double scale = style.normalise ? 1.0 / std::max(peaks.highest(), kQuietestFull) : 1.0;
    const bool root = style.scale == WaveStyle::Scale::Root;
    const auto shaped = [&](double amplitude) {
        const double scaled = std::clamp(amplitude * scale, 0.0, 1.0);
        return root ? std::sqrt(scaled) : scaled;
    };
    const double ratio = painter.device()->devicePixelRatio();
    const double half = rect.height() / 2;
    const double middle = rect.center().y();
    const double played =
        (style.playedSeconds - style.beginSeconds) / std::max(style.endSeconds - style.beginSeconds, 1e-9);
    const ColumnInk strong(style.hue, 1.0);
    const ColumnInk dim(style.hue, style.dim);

    // Qt shares out a large rectangle among threads and waits for them: on a busy machine once for every column.
    ColumnImage image(rect, ratio);
    const double width = std::max(snapped(kColumnInk, ratio), 1.0 / ratio);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const PeakColumn& column = columns[i];
        const double left = snapped(rect.x() + static_cast<double>(i) * kColumn, ratio);
        const ColumnInk& ink = static_cast<double>(i) < played * static_cast<double>(columns.size()) ? strong : dim;
        const double up = std::max(shaped(column.highest) * half, 0.5);  // silence is a line, never nothing
        const double down = std::max(shaped(-column.lowest) * half, 0.5);
        const double body = std::clamp(shaped(column.rms * kHeadroom) * (root ? kRootBody : 1.0) * half, 0.5, half);
        image.fill(left, left + width, middle - up, middle + down, ink.outer);
        image.fill(left, left + width, middle - body, middle + body, ink.body);
    }
    image.paint(painter);
}

void paintStateBar(QPainter& painter, const QRectF& rect, LineState state, bool playing, const Tokens& tokens) {
    if (playing) {
        fillBar(painter, rect.adjusted(0, 0, 1, 0), QColor(tokens.here));
        return;
    }
    switch (state) {
        case LineState::New:
            paintBox(painter, rect, {.radius = rect.width() / 2, .fill = {}, .border = QColor(tokens.line2)});
            return;
        case LineState::Rendering:
            fillBar(painter, rect, QColor(tokens.line));
            fillBar(painter, {rect.x(), rect.y(), rect.width(), rect.height() * 0.6}, QColor(tokens.here));
            return;
        case LineState::Rendered: fillBar(painter, rect, QColor(tokens.ink2)); return;
        case LineState::Stale: paintHatchedBar(painter, rect, tokens); return;
        case LineState::Failed: paintBrokenBar(painter, rect, tokens); return;
    }
}

void paintPlayHead(QPainter& painter, double x, double top, double bottom, bool flag, const Tokens& tokens) {
    const double ratio = painter.device()->devicePixelRatio();
    const double line = snapped(x, ratio);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(tokens.here));
    painter.drawRect(QRectF(line - 0.75, top, 1.5, bottom - top));
    if (flag) {
        painter.drawPolygon(QPolygonF{QPointF(line - 5, top), QPointF(line + 5, top), QPointF(line + 5, top + 4),
                                      QPointF(line, top + 9), QPointF(line - 5, top + 4)});
    }
}

void paintRuler(QPainter& painter, const QRectF& rect, double beginSeconds, double endSeconds,
                std::optional<double> playHeadX, const Tokens& tokens, double roomPerLabel) {
    constexpr double kSteps[] = {0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600};
    const double span = std::max(endSeconds - beginSeconds, 1e-6);
    const auto xOf = [&](double seconds) { return rect.x() + (seconds - beginSeconds) / span * rect.width(); };
    const auto wide = std::ranges::find_if(kSteps, [&](double s) { return rect.width() * s / span >= roomPerLabel; });
    const double step = wide == std::end(kSteps) ? kSteps[std::size(kSteps) - 1] : *wide;
    const TextStyle label{.font = interfaceFont(12), .colour = QColor(tokens.ink3)};
    const auto line = [&](double seconds, double height, QRgb colour) {
        const double x = std::round(xOf(seconds)) + 0.5;
        painter.setPen(QPen(QColor(colour), 1));
        painter.drawLine(QPointF(x, rect.bottom() - height), QPointF(x, rect.bottom()));
        return x;
    };
    for (double at = std::ceil(beginSeconds / step - 1e-6) * step; at <= endSeconds + 1e-6; at += step) {
        const double x = line(at, 5, tokens.line2);
        const QString text = step < 1 ? clockText(at) : clockText(at).section(QLocale().decimalPoint(), 0, 0);
        const double width = tabularWidth(label.font, text);
        const bool covered = playHeadX && *playHeadX > x - 8 && *playHeadX < x + 12 + width;
        if (x + 4 + width < rect.right() && !covered) {
            paintTabular(painter, {x + 4, rect.bottom() - 6}, text, label);
        }
        for (int minor = 1; minor < 5 && xOf(at + step * minor / 5) < rect.right(); ++minor) {
            line(at + step * minor / 5, 3, tokens.line);
        }
    }
}

void paintAvatar(QPainter& painter, const QRectF& rect, const QString& name, int order, const VoiceSeal* seal,
                 const Tokens& tokens) {
    const QColor on(tokens.onVoice);
    const double size = rect.width();
    paintBox(painter, rect, {.radius = size * 0.2, .fill = QColor(tokens.voice(order)), .border = {}});
    if (seal != nullptr && size >= 36.0) {
        const double step = size * 0.62 / static_cast<double>(seal->size());
        double x = rect.x() + size * 0.19;
        painter.setPen(Qt::NoPen);
        painter.setBrush(on);
        for (const float bar : *seal) {
            const double height = std::max(size * 0.6 * bar, 2.0);
            painter.drawRoundedRect(QRectF(x, rect.center().y() - height / 2, step * 0.55, height), 1, 1);
            x += step;
        }
        return;
    }
    const QString initial = name.left(1).toUpper();
    paintText(painter, rect, initial,
              {.font = interfaceFont(std::max(static_cast<int>(size * 0.52), 10), QFont::DemiBold),
               .colour = on,
               .alignment = Qt::AlignCenter,
               .elide = false});
}

QString clockText(double seconds) {
    const auto tenths = static_cast<long long>(std::floor(std::max(seconds, 0.0) * 10 + 1e-6));
    return QStringLiteral("%1:%2%3%4")
        .arg(tenths / 600)
        .arg(tenths / 10 % 60, 2, 10, QChar(u'0'))
        .arg(QLocale().decimalPoint())
        .arg(tenths % 10);
}

QString secondsText(double seconds) {
    return QCoreApplication::translate("Units", "%1 s").arg(QLocale().toString(seconds, 'f', 1));
}

}  // namespace timbre::ui
