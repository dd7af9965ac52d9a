// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/speech_guard.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "tests/support/sounds.h"

namespace timbre::nets {
namespace {

using Tokens = std::vector<std::int64_t>;

constexpr std::size_t kTokensPerSecond = 25;

/// Tokens none of which comes twice within four seconds.
Tokens varied(std::size_t count, std::int64_t first = 0) {
    Tokens tokens;
    for (std::size_t i = 0; i < count; ++i)
        tokens.push_back((first + 389 * static_cast<std::int64_t>(i)) % 1024);
    return tokens;
}

Tokens joined(std::initializer_list<Tokens> parts) {
    Tokens all;
    for (const Tokens& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

/// `count` tokens of a phrase of `period` said again and again.
Tokens repeated(std::size_t period, std::size_t count) {
    const Tokens phrase = varied(period, 500);
    Tokens tokens;
    for (std::size_t i = 0; i < count; ++i)
        tokens.push_back(phrase[i % period]);
    return tokens;
}

/// Phones that so many tokens fit well.
std::size_t phonesFor(const Tokens& tokens) { return tokens.size() / 3; }

TEST(MostTokens, leaves_room_for_slow_speech_and_pauses) {
    EXPECT_EQ(mostTokens(0), 50U);
    EXPECT_EQ(mostTokens(1), 60U);
    EXPECT_EQ(mostTokens(100), 1050U);
}

TEST(JudgeTokens, takes_speech_of_usual_speed) {
    for (const std::size_t phones : {1U, 10U, 60U, 200U}) {
        const Judgement judgement = judgeTokens(varied(2 * phones), phones, true);
        EXPECT_TRUE(judgement.good()) << phones << " phones: " << judgement.remark;
        EXPECT_EQ(judgement.fault, 0.0);
        EXPECT_EQ(judgement.remark, "");
    }
}

TEST(JudgeTokens, refuses_less_than_the_fewest_tokens_for_its_phones) {
    for (const std::size_t phones : {50U, 100U, 1000U}) {
        const auto fewest = static_cast<std::size_t>(std::lround(kFewestTokensPerPhone * static_cast<double>(phones)));
        EXPECT_TRUE(judgeTokens(varied(fewest), phones, true).good()) << phones;
        EXPECT_FALSE(judgeTokens(varied(fewest - 1), phones, true).good()) << phones;
    }
}

TEST(JudgeTokens, finds_fewer_words_worse) {
    const Judgement few = judgeTokens(varied(40), 100, true);
    const Judgement fewer = judgeTokens(varied(20), 100, true);
    const Judgement none = judgeTokens({}, 100, true);
    EXPECT_GT(few.fault, 0.0);
    EXPECT_GT(fewer.fault, few.fault);
    EXPECT_GT(none.fault, fewer.fault);
    EXPECT_FALSE(none.remark.empty());
}

TEST(JudgeTokens, finds_lost_words_worse_than_all_else) {
    const Judgement lost = judgeTokens(varied(77), 100, true);
    EXPECT_GT(lost.fault, judgeTokens(varied(1051), 100, false).fault);
    EXPECT_GT(lost.fault, judgeTokens(joined({varied(100), repeated(4, 200)}), 100, true).fault);
}

TEST(JudgeTokens, refuses_what_did_not_end_by_itself) {
    EXPECT_TRUE(judgeTokens(varied(mostTokens(20)), 20, true).good());
    EXPECT_FALSE(judgeTokens(varied(mostTokens(20) + 1), 20, true).good());
    const Judgement open = judgeTokens(varied(40), 20, false);
    EXPECT_FALSE(open.good());
    EXPECT_EQ(open.remark, "it did not end by itself");
}

TEST(JudgeTokens, refuses_a_phrase_of_up_to_a_second_said_again_and_again) {
    for (std::size_t period = 1; period <= kTokensPerSecond; ++period) {
        for (const Tokens& tokens : {joined({varied(30), repeated(period, 100 + period), varied(30, 9)}),
                                     joined({repeated(period, 100 + period), varied(30)}),
                                     joined({varied(30), repeated(period, 100 + period)})}) {
            const Judgement judgement = judgeTokens(tokens, phonesFor(tokens), true);
            EXPECT_FALSE(judgement.good()) << "period " << period;
            EXPECT_EQ(judgement.remark, "it repeats itself");
        }
    }
}

TEST(JudgeTokens, takes_words_said_twice) {
    for (std::size_t period = 1; period <= kTokensPerSecond; ++period) {
        const Tokens tokens = joined({varied(30), repeated(period, 2 * period), varied(30, 9)});
        const Judgement judgement = judgeTokens(tokens, phonesFor(tokens), true);
        EXPECT_TRUE(judgement.good()) << "period " << period << ": " << judgement.remark;
    }
}

TEST(JudgeTokens, takes_pauses_of_a_second_held_on_one_or_a_few_tokens) {
    for (const std::size_t period : {1U, 2U, 3U}) {
        const Tokens tokens = joined({varied(20), repeated(period, kTokensPerSecond), varied(20, 7),
                                      repeated(period, kTokensPerSecond), varied(20, 9)});
        EXPECT_TRUE(judgeTokens(tokens, phonesFor(tokens), true).good()) << "period " << period;
    }
    const Tokens stuck = joined({varied(20), repeated(1, 3 * kTokensPerSecond), varied(20, 7)});
    EXPECT_FALSE(judgeTokens(stuck, phonesFor(stuck), true).good());
}

TEST(JudgeTokens, says_something_finite_of_nothing_at_all) {
    for (const bool ended : {false, true}) {
        EXPECT_TRUE(std::isfinite(judgeTokens({}, 0, ended).fault));
        EXPECT_TRUE(std::isfinite(judgeTokens({}, 5, ended).fault));
        EXPECT_TRUE(std::isfinite(judgeTokens(varied(5), 0, ended).fault));
        EXPECT_FALSE(judgeTokens({}, 5, ended).good());
    }
}

// --- ends --------------------------------------------------------------------------------------------------------

constexpr std::array kRates{16'000, 22'050, 24'000, 32'000, 48'000};

std::vector<float> tone(int rateHz, double seconds, double amplitude = 0.5) {
    return test::tone({.sampleRateHz = rateHz, .seconds = seconds, .hz = 300.0, .amplitude = amplitude}).samples;
}

std::vector<float> followedBy(std::vector<float> samples, const std::vector<float>& more) {
    samples.insert(samples.end(), more.begin(), more.end());
    return samples;
}

TEST(JudgeEnd, refuses_a_sound_that_is_cut_in_the_middle) {
    for (const int rate : kRates) {
        const Judgement cut = judgeEnd(tone(rate, 0.5), rate);
        EXPECT_FALSE(cut.good()) << rate;
        EXPECT_EQ(cut.remark, "it ends in the middle of a sound");
        EXPECT_FALSE(judgeEnd(followedBy(tone(rate, 0.5), tone(rate, 0.1, 0.4)), rate).good()) << rate;
        EXPECT_FALSE(judgeEnd(tone(rate, 0.5, 1e-3), rate).good()) << "however soft it is";
    }
}

TEST(JudgeEnd, takes_a_sound_that_dies_away) {
    for (const int rate : kRates) {
        EXPECT_TRUE(judgeEnd(followedBy(tone(rate, 0.5), tone(rate, 0.1, 0.05)), rate).good()) << rate;
        const std::vector<float> silence(static_cast<std::size_t>(rate / 10));
        EXPECT_TRUE(judgeEnd(followedBy(tone(rate, 0.5), silence), rate).good()) << rate;
        std::vector<float> fading = tone(rate, 0.5);
        for (std::size_t i = 0; i < fading.size(); ++i)
            fading[i] *= 1.0F - static_cast<float>(i) / static_cast<float>(fading.size());
        EXPECT_TRUE(judgeEnd(fading, rate).good()) << rate;
    }
}

TEST(JudgeEnd, asks_for_ten_decibels) {
    constexpr int kRate = 32'000;
    const auto endingAt = [](double db) {
        return judgeEnd(followedBy(tone(kRate, 0.5), tone(kRate, 0.1, 0.5 * std::pow(10.0, db / 20.0))), kRate).good();
    };
    EXPECT_FALSE(endingAt(-9.0));
    EXPECT_TRUE(endingAt(-11.0));
}

TEST(JudgeEnd, has_nothing_to_say_of_silence_and_of_next_to_nothing) {
    for (const int rate : kRates) {
        EXPECT_TRUE(judgeEnd({}, rate).good());
        EXPECT_TRUE(judgeEnd(std::vector<float>(static_cast<std::size_t>(rate)), rate).good());
        for (const double seconds : {0.0001, 0.001, 0.005, 0.02, 0.03})
            EXPECT_TRUE(judgeEnd(tone(rate, seconds), rate).good()) << seconds;
    }
}

TEST(AddTail, appends_twenty_milliseconds_of_silence) {
    for (const int rate : kRates) {
        std::vector<float> samples = tone(rate, 0.3);
        const std::size_t before = samples.size();
        addTail(samples, rate);
        EXPECT_EQ(samples.size(), before + static_cast<std::size_t>(0.02 * rate));
        EXPECT_TRUE(std::all_of(samples.begin() + static_cast<std::ptrdiff_t>(before), samples.end(),
                                [](float sample) { return sample == 0.0F; }));
    }
}

TEST(AddTail, fades_the_last_five_milliseconds_alone) {
    constexpr int kRate = 32'000;
    constexpr std::size_t kFade = 160;
    const std::vector<float> sound(3200, 0.5F);
    std::vector<float> samples = sound;
    addTail(samples, kRate);
    const std::size_t fadeBegin = sound.size() - kFade;
    EXPECT_TRUE(std::equal(sound.begin(), sound.begin() + static_cast<std::ptrdiff_t>(fadeBegin), samples.begin()));
    for (std::size_t i = fadeBegin; i < sound.size(); ++i)
        EXPECT_LT(samples[i], i == fadeBegin ? 0.5F : samples[i - 1]) << i;
    EXPECT_LT(samples[sound.size() - 1], 0.01F);
    EXPECT_NEAR(samples[fadeBegin + kFade / 2], 0.25F, 0.01F);
    EXPECT_TRUE(judgeEnd(samples, kRate).good());
}

TEST(AddTail, fades_a_shorter_sound_over_its_length) {
    constexpr int kRate = 32'000;
    for (const std::size_t length : {0U, 1U, 2U, 50U}) {
        std::vector<float> samples(length, 1.0F);
        addTail(samples, kRate);
        ASSERT_EQ(samples.size(), length + 640);
        EXPECT_TRUE(std::ranges::all_of(samples, [](float sample) { return sample >= 0.0F && sample < 1.0F; }))
            << length << " samples, none of them as loud as it was, and no NaN";
        EXPECT_TRUE(std::ranges::is_sorted(samples, std::greater<>())) << length;
    }
}

}  // namespace
}  // namespace timbre::nets
