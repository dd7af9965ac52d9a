// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/best_window.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/audio/resample.h"

namespace timbre {
namespace {

constexpr double kHopSeconds = 0.01;
/// Kept around the speech of a window.
constexpr double kMarginSeconds = 0.1;
/// What a window loses for each second away from the best length, in dB of its speech over its noise.
constexpr double kDbPerSecond = 0.7;
/// A window with half its time silent loses so much against one that is full of speech.
constexpr double kDbForSilence = 12.0;
constexpr double kDbForClipping = 30.0;
/// Speech that never pauses has to be cut somewhere.
constexpr double kDbForCutSpeech = 15.0;
/// Clearer than this is clear.
constexpr double kClearEnoughDb = 40.0;
constexpr float kFullScale = 0.985F;
constexpr std::size_t kClippedSamples = 3;

std::string seconds(double value) { return std::to_string(value).substr(0, std::to_string(value).find('.') + 2); }

/// Power, clipping and speech along a recording, summed up so that every window is judged at once.
class Track {
  public:
    Track(const AudioClip& mono, const std::vector<FrameRange>& speech)
        : hop_(static_cast<std::size_t>(kHopSeconds * mono.sampleRateHz)) {
        const std::size_t hops = mono.samples.size() / hop_;
        power_.reserve(hops);
        clipped_.assign(hops + 1, 0);
        speech_.assign(hops + 1, 0);
        for (std::size_t i = 0; i < hops; ++i) {
            double sum = 0.0;
            std::size_t atTheEnd = 0;
            for (std::size_t j = i * hop_; j < (i + 1) * hop_; ++j) {
                sum += double{mono.samples[j]} * double{mono.samples[j]};
                atTheEnd += std::abs(mono.samples[j]) >= kFullScale ? 1 : 0;
            }
            power_.push_back(sum / static_cast<double>(hop_));
            clipped_[i + 1] = clipped_[i] + atTheEnd;
        }
        std::size_t at = 0;
        for (std::size_t i = 0; i < hops; ++i) {
            while (at < speech.size() && speech[at].end <= i * hop_)
                ++at;
            const bool inside = at < speech.size() && speech[at].begin < (i + 1) * hop_;
            speech_[i + 1] = speech_[i] + (inside ? 1 : 0);
        }
    }

    /// The higher, the better a reference. @param window  in frames of the clip.
    [[nodiscard]] double score(FrameRange window, double length, const WindowLength& wanted, bool cut) const {
        const std::size_t begin = std::min(window.begin / hop_, power_.size());
        const std::size_t end = std::min(window.end / hop_, power_.size());
        if (end <= begin)
            return -1e9;
        std::vector<double> powers(power_.begin() + static_cast<std::ptrdiff_t>(begin),
                                   power_.begin() + static_cast<std::ptrdiff_t>(end));
        const double loud = quantile(powers, 0.9);
        const double quiet = quantile(powers, 0.05);
        double score = std::min(kClearEnoughDb, 10.0 * std::log10((loud + 1e-12) / (quiet + 1e-12)));
        const double spoken = static_cast<double>(speech_[end] - speech_[begin]) / static_cast<double>(end - begin);
        score -= kDbForSilence * 2.0 * std::max(0.0, 0.9 - spoken);
        score -= clipped_[end] - clipped_[begin] >= kClippedSamples ? kDbForClipping : 0.0;
        score -= kDbPerSecond * std::abs(length - wanted.best);
        return score - (cut ? kDbForCutSpeech : 0.0);
    }

  private:
    static double quantile(std::vector<double>& values, double share) {
        const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
        std::nth_element(values.begin(), at, values.end());
        return *at;
    }

    std::size_t hop_;
    std::vector<double> power_;
    std::vector<std::size_t> clipped_, speech_;
};

void offer(std::optional<ScoredWindow>& best, FrameRange window, FrameRange speech, double score, double rate) {
    if (!best || score > best->score)
        best = ScoredWindow{.window = window,
                            .score = score,
                            .speechSeconds = static_cast<double>(std::min(speech.end, window.end) - speech.begin) / rate};
}

/// The window with silence on both sides alike until it is so long, as far as the clip goes.
FrameRange widened(FrameRange window, std::size_t least, std::size_t frames) {
    if (window.size() >= least)
        return window;
    const std::size_t before = std::min(window.begin, (least - window.size()) / 2);
    const std::size_t end = std::min(frames, window.begin - before + least);
    return {end - std::min(end, least), end};
}

}  // namespace

Result<ScoredWindow> scoredBestWindow(const AudioClip& clip, const SharedVadModel& vad, const WindowLength& length) {
    if (clip.seconds() < length.least) {
        return fail(ErrorCode::InvalidInput,
                    "it lasts " + seconds(clip.seconds()) + " s, and a reference needs at least " +
                        seconds(length.least) + " s",
                    "Choose a longer recording.");
    }
    const auto speech = findSpeech(clip, vad);
    if (!speech)
        return tl::unexpected(speech.error());
    if (speech->empty())
        return fail(ErrorCode::InvalidInput, "nobody speaks in it", "Choose a recording of a voice.");
    const AudioClip mono = toMono(clip);
    const Track track(mono, *speech);
    const double rate = clip.sampleRateHz;
    const auto margin = static_cast<std::size_t>(kMarginSeconds * rate);
    const auto most = static_cast<std::size_t>(length.most * rate);
    const auto least = static_cast<std::size_t>(std::ceil(length.least * rate));
    const FrameRange all = widened({speech->front().begin - std::min(speech->front().begin, margin),
                                    std::min(speech->back().end + margin, clip.frames())},
                                   least, clip.frames());
    if (all.size() <= most) {
        return ScoredWindow{.window = all,
                            .score = track.score(all, static_cast<double>(all.size()) / rate, length, /*cut=*/false),
                            .speechSeconds = static_cast<double>(speech->back().end - speech->front().begin) / rate,
                            .holdsAllSpeech = true};
    }
    std::optional<ScoredWindow> best;
    for (std::size_t first = 0; first < speech->size(); ++first) {
        const std::size_t begin = (*speech)[first].begin - std::min((*speech)[first].begin, margin);
        for (std::size_t last = first; last < speech->size(); ++last) {
            const std::size_t end = std::min((*speech)[last].end + margin, clip.frames());
            if (end - begin > most) {
                // One stretch that is too long is cut to the best length at its beginning.
                if (last == first) {
                    const FrameRange cut{begin, begin + static_cast<std::size_t>(length.best * rate)};
                    offer(best, cut, (*speech)[first], track.score(cut, length.best, length, /*cut=*/true), rate);
                }
                break;
            }
            if (end - begin >= least)
                offer(best, {begin, end}, {(*speech)[first].begin, (*speech)[last].end},
                      track.score({begin, end}, static_cast<double>(end - begin) / rate, length, /*cut=*/false), rate);
        }
    }
    if (!best) {
        return fail(ErrorCode::InvalidInput,
                    "no part of it holds " + seconds(length.least) + " s of speech at a stretch",
                    "Choose a recording with whole sentences.");
    }
    return *best;
}

Result<FrameRange> bestWindow(const AudioClip& clip, const SharedVadModel& vad, const WindowLength& length) {
    const auto best = scoredBestWindow(clip, vad, length);
    if (!best)
        return tl::unexpected(best.error());
    return best->window;
}

}  // namespace timbre
