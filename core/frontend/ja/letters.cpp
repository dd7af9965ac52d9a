// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/ja/letters.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "core/base/utf8.h"
#include "core/frontend/ja/kana.h"
#include "core/frontend/ja/prosody.h"
#include "core/frontend/ja/script.h"

namespace timbre::frontend::ja {

namespace {

// Stands for what was given a reading but is no word: a noun like any other.
constexpr char32_t kNoun = U'猫';
constexpr std::size_t kLongestFixed = 64;
// Between digits; a full stop is "." in Letters.
constexpr char32_t kDecimalPoint = U'．';

constexpr bool isDigit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }

constexpr bool isVoicing(char32_t c) { return c == 0x3099 || c == 0x309B || c == 0xFF9E; }
constexpr bool isHalfVoicing(char32_t c) { return c == 0x309A || c == 0x309C || c == 0xFF9F; }

/// か and ゛ to が; 0 where there is no such kana.
char32_t voiced(char32_t kana, char32_t mark) {
    constexpr std::u32string_view kVoiceable = U"かきくけこさしすせそたちつてとはひふへほカキクケコサシスセソタチツテトハヒフヘホ";
    constexpr std::u32string_view kHalfVoiceable = U"はひふへほハヒフヘホ";
    if (isVoicing(mark) && kana == U'ウ')
        return U'ヴ';
    if (isVoicing(mark) && kVoiceable.find(kana) != std::u32string_view::npos)
        return kana + 1;
    if (isHalfVoicing(mark) && kHalfVoiceable.find(kana) != std::u32string_view::npos)
        return kana + 2;
    return 0;
}

enum class Kind {
    Speech,
    Mark,    ///< Makes a pause.
    Silent,  ///< A word may end there, no more.
};

/// Signs that are heard as a pause, as the models know them.
char32_t plainMark(char32_t c) {
    switch (c) {
        case U'—':
        case U'―':
        case U'–':
        case U'─':
        case U'−': return U'-';
        case U'‥':
        case U'⋯': return U'…';
        case U'．':
        case U'｡': return U'.';
        case U'､':
        case U'，':
        case U'；':
        case U'：': return U',';
        case U'‼': return U'!';
        case U'⁇':
        case U'⁈':
        case U'⁉': return U'?';
        default: return c;
    }
}

Kind kindOf(char32_t c) {
    if (isSpeech(c) || c == U'〇' || c == U'０' || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xF900 && c <= 0xFAFF) ||
        (c >= 0x20000 && c <= 0x3FFFF) || c == kDecimalPoint)
        return Kind::Speech;
    const std::string phone = phoneOfMark(c);
    return !phone.empty() && symbolId(PhoneSet::V2, phone) && c > U' ' ? Kind::Mark
           : c == U'\n'                                                ? Kind::Mark
                                                                       : Kind::Silent;
}

tl::unexpected<Error> noReading(std::string_view reading) {
    return fail(ErrorCode::InvalidInput, "\"" + std::string(reading) + "\" is no Japanese reading",
                "Give kana as they are pronounced, with the mora before the fall of the pitch behind them if it is known: "
                "\"ハシ 1\", \"トーキョー 0\".");
}

/// Letters one behind the other.
class Builder {
  public:
    explicit Builder(Letters& out) : out_(out) {}

    void add(std::u32string_view text, std::size_t at) {
        const char32_t c = text[at];
        if (isVoicing(c) || isHalfVoicing(c)) {
            extend(voiced(out_.letters.empty() ? 0 : out_.letters.back(), c), at);
            return;
        }
        if ((c == U'.' || c == U'．') && at + 1 < text.size() && isDigit(text[at + 1]) && !out_.letters.empty() &&
            isDigit(out_.letters.back())) {
            push(kDecimalPoint, {at, at + 1});
            return;
        }
        const char32_t mark = plainMark(c);
        switch (kindOf(mark)) {
            case Kind::Speech: push(fullWidth(c), {at, at + 1}); break;
            case Kind::Mark:
                if (!repeats(mark))
                    push(mark, {at, at + 1});
                break;
            case Kind::Silent: border_ = true; break;
        }
    }

    void addFixed(std::u32string_view text, FixedWord word, std::size_t begin, std::size_t end) {
        border_ = true;
        word.begin = out_.letters.size();
        const auto whole = text.substr(begin, end - begin);
        if (whole.size() <= kLongestFixed && std::ranges::all_of(whole, [](char32_t c) { return kindOf(c) == Kind::Speech; })) {
            for (std::size_t at = begin; at < end; ++at)
                add(text, at);
        } else {
            word.accent = word.accent.value_or(0);
            push(kNoun, {begin, end});
        }
        word.end = out_.letters.size();
        out_.fixed.push_back(std::move(word));
        border_ = true;
    }

  private:
    void push(char32_t letter, Letters::Place place) {
        if (border_)
            out_.borders.push_back(out_.letters.size());
        border_ = false;
        out_.letters += letter;
        out_.places.push_back(place);
    }

    void extend(char32_t letter, std::size_t at) {
        if (letter == 0 || out_.places.back().end != at)
            return;
        out_.letters.back() = letter;
        out_.places.back().end = at + 1;
    }

    [[nodiscard]] bool repeats(char32_t mark) const {
        constexpr std::u32string_view kRepeatable = U"!?…,.-";
        return kRepeatable.find(mark) != std::u32string_view::npos && !out_.letters.empty() &&
               kRepeatable.find(out_.letters.back()) != std::u32string_view::npos;
    }

    Letters& out_;
    bool border_ = false;
};

}  // namespace

Result<Letters> Letters::of(std::u32string_view text, std::span<const FixedReading> fixed) {
    Letters out;
    Builder builder(out);
    std::size_t at = 0;
    for (const FixedReading& given : fixed) {
        auto word = parseReading(given.reading);
        if (!word)
            return tl::unexpected(word.error());
        const std::size_t end = std::min(given.end, text.size());
        if (given.begin < at || given.begin >= end)
            return fail(ErrorCode::InvalidInput, "the reading \"" + given.reading + "\" lies outside of the text");
        for (; at < given.begin; ++at)
            builder.add(text, at);
        builder.addFixed(text, std::move(*word), given.begin, end);
        at = end;
    }
    for (; at < text.size(); ++at)
        builder.add(text, at);
    return out;
}

std::size_t Letters::speechAt(std::size_t first) const {
    std::size_t size = 0;
    const std::u32string_view rest = std::u32string_view(letters).substr(first);
    while (size < rest.size() && size <= OpenJTalk::kLongestText && kindOf(rest[size]) == Kind::Speech)
        ++size;
    if (size <= OpenJTalk::kLongestText)
        return size;
    size = placeToCut(rest.substr(0, size));
    for (const FixedWord& word : fixed)
        if (word.begin < first + size && word.end > first + size)
            return word.begin - first;
    return size;
}

Result<FixedWord> parseReading(std::string_view reading) {
    const std::size_t blank = std::min(reading.find(' '), reading.size());
    FixedWord word;
    std::u32string kana = codePoints(reading.substr(0, blank));
    std::erase(kana, U'、');  // What is shown of a row of numbers has the pauses within it.
    for (char32_t& c : kana)
        c = katakana(fullWidth(c));
    word.pronunciation = toUtf8(kana);
    word.moras = countSpokenMoras(word.pronunciation);
    if (word.moras == 0 || word.moras > kMostFixedMoras)
        return noReading(reading);
    if (blank == reading.size())
        return word;
    const std::string_view number = reading.substr(blank + 1);
    int accent = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), accent);
    if (error != std::errc{} || end != number.data() + number.size() || accent < 0 || accent > word.moras)
        return noReading(reading);
    word.accent = accent;
    return word;
}

}  // namespace timbre::frontend::ja
