// SPDX-License-Identifier: GPL-3.0-or-later
// Roman numerals.
#include <algorithm>

#include "core/frontend/english/number_styles.h"
#include "core/frontend/english/quantity.h"
#include "core/frontend/english/rewrite_rules.h"
#include "core/frontend/english/word_set.h"

namespace timbre::frontend::english {

namespace {

constexpr std::size_t kLongestNumeral = 15;  // MMMDCCCLXXXVIII

unsigned digitOf(char c) {
    switch (c) {
        case 'I':
            return 1;
        case 'V':
            return 5;
        case 'X':
            return 10;
        case 'L':
            return 50;
        case 'C':
            return 100;
        case 'D':
            return 500;
        case 'M':
            return 1000;
        default:
            return 0;
    }
}

std::string romanOf(unsigned number) {
    struct Step {
        unsigned value;
        const char* numeral;
    };
    constexpr Step steps[]{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
                           {40, "XL"},  {10, "X"},   {9, "IX"},  {5, "V"},    {4, "IV"},  {1, "I"}};
    std::string numeral;
    for (const Step& step : steps)
        for (; number >= step.value; number -= step.value)
            numeral += step.numeral;
    return numeral;
}

/// The number a numeral in its proper form stands for; 0 for all else.
unsigned valueOfRoman(std::string_view numeral) {
    if (numeral.empty() || numeral.size() > kLongestNumeral)
        return 0;
    unsigned value = 0;
    for (std::size_t i = 0; i < numeral.size(); ++i) {
        const unsigned digit = digitOf(numeral[i]);
        if (digit == 0)
            return 0;
        const bool subtracted = i + 1 < numeral.size() && digitOf(numeral[i + 1]) > digit;
        value = subtracted ? value - digit : value + digit;
    }
    return value < 4000 && romanOf(value) == numeral ? value : 0;
}

bool isRulersName(std::string_view small) {
    return isOneOf<
        "abdullah adrian albert alexander alexios alfonso alfred amenhotep andrew antiochus anne antony artaxerxes "
        "augustus baldwin "
        "benedict boniface callixtus carl carlos casimir catherine charles christian christina claudius clement "
        "cleopatra "
        "clovis conrad constantine cyrus darius david edgar edmund edward eleanor elizabeth emmanuel eric ethelred "
        "eugene "
        "felipe ferdinand francis franz frederick friedrich george gregory gustav gustaf haakon harald harold hadrian "
        "henri henry honorius hussein innocent isabella ivan james jean joan john joseph juan julius justinian karl "
        "kamehameha katherine leo leon leopold lothair louis ludwig magnus manuel margaret margrethe maria martin "
        "mary maximilian mehmed michael murad napoleon nicholas norodom olav olaf otto paul pedro peter philip "
        "philippe "
        "pius ptolemy rama ramesses ramses richard robert rudolf selim seti sigismund sixtus stephen suleiman sweyn "
        "theodore theodosius thutmose tiberius umberto urban valdemar victor victoria vladimir wenceslaus wilhelm "
        "willem william xerxes zog">(small);
}

bool isRank(std::string_view small) {
    return isOneOf<
        "caliph czar duke emperor empress kaiser khan king pharaoh pope prince princess queen shah sultan tsar">(small);
}

/// Words that numerals follow, in small letters too.
bool takesNumeral(std::string_view small) {
    return isOneOf<
        "act annex appendix article book bowl canto category chapter class division figure form grade group level "
        "mark mk olympiad page part phase psalm pp quarter question round rule schedule scene section season series "
        "stage "
        "statute step table tier title type unit variation vol volume war wrestlemania sonnet symphony opus corps "
        "episode edition fantasy gundam generation gen model planet tablet">(small);
}

/// "Generation X", "Section C": letters, not numbers.
bool namesLetter(std::string_view before, std::string_view numeral) {
    if (isOneOf<"C D L M">(numeral))
        return !isOneOf<"book bowl canto chapter psalm sonnet volume">(before);
    return numeral == "X" && isOneOf<"gen generation model planet type">(before);
}

bool isCounted(std::string_view small) { return isOneOf<"century centuries dynasty dynasties olympiad">(small); }

/// Numerals that are more often something else.
bool isOtherWord(std::string_view numeral) {
    return isOneOf<
        "C CC CD CI CIV CL CM CV D DC DI DIM DL DM L LC LI LL M MC MCI MD MDC MDM MI MIX MM MV X XL XXL XXXL DV CX DX "
        "LX MX">(numeral);
}

/// "Elizabeth I was": not "and Elizabeth I think".
bool isPronoun(const WrittenText& text, Position end) {
    if (text.at(end) == '\'')
        return text.small(end, end + 2) != "'s";
    return isOneOf<
        "am agree believe can can't could did didn't do don't feel felt find found go guess had hate have heard hope "
        "just "
        "know like love mean met miss need never only prefer really remember said saw see should still suppose suspect "
        "swear think thought told understand use used want wanted will wish won't wonder would">(
        text.wordBehind(end).word);
}

/// A name in capitals directly before: a title rather than the beginning of a sentence.
bool followsTitle(const WrittenText& text, const WordAt& before) {
    return text.isCapital(before.begin) && before.word.size() > 1 && !isFunctionWord(before.word);
}

}  // namespace

Found sayRoman(const WrittenText& text, Position at) {
    if (!text.wordBegins(at) || digitOf(text.small(at, at + 1).front() - 32) == 0 || text.before(at) == '\'')
        return std::nullopt;
    const Position end = text.lettersEnd(at);
    if (end - at > kLongestNumeral || !text.wordEnds(end) || (text.at(end) == '-' && text.isLetter(end + 1)) ||
        text.at(end) == '&')
        return std::nullopt;
    const bool capitals = std::ranges::none_of(text.plain(at, end), [](char c) { return c >= 'a' && c <= 'z'; });
    std::string numeral(text.small(at, end));
    std::ranges::transform(numeral, numeral.begin(), [](char c) { return static_cast<char>(c - 32); });
    const unsigned value = valueOfRoman(numeral);
    if (value == 0 || (!capitals && std::ranges::none_of(text.plain(at, end), [](char c) { return c >= 'a'; })))
        return std::nullopt;
    const bool small = std::ranges::none_of(text.plain(at, end), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!capitals && !small)
        return std::nullopt;
    const WordAt before = text.wordBefore(at);
    const bool touches = text.before(at) == ' ';
    const bool cue = touches && takesNumeral(before.word) && !namesLetter(before.word, numeral);
    if (small)
        return cue && numeral != "I" && !isOneOf<"di dim mix mi">(text.small(at, end)) ? spoken(end, sayCardinal(value))
                                                                                       : std::nullopt;
    if (text.at(end) == ' ' && isCounted(text.wordBehind(end).word) && numeral != "I")
        return spoken(end, sayOrdinal(value));
    const bool named = touches && isRulersName(before.word) && text.isCapital(before.begin);
    const bool ranked = touches && followsTitle(text, before) && text.saysBefore(before.begin, 1, isRank);
    const bool grandson = touches && text.isCapital(before.begin) && value >= 2 && value <= 6 &&
                          isRulersName(text.wordBefore(before.begin).word) && !takesNumeral(before.word);
    const bool ruler = (named || ranked || grandson) && !(numeral == "I" && isPronoun(text, end)) &&
                       !(before.word == "malcolm" && numeral == "X");
    if (ruler)
        return spoken(end, "the " + sayOrdinal(value), {sayCardinal(value)});
    if (cue)
        return numeral == "I" && isPronoun(text, end) ? std::nullopt : spoken(end, sayCardinal(value));
    if (numeral.size() >= 4 && numeral.starts_with('M') && value > 1500)
        return spoken(end, sayYear(value), {sayCardinal(value)});
    const bool followsModel = touches && at > 2 && text.isDigit(at - 2) &&
                              numeral.find_first_not_of("IVX") == std::string::npos && numeral.size() > 1;
    if (numeral == "I" || isOtherWord(numeral) || !touches || !(followsTitle(text, before) || followsModel))
        return std::nullopt;
    return spoken(end, sayCardinal(value), {"the " + sayOrdinal(value)});
}

}  // namespace timbre::frontend::english
