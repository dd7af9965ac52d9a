// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <filesystem>
#include <optional>

#include "core/audio/player.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/script/document.h"
#include "ui/script/narrator.h"
#include "ui/script/script_model.h"
#include "ui/settings/settings.h"
#include "ui/theme/theme.h"
#include "ui/window/room.h"

class QStackedWidget;

namespace timbre::ui {

class ExportFlow;
class NoVoicePage;
class ProjectKeeper;
class ScriptRoom;
class ToastStack;
class TransportBar;

/// The room of the script with all that belongs to it: the open project, what speaks it, the transport, the export. While
/// there is no voice it says how to get one.
class ScriptPage final : public Room {
    Q_OBJECT

  public:
    /// Borrowed; they outlive the page.
    struct Parts {
        const Theme& theme;
        Settings& settings;
        EngineBridge& bridge;
        ActionSet& actions;
        ToastStack& toasts;
        OutputOpener output;
        std::filesystem::path projectFolder;
    };
    explicit ScriptPage(Parts parts, QWidget* parent = nullptr);
    ~ScriptPage() override;

    [[nodiscard]] ScriptRoom& room() noexcept { return *room_; }
    [[nodiscard]] ScriptModel& model() noexcept { return model_; }
    [[nodiscard]] Narrator& narrator() noexcept { return narrator_; }
    [[nodiscard]] Document& document() noexcept { return document_; }
    [[nodiscard]] ProjectKeeper& projects() noexcept { return *projects_; }
    [[nodiscard]] ExportFlow& exports() noexcept { return *exports_; }
    [[nodiscard]] TransportBar& transport() noexcept { return *transport_; }

    /// Asks which voices there are.
    void lookForVoices();

    [[nodiscard]] QString title() const override { return document_.title(); }
    [[nodiscard]] QString status() const override;
    void finish() override;
    bool act(ActionId id) override;
    [[nodiscard]] bool takesFiles(const QList<QUrl>& files) const override;
    void takeFiles(const QList<QUrl>& files) override;

  Q_SIGNALS:
    /// Once: project and voices are known.
    void ready();

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void connectParts();
    void onVoicesListed(const VoicesListed& event);
    void onJobFinished(const JobFinished& event);
    void showState();
    void showPosition();
    void tellReady();

    Settings& settings_;
    EngineBridge& bridge_;
    ActionSet& actions_;
    ToastStack& toasts_;
    ScriptModel model_;
    Document document_;
    Narrator narrator_;
    QTimer voiceWatch_;  ///< Runs while there is no voice: one made on the command line appears by itself.
    QTimer meterFall_;   ///< Lets the meter fall after the sound has ended.

    bool voicesKnown_ = false;
    bool toldReady_ = false;
    std::optional<JobId> listing_;
    double playedBefore_ = 0.0;  ///< Length of the lines before the one that plays.
    int playedBeforeRow_ = -1;

    QStackedWidget* pages_ = nullptr;
    NoVoicePage* noVoice_ = nullptr;
    ScriptRoom* room_ = nullptr;
    TransportBar* transport_ = nullptr;
    ProjectKeeper* projects_ = nullptr;
    ExportFlow* exports_ = nullptr;
};

}  // namespace timbre::ui
