// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/english/speech_tokens.h"

#include <algorithm>

#include "core/base/utf8.h"
#include "core/frontend/english/latin_letters.h"
#include "core/frontend/english/word_set.h"

namespace timbre::frontend::english {

namespace {

constexpr std::string_view kComma = ",";
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

bool isApostrophe(char32_t c) { return c == U'\'' || c == 0x2019 || c == 0x2BC || c == 0x2018; }
bool isCombining(char32_t c) { return c >= 0x300 && c <= 0x36F; }
bool isBlank(char32_t c) { return c == U' ' || (c != U'\n' && isSpace(c)); }

/// Wide letters and digits as narrow ones.
char32_t narrow(char32_t c) { return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c; }

/// How a letter is written with a..z; empty for what is none.
std::string lettersOf(char32_t c) {
    c = narrow(c);
    if (const std::string_view spelling = latinSpelling(c); !spelling.empty())
        return std::string(spelling);
    const char32_t base = latinBase(c);
    const bool letter = (base >= U'a' && base <= U'z') || (base >= U'A' && base <= U'Z');
    return letter ? std::string(1, static_cast<char>(base)) : std::string{};
}

bool isLetter(char32_t c) { return !lettersOf(c).empty(); }

bool isDigit(char32_t c) { return narrow(c) >= U'0' && narrow(c) <= U'9'; }

/// Words that begin with an apostrophe.
bool isShortened(std::string_view word) {
    return isOneOf<"bout cause cept cuz em fraid im neath nuff round til till tis twas tween twill">(word);
}

class Cutter {
  public:
    explicit Cutter(std::u32string_view text) : text_(text) {}

    void cut(std::size_t begin, std::size_t end) {
        end_ = end;
        for (std::size_t at = begin; at < end;)
            at = next(at);
    }

    void addFixed(const FixedReading& fixed) {
        SpeechToken token{.begin = fixed.begin, .end = fixed.end, .word = true, .fixed = &fixed};
        for (std::size_t at = fixed.begin; at < fixed.end; ++at)
            token.text += lettersOf(text_[at]);
        tokens_.push_back(std::move(token));
    }

    [[nodiscard]] std::vector<SpeechToken> take() && { return std::move(tokens_); }

  private:
    [[nodiscard]] char32_t at(std::size_t place) const { return place < end_ ? text_[place] : U'\0'; }
    [[nodiscard]] char32_t before(std::size_t place) const { return place > 0 ? text_[place - 1] : U'\0'; }

    std::size_t next(std::size_t place) {
        const char32_t c = text_[place];
        if (isLetter(c))
            return word(place, place);
        if (isDigit(c))
            return digits(place);
        if (isApostrophe(c))
            return apostrophe(place);
        if (c == U'.' || c == 0x2026)
            return dots(place);
        mark(place, c);
        return place + 1;
    }

    std::size_t word(std::size_t begin, std::size_t place) {
        SpeechToken token{.begin = begin, .end = place, .word = true};
        if (place > begin)
            token.text = "'";
        for (; place < end_; ++place) {
            const char32_t c = text_[place];
            const std::string letters = lettersOf(c);
            const bool inside = isApostrophe(c) && isLetter(at(place + 1)) && !token.text.ends_with('\'');
            if (!letters.empty())
                token.text += letters;
            else if (inside)
                token.text += '\'';
            else if (!isCombining(c))
                break;
            token.end = place + 1;
        }
        if (isApostrophe(at(place)) && token.text.size() > 3 && token.text.ends_with("in") && !isLetter(at(place + 1))) {
            token.text += '\'';  // "goin'"
            token.end = ++place;
        }
        tokens_.push_back(std::move(token));
        return place;
    }

    std::size_t digits(std::size_t place) {
        SpeechToken token{.begin = place, .end = place, .word = true};
        for (; isDigit(at(place)); ++place)
            token.text += static_cast<char>(narrow(text_[place]));
        token.end = place;
        tokens_.push_back(std::move(token));
        return place;
    }

    std::size_t apostrophe(std::size_t place) {
        std::string letters;
        for (std::size_t i = place + 1; isLetter(at(i)) && letters.size() < 6; ++i)
            letters += lettersOf(text_[i]);
        for (char& c : letters)
            c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        return isShortened(letters) ? word(place, place + 1) : place + 1;
    }

    /// "...", ". . ." and the one character for it are a long pause.
    std::size_t dots(std::size_t place) {
        int count = text_[place] == 0x2026 ? 3 : 1;
        std::size_t end = place + 1;
        for (std::size_t i = end; i < end_ && (text_[i] == U'.' || text_[i] == 0x2026 || text_[i] == U' '); ++i)
            if (text_[i] != U' ') {
                ++count;
                end = i + 1;
            }
        pause(place, end, count >= 3 ? kEllipsis : ".");
        return end;
    }

    void mark(std::size_t place, char32_t c) {
        switch (c) {
            case U',': case U';': case U':': case 0x2014: case 0x2015: case 0x3001: case 0xFF0C: case 0xFF1B: case 0xFF1A:
                return pause(place, place + 1, kComma);
            case U'!': case 0xFF01: case 0xA1: return c == 0xA1 ? void() : pause(place, place + 1, "!");
            case U'?': case 0xFF1F: return pause(place, place + 1, "?");
            case 0x3002: case 0xFF0E: return pause(place, place + 1, ".");
            case U'\n': case U'(': case U')': case U'[': case U']': return aside(place, c);
            case U'-': case 0x2013: case 0x2212:
                // Between blanks it is a dash; at the beginning of a line it only begins a list.
                if (isBlank(before(place)) && isBlank(at(place + 1)) && !tokens_.empty() && tokens_.back().word)
                    pause(place, place + 1, kComma);
                else if (at(place + 1) == U'-')
                    pause(place, place + 1, kComma);
                return;
            default: return;
        }
    }

    /// Line ends and brackets that stand beside a blank part what is around them.
    void aside(std::size_t place, char32_t c) {
        const bool opens = c == U'(' || c == U'[';
        const bool apart = c == U'\n' || (opens ? isBlank(before(place)) : !isLetter(at(place + 1)));
        if (apart && !tokens_.empty() && tokens_.back().word)
            pause(place, place + 1, kComma);
    }

    /// Of marks in a row the first stays, unless it is the weakest.
    void pause(std::size_t begin, std::size_t end, std::string_view mark) {
        if (tokens_.empty() || tokens_.back().word) {
            tokens_.push_back({.begin = begin, .end = end, .text = std::string(mark)});
            return;
        }
        if (tokens_.back().text == kComma)
            tokens_.back().text = mark;
        tokens_.back().end = end;
    }

    std::u32string_view text_;
    std::size_t end_ = 0;
    std::vector<SpeechToken> tokens_;
};

}  // namespace

std::vector<SpeechToken> speechTokens(std::u32string_view text, std::span<const FixedReading> fixed) {
    Cutter cutter(text);
    std::size_t at = 0;
    for (const FixedReading& one : fixed) {
        cutter.cut(at, one.begin);
        cutter.addFixed(one);
        at = one.end;
    }
    cutter.cut(at, text.size());
    auto tokens = std::move(cutter).take();
    for (SpeechToken& token : tokens) {
        token.small.resize(token.text.size());
        std::ranges::transform(token.text, token.small.begin(),
                               [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    }
    return tokens;
}

}  // namespace timbre::frontend::english
