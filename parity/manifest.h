// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "parity/tolerance.h"

namespace timbre::parity {

/// One tensor of a golden file, or one column of one text.
struct Row {
    std::string file;    ///< Relative to the set: "v1/t2s.safetensors".
    std::string tensor;  ///< "greedy.tokens".
    std::vector<std::int64_t> shape{};
    std::string type{};  ///< As numpy names it: "float32". Empty for text.
    Tolerance tolerance{};
    std::string meaning{};  ///< For the reader, and for what is given in words alone.

    [[nodiscard]] std::string name() const { return file + ":" + tensor; }
};

struct Manifest {
    std::uint64_t seed = 0;
    std::string fullsizeTables;  ///< Folder, relative to the set.
    std::vector<Row> rows;       ///< In the order of the file; no two of one name.
};

/// Reads a set's manifest.json. NotFound, or Corrupt with the row and the reason.
Result<Manifest> readManifest(const std::filesystem::path& path);

}  // namespace timbre::parity
