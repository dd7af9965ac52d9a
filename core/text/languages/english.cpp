// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <string_view>

#include "core/base/utf8.h"
#include "core/text/characters.h"
#include "core/text/languages/english.h"

namespace timbre {

namespace {

using Word = std::string_view;

/// A name follows: never the end.
constexpr std::array kTitles = std::to_array<Word>(
    {"Dr",  "Mr",  "Mrs",  "Ms",  "Mx",   "Prof", "Gen",  "Col",  "Capt", "Cpt", "Lt",  "Sgt",  "Maj",  "Cmdr", "Adm",
     "Rev", "Hon", "Sen",  "Rep", "Gov",  "Pres", "Supt", "Insp", "Fr",   "Msgr", "Mme", "Mlle", "Messrs", "Sra"});

/// Something always follows.
constexpr std::array kNeverLast = std::to_array<Word>(
    {"vs", "cf", "viz", "approx", "esp", "ca", "incl", "e.g", "i.e", "resp"});

/// A number follows; without one it is an ordinary word ("No. I will not.").
constexpr std::array kWordsBeforeNumbers = std::to_array<Word>(
    {"No", "no", "Fig", "fig", "Art", "Sec", "sec", "Op", "op", "Ref", "p", "Mar", "Par", "Pt", "c", "Sun", "Sat", "Mon"});

/// May stand inside a sentence or end it: then what follows decides.
constexpr std::array kMayBeLast = std::to_array<Word>(
    {"Jr",   "Sr",   "Inc",  "Ltd", "Co",   "Corp", "Bros", "etc", "Ave", "Blvd", "Rd",   "St",  "Ste",   "Mt",  "Ft",
     "ft",   "lb",   "lbs",  "oz",  "hr",   "hrs",  "min",  "sq",  "mph", "Dept", "Univ", "Assn", "Assoc", "Est", "est",
     "al",   "Vol",  "vol",  "Vols", "Ch",  "Chap", "chap", "pp",  "pg",  "Figs", "Nos",  "Eq",  "Eqs",   "Ed",  "ed",
     "eds",  "Jan",  "Feb",  "Apr", "Jun",  "Jul",  "Aug",  "Sep", "Sept", "Oct", "Nov",  "Dec", "Tue",   "Tues", "Wed",
     "Thu",  "Thur", "Thurs", "Fri", "Esq", "Ph.D", "Ed.D", "B.Sc", "M.Sc", "Bldg", "Apt", "Hwy", "Pvt",  "Ex",  "ibid"});

/// Words that begin sentences far more often than they stand, with a capital, inside one.
constexpr std::array kStarters = std::to_array<Word>(
    {"The",  "A",     "An",    "He",    "She",  "It",    "We",    "They",  "I",     "You",   "This",  "That",  "These",
     "Those", "There", "Then",  "When",  "While", "What", "Who",   "Where", "Why",   "How",   "If",    "In",    "On",
     "At",   "As",    "But",   "And",   "Or",   "So",    "For",   "From",  "With",  "After", "Before", "Although",
     "Because", "Since", "His", "Her",  "Its",  "Our",   "Their", "My",    "Your",  "One",   "Now",   "Not",   "No",
     "Yes",  "By",    "To",    "Here",  "Some", "All",   "Every", "Each",  "Most",  "Many",  "Even",  "Still", "Yet",
     "Also", "However", "Meanwhile", "Later", "Soon", "Once", "Perhaps", "Maybe", "Nobody", "Everyone", "Nothing",
     "Is",   "Was",   "Are",   "Were",  "Do",   "Does",  "Did",   "Has",   "Have",  "Had",   "Can",   "Could", "Will",
     "Would", "Should", "Must", "Let",  "Please", "Today", "Tomorrow", "Yesterday", "Only", "Such", "Both", "Mr", "Mrs",
     "Ms",   "Dr"});

/// "8 a.m. Monday", "5 p.m. EST".
constexpr std::array kAfterClockTimes = std::to_array<Word>(
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "EST", "EDT", "CST", "CDT", "MST",
     "PST", "PDT", "GMT", "UTC", "BST", "CET", "Eastern", "Pacific", "Central"});

/// A single capital behind these is a label, not somebody's initial: "plan B. Then".
constexpr std::array kBeforeLabels = std::to_array<Word>(
    {"plan", "vitamin", "grade", "type", "section", "appendix", "option", "class", "group", "team", "point", "hepatitis",
     "part", "figure", "table", "exhibit", "level", "letter", "block", "gate", "row", "note", "key", "an", "a", "the"});

template <std::size_t N>
bool contains(const std::array<Word, N>& words, Word word) {
    return std::ranges::find(words, word) != words.end();
}

/// "U.S", "a.m", "J.R.R": letters one by one.
bool isDottedLetters(Word word) {
    if (word.size() < 3 || word.find('.') == Word::npos) {
        return false;
    }
    for (std::size_t i = 0; i < word.size(); ++i) {
        const bool letter = isSpeakable(static_cast<unsigned char>(word[i])) && !isDigit(static_cast<unsigned char>(word[i]));
        if (i % 2 == 0 ? !letter : word[i] != '.') {
            return false;
        }
    }
    return true;
}

bool isNumber(Word word) {
    return !word.empty() && std::ranges::all_of(word, [](char c) { return isDigit(static_cast<unsigned char>(c)); });
}

bool endsAfterInitial(const PeriodContext& context) {
    if (context.word == "I") {
        return !context.atLineStart && !isDottedLetters(context.previousWord);  // "So do I. Then ..."
    }
    if (contains(kBeforeLabels, context.previousWord)) {
        return context.nextIsUpper;
    }
    return !context.nextIsUpper && !context.nextIsLower && !context.nextIsDigit;
}

bool endsAfterDottedLetters(const PeriodContext& context) {
    if (!context.nextIsUpper) {
        return false;
    }
    const std::string folded = foldCase(context.word);
    if (folded == "a.m" || folded == "p.m") {
        return !contains(kAfterClockTimes, context.nextWord);
    }
    return contains(kStarters, context.nextWord);
}

}  // namespace

bool endsEnglishSentence(const PeriodContext& context) {
    const Word word = context.word;
    const bool oneLetter = word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z';
    if (contains(kTitles, word) || contains(kNeverLast, word)) {
        return false;
    }
    if (oneLetter) {
        return endsAfterInitial(context);
    }
    if (isDottedLetters(word)) {
        return endsAfterDottedLetters(context);
    }
    if (contains(kWordsBeforeNumbers, word)) {
        return !context.nextIsDigit;
    }
    if (contains(kMayBeLast, word)) {
        return context.nextIsUpper && (word == "etc" || contains(kStarters, context.nextWord));
    }
    const bool listNumber = context.atLineStart && isNumber(word) && word.size() <= 3;
    return !listNumber;
}

namespace {

/// Letters with marks are those of other Latin languages; English has them in borrowed words only. Other scripts are
/// refused sentence by sentence and not judged here.
bool isEnglishLetter(char32_t c) {
    const bool marked = (c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7) || (c >= 0x1E00 && c < 0x1F00);
    const bool combiningMark = c >= 0x300 && c < 0x370;
    return !marked && !combiningMark;
}

std::vector<TextSpan> splitEnglish(std::string_view script, const SplitLimits& limits) {
    return splitWith(endsEnglishSentence, script, limits);
}

}  // namespace

extern const LanguageEntry kEnglishLanguage;
const LanguageEntry kEnglishLanguage{
    .tag = "en",
    .name = "English",
    .nativeName = "English",
    .sampleText =
        "The morning train was late again, so we walked along the river and talked about the summer. "
        "Nobody was in a hurry, and the air smelled of rain.",
    .split = splitEnglish,
    .hasLetter = isEnglishLetter};

}  // namespace timbre
