// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/voice_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <system_error>
#include <tuple>
#include <utility>

#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/voice/book_folder.h"
#include "core/voice/making_folder.h"
#include "core/voice/voice_folder.h"
#include "core/voice/voice_json.h"
#include "core/voice/voice_traces.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostTags = 32;

/// Files below `folder`, sorted, and their size.
RemovedVoice contentsOf(const fs::path& folder) {
    RemovedVoice contents;
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

auto findTag(std::vector<std::string>& tags, std::string_view tag) {
    return std::ranges::find(tags, foldCase(tag), [](const std::string& known) { return foldCase(known); });
}

Result<void> addTag(VoiceRecord& record, const std::string& tag) {
    if (auto good = checkTag(tag); !good) {
        return good;
    }
    if (findTag(record.tags, tag) != record.tags.end()) {
        return {};
    }
    if (record.tags.size() >= kMostTags) {
        return fail(ErrorCode::InvalidInput, fmt::format("{} has {} tags already", inQuotes(record.name), kMostTags),
                    "Remove one first.");
    }
    record.tags.push_back(tag);
    std::ranges::sort(record.tags, {}, [](const std::string& known) { return foldCase(known); });
    return {};
}

Result<void> removeTag(VoiceRecord& record, const std::string& tag) {
    const auto known = findTag(record.tags, tag);
    if (known == record.tags.end()) {
        return fail(ErrorCode::NotFound, fmt::format("{} has no tag {}", inQuotes(record.name), inQuotes(tag)),
                    "`timbre voice show` lists its tags.");
    }
    record.tags.erase(known);
    return {};
}

/// Which version a roll-back goes to.
Result<int> rollBackTarget(const VoiceRecord& record, const fs::path& folder, int wanted) {
    if (wanted != 0) {
        const auto target = readVoice(folder, wanted);  // Readable, not only there.
        return target ? Result<int>(wanted) : tl::unexpected(target.error());
    }
    const auto present = readVoice(folder);
    if (!present) {
        return tl::unexpected(present.error());
    }
    if (present->version.parent == 0) {
        return fail(
            ErrorCode::NotFound,
            fmt::format("version {} of {} was made from no other one", record.currentVersion, inQuotes(record.name)),
            "Name the version to go to; `timbre voice versions` lists them.");
    }
    return rollBackTarget(record, folder, present->version.parent);
}

}  // namespace

Result<VoiceStore> VoiceStore::open(const fs::path& dataFolder) {
    std::error_code ignored;
    for (const fs::path& folder : {dataFolder, dataFolder / "voices"}) {
        if (fs::exists(folder, ignored) && !fs::is_directory(folder, ignored)) {
            return fail(ErrorCode::InvalidInput, displayPath(folder) + " is a file, not a data folder",
                        "Choose another folder with --data-dir.");
        }
    }
    VoiceStore store(dataFolder);
    const bool foundDeleted = sweepStore(store.folder());
    removeOrphanedTraces(dataFolder);
    sweepDeletedBooks(dataFolder);
    if (foundDeleted) {
        static_cast<void>(store.list());  // Its rows go too.
    }
    return store;
}

Result<VoiceList> VoiceStore::list() const { return catalogue_.list(StoreLock::Free); }

Result<Voice> VoiceStore::find(std::string_view name, int number) const {
    const auto id = catalogue_.idOf(name, StoreLock::Free);
    return id ? readVoice(catalogue_.folderOf(*id), number) : tl::unexpected(id.error());
}

Result<Voice> VoiceStore::findReference(std::string_view reference) const {
    auto plain = find(reference);
    const std::size_t at = reference.rfind('@');
    if (plain || plain.error().code != ErrorCode::NotFound || at == std::string_view::npos) {
        return plain;
    }
    const std::string_view digits = reference.substr(at + 1);
    int number = 0;
    const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || rest != digits.data() + digits.size() || number <= 0) {
        return plain;
    }
    return find(reference.substr(0, at), number);
}

Result<std::string> VoiceStore::findId(std::string_view name) const {
    auto id = catalogue_.idOf(name, StoreLock::Free);
    if (!id && isDamagedVoice(folder(), name)) {
        return std::string(name);
    }
    return id;
}

Result<std::vector<VersionSummary>> VoiceStore::versions(std::string_view name) const {
    const auto id = catalogue_.idOf(name, StoreLock::Free);
    return id ? catalogue_.versions(*id) : tl::unexpected(id.error());
}

Result<PendingVoice> VoiceStore::begin(std::string_view name) {
    if (auto good = checkNewVoiceName(name); !good) {
        return tl::unexpected(good.error());
    }
    if (auto free = catalogue_.requireFree(name, {}, StoreLock::Free); !free) {
        return tl::unexpected(free.error());
    }
    return PendingVoice::begin(catalogue_, std::string(name));
}

Result<PendingVoice> VoiceStore::beginVersion(std::string_view name) {
    const auto voice = find(name);
    return voice ? PendingVoice::beginVersion(catalogue_, voice->id, voice->version.number)
                 : tl::unexpected(voice.error());
}

Result<Voice> VoiceStore::edit(std::string_view name,
                               const std::function<Result<bool>(VoiceRecord&, const std::string&)>& change) const {
    const auto id = catalogue_.idOf(name, StoreLock::Free);
    if (!id) {
        return tl::unexpected(id.error());
    }
    const auto lock = catalogue_.lock();
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    const fs::path folder = catalogue_.folderOf(*id);
    const fs::path file = folder / "voice.json";
    auto record = readVoiceRecord(file);
    if (!record) {
        return tl::unexpected(record.error());
    }
    const auto changed = change(*record, *id);
    if (!changed) {
        return tl::unexpected(changed.error());
    }
    if (*changed) {
        if (auto wrote = writeVoiceRecord(file, *record); !wrote) {
            return tl::unexpected(wrote.error());
        }
        catalogue_.refresh(std::array{*id});
    }
    return readVoice(folder);
}

Result<Voice> VoiceStore::rename(std::string_view name, std::string_view newName) {
    if (auto good = checkNewVoiceName(newName); !good) {
        return tl::unexpected(good.error());
    }
    return edit(name, [&](VoiceRecord& record, const std::string& id) -> Result<bool> {
        if (auto free = catalogue_.requireFree(newName, id, StoreLock::Held); !free) {
            return tl::unexpected(free.error());
        }
        return std::exchange(record.name, newName) != newName;
    });
}

Result<Voice> VoiceStore::rollBack(std::string_view name, int number) {
    return edit(name, [&](VoiceRecord& record, const std::string& id) -> Result<bool> {
        const fs::path folder = catalogue_.folderOf(id);
        const auto target = rollBackTarget(record, folder, number);
        if (!target) {
            return tl::unexpected(target.error());
        }
        if (*target == record.currentVersion) {
            return false;
        }
        record.changes.push_back({.when = utcNow(), .from = record.currentVersion, .to = *target});
        record.currentVersion = *target;
        record.engine =
            readVoice(folder, *target).map([](const Voice& voice) { return voice.version.engine; }).value_or("");
        return true;
    });
}

Result<Voice> VoiceStore::changeTags(std::string_view name, std::span<const std::string> add,
                                     std::span<const std::string> remove) {
    return edit(name, [&](VoiceRecord& record, const std::string&) -> Result<bool> {
        const std::vector<std::string> before = record.tags;
        for (const std::string& tag : remove) {
            if (auto removed = removeTag(record, tag); !removed) {
                return tl::unexpected(removed.error());
            }
        }
        for (const std::string& tag : add) {
            if (auto added = addTag(record, tag); !added) {
                return tl::unexpected(added.error());
            }
        }
        return record.tags != before;
    });
}

Result<void> VoiceStore::countUse(const std::string& id, double secondsSpoken) const {
    const auto counted = edit(id, [&](VoiceRecord& record, const std::string&) -> Result<bool> {
        record.usage.lastUsed = utcNow();
        ++record.usage.timesSpoken;
        record.usage.secondsSpoken += secondsSpoken;
        return true;
    });
    return counted ? Result<void>{} : tl::unexpected(counted.error());
}

Result<RemovedVoice> VoiceStore::planRemoval(std::string_view name) const {
    const auto id = findId(name);
    if (!id) {
        return tl::unexpected(id.error());
    }
    const fs::path voice = catalogue_.folderOf(*id);
    const auto record = readVoiceRecord(voice / "voice.json");
    RemovedVoice planned = contentsOf(voice);
    planned.id = *id;
    planned.name = record ? record->name : *id;
    RemovedTraces traces = findTraces(catalogue_.data(), *id);
    planned.caches = std::move(traces.files);
    planned.bytes += traces.bytes;
    return planned;
}

Result<void> VoiceStore::settleHues() {
    const auto all = list();
    if (!all) {
        return tl::unexpected(all.error());
    }
    std::vector<VoiceEntry> bare;
    std::ranges::copy_if(all->voices, std::back_inserter(bare),
                         [](const VoiceEntry& voice) { return voice.hue == kNoHue; });
    std::ranges::sort(bare, {}, [](const VoiceEntry& voice) { return std::tie(voice.created, voice.id); });
    for (const VoiceEntry& voice : bare) {
        const auto settled = edit(voice.id, [&](VoiceRecord& record, const std::string&) -> Result<bool> {
            if (record.hue != kNoHue) {
                return false;  // another program was quicker
            }
            record.hue = catalogue_.freeHue(StoreLock::Held);
            return true;
        });
        if (!settled && settled.error().code != ErrorCode::NotFound) {
            return tl::unexpected(settled.error());
        }
    }
    return {};
}

Result<RemovedVoice> VoiceStore::remove(std::string_view name) {
    const auto id = findId(name);
    if (!id) {
        return tl::unexpected(id.error());
    }
    const auto lock = catalogue_.lock();
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    const fs::path voice = catalogue_.folderOf(*id);
    const auto record = readVoiceRecord(voice / "voice.json");
    RemovedVoice removed = contentsOf(voice);
    removed.id = *id;
    removed.name = record ? record->name : *id;
    const fs::path doomed = deletingFolder(folder(), *id);
    std::error_code error;
    fs::rename(voice, doomed, error);
    if (error == std::errc::no_such_file_or_directory) {
        return fail(ErrorCode::NotFound,
                    "the voice " + inQuotes(removed.name) + " was deleted just now by another program");
    }
    if (!error) {
        removed.rows = catalogue_.refresh(std::array{*id});
        RemovedTraces traces = removeTraces(catalogue_.data(), *id);
        removed.caches = std::move(traces.files);
        removed.bytes += traces.bytes;
        fs::remove_all(doomed, error);
    }
    if (error) {
        return fail(ErrorCode::Io, fmt::format("cannot delete {}: {}", displayPath(voice), error.message()),
                    "Check that you may write to the data folder.");
    }
    return removed;
}

}  // namespace timbre
