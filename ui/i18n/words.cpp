// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/i18n/words.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPointer>

namespace timbre::ui {

LanguageWatch::LanguageWatch(QObject* parent) : QObject(parent) { parent->installEventFilter(this); }

LanguageWatch& LanguageWatch::instance() {
    static QPointer<LanguageWatch> only;
    if (only.isNull()) {
        only = new LanguageWatch(QCoreApplication::instance());
    }
    return *only;
}

bool LanguageWatch::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::LanguageChange && watched == parent()) {
        Q_EMIT changed();
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace timbre::ui
