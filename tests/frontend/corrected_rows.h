// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The tables of corrected readings in tests/data/frontend, and how rewrites are held against them.

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/utf8.h"
#include "core/frontend/phones.h"

namespace timbre::frontend::test {

/// `part` is how the text writes it, `reading` another way to speak it.
struct Alternative {
    std::string part;
    std::string reading;
};

struct CorrectedRow {
    std::string id;
    std::string kind;
    std::string text;
    std::string expected;
    std::vector<Alternative> alternatives;
};

inline std::u32string decoded(std::string_view utf8) {
    std::u32string text;
    for (std::size_t place = 0; place < utf8.size();)
        text += decodeUtf8(utf8, place);
    return text;
}

inline std::string encoded(std::u32string_view text) {
    std::string utf8;
    for (const char32_t c : text)
        appendUtf8(utf8, c);
    return utf8;
}

inline std::vector<std::string> split(const std::string& text, std::string_view mark) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    for (std::size_t found = 0; (found = text.find(mark, begin)) != std::string::npos; begin = found + mark.size())
        parts.push_back(text.substr(begin, found - begin));
    parts.push_back(text.substr(begin));
    return parts;
}

/// The rows of tests/data/frontend/<name>.tsv.
inline std::vector<CorrectedRow> correctedRows(const std::string& name) {
    std::ifstream file(TIMBRE_SOURCE_DIR "/tests/data/frontend/" + name + ".tsv");
    std::vector<CorrectedRow> rows;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#')
            continue;
        auto cells = split(line, "\t");
        cells.resize(5);
        CorrectedRow row{cells[0], cells[1], cells[2], cells[3], {}};
        for (const auto& alternative : split(cells[4], " | "))
            if (const std::size_t equals = alternative.rfind('='); equals != std::string::npos)
                row.alternatives.push_back({alternative.substr(0, equals), alternative.substr(equals + 1)});
        rows.push_back(std::move(row));
    }
    return rows;
}

/// Without blanks and marks, letters small: the form in which Chinese readings are compared.
inline std::u32string compared(std::u32string_view text) {
    std::u32string plain;
    for (const char32_t c : text) {
        const bool digit = c >= U'0' && c <= U'9';
        const bool letter = (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
        const bool greek = c >= 0x0391 && c <= 0x03C9;
        const bool eastern =
            (c >= 0x3041 && c <= 0x30FA) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3);
        if (digit || letter || greek || eastern)
            plain += lowerCase(c);
    }
    return plain;
}

/// text[begin, end) as it is spoken; `changed` may put another way in the place of one rewrite's.
inline std::u32string spokenPart(std::u32string_view text, const std::vector<Rewrite>& rewrites, std::size_t begin,
                                 std::size_t end, const Rewrite* changed = nullptr, std::u32string_view other = {}) {
    std::u32string spoken;
    std::size_t at = begin;
    for (const auto& rewrite : rewrites) {
        if (rewrite.end <= begin || rewrite.begin >= end)
            continue;
        spoken += text.substr(at, rewrite.begin - at);
        spoken += &rewrite == changed ? other : std::u32string_view(rewrite.spoken);
        at = rewrite.end;
    }
    spoken += text.substr(at, end - at);
    return spoken;
}

inline std::u32string spokenText(std::u32string_view text, const std::vector<Rewrite>& rewrites) {
    return spokenPart(text, rewrites, 0, text.size());
}

/// Whether one alternative of one rewrite makes the part sound as asked. A rewrite may begin before the part, with
/// characters that it leaves as they are: the word in "EP03".
inline bool offers(std::u32string_view text, const std::vector<Rewrite>& rewrites, const Alternative& asked) {
    const std::u32string part = decoded(asked.part);
    const std::size_t begin = text.find(part);
    if (begin == std::u32string_view::npos)
        return false;
    const std::size_t end = begin + part.size();
    const auto wanted = compared(decoded(asked.reading));
    for (const auto& rewrite : rewrites) {
        if (rewrite.end <= begin || rewrite.begin >= end)
            continue;
        const std::size_t first = std::min(begin, rewrite.begin);
        const auto kept = compared(text.substr(first, begin - first));
        for (const auto& other : rewrite.alternatives) {
            const auto spoken =
                compared(spokenPart(text, rewrites, first, std::max(end, rewrite.end), &rewrite, other));
            if (spoken == kept + wanted)
                return true;
        }
    }
    return compared(spokenPart(text, rewrites, begin, end)) == wanted;
}

}  // namespace timbre::frontend::test
