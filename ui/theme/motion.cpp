// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/motion.h"

#include <QApplication>

namespace timbre::ui {

namespace {

bool& lessMotion() {
    static bool less = false;
    return less;
}

}  // namespace

void setLessMotion(bool less) {
    lessMotion() = less;
    for (const Qt::UIEffect effect : {Qt::UI_AnimateMenu, Qt::UI_FadeMenu, Qt::UI_AnimateCombo, Qt::UI_AnimateTooltip,
                                      Qt::UI_FadeTooltip, Qt::UI_AnimateToolBox}) {
        QApplication::setEffectEnabled(effect, !less);
    }
}

int motionMs(int ms) { return lessMotion() ? 0 : ms; }

}  // namespace timbre::ui
