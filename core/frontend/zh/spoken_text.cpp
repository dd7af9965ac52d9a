// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/spoken_text.h"

#include <algorithm>

#include "core/base/utf8.h"
#include "core/frontend/zh/tag_model.h"

namespace timbre::frontend::zh {

namespace {

constexpr std::u32string_view kDigits = U"零一二三四五六七八九";

bool oneOf(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }

bool isLetter(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= 0xC0 && c < 0x0250 && c != 0xD7 && c != 0xF7);
}

bool isDigitAt(std::u32string_view text, std::size_t at) { return at < text.size() && digitValue(text[at]).has_value(); }

std::string syllableCount(std::size_t count) { return std::to_string(count) + (count == 1 ? " syllable" : " syllables"); }

/// Neither a pause nor a stop: a point inside of a number, a sign that joins letters.
bool joinsSigns(std::u32string_view text, std::size_t at) {
    if (at == 0 || at + 1 >= text.size() || !oneOf(text[at], U".-:/"))
        return false;
    const auto joined = [](char32_t c) { return isLetter(c) || digitValue(c).has_value(); };
    return joined(text[at - 1]) && joined(text[at + 1]);
}

}  // namespace

/// One of the marks that models know; 0 for what is no mark.
char32_t SpokenTextReader::markOf(char32_t c) const {
    if (isMark(c))
        return c;
    if (oneOf(c, U"，、：；:;､﹐﹑﹔﹕︰/／"))
        return U',';
    if (oneOf(c, U"。｡．﹒\n\u2028\u2029"))
        return U'.';
    if (oneOf(c, U"！﹗"))
        return U'!';
    if (oneOf(c, U"？﹖"))
        return U'?';
    if (c == U'~' || c == U'～')
        return marks_ == MarkStyle::Mandarin ? U'…' : U'-';
    if (c == U'⋯' || c == U'‥')
        return U'…';
    return oneOf(c, U"—–―─－") ? U'-' : U'\0';
}

/// What is said or where the voice stops for the character at a place; 0 where there is nothing.
char32_t SpokenTextReader::spoken(std::u32string_view text, std::size_t at) const {
    const char32_t c = plain(text[at]);
    if (isIdeograph(c))
        return c;
    if (const auto digit = digitValue(c))
        return kDigits[*digit - U'0'];
    if (!joinsSigns(text, at))
        return markOf(c);
    const bool point = c == U'.' && isDigitAt(text, at - 1) && isDigitAt(text, at + 1);
    return point ? U'点' : U'\0';
}

Result<SpokenCharacters> SpokenTextReader::read(std::u32string_view text, std::span<const FixedReading> fixed) const {
    SpokenCharacters out;
    out.text.reserve(text.size());
    bool parted = true;
    for (std::size_t at = 0; at < text.size();) {
        while (!fixed.empty() && fixed.front().begin < at)
            fixed = fixed.subspan(1);
        if (!fixed.empty() && fixed.front().begin == at) {
            if (const auto given = readGiven(text, fixed.front(), out); !given)
                return tl::unexpected(given.error());
            at = std::max(at + 1, fixed.front().end);
            parted = true;
            continue;
        }
        const char32_t c = spoken(text, at);
        const bool repeated = isMark(c) && !out.text.empty() && isMark(out.text.back());
        const bool leadingLine = text[at] == U'\n' && out.text.empty();
        if (c == 0 || repeated || leadingLine) {
            parted = true;
            ++at;
            continue;
        }
        const bool dots = c == U'.' && text.substr(at).starts_with(U"...");
        const std::size_t size = dots ? 3 : 1;
        out.text += dots ? U'…' : c;
        out.written += text[at];
        out.begin.push_back(static_cast<std::uint32_t>(at));
        out.end.push_back(static_cast<std::uint32_t>(at + size));
        out.given.emplace_back();
        out.starts.push_back(parted);
        parted = false;
        at += size;
    }
    return out;
}

/// A part with a reading of its own. Where its characters do not fit (digits, letters), others stand in for them that
/// are read so, as the features of a text go by its characters.
Result<void> SpokenTextReader::readGiven(std::u32string_view text, const FixedReading& fixed,
                                         SpokenCharacters& out) const {
    const std::size_t end = std::min(fixed.end, text.size());
    std::u32string characters;
    std::vector<std::size_t> places;
    bool mixed = false;
    for (std::size_t at = fixed.begin; at < end; ++at) {
        const char32_t c = plain(text[at]);
        mixed = mixed || isLetter(c) || digitValue(c);
        if (!isIdeograph(c))
            continue;
        characters += c;
        places.push_back(at);
    }
    const auto given = syllables(fixed.reading, characters);
    if (!given)
        return tl::unexpected(given.error());
    const auto& spoken = given->syllables;
    const bool standsIn = !given->fit && !spoken.empty() && (mixed || characters.empty());
    if (!given->fit && !standsIn)
        return fail(ErrorCode::InvalidInput,
                    "the reading \"" + fixed.reading + "\" has " + syllableCount(spoken.size()) + " where \"" +
                        toUtf8(text.substr(fixed.begin, end - fixed.begin)) + "\" needs " +
                        std::to_string(characters.size()),
                    advice());
    for (std::size_t i = 0; i < spoken.size(); ++i) {
        const char32_t c = standsIn ? standIn(spoken[i]) : characters[i];
        out.text += c == 0 ? U'啊' : c;
        out.written += standsIn ? out.text.back() : text[places[i]];
        out.begin.push_back(static_cast<std::uint32_t>(standsIn ? fixed.begin : places[i]));
        out.end.push_back(static_cast<std::uint32_t>(standsIn ? end : places[i] + 1));
        out.given.push_back(spoken[i]);
        out.starts.push_back(i == 0);
    }
    return {};
}

}  // namespace timbre::frontend::zh
