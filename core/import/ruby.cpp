// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/ruby.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "core/base/utf8.h"
#include "core/import/block_builder.h"
#include "core/text/characters.h"

namespace timbre {

namespace {

/// markup.h reads nothing longer as a reading.
constexpr std::size_t kLongestMarkup = 400;

bool isBopomofo(char32_t c) { return (c >= 0x3105 && c <= 0x312F) || (c >= 0x31A0 && c <= 0x31BF); }

/// A reading that a voice can follow: it has letters, and no signs that would end the markup.
bool isSpoken(std::string_view reading) {
    bool letters = false;
    for (std::size_t at = 0; at < reading.size();) {
        const char32_t c = decodeUtf8(reading, at);
        if (isBopomofo(c)) {
            return false;
        }
        letters = letters || isSpeakable(c);
    }
    return letters;
}

bool fitsMarkup(std::string_view text) { return text.find_first_of("{}|\n") == std::string_view::npos; }

/// Readings of one word in a row: Latin ones with blanks between the syllables.
std::string joined(const std::string& one, const std::string& other) {
    std::size_t first = 0;
    const bool latin = !one.empty() && !other.empty() && !isWide(decodeUtf8(other, first));
    return one + (latin ? " " : "") + other;
}

}  // namespace

void RubyText::addBase(std::string_view text) {
    if (!readings_.empty()) {
        settle();
    }
    if (!baseOpen_) {
        bases_.emplace_back();
        baseOpen_ = true;
    }
    bases_.back() += text;
}

void RubyText::endBase() { baseOpen_ = false; }

void RubyText::addReading(std::string_view text) {
    if (!readingOpen_) {
        readings_.emplace_back();
        readingOpen_ = true;
    }
    readings_.back() += text;
}

void RubyText::endReading() { readingOpen_ = false; }

void RubyText::settle() {
    if (bases_.size() == readings_.size()) {
        for (std::size_t i = 0; i < bases_.size(); ++i) {
            pairs_.push_back({tidyText(bases_[i]), tidyText(readings_[i])});
        }
    } else {
        pairs_.push_back({tidyText(std::accumulate(bases_.begin(), bases_.end(), std::string())),
                          tidyText(std::accumulate(readings_.begin(), readings_.end(), std::string(), joined))});
    }
    bases_.clear();
    readings_.clear();
    baseOpen_ = readingOpen_ = false;
}

std::string RubyText::take(std::size_t& unread) {
    settle();
    std::erase_if(pairs_, [](const Pair& pair) { return pair.base.empty() && pair.reading.empty(); });
    Pair word;
    std::string plain;
    bool whole = true;
    for (const Pair& pair : std::exchange(pairs_, {})) {
        plain += pair.base;
        whole = whole && isSpoken(pair.reading) && !pair.base.empty();
        unread += !pair.reading.empty() && !isSpoken(pair.reading) ? 1 : 0;
        word.base += pair.base;
        word.reading = joined(word.reading, pair.reading);
    }
    const std::string markup = "{" + word.base + "|" + word.reading + "}";
    return whole && fitsMarkup(word.base) && fitsMarkup(word.reading) && !word.base.empty() && markup.size() <= kLongestMarkup ? markup : plain;
}

}  // namespace timbre
