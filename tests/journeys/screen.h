// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>
#include <QStringList>
#include <QWidget>
#include <functional>

/// What a person sees of a window.
namespace timbre::test {

/// Whether any of it is on the screen.
bool isSeen(const QWidget& widget);

/// All words on the screen: of labels, buttons, fields and the rows of lists, and of painted widgets what they tell
/// screen readers of what they show. Tooltips do not count.
QStringList seenWords(const QWidget& window);

/// Whether `text` is part of them.
bool visible(const QWidget& window, const QString& text);

/// The widget of that kind on the screen for which `is` holds; null where there is none.
template <typename Widget>
Widget* seen(const QWidget& window, const std::function<bool(const Widget&)>& is = {}) {
    for (Widget* const widget : window.findChildren<Widget*>()) {
        if (isSeen(*widget) && (!is || is(*widget))) {
            return widget;
        }
    }
    return nullptr;
}

/// How many of a widget's pixels, or of those in a part of it, have this colour to within `tolerance` of each channel.
int pixelsOf(QWidget& widget, const QColor& colour, int tolerance = 12);
int pixelsOf(QWidget& widget, const QRect& part, const QColor& colour, int tolerance = 12);

}  // namespace timbre::test
