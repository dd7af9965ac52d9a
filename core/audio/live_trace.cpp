// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/live_trace.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace timbre {

namespace {

constexpr double kHighestHz = 8'000.0;
constexpr double kLowestDb = -84.0;
constexpr double kHighestDb = -24.0;

double melOf(double hz) { return 2595.0 * std::log10(1.0 + hz / 700.0); }
double hertzOf(double mel) { return 700.0 * (std::pow(10.0, mel / 2595.0) - 1.0); }

}  // namespace

LiveTrace::LiveTrace(int sampleRateHz)
    : samplesPerColumn_(static_cast<double>(sampleRateHz) / kColumnsPerSecond),
      columnEnd_(static_cast<std::uint64_t>(samplesPerColumn_)),
      spectrum_(fft_.bins()),
      ring_(kKeptColumns) {
    for (std::size_t i = 0; i < kWindow; ++i) {
        window_[i] = static_cast<float>(
            0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(kWindow)));
    }
    const double binHz = static_cast<double>(sampleRateHz) / kWindow;
    const double step = melOf(kHighestHz) / (LiveColumn::kBands + 1);
    for (std::size_t b = 0; b < LiveColumn::kBands; ++b) {
        const double centre = hertzOf(step * static_cast<double>(b + 1)) / binHz;
        // Deep bands are narrower than a bin; each still reaches the bins on both sides of its middle.
        const double below = std::max(1.0, centre - hertzOf(step * static_cast<double>(b)) / binHz);
        const double above = std::max(1.0, hertzOf(step * static_cast<double>(b + 2)) / binHz - centre);
        Band band;
        for (std::size_t bin = 1; bin + 1 < fft_.bins(); ++bin) {
            const double offset = static_cast<double>(bin) - centre;
            const double gain = offset < 0.0 ? 1.0 + offset / below : 1.0 - offset / above;
            if (gain <= 0.0) {
                continue;
            }
            if (band.gains.empty()) {
                band.firstBin = bin;
            }
            // The Hann window takes 6 dB of a sine's amplitude and another 6 dB are in its mirror image.
            const double scale = 4.0 / static_cast<double>(kWindow);
            band.gains.push_back(static_cast<float>(gain * scale * scale));
        }
        bands_.push_back(std::move(band));
    }
}

void LiveTrace::push(std::span<const float> mono) {
    for (const float given : mono) {
        const float sample = std::isfinite(given) ? given : 0.0F;
        present_.lowest = count_ == 0 ? sample : std::min(present_.lowest, sample);
        present_.highest = count_ == 0 ? sample : std::max(present_.highest, sample);
        power_ += static_cast<double>(sample) * sample;
        ++count_;
        history_[historyAt_] = sample;
        historyAt_ = (historyAt_ + 1) % kWindow;
        if (++samples_ >= columnEnd_) {
            endColumn();
        }
    }
}

void LiveTrace::endColumn() {
    present_.rms = count_ > 0 ? static_cast<float>(std::sqrt(power_ / static_cast<double>(count_))) : 0.0F;
    analyse(present_);
    {
        const std::scoped_lock lock(mutex_);
        ring_[written_ % kKeptColumns] = present_;
        ++written_;
    }
    ++made_;
    columnEnd_ = static_cast<std::uint64_t>(samplesPerColumn_ * static_cast<double>(made_ + 1));
    present_ = {};
    power_ = 0.0;
    count_ = 0;
}

void LiveTrace::analyse(LiveColumn& column) {
    for (std::size_t i = 0; i < kWindow; ++i) {
        windowed_[i] = history_[(historyAt_ + i) % kWindow] * window_[i];
    }
    fft_.forward(windowed_, spectrum_);
    for (std::size_t b = 0; b < bands_.size(); ++b) {
        float loudest = 0.0F;
        for (std::size_t i = 0; i < bands_[b].gains.size(); ++i) {
            loudest = std::max(loudest, std::norm(spectrum_[bands_[b].firstBin + i]) * bands_[b].gains[i]);
        }
        const double level = 10.0 * std::log10(std::max(static_cast<double>(loudest), 1e-12));
        const double share = std::clamp((level - kLowestDb) / (kHighestDb - kLowestDb), 0.0, 1.0);
        column.mel[b] = static_cast<std::uint8_t>(std::lround(share * 255.0));
    }
}

std::uint64_t LiveTrace::columns() const {
    const std::scoped_lock lock(mutex_);
    return written_;
}

std::uint64_t LiveTrace::copySince(std::uint64_t from, std::vector<LiveColumn>& out) const {
    const std::scoped_lock lock(mutex_);
    const std::uint64_t oldest = written_ > kKeptColumns ? written_ - kKeptColumns : 0;
    const std::uint64_t first = std::clamp(from, oldest, written_);
    out.clear();
    for (std::uint64_t i = first; i < written_; ++i) {
        out.push_back(ring_[i % kKeptColumns]);
    }
    return first;
}

void LiveTrace::mark(const LiveMark& mark) {
    const std::scoped_lock lock(mutex_);
    std::erase_if(marks_, [&](const LiveMark& old) { return old.to + kKeptColumns < written_; });
    marks_.push_back(mark);
}

std::vector<LiveMark> LiveTrace::marks() const {
    const std::scoped_lock lock(mutex_);
    std::vector<LiveMark> kept = marks_;
    std::erase_if(kept, [&](const LiveMark& old) { return old.to + kKeptColumns < written_; });
    return kept;
}

}  // namespace timbre
