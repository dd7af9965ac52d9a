// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/audio/vad.h"
#include "core/base/result.h"
#include "core/studio/book_holds.h"
#include "core/studio/book_protocol.h"
#include "core/studio/job_runner.h"
#include "core/studio/line_listener.h"
#include "core/voice/recording_book.h"
#include "core/voice/voice.h"

namespace timbre {

/// What a book desk needs of its surroundings; each may be empty.
struct BookDeskParts {
    std::filesystem::path dataFolder{};
    std::filesystem::path resourceFolder{};
    PhonesOf phonesOf{};
    double longestFileSeconds = 7200.0;  ///< Of files that are taken in.
    std::function<Result<SharedVadModel>()> loadVad{};
    std::function<Result<std::unique_ptr<LineListener>>()> makeListener{};
};

/// The recordings that are being made for a voice: one book, and what listens to its lines.
///
/// perform() is called on one thread, a runner's. Listening has a thread of its own, so that the next line can be recorded
/// meanwhile; what it finds comes as a BookChanged with JobId 0.
class BookDesk {
  public:
    using FindVoice = std::function<Result<Voice>(const VoiceVersionId& voice)>;

    /// @param newJobId   for the listening.
    /// @param findVoice  whose recordings are made again.
    BookDesk(BookDeskParts parts, EventSink sink, std::function<JobId()> newJobId, FindVoice findVoice);
    ~BookDesk();
    BookDesk(const BookDesk&) = delete;
    BookDesk& operator=(const BookDesk&) = delete;
    BookDesk(BookDesk&&) = delete;
    BookDesk& operator=(BookDesk&&) = delete;

    Result<void> perform(JobContext& job, const OpenBook& command);
    Result<void> perform(JobContext& job, const OpenVoiceBook& command);
    Result<void> perform(JobContext& job, const GiveConsent& command);
    Result<void> perform(JobContext& job, const PlanTake& command);
    Result<void> perform(JobContext& job, const DropPlan& command);
    Result<void> perform(JobContext& job, const KeepTake& command);
    Result<void> perform(JobContext& job, const KeepRoomTone& command);
    Result<void> perform(JobContext& job, const ChooseTake& command);
    Result<void> perform(JobContext& job, const KeepTakeKnowingly& command);
    Result<void> perform(JobContext& job, const RemoveTake& command);
    Result<void> perform(JobContext& job, const SetLineText& command);
    Result<void> perform(JobContext& job, const LoadBookTake& command);
    Result<void> perform(JobContext& job, const TakeInFiles& command);
    Result<void> perform(JobContext& job, const JoinSlices& command);
    Result<void> perform(JobContext& job, const AdoptSlices& command);
    Result<void> perform(JobContext& job, const RemoveBook& command);
    Result<void> perform(JobContext& job, const SetBookVoice& command);

    /// While it lives RemoveBook is refused, and removed takes stay on disk: what a voice is to be made from is read when its
    /// turn comes, which may be long after it was asked for. Thread: any; waits for nothing.
    [[nodiscard]] BookHold hold(const std::string& book) { return holds_.hold(book); }

    /// Closes the book if the voice was made from it, and tells so. InvalidInput: one that would go with the voice is held.
    /// Thread: any.
    Result<void> letGoOf(const std::string& voice);
    /// Remembers with a book, open or not, which voice was made from it. NotFound, Io; AlreadyExists while it is open in
    /// another program. Thread: any.
    Result<void> bind(const std::string& book, const std::string& voice, int version);

  private:
    Result<RecordingBook> openOrMake(const OpenBook& command, const BookList& known);
    Result<RecordingBook> make(const OpenBook& command, const BookList& known) const;
    /// All books; what is damaged among them is told with the next BookOpened. Under bookMutex_, as all up to tellOpened().
    Result<BookList> list();
    /// Once for each folder.
    void note(const Error& problem);
    /// Nothing was recorded, written or opened in it since it was made from the installed script.
    [[nodiscard]] bool isUntouched(const RecordingBook& book) const;
    [[nodiscard]] bool isSame(const OpenBook& command) const;
    /// Of the open book, if it was stated in this run and nothing has been recorded since.
    [[nodiscard]] std::optional<BookConsent> permissionJustGiven() const;
    /// A book nothing was recorded in has the permission that was just given for the open one, or none.
    Result<void> takeOverPermission(RecordingBook& book);
    /// Its removed takes are deleted for good: nobody can bring them back any more. So is a book that nobody touched.
    void close();
    /// InvalidInput while the book is held.
    [[nodiscard]] Result<void> mustBeFree(const std::string& book) const;
    /// Deletes the removed takes of a book for good, or does it later where it is held.
    void purge(RecordingBook& book);
    /// Of the books that were held when they were closed.
    void purgePutOff();
    /// Opens the book of the voice that has the recording, from those there are; nullopt: none has it.
    Result<std::optional<BookRetake>> takeBookOf(const Voice& voice, int clip, std::vector<RescuedTake>& rescued);
    /// Rescues what killed recorders left in the book, deletes its removed takes for good, and makes it the open one.
    Result<std::vector<RescuedTake>> takeOver(RecordingBook book);
    /// Tells which book is open.
    Result<void> tellOpened(JobContext& job, std::vector<RescuedTake> rescued, std::optional<BookRetake> retake);
    Result<void> mustBeOpen() const;
    /// A line that says this, counted in syllables and phones.
    [[nodiscard]] ScriptLine lineOf(const std::string& id, const std::string& text) const;
    [[nodiscard]] BookChanged change(JobId job, const std::string& lineId = {}, int number = 0) const;
    /// Tells the state after a change, or its error.
    Result<void> answer(JobContext& job, Result<void> done, const std::string& lineId = {}, int number = 0) const;
    struct Hearing;
    /// The take is being heard from now on, until what comes back goes.
    [[nodiscard]] std::shared_ptr<Hearing> beginHearing(const KeepTake& command, int number, std::vector<TakeFinding> known);
    /// Not under bookMutex_.
    void listenLater(const KeepTake& command, std::shared_ptr<Hearing> hearing);
    void endHearing(Hearing& hearing) noexcept;
    /// Compares the take with the words its line has in the end.
    Result<void> listen(JobContext& job, const KeepTake& command, Hearing& hearing);
    Result<void> enterFit(const KeepTake& command, Hearing& hearing, LineFit fit);
    /// Null where another book is open by now.
    [[nodiscard]] const BookLine* lineOf(const Hearing& hearing) const;
    [[nodiscard]] bool isOpen(const std::string& book) const { return book_ && book_->state().id == book; }
    const LineListener* listener();
    SharedVadModel vad();

    BookDeskParts parts_;
    EventSink sink_;
    std::function<JobId()> newJobId_;
    FindVoice findVoice_;
    BookHolds holds_;

    mutable std::mutex bookMutex_;
    std::optional<RecordingBook> book_;  ///< Under bookMutex_.
    std::string ticked_;                 ///< Under bookMutex_: the book that permission was stated for last, in this run.
    std::set<std::string> noted_;        ///< Under bookMutex_: problems that were told, or are in untold_.
    std::vector<Error> untold_;          ///< Under bookMutex_.
    std::set<std::string> putOff_;       ///< Under bookMutex_: books whose removed takes are still to be deleted.

    std::mutex partsMutex_;  ///< Over what is made once.
    std::unique_ptr<LineListener> listener_;
    bool listenerTried_ = false;
    SharedVadModel vad_;
    bool vadTried_ = false;

    JobRunner listening_;  ///< Last: it uses everything above.
};

}  // namespace timbre
