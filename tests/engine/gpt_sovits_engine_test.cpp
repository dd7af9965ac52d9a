// SPDX-License-Identifier: GPL-3.0-or-later
// Voices of references through the engines' door, with small models in the official formats.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <future>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/engine/engine.h"
#include "tests/engine/gpt_sovits_voices.h"
#include "tests/support/small_models.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;
using nets::ModelVersion;
using test::makeGptSovits;
using test::recipeFor;
using test::reference;
using test::SmallModels;

SpeakRequest request(std::vector<std::int64_t> phones, std::uint64_t seed = 0) {
    SpeakRequest asked;
    asked.settings.seed = seed;
    asked.phones = std::move(phones);
    return asked;
}

const std::vector<std::int64_t> kPhones{20, 21, 22, 23, 24, 25, 26, 27, 28, 29};

class GptSovitsEngineTest : public testing::Test {
  protected:
    fs::path voiceOf(Engine& engine, const VoiceRecipe& recipe, const std::string& name) {
        const fs::path directory = folder_ / name;
        fs::create_directories(directory);
        const auto made = engine.createVoice(recipe, directory, {}, {});
        EXPECT_TRUE(made) << (made ? "" : made.error().message());
        return directory;
    }

    SmallModels models(ModelVersion version = ModelVersion::V2, std::uint64_t seed = 1) {
        return test::writeSmallModels(folder_ / ("models" + std::to_string(seed)), version, seed);
    }

    const test::TempDir folder_;
};

TEST_F(GptSovitsEngineTest, makes_a_voice_that_speaks_the_same_after_it_was_stored) {
    const auto engine = makeGptSovits();
    const fs::path directory = voiceOf(*engine, recipeFor(models()), "voice");
    const auto voice = engine->loadVoice(directory).value();
    const auto first = voice->speak(request(kPhones), {});
    ASSERT_TRUE(first) << first.error().message();
    EXPECT_EQ(first->audio.sampleRateHz, 32'000);
    EXPECT_GT(first->audio.seconds(), 0.4);
    const auto again = makeGptSovits()->loadVoice(directory).value()->speak(request(kPhones), {});
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, *first);
    EXPECT_NE(voice->speak(request(kPhones, 7), {})->audio, first->audio);
}

TEST_F(GptSovitsEngineTest, speaks_with_every_version) {
    const auto engine = makeGptSovits();
    const std::map<ModelVersion, int> rates{{ModelVersion::V1, 32'000},    {ModelVersion::V2, 32'000},
                                            {ModelVersion::V2Pro, 32'000}, {ModelVersion::V2ProPlus, 32'000},
                                            {ModelVersion::V3, 24'000},    {ModelVersion::V4, 48'000}};
    for (const auto& [version, rate] : rates) {
        const std::string name(nets::modelVersionName(version));
        const auto small = test::writeSmallModels(folder_ / ("models-" + name), version, 3);
        const fs::path directory = voiceOf(*engine, recipeFor(small), name);
        SpeakRequest asked = request(kPhones);
        asked.settings.advanced["cfm_steps"] = 2;
        const auto speech = engine->loadVoice(directory).value()->speak(asked, {});
        ASSERT_TRUE(speech) << name << ": " << speech.error().message();
        EXPECT_EQ(speech->audio.sampleRateHz, rate) << name;
        EXPECT_GT(speech->audio.seconds(), 0.3) << name;
    }
}

TEST_F(GptSovitsEngineTest, many_jobs_of_many_voices_never_mix) {
    constexpr std::size_t kVoices = 8;
    constexpr std::size_t kJobs = 64;
    EngineContext few;
    few.memoryLimit = std::uint64_t{8} << 20U;  // not room for all of them
    const auto engine = makeGptSovits(few);
    std::vector<std::shared_ptr<const EngineVoice>> voices;
    std::vector<Speech> alone;
    for (std::size_t i = 0; i < kVoices; ++i) {
        const auto small = test::writeSmallModels(folder_ / ("m" + std::to_string(i)), ModelVersion::V2, i);
        voices.push_back(engine->loadVoice(voiceOf(*engine, recipeFor(small), "v" + std::to_string(i))).value());
    }
    for (std::size_t job = 0; job < kJobs; ++job)
        alone.push_back(voices[job % kVoices]->speak(request(kPhones, job), {}).value());
    std::vector<std::future<Result<Speech>>> jobs;
    for (std::size_t job = 0; job < kJobs; ++job)
        jobs.push_back(std::async(std::launch::async,
                                  [&, job] { return voices[job % kVoices]->speak(request(kPhones, job), {}); }));
    for (std::size_t job = 0; job < kJobs; ++job) {
        const auto speech = jobs[job].get();
        ASSERT_TRUE(speech) << speech.error().message();
        EXPECT_EQ(*speech, alone[job]) << "job " << job;
    }
    for (std::size_t job = 1; job < kVoices; ++job)
        EXPECT_NE(alone[job].audio, alone[0].audio) << "voices that sound alike prove nothing";
}

TEST_F(GptSovitsEngineTest, what_is_spoken_beside_a_sentence_does_not_change_it) {
    const auto engine = makeGptSovits();
    const auto voice = engine->loadVoice(voiceOf(*engine, recipeFor(models()), "voice")).value();
    std::vector<SpeakRequest> requests;
    for (std::int64_t i = 0; i < 5; ++i)
        requests.push_back(request(std::vector<std::int64_t>(static_cast<std::size_t>(4 + 5 * i), 30 + i),
                                   static_cast<std::uint64_t>(i)));
    requests[2].settings.speedScale = 1.4;
    requests.push_back(request({99'999}));
    const auto together = voice->speakTogether(requests, {});
    ASSERT_EQ(together.size(), requests.size());
    for (std::size_t i = 0; i + 1 < requests.size(); ++i) {
        ASSERT_TRUE(together[i]) << together[i].error().message();
        EXPECT_EQ(*together[i], voice->speak(requests[i], {}).value()) << i;
    }
    ASSERT_FALSE(together.back());
    EXPECT_EQ(together.back().error().code, ErrorCode::InvalidInput);
    EXPECT_GT(voice->sentencesAtOnce(), 1U);
}

TEST_F(GptSovitsEngineTest, pieces_joined_are_the_whole) {
    EngineContext float32;
    float32.exact = true;
    const auto exact = makeGptSovits(float32);
    const auto fast = makeGptSovits();
    for (Engine* engine : {exact.get(), fast.get()}) {
        const bool rounds = engine == fast.get();
        const auto small = test::writeSmallModels(folder_ / "long", ModelVersion::V2, 5, {.meanTokens = 200});
        const auto voice = engine->loadVoice(voiceOf(*engine, recipeFor(small), rounds ? "fast" : "exact")).value();
        const SpeakRequest asked = request(std::vector<std::int64_t>(100, 40), 3);
        std::vector<float> joined;
        int pieces = 0;
        const auto streamed = voice->speakInPieces(asked,
                                                   [&](std::span<const float> piece, int rateHz) {
                                                       EXPECT_EQ(rateHz, 32'000);
                                                       ++pieces;
                                                       joined.insert(joined.end(), piece.begin(), piece.end());
                                                   },
                                                   {});
        ASSERT_TRUE(streamed) << streamed.error().message();
        EXPECT_EQ(joined, streamed->audio.samples);
        const auto whole = voice->speak(asked, {});
        ASSERT_TRUE(whole);
        ASSERT_EQ(whole->audio.samples.size(), joined.size());
        EXPECT_GT(pieces, 1) << whole->audio.seconds();
        // The same latents. In float32 only the order of sums at the seams may differ; 8 bits are rounded by stretches
        // of time whose borders lie elsewhere in a piece.
        double worst = 0.0;
        double difference = 0.0;
        double power = 0.0;
        for (std::size_t i = 0; i < joined.size(); ++i) {
            const double apart = static_cast<double>(joined[i]) - static_cast<double>(whole->audio.samples[i]);
            worst = std::max(worst, std::abs(apart));
            difference += apart * apart;
            power += static_cast<double>(joined[i]) * static_cast<double>(joined[i]);
        }
        ASSERT_GT(power, 0.0);
        if (rounds)
            EXPECT_LT(std::sqrt(difference / power), 0.03);
        else
            EXPECT_LT(worst, 1e-4);
    }
}

TEST_F(GptSovitsEngineTest, each_style_sounds_like_its_own_reference) {
    const auto engine = makeGptSovits();
    VoiceRecipe recipe = recipeFor(models());
    recipe.styles.push_back({.name = "Angry", .reference = reference("shout", 5.0, 210.0)});
    recipe.styles.push_back(
        {.name = "mixed", .reference = reference("calm", 4.0), .others = {reference("x", 2.0, 300.0)}});
    const auto voice = engine->loadVoice(voiceOf(*engine, recipe, "voice")).value();
    SpeakRequest asked = request(kPhones);
    const auto neutral = voice->speak(asked, {}).value();
    asked.settings.style = "NEUTRAL";
    EXPECT_EQ(voice->speak(asked, {}).value(), neutral);
    asked.settings.style = "angry";
    EXPECT_NE(voice->speak(asked, {}).value().audio, neutral.audio);
    asked.settings.style = "mixed";
    EXPECT_NE(voice->speak(asked, {}).value().audio, neutral.audio);
    asked.settings.style = "sad";
    const auto unknown = voice->speak(asked, {});
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(unknown.error().advice.find("neutral, Angry, mixed"), std::string::npos) << unknown.error().advice;
}

TEST_F(GptSovitsEngineTest, pitch_is_shifted_and_keeps_the_length) {
    const auto engine = makeGptSovits();
    const auto voice = engine->loadVoice(voiceOf(*engine, recipeFor(models()), "voice")).value();
    SpeakRequest asked = request(kPhones);
    const auto plain = voice->speak(asked, {}).value();
    asked.settings.pitchSemitones = 4.0;
    const auto shifted = voice->speak(asked, {}).value();
    EXPECT_EQ(shifted.audio.frames(), plain.audio.frames());
    EXPECT_NE(shifted.audio, plain.audio);
}

TEST_F(GptSovitsEngineTest, settings_out_of_range_are_refused_by_name) {
    const auto engine = makeGptSovits();
    const auto voice = engine->loadVoice(voiceOf(*engine, recipeFor(models()), "voice")).value();
    const std::vector<std::pair<std::string, double>> wrong{{"top_k", 0},
                                                            {"top_k", 2.5},
                                                            {"top_p", 1.5},
                                                            {"temperature", 0},
                                                            {"rerolls", 4},
                                                            {"cfm_steps", -1},
                                                            {"repetition_penalty", 0.5}};
    for (const auto& [name, value] : wrong) {
        SpeakRequest asked = request(kPhones);
        asked.settings.advanced[name] = value;
        const auto refused = voice->speak(asked, {});
        ASSERT_FALSE(refused) << name;
        EXPECT_EQ(refused.error().code, ErrorCode::InvalidInput);
        EXPECT_NE(refused.error().detail.find(name), std::string::npos) << refused.error().detail;
    }
    SpeakRequest asked = request(kPhones);
    asked.settings.advanced["clarity"] = 0.5;
    EXPECT_EQ(voice->speak(asked, {}).error().code, ErrorCode::Unsupported);
}

TEST_F(GptSovitsEngineTest, a_recipe_that_lacks_something_says_what) {
    const auto engine = makeGptSovits();
    const SmallModels small = models();
    const auto errorOf = [&](const VoiceRecipe& recipe) {
        const fs::path directory = folder_ / "refused";
        fs::create_directories(directory);
        const auto made = engine->createVoice(recipe, directory, {}, {});
        EXPECT_FALSE(made);
        EXPECT_TRUE(fs::is_empty(directory)) << "nothing half-made";
        return made ? Error{} : made.error();
    };
    VoiceRecipe recipe = recipeFor(small);
    recipe.models.erase("gpt");
    EXPECT_EQ(errorOf(recipe).code, ErrorCode::ModelMissing);
    recipe = recipeFor(small);
    recipe.models.erase("hubert");
    EXPECT_NE(errorOf(recipe).detail.find("HuBERT"), std::string::npos);
    recipe = recipeFor(small);
    recipe.models["sovits"] = folder_ / "nowhere.pth";
    EXPECT_NE(errorOf(recipe).detail.find("nowhere.pth"), std::string::npos);
    recipe = recipeFor(small);
    recipe.styles.clear();
    EXPECT_EQ(errorOf(recipe).code, ErrorCode::InvalidInput);
    for (const double seconds : {2.0, 11.0}) {
        recipe = recipeFor(small);
        recipe.styles[0].reference = reference("odd", seconds);
        const Error error = errorOf(recipe);
        EXPECT_EQ(error.code, ErrorCode::InvalidInput);
        EXPECT_NE(error.detail.find("3 to 10 s"), std::string::npos) << error.detail;
    }
    recipe = recipeFor(small);
    recipe.styles.push_back(recipe.styles[0]);
    recipe.styles[1].name = "Neutral";
    EXPECT_EQ(errorOf(recipe).code, ErrorCode::InvalidInput);
}

TEST_F(GptSovitsEngineTest, a_model_that_went_or_changed_is_named) {
    const auto engine = makeGptSovits();
    const SmallModels small = models();
    const fs::path directory = voiceOf(*engine, recipeFor(small), "voice");
    // Only touched: the same bytes are the same model.
    fs::last_write_time(small.gpt, fs::last_write_time(small.gpt) + std::chrono::hours(1));
    EXPECT_TRUE(engine->loadVoice(directory));
    fs::rename(small.sovits, folder_ / "away.pth");
    auto gone = engine->loadVoice(directory);
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().code, ErrorCode::ModelMissing);
    EXPECT_NE(gone.error().detail.find(small.sovits.filename().string()), std::string::npos) << gone.error().detail;
    const auto other = test::writeSmallModels(folder_ / "other", ModelVersion::V2, 99);
    fs::copy_file(other.sovits, small.sovits);
    gone = engine->loadVoice(directory);
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().code, ErrorCode::Corrupt);
}

TEST_F(GptSovitsEngineTest, damaged_voice_files_are_errors) {
    const auto engine = makeGptSovits();
    const fs::path directory = voiceOf(*engine, recipeFor(models()), "voice");
    for (const char* name : {"voice.json", "references.safetensors"}) {
        const fs::path copy = folder_ / "copy";
        fs::remove_all(copy);
        fs::copy(directory, copy);
        const auto size = fs::file_size(copy / name);
        for (const auto kept : {size / 2, std::uintmax_t{1}, std::uintmax_t{0}}) {
            fs::resize_file(copy / name, kept);
            EXPECT_FALSE(engine->loadVoice(copy)) << name << " cut to " << kept;
        }
        fs::remove(copy / name);
        const auto missing = engine->loadVoice(copy);
        ASSERT_FALSE(missing);
        EXPECT_NE(missing.error().detail.find(name), std::string::npos) << missing.error().detail;
    }
}

TEST_F(GptSovitsEngineTest, is_stopped_in_the_middle) {
    const auto engine = makeGptSovits();
    const auto small =
        test::writeSmallModels(folder_ / "endless", ModelVersion::V2, 5, {.ending = test::SmallEnding::Never});
    const auto voice = engine->loadVoice(voiceOf(*engine, recipeFor(small), "voice")).value();
    std::stop_source stop;
    auto speech = std::async(std::launch::async, [&] {
        return voice->speak(request(std::vector<std::int64_t>(120, 50)), stop.get_token());
    });
    stop.request_stop();
    const auto stopped = speech.get();
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
}

TEST_F(GptSovitsEngineTest, an_endless_sentence_is_tried_anew_and_remarked) {
    const auto engine = makeGptSovits();
    const auto small =
        test::writeSmallModels(folder_ / "endless", ModelVersion::V2, 5, {.ending = test::SmallEnding::Never});
    const auto voice = engine->loadVoice(voiceOf(*engine, recipeFor(small), "voice")).value();
    const auto speech = voice->speak(request(kPhones), {});
    ASSERT_TRUE(speech) << speech.error().message();
    EXPECT_EQ(speech->attempts, 4);
    EXPECT_NE(speech->remark.find("did not end"), std::string::npos) << speech->remark;
    SpeakRequest once = request(kPhones);
    once.settings.advanced["rerolls"] = 0;
    EXPECT_EQ(voice->speak(once, {})->attempts, 1);
}

}  // namespace
}  // namespace timbre
