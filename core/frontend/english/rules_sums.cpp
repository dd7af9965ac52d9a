// SPDX-License-Identifier: GPL-3.0-or-later
// Sums: operands with signs between, of which at least one cannot be anything else.
#include <algorithm>
#include <array>
#include <utility>

#include "core/frontend/english/number_styles.h"
#include "core/frontend/english/quantity.h"
#include "core/frontend/english/rewrite_rules.h"
#include "core/frontend/english/units.h"
#include "core/frontend/english/word_set.h"

namespace timbre::frontend::english {

namespace {

constexpr int kMostOperands = 24;
constexpr std::size_t kLongestVariables = 2;

struct Operand {
    Position end = 0;
    std::string words{};
    bool word = false;  ///< A word of the language; else numbers and letters for them.
    bool number = false;
    bool power = false;  ///< "10^6" and "1e6", which are read so where nothing else stands beside them.
};

struct Operator {
    Position end = 0;
    std::string_view words{};
    bool sure = false;      ///< Makes a sum of what stands around it.
    bool relation = false;  ///< "equals" and its kin.
    bool spaced = false;
};

/// "²", "^3" behind a number or letter.
std::string powerAt(const WrittenText& text, Position& end) {
    const char32_t c = text.code(end);
    if (c == 0xB2 || c == 0xB3) {
        ++end;
        return c == 0xB2 ? "squared" : "cubed";
    }
    if (c == 0x207F) {
        ++end;
        return "to the N";
    }
    if (c == 0x2070 || (c >= 0x2074 && c <= 0x2079)) {
        ++end;
        return "to the " + sayOrdinal(c - 0x2070);
    }
    if (text.at(end) != '^')
        return {};
    const bool negative = text.at(end + 1) == '-' && text.isDigit(end + 2);
    const Position begin = end + (negative ? 2 : 1);
    const Position digits = text.digitsEnd(begin);
    if (digits > begin && digits - begin < 4) {
        const std::string_view number = text.plain(begin, digits);
        end = digits;
        if (negative)
            return "to the minus " + sayCardinal(number);
        return number == "2" ? "squared" : number == "3" ? "cubed" : "to the " + sayOrdinal(number);
    }
    if (!text.isLetter(begin) || !text.wordEnds(begin + 1))
        return {};
    end = begin + 1;
    return "to the " + spell(text.plain(begin, end));
}

/// "e6", "E-5" behind a number; a capital without a sign may be a name's: "3E2".
std::string exponentAt(const WrittenText& text, const Position begin, Position& end) {
    const char mark = text.at(end);
    if (mark != 'e' && mark != 'E')
        return {};
    const char sign = text.at(end + 1);
    const bool hasSign = sign == '-' || sign == '+';
    const Position first = end + (hasSign ? 2 : 1);
    const Position digits = text.digitsEnd(first);
    const bool decimal = text.plain(begin, end).find('.') != std::string_view::npos;
    if (digits == first || digits - first > 3 || !text.wordEnds(digits) || (mark == 'E' && !hasSign && !decimal))
        return {};
    end = digits;
    const std::string_view number = text.plain(first, digits);
    return "times ten to the " + (sign == '-' ? "minus " + sayCardinal(number) : sayOrdinal(number));
}

void addPower(const WrittenText& text, Operand& operand) {
    const bool written = text.at(operand.end) == '^';
    const std::string words = powerAt(text, operand.end);
    operand.power = operand.power || (written && !words.empty());
    addWords(operand.words, words);
}

/// "mc²" -> "M C squared"
bool addVariables(const WrittenText& text, Operand& operand) {
    const Position end = text.lettersEnd(operand.end);
    if (end == operand.end || end - operand.end > kLongestVariables)
        return false;
    addWords(operand.words, spell(text.plain(operand.end, end)));
    operand.end = end;
    addPower(text, operand);
    return text.wordEnds(operand.end);
}

std::string_view functionName(std::string_view small) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> names{{{"sin", "sine"},
                                                                                  {"cos", "cosine"},
                                                                                  {"tan", "tangent"},
                                                                                  {"log", "log"},
                                                                                  {"ln", "L N"},
                                                                                  {"exp", "E to the"},
                                                                                  {"sqrt", "square root"},
                                                                                  {"pi", "pi"}}};
    const auto found = std::ranges::find(names, small, [](const auto& entry) { return entry.first; });
    return found == names.end() ? std::string_view{} : found->second;
}

/// "sin(x)" and "f(x)": the name, "of", and what stands in the brackets.
std::optional<Operand> functionAt(const WrittenText& text, Position at) {
    const Position end = text.lettersEnd(at);
    const std::string_view written = text.plain(at, end);
    const std::string_view name = functionName(written);
    if (name.empty() && written.size() != 1)
        return std::nullopt;
    const std::string said = name.empty() ? spell(written) : std::string(name);
    if (text.at(end) != '(')
        return name.empty() || !text.wordEnds(end) ? std::nullopt : std::optional(Operand{.end = end, .words = said});
    const Position inside = end + 1;
    Position close = text.lettersEnd(inside);
    if (const auto number = numberAt(text, inside); number && text.at(number->end) == ')')
        return Operand{.end = number->end + 1, .words = joined({said, "of", number->words()})};
    if (close == inside || close - inside > kLongestVariables || text.at(close) != ')')
        return std::nullopt;
    return Operand{.end = close + 1, .words = joined({said, "of", spell(text.plain(inside, close))})};
}

/// "1/2" stays a fraction where it is less than one.
bool addFraction(const WrittenText& text, Operand& operand) {
    const auto quantity = quantityAt(text, operand.end);
    if (!quantity || !quantity->fraction || !quantity->singular)
        return false;
    addWords(operand.words, quantity->words);
    operand.number = true;
    operand.end = quantity->end;
    return true;
}

bool addNumber(const WrittenText& text, Operand& operand, const WrittenNumber& number) {
    const Position begin = operand.end;
    addWords(operand.words, number.words());
    operand.end = number.end;
    operand.number = true;
    const std::string exponent = exponentAt(text, begin, operand.end);
    operand.power = !exponent.empty();
    addWords(operand.words, exponent);
    addPower(text, operand);
    if (text.at(operand.end) == '%' || (text.at(operand.end) == '!' && text.at(operand.end + 1) != '=')) {
        addWords(operand.words, text.at(operand.end) == '%' ? "percent" : "factorial");
        ++operand.end;
        return true;
    }
    return !text.isLetter(operand.end) || addVariables(text, operand);
}

/// A word, or one or two letters that stand for numbers.
bool addLetters(const WrittenText& text, Operand& operand) {
    const Position end = text.lettersEnd(operand.end);
    const std::string_view written = text.plain(operand.end, end);
    if (written.empty())
        return false;
    const bool article = written == "a" || written == "A" || written == "i" || written == "I";
    if (article || (written.size() <= kLongestVariables && !isFunctionWord(text.small(operand.end, end))))
        return addVariables(text, operand);
    operand.word = true;
    addWords(operand.words, text.utf8(operand.end, end));
    operand.end = end;
    return true;
}

/// What stands between signs, brackets and powers around it left out.
bool addOperand(const WrittenText& text, Operand& operand) {
    if (addFraction(text, operand))
        return true;
    if (const auto number = numberAt(text, operand.end))
        return addNumber(text, operand, *number);
    if (text.code(operand.end) == 0x3C0) {
        addWords(operand.words, "pi");
        ++operand.end;
        addVariables(text, operand);
        return true;
    }
    if (const auto function = functionAt(text, operand.end)) {
        addWords(operand.words, function->words);
        operand.end = function->end;
        return true;
    }
    return addLetters(text, operand);
}

std::optional<Operand> operandAt(const WrittenText& text, Position at) {
    Operand operand{.end = at};
    while (text.at(operand.end) == '(' && operand.end - at < 3)
        ++operand.end;
    if (text.at(operand.end) == '-' && text.isDigit(operand.end + 1)) {
        operand.words = "negative";
        ++operand.end;
    }
    if (text.code(operand.end) == 0x221A) {
        addWords(operand.words, "the square root of");
        ++operand.end;
    }
    if (!addOperand(text, operand))
        return std::nullopt;
    while (text.at(operand.end) == ')' && operand.end - at < 40)
        ++operand.end;
    addPower(text, operand);
    return text.wordEnds(operand.end) ? std::optional(std::move(operand)) : std::nullopt;
}

struct Sign {
    std::string_view sign;
    std::string_view words;
    bool sure;
    bool relation;
};

std::optional<Sign> signAt(const WrittenText& text, Position at) {
    switch (text.code(at)) {
        case 0x2260:
            return Sign{"1", "does not equal", true, true};
        case 0x2264:
            return Sign{"1", "is less than or equal to", true, true};
        case 0x2265:
            return Sign{"1", "is greater than or equal to", true, true};
        case 0x2248:
            return Sign{"1", "is approximately", true, true};
        case 0xD7:
        case 0x22C5:
            return Sign{"1", "times", true, false};
        case 0xF7:
            return Sign{"1", "divided by", true, false};
        case 0xB1:
            return Sign{"1", "plus or minus", true, false};
        default:
            break;
    }
    constexpr std::array<Sign, 13> signs{{{"==", "equals", true, true},
                                          {"!=", "does not equal", true, true},
                                          {"<=", "is less than or equal to", true, true},
                                          {">=", "is greater than or equal to", true, true},
                                          {"=", "equals", true, true},
                                          {"<", "is less than", true, true},
                                          {">", "is greater than", true, true},
                                          {"+", "plus", true, false},
                                          {"*", "times", true, false},
                                          {"-", "minus", false, false},
                                          {"/", "divided by", false, false},
                                          {"x", "times", false, false},
                                          {"X", "times", false, false}}};
    const auto found = std::ranges::find_if(signs, [&](const Sign& sign) { return text.startsWith(at, sign.sign); });
    return found == signs.end() ? std::nullopt : std::optional(*found);
}

std::optional<Operator> operatorAt(const WrittenText& text, Position at) {
    const bool blankBefore = text.at(at) == ' ';
    const Position begin = blankBefore ? at + 1 : at;
    const auto sign = signAt(text, begin);
    if (!sign)
        return std::nullopt;
    const Position end = begin + sign->sign.size();
    const bool blankBehind = text.at(end) == ' ';
    if (blankBefore != blankBehind || (!blankBefore && (sign->sign == "x" || sign->sign == "X")))
        return std::nullopt;
    if ((sign->sign == "-" || sign->sign == "=") && text.at(end) == '>')
        return std::nullopt;
    return Operator{.end = end + (blankBehind ? 1 : 0),
                    .words = sign->words,
                    .sure = sign->sure,
                    .relation = sign->relation,
                    .spaced = blankBefore};
}

/// What stands on both sides must fit to the sign.
bool joins(const Operand& left, const Operator& sign, const Operand& right) {
    if (left.word || right.word)
        return sign.spaced ? sign.words == "plus" || sign.words == "equals" || sign.words == "does not equal"
                           : sign.words == "equals";
    return true;
}

/// "What is 15 - 8?"
bool asksForSum(const WrittenText& text, Position at) {
    const WordAt word = text.wordBefore(at);
    if (isOneOf<"calculate compute equals evaluate subtract what's solve">(word.word))
        return true;
    return word.word == "is" && text.wordBefore(word.begin).word == "what";
}

std::string replaced(std::string words, std::string_view from, std::string_view to) {
    for (std::size_t at = words.find(from); at != std::string::npos; at = words.find(from, at + to.size()))
        words.replace(at, from.size(), to);
    return words;
}

/// "10^8 m/s", "F = 10 N": the unit behind the last number.
void addUnit(const WrittenText& text, const Operand& last, Position& end, std::string& words) {
    const auto unit = text.at(end) == ' ' && (last.number || last.power) ? unitAt(text, end + 1) : std::nullopt;
    if (!unit || unit->use != UnitUse::Always)
        return;
    end = unit->end;
    addWords(words, last.words == "one" ? unit->one : unit->many);
}

}  // namespace

Found saySum(const WrittenText& text, Position at) {
    if (!text.wordBegins(at) || text.before(at) == '.' || text.before(at) == '/' || text.before(at) == '<')
        return std::nullopt;
    auto left = operandAt(text, at);
    if (!left)
        return std::nullopt;
    std::string words = left->words;
    Position end = left->end;
    bool sure = false;
    bool spacedTimes = false;
    bool relation = false;
    int operands = 1;
    for (; operands < kMostOperands; ++operands) {
        const auto sign = operatorAt(text, end);
        if (!sign)
            break;
        auto right = operandAt(text, sign->end);
        if (!right || !joins(*left, *sign, *right))
            break;
        const bool star = text.at(end) == '*' || text.at(end + 1) == '*';
        sure = sure || left->power || right->power || (sign->sure && sign->words != "times") || (star && left->number && right->number);
        spacedTimes = spacedTimes || (sign->words == "times" && sign->sure && sign->spaced);
        relation = relation || sign->relation;
        addWords(words, joined({sign->words, right->words}));
        end = right->end;
        left = std::move(right);
    }
    if (operands < 2 && (!left->power || text.at(end) == '^'))
        return std::nullopt;
    if (operands < 2 || sure || left->power)
        addUnit(text, *left, end, words);
    if (operands < 2)
        return spoken(end, words);
    // "1920×1080" and "12 × 10 ft" are sizes.
    const bool measured = unitAt(text, text.at(end) == ' ' ? end + 1 : end).has_value();
    if (!sure && !(spacedTimes && !measured) && !asksForSum(text, at))
        return std::nullopt;
    std::vector<std::string> others;
    if (words.find(" plus ") != std::string::npos && words.find(" equals ") != std::string::npos)
        others.push_back(replaced(replaced(words, " plus ", " and "), " equals ", " is "));
    others.push_back(replaced(words, " does not equal ", " is not equal to "));
    others.push_back(replaced(words, " equals ", " is "));
    return spoken(end, words, std::move(others));
}

}  // namespace timbre::frontend::english
