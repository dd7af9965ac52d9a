// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/models/http_download.h"

namespace timbre {

/// The beginning of a file that is being fetched: NAME.part, and NAME.part.from, which says where it came from. Both
/// stay when the program ends in whatever way, so that the next one goes on from there;
/// empty ones do not.
class PartFile : public HttpSink {
  public:
    /// Called with the bytes there are, on the fetching thread.
    using Watch = std::function<void(std::uint64_t)>;

    /// @param target  the file it will be; its folder exists.
    /// @param bytes   its exact size, where it is known.
    PartFile(std::filesystem::path target, std::optional<std::uint64_t> bytes, Watch watch = {});
    ~PartFile() override;

    /// Opens or makes it. Io; InvalidInput where the name is a link or no file.
    Result<void> open();

    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    /// The whole size, as far as known: the one that was given, else the server's.
    [[nodiscard]] std::optional<std::uint64_t> wholeBytes() const noexcept { return whole_; }
    [[nodiscard]] bool isWhole() const noexcept { return size_ > 0 && whole_ == size_; }

    /// The ETag or date under which this address gave what is there; empty where it did not.
    [[nodiscard]] std::string validatorFor(const std::string& url) const;
    /// The address that the next answer comes from.
    void setSource(std::string url) { source_ = std::move(url); }

    /// Empties it.
    Result<void> clear();
    /// Of all bytes, 64 digits. Cancelled, Io.
    [[nodiscard]] Result<std::string> sha256(const std::stop_token& stop) const;
    /// Flushes it to disk and gives it its name. AlreadyExists, Io.
    Result<void> finish();

    /// Whether the disk takes a file of this whole size, less what is there already. Io.
    [[nodiscard]] Result<void> checkRoom(std::uint64_t wholeBytes) const;

    /// InvalidInput: the server offers another size than the one that was given, or more than any model has.
    /// Io: the disk has no room for what it offers.
    Result<void> begin(const HttpAnswer& answer) override;
    /// Io (disk full); InvalidInput: more comes than was said, and then nothing of it is kept.
    Result<void> take(std::string_view bytes) override;

  private:
    [[nodiscard]] std::filesystem::path partPath() const;
    [[nodiscard]] std::filesystem::path notePath() const;
    void readNote();
    Result<void> writeNote();

    std::filesystem::path target_;
    std::optional<std::uint64_t> given_;
    std::optional<std::uint64_t> whole_;
    Watch watch_;
    int handle_ = -1;
    std::uint64_t size_ = 0;
    std::string source_;
    std::string noteUrl_;
    std::string noteValidator_;
};

/// A checksum of a file that may be large: looks at `stop`. NotFound, Io, Cancelled.
Result<std::string> sha256OfLargeFile(const std::filesystem::path& file, const std::stop_token& stop);

}  // namespace timbre
