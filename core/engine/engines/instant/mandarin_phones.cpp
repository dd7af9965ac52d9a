// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/mandarin_phones.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/engine/engines/instant/phone_set.h"

namespace timbre::instant {
namespace {

constexpr std::size_t kCount = kMandarinPhoneNames.size();
static_assert(kMandarinPhoneNames[kFirstMandarinFinal] == "a");

constexpr bool isFinal(PhoneId phone) noexcept { return phone >= kFirstMandarinFinal; }

using Group = std::uint8_t;

/// The group each name of `lines` is in, from 1; 0 for a name in none.
template <std::size_t Lines>
constexpr std::array<Group, kCount> groups(const std::array<std::string_view, Lines>& lines) {
    std::array<Group, kCount> result{};
    for (std::size_t line = 0; line < Lines; ++line) {
        std::string_view rest = lines[line];
        while (!rest.empty()) {
            const std::string_view name = rest.substr(0, rest.find(' '));
            rest.remove_prefix(name.size() < rest.size() ? name.size() + 1 : name.size());
            for (std::size_t phone = 0; phone < kCount; ++phone) {
                if (kMandarinPhoneNames[phone] == name)
                    result[phone] = static_cast<Group>(line + 1);
            }
        }
    }
    return result;
}

constexpr auto kPlace = groups(std::to_array<std::string_view>(
    {"b p m f", "d t n l", "g k h", "j q x", "zh ch sh r", "z c s"}));

constexpr auto kManner =
    groups(std::to_array<std::string_view>({"b d g", "p t k", "j zh z", "q ch c", "f h x sh s", "m n", "l r"}));

/// How a final begins and how it ends.
constexpr auto kBegin = groups(std::to_array<std::string_view>(
    {"a ai ao an ang", "e en eng er", "ei", "o ou", "i ia io ie iao iou ian in iang ing", "u ua uo uai uei uan uen uang ueng ong",
     "v ve van vn iong", "i0", "ir"}));

constexpr auto kEnd = groups(std::to_array<std::string_view>(
    {"a ia ua", "e", "o io uo", "ie ve", "ai uai", "ei uei", "ao iao", "ou iou", "an uan", "ian van", "en uen", "in vn",
     "ang iang uang", "eng ueng", "ong iong", "ing", "er", "i", "u", "v", "i0", "ir"}));

/// Ends that are alike: open, towards i, towards u, with n, with ng, with r.
constexpr auto kEndKind = groups(std::to_array<std::string_view>(
    {"a ia ua e o io uo ie ve", "ai uai ei uei i v", "ao iao ou iou u", "an uan ian van en uen in vn",
     "ang iang uang eng ueng ong iong ing", "er i0 ir"}));

/// How unlike two phones sound at their first or at their second half.
float unlikeness(PhoneId a, PhoneId b, bool second) {
    if (!isFinal(a)) {
        const float place = kPlace[a] == kPlace[b] ? 0.0F : 1.0F;
        const float manner = kManner[a] == kManner[b] ? 0.0F : 1.0F;
        // The first half of a consonant is its kind of noise, the second leads over into the final.
        return second ? 1.5F * place + manner : place + 1.5F * manner;
    }
    const float begin = kBegin[a] == kBegin[b] ? 0.0F : 1.0F;
    const float kind = kEndKind[a] == kEndKind[b] ? 0.5F : 1.0F;
    const float end = kEnd[a] == kEnd[b] ? 0.0F : kind;
    return second ? begin + 3.0F * end : 3.0F * begin + end;
}

using Ranking = std::array<std::vector<PhoneId>, 2 * kCount>;

Ranking rankSubstitutes() {
    Ranking table;
    for (std::size_t phone = 1; phone < kCount; ++phone) {
        for (const bool second : {false, true}) {
            std::vector<std::pair<float, PhoneId>> ranked;
            for (std::size_t other = 1; other < kCount; ++other) {
                const auto a = static_cast<PhoneId>(phone);
                const auto b = static_cast<PhoneId>(other);
                if (a != b && isFinal(a) == isFinal(b))
                    ranked.emplace_back(unlikeness(a, b, second), b);
            }
            std::ranges::sort(ranked);
            for (const auto& [distance, other] : ranked)
                table[2 * phone + (second ? 1 : 0)].push_back(other);
        }
    }
    return table;
}

float measureContext(PhoneId a, PhoneId b) {
    if (a == b)
        return 0.0F;
    if (a == 0 || b == 0 || isFinal(a) != isFinal(b))
        return 1.0F;
    if (isFinal(a))
        return kBegin[a] == kBegin[b] || kEnd[a] == kEnd[b] ? 0.4F : 0.8F;
    if (kPlace[a] == kPlace[b])
        return 0.4F;
    return kManner[a] == kManner[b] ? 0.6F : 0.9F;
}

std::vector<float> contextTable() {
    std::vector<float> table;
    for (std::size_t a = 0; a < kCount; ++a) {
        for (std::size_t b = 0; b < kCount; ++b)
            table.push_back(measureContext(static_cast<PhoneId>(a), static_cast<PhoneId>(b)));
    }
    return table;
}

float contextDistance(PhoneId a, PhoneId b) noexcept {
    static const std::vector<float> kTable = contextTable();
    return kTable[a * kCount + b];
}

std::span<const PhoneId> substitutes(PhoneId phone, bool second) noexcept {
    static const Ranking kTable = rankSubstitutes();
    return kTable[2 * static_cast<std::size_t>(phone) + (second ? 1 : 0)];
}

using Spelling = std::pair<std::string_view, std::string_view>;

/// Pinyin's way to write finals that stand alone, and those that are shorter behind an initial.
constexpr auto kAlone = std::to_array<Spelling>(
    {{"i", "yi"},     {"ia", "ya"},     {"io", "yo"},   {"ie", "ye"},   {"iao", "yao"},   {"iou", "you"},   {"ian", "yan"},
     {"in", "yin"},   {"iang", "yang"}, {"ing", "ying"}, {"iong", "yong"}, {"u", "wu"},   {"ua", "wa"},     {"uo", "wo"},
     {"uai", "wai"},  {"uei", "wei"},   {"uan", "wan"}, {"uen", "wen"}, {"uang", "wang"}, {"ueng", "weng"}, {"v", "yu"},
     {"ve", "yue"},   {"van", "yuan"},  {"vn", "yun"},  {"i0", "zi"},   {"ir", "ri"}});
constexpr auto kBehindInitial = std::to_array<Spelling>(
    {{"iou", "iu"}, {"uei", "ui"}, {"uen", "un"}, {"ueng", "ong"}, {"i0", "i"}, {"ir", "i"}});

template <std::size_t Size>
std::string_view lookUp(const std::array<Spelling, Size>& table, std::string_view name, std::string_view otherwise) {
    const auto* const found = std::ranges::find(table, name, &Spelling::first);
    return found == table.end() ? otherwise : found->second;
}

bool isOneOf(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
}

/// Whether Mandarin has the two together; where several finals are written alike, one of them is.
bool goTogether(std::string_view initial, std::string_view final) {
    const bool hissing = isOneOf(initial, {"z", "c", "s"});
    const bool curled = isOneOf(initial, {"zh", "ch", "sh", "r"});
    if (final == "i0")
        return hissing;
    if (final == "ir")
        return curled;
    if (final == "i")
        return !hissing && !curled;
    if (isOneOf(initial, {"j", "q", "x"}))
        return !final.starts_with('u');
    return final != "o" || !isOneOf(initial, {"b", "p", "m", "f"});
}

/// The final of the front end's symbols, which write y and w as initials, as it sounds.
std::string fullFinal(std::string_view initial, std::string_view final) {
    if (initial == "y") {
        if (final == "E")
            return "ie";
        if (final == "En")
            return "ian";
        return final.starts_with('i') || final.starts_with('v') ? std::string(final) : "i" + std::string(final);
    }
    if (initial == "w")
        return final == "u" ? "u" : "u" + std::string(final);
    if (final == "iu")
        return "iou";
    if (final == "ui")
        return "uei";
    if (final == "un")
        return "uen";
    return final == "o" && isOneOf(initial, {"b", "p", "m", "f"}) ? "uo" : std::string(final);
}

}  // namespace

const PhoneSet& mandarinPhones() noexcept {
    static constexpr PhoneSet kSet{.language = "zh",
                                   .names = kMandarinPhoneNames,
                                   .isVowel = [](PhoneId phone) noexcept { return isFinal(phone); },
                                   .contextDistance = contextDistance,
                                   .substitutes = substitutes,
                                   .melodyOfUnits = 0.2};
    return kSet;
}

std::optional<PhoneId> mandarinPhone(std::string_view name) noexcept {
    const auto* const found = std::ranges::find(kMandarinPhoneNames, name);
    if (found == kMandarinPhoneNames.end())
        return std::nullopt;
    return static_cast<PhoneId>(found - kMandarinPhoneNames.begin());
}

std::optional<MandarinSyllable> mandarinSyllable(std::string_view initial, std::string_view finalWithTone) noexcept {
    if (finalWithTone.size() < 2 || finalWithTone.back() < '1' || finalWithTone.back() > '5')
        return std::nullopt;
    MandarinSyllable syllable{.tone = finalWithTone.back() - '0'};
    finalWithTone.remove_suffix(1);
    const auto final = mandarinPhone(fullFinal(initial, finalWithTone));
    if (!final || !isFinal(*final))
        return std::nullopt;
    syllable.final = *final;
    if (isOneOf(initial, {"y", "w", "AA", "EE", "OO"}))
        return syllable;
    const auto sound = mandarinPhone(initial);
    if (!sound || isFinal(*sound) || *sound == 0)
        return std::nullopt;
    syllable.initial = *sound;
    return syllable;
}

std::string pinyinOf(const MandarinSyllable& syllable) {
    const std::string_view initial = syllable.initial == 0 ? "" : kMandarinPhoneNames[syllable.initial];
    const std::string_view final = kMandarinPhoneNames[syllable.final];
    std::string spelling;
    if (initial.empty()) {
        spelling = lookUp(kAlone, final, final);
    } else {
        spelling = lookUp(kBehindInitial, final, final);
        if (spelling.front() == 'v' && isOneOf(initial, {"j", "q", "x"}))
            spelling.front() = 'u';
        if (spelling == "uo" && isOneOf(initial, {"b", "p", "m", "f"}))
            spelling = "o";
        spelling.insert(0, initial);
    }
    return spelling + static_cast<char>('0' + syllable.tone);
}

std::optional<MandarinSyllable> syllableOfPinyin(std::string_view pinyin) {
    std::string letters(pinyin);
    for (const std::string_view mark : {"ü", "u:"}) {
        if (const auto at = letters.find(mark); at != std::string::npos)
            letters.replace(at, mark.size(), "v");
    }
    int tone = 5;
    if (!letters.empty() && letters.back() >= '0' && letters.back() <= '5') {
        tone = letters.back() == '0' ? 5 : letters.back() - '0';
        letters.pop_back();
    }
    // Few enough to be tried: every syllable is an initial or none, and a final.
    for (PhoneId initial = 0; initial < kFirstMandarinFinal; ++initial) {
        if (initial != 0 && !letters.starts_with(kMandarinPhoneNames[initial]))
            continue;
        for (PhoneId final = kFirstMandarinFinal; final < kCount; ++final) {
            if (initial != 0 && !goTogether(kMandarinPhoneNames[initial], kMandarinPhoneNames[final]))
                continue;
            const MandarinSyllable syllable{initial, final, tone};
            std::string written = pinyinOf(syllable);
            written.pop_back();
            if (written == letters)
                return syllable;
        }
    }
    return std::nullopt;
}

}  // namespace timbre::instant
