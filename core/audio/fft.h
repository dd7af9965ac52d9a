// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <complex>
#include <cstddef>
#include <memory>
#include <span>

namespace timbre {

/// Real <-> half-complex Fourier transform of one fixed size (FFTW, single precision, planned deterministically).
/// One object per thread; construction takes a process-wide lock, transforms take none and allocate nothing.
class RealFft {
  public:
    explicit RealFft(std::size_t size);
    RealFft(RealFft&&) noexcept;
    RealFft& operator=(RealFft&&) noexcept;
    ~RealFft();

    [[nodiscard]] std::size_t size() const noexcept;
    [[nodiscard]] std::size_t bins() const noexcept { return size() / 2 + 1; }

    /// `input` has size() samples, `output` bins() values.
    void forward(std::span<const float> input, std::span<std::complex<float>> output);
    /// Inverse including the 1/size() factor. `input` has bins() values, `output` size() samples.
    void inverse(std::span<const std::complex<float>> input, std::span<float> output);

  private:
    struct Plans;
    std::unique_ptr<Plans> plans_;
};

}  // namespace timbre
