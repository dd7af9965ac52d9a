// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/slicer.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <string>

namespace timbre {

namespace {

Result<void> checkClip(const AudioClip& clip) {
    if (clip.channels < 1 || clip.channels > 64) {
        return fail(ErrorCode::InvalidInput, "a clip cannot have " + std::to_string(clip.channels) + " channels");
    }
    if (clip.sampleRateHz < 1'000 || clip.sampleRateHz > 768'000) {
        return fail(ErrorCode::InvalidInput,
                    "a clip at " + std::to_string(clip.sampleRateHz) + " samples a second cannot be sliced",
                    "Use a rate between 1000 and 768000 Hz.");
    }
    return {};
}

Result<void> checkSettings(const SliceSettings& settings) {
    const auto outside = [](const std::string& name, const std::string& range) {
        return fail(ErrorCode::InvalidInput, "the slicing setting " + name + " must lie in " + range);
    };
    if (!(settings.thresholdDb >= -120.0 && settings.thresholdDb <= 0.0)) {
        return outside("thresholdDb", "-120..0");
    }
    if (settings.hopMs < 1 || settings.hopMs > 100) {
        return outside("hopMs", "1..100");
    }
    if (settings.minimumLengthMs < 0) {
        return outside("minimumLengthMs", "0 and more");
    }
    if (settings.minimumIntervalMs < settings.hopMs) {
        return outside("minimumIntervalMs", "hopMs and more");
    }
    if (settings.maximumSilenceKeptMs < 0) {
        return outside("maximumSilenceKeptMs", "0 and more");
    }
    if (settings.maximumLengthMs != 0 && settings.maximumLengthMs < 2 * settings.hopMs) {
        return outside("maximumLengthMs", "0 (no limit) or two hops and more");
    }
    return {};
}

/// The clip on the raster of hops; all the slicer's decisions are made in hops and turned into frames last.
class Raster {
  public:
    Raster(const AudioClip& clip, const SliceSettings& settings)
        : clip_(clip), framesPerHop_(settings.hopMs * 0.001 * clip.sampleRateHz) {
        hops_ = static_cast<std::size_t>(std::ceil(static_cast<double>(clip.frames()) / framesPerHop_));
        powers_.reserve(hops_);
        for (std::size_t hop = 0; hop < hops_; ++hop) {
            powers_.push_back(powerOf(frameAt(hop), frameAt(hop + 1)));
        }
    }

    [[nodiscard]] std::size_t hops() const noexcept { return hops_; }
    [[nodiscard]] const std::vector<double>& powers() const noexcept { return powers_; }
    [[nodiscard]] std::size_t frameAt(std::size_t hop) const noexcept {
        const auto frame = static_cast<std::size_t>(std::lround(static_cast<double>(hop) * framesPerHop_));
        return std::min(frame, clip_.frames());
    }

  private:
    [[nodiscard]] double powerOf(std::size_t begin, std::size_t end) const {
        const auto channels = static_cast<std::size_t>(clip_.channels);
        double sum = 0.0;
        for (std::size_t i = begin * channels; i < end * channels; ++i) {
            const float sample = std::isfinite(clip_.samples[i]) ? clip_.samples[i] : 0.0F;
            sum += static_cast<double>(sample) * sample;
        }
        return end > begin ? sum / static_cast<double>((end - begin) * channels) : 0.0;
    }

    const AudioClip& clip_;
    double framesPerHop_;
    std::size_t hops_ = 0;
    std::vector<double> powers_;
};

/// Hops begin..end (exclusive).
struct HopRange {
    std::size_t begin;
    std::size_t end;
    [[nodiscard]] std::size_t size() const noexcept { return end - begin; }
};

std::vector<HopRange> silences(const Raster& raster, const SliceSettings& settings) {
    const double threshold = std::pow(10.0, settings.thresholdDb / 10.0);
    std::vector<HopRange> found;
    std::size_t begin = 0;
    for (std::size_t hop = 0; hop <= raster.hops(); ++hop) {
        if (hop < raster.hops() && raster.powers()[hop] < threshold) {
            continue;
        }
        if (hop > begin) {
            found.push_back({begin, hop});
        }
        begin = hop + 1;
    }
    return found;
}

std::size_t inHops(int milliseconds, const SliceSettings& settings) {
    return static_cast<std::size_t>((milliseconds + settings.hopMs - 1) / settings.hopMs);
}

/// Pieces between the silences that are cut at. A piece keeps up to `kept` hops of the silence on either side.
std::vector<HopRange> piecesBetween(const std::vector<HopRange>& silent, const Raster& raster,
                                    const SliceSettings& settings) {
    const std::size_t minimumInterval = inHops(settings.minimumIntervalMs, settings);
    const std::size_t minimumLength = inHops(settings.minimumLengthMs, settings);
    const std::size_t kept = inHops(settings.maximumSilenceKeptMs, settings);
    std::vector<HopRange> pieces;
    std::size_t begin = 0;
    for (const HopRange& silence : silent) {
        const bool atStart = silence.begin == 0;
        const bool atEnd = silence.end == raster.hops();
        if (atStart && atEnd) {
            return {};
        }
        if (atStart) {
            begin = silence.size() > kept ? silence.end - kept : 0;
            continue;
        }
        if (atEnd) {
            pieces.push_back({begin, silence.begin + std::min(kept, silence.size())});
            return pieces;
        }
        if (silence.size() < minimumInterval || silence.begin - begin < minimumLength) {
            continue;
        }
        if (silence.size() > 2 * kept) {
            pieces.push_back({begin, silence.begin + kept});
            begin = silence.end - kept;
        } else {
            // Too short to leave anything out: cut where it is quietest.
            const auto from = raster.powers().begin();
            const auto quietest = std::min_element(from + static_cast<std::ptrdiff_t>(silence.begin),
                                                   from + static_cast<std::ptrdiff_t>(silence.end));
            const auto cut = std::max<std::size_t>(static_cast<std::size_t>(quietest - from), begin + 1);
            pieces.push_back({begin, cut});
            begin = cut;
        }
    }
    if (begin < raster.hops()) {
        pieces.push_back({begin, raster.hops()});
    }
    return pieces;
}

/// Halves what is too long at its quietest hop, away from the ends.
std::vector<HopRange> shortened(const std::vector<HopRange>& pieces, const Raster& raster, std::size_t maximum) {
    std::vector<HopRange> result;
    std::vector<HopRange> waiting(pieces.rbegin(), pieces.rend());
    while (!waiting.empty()) {
        const HopRange piece = waiting.back();
        waiting.pop_back();
        if (piece.size() <= maximum) {
            result.push_back(piece);
            continue;
        }
        const std::size_t margin = std::max<std::size_t>(piece.size() / 4, 1);
        const auto from = raster.powers().begin();
        const auto quietest = std::min_element(from + static_cast<std::ptrdiff_t>(piece.begin + margin),
                                               from + static_cast<std::ptrdiff_t>(piece.end - margin));
        const auto cut = static_cast<std::size_t>(quietest - from);
        waiting.push_back({cut, piece.end});
        waiting.push_back({piece.begin, cut});
    }
    return result;
}

}  // namespace

Result<std::vector<FrameRange>> sliceBySilence(const AudioClip& clip, const SliceSettings& settings) {
    if (auto checked = checkClip(clip); !checked) {
        return tl::unexpected(checked.error());
    }
    if (auto checked = checkSettings(settings); !checked) {
        return tl::unexpected(checked.error());
    }
    const Raster raster(clip, settings);
    if (raster.hops() == 0) {
        return std::vector<FrameRange>{};
    }
    auto pieces = piecesBetween(silences(raster, settings), raster, settings);
    if (settings.maximumLengthMs > 0) {
        // Rounded down, so that no piece is longer than allowed.
        pieces = shortened(pieces, raster, static_cast<std::size_t>(settings.maximumLengthMs / settings.hopMs));
    }
    std::vector<FrameRange> ranges;
    for (const HopRange& piece : pieces) {
        ranges.push_back({.begin = raster.frameAt(piece.begin), .end = raster.frameAt(piece.end)});
    }
    return ranges;
}

AudioClip cutOut(const AudioClip& clip, FrameRange range) {
    assert(range.begin <= range.end && range.end <= clip.frames());
    const auto channels = static_cast<std::size_t>(clip.channels);
    const auto at = [&](std::size_t frame) {
        return clip.samples.begin() + static_cast<std::ptrdiff_t>(frame * channels);
    };
    return {.sampleRateHz = clip.sampleRateHz, .channels = clip.channels, .samples = {at(range.begin), at(range.end)}};
}

}  // namespace timbre
