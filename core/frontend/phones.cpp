// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/phones.h"

#include <algorithm>
#include <functional>
#include <set>
#include <unordered_map>

namespace timbre::frontend {

namespace {

using Inventory = std::set<std::string>;  // Bytes of UTF-8 sort as code points do.

constexpr std::string_view kPadAndMarks = "_ ! ? … , . - SP SP2 SP3 UNK";
constexpr std::string_view kMandarinInitials = "AA EE OO b c ch d f g h j k l m n p q r s sh t w x y z zh";
constexpr std::string_view kMandarinFinals =
    "E En a ai an ang ao e ei en eng er i i0 ia ian iang iao ie in ing iong ir iu o ong ou u ua uai uan uang ui un uo "
    "v van ve vn";
constexpr std::string_view kJapanese =
    "I N U a b by ch cl d dy e f g gy h hy i j k ky m my n ny o p py r ry s sh t ts u v w y z";
constexpr std::string_view kEnglishVowels = "AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW";
constexpr std::string_view kEnglishOthers = "B CH D DH ER F G HH IH JH K L M N NG P R S SH T TH V W Y Z ZH";
constexpr std::string_view kKorean =
    "ㄱ ㄲ ㄴ ㄷ ㄸ ㄹ ㅁ ㅂ ㅃ ㅅ ㅆ ㅇ ㅈ ㅉ ㅊ ㅋ ㅌ ㅍ ㅎ ㅏ ㅐ ㅓ ㅔ ㅗ ㅜ ㅡ ㅣ 停 空";
constexpr std::string_view kCantoneseInitials =
    "a aa ai ak au b c d e f g gw h j k kw l m n ng o oi ok on ou p s t uk w z";
constexpr std::string_view kCantoneseFinals =
    "a aa aai aak aam aan aang aap aat aau ai ak am an ang ap at au e ei ek eng eoi eon eot g i ik im in ing ip it iu "
    "k m n o oe oek oeng oi ok on ong ot ou p t u ui uk un ung ut yu yun yut";

/// Calls each(word) for the words of a list.
void forWords(std::string_view list, const std::function<void(const std::string&)>& each) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(' '), list.size());
        each(std::string(list.substr(0, end)));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
}

void addWords(Inventory& into, std::string_view list, const std::string& before = "") {
    forWords(list, [&](const std::string& word) { into.insert(before + word); });
}

void addToned(Inventory& into, std::string_view list, char firstTone, char lastTone, const std::string& before = "") {
    forWords(list, [&](const std::string& word) {
        for (char tone = firstTone; tone <= lastTone; ++tone)
            into.insert(before + word + tone);
    });
}

/// A set of symbols in the order of their numbers, and back.
struct SymbolTable {
    std::vector<std::string> names;
    std::unordered_map<std::string_view, int> ids;

    void append(const Inventory& more) { names.insert(names.end(), more.begin(), more.end()); }

    void number() {
        for (std::size_t i = 0; i < names.size(); ++i)
            ids.emplace(names[i], static_cast<int>(i));
    }
};

SymbolTable makeTable(PhoneSet set) {
    Inventory first;
    addWords(first, kPadAndMarks);
    addWords(first, kMandarinInitials);
    addToned(first, kMandarinFinals, '1', '5');
    addWords(first, kJapanese);
    addToned(first, kEnglishVowels, '0', '2');
    addWords(first, kEnglishOthers);
    SymbolTable table;
    table.append(first);
    if (set == PhoneSet::V2) {
        Inventory korean;
        addWords(korean, kKorean);
        Inventory cantonese;
        addWords(cantonese, kCantoneseInitials, "Y");
        addToned(cantonese, kCantoneseFinals, '1', '6', "Y");
        table.append({"[", "]"});
        table.append(korean);
        table.append(cantonese);
    }
    table.number();
    return table;
}

const SymbolTable& tableOf(PhoneSet set) {
    static const SymbolTable v1 = makeTable(PhoneSet::V1);
    static const SymbolTable v2 = makeTable(PhoneSet::V2);
    return set == PhoneSet::V1 ? v1 : v2;
}

}  // namespace

std::span<const std::string> symbols(PhoneSet set) { return tableOf(set).names; }

std::optional<int> symbolId(PhoneSet set, std::string_view symbol) {
    const auto& ids = tableOf(set).ids;
    const auto found = ids.find(symbol);
    return found == ids.end() ? std::nullopt : std::optional(found->second);
}

void replaceUnknown(PhoneSet set, std::vector<std::string>& phones) {
    for (auto& phone : phones)
        if (!symbolId(set, phone))
            phone = kUnknownPhone;
}

std::vector<int> symbolIds(PhoneSet set, std::span<const std::string> phones) {
    const int unknown = *symbolId(set, kUnknownPhone);
    std::vector<int> ids(phones.size());
    std::ranges::transform(phones, ids.begin(),
                           [&](const std::string& phone) { return symbolId(set, phone).value_or(unknown); });
    return ids;
}

}  // namespace timbre::frontend
