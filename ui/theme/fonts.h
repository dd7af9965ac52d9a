// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QString>

namespace timbre::ui {

/// Makes the bundled interface font known. Call once, after QApplication exists.
void loadFonts();

/// All sizes below times this, from now on; 1 at the start.
void setTextScale(double scale);
[[nodiscard]] double textScale();

/// The interface font in the present language at a size of the type scale (12, 13, 15, 20, 22, 32 px). Weights: 400, 500, 600.
QFont interfaceFont(int pixels = 13, int weight = QFont::Normal);

/// The font for a line of script: text with Chinese, Japanese or Korean characters puts that family first, so that its
/// quotes and dashes are full width. Han alone is Chinese or Japanese as the window is.
inline constexpr int kScriptPixels = 15;
QFont scriptFont(const QString& text, int pixels = kScriptPixels, int weight = QFont::Normal);

}  // namespace timbre::ui
