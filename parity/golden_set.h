// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A golden set in two halves: what the computation is given, and what it is held against. Suites see the first alone,
// so that no suite can pass by reading the answer.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "parity/array.h"
#include "parity/manifest.h"

namespace timbre::parity {

struct TextInput {
    std::string language;
    std::string text;
};

struct GoldenContents;

/// The half that computations see. Copies share what they hold. Thread: one at a time.
class GoldenSet {
  public:
    explicit GoldenSet(std::shared_ptr<const GoldenContents> contents) : contents_(std::move(contents)) {}

    /// A tensor that the manifest gives as input. InvalidInput for every other one: results and margins are not for the
    /// computation. NotFound, Corrupt: the file lacks it, or holds another shape or type than the manifest says.
    [[nodiscard]] Result<Array> input(const std::string& file, const std::string& tensor) const;

    /// Whether the manifest gives it as input.
    [[nodiscard]] bool has(const std::string& file, const std::string& tensor) const;

    /// What the manifest says about a row in words; empty where there is no such row.
    [[nodiscard]] std::string meaning(const std::string& file, const std::string& tensor) const;

    /// Where a weight, sound or configuration file lies ("v1/s1.ckpt"). InvalidInput for the files that hold results
    /// and for paths that leave the set; NotFound where there is none.
    [[nodiscard]] Result<std::filesystem::path> path(const std::string& relative) const;

    /// Of the procedural weights and inputs; see procedural.h.
    [[nodiscard]] std::uint64_t seed() const noexcept;

    /// Folder of the tables of the full-size weights.
    [[nodiscard]] std::filesystem::path fullsizeTables() const;

    /// The texts of text_split.json, in order.
    [[nodiscard]] std::vector<TextInput> texts() const;

  private:
    std::shared_ptr<const GoldenContents> contents_;
};

/// The half for the comparison alone.
class GoldenAnswers {
  public:
    explicit GoldenAnswers(std::shared_ptr<const GoldenContents> contents) : contents_(std::move(contents)) {}

    /// All rows that are cases, in the order of the manifest; the columns of text_split.json come last.
    [[nodiscard]] const std::vector<Row>& cases() const noexcept;

    /// What is stored for one of cases(). NotFound, Corrupt: see GoldenSet::input().
    [[nodiscard]] Result<Value> expected(const Row& row) const;

  private:
    std::shared_ptr<const GoldenContents> contents_;
};

struct OpenGoldens {
    GoldenSet set;
    GoldenAnswers answers;
};

/// Reads manifest.json and text_split.json of a set; the tensors are read when they are asked for.
/// NotFound where the folder or one of the two is absent; Corrupt where one is malformed.
Result<OpenGoldens> openGoldens(const std::filesystem::path& folder);

}  // namespace timbre::parity
