// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/korean/traced_text.h"

#include <algorithm>

#include "core/base/utf8.h"
#include "core/frontend/ja/source.h"
#include "core/frontend/korean/jamo.h"
#include "core/frontend/korean/letters.h"
#include "core/frontend/korean/marks.h"
#include "core/frontend/korean/number_words.h"

namespace timbre::frontend::korean {

namespace {

constexpr char32_t kSilent = U'ᄋ';

/// Fillers and letters of old Hangul and of half width, which have no sound here.
bool isSoundlessLetter(char32_t c) noexcept {
    return (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3130 && c <= 0x318F) || (c >= 0xA960 && c <= 0xA97F) ||
           (c >= 0xD7B0 && c <= 0xD7FF) || (c >= 0xFFA0 && c <= 0xFFDC);
}

Result<std::u32string> hangulOf(const std::string& reading) {
    std::u32string out;
    bool hangul = !reading.empty();
    for (std::size_t at = 0; hangul && at < reading.size();) {
        const char32_t c = decodeUtf8(reading, at);
        const char32_t alone = syllableOfLetter(c);
        if (alone == 0 && isSoundlessLetter(c))
            continue;
        out += alone != 0 ? alone : c;
        hangul = isSyllable(out.back()) || out.back() == U' ';
    }
    if (!hangul || std::ranges::none_of(out, isSyllable))
        return fail(ErrorCode::InvalidInput, "the reading “" + reading + "” is not Korean",
                    "Write it in Hangul as it is pronounced, for example 궁물.");
    return out;
}

/// Whether Hangul shows sounds: no ends of syllables but those one can hear, and none that would move to a vowel.
bool isPronunciation(std::u32string_view hangul) {
    constexpr std::u32string_view kHeard = U"ᆨᆫᆮᆯᆷᆸᆼ";
    for (std::size_t i = 0; i < hangul.size(); ++i) {
        const char32_t coda = codaOf(hangul[i]);
        if (coda == 0)
            continue;
        const bool moves = coda != U'ᆼ' && i + 1 < hangul.size() && isSyllable(hangul[i + 1]) &&
                           decomposed(hangul.substr(i + 1, 1)).front() == kSilent;
        if (moves || kHeard.find(coda) == std::u32string_view::npos)
            return false;
    }
    return true;
}

/// What the rules keep in order: the vowel of each syllable, and characters that are no letters.
struct Anchor {
    char32_t character = 0;  ///< 0 for a vowel.
    std::size_t owner = 0;
};

std::vector<Anchor> anchorsOf(const std::u32string& text) {
    std::vector<Anchor> anchors;
    anchors.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (isSyllable(text[i]) || isVowel(text[i]))
            anchors.push_back({.owner = i});
        else if (!isLead(text[i]) && !isCoda(text[i]))
            anchors.push_back({.character = text[i], .owner = i});
    }
    return anchors;
}

bool isJoined(const TracedText& text, std::size_t place) { return place < text.text.size() && isSyllable(text.text[place]); }

}  // namespace

Result<TracedText> traced(std::u32string_view text, std::span<const FixedReading> fixed) {
    TracedText out;
    int number = 0;
    for (std::size_t place = 0; place < text.size();) {
        if (!fixed.empty() && fixed.front().begin == place) {
            const auto hangul = hangulOf(fixed.front().reading);
            if (!hangul)
                return tl::unexpected(hangul.error());
            for (const char32_t c : *hangul)
                out.add(c, place, number);
            place = std::max(fixed.front().end, place + 1);
            fixed = fixed.subspan(1);
            ++number;
            continue;
        }
        const char32_t c = text[place];
        if (const auto name = letterName(c); !name.empty()) {
            for (const char32_t syllable : name)
                out.add(syllable, place, kNotGiven);
        } else if (ja::isAsciiDigit(c)) {
            out.add(digitNames(text.substr(place, 1), U'영').front(), place, kNotGiven);
        } else {
            out.add(isMark(c) ? kReplacementCharacter : c, place, kNotGiven);
        }
        ++place;
    }
    return out;
}

void insertNasals(TracedText& text) {
    constexpr std::u32string_view kNumerals = U"십백천만";
    for (std::size_t i = 1; i < text.text.size(); ++i)
        if (text.text[i] == U'육' && text.given[i] == kNotGiven &&
            kNumerals.find(text.text[i - 1]) != std::u32string_view::npos)
            text.text[i] = U'뉵';
}

TracedLetters traceBack(std::u32string letters, const TracedText& text) {
    const std::vector<Anchor> anchors = anchorsOf(text.text);
    TracedLetters out{.letters = std::move(letters)};
    out.owners.assign(out.letters.size(), kNoPlace);
    auto anchor = anchors.begin();
    for (std::size_t i = 0; i < out.letters.size(); ++i) {
        const char32_t c = out.letters[i];
        if (isLead(c))
            continue;  // The vowel behind tells.
        if (isCoda(c)) {
            if (i > 0 && !isLead(out.letters[i - 1]) && (isVowel(out.letters[i - 1]) || isCoda(out.letters[i - 1])))
                out.owners[i] = out.owners[i - 1];
            continue;
        }
        const char32_t wanted = isVowel(c) ? 0 : c;
        while (anchor != anchors.end() && anchor->character != wanted && anchor->character != 0)
            ++anchor;  // The rules have dropped it.
        if (anchor == anchors.end() || anchor->character != wanted)
            continue;
        out.owners[i] = (anchor++)->owner;
        if (wanted == 0 && i > 0 && isLead(out.letters[i - 1]))
            out.owners[i - 1] = out.owners[i];
    }
    return out;
}

TracedLetters withGiven(const TracedLetters& sounding, const TracedText& text, std::span<const FixedReading> fixed) {
    TracedLetters out;
    const auto readingAt = [&](std::size_t i) {
        const std::size_t owner = sounding.owners[i];
        return owner == kNoPlace ? kNotGiven : text.given[owner];
    };
    for (std::size_t i = 0; i < sounding.letters.size();) {
        const int reading = readingAt(i);
        std::size_t end = i + 1;
        while (reading != kNotGiven && end < sounding.letters.size() && readingAt(end) == reading)
            ++end;
        std::u32string letters = sounding.letters.substr(i, end - i);
        std::u32string hangul;
        if (reading != kNotGiven)
            hangul = hangulOf(fixed[static_cast<std::size_t>(reading)].reading).value_or(std::u32string());
        if (hangul.empty() || !isPronunciation(hangul)) {
            out.letters += letters;
            out.owners.insert(out.owners.end(), sounding.owners.begin() + static_cast<std::ptrdiff_t>(i),
                              sounding.owners.begin() + static_cast<std::ptrdiff_t>(end));
            i = end;
            continue;
        }
        const std::size_t owner = sounding.owners[i];
        std::size_t last = owner;
        while (last + 1 < text.given.size() && text.given[last + 1] == reading)
            ++last;
        std::u32string exact = decomposed(hangul);
        const auto firstVowel = [](const std::u32string& of) {
            return static_cast<std::size_t>(std::ranges::find_if(of, isVowel) - of.begin());
        };
        const auto behindLastVowel = [](const std::u32string& of) {
            return static_cast<std::size_t>(std::find_if(of.rbegin(), of.rend(), isVowel).base() - of.begin());
        };
        if (isJoined(text, last + 1))  // A particle takes the last sound with it, or changes it.
            exact.replace(behindLastVowel(exact), exact.size(), letters, behindLastVowel(letters));
        if (owner > 0 && isJoined(text, owner - 1))
            exact.replace(0, firstVowel(exact), letters, 0, firstVowel(letters));
        out.letters += exact;
        out.owners.insert(out.owners.end(), exact.size(), owner);
        i = end;
    }
    return out;
}

}  // namespace timbre::frontend::korean
