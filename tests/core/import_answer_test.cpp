// SPDX-License-Identifier: GPL-3.0-or-later
// What `timbre import` answers.
#include "app/commands/import_answer.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/documents.h"

namespace timbre::app {
namespace {

ImportAnswer answer(const std::string& markdown, bool roles = true) {
    auto script = readDocumentBytes(markdown, "play.md");
    EXPECT_TRUE(script);
    auto answer = answerImport(std::move(*script), "en", roles, {});
    EXPECT_TRUE(answer);
    return std::move(*answer);
}

const std::string kPlay =
    "# The play\n\n## One\n\nAnna: Hello. Anybody?\nBob: Me. <!-- tired -->\n\n<break time=\"1s\"/>\n\n![p](p.png)\n\n## Two\n\nAnna: Bye.\n";

TEST(ImportAnswer, JsonHasAllOfIt) {
    EXPECT_EQ(importJson(answer(kPlay)), nlohmann::json::parse(R"({
        "kind": "md", "title": "The play",
        "chapters": [{"title": "One", "sentence": 1}, {"title": "Two", "sentence": 5}],
        "cast": [{"name": "Anna", "lines": 2}, {"name": "Bob", "lines": 1}],
        "sentences": [
            {"text": "The play", "block": "heading", "heading": 1, "break": "paragraph"},
            {"text": "One", "block": "heading", "heading": 2, "break": "paragraph"},
            {"text": "Hello.", "block": "paragraph", "break": "sentence", "role": "Anna", "notes": "tired"},
            {"text": "Anybody?", "block": "paragraph", "break": "paragraph", "role": "Anna"},
            {"text": "Me.", "block": "paragraph", "break": "paragraph", "role": "Bob", "pause_ms": 1000},
            {"text": "Two", "block": "heading", "heading": 2, "break": "paragraph"},
            {"text": "Bye.", "block": "paragraph", "break": "paragraph", "role": "Anna"}],
        "skipped": [{"what": "pictures", "count": 1}]})"));
}

TEST(ImportAnswer, LinesSayTheSame) {
    EXPECT_EQ(importLines(answer(kPlay)), (std::vector<std::string>{"The play (md): sentences 7, chapters 2",
                                                                    "    1  # The play",
                                                                    "    2  ## One",
                                                                    "    3  Anna: Hello.  [[tired]]",
                                                                    "    4  Anna: Anybody?",
                                                                    "    5  Bob: Me.  [pause 1s]",
                                                                    "    6  ## Two",
                                                                    "    7  Anna: Bye.",
                                                                    "Cast, with how often each speaks: Anna (2), Bob (1)",
                                                                    "Left out: pictures (1)"}));
}

TEST(ImportAnswer, NamesStayWhereNoCastIsWanted) {
    const auto plain = answer("Anna: Hello.\n\nAnna: Bye.\n", false);
    EXPECT_TRUE(plain.cast.members.empty());
    ASSERT_EQ(plain.sentences.size(), 2U);
    EXPECT_EQ(plain.sentences[0].text, "Anna: Hello.");
}

TEST(ImportAnswer, ADocumentWithoutHeadingsHasNoChapters) {
    const auto document = importJson(answer("Hello.\n"));
    EXPECT_TRUE(document["chapters"].empty());
    EXPECT_TRUE(document["cast"].empty());
    EXPECT_TRUE(document["skipped"].empty());
}

}  // namespace
}  // namespace timbre::app
