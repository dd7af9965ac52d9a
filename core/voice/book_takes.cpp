// SPDX-License-Identifier: GPL-3.0-or-later
// The takes of a recording book: planned, entered, chosen, removed, rescued.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <system_error>
#include <utility>

#include "core/audio/take_writer.h"
#include "core/base/files.h"
#include "core/voice/book_folder.h"
#include "core/voice/book_impl.h"
#include "core/voice/voice.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

LineTake* takeIn(BookLine* line, int number) {
    if (line == nullptr) {
        return nullptr;
    }
    const auto found = std::ranges::find(line->takes, number, &LineTake::number);
    return found == line->takes.end() ? nullptr : &*found;
}

tl::unexpected<Error> noLine(std::string_view lineId) {
    return fail(ErrorCode::NotFound, fmt::format("there is no line “{}” among these recordings", lineId), {});
}

tl::unexpected<Error> noTake(std::string_view lineId, int number) {
    return fail(ErrorCode::NotFound, fmt::format("line “{}” has no take {}", lineId, number), {});
}

bool isUsable(const LineTake& take) { return !take.removed && (take.verdict != Verdict::RecordAgain || take.keptKnowingly); }

/// Chooses the preferred take if it can be used, else the newest that can; where none can, the preferred or the newest.
void settle(BookLine& line, int preferred) {
    const auto numberWhere = [&line](const std::function<bool(const LineTake&)>& fits) {
        const auto found = std::find_if(line.takes.rbegin(), line.takes.rend(), fits);
        return found == line.takes.rend() ? 0 : found->number;
    };
    const auto isPreferred = [preferred](const LineTake& take) { return take.number == preferred && !take.removed; };
    const std::function<bool(const LineTake&)> ranks[] = {
        [&](const LineTake& take) { return isPreferred(take) && isUsable(take); },
        isUsable,
        isPreferred,
        [](const LineTake& take) { return !take.removed; },
    };
    line.chosen = 0;
    for (const auto& rank : ranks) {
        if (line.chosen == 0) {
            line.chosen = numberWhere(rank);
        }
    }
}

/// By number, since a rescued take may be older than the last.
void insert(BookLine& line, LineTake take) {
    const int number = take.number;
    line.takes.insert(std::ranges::upper_bound(line.takes, number, {}, &LineTake::number), std::move(take));
    settle(line, number);
}

/// Of equal faults the reader hears first of what was read: reading again mends it, and the room stays as it is.
bool isOfTheReading(const TakeFinding& found) {
    return found.code == finding::kSkippedWord || found.code == finding::kHalfRead || found.code == finding::kWrongLine;
}

void sortFindings(LineTake& take) {
    std::ranges::stable_sort(take.findings, std::ranges::greater{}, [](const TakeFinding& found) {
        return std::pair(found.verdict, isOfTheReading(found));
    });
    take.verdict = take.findings.empty() ? Verdict::Good : take.findings.front().verdict;
}

void takeOver(LineTake& take, const QualityReport& quality, std::vector<TakeFinding> more) {
    take.measured = true;
    take.spokenSeconds = quality.spokenSeconds;
    take.snrDb = quality.snrDb;
    take.speechDbfs = quality.speechDbfs;
    take.noiseFloorDbfs = quality.noiseFloorDbfs;
    take.peakDbfs = quality.peakDbfs;
    take.loudnessLufs = quality.loudnessLufs;
    take.findings.clear();
    for (const QualityFinding& found : quality.findings) {
        take.findings.push_back({.code = std::string(problemName(found.problem)), .verdict = found.verdict});
    }
    std::ranges::move(more, std::back_inserter(take.findings));
    sortFindings(take);
}

LineTake takeOf(const RecordedTake& recorded, std::vector<TakeFinding> more) {
    LineTake take;
    take.recorded = utcNow();
    take.seconds = recorded.file.seconds();
    if ((recorded.droppedFrames > 0 || recorded.overruns > 0) &&
        std::ranges::find(more, finding::kSoundLost, &TakeFinding::code) == more.end()) {
        more.push_back({.code = std::string(finding::kSoundLost), .verdict = Verdict::Usable});
    }
    if (recorded.trouble) {
        more.push_back({.code = std::string(finding::kRecordingDied), .verdict = Verdict::RecordAgain});
    }
    takeOver(take, recorded.quality, std::move(more));
    return take;
}

}  // namespace

BookPlan RecordingBook::nextPlan(std::string lineId, std::string_view extension) const {
    const BookLine* const line = findLine(state_, lineId);
    const std::string stem = line == nullptr ? "room" : fmt::format("L{:02}", line - state_.lines.data() + 1);
    BookPlan plan{.lineId = std::move(lineId), .number = 1, .file = {}};
    if (line != nullptr && !line->takes.empty()) {
        plan.number = std::ranges::max(line->takes, {}, &LineTake::number).number + 1;
    }
    const auto isPlanned = [&](const BookPlan& other) { return other.lineId == plan.lineId && other.number == plan.number; };
    for (;; ++plan.number) {
        plan.file = fmt::format("takes/{}-{}{}", stem, plan.number, extension);
        if (!remainsOf(state_.folder / plan.file) && std::ranges::none_of(impl_->plans, isPlanned)) {
            return plan;
        }
    }
}

std::vector<BookPlan> RecordingBook::plansWithout(std::string_view lineId, int number) const {
    std::vector<BookPlan> plans = impl_->plans;
    std::erase_if(plans, [&](const BookPlan& plan) { return plan.lineId == lineId && plan.number == number; });
    return plans;
}

Result<PlannedTake> RecordingBook::plan(std::string lineId) {
    if (!consented()) {
        return fail(ErrorCode::InvalidInput, "nobody has stated to have the permission of the voice's owner",
                    "Tick the box with that statement first.");
    }
    const BookPlan next = nextPlan(std::move(lineId), ".wav");
    std::vector<BookPlan> plans = impl_->plans;
    plans.push_back(next);
    if (auto stored = store(state_, std::move(plans)); !stored) {
        return tl::unexpected(stored.error());
    }
    return PlannedTake{.lineId = next.lineId, .number = next.number, .file = state_.folder / next.file};
}

Result<PlannedTake> RecordingBook::planTake(std::string_view lineId) {
    if (findLine(state_, lineId) == nullptr) {
        return noLine(lineId);
    }
    return plan(std::string(lineId));
}

Result<PlannedTake> RecordingBook::planRoomTone() { return plan({}); }

Result<void> RecordingBook::dropPlan(const PlannedTake& plan) { return store(state_, plansWithout(plan.lineId, plan.number)); }

Result<std::string> RecordingBook::nameInBook(const fs::path& file) const {
    const fs::path name = file.lexically_relative(state_.folder);
    if (name.empty() || *name.begin() == "..") {
        return fail(ErrorCode::InvalidInput, displayPath(file) + " does not lie in the folder of these recordings", {});
    }
    return displayPath(name);
}

Result<LineTake> RecordingBook::enter(std::string_view lineId, LineTake take, std::vector<BookPlan> plans) {
    BookState next = state_;
    BookLine* const line = lineIn(next, lineId);
    if (line == nullptr) {
        return noLine(lineId);
    }
    insert(*line, take);
    if (auto stored = store(std::move(next), std::move(plans)); !stored) {
        return tl::unexpected(stored.error());
    }
    return take;
}

Result<LineTake> RecordingBook::addTake(const PlannedTake& plan, const RecordedTake& recorded, std::vector<TakeFinding> more) {
    std::vector<BookPlan> plans = plansWithout(plan.lineId, plan.number);
    if (plans.size() == impl_->plans.size()) {
        return noTake(plan.lineId, plan.number);
    }
    auto name = nameInBook(recorded.file.path);
    if (!name) {
        return tl::unexpected(name.error());
    }
    LineTake take = takeOf(recorded, std::move(more));
    take.number = plan.number;
    take.file = std::move(*name);
    return enter(plan.lineId, std::move(take), std::move(plans));
}

Result<LineTake> RecordingBook::adoptFile(std::string_view lineId, const fs::path& file, const QualityReport& quality,
                                      std::vector<TakeFinding> more) {
    const BookLine* const line = findLine(state_, lineId);
    if (line == nullptr) {
        return noLine(lineId);
    }
    if (!consented()) {
        return fail(ErrorCode::InvalidInput, "nobody has stated to have the permission of the voice's owner",
                    "Tick the box with that statement first.");
    }
    const BookPlan place = nextPlan(std::string(lineId), displayPath(file.extension()));
    PendingFile copy(state_.folder / place.file);
    std::error_code error;
    if (!fs::is_regular_file(file, error)) {
        return fail(ErrorCode::NotFound, "there is no file " + displayPath(file), "Choose it again.");
    }
    if (!fs::copy_file(file, copy.temporaryPath(), fs::copy_options::overwrite_existing, error)) {
        return tl::unexpected(ioError("cannot copy", file, error.value()));
    }
    if (auto named = copy.commitNew(); !named) {
        return tl::unexpected(named.error());
    }
    LineTake take{.number = place.number, .file = place.file, .recorded = utcNow(), .seconds = quality.seconds, .findings = {}};
    take.guessed = line->draft;
    takeOver(take, quality, std::move(more));
    auto entered = enter(lineId, std::move(take), impl_->plans);
    if (!entered) {
        fs::remove(state_.folder / place.file, error);
    }
    return entered;
}

Result<LineTake> RecordingBook::judge(std::string_view lineId, int number, const QualityReport& quality,
                                  std::vector<TakeFinding> more) {
    BookState next = state_;
    BookLine* const line = lineIn(next, lineId);
    LineTake* const take = takeIn(line, number);
    if (take == nullptr) {
        return noTake(lineId, number);
    }
    takeOver(*take, quality, std::move(more));
    LineTake judged = *take;
    settle(*line, line->chosen);
    if (auto stored = store(std::move(next), impl_->plans); !stored) {
        return tl::unexpected(stored.error());
    }
    return judged;
}

void RecordingBook::setBeingHeard(std::string_view lineId, int number, bool beingHeard) noexcept {
    if (LineTake* const take = takeIn(lineIn(state_, lineId), number)) {
        take->beingHeard = beingHeard;
    }
}

Result<void> RecordingBook::setRoomTone(const PlannedTake& plan, const TakeFile& file, double noiseDbfs) {
    auto name = nameInBook(file.path);
    if (!name) {
        return tl::unexpected(name.error());
    }
    BookState next = state_;
    const std::string before = next.roomTone ? next.roomTone->file : "";
    next.roomTone = RoomTone{.file = std::move(*name), .recorded = utcNow(), .seconds = file.seconds(), .noiseDbfs = noiseDbfs};
    const bool renewed = before != next.roomTone->file;
    if (auto stored = store(std::move(next), plansWithout(plan.lineId, plan.number)); !stored) {
        return stored;
    }
    if (!before.empty() && renewed) {
        std::error_code ignored;
        fs::remove(state_.folder / before, ignored);
    }
    return {};
}

Result<void> RecordingBook::choose(std::string_view lineId, int number) {
    BookState next = state_;
    BookLine* const line = lineIn(next, lineId);
    const LineTake* const take = takeIn(line, number);
    if (take == nullptr || take->removed) {
        return noTake(lineId, number);
    }
    line->chosen = number;
    return store(std::move(next), impl_->plans);
}

Result<void> RecordingBook::keepKnowingly(std::string_view lineId, int number, bool keep) {
    BookState next = state_;
    BookLine* const line = lineIn(next, lineId);
    LineTake* const take = takeIn(line, number);
    if (take == nullptr || take->removed) {
        return noTake(lineId, number);
    }
    take->keptKnowingly = keep;
    settle(*line, keep ? number : line->chosen);
    return store(std::move(next), impl_->plans);
}

Result<void> RecordingBook::removeTake(std::string_view lineId, int number) {
    BookState next = state_;
    BookLine* const line = lineIn(next, lineId);
    LineTake* const take = takeIn(line, number);
    if (take == nullptr || take->removed) {
        return noTake(lineId, number);
    }
    take->removed = true;
    take->removedWhileChosen = line->chosen == number;
    if (take->removedWhileChosen) {
        settle(*line, 0);
        take->chosenInstead = line->chosen;
    }
    return store(std::move(next), impl_->plans);
}

Result<void> RecordingBook::restoreTake(std::string_view lineId, int number) {
    BookState next = state_;
    BookLine* const line = lineIn(next, lineId);
    LineTake* const take = takeIn(line, number);
    if (take == nullptr || !take->removed) {
        return noTake(lineId, number);
    }
    take->removed = false;
    const bool unchanged = line->chosen == std::exchange(take->chosenInstead, 0);
    if (std::exchange(take->removedWhileChosen, false)) {
        if (unchanged || line->chosen == 0) {
            line->chosen = number;
        } else {
            settle(*line, line->chosen);
        }
    }
    return store(std::move(next), impl_->plans);
}

Result<int> RecordingBook::purgeRemoved() {
    BookState next = state_;
    std::vector<fs::path> files;
    for (BookLine& line : next.lines) {
        for (const LineTake& take : line.takes) {
            if (take.removed) {
                files.push_back(pathOf(take));
            }
        }
        std::erase_if(line.takes, [](const LineTake& take) { return take.removed; });
    }
    if (files.empty()) {
        return 0;
    }
    // The record first: a take it names is always there.
    if (auto stored = store(std::move(next), impl_->plans); !stored) {
        return tl::unexpected(stored.error());
    }
    for (const fs::path& file : files) {
        std::error_code ignored;
        fs::remove(file, ignored);
    }
    return static_cast<int>(files.size());
}

/// What a plan left, as a take; nullopt where nothing is left to be entered.
Result<std::optional<LineTake>> RecordingBook::rescued(const BookPlan& plan) const {
    const fs::path target = state_.folder / plan.file;
    const auto remains = remainsOf(target);
    if (!remains) {
        return std::optional<LineTake>{};
    }
    Result<std::optional<TakeFile>> file = std::optional<TakeFile>{};
    if (remains->kind == Remains::Kind::Part) {
        file = rescueUnfinishedTake(remains->target);
    } else {
        file = recoverTake(remains->file).map([](TakeFile&& found) { return std::optional(std::move(found)); });
    }
    if (!file) {
        return tl::unexpected(file.error());
    }
    if (!*file) {
        return std::optional<LineTake>{};
    }
    auto name = nameInBook((*file)->path);
    if (!name) {
        return tl::unexpected(name.error());
    }
    const bool whole = remains->kind == Remains::Kind::Whole && !remains->isPunch;
    LineTake take{.number = plan.number, .file = std::move(*name), .recorded = utcNow(), .seconds = (*file)->seconds(), .findings = {}};
    take.cutShort = !whole;
    take.findings.push_back({.code = std::string(finding::kRecordingDied),
                             .verdict = whole ? Verdict::Usable : Verdict::RecordAgain});
    sortFindings(take);
    return std::optional(std::move(take));
}

Result<std::vector<RescuedTake>> RecordingBook::rescue() {
    std::vector<RescuedTake> found;
    std::vector<BookPlan> kept;
    std::vector<std::pair<fs::path, fs::path>> entered;
    BookState next = state_;
    for (const BookPlan& plan : impl_->plans) {
        auto take = rescued(plan);
        if (!take) {
            // Still being recorded, or the disk fails now: another time. What is no recording at all stays as it lies.
            if (take.error().code != ErrorCode::Corrupt) {
                kept.push_back(plan);
            }
            continue;
        }
        BookLine* const line = lineIn(next, plan.lineId);
        if (!*take) {
            continue;
        }
        if (line == nullptr) {
            std::error_code ignored;
            fs::remove(state_.folder / (*take)->file, ignored);
            continue;
        }
        found.push_back({.lineId = plan.lineId, .number = plan.number, .seconds = (*take)->seconds});
        entered.emplace_back(state_.folder / plan.file, pathOf(**take));
        insert(*line, std::move(**take));
    }
    if (kept.size() == impl_->plans.size()) {
        return found;
    }
    if (auto stored = store(std::move(next), std::move(kept)); !stored) {
        return tl::unexpected(stored.error());
    }
    for (const auto& [target, file] : entered) {
        sweepRemains(target, file);
    }
    return found;
}

}  // namespace timbre
