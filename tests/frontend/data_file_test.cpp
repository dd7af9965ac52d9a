// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/data_file.h"

#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <random>

#include "tests/support/test_support.h"

namespace timbre::frontend {

namespace {

constexpr const char* kPython = "/usr/bin/python3";

/// A small file by the project's own writer: two numbers, and a table of three strings.
class DataFileTest : public testing::Test {
  protected:
    void SetUp() override {
        if (!std::filesystem::exists(kPython))
            GTEST_SKIP() << "needs " << kPython;
        const std::string program =
            "import sys, pathlib; sys.path.insert(0, sys.argv[1]); import container\n"
            "container.write(pathlib.Path(sys.argv[2]), {'numbers': container.pack('I', [7, 70000]), 'odd': b'abc', "
            "**container.strings('words', ['', 'one', 'two', '中'])})";
        const auto made = test::runProcess(
            {kPython, "-c", program, std::string(TIMBRE_SOURCE_DIR) + "/scripts/frontend_data", path().string()});
        ASSERT_EQ(made.exitCode, 0) << made.errors;
        std::ifstream file(path(), std::ios::binary);
        bytes_.assign(std::istreambuf_iterator<char>(file), {});
    }

    [[nodiscard]] std::filesystem::path path() const { return folder_ / "x.tfd"; }

    /// Opens the file with other bytes in it.
    Result<DataFile> reopened(const std::string& bytes) {
        const auto other = folder_ / "other.tfd";
        std::ofstream(other, std::ios::binary) << bytes;
        return DataFile::open(other);
    }

    std::string bytes_;

  private:
    test::TempDir folder_;
};

/// Touches everything a language could ask for.
void readAll(const DataFile& file) {
    static_cast<void>(file.section<std::uint32_t>("numbers"));
    if (const auto words = StringTable::open(file, "words")) {
        std::size_t letters = 0;
        for (std::size_t i = 0; i < words->size(); ++i)
            letters += (*words)[i].size();
        EXPECT_LE(letters, words->size() * 4096);
        static_cast<void>(words->find("two"));
    }
}

}  // namespace

TEST_F(DataFileTest, gives_its_sections) {
    const auto file = DataFile::open(path());
    ASSERT_TRUE(file) << file.error().message();
    const auto numbers = file->section<std::uint32_t>("numbers");
    ASSERT_TRUE(numbers);
    EXPECT_EQ(std::vector<std::uint32_t>(numbers->begin(), numbers->end()), (std::vector<std::uint32_t>{7, 70000}));
    EXPECT_EQ(file->text("odd").value(), "abc");
}

TEST_F(DataFileTest, finds_strings) {
    const auto file = DataFile::open(path()).value();  // the table looks into it
    const auto words = StringTable::open(file, "words");
    ASSERT_TRUE(words);
    ASSERT_EQ(words->size(), 4U);
    EXPECT_EQ((*words)[3], "中");
    EXPECT_EQ(words->find("two"), 2U);
    EXPECT_EQ(words->find(""), 0U);
    EXPECT_FALSE(words->find("three").has_value());
}

TEST_F(DataFileTest, refuses_sections_that_are_not_there_or_do_not_fit) {
    const auto file = DataFile::open(path()).value();
    EXPECT_EQ(file.section<char>("absent").error().code, ErrorCode::Corrupt);
    EXPECT_EQ(file.section<std::uint32_t>("odd").error().code, ErrorCode::Corrupt);
}

TEST_F(DataFileTest, says_what_to_do_where_the_file_is_absent) {
    const auto absent = DataFile::open(path().parent_path() / "absent.tfd");
    EXPECT_EQ(absent.error().code, ErrorCode::ModelMissing);
    EXPECT_NE(absent.error().message().find("make setup"), std::string::npos);
}

TEST_F(DataFileTest, cut_short_anywhere_is_corrupt_or_lacks_only_padding) {
    for (std::size_t size = 0; size < bytes_.size(); ++size) {
        const auto file = reopened(bytes_.substr(0, size));
        if (file)
            readAll(*file);
        else
            EXPECT_EQ(file.error().code, ErrorCode::Corrupt) << size;
    }
}

TEST_F(DataFileTest, damaged_anywhere_never_reads_outside) {
    std::mt19937 random(7);
    for (int round = 0; round < 3000; ++round) {
        std::string bytes = bytes_;
        for (int change = 0; change < 1 + round % 4; ++change)
            bytes[random() % bytes.size()] = static_cast<char>(random());
        if (const auto file = reopened(bytes))
            readAll(*file);
    }
}

}  // namespace timbre::frontend
