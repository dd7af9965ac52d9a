// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSet>
#include <QString>
#include <QTimer>
#include <filesystem>
#include <optional>
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
    /// Writes a copy and goes on working in it.
    void saveAs(const std::filesystem::path& file);
    /// Sends what still waits for the user's hand to rest.
    void flush();

    [[nodiscard]] bool isOpen() const noexcept { return project_ != ProjectId{}; }
    [[nodiscard]] bool isOpening() const noexcept { return opening_.has_value(); }
    [[nodiscard]] ProjectId project() const noexcept { return project_; }
    [[nodiscard]] const std::filesystem::path& file() const noexcept { return file_; }
    [[nodiscard]] QString title() const;
    [[nodiscard]] const UndoState& undoState() const noexcept { return undo_; }
    /// Empty where none was chosen for this project.
    [[nodiscard]] const VoiceVersionId& voice() const noexcept { return settings_.voice; }
    /// Nothing where it was never set in this project.
    [[nodiscard]] std::optional<SpeechShape> shape() const;

    /// Puts lines in before `row`. Answer: inserted() with the same id.
    JobId insert(int row, const std::vector<TextSpan>& spans);
    void setText(int row, const QString& text);
    /// A paragraph that ended there ends with the line before.
    void remove(int row);
    void undo();
    void redo();
    void setVoice(const VoiceVersionId& voice);
    /// Kept when it has not changed for a moment.
    void setShape(const SpeechShape& shape);

    /// Fetches the sound of these rows where they lack it.
    void fetchSound(int firstRow, int lastRow);

  Q_SIGNALS:
    void opened();
    /// `edit` is the JobId; Qt streams no enums of this width.
    void inserted(quint64 edit, int row);
    /// Voice or shape are others now, by an undo for one.
    void settingsChanged();
    void undoStateChanged();
    void failed(const QString& title, const timbre::Error& error);
    /// Opening failed; what was open before still is.
    void openFailed();

  private:
    void onOpened(const ProjectOpened& event);
    void onChanged(const ProjectChanged& event);
    void onTakeLoaded(const TakeLoaded& event);
    void onNotKept(const RenderingNotKept& event);
    void onJobFinished(const JobFinished& event);
    JobId post(EditProject command);
    void applyRows(const ProjectChanged& event);
    void sendShape();

    EngineBridge& bridge_;
    ScriptModel& model_;
    ProjectId project_{};
    std::filesystem::path file_;
    ProjectSettings settings_;
    std::map<std::string, std::string> others_;
    UndoState undo_;
    std::optional<JobId> opening_;
    struct Copy {
        JobId job{};
        std::filesystem::path target;
    };
    std::optional<Copy> copying_;
    QSet<quint64> edits_;    ///< Jobs without an end yet.
    QSet<quint64> fetched_;  ///< Takes that were asked for.
    QTimer shapeRest_;
    std::optional<SpeechShape> waitingShape_;
    int gesture_ = 0;  ///< Each pause of the hand ends one.
    bool toldNotKept_ = false;
};

}  // namespace timbre::ui
