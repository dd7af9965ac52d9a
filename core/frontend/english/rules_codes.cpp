// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers that are names: rooms, flights, models, codes. The words around tell.
#include <algorithm>

#include "core/frontend/english/number_styles.h"
#include "core/frontend/english/quantity.h"
#include "core/frontend/english/rewrite_rules.h"
#include "core/frontend/english/word_set.h"

namespace timbre::frontend::english {

namespace {

bool isCapital(char c) { return c >= 'A' && c <= 'Z'; }

/// Names whose numbers are read in groups.
bool isNumberedName(std::string_view small) {
    return isOneOf<
        "airbus apartment apt area audi bay bmw boeing building box bus cabin catch celica cessna channel classroom "
        "corolla "
        "dorm embraer error exit extension fahrenheit ferrari flight gate geforce gtx highway hwy interstate jaguar "
        "leica "
        "locker loft mazda mclaren mercedes model nikon nissan nokia office peugeot pier porsche radeon renault "
        "rm room rooms route rte rtx ryzen saab seat ste studio suite train tram tupolev unit volvo ward xbox zone">(
        small);
}

/// Things that are told by single digits.
bool isCode(std::string_view small) {
    return isOneOf<
        "account barcode booking card case claim code codes docket combination confirmation coupon id invoice isbn "
        "licence license order "
        "otp passcode passport password pin plate postcode postal ref reference registration reservation serial ssn "
        "swift ticket token tracking verification zip zipcode">(small);
}

/// "type in 841207"
bool asksForDigits(const WrittenText& text, Position at) {
    const WordAt first = text.wordBefore(at);
    if (isOneOf<"dial dialed enter entered input press pressed type typed">(first.word))
        return true;
    return first.word == "in" &&
           isOneOf<"key keyed punch punched type typed ending">(text.wordBefore(first.begin).word);
}

/// "room 204", "the locker is 118", "gate number 12"
bool followsNumberedName(const WrittenText& text, Position at) {
    WordAt word = text.wordBefore(at);
    if (isNumberedName(word.word))
        return true;
    for (int distance = 0; distance < 2 && isOneOf<"is no number was">(word.word); ++distance) {
        word = text.wordBefore(word.begin);
        if (isOneOf<"apartment channel classroom exit flight gate highway locker room route suite train unit">(
                word.word))
            return true;
    }
    return false;
}

/// "code is", "order number", "account no. #" before the number.
bool followsCode(const WrittenText& text, Position at) {
    WordAt word = text.wordBefore(at);
    if (text.before(at) == '#' || (word.word.empty() && (text.before(at) == ' ' || text.before(at) == '#')))
        word = text.wordBefore(at - (text.before(at) == '#' ? 1 : 0));
    for (int distance = 0; distance < 4 && !word.word.empty(); ++distance) {
        if (isCode(word.word))
            return true;
        if (!isOneOf<
                "number numbers no num nr is was are were the my your our her his new old remains became to reads">(
                word.word))
            return false;
        word = text.wordBefore(word.begin);
    }
    return text.saysBefore(at, 1, isCode);
}

bool isStreet(std::string_view small) {
    return isOneOf<
        "ave avenue blvd boulevard circle court ct dr drive highway hwy lane ln parkway pkwy place pl plaza rd road "
        "square st "
        "street terrace trail way">(small);
}

/// "1600 Pennsylvania Avenue": a capitalised name and a word for a street behind the number.
bool isHouseNumber(const WrittenText& text, Position end) {
    if (text.at(end) != ' ')
        return false;
    WordAt word = text.wordBehind(end);
    for (int distance = 0; distance < 3 && !word.word.empty(); ++distance) {
        const bool street = isStreet(word.word);
        if (distance > 0 && street)
            return true;
        if (!text.isCapital(word.begin))
            return false;
        word = text.wordBehind(word.end);
    }
    return false;
}

/// "RTX 4090", "HTTP 404": a word in capitals before the number.
bool followsCapitals(const WrittenText& text, Position at) {
    if (text.before(at) != ' ')
        return false;
    const WordAt before = text.wordBefore(at);
    const std::string_view written = text.plain(before.begin, before.end);
    return written.size() > 1 && std::ranges::all_of(written, isCapital) &&
           !isOneOf<"AD AM BC BCE CE OF IN PM THE TO">(written);
}

bool isPlaneOrCar(std::string_view digits) { return isOneOf<"707 717 727 737 747 757 767 777 787 911">(digits); }

/// "CA 90210"
bool followsState(const WrittenText& text, Position at) {
    const WordAt before = text.wordBefore(at);
    return before.word.size() == 2 && text.isCapital(before.begin) && text.isCapital(before.begin + 1) &&
           text.before(at) == ' ';
}

Found sayDoubleOh(Position end, std::string_view digits) {
    std::string words = "double oh";
    addWords(words, sayCardinal(digits.substr(2)));
    return spoken(end, words, {sayDigits(digits), sayDigits(digits, Zero::Oh)});
}

Found saySingly(Position end, std::string_view digits) {
    std::vector<std::string> others{sayDigits(digits, Zero::Oh), sayInGroups(digits), sayCardinal(digits)};
    if (digits.size() > 2 && std::ranges::all_of(digits, [](char c) { return c == '0'; }))
        others.push_back(sayCardinal(digits.size()) + " zeros");
    return spoken(end, sayDigits(digits), std::move(others));
}

Found sayGrouped(Position end, std::string_view digits) {
    return spoken(end, sayInGroups(digits), {sayCardinal(digits), sayDigits(digits), sayDigits(digits, Zero::Oh)});
}

/// "4556-7788" behind "account".
Found sayHyphenatedCode(const WrittenText& text, Position at) {
    constexpr Position longest = 40;
    Position end = at;
    while ((text.isDigit(end) || (text.at(end) == '-' && text.isDigit(end + 1))) && end - at < longest)
        ++end;
    const std::string_view written = text.plain(at, end);
    return text.wordEnds(end) ? spoken(end, sayDigits(written), {sayDigits(written, Zero::Oh)}) : std::nullopt;
}

}  // namespace

Found sayCode(const WrittenText& text, Position at) {
    const Position end = text.digitsEnd(at);
    const char behind = text.at(end);
    const bool goesOn = !text.wordEnds(end) || behind == '%' ||
                        ((behind == '.' || behind == ',' || behind == ':') && text.isDigit(end + 1));
    if (!text.wordBegins(at) || goesOn || end - at > 40 || text.before(at) == '.' || text.before(at) == '$')
        return std::nullopt;
    const std::string_view digits = text.plain(at, end);
    const bool range = behind == '-' && text.isDigit(end + 1);
    const std::string_view noun = text.at(end) == ' ' ? text.wordBehind(end).word : std::string_view{};
    if (digits.front() == '0' && digits.size() > 1 && !range) {
        const bool agent = digits.size() == 3 && digits.starts_with("00") && digits != "000" && !followsCode(text, at);
        return agent ? sayDoubleOh(end, digits) : saySingly(end, digits);
    }
    const WordAt before = text.wordBefore(at);
    const bool flight = followsCapitals(text, at) && isOneOf<"flight airlines">(text.wordBefore(before.begin).word);
    const bool numbered = (followsNumberedName(text, at) && text.before(at) == ' ') || flight;
    if (range && (followsCode(text, at) || asksForDigits(text, at)))
        return sayHyphenatedCode(text, at);
    if (digits.size() < 3 || range || (isPluralNoun(noun) && !numbered))
        return std::nullopt;
    if (asksForDigits(text, at) || followsCode(text, at) || (digits.size() == 5 && followsState(text, at)))
        return saySingly(end, digits);
    if (digits.size() > 4)
        return std::nullopt;
    const bool areaCode = before.word == "code";
    if (areaCode)
        return saySingly(end, digits);
    const bool vehicle = isPlaneOrCar(digits) && isOneOf<"a an the his her my">(before.word);
    if (numbered || vehicle || followsCapitals(text, at) || isHouseNumber(text, end))
        return sayGrouped(end, digits);
    return std::nullopt;
}

}  // namespace timbre::frontend::english
