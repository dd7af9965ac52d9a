// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "ui/bridge/engine_bridge.h"
#include "ui/record/take_player.h"
#include "ui/settings/settings.h"

namespace timbre::ui {

/// What the record room does at the moment.
enum class RecordStage {
    Opening,       ///< The book is not there yet.
    NoMicrophone,  ///< There is none, or it went away.
    NeedsConsent,  ///< Nothing is recorded before the box is ticked.
    Ready,
    RoomTone,   ///< Listens to the quiet room.
    CountIn,    ///< Three, two, one.
    Recording,
    Finishing,  ///< The take is being named and judged.
};

/// A take's sound, as far as it was fetched.
struct TakeSound {
    SharedClip clip;
    std::shared_ptr<const Peaks> peaks;
};

/// The recording of a voice's lines: which line, which take, what the microphone is doing. It holds what the widgets of the
/// record room show and turns what they are asked for into commands; it waits for nothing.
/// Thread: the GUI thread.
class RecordSession final : public QObject {
    Q_OBJECT

  public:
    RecordSession(EngineBridge& bridge, Settings& settings, OutputOpener output, QObject* parent = nullptr);

    /// The room is shown: the recordings are opened, the microphone is listened to.
    void enter();
    /// The room is left: a take that runs is kept, the microphone is closed.
    void leave();
    /// The words beside the box, for the record.
    void setConsentWords(QString sentence, QString language);
    /// Permission was stated elsewhere, in these words, before the room was entered: it counts for the recordings that are
    /// open or opened next, unless they have one.
    void stateConsent(const QString& sentence, const QString& language);
    /// How long each of the three numbers before a take stands; `again` before a line that has a take.
    void setCountInMs(int first, int again);

    [[nodiscard]] RecordStage stage() const;
    [[nodiscard]] const BookState* book() const noexcept { return book_.get(); }
    [[nodiscard]] const Coverage& coverage() const noexcept { return coverage_; }
    /// Recordings that can be opened again, those that became a voice too, last used first; without the open ones and
    /// those nothing was ever recorded in.
    [[nodiscard]] std::vector<BookSummary> earlierReadings() const;
    /// Lines of the open reading that have a take, good or not.
    [[nodiscard]] int linesRead() const;
    /// Something was recorded in the open reading, and no voice was or is being made from it.
    [[nodiscard]] bool canRemoveReading() const;
    /// A voice is being made from the open reading.
    [[nodiscard]] bool isMadeIntoVoice() const;
    /// From which recordings (BookState::id) one is being made; empty: from none.
    void setMakingFrom(const std::string& book);
    /// Deletes it for good, with all its takes.
    void removeReading();
    [[nodiscard]] const std::vector<std::string>& scriptLanguages() const noexcept { return scriptLanguages_; }
    [[nodiscard]] bool consented() const;
    /// Permission was stated and is being stored.
    [[nodiscard]] bool consentUnderWay() const noexcept { return consentDue_ || consentJob_; }
    /// Row of the line that is read; -1 without lines.
    [[nodiscard]] int row() const noexcept { return row_; }
    [[nodiscard]] const BookLine* line() const;
    /// The words of the line's take are being checked.
    [[nodiscard]] bool beingHeard() const;
    /// The takes of the line that are not removed, oldest first.
    [[nodiscard]] std::vector<const LineTake*> takes() const;
    [[nodiscard]] const TakeSound* sound(const std::string& lineId, int number) const;
    /// What was heard of the line's last take, as long as the line says the same; null where nobody listened.
    [[nodiscard]] const LineFit* heard(const std::string& lineId) const;
    [[nodiscard]] const std::vector<AudioDevice>& devices() const noexcept { return devices_; }
    [[nodiscard]] const std::optional<AudioDevice>& device() const noexcept { return device_; }
    /// It was looked for, and there is none at all.
    [[nodiscard]] bool lacksMicrophone() const noexcept { return !device_ && !inputJob_ && devices_.empty() && problem_; }
    [[nodiscard]] int sampleRateHz() const noexcept { return rateHz_; }
    [[nodiscard]] const std::optional<Error>& inputProblem() const noexcept { return problem_; }
    [[nodiscard]] const InputStatus& status() const noexcept { return status_; }
    [[nodiscard]] const std::shared_ptr<LiveMeter>& meter() const noexcept { return meter_; }
    [[nodiscard]] const std::shared_ptr<LiveTrace>& trace() const noexcept { return trace_; }
    [[nodiscard]] const std::optional<RoomChecked>& room() const noexcept { return roomChecked_; }
    [[nodiscard]] bool monitoring() const noexcept { return status_.monitoring; }
    /// 3, 2, 1; 0 while nothing is counted.
    [[nodiscard]] int countIn() const noexcept { return count_; }
    /// Whether the take under way goes on from a point of an old one.
    [[nodiscard]] std::optional<double> punchSeconds() const;
    /// How much of the line stands in the old take before that point, 0..1 of its text; 0 for a take of the whole line.
    [[nodiscard]] double shareBefore() const noexcept { return punch_ ? punchShare_ : 0.0; }
    /// The recording of a voice that is made again; null: recordings for a new voice are made.
    [[nodiscard]] const BookRetake* retake() const noexcept { return retake_ ? &*retake_ : nullptr; }
    /// Whether its line is the one that is read.
    [[nodiscard]] bool atRetake() const;
    /// What the voice has now, and what was recorded in its place: the chosen one, else the newest. Null: there is none.
    [[nodiscard]] const LineTake* oldTake() const;
    [[nodiscard]] const LineTake* newTake() const;
    /// Whether newTake() is good enough, and nothing else goes on.
    [[nodiscard]] bool canUseNew() const;
    /// The voice with newTake() in the place of the old one. Only where there is one.
    [[nodiscard]] NewVersionFromClips newVersion() const;
    /// The two takes that compare() plays: the old and the new one, else the last two; null where there are not two.
    [[nodiscard]] std::pair<const LineTake*, const LineTake*> compared() const;
    [[nodiscard]] TakePlayer& player() noexcept { return player_; }
    /// How a voice comes out of recordings of the book's language; Unknown until the machine was looked at.
    enum class VoiceWay { Unknown, Learned, Imitated, None };
    [[nodiscard]] VoiceWay voiceWay() const;
    void setEngines(std::vector<EngineChoice> engines);
    /// Lines whose take in use is being heard: whether they count is not known yet.
    [[nodiscard]] int linesBeingHeard() const;
    /// Enough for a first voice, with permission and an engine for it, and every line is heard.
    [[nodiscard]] bool canMakeVoice() const;
    /// How many lines there are, how many are done, and their seconds against the goal.
    [[nodiscard]] int linesGoal() const;
    [[nodiscard]] int linesDone() const;
    [[nodiscard]] double secondsDone() const;
    /// The first so many lines of an installed script are enough for a voice; 0: nothing is known of that.
    [[nodiscard]] int linesEnough() const;
    [[nodiscard]] static constexpr double secondsGoal() noexcept { return 60.0; }

  public Q_SLOTS:
    /// `ownText` is read instead of the installed script; a fresh book leaves the present one as it is.
    void openBook(const std::string& language, bool fresh = false, const QString& ownText = {});
    /// Opens earlier recordings by BookState::id.
    void openReading(const std::string& id);
    /// A person has read or corrected the words of a line.
    void setLineText(const std::string& lineId, const QString& text);
    /// Opens the line of a voice's recording to make it again: as soon as there is a microphone, the old recording is heard
    /// for three seconds while the numbers are counted. -1: the recording that needs it most.
    void openRetake(const VoiceVersionId& voice, int clip);
    /// The old recording stays, or the new one has become part of this version of the voice.
    void endRetake();
    void setConsent(bool given);
    void chooseInput(const QString& device);
    /// Lists the microphones anew and opens the one that was chosen.
    void lookForInputs();
    void setMonitoring(bool on);
    void checkRoom();
    void goToRow(int row);
    void previousLine();
    void nextLine();
    /// Starts or stops; stops the count, too.
    void toggleRecord();
    /// Ends the take and goes on when it can be kept; without a take it goes on.
    void keepAndNext();
    /// Goes on where the take was left: from the play head, or three seconds before its end; where that is its
    /// beginning, the whole line is recorded again. Never from the old recording of retake().
    void punchIn();
    /// Plays the take in use, or stops.
    void listen();
    void playTake(int number);
    /// Plays the first (0) or second (1) of compared() at one loudness, from where the other stands.
    void compare(int side);
    void choose(int number);
    void keepKnowingly(bool keep);
    void removeTake(int number);
    /// Brings back the take that was removed last. @return whether there was one.
    bool undo();
    /// Brings back this one, if it was removed from the recordings that are open.
    bool restore(const std::string& book, const std::string& lineId, int number);
    /// The line is read, if these are the recordings that are open. @return whether they are, and the line is there.
    bool showLine(const std::string& book, const std::string& lineId);
    void discard();

  Q_SIGNALS:
    /// Book, line, takes, stage or devices are others now.
    void changed();
    /// Ten times a second while a microphone is open.
    void statusChanged();
    /// Another microphone delivers: meter() and trace() are new.
    void inputOpened();
    void countChanged();
    /// A take has been entered; listening to its words may change it once more.
    void takeAdded(const std::string& lineId, int number);
    /// The sound of a take of the line is there.
    void soundLoaded();
    /// Recordings of a program that was killed, of the present book.
    void rescued(const std::vector<timbre::RescuedTake>& takes);
    /// A fresh book took the place of this one (BookState::id).
    void begunAnew(const std::string& before);
    /// Recordings of a program that was killed wait in a book that is not open; once for each.
    void unfinishedFound(const timbre::BookSummary& book);
    /// Something was asked for that waits for the permission.
    void consentAsked();
    void removed(const std::string& lineId, int number);
    void failed(const QString& title, const timbre::Error& error);

  private:
    /// How a take came to be asked for.
    enum class Wish { None, Take, RoomTone };

    void connectBridge();
    void onBookOpened(const BookOpened& event);
    void onBookChanged(const BookChanged& event);
    void onLineHeard(const BookChanged& event);
    void onBookClosed(const BookClosed& event);
    void tellOthers(const BookOpened& event);
    /// Opens what was read last in the chosen language.
    void openUsual();
    /// Lets go of what belongs to the open reading. False, and nothing is done, while a take is recorded or written.
    [[nodiscard]] bool beginOpening();
    /// Opens the reading of the language that was last worked in; else what the studio has of it.
    void openLast(const std::string& language);
    /// @return whether it is to be said.
    [[nodiscard]] bool openFailed();
    [[nodiscard]] std::string lastReading(const std::string& language) const;
    /// A reading that somebody worked in is the one to be opened at the next start.
    void rememberReading();
    void forgetReading(const std::string& id);
    void forgetBook();
    void onTakePlanned(const TakePlanned& event);
    void onTakeRecorded(const TakeRecorded& event);
    void onTakeFailed(const TakeFailed& event);
    void onRoomChecked(const RoomChecked& event);
    void onInputOpened(const InputOpened& event);
    void onInputLost(const InputLost& event);
    void onJobFinished(const JobFinished& event);
    /// Undoes what the job was to bring. @return whether its title is to be said.
    [[nodiscard]] bool failedJob(JobId job, const Error& error);
    void failedTake(const Error& error);
    /// Should the job fail, this is said.
    JobId titled(JobId job, QString title);
    void openInput();
    void takeOver(const BookRetake& retake);
    void startRetake();
    void playPreRoll();
    [[nodiscard]] std::string bookLanguage() const;
    void startTake();
    /// Where nothing is said, three seconds before its end.
    void goOnFrom(const LineTake& take, std::optional<double> atSeconds = std::nullopt);
    [[nodiscard]] const LineTake* continued() const;
    [[nodiscard]] double shareAt(const LineTake& take, double seconds) const;
    void beginWhenReady();
    void dropPlan();
    void countDown();
    void stopTake();
    void fetchSounds();
    void keepSound(const std::string& lineId, int number, TakeSound sound);
    [[nodiscard]] bool askConsent();
    [[nodiscard]] int rowOf(const std::string& lineId) const;
    [[nodiscard]] int rowAfter(int row) const;
    [[nodiscard]] const LineTake* takeNumber(int number) const;

    EngineBridge& bridge_;
    Settings& settings_;
    TakePlayer player_;
    bool entered_ = false;

    std::shared_ptr<const BookState> book_;
    Coverage coverage_;
    std::vector<std::string> scriptLanguages_;
    std::vector<BookSummary> books_;
    std::set<std::string> offered_;   ///< Books whose unfinished recordings were told.
    std::string lastOf_;              ///< openJob_ opens the reading last worked in of this language; empty: it does not.
    std::string former_;              ///< The book that openJob_ puts a fresh one in the place of.
    bool chosenOpening_ = false;      ///< openJob_ opens what the user asked for, not what is usual.
    std::vector<EngineChoice> engines_;
    int row_ = -1;
    struct Heard {
        std::string text;  ///< What the words of `fit` stand in.
        LineFit fit;
    };
    std::map<std::string, Heard> heard_;
    std::string toldProblem_;  ///< Of the listening; once, not for every line.
    std::string makingFrom_;
    std::map<std::pair<std::string, int>, TakeSound> sounds_;
    std::set<std::pair<std::string, int>> fetching_;
    std::optional<std::pair<std::string, int>> playNext_;
    std::vector<std::pair<std::string, int>> removed_;
    QString consentWords_;
    QString consentLanguage_;
    bool consentDue_ = false;  ///< Stated before there were recordings to state it for.

    std::optional<BookRetake> retake_;
    int newFrom_ = 1;             ///< Takes from this number on were recorded for retake_.
    bool openingRetake_ = false;  ///< openJob_ is for one.
    bool startRetake_ = false;    ///< It begins by itself.

    std::vector<AudioDevice> devices_;
    std::optional<AudioDevice> device_;
    std::optional<Error> problem_;
    int rateHz_ = 0;
    std::shared_ptr<LiveMeter> meter_;
    std::shared_ptr<LiveTrace> trace_;
    InputStatus status_;
    std::optional<RoomChecked> roomChecked_;

    Wish wish_ = Wish::None;
    bool recording_ = false;   ///< BeginTake was posted.
    bool finishing_ = false;   ///< EndTake was posted, or the take is being entered.
    bool goOnAfter_ = false;
    bool punchAfter_ = false;  ///< The take that ends is continued at once.
    bool cutByLoss_ = false;   ///< A take ended with its microphone; InputLost comes next.
    std::optional<PlannedTake> plan_;
    std::optional<PunchPoint> punch_;
    double punchShare_ = 0.0;  ///< Of the line's text, before punch_.
    int count_ = 0;
    int countMs_ = 600;
    int countAgainMs_ = 1000;
    QTimer counter_;

    std::optional<JobId> openJob_;
    std::optional<JobId> consentJob_;
    std::optional<JobId> inputJob_;
    std::optional<JobId> planJob_;
    std::optional<JobId> beginJob_;
    std::optional<JobId> endJob_;
    std::optional<JobId> keepJob_;
    std::optional<JobId> roomJob_;
    std::map<JobId, std::pair<std::string, int>> loads_;
    std::map<JobId, std::pair<std::string, int>> removals_;
    std::map<JobId, QString> titles_;  ///< Of the jobs under way.
};

}  // namespace timbre::ui
