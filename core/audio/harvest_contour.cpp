// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>

#include "core/audio/harvest.h"

namespace timbre::detail {

namespace {

// Frames are milliseconds throughout.
constexpr double kJumpShare = 0.008;  // a greater change from one frame to the next breaks the contour
constexpr std::size_t kShortestVoiced = 6;
constexpr double kReliableShare = 0.05;  // a candidate has a like neighbour in time, or goes
constexpr double kExtendShare = 0.18;    // a section goes on along candidates within this of its end
constexpr std::size_t kExtendFrames = 100;
constexpr int kExtendMisses = 4;
constexpr double kLeastPeriods = 2200.0;  // frames times hertz: 2.2 periods
constexpr std::size_t kFilledGap = 9;
constexpr std::size_t kFilterSettles = 300;

struct Nearest {
    double hz = 0.0;
    double share = 1.0;  // distance as a share of the reference
};

/// The last of the candidates nearest to `reference`, if one lies within `share` of it.
Nearest nearest(double reference, std::span<const PitchCandidate> candidates, double share) {
    Nearest best{.hz = 0.0, .share = share};
    for (const PitchCandidate& candidate : candidates) {
        const double distance = std::fabs(reference - candidate.hz) / reference;
        if (distance <= best.share) {
            best = {.hz = candidate.hz, .share = distance};
        }
    }
    return best;
}

/// Candidates without a like one in the frame before or after are chance.
CandidateTrack dropLonely(const CandidateTrack& candidates) {
    CandidateTrack kept;
    for (std::size_t i = 0; i < candidates.frames(); ++i) {
        kept.beginFrame();
        const bool border = i == 0 || i + 1 == candidates.frames();
        for (const PitchCandidate& candidate : candidates[i]) {
            if (border || nearest(candidate.hz, candidates[i + 1], 1.0).share <= kReliableShare ||
                nearest(candidate.hz, candidates[i - 1], 1.0).share <= kReliableShare) {
                kept.add(candidate);
            }
        }
    }
    return kept;
}

std::vector<double> bestOfEachFrame(const CandidateTrack& candidates) {
    std::vector<double> contour(candidates.frames(), 0.0);
    for (std::size_t i = 0; i < contour.size(); ++i) {
        double score = 0.0;
        for (const PitchCandidate& candidate : candidates[i]) {
            if (candidate.score > score) {
                score = candidate.score;
                contour[i] = candidate.hz;
            }
        }
    }
    return contour;
}

std::vector<double> breakAtJumps(const std::vector<double>& contour) {
    std::vector<double> broken(contour.size(), 0.0);
    for (std::size_t i = 2; i < contour.size(); ++i) {
        if (contour[i] == 0.0) {
            continue;
        }
        const double expected = contour[i - 1] * 2.0 - contour[i - 2];
        const bool offLine = std::fabs((contour[i] - expected) / expected) > kJumpShare;
        const bool offLast = std::fabs(contour[i] - contour[i - 1]) / contour[i - 1] > kJumpShare;
        broken[i] = offLine && offLast ? 0.0 : contour[i];
    }
    return broken;
}

struct Section {
    std::size_t first = 0;
    std::size_t last = 0;
};

/// Voiced stretches among the frames `begin` up to (not with) `end`.
std::vector<Section> voicedSections(const std::vector<double>& contour, std::size_t begin, std::size_t end) {
    std::vector<Section> sections;
    for (std::size_t i = begin; i < end; ++i) {
        if (contour[i] <= 0.0) {
            continue;
        }
        if (sections.empty() || sections.back().last + 1 != i) {
            sections.push_back({.first = i, .last = i});
        }
        sections.back().last = i;
    }
    return sections;
}

/// The outermost frames never count as voiced here.
std::vector<Section> innerSections(const std::vector<double>& contour) {
    return voicedSections(contour, 1, contour.empty() ? 0 : contour.size() - 1);
}

void dropShortSections(std::vector<double>& contour) {
    for (const Section& section : innerSections(contour)) {
        if (section.last - section.first < kShortestVoiced) {
            std::fill(contour.begin() + static_cast<std::ptrdiff_t>(section.first),
                      contour.begin() + static_cast<std::ptrdiff_t>(section.last) + 1, 0.0);
        }
    }
}

/// One voiced section with room on both sides to grow into.
class GrowingSection {
  public:
    GrowingSection(const std::vector<double>& contour, Section section)
        : bounds(section), begin_(section.first - std::min(section.first, kExtendFrames + 2)) {
        const std::size_t end = std::min(contour.size(), section.last + kExtendFrames + 3);
        values_.assign(end - begin_, 0.0);
        for (std::size_t i = section.first; i <= section.last; ++i) {
            values_[i - begin_] = contour[i];
        }
    }
    [[nodiscard]] double at(std::size_t frame) const {
        return frame >= begin_ && frame - begin_ < values_.size() ? values_[frame - begin_] : 0.0;
    }
    void growForwards(const CandidateTrack& candidates) {
        const std::size_t stop = std::min(candidates.frames() - 2, bounds.last + kExtendFrames);
        double hz = at(bounds.last);
        int misses = 0;
        const std::size_t origin = bounds.last;
        for (std::size_t i = origin; i <= stop && misses < kExtendMisses; ++i) {
            follow(i + 1, candidates, hz, misses, bounds.last);
        }
    }
    void growBackwards(const CandidateTrack& candidates) {
        const std::size_t origin = bounds.first;
        const std::size_t stop = std::max<std::size_t>(1, origin - std::min(origin, kExtendFrames));
        double hz = at(origin);
        int misses = 0;
        for (std::size_t i = origin; i >= stop && misses < kExtendMisses; --i) {
            follow(i - 1, candidates, hz, misses, bounds.first);
        }
    }

    Section bounds;

  private:
    void follow(std::size_t frame, const CandidateTrack& candidates, double& hz, int& misses, std::size_t& bound) {
        const double next = nearest(hz, candidates[frame], kExtendShare).hz;
        values_[frame - begin_] = next;
        if (next == 0.0) {
            ++misses;
            return;
        }
        hz = next;
        misses = 0;
        bound = frame;
    }

    std::size_t begin_;
    std::vector<double> values_;
};

/// Sections of fewer than 2.2 periods go. The running mean takes in the one of the section before, as in the original.
std::vector<GrowingSection> keepLongSections(std::vector<GrowingSection> sections) {
    double mean = 0.0;
    std::erase_if(sections, [&](const GrowingSection& section) {
        const auto length = static_cast<double>(section.bounds.last - section.bounds.first);
        for (std::size_t i = section.bounds.first; i < section.bounds.last; ++i) {
            mean += section.at(i);
        }
        mean /= length;
        return !(kLeastPeriods / mean < length);
    });
    return sections;
}

double scoreOf(double hz, std::span<const PitchCandidate> candidates) {
    double score = 0.0;
    for (const PitchCandidate& candidate : candidates) {
        if (candidate.hz == hz) {
            score = std::max(score, candidate.score);
        }
    }
    return score;
}

/// Indices by the sections' starts. One pass of insertion that moves each at most past its neighbours, as in the
/// original.
std::vector<std::size_t> orderByStart(const std::vector<GrowingSection>& sections) {
    std::vector<std::size_t> order(sections.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = 1; i < order.size(); ++i) {
        for (std::size_t j = i; j-- > 0 && sections[order[j]].bounds.first > sections[order[i]].bounds.first;) {
            std::swap(order[i], order[j]);
        }
    }
    return order;
}

/// Lays the sections over one another; where two overlap, the one with the better scores has it.
std::vector<double> mergeSections(std::vector<GrowingSection> sections, const CandidateTrack& candidates) {
    std::vector<double> merged(candidates.frames(), 0.0);
    const auto order = orderByStart(sections);
    for (std::size_t i = 0; i < merged.size(); ++i) {
        merged[i] = sections.front().at(i);
    }
    Section& reached = sections.front().bounds;
    const auto take = [&](const GrowingSection& section, std::size_t from, std::size_t to) {
        for (std::size_t i = from; i <= to; ++i) {
            merged[i] = section.at(i);
        }
    };
    for (std::size_t k = 1; k < order.size(); ++k) {
        const GrowingSection& next = sections[order[k]];
        const Section bounds = next.bounds;
        if (bounds.first > reached.last) {
            take(next, bounds.first, bounds.last);
            reached = bounds;
            continue;
        }
        if (reached.first <= bounds.first && reached.last >= bounds.last) {
            continue;
        }
        double before = 0.0;
        double after = 0.0;
        for (std::size_t i = bounds.first; i <= reached.last; ++i) {
            before += scoreOf(merged[i], candidates[i]);
            after += scoreOf(next.at(i), candidates[i]);
        }
        take(next, before > after ? reached.last : bounds.first, bounds.last);
        reached.last = bounds.last;
    }
    return merged;
}

std::vector<double> growSections(const std::vector<double>& contour, const CandidateTrack& candidates) {
    std::vector<GrowingSection> sections;
    for (const Section& section : innerSections(contour)) {
        GrowingSection& growing = sections.emplace_back(contour, section);
        growing.growForwards(candidates);
        growing.growBackwards(candidates);
    }
    sections = keepLongSections(std::move(sections));
    return sections.empty() ? contour : mergeSections(std::move(sections), candidates);
}

void fillShortGaps(std::vector<double>& contour) {
    const auto sections = innerSections(contour);
    for (std::size_t k = 0; k + 1 < sections.size(); ++k) {
        const std::size_t from = sections[k].last;
        const std::size_t to = sections[k + 1].first;
        const std::size_t gap = to - from - 1;
        if (gap >= kFilledGap) {
            continue;
        }
        // The hertz added and taken at the ends are the original's.
        const double start = contour[from] + 1.0;
        const double end = contour[to] - 1.0;
        for (std::size_t i = 1; i <= gap; ++i) {
            contour[from + i] = start + (end - start) / static_cast<double>(gap + 1) * static_cast<double>(i);
        }
    }
}

/// A second-order Butterworth low-pass, one way.
void filterOnce(std::vector<double>& values) {
    constexpr std::array<double, 2> kForward = {0.0078202080334971724, 0.015640416066994345};
    constexpr std::array<double, 2> kBack = {1.7347257688092754, -0.76600660094326412};
    double w0 = 0.0;
    double w1 = 0.0;
    for (double& value : values) {
        const double w = value + kBack[0] * w0 + kBack[1] * w1;
        value = kForward[0] * w + kForward[1] * w0 + kForward[0] * w1;
        w1 = w0;
        w0 = w;
    }
}

/// Smooths each section by itself, both ways, its ends held until the filter has settled.
std::vector<double> smoothSections(const std::vector<double>& contour) {
    std::vector<double> smooth(contour.size(), 0.0);
    for (const Section& section : voicedSections(contour, 0, contour.size())) {
        const auto first = contour.begin() + static_cast<std::ptrdiff_t>(section.first);
        const auto last = contour.begin() + static_cast<std::ptrdiff_t>(section.last);
        std::vector<double> values(kFilterSettles, *first);
        values.insert(values.end(), first, last + 1);
        values.insert(values.end(), kFilterSettles, *last);
        filterOnce(values);
        std::ranges::reverse(values);
        filterOnce(values);
        std::ranges::reverse(values);
        std::copy(values.begin() + kFilterSettles, values.end() - kFilterSettles,
                  smooth.begin() + static_cast<std::ptrdiff_t>(section.first));
    }
    return smooth;
}

}  // namespace

std::vector<double> harvestContour(const CandidateTrack& candidates) {
    if (candidates.frames() < 3) {
        return std::vector<double>(candidates.frames(), 0.0);
    }
    const CandidateTrack reliable = dropLonely(candidates);
    const std::vector<double> best = bestOfEachFrame(reliable);
    std::vector<double> contour = breakAtJumps(best);
    dropShortSections(contour);
    contour = growSections(contour, reliable);
    fillShortGaps(contour);
    return smoothSections(contour);
}

std::vector<double> harvest(std::span<const double> samples, int sampleRateHz, const HarvestRange& range) {
    return harvestContour(harvestCandidates(samples, sampleRateHz, range));
}

}  // namespace timbre::detail
