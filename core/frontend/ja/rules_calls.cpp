// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <numeric>
#include <vector>

#include "core/frontend/ja/numerals.h"
#include "core/frontend/ja/rules.h"

namespace timbre::frontend::ja {

namespace {

using Text = std::u32string_view;

constexpr Source::Words kCallWords{U"電話", U"でんわ", U"TEL", U"Tel", U"tel", U"携帯", U"FAX", U"Fax", U"ファックス", U"ファクス",
                                   U"フリーダイヤル", U"問い合わせ", U"連絡先", U"番号", U"〒", U"お問合せ"};
constexpr Source::Words kPostWords{U"〒", U"郵便"};
constexpr Source::Words kAddressWords{U"住所", U"番地", U"丁目", U"所在地", U"在住"};
constexpr Source::Words kCodeWords{U"番号", U"コード", U"パスワード", U"ピン", U"PIN", U"シリアル", U"品番", U"型番", U"ID"};
constexpr Source::Words kServices{U"時報", U"天気予報", U"通報", U"ダイヤル", U"ホットライン", U"コールセンター"};
constexpr Source::Words kEmergencies{U"救急", U"消防", U"火事", U"警察", U"通報", U"事件", U"事故"};
constexpr std::size_t kMostGroups = 8;
constexpr std::size_t kLongestGroup = 11;

struct Group {
    std::size_t begin = 0;
    std::size_t end = 0;
    [[nodiscard]] std::size_t size() const { return end - begin; }
};

struct CallNumber {
    std::vector<Group> groups{};
    bool plus = false;
    std::size_t end = 0;

    [[nodiscard]] std::size_t digits() const {
        return std::accumulate(groups.begin(), groups.end(), std::size_t{0},
                               [](std::size_t sum, const Group& group) { return sum + group.size(); });
    }
};

/// Groups of digits with a hyphen between them; with brackets round one of the first two; after a plus also with blanks.
std::optional<CallNumber> groupsAt(const Source& text, std::size_t place) {
    CallNumber number{.plus = text.at(place) == U'+'};
    std::size_t at = number.plus ? place + 1 : place;
    bool bracket = text.at(at) == U'(';
    at += bracket ? 1 : 0;
    while (number.groups.size() <= kMostGroups) {
        const Group group{at, text.digitsEnd(at)};
        if (group.size() == 0 || group.size() > kLongestGroup)
            return std::nullopt;
        number.groups.push_back(group);
        number.end = at = group.end;
        if (bracket) {
            if (text.at(at) != U')')
                return std::nullopt;
            bracket = false;
            number.end = ++at;
            at += text.at(at) == U'-' || text.at(at) == U' ' ? 1 : 0;
        } else if (text.at(at) == U'(' && number.groups.size() == 1 && text.at(text.digitsEnd(at + 1)) == U')') {
            bracket = true;
            ++at;
        } else if (text.at(at) == U'-' || (text.at(at) == U' ' && (number.plus || number.groups.front().size() == 3))) {
            ++at;
        } else {
            break;
        }
        if (!text.digit(at))
            break;
    }
    return number.groups.size() <= kMostGroups ? std::optional(std::move(number)) : std::nullopt;
}

bool hasBlanks(const Source& text, const CallNumber& number) {
    const std::size_t begin = number.groups.front().end;
    const std::size_t end = std::max(begin, number.groups.back().begin);  // One group ends behind where it begins.
    return text.part(begin, end).find(U' ') != Text::npos;
}

std::u32string joined(const Source& text, const CallNumber& number, Text between) {
    std::u32string out = number.plus ? U"プラス" : U"";
    for (std::size_t i = 0; i < number.groups.size(); ++i) {
        out += i > 0 ? between : Text();
        out += digitByDigit(text.part(number.groups[i].begin, number.groups[i].end));
    }
    return out;
}

/// Whether the groups are a telephone or postal number, by their lengths and by what is said before them.
bool isCallNumber(const Source& text, std::size_t place, const CallNumber& number) {
    constexpr std::size_t kFewestDigits = 9;
    const auto& groups = number.groups;
    const bool zero = text.at(groups.front().begin) == U'0' && groups.front().size() > 1;
    if (number.plus || (zero && number.digits() >= kFewestDigits))
        return true;
    if (hasBlanks(text, number))
        return false;
    const bool postal = groups.size() == 2 && groups[0].size() == 3 && groups[1].size() == 4;
    const bool longGroup = std::ranges::any_of(groups, [](const Group& group) { return group.size() >= 4; });
    return postal || (longGroup && groups.size() >= 3) ||
           (number.digits() >= 6 && groups.size() >= 2 && text.wordBefore(place, kCallWords));
}

/// "3-14-8", or "1-2" of an address.
bool isHouseNumber(const Source& text, std::size_t place, const CallNumber& number) {
    if (number.plus || hasBlanks(text, number) || text.at(place) == U'(')
        return false;
    const bool small = std::ranges::all_of(number.groups, [](const Group& group) { return group.size() <= 4; });
    constexpr Text kPlaces = U"町市区村丁条";
    const bool inPlace = text.wordBefore(place, kAddressWords) || (place > 0 && kPlaces.find(text.at(place - 1)) != Text::npos);
    return small && (number.groups.size() >= 3 || (number.groups.size() == 2 && inPlace));
}

bool sameDigits(Text digits) { return digits.size() >= 3 && std::ranges::all_of(digits, [&](char32_t c) { return c == digits[0]; }); }

/// Whether a word for a code stands right before the digits: "暗証番号は7391".
bool followsCodeWord(const Source& text, std::size_t place) {
    constexpr std::size_t kMostBetween = 4;
    constexpr Text kBetween = U"はがをも:「『 ,、の-";
    std::size_t at = place;
    for (; at > 0 && place - at < kMostBetween; --at) {
        const char32_t before = text.at(at - 1);
        const bool prefix = isCapital(before) && !isCapital(text.at(at - 2));  // A-4471
        if (!prefix && kBetween.find(before) == Text::npos)
            break;
    }
    return std::ranges::any_of(kCodeWords, [&](Text word) { return text.ends(at, word); });
}

}  // namespace

Spoken readCallNumber(const Source& text, std::size_t place) {
    const char32_t first = text.at(place);
    const bool opens = first == U'+' || first == U'(';
    if ((opens && !text.digit(place + 1) && text.at(place + 1) != U'(') || text.alphanumericBefore(place))
        return std::nullopt;
    const auto number = groupsAt(text, place);
    if (!number || isAlphanumeric(text.at(number->end)) || text.at(number->end) == U'=')
        return std::nullopt;
    if (number->groups.size() >= 2 && isCallNumber(text, place, *number)) {
        const bool hyphen = text.at(number->groups[0].end) == U'-' || opens;
        return Rewrite{place,
                       number->end,
                       joined(text, *number, U"の"),
                       hyphen ? std::vector{joined(text, *number, U"")} : std::vector<std::u32string>{}};
    }
    // Mobile and home numbers without any mark in them.
    constexpr std::size_t kFewestDigits = 10;
    if (!opens && number->groups.size() == 1 && first == U'0' && number->digits() >= kFewestDigits)
        return Rewrite{place, number->end, joined(text, *number, U""), {}};
    if (opens || !isHouseNumber(text, place, *number))
        return std::nullopt;
    std::u32string spoken;
    for (const Group& group : number->groups)
        spoken.append(spoken.empty() ? U"" : U"の").append(text.part(group.begin, group.end));
    return Rewrite{place, number->end, spoken, {joined(text, *number, U"の")}};
}

Spoken readCode(const Source& text, std::size_t place) {
    const std::size_t end = text.digitsEnd(place);
    const Text digits = text.part(place, end);
    const char32_t before = text.at(place - 1);
    const char32_t behind = text.at(end);
    if (text.letterBefore(place) || (before == U'.' && text.digit(place - 2)) || isLatinLetter(behind) ||
        (behind == U'.' && text.digit(end + 1)) || (behind == U',' && text.digit(end + 1)))
        return std::nullopt;
    if (digits == U"110" || digits == U"119") {
        const bool number = behind == U'番' && text.at(end + 1) != U'目';
        const std::u32string spoken = digits == U"110" ? U"ヒャクトー" : U"ヒャクジューキュー";
        if (number)
            return Rewrite{place, end, spoken, {digitByDigit(digits)}};
        if (!isHanLetter(behind) && text.wordBefore(place, kEmergencies))
            return Rewrite{place, end, spoken + U"バン", {digitByDigit(digits)}};
    }
    if (digits.size() >= 3 && digits.size() <= 4 && text.starts(end, U"号室"))
        return Rewrite{place, end, digitByDigit(digits, U"マル"), {digitByDigit(digits), cardinal(digits)}};
    if (digits.size() >= 2 && text.ends(place, U"内線"))
        return Rewrite{place, end, digitByDigit(digits), {cardinal(digits)}};
    const bool alone = !isHanLetter(behind) && behind != U'-' && behind != U'/' && behind != U'~' && behind != U'%';
    const bool service = digits.size() == 3 && alone && text.wordBefore(place, kServices);
    const bool code = digits.size() >= 3 && alone && followsCodeWord(text, place);
    const bool applause = before == U'「' && behind == U'」' && sameDigits(digits);
    if (code && before == U'-' && isCapital(text.at(place - 2)))
        return Rewrite{place - 1, end, U"の" + digitByDigit(digits), {digitByDigit(digits)}};
    if (applause && digits[0] == U'8')
        return Rewrite{place, end, digitByDigit(digits), {[&] {
                           std::u32string claps;
                           for (std::size_t i = 0; i < digits.size(); ++i)
                               claps += U"パチ";
                           return claps;
                       }()}};
    if (service || code || applause)
        return Rewrite{place, end, digitByDigit(digits), {cardinal(digits)}};
    return std::nullopt;
}

}  // namespace timbre::frontend::ja
