// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/mfcc.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <numeric>
#include <optional>
#include <vector>

#include "core/audio/fft.h"
#include "core/engine/engines/instant/mel_warp.h"

namespace timbre::instant {

namespace {

constexpr std::size_t kFft = 512;
constexpr std::size_t kBins = kFft / 2 + 1;
constexpr std::size_t kWindow = 400;
constexpr std::size_t kHop = 80;
constexpr std::size_t kBands = 26;
constexpr double kRateHz = 16'000.0;

double melOfHz(double hz) { return 1127.0 * std::log1p(hz / 700.0); }
double hzOfMel(double mel) { return 700.0 * std::expm1(mel / 1127.0); }

/// Triangles of equal area, [26, 257].
Matrix makeMelBands() {
    constexpr double kLowHz = 80.0;
    constexpr double kHighHz = 7'600.0;
    std::array<double, kBands + 2> edges{};
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const double share = static_cast<double>(i) / static_cast<double>(kBands + 1);
        edges[i] = hzOfMel(std::lerp(melOfHz(kLowHz), melOfHz(kHighHz), share));
    }
    Matrix bands(kBands, kBins);
    for (std::size_t m = 0; m < kBands; ++m) {
        const double area = 2.0 / (edges[m + 2] - edges[m]);
        for (std::size_t b = 0; b < kBins; ++b) {
            const double hz = static_cast<double>(b) * kRateHz / kFft;
            const double rise = (hz - edges[m]) / (edges[m + 1] - edges[m]);
            const double fall = (edges[m + 2] - hz) / (edges[m + 2] - edges[m + 1]);
            bands(m, b) = static_cast<float>(std::max(0.0, std::min(rise, fall)) * area);
        }
    }
    return bands;
}

Matrix makeCosineTransform() {
    Matrix transform(kStaticMfcc, kBands);
    for (std::size_t k = 0; k < kStaticMfcc; ++k) {
        const double scale = std::sqrt((k == 0 ? 1.0 : 2.0) / kBands);
        for (std::size_t m = 0; m < kBands; ++m) {
            const double angle = M_PI * static_cast<double>(k) * (static_cast<double>(m) + 0.5) / kBands;
            transform(k, m) = static_cast<float>(scale * std::cos(angle));
        }
    }
    return transform;
}

/// Power spectrum -> 13 coefficients.
class BandTransform {
  public:
    void apply(std::span<const float> power, std::span<float> out) const {
        std::array<float, kBands> logs{};
        for (std::size_t m = 0; m < kBands; ++m) {
            const auto band = bands_.row(m);
            const float sum = std::inner_product(power.begin(), power.end(), band.begin(), 0.0F);
            logs[m] = 10.0F * std::log10(std::max(sum, 1e-10F));
        }
        for (std::size_t k = 0; k < kStaticMfcc; ++k) {
            const auto row = transform_.row(k);
            out[k] = std::inner_product(logs.begin(), logs.end(), row.begin(), 0.0F);
        }
    }

  private:
    Matrix bands_ = makeMelBands();
    Matrix transform_ = makeCosineTransform();
};

/// x[t + k] - x[t - k], the ends repeated.
void addDifference(const Matrix& from, std::size_t column, std::ptrdiff_t reach, float weight, Matrix& to,
                   std::size_t target) {
    const auto last = static_cast<std::ptrdiff_t>(from.rows()) - 1;
    for (std::ptrdiff_t t = 0; t <= last; ++t) {
        const auto ahead = static_cast<std::size_t>(std::min(last, t + reach));
        const auto behind = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, t - reach));
        to(static_cast<std::size_t>(t), target) += weight * (from(ahead, column) - from(behind, column));
    }
}

}  // namespace

float levelOfSpeech(const Matrix& features) {
    constexpr double kQuiet = 0.05;
    constexpr double kLoud = 0.95;
    std::vector<float> levels(features.rows());
    for (std::size_t t = 0; t < levels.size(); ++t)
        levels[t] = features(t, 0);
    if (levels.empty())
        return 0.0F;
    std::ranges::sort(levels);
    const auto at = [&levels](double share) {
        return levels[static_cast<std::size_t>(share * static_cast<double>(levels.size() - 1))];
    };
    return 0.5F * (at(kQuiet) + at(kLoud));
}

FrameSpan spokenFrames(const Matrix& features) {
    constexpr std::size_t kStandsOut = 10;  // 50 ms
    const std::size_t frames = features.rows();
    const float limit = levelOfSpeech(features);
    std::optional<FrameSpan> found;
    std::size_t row = 0;
    for (std::size_t t = 0; t < frames; ++t) {
        row = features(t, 0) > limit ? row + 1 : 0;
        if (row >= kStandsOut)
            found = {found ? found->begin : t + 1 - row, t + 1};
    }
    return found.value_or(FrameSpan{0, frames});
}

Result<Matrix> mfcc(std::span<const float> samples16k, std::stop_token stop) {
    const std::size_t frames = samples16k.size() / kHop + 1;
    std::vector<float> emphasised(samples16k.size() + kFft, 0.0F);  // half a frame of silence at both ends
    for (std::size_t i = 0; i < samples16k.size(); ++i) {
        emphasised[i + kFft / 2] = samples16k[i] - (i > 0 ? 0.97F * samples16k[i - 1] : 0.0F);
    }
    std::array<float, kWindow> window{};
    for (std::size_t i = 0; i < kWindow; ++i) {
        window[i] = static_cast<float>(0.5 - 0.5 * std::cos(2.0 * M_PI * static_cast<double>(i) / kWindow));
    }
    const BandTransform bands;
    RealFft fft(kFft);
    std::array<float, kFft> frame{};
    std::array<std::complex<float>, kBins> spectrum{};
    std::array<float, kBins> power{};
    Matrix out(frames, kStaticMfcc);
    constexpr std::size_t kMargin = (kFft - kWindow) / 2;
    for (std::size_t t = 0; t < frames; ++t) {
        if (t % 512 == 0 && stop.stop_requested())
            return fail(ErrorCode::Cancelled, "feature extraction was cancelled");
        const float* begin = emphasised.data() + t * kHop + kMargin;
        for (std::size_t i = 0; i < kWindow; ++i)
            frame[kMargin + i] = begin[i] * window[i];
        fft.forward(frame, spectrum);
        for (std::size_t b = 0; b < kBins; ++b)
            power[b] = std::norm(spectrum[b]);
        bands.apply(power, out.row(t));
    }
    return out;
}

Matrix mfccOfCepstra(const Matrix& cepstra) {
    std::array<double, kBins> frequencies{};
    for (std::size_t b = 0; b < kBins; ++b)
        frequencies[b] = static_cast<double>(b) * kRateHz / kFft;
    const Matrix cosines = warpedCosines(frequencies, cepstra.cols());
    std::array<float, kBins> emphasis{};
    for (std::size_t b = 0; b < kBins; ++b) {
        emphasis[b] =
            std::norm(1.0F - 0.97F * std::polar(1.0F, -static_cast<float>(2.0 * M_PI * frequencies[b] / kRateHz)));
    }
    const BandTransform bands;
    std::array<float, kBins> power{};
    Matrix out(cepstra.rows(), kStaticMfcc);
    for (std::size_t t = 0; t < cepstra.rows(); ++t) {
        const auto c = cepstra.row(t);
        for (std::size_t b = 0; b < kBins; ++b) {
            const auto row = cosines.row(b);
            const float logMagnitude = std::inner_product(c.begin(), c.end(), row.begin(), 0.0F);
            power[b] = std::exp(2.0F * std::min(logMagnitude, 20.0F)) * emphasis[b];
        }
        bands.apply(power, out.row(t));
    }
    return out;
}

Matrix alignmentFeatures(const Matrix& mfcc) {
    const std::size_t frames = mfcc.rows();
    constexpr std::size_t kAround = 40;  // 200 ms
    FrameSpan spoken = spokenFrames(mfcc);
    spoken = {spoken.begin - std::min(spoken.begin, kAround), std::min(frames, spoken.end + kAround)};
    const double count = std::max<double>(1.0, static_cast<double>(spoken.end - spoken.begin));
    Matrix normal(frames, kStaticMfcc);
    Matrix first(frames, kStaticMfcc);
    Matrix second(frames, kStaticMfcc);
    for (std::size_t k = 0; k < kStaticMfcc; ++k) {
        double sum = 0.0;
        double squares = 0.0;
        for (std::size_t t = spoken.begin; t < spoken.end; ++t)
            sum += static_cast<double>(mfcc(t, k));
        const double mean = sum / count;
        for (std::size_t t = spoken.begin; t < spoken.end; ++t)
            squares += std::pow(static_cast<double>(mfcc(t, k)) - mean, 2);
        const double deviation = std::sqrt(squares / count) + 1e-5;
        for (std::size_t t = 0; t < frames; ++t) {
            normal(t, k) = static_cast<float>((static_cast<double>(mfcc(t, k)) - mean) / deviation);
        }
        addDifference(normal, k, 2, 1.0F, first, k);
        addDifference(normal, k, 4, 0.5F, first, k);
        addDifference(first, k, 2, 1.0F, second, k);
    }
    constexpr float kScale = 1.0F / 1.5F;
    Matrix out(frames, kAlignmentWidth);
    for (std::size_t t = 0; t < frames; ++t) {
        for (std::size_t k = 0; k < kStaticMfcc; ++k) {
            out(t, k) = normal(t, k);
            out(t, kStaticMfcc + k) = first(t, k) * kScale;
            out(t, 2 * kStaticMfcc + k) = second(t, k) * kScale;
        }
    }
    return out;
}

}  // namespace timbre::instant
