// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/audio/player.h"
#include "ui/actions/actions.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/settings/settings.h"
#include "ui/theme/theme.h"
#include "ui/voices/audition.h"
#include "ui/voices/voice_deeds.h"
#include "ui/voices/voices_model.h"
#include "ui/window/ask_files.h"
#include "ui/window/room.h"

class QStackedWidget;

namespace timbre::ui {

class AuditionBar;
class ComparePage;
class MakingSheet;
class ToolRow;
class VoiceDetail;
class VoicesGrid;

/// The library: cards of all voices, all about the chosen one, two versions compared; voices come in and go out here.
class VoicesRoom final : public Room {
    Q_OBJECT

  public:
    /// Borrowed; they outlive the room.
    struct Parts {
        const Theme& theme;
        Settings& settings;
        EngineBridge& bridge;
        ActionSet& actions;
        OutputOpener output;
        AskFiles ask = AskFiles::dialogs();
    };
    explicit VoicesRoom(Parts parts, QWidget* parent = nullptr);
    ~VoicesRoom() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString status() const override;
    [[nodiscard]] QWidget* foot() override;
    void enter() override;
    void leave() override;
    void finish() override;
    bool act(ActionId id) override;
    [[nodiscard]] bool takesFiles(const QList<QUrl>& files) const override;
    void takeFiles(const QList<QUrl>& files) override;

    [[nodiscard]] VoicesModel& voices() noexcept { return voices_; }
    [[nodiscard]] VoiceDetail& detail() noexcept { return *detail_; }
    [[nodiscard]] VoicesGrid& grid() noexcept { return *grid_; }
    [[nodiscard]] Audition& audition() noexcept { return audition_; }
    /// Chooses this voice, as soon as the list has it.
    void choose(const std::string& id);
    /// Makes the next version of the voice of this name, with its stages shown.
    void makeNewVersion(const NewVersionFromClips& command, const QString& name);

  Q_SIGNALS:
    /// Scripts are to be spoken by this voice.
    void voiceUsed(const timbre::VoiceSummary& voice);
    /// This recording of a voice is to be made again; `clip` is -1 for the whole voice.
    void recordAgain(const timbre::VoiceVersionId& voice, int clip);
    /// makeNewVersion() has made this one.
    /// `behind`: the user went on working meanwhile.
    void newVersionMade(const timbre::VoiceMade& event, bool behind);
    /// So many sentences of scripts sound as version `before` of the voice made them.
    void versionStays(const timbre::VoiceSummary& voice, int before, int sentences);

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    QWidget* makeLibrary();
    QWidget* makeEmptyState();
    void connectParts();
    void list();
    void onListed(const VoicesListed& event);
    void onVoice(const VoiceSummary& voice);
    void onMade(const VoiceMade& event);
    void onMakingFinished(const JobFinished& event);
    void showState();
    void showChosen();
    void loadFaces();
    void preview(const std::string& id);
    void onPreviewReady(const SentenceReady& event);
    void useChosen();
    void hearNeighbour(int step);
    void showMenu(const QPoint& position);
    void askExport();
    void askImport();
    void askDelete();
    void askNewName(const std::filesystem::path& file);
    void compare(int number);
    void takeClassified(const FilesClassified& event);
    void watchMaking(JobId job, const QString& name);
    void countStaying(const UsesFound& event);
    [[nodiscard]] const VoiceSummary* chosenVoice() const;
    /// Covers the window if there is one.
    [[nodiscard]] QWidget& cover();

    const Theme& theme_;
    Settings& settings_;
    EngineBridge& bridge_;
    ActionSet& actions_;
    AskFiles ask_;
    VoicesModel voices_;
    ShownVoices shown_;
    Audition audition_;
    VoiceDeeds deeds_;
    bool known_ = false;
    std::string toChoose_;
    std::optional<JobId> listing_;
    std::optional<JobId> faces_;
    std::optional<JobId> previewing_;
    std::string previewed_;  ///< Voice::id.
    std::optional<JobId> classifying_;
    std::map<JobId, QString> behind_;  ///< Voices that are made without a sheet, by name.
    std::map<JobId, VoiceVersionId> remade_;  ///< New versions that are made, with the one before.
    struct Counting {
        JobId job{};
        VoiceSummary voice;
        int before = 0;
    };
    std::optional<Counting> counting_;  ///< What is spoken with the version before.

    QStackedWidget* pages_ = nullptr;
    QWidget* library_ = nullptr;
    QWidget* empty_ = nullptr;
    QStackedWidget* left_ = nullptr;
    QWidget* cards_ = nullptr;
    QWidget* nothingFound_ = nullptr;
    ToolRow* tools_ = nullptr;
    VoicesGrid* grid_ = nullptr;
    VoiceDetail* detail_ = nullptr;
    ComparePage* compare_ = nullptr;
    AuditionBar* bar_ = nullptr;
};

}  // namespace timbre::ui
