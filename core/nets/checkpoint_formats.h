// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the checkpoint reader: one function for each format. Details of errors follow "<file> ".
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>

#include "core/base/result.h"
#include "core/nets/checkpoint.h"
#include "core/nets/checkpoint_memory.h"

namespace timbre::nets {

struct CheckpointContents {
    std::map<std::string, TensorView> tensors{};
    ConfigValue info{};
};

/// A torch archive; the views refer to `bytes`. May throw MemoryAllowanceSpent.
Result<CheckpointContents> readTorchArchive(std::span<const std::byte> bytes, MemoryAllowance& memory);

/// A .safetensors file; the views refer to `bytes`. May throw MemoryAllowanceSpent.
Result<CheckpointContents> readMappedSafetensors(std::span<const std::byte> bytes, MemoryAllowance& memory);

/// Counts a tensor's entry in the checkpoint, then adds it. False where the name is taken.
bool addTensor(CheckpointContents& contents, std::string name, TensorView view, MemoryAllowance& memory);

/// Bytes of a node in a std::map besides its key and value: colour, parent and two children.
inline constexpr std::size_t kMapNodeBytes = 4 * sizeof(void*);

}  // namespace timbre::nets
