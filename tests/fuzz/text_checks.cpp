// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/text_checks.h"

#include <algorithm>
#include <numeric>

#include "core/base/utf8.h"
#include "core/frontend/lexicon.h"
#include "core/text/characters.h"
#include "core/text/gpt_sovits_split.h"
#include "core/text/markup.h"
#include "core/text/unicode_classes.h"

namespace timbre::test {
namespace {

using namespace frontend;

// Nothing that is written takes longer to say: a digit, a unit or a sign is a few words at most.
constexpr std::size_t kPhonesPerCharacter = 120;
constexpr std::size_t kPhonesAnyway = 200;
constexpr std::size_t kWordsPerCharacter = 60;

bool isUtf8(std::string_view text) { return !findInvalidUtf8(text); }

bool isStart(std::string_view utf8, std::size_t byte) {
    return byte == utf8.size() || (byte < utf8.size() && (static_cast<unsigned char>(utf8[byte]) & 0xC0U) != 0x80U);
}

template <typename Keep>
std::u32string only(std::string_view utf8, Keep keep) {
    std::u32string kept;
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = decodeUtf8(utf8, at);
        if (keep(c))
            kept += c;
    }
    return kept;
}

std::size_t lengthOf(std::string_view utf8) {
    std::size_t length = 0;
    for (std::size_t at = 0; at < utf8.size();)
        length += isWide(decodeUtf8(utf8, at)) ? 3 : 1;
    return length;
}

Complaint checkSpan(const std::string& what, std::size_t begin, std::size_t end, std::size_t& behind, std::size_t size) {
    if (begin >= end || end > size)
        return what + " [" + std::to_string(begin) + ", " + std::to_string(end) + ") of " + std::to_string(size);
    if (begin < behind)
        return what + " at " + std::to_string(begin) + " begins before the end of the one before, " + std::to_string(behind);
    behind = end;
    return {};
}

}  // namespace

std::u32string codePoints(std::string_view utf8) {
    return only(utf8, [](char32_t) { return true; });
}

Complaint checkError(const Error& error) {
    if (error.detail.empty())
        return "an error without a sentence";
    if (!isUtf8(error.message()))
        return "an error whose message is not UTF-8";
    if (error.code != ErrorCode::InvalidInput && error.code != ErrorCode::Unsupported)
        return "a text causes the error " + error.message();
    return {};
}

Complaint checkPhones(const PhoneText& spoken, PhoneSet set, std::size_t textSize) {
    for (const std::string& phone : spoken.phones)
        if (!symbolId(set, phone))
            return "\"" + phone + "\" is no symbol";
    if (spoken.phones.size() > textSize * kPhonesPerCharacter + kPhonesAnyway)
        return std::to_string(spoken.phones.size()) + " phones";
    if (!isUtf8(spoken.normalised))
        return "the normalised text is not UTF-8";
    const auto& counts = spoken.phonesPerCharacter;
    if (!counts.empty() || !spoken.words.empty()) {
        const bool negative = std::ranges::any_of(counts, [](int count) { return count < 0; });
        const auto sum = std::accumulate(counts.begin(), counts.end(), std::size_t{0},
                                         [](std::size_t all, int count) { return all + static_cast<std::size_t>(count); });
        if (!counts.empty() && (negative || sum != spoken.phones.size()))
            return "phones per character are " + std::to_string(sum) + ", phones " + std::to_string(spoken.phones.size());
        if (!counts.empty() && counts.size() != countCodePoints(spoken.normalised))
            return std::to_string(counts.size()) + " counts for " + std::to_string(countCodePoints(spoken.normalised)) +
                   " characters";
    }
    std::size_t behind = 0;
    std::size_t phone = 0;
    for (const SpokenWord& word : spoken.words) {
        if (Complaint wrong = checkSpan("a word", word.begin, word.end, behind, textSize); !wrong.empty())
            return wrong;
        if (word.firstPhone < phone || word.firstPhone + word.phoneCount > spoken.phones.size())
            return "a word's phones [" + std::to_string(word.firstPhone) + ", +" + std::to_string(word.phoneCount) +
                   ") of " + std::to_string(spoken.phones.size());
        phone = word.firstPhone + word.phoneCount;
        if (word.phoneCount > 0 && word.reading.empty())
            return "a word that is spoken has no reading";
        if (!isUtf8(word.reading) || !std::ranges::all_of(word.alternatives, isUtf8))
            return "a reading is not UTF-8";
    }
    return {};
}

Complaint checkRewrites(std::span<const Rewrite> rewrites, std::size_t textSize) {
    std::size_t behind = 0;
    for (const Rewrite& rewrite : rewrites) {
        if (Complaint wrong = checkSpan("a rewrite", rewrite.begin, rewrite.end, behind, textSize); !wrong.empty())
            return wrong;
        const std::size_t most = (rewrite.end - rewrite.begin) * kWordsPerCharacter + kWordsPerCharacter;
        if (rewrite.spoken.size() > most)
            return "a rewrite of " + std::to_string(rewrite.spoken.size()) + " characters";
        for (const std::u32string& other : rewrite.alternatives)
            if (other.size() > most)
                return "an alternative of " + std::to_string(other.size()) + " characters";
    }
    return {};
}

Complaint checkFixed(const PhoneText& spoken, std::span<const FixedReading> fixed) {
    for (const FixedReading& one : fixed) {
        // Marks at its ends are not of the word.
        const auto meets = [&](const SpokenWord& word) { return word.end > one.begin && word.begin < one.end; };
        const bool there =
            std::ranges::count_if(spoken.words, meets) == 1 && std::ranges::any_of(spoken.words, [&](const SpokenWord& word) {
                return meets(word) && word.begin >= one.begin && word.end <= one.end;
            });
        if (!there) {
            std::string words;
            for (const SpokenWord& word : spoken.words)
                if (word.end > one.begin && word.begin < one.end)
                    words += " [" + std::to_string(word.begin) + ", " + std::to_string(word.end) + ") " + word.reading;
            return "the reading \"" + one.reading + "\" given for [" + std::to_string(one.begin) + ", " +
                   std::to_string(one.end) + ") is no word of its own, but:" + words;
        }
    }
    return {};
}

Complaint checkSpoken(const SpokenText& spoken, PhoneSet set, std::string_view utf8) {
    const std::size_t size = countCodePoints(utf8);
    std::vector<std::string> phones;
    for (const SpokenSegment& segment : spoken.segments) {
        const std::size_t written = countCodePoints(segment.text);
        if (Complaint wrong = checkPhones(segment.spoken, set, written); !wrong.empty())
            return "segment " + std::string(languageCode(segment.language)) + ": " + wrong;
        phones.insert(phones.end(), segment.spoken.phones.begin(), segment.spoken.phones.end());
    }
    if (phones != spoken.phones)
        return "the segments have other phones than the text";
    if (phones.size() > size * kPhonesPerCharacter + kPhonesAnyway)
        return std::to_string(phones.size()) + " phones";
    std::size_t behind = 0;
    for (const ReadWord& word : spoken.words) {
        if (Complaint wrong = checkSpan("a word", word.beginByte, word.endByte, behind, utf8.size()); !wrong.empty())
            return wrong;
        if (!isStart(utf8, word.beginByte) || !isStart(utf8, word.endByte))
            return "a word begins or ends inside of a character";
        if (word.firstPhone + word.phoneCount > phones.size())
            return "a word has phones behind the last";
        if (!isUtf8(word.spoken) || !isUtf8(word.reading) || !std::ranges::all_of(word.alternatives, isUtf8))
            return "a word is not UTF-8";
    }
    return {};
}

Complaint checkInWords(const TextInWords& words, std::string_view utf8) {
    if (!isUtf8(words.text))
        return "the text in words is not UTF-8";
    if (words.sourceBytes.size() != words.text.size() + 1)
        return "bytes and their sources differ in number";
    if (std::ranges::any_of(words.sourceBytes, [&](std::size_t byte) { return byte > utf8.size(); }))
        return "a byte comes from behind the text";
    std::size_t behind = 0;
    for (const GivenReading& one : words.readings) {
        if (Complaint wrong = checkSpan("a reading", one.beginByte, one.endByte, behind, words.text.size()); !wrong.empty())
            return wrong;
        if (!isStart(words.text, one.beginByte) || !isStart(words.text, one.endByte))
            return "a reading begins or ends inside of a character";
    }
    return {};
}

Complaint checkSegments(std::string_view utf8, LanguageMode mode) {
    if (utf8.empty())
        return {};  // English as a whole is one empty segment then, as in the reference.
    std::string all;
    for (const LanguageSegment& segment : languageSegments(utf8, mode)) {
        if (segment.text.empty())
            return "an empty segment";
        all += segment.text;
    }
    std::size_t behind = 0;
    const std::u32string text = codePoints(utf8);
    for (const LanguageStretch& stretch : languageStretches(text, mode))
        if (Complaint wrong = checkSpan("a stretch", stretch.begin, stretch.end, behind, text.size()); !wrong.empty())
            return wrong;
    const auto notSpace = [](char32_t c) { return !unicode::isSpace(c); };
    // Bytes that are not UTF-8 come back as U+FFFD.
    return only(all, notSpace) == only(utf8, notSpace) ? Complaint{} : "the segments are not the text";
}

namespace {

Complaint checkSentencesOf(std::string_view utf8, const LanguageEntry& language, const SplitLimits& limits,
                           std::span<const Mark> marks) {
    const auto spans = splitSentences(utf8, language.tag, limits);
    if (!spans)
        return checkError(spans.error());
    std::vector<bool> owned(utf8.size(), false);
    std::size_t behind = 0;
    for (const TextSpan& span : *spans) {
        if (Complaint wrong = checkSpan("a sentence", span.beginByte, span.endByte, behind, utf8.size()); !wrong.empty())
            return wrong;
        const std::string_view written = utf8.substr(span.beginByte, span.endByte - span.beginByte);
        if (only(span.text, isSpeakable) != only(written, isSpeakable))
            return "a sentence has other letters than its place: \"" + span.text + "\" of \"" + std::string(written) + "\"";
        if (marks.empty() && (lengthOf(span.text) > limits.maximumCharacters || only(span.text, isSpeakable).empty()))
            return "a sentence is too long, or has nothing to say";
        std::fill(owned.begin() + static_cast<std::ptrdiff_t>(span.beginByte),
                  owned.begin() + static_cast<std::ptrdiff_t>(span.endByte), true);
    }
    for (const Mark& mark : marks)  // Notes and pauses are in no sentence where there is none.
        std::fill(owned.begin() + static_cast<std::ptrdiff_t>(mark.beginByte),
                  owned.begin() + static_cast<std::ptrdiff_t>(mark.endByte), true);
    for (std::size_t at = 0; at < utf8.size();) {
        const std::size_t begin = at;
        if (isSpeakable(decodeUtf8(utf8, at)) && !owned[begin])
            return "the letter at byte " + std::to_string(begin) + " is in no sentence";
    }
    return {};
}

}  // namespace

Complaint checkSentences(std::string_view utf8, const SplitLimits& limits) {
    const auto marks = findMarkup(utf8);
    for (const LanguageEntry& language : languageEntries()) {
        Complaint wrong = checkSentencesOf(utf8, language, limits, marks);
        if (!wrong.empty())
            return std::string(language.tag) + ": " + wrong;
        const auto foreign = wordsWithForeignLetters(utf8, language.tag);
        if (foreign.size() > utf8.size())
            return "more foreign words than bytes";
    }
    return {};
}

Complaint checkCuts(std::string_view utf8) {
    namespace cuts = gptsovits;
    const std::u32string letters = only(utf8, unicode::isWord);
    if (only(cuts::collapsePunctuation(utf8), unicode::isWord) != letters)
        return "collapsePunctuation loses letters";
    if (const auto pieces = cuts::splitAtMarks(utf8); !pieces && checkError(pieces.error()) != "")
        return checkError(pieces.error());
    for (const auto& [method, name] : cuts::kCutMethodNames) {
        const auto cut = cuts::cut(utf8, method);
        if (!cut) {
            if (Complaint wrong = checkError(cut.error()); !wrong.empty())
                return wrong;
        } else if (only(*cut, unicode::isWord) != letters) {
            return std::string(name) + " loses letters";
        }
        for (const std::string_view language : {"zh", "en"}) {
            const auto pieces = cuts::preSegment(utf8, language, method);
            if (!pieces) {
                if (Complaint wrong = checkError(pieces.error()); !wrong.empty())
                    return wrong;
                continue;
            }
            std::u32string kept;
            for (const std::string& piece : *pieces)
                kept += only(piece, unicode::isWord);
            if (kept != letters)
                return "preSegment with " + std::string(name) + " loses letters";
        }
    }
    return {};
}

Complaint checkMarkup(std::string_view utf8) {
    const auto marks = findMarkup(utf8);
    if (!isUtf8(utf8))
        return {};  // Whoever asks looks at that first; the message would hold what is not UTF-8.
    std::size_t behind = 0;
    for (const Mark& mark : marks) {
        if (Complaint wrong = checkSpan("a mark", mark.beginByte, mark.endByte, behind, utf8.size()); !wrong.empty())
            return wrong;
        if (mark.kind == MarkKind::Reading && (mark.wordBegin >= mark.wordEnd || mark.wordEnd > utf8.size()))
            return "a mark's word is outside of the text";
    }
    const auto plain = withoutMarkup(utf8);
    if (!plain)
        return checkError(plain.error());
    if (plain->sourceBytes.size() != plain->text.size() + 1)
        return "bytes and their sources differ in number";
    for (std::size_t i = 0; i < plain->text.size(); ++i)
        if (plain->sourceBytes[i] >= utf8.size() ||
            (utf8[plain->sourceBytes[i]] != plain->text[i] && plain->text[i] != ' '))  // between words beside a mark
            return "a byte of the plain text is not the one it comes from";
    behind = 0;
    for (const GivenReading& one : plain->readings) {
        if (Complaint wrong = checkSpan("a reading", one.beginByte, one.endByte, behind, plain->text.size()); !wrong.empty())
            return wrong;
        if (one.reading.empty())
            return "an empty reading";
    }
    return {};
}

Complaint checkLexicon(std::string_view utf8, std::string_view other) {
    auto words = lexiconFromCsv(utf8, "fuzz.csv");
    if (!words) {
        if (Complaint wrong = checkError(words.error()); !wrong.empty())
            return wrong;
        words = std::vector<LexiconWord>{};
    } else {
        const auto again = lexiconFromCsv(lexiconToCsv(*words), "again.csv");
        if (!again || *again != *words)
            return "a lexicon that is written reads otherwise";
    }
    for (std::size_t at = 0; at < other.size() && words->size() < 40;) {
        const std::size_t begin = at;
        for (int i = 0; i < 3 && at < other.size(); ++i)
            decodeUtf8(other, at);
        words->push_back({.word = std::string(other.substr(begin, at - begin)), .reading = "la1"});
    }
    const Lexicon lexicon(*words, {});
    std::size_t behind = 0;
    for (const GivenReading& one : lexicon.readings(utf8, LanguageMode::Auto, {}))
        if (Complaint wrong = checkSpan("a lexicon's reading", one.beginByte, one.endByte, behind, utf8.size()); !wrong.empty())
            return wrong;
    return {};
}

}  // namespace timbre::test
