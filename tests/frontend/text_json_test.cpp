// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/text_json.h"

#include <gtest/gtest.h>

#include "core/frontend/installed_languages.h"
#include "tests/frontend/golden_rows.h"

namespace timbre::app {

namespace {

using nlohmann::json;

json phonemized(const std::string& line) {
    static const auto reader = frontend::openInstalledLanguages(frontend::test::dataFile("zh").parent_path());
    return json::parse(phonemizeLine({.text = reader}, line, frontend::Reading::Compatible));
}

}  // namespace

TEST(PhonemizeLine, answers_with_the_same_id) {
    TIMBRE_REQUIRE_LANGUAGE_DATA("zh");
    const json answer = phonemized(R"({"id":7,"lang":"zh","version":"v1","text":"好。"})");
    EXPECT_EQ(answer,
              json::parse(R"({"id":7,"norm_text":"好.","phones":["h","ao3","."],"word2ph":[2,1],"ids":[158,119,3]})"));
}

TEST(PhonemizeLine, says_what_is_wrong_with_a_line) {
    EXPECT_TRUE(phonemized("{").at("id").is_null());
    EXPECT_TRUE(phonemized("[1]").contains("error"));
    EXPECT_TRUE(phonemized("{\"id\":1,\"text\":\"\xFF\"}").contains("error"));
    EXPECT_EQ(phonemized(R"({"id":"a","lang":"zh"})").at("id"), "a");
    EXPECT_TRUE(phonemized(R"({"id":"a","lang":"zh","text":5})").contains("error"));
    EXPECT_TRUE(phonemized(R"({"id":"a","lang":"xx","text":"a"})").contains("error"));
}

TEST(SplitLine, answers_with_pieces_or_the_reason) {
    const json pieces = json::parse(splitLine(R"({"id":1,"text":"你好。你好吗？","lang":"zh","method":"cut3"})"));
    EXPECT_TRUE(pieces.at("out").is_array());
    const json refused = json::parse(splitLine(R"({"id":2,"text":"-","lang":"en","method":"cut0"})"));
    EXPECT_TRUE(refused.at("out").get<std::string>().starts_with("error"));
    EXPECT_TRUE(json::parse(splitLine(R"({"id":3,"text":"a","lang":"en","method":"cut9"})")).contains("error"));
}

TEST(SplitLine, cuts_as_the_reference_cuts) {
    TIMBRE_REQUIRE_SHARED(shared);
    frontend::test::Share share("split");
    for (const json& row : frontend::test::goldenRows(shared, "split")) {
        const json answer = json::parse(splitLine(row.dump()));
        const json& expected = row.at("out");
        const bool raised = expected.is_string() && expected.get<std::string>().starts_with("error");
        share.add(raised ? answer.at("out").is_string() : answer.at("out") == expected,
                  row.dump() + "\n    " + answer.dump());
    }
    EXPECT_GE(share.value(), 0.99);
}

/// Every golden file through the command's own lines, as acceptance reads them.
TEST(PhonemizeLine, reads_as_the_reference_reads) {
    TIMBRE_REQUIRE_SHARED(shared);
    TIMBRE_REQUIRE_LANGUAGE_DATA("zh");
    TIMBRE_REQUIRE_LANGUAGE_DATA("yue");
    for (const auto& [name, least] : std::vector<std::pair<std::string, double>>{
             {"zh_v1", 0.98}, {"zh_v2_pypinyin", 0.98}, {"zh_v2_dict", 0.97}, {"yue", 0.95}}) {
        frontend::test::Share share(name + " by lines");
        for (const json& row : frontend::test::goldenRows(shared, name)) {
            json request;
            for (const char* member : {"id", "lang", "version", "variant", "text"})
                if (row.contains(member))
                    request[member] = row.at(member);
            const json answer = phonemized(request.dump());
            bool same = answer.contains("error") == row.contains("error");
            for (const char* member : {"norm_text", "phones", "word2ph", "ids"})
                same = same && answer.value(member, json()) == row.value(member, json());
            share.add(same, row.at("id").get<std::string>());
        }
        EXPECT_GE(share.value(), least) << name;
    }
}

}  // namespace timbre::app
