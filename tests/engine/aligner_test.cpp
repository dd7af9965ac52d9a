// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/aligner.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/audio/decode.h"
#include "core/engine/engines/instant/features.h"
#include "core/engine/engines/instant/front.h"
#include "core/engine/engines/instant/mfcc.h"
#include "core/engine/engines/instant/phone_models.h"
#include "core/engine/engines/instant/phone_search.h"
#include "core/engine/engines/instant/phones.h"
#include "tests/support/test_support.h"

namespace timbre::instant {
namespace {

/// A recording and its transcript, ready to align.
struct Case {
    std::string name;
    FrontResult front;
    RecordingFeatures features;
};

FrontResult read(std::string_view text) {
    auto result = readText(text, {});
    if (!result)
        throw std::runtime_error(result.error().message());
    return std::move(*result);
}

std::vector<AlignmentTask> tasksOf(const std::vector<Case>& cases) {
    std::vector<AlignmentTask> tasks;
    for (const Case& c : cases)
        tasks.push_back({&c.front, &c.features});
    return tasks;
}

std::vector<AlignmentOutcome> align(const std::vector<Case>& cases) {
    auto outcomes = alignRecordings(tasksOf(cases), englishFront(), {}, {});
    if (!outcomes)
        throw std::runtime_error(outcomes.error().message());
    return std::move(*outcomes);
}

std::vector<std::string> rejected(const std::vector<Case>& cases, const std::vector<AlignmentOutcome>& outcomes) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        if (!outcomes[i].matches)
            names.push_back(cases[i].name);
    }
    return names;
}

const std::vector<std::string>& sentences() {
    static const std::vector<std::string> texts = {"The harbour was quiet when the last boat came in at night.",
                                                   "Nobody expected the old clock to strike thirteen again.",
                                                   "She put the letter back into the drawer and said nothing.",
                                                   "A cold wind from the mountains shook every window of the house.",
                                                   "They followed the river until it reached a wide green lake.",
                                                   "My uncle keeps his garden tools in a large wooden box."};
    return texts;
}

/// A Scottish reader who is none of the two voices the tasks bring: flite's awb, of which only the spectrum is used.
Case syntheticCase(std::size_t spoken, std::size_t written) {
    constexpr std::array kReader = {BaseVoice::Awb};
    const auto reading = readText(sentences()[spoken], kReader, {});
    if (!reading)
        throw std::runtime_error(reading.error().message());
    Case c;
    c.name = "line " + std::to_string(spoken);
    c.front = read(sentences()[written]);
    c.features.mfcc = alignmentFeatures(mfccOfCepstra(reading->voices.front().base.cepstrum));
    c.features.f0Hz = reading->voices.front().base.f0Hz;
    return c;
}

TEST(Aligner, CoversEveryFrameWithoutGaps) {
    const std::vector<Case> cases = {syntheticCase(0, 0), syntheticCase(1, 1)};
    for (std::size_t i = 0; const AlignmentOutcome& outcome : align(cases)) {
        const auto& segments = outcome.alignment.segments;
        ASSERT_FALSE(segments.empty());
        int next = 0;
        for (const AlignedSegment& s : segments) {
            EXPECT_EQ(s.beginFrame, next);
            EXPECT_GE(s.endFrame - s.beginFrame, static_cast<int>(kStatesPerPhone));
            next = s.endFrame;
        }
        EXPECT_EQ(next, static_cast<int>(cases[i++].features.mfcc.rows()));
    }
}

TEST(Aligner, KeepsTheTranscriptsPhonesInOrder) {
    const std::vector<Case> cases = {syntheticCase(2, 2)};
    const auto outcomes = align(cases);
    const auto& planned = cases[0].front.voices.front().segments;
    std::vector<PhoneId> expected;
    for (const FrontSegment& s : planned) {
        if (s.phone != kPause)
            expected.push_back(s.phone);
    }
    std::vector<PhoneId> found;
    for (const AlignedSegment& s : outcomes[0].alignment.segments) {
        if (s.phone == kPause)
            continue;
        found.push_back(s.phone);
        EXPECT_EQ(planned[static_cast<std::size_t>(s.frontIndex)].phone, s.phone);
    }
    EXPECT_EQ(found, expected);
}

TEST(Aligner, FindsTheBoundariesOfAnotherReader) {
    // The reader's own timing is known exactly: his reading's segments. Half of the boundaries within 15 ms.
    constexpr double kMedianTolerance = 0.015;
    std::vector<Case> cases;
    for (std::size_t i = 0; i < sentences().size(); ++i)
        cases.push_back(syntheticCase(i, i));
    const auto outcomes = align(cases);
    std::vector<double> errors;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        constexpr std::array kReader = {BaseVoice::Awb};
        const auto truth = readText(sentences()[i], kReader, {});
        for (const AlignedSegment& s : outcomes[i].alignment.segments) {
            if (s.phone == kPause)
                continue;
            const double real = truth->voices.front().segments[static_cast<std::size_t>(s.frontIndex)].startSeconds;
            errors.push_back(std::abs(s.beginFrame * kFrameSeconds - real));
        }
    }
    std::ranges::sort(errors);
    EXPECT_LT(errors[errors.size() / 2], kMedianTolerance);
}

TEST(Aligner, FindsSwappedTranscripts) {
    const std::vector<Case> cases = {syntheticCase(0, 1), syntheticCase(1, 0), syntheticCase(2, 2),
                                     syntheticCase(3, 3), syntheticCase(4, 4), syntheticCase(5, 5)};
    const auto outcomes = align(cases);
    EXPECT_EQ(rejected(cases, outcomes), (std::vector<std::string>{"line 0", "line 1"}));
    EXPECT_FALSE(outcomes[0].mismatch.empty());
    EXPECT_TRUE(outcomes[2].mismatch.empty());
    EXPECT_GT(outcomes[0].mismatchScore, 1.0);
}

TEST(Aligner, FindsTheWrongTranscriptOfALoneRecording) {
    const std::vector<Case> right = {syntheticCase(3, 3)};
    EXPECT_TRUE(align(right)[0].matches);
    const std::vector<Case> wrong = {syntheticCase(3, 5)};
    EXPECT_FALSE(align(wrong)[0].matches);
}

TEST(Aligner, SaysWhenTheTranscriptDoesNotFitIntoTheRecording) {
    Case c = syntheticCase(0, 0);
    Matrix start(60, kAlignmentWidth);
    for (std::size_t t = 0; t < start.rows(); ++t)
        std::ranges::copy(c.features.mfcc.row(t), start.row(t).begin());
    c.features.mfcc = start;
    const std::vector<Case> cases = {c};
    const auto outcomes = align(cases);
    EXPECT_FALSE(outcomes[0].matches);
    EXPECT_NE(outcomes[0].mismatch.find("more words"), std::string::npos) << outcomes[0].mismatch;
}

/// So many frames behind it in which the room is quiet, but sounds like nothing the models know.
Case withOddQuietBehind(Case c, std::size_t frames, float oddness) {
    Matrix longer(c.features.mfcc.rows() + frames, kAlignmentWidth);
    float quietest = 0.0F;
    for (std::size_t t = 0; t < c.features.mfcc.rows(); ++t) {
        std::ranges::copy(c.features.mfcc.row(t), longer.row(t).begin());
        quietest = std::min(quietest, c.features.mfcc(t, 0));
    }
    for (std::size_t t = c.features.mfcc.rows(); t < longer.rows(); ++t) {
        for (std::size_t k = 1; k < kStaticMfcc; ++k)
            longer(t, k) = k % 2 == 0 ? -oddness : oddness;
        longer(t, 0) = quietest - 1.0F;
    }
    c.features.mfcc = std::move(longer);
    return c;
}

TEST(Aligner, WhatAQuietRoomDoesAfterTheLastWordIsNoOtherText) {
    std::vector<Case> cases;
    for (std::size_t i = 0; i < sentences().size(); ++i)
        cases.push_back(syntheticCase(i, i));
    cases[3] = withOddQuietBehind(std::move(cases[3]), 24, 3.0F);
    EXPECT_EQ(rejected(cases, align(cases)), std::vector<std::string>{});
}

TEST(AlignmentFeatures, SilenceAroundARecordingChangesNoFigure) {
    constexpr std::array kReader = {BaseVoice::Awb};
    const Matrix plain = mfccOfCepstra(readText(sentences()[0], kReader, {})->voices.front().base.cepstrum);
    constexpr std::size_t kBefore = 200;
    constexpr std::size_t kBehind = 400;
    Matrix waited(plain.rows() + kBefore + kBehind, plain.cols());
    for (std::size_t t = 0; t < waited.rows(); ++t) {
        const std::size_t from = t < kBefore ? 0 : std::min(t - kBefore, plain.rows() - 1);
        std::ranges::copy(plain.row(from), waited.row(t).begin());
    }
    const Matrix alone = alignmentFeatures(plain);
    const Matrix padded = alignmentFeatures(waited);
    double furthest = 0.0;
    for (std::size_t t = 40; t + 40 < plain.rows(); ++t) {
        for (std::size_t k = 0; k < kStaticMfcc; ++k)
            furthest = std::max(furthest, std::abs(static_cast<double>(alone(t, k)) - padded(t + kBefore, k)));
    }
    EXPECT_LT(furthest, 0.35);
}

TEST(Aligner, GivesTheSameAlignmentEveryTime) {
    const std::vector<Case> cases = {syntheticCase(0, 0), syntheticCase(1, 1)};
    const auto first = align(cases);
    const auto second = align(cases);
    for (std::size_t i = 0; i < cases.size(); ++i) {
        EXPECT_EQ(first[i].alignment.logLikelihoodPerFrame, second[i].alignment.logLikelihoodPerFrame);
        EXPECT_EQ(first[i].alignment.segments.size(), second[i].alignment.segments.size());
    }
}

TEST(Aligner, StopsWhenAsked) {
    const std::vector<Case> cases = {syntheticCase(0, 0)};
    std::stop_source source;
    const ProgressSink sink = [&](const Progress& p) {
        if (p.fraction > 0.3)
            source.request_stop();
    };
    const auto outcomes = alignRecordings(tasksOf(cases), englishFront(), sink, source.get_token());
    ASSERT_FALSE(outcomes);
    EXPECT_EQ(outcomes.error().code, ErrorCode::Cancelled);
}

TEST(Aligner, ReportsProgressThatNeverFalls) {
    const std::vector<Case> cases = {syntheticCase(0, 0)};
    double last = 0.0;
    const ProgressSink sink = [&](const Progress& p) {
        EXPECT_GE(p.fraction, last);
        last = p.fraction;
    };
    ASSERT_TRUE(alignRecordings(tasksOf(cases), englishFront(), sink, {}));
    EXPECT_EQ(last, 1.0);
}

TEST(PhoneSearch, SkipsAPauseThatNobodyMade) {
    // Two phones with an optional pause between them, six frames: no room and no sound for the pause.
    const std::vector<ExpectedPhone> expected = {
        {kPause, 0, false}, {1, 1, false}, {kPause, -1, true}, {2, 2, false}, {kPause, 3, false}};
    Matrix likelihoods(12, kStateCount, -50.0F);
    for (std::size_t t = 0; t < 12; ++t) {
        const PhoneId phone = t < 3 || t >= 9 ? kPause : static_cast<PhoneId>(t < 6 ? 1 : 2);
        likelihoods(t, stateOf(phone, t % 3)) = 0.0F;
    }
    const auto segments = segmentsOf(forcedPath(expected, likelihoods, {}), expected);
    ASSERT_EQ(segments.size(), 4U);
    EXPECT_EQ(segments[1].phone, 1);
    EXPECT_EQ(segments[2].phone, 2);
    EXPECT_EQ(segments[2].beginFrame, 6);
}

/// The readings of LJSpeech that the shared folder holds, transcripts by id.
std::map<std::string, std::string> ljTexts(const std::filesystem::path& shared) {
    std::ifstream in(shared / "speech/ljspeech/transcripts.psv");
    std::map<std::string, std::string> texts;
    for (std::string line; std::getline(in, line);) {
        const auto bar = line.find('|');
        if (bar != std::string::npos && line.starts_with("LJ"))
            texts[line.substr(0, bar)] = line.substr(bar + 1);
    }
    return texts;
}

Case realCase(const std::filesystem::path& shared, const std::string& id, const std::string& text) {
    const auto clip = readAudio(shared / "speech/ljspeech" / (id + ".wav"), {.sampleRateHz = 0, .mono = true});
    if (!clip)
        throw std::runtime_error(clip.error().message());
    auto features = extractFeatures(*clip, {});
    if (!features)
        throw std::runtime_error(features.error().message());
    return {id, read(text), std::move(*features)};
}

// LJ001-0018 says "i. e." where the shared transcript has "that is", so it is no example of a right transcript.
constexpr const char* kWrongTranscript = "LJ001-0018";

class AlignerOnRealSpeech : public ::testing::Test {
  protected:
    void SetUp() override {
        TIMBRE_REQUIRE_SHARED(shared);
        texts_ = ljTexts(shared);
        for (const auto& [id, text] : texts_) {
            if (id != kWrongTranscript && cases_.size() < 20)
                cases_.push_back(realCase(shared, id, text));
        }
        ASSERT_EQ(cases_.size(), 20U);
        shared_ = shared;
    }
    std::filesystem::path shared_;
    std::map<std::string, std::string> texts_;
    std::vector<Case> cases_;
};

TEST_F(AlignerOnRealSpeech, AcceptsRightTranscripts) {
    EXPECT_EQ(rejected(cases_, align(cases_)), std::vector<std::string>{});
}

TEST_F(AlignerOnRealSpeech, FindsFiveSwappedTranscriptsAmongTwenty) {
    const std::vector<std::size_t> swapped = {1, 4, 9, 13, 17};
    std::vector<std::string> names;
    FrontResult first = cases_[swapped.front()].front;
    for (std::size_t i = 0; i + 1 < swapped.size(); ++i)
        cases_[swapped[i]].front = cases_[swapped[i + 1]].front;
    cases_[swapped.back()].front = std::move(first);
    for (const std::size_t i : swapped)
        names.push_back(cases_[i].name);
    EXPECT_EQ(rejected(cases_, align(cases_)), names);
}

TEST_F(AlignerOnRealSpeech, FindsLinesThatWereReadHalf) {
    std::vector<std::string> names;
    for (const std::size_t i : {2U, 8U, 15U}) {
        const std::string& id = cases_[i].name;
        auto clip = readAudio(shared_ / "speech/ljspeech" / (id + ".wav"), {.sampleRateHz = 0, .mono = true});
        ASSERT_TRUE(clip);
        clip->samples.resize(clip->samples.size() / 2);
        cases_[i].features = *extractFeatures(*clip, {});
        names.push_back(id);
    }
    EXPECT_EQ(rejected(cases_, align(cases_)), names);
}

TEST_F(AlignerOnRealSpeech, FindsLinesWithMoreThanTheTranscript) {
    std::vector<std::string> names;
    for (const std::size_t i : {2U, 8U, 15U}) {
        const std::string& text = texts_[cases_[i].name];
        cases_[i].front = read(text.substr(0, text.find(' ', text.size() / 2)));
        names.push_back(cases_[i].name);
    }
    EXPECT_EQ(rejected(cases_, align(cases_)), names);
}

TEST_F(AlignerOnRealSpeech, SaysWhereASlipWasHeard) {
    cases_.push_back(realCase(shared_, kWrongTranscript, texts_[kWrongTranscript]));
    const auto outcomes = align(cases_);
    EXPECT_EQ(rejected(cases_, outcomes), std::vector<std::string>{kWrongTranscript});
    EXPECT_NE(outcomes.back().mismatch.find(" s"), std::string::npos) << outcomes.back().mismatch;
}

}  // namespace
}  // namespace timbre::instant
