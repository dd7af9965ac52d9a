// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/durations.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/engine/engines/instant/phones.h"
#include "instant_synthetic.h"

namespace timbre::instant {
namespace {

constexpr double kRounding = 2.0;  // frames: boundaries lie on even frames

PhoneId phone(std::string_view name) { return phoneFromName(name).value(); }

/// A reading whose user takes `factor` times the base voice's time for every phone.
test::SyntheticRecording slowReading(double factor, const std::string& phones) {
    test::SyntheticRecording recording = test::makeSynthetic(phones);
    for (AlignedSegment& segment : recording.alignment.segments) {
        segment.beginFrame = static_cast<int>(segment.beginFrame * factor);
        segment.endFrame = static_cast<int>(segment.endFrame * factor);
    }
    return recording;
}

DurationModel learnFrom(const test::SyntheticRecording& recording) {
    const TimedReading reading{.front = &recording.front, .alignment = &recording.alignment};
    return DurationModel::learn({&reading, 1});
}

int spokenFrames(const std::vector<PlannedSegment>& plan) {
    return plan.back().endFrame - plan.back().frames() - plan.front().endFrame;
}

TEST(Durations, LearnTheUsersRatioToTheBaseVoice) {
    const DurationModel model = learnFrom(slowReading(1.5, "pau aa s aa iy aa m aa pau"));
    EXPECT_NEAR(model.overallLogRatio(), std::log(1.5), 1e-6);
    EXPECT_NEAR(model.logRatio(phone("aa")), std::log(1.5), 1e-6);
}

TEST(Durations, AnUnheardPhoneTakesTheOverallRatio) {
    const DurationModel model = learnFrom(slowReading(1.5, "pau aa s aa iy pau"));
    EXPECT_NEAR(model.logRatio(phone("zh")), model.overallLogRatio(), 1e-6);
}

TEST(Durations, APhoneHeardOnceIsDrawnTowardsTheOverallRatio) {
    test::SyntheticRecording recording = slowReading(1.0, "pau aa s aa iy aa m aa n aa pau");
    recording.alignment.segments[2].endFrame =
        recording.alignment.segments[2].beginFrame + 80;  // s, four times as long
    const DurationModel model = learnFrom(recording);
    EXPECT_NEAR(model.logRatio(phone("s")), std::log(4.0) / 9.0, 1e-6);  // 1 reading against 8 of the overall ratio, 0
}

TEST(Durations, ThePlanFollowsTheLearntRatio) {
    const test::SyntheticRecording sentence = test::makeSynthetic("pau aa s iy m ow pau");
    const auto base = DurationModel().plan(sentence.front, {});
    const auto slow = learnFrom(slowReading(1.5, "pau aa s iy m ow pau")).plan(sentence.front, {});
    ASSERT_TRUE(base && slow);
    EXPECT_NEAR(spokenFrames(*slow), 1.5 * spokenFrames(*base), kRounding);
}

TEST(Durations, ThePlanHasNoGapsAndEvenBoundaries) {
    const test::SyntheticRecording sentence = test::makeSynthetic("pau aa s iy pau m ow pau", {.framesPerPhone = 7});
    const auto plan = DurationModel().plan(sentence.front, {.seed = 3});
    ASSERT_TRUE(plan);
    ASSERT_EQ(plan->size(), sentence.front.segments.size());
    int end = 0;
    for (const PlannedSegment& segment : *plan) {
        EXPECT_EQ(segment.beginFrame, end);
        EXPECT_EQ(segment.endFrame % 2, 0);
        EXPECT_GE(segment.frames(), 4);
        end = segment.endFrame;
    }
}

TEST(Durations, PausesInsideStayBetweenATenthAndAThirdOfASecond) {
    test::SyntheticRecording sentence = test::makeSynthetic("pau aa pau iy pau");
    sentence.front.segments[2].endSeconds += 2.0;
    sentence.front.segments[3].startSeconds += 2.0;
    sentence.front.segments[3].endSeconds += 2.0;
    const auto plan = DurationModel().plan(sentence.front, {});
    ASSERT_TRUE(plan);
    EXPECT_NEAR((*plan)[2].frames(), 70, kRounding);
}

TEST(Durations, TheSameSeedGivesTheSamePlanAndAnotherSeedAnother) {
    const test::SyntheticRecording sentence = test::makeSynthetic("pau aa s iy m ow t uw pau");
    const auto first = DurationModel().plan(sentence.front, {.seed = 1});
    const auto again = DurationModel().plan(sentence.front, {.seed = 1});
    const auto other = DurationModel().plan(sentence.front, {.seed = 2});
    ASSERT_TRUE(first && again && other);
    EXPECT_EQ(*first, *again);
    EXPECT_NE(*first, *other);
}

TEST(Durations, ASentenceWithoutAPhoneIsInvalidInput) {
    FrontUtterance empty;
    const auto plan = DurationModel().plan(empty, {});
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(plan.error().detail.find("no phone"), std::string::npos);
}

TEST(Durations, SurviveBeingStored) {
    const DurationModel model = learnFrom(slowReading(1.5, "pau aa s aa iy pau"));
    TensorFile file;
    model.toTensors(file);
    const auto read = DurationModel::fromTensors(file);
    ASSERT_TRUE(read);
    EXPECT_NEAR(read->overallLogRatio(), model.overallLogRatio(), 1e-6);
    EXPECT_EQ(read->logRatio(phone("aa")), model.logRatio(phone("aa")));
}

TEST(Durations, AMissingTensorIsNamed) {
    TensorFile file;
    DurationModel().toTensors(file);
    file.tensors.erase("durations.log_ratio");
    const auto read = DurationModel::fromTensors(file);
    ASSERT_FALSE(read);
    EXPECT_NE(read.error().detail.find("durations.log_ratio"), std::string::npos);
}

}  // namespace
}  // namespace timbre::instant
