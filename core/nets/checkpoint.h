// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/result.h"

namespace timbre {
class MappedFile;
}  // namespace timbre

namespace timbre::nets {

enum class ElementType { F16, BF16, F32, F64, I8, I16, I32, I64, U8, Bool };

/// Bytes of one element.
[[nodiscard]] std::size_t bytesOf(ElementType type) noexcept;

/// A dense tensor inside a memory-mapped file. Borrowed: valid as long as the Checkpoint it came from.
struct TensorView {
    ElementType type = ElementType::F32;
    std::vector<std::int64_t> shape{};    ///< No negative extent; empty for a scalar.
    std::vector<std::int64_t> strides{};  ///< In elements, as stored; row-major where the file has none.
    /// From the first element to the last one that the strides reach. May be unaligned.
    std::span<const std::byte> bytes{};

    [[nodiscard]] std::int64_t elements() const noexcept;
    [[nodiscard]] bool contiguous() const noexcept;
};

/// What a checkpoint says besides its tensors: the `config`, `info`, `lora_rank` and the like. Instances of any class
/// are dictionaries of their attributes; tuples and sets are lists.
struct ConfigValue {
    using List = std::vector<ConfigValue>;
    using Dictionary = std::map<std::string, ConfigValue>;  ///< Keys that are numbers are written as text.
    std::variant<std::monostate, bool, std::int64_t, double, std::string, List, Dictionary> value{};

    /// The value at a dotted path ("model.n_heads"), or null where a step is absent.
    [[nodiscard]] const ConfigValue* at(std::string_view path) const;
    [[nodiscard]] std::int64_t integerOr(std::string_view path, std::int64_t otherwise) const;
    [[nodiscard]] double numberOr(std::string_view path, double otherwise) const;
    [[nodiscard]] std::string textOr(std::string_view path, std::string otherwise) const;
};

/// A checkpoint, mapped into memory: nothing of the tensors is copied. Immutable.
struct Checkpoint {
    std::filesystem::path path{};
    std::uint64_t fileBytes = 0;
    /// The first two bytes as stored ("PK", or the digits of GPT-SoVITS files).
    std::string head{};
    /// Names as stored, joined by "." over nested dictionaries below the top level's `weight`, `generator`, `model`
    /// or `state_dict` where the file has exactly one such dictionary of tensors, else from the top.
    std::map<std::string, TensorView> tensors{};
    ConfigValue info{};  ///< Dictionary: everything at the top level that is not a tensor.
    std::shared_ptr<const MappedFile> mapping{};
};

/// Reads a torch checkpoint (zip with data.pkl; the head may be "00".."99" instead of "PK") or a .safetensors file,
/// told apart by content. Never executes anything: the pickle subset builds tensors, strings, numbers, lists, tuples
/// and dictionaries, unknown classes become attribute dictionaries, and any call but torch's tensor rebuilding and
/// collections.OrderedDict is Corrupt. Damage to headers, pickle or sizes is Corrupt with the reason; absent files
/// are NotFound. Memory: the file is mapped; the rest stays below the file's size and 48 KiB, and names and structure
/// that would take more are Corrupt.
Result<Checkpoint> readCheckpoint(const std::filesystem::path& path);

}  // namespace timbre::nets
