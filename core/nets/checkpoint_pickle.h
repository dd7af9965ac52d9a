// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the checkpoint reader: the pickle of a torch archive, followed but never executed.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/nets/checkpoint.h"
#include "core/nets/checkpoint_memory.h"
#include "core/nets/checkpoint_zip.h"

namespace timbre::nets {

enum class PickleKind : std::uint8_t {
    None,
    Bool,
    Integer,
    Real,
    Text,
    List,  ///< Sets too.
    Tuple,
    Dictionary,
    Instance,  ///< Of any class: a dictionary of its attributes.
    Global,
    Storage,
    Tensor,
};

/// A value of the pickle: small ones as they are, others by where they stand.
struct PickleValue {
    PickleKind kind = PickleKind::None;
    std::uint32_t textBytes = 0;
    /// The number itself; of a text, its place in the pickle; else the index into the table of its kind.
    std::uint64_t bits = 0;

    [[nodiscard]] std::int64_t integer() const noexcept { return std::bit_cast<std::int64_t>(bits); }
    [[nodiscard]] double real() const noexcept { return std::bit_cast<double>(bits); }
    [[nodiscard]] std::size_t index() const noexcept { return static_cast<std::size_t>(bits); }
};

/// List, tuple, dictionary (key, value, key, value ...) or instance (likewise).
struct PickleNode {
    std::pmr::vector<PickleValue> items;
};

/// A tensor whose shape and strides are known to stay inside its storage.
struct PickleTensor {
    ElementType type = ElementType::F32;
    std::uint32_t shape = 0;    ///< Node of the shape, a tuple of integers.
    std::uint32_t strides = 0;  ///< Node of the strides, likewise.
    std::span<const std::byte> bytes{};
};

/// What a pickle builds: one value, and the tables that it refers to. Nodes may be shared and may hold themselves.
struct PickleObjects {
    explicit PickleObjects(std::string_view pickled, MemoryAllowance& memory)
        : text(pickled), nodes(&memory), tensors(&memory) {}

    [[nodiscard]] std::string_view textOf(const PickleValue& value) const {
        return text.substr(value.index(), value.textBytes);
    }
    [[nodiscard]] const PickleNode& nodeOf(const PickleValue& value) const { return nodes[value.index()]; }

    std::string_view text;  ///< The pickle itself.
    std::pmr::vector<PickleNode> nodes;
    std::pmr::vector<PickleTensor> tensors;
    PickleValue root{};
};

/// Follows the pickle of an archive: protocols 2 to 5 as far as torch writes them. Of functions it knows torch's tensor
/// rebuilding and collections.OrderedDict; a call of any other is Corrupt and names it. Nothing is ever executed.
/// Corrupt and Unsupported details follow "<file> ".
/// @param root  the folder of the archive's entries.
Result<PickleObjects> readPickle(std::span<const std::byte> pickle, const ZipDirectory& zip, std::string_view root,
                                 MemoryAllowance& memory);

}  // namespace timbre::nets
