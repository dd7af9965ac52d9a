// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/noise_model.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <vector>

namespace timbre {

namespace {

constexpr double kStepDb = LevelHistogram::kStepDb;

double fromDb(double db) { return std::pow(10.0, db / 10.0); }
double toDb(double power) { return 10.0 * std::log10(std::max(power, 1e-13)); }
double normalCdf(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }

// Levels of 20 ms frames of clean read speech against their active mean: two normal lumps (vowels; everything softer),
// fitted to three readers of LJSpeech and LibriSpeech, and a long thin tail (onsets, decays) down to where recordings
// have their pauses.
constexpr double kLoudShare = 0.52;
constexpr double kLoudCentreDb = -0.2;
constexpr double kLoudSpreadDb = 4.1;
constexpr double kSoftCentreDb = -14.2;
constexpr double kSoftSpreadDb = 9.3;
constexpr double kTailFromDb = -20.0;
constexpr double kTailFloor = 0.006;  // Per dB.
constexpr double kTailFallDb = 9.0;
constexpr double kTailFadeDb = -42.0;
constexpr double kTailToDb = -50.0;
// From the definition of SNR: active frames lie this near the 95th percentile.
constexpr double kActiveBelowPeakDb = 25.0;

/// Share of speech frames per level, against the mean power of the active ones.
struct SpeechPrior {
    static constexpr double kFromDb = kTailToDb;
    static constexpr std::size_t kBins = 62;  // 1 dB each.
    std::array<double, kBins> share{};
    double offsetDb = 0.0;

    SpeechPrior() {
        const auto lump = [](double x, double centre, double spread) {
            return std::exp(-0.5 * (x - centre) * (x - centre) / (spread * spread)) / spread /
                   std::sqrt(2.0 * std::numbers::pi);
        };
        for (std::size_t i = 0; i < kBins; ++i) {
            const double x = rawDb(i);
            const auto lumps = [&](double at) {
                return kLoudShare * lump(at, kLoudCentreDb, kLoudSpreadDb) +
                       (1.0 - kLoudShare) * lump(at, kSoftCentreDb, kSoftSpreadDb);
            };
            const double fade = std::clamp((x - kTailToDb) / (kTailFadeDb - kTailToDb), 0.0, 1.0);
            const double tail =
                kTailFloor + (lumps(kTailFromDb) - kTailFloor) * std::exp((x - kTailFromDb) / kTailFallDb);
            share[i] = fade * (x > kTailFromDb ? lumps(x) : tail);
        }
        const double sum = std::accumulate(share.begin(), share.end(), 0.0);
        std::ranges::for_each(share, [sum](double& s) { s /= sum; });
        offsetDb = -activeMeanDb(0.0).meanDb;
    }

    [[nodiscard]] static double rawDb(std::size_t i) { return kFromDb + static_cast<double>(i) + 0.5; }
    [[nodiscard]] double levelDb(std::size_t i) const { return rawDb(i) + offsetDb; }

    struct Active {
        double share;
        double meanDb;
    };
    /// By the definition of SNR, where `pauseShare` of all frames are silence.
    [[nodiscard]] Active activeMeanDb(double pauseShare) const {
        const double above = std::min(1.0, 0.05 / std::max(1e-3, 1.0 - pauseShare));
        const double threshold = exceededDb(above) - kActiveBelowPeakDb;
        double count = 0.0;
        double power = 0.0;
        for (std::size_t i = 0; i < kBins; ++i) {
            if (levelDb(i) >= threshold) {
                count += share[i];
                power += share[i] * fromDb(levelDb(i));
            }
        }
        return {count, toDb(power / count)};
    }

    /// Level that `fraction` of the speech frames exceed.
    [[nodiscard]] double exceededDb(double fraction) const {
        std::size_t i = kBins - 1;
        while (i > 0 && fraction > share[i]) {
            fraction -= share[i--];
        }
        return levelDb(i) + 0.5 - fraction / std::max(share[i], 1e-9);
    }
};

constexpr std::array<double, 9> kSpreadsDb{0.4, 0.7, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0};
constexpr int kLowestGapDb = -8;  // Speech mean over noise mean.
constexpr int kGaps = 90;
constexpr double kOffsetFromDb = -20.0;       // Of a frame's level against the noise mean.
constexpr std::ptrdiff_t kOffsetOrigin = 40;  // Entry of the noise mean itself.
constexpr std::size_t kOffsets = 240;
constexpr double kOutlier = 1e-6;
constexpr std::array<double, 16> kPauseShares{0.0, .03, .06, .1, .15, .2, .25, .3, .35, .4, .5, .6, .7, .8, .9, .96};

/// Natural logarithm to 2e-5, in a form the compiler can vectorise (Chebyshev fit of log2 over one octave).
float quickLog(float x) noexcept {
    const auto bits = std::bit_cast<std::uint32_t>(x);
    const float octave = static_cast<float>(static_cast<std::int32_t>(bits >> 23U) - 127);
    const float m = std::bit_cast<float>((bits & 0x007FFFFFU) | 0x3F800000U);
    float log2m = -0.40947559F + 0.043928628F * m;
    log2m = 1.6101775F + log2m * m;
    log2m = -3.5202188F + log2m * m;
    log2m = 5.0697563F + log2m * m;
    log2m = -2.7941537F + log2m * m;
    return (octave + log2m) * 0.69314718F;
}

using Row = std::array<float, kOffsets>;

/// Probability of a frame's level against the noise mean, per spread of the noise and distance of the speech.
struct Tables {
    SpeechPrior prior;
    std::array<Row, kSpreadsDb.size()> noise{};
    std::vector<Row> speech{kSpreadsDb.size() * kGaps};

    Tables() {
        for (std::size_t s = 0; s < kSpreadsDb.size(); ++s) {
            fillNoise(s);
            for (int gap = 0; gap < kGaps; ++gap) {
                fillSpeech(s, gap);
            }
        }
    }

    [[nodiscard]] const Row& speechRow(std::size_t spread, int gap) const {
        return speech[spread * kGaps + static_cast<std::size_t>(gap)];
    }

  private:
    void fillNoise(std::size_t s) {
        for (std::size_t i = 0; i < kOffsets; ++i) {
            const double low = kOffsetFromDb + (static_cast<double>(i) - 0.5) * kStepDb;
            noise[s][i] = static_cast<float>(normalCdf((low + kStepDb) / kSpreadsDb[s]) -
                                             normalCdf(low / kSpreadsDb[s]) + kOutlier);
        }
    }

    void fillSpeech(std::size_t s, int gap) {
        constexpr int kNodes = 9;
        constexpr int kPerBin = 4;
        std::array<double, kOffsets> row{};
        for (int node = 0; node < kNodes; ++node) {
            const double z = -2.4 + 4.8 * node / (kNodes - 1);
            const double weight = std::exp(-0.5 * z * z);
            const double noisePower = fromDb(z * kSpreadsDb[s]);
            for (std::size_t i = 0; i < SpeechPrior::kBins; ++i) {
                for (int part = 0; part < kPerBin; ++part) {
                    const double speechDb = kLowestGapDb + gap + prior.levelDb(i) + (part + 0.5) / kPerBin - 0.5;
                    const double place = (toDb(fromDb(speechDb) + noisePower) - kOffsetFromDb) / kStepDb;
                    const double bin = std::clamp(place, 0.0, static_cast<double>(kOffsets) - 2.0);
                    const auto at = static_cast<std::size_t>(bin);
                    const double mass = weight * prior.share[i];
                    row[at] += mass * (1.0 - (bin - std::floor(bin)));
                    row[at + 1] += mass * (bin - std::floor(bin));
                }
            }
        }
        const double sum = std::accumulate(row.begin(), row.end(), 0.0);
        Row& out = speech[s * kGaps + static_cast<std::size_t>(gap)];
        for (std::size_t i = 0; i < kOffsets; ++i) {
            out[i] = static_cast<float>(row[i] / sum + kOutlier);
        }
    }
};

const Tables& tables() {
    static const Tables shared;
    return shared;
}

/// One point of the grid and how well it explains the histogram.
struct Guess {
    std::size_t noiseBin = 0;
    std::size_t spread = 0;
    int gap = 0;
    std::size_t pause = 0;
    double logLikelihood = -std::numeric_limits<double>::infinity();
};

class Fit {
  public:
    explicit Fit(const LevelHistogram& levels) : levels_(levels) {
        const auto frames = static_cast<double>(levels.total());
        // Overlapping frames of one sound are not independent evidence, and two minutes are as good as two hours.
        const double evidence = kEvidencePerFrame * std::min(1.0, kEnoughFrames / frames);
        for (std::size_t bin = 0; bin < LevelHistogram::kBins; ++bin) {
            const double weight = levels.count(bin) * evidence;
            weights_[bin] = static_cast<float>(weight);
            weightBefore_[bin + 1] = weightBefore_[bin] + weight;
            if (weight > 0.0) {
                firstBin_ = std::min(firstBin_, static_cast<std::ptrdiff_t>(bin));
                endBin_ = static_cast<std::ptrdiff_t>(bin) + 1;
            }
        }
        for (std::size_t p = 0; p < kPauseShares.size(); ++p) {
            const double exceeding = std::min(0.05, 0.5 * (1.0 - kPauseShares[p]));
            const double inSpeech = std::min(0.5, exceeding / (1.0 - kPauseShares[p]));
            likelySpeechDb_[p] = levels.quantileDb(1.0 - exceeding) - tables().prior.exceededDb(inSpeech);
        }
    }

    [[nodiscard]] SpeechNoiseLevels run();

  private:
    static constexpr double kEvidencePerFrame = 0.3;
    static constexpr double kEnoughFrames = 12'000;

    [[nodiscard]] double logLikelihood(const Guess& guess) const;
    void improve(Guess& best, std::size_t noiseBin, std::size_t spread, int gapReach, int gapStep, bool remember);

    const LevelHistogram& levels_;
    std::array<float, LevelHistogram::kBins> weights_{};
    std::array<double, LevelHistogram::kBins + 1> weightBefore_{};
    std::ptrdiff_t firstBin_ = LevelHistogram::kBins;
    std::ptrdiff_t endBin_ = 0;
    std::array<double, kPauseShares.size()> likelySpeechDb_{};
    std::vector<Guess> remembered_;
};

double Fit::logLikelihood(const Guess& guess) const {
    const auto noiseShare = static_cast<float>(kPauseShares[guess.pause]);
    const float speechShare = 1.0F - noiseShare;
    const Row& noise = tables().noise[guess.spread];
    const Row& speech = tables().speechRow(guess.spread, guess.gap);
    // Entry 0 of the rows stands for this bin; bins outside the rows are outliers.
    const std::ptrdiff_t origin = static_cast<std::ptrdiff_t>(guess.noiseBin) - kOffsetOrigin;
    const auto last = static_cast<std::ptrdiff_t>(LevelHistogram::kBins);
    const std::ptrdiff_t from = std::max(origin, std::ptrdiff_t{0});
    const std::ptrdiff_t to = std::min(origin + static_cast<std::ptrdiff_t>(kOffsets), last);
    const std::ptrdiff_t begin = std::clamp(firstBin_, from, to);
    const std::ptrdiff_t end = std::clamp(endBin_, begin, to);

    constexpr std::ptrdiff_t kLanes = 8;  // Sums side by side, so that the compiler may use vector instructions.
    std::array<float, kLanes> sums{};
    std::ptrdiff_t bin = begin;
    const auto term = [&](std::ptrdiff_t at) {
        const auto row = static_cast<std::size_t>(at - origin);
        return weights_[static_cast<std::size_t>(at)] * quickLog(noiseShare * noise[row] + speechShare * speech[row]);
    };
    for (; bin + kLanes <= end; bin += kLanes) {
        for (std::ptrdiff_t lane = 0; lane < kLanes; ++lane) {
            sums[static_cast<std::size_t>(lane)] += term(bin + lane);
        }
    }
    float inside = 0.0F;
    for (; bin < end; ++bin) {
        inside += term(bin);
    }
    inside = std::accumulate(sums.begin(), sums.end(), inside);
    const double seen = weightBefore_[static_cast<std::size_t>(end)] - weightBefore_[static_cast<std::size_t>(begin)];
    const double outliers = (weightBefore_.back() - seen) * std::log(kOutlier);
    // Readers pause for about a fifth of the time; anything between none and nearly always happens.
    const double unusual = (kPauseShares[guess.pause] - 0.25) / 0.3;
    return inside + outliers - 0.5 * unusual * unusual;
}

void Fit::improve(Guess& best, std::size_t noiseBin, std::size_t spread, int gapReach, int gapStep, bool remember) {
    for (std::size_t pause = 0; pause < kPauseShares.size(); ++pause) {
        const int centre =
            static_cast<int>(std::lround(likelySpeechDb_[pause] - LevelHistogram::centreDb(noiseBin))) - kLowestGapDb;
        for (int step = -gapReach; step <= gapReach; step += gapStep) {
            Guess guess{.noiseBin = noiseBin, .spread = spread, .gap = centre + step, .pause = pause};
            if (guess.gap < 0 || guess.gap >= kGaps) {
                continue;
            }
            guess.logLikelihood = logLikelihood(guess);
            if (remember && guess.logLikelihood > best.logLikelihood - 12.0) {
                remembered_.push_back(guess);
            }
            if (guess.logLikelihood > best.logLikelihood) {
                best = guess;
            }
        }
    }
}

SpeechNoiseLevels Fit::run() {
    constexpr std::size_t kCoarse = 4;
    const double lowest = std::max(levels_.quantileDb(0.01) - 3.0, LevelHistogram::centreDb(0));
    const double highest = std::max(levels_.quantileDb(0.95) + 2.0, lowest + 4.0);
    Guess best;
    for (std::size_t bin = LevelHistogram::binOf(lowest); bin <= LevelHistogram::binOf(highest); bin += kCoarse) {
        for (const std::size_t spread : {std::size_t{1}, std::size_t{3}, std::size_t{6}}) {
            improve(best, bin, spread, 2, 2, false);
        }
    }
    const std::size_t from = best.noiseBin >= kCoarse ? best.noiseBin - kCoarse : 0;
    const std::size_t to = std::min(best.noiseBin + kCoarse, LevelHistogram::kBins - 1);
    for (std::size_t bin = from; bin <= to; ++bin) {
        for (std::size_t spread = 0; spread < kSpreadsDb.size(); ++spread) {
            improve(best, bin, spread, 3, 1, true);
        }
    }

    const double total = fromDb(levels_.meanPowerDb());
    double weightSum = 0.0;
    double noiseDb = 0.0;
    double speechDb = 0.0;
    double pauseShare = 0.0;
    for (const Guess& guess : remembered_) {
        const double weight = std::exp(guess.logLikelihood - best.logLikelihood);
        const double spread = kSpreadsDb[guess.spread];
        // The mean of a log-normal power lies ln(10)/20 of the squared spread (dB) over its median.
        const double noise = LevelHistogram::centreDb(guess.noiseBin) + std::log(10.0) / 20.0 * spread * spread;
        // What is not noise is speech, all of it within the active frames but for a negligible rest.
        const double pause = kPauseShares[guess.pause];
        const double speech =
            std::max(total - fromDb(noise), 1e-3 * total) / ((1.0 - pause) * tables().prior.activeMeanDb(pause).share);
        weightSum += weight;
        noiseDb += weight * noise;
        speechDb += weight * toDb(speech);
        pauseShare += weight * pause;
    }
    SpeechNoiseLevels result;
    result.noiseDb = noiseDb / weightSum;
    result.speechDb = speechDb / weightSum;
    result.pauseShare = pauseShare / weightSum;
    result.speechFound = true;
    return result;
}

}  // namespace

void LevelHistogram::add(double levelDb) noexcept {
    ++counts_[binOf(levelDb)];
    ++total_;
}

std::size_t LevelHistogram::binOf(double levelDb) noexcept {
    const double place = (levelDb - kLowestDb) / kStepDb;
    return place > 0.0 ? static_cast<std::size_t>(std::min(place, static_cast<double>(kBins - 1))) : 0;  // NaN: lowest.
}

double LevelHistogram::quantileDb(double share) const noexcept {
    const double wanted = share * static_cast<double>(total_);
    double passed = 0.0;
    for (std::size_t bin = 0; bin < kBins; ++bin) {
        if (counts_[bin] > 0 && passed + counts_[bin] >= wanted) {
            return kLowestDb + (static_cast<double>(bin) + (wanted - passed) / counts_[bin]) * kStepDb;
        }
        passed += counts_[bin];
    }
    return kLowestDb;
}

double LevelHistogram::meanPowerDb() const noexcept {
    double power = 0.0;
    for (std::size_t bin = 0; bin < kBins; ++bin) {
        if (counts_[bin] > 0) {
            power += counts_[bin] * fromDb(centreDb(bin));
        }
    }
    return total_ > 0 ? toDb(power / static_cast<double>(total_)) : kLowestDb;
}

SpeechNoiseLevels estimateNoise(const LevelHistogram& levels) {
    if (levels.total() == 0) {
        return {};
    }
    return Fit(levels).run();
}

}  // namespace timbre
