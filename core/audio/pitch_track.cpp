// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/pitch_track.h"

#include <fmt/format.h>
#include <world/dio.h>
#include <world/harvest.h>
#include <world/stonemask.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "core/audio/harvest.h"

namespace timbre {

namespace {

Result<void> checkOptions(std::size_t samples, int rate, const PitchOptions& options) {
    if (rate < 8'000 || rate > 192'000) {
        return fail(ErrorCode::InvalidInput, fmt::format("cannot track pitch at a sample rate of {} Hz", rate),
                    "Convert the sound to 8000 to 192000 Hz first.");
    }
    if (static_cast<double>(samples) < 0.020 * rate) {
        return fail(ErrorCode::InvalidInput, fmt::format("{} samples are too few to track pitch", samples),
                    "Give at least 20 ms of sound.");
    }
    const bool floorGood = options.floorHz >= 30.0 && options.floorHz <= 1000.0;
    const bool ceilGood = options.ceilHz >= options.floorHz + 20.0 && options.ceilHz <= std::min(2000.0, rate / 4.0);
    if (!floorGood || !ceilGood) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("cannot track pitch from {} to {} Hz at a sample rate of {} Hz", options.floorHz,
                                options.ceilHz, rate),
                    "Choose a range like 65 to 500 Hz.");
    }
    if (!(options.hopSeconds >= 0.001 && options.hopSeconds <= 0.1)) {
        return fail(ErrorCode::InvalidInput, fmt::format("cannot track pitch every {} s", options.hopSeconds),
                    "Choose 0.001 to 0.1 s.");
    }
    return {};
}

/// Raw WORLD track over `x`; times and f0 have the same length.
struct WorldTrack {
    std::vector<double> times;
    std::vector<double> f0;
};

WorldTrack runHarvest(const std::vector<double>& x, int rate, const PitchOptions& options) {
    const auto every = detail::harvest(x, rate, {.floorHz = options.floorHz, .ceilHz = options.ceilHz});
    const auto frames =
        static_cast<std::size_t>(GetSamplesForHarvest(rate, static_cast<int>(x.size()), options.hopSeconds * 1000.0));
    WorldTrack track{std::vector<double>(frames), std::vector<double>(frames)};
    for (std::size_t i = 0; i < frames; ++i) {
        track.times[i] = static_cast<double>(i) * options.hopSeconds;
        const auto millisecond = static_cast<std::size_t>(std::llround(track.times[i] * 1000.0));
        track.f0[i] = every[std::min(millisecond, every.size() - 1)];
    }
    return track;
}

WorldTrack runDio(const std::vector<double>& x, int rate, const PitchOptions& options) {
    DioOption dio;
    InitializeDioOption(&dio);
    dio.f0_floor = options.floorHz;
    dio.f0_ceil = options.ceilHz;
    dio.frame_period = options.hopSeconds * 1000.0;
    const int length = static_cast<int>(x.size());
    const auto frames = static_cast<std::size_t>(GetSamplesForDIO(rate, length, dio.frame_period));
    WorldTrack track{std::vector<double>(frames), std::vector<double>(frames)};
    Dio(x.data(), length, rate, &dio, track.times.data(), track.f0.data());
    return track;
}

}  // namespace

double PitchTrack::medianHz() const {
    std::vector<float> found;
    std::ranges::copy_if(f0Hz, std::back_inserter(found), [](float hz) { return hz > 0.0F; });
    if (found.empty()) {
        return 0.0;
    }
    const auto middle = found.begin() + static_cast<std::ptrdiff_t>(found.size() / 2);
    std::ranges::nth_element(found, middle);
    return *middle;
}

double PitchTrack::voicedShare() const noexcept {
    const auto count = std::ranges::count(voiced, std::uint8_t{1});
    return voiced.empty() ? 0.0 : static_cast<double>(count) / static_cast<double>(voiced.size());
}

Result<PitchTrack> trackPitch(std::span<const float> samples, int sampleRateHz, const PitchOptions& options) {
    if (auto valid = checkOptions(samples.size(), sampleRateHz, options); !valid) {
        return tl::unexpected(valid.error());
    }
    std::vector<double> x(samples.size());
    std::ranges::transform(samples, x.begin(), [](float sample) { return std::isfinite(sample) ? sample : 0.0F; });
    WorldTrack track = options.method == PitchMethod::Harvest ? runHarvest(x, sampleRateHz, options)
                                                              : runDio(x, sampleRateHz, options);
    std::vector<double> refined(track.f0.size());
    StoneMask(x.data(), static_cast<int>(x.size()), sampleRateHz, track.times.data(), track.f0.data(),
              static_cast<int>(track.f0.size()), refined.data());
    PitchTrack result;
    result.hopSeconds = options.hopSeconds;
    for (const double hz : refined) {
        const bool good = std::isfinite(hz) && hz > 0.0;
        result.f0Hz.push_back(good ? static_cast<float>(hz) : 0.0F);
        result.voiced.push_back(good ? 1 : 0);
    }
    return result;
}

}  // namespace timbre
