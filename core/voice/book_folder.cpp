// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/book_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <system_error>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include "core/audio/punch.h"
#include "core/base/files.h"
#include "core/voice/making_folder.h"
#include "core/voice/recording_book.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kDeletingPrefix = ".deleting-";

fs::path lockFileOf(const fs::path& folder) { return folder / ".lock"; }

fs::path besideWith(const fs::path& target, std::string_view suffix) {
    fs::path name = target.stem();
    name += suffix;
    name += target.extension();
    return target.parent_path() / name;
}

bool isThere(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(path, ignored);
}

std::uint64_t bytesBelow(const fs::path& folder) {
    std::uint64_t bytes = 0;
    std::error_code ignored;
    for (fs::recursive_directory_iterator at(folder, ignored), end; !ignored && at != end; at.increment(ignored)) {
        std::error_code none;
        if (at->is_regular_file(none)) {
            bytes += at->file_size(none);
        }
    }
    return bytes;
}

/// Looks only: a book that nobody ever opened gets no lock file.
bool isLocked(const fs::path& folder) {
    if (!isThere(lockFileOf(folder))) {
        return false;
    }
    const auto lock = FolderLock::tryTake(lockFileOf(folder));
    return lock && !lock->has_value();
}

BookSummary summaryOf(const BookRecord& record) {
    const BookState& state = record.state;
    BookSummary summary{.id = state.id,
                        .name = state.name,
                        .language = state.language,
                        .created = state.created,
                        .scriptId = state.scriptId,
                        .voiceId = state.voiceId,
                        .voices = state.voices,
                        .used = state.used,
                        .lines = state.lines.size(),
                        .read = static_cast<std::size_t>(std::ranges::count_if(
                            state.lines, [](const BookLine& line) { return chosenTake(line) != nullptr; })),
                        .done = linesDone(state).size(),
                        .unfinished = 0,
                        .inUse = isLocked(state.folder),
                        .bytes = bytesBelow(state.folder)};
    if (!summary.inUse) {
        summary.unfinished = static_cast<int>(std::ranges::count_if(record.plans, [&](const BookPlan& plan) {
            return !plan.lineId.empty() && remainsOf(state.folder / plan.file).has_value();
        }));
    }
    return summary;
}

}  // namespace

fs::path recordingsFolder(const fs::path& dataFolder) { return dataFolder / "recordings"; }

void sweepDeletedBooks(const fs::path& dataFolder) {
    std::error_code ignored;
    for (fs::directory_iterator at(recordingsFolder(dataFolder), ignored), end; !ignored && at != end; at.increment(ignored)) {
        if (displayPath(at->path().filename()).starts_with(kDeletingPrefix)) {
            std::error_code none;
            fs::remove_all(at->path(), none);
        }
    }
}

Result<fs::path> makeBookFolder(const fs::path& dataFolder) {
    std::random_device random;
    const fs::path folder = recordingsFolder(dataFolder) / fmt::format("{:08x}{:08x}", random(), random());
    if (auto made = makeFolder(folder / "takes"); !made) {
        return tl::unexpected(made.error());
    }
    sweepDeletedBooks(dataFolder);
    return folder;
}

Result<FolderLock> lockBook(const fs::path& folder) {
    // Whoever lists books holds each lock for a moment.
    constexpr int kTries = 5;
    constexpr std::chrono::milliseconds kPause{20};
    for (int attempt = 0; attempt < kTries; ++attempt) {
        auto lock = FolderLock::tryTake(lockFileOf(folder));
        if (!lock) {
            return tl::unexpected(lock.error());
        }
        if (lock->has_value()) {
            return std::move(**lock);
        }
        std::this_thread::sleep_for(kPause);
    }
    return fail(ErrorCode::AlreadyExists, "the recordings in " + displayPath(folder) + " are open in another window",
                "Close that window first.");
}

Result<fs::path> findBook(const fs::path& dataFolder, std::string_view id) {
    const bool isName = !id.empty() && std::ranges::all_of(id, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    });
    const fs::path folder = recordingsFolder(dataFolder) / id;
    if (!isName || !isThere(folder / "book.json")) {
        return fail(ErrorCode::NotFound, fmt::format("there are no recordings “{}”", id), "List them again: they may have been deleted.");
    }
    return folder;
}

namespace {

std::optional<Remains> recorderRemains(const fs::path& target, bool isPunch) {
    const auto found = [&](Remains::Kind kind, fs::path file) {
        return Remains{.kind = kind, .file = std::move(file), .target = target, .isPunch = isPunch};
    };
    if (fs::path part = besideWith(target, ".part"); isThere(part)) {
        return found(Remains::Kind::Part, std::move(part));
    }
    if (exists(target)) {
        return found(Remains::Kind::Whole, target);
    }
    if (fs::path recovered = besideWith(target, ".recovered"); isThere(recovered)) {
        return found(Remains::Kind::Recovered, std::move(recovered));
    }
    return std::nullopt;
}

}  // namespace

std::optional<Remains> remainsOf(const fs::path& target) {
    auto whole = recorderRemains(target, false);
    if (whole && whole->kind == Remains::Kind::Whole) {
        return whole;
    }
    // A joined take that is not whole yet holds less of what was read than the new part.
    auto punch = recorderRemains(punchPathOf(target), true);
    return punch ? punch : whole;
}

void sweepRemains(const fs::path& target, const fs::path& kept) {
    const fs::path punch = punchPathOf(target);
    std::vector<fs::path> rest{punch, besideWith(punch, ".part"), besideWith(punch, ".recovered")};
    if (displayPath(kept.filename()).starts_with(displayPath(punch.stem()))) {
        rest.push_back(besideWith(target, ".part"));
        rest.push_back(besideWith(target, ".recovered"));
    }
    for (const fs::path& file : rest) {
        std::error_code ignored;
        if (file != kept) {
            fs::remove(file, ignored);
        }
    }
}

Result<BookList> RecordingBook::list(const fs::path& dataFolder) {
    BookList list;
    std::error_code error;
    for (fs::directory_iterator at(recordingsFolder(dataFolder), error), end; !error && at != end; at.increment(error)) {
        // Without its record a folder was begun by a program that died at once.
        if (displayPath(at->path().filename()).starts_with('.') || !isThere(at->path() / "book.json")) {
            continue;
        }
        if (auto record = readBookRecord(at->path())) {
            list.books.push_back(timbre::summaryOf(*record));
        } else {
            list.problems.push_back(record.error());
        }
    }
    if (error && error != std::errc::no_such_file_or_directory) {
        return tl::unexpected(ioError("cannot list", recordingsFolder(dataFolder), error.value()));
    }
    std::ranges::sort(list.books, [](const BookSummary& a, const BookSummary& b) {
        return std::tie(b.used, b.created, b.id) < std::tie(a.used, a.created, a.id);
    });
    return list;
}

Result<void> RecordingBook::remove(const fs::path& dataFolder, std::string_view id) {
    const auto aside = setAside(dataFolder, id);
    if (!aside) {
        return tl::unexpected(aside.error());
    }
    std::error_code ignored;
    fs::remove_all(*aside, ignored);
    return {};
}

Result<void> RecordingBook::bringBack(const fs::path& aside) {
    const fs::path folder = aside.parent_path() / displayPath(aside.filename()).substr(kDeletingPrefix.size());
    std::error_code error;
    fs::rename(aside, folder, error);
    return error ? Result<void>(tl::unexpected(ioError("cannot bring back", folder, error.value()))) : Result<void>{};
}

Result<fs::path> RecordingBook::setAside(const fs::path& dataFolder, std::string_view id) {
    const auto folder = findBook(dataFolder, id);
    if (!folder) {
        return tl::unexpected(folder.error());
    }
    const auto lock = lockBook(*folder);
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    // Renamed first: killed in the middle, the book is gone and the rest is swept later.
    fs::path doomed = folder->parent_path() / fmt::format("{}{}", kDeletingPrefix, id);
    std::error_code error;
    fs::rename(*folder, doomed, error);
    if (error) {
        return tl::unexpected(ioError("cannot remove", *folder, error.value()));
    }
    return doomed;
}

}  // namespace timbre
