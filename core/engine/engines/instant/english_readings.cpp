// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/english_readings.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "core/engine/engines/instant/phones.h"

namespace timbre::instant {
namespace {

bool isWordByte(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

std::string inSmallLetters(std::string_view text) {
    std::string small(text);
    std::ranges::transform(small, small.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return small;
}

/// One phone of ARPAbet as flite's lexicon writes it: vowels end with 1 or 0, and the unstressed AH is a phone of its own.
std::optional<std::string> flitePhone(std::string_view arpabet) {
    std::string name = inSmallLetters(arpabet);
    char stress = '\0';
    if (!name.empty() && name.back() >= '0' && name.back() <= '2') {
        stress = name.back();
        name.pop_back();
    }
    const auto phone = phoneFromName(name);
    if (!phone || *phone == kPause)
        return std::nullopt;
    if (!isVowel(*phone))
        return stress == '\0' ? std::optional(name) : std::nullopt;
    if (name == "ah" && stress == '0')
        name = "ax";
    return name + (stress == '1' || stress == '2' ? '1' : '0');
}

/// Copies the plain text and puts readings in place of what was written.
class Rewriter {
  public:
    Rewriter(const PlainText& from, std::string_view original) : from_(from), original_(original) {}

    void copyUntil(std::size_t end) {
        for (; at_ < end; ++at_)
            append(from_.text[at_], from_.origin[at_]);
    }

    /// One word with phones of its own, apart from what stands beside it.
    void replaceByPhones(std::size_t end, std::string phones, const GivenReading& given) {
        std::string name;
        std::ranges::copy_if(from_.text.substr(at_, end - at_), std::back_inserter(name), isWordByte);
        // flite takes a word with the phones of the one before it for the same word.
        if (out_.spans.size() % 2 == 1)
            phones.insert(0, " ");
        replace(name.empty() ? "word" : name, end, std::move(phones), given);
    }

    void replaceByWords(std::size_t end, std::string_view words, const GivenReading& given) { replace(words, end, {}, given); }

    TextWithReadings finish() {
        copyUntil(from_.text.size());
        return std::move(out_);
    }

  private:
    void append(char c, std::size_t origin) {
        out_.plain.text += c;
        out_.plain.origin.push_back(origin);
    }

    void replace(std::string_view words, std::size_t end, std::string phones, const GivenReading& given) {
        std::string& text = out_.plain.text;
        constexpr std::string_view kOpening = "(['\"";
        if (!text.empty() && text.back() != ' ' && kOpening.find(text.back()) == std::string_view::npos)
            append(' ', given.beginByte);
        ReadSpan span{.begin = text.size(), .end = 0, .phones = std::move(phones), .written = {}};
        for (const char c : words)
            append(c, given.beginByte);
        span.end = text.size();
        span.written = std::string(original_.substr(given.beginByte, given.endByte - given.beginByte));
        out_.spans.push_back(std::move(span));
        at_ = end;
        if (at_ < from_.text.size() && (isWordByte(from_.text[at_]) || from_.text[at_] == '-' || from_.text[at_] == '\''))
            append(' ', given.beginByte);
    }

    const PlainText& from_;
    std::string_view original_;
    std::size_t at_ = 0;
    TextWithReadings out_;
};

}  // namespace

std::optional<std::string> flitePhones(std::string_view arpabet) {
    std::string phones;
    while (!arpabet.empty()) {
        const std::string_view word = arpabet.substr(0, arpabet.find(' '));
        arpabet.remove_prefix(std::min(word.size() + 1, arpabet.size()));
        if (word.empty())
            continue;
        const auto phone = flitePhone(word);
        if (!phone)
            return std::nullopt;
        phones += (phones.empty() ? "" : " ") + *phone;
    }
    return phones.empty() ? std::nullopt : std::optional(phones);
}

Result<TextWithReadings> withGivenReadings(PlainText plain, std::string_view original, std::span<const GivenReading> readings) {
    if (readings.empty())
        return TextWithReadings{.plain = std::move(plain), .spans = {}};
    Rewriter rewriter(plain, original);
    std::size_t before = 0;
    for (const GivenReading& given : readings) {
        if (given.beginByte < before || given.endByte <= given.beginByte || given.endByte > original.size())
            return fail(ErrorCode::InvalidInput, "a given reading lies outside the text or over another one");
        before = given.endByte;
        const auto inside = [&](std::size_t origin) { return origin >= given.beginByte && origin < given.endByte; };
        const auto first = std::ranges::find_if(plain.origin, inside);
        if (first == plain.origin.end())
            continue;  // a picture: nothing is read there
        const auto last = std::find_if_not(first, plain.origin.end(), inside);
        rewriter.copyUntil(static_cast<std::size_t>(first - plain.origin.begin()));
        const auto end = static_cast<std::size_t>(last - plain.origin.begin());
        if (auto phones = flitePhones(given.reading)) {
            rewriter.replaceByPhones(end, std::move(*phones), given);
            continue;
        }
        const auto words = plainText(given.reading);
        if (!words) {
            return fail(ErrorCode::InvalidInput, "the reading \"" + given.reading + "\" is neither ARPAbet nor a word",
                        "Write phones like \"K AE1 T\", or the words to be said.");
        }
        rewriter.replaceByWords(end, words->text, given);
    }
    return rewriter.finish();
}

}  // namespace timbre::instant
