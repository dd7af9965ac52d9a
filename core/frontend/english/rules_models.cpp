// SPDX-License-Identifier: GPL-3.0-or-later
// Letters and digits that belong together: GPT-4, R2-D2, MP3s, S2E5, 747s, 49ers, 50K, 7Up.
#include <algorithm>

#include "core/frontend/english/letter_words.h"
#include "core/frontend/english/number_styles.h"
#include "core/frontend/english/quantity.h"
#include "core/frontend/english/rewrite_rules.h"
#include "core/frontend/english/word_set.h"

namespace timbre::frontend::english {

namespace {

constexpr std::size_t kMostParts = 8;
constexpr std::size_t kLongestPart = 16;

struct Part {
    std::string_view written;
    bool digits = false;
};

struct Model {
    Position end = 0;
    std::vector<Part> parts{};

    [[nodiscard]] bool hasDigits() const { return std::ranges::any_of(parts, &Part::digits); }
};

bool isSmall(char c) { return c >= 'a' && c <= 'z'; }
bool isCapital(char c) { return c >= 'A' && c <= 'Z'; }
bool isSmallWord(std::string_view word) { return std::ranges::all_of(word, isSmall); }

/// "R2-D2": runs of letters and digits, hyphens only beside digits and letters that are spelled.
Model modelAt(const WrittenText& text, Position at) {
    Model model{.end = at};
    for (Position next = at; model.parts.size() < kMostParts;) {
        const bool digits = text.isDigit(next);
        const Position end = digits ? text.digitsEnd(next) : text.lettersEnd(next);
        if (end == next || end - next > kLongestPart)
            break;
        const std::string_view written = text.plain(next, end);
        if (model.end != next && !digits && !model.parts.back().digits)
            break;  // Two words with a hyphen.
        if (model.end != next && !digits && (written.size() > 2 || isSmallWord(written)))
            break;  // "GPT-4-based", "747-Max"
        model.parts.push_back({written, digits});
        model.end = end;
        next = text.at(end) == '-' ? end + 1 : end;
    }
    return model;
}

std::string sayLetters(std::string_view letters) {
    const bool caps = std::ranges::all_of(letters, isCapital);
    if (letters.size() == 1 || (caps && !isSaidAsWord(letters)) ||
        (letters.size() == 2 && !isCapital(letters.front())) ||
        (letters.size() == 3 && letters.find_first_of("aeiouyAEIOUY") == std::string_view::npos))
        return spell(letters);
    return caps ? asWord(letters) : std::string(letters);
}

/// "B2B" is business to business.
bool isToWord(std::string_view written) {
    return written.size() == 3 && isCapital(written[0]) && written[1] == '2' && isCapital(written[2]) &&
           !isOneOf<"H2O H2S N2O K2O O2A">(written);
}

bool isCode(std::string_view small) {
    return isOneOf<
        "account booking case claim code codes confirmation coupon id imei invoice licence license order passport "
        "plate policy "
        "promo receipt ref reference registration reservation serial ticket tracking voucher">(small);
}

/// @param single  digits one by one.
std::string sayParts(const Model& model, bool single) {
    std::string words;
    for (std::size_t i = 0; i < model.parts.size(); ++i) {
        const auto& [written, digits] = model.parts[i];
        const bool last = i + 1 == model.parts.size();
        const bool plural = last && i > 0 && written == "s" && model.parts[i - 1].digits;
        if (plural)
            words = inPlural(std::move(words));
        else
            addWords(words, !digits ? sayLetters(written) : single ? sayDigits(written) : sayInGroups(written));
    }
    return words;
}

/// "S2E5": season two, episode five.
Found sayEpisode(const WrittenText& text, Position at) {
    const Position season = text.digitsEnd(at + 1);
    const Position mark = text.at(season) == ' ' ? season + 1 : season;
    const Position end = text.digitsEnd(mark + 1);
    if (text.small(at, at + 1) != "s" || season == at + 1 || season - at > 3 || text.small(mark, mark + 1) != "e" ||
        end == mark + 1 || end - mark > 4 || !text.wordEnds(end))
        return std::nullopt;
    const std::string first = sayCardinal(text.plain(at + 1, season));
    const std::string last = sayCardinal(text.plain(mark + 1, end));
    return spoken(end, joined({"season", first, "episode", last}), {joined({"S", first, "E", last})});
}

bool isRaceOrPicture(std::string_view small) {
    return isOneOf<
        "camera cameras charity display displays footage fun gold gram marathon monitor monitors movie movies race "
        "races "
        "resolution run runner runners runs screen screens television time training tv tvs video videos walk">(small);
}

bool isCountCue(std::string_view small) {
    return isOneOf<
        "about above almost approximately exceed exceeded exceeds gained hit hits nearly over pass passed past reach "
        "reached reaches reaching roughly sold than topped under worth">(small);
}

bool isRacing(std::string_view small) {
    return isOneOf<"ran run runs running jog jogged race raced walk walked finish finished first virtual annual">(small);
}

/// "a 10K" with nothing behind it that it would describe.
bool followsLoneArticle(const WrittenText& text, Position at, Position end) {
    const bool article = isOneOf<"a an her his my our the their">(text.wordBefore(at).word) && text.before(at) == ' ';
    const std::string_view behind = text.wordBehind(end).word;
    const bool verb = isOneOf<"begins ends goes starts takes took went">(behind);
    return article && (text.at(end) != ' ' || behind.empty() || verb || isFunctionWord(behind));
}

std::string_view scaleName(std::string_view letters) {
    if (letters == "K" || letters == "k")
        return "thousand";
    if (isOneOf<"M mln mil mn">(letters))
        return "million";
    if (isOneOf<"B bn bln">(letters))
        return "billion";
    return isOneOf<"T tn trn">(letters) ? "trillion" : "";
}

/// Words whose numbers may end with a letter: "Seat 14K", "Section 10B".
bool isNumbered(std::string_view small) {
    return isOneOf<
        "aisle apartment appendix apt bay berth cabin chapter clause dorm exhibit exit fig figure flat floor form gate "
        "grade locker model paragraph platform question room row rule seat section sheet suite table terminal track "
        "unit ward zone">(small);
}

/// "221B Baker St.": a name and the word for a street behind it.
bool streetFollows(const WrittenText& text, Position end) {
    constexpr int kLongestName = 3;
    return text.at(end) == ' ' && text.isCapital(end + 1) &&
           text.saysBehind(end, kLongestName, [](std::string_view small) {
               return isOneOf<
                   "ave avenue blvd boulevard court ct dr drive lane ln pl place rd road st street terrace way">(small);
           });
}

/// "50K subscribers", "1.2M": thousands and millions, where no letter is meant.
Found sayScaled(const WrittenText& text, Position at) {
    const auto amount = amountAt(text, at);
    if (!amount)
        return std::nullopt;
    const Position end = text.lettersEnd(amount->end);
    const std::string_view letters = text.plain(amount->end, end);
    const std::string_view scale = scaleName(letters);
    if (scale.empty() || !text.wordEnds(end))
        return std::nullopt;
    const std::string_view behind = text.wordBehind(end).word;
    const bool counts = text.at(end) == ' ' && isPluralNoun(behind) && !isRaceOrPicture(behind);
    const bool numbered = isNumbered(text.wordBefore(at).word) && text.before(at) == ' ';
    if (letters.size() < 2 && !counts && (numbered || streetFollows(text, end)))
        return std::nullopt;
    const bool cued = text.saysBefore(at, 1, isCountCue);
    const bool decimal = amount->range || !amount->number || !amount->number->isWhole();
    // "a 10K" is a race; so is what somebody runs.
    const bool race = !decimal && (text.saysBefore(at, 2, isRacing) || followsLoneArticle(text, at, end) ||
                                   (text.at(end) == ' ' && isRaceOrPicture(behind)));
    const bool thousands = scale == "thousand" && (letters == "k" || decimal || amount->number->value() >= 10) && !race;
    if (letters.size() < 2 && !counts && !thousands && !decimal && !(cued && scale != "thousand"))
        return std::nullopt;
    std::vector<std::string> others;
    for (const auto& other : amount->otherWords)
        others.push_back(joined({other, scale}));
    others.push_back(joined({amount->words, spell(letters)}));
    return spoken(end, joined({amount->words, scale}), std::move(others));
}

/// "49ers", "76er"
Found sayBearers(const WrittenText& text, Position at, Position digits) {
    const Position end = text.lettersEnd(digits);
    const std::string_view ending = text.small(digits, end);
    if (ending != "er" && ending != "ers")
        return std::nullopt;
    std::string words = sayInGroups(text.plain(at, digits));
    words += words.ends_with('e') ? "r" : "er";
    return spoken(end, ending == "ers" ? words + "s" : words);
}

/// "401(k)", "403b"
Found sayPensionPlan(const WrittenText& text, Position at, Position digits) {
    const std::string_view number = text.plain(at, digits);
    const Position letter = text.at(digits) == '(' ? digits + 1 : digits;
    const char kind = text.at(letter);
    if (!isOneOf<"401 403 457">(number) || (kind != 'k' && kind != 'b' && kind != 'K'))
        return std::nullopt;
    const Position end = letter > digits ? letter + 2 : letter + 1;
    if ((letter > digits && text.at(letter + 1) != ')') ||
        (letter == digits && !text.wordEnds(end) && text.at(end) != 's'))
        return std::nullopt;
    return spoken(end, joined({sayInGroups(number), kind == 'b' ? "B" : "K"}));
}

}  // namespace

Found sayModel(const WrittenText& text, Position at) {
    if (!text.wordBegins(at))
        return std::nullopt;
    const Position first = text.lettersEnd(at);
    if (first == at + 1 && text.isCapital(at) && text.at(first) == '.' && text.isDigit(first + 1)) {  // "H.264"
        const Position end = text.digitsEnd(first + 1);
        const std::string_view number = text.plain(first + 1, end);
        return text.wordEnds(end) ? spoken(end, joined({text.plain(at, first), sayInGroups(number)}), {joined({text.plain(at, first), sayDigits(number)})}) : std::nullopt;
    }
    const bool joint = text.isDigit(first) || (text.at(first) == '-' && text.isDigit(first + 1));
    if (!joint || first - at > kLongestPart)
        return std::nullopt;
    if (auto episode = sayEpisode(text, at))
        return episode;
    // "mid-1970s", "top-10": a word and a number.
    if (text.at(first) == '-' && first - at > 1 && isSmallWord(text.plain(at, first)))
        return std::nullopt;
    Model model = modelAt(text, at);
    if (!model.hasDigits() || !text.wordEnds(model.end))
        return std::nullopt;
    const std::string_view written = text.plain(at, model.end);
    if (isToWord(written))
        return spoken(model.end, joined({written.substr(0, 1), "to", written.substr(2)}), {spell(written)});
    const std::string groups = sayParts(model, false);
    const std::string digits = sayParts(model, true);
    if (model.parts.back().digits && text.at(model.end) == '.' && text.isDigit(model.end + 1)) {  // "GPT-3.5"
        const Position end = text.digitsEnd(model.end + 1);
        return spoken(end, joined({groups, "point", sayDigits(text.plain(model.end + 1, end))}));
    }
    const bool code = text.saysBefore(at, 3, isCode);
    return spoken(model.end, code ? digits : groups, {code ? groups : digits});
}

Found sayNumberWithLetters(const WrittenText& text, Position at) {
    const Position digits = text.digitsEnd(at);
    if (auto plan = sayPensionPlan(text, at, digits))
        return plan;
    if (auto scaled = text.wordBegins(at) ? sayScaled(text, at) : std::nullopt)
        return scaled;
    const Position end = text.lettersEnd(digits);
    if (end == digits || digits - at > 5 || !text.wordBegins(at))
        return std::nullopt;
    if (auto bearers = sayBearers(text, at, digits))
        return bearers;
    if (text.isDigit(end)) {  // "7ABC123"
        const Model mixed = modelAt(text, at);
        const bool code = text.saysBefore(at, 3, isCode);
        if (text.wordEnds(mixed.end))
            return spoken(mixed.end, sayParts(mixed, code), {sayParts(mixed, !code)});
    }
    const std::string_view number = text.plain(at, digits);
    const std::string_view letters = text.plain(digits, end);
    const std::string groups = sayInGroups(number);
    const WordAt before = text.wordBefore(at);
    const std::string_view name = text.plain(before.begin, before.end);
    if (letters == "s" && text.wordEnds(end)) {
        const bool named = number.size() == 1 && std::ranges::any_of(name, isCapital) && !name.empty();
        if (named)
            return spoken(end, groups + " S");
        return spoken(end, inPlural(groups), {inPlural(sayDigits(number)), inPlural(sayCardinal(number))});
    }
    const bool single = letters.size() == 1;
    return spoken(single ? end : digits, joined({groups, single ? spell(letters) : ""}),
                  {joined({sayDigits(number), single ? spell(letters) : ""})});
}

}  // namespace timbre::frontend::english
