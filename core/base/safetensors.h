// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace timbre {

/// A dense float32 tensor, row-major.
struct FloatTensor {
    std::vector<std::int64_t> shape;
    std::vector<float> values;
    bool operator==(const FloatTensor&) const = default;
};

/// A .safetensors file held in memory: tensors by name and the file's string metadata.
struct TensorFile {
    std::map<std::string, FloatTensor> tensors;
    std::map<std::string, std::string> metadata;

    /// The tensor `name` with exactly this shape (-1 accepts any extent), or ModelMissing / Corrupt that names it.
    [[nodiscard]] Result<const FloatTensor*> find(const std::string& name, std::span<const std::int64_t> shape) const;
};

/// Reads F32, F16, BF16 and F64 tensors (converted to float32). Headers that lie about sizes, overlap, overflow or do
/// not parse are Corrupt; a missing file is NotFound. Memory use stays below twice the file's size plus the result.
/// Source: the safetensors format description (8-byte little-endian header length, JSON header, data).
Result<TensorFile> readSafetensors(const std::filesystem::path& path);

/// Writes all tensors as F32, atomically (temporary file, then rename).
Result<void> writeSafetensors(const std::filesystem::path& path, const TensorFile& file);

}  // namespace timbre
