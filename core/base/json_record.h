// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace timbre {

/// Records are some kilobytes; anything beyond this is foreign.
inline constexpr std::size_t kMaximumRecordBytes = std::size_t{16} << 20U;

/// A file that holds one JSON object with its "format", and what to do about a bad one.
struct RecordFile {
    std::filesystem::path path;
    int newestFormat = 1;
    std::string adviceWhenDamaged;
    std::string adviceWhenNewer;

    /// Corrupt: "<path> is damaged: <why>".
    [[nodiscard]] tl::unexpected<Error> damaged(std::string_view why) const;
    /// The object in `text`. Errors: Corrupt where it is no object or has no format, Unsupported where a newer program
    /// wrote it.
    [[nodiscard]] Result<nlohmann::json> parse(std::string_view text) const;
};

}  // namespace timbre
