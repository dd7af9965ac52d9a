// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSet>
#include <QString>
#include <QTimer>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/studio/protocol.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/script/script_model.h"
#include "ui/script/speech_shape.h"

namespace timbre::ui {

/// The open project as the window knows it. Edits go out as commands and come back as changes of the model, so what is
/// shown is what the file holds: there is nothing to save.
class Document final : public QObject {
    Q_OBJECT

  public:
    Document(EngineBridge& bridge, ScriptModel& model, QObject* parent = nullptr);

    /// Opens or makes a project; the one before stays until it is there.
    void open(const std::filesystem::path& file, bool create);
    /// Goes on working in another file; what lies there is replaced.
    void saveAs(const std::filesystem::path& file);
    /// Sends what still waits for the user's hand to rest.
    void flush();

    [[nodiscard]] bool isOpen() const noexcept { return project_ != ProjectId{}; }
    /// Nothing that was posted is still on its way into the file.
    [[nodiscard]] bool isSettled() const { return isOpen() && edits_.isEmpty() && !waitingShape_; }
    [[nodiscard]] ProjectId project() const noexcept { return project_; }
    [[nodiscard]] const std::filesystem::path& file() const noexcept { return file_; }
    [[nodiscard]] QString title() const;
    [[nodiscard]] const UndoState& undoState() const noexcept { return undo_; }
    /// Empty where none was chosen for this project.
    [[nodiscard]] const VoiceVersionId& voice() const noexcept { return settings_.voice; }
    /// With the first lines a project that has no voice and shape gets these.
    void setDefaults(const VoiceVersionId& voice, const std::string& language, const SpeechShape& shape);
    /// Nothing where it was never set in this project.
    [[nodiscard]] std::optional<SpeechShape> shape() const;

    /// Puts lines in before `row`. Answer: inserted() with the same id.
    JobId insert(int row, const std::vector<TextSpan>& spans);
    void setText(int row, const QString& text);
    /// A paragraph that ended there ends with the line before.
    void remove(int row);
    void undo();
    void redo();
    void setVoice(const VoiceVersionId& voice, const std::string& language);
    /// Kept when it has not changed for a moment.
    void setShape(const SpeechShape& shape);

    /// Fetches the sound of these rows where they lack it.
    void fetchSound(int firstRow, int lastRow);

  Q_SIGNALS:
    void opened();
    /// The same project lies in another file now.
    void moved();
    /// Everything that was posted is on disk.
    void settled();
    /// `edit` is the JobId; Qt streams no enums of this width.
    void inserted(quint64 edit, int row);
    /// Voice or shape are others now, by an undo for one.
    void settingsChanged();
    void undoStateChanged();
    void failed(const QString& title, const timbre::Error& error);
    /// Opening or making failed; what was open before still is.
    void openFailed(bool create);

  private:
    void onOpened(const ProjectOpened& event);
    void onChanged(const ProjectChanged& event);
    void onMoved(const ProjectMoved& event);
    void onTakeLoaded(const TakeLoaded& event);
    void onNotKept(const RenderingNotKept& event);
    void onJobFinished(const JobFinished& event);
    JobId post(std::vector<ProjectEdit> edits, std::string_view kind = {}, const std::string& mergeKey = {});
    void follow(JobId job);
    [[nodiscard]] ProjectEdit shapeEdit(const SpeechShape& shape) const;
    void applyRows(const ProjectChanged& event);
    void sendShape();
    void tellSettings();

    EngineBridge& bridge_;
    ScriptModel& model_;
    ProjectId project_{};
    std::filesystem::path file_;
    ProjectSettings settings_;
    std::map<std::string, std::string> others_;
    UndoState undo_;
    struct Opening {
        JobId job{};
        bool create = false;
    };
    std::optional<Opening> opening_;
    QSet<quint64> edits_;  ///< Jobs without an end yet.
    bool settingsTold_ = true;
    std::optional<JobId> fetching_;
    QSet<quint64> fetched_;  ///< Takes that the present fetching asks for.
    QTimer shapeRest_;
    std::optional<SpeechShape> waitingShape_;
    QString gesture_;  ///< Never the same twice, also not in another session: steps of one gesture become one.
    struct Defaults {
        VoiceVersionId voice;  ///< Its present version.
        std::string language = "en";
        SpeechShape shape;
    } defaults_;
    bool toldNotKept_ = false;
};

}  // namespace timbre::ui
