// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/fft.h"

#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <numbers>
#include <vector>

namespace timbre {
namespace {

// 512 float additions of values below 1: rounding stays under a few 1e-5.
constexpr float kFloat32FftTolerance = 1e-4F;

TEST(RealFft, finds_a_cosine_in_its_bin_with_its_amplitude) {
    constexpr std::size_t kSize = 512;
    constexpr std::size_t kBin = 37;
    RealFft fft(kSize);
    std::vector<float> wave(kSize);
    for (std::size_t n = 0; n < kSize; ++n) {
        wave[n] = 0.5F * std::cos(2.0F * std::numbers::pi_v<float> * static_cast<float>(kBin * n) / kSize);
    }
    std::vector<std::complex<float>> spectrum(fft.bins());
    fft.forward(wave, spectrum);
    for (std::size_t bin = 0; bin < spectrum.size(); ++bin) {
        const float expected = bin == kBin ? 0.5F * kSize / 2 : 0.0F;
        EXPECT_NEAR(spectrum[bin].real(), expected, 100 * kFloat32FftTolerance) << "bin " << bin;
        EXPECT_NEAR(spectrum[bin].imag(), 0.0F, 100 * kFloat32FftTolerance) << "bin " << bin;
    }
}

TEST(RealFft, inverse_undoes_forward_for_even_odd_and_prime_sizes) {
    for (const std::size_t size : {2U, 400U, 405U, 521U, 1024U}) {
        RealFft fft(size);
        std::vector<float> wave(size);
        for (std::size_t n = 0; n < size; ++n) {
            wave[n] = std::sin(static_cast<float>(n * n % 97));
        }
        std::vector<std::complex<float>> spectrum(fft.bins());
        std::vector<float> back(size);
        fft.forward(wave, spectrum);
        fft.inverse(spectrum, back);
        for (std::size_t n = 0; n < size; ++n) {
            ASSERT_NEAR(back[n], wave[n], kFloat32FftTolerance) << "size " << size << " sample " << n;
        }
    }
}

TEST(RealFft, gives_the_same_bits_twice) {
    std::vector<float> wave(1000);
    for (std::size_t n = 0; n < wave.size(); ++n) {
        wave[n] = std::sin(static_cast<float>(n) * 0.1F);
    }
    RealFft first(wave.size());
    RealFft second(wave.size());
    std::vector<std::complex<float>> a(first.bins());
    std::vector<std::complex<float>> b(second.bins());
    first.forward(wave, a);
    second.forward(wave, b);
    EXPECT_EQ(a, b);
}

}  // namespace
}  // namespace timbre
