// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/voice_store.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <random>

#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/voice/folder_lock.h"
#include "core/base/near_names.h"
#include "core/voice/pending_voice.h"
#include "core/voice/voice_json.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kMakingPrefix = ".making-";
constexpr std::string_view kDeletingPrefix = ".deleting-";
constexpr std::string_view kLockSuffix = ".lock";
constexpr std::size_t kLongestName = 80;

std::string newId() {
    std::random_device random;
    return fmt::format("{:08x}{:08x}", random(), random());
}

std::vector<fs::path> entriesOf(const fs::path& folder) {
    std::vector<fs::path> paths;
    std::error_code ignored;
    for (fs::directory_iterator entry(folder, ignored), end; entry != end; entry.increment(ignored)) {
        paths.push_back(entry->path());
    }
    std::ranges::sort(paths);
    return paths;
}

/// Removes what a dead process left. Somebody else's living work is told by its lock.
void sweep(const fs::path& store) {
    for (const fs::path& path : entriesOf(store)) {
        const std::string name = displayPath(path.filename());
        std::error_code ignored;
        if (name.starts_with(kDeletingPrefix)) {
            fs::remove_all(path, ignored);
        }
        if (!name.starts_with(kMakingPrefix)) {
            continue;
        }
        fs::path folder = path;
        if (name.ends_with(kLockSuffix)) {
            folder = store / name.substr(0, name.size() - kLockSuffix.size());
        }
        fs::path lockFile = folder;
        lockFile += kLockSuffix;
        auto lock = FolderLock::tryTake(lockFile);
        if (lock && *lock) {
            fs::remove_all(folder, ignored);
            (*lock)->removeAndRelease();
        }
    }
}

VoiceList readAll(const fs::path& store) {
    VoiceList list;
    for (const fs::path& path : entriesOf(store)) {
        std::error_code ignored;
        if (displayPath(path.filename()).starts_with('.') || !fs::is_directory(path, ignored)) {
            continue;
        }
        auto voice = readVoice(path);
        if (voice) {
            list.voices.push_back(std::move(*voice));
        } else {
            list.problems.push_back(voice.error());
        }
    }
    std::ranges::sort(list.voices, {}, [](const Voice& voice) { return foldCase(voice.name); });
    return list;
}

std::string shown(std::string_view name) { return fmt::format("“{}”", name); }

Error noSuchVoice(std::string_view name, const VoiceList& list) {
    std::vector<std::string> names;
    for (const Voice& voice : list.voices) {
        names.push_back(voice.name);
    }
    std::string advice;
    if (names.empty()) {
        advice = "There are no voices yet; make one with `timbre voice create`.";
    } else {
        advice = didYouMean(name, names);
        advice += advice.empty() ? "`timbre voice list` shows all voices." : " `timbre voice list` shows all.";
    }
    if (!list.problems.empty()) {
        advice += " A voice that cannot be read: " + list.problems.front().message();
    }
    return {ErrorCode::NotFound, "there is no voice " + shown(name), advice};
}

Result<void> makeFolder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        return fail(ErrorCode::Io, fmt::format("cannot make the folder {}: {}", displayPath(folder), error.message()),
                    "Choose a data folder you may write to with --data-dir.");
    }
    return {};
}

/// Files below `folder`, sorted, and their size.
RemovedVoice contentsOf(const fs::path& folder, const std::string& name) {
    RemovedVoice contents{.name = name, .files = {}, .bytes = 0};
    std::error_code ignored;
    for (fs::recursive_directory_iterator entry(folder, ignored), end; entry != end; entry.increment(ignored)) {
        if (entry->is_regular_file(ignored)) {
            contents.files.push_back(displayPath(entry->path().lexically_relative(folder)));
            contents.bytes += entry->file_size(ignored);
        }
    }
    std::ranges::sort(contents.files);
    return contents;
}

/// A voice whose records cannot be read has no name any more, but its folder can still be deleted by id.
bool isDamagedVoice(const fs::path& store, std::string_view id) {
    std::error_code ignored;
    return checkVoiceName(id) && !id.starts_with('.') && fs::is_directory(store / fs::path(id), ignored);
}

}  // namespace

std::string utcNow() {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
}

Result<Voice> readVoice(const fs::path& folder) {
    const auto record = readVoiceRecord(folder / "voice.json");
    if (!record) {
        return tl::unexpected(record.error());
    }
    Voice voice;
    voice.id = displayPath(folder.filename());
    voice.name = record->name;
    voice.created = record->created;
    voice.folder = folder / "versions" / fmt::format("{:04}", record->currentVersion);
    voice.engineFolder = voice.folder / "engine";
    auto version = readVersionRecord(voice.folder / "version.json");
    if (!version) {
        return tl::unexpected(version.error());
    }
    voice.version = std::move(*version);
    return voice;
}

Result<void> requireFreeName(const fs::path& store, std::string_view name, std::string_view exceptId) {
    const std::string folded = foldCase(name);
    for (const Voice& voice : readAll(store).voices) {
        if (voice.id != exceptId && foldCase(voice.name) == folded) {
            return fail(ErrorCode::AlreadyExists, "there is already a voice " + shown(voice.name),
                        "Choose another name, or rename or delete that voice first.");
        }
    }
    return {};
}

Result<void> checkVoiceName(std::string_view name) {
    const auto refuse = [](std::string why) { return fail(ErrorCode::InvalidInput, std::move(why), "Choose another name."); };
    if (findInvalidUtf8(name)) {
        return refuse("the voice's name is not UTF-8");
    }
    if (name.empty()) {
        return refuse("the voice's name is empty");
    }
    if (countCodePoints(name) > kLongestName) {
        return refuse(fmt::format("the voice's name is longer than {} characters", kLongestName));
    }
    if (trimSpace(name).size() != name.size()) {
        return refuse(fmt::format("the voice's name {} begins or ends with a blank", shown(name)));
    }
    if (name == "." || name == ".." || name.find_first_of("/\\") != std::string_view::npos) {
        return refuse(fmt::format("the voice's name {} has a slash or only dots, which file names cannot hold", shown(name)));
    }
    for (std::size_t position = 0; position < name.size();) {
        if (isControl(decodeUtf8(name, position))) {
            return refuse("the voice's name has a line break or another control character");
        }
    }
    return {};
}

Result<VoiceStore> VoiceStore::open(const fs::path& dataFolder) {
    std::error_code ignored;
    const fs::path store = dataFolder / "voices";
    for (const fs::path& folder : {dataFolder, store}) {
        if (fs::exists(folder, ignored) && !fs::is_directory(folder, ignored)) {
            return fail(ErrorCode::InvalidInput, displayPath(folder) + " is a file, not a data folder",
                        "Choose another folder with --data-dir.");
        }
    }
    sweep(store);
    return VoiceStore(store);
}

Result<VoiceList> VoiceStore::list() const {
    std::error_code error;
    if (fs::exists(folder_, error)) {
        const fs::directory_iterator readable(folder_, error);
    }
    if (error) {
        return fail(ErrorCode::Io, fmt::format("cannot read the folder {}: {}", displayPath(folder_), error.message()));
    }
    return readAll(folder_);
}

Result<Voice> VoiceStore::find(std::string_view name) const {
    auto all = list();
    if (!all) {
        return tl::unexpected(all.error());
    }
    const std::string folded = foldCase(name);
    const auto byName = std::ranges::find_if(all->voices, [&](const Voice& voice) { return foldCase(voice.name) == folded; });
    if (byName != all->voices.end()) {
        return *byName;
    }
    const auto byId = std::ranges::find(all->voices, name, &Voice::id);
    if (byId != all->voices.end()) {
        return *byId;
    }
    return tl::unexpected(noSuchVoice(name, *all));
}

Result<PendingVoice> VoiceStore::begin(std::string_view name) {
    if (auto good = checkVoiceName(name); !good) {
        return tl::unexpected(good.error());
    }
    if (auto free = requireFreeName(folder_, name, {}); !free) {
        return tl::unexpected(free.error());
    }
    if (auto made = makeFolder(folder_); !made) {
        return tl::unexpected(made.error());
    }
    const std::string id = newId();
    const fs::path temporary = folder_ / fmt::format("{}{}", kMakingPrefix, id);
    fs::path lockFile = temporary;
    lockFile += kLockSuffix;
    auto lock = FolderLock::take(lockFile);
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    auto state = std::make_unique<PendingVoice::State>(
        NewVoice{.store = folder_, .temporary = temporary, .id = id, .name = std::string(name)}, std::move(*lock), lockFile);
    for (const fs::path& folder : {state->clips, state->engine}) {
        if (auto made = makeFolder(folder); !made) {
            return tl::unexpected(made.error());
        }
    }
    return PendingVoice(std::move(state));
}

Result<Voice> VoiceStore::rename(std::string_view name, std::string_view newName) {
    if (auto good = checkVoiceName(newName); !good) {
        return tl::unexpected(good.error());
    }
    auto known = find(name);
    if (!known) {
        return known;
    }
    const auto lock = FolderLock::take(folder_ / ".lock");
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    if (auto free = requireFreeName(folder_, newName, known->id); !free) {
        return tl::unexpected(free.error());
    }
    const fs::path file = folder_ / known->id / "voice.json";
    auto record = readVoiceRecord(file);
    if (!record) {
        return tl::unexpected(record.error());
    }
    record->name = newName;
    if (auto wrote = writeVoiceRecord(file, *record); !wrote) {
        return tl::unexpected(wrote.error());
    }
    return readVoice(folder_ / known->id);
}

Result<std::string> VoiceStore::findId(std::string_view name) const {
    const auto known = find(name);
    if (known) {
        return known->id;
    }
    if (isDamagedVoice(folder_, name)) {
        return std::string(name);
    }
    return tl::unexpected(known.error());
}

Result<RemovedVoice> VoiceStore::remove(std::string_view name) {
    const auto id = findId(name);
    if (!id) {
        return tl::unexpected(id.error());
    }
    const auto lock = FolderLock::take(folder_ / ".lock");
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    const fs::path folder = folder_ / *id;
    const auto record = readVoiceRecord(folder / "voice.json");
    RemovedVoice removed = contentsOf(folder, record ? record->name : *id);
    // Renamed first: killed in between, the voice is gone and the next start sweeps the rest.
    const fs::path doomed = folder_ / fmt::format("{}{}", kDeletingPrefix, *id);
    std::error_code error;
    fs::rename(folder, doomed, error);
    if (!error) {
        fs::remove_all(doomed, error);
    }
    if (error) {
        return fail(ErrorCode::Io, fmt::format("cannot delete {}: {}", displayPath(folder), error.message()),
                    "Check that you may write to the data folder.");
    }
    return removed;
}

}  // namespace timbre
