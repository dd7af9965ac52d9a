// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/quoted_speech.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/base/utf8.h"
#include "core/text/characters.h"

namespace timbre {

namespace {

using Word = std::u32string_view;

bool standsAt(const Characters& characters, std::size_t i, Word word) {
    return word.size() <= characters.size() - std::min(i, characters.size()) &&
           std::equal(word.begin(), word.end(), characters.begin() + static_cast<std::ptrdiff_t>(i),
                      [](char32_t c, const Character& character) { return c == character.codePoint; });
}

template <std::size_t N>
bool anyStandsAt(const Characters& characters, std::size_t i, const std::array<Word, N>& words) {
    return std::ranges::any_of(words, [&](Word word) { return standsAt(characters, i, word); });
}

bool isOneOf(Word set, char32_t c) { return set.find(c) != Word::npos; }

/// Begin with と and begin a sentence.
constexpr std::array kJapaneseStarters = std::to_array<Word>(
    {U"ところ", U"とても", U"とにかく", U"とりあえず", U"ともかく", U"ともあれ", U"とうとう", U"ときどき", U"ときに", U"とたん",
     U"とある", U"となり", U"とっさ", U"とはいえ", U"とすると", U"とすれば", U"とくに", U"とうぜん", U"とっくに"});

/// Follow a quotation and cannot begin a sentence.
constexpr std::array kJapaneseEndings = std::to_array<Word>(
    {U"って",   U"だった", U"だと",   U"だ。",   U"だよ",   U"だね",   U"だろ",     U"です",   U"でした", U"でしょ", U"である",
     U"であっ", U"なんて", U"なんか", U"など",   U"なの",   U"なら",   U"くらい",   U"ぐらい", U"みたい", U"らしい", U"ばかり",
     U"だけ",   U"しか",   U"より",   U"とか",   U"といっ", U"という", U"といい",   U"とい",   U"を"});

/// A particle, and the hiragana that make another word of it: の声 and はひどい, but はい and のんびり.
struct Particle {
    char32_t particle;
    Word otherWords;
};
constexpr std::array kJapaneseParticles = std::to_array<Particle>({{U'は', U"いじっはぁあやたなるんぎ"},
                                                                   {U'が', U"っんらちたい"},
                                                                   {U'に', U"やこっぎんらせわ"},
                                                                   {U'の', U"んどちぞぼろり"},
                                                                   {U'も', U"うしっちとのはらがぐ"},
                                                                   {U'へ', U"えぇんいっとや"}});
/// Particles only before what is no hiragana: で返す, but でも and やがて.
constexpr Word kStrictParticles = U"でや";

/// A quote that goes on with these is part of the sentence around it.
constexpr std::array kKoreanEndings = std::to_array<Word>(
    {U"하고", U"하며", U"하면서", U"하는", U"하자", U"하니", U"하던", U"라고", U"라며", U"라면서", U"라는", U"라던",
     U"이라고", U"이라며", U"이라는", U"라 ", U"고 "});

constexpr Word kSpeechVerbs = U"说説說道问問答喊叫嚷骂罵叹嘆笑想吼喝哭讲講話嗌鬧諗曰";
/// Behind these 道 is no speech: 知道, 味道, 街道.
constexpr Word kBeforeNoSpeech = U"知味街大频頻渠跑管通隧航轨軌难難";
/// Announce speech directly before its quote.
constexpr Word kAnnouncing = U"说説說道问問答話讲講曰喊叫嚷：";
/// Tie a quote to the rest of its sentence; the words behind begin with them and do not.
constexpr Word kChineseTies = U"的便嘅";
constexpr std::array kChineseTyingWords = std::to_array<Word>({U"之类", U"之類", U"之声", U"之聲", U"这句", U"這句", U"一类", U"一類"});
constexpr std::array kNoTies = std::to_array<Word>({U"的确", U"的確", U"的士", U"便宜", U"便利", U"便当", U"便當"});

/// Before the verb: nobody spoke. 他不回答, 我没有说.
constexpr Word kNegations = U"不没沒未";
constexpr Word kBetweenNegationAndVerb = U"回有再作想敢肯能";

/// A speaker and what they do: longer clauses are sentences of their own.
constexpr std::size_t kLongestSpeaker = 14;
/// The verb stands at the end, with a particle or two behind it: 问了一句, 嗌緊.
constexpr std::size_t kBehindVerb = 3;

constexpr std::size_t kLongestAside = 4;
constexpr std::array kAsides = std::to_array<Word>(
    {U"笑", U"泣", U"涙", U"汗", U"怒", U"爆", U"爆笑", U"苦笑", U"微笑", U"大笑", U"完", U"终", U"終", U"哭", U"叹气", U"嘆氣",
     U"掌声", U"掌聲", U"鼓掌", U"拍手", U"笑声", U"笑聲", U"웃음", U"박수", U"끝"});

}  // namespace

bool japaneseGoesOn(const Characters& characters, std::size_t i, Behind behind) {
    const char32_t c = characters[i].codePoint;
    if (!isHiragana(c)) {
        return false;
    }
    if (c == U'と' && anyStandsAt(characters, i, kJapaneseStarters)) {
        return false;
    }
    const char32_t after = i + 1 < characters.size() ? characters[i + 1].codePoint : 0;
    const bool wordBehind = isSpeakable(after) && !isHiragana(after);
    if (behind == Behind::FullStop) {
        return c == U'を' || (c == U'の' && wordBehind);
    }
    if (behind == Behind::Mark) {
        return c == U'を' || standsAt(characters, i, U"って") || (c == U'と' && (wordBehind || isOneOf(U"いおき、", after)));
    }
    if (c == U'と' || anyStandsAt(characters, i, kJapaneseEndings)) {
        return true;
    }
    if (!isHiragana(after)) {
        const bool particle = std::ranges::any_of(kJapaneseParticles, [c](const Particle& p) { return p.particle == c; });
        return (particle || isOneOf(kStrictParticles, c)) && (wordBehind || isOpener(after));
    }
    return std::ranges::any_of(kJapaneseParticles, [c, after](const Particle& p) {
        return p.particle == c && !isOneOf(p.otherWords, after);
    });
}

namespace {

bool isNegated(const Characters& characters, std::size_t begin, std::size_t verb) {
    std::size_t before = verb;
    while (before > begin && verb - before < 2 && isOneOf(kBetweenNegationAndVerb, characters[before - 1].codePoint)) {
        --before;
    }
    return before > begin && isOneOf(kNegations, characters[before - 1].codePoint);
}

}  // namespace

bool koreanGoesOn(const Characters& characters, std::size_t i) { return anyStandsAt(characters, i, kKoreanEndings); }

bool chineseQuoteIsTied(const Characters& characters, std::size_t i) {
    return anyStandsAt(characters, i, kChineseTyingWords) ||
           (isOneOf(kChineseTies, characters[i].codePoint) && !anyStandsAt(characters, i, kNoTies));
}

bool chineseSpeakerStandsAt(const Characters& characters, std::size_t i) {
    std::size_t end = i;
    while (end < characters.size() && end - i <= kLongestSpeaker && isHan(characters[end].codePoint)) {
        ++end;
    }
    if (end == i || end - i > kLongestSpeaker) {
        return false;
    }
    const char32_t behind = end < characters.size() ? characters[end].codePoint : U'。';
    if (isSpeakable(behind) || behind == U'：' || behind == U':' || isOpener(behind)) {
        return false;  // More than a clause, or the speaker of what comes next.
    }
    for (std::size_t verb = end; verb > i && end - verb < kBehindVerb; --verb) {
        const char32_t c = characters[verb - 1].codePoint;
        const bool otherWord = c == U'道' && verb - 1 > i && isOneOf(kBeforeNoSpeech, characters[verb - 2].codePoint);
        if (isOneOf(kSpeechVerbs, c) && !otherWord) {
            return !isNegated(characters, i, verb - 1);
        }
    }
    return false;
}

bool announcesSpeech(const Characters& characters, std::size_t end) {
    return end > 0 && isOneOf(kAnnouncing, characters[end - 1].codePoint);
}

std::size_t behindAside(const Characters& characters, std::size_t i) {
    const char32_t open = i < characters.size() ? characters[i].codePoint : 0;
    if (open != U'（' && open != U'(') {
        return i;
    }
    const char32_t close = open == U'(' ? U')' : U'）';
    for (std::size_t end = i + 2; end < characters.size() && end - i <= kLongestAside; ++end) {
        if (characters[end].codePoint == close) {
            const bool known = std::ranges::any_of(kAsides, [&](Word word) {
                return word.size() == end - i - 1 && standsAt(characters, i + 1, word);
            });
            return known ? end + 1 : i;
        }
    }
    return i;
}

}  // namespace timbre
