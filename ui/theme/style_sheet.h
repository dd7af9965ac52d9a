// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "ui/theme/tokens.h"

namespace timbre::ui {

/// The style sheet of the stock Qt widgets for a theme; everything else is painted.
QString styleSheet(const Tokens& tokens);

}  // namespace timbre::ui
