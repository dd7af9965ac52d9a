// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <numbers>

/// Internal to recording quality: the filters its meters share.
namespace timbre {

/// Second-order section. Coefficients after R. Bristow-Johnson, Audio EQ Cookbook.
class Biquad {
  public:
    static Biquad lowPass(double hz, double sampleRateHz, double q = std::numbers::sqrt2 / 2.0) noexcept {
        return make(hz, sampleRateHz, q, 1.0);
    }
    static Biquad highPass(double hz, double sampleRateHz, double q = std::numbers::sqrt2 / 2.0) noexcept {
        return make(hz, sampleRateHz, q, -1.0);
    }

    double operator()(double x) noexcept {
        const double y = b0_ * x + z1_;
        z1_ = b1_ * x - a1_ * y + z2_;
        z2_ = b2_ * x - a2_ * y;
        return y;
    }

  private:
    static Biquad make(double hz, double sampleRateHz, double q, double side) noexcept {
        const double w = 2.0 * std::numbers::pi * std::fmin(hz / sampleRateHz, 0.49);
        const double alpha = std::sin(w) / (2.0 * q);
        const double a0 = 1.0 + alpha;
        Biquad filter;
        filter.b0_ = (1.0 - side * std::cos(w)) / 2.0 / a0;
        filter.b1_ = side * (1.0 - side * std::cos(w)) / a0;
        filter.b2_ = filter.b0_;
        filter.a1_ = -2.0 * std::cos(w) / a0;
        filter.a2_ = (1.0 - alpha) / a0;
        return filter;
    }

    double b0_ = 1.0, b1_ = 0.0, b2_ = 0.0, a1_ = 0.0, a2_ = 0.0;
    double z1_ = 0.0, z2_ = 0.0;
};

}  // namespace timbre
