// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "ui/bridge/engine_bridge.h"

namespace timbre::ui {

/// Changes of the library: posts them, says what became of them, and can take a change of version back.
class VoiceDeeds final : public QObject {
    Q_OBJECT

  public:
    explicit VoiceDeeds(EngineBridge& bridge, QObject* parent = nullptr);

    void rename(const std::string& voice, const QString& name);
    void changeTags(const std::string& voice, const QStringList& add, const QStringList& remove);
    /// Makes `to` the present version. Undoable.
    void useVersion(const VoiceVersionId& present, int to);
    /// A newer version has become the present one without our doing: it can be taken back as well.
    void noteChange(const std::string& voice, int from, int to);
    void exportTo(const std::string& voice, const std::filesystem::path& file);
    void importFrom(const std::filesystem::path& file, const QString& newName = {});
    void remove(const std::string& voice);

    [[nodiscard]] bool canUndo() const noexcept { return !undo_.empty(); }
    [[nodiscard]] bool canRedo() const noexcept { return !redo_.empty(); }
    void undo();
    void redo();

  Q_SIGNALS:
    void failed(const QString& title, const timbre::Error& error);
    void done(const QString& title, const QString& text);
    /// The name of a voice that was to be imported is taken.
    void nameTaken(const std::filesystem::path& file);
    void imported(const timbre::VoiceSummary& voice);
    void removed(const std::string& voice);
    void versionChanged(const timbre::VoiceSummary& voice);
    void historyChanged();

  private:
    struct Change {
        std::string voice;
        int from = 0;
        int to = 0;
        bool operator==(const Change&) const = default;
    };
    using Failure = std::function<void(const Error&)>;
    void expect(JobId job, Failure failure);
    void expect(JobId job, const QString& title);
    /// The last one that equals it. False: there is none.
    static bool dropLast(std::vector<Change>& changes, const Change& change);
    void step(std::vector<Change>& from, std::vector<Change>& to, bool back);
    void onImported(const VoiceImported& event);
    void onRemoved(const VoiceRemoved& event);

    EngineBridge& bridge_;
    std::map<JobId, Failure> jobs_;
    std::map<JobId, Change> changing_;
    std::vector<Change> undo_;
    std::vector<Change> redo_;
};

}  // namespace timbre::ui
