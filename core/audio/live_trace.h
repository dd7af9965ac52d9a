// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>
#include <vector>

#include "core/audio/fft.h"
#include "core/audio/local_noise.h"

namespace timbre {

/// 10 ms of an input: what the rolling waveform and spectrogram draw.
struct LiveColumn {
    static constexpr std::size_t kBands = 96;
    float lowest = 0.0F;   ///< Smallest sample.
    float highest = 0.0F;  ///< Largest sample.
    float rms = 0.0F;
    /// Loudest frequency of each band, 0 is -84 dBFS and less, 255 is -24 dBFS and more (a sine's level). Bands are equally
    /// wide on the mel scale from 0 to 8 kHz, the lowest first; those over half the sample rate are 0.
    std::array<std::uint8_t, kBands> mel{};
    bool operator==(const LiveColumn&) const = default;
};

/// Something to point at in the rolling view, in columns since the input was opened.
struct LiveMark {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    LocalNoiseKind kind = LocalNoiseKind::Knock;
    bool operator==(const LiveMark&) const = default;
};

/// The last minute of an input in columns of 10 ms. Written by the thread that hears the input; read by the one that
/// paints, which never waits longer than one copy takes.
class LiveTrace {
  public:
    static constexpr int kColumnsPerSecond = 100;
    static constexpr std::size_t kKeptColumns = 60 * kColumnsPerSecond;

    explicit LiveTrace(int sampleRateHz);

    /// One channel. Thread: the input's. Never allocates.
    void push(std::span<const float> mono);

    // Any thread.
    /// How many there have been since the input was opened.
    [[nodiscard]] std::uint64_t columns() const;
    /// Replaces `out` by the columns from number `from` on, as far as they are still kept, and returns the number of the
    /// first one; the next call goes on at that plus out.size().
    std::uint64_t copySince(std::uint64_t from, std::vector<LiveColumn>& out) const;
    void mark(const LiveMark& mark);
    /// Those that are not older than the columns kept.
    [[nodiscard]] std::vector<LiveMark> marks() const;

  private:
    static constexpr std::size_t kWindow = 1024;
    /// Part of the spectrum that a band hears, with its gains.
    struct Band {
        std::size_t firstBin = 0;
        std::vector<float> gains;
    };
    void endColumn();
    void analyse(LiveColumn& column);

    double samplesPerColumn_;
    std::uint64_t samples_ = 0;  ///< Heard.
    std::uint64_t columnEnd_;
    std::uint64_t made_ = 0;  ///< Columns, also those not yet published.
    LiveColumn present_;
    double power_ = 0.0;
    std::size_t count_ = 0;
    std::array<float, kWindow> history_{};  ///< Ring of the last samples.
    std::size_t historyAt_ = 0;
    RealFft fft_{kWindow};
    std::array<float, kWindow> window_{};
    std::array<float, kWindow> windowed_{};
    std::vector<std::complex<float>> spectrum_;
    std::vector<Band> bands_;

    mutable std::mutex mutex_;
    std::vector<LiveColumn> ring_;  ///< Under mutex_.
    std::uint64_t written_ = 0;     ///< Under mutex_.
    std::vector<LiveMark> marks_;   ///< Under mutex_.
};

}  // namespace timbre
