// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/english/written_text.h"

#include <algorithm>

#include "core/base/utf8.h"
#include "core/frontend/english/abbreviations.h"
#include "core/frontend/english/latin_letters.h"

namespace timbre::frontend::english {

namespace {

constexpr std::size_t kLongestWord = 40;  // Longer runs of letters are no words that a rule looks for.
constexpr std::size_t kLongestGap = 8;    // Between two words of a sentence.

constexpr bool isLetterSign(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool isDigitSign(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool isBlankSign(char c) noexcept { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

char plainOf(char32_t c) noexcept {
    if (c < 0x80)
        return static_cast<char>(c);
    if (c >= 0xFF01 && c <= 0xFF5E)  // Wide characters.
        return static_cast<char>(c - 0xFF01 + U'!');
    switch (c) {
        case 0x2018:
        case 0x2019:
        case 0x201B:
        case 0x02BC:
        case 0x2032:
            return '\'';
        case 0x201C:
        case 0x201D:
        case 0x201E:
        case 0x2033:
            return '"';
        case 0x2010:
        case 0x2011:
        case 0x2012:
        case 0x2013:
        case 0x2212:
            return '-';
        case 0x2044:
        case 0x2215:
            return '/';
        case 0x2028:
        case 0x2029:
        case 0x85:
            return '\n';
        default:
            break;
    }
    if (isSpace(c))
        return ' ';
    if (const std::string_view spelling = latinSpelling(c); !spelling.empty())
        return spelling.front();
    const char32_t base = latinBase(c);
    return base < 0x80 ? static_cast<char>(base) : WrittenText::kOther;
}

/// What may stand between two words of one sentence.
constexpr bool joinsWords(char c) noexcept {
    return c == ' ' || c == ',' || c == '\'' || c == '"' || c == '-' || c == '(' || c == ')' || c == ':' || c == '/' ||
           c == '#' || c == '$' || c == '%' || isDigitSign(c);
}

}  // namespace

WrittenText::WrittenText(std::u32string_view text) : text_(text) {
    plain_.resize(text.size());
    std::ranges::transform(text, plain_.begin(), plainOf);
    small_.resize(text.size());
    std::ranges::transform(plain_, small_.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
}

std::string_view WrittenText::plain(Position begin, Position end) const noexcept {
    begin = std::min(begin, plain_.size());
    return std::string_view(plain_).substr(begin, end > begin ? end - begin : 0);
}

std::string_view WrittenText::small(Position begin, Position end) const noexcept {
    begin = std::min(begin, small_.size());
    return std::string_view(small_).substr(begin, end > begin ? end - begin : 0);
}

bool WrittenText::startsWith(Position at, std::string_view wanted) const noexcept {
    return plain(at, at + wanted.size()) == wanted;
}

bool WrittenText::startsWithSmall(Position at, std::string_view wanted) const noexcept {
    return small(at, at + wanted.size()) == wanted;
}

std::string WrittenText::utf8(Position begin, Position end) const {
    std::string out;
    for (Position at = begin; at < std::min(end, text_.size()); ++at)
        appendUtf8(out, text_[at]);
    return out;
}

bool WrittenText::isDigit(Position at) const noexcept { return isDigitSign(this->at(at)); }
bool WrittenText::isLetter(Position at) const noexcept { return isLetterSign(this->at(at)); }
bool WrittenText::isCapital(Position at) const noexcept { return this->at(at) >= 'A' && this->at(at) <= 'Z'; }
bool WrittenText::isBlank(Position at) const noexcept { return isBlankSign(this->at(at)); }

Position WrittenText::digitsEnd(Position at) const noexcept {
    while (isDigit(at))
        ++at;
    return at;
}

Position WrittenText::lettersEnd(Position at) const noexcept {
    while (isLetter(at))
        ++at;
    return at;
}

Position WrittenText::blanksEnd(Position at) const noexcept {
    while (isBlank(at))
        ++at;
    return at;
}

Position WrittenText::digitsBegin(Position end) const noexcept {
    while (end > 0 && isDigit(end - 1))
        --end;
    return end;
}

bool WrittenText::wordBegins(Position at) const noexcept {
    return !isLetterSign(before(at)) && !isDigitSign(before(at));
}
bool WrittenText::wordEnds(Position at) const noexcept { return !isLetter(at) && !isDigit(at); }

WordAt WrittenText::wordAt(Position begin, Position end) const noexcept {
    return {.word = std::string_view(small_).substr(begin, end - begin), .begin = begin, .end = end};
}

/// "Rm. 204": the full stop ends no sentence.
bool WrittenText::isStopOfAbbreviation(Position stop) const noexcept {
    constexpr std::size_t longest = 5;
    if (plain_[stop] != '.')
        return false;
    Position begin = stop;
    while (begin > 0 && stop - begin <= longest && isLetterSign(plain_[begin - 1]))
        --begin;
    const std::string_view word = small(begin, stop);
    return word == "c" || (!word.empty() && isAbbreviation(word));
}

WordAt WrittenText::wordBefore(Position at) const noexcept {
    Position end = std::min(at, size());
    const Position least = end - std::min(end, kLongestGap);
    const auto opens = [&](char c) {
        return isBlankSign(c) || c == '-' || c == '"' || c == '\'' || c == '(' || c == '[';
    };
    while (end > least && opens(plain_[end - 1]))
        --end;
    if (end > 0 && isStopOfAbbreviation(end - 1))
        --end;
    Position begin = end;
    while (begin > 0 && end - begin < kLongestWord && (isLetterSign(plain_[begin - 1]) || plain_[begin - 1] == '\''))
        --begin;
    return wordAt(begin, end);
}

WordAt WrittenText::wordBehind(Position at) const noexcept {
    Position begin = std::min(at, size());
    const Position most = std::min(begin + kLongestGap, size());
    while (begin < most && (isBlankSign(plain_[begin]) || plain_[begin] == '-'))
        ++begin;
    Position end = begin;
    while (end < size() && end - begin < kLongestWord &&
           (isLetterSign(plain_[end]) || (end > begin && plain_[end] == '\'')))
        ++end;
    return wordAt(begin, end);
}

WordAt WrittenText::earlierWord(Position at) const noexcept {
    Position end = std::min(at, size());
    const Position least = end - std::min(end, kLongestWord);
    while (end > least && (joinsWords(plain_[end - 1]) || isStopOfAbbreviation(end - 1)))
        --end;
    Position begin = end;
    while (begin > 0 && end - begin < kLongestWord && isLetterSign(plain_[begin - 1]))
        --begin;
    return wordAt(begin, end);
}

WordAt WrittenText::laterWord(Position at) const noexcept {
    Position begin = std::min(at, size());
    const Position most = std::min(begin + kLongestWord, size());
    while (begin < most && joinsWords(plain_[begin]))
        ++begin;
    Position end = begin;
    while (end < size() && end - begin < kLongestWord && isLetterSign(plain_[end]))
        ++end;
    return wordAt(begin, end);
}

bool WrittenText::sentenceMayEnd(Position at) const noexcept {
    Position next = at;
    while (next < size() && next - at < kLongestGap &&
           (isBlankSign(plain_[next]) || plain_[next] == '"' || plain_[next] == ')')) {
        if (plain_[next] == '\n')
            return true;
        ++next;
    }
    return next >= size() || (next > at && isCapital(next));
}

}  // namespace timbre::frontend::english
