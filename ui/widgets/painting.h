// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QRectF>
#include <QString>
#include <optional>

#include "core/audio/peaks.h"
#include "core/studio/protocol.h"
#include "ui/theme/tokens.h"

class QPainter;

/// What several painted widgets draw alike.
namespace timbre::ui {

struct BoxStyle {
    double radius = 0.0;
    std::optional<QColor> fill;
    std::optional<QColor> border;
    double borderWidth = 1.0;
};
/// The border lies inside `rect`.
void paintBox(QPainter& painter, const QRectF& rect, const BoxStyle& style);

struct TextStyle {
    QFont font;
    QColor colour;
    Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter;
    bool elide = true;
};
/// One line.
void paintText(QPainter& painter, const QRectF& rect, const QString& text, const TextStyle& style);

/// Text whose digits all take the width of "0", so that a running number does not jitter. `x` is its left or right edge
/// (Qt::AlignRight). Returns its width.
double paintTabular(QPainter& painter, const QPointF& baseline, const QString& text, const TextStyle& style);
double tabularWidth(const QFont& font, const QString& text);

/// How a wave is drawn: which part of the clip, in which hue, and how much of it was played.
struct WaveStyle {
    double beginSeconds = 0.0;
    double endSeconds = 0.0;
    QRgb hue = 0;
    double playedSeconds = 0.0;  ///< Up to here at full strength; the clip's length or more: all of it.
    double dim = 0.45;           ///< Strength of the rest.
    enum class Scale { Linear, Root } scale = Scale::Linear;  ///< Root keeps a quiet voice visible: recordings.
    bool normalise = true;       ///< Whether the loudest moment fills the height.
};
void paintWave(QPainter& painter, const QRectF& rect, const Peaks& peaks, const WaveStyle& style);

/// What a line of script is, for its state bar: shape and colour both tell.
enum class LineState { New, Rendering, Rendered, Stale, Failed };
void paintStateBar(QPainter& painter, const QRectF& rect, LineState state, bool playing, const Tokens& tokens);

/// The play head's line, with its flag on top where there is room for one.
void paintPlayHead(QPainter& painter, double x, double top, double bottom, bool flag, const Tokens& tokens);

/// A time ruler; labels that would lie under the play head's flag are left out. Labels stand at least `roomPerLabel` apart.
void paintRuler(QPainter& painter, const QRectF& rect, double beginSeconds, double endSeconds,
                std::optional<double> playHeadX, const Tokens& tokens, double roomPerLabel = 70.0);

/// A voice's rounded square: its seal's bars from 36 px on where known, else the first character of its name.
void paintAvatar(QPainter& painter, const QRectF& rect, const QString& name, int order, const VoiceSeal* seal,
                 const Tokens& tokens);

/// "0:31.4"; minutes above 59 run on ("72:05.0").
QString clockText(double seconds);
/// "5.1 s" with the decimal point of the language.
QString secondsText(double seconds);

}  // namespace timbre::ui
