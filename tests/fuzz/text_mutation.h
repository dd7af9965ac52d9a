// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace timbre::test {

/// Lines to make hostile texts from, by the file they stand in: "zh", "en", "mixed".
struct TextCorpus {
    std::map<std::string, std::vector<std::string>> lines;
    std::vector<std::string> found;  ///< Whole texts that broke something once: found.txt, escaped as escaped() does.
};

TextCorpus readTextCorpus(const std::filesystem::path& folder);

/// Any bytes on one line of ASCII: "\xE4\n\\".
std::string escaped(std::string_view bytes);
std::string unescaped(std::string_view line);

/// Makes texts that seeds decide; the same seed gives the same text anywhere.
class TextMutator {
  public:
    /// @param language  whose lines are taken more often than those of others.
    TextMutator(const TextCorpus& corpus, const std::string& language);

    /// Any bytes: UTF-8 as a rule, broken in some, up to 4 KiB, and up to 40 KiB in one of some hundred.
    [[nodiscard]] std::string text(std::uint64_t seed) const;

  private:
    std::vector<std::string> own_;
    std::vector<std::string> all_;
};

}  // namespace timbre::test
