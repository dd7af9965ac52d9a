// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "tests/support/cli.h"
#include "tests/support/documents.h"

namespace timbre {
namespace {

using test::documentOf;
using test::timbreCommand;

class ImportCommandTest : public testing::Test {
  protected:
    std::string file(const std::string& name, const std::string& bytes) const {
        std::ofstream(folder_ / name, std::ios::binary) << bytes;
        return (folder_ / name).string();
    }
    const test::TempDir folder_;
};

TEST_F(ImportCommandTest, ShowsSentencesCastAndWhatIsLeftOut) {
    const auto result = timbreCommand({"import", file("play.md", "# Act\n\nAnna: Hello. You?\n\nBob: Hi.\n\nAnna: Bye.\n\n![p](p.png)\n")});
    EXPECT_EQ(result.exitCode, 0) << result.errors;
    for (const char* const line : {"Act (md): sentences 5", "2  Anna: Hello.", "4  Bob: Hi.", "Anna (2), Bob (1)", "Left out: pictures (1)"}) {
        EXPECT_NE(result.output.find(line), std::string::npos) << line << "\n" << result.output;
    }
}

TEST_F(ImportCommandTest, AnswersInOneDocument) {
    const std::string name = file("a.docx", test::docx({.body = test::wordParagraph("你好。再见。"), .title = "书"}));
    const auto result = timbreCommand({"import", name, "--json", "--lang", "zh"});
    EXPECT_EQ(result.exitCode, 0) << result.errors;
    const auto document = documentOf(result);
    EXPECT_EQ(document["kind"], "docx");
    EXPECT_EQ(document["title"], "书");
    EXPECT_EQ(document["file"], name);
    ASSERT_EQ(document["sentences"].size(), 2U);
    EXPECT_EQ(document["sentences"][1]["text"], "再见。");
}

TEST_F(ImportCommandTest, CastIsLeftInTheTextsOnRequest) {
    const auto document = documentOf(timbreCommand({"--json", "import", "--no-cast", file("a.txt", "Anna: Hi.\nAnna: Ho.\n")}));
    EXPECT_TRUE(document["cast"].empty());
    EXPECT_EQ(document["sentences"][0]["text"], "Anna: Hi.");
}

TEST_F(ImportCommandTest, RefusesInPlainWords) {
    const auto missing = timbreCommand({"import", (folder_ / "none.txt").string()});
    EXPECT_EQ(missing.exitCode, 4) << missing.errors;
    const auto pdf = timbreCommand({"import", file("a.pdf", "%PDF-1.7")});
    EXPECT_EQ(pdf.exitCode, 5);
    EXPECT_NE(pdf.errors.find("DOCX"), std::string::npos) << pdf.errors;
    EXPECT_EQ(timbreCommand({"import", file("a.txt", "")}).exitCode, 3);
    EXPECT_EQ(timbreCommand({"import", file("b.txt", "Hello."), "--lang", "xx"}).exitCode, 5);
    EXPECT_EQ(timbreCommand({"import"}).exitCode, 2);
}

}  // namespace
}  // namespace timbre
