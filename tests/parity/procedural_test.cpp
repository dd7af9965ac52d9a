// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/procedural.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "core/base/files.h"
#include "parity/array.h"
#include "tests/support/test_support.h"

namespace timbre::parity {

namespace {

const char* kGoldens = "goldens/gpt-sovits";

}  // namespace

TEST(Procedural, starts_with_the_values_of_the_rule) {
    // From a transcription of the rule in Python's integers and floats.
    EXPECT_EQ(proceduralTensor("a.weight", 1001, 3, 0.5, 0.25),
              (std::vector<float>{-0.147841483F, 0.359394073F, 0.204507738F}));
}

TEST(Procedural, has_the_promised_mean_and_spread) {
    const auto values = proceduralTensor("x", 7, 200'000, 0.1, 1.1);
    double sum = 0.0;
    double squares = 0.0;
    for (const float value : values) {
        EXPECT_LE(std::abs(value - 1.1), 0.1 * std::numbers::sqrt3 + 1e-6);
        sum += value;
        squares += (value - 1.1) * (value - 1.1);
    }
    const auto count = static_cast<double>(values.size());
    EXPECT_NEAR(sum / count, 1.1, 0.001);  // Four standard errors.
    EXPECT_NEAR(std::sqrt(squares / count), 0.1, 0.001);
}

TEST(Procedural, differs_by_name_and_seed) {
    EXPECT_NE(proceduralTensor("a", 1, 4, 1.0, 0.0), proceduralTensor("b", 1, 4, 1.0, 0.0));
    EXPECT_NE(proceduralTensor("a", 1, 4, 1.0, 0.0), proceduralTensor("a", 2, 4, 1.0, 0.0));
}

TEST(Procedural, inputs_are_magnitudes_where_they_are_to_be) {
    for (const float value : proceduralInput(kSpectrogramInput, 5, 100)) {
        EXPECT_GE(value, 0.0F);
    }
    EXPECT_EQ(proceduralInput(kSslInput, 5, 9), proceduralTensor("input.ssl", 5, 9, 1.0, 0.0));
}

TEST(Procedural, inputs_are_those_of_the_goldens) {
    TIMBRE_REQUIRE_SHARED(shared);
    const auto file = nets::readCheckpoint(shared / kGoldens / "public/fullsize/inputs_check.safetensors");
    if (!file) {
        GTEST_SKIP() << file.error().message();
    }
    const std::map<std::string, ProceduralInput> inputs{
        {"spec", kSpectrogramInput}, {"sv", kSpeakerInput}, {"bert", kBertInput}};
    for (const auto& [tensor, input] : inputs) {
        const auto stored = toArray(file->tensors.at(tensor)).value();
        const auto& values = std::get<std::vector<float>>(stored.values);
        EXPECT_EQ(proceduralInput(input, 1001, values.size()), values) << tensor;
    }
}

TEST(WeightTable, reads_names_shapes_scales_and_offsets) {
    const test::TempDir folder;
    ASSERT_TRUE(writeFileAtomically(folder / "t.tsv", "a.w\t3,4\t0.5\t0.0\nb\t\t1e-2\t-1.1\n").has_value());
    const auto rows = readWeightTable(folder / "t.tsv").value();
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].name, "a.w");
    EXPECT_EQ(rows[0].shape, (std::vector<std::int64_t>{3, 4}));
    EXPECT_EQ(rows[0].count(), 12U);
    EXPECT_EQ(rows[1].count(), 1U);
    EXPECT_EQ(rows[1].scale, 1e-2);
    EXPECT_EQ(rows[1].offset, -1.1);
}

TEST(WeightTable, refuses_a_malformed_line_by_its_number) {
    const test::TempDir folder;
    for (const char* line : {"b", "b\t1\t1", "b\t1,x\t1\t0", "b\t0\t1\t0", "b\t-1\t1\t0", "\t1\t1\t0", "b\t1\t1\t0\t9",
                             "b\t1\tnan\t0", "b\t4611686018427387904,4\t1\t0", ""}) {
        const auto text = "a\t1\t1\t0\n" + std::string(line) + "\nc\t1\t1\t0\n";
        ASSERT_TRUE(writeFileAtomically(folder / "t.tsv", text).has_value());
        const auto rows = readWeightTable(folder / "t.tsv");
        ASSERT_FALSE(rows.has_value()) << line;
        EXPECT_NE(rows.error().detail.find("line 2"), std::string::npos) << rows.error().detail;
    }
}

TEST(WeightTable, reads_every_table_of_the_goldens) {
    TIMBRE_REQUIRE_SHARED(shared);
    const auto folder = shared / kGoldens / "fullsize_tables";
    if (!std::filesystem::is_directory(folder)) {
        GTEST_SKIP() << "needs " << folder;
    }
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const auto rows = readWeightTable(entry.path());
        ASSERT_TRUE(rows.has_value()) << rows.error().message();
        EXPECT_FALSE(rows->empty());
    }
}

}  // namespace timbre::parity
