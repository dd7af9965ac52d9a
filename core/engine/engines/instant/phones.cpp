// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/phones.h"

#include <algorithm>
#include <utility>

namespace timbre::instant {

namespace {

// flite's phone set knows more symbols than its US lexicon uses; a foreign lexicon entry may still bring them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kRarePhones = {{{"axr", "er"},
                                                                                       {"dx", "t"},
                                                                                       {"el", "l"},
                                                                                       {"em", "m"},
                                                                                       {"en", "n"},
                                                                                       {"hv", "hh"},
                                                                                       {"nx", "n"},
                                                                                       {"h#", "pau"},
                                                                                       {"brth", "pau"}}};

constexpr std::array<std::string_view, 16> kVowels = {"aa", "ae", "ah", "ao", "aw", "ax", "ay", "eh",
                                                      "er", "ey", "ih", "iy", "ow", "oy", "uh", "uw"};

std::optional<PhoneId> commonPhone(std::string_view name) noexcept {
    const auto found = std::ranges::find(kPhoneNames, name);
    if (found == kPhoneNames.end())
        return std::nullopt;
    return static_cast<PhoneId>(found - kPhoneNames.begin());
}

}  // namespace

std::optional<PhoneId> phoneFromName(std::string_view name) noexcept {
    if (const auto phone = commonPhone(name))
        return phone;
    const auto rare = std::ranges::find(kRarePhones, name, &std::pair<std::string_view, std::string_view>::first);
    return rare == kRarePhones.end() ? std::nullopt : commonPhone(rare->second);
}

bool isVowel(PhoneId phone) noexcept { return std::ranges::find(kVowels, phoneName(phone)) != kVowels.end(); }

}  // namespace timbre::instant
