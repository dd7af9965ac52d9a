// SPDX-License-Identifier: GPL-3.0-or-later
// Japanese sentences against the readings that a native speaker would give: tests/data/frontend/README.md.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "core/base/utf8.h"
#include "core/frontend/ja/japanese_front_end.h"
#include "tests/frontend/golden_rows.h"
#include "tests/frontend/japanese_dictionary.h"

namespace timbre::frontend {

namespace {

bool isLatin(char32_t c) { return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'); }

bool isKatakana(char32_t c) { return (c >= U'ァ' && c <= U'ヴ') || c == U'ー'; }

/// The vowel that a kana ends in: one of アイウエオ, or 0.
char32_t vowelOf(char32_t kana) {
    constexpr std::array<std::u32string_view, 5> kRows{U"アァカガサザタダナハバパマヤャラワヮ", U"イィキギシジチヂニヒビピミリ",
                                                       U"ウゥクグスズツヅヌフブプムユュルヴ", U"エェケゲセゼテデネヘベペメレ",
                                                       U"オォコゴソゾトドノホボポモヨョロヲ"};
    for (const auto row : kRows)
        if (row.find(kana) != std::u32string_view::npos)
            return row.front();
    return 0;
}

/// The form in which readings are compared.
std::u32string plain(std::u32string_view reading) {
    std::u32string out;
    char32_t vowel = 0;
    for (char32_t c : reading) {
        if (isLatin(c)) {
            out += lowerCase(c);
            vowel = 0;
            continue;
        }
        if (!isKatakana(c))
            continue;
        c = c == U'ヲ' ? U'オ' : c == U'ヂ' ? U'ジ' : c == U'ヅ' ? U'ズ' : c;
        const bool lengthens = vowel != 0 && (c == vowel || (c == U'ウ' && vowel == U'オ') || (c == U'イ' && vowel == U'エ'));
        if (lengthens) {
            out += U'ー';
            continue;
        }
        out += c;
        if (c != U'ー')
            vowel = vowelOf(c);
    }
    return out;
}

/// A text with its rewrites in it.
std::u32string rewritten(const JapaneseFrontEnd& japanese, std::u32string_view text) {
    std::u32string out;
    std::size_t done = 0;
    for (const Rewrite& rewrite : japanese.rewrites(text)) {
        out.append(text.substr(done, rewrite.begin - done)).append(rewrite.spoken);
        done = rewrite.end;
    }
    return out.append(text.substr(done));
}

/// Katakana of a rewritten text; Latin letters stay, as the English side reads them.
std::u32string readingOf(const JapaneseFrontEnd& japanese, std::u32string_view text) {
    std::u32string out;
    while (!text.empty()) {
        const bool latin = isLatin(text.front());
        const auto end = std::ranges::find_if(text, [&](char32_t c) { return isLatin(c) != latin; });
        const auto part = text.substr(0, static_cast<std::size_t>(end - text.begin()));
        text.remove_prefix(part.size());
        if (latin) {
            out += part;
            continue;
        }
        const PhoneText spoken = japanese.speak(part, {}, {}).value();
        for (const SpokenWord& word : spoken.words)
            out += toUtf32(word.reading.substr(0, word.reading.find(' ')));
    }
    return out;
}

struct Row {
    std::string id, kind, text, expected, alternatives;
};

std::vector<Row> rows() {
    std::ifstream file(TIMBRE_SOURCE_DIR "/tests/data/frontend/corrected_ja.tsv");
    std::vector<Row> all;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.front() == '#')
            continue;
        std::array<std::string, 5> fields;
        std::size_t at = 0;
        for (std::string& field : fields) {
            const std::size_t tab = std::min(line.find('\t', at), line.size());
            field = line.substr(at, tab - at);
            at = std::min(tab + 1, line.size());
        }
        all.push_back({fields[0], fields[1], fields[2], fields[3], fields[4]});
    }
    return all;
}

}  // namespace

TEST(CorrectedJapanese, sentences_are_read_as_a_speaker_reads_them) {
    TIMBRE_REQUIRE_JAPANESE_DICTIONARY();
    const auto japanese = JapaneseFrontEnd::open(test::japaneseDictionary()).value();
    test::Share share("corrected_ja");
    std::map<std::string, int> wrong;
    for (const Row& row : rows()) {
        const std::u32string text = rewritten(*japanese, toUtf32(row.text));
        const std::u32string got = plain(readingOf(*japanese, text));
        const std::u32string expected = plain(toUtf32(row.expected));
        wrong[row.kind] += got == expected ? 0 : 1;
        share.add(got == expected, row.id + " " + row.text + " -> " + toUtf8(text) + "\n    got      " + toUtf8(got) +
                                       "\n    expected " + toUtf8(expected));
    }
    for (const auto& [kind, count] : wrong)
        if (count > 0)
            std::cout << "  " << kind << ": " << count << " wrong\n";
    EXPECT_GE(share.value(), 0.98);
}

TEST(CorrectedJapanese, words_around_decide_what_a_homograph_means) {
    TIMBRE_REQUIRE_JAPANESE_DICTIONARY();
    const auto japanese = JapaneseFrontEnd::open(test::japaneseDictionary()).value();
    struct Case {
        const char* text;
        const char* reading;
    };
    for (const auto& [text, reading] : {Case{"雨が降ります", "アメガフリマス"},
                                        {"駅で降ります", "エキデオリマス"},
                                        {"雨の中、電車を降りました", "アメノナカデンシャヲオリマシタ"},
                                        {"雪が降り積もる", "ユキガフリツモル"},
                                        {"人気のない道", "ヒトケノナイミチ"},
                                        {"人気の店", "ニンキノミセ"},
                                        {"辛い料理", "カライリョーリ"},
                                        {"辛い仕事", "ツライシゴト"},
                                        {"髙橋と濵田と𠮷野家", "タカハシトハマダトヨシノヤ"}})
        EXPECT_EQ(toUtf8(plain(readingOf(*japanese, rewritten(*japanese, toUtf32(text))))), toUtf8(plain(toUtf32(reading)))) << text;
}

}  // namespace timbre::frontend
