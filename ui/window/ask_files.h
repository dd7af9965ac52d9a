// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <functional>

class QWidget;

namespace timbre::ui {

/// Asks for files; another one in tests, which have nobody to answer.
struct AskFiles {
    /// Title, suggested file, filter; empty: none was chosen.
    using Save = std::function<QString(QWidget&, const QString&, const QString&, const QString&)>;
    /// Title, folder, filter.
    using Open = std::function<QStringList(QWidget&, const QString&, const QString&, const QString&)>;
    Save save;
    Open open;
    /// The dialogs of the system.
    static AskFiles dialogs();
};

}  // namespace timbre::ui
