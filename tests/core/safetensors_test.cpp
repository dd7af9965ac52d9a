// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/safetensors.h"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>
#include <string>

#include "core/base/files.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

using test::TempDir;

void write(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

std::string withHeader(const std::string& header, const std::string& data) {
    std::uint64_t size = header.size();
    std::string bytes(8, '\0');
    std::memcpy(bytes.data(), &size, 8);
    return bytes + header + data;
}

template <typename T, std::size_t N>
std::string raw(const std::array<T, N>& values) {
    std::string bytes(N * sizeof(T), '\0');
    std::memcpy(bytes.data(), values.data(), bytes.size());
    return bytes;
}

TEST(Safetensors, gives_back_what_was_written) {
    const TempDir dir;
    TensorFile file;
    file.tensors["weight"] = {.shape = {2, 3}, .values = {1, 2, 3, 4, 5, -6.5F}};
    file.tensors["bias \"\\\n\u00e9"] = {.shape = {1}, .values = {0.25F}};
    file.tensors["scalar"] = {.shape = {}, .values = {7}};
    file.tensors["none"] = {.shape = {0, 4}, .values = {}};
    file.metadata["note"] = "tab\there, \u4e2d\u6587";
    file.metadata["zweite"] = "";
    ASSERT_TRUE(writeSafetensors(dir / "a.safetensors", file));
    const auto back = readSafetensors(dir / "a.safetensors");
    ASSERT_TRUE(back) << back.error().message();
    EXPECT_EQ(back->tensors, file.tensors);
    EXPECT_EQ(back->metadata, file.metadata);
}

TEST(Safetensors, converts_half_bfloat_and_double) {
    const TempDir dir;
    const std::string header = R"({"h":{"dtype":"F16","shape":[6],"data_offsets":[0,12]},)"
                               R"("b":{"dtype":"BF16","shape":[2],"data_offsets":[12,16]},)"
                               R"("d":{"dtype":"F64","shape":[2],"data_offsets":[16,32]}})";
    const std::array<std::uint16_t, 6> half{0x3C00, 0xC000, 0x0001, 0x8000, 0x7C00, 0x7E00};
    const std::array<std::uint16_t, 2> bfloat{0x3F80, 0xC2F7};
    const std::array<double, 2> wide{0.1, -1e300};
    write(dir / "t", withHeader(header, raw(half) + raw(bfloat) + raw(wide)));
    const auto file = readSafetensors(dir / "t");
    ASSERT_TRUE(file) << file.error().message();
    const auto& h = file->tensors.at("h").values;
    EXPECT_EQ(h[0], 1.0F);
    EXPECT_EQ(h[1], -2.0F);
    EXPECT_EQ(h[2], 0x1.0p-24F);
    EXPECT_TRUE(h[3] == 0.0F && std::signbit(h[3]));
    EXPECT_TRUE(std::isinf(h[4]));
    EXPECT_TRUE(std::isnan(h[5]));
    EXPECT_EQ(file->tensors.at("b").values, (std::vector<float>{1.0F, -123.5F}));
    EXPECT_EQ(file->tensors.at("d").values[0], 0.1F);
}

TEST(Safetensors, find_names_what_is_missing_or_misshapen) {
    TensorFile file;
    file.tensors["w"] = {.shape = {2, 3}, .values = std::vector<float>(6)};
    const auto good = file.find("w", std::array<std::int64_t, 2>{-1, 3});
    ASSERT_TRUE(good);
    EXPECT_EQ((*good)->values.size(), 6U);
    const auto missing = file.find("v", {});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::ModelMissing);
    EXPECT_NE(missing.error().detail.find("\"v\""), std::string::npos);
    const auto misshapen = file.find("w", std::array<std::int64_t, 2>{3, 2});
    ASSERT_FALSE(misshapen);
    EXPECT_EQ(misshapen.error().code, ErrorCode::Corrupt);
    EXPECT_NE(misshapen.error().detail.find("[2, 3], not [3, 2]"), std::string::npos);
}

TEST(Safetensors, refuses_a_missing_file_and_a_folder_by_name) {
    const TempDir dir;
    const auto missing = readSafetensors(dir / "nowhere.safetensors");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
    EXPECT_NE(missing.error().detail.find("nowhere.safetensors"), std::string::npos);
    const auto folder = readSafetensors(dir.path());
    ASSERT_FALSE(folder);
    EXPECT_EQ(folder.error().code, ErrorCode::InvalidInput);
}

TEST(Safetensors, refuses_to_write_a_tensor_whose_shape_lies) {
    const TempDir dir;
    TensorFile file;
    file.tensors["w"] = {.shape = {2, 3}, .values = {1}};
    const auto result = writeSafetensors(dir / "a", file);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(result.error().detail.find("\"w\""), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(dir / "a"));
}

struct Hostile {
    const char* name;
    std::string header;
    std::size_t dataBytes;
    const char* says;
    ErrorCode code = ErrorCode::Corrupt;
};

class HostileHeader : public ::testing::TestWithParam<Hostile> {};

TEST_P(HostileHeader, is_refused_and_named) {
    const TempDir dir;
    write(dir / "bad.safetensors", withHeader(GetParam().header, std::string(GetParam().dataBytes, 'x')));
    const auto file = readSafetensors(dir / "bad.safetensors");
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().code, GetParam().code);
    EXPECT_NE(file.error().detail.find(GetParam().says), std::string::npos) << file.error().detail;
    EXPECT_NE(file.error().detail.find("bad.safetensors"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    Safetensors, HostileHeader,
    ::testing::Values(
        Hostile{"empty", "", 0, "not valid JSON"}, Hostile{"no_object", "[1]", 0, "not valid JSON"},
        Hostile{"open_object", R"({"a":{"dtype":"F32")", 0, "not valid JSON"},
        Hostile{"open_string", R"({"a)", 0, "without an end"}, Hostile{"trailing_text", "{} x", 0, "after its end"},
        Hostile{"trailing_comma", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},})", 4, "not valid JSON"},
        Hostile{"bad_escape", R"({"\q":1})", 0, "escape"},
        Hostile{"half_surrogate", R"({"\ud800x":1})", 0, "half a character"},
        Hostile{"no_shape", R"({"a":{"dtype":"F32","data_offsets":[0,4]}})", 4, "\"a\""},
        Hostile{"no_offsets", R"({"a":{"dtype":"F32","shape":[1]}})", 4, "\"a\""},
        Hostile{"one_offset", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}})", 4, "\"a\""},
        Hostile{"unknown_key", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}})", 4, "\"x\""},
        Hostile{
            "twice",
            R"({"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[],"data_offsets":[4,8]}})",
            8, "twice"},
        Hostile{"negative", R"({"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})", 4, "number"},
        Hostile{"fraction", R"({"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}})", 4, "fraction"},
        Hostile{"leading_zero", R"({"a":{"dtype":"F32","shape":[01],"data_offsets":[0,4]}})", 4, "not valid JSON"},
        Hostile{"giant_number", R"({"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}})", 4,
                "too large"},
        Hostile{"overflowing_shape", R"({"a":{"dtype":"F32","shape":[4294967296,4294967296,4],"data_offsets":[0,4]}})",
                4, "impossible shape"},
        Hostile{"overflowing_bytes", R"({"a":{"dtype":"F64","shape":[4611686018427387904],"data_offsets":[0,0]}})", 0,
                "impossible shape"},
        Hostile{"long_shape",
                R"({"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}})", 4,
                "too long"},
        Hostile{"size_mismatch", R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}})", 4, "does not fit"},
        Hostile{"reversed", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}})", 4, "does not fit"},
        Hostile{"beyond_end", R"({"a":{"dtype":"F32","shape":[100],"data_offsets":[0,400]}})", 8, "beyond the end"},
        Hostile{
            "overlap",
            R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}})",
            12, "overlaps"},
        Hostile{
            "same_place",
            R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})",
            4, "overlaps"},
        Hostile{"gap", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})", 8, "unused bytes before"},
        Hostile{"tail", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", 8, "unused bytes after"},
        Hostile{"metadata_number", R"({"__metadata__":{"a":1}})", 0, "not valid JSON"},
        Hostile{"integers", R"({"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}})", 8, "I64",
                ErrorCode::Unsupported}),
    [](const auto& instance) { return instance.param.name; });

TEST(Safetensors, refuses_a_header_length_beyond_the_file) {
    const TempDir dir;
    for (const std::uint64_t length :
         {std::uint64_t{9}, std::uint64_t{1} << 40U, std::numeric_limits<std::uint64_t>::max()}) {
        std::string bytes(8, '\0');
        std::memcpy(bytes.data(), &length, 8);
        write(dir / "lie", bytes + "{}");
        const auto file = readSafetensors(dir / "lie");
        ASSERT_FALSE(file) << length;
        EXPECT_EQ(file.error().code, ErrorCode::Corrupt);
        EXPECT_NE(file.error().detail.find("header claims"), std::string::npos);
    }
}

TEST(Safetensors, refuses_every_truncation_of_a_good_file) {
    const TempDir dir;
    TensorFile file;
    file.tensors["a"] = {.shape = {3}, .values = {1, 2, 3}};
    file.metadata["k"] = "v";
    ASSERT_TRUE(writeSafetensors(dir / "good", file));
    const std::string bytes = readFile(dir / "good").value_or(std::string());
    ASSERT_FALSE(bytes.empty());
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        write(dir / "cut", bytes.substr(0, length));
        EXPECT_FALSE(readSafetensors(dir / "cut")) << length;
    }
}

}  // namespace
}  // namespace timbre
