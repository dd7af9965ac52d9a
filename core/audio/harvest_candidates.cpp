// SPDX-License-Identifier: GPL-3.0-or-later
#include <world/matlabfunctions.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <complex>
#include <cstdint>
#include <numbers>

#include "core/audio/fft.h"
#include "core/audio/harvest.h"

namespace timbre::detail {

namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kTargetRateHz = 8000.0;
constexpr int kGreatestDecimation = 12;
constexpr double kChannelsPerOctave = 40.0;
constexpr int kLeastChannels = 10;  // neighbouring channels that must agree on a raw candidate
constexpr int kSpreadFrames = 3;    // a candidate is tried in this many frames to each side
constexpr std::size_t kHarmonics = 6;
constexpr double kLeastScore = 2.5;
constexpr double kNeverZero = 1e-12;

/// The signal at about 8 kHz without its mean.
struct SlowSignal {
    std::vector<double> samples;
    double rate = 0.0;
};

std::vector<double> decimateWithBorders(std::span<const double> x, int ratio) {
    const std::size_t length = (x.size() + static_cast<std::size_t>(ratio) - 1) / static_cast<std::size_t>(ratio);
    // The decimation filter rings at its ends; the outermost samples are held beyond them.
    const auto lag = static_cast<std::size_t>(std::ceil(140.0 / ratio)) * static_cast<std::size_t>(ratio);
    std::vector<double> held(x.size() + 2 * lag, x.front());
    std::ranges::copy(x, held.begin() + static_cast<std::ptrdiff_t>(lag));
    std::fill(held.end() - static_cast<std::ptrdiff_t>(lag), held.end(), x.back());
    std::vector<double> slow(held.size(), 0.0);
    decimate(held.data(), static_cast<int>(held.size()), ratio, slow.data());
    const auto first = slow.begin() + static_cast<std::ptrdiff_t>(lag / static_cast<std::size_t>(ratio));
    return {first, first + static_cast<std::ptrdiff_t>(length)};
}

SlowSignal slowDown(std::span<const double> x, int rate) {
    const int ratio = std::clamp(static_cast<int>(std::lround(rate / kTargetRateHz)), 1, kGreatestDecimation);
    SlowSignal slow;
    slow.rate = static_cast<double>(rate) / ratio;
    slow.samples = ratio == 1 ? std::vector<double>(x.begin(), x.end()) : decimateWithBorders(x, ratio);
    double mean = 0.0;
    for (const double sample : slow.samples) {
        mean += sample;
    }
    mean /= static_cast<double>(slow.samples.size());
    for (double& sample : slow.samples) {
        sample -= mean;
    }
    return slow;
}

/// Filters one signal by many short band passes: overlap-save with the signal's spectra computed once.
class BandFilterBank {
  public:
    BandFilterBank(const SlowSignal& signal, double lowestHz)
        : rate_(signal.rate),
          length_(signal.samples.size()),
          longest_(2 * halfLength(lowestHz) + 1),
          fft_(std::max<std::size_t>(8192, std::bit_ceil(4 * longest_))),
          step_(fft_.size() - longest_ + 1) {
        const std::size_t needed = length_ + halfLength(lowestHz) + 2;
        blocks_ = (needed + step_ - 1) / step_;
        spectra_.resize(blocks_ * fft_.bins());
        filter_.resize(fft_.bins());
        product_.resize(fft_.bins());
        time_.resize(fft_.size());
        output_.resize(blocks_ * step_);
        for (std::size_t b = 0; b < blocks_; ++b) {
            for (std::size_t i = 0; i < time_.size(); ++i) {
                const std::size_t shifted = b * step_ + i;  // index + longest_ - 1
                const bool inside = shifted + 1 >= longest_ && shifted + 1 - longest_ < length_;
                time_[i] = inside ? static_cast<float>(signal.samples[shifted + 1 - longest_]) : 0.0F;
            }
            fft_.forward(time_, spectrum(b));
        }
    }

    /// The signal within about an octave around `centreHz`, without delay but for Harvest's own one sample.
    std::span<const float> filter(double centreHz) {
        const std::size_t half = halfLength(centreHz);
        std::ranges::fill(time_, 0.0F);
        for (std::size_t i = 0; i <= 2 * half; ++i) {
            const double turn = 2.0 * kPi * static_cast<double>(i) / (2.0 * static_cast<double>(half));
            const double nuttall = 0.355768 - 0.487396 * std::cos(turn) + 0.144232 * std::cos(2.0 * turn) -
                                   0.012604 * std::cos(3.0 * turn);
            const double offset = static_cast<double>(i) - static_cast<double>(half);
            time_[i] = static_cast<float>(nuttall * std::cos(2.0 * kPi * centreHz * offset / rate_));
        }
        fft_.forward(time_, filter_);
        for (std::size_t b = 0; b < blocks_; ++b) {
            const auto source = spectrum(b);
            for (std::size_t k = 0; k < product_.size(); ++k) {
                const float re = source[k].real() * filter_[k].real() - source[k].imag() * filter_[k].imag();
                const float im = source[k].real() * filter_[k].imag() + source[k].imag() * filter_[k].real();
                product_[k] = {re, im};
            }
            fft_.inverse(product_, time_);
            std::copy(time_.begin() + static_cast<std::ptrdiff_t>(longest_ - 1), time_.end(),
                      output_.begin() + static_cast<std::ptrdiff_t>(b * step_));
        }
        return std::span<const float>(output_).subspan(half + 1, length_);
    }

  private:
    [[nodiscard]] std::size_t halfLength(double centreHz) const {
        return static_cast<std::size_t>(std::lround(rate_ / centreHz * 2.0));
    }
    std::span<std::complex<float>> spectrum(std::size_t block) {
        return std::span(spectra_).subspan(block * fft_.bins(), fft_.bins());
    }

    double rate_;
    std::size_t length_;
    std::size_t longest_;
    RealFft fft_;
    std::size_t step_;
    std::size_t blocks_ = 0;
    std::vector<std::complex<float>> spectra_;
    std::vector<std::complex<float>> filter_;
    std::vector<std::complex<float>> product_;
    std::vector<float> time_;
    std::vector<float> output_;
};

/// Where a band-limited signal crosses zero one way, as intervals: their middles in seconds and their frequencies.
class Intervals {
  public:
    void clear() {
        middles_.clear();
        frequencies_.clear();
        last_ = -1.0;
    }
    /// The sign changes between samples `index` and `index + 1`, whose values are these.
    void addCrossing(std::size_t index, float before, float after, double rate) {
        const double place = static_cast<double>(index) + 1.0 -
                             static_cast<double>(before) / (static_cast<double>(after) - static_cast<double>(before));
        if (last_ >= 0.0) {
            middles_.push_back((last_ + place) / 2.0 / rate);
            frequencies_.push_back(rate / (place - last_));
        }
        last_ = place;
    }
    [[nodiscard]] std::size_t size() const noexcept { return middles_.size(); }

    /// Adds to each frame the frequency at its time, on straight lines between the middles and beyond them.
    void addInterpolated(std::vector<double>& sums) const {
        std::size_t frame = 0;
        for (std::size_t k = 0; k + 1 < middles_.size(); ++k) {
            const double slope = (frequencies_[k + 1] - frequencies_[k]) / (middles_[k + 1] - middles_[k]);
            const bool last = k + 2 == middles_.size();
            for (; frame < sums.size(); ++frame) {
                const double time = static_cast<double>(frame) / 1000.0;
                if (!last && time >= middles_[k + 1]) {
                    break;
                }
                sums[frame] += frequencies_[k] + slope * (time - middles_[k]);
            }
        }
    }

  private:
    std::vector<double> middles_;
    std::vector<double> frequencies_;
    double last_ = -1.0;
};

/// Falling and rising crossings of the signal and of its slope: four views of the same period.
using FourIntervals = std::array<Intervals, 4>;

void findIntervals(std::span<const float> s, double rate, FourIntervals& found) {
    for (Intervals& intervals : found) {
        intervals.clear();
    }
    float slope = s.size() > 1 ? s[1] - s[0] : 0.0F;
    for (std::size_t i = 0; i + 1 < s.size(); ++i) {
        if (s[i] > 0.0F && s[i + 1] <= 0.0F) {
            found[0].addCrossing(i, s[i], s[i + 1], rate);
        } else if (s[i] < 0.0F && s[i + 1] >= 0.0F) {
            found[1].addCrossing(i, s[i], s[i + 1], rate);
        }
        if (i + 2 < s.size()) {
            const float next = s[i + 2] - s[i + 1];
            if (slope > 0.0F && next <= 0.0F) {
                found[2].addCrossing(i, slope, next, rate);
            } else if (slope < 0.0F && next >= 0.0F) {
                found[3].addCrossing(i, slope, next, rate);
            }
            slope = next;
        }
    }
}

/// Raw candidates: where at least ten neighbouring channels agree with their own frequency, the mean of what they
/// found.
class ChannelVotes {
  public:
    explicit ChannelVotes(std::size_t frames) : counts_(frames, 0), sums_(frames, 0.0) {}

    /// The next channel upwards; 0 means that it found nothing near its own frequency.
    void vote(std::size_t frame, double hz) {
        if (hz > 0.0) {
            ++counts_[frame];
            sums_[frame] += hz;
        } else if (counts_[frame] > 0) {
            close(frame);
        }
    }
    /// Candidates by frame, from low to high.
    std::vector<std::vector<double>> collect() {
        for (std::size_t frame = 0; frame < counts_.size(); ++frame) {
            close(frame);
        }
        std::vector<std::vector<double>> byFrame(counts_.size());
        for (const auto& [frame, hz] : found_) {
            byFrame[frame].push_back(hz);
        }
        return byFrame;
    }

  private:
    void close(std::size_t frame) {
        if (counts_[frame] >= kLeastChannels) {
            found_.emplace_back(frame, sums_[frame] / counts_[frame]);
        }
        counts_[frame] = 0;
        sums_[frame] = 0.0;
    }
    std::vector<int> counts_;
    std::vector<double> sums_;
    std::vector<std::pair<std::size_t, double>> found_;
};

std::vector<std::vector<double>> rawCandidates(const SlowSignal& signal, std::size_t frames,
                                               const HarvestRange& range) {
    const double lowest = range.floorHz * 0.9;
    const double highest = range.ceilHz * 1.1;
    const int channels = 1 + static_cast<int>(std::log2(highest / lowest) * kChannelsPerOctave);
    const auto centre = [&](int channel) { return lowest * std::exp2((channel + 1) / kChannelsPerOctave); };
    BandFilterBank bank(signal, centre(0));
    ChannelVotes votes(frames);
    FourIntervals intervals;
    std::vector<double> sums(frames);
    // The outermost channels have a neighbour on one side only and never count.
    for (int channel = 1; channel + 1 < channels; ++channel) {
        findIntervals(bank.filter(centre(channel)), signal.rate, intervals);
        std::ranges::fill(sums, 0.0);
        if (std::ranges::all_of(intervals, [](const Intervals& one) { return one.size() > 2; })) {
            for (const Intervals& one : intervals) {
                one.addInterpolated(sums);
            }
        }
        const double lower = std::max(centre(channel) * 0.9, range.floorHz);
        const double upper = std::min(centre(channel) * 1.1, range.ceilHz);
        for (std::size_t frame = 0; frame < frames; ++frame) {
            const double hz = sums[frame] / 4.0;
            votes.vote(frame, hz >= lower && hz <= upper ? hz : 0.0);
        }
    }
    return votes.collect();
}

/// A Blackman window over three periods and its slope.
struct Windows {
    double fraction = -1.0;  // where between two samples its middle lies
    std::vector<double> main;
    std::vector<double> slope;
};

/// Sharpens candidates by the instantaneous frequency of their first six harmonics.
class Refiner {
  public:
    Refiner(const SlowSignal& signal, const HarvestRange& range)
        : rate_(signal.rate),
          range_(range),
          margin_(static_cast<std::ptrdiff_t>(halfLength(range.floorHz * 0.8)) + 2),
          windows_(static_cast<std::size_t>(margin_)) {
        padded_.assign(signal.samples.size() + 2 * static_cast<std::size_t>(margin_), signal.samples.front());
        std::ranges::copy(signal.samples, padded_.begin() + margin_);
        std::fill(padded_.end() - margin_, padded_.end(), signal.samples.back());
    }

    /// nullopt-like: hz 0 where the harmonics disagree or lie outside the range.
    PitchCandidate refine(std::size_t frame, double hz) {
        const double position = static_cast<double>(frame) / 1000.0;
        const std::size_t half = halfLength(hz);
        const std::ptrdiff_t first = firstSample(position, half);
        const std::size_t length = 2 * half + 1;
        const auto available = static_cast<std::ptrdiff_t>(padded_.size() - length);
        const double* samples = padded_.data() + std::clamp<std::ptrdiff_t>(first + margin_, 0, available);
        const double size =
            std::ldexp(4.0, static_cast<int>(std::bit_width(length)) - 1);  // of Harvest's own transform
        const auto count = std::min<std::size_t>(static_cast<std::size_t>(rate_ / 2.0 / hz), kHarmonics);
        Harmonics bins{};
        for (std::size_t h = 0; h < count; ++h) {
            bins[h] = std::floor(hz * size / rate_ * static_cast<double>(h + 1) + 0.5);
        }
        return judge(hz, bins, size, count, spectrumAt(samples, windowsFor(half, position, first), bins, size));
    }

  private:
    using Harmonics = std::array<double, kHarmonics>;
    struct Spectrum {
        Harmonics power;
        Harmonics turn;  // product of spectrum and slope spectrum that tells the instantaneous frequency
    };

    [[nodiscard]] std::size_t halfLength(double hz) const { return static_cast<std::size_t>(1.5 * rate_ / hz + 1.0); }

    [[nodiscard]] std::ptrdiff_t firstSample(double position, std::size_t half) const {
        const double place = (position - static_cast<double>(half) / rate_) * rate_ + 0.001;
        return static_cast<std::ptrdiff_t>(place > 0.0 ? place + 0.5 : place - 0.5) - 1;
    }

    const Windows& windowsFor(std::size_t half, double position, std::ptrdiff_t first) {
        if (half >= windows_.size()) {
            windows_.resize(half + 1);
        }
        Windows& windows = windows_[half];
        const double fraction = static_cast<double>(first) - position * rate_ + static_cast<double>(half) + 2.0;
        if (std::fabs(windows.fraction - fraction) > 1e-9) {
            windows.fraction = fraction;
            fillWindows(half, (static_cast<double>(first) / rate_ - position) * rate_, windows);
        }
        return windows;
    }

    /// `offset`: of the first sample from the frame's time, in samples.
    static void fillWindows(std::size_t half, double offset, Windows& windows) {
        const std::size_t length = 2 * half + 1;
        windows.main.resize(length);
        windows.slope.resize(length);
        // Four turning pointers instead of a cosine for each sample.
        constexpr std::size_t kLanes = 4;
        const double step = 2.0 * kPi / static_cast<double>(length);
        std::array<double, kLanes> re{};
        std::array<double, kLanes> im{};
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            re[lane] = std::cos(step * (offset + static_cast<double>(lane)));
            im[lane] = std::sin(step * (offset + static_cast<double>(lane)));
        }
        const double stepRe = std::cos(kLanes * step);
        const double stepIm = std::sin(kLanes * step);
        for (std::size_t i = 0; i < length; i += kLanes) {
            for (std::size_t lane = 0; lane < kLanes; ++lane) {
                if (i + lane < length) {
                    windows.main[i + lane] = 0.42 + 0.5 * re[lane] + 0.08 * (2.0 * re[lane] * re[lane] - 1.0);
                }
                const double turned = re[lane] * stepRe - im[lane] * stepIm;
                im[lane] = re[lane] * stepIm + im[lane] * stepRe;
                re[lane] = turned;
            }
        }
        windows.slope.front() = -windows.main[1] / 2.0;
        for (std::size_t i = 1; i + 1 < length; ++i) {
            windows.slope[i] = -(windows.main[i + 1] - windows.main[i - 1]) / 2.0;
        }
        windows.slope.back() = windows.main[length - 2] / 2.0;
    }

    /// Goertzel's algorithm at the harmonics only: a whole transform would be thrown away but for six of its bins.
    static Spectrum spectrumAt(const double* samples, const Windows& windows, const Harmonics& bins, double size) {
        Harmonics angle{};
        Harmonics twice{};
        for (std::size_t h = 0; h < kHarmonics; ++h) {
            angle[h] = 2.0 * kPi * bins[h] / size;
            twice[h] = 2.0 * std::cos(angle[h]);
        }
        Harmonics main1{};
        Harmonics main2{};
        Harmonics slope1{};
        Harmonics slope2{};
        const double* mainWindow = windows.main.data();
        const double* slopeWindow = windows.slope.data();
        for (std::size_t i = 0; i < windows.main.size(); ++i) {
            const double a = samples[i] * mainWindow[i];
            const double b = samples[i] * slopeWindow[i];
            for (std::size_t h = 0; h < kHarmonics; ++h) {
                const double nextMain = (a - main2[h]) + twice[h] * main1[h];
                main2[h] = main1[h];
                main1[h] = nextMain;
                const double nextSlope = (b - slope2[h]) + twice[h] * slope1[h];
                slope2[h] = slope1[h];
                slope1[h] = nextSlope;
            }
        }
        Spectrum spectrum{};
        for (std::size_t h = 0; h < kHarmonics; ++h) {
            const double c = twice[h] / 2.0;
            const double s = std::sin(angle[h]);
            const double mainRe = main1[h] - c * main2[h];
            const double mainIm = s * main2[h];
            const double slopeRe = slope1[h] - c * slope2[h];
            const double slopeIm = s * slope2[h];
            spectrum.power[h] = mainRe * mainRe + mainIm * mainIm;
            spectrum.turn[h] = mainRe * slopeIm - mainIm * slopeRe;
        }
        return spectrum;
    }

    [[nodiscard]] PitchCandidate judge(double hz, const Harmonics& bins, double size, std::size_t count,
                                       const Spectrum& spectrum) const {
        double weighted = 0.0;
        double weights = 0.0;
        double disagreement = 0.0;
        for (std::size_t h = 0; h < count; ++h) {
            const double order = static_cast<double>(h) + 1.0;
            const double exact =
                spectrum.power[h] == 0.0
                    ? 0.0
                    : bins[h] * rate_ / size + spectrum.turn[h] / spectrum.power[h] * rate_ / 2.0 / kPi;
            const double amplitude = std::sqrt(spectrum.power[h]);
            weighted += amplitude * exact;
            weights += amplitude * order;
            disagreement += std::fabs((exact / order - hz) / hz);
        }
        const PitchCandidate refined{.hz = weighted / (weights + kNeverZero),
                                     .score = 1.0 / (disagreement / static_cast<double>(count) + kNeverZero)};
        const bool good = refined.hz >= range_.floorHz && refined.hz <= range_.ceilHz && refined.score >= kLeastScore;
        return good ? refined : PitchCandidate{};
    }

    double rate_;
    HarvestRange range_;
    std::ptrdiff_t margin_;
    std::vector<double> padded_;
    std::vector<Windows> windows_;  // by half length
};

}  // namespace

CandidateTrack harvestCandidates(std::span<const double> samples, int sampleRateHz, const HarvestRange& range) {
    const SlowSignal signal = slowDown(samples, sampleRateHz);
    const auto frames = static_cast<std::size_t>(1000.0 * static_cast<double>(samples.size()) / sampleRateHz) + 1;
    const auto raw = rawCandidates(signal, frames, range);
    Refiner refiner(signal, range);
    CandidateTrack track;
    for (std::size_t frame = 0; frame < frames; ++frame) {
        track.beginFrame();
        const auto tryAll = [&](const std::vector<double>& candidates) {
            for (const double hz : candidates) {
                const PitchCandidate refined = refiner.refine(frame, hz);
                if (refined.hz > 0.0) {
                    track.add(refined);
                }
            }
        };
        // Own candidates, then those of the frames before, then those of the frames after: the first of equals wins.
        tryAll(raw[frame]);
        for (std::size_t k = 1; k <= kSpreadFrames && k <= frame; ++k) {
            tryAll(raw[frame - k]);
        }
        for (std::size_t k = 1; k <= kSpreadFrames && frame + k < frames; ++k) {
            tryAll(raw[frame + k]);
        }
    }
    return track;
}

}  // namespace timbre::detail
