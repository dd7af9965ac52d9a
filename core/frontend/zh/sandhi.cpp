// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/sandhi.h"

#include <algorithm>

namespace timbre::frontend::zh {

namespace {

constexpr unsigned kNeutral = 5;
constexpr std::size_t kNowhere = std::u32string_view::npos;

bool oneOf(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }

std::u32string_view lastTwo(std::u32string_view word) {
    return word.substr(word.size() - std::min<std::size_t>(2, word.size()));
}

bool allThird(std::span<const Syllable> syllables) {
    return std::ranges::all_of(syllables, [](Syllable s) { return s.tone() == 3; });
}

void changeBu(std::u32string_view word, std::span<Syllable> syllables) {
    if (word.size() == 3 && word[1] == U'不') {
        syllables[1].setTone(kNeutral);  // 看不懂
        return;
    }
    for (std::size_t i = 0; i + 1 < word.size(); ++i)
        if (word[i] == U'不' && syllables[i + 1].tone() == 4)
            syllables[i].setTone(2);  // 不怕
}

/// @param first  how many characters the first of the word's two parts has.
void raiseThird(std::size_t first, std::span<Syllable> syllables) {
    const auto raiseFirst = [](std::span<Syllable> part) {
        if (allThird(part))
            part[0].setTone(2);
    };
    if (syllables.size() == 2) {
        raiseFirst(syllables);
    } else if (syllables.size() == 4) {
        raiseFirst(syllables.first(2));
        raiseFirst(syllables.last(2));
    } else if (syllables.size() == 3 && allThird(syllables)) {
        if (first == 2)
            syllables[0].setTone(2);  // 蒙古/包
        if (first == 1 || first == 2)
            syllables[1].setTone(2);  // 纸/老虎
    } else if (syllables.size() == 3) {
        const auto left = syllables.first(first);
        const auto right = syllables.subspan(first);
        if (left.size() == 2)
            raiseFirst(left);  // 所有/人
        if (right.size() == 2 && allThird(right))
            right[0].setTone(2);
        else if (!allThird(right) && !left.empty() && right[0].tone() == 3 && left.back().tone() == 3)
            left.back().setTone(2);  // 好/喜欢
    }
}

/// Neighbouring words of a segment and what joins them.
class Joiner {
  public:
    Joiner(const Sandhi::Tools& tools, std::u32string_view text) : tools_(tools), text_(text) {}

    [[nodiscard]] std::u32string_view textOf(const Word& word) const { return text_.substr(word.begin, word.size); }

    [[nodiscard]] bool isVerb(const Word& word) const { return tools_.segmenter.tagName(word.tag) == "v"; }

    /// Every word that `joins` with the one before it, which may be joined already, becomes a part of that.
    template <typename Joins>
    [[nodiscard]] std::vector<Word> joined(const std::vector<Word>& words, Joins joins) const {
        std::vector<Word> out;
        out.reserve(words.size());
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (!out.empty() && joins(i, out.back()))
                out.back().size += words[i].size;
            else
                out.push_back(words[i]);
        }
        return out;
    }

    /// 不 with what follows, whose part of speech stays; one at the end is an adverb.
    [[nodiscard]] std::vector<Word> joinBu(const std::vector<Word>& words) const {
        auto out = joined(words, [&](std::size_t, const Word& before) { return textOf(before) == U"不"; });
        // A word after 不 keeps its own part of speech, and joined() keeps that of 不.
        std::size_t at = 0;
        for (auto& word : out) {
            std::size_t end = word.begin + word.size;
            while (at < words.size() && words[at].begin + words[at].size < end)
                ++at;
            if (at < words.size())
                word.tag = words[at].tag;
        }
        if (!out.empty() && textOf(out.back()) == U"不")
            out.back().tag = tools_.segmenter.tagNumber("d");
        return out;
    }

    /// 看一看, both verbs.
    [[nodiscard]] std::vector<Word> joinVerbs(const std::vector<Word>& words) const {
        std::vector<Word> out;
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (!out.empty() && textOf(words[i]) == U"一" && i + 1 < words.size() && isVerb(out.back()) &&
                isVerb(words[i + 1]) && textOf(out.back()) == textOf(words[i + 1])) {
                out.back().size += words[i].size + words[i + 1].size;
                ++i;
            } else {
                out.push_back(words[i]);
            }
        }
        return out;
    }

    /// Two words in the third tone: wholly, or (`touching`) where they meet.
    [[nodiscard]] std::vector<Word> joinThird(const std::vector<Word>& words, std::span<const Syllable> read,
                                              bool touching) const {
        std::vector<std::vector<Syllable>> syllables;
        syllables.reserve(words.size());
        for (const auto& word : words) {
            const auto known = read.empty() ? read : read.subspan(word.begin, word.size);
            syllables.push_back(read.empty() ? tools_.pinyin.read(textOf(word))
                                             : std::vector<Syllable>(known.begin(), known.end()));
        }
        std::vector<bool> merged(words.size(), false);
        return joined(words, [&](std::size_t i, const Word&) {
            const auto& left = syllables[i - 1];
            const auto& right = syllables[i];
            const bool third =
                touching ? left.back().tone() == 3 && right.front().tone() == 3 : allThird(left) && allThird(right);
            const auto before = textOf(words[i - 1]);
            const bool doubled = before.size() == 2 && before[0] == before[1];
            merged[i] = third && !merged[i - 1] && !doubled && before.size() + words[i].size <= 3;
            return static_cast<bool>(merged[i]);
        });
    }

  private:
    const Sandhi::Tools& tools_;
    std::u32string_view text_;
};

}  // namespace

Result<Sandhi> Sandhi::open(const DataFile& file, const Pinyin& pinyin) {
    Sandhi sandhi;
    auto lists = Trie::open(file, "lists");
    if (!lists)
        return tl::unexpected(lists.error());
    const auto numeric = file.section<std::uint16_t>("numeric");
    if (!numeric)
        return tl::unexpected(numeric.error());
    sandhi.lists_ = *lists;
    sandhi.numeric_ = *numeric;
    sandhi.er_ = pinyin.baseNamed("er");
    return sandhi;
}

std::vector<Word> Sandhi::join(const Tools& tools, std::u32string_view text, std::vector<Word> words,
                               std::span<const Syllable> read) const {
    const Joiner joiner(tools, text);
    words = joiner.joinBu(words);
    words = joiner.joinVerbs(words);
    words = joiner.joined(words, [&](std::size_t, const Word& before) { return joiner.textOf(before) == U"一"; });
    words = joiner.joined(
        words, [&](std::size_t i, const Word& before) { return joiner.textOf(before) == joiner.textOf(words[i]); });
    words = joiner.joinThird(words, read, false);
    words = joiner.joinThird(words, read, true);
    return joiner.joined(words, [&](std::size_t i, const Word&) { return joiner.textOf(words[i]) == U"儿"; });
}

void Sandhi::change(const Tools& tools, std::u32string_view word, std::string_view tag,
                    std::span<Syllable> syllables) const {
    if (word.empty())
        return;
    changeBu(word, syllables);
    changeYi(word, syllables);
    const auto shortest = tools.segmenter.shortestPart(word);
    changeNeutral(word, tag, shortest, syllables);
    raiseThird(word.starts_with(shortest) ? shortest.size() : word.size() - shortest.size(), syllables);
}

void Sandhi::changeThird(const Tools& tools, std::u32string_view word, std::span<Syllable> syllables) {
    const auto shortest = tools.segmenter.shortestPart(word);
    raiseThird(word.starts_with(shortest) ? shortest.size() : word.size() - shortest.size(), syllables);
}

bool Sandhi::isNumeric(char32_t c) const {
    return c <= kLastHan && std::ranges::binary_search(numeric_, static_cast<std::uint16_t>(c));
}

void Sandhi::changeYi(std::u32string_view word, std::span<Syllable> syllables) const {
    if (word.find(U'一') == kNowhere ||
        std::ranges::all_of(word, [&](char32_t c) { return c == U'一' || isNumeric(c); }))
        return;  // 一 alone or in a number.
    if (word.size() == 3 && word[1] == U'一' && word[0] == word[2]) {
        syllables[1].setTone(kNeutral);  // 看一看
    } else if (word.starts_with(U"第一")) {
        syllables[1].setTone(1);
    } else {
        for (std::size_t i = 0; i + 1 < word.size(); ++i) {
            if (word[i] != U'一')
                continue;
            if (syllables[i + 1].tone() == 4)
                syllables[i].setTone(2);  // 一段
            else if (!oneOf(word[i + 1], U"：，；。？！“”‘’':,;.?!"))
                syllables[i].setTone(4);  // 一天
        }
    }
}

bool Sandhi::neutralAtEnd(std::u32string_view word) const {
    return !word.empty() && (listed(Neutral, word) || listed(Neutral, lastTwo(word)));
}

/// Which syllable of a word has no tone, by its characters and part of speech.
std::size_t Sandhi::neutralPlace(std::u32string_view word, std::string_view tag) const {
    const std::size_t last = word.size() - 1;
    const char32_t end = word[last];
    const std::size_t ge = word.find(U'个');
    if (oneOf(end, U"吧呢哈啊呐噻嘛吖嗨呐哦哒额滴哩哟喽啰耶喔诶") || oneOf(end, U"的地得"))
        return last;
    if (last == 0 && oneOf(end, U"了着过") && (tag == "ul" || tag == "uz" || tag == "ug"))
        return last;
    if (last > 0 && oneOf(end, U"们子") && (tag == "r" || tag == "n") && !listed(Full, word))
        return last;
    if (last > 0 && oneOf(end, U"上下里") && (tag == "s" || tag == "l" || tag == "f"))
        return last;
    if (last > 0 && oneOf(end, U"来去") && oneOf(word[last - 1], U"上下进出回过起开"))
        return last;
    const bool counted =
        ge != kNowhere && ge > 0 && (isNumeric(word[ge - 1]) || oneOf(word[ge - 1], U"几有两半多各整每做是"));
    if (counted || word == U"个")
        return ge;
    return neutralAtEnd(word) ? last : kNowhere;
}

void Sandhi::changeNeutral(std::u32string_view word, std::string_view tag, std::u32string_view shortest,
                           std::span<Syllable> syllables) const {
    const bool doubles = !tag.empty() && (tag[0] == 'n' || tag[0] == 'v' || tag[0] == 'a') && !listed(Full, word);
    for (std::size_t i = 1; doubles && i < word.size(); ++i)
        if (word[i] == word[i - 1])
            syllables[i].setTone(kNeutral);  // 奶奶
    if (const std::size_t place = neutralPlace(word, tag); place != kNowhere)
        syllables[place].setTone(kNeutral);
    // The word in two parts. Where it does not begin with the shortest part, that stands for its end, whatever is
    // there.
    const bool atFront = word.starts_with(shortest);
    const std::size_t first = atFront ? shortest.size() : word.size() - shortest.size();
    if (first > 0 && neutralAtEnd(word.substr(0, first)))
        syllables[first - 1].setTone(kNeutral);
    if (first < word.size() && neutralAtEnd(atFront ? word.substr(first) : shortest))
        syllables.back().setTone(kNeutral);
}

void Sandhi::erhua(std::u32string_view word, std::string_view tag, std::span<Syllable> syllables) const {
    if (word.empty() || word.back() != U'儿')
        return;
    Syllable& last = syllables.back();
    if (last == Syllable(er_, 1))
        last.setTone(2);
    if (!listed(Erhua, word) && (listed(NoErhua, word) || tag == "a" || tag == "j" || tag == "nr"))
        return;
    if (word.size() > 1 && (last == Syllable(er_, 2) || last == Syllable(er_, 5)) && !listed(NoErhua, lastTwo(word)))
        last.setTone(syllables[word.size() - 2].tone());
}

}  // namespace timbre::frontend::zh
