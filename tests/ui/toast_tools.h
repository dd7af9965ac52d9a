// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <QPushButton>
#include <algorithm>

#include "tests/ui/studio_fixture.h"
#include "ui/window/main_window.h"
#include "ui/window/toast.h"

namespace timbre::test {

/// The toast of this title; null where none shows.
inline ui::Toast* toastOf(ui::MainWindow& window, const QString& title) {
    const auto& all = window.toasts().toasts();
    const auto found = std::ranges::find(all, title, &QWidget::accessibleName);
    return found == all.end() ? nullptr : *found;
}

/// Waits for the toast and presses one of its buttons.
inline void pressInToast(ui::MainWindow& window, const QString& title, const QString& words) {
    waitFor([&] { return toastOf(window, title) != nullptr; });
    const auto buttons = toastOf(window, title)->findChildren<QPushButton*>();
    const auto found = std::ranges::find_if(buttons, [&](const QPushButton* one) { return one->text().trimmed() == words; });
    ASSERT_NE(found, buttons.end()) << "no such button";
    (*found)->click();
}

}  // namespace timbre::test
