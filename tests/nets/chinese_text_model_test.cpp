// SPDX-License-Identifier: GPL-3.0-or-later
// The Chinese text model through its door, on a small one in the official format. Its numbers are held by timbre-parity.
#include "core/nets/chinese_text_model.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/small_models.h"
#include "tests/support/test_support.h"

namespace timbre::nets {
namespace {

namespace fs = std::filesystem;

class ChineseText : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        folder_ = new test::TempDir;
        test::writeSmallTextModel(folder_->path() / "bert", 3);
    }
    static void TearDownTestSuite() { delete folder_; }

    static Result<std::shared_ptr<const ChineseTextModel>> open(const fs::path& folder) {
        return ChineseTextModel::open(folder, Place::Cpu, 1);
    }
    static std::shared_ptr<const ChineseTextModel> model() { return open(folder_->path() / "bert").value(); }
    /// Of a copy of the folder that this changes.
    static Error errorOf(const std::string& name, const std::string& replacement) {
        const test::TempDir copy;
        fs::copy(folder_->path() / "bert", copy / "bert");
        fs::remove(copy / ("bert/" + name));
        if (!replacement.empty())
            std::ofstream(copy / ("bert/" + name)) << replacement;
        const auto opened = open(copy / "bert");
        EXPECT_FALSE(opened);
        return opened ? Error{} : opened.error();
    }
    static std::vector<float> row(const std::vector<float>& rows, std::size_t index) {
        const auto begin = rows.begin() + static_cast<std::ptrdiff_t>(index * kTextFeatures);
        return {begin, begin + kTextFeatures};
    }

    static test::TempDir* folder_;
};
test::TempDir* ChineseText::folder_ = nullptr;

TEST_F(ChineseText, gives_a_row_for_each_character) {
    const auto rows = model()->features("你好,我是人.", {});
    ASSERT_TRUE(rows) << rows.error().message();
    EXPECT_EQ(rows->size(), 7 * kTextFeatures);
    EXPECT_NE(row(*rows, 0), row(*rows, 1));
    EXPECT_TRUE(model()->features("", {}).value().empty());
}

TEST_F(ChineseText, looks_at_what_stands_around) {
    const auto morning = model()->features("重新说", {}).value();
    const auto heavy = model()->features("重大话", {}).value();
    EXPECT_NE(row(morning, 0), row(heavy, 0));
    EXPECT_EQ(model()->features("重新说", {}).value(), morning);
}

TEST_F(ChineseText, reads_what_is_too_long_in_pieces) {
    std::string text;  // 130 characters; the model reads 64 at once
    for (int i = 0; i < 65; ++i)
        text += "你好";
    const auto rows = model()->features(text, {});
    ASSERT_TRUE(rows) << rows.error().message();
    EXPECT_EQ(rows->size(), 130 * kTextFeatures);
    const auto first = model()->features(text.substr(0, 43 * 3), {}).value();
    EXPECT_EQ(row(*rows, 0), row(first, 0));
    EXPECT_EQ(row(*rows, 42), row(first, 42));
}

TEST_F(ChineseText, can_be_stopped_and_refuses_other_bytes) {
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(model()->features("你好", stop.get_token()).error().code, ErrorCode::Cancelled);
    EXPECT_EQ(model()->features("\xff", {}).error().code, ErrorCode::InvalidInput);
}

TEST_F(ChineseText, says_what_its_folder_lacks) {
    EXPECT_EQ(open("/nowhere").error().code, ErrorCode::ModelMissing);
    for (const char* const name : {"pytorch_model.bin", "config.json", "vocab.txt"}) {
        const Error error = errorOf(name, "");
        EXPECT_EQ(error.code, ErrorCode::ModelMissing) << name;
        EXPECT_FALSE(error.advice.empty());
    }
    EXPECT_EQ(errorOf("pytorch_model.bin", "PK no model").code, ErrorCode::Corrupt);
}

TEST_F(ChineseText, tells_what_it_will_hold) {
    const fs::path folder = folder_->path() / "bert";
    const auto need = ChineseTextModel::memoryNeed(folder);
    ASSERT_TRUE(need) << need.error().message();
    const auto file = fs::file_size(ChineseTextModel::weights(folder));
    EXPECT_NEAR(static_cast<double>(need->held), 2.0 * static_cast<double>(file), 0.02 * static_cast<double>(file));
    EXPECT_EQ(need->atMost, need->held + file);
    EXPECT_EQ(ChineseTextModel::memoryNeed("/nowhere").error().code, ErrorCode::ModelMissing);
}

}  // namespace
}  // namespace timbre::nets
