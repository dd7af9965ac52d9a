// SPDX-License-Identifier: GPL-3.0-or-later
// Telephone numbers.
#include <string>
#include <vector>

#include "core/frontend/english/number_styles.h"
#include "core/frontend/english/quantity.h"
#include "core/frontend/english/rewrite_rules.h"
#include "core/frontend/english/word_set.h"

namespace timbre::frontend::english {

namespace {

constexpr std::size_t kMostGroups = 8;
constexpr std::size_t kLongestGroup = 12;

/// Groups of digits with marks between, as telephone numbers are written.
struct Groups {
    Position end = 0;
    bool plus = false;
    bool bracket = false;
    std::vector<std::string> digits{};
    std::string marks{};  ///< The mark behind each group but the last.

    [[nodiscard]] std::size_t count() const {
        std::size_t all = 0;
        for (const auto& group : digits)
            all += group.size();
        return all;
    }

    [[nodiscard]] std::string shape() const {
        std::string lengths;
        for (std::size_t i = 0; i < digits.size(); ++i) {
            lengths += i > 0 ? "-" : "";
            lengths += std::to_string(digits[i].size());
        }
        return lengths;
    }
};

bool addGroup(const WrittenText& text, Groups& groups) {
    const bool bracket = text.at(groups.end) == '(' && text.isDigit(groups.end + 1);
    const Position begin = groups.end + (bracket ? 1 : 0);
    const Position end = text.digitsEnd(begin);
    if (end == begin || end - begin > kLongestGroup || (bracket && text.at(end) != ')'))
        return false;
    groups.digits.emplace_back(text.plain(begin, end));
    groups.bracket = groups.bracket || bracket;
    groups.end = bracket ? end + 1 : end;
    return true;
}

/// Where the next group begins; the present end where none does.
Position nextGroup(const WrittenText& text, const Groups& groups) {
    Position next = groups.end;
    const char mark = text.at(next);
    if (mark == ' ' || mark == '-' || mark == '.' || mark == '/')
        ++next;
    const bool begins = text.isDigit(next) || (text.at(next) == '(' && text.isDigit(next + 1));
    return begins && (next > groups.end || groups.bracket) ? next : groups.end;
}

std::optional<Groups> groupsAt(const WrittenText& text, Position at) {
    Groups groups{.end = at};
    if (text.at(at) == '+') {
        groups.plus = true;
        ++groups.end;
    }
    if (!addGroup(text, groups))
        return std::nullopt;
    while (groups.digits.size() < kMostGroups) {
        const Position before = groups.end;
        const Position next = nextGroup(text, groups);
        if (next == before && !(groups.bracket && text.isDigit(next)))
            break;
        Groups longer = groups;
        longer.marks += next == before ? ')' : text.at(before);
        longer.end = next;
        if (!addGroup(text, longer))
            break;
        groups = std::move(longer);
    }
    return groups;
}

bool hasOneMark(const Groups& groups) {
    return groups.marks.find_first_not_of(groups.marks.empty() ? ' ' : groups.marks.front()) == std::string::npos;
}

/// Numbers whose groups alone tell what they are.
bool isTelephone(const Groups& groups) {
    const std::string shape = groups.shape();
    const std::size_t count = groups.count();
    if (groups.plus)
        return count >= 8 && count <= 15;
    if (groups.bracket)
        return isOneOf<"3-3-4 1-3-3-4 2-4-4 3-4-4 3-7 4-6 5-6 4-3-3 5-3-3 2-8 3-8">(shape);
    if (groups.marks.find('/') != std::string::npos || groups.digits.size() < 2)
        return false;
    if (groups.marks.front() == '.' && !isOneOf<"3-3-4 1-3-3-4">(shape))
        return false;
    if (isOneOf<"3-3-4 1-3-3-4">(shape))
        return groups.marks.front() != ' ' || hasOneMark(groups);
    if (shape == "3-4")
        return groups.marks == "-";
    return groups.digits.front().front() == '0' && groups.digits.front().size() > 1 && count >= 9 && count <= 11 &&
           groups.marks.find('.') == std::string::npos;
}

bool isCall(std::string_view small) {
    return isOneOf<
        "call called calling calls dial dialed dialing dials dialled ring rang text texted phone phoned telephone tel "
        "fax "
        "hotline mobile cell whatsapp">(small);
}

/// "800" is eight hundred where a number begins with it.
bool isServiceCode(const Groups& groups, std::size_t group) {
    const std::string& digits = groups.digits[group];
    const bool first = group == 0 || (group == 1 && groups.digits.front() == "1");
    return first && digits.size() == 3 && digits.front() != '0' && digits.ends_with("00");
}

std::string sayGroups(const Groups& groups, Zero zero) {
    std::string words = groups.plus ? "plus" : "";
    for (std::size_t i = 0; i < groups.digits.size(); ++i)
        addWords(words, isServiceCode(groups, i) ? sayCardinal(groups.digits[i]) : sayDigits(groups.digits[i], zero));
    return words;
}

/// "1-800-FLOWERS": the letters stay.
Position vanityEnd(const WrittenText& text, const Groups& groups) {
    const bool service = groups.digits.size() <= 2 && isServiceCode(groups, groups.digits.size() - 1);
    if (!service || text.at(groups.end) != '-' || !text.isCapital(groups.end + 1))
        return groups.end;
    return groups.end + 1;
}

/// Three digits that everybody dials.
bool isShortNumber(std::string_view digits) {
    return isOneOf<"911 112 999 211 311 411 511 611 711 811 988 101 111">(digits);
}

bool isAboutCalls(std::string_view small) {
    return isCall(small) ||
           isOneOf<
               "emergency operator operators questions complaints report reports line center centre lines go "
               "reach contact">(small);
}

Found sayShortNumber(const WrittenText& text, Position at, Position end) {
    const std::string_view digits = text.plain(at, end);
    const WordAt before = text.wordBefore(at);
    const WordAt behind = text.wordBehind(end);
    const bool numbered =
        text.saysBefore(at, 2, [](std::string_view small) { return isOneOf<"hotline line number">(small); });
    const bool called =
        isCall(before.word) && !isPluralNoun(behind.word) && !isOneOf<"times million percent">(behind.word);
    const bool known =
        isShortNumber(digits) && !isPluralNoun(behind.word) &&
        (digits == "911" || (text.saysBefore(at, 5, isAboutCalls) && (numbered || !isOneOf<"was is">(before.word))));
    // "Text STOP to 55555"
    const bool shortCode =
        before.word == "to" && digits.size() >= 4 && digits.size() <= 6 &&
        text.saysBefore(at, 5, [](std::string_view small) { return isOneOf<"sms text texted texting texts">(small); });
    const bool calls =
        isShortNumber(digits) && isOneOf<"call calls operator operators dispatcher dispatchers emergency">(behind.word);
    if ((!called && !known && !calls && !shortCode) || digits.size() > 6 || !text.wordEnds(end) || text.at(end) == '%')
        return std::nullopt;
    const bool goesOn = (text.at(end) == '.' || text.at(end) == ',') && text.isDigit(end + 1);
    if (goesOn || text.at(end) == '-' || text.at(end) == ':')
        return std::nullopt;
    if (before.word == "porsche")
        return std::nullopt;
    return spoken(end, sayDigits(digits), {sayDigits(digits, Zero::Oh), sayInGroups(digits)});
}

}  // namespace

Found sayTelephone(const WrittenText& text, Position at) {
    const char first = text.at(at);
    if ((!text.isDigit(at) && first != '+' && first != '(') || !text.wordBegins(at))
        return std::nullopt;
    if (text.before(at) == '-' || text.before(at) == '.' || text.before(at) == '$' || text.before(at) == '+')
        return std::nullopt;
    const auto groups = groupsAt(text, at);
    if (!groups)
        return std::nullopt;
    const Position vanity = vanityEnd(text, *groups);
    const bool bounded = text.wordEnds(groups->end) && text.at(groups->end) != '%' &&
                         !(text.at(groups->end) == '-' && text.isDigit(groups->end + 1));
    if (vanity != groups->end || (bounded && isTelephone(*groups)))
        return spoken(vanity, sayGroups(*groups, Zero::Zero), {sayGroups(*groups, Zero::Oh)});
    const bool called = bounded && groups->count() >= 7 && text.saysBefore(at, 3, isCall);
    if (called && (groups->digits.size() == 1 || hasOneMark(*groups)))
        return spoken(groups->end, sayGroups(*groups, Zero::Zero), {sayGroups(*groups, Zero::Oh)});
    return text.isDigit(at) ? sayShortNumber(text, at, text.digitsEnd(at)) : std::nullopt;
}

Found sayExtension(const WrittenText& text, Position at) {
    if (!text.wordBegins(at))
        return std::nullopt;
    const Position wordEnd = text.lettersEnd(at);
    const std::string_view word = text.small(at, wordEnd);
    if (!isOneOf<"ext extn extension x">(word))
        return std::nullopt;
    Position digits = wordEnd + (text.at(wordEnd) == '.' ? 1 : 0);
    const bool behindNumber = at >= 2 && text.isBlank(at - 1) && text.isDigit(at - 2);
    const auto isAboutExtensions = [](std::string_view small) { return isOneOf<"ext extension extensions">(small); };
    if (word == "x" && (!text.isDigit(digits) || !(behindNumber || text.saysBefore(at, 3, isAboutExtensions))))
        return std::nullopt;
    digits = text.blanksEnd(digits);
    const Position end = text.digitsEnd(digits);
    if (end == digits || end - digits > 6 || !text.wordEnds(end))
        return std::nullopt;
    const std::string_view number = text.plain(digits, end);
    const std::string name = word == "x" && !behindNumber ? "" : "extension ";
    return spoken(end, name + sayDigits(number), {name + sayDigits(number, Zero::Oh), name + sayInGroups(number)});
}

}  // namespace timbre::frontend::english
