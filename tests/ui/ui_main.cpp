// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the window's tests without a screen.
#include <gtest/gtest.h>

#include <QApplication>
#include <QStandardPaths>

#include "ui/i18n/languages.h"

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QStandardPaths::setTestModeEnabled(true);
    const QApplication application(argc, argv);
    timbre::ui::useLanguage(QStringLiteral("en"));  // whatever the machine speaks
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
