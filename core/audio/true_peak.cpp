// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/true_peak.h"

#include <ebur128.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace timbre::detail {

namespace {

/// The filters of libebur128 (49 taps, 4 or 2 phases) add up to 1.87 and 2.32 in magnitude: where every sample in reach
/// is below the peak over this, nothing in between passes the peak.
constexpr double kGreatestOvershoot = 2.5;
/// More than the filters reach to one side (25 samples).
constexpr std::size_t kReach = 32;
constexpr std::size_t kLookEvery = std::size_t{1} << 20U;

struct DestroyMeter {
    void operator()(ebur128_state* meter) const noexcept { ebur128_destroy(&meter); }
};
using Meter = std::unique_ptr<ebur128_state, DestroyMeter>;

/// Frames from `begin` up to `end`.
struct Stretch {
    std::size_t begin = 0;
    std::size_t end = 0;
};

class Scanner {
  public:
    Scanner(const AudioClip& clip, Meter meter)
        : clip_(clip), channels_(static_cast<std::size_t>(clip.channels)), meter_(std::move(meter)) {}

    /// Takes in the surroundings of a frame; frames come in order.
    Result<void> add(std::size_t frame) {
        const Stretch around{.begin = frame - std::min(frame, kReach), .end = std::min(frame + kReach, clip_.frames())};
        if (open_ && around.begin <= open_->end) {
            open_->end = around.end;
            return {};
        }
        auto done = flush();
        open_ = around;
        return done;
    }

    /// Measures what was taken in; silence behind it keeps stretches apart and lets the last peak out of the filter.
    Result<void> flush() {
        if (!open_) {
            return {};
        }
        block_.assign(clip_.samples.begin() + static_cast<std::ptrdiff_t>(open_->begin * channels_),
                      clip_.samples.begin() + static_cast<std::ptrdiff_t>(open_->end * channels_));
        std::ranges::replace_if(
            block_, [](float sample) { return !std::isfinite(sample); }, 0.0F);
        block_.resize(block_.size() + kReach * channels_, 0.0F);
        open_.reset();
        if (ebur128_add_frames_float(meter_.get(), block_.data(), block_.size() / channels_) != EBUR128_SUCCESS) {
            return fail(ErrorCode::OutOfMemory, "there is not enough memory to measure the true peak");
        }
        return {};
    }

    [[nodiscard]] double peak() const {
        double greatest = 0.0;
        for (unsigned c = 0; c < static_cast<unsigned>(clip_.channels); ++c) {
            double peak = 0.0;
            ebur128_true_peak(meter_.get(), c, &peak);
            greatest = std::max(greatest, peak);
        }
        return greatest;
    }

  private:
    const AudioClip& clip_;
    std::size_t channels_;
    Meter meter_;
    std::optional<Stretch> open_;
    std::vector<float> block_;
};

}  // namespace

Result<double> truePeak(const AudioClip& clip, double samplePeak, const std::stop_token& stop) {
    Meter meter(ebur128_init(static_cast<unsigned>(clip.channels), static_cast<unsigned long>(clip.sampleRateHz),
                             EBUR128_MODE_TRUE_PEAK));
    if (!meter) {
        return fail(ErrorCode::OutOfMemory, "there is not enough memory to measure the true peak");
    }
    Scanner scanner(clip, std::move(meter));
    const auto threshold = static_cast<float>(samplePeak / kGreatestOvershoot);
    const auto channels = static_cast<std::size_t>(clip.channels);
    for (std::size_t i = 0; i < clip.samples.size(); ++i) {
        if (i % kLookEvery == 0 && stop.stop_requested()) {
            return fail(ErrorCode::Cancelled, "stopped while measuring the loudness");
        }
        const float magnitude = std::fabs(clip.samples[i]);
        if (magnitude <= threshold || !std::isfinite(magnitude)) {
            continue;
        }
        if (auto added = scanner.add(i / channels); !added) {
            return tl::unexpected(added.error());
        }
    }
    if (auto flushed = scanner.flush(); !flushed) {
        return tl::unexpected(flushed.error());
    }
    return std::max(samplePeak, scanner.peak());
}

}  // namespace timbre::detail
