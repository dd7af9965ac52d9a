// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/voice_encoder_rate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <numeric>

namespace timbre::nets {

namespace {

constexpr double kPassBand = 0.913;
constexpr double kAttenuationDb = 126.0;
// Values of the kernel per input sample; between them it is a straight line, which errs by less than -110 dB.
constexpr std::size_t kPointsPerSample = 512;

double besselI0(double x) {
    double term = 1.0;
    double sum = 1.0;
    for (int k = 1; term > sum * 1e-17; ++k) {
        term *= (x / (2.0 * k)) * (x / (2.0 * k));
        sum += term;
    }
    return sum;
}

/// The right half of the low-pass kernel.
struct Kernel {
    std::ptrdiff_t reach = 0;  ///< In input samples; the kernel is 0 from there on.
    std::vector<float> points;

    Kernel(int fromHz, int toHz) {
        const double nyquist = std::min(fromHz, toHz) / 2.0 / fromHz;  // cycles per input sample
        const double cutoff = (1.0 + kPassBand) / 2.0 * nyquist;
        const double transition = (1.0 - kPassBand) * nyquist;
        // Kaiser's formulas for the length and the shape.
        const double half = (kAttenuationDb - 7.95) / (2.285 * 2.0 * std::numbers::pi * transition) / 2.0;
        const double beta = 0.1102 * (kAttenuationDb - 8.7);
        reach = static_cast<std::ptrdiff_t>(std::ceil(half)) + 1;
        points.resize(static_cast<std::size_t>(reach) * kPointsPerSample + 2, 0.0F);
        for (std::size_t i = 0; i + 2 < points.size(); ++i) {
            const double t = static_cast<double>(i) / kPointsPerSample;
            const double place = t / static_cast<double>(reach);
            const double angle = 2.0 * std::numbers::pi * cutoff * t;
            const double sinc = i == 0 ? 2.0 * cutoff : 2.0 * cutoff * std::sin(angle) / angle;
            points[i] = static_cast<float>(sinc * besselI0(beta * std::sqrt(1.0 - place * place)) / besselI0(beta));
        }
    }

    [[nodiscard]] float at(double t) const {
        const double position = std::abs(t) * kPointsPerSample;
        const auto index = std::min(static_cast<std::size_t>(position), points.size() - 2);
        const auto share = static_cast<float>(position - static_cast<double>(index));
        return points[index] + share * (points[index + 1] - points[index]);
    }
};

/// The kernel at the distances of one output sample from its neighbours, for every place an output sample can have
/// between two input samples. Common rates have few such places; for odd ones each row is made when it is needed.
class KernelRows {
  public:
    KernelRows(int fromHz, int toHz) : kernel_(fromHz, toHz), width_(static_cast<std::size_t>(2 * kernel_.reach)) {
        const int places = toHz / std::gcd(fromHz, toHz);
        places_ = places;
        if (places <= kMostPlacesKept) {
            for (int place = 0; place < places; ++place) {
                const std::vector<float> row = make(static_cast<double>(place) / places);
                kept_.insert(kept_.end(), row.begin(), row.end());
            }
        }
    }

    /// Weights of the input samples middle - reach + 1 .. middle + reach.
    std::span<const float> row(std::int64_t place) {
        if (!kept_.empty()) {
            return std::span<const float>(kept_).subspan(static_cast<std::size_t>(place) * width_, width_);
        }
        scratch_ = make(static_cast<double>(place) / static_cast<double>(places_));
        return scratch_;
    }

    [[nodiscard]] std::int64_t reach() const noexcept { return kernel_.reach; }
    [[nodiscard]] std::int64_t places() const noexcept { return places_; }

  private:
    static constexpr int kMostPlacesKept = 1'024;

    [[nodiscard]] std::vector<float> make(double between) const {
        std::vector<float> row(width_);
        for (std::size_t i = 0; i < width_; ++i) {
            row[i] = kernel_.at(between + static_cast<double>(kernel_.reach - 1) - static_cast<double>(i));
        }
        return row;
    }

    Kernel kernel_;
    std::size_t width_;
    std::int64_t places_ = 1;
    std::vector<float> kept_;
    std::vector<float> scratch_;
};

/// In eight strands, so that the compiler may use vectors.
float dot(std::span<const float> a, std::span<const float> b) {
    constexpr std::size_t kStrands = 8;
    std::array<float, kStrands> sums{};
    std::size_t i = 0;
    for (; i + kStrands <= a.size(); i += kStrands) {
        for (std::size_t strand = 0; strand < kStrands; ++strand) {
            sums[strand] += a[i + strand] * b[i + strand];
        }
    }
    float sum = std::accumulate(sums.begin(), sums.end(), 0.0F);
    for (; i < a.size(); ++i) {
        sum += a[i] * b[i];
    }
    return sum;
}

}  // namespace

std::vector<float> resampleForEncoder(std::span<const float> samples, int fromHz, int toHz) {
    if (fromHz == toHz) {
        return {samples.begin(), samples.end()};
    }
    KernelRows rows(fromHz, toHz);
    const std::int64_t step = fromHz / std::gcd(fromHz, toHz);
    const auto size = static_cast<std::int64_t>(samples.size());
    std::vector<float> output(static_cast<std::size_t>((size * toHz + fromHz - 1) / fromHz));
    for (std::size_t i = 0; i < output.size(); ++i) {
        const std::int64_t position = static_cast<std::int64_t>(i) * step;
        const std::int64_t start = position / rows.places() - rows.reach() + 1;
        const std::int64_t first = std::max<std::int64_t>(0, start);
        const std::int64_t end = std::min(size, start + 2 * rows.reach());
        const auto count = static_cast<std::size_t>(end - first);
        const std::span<const float> weights = rows.row(position % rows.places());
        output[i] = dot(samples.subspan(static_cast<std::size_t>(first), count),
                        weights.subspan(static_cast<std::size_t>(first - start), count));
    }
    return output;
}

}  // namespace timbre::nets
