// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "core/audio/encode.h"
#include "core/audio/mix.h"
#include "core/studio/voice_maker.h"
#include "tests/support/fake_inputs.h"
#include "tests/support/sounds.h"
#include "tests/ui/studio_fixture.h"
#include "ui/record/record_session.h"

namespace timbre::test {

/// Vowels with pauses between them, over white noise of this amplitude: speech as far as energy tells.
inline AudioClip syllables(double seconds, double noise, int sampleRateHz = 16'000) {
    AudioClip clip = whiteNoise(sampleRateHz, seconds, noise, 7);
    const AudioClip one = vowel({.sampleRateHz = sampleRateHz, .seconds = 0.24});
    float highest = 0.0F;
    for (const float sample : one.samples) {
        highest = std::max(highest, std::abs(sample));
    }
    // Hiss as of an s: a voice without anything above 4 kHz is one of a telephone.
    const AudioClip hiss = whiteNoise(sampleRateHz, 0.24, 0.06, 11);
    const auto step = static_cast<std::size_t>(sampleRateHz * 0.36);
    std::size_t count = 0;
    for (std::size_t at = step; at + one.samples.size() < clip.samples.size(); at += step) {
        if (++count % 6 == 0) {
            continue;  // the end of a phrase
        }
        for (std::size_t i = 0; i < one.samples.size(); ++i) {
            const double shape = std::sin(std::numbers::pi * static_cast<double>(i) / static_cast<double>(one.samples.size()));
            const float breath = i < hiss.samples.size() ? hiss.samples[i] : 0.0F;
            clip.samples[at + i] += (0.4F / highest * one.samples[i] + breath) * static_cast<float>(shape);
        }
    }
    return clip;
}

/// Hears of a line what the test says.
class ToldListener final : public LineListener {
  public:
    struct Told {
        std::mutex mutex;
        LineFit::Kind kind = LineFit::Kind::Whole;
        std::optional<Error> error{};  ///< Comes instead.
        int missedWord = -1;  ///< Number of a word of the line that was not heard.
        double wordSeconds = 0.0;  ///< How long each word lasts; 0: nobody knows where they are.
    };
    explicit ToldListener(std::shared_ptr<Told> told) : told_(std::move(told)) {}

    [[nodiscard]] Result<LineFit> check(const AudioClip&, std::string_view text, std::string_view, const std::stop_token&) const override {
        const std::scoped_lock lock(told_->mutex);
        if (told_->error) {
            return tl::unexpected(*told_->error);
        }
        LineFit fit{.kind = told_->kind, .basis = LineFit::Basis::Words};
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = std::min(text.find(' ', begin), text.size());
            const auto number = static_cast<double>(fit.words.size());
            fit.words.push_back({.beginByte = begin,
                                 .endByte = end,
                                 .fromSeconds = number * told_->wordSeconds,
                                 .toSeconds = (number + 1.0) * told_->wordSeconds,
                                 .heard = static_cast<int>(fit.words.size()) != told_->missedWord});
            begin = end + 1;
        }
        return fit;
    }
    [[nodiscard]] DraftReadiness readiness(std::string_view) const override { return DraftReadiness::Ready; }
    [[nodiscard]] Result<Draft> draft(const AudioClip&, std::string_view, const std::stop_token&) const override {
        return Draft{.text = "what was said in here", .words = {}, .confidence = 0.7};
    }

  private:
    std::shared_ptr<Told> told_;
};

/// Begins a take and ends it after `seconds`, each by `press`; comes back when its words are checked.
inline void recordTake(ui::RecordSession& session, double seconds, const std::function<void()>& press) {
    const std::size_t before = session.takes().size();
    press();
    waitFor([&] { return session.status().inTake && session.status().takeSeconds > seconds; });
    press();
    waitFor([&] { return session.takes().size() > before && session.stage() == ui::RecordStage::Ready; });
    waitFor([&] { return std::ranges::none_of(session.takes(), &LineTake::beingHeard); });
}

/// A studio with microphones that the test plugs in and out: "Clean" and "Noisy" play syllables, many times faster than life.
class RecordFixture : public StudioFixture {
  protected:
    void SetUp() override {
        std::filesystem::create_directories(snd_);
        plugIn("Clean", std::make_shared<AudioClip>(syllables(240.0, 0.0008)));
    }

    /// Anna, of two recordings; the second is noisy.
    void makeAnna() {
        auto store = VoiceStore::open(folder_.path());
        ASSERT_TRUE(store);
        ToneEngine engine;
        VoiceMakerSettings settings{.name = "Anna", .keepNoisy = true, .hasPermission = true, .permissionSentence = "I may."};
        for (const auto& [name, noise] : {std::pair{"one", 0.0008}, {"two", 0.04}}) {
            const auto file = folder_ / (std::string(name) + ".wav");
            ASSERT_TRUE(writeAudio(file, syllables(8.0, noise)));
            settings.clips.push_back({.name = name, .file = file, .transcript = std::string("This is line ") + name + ".", .keptKnowingly = true});
        }
        const auto made = timbre::makeVoice({.store = *store, .engine = engine, .meter = nullptr, .vad = nullptr}, settings, {}, {});
        ASSERT_TRUE(made) << made.error().message();
    }

    void plugIn(const std::string& name, std::shared_ptr<const AudioClip> clip) {
        auto microphone = std::make_shared<FakeMicrophone>();
        microphone->clip = std::move(clip);
        microphone->speed = speed_;
        {
            const std::scoped_lock lock(machine_->mutex);
            machine_->microphones.emplace_back(name, microphone);
        }
        std::ofstream(snd_ / name) << "";
    }
    void plugInNoisy() { plugIn("Noisy", std::make_shared<AudioClip>(syllables(240.0, 0.04))); }
    void pullOut(const std::string& name) {
        {
            const std::scoped_lock lock(machine_->mutex);
            for (auto& [known, microphone] : machine_->microphones) {
                if (known == name) {
                    microphone->dieAt = 0;
                }
            }
            std::erase_if(machine_->microphones, [&](const auto& entry) { return entry.first == name; });
        }
        std::filesystem::remove(snd_ / name);
    }

    StudioParts recordParts() {
        StudioParts all = parts();
        all.books = {.dataFolder = folder_.path(),
                     .resourceFolder = resourceDirectory(),
                     .makeListener = [told = told_]() -> Result<std::unique_ptr<LineListener>> {
                         return std::unique_ptr<LineListener>(std::make_unique<ToldListener>(told));
                     }};
        all.sound = {.openInputs = [machine = machine_]() -> Result<std::unique_ptr<SoundInputs>> {
                         return std::unique_ptr<SoundInputs>(std::make_unique<FakeInputs>(machine));
                     },
                     .places = {.folders = {snd_}, .files = {}},
                     .statusEvery = std::chrono::milliseconds(20),
                     .watchEvery = std::chrono::milliseconds(30)};
        return all;
    }

    double speed_ = 10.0;
    std::shared_ptr<FakeInputs::Machine> machine_ = std::make_shared<FakeInputs::Machine>();
    std::shared_ptr<ToldListener::Told> told_ = std::make_shared<ToldListener::Told>();
    std::filesystem::path snd_ = folder_ / "snd";
};

}  // namespace timbre::test
