// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/fft.h"

#include <fftw3.h>

#include <algorithm>
#include <cassert>
#include <mutex>

namespace timbre {

namespace {
// FFTW's planner is the one part of it that is not thread-safe.
std::mutex& plannerLock() {
    static std::mutex lock;
    return lock;
}
}  // namespace

struct RealFft::Plans {
    std::size_t size;
    float* time;
    fftwf_complex* spectrum;
    fftwf_plan forward;
    fftwf_plan inverse;

    explicit Plans(std::size_t n) : size(n), time(fftwf_alloc_real(n)), spectrum(fftwf_alloc_complex(n / 2 + 1)) {
        const std::scoped_lock guard(plannerLock());
        // FFTW_ESTIMATE never times candidates, so the same input always gives the same bits.
        forward = fftwf_plan_dft_r2c_1d(static_cast<int>(n), time, spectrum, FFTW_ESTIMATE);
        inverse = fftwf_plan_dft_c2r_1d(static_cast<int>(n), spectrum, time, FFTW_ESTIMATE);
    }
    Plans(const Plans&) = delete;
    Plans& operator=(const Plans&) = delete;
    ~Plans() {
        const std::scoped_lock guard(plannerLock());
        fftwf_destroy_plan(forward);
        fftwf_destroy_plan(inverse);
        fftwf_free(time);
        fftwf_free(spectrum);
    }
};

RealFft::RealFft(std::size_t size) : plans_(std::make_unique<Plans>(size)) {}
RealFft::RealFft(RealFft&&) noexcept = default;
RealFft& RealFft::operator=(RealFft&&) noexcept = default;
RealFft::~RealFft() = default;

std::size_t RealFft::size() const noexcept { return plans_->size; }

void RealFft::forward(std::span<const float> input, std::span<std::complex<float>> output) {
    assert(input.size() == size() && output.size() == bins());
    std::ranges::copy(input, plans_->time);
    fftwf_execute(plans_->forward);
    for (std::size_t i = 0; i < output.size(); ++i) {
        output[i] = {plans_->spectrum[i][0], plans_->spectrum[i][1]};
    }
}

void RealFft::inverse(std::span<const std::complex<float>> input, std::span<float> output) {
    assert(input.size() == bins() && output.size() == size());
    for (std::size_t i = 0; i < input.size(); ++i) {
        plans_->spectrum[i][0] = input[i].real();
        plans_->spectrum[i][1] = input[i].imag();
    }
    fftwf_execute(plans_->inverse);
    const float scale = 1.0F / static_cast<float>(size());
    for (std::size_t i = 0; i < output.size(); ++i) {
        output[i] = plans_->time[i] * scale;
    }
}

}  // namespace timbre
