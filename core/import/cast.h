// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Who speaks: scripts that are written as `Name: text`.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/import/document.h"

namespace timbre {

struct CastMember {
    std::string name{};      ///< As it is written first.
    std::size_t lines = 0;   ///< How often the name begins a line.
    bool operator==(const CastMember&) const = default;
};

struct Cast {
    std::vector<CastMember> members{};  ///< In order of their first lines; empty for prose.
    bool operator==(const Cast&) const = default;
};

/// The names at the beginnings of lines, before ":" or "：": at most four words, no numbers, no addresses, no words that
/// labels have ("Note:"), none that say who speaks in prose ("he said:"). A name counts when it stands there twice, or
/// when several names begin three lines of ten. Roles of cues that the file names itself count with one line. What is
/// found is a proposal: people decide.
Cast findCast(std::span<const Block> blocks);

/// The blocks with the names of `cast` taken from their texts into their roles; a block with several names becomes
/// several. Lines below a name are its own until the next name or the end of the block; a name that stands alone speaks
/// the next block. "(softly)" behind a name is a note of that block.
std::vector<Block> withRoles(std::span<const Block> blocks, const Cast& cast);

}  // namespace timbre
