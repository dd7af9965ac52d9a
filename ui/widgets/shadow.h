// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

class QPainter;

namespace timbre::ui {

struct ShadowStyle {
    double radius = 12.0;  ///< Of the box's corners.
    double blur = 48.0;    ///< How far it reaches.
    double drop = 12.0;    ///< How far below the box it lies.
    int alpha = 115;       ///< Of black, at its darkest.
};

/// The shadow of a box, outside of it and under it. Kept for the next painting of a box of that size.
void paintShadow(QPainter& painter, const QRectF& box, const ShadowStyle& style);

}  // namespace timbre::ui
