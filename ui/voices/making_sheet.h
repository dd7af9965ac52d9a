// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <optional>
#include <string>
#include <vector>

#include "ui/bridge/engine_bridge.h"
#include "ui/widgets/sheet.h"

namespace timbre::ui {

class ProgressSteps;
class Stars;

/// Shows a voice being made: stages, recordings that were refused and why, then how good it became. Cancelling it leaves
/// the library as it was.
class MakingSheet final : public Sheet {
    Q_OBJECT

  public:
    /// Watches the job of a CreateVoice, MakeReferenceVoice or NewVersionFromClips.
    MakingSheet(const Theme& theme, EngineBridge& bridge, JobId job, const QString& name, QWidget& over);

    [[nodiscard]] bool isRunning() const noexcept { return running_; }

  Q_SIGNALS:
    /// The sheet was closed, the voice is still being made.
    void goesOnBehind();
    void made(const timbre::VoiceMade& event);

  private:
    void onProgress(const JobProgress& event);
    void onRefused(const RecordingRefused& event);
    void onMade(const VoiceMade& event);
    void onFinished(const JobFinished& event);
    void tellRefused();

    EngineBridge& bridge_;
    JobId job_;
    QString voiceName_;
    bool running_ = true;
    QPushButton* behindButton_ = nullptr;
    std::vector<std::string> stages_;
    std::vector<LeftOutClip> refused_;
    ProgressSteps* steps_;
    QLabel* refusedText_;
    QLabel* result_;
    Stars* stars_;
    QPushButton* cancelButton_;
};

}  // namespace timbre::ui
