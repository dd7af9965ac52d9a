// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for every script in every language: nothing is lost, nothing is said twice, pieces keep to their limit.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "core/base/utf8.h"
#include "core/text/characters.h"
#include "core/text/text.h"

namespace timbre {
namespace {

std::u32string lettersOf(std::string_view text) {
    std::u32string letters;
    for (std::size_t position = 0; position < text.size();) {
        const char32_t c = decodeUtf8(text, position);
        if (isSpeakable(c)) {
            letters.push_back(c);
        }
    }
    return letters;
}

std::size_t lengthOf(std::string_view text) {
    std::size_t length = 0;
    for (std::size_t position = 0; position < text.size();) {
        length += isWide(decodeUtf8(text, position)) ? 3 : 1;
    }
    return length;
}

std::string repeated(std::string_view piece, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) {
        text += piece;
    }
    return text;
}

/// Splits in every language and holds the spans against the script.
void expectNothingLost(const std::string& script, const SplitLimits& limits) {
    for (const LanguageEntry& language : languageEntries()) {
        const auto spans = splitSentences(script, language.tag, limits);
        ASSERT_TRUE(spans) << spans.error().message();
        std::u32string spoken;
        std::size_t behind = 0;
        for (const TextSpan& span : *spans) {
            ASSERT_LE(behind, span.beginByte) << language.tag;
            ASSERT_LT(span.beginByte, span.endByte) << language.tag;
            ASSERT_LE(span.endByte, script.size()) << language.tag;
            const std::u32string letters = lettersOf(span.text);
            ASSERT_FALSE(letters.empty()) << language.tag;
            ASSERT_EQ(letters, lettersOf(std::string_view(script).substr(span.beginByte, span.endByte - span.beginByte)))
                << language.tag;
            ASSERT_LE(lengthOf(span.text), limits.maximumCharacters) << language.tag << ": " << span.text;
            spoken += letters;
            behind = span.endByte;
        }
        ASSERT_EQ(spoken, lettersOf(script)) << language.tag << ": " << script.substr(0, 200);
    }
}

const std::vector<std::string>& pieces() {
    static const std::vector<std::string> all{
        "你好", "我", "说", "道", "他说", "的", "喊", "です", "と言った", "って", "の", "カ", "ー", "안녕", "다", "라고", " 하고", "요", "Dr", "Hello",
        "a", "e.g", "A", "U.S", "3", "14", "１", "。", "．", ".", "！", "？", "!", "?", "…", "……", "...", "。。。", "；", ";", "：", ":", "，", "、", ",",
        "—", "——", "-", "~", "～", "“", "”", "‘", "’", "「", "」", "『", "』", "（", "）", "(", ")", "《", "》", "\"", "'", "【", "】", " ", "  ",
        "　", "\n", "\n\n", "\r\n", "\t", "　　", "1. ", "一、", "（一）", "①", "・", "😀", "👩‍👩‍👧", "é", "e\u0301", "か\u3099", "\u200B", "\uFEFF", "\u00AD",
        "\u202E", "\u2066", "\x01", "\u0378", "\U000E0041", "\U0010FFFF", "http://a.b/?q=", "www.", "a@b.c", "%", "℃", "½", "Ⅳ", "ا", "नमस्ते", "।"};
    return all;
}

TEST(SplitProperty, ScriptsAtRandomLoseNothing) {
    std::mt19937 random(3);
    for (int round = 0; round < 4000; ++round) {
        std::string script;
        for (std::size_t size = random() % 60; size > 0; --size) {
            script += pieces()[random() % pieces().size()];
        }
        const std::size_t limit = random() % 4 == 0 ? 20 + random() % 30 : 300;
        ASSERT_NO_FATAL_FAILURE(expectNothingLost(script, {.maximumCharacters = limit, .atSemicolons = random() % 2 == 0}))
            << script;
    }
}

TEST(SplitProperty, AnyCodePointsLoseNothing) {
    std::mt19937 random(4);
    for (int round = 0; round < 2000; ++round) {
        std::string script;
        for (std::size_t size = random() % 40; size > 0; --size) {
            const auto c = static_cast<char32_t>(1 + random() % (round % 2 == 0 ? 0x10FFFF : 0x3100));
            appendUtf8(script, c >= 0xD800 && c <= 0xDFFF ? U'。' : c);
        }
        ASSERT_NO_FATAL_FAILURE(expectNothingLost(script, {.maximumCharacters = 60})) << script;
    }
}

TEST(SplitProperty, LongRowsOfOnePieceLoseNothing) {
    for (const std::string& piece : pieces()) {
        ASSERT_NO_FATAL_FAILURE(expectNothingLost(repeated(piece, 6'000), {})) << piece;
        ASSERT_NO_FATAL_FAILURE(expectNothingLost("“" + repeated(piece, 3'000) + "”", {.atSemicolons = true})) << piece;
        ASSERT_NO_FATAL_FAILURE(expectNothingLost(repeated(piece + "。", 3'000), {.maximumCharacters = 40})) << piece;
    }
}

}  // namespace
}  // namespace timbre
