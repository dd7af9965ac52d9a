// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/english/word_splitter.h"

#include <algorithm>
#include <array>
#include <limits>

namespace timbre::frontend::english {

namespace {

constexpr std::size_t kLongestWord = 24;
constexpr std::size_t kChunk = 250;        // Letters looked at together,
constexpr std::size_t kCarriedWords = 5;   // and how many words of them are looked at again with the next.
constexpr std::uint8_t kBeginsPairs = 1;
constexpr std::uint8_t kEndsPairs = 2;

}  // namespace

Result<WordSplitter> WordSplitter::open(const DataFile& file) {
    WordSplitter splitter;
    auto words = HashIndex::open(file, "split.word");
    auto pairs = HashIndex::open(file, "split.pair");
    const auto unknown = columnOf<double>(file, "split.unknown", kLongestWord + 1);
    if (!words || !pairs || !unknown)
        return tl::unexpected(!words ? words.error() : !pairs ? pairs.error() : unknown.error());
    const auto scores = columnOf<double>(file, "split.word.score", words->size());
    const auto flags = columnOf<std::uint8_t>(file, "split.word.flags", words->size());
    const auto pairScores = columnOf<double>(file, "split.pair.score", pairs->size());
    if (!scores || !flags || !pairScores)
        return tl::unexpected(!scores ? scores.error() : !flags ? flags.error() : pairScores.error());
    splitter.words_ = *words;
    splitter.wordScores_ = *scores;
    splitter.wordFlags_ = *flags;
    splitter.pairs_ = *pairs;
    splitter.pairScores_ = *pairScores;
    splitter.unknownScores_ = *unknown;
    return splitter;
}

/// The best words for one stretch of letters. Viterbi from its end to its beginning; the state is a place and the length of
/// the word before it, 0 at the beginning.
class WordSplitter::Search {
  public:
    Search(const WordSplitter& splitter, std::string_view letters) : splitter_(splitter), letters_(letters) {
        candidates_.resize(letters.size());
        for (std::size_t at = 0; at < letters.size(); ++at)
            lookUp(at);
        best_.resize(letters.size() + 1);
        for (std::size_t at = letters.size(); at-- > 0;)
            for (std::size_t before = at == 0 ? 0 : 1; before <= std::min(at, kLongestWord); ++before)
                best_[at][before] = bestAt(at, before);
    }

    [[nodiscard]] std::vector<std::string> words() const {
        std::vector<std::string> found;
        for (std::size_t at = 0, before = 0; at < letters_.size();) {
            const std::size_t length = best_[at][before].length;
            found.emplace_back(letters_.substr(at, length));
            at += length;
            before = length;
        }
        return found;
    }

  private:
    struct Candidate {
        double score = 0.0;
        std::uint8_t flags = 0;
    };
    struct Best {
        double score = 0.0;
        std::size_t length = 1;
    };

    void lookUp(std::size_t at) {
        KeyHash hash;
        const std::size_t longest = std::min(kLongestWord, letters_.size() - at);
        for (std::size_t length = 1; length <= longest; ++length) {
            hash.add(letters_.substr(at + length - 1, 1));
            Candidate& candidate = candidates_[at][length];
            candidate.score = splitter_.unknownScores_[length];
            if (const auto entry = splitter_.words_.find(hash.value())) {
                candidate.score = splitter_.wordScores_[*entry];
                candidate.flags = splitter_.wordFlags_[*entry];
            }
        }
    }

    [[nodiscard]] double score(std::size_t at, std::size_t length, std::size_t before) const {
        const Candidate& candidate = candidates_[at][length];
        if ((candidate.flags & kEndsPairs) == 0 || before == 0 ||
            (candidates_[at - before][before].flags & kBeginsPairs) == 0)
            return candidate.score;
        const auto pair = splitter_.pairs_.find(
            KeyHash{}.add(letters_.substr(at - before, before)).add(" ").add(letters_.substr(at, length)).value());
        return pair ? splitter_.pairScores_[*pair] : candidate.score;
    }

    [[nodiscard]] Best bestAt(std::size_t at, std::size_t before) const {
        Best best{.score = -std::numeric_limits<double>::infinity()};
        const std::size_t longest = std::min(kLongestWord, letters_.size() - at);
        for (std::size_t length = 1; length <= longest; ++length) {
            const double total = score(at, length, before) + best_[at + length][length].score;
            if (total >= best.score)  // Of equal scores the longer word wins.
                best = {.score = total, .length = length};
        }
        return best;
    }

    const WordSplitter& splitter_;
    std::string_view letters_;
    std::vector<std::array<Candidate, kLongestWord + 1>> candidates_;  ///< By place and length.
    std::vector<std::array<Best, kLongestWord + 1>> best_;             ///< By place and length of the word before.
};

std::vector<std::string> WordSplitter::split(std::string_view word) const {
    std::string letters;
    std::ranges::copy_if(word, std::back_inserter(letters),
                         [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
    std::vector<std::string> found;
    std::string carried;
    for (std::size_t at = 0; at < letters.size(); at += kChunk) {
        const std::string stretch = carried + letters.substr(at, kChunk);
        auto words = Search(*this, stretch).words();
        if (letters.size() <= kChunk && words.size() <= kCarriedWords)
            return words;
        const std::size_t kept = words.size() - std::min(words.size(), kCarriedWords);
        carried.clear();
        for (std::size_t i = kept; i < words.size(); ++i)
            carried += words[i];
        std::move(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(kept), std::back_inserter(found));
    }
    // The last words are looked at once more, on their own.
    auto rest = Search(*this, carried).words();
    std::ranges::move(rest, std::back_inserter(found));
    return found;
}

}  // namespace timbre::frontend::english
