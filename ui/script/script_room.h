// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>
#include <optional>

#include "ui/actions/actions.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/script/document.h"
#include "ui/script/narrator.h"
#include "ui/script/script_model.h"
#include "ui/settings/settings.h"
#include "ui/theme/theme.h"

class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace timbre::ui {

class Composer;
class Inspector;
class ScriptList;
class SentenceCanvas;

/// Writing and hearing a script: lines, the chosen line under the lens, the voice and how it speaks.
class ScriptRoom final : public QWidget {
    Q_OBJECT

  public:
    /// Borrowed; they outlive the room.
    struct Surroundings {
        const Theme& theme;
        Settings& settings;
        EngineBridge& bridge;
        ActionSet& actions;
        Narrator& narrator;
        ScriptModel& model;
        Document& document;
    };
    explicit ScriptRoom(const Surroundings& surroundings, QWidget* parent = nullptr);
    ~ScriptRoom() override;

    void setVoices(const VoicesListed& event);
    [[nodiscard]] const VoiceSummary* chosenVoice() const;
    /// The script is spoken by this voice from now on; where it is not known yet, as soon as it is listed.
    void useVoice(const std::string& id);
    [[nodiscard]] int pauseMs() const;
    [[nodiscard]] int currentRow() const;
    [[nodiscard]] bool isEmpty() const;
    /// The whole script, still without a file to go to.
    [[nodiscard]] RenderToFile narration() const;
    /// Of the whole script.
    [[nodiscard]] ScriptModel::Length totalLength() const noexcept { return total_; }
    /// "12 lines · 1:12".
    [[nodiscard]] QString summary() const;

    /// Speaks from the chosen line; text that waits in the composer is added first and then spoken.
    void speak();
    void playOrPause();
    void goTo(int row);
    void openText(const QString& file);
    /// Takes what stands in an open line editor.
    void commitEditing();
    void paste();

  Q_SIGNALS:
    void failed(const QString& title, const timbre::Error& error);
    /// Counts and lengths were computed anew; at most thirty times a second.
    void summaryShown();

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    void tellUndo();
    enum class Then { Nothing, Speak };
    struct Insertion {
        JobId job{};  ///< That cuts the text, then the one that puts the lines in.
        int row = 0;
        Then then = Then::Nothing;
        bool fromComposer = false;
        bool cut = false;
    };

    QWidget* buildToolRow();
    QWidget* buildEmptyPage();
    QWidget* buildDock();
    void connectParts();

    void addText(const QString& text, int row, Then then, bool fromComposer);
    void onTextSplit(const TextSplit& event);
    void onJobFinished(const JobFinished& event);
    void editLine(int row, const QString& text);
    void deleteLine(int row);
    void onInserted(quint64 edit, int row);
    void onOpened();
    void showProjectSettings();
    void tellMissingVoice();
    [[nodiscard]] VoiceVersionId missingVoice() const;
    bool needProject();

    void onVoiceChosen(const VoiceSummary& voice);
    void applyShape();
    void showCurrentLine();
    void showPosition();
    void showSummary();
    void showSummarySoon();
    void showStates();
    [[nodiscard]] int lineUnderLens() const;

    Surroundings the_;
    std::optional<Insertion> insertion_;
    int lastPlayingRow_ = -1;
    bool voiceIsMissing_ = false;  ///< The project's, on this computer.
    std::string voiceToUse_;       ///< Voice::id that useVoice() waits for.
    ScriptModel::Length total_;
    QTimer summaryRest_;
    bool summaryWaits_ = false;

    QStackedWidget* pages_ = nullptr;
    ScriptList* list_ = nullptr;
    Composer* composer_ = nullptr;
    SentenceCanvas* canvas_ = nullptr;
    Inspector* inspector_ = nullptr;
    QSplitter* split_ = nullptr;
    QLabel* summaryLabel_ = nullptr;
    QLabel* lensTitle_ = nullptr;
    QPushButton* speak_ = nullptr;
    QPushButton* stop_ = nullptr;
    QPushButton* renderChanged_ = nullptr;
};

}  // namespace timbre::ui
