// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/voice_catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "core/base/files.h"
#include "core/base/near_names.h"
#include "core/base/utf8.h"
#include "core/voice/making_folder.h"
#include "core/voice/voice_folder.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

Result<std::set<std::string>> idsIn(const fs::path& voices) {
    std::set<std::string> ids;
    std::error_code error;
    if (!fs::exists(voices, error)) {
        return ids;
    }
    for (fs::directory_iterator entry(voices, error), end; !error && entry != end; entry.increment(error)) {
        std::string name = displayPath(entry->path().filename());
        std::error_code ignored;
        if (!name.starts_with('.') && entry->is_directory(ignored)) {
            ids.insert(std::move(name));
        }
    }
    if (error) {
        return fail(ErrorCode::Io, fmt::format("cannot read the folder {}: {}", displayPath(voices), error.message()));
    }
    return ids;
}

Error noSuchVoice(std::string_view name, const VoiceList& list) {
    std::vector<std::string> names;
    std::ranges::transform(list.voices, std::back_inserter(names), &VoiceEntry::name);
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
    return {ErrorCode::NotFound, "there is no voice " + inQuotes(name), advice};
}

}  // namespace

Result<FolderLock> VoiceCatalogue::lock() const { return FolderLock::take(storeLockFile(voices_)); }

Result<VoiceList> VoiceCatalogue::list(StoreLock lock) const {
    const auto ids = idsIn(voices_);
    if (!ids) {
        return tl::unexpected(ids.error());
    }
    auto known = index_.read().value_or(std::map<std::string, VoiceIndex::Known>{});
    VoiceList list;
    std::vector<std::string> stale;
    for (const std::string& id : *ids) {
        const auto indexed = known.find(id);
        if (indexed != known.end() && indexed->second.stamp == stampOf(folderOf(id))) {
            list.voices.push_back(std::move(indexed->second.entry));
        } else if (auto row = readVoiceRow(folderOf(id))) {
            list.voices.push_back(std::move(row->entry));
            stale.push_back(id);
        } else if (std::error_code ignored; fs::exists(folderOf(id), ignored)) {  // Else it was deleted just now.
            list.problems.push_back(row.error());
            if (indexed != known.end()) {
                stale.push_back(id);
            }
        }
        known.erase(id);
    }
    std::ranges::transform(known, std::back_inserter(stale), [](const auto& gone) { return gone.first; });
    std::ranges::sort(list.voices, {},
                      [](const VoiceEntry& voice) { return std::pair(foldCase(voice.name), voice.id); });
    if (!stale.empty() && lock == StoreLock::Held) {
        refresh(stale);
    } else if (!stale.empty()) {
        if (const auto held = this->lock()) {
            refresh(stale);
        }
    }
    return list;
}

Result<std::string> VoiceCatalogue::idOf(std::string_view name, StoreLock lock) const {
    auto all = list(lock);
    if (!all) {
        return tl::unexpected(all.error());
    }
    const std::string folded = foldCase(name);
    const auto byName =
        std::ranges::find_if(all->voices, [&](const VoiceEntry& voice) { return foldCase(voice.name) == folded; });
    if (byName != all->voices.end()) {
        return byName->id;
    }
    if (const auto byId = std::ranges::find(all->voices, name, &VoiceEntry::id); byId != all->voices.end()) {
        return byId->id;
    }
    return tl::unexpected(noSuchVoice(name, *all));
}

Result<void> VoiceCatalogue::requireFree(std::string_view name, std::string_view exceptId, StoreLock lock) const {
    const auto all = list(lock);
    if (!all) {
        return tl::unexpected(all.error());
    }
    const std::string folded = foldCase(name);
    for (const VoiceEntry& voice : all->voices) {
        if (voice.id != exceptId && foldCase(voice.name) == folded) {
            return fail(ErrorCode::AlreadyExists, "there is already a voice " + inQuotes(voice.name),
                        "Choose another name, or rename or delete that voice first.");
        }
    }
    return {};
}

int VoiceCatalogue::freeHue(StoreLock lock) const {
    std::set<int> taken;
    if (const auto all = list(lock)) {
        std::ranges::transform(all->voices, std::inserter(taken, taken.end()), &VoiceEntry::hue);
    }
    int hue = 0;
    while (taken.contains(hue)) {
        ++hue;
    }
    return hue;
}

Result<std::vector<VersionSummary>> VoiceCatalogue::versions(const std::string& id) const {
    if (auto known = index_.versions(id); known && known->stamp == stampOf(folderOf(id))) {
        return std::move(known->versions);
    }
    auto row = readVoiceRow(folderOf(id));
    if (!row) {
        return tl::unexpected(row.error());
    }
    return std::move(row->versions);
}

std::int64_t VoiceCatalogue::refresh(std::span<const std::string> ids) const {
    std::vector<StampedRow> present;
    std::vector<std::string> gone;
    for (const std::string& id : ids) {
        tidyFolder(folderOf(id));
        std::string stamp = stampOf(folderOf(id));
        auto row = readVoiceRow(folderOf(id));
        if (row) {
            present.push_back({std::move(stamp), std::move(*row)});
        } else {
            gone.push_back(id);
        }
    }
    if (!present.empty()) {
        static_cast<void>(index_.put(present));
    }
    return gone.empty() ? 0 : index_.drop(gone).value_or(0);
}

}  // namespace timbre
