// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Which files `timbre models fetch` is to bring, written by the user:
// {"format":1,"files":[{"path":"sv/net.ckpt","role":"speaker-net","size":N,"sha256":"...","urls":["https://...","http://..."]}]}

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/models/model_roles.h"

namespace timbre {

struct WantedFile {
    std::string path{};                    ///< Relative, with "/", below the folder of downloads.
    std::optional<ModelRole> role{};       ///< What it is expected to be.
    std::optional<std::uint64_t> bytes{};  ///< Its exact size.
    std::string sha256{};                  ///< 64 small hexadecimal digits; empty: recorded at first use.
    std::vector<std::string> urls{};       ///< Mirrors, tried in this order; at least one.

    bool operator==(const WantedFile&) const = default;
};

/// Reads a manifest. Errors: InvalidInput with the entry and the reason for paths that lead out of the folder or are
/// named twice, unknown members (a misspelled "sha256" must not go unnoticed), bad sizes, sums and addresses;
/// Corrupt where it is no JSON; Unsupported for a later format.
Result<std::vector<WantedFile>> parseModelManifest(std::string_view text);

/// The same from a file; the errors name it. Also NotFound, Io.
Result<std::vector<WantedFile>> readModelManifest(const std::filesystem::path& file);

/// Sums of files whose manifest has none, computed from the first copy that came: MANIFEST.lock beside the manifest.
class ManifestLock {
  public:
    struct Sum {
        std::string sha256{};
        std::uint64_t bytes = 0;
    };

    /// A lock that does not exist yet is empty. Corrupt, Unsupported, Io.
    static Result<ManifestLock> read(const std::filesystem::path& manifest);

    [[nodiscard]] const std::filesystem::path& file() const noexcept { return file_; }
    /// Null where the path was never recorded.
    [[nodiscard]] const Sum* find(const std::string& path) const;
    /// On disk when it returns, beside what others have recorded meanwhile. Corrupt: one of them recorded another sum
    /// for this path, which stays. Io; else as read().
    Result<void> record(const std::string& path, Sum sum);
    /// Io where record() would fail for want of rights or space.
    [[nodiscard]] Result<void> probe() const;

  private:
    explicit ManifestLock(std::filesystem::path file) : file_(std::move(file)) {}

    static Result<ManifestLock> readLock(const std::filesystem::path& file);
    Result<void> recordAlone(const std::string& path, Sum sum);

    std::filesystem::path file_;
    std::map<std::string, Sum> sums_;
};

}  // namespace timbre
