// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/near_names.h"

#include <algorithm>
#include <numeric>

#include "core/base/utf8.h"

namespace timbre {

namespace {

constexpr std::size_t kMostNames = 3;

std::u32string codePointsOf(std::string_view text) {
    std::u32string codePoints;
    for (std::size_t position = 0; position < text.size();) {
        codePoints.push_back(lowerCase(decodeUtf8(text, position)));
    }
    return codePoints;
}

/// Letters to insert, delete or replace (Levenshtein).
std::size_t editDistance(const std::u32string& a, const std::u32string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row[b.size()];
}

}  // namespace

std::vector<std::string> nearNames(std::string_view wanted, std::span<const std::string> names) {
    const std::u32string target = codePointsOf(wanted.substr(0, 400));
    struct Candidate {
        std::size_t distance;
        std::string name;
    };
    std::vector<Candidate> candidates;
    for (const std::string& name : names) {
        const std::u32string other = codePointsOf(name);
        const bool begins = !target.empty() && other.starts_with(target);
        const std::size_t distance = begins ? 1 : editDistance(target, other);
        if (begins || distance <= std::max<std::size_t>(1, std::max(target.size(), other.size()) / 3)) {
            candidates.push_back({distance, name});
        }
    }
    std::ranges::stable_sort(candidates, {}, &Candidate::distance);
    std::vector<std::string> near;
    for (const Candidate& candidate : candidates) {
        if (near.size() < kMostNames) {
            near.push_back(candidate.name);
        }
    }
    return near;
}

std::string didYouMean(std::string_view wanted, std::span<const std::string> names) {
    std::string question;
    for (const std::string& name : nearNames(wanted, names)) {
        question += question.empty() ? "Did you mean “" : " or “";
        question += name;
        question += "”";
    }
    return question.empty() ? question : question + "?";
}

}  // namespace timbre
