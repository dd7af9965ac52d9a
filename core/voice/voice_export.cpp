// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>
#include <utility>

#include "core/base/files.h"
#include "core/base/archive_handle.h"
#include "core/voice/archive_manifest.h"
#include "core/voice/making_folder.h"
#include "core/base/sha256.h"
#include "core/voice/voice_archive.h"
#include "core/voice/voice_folder.h"
#include "core/voice/voice_json.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

/// A file that is to go in: its name there, and where its bytes are.
struct Source {
    std::string name;
    fs::path file;
    std::optional<std::string> text{};  ///< In place of the file's bytes.
};

/// Of what an engine keeps as JSON, the values of "path" and all in "models" are files of this machine.
bool dropFolders(nlohmann::json& value, bool isPlace) {
    bool changed = false;
    if (value.is_object() || value.is_array()) {
        for (auto entry = value.begin(); entry != value.end(); ++entry) {
            const bool place = value.is_object() ? entry.key() == "path" || entry.key() == "models" || isPlace : isPlace;
            changed = dropFolders(*entry, place) || changed;
        }
    } else if (isPlace && value.is_string()) {
        const fs::path path = value.get<std::string>();
        if (path.is_absolute()) {
            value = (path.has_filename() ? path : path.parent_path()).filename().string();
            changed = true;
        }
    }
    return changed;
}

/// The record as it may leave this machine; nothing where it may go as it is.
std::optional<std::string> portableText(const fs::path& file) {
    constexpr std::size_t kLongestRecord = std::size_t{4} << 20U;
    const auto text = readFile(file, kLongestRecord);
    if (!text) {
        return std::nullopt;
    }
    auto record = nlohmann::json::parse(*text, nullptr, false);
    if (record.is_discarded() || !dropFolders(record, false)) {
        return std::nullopt;
    }
    return record.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

bool isEngineRecord(const std::string& name) {
    return name.find("/engine/") != std::string::npos && name.ends_with(".json");
}

/// One archive being written.
class Packer {
  public:
    static Result<Packer> open(const PendingFile& file) {
        ArchiveHandle handle(archive_write_new());
        archive_write_set_format_zip(handle.get());
        if (archive_write_open_filename(handle.get(), file.temporaryPath().c_str()) != ARCHIVE_OK) {
            return tl::unexpected(ioError("cannot write", file.targetPath(), archive_errno(handle.get())));
        }
        return Packer(std::move(handle), file.targetPath());
    }

    Result<void> addText(const std::string& name, const std::string& text) {
        if (auto begun = begin(name, text.size()); !begun) {
            return begun;
        }
        return write(text.data(), text.size());
    }

    Result<void> addFile(const Source& source, std::uint64_t bytes, const std::stop_token& stop) {
        std::ifstream stream(source.file, std::ios::binary);
        if (!stream) {
            return tl::unexpected(ioError("cannot read", source.file, errno));
        }
        if (auto begun = begin(source.name, bytes); !begun) {
            return begun;
        }
        std::vector<char> block(std::size_t{1} << 18U);
        while (stream) {
            if (stop.stop_requested()) {
                return fail(ErrorCode::Cancelled, "stopped before the voice was exported");
            }
            stream.read(block.data(), static_cast<std::streamsize>(block.size()));
            if (auto wrote = write(block.data(), static_cast<std::size_t>(stream.gcount())); !wrote) {
                return wrote;
            }
        }
        return {};
    }

    Result<void> finish() {
        return archive_write_close(handle_.get()) == ARCHIVE_OK ? Result<void>{} : tl::unexpected(trouble());
    }

  private:
    Packer(ArchiveHandle handle, fs::path shown) : handle_(std::move(handle)), file_(std::move(shown)) {}

    [[nodiscard]] Error trouble() const {
        const int code = archive_errno(handle_.get());
        return code > 0 ? ioError("cannot write", file_, code)
                        : Error{ErrorCode::Io,
                                "cannot write " + displayPath(file_) + ": " + archiveTrouble(handle_.get()),
                                {}};
    }

    Result<void> begin(const std::string& name, std::uint64_t bytes) {
        // FLAC and the like does not get smaller by trying.
        const bool packed = name.starts_with("versions/") && name.find("/clips/") != std::string::npos;
        if (packed) {
            archive_write_zip_set_compression_store(handle_.get());
        } else {
            archive_write_zip_set_compression_deflate(handle_.get());
        }
        const ArchiveEntryHandle entry(archive_entry_new());
        archive_entry_set_pathname(entry.get(), name.c_str());
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0644);
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes));
        return archive_write_header(handle_.get(), entry.get()) == ARCHIVE_OK ? Result<void>{}
                                                                              : tl::unexpected(trouble());
    }

    Result<void> write(const char* bytes, std::size_t count) {
        return archive_write_data(handle_.get(), bytes, count) == static_cast<la_ssize_t>(count)
                   ? Result<void>{}
                   : tl::unexpected(trouble());
    }

    ArchiveHandle handle_;
    fs::path file_;  ///< As people know it.
};

Result<std::vector<int>> chooseVersions(const fs::path& folder, std::vector<int> wanted) {
    if (wanted.empty()) {
        return versionNumbers(folder);
    }
    std::ranges::sort(wanted);
    const auto [first, last] = std::ranges::unique(wanted);
    wanted.erase(first, last);
    for (const int number : wanted) {
        if (const auto known = readVoice(folder, number); !known) {
            return tl::unexpected(known.error());
        }
    }
    return wanted;
}

/// The record as it goes out: without usage, and pointing to a version that is in the file.
Result<std::string> outgoingRecord(const fs::path& folder, const std::vector<int>& versions) {
    auto record = readVoiceRecord(folder / "voice.json");
    if (!record) {
        return tl::unexpected(record.error());
    }
    record->usage = {};
    record->hue = kNoHue;
    if (std::ranges::find(versions, record->currentVersion) == versions.end()) {
        record->currentVersion = versions.back();
        record->changes.clear();
    }
    return voiceRecordText(*record);
}

/// In the order of their names, so that the same voice gives the same file.
Result<std::vector<Source>> sourcesOf(const fs::path& folder, const std::vector<int>& versions) {
    std::vector<Source> sources;
    for (const int number : versions) {
        std::error_code error;
        for (fs::recursive_directory_iterator entry(versionFolder(folder, number), error), end; !error && entry != end;
             entry.increment(error)) {
            if (!entry->is_regular_file(error) || entry->is_symlink(error)) {
                continue;
            }
            std::string name = displayPath(entry->path().lexically_relative(folder));
            if (!isVoicePath(name)) {
                return fail(ErrorCode::Unsupported,
                            fmt::format("the voice has a file that cannot be exported: {}", name));
            }
            auto text = isEngineRecord(name) ? portableText(entry->path()) : std::nullopt;
            sources.push_back({std::move(name), entry->path(), std::move(text)});
        }
        if (error) {
            return fail(ErrorCode::Io, fmt::format("cannot read {}: {}", displayPath(folder), error.message()));
        }
    }
    std::ranges::sort(sources, {}, &Source::name);
    return sources;
}

Result<Manifest> describe(const std::vector<Source>& sources, const std::string& record, const std::stop_token& stop) {
    Manifest manifest;
    Sha256 sum;
    sum.add(record);
    manifest.files["voice.json"] = {.bytes = record.size(), .sha256 = sum.take()};
    for (const Source& source : sources) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Cancelled, "stopped before the voice was exported");
        }
        if (source.text) {
            sum.add(*source.text);
            manifest.files[source.name] = {.bytes = source.text->size(), .sha256 = sum.take()};
            continue;
        }
        auto checksum = sha256OfFile(source.file);
        if (!checksum) {
            return tl::unexpected(checksum.error());
        }
        std::error_code ignored;
        manifest.files[source.name] = {.bytes = fs::file_size(source.file, ignored), .sha256 = std::move(*checksum)};
    }
    return manifest;
}

Result<void> pack(const PendingFile& file, const Manifest& manifest, const std::string& record,
                  const std::vector<Source>& sources, const ProgressSink& progress, const std::stop_token& stop) {
    auto packer = Packer::open(file);
    if (!packer) {
        return tl::unexpected(packer.error());
    }
    auto added = packer->addText(kManifestName, manifestText(manifest));
    if (added) {
        added = packer->addText("voice.json", record);
    }
    for (std::size_t i = 0; added && i < sources.size(); ++i) {
        if (progress) {
            progress({"exporting", static_cast<double>(i) / static_cast<double>(sources.size())});
        }
        added = sources[i].text ? packer->addText(sources[i].name, *sources[i].text)
                                : packer->addFile(sources[i], manifest.files.at(sources[i].name).bytes, stop);
    }
    return added ? packer->finish() : added;
}

}  // namespace

Result<ExportedVoice> exportVoice(const VoiceStore& store, std::string_view name, const std::vector<int>& versions,
                                  const fs::path& target, const ProgressSink& progress, std::stop_token stop) {
    const auto voice = store.find(name);
    if (!voice) {
        return tl::unexpected(voice.error());
    }
    const fs::path folder = store.catalogue().folderOf(voice->id);
    auto chosen = chooseVersions(folder, versions);
    if (!chosen) {
        return tl::unexpected(chosen.error());
    }
    const auto record = outgoingRecord(folder, *chosen);
    const auto sources = sourcesOf(folder, *chosen);
    if (!record || !sources) {
        return tl::unexpected(record ? sources.error() : record.error());
    }
    const auto manifest = describe(*sources, *record, stop);
    if (!manifest) {
        return tl::unexpected(manifest.error());
    }
    PendingFile pending(target);
    if (auto packed = pack(pending, *manifest, *record, *sources, progress, stop); !packed) {
        return tl::unexpected(packed.error());
    }
    if (auto stored = pending.commit(); !stored) {
        return tl::unexpected(stored.error());
    }
    std::error_code ignored;
    return ExportedVoice{.file = target,
                         .versions = std::move(*chosen),
                         .bytes = fs::file_size(target, ignored),
                         .files = manifest->files.size()};
}

}  // namespace timbre
