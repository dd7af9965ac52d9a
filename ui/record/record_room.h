// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <utility>

#include "ui/record/file_intake.h"
#include "ui/record/record_session.h"
#include "ui/record/voice_making.h"
#include "ui/settings/settings.h"
#include "ui/theme/theme.h"
#include "ui/window/ask_files.h"
#include "ui/window/room.h"

namespace timbre::ui {

class ChecksPane;
class ConsentBar;
class DraftBar;
class EmptyRoom;
class ImportSheet;
class LinesPane;
class LiveView;
class MadeSheet;
class Prompter;
class RecordBar;
class RefusalBar;
class RetakeBar;
class Sheet;
class TakesList;
class ToastStack;

/// The place where a voice is recorded: lines on the left, the line to read with what is heard of it in the middle, the
/// microphone on the right. It assembles; RecordSession, FileIntake and VoiceMaking do the work.
class RecordRoom final : public Room {
    Q_OBJECT

  public:
    struct Parts {
        Theme& theme;
        Settings& settings;
        EngineBridge& bridge;
        ToastStack& toasts;
        OutputOpener output;
    };
    explicit RecordRoom(Parts parts, QWidget* parent = nullptr);
    ~RecordRoom() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString status() const override;
    [[nodiscard]] QWidget* foot() override;
    void enter() override;
    void leave() override;
    void finish() override;
    bool act(ActionId id) override;
    [[nodiscard]] bool takesFiles(const QList<QUrl>& files) const override;
    void takeFiles(const QList<QUrl>& files) override;

    [[nodiscard]] RecordSession& session() noexcept { return session_; }
    [[nodiscard]] FileIntake& intake() noexcept { return intake_; }
    [[nodiscard]] VoiceMaking& making() noexcept { return making_; }
    [[nodiscard]] LinesPane& lines() noexcept { return *lines_; }
    [[nodiscard]] ChecksPane& checks() noexcept { return *checks_; }
    [[nodiscard]] TakesList& takes() noexcept { return *takes_; }
    [[nodiscard]] ConsentBar& consent() noexcept { return *consent_; }
    [[nodiscard]] RefusalBar& refusal() noexcept { return *refusal_; }
    [[nodiscard]] DraftBar& draft() noexcept { return *draft_; }
    [[nodiscard]] RetakeBar& retake() noexcept { return *retake_; }
    [[nodiscard]] RecordBar& bar() noexcept { return *bar_; }
    [[nodiscard]] Prompter& prompter() noexcept { return *prompter_; }
    [[nodiscard]] LiveView& live() noexcept { return *live_; }
    /// What stands in place of the line while there is no microphone.
    [[nodiscard]] EmptyRoom& noMicrophone() noexcept { return *noMicrophone_; }

    /// Opens the line of a voice's recording; -1: of the one that needs it most.
    void recordAgain(const VoiceVersionId& voice, int clip) { session_.openRetake(voice, clip); }
    /// The new recording is part of this version of the voice.
    void retakeDone() { session_.endRetake(); }
    /// Asks for the voice's name and makes it.
    void makeVoice();
    /// The script is spoken with it, and shown.
    void useInScript(const QString& voice);
    /// Asks for the user's own sentences.
    void askOwnText();
    /// Asks whether the open reading is to be deleted.
    void askRemoval();
    /// Asks for sound or video files.
    void askFiles();
    /// Permission was stated before the room was entered, in these words.
    void statePermission(const QString& sentence, const QString& language) { session_.stateConsent(sentence, language); }

    /// Another one in tests.
    void setFileQuestion(AskFiles::Open question) { ask_ = std::move(question); }

  Q_SIGNALS:
    /// Voice::id of what the script is to be spoken with.
    void voiceChosen(const QString& voice);
    /// The voice of this name is to learn from the new recording; retakeDone() says what became of it.
    void newVersionAsked(const timbre::NewVersionFromClips& command, const QString& name);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    /// The room's keys, wherever the focus is in the window, but for text fields and sheets.
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void assemble(const Theme& theme);
    QWidget* makeReading(const Theme& theme);
    EmptyRoom* makeNoMicrophone(const Theme& theme);
    void connectParts();
    void connectReadings();
    void showMicrophone();
    void showLine();
    void showProgress();
    void showSpoken(double readShare, bool recording = false);
    void showTrace();
    void showMarks();
    void tellRescued(const std::vector<RescuedTake>& takes);
    void tellMade();
    void tellUnfinished(const BookSummary& book);
    /// The last lines of the reading came from files: goes to the first of them that waits for its words to be read.
    void showAdopted(int count);
    void openImport(const QList<QUrl>& files);
    void askWantedFiles();
    [[nodiscard]] bool takesKeys(const QObject* watched) const;
    /// What a key asks for; false: it is none of the room's.
    bool press(int key, Qt::KeyboardModifiers modifiers, bool now, bool onButton);

    Theme& theme_;
    Settings& settings_;
    ToastStack& toasts_;
    RecordSession session_;
    FileIntake intake_;
    VoiceMaking making_;
    LinesPane* lines_ = nullptr;
    ConsentBar* consent_ = nullptr;
    QWidget* reading_ = nullptr;
    EmptyRoom* noMicrophone_ = nullptr;
    Prompter* prompter_ = nullptr;
    RetakeBar* retake_ = nullptr;
    RefusalBar* refusal_ = nullptr;
    DraftBar* draft_ = nullptr;
    LiveView* live_ = nullptr;
    TakesList* takes_ = nullptr;
    ChecksPane* checks_ = nullptr;
    RecordBar* bar_ = nullptr;
    QPointer<QWidget> foot_;  ///< The bar, as long as it is there: the window may take it down first.
    QPointer<QWidget> sheet_;
    AskFiles::Open ask_ = AskFiles::dialogs().open;
    bool shown_ = false;
    bool filesWanted_ = false;  ///< Files are asked for as soon as the permission is stored.
};

}  // namespace timbre::ui
