// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUndoStack>
#include <QWidget>
#include <optional>

#include "ui/actions/actions.h"
#include "ui/bridge/engine_bridge.h"
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
    };
    explicit ScriptRoom(const Surroundings& surroundings, QWidget* parent = nullptr);
    ~ScriptRoom() override;

    void setVoices(const VoicesListed& event);
    [[nodiscard]] const VoiceSummary* chosenVoice() const;
    [[nodiscard]] int pauseMs() const;
    [[nodiscard]] int currentRow() const;
    /// Of the whole script.
    [[nodiscard]] ScriptModel::Length totalLength() const noexcept { return total_; }
    /// "12 lines · 1:12".
    [[nodiscard]] QString summary() const;

    /// Speaks from the chosen line; text that waits in the composer is added first and then spoken.
    void speak();
    void playOrPause();
    void goTo(int row);
    void openText(const QString& file);
    void paste();
    void clearScript();

  Q_SIGNALS:
    void failed(const QString& title, const timbre::Error& error);

  private:
    enum class Then { Nothing, Speak };
    struct Insertion {
        JobId job{};
        int row = 0;
        Then then = Then::Nothing;
        bool fromComposer = false;
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
    void change(const QString& verb, QList<ScriptLine> lines);

    void onVoiceChosen(const VoiceSummary& voice);
    void applyShape();
    void showCurrentLine();
    void showPosition();
    void showSummary();
    void showStates();
    [[nodiscard]] int lineUnderLens() const;

    Surroundings the_;
    QUndoStack undo_;
    std::optional<Insertion> insertion_;
    int lastPlayingRow_ = -1;
    ScriptModel::Length total_;

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
