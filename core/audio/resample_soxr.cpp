// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/resample_soxr.h"

#include <soxr.h>

#include <cstddef>
#include <string>

#include "core/audio/resample.h"

namespace timbre {

Result<std::vector<float>> resampleSoxr(std::span<const float> mono, int fromHz, int toHz) {
    for (const int rate : {fromHz, toHz}) {
        if (rate < kMinimumSampleRateHz || rate > kMaximumSampleRateHz)
            return fail(ErrorCode::InvalidInput, "a sample rate of " + std::to_string(rate) + " Hz is not supported");
    }
    if (fromHz == toHz)
        return std::vector<float>(mono.begin(), mono.end());
    const auto wanted = (mono.size() * static_cast<std::size_t>(toHz) + static_cast<std::size_t>(fromHz) - 1) /
                        static_cast<std::size_t>(fromHz);
    std::vector<float> converted(wanted);
    const soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
    const soxr_io_spec_t kinds = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
    const soxr_runtime_spec_t oneThread = soxr_runtime_spec(1);
    std::size_t made = 0;
    const soxr_error_t problem = soxr_oneshot(fromHz, toHz, 1, mono.data(), mono.size(), nullptr, converted.data(),
                                              converted.size(), &made, &kinds, &quality, &oneThread);
    if (problem != nullptr)
        return fail(ErrorCode::Internal, std::string("libsoxr failed: ") + problem);
    converted.resize(wanted, 0.0F);
    return converted;
}

}  // namespace timbre
