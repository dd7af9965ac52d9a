// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/currencies.h"

#include <array>

namespace timbre::frontend::zh {

namespace {

struct Name {
    std::u32string_view symbol;
    std::u32string_view name;
    std::u32string_view other = {};
    std::u32string_view hundredth = {};
};

// Longer signs before those they end with.
constexpr std::array kSigns{
    Name{U"US$", U"美元", U"美金", U"美分"},
    Name{U"HK$", U"港元", U"港币"},
    Name{U"NT$", U"新台币", U"台币"},
    Name{U"AU$", U"澳元", U"澳币"},
    Name{U"CA$", U"加元", U"加币"},
    Name{U"NZ$", U"新西兰元", U"纽元"},
    Name{U"SG$", U"新加坡元", U"新币"},
    Name{U"A$", U"澳元", U"澳币"},
    Name{U"C$", U"加元", U"加币"},
    Name{U"S$", U"新加坡元", U"新币"},
    Name{U"R$", U"雷亚尔"},
    Name{U"RMB¥", U"元", U"块", U"毛"},
    Name{U"CN¥", U"元", U"块", U"毛"},
    Name{U"JP¥", U"日元"},
    Name{U"$", U"美元", U"美金", U"美分"},
    Name{U"¥", U"元", U"块", U"毛"},
    Name{U"€", U"欧元", {}, U"欧分"},
    Name{U"£", U"英镑", U"镑", U"便士"},
    Name{U"₩", U"韩元", U"韩币"},
    Name{U"₹", U"印度卢比", U"卢比"},
    Name{U"₽", U"卢布"},
    Name{U"฿", U"泰铢"},
    Name{U"₫", U"越南盾"},
    Name{U"₱", U"菲律宾比索", U"比索"},
    Name{U"₪", U"新谢克尔", U"谢克尔"},
    Name{U"₺", U"土耳其里拉", U"里拉"},
    Name{U"₴", U"格里夫纳"},
    Name{U"₿", U"比特币"},
    Name{U"₦", U"奈拉"},
    Name{U"₭", U"基普"},
    Name{U"₮", U"图格里克"},
    Name{U"₸", U"坚戈"},
    Name{U"¢", U"美分"},
    Name{U"円", U"日元"},
};

constexpr std::array kCodes{
    Name{U"RMB", U"元", U"人民币", U"毛"},
    Name{U"CNY", U"元", U"人民币", U"毛"},
    Name{U"USD", U"美元", U"美金", U"美分"},
    Name{U"EUR", U"欧元", {}, U"欧分"},
    Name{U"GBP", U"英镑", U"镑", U"便士"},
    Name{U"JPY", U"日元"},
    Name{U"HKD", U"港元", U"港币"},
    Name{U"TWD", U"新台币", U"台币"},
    Name{U"NTD", U"新台币", U"台币"},
    Name{U"MOP", U"澳门元", U"澳门币"},
    Name{U"KRW", U"韩元", U"韩币"},
    Name{U"SGD", U"新加坡元", U"新币"},
    Name{U"AUD", U"澳元", U"澳币"},
    Name{U"CAD", U"加元", U"加币"},
    Name{U"NZD", U"新西兰元", U"纽元"},
    Name{U"CHF", U"瑞士法郎"},
    Name{U"SEK", U"瑞典克朗"},
    Name{U"NOK", U"挪威克朗"},
    Name{U"DKK", U"丹麦克朗"},
    Name{U"THB", U"泰铢"},
    Name{U"RUB", U"卢布"},
    Name{U"INR", U"印度卢比", U"卢比"},
    Name{U"VND", U"越南盾"},
    Name{U"MYR", U"林吉特", U"马币"},
    Name{U"PHP", U"菲律宾比索", U"比索"},
    Name{U"IDR", U"印尼盾"},
    Name{U"BRL", U"雷亚尔"},
    Name{U"MXN", U"墨西哥比索", U"比索"},
    Name{U"TRY", U"土耳其里拉", U"里拉"},
    Name{U"ZAR", U"南非兰特", U"兰特"},
    Name{U"AED", U"迪拉姆"},
    Name{U"BTC", U"比特币"},
};

Currency currencyOf(const Name& name, std::size_t end) {
    Spoken spoken(name.name);
    if (!name.other.empty())
        spoken.orSay(std::u32string(name.other));
    return {.name = std::move(spoken), .hundredth = name.hundredth, .end = end};
}

const Name* signAt(const ScannedText& text, std::size_t place) {
    for (const auto& name : kSigns)
        if (text.startsWith(place, name.symbol))
            return &name;
    return nullptr;
}

const Name* codeAt(const ScannedText& text, std::size_t place) {
    if (text.lettersEnd(place) != place + 3 || text.lettersBegin(place) != place)
        return nullptr;
    for (const auto& name : kCodes)
        if (text.startsWith(place, name.symbol))
            return &name;
    return nullptr;
}

/// ¥ is yen where the sentence is about Japan.
Currency fitted(const ScannedText& text, std::size_t place, Currency currency) {
    const bool yen = currency.name.text == U"元" && text.at(currency.end - 1) == U'¥' &&
                     (mentions(text.head(place, 20), U"日元 日本 东京 大阪 京都 北海道 日币") ||
                      mentions(text.tail(place, 16), U"日元 日本 日币"));
    if (yen)
        return {.name = Spoken(U"日元", {U"元"}), .end = currency.end};
    return currency;
}

}  // namespace

std::optional<Currency> currencyBefore(const ScannedText& text, std::size_t place) {
    if (const Name* const sign = signAt(text, place); sign != nullptr && sign->symbol != U"円" && sign->symbol != U"¢")
        return fitted(text, place, currencyOf(*sign, text.skipBlank(place + sign->symbol.size())));
    const Name* const code = codeAt(text, place);
    // These letters have other meanings as well.
    const bool other = code != nullptr && isOneOf(code->symbol, U"PHP TRY CAD MOP SEK NOK");
    if (code == nullptr || (other && !mentions(text.head(place, 12), U"价 钱 汇 付 费 币 收 款 花 卖 买 售")))
        return std::nullopt;
    return currencyOf(*code, text.skipBlank(place + 3));
}

std::optional<Currency> currencyBehind(const ScannedText& text, std::size_t place) {
    const std::size_t begin = text.skipBlank(place);
    if (const Name* const code = codeAt(text, begin); code != nullptr && !text.digit(begin + 3))
        return currencyOf(*code, begin + 3);
    const Name* const sign = signAt(text, begin);
    if (sign == nullptr || text.letter(begin) || text.digit(begin + sign->symbol.size()))
        return std::nullopt;
    return currencyOf(*sign, begin + sign->symbol.size());
}

}  // namespace timbre::frontend::zh
