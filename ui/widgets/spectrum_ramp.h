// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <array>

#include "ui/theme/tokens.h"

namespace timbre::ui {

/// Colours of a spectrogram from silence (the well) to the loudest, monotone in luminance: it reads in grey as well.
std::array<QRgb, 256> spectrumRamp(const Tokens& tokens);

/// WCAG relative luminance, 0..1.
double luminance(QRgb colour);

}  // namespace timbre::ui
