// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/model_manifest.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <span>
#include <utility>

#include "core/base/files.h"
#include "core/base/folder_lock.h"
#include "core/base/json.h"
#include "core/base/near_names.h"
#include "core/base/utf8.h"
#include "core/models/http_download.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaximumBytes = std::size_t{4} << 20U;
constexpr std::size_t kMostFiles = 1'000;
constexpr std::size_t kMostMirrors = 32;
constexpr std::size_t kLongestUrl = 4'096;
/// File systems take 255 bytes a name; ".part.from" comes behind it.
constexpr std::size_t kLongestName = 240;
constexpr std::size_t kLongestPath = 1'024;
constexpr std::int64_t kLargestFile = std::int64_t{1} << 40U;
constexpr std::size_t kSumDigits = 64;
constexpr std::int64_t kFormat = 1;

tl::unexpected<Error> wrong(std::string why, std::string advice = "Correct the manifest.") {
    return fail(ErrorCode::InvalidInput, std::move(why), std::move(advice));
}

Result<void> checkMembers(const JsonValue::Object& object, std::span<const std::string> known) {
    for (const auto& [name, value] : object) {
        if (std::ranges::find(known, name) == known.end()) {
            const std::string question = didYouMean(name, known);
            return wrong(fmt::format("it has the unknown member “{}”", name),
                         fmt::format("{}{}Members there are: {}.", question, question.empty() ? "" : " ",
                                     fmt::join(known, ", ")));
        }
    }
    return {};
}

Result<std::string> textMember(const JsonValue& entry, const char* name) {
    const JsonValue* const value = entry.find(name);
    const auto* const text = value == nullptr ? nullptr : std::get_if<std::string>(&value->value);
    if (text == nullptr) {
        return wrong(fmt::format("it has no text “{}”", name));
    }
    return *text;
}

/// One name between slashes.
bool isSafeName(std::string_view name) {
    if (name.empty() || name == "." || name == ".." || name.size() > kLongestName || name.ends_with(".part") ||
        name.ends_with(".part.from")) {
        return false;
    }
    for (std::size_t at = 0; at < name.size();) {
        const char32_t c = decodeUtf8(name, at);
        // What Windows cannot have is refused everywhere, so that a manifest means the same on every system.
        if (isControl(c) || c == U'\\' || c == U':' || c == kReplacementCharacter) {
            return false;
        }
    }
    return true;
}

Result<void> checkPath(const std::string& path) {
    bool safe = path.size() <= kLongestPath;
    for (std::size_t start = 0; safe && start <= path.size();) {
        const std::size_t end = std::min(path.find('/', start), path.size());
        safe = isSafeName(std::string_view(path).substr(start, end - start));
        start = end + 1;
    }
    if (!safe) {
        return wrong("its path is not safe",
                     "Write a relative path of plain names with “/” between them; no “..”, no “\\”, no “:”, not "
                     "“.part” at the end.");
    }
    return {};
}

Result<void> readSize(const JsonValue& entry, WantedFile& file) {
    const JsonValue* const size = entry.find("size");
    if (size == nullptr) {
        return {};
    }
    const auto* const bytes = std::get_if<std::int64_t>(&size->value);
    if (bytes == nullptr || *bytes < 1 || *bytes > kLargestFile) {
        return wrong("its “size” is no number of bytes");
    }
    file.bytes = static_cast<std::uint64_t>(*bytes);
    return {};
}

bool isSum(std::string_view text) {
    return text.size() == kSumDigits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Result<void> readSum(const JsonValue& entry, WantedFile& file) {
    if (entry.find("sha256") == nullptr) {
        return {};
    }
    const auto text = textMember(entry, "sha256");
    if (!text || !isSum(foldCase(*text))) {
        return wrong("its “sha256” is not 64 hexadecimal digits",
                     "Leave it out to have it recorded from the first copy that comes.");
    }
    file.sha256 = foldCase(*text);
    return {};
}

Result<void> readRole(const JsonValue& entry, WantedFile& file) {
    if (entry.find("role") == nullptr) {
        return {};
    }
    const auto text = textMember(entry, "role");
    file.role = text ? modelRoleNamed(*text) : std::nullopt;
    if (!file.role) {
        std::vector<std::string_view> names;
        std::ranges::transform(kModelRoles, std::back_inserter(names), modelRoleName);
        return wrong("its “role” is none that there is", fmt::format("Roles there are: {}.", fmt::join(names, ", ")));
    }
    return {};
}

Result<void> readUrls(const JsonValue& entry, WantedFile& file) {
    const JsonValue* const urls = entry.find("urls");
    const auto* const list = urls == nullptr ? nullptr : std::get_if<JsonValue::Array>(&urls->value);
    if (list == nullptr || list->empty() || list->size() > kMostMirrors) {
        return wrong(fmt::format("its “urls” is no list of 1 to {} addresses", kMostMirrors));
    }
    for (const JsonValue& value : *list) {
        const auto* const url = std::get_if<std::string>(&value.value);
        if (url == nullptr || url->size() > kLongestUrl ||
            std::ranges::any_of(*url, [](char c) { return c <= ' ' && c >= 0; })) {
            return wrong("one of its “urls” is no address");
        }
        if (auto checked = checkUrl(*url); !checked) {
            return wrong(fmt::format("one of its “urls” cannot be used: {}", checked.error().detail));
        }
        file.urls.push_back(*url);
    }
    return {};
}

Result<WantedFile> readEntry(const JsonValue& entry) {
    static const std::array<std::string, 5> kMembers = {"path", "role", "size", "sha256", "urls"};
    const auto* const object = std::get_if<JsonValue::Object>(&entry.value);
    if (object == nullptr) {
        return wrong("it is not a JSON object");
    }
    if (auto known = checkMembers(*object, kMembers); !known) {
        return tl::unexpected(known.error());
    }
    const auto path = textMember(entry, "path");
    if (!path) {
        return tl::unexpected(path.error());
    }
    WantedFile file{.path = *path};
    if (auto safe = checkPath(file.path); !safe) {
        return tl::unexpected(safe.error());
    }
    for (auto* const step : {&readSize, &readSum, &readRole, &readUrls}) {
        if (auto done = (*step)(entry, file); !done) {
            return tl::unexpected(done.error());
        }
    }
    return file;
}

/// No file twice, and none where another needs a folder; on file systems that do not know capitals either.
Result<void> checkApart(const std::vector<WantedFile>& files) {
    std::set<std::string> names;
    for (const WantedFile& file : files) {
        if (!names.insert(foldCase(file.path)).second) {
            return wrong(fmt::format("it names “{}” twice", file.path));
        }
    }
    for (const std::string& name : names) {
        for (std::size_t slash = name.find('/'); slash != std::string::npos; slash = name.find('/', slash + 1)) {
            if (names.contains(name.substr(0, slash))) {
                return wrong(fmt::format("“{}” is a file and the folder of another", name.substr(0, slash)));
            }
        }
    }
    return {};
}

Result<JsonValue> parseFormat(std::string_view text, std::string_view what) {
    auto root = parseJson(text, kMaximumBytes);
    if (!root) {
        return root;
    }
    const JsonValue* const format = root->find("format");
    const auto* const number = format == nullptr ? nullptr : std::get_if<std::int64_t>(&format->value);
    if (number == nullptr) {
        return wrong("it has no “format”", fmt::format("Begin it with {{\"format\":1,\"files\":{}.", what));
    }
    if (*number != kFormat) {
        return fail(ErrorCode::Unsupported,
                    fmt::format("its format is {}, and this program knows {}", *number, kFormat),
                    "Look for a newer version of this program.");
    }
    return root;
}

tl::unexpected<Error> named(const fs::path& file, Error error) {
    error.detail = fmt::format("{} cannot be used: {}", displayPath(file), error.detail);
    return tl::unexpected(std::move(error));
}

}  // namespace

Result<std::vector<WantedFile>> parseModelManifest(std::string_view text) {
    static const std::array<std::string, 2> kMembers = {"format", "files"};
    const auto root = parseFormat(text, "[...]}");
    if (!root) {
        return tl::unexpected(root.error());
    }
    if (auto known = checkMembers(std::get<JsonValue::Object>(root->value), kMembers); !known) {
        return tl::unexpected(known.error());
    }
    const JsonValue* const list = root->find("files");
    const auto* const entries = list == nullptr ? nullptr : std::get_if<JsonValue::Array>(&list->value);
    if (entries == nullptr || entries->empty() || entries->size() > kMostFiles) {
        return wrong(fmt::format("its “files” is no list of 1 to {} files", kMostFiles));
    }
    std::vector<WantedFile> files;
    for (const JsonValue& entry : *entries) {
        auto file = readEntry(entry);
        if (!file) {
            Error error = file.error();
            error.detail = fmt::format("file {} of it: {}", files.size() + 1, error.detail);
            return tl::unexpected(std::move(error));
        }
        files.push_back(std::move(*file));
    }
    if (auto apart = checkApart(files); !apart) {
        return tl::unexpected(apart.error());
    }
    return files;
}

Result<std::vector<WantedFile>> readModelManifest(const fs::path& file) {
    const auto text = readFile(file, kMaximumBytes);
    if (!text) {
        return tl::unexpected(text.error());
    }
    auto files = parseModelManifest(*text);
    return files ? files : named(file, files.error());
}

Result<ManifestLock> ManifestLock::read(const fs::path& manifest) { return readLock(manifest.string() + ".lock"); }

Result<ManifestLock> ManifestLock::readLock(const fs::path& file) {
    ManifestLock lock(file);
    const auto text = readFile(lock.file_, kMaximumBytes);
    if (!text && text.error().code == ErrorCode::NotFound) {
        return lock;
    }
    if (!text) {
        return tl::unexpected(text.error());
    }
    const auto root = parseFormat(*text, "{...}}");
    if (!root) {
        return named(lock.file_, root.error());
    }
    const JsonValue* const list = root->find("files");
    const auto* const entries = list == nullptr ? nullptr : std::get_if<JsonValue::Object>(&list->value);
    if (entries == nullptr) {
        return named(lock.file_, {ErrorCode::Corrupt, "it has no “files”", "Restore it from a backup."});
    }
    for (const auto& [path, entry] : *entries) {
        WantedFile sum;
        if (!readSum(entry, sum) || sum.sha256.empty() || !readSize(entry, sum) || !sum.bytes) {
            return named(lock.file_, {ErrorCode::Corrupt, fmt::format("what it says of “{}” is no sum", path),
                                      "Restore it from a backup."});
        }
        lock.sums_[path] = {.sha256 = sum.sha256, .bytes = *sum.bytes};
    }
    return lock;
}

const ManifestLock::Sum* ManifestLock::find(const std::string& path) const {
    const auto found = sums_.find(path);
    return found == sums_.end() ? nullptr : &found->second;
}

Result<void> ManifestLock::record(const std::string& path, Sum sum) {
    // Fetches of one manifest into different folders record side by side.
    auto alone = FolderLock::take(file_.string() + ".held");
    if (!alone) {
        return fail(ErrorCode::Io, alone.error().detail, "Copy the manifest to a folder you may write to.");
    }
    auto done = recordAlone(path, std::move(sum));
    alone->removeAndRelease();
    return done;
}

Result<void> ManifestLock::recordAlone(const std::string& path, Sum sum) {
    auto fresh = readLock(file_);
    if (!fresh) {
        return tl::unexpected(fresh.error());
    }
    sums_ = std::move(fresh->sums_);
    const Sum* const known = find(path);
    if (known != nullptr && (known->sha256 != sum.sha256 || known->bytes != sum.bytes)) {
        return fail(ErrorCode::Corrupt,
                    fmt::format("this copy of {} is another one than the one that {} names since: its SHA-256 is {} "
                                "instead of {}",
                                path, displayPath(file_), sum.sha256, known->sha256),
                    "Fetch it again, or find out which one is right and give its sum in the manifest.");
    }
    sums_[path] = std::move(sum);
    auto files = nlohmann::json::object();
    for (const auto& [name, one] : sums_) {
        files[name] = {{"sha256", one.sha256}, {"size", one.bytes}};
    }
    const nlohmann::json all = {{"format", kFormat}, {"files", std::move(files)}};
    return writeFileAtomically(file_, all.dump(1) + "\n");
}

Result<void> ManifestLock::probe() const { return PendingFile(file_).probe(); }

}  // namespace timbre
