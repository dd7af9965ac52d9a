// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/ask_files.h"

#include <QFileDialog>

namespace timbre::ui {

AskFiles AskFiles::dialogs() {
    return {.save = [](QWidget& parent, const QString& title, const QString& file,
                       const QString& filter) { return QFileDialog::getSaveFileName(&parent, title, file, filter); },
            .open = [](QWidget& parent, const QString& title, const QString& folder,
                       const QString& filter) { return QFileDialog::getOpenFileNames(&parent, title, folder, filter); }};
}

}  // namespace timbre::ui
