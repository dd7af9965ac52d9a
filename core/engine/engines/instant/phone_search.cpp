// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/phone_search.h"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <limits>

namespace timbre::instant {

namespace {

constexpr float kStay = -0.1F;
constexpr float kNext = -0.9F;
constexpr float kNever = -1e30F;
// States this far behind the best one of the frame are given up; wide, since a pause or a slip of the tongue may cost
// much.
constexpr float kBeam = 1'200.0F;
// Price of starting another phone in the free loop: a guess among some fifty.
constexpr float kNewPhone = -4.0F;

enum Step : std::uint8_t { kFromSame, kFromBefore, kFromBeforePause };

/// The part of a frame's states that is still alive, with where each came from.
struct Column {
    std::size_t begin = 0;
    std::vector<std::uint8_t> steps;
};

}  // namespace

std::vector<ExpectedPhone> expectedPhones(const FrontUtterance& front) {
    std::vector<ExpectedPhone> out;
    const auto& segments = front.segments;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const bool edge = i == 0 || i + 1 == segments.size();
        const bool pause = segments[i].phone == kPause;
        const bool newWord =
            i > 0 && !pause && segments[i - 1].phone != kPause && segments[i].word != segments[i - 1].word;
        if (newWord)
            out.push_back({kPause, -1, true});
        out.push_back({segments[i].phone, static_cast<int>(i), pause && !edge});
    }
    return out;
}

PhonePath forcedPath(std::span<const ExpectedPhone> expected, const Matrix& logLikelihoods,
                     const std::stop_token& stop) {
    const std::size_t frames = logLikelihoods.rows();
    const std::size_t states = expected.size() * kStatesPerPhone;
    if (expected.size() < 3 || frames == 0)
        return {};

    std::vector<std::size_t> model(states);
    for (std::size_t s = 0; s < states; ++s)
        model[s] = stateOf(expected[s / kStatesPerPhone].phone, s % kStatesPerPhone);
    const auto maySkipBefore = [&](std::size_t s) {
        return s % kStatesPerPhone == 0 && s > kStatesPerPhone && expected[s / kStatesPerPhone - 1].optional;
    };

    std::vector<float> score(states, kNever);
    std::vector<float> next(states, kNever);
    score[0] = logLikelihoods(0, model[0]);
    score[kStatesPerPhone] = logLikelihoods(0, model[kStatesPerPhone]);  // speech may begin at once
    std::size_t low = 0;
    std::size_t high = kStatesPerPhone;  // last state that may be alive
    std::vector<Column> columns(frames);
    for (std::size_t t = 1; t < frames; ++t) {
        if (t % 256 == 0 && stop.stop_requested())
            return {};
        const auto likelihood = logLikelihoods.row(t);
        const std::size_t reach = std::min(states - 1, high + kStatesPerPhone + 1);
        Column& column = columns[t];
        column.begin = low;
        column.steps.resize(reach - low + 1);
        float best = kNever;
        for (std::size_t s = low; s <= reach; ++s) {
            float value = score[s] + kStay;
            Step step = kFromSame;
            if (s > low && score[s - 1] + kNext > value) {
                value = score[s - 1] + kNext;
                step = kFromBefore;
            }
            if (maySkipBefore(s) && s - 4 >= low && score[s - 4] + kNext > value) {
                value = score[s - 4] + kNext;
                step = kFromBeforePause;
            }
            value = value <= kNever ? kNever : value + likelihood[model[s]];
            next[s] = value;
            column.steps[s - low] = step;
            best = std::max(best, value);
        }
        std::swap(score, next);
        std::fill(next.begin() + static_cast<std::ptrdiff_t>(low),
                  next.begin() + static_cast<std::ptrdiff_t>(reach) + 1, kNever);
        high = reach;
        while (high > low && score[high] < best - kBeam)
            score[high--] = kNever;
        while (low < high && score[low] < best - kBeam)
            score[low++] = kNever;
    }

    std::size_t s = states - 1;
    if (score[s - kStatesPerPhone] > score[s])
        s -= kStatesPerPhone;  // speech may end with the recording
    if (score[s] <= 0.5F * kNever)
        return {};
    PhonePath path;
    path.score = score[s];
    path.state.resize(frames);
    for (std::size_t t = frames; t-- > 0;) {
        path.state[t] = static_cast<std::int32_t>(s);
        if (t == 0)
            break;
        const std::uint8_t step = columns[t].steps[s - columns[t].begin];
        s -= step == kFromBeforePause ? 4 : step;
    }
    return path;
}

std::vector<float> freePathScores(const Matrix& logLikelihoods) {
    const std::size_t frames = logLikelihoods.rows();
    if (frames == 0)
        return {};
    const std::size_t states = logLikelihoods.cols();
    std::vector<float> score(states, kNever);
    std::vector<float> next(states);
    std::vector<std::uint8_t> from(frames * states);  // state of the frame before
    assert(states < 256);
    for (std::size_t s = 0; s < states; s += kStatesPerPhone)
        score[s] = logLikelihoods(0, s);
    for (std::size_t t = 1; t < frames; ++t) {
        const auto likelihood = logLikelihoods.row(t);
        std::size_t exit = kStatesPerPhone - 1;
        for (std::size_t s = kStatesPerPhone - 1; s < states; s += kStatesPerPhone) {
            if (score[s] > score[exit])
                exit = s;
        }
        const float entry = score[exit] + kNext + kNewPhone;
        for (std::size_t s = 0; s < states; ++s) {
            const bool first = s % kStatesPerPhone == 0;
            const float stay = score[s] + kStay;
            const float move = first ? entry : score[s - 1] + kNext;
            next[s] = std::max(stay, move) + likelihood[s];
            from[t * states + s] = static_cast<std::uint8_t>(stay >= move ? s : first ? exit : s - 1);
        }
        std::swap(score, next);
    }
    std::vector<float> out(frames);
    auto s = static_cast<std::size_t>(std::ranges::max_element(score) - score.begin());
    for (std::size_t t = frames; t-- > 0;) {
        out[t] = logLikelihoods(t, s);
        s = from[t * states + s];
    }
    return out;
}

std::vector<AlignedSegment> segmentsOf(const PhonePath& path, std::span<const ExpectedPhone> expected) {
    std::vector<AlignedSegment> out;
    std::size_t last = expected.size();
    for (std::size_t t = 0; t < path.state.size(); ++t) {
        const std::size_t index = static_cast<std::size_t>(path.state[t]) / kStatesPerPhone;
        const int frame = static_cast<int>(t);
        if (index != last) {
            out.push_back({expected[index].phone, expected[index].frontIndex, frame, frame});
            last = index;
        }
        out.back().endFrame = frame + 1;
    }
    return out;
}

}  // namespace timbre::instant
