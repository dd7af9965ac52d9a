// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace timbre::test {

/// A good checkpoint and where its parts lie.
struct FuzzBase {
    std::string name;
    std::string bytes;
    bool archive = false;                                   ///< A torch archive, else .safetensors.
    std::vector<std::pair<std::size_t, std::size_t>> data;  ///< Begin and end of each tensor's bytes.
    std::size_t pickleStart = 0;
    std::size_t pickleEnd = 0;
    std::vector<std::size_t> checksums;  ///< Where the pickle's CRC-32 stands.
    std::vector<std::size_t> headers;    ///< Where the records of the container begin.
};

/// Finds the parts of a file that is known to be good. Written for the layout that torch has, not shared with the
/// reader.
FuzzBase dissect(std::string name, std::string bytes);

struct Mutation {
    std::string bytes;
    const char* kind = "";
    bool structural = false;  ///< Something else than tensor data was hit.
    bool forged = false;      ///< The pickle was changed and its checksums set right: other content may be meant.
};

/// Damages `base` in a way that `seed` decides. The same arguments give the same file anywhere.
/// @param command  what an inserted os.system call would run.
Mutation mutate(const FuzzBase& base, const FuzzBase& other, std::uint64_t seed, const std::string& command);

}  // namespace timbre::test
