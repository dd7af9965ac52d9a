// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/live_speech.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <functional>
#include <utility>

namespace timbre {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// Hands pieces on and keeps count; the pause before a sentence comes with its first piece.
class Speaker {
  public:
    Speaker(const SpeechPieces& pieces, LiveSpeech& said) : pieces_(pieces), said_(said) {}

    void operator()(std::span<const float> samples, int rateHz) {
        if (said_.sampleRateHz == 0) {
            said_.sampleRateHz = rateHz;
            said_.firstAudioSeconds = secondsSince(started_);
        }
        if (rateHz != said_.sampleRateHz) {
            rateChanged_ = true;
            return;
        }
        const auto silence = static_cast<std::size_t>(std::llround(pauseMs_ * rateHz / 1000.0));
        pauseMs_ = 0.0;
        if (silence > 0) {
            give(std::vector<float>(silence));
        }
        give(samples);
    }
    /// The longer one counts where a sentence between was left out.
    void pause(double milliseconds) {
        if (said_.sampleRateHz > 0) {
            pauseMs_ = std::max(pauseMs_, milliseconds);
        }
    }
    [[nodiscard]] bool rateChanged() const noexcept { return rateChanged_; }
    [[nodiscard]] double seconds() const { return secondsSince(started_); }

  private:
    void give(std::span<const float> samples) {
        said_.seconds += static_cast<double>(samples.size()) / said_.sampleRateHz;
        pieces_(samples, said_.sampleRateHz);
    }

    const SpeechPieces& pieces_;
    LiveSpeech& said_;
    Clock::time_point started_ = Clock::now();
    double pauseMs_ = 0.0;
    bool rateChanged_ = false;
};

}  // namespace

Result<LiveSpeech> speakLive(const EngineVoice& voice, std::span<const TextSpan> sentences,
                             const NarrationSettings& settings, const SpeechPieces& pieces,
                             const std::stop_token& stop) {
    if (auto good = checkNarrationSettings(settings); !good) {
        return tl::unexpected(good.error());
    }
    if (sentences.empty()) {
        return fail(ErrorCode::InvalidInput, "there is nothing to speak in the text", "Give at least one word.");
    }
    LiveSpeech said;
    Speaker speaker(pieces, said);
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Cancelled, "stopped before all was said");
        }
        const auto speech = voice.speakInPieces(requestFor(sentences[i], i, settings), std::ref(speaker), stop);
        speaker.pause(pauseAfterMs(sentences[i], i, settings));
        if (speaker.rateChanged()) {
            return fail(ErrorCode::Internal,
                        fmt::format("the engine changed its sample rate at “{}”", sentences[i].text));
        }
        if (speech) {
            if (!speech->remark.empty()) {
                said.remarks.emplace_back(i + 1, speech->remark);
            }
            continue;
        }
        const ErrorCode code = speech.error().code;
        if (code != ErrorCode::InvalidInput && code != ErrorCode::Unsupported) {
            return tl::unexpected(speech.error());
        }
        said.skipped.push_back({sentences[i], i + 1, speech.error()});
    }
    if (said.skipped.size() == sentences.size()) {
        return tl::unexpected(said.skipped.front().error);
    }
    said.renderSeconds = speaker.seconds();
    return said;
}

}  // namespace timbre
