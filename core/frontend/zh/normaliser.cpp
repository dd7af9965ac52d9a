// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/normaliser.h"

#include <algorithm>

#include "core/base/utf8.h"
#include "core/frontend/zh/rewriting.h"
#include "core/frontend/zh/rules.h"
#include "core/frontend/zh/tag_model.h"
#include "core/text/unicode_classes.h"

namespace timbre::frontend::zh {

namespace {

constexpr std::u32string_view kNoSpeech = U"—《》【】<>{}()（）#&@“”^_|\\";
constexpr std::u32string_view kSentenceEnds = U"：、，；。？！,;?!";

bool oneOf(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }

std::u32string_view stripped(std::u32string_view text) {
    while (!text.empty() && unicode::isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && unicode::isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

/// Lines that end behind a mark, without blanks and brackets.
std::vector<std::u32string> split(std::u32string_view text) {
    std::u32string lines;
    lines.reserve(text.size() + 8);
    bool ended = false;
    for (const char32_t c : text) {
        if (c == U' ' || oneOf(c, kNoSpeech))
            continue;
        if (ended && c != U'’')
            lines += U'\n';
        lines += c;
        if (ended && c == U'’')
            lines += U'\n';
        ended = !(ended && c == U'’') && oneOf(c, kSentenceEnds);
    }
    std::vector<std::u32string> sentences;
    std::u32string_view rest = stripped(lines);
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(U'\n'), rest.size());
        sentences.emplace_back(stripped(rest.substr(0, end)));
        const std::size_t next = rest.find_first_not_of(U'\n', end);
        rest.remove_prefix(std::min(next, rest.size()));
    }
    return sentences;
}

/// Full-width letters and digits as ASCII, the ideographic blank as a blank.
char32_t halfWidth(char32_t c) {
    const bool wide = (c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A);
    if (wide)
        return c - 0xFEE0;
    return c == 0x3000 ? U' ' : c;
}

}  // namespace

Result<Normaliser> Normaliser::open(const DataFile& file) {
    const auto from = file.section<std::uint32_t>("simplified.from");
    const auto to = file.section<std::uint32_t>("simplified.to");
    if (!from || !to)
        return tl::unexpected((from ? to : from).error());
    if (from->size() != to->size())
        return file.damaged("the tables of simplified characters do not fit each other");
    Normaliser normaliser;
    normaliser.from_ = *from;
    normaliser.to_ = *to;
    return normaliser;
}

char32_t Normaliser::simplified(char32_t c) const {
    if (c < 0x3400 || c > 0xFFFF)
        return c;
    const auto found = std::ranges::lower_bound(from_, c);
    return found == from_.end() || *found != c ? c : to_[static_cast<std::size_t>(found - from_.begin())];
}

Result<std::vector<std::u32string>> Normaliser::sentences(std::u32string_view text, Reading reading) const {
    auto sentences = split(text);
    for (auto& sentence : sentences) {
        for (char32_t& c : sentence) {
            c = halfWidth(simplified(c));
            if (c < 0x80 || isHan(c))
                continue;
            if (const auto digit = digitValue(c)) {
                if (reading == Reading::Compatible)
                    return fail(ErrorCode::InvalidInput, "the text has digits of another script, which have no reading",
                                "Write them as 0 to 9.");
                c = *digit;
            }
        }
        sentence = rewrite(sentence);
    }
    return sentences;
}

std::u32string Normaliser::rewrite(std::u32string_view sentence) const {
    std::u32string text(sentence);
    const bool digits = std::ranges::any_of(text, isAsciiDigit);
    if (digits) {
        text = readNumericDates(readDates(text));
        text = readTimes(readTimeRanges(text));
        text = readTemperatures(readUnitRanges(text));
    }
    text = readUnits(std::move(text));
    text = readArithmetic(std::move(text));
    text = readPowers(text);
    if (std::ranges::any_of(text, isAsciiDigit)) {
        text = readPercentages(readFractions(text));
        text = readServiceNumbers(readTelephoneNumbers(readMobileNumbers(text)));
        text = readNegatives(readRanges(text));
        text = readDecimals(readVersions(text));
        text = readNumbers(readLongDigits(readCounts(text)));
    }
    return readSigns(text);
}

std::u32string withPlainMarks(std::u32string_view sentence, MarkStyle style) {
    const bool mandarin = style == MarkStyle::Mandarin;
    const auto plain = [&](char32_t c) -> char32_t {
        if (oneOf(c, U"：；，、·/"))
            return U',';
        if (oneOf(c, U"。\n$"))
            return U'.';
        if (c == U'！' || c == U'？')
            return c == U'！' ? U'!' : U'?';
        if (c == U'~' || c == U'～')
            return mandarin ? U'…' : U'-';
        if (c == U'—')
            return U'-';
        if (mandarin && (c == U'嗯' || c == U'呣'))
            return c == U'嗯' ? U'恩' : U'母';
        return c;
    };
    std::u32string out;
    out.reserve(sentence.size());
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        char32_t c = plain(sentence[i]);
        if (sentence.substr(i).starts_with(U"...")) {
            c = U'…';
            i += 2;
        }
        if (isHan(c) || isMark(c))
            out += c;
    }
    return out;
}

std::u32string withoutRepeatedMarks(std::u32string_view text) {
    std::u32string out;
    out.reserve(text.size());
    for (const char32_t c : text)
        if (!isMark(c) || out.empty() || !isMark(out.back()))
            out += c;
    return out;
}

std::optional<char32_t> digitValue(char32_t c) {
    if (!unicode::isDecimal(c))
        return std::nullopt;
    // Digits stand in runs of ten, the zeros first; several runs may follow each other.
    char32_t first = c;
    while (unicode::isDecimal(first - 1))
        --first;
    return U'0' + (c - first) % 10;
}

Result<std::u32string> codePoints(std::string_view utf8) {
    if (const auto wrong = findInvalidUtf8(utf8))
        return fail(ErrorCode::InvalidInput, "the text is not UTF-8 at byte " + std::to_string(*wrong + 1),
                    "Save it as UTF-8.");
    std::u32string text;
    text.reserve(utf8.size());
    for (std::size_t place = 0; place < utf8.size();)
        text += decodeUtf8(utf8, place);
    return text;
}

std::string toUtf8(std::u32string_view text) {
    std::string utf8;
    utf8.reserve(text.size() * 3);
    for (const char32_t c : text)
        appendUtf8(utf8, c);
    return utf8;
}

}  // namespace timbre::frontend::zh
