// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/noise_hum.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace timbre {

namespace {
constexpr std::array<double, 2> kMainsHz{50.0, 60.0};
constexpr double kWorkRateHz = 2'000.0;
constexpr double kWindowSeconds = 0.4;
constexpr double kQuietShare = 0.25;  // Lines are judged in the quieter windows,
constexpr double kStandsOutDb = 9.0;  // and must stand out by this over what lies beside them.
constexpr double kLowestDb = -85.0;   // Fainter lines are of no concern.
// A line of the mains is as loud in the quietest windows as in the quiet ones; a voice that came by is not.
constexpr double kQuietestShare = 0.1;
constexpr double kSteadyDb = 2.0;

std::size_t windowSize(double rateHz) {
    const auto size = static_cast<std::size_t>(std::lround(kWindowSeconds * rateHz));
    return std::max<std::size_t>(size + size % 2, 64);
}

/// Power gain of the low-pass before decimation, bounded so that it can be divided by.
double meanOfTwoGroupsGain(double hz, double groupRateHz) {
    const double x = 2.0 * std::numbers::pi * hz / groupRateHz;
    return std::max(std::pow(std::sin(x) / x, 2.0), 0.1);
}
}  // namespace

HumMeter::HumMeter(int sampleRateHz)
    : decimation_(std::max<std::size_t>(static_cast<std::size_t>(sampleRateHz / kWorkRateHz), 1)),
      windowRateHz_(static_cast<double>(sampleRateHz) / static_cast<double>(decimation_)),
      fft_(windowSize(windowRateHz_)),
      window_(fft_.size()),
      buffer_(fft_.size()),
      windowed_(fft_.size()),
      spectrum_(fft_.bins()) {
    const auto size = static_cast<double>(window_.size());
    for (std::size_t i = 0; i < window_.size(); ++i) {
        const double phase = 2.0 * std::numbers::pi * (static_cast<double>(i) + 0.5) / size;
        // Blackman: a voice beside a line must not leak into it.
        window_[i] = static_cast<float>(0.42 - 0.5 * std::cos(phase) + 0.08 * std::cos(2.0 * phase));
    }
}

void HumMeter::push(std::span<const float> samples) noexcept {
    for (const float sample : samples) {
        sum_ += static_cast<double>(sample);
        if (++summed_ < decimation_) {
            continue;
        }
        // Mean over two neighbouring groups: a triangular low-pass, enough for lines below 500 Hz.
        const double scale = 0.5 / static_cast<double>(decimation_);
        buffer_[filled_++] = static_cast<float>((sum_ + previousSum_) * scale);
        previousSum_ = sum_;
        sum_ = 0.0;
        summed_ = 0;
        if (filled_ == buffer_.size()) {
            analyse();
            filled_ = buffer_.size() / 2;
            std::copy(buffer_.end() - static_cast<std::ptrdiff_t>(filled_), buffer_.end(), buffer_.begin());
        }
    }
}

void HumMeter::analyse() noexcept {
    double windowPower = 0.0;
    for (std::size_t i = 0; i < buffer_.size(); ++i) {
        windowed_[i] = buffer_[i] * window_[i];
        windowPower += static_cast<double>(window_[i]) * window_[i];
    }
    fft_.forward(windowed_, spectrum_);
    const auto size = static_cast<double>(buffer_.size());
    const double hzPerBin = windowRateHz_ / size;
    const auto powerAround = [&](double hz, double reachHz) {
        const auto from = static_cast<std::size_t>(std::max(0.0, std::ceil((hz - reachHz) / hzPerBin)));
        const auto to = std::min(static_cast<std::size_t>((hz + reachHz) / hzPerBin), spectrum_.size() - 1);
        double power = 0.0;
        for (std::size_t bin = from; bin <= to; ++bin) {
            power += 2.0 * static_cast<double>(std::norm(spectrum_[bin]));
        }
        return power / (size * windowPower);
    };
    for (std::size_t mains = 0; mains < kMainsHz.size(); ++mains) {
        for (std::size_t h = 0; h < kHarmonics; ++h) {
            const double hz = kMainsHz[mains] * static_cast<double>(h + 1);
            if (hz + 25.0 > windowRateHz_ / 2.0) {
                break;
            }
            const double line = powerAround(hz, 7.6);
            const double below = powerAround(hz - 18.0, 5.1);
            const double above = powerAround(hz + 18.0, 5.1);
            lines_[mains][h].line.add(10.0 * std::log10(line / meanOfTwoGroupsGain(hz, windowRateHz_) + 1e-13));
            lines_[mains][h].beside.add(10.0 * std::log10(std::max(below, above) * 1.5 + 1e-13));
        }
    }
}

double HumMeter::linePower(const Line& line) const {
    const double level = line.line.quantileDb(kQuietShare);
    const bool standsOut = level > line.beside.quantileDb(kQuietShare) + kStandsOutDb;
    const bool isSteady = level - line.line.quantileDb(kQuietestShare) < kSteadyDb;
    return line.line.total() > 0 && standsOut && isSteady ? std::pow(10.0, level / 10.0) : 0.0;
}

Hum HumMeter::hum() const {
    Hum best;
    for (std::size_t mains = 0; mains < kMainsHz.size(); ++mains) {
        double power = 0.0;
        // 300 Hz belongs to both; the fundamental or its double must be there to tell them apart.
        const bool tells = linePower(lines_[mains][0]) > 0.0 || linePower(lines_[mains][1]) > 0.0;
        for (const Line& line : lines_[mains]) {
            power += tells ? linePower(line) : 0.0;
        }
        const double db = 10.0 * std::log10(power + 1e-13);
        if (db > std::max(best.db, kLowestDb)) {
            best = {.hz = kMainsHz[mains], .db = db};
        }
    }
    return best;
}

}  // namespace timbre
