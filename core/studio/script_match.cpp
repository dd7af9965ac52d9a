// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/script_match.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "core/base/files.h"
#include "core/base/text_file.h"
#include "core/base/utf8.h"
#include "core/voice/transcripts.h"

namespace timbre {

namespace {

/// Costs of the alignment of drafts: two words that have nothing in common are dearer than leaving both out.
constexpr float kSkippedWord = 0.7F;
constexpr float kUnlikeWords = 1.5F;
/// Words this much alike hold a slice to its place.
constexpr float kAnchorCost = 0.6F;
/// A slice with fewer of its words found does not belong to the script.
constexpr double kLeastSimilarity = 0.3;
/// So many words between two slices were misheard; more were not said.
constexpr std::size_t kMisheardWords = 4;
/// Above, the table takes too much memory and time, and lines are matched by their length.
constexpr std::size_t kMostPairs = 40'000'000;

constexpr double kSkippedLine = 0.9;
constexpr double kSecondLine = 0.75;
constexpr double kUnknownLength = 0.3;

struct Word {
    std::size_t line = 0;  ///< Of a script, or the slice of a draft.
    std::size_t beginByte = 0;
    std::size_t endByte = 0;
    std::string folded;
};

bool isWordCharacter(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9') || c >= 0xC0;
}

bool isApostrophe(char32_t c) { return c == U'\'' || c == U'\u2019'; }

void addWords(std::string_view text, std::size_t line, std::vector<Word>& words) {
    bool inside = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t c = lowerCase(decodeUtf8(text, at));
        if (isApostrophe(c)) {
            continue;  // "don't" is one word, whoever writes its apostrophe how
        }
        if (!isWordCharacter(c)) {
            inside = false;
            continue;
        }
        if (!inside) {
            words.push_back({line, begin, at, {}});
            inside = true;
        }
        words.back().endByte = at;
        appendUtf8(words.back().folded, c);
    }
}

float unlike(const std::string& a, const std::string& b) {
    if (a == b) {
        return 0.0F;
    }
    constexpr std::size_t kLongest = 31;
    const std::size_t n = std::min(a.size(), kLongest);
    const std::size_t m = std::min(b.size(), kLongest);
    std::array<std::size_t, kLongest + 1> row{};
    for (std::size_t j = 0; j <= m; ++j) {
        row[j] = j;
    }
    for (std::size_t i = 0; i < n; ++i) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 0; j < m; ++j) {
            const std::size_t same = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({same, row[j] + 1, diagonal + 1});
        }
    }
    return kUnlikeWords * static_cast<float>(row[m]) / static_cast<float>(std::max(n, m));
}

/// Where in the script a slice begins and ends.
struct Span {
    std::size_t first = 0;
    std::size_t last = 0;  ///< Inclusive.
    double similarity = 0.0;
    bool found = false;
};

/// For each word of the drafts the word of the script that it is, or nothing.
std::vector<std::optional<std::size_t>> align(const std::vector<Word>& drafts, const std::vector<Word>& script) {
    enum Step : std::uint8_t { Pair, SkipDraft, SkipScript };
    const std::size_t width = script.size() + 1;
    std::vector<std::uint8_t> steps((drafts.size() + 1) * width, SkipScript);
    // What stands in the script before the first word and after the last costs nothing.
    std::vector<float> row(width, 0.0F);
    std::vector<float> next(width);
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        next[0] = row[0] + kSkippedWord;
        steps[(i + 1) * width] = SkipDraft;
        for (std::size_t j = 0; j < script.size(); ++j) {
            float best = row[j] + unlike(drafts[i].folded, script[j].folded);
            Step step = Pair;
            if (const float cost = row[j + 1] + kSkippedWord; cost < best) {
                best = cost;
                step = SkipDraft;
            }
            if (const float cost = next[j] + kSkippedWord; cost < best) {
                best = cost;
                step = SkipScript;
            }
            next[j + 1] = best;
            steps[(i + 1) * width + j + 1] = step;
        }
        std::swap(row, next);
    }
    std::vector<std::optional<std::size_t>> pairs(drafts.size());
    std::size_t j = static_cast<std::size_t>(std::ranges::min_element(row) - row.begin());
    for (std::size_t i = drafts.size(); i > 0;) {
        const std::uint8_t step = steps[i * width + j];
        if (step == Pair) {
            --i;
            --j;
            if (unlike(drafts[i].folded, script[j].folded) < kAnchorCost) {
                pairs[i] = j;
            }
        } else if (step == SkipDraft) {
            --i;
        } else {
            --j;
        }
    }
    return pairs;
}

std::vector<Span> spansOf(const std::vector<Word>& drafts, const std::vector<std::optional<std::size_t>>& pairs,
                          std::size_t slices) {
    std::vector<Span> spans(slices);
    std::vector<std::size_t> counted(slices, 0);
    std::vector<std::size_t> anchored(slices, 0);
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        Span& span = spans[drafts[i].line];
        ++counted[drafts[i].line];
        if (!pairs[i]) {
            continue;
        }
        ++anchored[drafts[i].line];
        span.first = span.found ? span.first : *pairs[i];
        span.last = *pairs[i];
        span.found = true;
    }
    for (std::size_t k = 0; k < slices; ++k) {
        // Against the longer side: one common word in a long stretch of the script is no match.
        const std::size_t most = std::max(counted[k], spans[k].found ? spans[k].last - spans[k].first + 1 : 1);
        spans[k].similarity = static_cast<double>(anchored[k]) / static_cast<double>(std::max<std::size_t>(most, 1));
        spans[k].found = spans[k].found && spans[k].similarity >= kLeastSimilarity;
    }
    return spans;
}

/// How well a text may be cut behind a word: 3 at a line's end, 2 behind a full stop, 1 behind a comma.
int cutBehind(std::size_t word, const std::vector<Word>& script, std::span<const std::string> lines) {
    if (word + 1 >= script.size() || script[word].line != script[word + 1].line) {
        return 3;
    }
    const std::string_view between = std::string_view(lines[script[word].line])
                                         .substr(script[word].endByte, script[word + 1].beginByte - script[word].endByte);
    if (between.find_first_of(".!?") != std::string_view::npos) {
        return 2;
    }
    return between.find_first_of(",;:") != std::string_view::npos ? 1 : 0;
}

/// Misheard words at the edges of slices go to the side of the best cut; a slice that ends near the end of a line takes
/// its last words.
void settleEdges(std::vector<Span>& spans, const std::vector<Word>& script, std::span<const std::string> lines) {
    std::size_t free = 0;  // the first word that no slice has yet
    Span* before = nullptr;
    const auto closeAtLineEnd = [&](Span& span, std::size_t limit) {
        for (std::size_t word = span.last; word < limit && word <= span.last + kMisheardWords; ++word) {
            if (cutBehind(word, script, lines) == 3) {
                span.last = word;
                return;
            }
        }
    };
    for (Span& span : spans) {
        if (!span.found) {
            continue;
        }
        const std::size_t gap = span.first - free;
        if (before != nullptr && gap <= kMisheardWords) {
            std::size_t cut = before->last;
            for (std::size_t word = before->last; word < span.first; ++word) {
                cut = cutBehind(word, script, lines) > cutBehind(cut, script, lines) ? word : cut;
            }
            before->last = cut;
            span.first = cut + 1;
        } else {
            if (before != nullptr) {
                closeAtLineEnd(*before, span.first);
                free = before->last + 1;
            }
            for (std::size_t word = span.first; word >= free && span.first - word <= kMisheardWords; --word) {
                if (word == 0 || script[word - 1].line != script[word].line) {
                    span.first = word;
                    break;
                }
            }
        }
        free = span.last + 1;
        before = &span;
    }
    if (before != nullptr) {
        closeAtLineEnd(*before, script.size());
    }
}

std::string textOf(const Span& span, const std::vector<Word>& script, std::span<const std::string> lines) {
    std::string text;
    for (std::size_t word = span.first; word <= span.last;) {
        const std::size_t line = script[word].line;
        std::size_t end = word;
        while (end + 1 <= span.last && script[end + 1].line == line) {
            ++end;
        }
        const bool fromStart = word == 0 || script[word - 1].line != line;
        const bool toEnd = end + 1 >= script.size() || script[end + 1].line != line;
        const std::size_t begin = fromStart ? 0 : script[word].beginByte;
        const std::size_t stop = toEnd ? lines[line].size() : script[end + 1].beginByte;
        text += (text.empty() ? "" : " ") + std::string(trimSpace(std::string_view(lines[line]).substr(begin, stop - begin)));
        word = end + 1;
    }
    return text;
}

ScriptMatch matchByWords(std::span<const std::string> lines, const std::vector<Word>& script,
                         const std::vector<Word>& drafts, std::size_t slices) {
    ScriptMatch match;
    match.slices.resize(slices);
    auto spans = spansOf(drafts, align(drafts, script), slices);
    settleEdges(spans, script, lines);
    std::vector<bool> used(lines.size(), false);
    for (std::size_t k = 0; k < slices; ++k) {
        if (!spans[k].found) {
            continue;
        }
        match.slices[k] = {textOf(spans[k], script, lines), spans[k].similarity, false};
        for (std::size_t word = spans[k].first; word <= spans[k].last; ++word) {
            used[script[word].line] = true;
        }
    }
    for (std::size_t line = 0; line < lines.size(); ++line) {
        if (!used[line]) {
            match.linesWithoutSlice.push_back(lines[line]);
        }
    }
    return match;
}

/// Cost of two lengths being the same speech, and how alike they are.
std::pair<double, double> compareLengths(double heard, double expected) {
    if (heard <= 0.0 || expected <= 0.0) {
        return {kUnknownLength, 0.0};
    }
    return {std::abs(std::log(heard / expected)), std::min(heard, expected) / std::max(heard, expected)};
}

ScriptMatch matchByLength(std::span<const std::string> lines, std::span<const HeardSlice> slices,
                          const SyllablesOfText& syllablesOf) {
    std::vector<double> expected;
    for (const std::string& line : lines) {
        expected.push_back(syllablesOf ? syllablesOf(line).value_or(0.0) : 0.0);
    }
    // Lines the slice takes: 0, 1 or 2; 3: a line that no slice has.
    constexpr std::uint8_t kNoSlice = 3;
    const std::size_t width = lines.size() + 1;
    std::vector<double> cost((slices.size() + 1) * width, std::numeric_limits<double>::infinity());
    std::vector<std::uint8_t> step(cost.size(), 0);
    cost[0] = 0.0;
    const auto offer = [&](std::size_t to, double value, std::uint8_t taken) {
        if (value < cost[to]) {
            cost[to] = value;
            step[to] = taken;
        }
    };
    for (std::size_t i = 0; i <= slices.size(); ++i) {
        for (std::size_t j = 0; j <= lines.size(); ++j) {
            const double here = cost[i * width + j];
            if (j < lines.size()) {
                offer(i * width + j + 1, here + kSkippedLine, kNoSlice);
            }
            if (i == slices.size()) {
                continue;
            }
            offer((i + 1) * width + j, here + kSkippedLine, 0);
            if (j + 1 <= lines.size()) {
                offer((i + 1) * width + j + 1, here + compareLengths(slices[i].syllables, expected[j]).first, 1);
            }
            if (j + 2 <= lines.size()) {
                const double both = compareLengths(slices[i].syllables, expected[j] + expected[j + 1]).first;
                offer((i + 1) * width + j + 2, here + both + kSecondLine, 2);
            }
        }
    }
    ScriptMatch match;
    match.slices.resize(slices.size());
    std::size_t i = slices.size();
    std::size_t j = lines.size();
    while (i > 0 || j > 0) {
        const std::uint8_t taken = step[i * width + j];
        if (taken == kNoSlice) {
            match.linesWithoutSlice.insert(match.linesWithoutSlice.begin(), lines[--j]);
            continue;
        }
        --i;
        SliceText& slice = match.slices[i];
        double syllables = 0.0;
        for (std::uint8_t k = 0; k < taken; ++k) {
            --j;
            slice.text = slice.text.empty() ? lines[j] : lines[j] + " " + slice.text;
            syllables += expected[j];
        }
        slice.similarity = taken > 0 ? compareLengths(slices[i].syllables, syllables).second : 0.0;
        slice.guess = taken > 0;
    }
    return match;
}

}  // namespace

ScriptMatch matchScript(std::span<const std::string> lines, std::span<const HeardSlice> slices,
                        const SyllablesOfText& syllablesOf) {
    std::vector<Word> drafts;
    for (std::size_t k = 0; k < slices.size(); ++k) {
        addWords(slices[k].draft, k, drafts);
    }
    if (!drafts.empty()) {
        std::vector<Word> script;
        for (std::size_t line = 0; line < lines.size(); ++line) {
            addWords(lines[line], line, script);
        }
        if (!script.empty() && script.size() <= kMostPairs / drafts.size()) {
            return matchByWords(lines, script, drafts, slices.size());
        }
    }
    return matchByLength(lines, slices, syllablesOf);
}

Result<std::vector<std::string>> readScriptLines(const std::filesystem::path& file) {
    const auto text = readTextFile(file);
    if (!text) {
        return tl::unexpected(text.error());
    }
    std::vector<std::string> lines;
    if (text->find('|') != std::string::npos) {
        if (const auto list = parseTranscripts(*text, displayPath(file)); list) {
            std::ranges::transform(list->lines, std::back_inserter(lines), &TranscriptLine::text);
            return lines;
        }
    }
    std::string_view rest(*text);
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        if (const std::string_view line = trimSpace(rest.substr(0, end)); !line.empty()) {
            lines.emplace_back(line);
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (lines.empty()) {
        return fail(ErrorCode::InvalidInput, "there is no text in " + displayPath(file), "Choose another script file.");
    }
    return lines;
}

}  // namespace timbre
