// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/english/currencies.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/frontend/english/word_set.h"

namespace timbre::frontend::english {

namespace {

constexpr Currency kDollar{"dollar", "dollars", "cent", "cents"};
constexpr Currency kUsDollar{"U S dollar", "U S dollars", "cent", "cents"};
constexpr Currency kPound{"pound", "pounds", "penny", "pence"};
constexpr Currency kEuro{"euro", "euros", "cent", "cents"};
constexpr Currency kYen{"yen", "yen"};
constexpr Currency kYuan{"yuan", "yuan"};
constexpr Currency kRupee{"rupee", "rupees", "paisa", "paise"};
constexpr Currency kWon{"won", "won"};
constexpr Currency kCent{"cent", "cents"};
constexpr Currency kBitcoin{"bitcoin", "bitcoin"};
constexpr Currency kPeso{"peso", "pesos", "centavo", "centavos"};

constexpr std::array<std::pair<char32_t, Currency>, 19> kSigns{{
    {U'$', kDollar},
    {0xA2, kCent},
    {0xA3, kPound},
    {0xA5, kYen},
    {0xE3F, {"baht", "baht"}},
    {0x20A1, {"colon", "colones"}},
    {0x20A6, {"naira", "naira"}},
    {0x20A9, kWon},
    {0x20AA, {"shekel", "shekels"}},
    {0x20AB, {"dong", "dong"}},
    {0x20AC, kEuro},
    {0x20B1, kPeso},
    {0x20B4, {"hryvnia", "hryvnias"}},
    {0x20B8, {"tenge", "tenge"}},
    {0x20B9, kRupee},
    {0x20BA, {"lira", "lira"}},
    {0x20BD, {"ruble", "rubles", "kopeck", "kopecks"}},
    {0x20BF, kBitcoin},
    {0xFFE5, kYen},
}};

/// Letters before a dollar or yen sign.
constexpr std::array<std::pair<std::string_view, Currency>, 15> kPrefixed{{
    {"US$", kUsDollar},
    {"C$", {"Canadian dollar", "Canadian dollars", "cent", "cents"}},
    {"CA$", {"Canadian dollar", "Canadian dollars", "cent", "cents"}},
    {"CAD$", {"Canadian dollar", "Canadian dollars", "cent", "cents"}},
    {"A$", {"Australian dollar", "Australian dollars", "cent", "cents"}},
    {"AU$", {"Australian dollar", "Australian dollars", "cent", "cents"}},
    {"NZ$", {"New Zealand dollar", "New Zealand dollars", "cent", "cents"}},
    {"HK$", {"Hong Kong dollar", "Hong Kong dollars", "cent", "cents"}},
    {"S$", {"Singapore dollar", "Singapore dollars", "cent", "cents"}},
    {"NT$", {"Taiwan dollar", "Taiwan dollars"}},
    {"R$", {"real", "reais", "centavo", "centavos"}},
    {"MX$", {"Mexican peso", "Mexican pesos", "centavo", "centavos"}},
    {"Rs.", kRupee},
    {"Rs", kRupee},
    {"RM", {"ringgit", "ringgit"}},
}};

constexpr std::array<std::pair<std::string_view, Currency>, 31> kCodes{{
    {"AED", {"dirham", "dirhams"}},
    {"AUD", {"Australian dollar", "Australian dollars", "cent", "cents"}},
    {"BRL", {"real", "reais", "centavo", "centavos"}},
    {"BTC", kBitcoin},
    {"CAD", {"Canadian dollar", "Canadian dollars", "cent", "cents"}},
    {"CHF", {"Swiss franc", "Swiss francs", "centime", "centimes"}},
    {"CNY", kYuan},
    {"CZK", {"koruna", "koruna"}},
    {"DKK", {"Danish krone", "Danish kroner"}},
    {"EUR", kEuro},
    {"GBP", {"British pound", "British pounds", "penny", "pence"}},
    {"HKD", {"Hong Kong dollar", "Hong Kong dollars", "cent", "cents"}},
    {"HUF", {"forint", "forints"}},
    {"ILS", {"shekel", "shekels"}},
    {"INR", kRupee},
    {"JPY", kYen},
    {"KRW", kWon},
    {"MXN", {"Mexican peso", "Mexican pesos", "centavo", "centavos"}},
    {"NOK", {"Norwegian krone", "Norwegian kroner"}},
    {"NZD", {"New Zealand dollar", "New Zealand dollars", "cent", "cents"}},
    {"PLN", {"zloty", "zloty"}},
    {"RMB", kYuan},
    {"RUB", {"ruble", "rubles", "kopeck", "kopecks"}},
    {"SEK", {"Swedish krona", "Swedish kronor"}},
    {"SGD", {"Singapore dollar", "Singapore dollars", "cent", "cents"}},
    {"THB", {"baht", "baht"}},
    {"TWD", {"Taiwan dollar", "Taiwan dollars"}},
    {"UAH", {"hryvnia", "hryvnias"}},
    {"USD", kUsDollar},
    {"VND", {"dong", "dong"}},
    {"ZAR", {"rand", "rand"}},
}};

constexpr Currency kKrona{"krona", "kronor"};
constexpr Currency kZloty{"zloty", "zloty"};

template <typename Table, typename Key>
const Currency* find(const Table& table, const Key& key) {
    const auto found = std::ranges::find(table, key, [](const auto& entry) { return entry.first; });
    return found == table.end() ? nullptr : &found->second;
}

const Currency* codeAt(const WrittenText& text, Position at) {
    return text.isCapital(at) && text.lettersEnd(at) == at + 3 ? find(kCodes, text.plain(at, at + 3)) : nullptr;
}

}  // namespace

CurrencyAt currencyBefore(const WrittenText& text, Position at) {
    if (const Currency* const sign = find(kSigns, text.code(at)); sign != nullptr && sign != find(kSigns, char32_t{0xA2}))
        return {sign, at + 1};
    if (!text.isCapital(at) || !text.wordBegins(at))
        return {};
    for (const auto& [prefix, currency] : kPrefixed)
        if (text.startsWith(at, prefix) && !text.isLetter(at + prefix.size()))
            return {&currency, at + prefix.size()};
    if ((text.startsWith(at, "CN") || text.startsWith(at, "RMB")) && text.code(text.lettersEnd(at)) == 0xA5)
        return {&kYuan, text.lettersEnd(at) + 1};
    if (text.startsWith(at, "JP") && text.code(at + 2) == 0xA5)
        return {&kYen, at + 3};
    const Currency* const code = codeAt(text, at);
    const Position end = code != nullptr && text.code(at + 3) == U'$' ? at + 4 : at + 3;
    return {code, end};
}

CurrencyAt currencyBehind(const WrittenText& text, Position at, bool adjacent) {
    const Currency* const sign = find(kSigns, text.code(at));
    if (sign != nullptr)
        return adjacent || text.code(at) != U'$' ? CurrencyAt{sign, at + 1} : CurrencyAt{};
    if (const Currency* const code = codeAt(text, at))
        return {code, at + 3};
    if (text.startsWithSmall(at, "kr") && text.wordEnds(at + 2))
        return {&kKrona, at + 2};
    if (text.startsWith(at, "z") && text.code(at + 1) == 0x142 && text.wordEnds(at + 2))
        return {&kZloty, at + 2};
    return {};
}

}  // namespace timbre::frontend::english
