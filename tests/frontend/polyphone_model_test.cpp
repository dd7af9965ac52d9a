// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/polyphone_model.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/test_support.h"

namespace timbre::frontend::zh {

namespace {

using State = PolyphoneModelStatus::State;
using Strings = std::vector<std::string>;

void put(const std::filesystem::path& file, const std::string& content = "x") {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << content;
}

void putModel(const std::filesystem::path& folder, const std::string& network) {
    for (const std::string& name :
         {network, std::string("POLYPHONIC_CHARS.txt"), std::string("MONOPHONIC_CHARS.txt"),
          std::string("bopomofo_to_pinyin_wo_tune_dict.json")})
        put(folder / name);
}

}  // namespace

TEST(PolyphoneModel, is_absent_where_nothing_of_it_lies) {
    const test::TempDir folder;
    put(folder / "GPT_SoVITS/text/cmudict.rep");
    for (const auto& place : {folder.path(), folder / "nowhere", folder / "GPT_SoVITS/text/cmudict.rep"}) {
        const auto status = findPolyphoneModel(place);
        EXPECT_EQ(status.state, State::Absent);
        EXPECT_TRUE(status.folder.empty());
        EXPECT_TRUE(status.sentence().starts_with("g2pW is not installed")) << status.sentence();
    }
}

TEST(PolyphoneModel, is_recognised_in_an_installation_and_alone) {
    for (const std::string network : {"g2pW.onnx", "g2pw.onnx"}) {
        const test::TempDir root;
        const auto folder = root / "GPT_SoVITS/text/G2PWModel";
        putModel(folder, network);
        for (const auto& imported : {root.path(), root / "GPT_SoVITS", root / "GPT_SoVITS/text", folder}) {
            const auto status = findPolyphoneModel(imported);
            EXPECT_EQ(status.state, State::NoRuntime) << imported;
            EXPECT_TRUE(std::filesystem::equivalent(status.folder, folder)) << imported;
            EXPECT_TRUE(status.missing.empty());
            EXPECT_NE(status.sentence().find("this build has no ONNX runtime"), std::string::npos);
            EXPECT_NE(status.sentence().find("our own contexts"), std::string::npos);
        }
    }
}

TEST(PolyphoneModel, names_the_files_that_are_missing_or_empty) {
    const test::TempDir folder;
    putModel(folder.path(), "g2pW.onnx");
    std::filesystem::remove(folder / "MONOPHONIC_CHARS.txt");
    put(folder / "g2pW.onnx", "");
    const auto status = findPolyphoneModel(folder.path());
    EXPECT_EQ(status.state, State::Incomplete);
    EXPECT_EQ(status.missing, (Strings{"g2pW.onnx", "MONOPHONIC_CHARS.txt"}));
    EXPECT_NE(status.sentence().find("lacks g2pW.onnx, MONOPHONIC_CHARS.txt"), std::string::npos) << status.sentence();
}

TEST(PolyphoneModel, tables_without_the_network_are_incomplete) {
    const test::TempDir folder;
    putModel(folder.path(), "g2pW.onnx");
    std::filesystem::remove(folder / "g2pW.onnx");
    EXPECT_EQ(findPolyphoneModel(folder.path()).missing, Strings{"g2pW.onnx"});
}

}  // namespace timbre::frontend::zh
