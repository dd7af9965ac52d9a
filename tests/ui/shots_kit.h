// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QString>

#include "ui/theme/theme.h"

namespace timbre::test {

/// Saves components-record, components-kit and components-sheet: the widget kit in all its states, in the theme that is
/// set. `suffix` ends the files' names: "dark-en".
void photographKit(const ui::Theme& theme, const QDir& folder, const QString& suffix);

}  // namespace timbre::test
