// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QLatin1StringView>
#include <QRectF>

class QPainter;

namespace timbre::ui {

/// Draws an icon of our own set (ui/icons/NAME.svg: 20 x 20, one colour) tinted, sharp at any pixel ratio.
void drawIcon(QPainter& painter, QLatin1StringView name, const QRectF& target, const QColor& colour);

/// The same for buttons: drawn anew at whatever size and pixel ratio is asked for.
QIcon tintedIcon(QLatin1StringView name, const QColor& normal, const QColor& disabled);

}  // namespace timbre::ui
