// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nettle/sha2.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace timbre {

/// A SHA-256 that grows with what it is given.
class Sha256 {
  public:
    Sha256() { sha256_init(&state_); }
    void add(std::string_view bytes);
    /// 64 lower-case hexadecimal digits of everything added; starts anew.
    [[nodiscard]] std::string take();

  private:
    sha256_ctx state_{};
};

/// NotFound, Io.
Result<std::string> sha256OfFile(const std::filesystem::path& file);

}  // namespace timbre
