// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/voice/archive_reader.h"
#include "core/voice/making_folder.h"
#include "core/voice/voice_archive.h"
#include "core/voice/voice_folder.h"
#include "core/voice/voice_json.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kIdDigits = 16;
/// As many tags as the store takes.
constexpr std::size_t kMostTags = 32;

tl::unexpected<Error> damaged(const std::string& why) {
    return fail(ErrorCode::Corrupt, "the voice file is damaged: " + why,
                "Export the voice again, or get another copy of the file.");
}

/// Messages of the readers name the temporary folder and advise `voice delete`: neither helps here.
tl::unexpected<Error> inFile(const Error& error) {
    return error.code == ErrorCode::Unsupported
               ? fail(error.code, "the voice file was written by a newer Timbre Studio",
                      "Update this program to import it.")
               : damaged("a record in it cannot be read");
}

bool isId(std::string_view id) {
    return id.size() == kIdDigits && id.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// What a terminal shows as it is: a foreign file must not send it commands.
bool isPlain(std::string_view text) {
    if (findInvalidUtf8(text)) {
        return false;
    }
    for (std::size_t position = 0; position < text.size();) {
        if (isControl(decodeUtf8(text, position))) {
            return false;
        }
    }
    return true;
}

bool isPlain(const VoiceVersion& version) {
    return std::ranges::all_of(std::array<std::string_view, 7>{version.created, version.engine, version.engineVersion,
                                                               version.language, version.consent,
                                                               version.consentSentence, version.speakerModel},
                               [](std::string_view text) { return isPlain(text); }) &&
           std::ranges::all_of(version.clips,
                               [](const VoiceClip& clip) {
                                   return isPlain(clip.name) && isPlain(clip.transcript) && isPlain(clip.verdict) &&
                                          std::ranges::all_of(clip.problems, [](std::string_view code) { return isPlain(code); });
                               }) &&
           std::ranges::all_of(version.leftOut,
                               [](const LeftOutClip& clip) {
                                   return isPlain(clip.name) && isPlain(clip.reason) && isPlain(clip.code) &&
                                          std::ranges::all_of(clip.numbers, [](const auto& number) {
                                              return isPlain(number.first);
                                          });
                               }) &&
           std::ranges::all_of(version.metrics, [](const auto& metric) { return isPlain(metric.first); });
}

/// A version says where its recordings lie: only what is in the file and in its own folder may be named.
Result<void> checkVersion(const VoiceVersion& version, int number, const Manifest& manifest) {
    if (version.number != number) {
        return damaged("a version has the wrong number");
    }
    if (!isPlain(version)) {
        return damaged("a version has control characters in its words");
    }
    const std::string folder = fmt::format("versions/{:04}/", number);
    for (const VoiceClip& clip : version.clips) {
        if (!clip.file.starts_with("clips/") || !manifest.files.contains(folder + clip.file)) {
            return damaged("a version names a recording that is not in the file");
        }
    }
    if (version.roomTone && (!version.roomTone->file.starts_with("clips/") || !manifest.files.contains(folder + version.roomTone->file))) {
        return damaged("a version names a room tone that is not in the file");
    }
    if (version.reference && std::ranges::find(version.clips, version.reference->clip, &VoiceClip::file) == version.clips.end()) {
        return damaged("a version's reference is none of its recordings");
    }
    return {};
}

Result<std::vector<int>> checkVersions(const fs::path& folder, const VoiceRecord& record, const Manifest& manifest) {
    std::vector<int> numbers = versionNumbers(folder);
    if (std::ranges::find(numbers, record.currentVersion) == numbers.end()) {
        return damaged("its present version is missing");
    }
    for (const int number : numbers) {
        const auto version = readVersionRecord(versionFolder(folder, number) / "version.json");
        if (!version) {
            return inFile(version.error());
        }
        if (auto good = checkVersion(*version, number, manifest); !good) {
            return tl::unexpected(good.error());
        }
        // What a maker leaves is there even where the file held nothing in it.
        for (const char* part : {"clips", "engine"}) {
            if (auto made = makeFolder(versionFolder(folder, number) / part); !made) {
                return tl::unexpected(made.error());
            }
        }
    }
    return numbers;
}

Result<VoiceRecord> checkRecord(const fs::path& folder, const std::string& newName) {
    auto record = readVoiceRecord(folder / "voice.json");
    if (!record) {
        return inFile(record.error());
    }
    if (!newName.empty()) {
        record->name = newName;
    }
    if (auto good = checkNewVoiceName(record->name); !good) {
        return fail(good.error().code, good.error().detail, "Import it under another name with --as NAME.");
    }
    const bool goodTags =
        record->tags.size() <= kMostTags &&
        std::ranges::all_of(record->tags, [](const std::string& tag) { return checkTag(tag).has_value(); });
    const bool plain =
        isPlain(record->created) && isPlain(record->engine) &&
        std::ranges::all_of(record->changes, [](const VersionChange& change) { return isPlain(change.when); });
    if (!goodTags || !plain) {
        return damaged("its record has words that cannot be");
    }
    record->usage = {};
    return record;
}

Result<void> requireFreeName(const VoiceCatalogue& catalogue, const std::string& name, StoreLock lock) {
    auto free = catalogue.requireFree(name, {}, lock);
    if (!free && free.error().code == ErrorCode::AlreadyExists) {
        free.error().advice = "Import it under another name with --as NAME, or rename or delete that voice first.";
    }
    return free;
}

/// The last step: under the store's lock the folder gets its name.
Result<Voice> moveIn(const VoiceCatalogue& catalogue, const MakingFolder& making, VoiceRecord record) {
    const auto lock = catalogue.lock();
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    if (auto free = requireFreeName(catalogue, record.name, StoreLock::Held); !free) {
        return tl::unexpected(free.error());
    }
    std::error_code error;
    if (!isId(record.id) || fs::exists(catalogue.folderOf(record.id), error)) {
        record.id = making.id();
    }
    record.hue = catalogue.freeHue(StoreLock::Held);  // The colour it had elsewhere may be another voice's here.
    if (auto wrote = writeVoiceRecord(making.path() / "voice.json", record); !wrote) {
        return tl::unexpected(wrote.error());
    }
    const fs::path folder = catalogue.folderOf(record.id);
    fs::rename(making.path(), folder, error);
    if (error) {
        return fail(ErrorCode::Io,
                    fmt::format("cannot store the voice in {}: {}", displayPath(folder), error.message()));
    }
    flushToDisk(catalogue.voices());
    catalogue.refresh(std::array{record.id});
    return readVoice(folder);
}

Result<UnpackLimits> limitsFor(const fs::path& file, const fs::path& folder) {
    std::error_code error;
    if (!fs::exists(file, error)) {
        return fail(ErrorCode::NotFound, "there is no file " + displayPath(file), "Check the name and the folder.");
    }
    if (!fs::is_regular_file(file, error)) {
        return fail(ErrorCode::InvalidInput, displayPath(file) + " is not a file",
                    "Name a file that `timbre voice export` wrote.");
    }
    const std::uint64_t bytes = fs::file_size(file, error);
    const fs::space_info space = fs::space(folder, error);
    return error ? tl::unexpected(
                       Error{ErrorCode::Io, fmt::format("cannot read {}: {}", displayPath(file), error.message()), {}})
                 : Result<UnpackLimits>(UnpackLimits{.freeBytes = space.available, .archiveBytes = bytes});
}

}  // namespace

Result<ImportedVoice> importVoice(VoiceStore& store, const fs::path& file, const std::string& newName,
                                  const ProgressSink& progress, std::stop_token stop) {
    if (auto good = newName.empty() ? Result<void>{} : checkNewVoiceName(newName); !good) {
        return tl::unexpected(good.error());
    }
    const VoiceCatalogue& catalogue = store.catalogue();
    const auto making = MakingFolder::begin(catalogue.voices());
    if (!making) {
        return tl::unexpected(making.error());
    }
    const auto limits = limitsFor(file, making->path());
    if (!limits) {
        return tl::unexpected(limits.error());
    }
    const auto manifest = unpackVoice(file, making->path(), *limits, progress, stop);
    if (!manifest) {
        return tl::unexpected(manifest.error());
    }
    auto record = checkRecord(making->path(), newName);
    if (!record) {
        return tl::unexpected(record.error());
    }
    auto versions = checkVersions(making->path(), *record, *manifest);
    if (!versions) {
        return tl::unexpected(versions.error());
    }
    if (auto free = requireFreeName(catalogue, record->name, StoreLock::Free); !free) {
        return tl::unexpected(free.error());
    }
    flushTree(making->path());
    if (stop.stop_requested()) {
        return fail(ErrorCode::Cancelled, "stopped before the voice was imported");
    }
    auto voice = moveIn(catalogue, *making, std::move(*record));
    if (!voice) {
        return tl::unexpected(voice.error());
    }
    return ImportedVoice{.voice = std::move(*voice), .versions = std::move(*versions)};
}

}  // namespace timbre
