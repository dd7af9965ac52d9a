// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <optional>

#include "ui/bridge/engine_bridge.h"
#include "ui/settings/settings.h"
#include "ui/theme/theme.h"

namespace timbre::ui {

class ScriptRoom;
class Toast;
class ToastStack;

/// Writes the script into one file, with a toast that shows how far it is; one at a time.
class ExportFlow final : public QObject {
    Q_OBJECT

  public:
    ExportFlow(const Theme& theme, Settings& settings, EngineBridge& bridge, ScriptRoom& room, ToastStack& toasts);

    [[nodiscard]] bool isRunning() const noexcept { return job_.has_value(); }
    void ask();
    void start(RenderToFile command);

  Q_SIGNALS:
    void changed();
    void failed(const QString& title, const timbre::Error& error);

  private:
    void onJobFinished(const JobFinished& event);
    void tellWritten(const FileWritten& written);

    const Theme& theme_;
    Settings& settings_;
    EngineBridge& bridge_;
    ScriptRoom& room_;
    ToastStack& toasts_;
    std::optional<JobId> job_;
    QPointer<Toast> toast_;
    std::optional<FileWritten> written_;
};

}  // namespace timbre::ui
