// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/quality.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <string>

#include "core/audio/decode.h"
#include "core/audio/resample.h"
#include "tests/support/allocation_trap.h"
#include "tests/support/noisy_speech.h"
#include "tests/support/sounds.h"

namespace timbre {
namespace {

using test::Random;

double unit(Random& random) { return static_cast<double>(random() >> 11U) * 0x1.0p-52 - 1.0; }

/// Something like speech without any file: syllables of a buzzing vowel and a hiss, of changing loudness, in phrases
/// with pauses between them. Hisses reach up to half the rate.
AudioClip speechLike(int sampleRateHz, double seconds, std::uint64_t seed = 7) {
    AudioClip clip{.sampleRateHz = sampleRateHz, .channels = 1, .samples = {}};
    Random random(seed);
    const auto frames = static_cast<std::size_t>(seconds * sampleRateHz);
    const auto rest = [&](double pause) {
        clip.samples.resize(clip.samples.size() + static_cast<std::size_t>(pause * sampleRateHz));
    };
    while (clip.samples.size() < frames) {
        for (int syllable = 0; syllable < 6; ++syllable) {
            const double hz = 110.0 + 40.0 * unit(random);
            const AudioClip voiced = test::vowel({.sampleRateHz = sampleRateHz,
                                                  .seconds = 0.15 + 0.04 * unit(random),
                                                  .startHz = hz,
                                                  .endHz = hz * 0.9});
            const double gain = std::pow(10.0, (6.0 * unit(random) - 6.0) / 20.0);
            for (std::size_t i = 0; i < voiced.samples.size(); ++i) {
                const double place = static_cast<double>(i) / static_cast<double>(voiced.samples.size());
                clip.samples.push_back(
                    static_cast<float>(gain * voiced.samples[i] * std::sin(std::numbers::pi * place)));
            }
            for (int i = 0; i < sampleRateHz / 20; ++i) {
                const double place = static_cast<double>(i) * 20.0 / sampleRateHz;
                clip.samples.push_back(
                    static_cast<float>(0.1 * gain * unit(random) * std::sin(std::numbers::pi * place)));
            }
            rest(0.02);
        }
        rest(0.5);
    }
    clip.samples.resize(frames);
    return clip;
}

/// The same with a quiet hiss, as any real recording has.
AudioClip cleanTake(int sampleRateHz = 22'050, double seconds = 8.0) {
    return test::mixAtSnr(speechLike(sampleRateHz, seconds), test::whiteNoise(sampleRateHz, seconds, 0.1).samples,
                          45.0);
}

QualityReport analysed(const AudioClip& clip) {
    auto report = analyseQuality(clip);
    EXPECT_TRUE(report);
    return report ? *report : QualityReport{};
}

bool found(const QualityReport& report, QualityProblem problem) {
    return std::ranges::any_of(report.findings,
                               [&](const QualityFinding& finding) { return finding.problem == problem; });
}

void expectFinite(const QualityReport& report) {
    for (const double figure : {report.snrDb, report.speechDbfs, report.noiseFloorDbfs, report.peakDbfs,
                                report.loudnessLufs, report.speechShare, report.reverbSeconds, report.humHz,
                                report.humDbfs, report.bandwidthHz, report.speechRate, report.seconds}) {
        EXPECT_TRUE(std::isfinite(figure));
    }
    EXPECT_GE(report.snrDb, kLowestSnrDb);
    EXPECT_LE(report.snrDb, kHighestSnrDb);
    EXPECT_FALSE(report.advice.empty());
}

void scale(AudioClip& clip, double db) {
    std::ranges::for_each(clip.samples, [db](float& s) { s *= static_cast<float>(std::pow(10.0, db / 20.0)); });
}

struct Sound {
    const char* name;
    AudioClip clip;
    QualityProblem problem;
};

std::vector<Sound> soundsWithoutSpeech() {
    const AudioClip silence{.sampleRateHz = 16'000, .channels = 1, .samples = std::vector<float>(80'000)};
    AudioClip constant = silence;
    std::ranges::fill(constant.samples, 0.3F);
    AudioClip clippedSine = test::tone({.seconds = 5.0, .amplitude = 2.0});
    std::ranges::for_each(clippedSine.samples, [](float& s) { s = std::clamp(s, -0.8F, 0.8F); });
    return {{"silence", silence, QualityProblem::Empty},
            {"constant", constant, QualityProblem::Empty},
            {"nothing", {.sampleRateHz = 16'000, .channels = 1, .samples = {}}, QualityProblem::Empty},
            {"tone", test::tone({.seconds = 5.0}), QualityProblem::NoSpeech},
            {"low_tone", test::tone({.seconds = 5.0, .hz = 50.0}), QualityProblem::NoSpeech},
            {"white_noise", test::whiteNoise(16'000, 5.0, 0.1), QualityProblem::NoSpeech},
            {"clipped_sine", clippedSine, QualityProblem::NoSpeech},
            {"one_sample", {.sampleRateHz = 16'000, .channels = 1, .samples = {0.5F}}, QualityProblem::TooShort}};
}

class WithoutSpeech : public ::testing::TestWithParam<Sound> {};

TEST_P(WithoutSpeech, is_refused_with_finite_figures) {
    const QualityReport report = analysed(GetParam().clip);
    expectFinite(report);
    EXPECT_EQ(report.verdict, Verdict::RecordAgain);
    ASSERT_FALSE(report.findings.empty());
    EXPECT_EQ(problemName(report.findings.front().problem), problemName(GetParam().problem));
}

INSTANTIATE_TEST_SUITE_P(Quality, WithoutSpeech, ::testing::ValuesIn(soundsWithoutSpeech()),
                         [](const auto& instance) { return instance.param.name; });

TEST(Quality, finds_nothing_wrong_with_a_clean_take) {
    const QualityReport report = analysed(cleanTake());
    expectFinite(report);
    EXPECT_EQ(report.verdict, Verdict::Good) << report.advice;
    EXPECT_GT(report.snrDb, 30.0);
    EXPECT_GT(report.speechShare, 0.4);
    EXPECT_GT(report.bandwidthHz, 8'000.0);
    EXPECT_EQ(report.clippedSamples, 0U);
    EXPECT_NEAR(report.seconds, 8.0, 1e-9);
}

TEST(Quality, measures_a_level_exactly) {
    const QualityReport report = analysed(test::tone({.seconds = 2.0, .amplitude = 0.5}));
    EXPECT_NEAR(report.peakDbfs, -6.02, 0.05);
    EXPECT_NEAR(report.noiseFloorDbfs, -9.03, 0.5);  // Without speech everything is noise.
}

TEST(Quality, refuses_a_noisy_take_with_the_sentence_about_noise) {
    const AudioClip speech = speechLike(16'000, 10.0);
    const auto noise = test::whiteNoise(16'000, 10.0, 0.1).samples;
    for (const double level : {5.0, 10.0}) {
        const QualityReport report = analysed(test::mixAtSnr(speech, noise, level));
        EXPECT_NEAR(report.snrDb, level, 2.0);
        EXPECT_EQ(report.verdict, Verdict::RecordAgain);
        EXPECT_EQ(report.advice, "Noise in the room was detected. Please record again in a quiet room.");
    }
    const QualityReport usable = analysed(test::mixAtSnr(speech, noise, 20.0));
    EXPECT_NEAR(usable.snrDb, 20.0, 2.0);
    EXPECT_EQ(usable.verdict, Verdict::Usable) << usable.advice;
    EXPECT_TRUE(found(usable, QualityProblem::SomeNoise));
}

TEST(Quality, ignores_a_constant_offset) {
    AudioClip clip = cleanTake();
    const double before = analysed(clip).snrDb;
    std::ranges::for_each(clip.samples, [](float& sample) { sample += 0.1F; });
    EXPECT_NEAR(analysed(clip).snrDb, before, 1.0);
}

TEST(Quality, does_not_take_inserted_digital_silence_for_a_quiet_room) {
    AudioClip clip = test::mixAtSnr(speechLike(16'000, 8.0), test::whiteNoise(16'000, 8.0, 0.1).samples, 10.0);
    clip.samples.resize(clip.samples.size() + 16'000 * 8);
    EXPECT_NEAR(analysed(clip).snrDb, 10.0, 2.0);
}

TEST(Quality, sees_clipping_at_any_level_and_no_clipping_in_a_loud_sine) {
    AudioClip clip = cleanTake();
    scale(clip, 30.0);
    std::ranges::for_each(clip.samples, [](float& sample) { sample = std::clamp(sample, -1.0F, 1.0F); });
    scale(clip, -6.0);  // Turned down afterwards.
    const QualityReport report = analysed(clip);
    EXPECT_GT(report.clippedSamples, 1'000U);
    EXPECT_EQ(report.findings.front().problem, QualityProblem::Clipping);
    EXPECT_EQ(report.verdict, Verdict::RecordAgain);

    AudioClip sine = test::tone({.seconds = 1.0, .hz = 50.0, .amplitude = 0.99});
    std::ranges::for_each(sine.samples, [](float& sample) { sample = std::round(sample * 32'768.0F) / 32'768.0F; });
    EXPECT_EQ(analysed(sine).clippedSamples, 0U);
}

TEST(Quality, counts_samples_beyond_full_scale) {
    AudioClip clip = cleanTake();
    clip.samples[1'000] = 1.5F;
    clip.samples[2'000] = -1.2F;
    EXPECT_EQ(analysed(clip).clippedSamples, 2U);
}

TEST(Quality, asks_for_more_level_when_the_voice_is_too_quiet) {
    AudioClip clip = cleanTake();
    scale(clip, -50.0 - analysed(clip).speechDbfs);
    const QualityReport report = analysed(clip);
    EXPECT_NEAR(report.speechDbfs, -50.0, 0.5);
    EXPECT_EQ(report.findings.front().problem, QualityProblem::TooQuiet);
    EXPECT_EQ(report.verdict, Verdict::RecordAgain);
}

TEST(Quality, sees_a_telephone_file_that_was_converted_up) {
    const AudioClip telephone = *resample(cleanTake(16'000), 8'000);
    for (const int rate : {16'000, 22'050, 48'000}) {
        const QualityReport report = analysed(*resample(telephone, rate));
        EXPECT_GT(report.bandwidthHz, 3'000.0) << rate;
        EXPECT_LT(report.bandwidthHz, 4'500.0) << rate;
        EXPECT_TRUE(found(report, QualityProblem::TelephoneBand)) << rate;
        EXPECT_EQ(report.verdict, Verdict::RecordAgain) << rate;
    }
}

TEST(Quality, does_not_call_a_voice_dull_because_hiss_hides_its_consonants) {
    const AudioClip clip = test::mixAtSnr(speechLike(16'000, 8.0), test::whiteNoise(16'000, 8.0, 0.1).samples, 18.0);
    const QualityReport report = analysed(clip);
    EXPECT_FALSE(report.bandLimited);
    EXPECT_FALSE(found(report, QualityProblem::TelephoneBand));
}

TEST(Quality, names_mains_hum_and_its_frequency) {
    for (const double mains : {50.0, 60.0}) {
        AudioClip clip = cleanTake();
        const double speech = analysed(clip).speechDbfs;
        const double amplitude = std::sqrt(2.0) * std::pow(10.0, (speech - 24.0) / 20.0);
        for (std::size_t i = 0; i < clip.samples.size(); ++i) {
            const double phase = 2.0 * std::numbers::pi * mains * static_cast<double>(i) / clip.sampleRateHz;
            clip.samples[i] += static_cast<float>(amplitude * std::sin(phase));
        }
        const QualityReport report = analysed(clip);
        EXPECT_EQ(report.humHz, mains);
        EXPECT_NEAR(report.humDbfs, speech - 24.0, 1.5);
        EXPECT_TRUE(found(report, QualityProblem::Hum));
        EXPECT_EQ(report.verdict, Verdict::Usable);
    }
}

TEST(Quality, takes_no_reader_who_keeps_his_pitch_for_mains_hum) {
    // A man whose voice stays near 100 and 120 Hz. What the windows fall on depends on when he begins.
    int read = 0;
    for (const char* const number : {"0870", "0880", "0890", "0920", "0930"}) {
        auto line = readAudio(std::string("/usr/share/pocketsphinx/test/data/librivox/sense_and_sensibility_01_austen_64kb-") + number + ".wav",
                              {.mono = true});
        if (!line) {
            GTEST_SKIP() << "the package pocketsphinx-testdata is missing: " << line.error().message();
        }
        for (double lead = 0.1; lead < 1.6; lead += 0.1) {
            const auto before = static_cast<std::size_t>(lead * line->sampleRateHz);
            AudioClip take = test::whiteNoise(line->sampleRateHz, lead + line->seconds() + 0.6, 0.002);
            std::ranges::copy(line->samples, take.samples.begin() + static_cast<std::ptrdiff_t>(before));
            EXPECT_FALSE(found(analysed(take), QualityProblem::Hum)) << number << " after " << lead << " s";
            ++read;
        }
    }
    EXPECT_EQ(read, 75);
}

TEST(Quality, hears_a_room_that_rings) {
    const AudioClip dry = cleanTake(8'000, 12.0);
    EXPECT_LT(analysed(dry).reverbSeconds, 0.4);
    for (const double decay : {0.7, 1.3}) {
        Random random(3);
        std::vector<float> room(static_cast<std::size_t>(decay * dry.sampleRateHz));
        for (std::size_t i = 0; i < room.size(); ++i) {
            room[i] =
                static_cast<float>(unit(random) * std::pow(10.0, -3.0 * static_cast<double>(i) / dry.sampleRateHz / decay));
        }
        room[0] = 4.0F;
        AudioClip wet{.sampleRateHz = dry.sampleRateHz, .channels = 1, .samples = std::vector<float>(dry.samples.size())};
        for (std::size_t i = 0; i < dry.samples.size(); ++i) {
            const std::size_t length = std::min(room.size(), dry.samples.size() - i);
            for (std::size_t k = 0; dry.samples[i] != 0.0F && k < length; ++k) {
                wet.samples[i + k] += 0.05F * dry.samples[i] * room[k];
            }
        }
        const QualityReport report = analysed(wet);
        EXPECT_NEAR(report.reverbSeconds, decay, 0.35 * decay);
        EXPECT_TRUE(found(report, QualityProblem::Reverberation));
    }
}

TEST(Quality, counts_syllables) {
    // Six syllables in about 1.32 s, then half a second of pause, which is no speech.
    const QualityReport report = analysed(cleanTake(22'050, 12.0));
    EXPECT_GT(report.speechRate, 2.5);
    EXPECT_LT(report.speechRate, 6.0);
}

class AnyRate : public ::testing::TestWithParam<int> {};

TEST_P(AnyRate, gives_the_same_verdict) {
    const AudioClip clip = *resample(cleanTake(), GetParam());
    const QualityReport report = analysed(clip);
    expectFinite(report);
    EXPECT_EQ(report.verdict, Verdict::Good) << report.advice;
    EXPECT_GT(report.snrDb, 30.0);
    EXPECT_GT(report.loudnessLufs, -60.0);
}

INSTANTIATE_TEST_SUITE_P(Quality, AnyRate, ::testing::Values(16'000, 44'100, 48'000, 96'000, 192'000));

TEST(Quality, measures_rates_at_the_ends_of_the_range) {
    for (const int rate : {1'000, 8'000, 768'000}) {
        expectFinite(analysed(test::whiteNoise(rate, 0.6, 0.2)));
    }
}

TEST(Quality, judges_all_channels_and_their_mean) {
    const AudioClip mono = cleanTake(16'000);
    AudioClip stereo{.sampleRateHz = 16'000, .channels = 2, .samples = {}};
    for (const float sample : mono.samples) {
        stereo.samples.insert(stereo.samples.end(), {sample, sample});
    }
    EXPECT_NEAR(analysed(stereo).snrDb, analysed(mono).snrDb, 0.01);
    stereo.samples[4'001] = 1.5F;  // Second channel only.
    EXPECT_EQ(analysed(stereo).clippedSamples, 1U);
    EXPECT_NEAR(analysed(stereo).peakDbfs, 3.52, 0.01);
}

TEST(Quality, reads_what_is_no_number_as_silence) {
    AudioClip clip = cleanTake(16'000);
    for (std::size_t i = 0; i < clip.samples.size(); i += 5'000) {
        clip.samples[i] = std::numeric_limits<float>::quiet_NaN();
        clip.samples[i + 1] = -std::numeric_limits<float>::infinity();
        clip.samples[i + 2] = std::numeric_limits<float>::max();
    }
    expectFinite(analysed(clip));
    expectFinite(analysed({.sampleRateHz = 16'000,
                           .channels = 1,
                           .samples = std::vector<float>(50'000, std::numeric_limits<float>::quiet_NaN())}));
}

TEST(QualityMeter, gives_the_file_figures_whatever_the_block_size) {
    const AudioClip clip = cleanTake(22'050, 6.0);
    const QualityReport file = analysed(clip);
    for (const std::size_t block : {std::size_t{1}, std::size_t{7}, std::size_t{441}, std::size_t{100'000}}) {
        auto meter = QualityMeter::create({.sampleRateHz = 22'050, .channels = 1, .vad = nullptr});
        ASSERT_TRUE(meter);
        for (std::size_t at = 0; at < clip.samples.size(); at += block) {
            meter->push(std::span<const float>(clip.samples).subspan(at, std::min(block, clip.samples.size() - at)));
        }
        const QualityReport live = meter->report();
        EXPECT_EQ(live.snrDb, file.snrDb) << block;
        EXPECT_EQ(live.loudnessLufs, file.loudnessLufs) << block;
        EXPECT_EQ(live.speechShare, file.speechShare) << block;
        EXPECT_EQ(live.bandwidthHz, file.bandwidthHz) << block;
        EXPECT_EQ(live.findings, file.findings) << block;
    }
}

TEST(QualityMeter, can_be_asked_at_any_time) {
    auto meter = QualityMeter::create({.sampleRateHz = 16'000, .channels = 1, .vad = nullptr});
    ASSERT_TRUE(meter);
    expectFinite(meter->report());
    EXPECT_EQ(meter->levelDbfs(), kLowestDbfs);
    const AudioClip clip = cleanTake(16'000, 3.0);
    for (std::size_t at = 0; at + 800 <= clip.samples.size(); at += 800) {
        meter->push(std::span<const float>(clip.samples).subspan(at, 800));
        expectFinite(meter->report());
    }
}

TEST(QualityMeter, shows_the_level_of_the_last_step) {
    auto meter = QualityMeter::create({.sampleRateHz = 16'000, .channels = 1, .vad = nullptr});
    ASSERT_TRUE(meter);
    meter->push(test::tone({.seconds = 0.5, .hz = 1'000.0, .amplitude = 0.1}).samples);
    EXPECT_NEAR(meter->levelDbfs(), -23.01, 0.1);
}

TEST(QualityMeter, allocates_nothing_while_it_is_fed) {
    const AudioClip clip = cleanTake(44'100, 2.0);
    auto meter = QualityMeter::create({.sampleRateHz = 44'100, .channels = 1, .vad = nullptr});
    ASSERT_TRUE(meter);
    const test::AllocationTrap trap;
    for (std::size_t at = 0; at + 256 <= clip.samples.size(); at += 256) {
        meter->push(std::span<const float>(clip.samples).subspan(at, 256));
    }
    EXPECT_EQ(trap.allocations(), 0U);
}

TEST(QualityMeter, refuses_impossible_rates_and_channel_counts) {
    for (const auto& [rate, channels] : {std::pair{0, 1}, {999, 1}, {800'000, 1}, {16'000, 0}, {16'000, 65}}) {
        const auto meter = QualityMeter::create({.sampleRateHz = rate, .channels = channels, .vad = nullptr});
        ASSERT_FALSE(meter);
        EXPECT_EQ(meter.error().code, ErrorCode::InvalidInput);
        EXPECT_NE(meter.error().detail.find(rate >= 1'000 && rate < 800'000 ? "channels" : "samples a second"),
                  std::string::npos);
    }
}

TEST(QualityAdvice, is_one_sentence_of_its_own_for_each_problem) {
    std::vector<std::string_view> sentences;
    for (int i = 0; i <= static_cast<int>(QualityProblem::DullBand); ++i) {
        const auto problem = static_cast<QualityProblem>(i);
        EXPECT_FALSE(problemName(problem).empty());
        sentences.push_back(adviceFor(problem, Verdict::RecordAgain));
        EXPECT_EQ(sentences.back().back(), '.');
    }
    std::ranges::sort(sentences);
    EXPECT_EQ(std::ranges::adjacent_find(sentences), sentences.end());
}

}  // namespace
}  // namespace timbre
