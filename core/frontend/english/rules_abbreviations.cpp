// SPDX-License-Identifier: GPL-3.0-or-later
// Abbreviations, references such as "Fig. 3", letters with full stops between, and words of first letters.
#include <algorithm>

#include "core/frontend/english/abbreviations.h"
#include "core/frontend/english/letter_words.h"
#include "core/frontend/english/number_styles.h"
#include "core/frontend/english/quantity.h"
#include "core/frontend/english/rewrite_rules.h"
#include "core/frontend/english/units.h"
#include "core/frontend/english/word_set.h"

namespace timbre::frontend::english {

namespace {

constexpr std::size_t kLongestSign = 8;
constexpr std::size_t kMostLetters = 10;

bool isCapitalLetter(char c) { return c >= 'A' && c <= 'Z'; }

/// The expansion with a capital where the abbreviation has one.
std::string inCaseOf(std::string_view words, char first) {
    std::string out(words);
    if (isCapitalLetter(first) && out.front() >= 'a' && out.front() <= 'z')
        out.front() = static_cast<char>(out.front() - 32);
    return out;
}

/// Where an abbreviation ends: with its full stop, unless that also ends the sentence.
Position endWithStop(const WrittenText& text, Position letters) {
    if (text.at(letters) != '.')
        return letters;
    return text.sentenceMayEnd(letters + 1) ? letters : letters + 1;
}

bool numberFollows(const WrittenText& text, Position letters) {
    const Position stop = text.at(letters) == '.' ? letters + 1 : letters;
    const Position next = text.blanksEnd(stop);
    const bool roman = text.isCapital(next) && std::ranges::all_of(text.plain(next, text.lettersEnd(next)), [](char c) {
                           return std::string_view("IVXLC").find(c) != std::string_view::npos;
                       });
    return text.isDigit(next) || text.at(next) == '#' || roman || (text.at(next) == '~' && text.isDigit(next + 1));
}

/// A capitalised word behind the blanks.
bool nameFollows(const WrittenText& text, Position end) {
    return text.isBlank(end) && text.isCapital(text.blanksEnd(end));
}

/// A capitalised word or an ordinal directly before.
bool nameComesBefore(const WrittenText& text, Position at) {
    if (at < 2 || (text.before(at) != ' ' && text.before(at) != ','))
        return false;
    const Position end = text.before(at) == ' ' && text.at(at - 2) == ',' ? at - 2 : at - 1;
    if (text.isDigit(end - 1))
        return false;
    const WordAt before = text.wordBefore(end + 1);
    const Position begin = before.begin;
    if (before.word.empty() || before.end < end)
        return false;
    const bool ordinal = begin > 0 && text.isDigit(begin - 1) && isOneOf<"nd rd st th">(before.word);
    return ordinal || (text.isCapital(begin) && !isFunctionWord(before.word));
}

bool isFamousSaint(std::string_view small) {
    return isOneOf<
        "andrew andrews anne anthony augustine barts basil benedict bernard catherine catharines christopher clair "
        "croix "
        "elmo francis gallen george george's helena helens ives james joan john john's johns joseph joseph's kitts "
        "laurent lawrence louis lucia luke mark martin mary mary's michael moritz nicholas nick patrick patrick's paul "
        "paul's peter peter's peters petersburg pierre thomas tropez vincent">(small);
}

bool isBehindSaint(std::string_view small) { return isOneOf<"mount mt fort port lake cathedral church">(small); }

/// "St. Patrick" and "Baker St.", "Dr. Chen" and "Maple Dr."
const Abbreviation* nameOrStreet(const WrittenText& text, Position at, Position letters, std::string_view small) {
    const Abbreviation* const before = abbreviation(small, AbbreviationUse::BeforeName);
    const Abbreviation* const behind = abbreviation(small, AbbreviationUse::BehindName);
    const Position end = text.at(letters) == '.' ? letters + 1 : letters;
    const bool follows = nameFollows(text, end);
    const bool comesBefore = nameComesBefore(text, at);
    if (before != nullptr && follows) {
        const std::string_view next = text.wordBehind(end).word;
        const std::string_view previous = text.wordBefore(at).word;
        const bool saint = small == "st" && (isFamousSaint(next) || isBehindSaint(previous));
        const bool street = behind != nullptr && comesBefore && text.before(at) == ' ' && small == "st" && !saint;
        if (!street)
            return before;
    }
    const bool partners = small == "co" && at >= 2 && text.at(at - 2) == '&';
    if (behind == nullptr || (!comesBefore && !partners))
        return nullptr;
    const bool needsStop = isOneOf<"co ct ft ln pl sq">(small);
    return needsStop && text.at(letters) != '.' ? nullptr : behind;
}

Found sayExpansion(const WrittenText& text, Position at, Position end, const Abbreviation& found) {
    return spoken(end, inCaseOf(found.words, text.at(at)), {std::string(found.other)});
}

/// "w/", "w/o", "b/c"
Found saySlashed(const WrittenText& text, Position at) {
    if (text.at(at + 1) != '/')
        return std::nullopt;
    const std::string_view three = text.small(at, at + 3);
    if (three == "w/o" && text.wordEnds(at + 3))
        return spoken(at + 3, "without");
    if (three == "b/c" && text.wordEnds(at + 3))
        return spoken(at + 3, "because");
    return text.at(at) == 'w' && (text.isBlank(at + 2) || text.isLetter(at + 2) || text.isDigit(at + 2))
               ? spoken(at + 2, "with ")
               : std::nullopt;
}

/// "e.g.", "i.e.", "U.S.A.", "a.k.a."; the last full stop may be lacking.
Found sayDotted(const WrittenText& text, Position at) {
    std::string letters;
    Position end = at;
    while (text.isLetter(end) && text.at(end + 1) == '.' && letters.size() < kMostLetters) {
        letters += text.at(end);
        end += 2;
    }
    if (letters.size() == 1 && text.isBlank(end) && text.startsWithSmall(end, " g.") && text.small(at, at + 1) == "e") {
        letters += 'g';  // "e. g."
        end += 3;
    }
    if (letters.size() > 0 && text.isLetter(end) && !text.isLetter(end + 1) && text.wordEnds(end + 1)) {  // "U.S"
        letters += text.at(end);
        ++end;
    }
    if (letters.size() < 2 || !text.wordEnds(end))
        return std::nullopt;
    const bool capitals = isCapitalLetter(letters.front());
    const bool stop = text.before(end) == '.';
    std::string small(letters);
    std::ranges::transform(small, small.begin(),
                           [](char c) { return isCapitalLetter(c) ? static_cast<char>(c + 32) : c; });
    const bool known = isOneOf<"aka eg ie">(small);
    const bool follows = text.isCapital(text.blanksEnd(end)) && capitals;  // "U.S. Navy" goes on.
    const Position last = stop && !known && text.sentenceMayEnd(end) && !follows ? end - 1 : end;
    if (small == "eg" || small == "ie")
        return spoken(end, inCaseOf(small == "eg" ? "for example" : "that is", letters.front()), {spell(letters)});
    return spoken(last, spell(letters), {small == "aka" ? "also known as" : std::string(expansionOf(letters))});
}

/// "J. K. Rowling": initials do not end sentences.
Found sayInitial(const WrittenText& text, Position at) {
    if (!text.isCapital(at) || text.at(at + 1) != '.' || text.at(at + 2) != ' ' || !text.isCapital(at + 3))
        return std::nullopt;
    const std::string_view next = text.wordBehind(at + 2).word;
    const bool initialFollows = next.size() == 1 && text.at(at + 4) == '.';
    const bool initialBefore = at >= 3 && text.at(at - 2) == '.' && text.isCapital(at - 3) && text.wordBegins(at - 3);
    const bool nameBefore =
        nameComesBefore(text, at) || at == 0 || initialFollows || initialBefore ||
        text.saysBefore(at, 1, [](std::string_view word) { return isOneOf<"by and with from mr mrs dr of">(word); });
    if (!nameBefore || (!initialFollows && (isFunctionWord(next) || next.size() < 3)))
        return std::nullopt;
    return spoken(at + 2, std::string(text.plain(at, at + 1)));
}

/// Words that "no" follows as an answer.
bool isAnswering(std::string_view small) {
    return isOneOf<
        "answer answered answers cried insisted is muttered oh or replied replies reply responded said say saying says "
        "shouted think told um was well whispered yelled">(small);
}

/// "5 people", "10 young men", "5 km": what is counted, so that the number is not that of a thing.
bool countsThings(const WrittenText& text, Position at) {
    const auto number = numberAt(text, at);
    if (!number)
        return false;
    const Position end = number->end;
    if (text.at(end) == '%' || unitAt(text, text.at(end) == ' ' ? end + 1 : end))
        return true;
    const WordAt word = text.wordBehind(end);
    if (isPluralNoun(word.word) || isOneOf<"billion hundred million more of percent thousand">(word.word))
        return true;
    return !isFunctionWord(word.word) && text.at(word.end) == ' ' &&
           isPluralNoun(text.wordBehind(word.end).word);
}

/// "He said no. 5 people left.", "Is it far? No. 10 minutes.": an answer with the end of its sentence. "Which one?
/// No. 5." and "song no. 5" are numbers.
bool isAnswer(const WrittenText& text, Position at, Position letters) {
    if (text.at(letters) != '.' || !text.isBlank(letters + 1) || !countsThings(text, text.blanksEnd(letters + 1)))
        return false;
    Position end = at;
    constexpr Position kFarthest = 4;
    while (end > 0 && at - end < kFarthest &&
           (text.isBlank(end - 1) || text.at(end - 1) == '"' || text.at(end - 1) == '\''))
        --end;
    if (text.before(end) == '?')
        return true;
    return text.at(at) == 'n' && isAnswering(text.wordBefore(at).word);
}

}  // namespace

Found sayReference(const WrittenText& text, Position at) {
    const Position letters = text.lettersEnd(at);
    if (!text.wordBegins(at) || letters - at > kLongestSign || text.before(at) == '\'')
        return std::nullopt;
    const Abbreviation* const found = abbreviation(text.small(at, letters), AbbreviationUse::BeforeNumber);
    if (found == nullptr || !numberFollows(text, letters))
        return std::nullopt;
    const bool stop = text.at(letters) == '.';
    const bool certain = isOneOf<"fig figs vol vols pp pgs nos">(found->sign);
    if (!stop && !certain)
        return std::nullopt;
    if (found->sign == "no" && isAnswer(text, at, letters))
        return std::nullopt;
    if (found->sign == "no" && text.sentenceMayEnd(letters + 1) && !text.isDigit(text.blanksEnd(letters + 1)))
        return std::nullopt;
    return sayExpansion(text, at, stop ? letters + 1 : letters, *found);
}

Found sayAbbreviation(const WrittenText& text, Position at) {
    if (!text.wordBegins(at) || text.before(at) == '\'')
        return std::nullopt;
    const Position letters = text.lettersEnd(at);
    if (auto slashed = letters == at + 1 ? saySlashed(text, at) : std::nullopt)
        return slashed;
    if (letters == at + 1) {
        if (auto dotted = sayDotted(text, at))
            return dotted;
        if (auto initial = sayInitial(text, at))
            return initial;
        // "c. 1850", "Roe v. Wade"
        if (text.at(at + 1) != '.' || text.at(at + 2) != ' ')
            return std::nullopt;
        if (text.at(at) == 'c' && text.isDigit(at + 3))
            return spoken(at + 2, "circa");
        return text.at(at) == 'v' && nameComesBefore(text, at) && text.isCapital(at + 3)
                   ? spoken(at + 2, "versus", {"V"})
                   : std::nullopt;
    }
    if (letters - at > kLongestSign)
        return std::nullopt;
    const std::string_view small = text.small(at, letters);
    if (text.startsWith(at, "Ph.D")) {
        const Position end = at + 4;
        return text.wordEnds(end) ? spoken(endWithStop(text, end), "P H D") : std::nullopt;
    }
    const bool mixed =
        std::ranges::any_of(text.plain(at + 1, letters), isCapitalLetter) && text.plain(at, letters) != "PhD";
    if (!isAbbreviation(small) || (mixed && !std::ranges::all_of(text.plain(at, letters), isCapitalLetter)))
        return std::nullopt;
    const bool stop = text.at(letters) == '.';
    if (const Abbreviation* const name = nameOrStreet(text, at, letters, small)) {
        const bool before = name->use == AbbreviationUse::BeforeName;
        return sayExpansion(text, at, before && stop ? letters + 1 : endWithStop(text, letters), *name);
    }
    if (small == "approx" && !numberFollows(text, letters)) {
        static constexpr Abbreviation kApproximate{"approx", "approximate", AbbreviationUse::Anywhere};
        return sayExpansion(text, at, endWithStop(text, letters), kApproximate);
    }
    const Abbreviation* found = abbreviation(small, AbbreviationUse::Anywhere);
    if (found == nullptr && stop)
        found = abbreviation(small, AbbreviationUse::WithStop);
    const bool inCapitals = letters - at > 2 && text.isCapital(at) && text.isCapital(at + 1) && !stop;
    if (found == nullptr || inCapitals ||
        (found->use == AbbreviationUse::WithStop && text.sentenceMayEnd(letters + 1) &&
         isOneOf<"min max temp est tel dist cont">(small)))
        return std::nullopt;
    const bool goesOn = isOneOf<"approx cf eg esp excl ie incl viz vs">(small) && text.isBlank(letters + 1);
    return sayExpansion(text, at, goesOn && stop ? letters + 1 : endWithStop(text, letters), *found);
}

Found sayLetterWord(const WrittenText& text, Position at) {
    const Position end = text.lettersEnd(at);
    if (!text.wordBegins(at) || !text.wordEnds(end) || end - at < 2 || end - at > 12)
        return std::nullopt;
    const std::string_view written = text.plain(at, end);
    if (!std::ranges::all_of(written, isCapitalLetter)) {
        // "HTMLs" stays; "usb" is spelled.
        if (isSpelledWhenSmall(written))
            return spoken(end, spell(written));
        return written == "PhD" || written == "PhDs" ? spoken(end, written.size() > 3 ? "P H Ds" : "P H D")
                                                     : std::nullopt;
    }
    if (written == "WWI" || written == "WWII")
        return spoken(end, written.size() == 3 ? "World War one" : "World War two",
                      {written.size() == 3 ? "W W one" : "W W two"});
    if (isSaidAsWord(written))
        return spoken(end, asWord(written), {spell(written)});
    const std::string_view expansion = expansionOf(written);
    return expansion.empty() ? std::nullopt : spoken(end, spell(written), {std::string(expansion)});
}

}  // namespace timbre::frontend::english
