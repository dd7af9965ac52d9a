// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settings.h"

class QMenu;
class QWidget;

namespace timbre::ui {

/// The languages of the window, each by its own name, and "Follow the system". A choice is used at once and kept in
/// `settings`, which outlive the menu.
QMenu* makeLanguageMenu(Settings& settings, QWidget* parent);

}  // namespace timbre::ui
