// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QColor>

#include "ui/theme/tokens.h"

namespace timbre::ui {

/// A verdict: always shown as colour, shape and word together.
enum class Tone { None, Good, Warn, Bad };

/// For text and icons.
QRgb toneColour(const Tokens& tokens, Tone tone);
/// The fill of a card with this verdict; None is the quiet inset.
QRgb toneSoft(const Tokens& tokens, Tone tone);
/// Circle, triangle or octagon; empty for None.
QLatin1StringView toneIcon(Tone tone);
/// "good", "warn", "bad" as the style sheet's `tone` and `card` know them; empty for None.
QLatin1StringView toneName(Tone tone);

}  // namespace timbre::ui
