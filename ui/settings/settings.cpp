// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings.h"

namespace timbre::ui {

Appearance Settings::appearance() const {
    const QString name = get(keys::kAppearance);
    return name == QStringLiteral("light")  ? Appearance::Light
           : name == QStringLiteral("dark") ? Appearance::Dark
                                            : Appearance::System;
}

void Settings::setAppearance(Appearance appearance) {
    set(keys::kAppearance, appearance == Appearance::Light  ? QStringLiteral("light")
                           : appearance == Appearance::Dark ? QStringLiteral("dark")
                                                            : QStringLiteral("system"));
}

}  // namespace timbre::ui
