// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/gpt_sovits_split.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <span>
#include <utility>

#include "core/base/utf8.h"
#include "core/text/unicode_classes.h"

namespace timbre::gptsovits {

namespace {

using Text = std::u32string;
using TextView = std::u32string_view;

constexpr TextView kMarks = U"，。？！,.?!~:：—…";            // End a clause.
constexpr TextView kCollapsing = U"!?…,.-";                   // Runs of them collapse.
constexpr TextView kSilent = U"!?…,.- ";                      // A piece of these alone says nothing.
constexpr TextView kPunctuationCuts = U",.;?!、，。？！：…";  // Those of CutMethod::Punctuation.
constexpr std::size_t kSentencesPerGroup = 4;
constexpr std::size_t kGroupLength = 50;
constexpr std::size_t kShortestOpening = 4;  // A shorter first clause gets a mark before it, or it is swallowed.
constexpr std::size_t kShortestPiece = 5;
constexpr std::size_t kLongestPiece = 510;  // BERT takes 512 with its two own tokens.

bool isOneOf(TextView set, char32_t c) noexcept { return set.find(c) != TextView::npos; }

bool consistsOf(TextView text, TextView set) noexcept { return text.find_first_not_of(set) == TextView::npos; }

Text decode(std::string_view utf8) {
    Text text;
    text.reserve(utf8.size());
    for (std::size_t position = 0; position < utf8.size();) {
        text.push_back(decodeUtf8(utf8, position));
    }
    return text;
}

std::string encode(TextView text) {
    std::string utf8;
    for (const char32_t c : text) {
        appendUtf8(utf8, c);
    }
    return utf8;
}

std::vector<std::string> encode(std::span<const Text> pieces) {
    std::vector<std::string> encoded;
    encoded.reserve(pieces.size());
    for (const Text& piece : pieces) {
        encoded.push_back(encode(piece));
    }
    return encoded;
}

TextView strip(TextView text, char32_t c) noexcept {
    const std::size_t begin = text.find_first_not_of(c);
    return begin == TextView::npos ? TextView{} : text.substr(begin, text.find_last_not_of(c) - begin + 1);
}

std::size_t strippedLength(TextView text) noexcept {
    const auto begin = std::ranges::find_if_not(text, unicode::isSpace);
    auto end = text.end();
    while (end != begin && unicode::isSpace(*(end - 1))) {
        --end;
    }
    return static_cast<std::size_t>(end - begin);
}

Text replaced(TextView text, TextView from, char32_t to) {
    Text result;
    std::size_t at = 0;
    for (std::size_t found = text.find(from); found != TextView::npos; found = text.find(from, at)) {
        result.append(text.substr(at, found - at)).push_back(to);
        at = found + from.size();
    }
    return result.append(text.substr(at));
}

/// What stands before, between and behind the places where `isSeparator(text, position)` holds.
template <typename IsSeparator>
std::vector<Text> separated(TextView text, IsSeparator isSeparator) {
    std::vector<Text> pieces;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (isSeparator(text, i)) {
            pieces.emplace_back(text.substr(begin, i - begin));
            begin = i + 1;
        }
    }
    pieces.emplace_back(text.substr(begin));
    return pieces;
}

/// Pieces that end with the places where `isEnd(text, position)` holds, and what remains behind the last.
template <typename IsEnd>
std::vector<Text> endedBy(TextView text, IsEnd isEnd) {
    std::vector<Text> pieces;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (isEnd(text, i)) {
            pieces.emplace_back(text.substr(begin, i + 1 - begin));
            begin = i + 1;
        }
    }
    if (begin < text.size()) {
        pieces.emplace_back(text.substr(begin));
    }
    return pieces;
}

Text joined(std::span<const Text> pieces) {
    Text all;
    for (const Text& piece : pieces) {
        all += piece;
    }
    return all;
}

/// One piece a line, those left out that consist of `silent` alone.
Text linesWithout(TextView silent, std::span<const Text> pieces) {
    Text lines;
    bool first = true;
    for (const Text& piece : pieces) {
        if (!consistsOf(piece, silent)) {
            lines.append(first ? U"" : U"\n").append(piece);
            first = false;
        }
    }
    return lines;
}

/// `text` is not empty.
std::vector<Text> sentences(TextView text) {
    Text marked = replaced(replaced(text, U"……", U'。'), U"——", U'，');
    if (!isOneOf(kMarks, marked.back())) {
        marked.push_back(U'。');
    }
    return endedBy(marked, [](TextView all, std::size_t i) { return isOneOf(kMarks, all[i]); });
}

Text cutNowhere(TextView text) { return consistsOf(text, kSilent) ? Text(U"\n") : Text(text); }

/// The last group takes what remains, so that it has five to eight sentences unless it is the only one.
Text cutFourSentences(TextView text) {
    const std::vector<Text> all = sentences(text);
    if (all.size() <= kSentencesPerGroup) {
        return linesWithout(kSilent, std::array{Text(text)});
    }
    const std::size_t groups = (all.size() - 1) / kSentencesPerGroup;
    std::vector<Text> pieces;
    for (std::size_t group = 0; group < groups; ++group) {
        const auto rest = std::span(all).subspan(group * kSentencesPerGroup);
        pieces.push_back(joined(group + 1 == groups ? rest : rest.first(kSentencesPerGroup)));
    }
    return linesWithout(kSilent, pieces);
}

Text cutFiftyLetters(TextView text) {
    const std::vector<Text> all = sentences(text);
    if (all.size() < 2) {
        return Text(text);
    }
    std::vector<Text> pieces(1);
    for (const Text& sentence : all) {
        if (pieces.back().size() > kGroupLength) {
            pieces.emplace_back();
        }
        pieces.back() += sentence;
    }
    if (pieces.size() > 1 && pieces.back().size() < kGroupLength) {
        pieces[pieces.size() - 2] += pieces.back();
        pieces.pop_back();
    }
    return linesWithout(kSilent, pieces);
}

Text cutChineseStop(TextView text) {
    const auto isStop = [](TextView all, std::size_t i) { return all[i] == U'。'; };
    return linesWithout(kSilent, separated(strip(text, U'。'), isStop));
}

Text cutEnglishStop(TextView text) {
    const auto isStop = [](TextView all, std::size_t i) {
        const bool behindDigit = i > 0 && unicode::isDecimal(all[i - 1]);
        const bool beforeDigit = i + 1 < all.size() && unicode::isDecimal(all[i + 1]);
        return all[i] == U'.' && !behindDigit && !beforeDigit;
    };
    return linesWithout(kSilent, separated(strip(text, U'.'), isStop));
}

Text cutPunctuation(TextView text) {
    const auto isEnd = [](TextView all, std::size_t i) {
        const bool decimalPoint = all[i] == U'.' && i > 0 && i + 1 < all.size() && unicode::isDigit(all[i - 1]) &&
                                  unicode::isDigit(all[i + 1]);
        return isOneOf(kPunctuationCuts, all[i]) && !decimalPoint;
    };
    return linesWithout(kPunctuationCuts, endedBy(text, isEnd));
}

Result<Text> cutText(TextView text, CutMethod method) {
    if (method == CutMethod::Nowhere) {
        return cutNowhere(text);
    }
    const TextView inner = strip(text, U'\n');
    const bool countsSentences = method == CutMethod::FourSentences || method == CutMethod::FiftyLetters;
    if (inner.empty() && countsSentences) {
        return fail(ErrorCode::InvalidInput, "there is no text to cut into sentences", "Enter a text.");
    }
    switch (method) {
        case CutMethod::FourSentences:
            return cutFourSentences(inner);
        case CutMethod::FiftyLetters:
            return cutFiftyLetters(inner);
        case CutMethod::ChineseStop:
            return cutChineseStop(inner);
        case CutMethod::EnglishStop:
            return cutEnglishStop(inner);
        default:
            return cutPunctuation(inner);
    }
}

bool opensWithShortClause(TextView text) noexcept {
    const std::size_t firstMark = text.find_first_of(kMarks);
    return firstMark != 0 && strippedLength(text.substr(0, firstMark)) < kShortestOpening;
}

/// The lines but the empty ones and those of a single blank.
std::vector<Text> filledLines(TextView text) {
    std::vector<Text> lines = separated(text, [](TextView all, std::size_t i) { return all[i] == U'\n'; });
    std::erase_if(lines, [](const Text& line) { return line.empty() || line == U" "; });
    return lines;
}

/// Neighbours joined until each has kShortestPiece characters; what is short at the end joins the one before it.
std::vector<Text> withShortOnesJoined(std::span<const Text> lines) {
    std::vector<Text> pieces;
    Text gathered;
    for (const Text& line : lines) {
        gathered += line;
        if (gathered.size() >= kShortestPiece) {
            pieces.push_back(std::exchange(gathered, {}));
        }
    }
    if (!gathered.empty() && pieces.empty()) {
        pieces.push_back(gathered);
    } else if (!gathered.empty()) {
        pieces.back() += gathered;
    }
    return pieces;
}

/// Marks and what stands between them, packed into as few pieces of kLongestPiece as keep their order; what stands
/// between two marks is never cut.
std::vector<Text> packed(TextView text) {
    std::vector<Text> pieces(1);
    const auto pack = [&pieces](TextView unit) {
        if (pieces.back().size() + unit.size() > kLongestPiece) {
            pieces.emplace_back();  // Behind an empty one too where the first unit is longer: the reference does so.
        }
        pieces.back() += unit;
    };
    for (const Text& clause : endedBy(text, [](TextView all, std::size_t i) { return isOneOf(kMarks, all[i]); })) {
        const bool marked = isOneOf(kMarks, clause.back());
        const TextView words = TextView(clause).substr(0, clause.size() - (marked ? 1 : 0));
        pack(words);
        if (marked) {
            pack(TextView(clause).substr(words.size()));
        }
    }
    return pieces;
}

/// Those that hold a letter, with a mark at their end and none too long.
std::vector<Text> spoken(std::vector<Text> pieces, char32_t stop) {
    std::vector<Text> result;
    for (Text& piece : pieces) {
        if (std::ranges::none_of(piece, unicode::isWord)) {
            continue;
        }
        if (!isOneOf(kMarks, piece.back())) {
            piece.push_back(stop);
        }
        if (piece.size() > kLongestPiece) {
            std::ranges::move(packed(piece), std::back_inserter(result));
        } else {
            result.push_back(std::move(piece));
        }
    }
    return result;
}

}  // namespace

std::optional<CutMethod> cutMethodNamed(std::string_view name) noexcept {
    const auto* const found = std::ranges::find(kCutMethodNames, name, &CutMethodName::name);
    return found == kCutMethodNames.end() ? std::nullopt : std::optional(found->method);
}

std::string collapsePunctuation(std::string_view text) {
    Text collapsed;
    for (const char32_t c : decode(text)) {
        const bool repeats = !collapsed.empty() && isOneOf(kCollapsing, collapsed.back()) && isOneOf(kCollapsing, c);
        if (!repeats) {
            collapsed.push_back(c);
        }
    }
    return encode(collapsed);
}

Result<std::vector<std::string>> splitAtMarks(std::string_view text) {
    if (text.empty()) {
        return fail(ErrorCode::InvalidInput, "there is no text to split", "Enter a text.");
    }
    return encode(sentences(decode(text)));
}

Result<std::string> cut(std::string_view text, CutMethod method) {
    const auto lines = cutText(decode(text), method);
    if (!lines) {
        return tl::unexpected(lines.error());
    }
    return encode(*lines);
}

Result<std::vector<std::string>> preSegment(std::string_view text, std::string_view language, CutMethod method) {
    if (const auto at = findInvalidUtf8(text)) {
        return fail(ErrorCode::InvalidInput, "the text is not UTF-8 at byte " + std::to_string(*at));
    }
    const char32_t stop = language == "en" ? U'.' : U'。';
    Text inner(strip(decode(text), U'\n'));
    if (inner.empty()) {
        return std::vector<std::string>{};
    }
    if (opensWithShortClause(inner)) {
        inner.insert(inner.begin(), stop);
    }
    const auto cutLines = cutText(inner, method);
    if (!cutLines) {
        return tl::unexpected(cutLines.error());
    }
    const std::vector<Text> lines = filledLines(*cutLines);
    if (lines.empty()) {
        return fail(ErrorCode::InvalidInput, "the text has nothing to speak", "Enter a text with words.");
    }
    return encode(spoken(withShortOnesJoined(lines), stop));
}

}  // namespace timbre::gptsovits
