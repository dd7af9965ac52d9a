// SPDX-License-Identifier: GPL-3.0-or-later
// A parity tool that cannot fail proves nothing: disturbed golden sets must be seen, and nothing else.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <set>

#include "core/base/files.h"
#include "parity/json_fields.h"
#include "parity/run.h"
#include "parity/text_table.h"
#include "tests/support/test_support.h"

namespace timbre::parity {

namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

/// Kinds of tolerance as the manifest's reader meets them: "abs" with and without "rel" are two.
std::string kindOf(const Tolerance& tolerance) {
    const bool both = tolerance.kind == Tolerance::Kind::Within && tolerance.relative > 0.0;
    return std::to_string(static_cast<int>(tolerance.kind)) + (both ? "+rel" : "");
}

/// A copy of a golden set that may be written to.
class SetCopy {
  public:
    explicit SetCopy(const fs::path& original) : folder_(copies_ / "set") {
        fs::copy(original, folder_, fs::copy_options::recursive);
        for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
            fs::permissions(entry.path(), fs::perms::owner_all, fs::perm_options::add);
        }
    }

    [[nodiscard]] const fs::path& folder() const noexcept { return folder_; }

    /// Moves the first stored value of a case beyond its tolerance.
    void disturb(const Row& row, const Array& stored) const {
        std::string bytes = readFile(folder_ / row.file).value();
        char* const first = bytes.data() + beginOf(bytes, row.tensor);
        if (const auto* floats = std::get_if<std::vector<float>>(&stored.values)) {
            ASSERT_EQ(row.type, "float32");
            const float moved = floats->front() + step(row.tolerance, *floats);
            std::memcpy(first, &moved, sizeof moved);
        } else {
            ASSERT_LT(row.tolerance.steps, 127);
            // Little-endian: the lowest byte, away from where it would wrap.
            const auto lowest = static_cast<unsigned char>(*first);
            const int away = static_cast<int>(row.tolerance.steps) + 1;
            *first = static_cast<char>(lowest < 128 ? lowest + away : lowest - away);
        }
        ASSERT_TRUE(writeFileAtomically(folder_ / row.file, bytes).has_value());
    }

    /// Replaces the first `from` of a file, which has the same length as `to` where a file's layout depends on it.
    void replace(const std::string& file, const std::string& from, const std::string& to) const {
        std::string bytes = readFile(folder_ / file).value();
        const std::size_t at = bytes.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        ASSERT_TRUE(writeFileAtomically(folder_ / file, bytes.replace(at, from.size(), to)).has_value());
    }

  private:
    /// Ten times what the tolerance allows for the first value.
    static float step(const Tolerance& tolerance, const std::vector<float>& stored) {
        double largest = 0.0;
        for (const float value : stored) {
            largest = std::max(largest, std::abs(static_cast<double>(value)));
        }
        return static_cast<float>(10.0 * (tolerance.absolute + tolerance.relative * largest));
    }

    static std::size_t beginOf(const std::string& bytes, const std::string& tensor) {
        constexpr std::size_t kPrefix = 8;
        std::uint64_t headerBytes = 0;
        std::memcpy(&headerBytes, bytes.data(), kPrefix);
        const auto header = parseJson(std::string_view(bytes).substr(kPrefix, headerBytes)).value();
        const auto offsets = field<JsonValue::Array>(*header.find(tensor), "data_offsets").value();
        return kPrefix + headerBytes + static_cast<std::size_t>(std::get<std::int64_t>(offsets.front().value));
    }

    test::TempDir copies_;
    fs::path folder_;
};

/// Gives back what another set holds: a computation without any fault.
class OracleSuite final : public Suite {
  public:
    OracleSuite(std::string file, const GoldenAnswers& answers) : file_(std::move(file)), answers_(answers) {}
    [[nodiscard]] std::string file() const override { return file_; }
    [[nodiscard]] Result<std::vector<Computed>> compute(const GoldenSet& /*set*/, Device /*device*/) const override {
        std::vector<Computed> results;
        for (const Row& row : answers_.cases()) {
            if (row.file == file_) {
                results.push_back({row.file, row.tensor, answers_.expected(row).value()});
            }
        }
        return results;
    }

  private:
    std::string file_;
    GoldenAnswers answers_;
};

Suites oracleSuites(const GoldenAnswers& answers) {
    Names files;
    for (const Row& row : answers.cases()) {
        files.insert(row.file);
    }
    Suites suites;
    for (const std::string& file : files) {
        suites.push_back(std::make_unique<OracleSuite>(file, answers));
    }
    return suites;
}

/// One case of each kind of tolerance among those whose name is in `names`; text cases are left out.
std::vector<Row> oneOfEachKind(const GoldenAnswers& answers, const Names& names) {
    std::map<std::string, Row> chosen;
    for (const Row& row : answers.cases()) {
        if (row.file != kTextTableFile && names.contains(row.name())) {
            chosen.emplace(kindOf(row.tolerance), row);
        }
    }
    std::vector<Row> rows;
    for (const auto& [kind, row] : chosen) {
        rows.push_back(row);
    }
    return rows;
}

/// Disturbs those cases and one text, and tells all their names.
Names disturbAll(const SetCopy& copy, const GoldenAnswers& answers, const std::vector<Row>& rows) {
    Names names;
    for (const Row& row : rows) {
        copy.disturb(row, std::get<Array>(answers.expected(row).value()));
        names.insert(row.name());
    }
    // The first list of the first text.
    copy.replace(kTextTableFile, "\"split\": [\n   \"", "\"split\": [\n   \"x");
    names.insert(std::string(kTextTableFile) + ":0.split");
    return names;
}

Names namesOf(const GoldenAnswers& answers) {
    Names names;
    for (const Row& row : answers.cases()) {
        names.insert(row.name());
    }
    return names;
}

test::ProcessResult runParity(const fs::path& folder, const std::vector<std::string>& words = {}) {
    std::vector<std::string> command{test::program("timbre-parity").string(), folder.string()};
    command.insert(command.end(), words.begin(), words.end());
    return test::runProcess(command);
}

/// Names on the lines of the program's output that end with this word.
Names linesEndingWith(const std::string& output, const std::string& word) {
    Names names;
    for (std::size_t begin = 0; begin < output.size();) {
        const std::size_t end = output.find('\n', begin);
        const std::string line = output.substr(begin, end - begin);
        if (line.ends_with(' ' + word)) {
            names.insert(line.substr(0, line.find(' ')));
        }
        begin = end == std::string::npos ? output.size() : end + 1;
    }
    return names;
}

constexpr const char* kPublicSet = "goldens/gpt-sovits/public";

#define TIMBRE_REQUIRE_GOLDENS(variable)                                  \
    TIMBRE_REQUIRE_SHARED(variable##Shared);                              \
    const std::filesystem::path variable = variable##Shared / kPublicSet; \
    if (!std::filesystem::exists(variable / "manifest.json")) {           \
        GTEST_SKIP() << "needs the golden set " << variable;              \
    }

}  // namespace

TEST(Disturb, the_comparison_sees_exactly_what_is_disturbed) {
    TIMBRE_REQUIRE_GOLDENS(original);
    const auto pristine = openGoldens(original).value();
    const SetCopy copy(original);
    const std::vector<Row> rows = oneOfEachKind(pristine.answers, namesOf(pristine.answers));
    ASSERT_EQ(rows.size(), 5U);  // abs, abs + rel, max, ±N, exact
    const Names disturbed = disturbAll(copy, pristine.answers, rows);
    Names failed;
    run(openGoldens(copy.folder()).value(), oracleSuites(pristine.answers), Device::Cpu, {},
        [&](const CaseReport& report) {
            if (report.outcome != Outcome::Ok) {
                failed.insert(report.row.name());
            }
        });
    EXPECT_EQ(failed, disturbed);
}

TEST(Disturb, the_program_sees_exactly_what_is_disturbed) {
    TIMBRE_REQUIRE_GOLDENS(original);
    const auto pristine = openGoldens(original).value();
    // Quick suites that between them have every kind of tolerance.
    const std::vector<std::string> quick{"common/*", "fullsize/inputs_check*", "v1/*", "text_split*"};
    Names computed;
    for (const std::string& pattern : quick) {
        computed.merge(linesEndingWith(runParity(original, {"--only", pattern}).output, "ok"));
    }
    const SetCopy copy(original);
    const std::vector<Row> rows = oneOfEachKind(pristine.answers, computed);
    const Names disturbed = disturbAll(copy, pristine.answers, rows);
    Names failed;
    for (const std::string& pattern : quick) {
        failed.merge(linesEndingWith(runParity(copy.folder(), {"--only", pattern}).output, "FAIL"));
    }
    for (const std::string& name : computed) {
        EXPECT_EQ(failed.contains(name), disturbed.contains(name)) << name;
    }
    for (const std::string& name : disturbed) {
        EXPECT_EQ(runParity(copy.folder(), {"--only", name}).exitCode, 1) << name;
    }
    if (rows.size() < 5) {
        GTEST_SKIP() << "no suite computes a case of each kind of tolerance yet: " << rows.size() << " of 5 tried";
    }
}

TEST(Disturb, the_program_passes_what_is_untouched) {
    TIMBRE_REQUIRE_GOLDENS(original);
    const auto result = runParity(original, {"--only", "text_split.json"});
    EXPECT_EQ(result.exitCode, 0) << result.errors;
    EXPECT_TRUE(linesEndingWith(result.output, "FAIL").empty());
    EXPECT_NE(result.output.find("\ntotal: "), std::string::npos);
    EXPECT_NE(result.output.find(", 0 failed, 0 not computed"), std::string::npos);
}

TEST(Disturb, the_program_fails_where_a_tensor_is_gone) {
    TIMBRE_REQUIRE_GOLDENS(original);
    const SetCopy copy(original);
    copy.replace("fullsize/inputs_check.safetensors", "\"sv\"", "\"sw\"");
    const auto result = runParity(copy.folder(), {"--only", "inputs_check"});
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_EQ(linesEndingWith(result.output, "FAIL"), Names{"fullsize/inputs_check.safetensors:sv"});
}

TEST(Disturb, the_program_fails_where_no_suite_computes_a_case) {
    TIMBRE_REQUIRE_GOLDENS(original);
    const SetCopy copy(original);
    copy.replace("manifest.json", "\"cases\": [",
                 R"("cases": [{"file": "fullsize/inputs_check.safetensors", "tensor": "new", "shape": [1],
                    "dtype": "float32", "meaning": "", "tol": "1 abs"},
                    {"file": "fullsize/new.safetensors", "tensor": "new", "shape": [1],
                    "dtype": "float32", "meaning": "", "tol": "1 abs"},)");
    for (const char* name : {"fullsize/inputs_check.safetensors:new", "fullsize/new.safetensors:new"}) {
        const auto result = runParity(copy.folder(), {"--only", name});
        EXPECT_EQ(result.exitCode, 1);
        EXPECT_EQ(linesEndingWith(result.output, "FAIL"), Names{name});
        EXPECT_NE(result.errors.find("not computed"), std::string::npos) << result.errors;
    }
    EXPECT_EQ(runParity(copy.folder(), {"--only", "inputs_check"}).exitCode, 1);
}

TEST(ParityUsage, says_what_is_wrong_in_one_line) {
    const test::TempDir empty;
    const std::vector<std::vector<std::string>> commands{{},
                                                         {"a", "b"},
                                                         {"--what"},
                                                         {"a", "--device"},
                                                         {"a", "--device", "abacus"},
                                                         {"a", "--only"},
                                                         {(empty / "none").string()},
                                                         {empty.path().string()}};
    for (std::vector<std::string> command : commands) {
        command.insert(command.begin(), test::program("timbre-parity").string());
        const auto result = test::runProcess(command);
        EXPECT_EQ(result.exitCode, 2) << result.errors;
        EXPECT_EQ(std::ranges::count(result.errors, '\n'), 1) << result.errors;
        EXPECT_TRUE(result.output.empty());
    }
}

TEST(ParityUsage, refuses_a_pattern_without_a_case) {
    TIMBRE_REQUIRE_GOLDENS(original);
    EXPECT_EQ(runParity(original, {"--only", "no such case"}).exitCode, 2);
}

TEST(ParityUsage, explains_itself) {
    const auto result = test::runProcess({test::program("timbre-parity").string(), "--help"});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_NE(result.output.find("--only PATTERN"), std::string::npos);
}

}  // namespace timbre::parity
