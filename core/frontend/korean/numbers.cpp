// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/korean/numbers.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/frontend/korean/marks.h"
#include "core/text/unicode_classes.h"

namespace timbre::frontend::korean {

namespace {

using Text = std::u32string;

constexpr std::size_t kMostCountedDigits = 16;
constexpr std::u32string_view kDigitNames = U"영일이삼사오육칠팔구";
// Counted with native numbers. Any piece of this line counts, as in the reference.
constexpr std::u32string_view kNativeCounters =
    U"군데 권 개 그루 닢 대 두 마리 모 모금 뭇 발 발짝 방 번 벌 보루 살 수 술 시 쌈 움큼 정 짝 채 척 첩 축 켤레 톨 통";
constexpr std::array<std::u32string_view, 10> kNativeOnes{U"",   U"한",   U"두",   U"세",   U"네",
                                                          U"다섯", U"여섯", U"일곱", U"여덟", U"아홉"};
constexpr std::array<std::u32string_view, 10> kNativeTens{U"",   U"열",   U"스물", U"서른", U"마흔",
                                                          U"쉰", U"예순", U"일흔", U"여든", U"아흔"};
constexpr std::array<std::u32string_view, 4> kPlaces{U"", U"십", U"백", U"천"};
constexpr std::array<std::u32string_view, 4> kGroups{U"", U"만", U"억", U"조"};

/// 0 to 9, or -1 for digits of other scripts, which the reference gives no name.
int valueOf(char32_t digit) { return digit >= U'0' && digit <= U'9' ? static_cast<int>(digit - U'0') : -1; }

Text sinoName(int value) { return value >= 1 ? Text(1, kDigitNames[static_cast<std::size_t>(value)]) : Text(); }

/// One digit at `place` (0 is the last).
Text digitAt(int value, std::size_t place, bool native) {
    if (native && place <= 1)
        return Text(value < 0 ? std::u32string_view() : place == 0 ? kNativeOnes[value] : kNativeTens[value]);
    if (place % 4 == 0) {
        const bool tenThousand = place == 4 && value == 1;  // 만, not 일만.
        return (tenThousand ? Text() : sinoName(value)) + Text(kGroups[place / 4]);
    }
    const bool withoutOne = place < 8 && value == 1;  // 십, not 일십; but 억 and above keep it.
    return (withoutOne ? Text() : sinoName(value)) + Text(kPlaces[place % 4]);
}

/// A number of digits only.
Text counted(std::u32string_view digits, bool native) {
    if (digits == U"0")
        return U"영";
    if (native && digits == U"20")
        return U"스무";
    std::vector<Text> pieces;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const std::size_t place = digits.size() - 1 - i;
        const int value = valueOf(digits[i]);
        // A zero is silent, but the end of a group keeps its name unless all of the group is zero.
        const std::size_t before = pieces.size() - std::min<std::size_t>(pieces.size(), 3);
        const bool groupIsEmpty = std::all_of(pieces.begin() + static_cast<std::ptrdiff_t>(before), pieces.end(),
                                              [](const Text& piece) { return piece.empty(); });
        pieces.push_back(value == 0 && (place % 4 != 0 || groupIsEmpty) ? Text() : digitAt(value, place, native));
    }
    Text whole;
    for (const Text& piece : pieces)
        whole += piece;
    return whole;
}

bool isCounted(char32_t c) { return c >= 0x3131 && c <= 0xD7A3; }

std::u32string_view withoutZerosBefore(std::u32string_view digits) {
    const std::size_t first = std::min(digits.find_first_not_of(U'0'), digits.size() - 1);
    return digits.substr(first);
}

}  // namespace

Result<Text> spellNumbers(const Text& text, Reading reading) {
    Text out;
    out.reserve(text.size() * 2);
    for (std::size_t at = 0; at < text.size();) {
        if (!unicode::isDecimal(text[at])) {
            out.push_back(text[at++]);
            continue;
        }
        Text digits;
        std::size_t end = at;
        for (; end < text.size() && (unicode::isDecimal(text[end]) || text[end] == U','); ++end)
            if (text[end] != U',')
                digits.push_back(text[end]);
        const auto counterEnd = static_cast<std::size_t>(
            std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(end), text.end(), isCounted) - text.begin());
        const bool hasCounter = counterEnd > end && counterEnd < text.size() && text[counterEnd] == kCounter;
        const bool tooLong = hasCounter && withoutZerosBefore(digits).size() > kMostCountedDigits;
        if (tooLong && reading == Reading::Compatible)
            return fail(ErrorCode::InvalidInput,
                        "a counted number of " + std::to_string(digits.size()) + " digits has no name in Korean",
                        "Write it with blanks between its digits, or in words.");
        if (hasCounter && !tooLong) {
            const bool native = kNativeCounters.find(text.substr(end, counterEnd - end)) != std::u32string_view::npos;
            out += counted(digits.size() > kMostCountedDigits ? withoutZerosBefore(digits) : digits, native);
        } else {
            for (; at < end; ++at) {
                const int value = valueOf(text[at]);
                out.push_back(value < 0 ? text[at] : kDigitNames[static_cast<std::size_t>(value)]);
            }
        }
        at = end;
    }
    return out;
}

}  // namespace timbre::frontend::korean
