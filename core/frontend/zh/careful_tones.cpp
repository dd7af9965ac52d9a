// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/careful_tones.h"

#include <utility>

namespace timbre::frontend::zh {

namespace {

constexpr unsigned kNeutral = 5;
constexpr std::u32string_view kOneBehind = U"统唯惟单专逐归";
constexpr std::u32string_view kSigns = U"加减乘除";
constexpr std::u32string_view kRelatives = U"爸妈爷奶哥姐弟妹叔舅姑婶姥公婆伯嫂爹娘太宝娃";

bool oneOf(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }

/// One clause on its way; places count characters.
class CarefulTones {
  public:
    CarefulTones(const Sandhi& sandhi, const Sandhi::Tools& tools, const TonedClause& clause)
        : sandhi_(sandhi), tools_(tools), text_(clause.text), words_(clause.words), readings_(clause.readings) {
        syllables_.reserve(readings_.size());
        for (const auto& reading : readings_)
            syllables_.push_back(reading.syllable);
    }

    [[nodiscard]] std::vector<Syllable> take(bool erhua) {
        for (const auto& word : words_)
            changeYiAndBu(word);
        for (std::size_t begin = 0; begin < words_.size();) {
            std::size_t end = begin;
            while (end < words_.size() && !isGiven(words_[end].begin))
                ++end;
            changeWords(words_.subspan(begin, end - begin), erhua);
            begin = end + 1;
        }
        return std::move(syllables_);
    }

  private:
    [[nodiscard]] bool isGiven(std::size_t at) const { return readings_[at].origin == Origin::Given; }
    [[nodiscard]] char32_t at(std::size_t place) const { return place < text_.size() ? text_[place] : U'\0'; }
    [[nodiscard]] char32_t before(std::size_t place) const { return place == 0 ? U'\0' : text_[place - 1]; }
    [[nodiscard]] unsigned toneAt(std::size_t place) const {
        return place < syllables_.size() ? syllables_[place].tone() : 0;
    }

    void changeYiAndBu(const Word& word) {
        if (isGiven(word.begin))
            return;
        for (std::size_t i = word.begin; i < word.begin + word.size; ++i) {
            if (text_[i] == U'不')
                changeBu(word, i);
            else if (text_[i] == U'一' && toneAt(i) == 1)
                changeYi(word, i);
        }
    }

    /// 看不懂, 好不好, but 并不是 and 一动不动.
    void changeBu(const Word& word, std::size_t place) {
        const bool inMiddle = word.size == 3 && place == word.begin + 1;
        const bool asks = place > 0 && at(place + 1) != 0 && before(place) == at(place + 1) &&
                          !(place > 1 && sandhi_.isNumeric(text_[place - 2]));
        const bool result = inMiddle && !sandhi_.isNumeric(text_[word.begin]);
        if (asks || (result && !oneOf(text_[word.begin], U"并岂可莫倒还而要决绝毫从永何无若如即既又都也就才全总已皆三再"))) {
            syllables_[place].setTone(kNeutral);
        } else if (toneAt(place + 1) == 4) {
            syllables_[place].setTone(2);
        }
    }

    void changeYi(const Word& word, std::size_t place) {
        const char32_t next = at(place + 1);
        const unsigned tone = toneAt(place + 1);
        const bool counted = (place > 1 && sandhi_.isNumeric(text_[place - 2])) || sandhi_.isNumeric(at(place + 2));
        if (place > 0 && next != 0 && before(place) == next && !sandhi_.isNumeric(next) && !counted) {
            syllables_[place].setTone(kNeutral);  // 看一看, but 一步一步
        } else if (next != 0 && tone != 0 && !keepsYi(word, place, next)) {
            const bool fourth = tone == 4 || (tone == kNeutral && next == U'个');
            syllables_[place].setTone(fourth ? 2 : 4);
        }
    }

    /// 一 that counts no quantity: in numbers, ordinals and dates, at the end of 唯一 and 统一.
    [[nodiscard]] bool keepsYi(const Word& word, std::size_t place, char32_t next) const {
        const char32_t previous = before(place);
        const auto rest = text_.substr(place + 1);
        if (oneOf(next, U"百千万亿"))
            return oneOf(previous, U"一二三四五六七八九十");
        // Adverbs that 一 ends; in 唯一一个 another one follows that counts.
        if (oneOf(previous, kOneBehind))
            return true;
        const bool counts = previous == U'一' && place > 1 && oneOf(text_[place - 2], kOneBehind);
        if ((sandhi_.isNumeric(previous) && !counts) || oneOf(previous, U"第初之") || isAfterWeekOrPoint(place, next))
            return true;
        const bool behindSign = oneOf(previous, kSigns) && place > 1 && sandhi_.isNumeric(text_[place - 2]);
        const bool beforeSign = oneOf(next, kSigns) && sandhi_.isNumeric(at(place + 2));
        if (behindSign || beforeSign || rest.starts_with(U"等于"))
            return true;
        if (sandhi_.isNumeric(next) || (next == U'点' && sandhi_.isNumeric(at(place + 2)) && !rest.starts_with(U"点十")))
            return true;
        for (const std::u32string_view ordinal : {U"月", U"号", U"楼", U"等奖", U"等功", U"等舱", U"年级", U"季度"})
            if (rest.starts_with(ordinal))
                return true;
        if (place == word.begin && word.size == 3 && rest.starts_with(U"把手"))
            return true;
        const bool atEnd = place > word.begin && place + 1 == word.begin + word.size;
        if (atEnd && oneOf(previous, U"高大研") && !oneOf(next, U"点些个头截级等块片倍"))
            return true;  // Of school years.
        if (next == U'日' && previous == U'月')
            return true;
        return atEnd && oneOf(previous, U"其不合划如");
    }

    /// 星期一, 周一, 三点一, but 一周一次 and 三点一刻.
    [[nodiscard]] bool isAfterWeekOrPoint(std::size_t place, char32_t next) const {
        const auto so = text_.substr(0, place);
        if (so.ends_with(U"星期") || so.ends_with(U"礼拜"))
            return true;
        const bool counted = place > 1 && sandhi_.isNumeric(text_[place - 2]);
        if (so.ends_with(U'周'))
            return !counted && !oneOf(next, U"次个节天");
        return so.ends_with(U'点') && counted && !oneOf(next, U"刻个下");
    }

    void changeWords(std::span<const Word> words, bool erhua) {
        if (words.empty())
            return;
        for (const auto& word : sandhi_.join(tools_, text_, {words.begin(), words.end()}, syllables_)) {
            const auto syllables = std::span(syllables_).subspan(word.begin, word.size);
            const auto tag = tools_.segmenter.tagName(word.tag);
            takeTones(word, tag);
            Sandhi::changeThird(tools_, text_.substr(word.begin, word.size), syllables);
            if (erhua)
                sandhi_.erhua(text_.substr(word.begin, word.size), tag, syllables);
        }
    }

    void takeTone(std::size_t place) {
        if (readings_[place].origin != Origin::Context)
            syllables_[place].setTone(kNeutral);
    }

    /// Syllables without a tone, by the word's characters and part of speech.
    void takeTones(const Word& word, std::string_view tag) {
        const auto text = text_.substr(word.begin, word.size);
        const bool whole = sandhi_.keepsTones(text) || (word.size > 1 && sandhi_.keepsTones(text.substr(word.size - 2)));
        if (!whole)
            takeDoubled(word, tag);
        const std::size_t last = word.begin + word.size - 1;
        const char32_t end = text_[last];
        if (word.size == 1) {
            const bool aspect = oneOf(end, U"了着过") && (tag == "ul" || tag == "uz" || tag == "ug");
            if (aspect || oneOf(end, U"吧呢啊呐噻嘛吖嗨哦哒哩哟喽啰耶喔诶个"))
                takeTone(last);
            return;
        }
        const char32_t next = text_[last - 1];
        if (oneOf(end, U"吧呢啊呐噻嘛吖哟喽啰") ||
            (!whole && ((oneOf(end, U"们子") && (tag == "r" || tag == "n")) ||
                        (oneOf(end, U"上下里") && (tag == "s" || tag == "l" || tag == "f")) ||
                        (oneOf(end, U"来去") && oneOf(next, U"上下进出回过起开")) || sandhi_.neutralAtEnd(text))))
            takeTone(last);
        takeTonesOfParts(word);
        for (std::size_t i = word.begin + 1; i <= last; ++i)
            if (text_[i] == U'个' && (sandhi_.isNumeric(text_[i - 1]) || oneOf(text_[i - 1], U"几有两半多各整每做是这那哪")))
                takeTone(i);
    }

    /// The word in two parts, the shortest word in it and the rest: 朋友/们.
    void takeTonesOfParts(const Word& word) {
        const auto text = text_.substr(word.begin, word.size);
        const auto shortest = tools_.segmenter.shortestPart(text);
        if (shortest.size() == word.size)
            return;
        const std::size_t first = text.starts_with(shortest) ? shortest.size() : word.size - shortest.size();
        for (const auto& [begin, end] : {std::pair(std::size_t{0}, first), std::pair(first, word.size)}) {
            const auto part = text.substr(begin, end - begin);
            if (sandhi_.neutralAtEnd(part) && !sandhi_.keepsTones(part))
                takeTone(word.begin + end - 1);
        }
    }

    /// 奶奶, and 走走, whose first syllable rises; not 是是是, 高高, 高高兴兴 and 绿油油.
    void takeDoubled(const Word& word, std::string_view tag) {
        if (tag.empty() || !oneOf(static_cast<char32_t>(tag[0]), U"nva"))
            return;
        for (std::size_t i = word.begin + 1; i < word.begin + word.size; ++i) {
            if (text_[i] != text_[i - 1])
                continue;
            const bool thrice = (i > word.begin + 1 && text_[i - 2] == text_[i]) || at(i + 1) == text_[i];
            const bool paints = tag[0] == 'a' || (word.size == 3 && i == word.begin + 2 && tag[0] == 'n') || isTwoPairs(word);
            if (thrice || (paints && !oneOf(text_[i], kRelatives)) || meetsByChance(word, i))
                continue;
            if (tag[0] == 'v' && word.size == 2 && toneAt(i) == 3)
                syllables_[i - 1].setTone(2);
            takeTone(i);
        }
    }

    /// 山山水水
    [[nodiscard]] bool isTwoPairs(const Word& word) const {
        const auto text = text_.substr(word.begin, word.size);
        return text.size() == 4 && text[0] == text[1] && text[2] == text[3];
    }

    /// 银行行长: the same character ends one word and begins another.
    [[nodiscard]] bool meetsByChance(const Word& word, std::size_t second) const {
        return second >= word.begin + 2 && second + 1 < word.begin + word.size &&
               tools_.segmenter.isWord(text_.substr(second - 2, 2)) && tools_.segmenter.isWord(text_.substr(second, 2));
    }

    const Sandhi& sandhi_;
    const Sandhi::Tools& tools_;
    std::u32string_view text_;
    std::span<const Word> words_;
    std::span<const CharacterReading> readings_;
    std::vector<Syllable> syllables_;
};

}  // namespace

std::vector<Syllable> carefulTones(const Sandhi& sandhi, const Sandhi::Tools& tools, const TonedClause& clause,
                                   bool erhua) {
    return CarefulTones(sandhi, tools, clause).take(erhua);
}

}  // namespace timbre::frontend::zh
