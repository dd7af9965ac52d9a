// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are a text: phones or a clear error, in bounded time.
#include <gtest/gtest.h>

#include <ctime>
#include <functional>
#include <memory>
#include <random>

#include "core/base/utf8.h"
#include "core/frontend/english/english_front_end.h"
#include "core/frontend/installed_languages.h"
#include "core/frontend/ja/japanese_front_end.h"
#include "core/frontend/korean/korean_front_end.h"
#include "core/frontend/language_segments.h"
#include "tests/frontend/golden_rows.h"

namespace timbre::frontend {

namespace {

constexpr std::size_t kLong = 1U << 17U;
constexpr std::size_t kMegabyte = 1U << 20U;
// Processor seconds: far above what linear work takes under the sanitizers, far below quadratic work.
constexpr double kMostSeconds = 20.0;
constexpr double kMostSecondsForAMegabyte = 120.0;
constexpr int kRandomTexts = 5000;

std::string repeated(std::string_view piece, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes)
        text += piece;
    return text;
}

/// Pieces that rules look at, so that long rows of them would show quadratic work.
const std::vector<std::string>& pieces() {
    static const std::vector<std::string> all{
        "1",  "1,",  "1.",    "1. ",  ". ",  "1/",   "1:",  "12:30 ", "$1", "$",    "(1", "\u00A31,", "1st",  "+ ",     "1 + ",
        "-1", " -1", "\t",    " ",    "\n",  "'",    "-'",  "a-",     "a.", "ab.c", "A",  "e.g.",     "%",    "\u00E9", "e\u0301",
        "。", "！",  "\u00B2", "\u0660", "중", "1개", "1가", "각아",   "밟", "ㅋ",   "을 ㄹ", "앉고 ",  "할 것 ", "中",    "の",
        "ー", "々", "ァ", "ｶ", "ｶﾞ", "１", "〇", "・", "一", "一人", "2日", "千", "東京", "です？", "ら", "％", "か\u3099",
        "😀", "\u202E", "\u200B", std::string(1, '\0'), "\xFF", "\xC3", "\xED\xA0\x80", "\xF4\x90\x80\x80"};
    return all;
}

std::string randomText(std::mt19937& random) {
    std::string text;
    const std::size_t length = random() % 40;
    for (std::size_t i = 0; i < length; ++i) {
        switch (random() % 4) {
            case 0: text += static_cast<char>(random()); break;
            case 1: appendUtf8(text, static_cast<char32_t>(random() % 0x110000)); break;
            default: text += pieces()[random() % pieces().size()];
        }
    }
    return text;
}

/// One language or the segmenter, as a function of a text.
struct Reader {
    std::string name;
    std::function<void(std::string_view)> read;
};

void expectSound(const Result<PhoneText>& spoken) {
    if (!spoken) {
        EXPECT_EQ(spoken.error().code, ErrorCode::InvalidInput) << spoken.error().message();
        return;
    }
    for (const auto& phone : spoken->phones)
        ASSERT_TRUE(symbolId(PhoneSet::V2, phone).has_value()) << phone;
}

std::vector<Reader> readers() {
    std::vector<Reader> all{{"segments", [](std::string_view text) {
                                 for (const auto& [mode, name] : kLanguageModeNames)
                                     static_cast<void>(languageSegments(text, mode));
                             }}};
    const auto add = [&](const std::string& name, std::shared_ptr<const LanguageFrontEnd> language) {
        all.push_back({name, [language = std::move(language)](std::string_view text) {
                           expectSound(language->phones(text, {.reading = Reading::Compatible}));
                           expectSound(language->phones(text, {.reading = Reading::Corrected}));
                       }});
    };
    if (auto english = EnglishFrontEnd::open(test::dataFile("en")))
        add("en", *english);
    if (auto korean = KoreanFrontEnd::open(test::dataFile("ko")))
        add("ko", *korean);
    if (auto japanese = JapaneseFrontEnd::open(japaneseDictionaryFolder()))
        add("ja", *japanese);
    return all;
}

double processorSeconds(const std::function<void()>& work) {
    const std::clock_t start = std::clock();
    work();
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

}  // namespace

TEST(HostileText, short_ones_are_read_or_refused) {
    for (const Reader& reader : readers()) {
        SCOPED_TRACE(reader.name);
        reader.read("");
        for (const auto& piece : pieces()) {
            reader.read(piece);
            reader.read(repeated(piece, 300));
        }
    }
}

TEST(HostileText, random_ones_are_read_or_refused) {
    std::mt19937 random(20);
    const auto all = readers();
    for (int round = 0; round < kRandomTexts; ++round) {
        const std::string text = randomText(random);
        for (const Reader& reader : all)
            reader.read(text);
    }
}

TEST(HostileText, long_ones_take_bounded_time) {
    for (const Reader& reader : readers())
        for (const auto& piece : pieces()) {
            const std::string text = repeated(piece, kLong);
            const double seconds = processorSeconds([&] { reader.read(text); });
            EXPECT_LT(seconds, kMostSeconds) << reader.name << ": " << piece;
        }
}

TEST(HostileText, a_megabyte_on_one_line_takes_bounded_time) {
    const std::string text = repeated("In 1984 they sold 12,500 machines. 오늘은 3시에 만날 거예요. 今天天气很好。明日は雨が降るでしょう。", kMegabyte);
    for (const Reader& reader : readers())
        EXPECT_LT(processorSeconds([&] { reader.read(text); }), kMostSecondsForAMegabyte) << reader.name;
}

TEST(HostileText, one_word_of_twenty_thousand_letters_takes_bounded_time) {
    std::mt19937 random(7);
    std::string word;
    for (int i = 0; i < 20'000; ++i)
        word += static_cast<char>('a' + random() % 26);
    for (const Reader& reader : readers())
        EXPECT_LT(processorSeconds([&] { reader.read(word); }), kMostSeconds) << reader.name;
}

}  // namespace timbre::frontend
