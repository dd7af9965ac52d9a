// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/documents.h"

namespace timbre::test {

/// A good document: the parts of a ZIP file, or one part without a name that is the file itself.
struct DocumentBase {
    std::string name;  ///< With the ending that tells its kind.
    std::vector<DocumentPart> parts;

    [[nodiscard]] bool zip() const { return !parts.front().name.empty(); }
    [[nodiscard]] std::string bytes() const { return zip() ? zipped(parts) : parts.front().bytes; }
};

/// A document of each kind, with something of everything that its reader knows.
std::vector<DocumentBase> documentBases();

/// Damages a document in a way that `seed` decides: other bytes in the file, or elements put in, doubled, left out and
/// wrapped in its parts, which are packed again. The same seed gives the same file anywhere.
std::string damaged(const DocumentBase& base, const DocumentBase& other, std::uint64_t seed);

}  // namespace timbre::test
