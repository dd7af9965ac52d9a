// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/actions/actions.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/script/document.h"
#include "ui/script/narrator.h"
#include "ui/script/script_model.h"
#include "ui/settings/settings.h"
#include "ui/theme/theme.h"

class QSplitter;
class QStackedWidget;

namespace timbre::ui {

class Composer;
class Inspector;
class LineLens;
class ScriptList;
class ScriptTools;
class ScriptVoice;
class TextIntake;
struct TextWish;

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
    QWidget* buildUpper();
    QWidget* buildEmptyPage();
    void connectParts();
    void connectActions();

    void editLine(int row, const QString& text);
    void deleteLine(int row);
    void onInserted(int row, const TextWish& wish);
    void onOpened();
    void showProjectSettings();

    void onVoiceChosen(const VoiceSummary& voice);
    void onVoiceMissing();
    void applyShape();
    void showCurrentLine();
    void showPosition();
    void showSummary();
    void showSummarySoon();
    void showStates();
    [[nodiscard]] int lineUnderLens() const;

    Surroundings the_;
    int lastPlayingRow_ = -1;
    ScriptModel::Length total_;
    QTimer summaryRest_;
    bool summaryWaits_ = false;

    QStackedWidget* pages_ = nullptr;
    ScriptList* list_ = nullptr;
    Composer* composer_ = nullptr;
    LineLens* lens_ = nullptr;
    Inspector* inspector_ = nullptr;
    ScriptVoice* voice_ = nullptr;
    ScriptTools* tools_ = nullptr;
    TextIntake* texts_ = nullptr;
    QSplitter* split_ = nullptr;
};

}  // namespace timbre::ui
