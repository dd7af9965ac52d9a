// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/phone_classes.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "core/engine/engines/instant/phone_set.h"
#include "core/engine/engines/instant/phones.h"

namespace timbre::instant {
namespace {

/// Group number of every phone, from lines of names; 0 for a phone in none of them.
template <std::size_t Lines>
constexpr std::array<std::uint8_t, kPhoneCount> groups(const std::array<std::string_view, Lines>& lines) {
    std::array<std::uint8_t, kPhoneCount> result{};
    for (std::size_t line = 0; line < Lines; ++line) {
        std::string_view rest = lines[line];
        while (!rest.empty()) {
            const std::string_view name = rest.substr(0, rest.find(' '));
            rest.remove_prefix(name.size() < rest.size() ? name.size() + 1 : name.size());
            for (std::size_t phone = 0; phone < kPhoneCount; ++phone) {
                if (kPhoneNames[phone] == name) {
                    result[phone] = static_cast<std::uint8_t>(line + 1);
                }
            }
        }
    }
    return result;
}

constexpr auto kManner = groups(std::to_array<std::string_view>(
    {"iy ih ey eh ae", "ah ax er uh", "aa ao ow uw", "ay aw oy",  // vowels: front, central, back, diphthongs
     "b d g", "p t k", "f s sh th hh", "v z zh dh", "ch jh", "m n ng", "l r w y", "pau"}));

constexpr auto kPlace =
    groups(std::to_array<std::string_view>({"b p m f v w", "t d n s z l r th dh", "sh zh ch jh y", "k g ng hh"}));

using Substitutes = std::pair<std::string_view, std::string_view>;
constexpr auto kSubstitutes = std::to_array<Substitutes>(
    {{"zh", "sh jh z"}, {"oy", "ao ow"},   {"uh", "ax ah uw"}, {"th", "f s"},   {"dh", "d v"},   {"aw", "aa ao"},
     {"ch", "sh t"},    {"jh", "ch zh d"}, {"ng", "n"},        {"y", "iy"},     {"ae", "eh"},    {"ah", "ax"},
     {"ax", "ah"},      {"er", "r ax"},    {"hh", "f th"},     {"uw", "uh ow"}, {"aa", "ao ah"}, {"ao", "aa"},
     {"ey", "eh"},      {"ay", "aa"},      {"ow", "ao"},       {"iy", "ih"},    {"ih", "iy ax"}, {"eh", "ae ih"},
     {"w", "uw r"},     {"g", "k d"},      {"b", "p m"},       {"p", "b"},      {"t", "d k"},    {"d", "t"},
     {"k", "g t"},      {"f", "th v"},     {"v", "f b"},       {"s", "z sh"},   {"z", "s"},      {"sh", "s ch"},
     {"m", "n"},        {"n", "m ng"},     {"l", "r w"},       {"r", "er l"}});

std::array<std::vector<PhoneId>, kPhoneCount> readSubstitutes() {
    std::array<std::vector<PhoneId>, kPhoneCount> table;
    for (const auto& [name, list] : kSubstitutes) {
        std::vector<PhoneId>& row = table[phoneFromName(name).value_or(kPause)];
        std::string_view rest = list;
        while (!rest.empty()) {
            const std::string_view substitute = rest.substr(0, rest.find(' '));
            rest.remove_prefix(substitute.size() < rest.size() ? substitute.size() + 1 : substitute.size());
            row.push_back(phoneFromName(substitute).value_or(kPause));
        }
    }
    return table;
}

float measureContext(PhoneId a, PhoneId b) {
    if (a == b)
        return 0.0F;
    if (isVowel(a) && isVowel(b))
        return kManner[a] == kManner[b] ? 0.5F : 0.8F;
    if (isVowel(a) || isVowel(b) || a == kPause || b == kPause)
        return 1.0F;
    if (kPlace[a] == kPlace[b])
        return 0.4F;
    return kManner[a] == kManner[b] ? 0.6F : 0.9F;
}

// Looked up for every candidate unit, so it is measured once.
std::vector<float> contextTable() {
    std::vector<float> table;
    table.reserve(kPhoneCount * kPhoneCount);
    for (std::size_t a = 0; a < kPhoneCount; ++a) {
        for (std::size_t b = 0; b < kPhoneCount; ++b) {
            table.push_back(measureContext(static_cast<PhoneId>(a), static_cast<PhoneId>(b)));
        }
    }
    return table;
}

}  // namespace

float contextDistance(PhoneId a, PhoneId b) noexcept {
    static const auto kTable = contextTable();
    return kTable[a * kPhoneCount + b];
}

std::span<const PhoneId> substitutePhones(PhoneId phone) noexcept {
    static const auto kTable = readSubstitutes();
    return kTable[phone];
}

const PhoneSet& englishPhones() noexcept {
    static constexpr PhoneSet kSet{.language = "en",
                                   .names = kPhoneNames,
                                   .isVowel = isVowel,
                                   .contextDistance = contextDistance,
                                   .substitutes = [](PhoneId phone, bool /*second*/) noexcept {
                                       return substitutePhones(phone);
                                   }};
    return kSet;
}

}  // namespace timbre::instant
