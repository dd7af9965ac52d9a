// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/f0_tracker.h"

#include <world/stonemask.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

namespace timbre::instant {

namespace {

// The correlation runs at 8 kHz: pitch needs no more, and it quarters the work.
constexpr int kRateHz = 8'000;
constexpr int kHop = 40;
constexpr int kShortestLag = 16;  // 500 Hz
constexpr int kLongestLag = 123;  // 65 Hz
constexpr int kLags = kLongestLag - kShortestLag + 1;
constexpr int kWindow = 80;  // 10 ms beside the lag: one period of a low voice
constexpr int kCandidates = 7;

// Costs in units of correlation. Values from Talkin, except the two that were set by comparison with Harvest and Dio
// on real speech: the voicing bias and the cost of switching.
constexpr float kLagBias = 0.25F;
constexpr float kVoicingBias = 0.0F;
constexpr float kSwitchCost = 0.30F;
constexpr float kJumpCost = 0.45F;
constexpr float kOctaveCost = 0.35F;
constexpr float kSmallestPeak = 0.25F;
// Frames this far under the recording's level (RMS 0.06) hardly count as voiced: -35 dB.
constexpr double kFloorPower = 0.06 * 0.06 * 3.0e-4;

struct Candidate {
    float lag = 0.0F;
    float cost = 0.0F;
};

struct FrameCandidates {
    std::array<Candidate, kCandidates> items;
    int count = 0;
    float unvoicedCost = 0.0F;
};

/// Half-band low-pass and every second sample.
std::vector<double> halveRate(std::span<const double> x) {
    constexpr int kHalf = 15;
    std::array<double, kHalf + 1> taps{};
    double sum = 0.0;
    for (int i = 0; i <= kHalf; ++i) {
        const double angle = M_PI * i / 2.0;
        const double window = 0.54 + 0.46 * std::cos(M_PI * i / (kHalf + 1));
        taps[static_cast<std::size_t>(i)] = (i == 0 ? 1.0 : std::sin(angle) / angle) * window;
        sum += taps[static_cast<std::size_t>(i)] * (i == 0 ? 1.0 : 2.0);
    }
    const auto size = static_cast<std::ptrdiff_t>(x.size());
    const auto at = [&](std::ptrdiff_t i) { return i >= 0 && i < size ? x[static_cast<std::size_t>(i)] : 0.0; };
    std::vector<double> out((x.size() + 1) / 2);
    for (std::size_t n = 0; n < out.size(); ++n) {
        const auto centre = static_cast<std::ptrdiff_t>(2 * n);
        double y = taps[0] * at(centre);
        for (int i = 1; i <= kHalf; ++i)
            y += taps[static_cast<std::size_t>(i)] * (at(centre - i) + at(centre + i));
        out[n] = y / sum;
    }
    return out;
}

/// A second-order high-pass at 70 Hz, in place.
void highPass(std::vector<double>& x, double q) {
    const double w = 2.0 * M_PI * 70.0 / kRateHz;
    const double alpha = std::sin(w) / (2.0 * q);
    const double a0 = 1.0 + alpha;
    const double b0 = (1.0 + std::cos(w)) / 2.0 / a0;
    const double a1 = -2.0 * std::cos(w) / a0;
    const double a2 = (1.0 - alpha) / a0;
    double s1 = 0.0;
    double s2 = 0.0;
    for (double& v : x) {
        const double y = b0 * v + s1;
        s1 = -2.0 * b0 * v - a1 * y + s2;
        s2 = b0 * v - a2 * y;
        v = y;
    }
}

/// Takes out rumble below the voice, which would be taken for a low pitch: Butterworth, fourth order. Footsteps and
/// traffic lie 20-40 dB over the room's hiss, more than two poles take away.
void removeRumble(std::vector<double>& x) {
    highPass(x, 0.5 / std::cos(M_PI / 8.0));
    highPass(x, 0.5 / std::sin(M_PI / 8.0));
}

/// Normalised correlation of the sound around `centre` with itself, for every lag; both windows lie evenly around it.
class Correlator {
  public:
    explicit Correlator(std::span<const double> x) : padded_(x.size() + 2 * kPad), energy_(x.size() + 2 * kPad + 1) {
        std::ranges::copy(x, padded_.begin() + kPad);
        for (std::size_t i = 0; i < padded_.size(); ++i)
            energy_[i + 1] = energy_[i] + padded_[i] * padded_[i];
    }

    void correlate(std::ptrdiff_t centre, std::array<float, kLags>& out) const {
        for (int lag = kShortestLag; lag <= kLongestLag; ++lag) {
            const auto begin = static_cast<std::size_t>(kPad + centre - (kWindow + lag) / 2);
            const double* a = padded_.data() + begin;
            const double* b = a + lag;
            double sum = 0.0;
            for (int i = 0; i < kWindow; ++i)
                sum += a[i] * b[i];
            const double ea = energy_[begin + kWindow] - energy_[begin];
            const double eb = energy_[begin + static_cast<std::size_t>(lag) + kWindow] -
                              energy_[begin + static_cast<std::size_t>(lag)];
            const double norm = std::sqrt(std::max(0.0, ea * eb)) + kWindow * kFloorPower;
            out[static_cast<std::size_t>(lag - kShortestLag)] = static_cast<float>(sum / norm);
        }
    }

  private:
    static constexpr int kPad = kWindow + kLongestLag;
    std::vector<double> padded_;
    std::vector<double> energy_;
};

FrameCandidates findCandidates(const std::array<float, kLags>& correlation) {
    FrameCandidates frame;
    const float best = *std::ranges::max_element(correlation);
    std::array<std::pair<float, float>, kLags> peaks;  // height, lag
    std::size_t peakCount = 0;
    for (std::size_t i = 1; i + 1 < correlation.size(); ++i) {
        const float left = correlation[i - 1];
        const float here = correlation[i];
        const float right = correlation[i + 1];
        if (here < left || here <= right || here < kSmallestPeak || here < 0.4F * best)
            continue;
        const float curvature = left - 2.0F * here + right;
        const float offset = curvature < 0.0F ? 0.5F * (left - right) / curvature : 0.0F;
        const float lag = static_cast<float>(kShortestLag) + static_cast<float>(i) + offset;
        peaks[peakCount++] = {here - 0.25F * (left - right) * offset, lag};
    }
    const auto end = peaks.begin() + static_cast<std::ptrdiff_t>(peakCount);
    std::sort(peaks.begin(), end, [](const auto& a, const auto& b) { return a.first > b.first; });
    for (std::size_t i = 0; i < std::min<std::size_t>(peakCount, kCandidates); ++i) {
        const auto [height, lag] = peaks[i];
        frame.items[i] = {lag, 1.0F - height * (1.0F - kLagBias * lag / static_cast<float>(kLongestLag))};
        ++frame.count;
    }
    frame.unvoicedCost = kVoicingBias + (peakCount > 0 ? peaks[0].first : std::max(0.0F, best));
    return frame;
}

float jump(float lagA, float lagB) {
    const float octaves = std::abs(std::log2(lagA / lagB));
    // Doubling may be real (creaky endings), so it costs less than its distance.
    return kJumpCost * std::min(octaves, kOctaveCost + std::abs(octaves - 1.0F));
}

/// The cheapest path; lag per frame, 0 where unvoiced. State kCandidates is "unvoiced".
std::vector<float> bestPath(const std::vector<FrameCandidates>& frames) {
    constexpr float kNever = std::numeric_limits<float>::infinity();
    constexpr std::size_t kStates = kCandidates + 1;
    std::array<float, kStates> cost;
    cost.fill(kNever);
    std::vector<std::array<std::uint8_t, kStates>> back(frames.size());
    for (std::size_t t = 0; t < frames.size(); ++t) {
        const FrameCandidates& frame = frames[t];
        std::array<float, kStates> next;
        next.fill(kNever);
        for (std::size_t s = 0; s < kStates; ++s) {
            const bool voiced = s < kCandidates;
            if (voiced && static_cast<int>(s) >= frame.count)
                continue;
            const float local = voiced ? frame.items[s].cost : frame.unvoicedCost;
            if (t == 0) {
                next[s] = local;
                continue;
            }
            const FrameCandidates& before = frames[t - 1];
            for (std::size_t r = 0; r < kStates; ++r) {
                if (cost[r] == kNever)
                    continue;
                const bool wasVoiced = r < kCandidates;
                float step = cost[r];
                if (voiced != wasVoiced)
                    step += kSwitchCost;
                if (voiced && wasVoiced)
                    step += jump(before.items[r].lag, frame.items[s].lag);
                if (step + local < next[s]) {
                    next[s] = step + local;
                    back[t][s] = static_cast<std::uint8_t>(r);
                }
            }
        }
        cost = next;
    }
    std::vector<float> lags(frames.size(), 0.0F);
    auto state = static_cast<std::size_t>(std::ranges::min_element(cost) - cost.begin());
    for (std::size_t t = frames.size(); t-- > 0;) {
        if (state < kCandidates)
            lags[t] = frames[t].items[state].lag;
        state = back[t][state];
    }
    return lags;
}

}  // namespace

Result<std::vector<float>> trackF0(std::span<const double> samples16k, std::stop_token stop) {
    const std::size_t frameCount = samples16k.size() / 80 + 1;
    std::vector<double> slow = halveRate(samples16k);
    removeRumble(slow);
    const Correlator correlator(slow);
    std::vector<FrameCandidates> frames(frameCount);
    std::array<float, kLags> correlation{};
    for (std::size_t t = 0; t < frameCount; ++t) {
        if (t % 256 == 0 && stop.stop_requested())
            return fail(ErrorCode::Cancelled, "pitch tracking was cancelled");
        correlator.correlate(static_cast<std::ptrdiff_t>(t) * kHop, correlation);
        frames[t] = findCandidates(correlation);
    }
    const std::vector<float> lags = bestPath(frames);

    std::vector<double> times(frameCount);
    std::vector<double> coarse(frameCount);
    std::vector<double> refined(frameCount);
    for (std::size_t t = 0; t < frameCount; ++t) {
        times[t] = static_cast<double>(t) * 0.005;
        coarse[t] = lags[t] > 0.0F ? static_cast<double>(kRateHz) / static_cast<double>(lags[t]) : 0.0;
    }
    constexpr std::size_t kBlock = 400;  // some 10 ms of work between looks at `stop`
    for (std::size_t t = 0; t < frameCount; t += kBlock) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "pitch tracking was cancelled");
        const auto count = static_cast<int>(std::min(kBlock, frameCount - t));
        StoneMask(samples16k.data(), static_cast<int>(samples16k.size()), 16'000, times.data() + t, coarse.data() + t,
                  count, refined.data() + t);
    }
    std::vector<float> f0(frameCount);
    for (std::size_t t = 0; t < frameCount; ++t) {
        // StoneMask keeps close to what it is given; further away it has lost the harmonics.
        const bool close = coarse[t] > 0.0 && std::abs(std::log(refined[t] / coarse[t])) < 0.1;
        f0[t] = static_cast<float>(close ? refined[t] : coarse[t]);
    }
    return f0;
}

}  // namespace timbre::instant
