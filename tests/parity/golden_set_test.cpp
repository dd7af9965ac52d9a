// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/golden_set.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "core/base/files.h"
#include "parity/json_fields.h"
#include "parity/run.h"
#include "tests/support/test_support.h"

namespace timbre::parity {

namespace {

/// A golden set of one file with the int64 tensors "given", "result" and "margin", each [2].
class SmallSet : public testing::Test {
  protected:
    void SetUp() override {
        write("x.safetensors", safetensors());
        write("weights.bin", "w");
        write("text_split.json", R"([{"lang": "en", "text": "a\nb", "split": ["a", "b"], "cuts": {"cut0": "\"a"}}])");
        write("manifest.json",
              manifest(row("given", "input") + "," + row("result", "exact") + "," + row("margin", "info")));
    }

    static std::string row(const std::string& tensor, const std::string& tolerance, const std::string& shape = "[2]") {
        return R"({"file": "x.safetensors", "tensor": ")" + tensor + R"(", "shape": )" + shape +
               R"(, "dtype": "int64", "meaning": "", "tol": ")" + tolerance + "\"}";
    }

    static std::string manifest(const std::string& rows) {
        return R"({"seed": 7, "fullsize_tables": "tables", "tolerances": {}, "cases": [)" + rows + "]}";
    }

    void write(const std::string& name, const std::string& bytes) const {
        ASSERT_TRUE(writeFileAtomically(folder_ / name, bytes).has_value());
    }

    [[nodiscard]] Result<OpenGoldens> open() const { return openGoldens(folder_.path()); }

    [[nodiscard]] ErrorCode openError() const {
        const auto goldens = open();
        return goldens ? ErrorCode::Internal : goldens.error().code;
    }

  private:
    static std::string safetensors() {
        const auto entry = [](const char* name, int from) {
            return '"' + std::string(name) + R"(": {"dtype": "I64", "shape": [2], "data_offsets": [)" +
                   std::to_string(from) + ", " + std::to_string(from + 16) + "]}";
        };
        std::string header = "{" + entry("given", 0) + ", " + entry("result", 16) + ", " + entry("margin", 32) + "}";
        header.resize((header.size() + 7) / 8 * 8, ' ');
        std::string bytes(8, '\0');
        bytes[0] = static_cast<char>(header.size() & 0xFFU);
        bytes[1] = static_cast<char>(header.size() >> 8U);
        bytes += header;
        for (const char value : std::string_view("\1\2\3\4\5\6")) {
            bytes.append(1, value).append(7, '\0');
        }
        return bytes;
    }

    test::TempDir folder_;
};

using Integers = std::vector<std::int64_t>;

class FixedSuite final : public Suite {
  public:
    explicit FixedSuite(std::vector<Computed> results) : results_(std::move(results)) {}
    [[nodiscard]] std::string file() const override { return "x.safetensors"; }
    [[nodiscard]] Result<std::vector<Computed>> compute(const GoldenSet& /*set*/, Device /*device*/) const override {
        return results_;
    }

  private:
    std::vector<Computed> results_;
};

class ThrowingSuite final : public Suite {
  public:
    [[nodiscard]] std::string file() const override { return "text_split.json"; }
    [[nodiscard]] Result<std::vector<Computed>> compute(const GoldenSet& /*set*/, Device /*device*/) const override {
        throw std::runtime_error("out of luck");
    }
};

std::vector<std::string> linesOf(const OpenGoldens& goldens, const Suites& suites, const std::string& only = {}) {
    std::vector<std::string> lines;
    run(goldens, suites, Device::Cpu, only, [&](const CaseReport& report) {
        const std::string outcome = report.outcome == Outcome::Ok ? " ok" : " FAIL " + report.verdict.why;
        lines.push_back(report.row.name() + outcome);
    });
    return lines;
}

}  // namespace

TEST_F(SmallSet, hands_out_what_is_marked_input) {
    const auto goldens = open().value();
    EXPECT_EQ(std::get<Integers>(goldens.set.input("x.safetensors", "given").value().values), (Integers{1, 2}));
    EXPECT_EQ(goldens.set.seed(), 7U);
    EXPECT_EQ(goldens.set.fullsizeTables().filename(), "tables");
    EXPECT_EQ(goldens.set.texts().at(0).text, "a\nb");
}

TEST_F(SmallSet, refuses_the_computation_a_look_at_results) {
    const auto goldens = open().value();
    for (const char* tensor : {"result", "margin", "absent"}) {
        EXPECT_EQ(goldens.set.input("x.safetensors", tensor).error().code, ErrorCode::InvalidInput) << tensor;
    }
    EXPECT_EQ(goldens.set.input("text_split.json", "0.split").error().code, ErrorCode::InvalidInput);
    for (const char* path : {"x.safetensors", "./x.safetensors", "sub/../x.safetensors", "manifest.json",
                             "text_split.json", "../elsewhere", "/etc/hosts"}) {
        EXPECT_EQ(goldens.set.path(path).error().code, ErrorCode::InvalidInput) << path;
    }
}

TEST_F(SmallSet, gives_the_paths_of_weights) {
    const auto goldens = open().value();
    EXPECT_EQ(goldens.set.path("weights.bin").value().filename(), "weights.bin");
    EXPECT_EQ(goldens.set.path("none.bin").error().code, ErrorCode::NotFound);
}

TEST_F(SmallSet, lists_cases_in_order_with_the_columns_of_the_texts) {
    const auto goldens = open().value();
    std::vector<std::string> names;
    for (const Row& row : goldens.answers.cases()) {
        names.push_back(row.name());
    }
    EXPECT_EQ(names, (std::vector<std::string>{"x.safetensors:result", "text_split.json:0.cuts.cut0",
                                               "text_split.json:0.split"}));
    EXPECT_EQ(std::get<std::string>(goldens.answers.expected(goldens.answers.cases()[1]).value()), R"("\"a")");
    EXPECT_EQ(std::get<std::string>(goldens.answers.expected(goldens.answers.cases()[2]).value()), R"(["a", "b"])");
}

TEST_F(SmallSet, refuses_a_tensor_that_is_not_what_the_manifest_says) {
    write("manifest.json", manifest(row("given", "input", "[1, 2]") + "," + row("gone", "input")));
    const auto goldens = open().value();
    EXPECT_EQ(goldens.set.input("x.safetensors", "given").error().code, ErrorCode::Corrupt);
    EXPECT_EQ(goldens.set.input("x.safetensors", "gone").error().code, ErrorCode::NotFound);
}

TEST_F(SmallSet, refuses_malformed_manifests) {
    for (const std::string& rows :
         {row("a", "1 bananas"), row("a", "exact") + "," + row("a", "input"), row("a", "exact", "[-1]"),
          row("a", "exact", "2"), std::string("{}"), std::string("7")}) {
        write("manifest.json", manifest(rows));
        EXPECT_EQ(openError(), ErrorCode::Corrupt) << rows;
    }
    for (const char* text : {"", "[]", "{}", R"({"seed": 1, "fullsize_tables": "t"})",
                             R"({"seed": "1", "fullsize_tables": "t", "cases": []})"}) {
        write("manifest.json", text);
        EXPECT_EQ(openError(), ErrorCode::Corrupt) << text;
    }
}

TEST_F(SmallSet, refuses_malformed_texts) {
    for (const char* text : {"", "{}", "[1]", R"([{"lang": "en"}])", R"([{"lang": "en", "text": "a", "split": 1}])",
                             R"([{"lang": "en", "text": "a", "split": [1]}])"}) {
        write("text_split.json", text);
        EXPECT_EQ(openError(), ErrorCode::Corrupt) << text;
    }
}

TEST_F(SmallSet, reports_every_case_whatever_the_suites_do) {
    Suites suites;
    suites.push_back(std::make_unique<ThrowingSuite>());
    suites.push_back(
        std::make_unique<FixedSuite>(std::vector<Computed>{{"x.safetensors", "result", Array{{2}, Integers{3, 4}}}}));
    EXPECT_EQ(linesOf(open().value(), suites),
              (std::vector<std::string>{"x.safetensors:result ok",
                                        "text_split.json:0.cuts.cut0 FAIL not computed: its suite failed: out of luck.",
                                        "text_split.json:0.split FAIL not computed: its suite failed: out of luck."}));
}

TEST_F(SmallSet, reports_wrong_and_missing_results) {
    Suites suites;
    suites.push_back(
        std::make_unique<FixedSuite>(std::vector<Computed>{{"x.safetensors", "result", Array{{2}, Integers{3, 5}}}}));
    const auto goldens = open().value();
    EXPECT_EQ(linesOf(goldens, suites, "x.safe*"),
              std::vector<std::string>{"x.safetensors:result FAIL 1 of 2 values lie beyond the tolerance"});
    EXPECT_EQ(linesOf(goldens, {}, "result"),
              std::vector<std::string>{"x.safetensors:result FAIL not computed: no suite computes it"});
    EXPECT_TRUE(linesOf(goldens, suites, "nothing").empty());
}

TEST(OpenGoldens, tells_what_is_absent) {
    const test::TempDir folder;
    EXPECT_EQ(openGoldens(folder / "none").error().code, ErrorCode::NotFound);
    EXPECT_EQ(openGoldens(folder.path()).error().code, ErrorCode::NotFound);
}

TEST(IsChosen, takes_parts_and_patterns) {
    EXPECT_TRUE(isChosen("v1/t2s.safetensors:greedy.tokens", ""));
    EXPECT_TRUE(isChosen("v1/t2s.safetensors:greedy.tokens", "t2s"));
    EXPECT_FALSE(isChosen("v1/t2s.safetensors:greedy.tokens", "v2"));
    EXPECT_TRUE(isChosen("v1/t2s.safetensors:greedy.tokens", "v?/*tokens"));
    EXPECT_FALSE(isChosen("v1/t2s.safetensors:greedy.tokens", "t2s*"));
}

TEST(JsonOf, escapes_what_must_be_escaped) {
    EXPECT_EQ(jsonOf("a\"\\\n\x01é"), R"("a\"\\\n\u0001é")");
    EXPECT_EQ(jsonOf(std::vector<std::string>{}), "[]");
    EXPECT_NE(jsonOf(std::vector<std::string>{"a", "b"}), jsonOf(std::vector<std::string>{"a\", \"b"}));
}

}  // namespace timbre::parity
