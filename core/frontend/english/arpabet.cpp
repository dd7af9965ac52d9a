// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/english/arpabet.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace timbre::frontend::english {

namespace {

constexpr std::array<std::string_view, 15> kVowels{"AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER",
                                                   "EY", "IH", "IY", "OW", "OY", "UH", "UW"};
constexpr std::array<std::string_view, 45> kStressed{
    "AA0", "AA1", "AA2", "AE0", "AE1", "AE2", "AH0", "AH1", "AH2", "AO0", "AO1", "AO2", "AW0", "AW1", "AW2",
    "AY0", "AY1", "AY2", "EH0", "EH1", "EH2", "ER0", "ER1", "ER2", "EY0", "EY1", "EY2", "IH0", "IH1", "IH2",
    "IY0", "IY1", "IY2", "OW0", "OW1", "OW2", "OY0", "OY1", "OY2", "UH0", "UH1", "UH2", "UW0", "UW1", "UW2"};
constexpr std::array<std::string_view, 24> kConsonants{"B", "CH", "D", "DH", "F", "G",  "HH", "JH", "K", "L", "M", "N",
                                                       "NG", "P", "R", "S",  "SH", "T", "TH", "V",  "W", "Y", "Z", "ZH"};

constexpr std::string_view kAdvice =
    "Give ARPAbet phones with blanks between and a stress digit behind each vowel, for example \"K AE1 T\", or an English "
    "spelling such as \"reed\".";

template <std::size_t N>
std::string_view found(const std::array<std::string_view, N>& names, std::string_view name) {
    const auto place = std::ranges::lower_bound(names, name);
    return place != names.end() && *place == name ? *place : std::string_view{};
}

/// The pieces between blanks and commas, in capitals.
std::vector<std::string> piecesOf(std::string_view reading) {
    std::vector<std::string> pieces;
    bool inside = false;
    for (const char c : reading) {
        const bool separates = c == ' ' || c == ',' || c == '\t' || c == '\n' || c == '\r';
        if (!separates) {
            if (!inside)
                pieces.emplace_back();
            pieces.back() += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        }
        inside = !separates;
    }
    return pieces;
}

bool isPhone(std::string_view piece) {
    return !found(kStressed, piece).empty() || !found(kConsonants, piece).empty() || !found(kVowels, piece).empty();
}

/// Letters with apostrophes, hyphens and full stops, in any script.
bool isSpelling(std::string_view piece) {
    const auto belongs = [](char c) {
        return (c >= 'A' && c <= 'Z') || c == '\'' || c == '-' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
    };
    return std::ranges::all_of(piece, belongs);
}

tl::unexpected<Error> refused(std::string_view reading, const std::string& why) {
    return fail(ErrorCode::InvalidInput, "the reading \"" + std::string(reading) + "\" is no ARPAbet: " + why, std::string(kAdvice));
}

}  // namespace

Result<std::optional<Phones>> arpabetOf(std::string_view reading) {
    const std::vector<std::string> pieces = piecesOf(reading);
    if (pieces.empty())
        return refused(reading, "it is empty");
    const auto known = std::ranges::count_if(pieces, isPhone);
    // One spelled word may look like a phone ("T"); of several pieces most would.
    const bool meant = known == static_cast<std::ptrdiff_t>(pieces.size()) || (pieces.size() > 1 && known * 2 >= static_cast<std::ptrdiff_t>(pieces.size()));
    if (!meant && std::ranges::all_of(pieces, isSpelling))
        return std::optional<Phones>{};
    Phones phones;
    for (const std::string& piece : pieces) {
        if (const auto vowel = found(kStressed, piece); !vowel.empty())
            phones.push_back(vowel);
        else if (const auto consonant = found(kConsonants, piece); !consonant.empty())
            phones.push_back(consonant);
        else if (!found(kVowels, piece).empty())
            return refused(reading, "the vowel " + piece + " lacks its stress (" + piece + "0, " + piece + "1 or " + piece + "2)");
        else
            return refused(reading, "there is no phone \"" + piece + "\"");
    }
    return std::optional(std::move(phones));
}

std::string shownPhones(const Phones& phones) {
    std::string shown;
    for (const std::string_view phone : phones) {
        shown += shown.empty() ? "" : " ";
        shown += phone;
    }
    return shown;
}

}  // namespace timbre::frontend::english
