// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/part_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "core/base/files.h"
#include "core/base/sha256.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

/// No file that a manifest can name without its size is larger: a server must not fill the disk.
constexpr std::uint64_t kMostBytes = std::uint64_t{16} << 30U;
constexpr std::size_t kLargestNote = 16U << 10U;

fs::path with(const fs::path& path, const char* ending) {
    fs::path longer = path;
    longer += ending;
    return longer;
}

tl::unexpected<Error> diskError(const fs::path& path, int code) {
    return tl::unexpected(ioError("cannot write", path, code));
}

}  // namespace

PartFile::PartFile(fs::path target, std::optional<std::uint64_t> bytes, Watch watch)
    : target_(std::move(target)), given_(bytes), whole_(bytes), watch_(std::move(watch)) {}

PartFile::~PartFile() {
    if (handle_ < 0) {
        return;
    }
    ::close(handle_);
    if (size_ == 0) {
        std::error_code ignored;
        fs::remove(partPath(), ignored);
        fs::remove(notePath(), ignored);
    }
}

fs::path PartFile::partPath() const { return with(target_, ".part"); }
fs::path PartFile::notePath() const { return with(target_, ".part.from"); }

Result<void> PartFile::open() {
    handle_ = ::open(partPath().c_str(), O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (handle_ < 0 && (errno == ELOOP || errno == EISDIR)) {
        return fail(ErrorCode::InvalidInput, displayPath(partPath()) + " is a link or a folder, not a file",
                    "Take it away.");
    }
    struct stat facts {};
    if (handle_ < 0 || ::fstat(handle_, &facts) != 0) {
        return diskError(partPath(), errno);
    }
    if (!S_ISREG(facts.st_mode)) {
        return fail(ErrorCode::InvalidInput, displayPath(partPath()) + " is no file", "Take it away.");
    }
    size_ = static_cast<std::uint64_t>(facts.st_size);
    readNote();
    return {};
}

void PartFile::readNote() {
    const auto text = readFile(notePath(), kLargestNote);
    const auto note = nlohmann::json::parse(text.value_or(""), nullptr, false);
    if (!note.is_object()) {
        return;
    }
    const auto member = [&note](const char* name) {
        const auto found = note.find(name);
        return found != note.end() && found->is_string() ? found->get<std::string>() : std::string{};
    };
    noteUrl_ = member("url");
    noteValidator_ = member("validator");
}

Result<void> PartFile::writeNote() {
    const nlohmann::json note = {{"url", noteUrl_}, {"validator", noteValidator_}};
    return writeFileAtomically(notePath(), note.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

std::string PartFile::validatorFor(const std::string& url) const {
    return url == noteUrl_ ? noteValidator_ : std::string{};
}

Result<void> PartFile::clear() {
    if (::ftruncate(handle_, 0) != 0) {
        return diskError(partPath(), errno);
    }
    size_ = 0;
    whole_ = given_;
    noteUrl_.clear();
    noteValidator_.clear();
    return {};
}

Result<std::string> PartFile::sha256(const std::stop_token& stop) const { return sha256OfLargeFile(partPath(), stop); }

Result<void> PartFile::finish() {
    if (auto named = giveName(partPath(), target_); !named) {
        return named;
    }
    std::error_code ignored;
    fs::remove(notePath(), ignored);
    return {};
}

Result<void> PartFile::checkRoom(std::uint64_t wholeBytes) const {
    std::error_code error;
    const fs::path folder = target_.parent_path();
    const auto space = fs::space(folder, error);
    const std::uint64_t left = wholeBytes - std::min(wholeBytes, size_);
    if (!error && space.available < left) {
        return fail(ErrorCode::Io,
                    fmt::format("{} needs {:.1f} MB more, and {} has {:.1f} MB free", displayPath(target_),
                                static_cast<double>(left) / 1e6, displayPath(folder),
                                static_cast<double>(space.available) / 1e6),
                    "Free some disk space, or choose another folder with --into.");
    }
    return {};
}

Result<void> PartFile::begin(const HttpAnswer& answer) {
    if (given_ && answer.wholeBytes && *answer.wholeBytes != *given_) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("it offers {} bytes instead of {}", *answer.wholeBytes, *given_));
    }
    if (!given_ && answer.wholeBytes.value_or(0) > kMostBytes) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("it offers {} bytes, more than the {} that are taken without a size in the manifest",
                                *answer.wholeBytes, kMostBytes));
    }
    if (answer.from > 0) {
        whole_ = given_ ? given_ : answer.wholeBytes;
        return checkRoom(whole_.value_or(0));
    }
    // In this order: a note must never describe older bytes.
    if (auto cleared = clear(); !cleared) {
        return cleared;
    }
    whole_ = given_ ? given_ : answer.wholeBytes;
    if (auto room = checkRoom(whole_.value_or(0)); !room) {
        return room;
    }
    noteUrl_ = source_;
    noteValidator_ = answer.validator;
    return writeNote();
}

Result<void> PartFile::take(std::string_view bytes) {
    const std::uint64_t most = whole_.value_or(kMostBytes);
    if (bytes.size() > most - std::min(size_, most)) {
        auto cleared = clear();
        return cleared ? fail(ErrorCode::InvalidInput, fmt::format("it sends more than {} bytes", most)) : cleared;
    }
    while (!bytes.empty()) {
        const ssize_t wrote = ::write(handle_, bytes.data(), bytes.size());
        if (wrote < 0 && errno == EINTR) {
            continue;
        }
        if (wrote < 0) {
            return diskError(target_, errno);
        }
        size_ += static_cast<std::uint64_t>(wrote);
        bytes.remove_prefix(static_cast<std::size_t>(wrote));
    }
    if (watch_) {
        watch_(size_);
    }
    return {};
}

Result<std::string> sha256OfLargeFile(const fs::path& file, const std::stop_token& stop) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        return tl::unexpected(ioError("cannot read", file, errno));
    }
    Sha256 sum;
    std::vector<char> block(std::size_t{1} << 20U);
    while (stream) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Cancelled, "stopped");
        }
        stream.read(block.data(), static_cast<std::streamsize>(block.size()));
        sum.add({block.data(), static_cast<std::size_t>(stream.gcount())});
    }
    if (stream.bad()) {
        return fail(ErrorCode::Io, "reading " + displayPath(file) + " failed");
    }
    return sum.take();
}

}  // namespace timbre
