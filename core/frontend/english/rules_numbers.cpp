// SPDX-License-Identifier: GPL-3.0-or-later
// Ordinals, plain numbers, and the signs that stand beside numbers and words.
#include "core/frontend/english/calendar.h"
#include "core/frontend/english/currencies.h"
#include "core/frontend/english/number_styles.h"
#include "core/frontend/english/quantity.h"
#include "core/frontend/english/rewrite_rules.h"
#include "core/frontend/english/word_set.h"

namespace timbre::frontend::english {

namespace {

/// A number, its fraction or a sum of money begins here.
bool amountBegins(const WrittenText& text, Position at) {
    return text.isDigit(at) || (text.at(at) == '.' && text.isDigit(at + 1)) || !vulgarFraction(text.code(at)).empty() ||
           currencyBefore(text, at).currency != nullptr;
}

/// Nothing that a sign could join stands before it.
bool standsFree(const WrittenText& text, Position at) {
    const char before = text.before(at);
    return at == 0 || text.isBlank(at - 1) || before == '(' || before == '[' || before == '"' || before == '\'' ||
           before == ',' || before == ':' || before == '=' || before == '/' || before == '~';
}

Found sayPlus(const WrittenText& text, Position at) {
    if (amountBegins(text, at + 1) && standsFree(text, at))
        return spoken(at + 1, "plus ");
    const char before = text.before(at);
    const bool behindWord = !text.wordBegins(at) || before == '+' || before == '%';
    if (behindWord && !text.isLetter(at + 1) && !text.isDigit(at + 1))
        return spoken(at + 1, " plus");
    return spoken(at + 1, " plus ");
}

/// Between numbers, brackets and single letters: an operator that must be heard.
bool betweenOperands(const WrittenText& text, Position at) {
    const Position next = at + (text.at(at + 1) == '-' ? 2 : 1);
    const bool variable = at > 0 && text.isLetter(at - 1) && text.wordBegins(at - 1);
    const bool left = variable || text.before(at) == ')' || (at > 0 && text.isDigit(at - 1));
    return left && (text.isDigit(next) || text.at(next) == '(' || (text.isLetter(next) && text.wordEnds(next + 1)));
}

/// "a 5* hotel"
bool countsStars(const WrittenText& text, Position at) {
    return at > 0 && text.isDigit(at - 1) && text.isBlank(at + 1) &&
           isOneOf<"accommodation apartment hotel hotels rating ratings resort resorts restaurant review reviews service">(
               text.wordBehind(at + 1).word);
}

bool isFileEnding(std::string_view small) {
    return isOneOf<
        "ai app avi bashrc biz com css csv dev doc docx edu env epub exe gif gitignore gov htm html info io jpeg jpg js "
        "json log mov net ogg org pdf php png ppt pptx ps psd py svg tar tiff txt wav webp xls xlsx xml yaml yml zip "
        "zshrc">(small);
}

/// ".NET", ".com", ".csv": the full stop of an ending that stands alone.
Found sayEndingsDot(const WrittenText& text, Position at) {
    constexpr Position kLongestEnding = 12;
    const Position end = text.lettersEnd(at + 1);
    if (!standsFree(text, at) || end - at > kLongestEnding || !text.wordEnds(end) ||
        !isFileEnding(text.small(at + 1, end)))
        return std::nullopt;
    return text.plain(at + 1, end) == "NET" ? spoken(end, "dot net") : spoken(at + 1, "dot ");
}

/// "-3 degrees" is minus three.
Found sayNegative(const WrittenText& text, Position at) {
    const auto number = numberAt(text, at + 1);
    const bool heat = number && isOneOf<"degree degrees">(text.wordBehind(number->end).word);
    return heat ? spoken(at + 1, "minus ", {"negative "}) : spoken(at + 1, "negative ", {"minus "});
}

std::string_view greekName(char32_t c) {
    switch (c) {
        case 0x3B1:
            return "alpha";
        case 0x3B2:
            return "beta";
        case 0x3B3:
        case 0x393:
            return "gamma";
        case 0x3B4:
        case 0x394:
            return "delta";
        case 0x3B5:
            return "epsilon";
        case 0x3B8:
        case 0x398:
            return "theta";
        case 0x3BB:
        case 0x39B:
            return "lambda";
        case 0x3BC:
        case 0xB5:
            return "mu";
        case 0x3C0:
        case 0x3A0:
            return "pi";
        case 0x3C1:
            return "rho";
        case 0x3C3:
        case 0x3A3:
            return "sigma";
        case 0x3C4:
            return "tau";
        case 0x3C6:
        case 0x3A6:
            return "phi";
        case 0x3C7:
            return "chi";
        case 0x3C8:
        case 0x3A8:
            return "psi";
        case 0x3C9:
        case 0x3A9:
            return "omega";
        default:
            return {};
    }
}

bool isGreek(char32_t c) { return c >= 0x370 && c <= 0x3FF; }

/// Signs outside of ASCII. Those that are not spoken are taken out.
Found sayRareSign(const WrittenText& text, Position at) {
    const char32_t c = text.code(at);
    const bool number = amountBegins(text, at + (text.at(at + 1) == ' ' ? 2 : 1));
    switch (c) {
        case 0x2248:
            return spoken(at + 1, " about ", {" approximately "});
        case 0x2264:
            return spoken(at + 1, number && standsFree(text, at) ? "at most " : " is less than or equal to ");
        case 0x2265:
            return spoken(at + 1, number && standsFree(text, at) ? "at least " : " is greater than or equal to ");
        case 0x2260:
            return spoken(at + 1, " does not equal ", {" is not equal to "});
        case 0xB1:
            return spoken(at + 1, " plus or minus ");
        case 0xD7:
            return spoken(at + 1, " times ", {" by "});
        case 0xF7:
            return spoken(at + 1, " divided by ");
        case 0x221A:
            return spoken(at + 1, "the square root of ");
        case 0x221E:
            return spoken(at + 1, " infinity ");
        case 0xB2:
            return spoken(at + 1, " squared");
        case 0xB3:
            return spoken(at + 1, " cubed");
        case 0xB0:
            return spoken(at + 1, " degrees");
        case 0x2030:
            return spoken(at + 1, " per mille");
        case 0x2192:
            return spoken(at + 1, " to ");
        case 0xA7:
            return spoken(at + 1, text.code(at + 1) == 0xA7 ? "" : "section ");
        case 0x2116:
            return spoken(at + 1, "number ");
        case 0xA9:
        case 0xAE:
        case 0x2122:
        case 0x2120:
            return spoken(at + 1, "");
        default:
            break;
    }
    const std::string_view greek = greekName(c);
    if (!greek.empty() && !isGreek(text.code(at + 1)) && !isGreek(at == 0 ? 0 : text.code(at - 1)))
        return spoken(at + 1, " " + std::string(greek) + " ");
    return std::nullopt;
}

}  // namespace

Found sayOrdinalNumber(const WrittenText& text, Position at) {
    if (!text.wordBegins(at) || text.before(at) == '.')
        return std::nullopt;
    const auto number = numberAt(text, at);
    if (!number || !number->isWhole())
        return std::nullopt;
    const Position end = ordinalEndingEnd(text, number->end);
    if (end == number->end)
        return std::nullopt;
    std::vector<std::string> others;
    const std::string words = sayOrdinal(number->whole);
    const unsigned rest = number->value() % 100;
    if (number->value() > 100 && rest > 0) {
        const std::string last = sayOrdinal(rest);
        others.push_back(words.substr(0, words.size() - last.size()) + "and " + last);
    }
    return spoken(end, words, std::move(others));
}

Found sayNumber(const WrittenText& text, Position at) {
    auto number = numberAt(text, at);
    if (!number && text.isDigit(at)) {  // Of more than one point: its first row of digits.
        number = WrittenNumber{.end = text.digitsEnd(at)};
        number->whole = text.plain(at, number->end);
    }
    if (!number || (number->whole.empty() && !text.wordBegins(at)))
        return std::nullopt;
    const bool code = number->whole.size() > 1 && number->whole.front() == '0' && number->isWhole();
    std::string words = code ? sayDigits(number->whole) : number->words();
    std::vector<std::string> others =
        code ? std::vector<std::string>{sayDigits(number->whole, Zero::Oh)} : number->otherWords();
    Position end = number->end;
    if (text.at(end) == '+' && !text.isDigit(end + 1) && !text.isLetter(end + 1) && text.at(end + 1) != '+') {
        ++end;
        for (auto& other : others)
            other += " plus";
        others.insert(others.begin(), {"more than " + words, words + " and up", words + " or more"});
        words += " plus";
    }
    return spoken(end, std::move(words), std::move(others));
}

Found saySign(const WrittenText& text, Position at) {
    const char sign = text.at(at);
    if (sign == WrittenText::kOther)
        return sayRareSign(text, at);
    if (text.code(at) >= 0x80 && sign != '-' && sign != '&' && sign != '%')
        return std::nullopt;
    const bool amount = amountBegins(text, at + 1);
    const bool spacedAmount = amount || (text.at(at + 1) == ' ' && text.isDigit(at + 2));
    switch (sign) {
        case '&':
            return spoken(at + 1, " and ");
        case '%':
            return spoken(at + 1, " percent");
        case '@':
            return text.isBlank(at + 1) || text.isDigit(at + 1) ? spoken(at + 1, " at ") : std::nullopt;
        case '#':
            if (at > 0 && text.isCapital(at - 1) && text.wordBegins(at - 1))
                return spoken(at + 1, " sharp");  // "C#"
            return spacedAmount ? spoken(at + 1, "number ") : std::nullopt;
        case '+':
            return sayPlus(text, at);
        case '^':
            return betweenOperands(text, at) ? spoken(at + 1, " to the power of ") : std::nullopt;
        case '*':
            if (countsStars(text, at))
                return spoken(at + 1, " star");
            return betweenOperands(text, at) ? spoken(at + 1, " times ") : std::nullopt;
        case '/':
            return at > 0 && text.isDigit(at - 1) && text.isDigit(at + 1) ? spoken(at + 1, " slash ") : std::nullopt;
        case '.':
            return sayEndingsDot(text, at);
        case '~':
            return spacedAmount ? spoken(at + 1, "about ", {"approximately ", "around "}) : std::nullopt;
        case '-': return amount && standsFree(text, at) ? sayNegative(text, at) : std::nullopt;
        case '<':
            return spacedAmount ? spoken(at + 1, "less than ", {"under "}) : std::nullopt;
        case '>':
            return spacedAmount ? spoken(at + 1, "more than ", {"greater than ", "over "}) : std::nullopt;
        case '=':
            return (at > 0 && !text.isBlank(at - 1)) || !text.isBlank(at + 1) || text.before(at) == ' '
                       ? spoken(at + 1, " equals ")
                       : std::nullopt;
        default:
            return std::nullopt;
    }
}

}  // namespace timbre::frontend::english
