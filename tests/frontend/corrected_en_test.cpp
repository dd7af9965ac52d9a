// SPDX-License-Identifier: GPL-3.0-or-later
// English sentences as a native speaker reads them: what rewrites() makes of numbers, units, addresses and abbreviations.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <random>

#include "core/base/utf8.h"
#include "core/frontend/english/latin_letters.h"
#include "core/frontend/english/rewriter.h"
#include "tests/support/test_support.h"

namespace timbre::frontend {

namespace {

constexpr double kLeastSentences = 0.98;
constexpr double kLeastAlternatives = 0.90;

/// A row of corrected_en.tsv; the table's README says what its columns are.
struct Row {
    std::string id;
    std::string kind;
    std::u32string text;
    std::u32string expected;
    std::vector<std::pair<std::u32string, std::u32string>> alternatives;  ///< Part of the text and its other reading.
};

std::u32string decoded(std::string_view utf8) {
    std::u32string text;
    for (std::size_t at = 0; at < utf8.size();)
        text.push_back(decodeUtf8(utf8, at));
    return text;
}

std::string encoded(std::u32string_view text) {
    std::string utf8;
    for (const char32_t c : text)
        appendUtf8(utf8, c);
    return utf8;
}

std::vector<std::string> split(const std::string& text, const std::string& mark) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    for (std::size_t end = text.find(mark); end != std::string::npos; end = text.find(mark, begin)) {
        parts.push_back(text.substr(begin, end - begin));
        begin = end + mark.size();
    }
    parts.push_back(text.substr(begin));
    return parts;
}

std::vector<Row> rowsOf(const std::string& name) {
    std::ifstream file(TIMBRE_SOURCE_DIR "/tests/data/frontend/" + name);
    std::vector<Row> rows;
    for (std::string line; std::getline(file, line);) {
        const auto columns = split(line, "\t");
        if (line.empty() || line.front() == '#' || columns.size() < 4)
            continue;
        Row row{.id = columns[0], .kind = columns[1], .text = decoded(columns[2]), .expected = decoded(columns[3]), .alternatives = {}};
        if (columns.size() > 4 && !columns[4].empty())
            for (const auto& alternative : split(columns[4], " | ")) {
                const std::size_t middle = alternative.rfind('=');
                row.alternatives.emplace_back(decoded(alternative.substr(0, middle)), decoded(alternative.substr(middle + 1)));
            }
        rows.push_back(std::move(row));
    }
    return rows;
}

bool isLetter(char32_t c) {
    const char32_t base = english::latinBase(c);
    return (base >= U'a' && base <= U'z') || (base >= U'A' && base <= U'Z');
}

/// What the README compares: capitals inside words set apart, small letters, no marks but the apostrophe inside words.
std::string comparable(std::u32string_view text) {
    std::u32string words;
    const auto blank = [&] {
        if (!words.empty() && words.back() != U' ')
            words += U' ';
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char32_t c = text[i] == 0x2019 ? U'\'' : text[i];
        const bool afterLetter = i > 0 && isLetter(text[i - 1]);
        if (c >= U'A' && c <= U'Z' && afterLetter)
            blank();
        if (c == U' ' || c == U'-')
            blank();
        else if (isLetter(c) || (c >= U'0' && c <= U'9') || (c == U'\'' && afterLetter && i + 1 < text.size() && isLetter(text[i + 1])))
            words += lowerCase(c);
    }
    while (!words.empty() && words.back() == U' ')
        words.pop_back();
    return encoded(words);
}

/// The rewrites of a text that touch a part of it, and the part with all of them.
struct Touched {
    std::vector<Rewrite> rewrites;
    std::size_t begin = 0;
    std::size_t end = 0;
};

Touched touchedBy(const std::vector<Rewrite>& rewrites, std::size_t begin, std::size_t end) {
    Touched touched{.rewrites = {}, .begin = begin, .end = end};
    std::ranges::copy_if(rewrites, std::back_inserter(touched.rewrites),
                         [&](const Rewrite& rewrite) { return rewrite.begin < end && rewrite.end > begin; });
    for (const Rewrite& rewrite : touched.rewrites) {
        touched.begin = std::min(touched.begin, rewrite.begin);
        touched.end = std::max(touched.end, rewrite.end);
    }
    return touched;
}

/// The part with the alternative number `choice` of its rewrites: of all of them, or of number `only`.
std::string said(std::u32string_view text, const Touched& part, std::size_t choice, std::size_t only) {
    std::u32string words;
    std::size_t at = part.begin;
    for (std::size_t i = 0; i < part.rewrites.size(); ++i) {
        const Rewrite& rewrite = part.rewrites[i];
        const bool chosen = choice < rewrite.alternatives.size() && (only == i || only == part.rewrites.size());
        words.append(text.substr(at, rewrite.begin - at)).append(chosen ? rewrite.alternatives[choice] : rewrite.spoken);
        at = rewrite.end;
    }
    words.append(text.substr(at, part.end - at));
    return comparable(words);
}

bool isOffered(const Row& row, const std::vector<Rewrite>& rewrites, const std::u32string& part, const std::u32string& reading) {
    const std::size_t begin = row.text.find(part);
    if (begin == std::u32string::npos)
        return false;
    const std::size_t end = begin + part.size();
    const Touched touched = touchedBy(rewrites, begin, end);
    const std::u32string_view text = row.text;
    std::u32string wanted(text.substr(touched.begin, begin - touched.begin));
    wanted.append(reading).append(text.substr(end, touched.end - end));
    std::size_t most = 0;
    for (const Rewrite& rewrite : touched.rewrites)
        most = std::max(most, rewrite.alternatives.size());
    for (std::size_t choice = 0; choice < most; ++choice)
        for (std::size_t only = 0; only <= touched.rewrites.size(); ++only)
            if (said(text, touched, choice, only) == comparable(wanted))
                return true;
    return false;
}

/// Reads a table; prints what differs, by kind, and how many of its alternatives are offered.
void expectTable(const std::string& name) {
    const auto rows = rowsOf(name);
    ASSERT_FALSE(rows.empty());
    int right = 0;
    int offered = 0;
    int asked = 0;
    for (const Row& row : rows) {
        const auto rewrites = english::rewritesOf(row.text);
        const auto got = english::rewritten(row.text, rewrites);
        if (comparable(got) == comparable(row.expected))
            ++right;
        else
            std::cout << row.kind << ' ' << row.id << "\n  got      " << encoded(got) << "\n  expected " << encoded(row.expected) << '\n';
        for (const auto& [part, reading] : row.alternatives) {
            const bool is = isOffered(row, rewrites, part, reading);
            ++asked;
            offered += is ? 1 : 0;
            if (!is)
                std::cout << row.kind << ' ' << row.id << ": not offered: " << encoded(part) << " = " << encoded(reading) << '\n';
        }
    }
    std::cout << name << ": " << right << " of " << rows.size() << " sentences, " << offered << " of " << asked << " alternatives\n";
    EXPECT_GE(right, kLeastSentences * static_cast<double>(rows.size()));
    EXPECT_GE(offered, kLeastAlternatives * asked);
}

/// Pieces that rules look at, and what they may be beside.
const std::vector<std::u32string>& pieces() {
    static const std::vector<std::u32string> all{
        U"1", U"12", U"1,000", U".5", U"3.14", U"1/2", U"½", U"-", U"–", U"—", U"+", U"=", U"×", U"x", U":", U"/", U".", U",", U" ", U" ",
        U" ", U"\n", U"$", U"€", U"£", U"¥", U"%", U"°C", U"°", U"'", U"’", U"\"", U"(", U")", U"@", U"#", U"&", U"_", U"~", U"<", U">",
        U"km", U"m", U"s", U"h", U"ft", U"lb", U"in", U"L", U"K", U"M", U"a.m.", U"pm", U"v2", U"www.", U"http://", U".com", U"May",
        U"Sept.", U"Mon", U"the", U"a", U"Dr.", U"St.", U"No.", U"e.g.", U"VIII", U"Henry", U"NASA", U"GPT", U"call", U"room", U"code",
        U"1980s", U"2024-07-16", U"12:30", U"é", U"中", U"の", U"😀", U"\u202E", std::u32string(1, U'\0'), U"²", U"√", U"π", U"USD", U"B2B", U"ext."};
    return all;
}

std::u32string randomText(std::mt19937& random, std::size_t most) {
    std::u32string text;
    const std::size_t length = random() % most;
    for (std::size_t i = 0; i < length; ++i) {
        if (random() % 12 == 0)
            text += static_cast<char32_t>(random() % 0x110000);
        else
            text += pieces()[random() % pieces().size()];
    }
    return text;
}

void expectInOrder(std::u32string_view text, const std::vector<Rewrite>& rewrites) {
    std::size_t before = 0;
    for (const Rewrite& rewrite : rewrites) {
        ASSERT_GE(rewrite.begin, before) << encoded(text);
        ASSERT_GT(rewrite.end, rewrite.begin) << encoded(text);
        ASSERT_LE(rewrite.end, text.size()) << encoded(text);
        before = rewrite.end;
    }
}

}  // namespace

TEST(CorrectedEnglish, reads_the_table_of_kinds) { expectTable("corrected_en.tsv"); }

TEST(CorrectedEnglish, reads_the_further_sentences) { expectTable("more_en.tsv"); }

TEST(CorrectedEnglish, leaves_what_it_does_not_read) {
    for (const std::u32string text : {U"", U"Plain words stay as they are.", U"你好,世界", U"Привет, мир!", U"well-known state-of-the-art"}) {
        const auto rewrites = english::rewritesOf(text);
        EXPECT_TRUE(rewrites.empty()) << encoded(text) << " -> " << encoded(english::rewritten(text, rewrites));
    }
}

TEST(CorrectedEnglish, reads_numbers_between_other_scripts) {
    const std::u32string text = U"我有3个,价格是$5。";
    EXPECT_EQ(encoded(english::rewritten(text, english::rewritesOf(text))), "我有three个,价格是five dollars。");
}

TEST(CorrectedEnglish, speaks_every_digit) {
    std::mt19937 random(3);
    for (int round = 0; round < 20'000; ++round) {
        const auto text = randomText(random, 12);
        const auto words = english::rewritten(text, english::rewritesOf(text));
        for (const char32_t c : words)
            ASSERT_FALSE(c >= U'0' && c <= U'9') << encoded(text) << " -> " << encoded(words);
    }
}

TEST(CorrectedEnglish, rewrites_lie_in_order_inside_the_text) {
    std::mt19937 random(5);
    for (int round = 0; round < 20'000; ++round) {
        const auto text = randomText(random, 30);
        expectInOrder(text, english::rewritesOf(text));
    }
}

TEST(CorrectedEnglish, takes_time_in_proportion_to_the_text) {
    constexpr std::size_t size = 1U << 12U;
    std::size_t rewrites = 0;
    for (const auto& piece : pieces())
        for (const std::u32string behind : {U"", U" ", U"1", U"-", U"."}) {
            std::u32string text;
            while (text.size() < size)
                text += piece + behind;
            const auto found = english::rewritesOf(text);
            expectInOrder(text, found);
            rewrites += found.size();
        }
    EXPECT_GT(rewrites, 0U);
}

}  // namespace timbre::frontend
