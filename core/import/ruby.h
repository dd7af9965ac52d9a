// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace timbre {

/// Words with their readings above them, as documents of East Asia have them, written as `{word|reading}`. What stands
/// in one ruby is one word, also where each of its characters has a reading of its own.
class RubyText {
  public:
    void addBase(std::string_view text);
    /// One of several bases in a row ends (<rb>).
    void endBase();
    void addReading(std::string_view text);
    void endReading();

    /// The text with its markup, or the words alone where the reading cannot be followed: emphasis dots, bopomofo, signs
    /// that markup has. Begins anew.
    /// @param unread  grows by one for each reading that was left out.
    std::string take(std::size_t& unread);

  private:
    struct Pair {
        std::string base;
        std::string reading;
    };
    void settle();

    std::vector<Pair> pairs_;
    std::vector<std::string> bases_;     ///< Waiting for their readings; the last may be open.
    std::vector<std::string> readings_;  ///< The last may be open.
    bool baseOpen_ = false;
    bool readingOpen_ = false;
};

}  // namespace timbre
