// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <utility>

#include "core/frontend/ja/numerals.h"
#include "core/frontend/ja/rules.h"
#include "core/frontend/ja/units.h"

namespace timbre::frontend::ja {

namespace {

using Text = std::u32string_view;

constexpr std::size_t kMostDigits = 20;  // above, digits are read one by one
constexpr Source::Words kFever{U"熱", U"体温", U"検温"};

struct Amount {
    Number number;
    const Unit* unit = nullptr;
    std::size_t end = 0;
};

Amount amountAt(const Source& text, const Number& number) {
    Amount amount{.number = number, .end = number.end};
    const std::size_t place = text.blanksEnd(number.end);
    const Unit* const unit = unitAt(text, place);
    // A digit right behind joins the next unit (1m85cm), behind a sign it would be something else.
    const bool size = unit != nullptr && unit->spoken == U"リットル" && text.starts(place + 1, U"サイズ");  // 4Lサイズ
    if (unit != nullptr && !size) {
        amount.unit = unit;
        amount.end = place + unit->written.size();
    }
    return amount;
}

std::u32string spoken(const Source& text, const Amount& amount, bool brief = false) {
    if (amount.unit == nullptr)
        return digitsFor(amount.number);
    const Unit& unit = *amount.unit;
    constexpr std::size_t kFarthest = 6;  // 時速は約60km/h
    const std::size_t near = amount.number.begin - std::min(amount.number.begin, kFarthest);
    const bool said = !unit.before.empty() && text.part(near, amount.number.begin).find(unit.before) != Text::npos;
    const bool zeroDegrees = unit.spoken == U"度" && amount.number.whole == U"0" && amount.number.isWhole();
    const std::u32string digits = zeroDegrees ? U"零" : digitsFor(amount.number);
    return std::u32string(said ? Text() : unit.before) + digits + std::u32string(brief ? unit.brief : unit.spoken);
}

bool less(const Number& first, const Number& second) {
    if (first.whole.size() != second.whole.size())
        return first.whole.size() < second.whole.size();
    return first.whole != second.whole ? first.whole < second.whole : first.fraction < second.fraction;
}

/// "3-5日" is サンカラゴニチ, not イツカ; the date "5月3〜5日" has both days.
Rewrite daysRange(const Source& text, const Number& first, const Number& second) {
    Rewrite out{first.begin, second.end + 1, first.whole + U"日から" + second.whole + U"日", {}};
    if (text.at(first.begin - 1) == U'月')
        return out;
    out.alternatives.push_back(std::exchange(out.spoken, first.whole + U"から" + cardinal(second.whole) + U"ニチ"));
    if (text.at(out.end) == U'間') {
        out.spoken += U"カン";
        out.alternatives.front() += U"間";
        ++out.end;
    }
    return out;
}

/// "2、3日" is two or three of them: ニサンニチ.
Spoken readAbout(const Source& text, const Number& first) {
    const char32_t mark = text.at(first.end);
    const char32_t digit = text.at(first.end + 1);
    if ((mark != U'、' && mark != U',' && mark != U'・') || first.whole.size() != 1 || digit != first.whole[0] + 1 ||
        text.digit(first.end + 2) || text.at(first.end + 2) == U'.' || !isCounter(text, first.end + 2))
        return std::nullopt;
    Rewrite out{first.begin, first.end + 1, cardinal(first.whole), {}};
    if (first.whole == U"4" || first.whole == U"7" || first.whole == U"9")
        out.spoken = first.whole == U"4" ? U"シ" : first.whole == U"7" ? U"シチ" : U"ク";
    if (text.at(first.end + 2) == U'日') {
        out.spoken += cardinal(std::u32string(1, digit)) + U"ニチ";
        out.end = first.end + 3;
    }
    return out;
}

Spoken readRange(const Source& text, const Amount& first) {
    const char32_t mark = text.at(first.end);
    if (mark != U'~' && mark != U'-')
        return std::nullopt;
    const auto number = text.numberAt(first.end + 1);
    if (!number)
        return std::nullopt;
    const Amount second = amountAt(text, *number);
    const char32_t behind = text.at(second.end);
    if (isLatinLetter(behind) || ((behind == U'-' || behind == U'/' || behind == U':') && text.digit(second.end + 1)))
        return std::nullopt;
    const bool counted = second.unit != nullptr || isCounter(text, second.end);
    if (mark == U'-' && !(counted && less(first.number, second.number) && first.number.whole.front() != U'0'))
        return std::nullopt;
    if (first.unit == nullptr && behind == U'日' && first.number.isWhole() && number->isWhole())
        return daysRange(text, first.number, *number);
    if (first.unit == nullptr && second.unit == nullptr && (behind == U'月' || text.at(second.end) == U'時') &&
        first.number.isWhole() && first.number.value() < 13) {
        // 7〜9月: シチカラクガツ
        const std::u32string& digits = first.number.whole;
        const std::u32string word = digits == U"4"   ? (behind == U'月' ? U"シ" : U"ヨ")
                                    : digits == U"7" ? U"シチ"
                                    : digits == U"9" ? U"ク"
                                                     : digits;
        return Rewrite{first.number.begin, second.end, word + U"から" + digitsFor(*number), {}};
    }
    Rewrite out{first.number.begin, second.end, spoken(text, first) + U"から" + spoken(text, second), {}};
    if (first.unit == nullptr && second.unit != nullptr)
        out.alternatives.push_back(spoken(text, {first.number, second.unit}) + U"から" + spoken(text, second));
    if (first.unit != nullptr && first.unit == second.unit && !first.unit->before.empty())
        out.spoken = spoken(text, first) + U"から" + digitsFor(*number) + std::u32string(second.unit->spoken);
    return out;
}

/// 38.5°C of a body is 38度5分.
Spoken readFever(const Source& text, const Amount& amount) {
    constexpr int kColdest = 34;
    constexpr int kHottest = 42;
    const Number whole{.whole = amount.number.whole};
    const bool degrees = amount.unit != nullptr ? amount.unit->spoken == U"度" && amount.unit->before.empty()
                                                : text.at(amount.end) == U'度';
    if (!degrees || amount.number.fraction.size() != 1 || whole.value() < kColdest || whole.value() > kHottest ||
        !(text.wordBefore(amount.number.begin, kFever) || text.wordBehind(amount.end, kFever)))
        return std::nullopt;
    const std::size_t end = amount.unit != nullptr ? amount.end : amount.end + 1;
    return Rewrite{amount.number.begin,
                   end,
                   amount.number.whole + U"度" + cardinal(amount.number.fraction) + U"ブ",
                   {digitsFor(amount.number) + U"度"}};
}

struct Share {
    Text written;
    Text spoken;
};
/// What a price is for, as it is said before the price.
constexpr Share kShares[] = {{U"月", U"月"},        {U"年", U"年"},     {U"日", U"1日"},    {U"時間", U"1時間"}, {U"時", U"1時間"},
                             {U"h", U"1時間"},      {U"人", U"1人"},    {U"名", U"1名"},    {U"泊", U"1泊"},     {U"回", U"1回"},
                             {U"個", U"1個"},       {U"本", U"1本"},    {U"枚", U"1枚"},    {U"台", U"1台"},     {U"冊", U"1冊"},
                             {U"件", U"1件"},       {U"週", U"1週"},    {U"分", U"1分"},    {U"kg", U"1キログラム"}, {U"g", U"1グラム"},
                             {U"m²", U"1平方メートル"}, {U"㎡", U"1平方メートル"}, {U"坪", U"ヒトツボ"}, {U"L", U"1リットル"}};

struct Rate {
    Text written;
    Text before;
    Text behind;
};
constexpr Rate kRates[] = {{U"min", U"毎分", U"マイフン"}, {U"分", U"毎分", U"マイフン"}, {U"s", U"毎秒", U"マイビョー"},
                           {U"秒", U"毎秒", U"マイビョー"}, {U"h", U"毎時", U"マイジ"},   {U"時", U"毎時", U"マイジ"}};

const Rate* rateAt(const Source& text, std::size_t place) {
    const auto* const found = std::ranges::find_if(kRates, [&](const Rate& one) {
        return text.starts(place, one.written) && !isLatinLetter(text.at(place + one.written.size()));
    });
    return found == std::end(kRates) ? nullptr : found;
}

/// 6,000人/km², 60回/分: what is counted, for each of a unit.
Spoken readDensity(const Source& text, const Number& number) {
    if (!isCounter(text, number.end) || text.at(number.end + 1) != U'/')
        return std::nullopt;
    const std::size_t place = number.end + 2;
    const std::u32string counted = digitsFor(number) + text.at(number.end);
    if (const Rate* const rate = rateAt(text, place))
        return Rewrite{number.begin, place + rate->written.size(), std::u32string(rate->before) + counted,
                       {counted + std::u32string(rate->behind)}};
    if (const Unit* const unit = unitAt(text, place))
        return Rewrite{number.begin, place + unit->written.size(), U"1" + std::u32string(unit->spoken) + U"あたり" + counted,
                       {counted + U"マイ" + std::u32string(unit->spoken)}};
    return std::nullopt;
}

/// "6万円/月" is 月6万円.
Spoken readPrice(const Source& text, const Number& number) {
    std::size_t at = number.end;
    while (Text(U"百千万億兆").find(text.at(at)) != Text::npos && at < number.end + 3)
        ++at;
    for (const Text currency : {U"円", U"ドル", U"ユーロ", U"元", U"ウォン"}) {
        if (!text.starts(at, currency) || text.at(at + currency.size()) != U'/')
            continue;
        const std::size_t place = at + currency.size() + 1;
        const auto* const share =
            std::ranges::find_if(kShares, [&](const Share& one) { return text.starts(place, one.written); });
        if (share == std::end(kShares)) {
            const Unit* const unit = unitAt(text, place);
            if (unit == nullptr)
                return std::nullopt;
            return Rewrite{number.begin, place + unit->written.size(),
                           U"1" + std::u32string(unit->spoken) + digitsFor(number) +
                               std::u32string(text.part(number.end, place - 1)), {}};
        }
        const std::u32string price = digitsFor(number) + std::u32string(text.part(number.end, place - 1));
        return Rewrite{number.begin,
                       place + share->written.size(),
                       std::u32string(share->spoken) + price,
                       {price + U"マイ" + (share->spoken == U"月" ? U"ツキ" : std::u32string(share->written))}};
    }
    return std::nullopt;
}

/// "30% OFF".
std::size_t endWithOff(const Source& text, std::size_t place, std::u32string& spoken) {
    const std::size_t word = text.blanksEnd(place);
    const Text letters = text.part(std::min(word, text.size()), std::max(std::min(word, text.size()), text.lettersEnd(word)));
    if (letters != U"OFF" && letters != U"off" && letters != U"Off")
        return place;
    spoken += U"オフ";
    return word + letters.size();
}

}  // namespace

std::u32string digitsFor(const Number& number) {
    constexpr std::size_t kGroup = 4;
    if (number.whole.size() > kMostDigits)
        return digitByDigit(number.whole) + (number.isWhole() ? U"" : U"テン") + digitByDigit(number.fraction);
    std::u32string out = number.whole;
    const std::size_t size = out.size();
    if (number.isWhole() && size >= 2 * kGroup && out.substr(size - 2 * kGroup, kGroup) == U"1000") {
        const std::u32string above = out.substr(0, size - 2 * kGroup);
        const std::size_t below = out.find_first_not_of(U'0', size - kGroup);
        out = above.empty() ? U"" : above + U"億";
        out += U"1千万";
        return below == std::u32string::npos ? out : out + number.whole.substr(below);
    }
    return number.isWhole() ? out : out + U"." + number.fraction;
}

Spoken readAmount(const Source& text, std::size_t place) {
    const auto number = text.numberAt(place);
    if (!number || text.letterBefore(place))
        return std::nullopt;
    const Amount amount = amountAt(text, *number);
    if (auto price = readPrice(text, *number))
        return price;
    if (auto about = readAbout(text, *number))
        return about;
    if (auto density = readDensity(text, *number))
        return density;
    if (auto range = readRange(text, amount))
        return range;
    if (auto fever = readFever(text, amount))
        return fever;
    if (amount.unit == nullptr) {
        std::u32string digits = digitsFor(*number);
        return digits == text.part(place, number->end) ? std::nullopt
                                                       : Spoken(Rewrite{place, number->end, std::move(digits), {}});
    }
    Rewrite out{place, amount.end, spoken(text, amount), {}};
    if (text.at(out.end) == U'/') {
        if (const Rate* const rate = rateAt(text, out.end + 1)) {  // 5L/分: 毎分5リットル
            out.alternatives.push_back(out.spoken + std::u32string(rate->behind));
            out.spoken.insert(0, rate->before);
            out.end += 1 + rate->written.size();
            return out;
        }
        if (const Unit* const per = unitAt(text, out.end + 1)) {  // g/L: グラムマイリットル
            out.spoken += U"マイ" + std::u32string(per->spoken);
            out.end += 1 + per->written.size();
            return out;
        }
    }
    if (!amount.unit->brief.empty())
        out.alternatives.push_back(spoken(text, amount, true));
    if (amount.unit->written == U"%")
        out.end = endWithOff(text, out.end, out.spoken);
    return out;
}

Spoken readMoney(const Source& text, std::size_t place) {
    const Currency* currency = nullptr;
    std::optional<Number> number;
    std::size_t end = 0;
    if (isAsciiDigit(text.at(place))) {
        if (text.letterBefore(place) || !(number = text.numberAt(place)))
            return std::nullopt;
        const std::size_t code = text.blanksEnd(number->end);
        if ((currency = currencyCodeAt(text, code)) == nullptr)
            return std::nullopt;
        end = code + currency->written.size();
    } else {
        currency = currencySignAt(text, place);
        if (currency == nullptr || (isLatinLetter(currency->written.front()) && text.letterBefore(place)))
            currency = currencyCodeAt(text, place);
        if (currency == nullptr)
            return std::nullopt;
        if (!(number = text.numberAt(text.blanksEnd(place + currency->written.size()))))
            return std::nullopt;
        end = number->end;
    }
    const std::u32string name(currency->spoken);
    const char32_t scale = text.at(end);
    const std::size_t zeros = scale == U'K' || scale == U'k' ? 3U : scale == U'M' ? 6U : scale == U'B' ? 9U : 0U;
    if (zeros > 0 && number->fraction.size() <= zeros && !isAlphanumeric(text.at(end + 1))) {
        Number whole = *number;
        whole.whole += number->fraction + std::u32string(zeros - number->fraction.size(), U'0');
        whole.fraction.clear();
        whole.whole.erase(0, std::min(whole.whole.find_first_not_of(U'0'), whole.whole.size() - 1));
        const std::u32string big = zeros == 3 ? U"キロ" : zeros == 6 ? U"ミリオン" : U"ビリオン";
        return Rewrite{place, end + 1, digitsFor(whole) + name, {digitsFor(*number) + big + name}};
    }
    std::u32string digits = digitsFor(*number);
    while (Text(U"百千万億兆").find(text.at(end)) != Text::npos && end < number->end + 3)
        digits += text.at(end++);
    Rewrite out{place, end, digits + name, {}};
    if (!currency->otherwise.empty())
        out.alternatives.push_back(digits + std::u32string(currency->otherwise));
    if (number->fraction.size() == 2 && name.ends_with(U"ドル"))
        out.alternatives.push_back(number->whole + name + decimalDigits(Number{.whole = number->fraction}.value()) + U"セント");
    if (number->fraction.size() == 2 && name == U"ポンド")
        out.alternatives.push_back(number->whole + name + decimalDigits(Number{.whole = number->fraction}.value()) + U"ペンス");
    return out;
}

Spoken readMinus(const Source& text, std::size_t place) {
    const char32_t sign = text.at(place);
    const char32_t before = text.at(place - 1);
    if ((sign != U'-' && sign != U'▲' && sign != U'△') || !(text.digit(place + 1) || currencySignAt(text, place + 1) != nullptr))
        return std::nullopt;
    const auto number = text.numberAt(place + 1);
    // "4月-6月": as long as the same is counted on both sides.
    if (sign == U'-' && number && before != 0 && text.digit(place - 2) && text.at(number->end) == before)
        return Rewrite{place, place + 1, U"から", {}};
    const bool apart = before == 0 || !(isAlphanumeric(before) || before == U')' || before == U'-' || before == U'」');
    // A model rather than a temperature: ガンダム-2.
    const bool model = isKatakanaLetter(before) && number && number->isWhole() && !isCounter(text, number->end) &&
                       unitAt(text, number->end) == nullptr;
    if (!apart || model)
        return std::nullopt;
    Rewrite out{place, place + 1, U"マイナス", {}};
    if (number && text.at(number->end) == U'階') {
        out.end = number->end;
        out.spoken += number->whole;
        out.alternatives.push_back(U"チカ" + number->whole);
    }
    return out;
}

Spoken readTilde(const Source& text, std::size_t place) {
    if (text.at(place) != U'~')
        return std::nullopt;
    const char32_t before = text.at(place - 1);
    const char32_t behind = text.at(place + 1);
    const bool kanaBefore = isHiraganaLetter(before) || isKatakanaLetter(before);
    if (kanaBefore && (isHiraganaLetter(behind) || !(isJapaneseLetter(behind) || isAlphanumeric(behind))))
        return Rewrite{place, place + 1, before == U'ー' ? U"" : U"ー", {}};
    const bool something = isJapaneseLetter(before) || isAlphanumeric(before) || before == U')' || before == U'」' ||
                           before == U'%' || before == U'℃';
    const bool somewhere = isJapaneseLetter(behind) || isAlphanumeric(behind) || behind == U'「' || behind == U'-' ||
                           behind == U'¥' || behind == U'$';
    if (something && somewhere)
        return Rewrite{place, place + 1, U"から", {}};
    return std::nullopt;
}

}  // namespace timbre::frontend::ja
