// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// An engine for tests: a tone for every word instead of speech. Quick, deterministic and cancellable; no weights.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <memory>
#include <numbers>
#include <optional>
#include <sstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/base/files.h"
#include "core/engine/engine.h"
#include "core/voice/voice_store.h"

namespace timbre::test {

struct ToneSettings {
    int sampleRateHz = 16000;
    double wordSeconds = 0.1;
    double silenceSeconds = 0.2;         ///< Around each sentence, as real engines leave it.
    float amplitude = 0.25F;
    bool waitForStop = false;            ///< Never finishes by itself: returns Cancelled once stop is requested.
    std::string unspeakable{};           ///< Sentences that contain this are InvalidInput. Empty: none.
    std::string rejectedRecording{};     ///< Left out of the voice by this name.
    std::size_t sentencesAtOnce = 1;
    std::shared_ptr<std::atomic<bool>> hold{};  ///< While it is true, speaking and making wait.
    std::string id = "tone";
    std::vector<std::string> languages{"en"};
};

/// Waits until `stop` is requested, looking every 5 ms.
inline void waitForStop(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

/// Waits as long as the test holds it, or until `stop`.
inline void waitWhileHeld(const ToneSettings& settings, const std::stop_token& stop) {
    while (settings.hold && *settings.hold && !stop.stop_requested()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

class ToneVoice final : public EngineVoice {
  public:
    explicit ToneVoice(ToneSettings settings) : settings_(std::move(settings)) {}

    Result<Speech> speak(const SpeakRequest& request, std::stop_token stop) const override {
        if (settings_.waitForStop) {
            waitForStop(stop);
        }
        waitWhileHeld(settings_, stop);
        if (stop.stop_requested()) {
            return fail(ErrorCode::Cancelled, "stopped");
        }
        if (std::ranges::find(settings_.languages, request.language) == settings_.languages.end()) {
            return fail(ErrorCode::Unsupported, "tones are English only");
        }
        if (!settings_.unspeakable.empty() && request.text.find(settings_.unspeakable) != std::string::npos) {
            return fail(ErrorCode::InvalidInput, "cannot speak \"" + request.text + "\"", "Leave it out.");
        }
        Speech speech;
        speech.audio.sampleRateHz = settings_.sampleRateHz;
        appendSilence(speech.audio);
        std::istringstream words(request.text);
        for (std::string word; words >> word;) {
            const double start = speech.audio.seconds();
            appendTone(speech.audio, word, request.settings);
            speech.words.push_back({word, start, speech.audio.seconds()});
        }
        appendSilence(speech.audio);
        return speech;
    }

    [[nodiscard]] std::size_t sentencesAtOnce() const override { return settings_.sentencesAtOnce; }

  private:
    void appendSilence(AudioClip& clip) const {
        clip.samples.resize(clip.samples.size() + static_cast<std::size_t>(settings_.silenceSeconds * settings_.sampleRateHz));
    }

    void appendTone(AudioClip& clip, const std::string& word, const SpeakSettings& settings) const {
        std::uint64_t hash = 1469598103934665603ULL ^ settings.seed;
        for (const char c : word) {
            hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
        }
        const double hz = (200.0 + static_cast<double>(hash % 400)) * std::exp2(settings.pitchSemitones / 12.0);
        const auto frames = static_cast<std::size_t>(settings_.wordSeconds / settings.speedScale * settings_.sampleRateHz);
        for (std::size_t i = 0; i < frames; ++i) {
            const double phase = 2.0 * std::numbers::pi * hz * static_cast<double>(i) / settings_.sampleRateHz;
            clip.samples.push_back(settings_.amplitude * static_cast<float>(std::cos(phase)));
        }
    }

    ToneSettings settings_;
};

class ToneEngine final : public Engine {
  public:
    explicit ToneEngine(ToneSettings settings = {}) : settings_(std::move(settings)) {
        facts_ = {.id = settings_.id,
                  .title = "Tones",
                  .version = "1",
                  .languages = settings_.languages,
                  .minimumSeconds = 1.0,
                  .recommendedSeconds = 10.0,
                  .maximumSeconds = 300.0,
                  .needsTranscripts = true};
    }

    [[nodiscard]] const EngineFacts& facts() const override { return facts_; }
    [[nodiscard]] EngineReadiness readiness() const override { return {true, "always works", {}}; }

    Result<VoiceReport> createVoice(const VoiceRecipe& recipe, const std::filesystem::path& directory,
                                    const ProgressSink& progress, std::stop_token stop) override {
        if (auto wrote = writeFileAtomically(directory / "tone.txt", "tone\n"); !wrote) {
            return tl::unexpected(wrote.error());
        }
        if (settings_.waitForStop) {
            waitForStop(stop);
        }
        if (settings_.hold && progress) {
            progress({"tuning", 0.0});
        }
        waitWhileHeld(settings_, stop);
        if (stop.stop_requested()) {
            return fail(ErrorCode::Cancelled, "stopped");
        }
        VoiceReport report;
        for (const Recording& recording : recipe.recordings) {
            if (recording.name == settings_.rejectedRecording) {
                report.rejected.push_back({recording.name, "It does not sound like a tone."});
                continue;
            }
            ++report.recordingsUsed;
            report.secondsUsed += spokenSecondsOf(recording);
        }
        for (const VoiceStyle& style : recipe.styles) {
            ++report.recordingsUsed;
            report.secondsUsed += style.reference.audio.seconds();
        }
        report.metrics["alignment_cost"] = 0.5;
        if (progress) {
            progress({"tuning", 1.0});
        }
        return report;
    }

    Result<std::shared_ptr<const EngineVoice>> loadVoice(const std::filesystem::path& directory) override {
        if (auto text = readFile(directory / "tone.txt"); !text) {
            return tl::unexpected(text.error());
        }
        return std::shared_ptr<const EngineVoice>(std::make_shared<ToneVoice>(settings_));
    }

  private:
    ToneSettings settings_;
    EngineFacts facts_;
};

/// Adds a voice of this engine to the store in `folder`.
inline Result<Voice> addToneVoice(const std::filesystem::path& folder, const std::string& name) {
    auto store = VoiceStore::open(folder);
    if (!store) {
        return tl::unexpected(store.error());
    }
    auto pending = store->begin(name);
    if (!pending) {
        return tl::unexpected(pending.error());
    }
    if (const auto written = writeFileAtomically(pending->engineFolder() / "tone.txt", "tone\n"); !written) {
        return tl::unexpected(written.error());
    }
    VoiceVersion version;
    version.engine = "tone";
    version.engineVersion = "1";
    version.language = "en";
    return pending->commit(version);
}

}  // namespace timbre::test
