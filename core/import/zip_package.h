// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/import/document.h"

namespace timbre {

/// A ZIP file in memory, from which single parts are read; nothing is ever written to a disk.
class ZipPackage {
  public:
    /// Lists the parts. Corrupt: no ZIP file, or cut short; InvalidInput: too many parts; Unsupported: a part is
    /// encrypted; Cancelled. `bytes` outlive the object.
    static Result<ZipPackage> open(std::string_view bytes, const ImportLimits& limits, const std::stop_token& stop);

    /// The name as the file has it of the part that is called so in any case ("word/document.xml"); empty where there is none.
    [[nodiscard]] std::string find(std::string_view name) const;

    /// The parts of these names; those that are not there are left out. Corrupt: damaged; InvalidInput: a part, or all
    /// that were read so far together, grow above the limits; Cancelled.
    Result<std::map<std::string, std::string>> read(const std::set<std::string>& names, const std::stop_token& stop);

    /// One part. Corrupt, too, where it is not there.
    Result<std::string> readOne(const std::string& name, const std::stop_token& stop);

  private:
    ZipPackage(std::string_view bytes, const ImportLimits& limits) : bytes_(bytes), limits_(limits) {}

    std::string_view bytes_;
    ImportLimits limits_;
    std::map<std::string, std::string> names_;  ///< In lower case, and as they are.
    std::size_t readBytes_ = 0;
};

}  // namespace timbre
