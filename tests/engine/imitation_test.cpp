// SPDX-License-Identifier: GPL-3.0-or-later
// What is done when memory runs out while speaking.
#include "core/engine/engines/gpt_sovits/imitation.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace timbre::gpt_sovits {
namespace {

using Sentences = std::vector<nets::GptSovitsSentence>;
using Calls = std::vector<std::pair<std::size_t, bool>>;

Sentences sentences(std::size_t count) {
    Sentences all(count);
    for (std::size_t i = 0; i < count; ++i)
        all[i].seed = i;
    return all;
}

/// Speaks at most so many at once; each answer's length tells whose it is.
SpeakAttempt speaker(std::size_t most, bool gpuWorks, Calls& calls) {
    return [=, &calls](std::span<const nets::GptSovitsSentence> some, bool onGpu) {
        calls.emplace_back(some.size(), onGpu);
        std::vector<Result<Speech>> answers;
        for (const nets::GptSovitsSentence& sentence : some) {
            if (some.size() > most || (onGpu && !gpuWorks)) {
                answers.emplace_back(fail(ErrorCode::OutOfMemory, "memory ran out"));
                continue;
            }
            Speech speech;
            speech.audio = {.sampleRateHz = 1000, .channels = 1, .samples = std::vector<float>(sentence.seed + 1)};
            answers.emplace_back(std::move(speech));
        }
        return answers;
    };
}

void expectAll(const std::vector<Result<Speech>>& answers, std::size_t count) {
    ASSERT_EQ(answers.size(), count);
    for (std::size_t i = 0; i < count; ++i) {
        ASSERT_TRUE(answers[i]) << i;
        EXPECT_EQ(answers[i]->audio.samples.size(), i + 1);
    }
}

TEST(SpeakWithinMemory, asks_once_where_there_is_enough) {
    Calls calls;
    const auto answers = speakWithinMemory(sentences(5), false, speaker(8, true, calls));
    expectAll(answers, 5);
    EXPECT_EQ(calls, (Calls{{5, false}}));
    EXPECT_EQ(answers[0]->remark, "");
}

TEST(SpeakWithinMemory, halves_until_it_fits_and_says_so) {
    Calls calls;
    const auto answers = speakWithinMemory(sentences(7), false, speaker(2, true, calls));
    expectAll(answers, 7);
    for (const auto& answer : answers)
        EXPECT_NE(answer->remark.find("fewer sentences"), std::string::npos);
    EXPECT_EQ(calls, (Calls{{7, false}, {4, false}, {2, false}, {2, false}, {3, false}, {2, false}, {1, false}}));
}

TEST(SpeakWithinMemory, goes_to_the_cpu_when_the_gpu_holds_not_even_one) {
    Calls calls;
    const auto answers = speakWithinMemory(sentences(2), true, speaker(8, false, calls));
    expectAll(answers, 2);
    EXPECT_EQ(calls, (Calls{{2, true}, {1, true}, {1, true}, {2, false}}));
    EXPECT_NE(answers[0]->remark.find("the CPU spoke it"), std::string::npos) << answers[0]->remark;
}

TEST(SpeakWithinMemory, gives_up_when_one_sentence_is_too_much) {
    Calls calls;
    const auto answers = speakWithinMemory(sentences(2), false, speaker(0, true, calls));
    ASSERT_EQ(answers.size(), 2U);
    EXPECT_EQ(answers[1].error().code, ErrorCode::OutOfMemory);
    EXPECT_EQ(calls.size(), 3U);
}

TEST(SpeakWithinMemory, leaves_other_failures_alone) {
    int calls = 0;
    const auto answers = speakWithinMemory(sentences(4), true, [&](auto some, bool) {
        ++calls;
        return std::vector<Result<Speech>>(some.size(), fail(ErrorCode::InvalidInput, "no such phone"));
    });
    EXPECT_EQ(answers.size(), 4U);
    EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace timbre::gpt_sovits
