// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/guide_network.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "core/nets/guide_data.h"
#include "core/nets/guide_training.h"
#include "tests/nets/guide_sentences.h"

namespace timbre::nets {
namespace {

const GuideSizes kSizes{.baseVoices = 2, .phoneCount = 12};

struct Fixture {
    GuideLayout layout{kSizes};
    std::vector<GuideSentence> sentences = test::makeSentences(1, {.frames = 60});
    GuideScales scales = measureScales(sentences);
    GuideLesson lesson = makeLessons(sentences, scales).front();
    std::vector<float> weights = trainWeights({&lesson, 1}, layout, plainProducts(), 2, 7, [] { return true; }).weights;
    GuideRun run{layout, plainProducts()};

    Fixture() {
        // The made-up aperiodicity is 0 throughout, which would put every frame next to the corner of |error|.
        for (std::size_t i = kGuideAperiodicity; i < lesson.target.size(); i += kGuideTargetWidth) {
            lesson.target[i] = i / kGuideTargetWidth % 2 == 0 ? 1.0F : -1.0F;
        }
    }

    float loss(std::span<const float> atWeights) {
        const auto output = run.forward(atWeights, lesson.input);
        std::vector<float> unused(output.size());
        return guideLoss(output, lesson, unused);
    }

    std::vector<float> gradient() {
        const auto output = run.forward(weights, lesson.input);
        std::vector<float> atOutput(output.size());
        guideLoss(output, lesson, atOutput);
        std::vector<float> all(layout.total(), 0.0F);
        run.backward(weights, lesson.input, atOutput, all);
        return all;
    }
};

// The loss is in float32 and has corners (absolute values, relu): differences come this near; 0.5 % was measured.
constexpr double kDifferenceTolerance = 0.015;

void expectGradientMatchesDifferences(Fixture& fixture) {
    const std::vector<float> gradient = fixture.gradient();
    for (const GuideParameter& parameter : fixture.layout.parameters()) {
        double square = 0.0;
        for (std::size_t i = 0; i < parameter.size; ++i) {
            square += std::pow(static_cast<double>(gradient[parameter.offset + i]), 2);
        }
        ASSERT_GT(square, 0.0) << parameter.name;
        // Along the gradient, far enough for the loss to change by 4e-5 in all: farther crosses corners, nearer drowns
        // in float32.
        const double step = 2e-5 / square;
        const auto moved = [&](double way) {
            std::vector<float> weights = fixture.weights;
            for (std::size_t i = 0; i < parameter.size; ++i) {
                weights[parameter.offset + i] +=
                    static_cast<float>(way * static_cast<double>(gradient[parameter.offset + i]));
            }
            return static_cast<double>(fixture.loss(weights));
        };
        const double slope = (moved(step) - moved(-step)) / (2.0 * step);
        EXPECT_NEAR(slope / square, 1.0, kDifferenceTolerance) << parameter.name;
    }
}

TEST(GuideNetwork, backward_agrees_with_differences_for_every_weight) {
    Fixture fixture;
    expectGradientMatchesDifferences(fixture);
}

TEST(GuideNetwork, backward_agrees_with_differences_under_dropout) {
    Fixture fixture;
    for (std::size_t block = 0; block < kGuideBlocks; ++block) {
        const auto mask = fixture.run.dropoutMask(block, fixture.lesson.input.frames);
        for (std::size_t i = 0; i < mask.size(); ++i) {
            mask[i] = (i * 2'654'435'761U >> 7U) % 4 == 0 ? 0.0F : 4.0F / 3.0F;
        }
    }
    expectGradientMatchesDifferences(fixture);
}

TEST(GuideNetwork, backward_handles_fewer_frames_than_the_convolutions_reach) {
    Fixture fixture;
    fixture.sentences = test::makeSentences(1, {.frames = 3});
    fixture.lesson = makeLessons(fixture.sentences, fixture.scales).front();
    // Three frames lie in one segment without neighbours and, being a pause, weigh little: only finiteness is asked.
    for (const float value : fixture.gradient()) {
        ASSERT_TRUE(std::isfinite(value));
    }
}

TEST(GuideNetwork, loss_is_zero_where_output_equals_target) {
    Fixture fixture;
    std::vector<float> output = fixture.lesson.target;
    for (std::size_t frame = 0; frame < fixture.lesson.voiced.size(); ++frame) {
        output[frame * kGuideTargetWidth + kGuideVoicing] = fixture.lesson.voiced[frame] > 0.5F ? 60.0F : -60.0F;
    }
    std::vector<float> gradient(output.size());
    EXPECT_LT(guideLoss(output, fixture.lesson, gradient), 1e-6F);
}

TEST(GuideLessons, long_sentences_are_cut_without_losing_a_frame) {
    const auto sentences = test::makeSentences(1, {.frames = 2'500});
    const GuideScales scales = measureScales(sentences);
    const auto lessons = makeLessons(sentences, scales);
    ASSERT_EQ(lessons.size(), 3U);
    std::vector<float> joined;
    for (const GuideLesson& lesson : lessons) {
        EXPECT_LE(lesson.input.frames, 1'200);
        EXPECT_EQ(lesson.input.segmentOfFrame.size(), static_cast<std::size_t>(lesson.input.frames));
        joined.insert(joined.end(), lesson.input.numbers.begin(), lesson.input.numbers.end());
    }
    EXPECT_EQ(joined, makeInput(sentences.front(), scales).numbers);
}

}  // namespace
}  // namespace timbre::nets
