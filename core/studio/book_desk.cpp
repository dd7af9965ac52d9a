// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/book_desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "core/audio/decode.h"
#include "core/audio/encode.h"
#include "core/base/utf8.h"

namespace timbre {

namespace {

constexpr std::size_t kMostNoises = 3;  // named; one is enough to read a line again
constexpr int kProgressSteps = 1000;

/// Short and long noises in the pauses of a take, where in it.
std::vector<TakeFinding> findingsOf(const std::vector<LocalNoise>& noises) {
    std::vector<TakeFinding> findings;
    for (const LocalNoise& noise : noises) {
        if (findings.size() >= kMostNoises) {
            break;
        }
        findings.push_back({.code = std::string(finding::kKnock),
                            .verdict = noise.kind == LocalNoiseKind::Knock ? Verdict::RecordAgain : Verdict::Usable,
                            .atSeconds = noise.fromSeconds});
    }
    return findings;
}

/// What is known of a take beside its sound's quality, which judge() works out anew.
std::vector<TakeFinding> withoutQuality(std::vector<TakeFinding> findings, const QualityReport& quality) {
    std::erase_if(findings, [&](const TakeFinding& known) {
        return std::ranges::any_of(quality.findings, [&](const QualityFinding& found) {
            return problemName(found.problem) == known.code;
        });
    });
    return findings;
}

}  // namespace

BookDesk::BookDesk(BookDeskParts parts, EventSink sink, std::function<JobId()> newJobId, FindVoice findVoice)
    : parts_(std::move(parts)),
      sink_(sink),
      newJobId_(std::move(newJobId)),
      findVoice_(std::move(findVoice)),
      listening_(sink) {}

BookDesk::~BookDesk() {
    const std::scoped_lock lock(bookMutex_);
    close();
}

Result<void> BookDesk::mustBeOpen() const {
    if (!book_) {
        return fail(ErrorCode::NotFound, "no recordings are open", "Choose a script to read first.");
    }
    return {};
}

// ---- Changes -------------------------------------------------------------------------------------------------------

BookChanged BookDesk::change(JobId job, const std::string& lineId, int number) const {
    return {.job = job,
            .book = std::make_shared<const BookState>(book_->state()),
            .coverage = coverageOf(book_->state()),
            .lineId = lineId,
            .number = number};
}

Result<void> BookDesk::answer(JobContext& job, Result<void> done, const std::string& lineId, int number) const {
    if (done) {
        job.emit(change(job.id(), lineId, number));
    }
    return done;
}

Result<void> BookDesk::perform(JobContext& job, const GiveConsent& command) {
    const std::scoped_lock lock(bookMutex_);
    if (auto open = mustBeOpen(); !open) {
        return open;
    }
    ticked_ = command.given ? book_->state().id : std::string();
    return answer(job, command.given ? book_->setConsent(command.sentence, command.language) : book_->withdrawConsent());
}

Result<void> BookDesk::perform(JobContext& job, const PlanTake& command) {
    const std::scoped_lock lock(bookMutex_);
    if (auto open = mustBeOpen(); !open) {
        return open;
    }
    auto plan = command.lineId.empty() ? book_->planRoomTone() : book_->planTake(command.lineId);
    if (!plan) {
        return tl::unexpected(plan.error());
    }
    job.emit(TakePlanned{.job = job.id(), .plan = std::move(*plan)});
    return {};
}

Result<void> BookDesk::perform(JobContext&, const DropPlan& command) {
    const std::scoped_lock lock(bookMutex_);
    return book_ ? book_->dropPlan(command.plan) : Result<void>{};
}

Result<void> BookDesk::perform(JobContext& job, const KeepTake& command) {
    std::shared_ptr<Hearing> hearing;
    {
        const std::scoped_lock lock(bookMutex_);
        if (auto open = mustBeOpen(); !open) {
            return open;
        }
        std::vector<TakeFinding> known = findingsOf(command.noises);
        if (command.recorded.overruns > 0 || command.recorded.droppedFrames > 0) {
            known.push_back({.code = std::string(finding::kSoundLost), .verdict = Verdict::RecordAgain});
        }
        auto take = book_->addTake(command.plan, command.recorded, std::move(known));
        if (!take) {
            return tl::unexpected(take.error());
        }
        const LineListener* const ears = command.clip != nullptr ? listener() : nullptr;
        if (ears != nullptr && ears->checks(book_->state().language)) {
            hearing = beginHearing(command, take->number, withoutQuality(take->findings, command.recorded.quality));
        }
        job.emit(change(job.id(), command.plan.lineId, take->number));
    }
    if (hearing != nullptr) {
        listenLater(command, std::move(hearing));  // without the lock: what is refused ends at once, and takes it
    }
    return {};
}

Result<void> BookDesk::perform(JobContext& job, const KeepRoomTone& command) {
    const std::scoped_lock lock(bookMutex_);
    if (auto open = mustBeOpen(); !open) {
        return open;
    }
    return answer(job, book_->setRoomTone(command.plan, command.file, command.noiseDbfs));
}

Result<void> BookDesk::perform(JobContext& job, const ChooseTake& command) {
    const std::scoped_lock lock(bookMutex_);
    if (auto open = mustBeOpen(); !open) {
        return open;
    }
    return answer(job, book_->choose(command.lineId, command.number), command.lineId, command.number);
}

Result<void> BookDesk::perform(JobContext& job, const KeepTakeKnowingly& command) {
    const std::scoped_lock lock(bookMutex_);
    if (auto open = mustBeOpen(); !open) {
        return open;
    }
    return answer(job, book_->keepKnowingly(command.lineId, command.number, command.keep), command.lineId, command.number);
}

Result<void> BookDesk::perform(JobContext& job, const RemoveTake& command) {
    const std::scoped_lock lock(bookMutex_);
    if (auto open = mustBeOpen(); !open) {
        return open;
    }
    return answer(job,
                  command.restore ? book_->restoreTake(command.lineId, command.number)
                                  : book_->removeTake(command.lineId, command.number),
                  command.lineId, command.number);
}

ScriptLine BookDesk::lineOf(const std::string& id, const std::string& text) const {
    const std::string& language = book_->state().language;
    std::vector<std::string> phones;
    if (parts_.phonesOf) {
        phones = parts_.phonesOf(text, language).value_or(std::vector<std::string>{});
    }
    return scriptLine(id, text, std::move(phones), language);
}

Result<void> BookDesk::perform(JobContext& job, const SetLineText& command) {
    const std::scoped_lock lock(bookMutex_);
    if (auto open = mustBeOpen(); !open) {
        return open;
    }
    const std::string text(trimSpace(command.text));
    if (text.empty()) {
        return fail(ErrorCode::InvalidInput, "a line needs words", "Type what is said in the recording.");
    }
    return answer(job, book_->setLineText(command.lineId, lineOf(command.lineId, text)), command.lineId);
}

Result<void> BookDesk::perform(JobContext& job, const SetBookVoice& command) {
    if (!command.book.empty()) {
        return bind(command.book, command.voice, command.version);
    }
    const std::scoped_lock lock(bookMutex_);
    if (auto open = mustBeOpen(); !open) {
        return open;
    }
    return answer(job, book_->setVoice(command.voice, command.version));
}

Result<void> BookDesk::perform(JobContext& job, const LoadBookTake& command) {
    std::filesystem::path file;
    {
        const std::scoped_lock lock(bookMutex_);
        if (auto open = mustBeOpen(); !open) {
            return open;
        }
        const BookLine* const line = findLine(book_->state(), command.lineId);
        const LineTake* const take = line == nullptr ? nullptr : findTake(*line, command.number);
        if (take == nullptr) {
            return fail(ErrorCode::NotFound, fmt::format("line {} has no take {}", command.lineId, command.number),
                        "Choose one that is listed.");
        }
        file = book_->pathOf(*take);
    }
    auto clip = readAudio(file);
    if (!clip) {
        return tl::unexpected(clip.error());
    }
    auto shared = std::make_shared<const AudioClip>(std::move(*clip));
    job.emit(BookTakeLoaded{.job = job.id(),
                            .lineId = command.lineId,
                            .number = command.number,
                            .clip = shared,
                            .peaks = std::make_shared<const Peaks>(*shared)});
    return {};
}

// ---- What is made once -----------------------------------------------------------------------------------------------

const LineListener* BookDesk::listener() {
    const std::scoped_lock lock(partsMutex_);
    if (!std::exchange(listenerTried_, true) && parts_.makeListener) {
        if (auto made = parts_.makeListener()) {
            listener_ = std::move(*made);
        }
    }
    return listener_.get();
}

SharedVadModel BookDesk::vad() {
    const std::scoped_lock lock(partsMutex_);
    if (!std::exchange(vadTried_, true) && parts_.loadVad) {
        vad_ = parts_.loadVad().value_or(nullptr);
    }
    return vad_;
}

// ---- Files ---------------------------------------------------------------------------------------------------------

Result<void> BookDesk::perform(JobContext& job, const TakeInFiles& command) {
    std::string language = "en";
    {
        const std::scoped_lock lock(bookMutex_);
        if (auto open = mustBeOpen(); !open) {
            return open;
        }
        if (!book_->consented()) {
            return fail(ErrorCode::InvalidInput, "nobody has stated that the voice may be used",
                        "Tick the box about permission first.");
        }
        language = book_->state().language;
    }
    IntakeSink sink;
    sink.found = [&](const SoundSlice& slice) { job.emit(SliceFound{.job = job.id(), .slice = slice}); };
    sink.decoded = [&](const HeardFile& file) { job.emit(FileDecoded{.job = job.id(), .file = file}); };
    sink.heard = [&](const HeardFile& file) { job.emit(FileHeard{.job = job.id(), .file = file}); };
    sink.refused = [&](const RefusedFile& file) { job.emit(FileRefused{.job = job.id(), .file = file}); };
    sink.progress = [&](const Progress& progress) { job.progress(static_cast<int>(progress.fraction * kProgressSteps), kProgressSteps); };
    auto taken = takeInSounds(
        {.files = command.files,
         .language = language,
         .script = command.script,
         .draft = command.draft,
         .longestFileSeconds = parts_.longestFileSeconds},
        {.vad = vad(), .listener = listener()}, sink, job.stopToken());
    if (!taken) {
        return tl::unexpected(taken.error());
    }
    job.emit(FilesTakenIn{.job = job.id(), .intake = std::make_shared<const SoundIntake>(std::move(*taken))});
    return {};
}

Result<void> BookDesk::perform(JobContext& job, const JoinSlices& command) {
    auto joined = joinSlices(command.first, command.second, command.longestSeconds, vad());
    if (!joined) {
        return tl::unexpected(joined.error());
    }
    job.emit(SlicesJoined{.job = job.id(), .slice = std::move(*joined)});
    return {};
}

Result<void> BookDesk::perform(JobContext& job, const AdoptSlices& command) {
    const std::scoped_lock lock(bookMutex_);
    if (auto open = mustBeOpen(); !open) {
        return open;
    }
    std::error_code ignored;
    const std::filesystem::path folder = book_->state().folder / "intake";
    std::filesystem::create_directories(folder, ignored);
    Result<void> done{};
    for (const SoundSlice& slice : command.slices) {
        if (slice.transcript.empty() || slice.clip == nullptr) {
            continue;
        }
        const auto file = folder / fmt::format("slice-{}.wav", slice.index);
        done = writeAudio(file, *slice.clip);
        if (!done) {
            break;
        }
        auto line = book_->addLine(lineOf({}, slice.transcript), slice.source == TranscriptSource::Draft);
        auto take = line ? book_->adoptFile(*line, file, slice.quality) : Result<LineTake>(tl::unexpected(line.error()));
        if (!take) {
            done = tl::unexpected(take.error());
            break;
        }
    }
    std::filesystem::remove_all(folder, ignored);
    job.emit(change(job.id()));  // Also after a failure: those before it are in the book.
    return done;
}

}  // namespace timbre
