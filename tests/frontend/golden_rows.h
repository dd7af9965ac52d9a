// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Golden vectors of the text front end (one JSON object a line) and the data the languages are opened from.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/test_support.h"

namespace timbre::frontend::test {

/// A language's data file as set-up makes it; TIMBRE_FRONTEND_DATA names another folder.
inline std::filesystem::path dataFile(const std::string& language) {
    const char* const set = std::getenv("TIMBRE_FRONTEND_DATA");
    const std::filesystem::path folder = set != nullptr ? set : TIMBRE_SOURCE_DIR "/build/deps/frontend";
    return folder / (language + ".tfd");
}

/// The rows of shared/goldens/frontend/<name>.jsonl.
inline std::vector<nlohmann::json> goldenRows(const std::filesystem::path& shared, const std::string& name) {
    std::ifstream file(shared / "goldens/frontend" / (name + ".jsonl"));
    std::vector<nlohmann::json> rows;
    for (std::string line; std::getline(file, line);)
        rows.push_back(nlohmann::json::parse(line));
    return rows;
}

/// How many rows came out as they should. Prints the share and, of the others, what to look at.
class Share {
  public:
    explicit Share(std::string name) : name_(std::move(name)) {}

    ~Share() {
        if (asked_ == 0)
            return;
        std::cout << name_ << ": " << right_ << " of " << asked_ << " (" << 100.0 * value() << " %)\n";
        for (const auto& sentence : wrong_)
            std::cout << "  differs: " << sentence << '\n';
    }

    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;

    void add(bool right, const std::string& what) {
        ++asked_;
        if (right)
            ++right_;
        else
            wrong_.push_back(what);
    }

    [[nodiscard]] double value() const { return asked_ == 0 ? 0.0 : static_cast<double>(right_) / asked_; }

  private:
    std::string name_;
    int asked_ = 0;
    int right_ = 0;
    std::vector<std::string> wrong_;
};

}  // namespace timbre::frontend::test

/// Skips the present test with one clear line where a language's data was not made.
#define TIMBRE_REQUIRE_LANGUAGE_DATA(language)                                       \
    if (!std::filesystem::exists(::timbre::frontend::test::dataFile(language))) {    \
        GTEST_SKIP() << "needs " << language << ".tfd, which `make setup` makes";    \
    }
