// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QFrame;
class QWidget;

namespace timbre::ui {

/// What stands in the foot of a room, from left to right; distances in pixels.
struct FootParts {
    QList<QWidget*> left;
    QList<QWidget*> middle;
    QList<QWidget*> right;
    int sideSpacing = 8;    ///< Between the widgets at a side.
    int middleSpacing = 8;  ///< Between those of the middle, and between the three parts.
};

/// Makes the frame a foot and lays it out in three parts. The sides share what the middle leaves, whatever stands in them,
/// so that the middle is the middle of the window.
void layOutFoot(QFrame& foot, const FootParts& parts);

}  // namespace timbre::ui
