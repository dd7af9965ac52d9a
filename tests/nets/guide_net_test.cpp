// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/guide_net.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <thread>
#include <vector>

#include "core/base/safetensors.h"
#include "tests/nets/guide_sentences.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

GuideOptions quickOptions() {
    GuideOptions options;
    options.phoneCount = 12;
    options.epochs = 2;
    options.seed = 5;
    return options;
}

/// Trained once for the tests that only need some net.
const GuideNet& quickNet() {
    static const GuideNet net = *GuideNet::train(test::makeSentences(2), quickOptions(), {}, {});
    return net;
}

double cepstralError(const Matrix& predicted, const GuideSentence& sentence) {
    double sum = 0.0;
    for (std::size_t frame = 0; frame < predicted.rows(); ++frame) {
        for (std::size_t column = 0; column < kGuideAperiodicity; ++column) {
            sum += std::abs(
                static_cast<double>(predicted(frame, column) - sentence.target[frame * kGuideTargetWidth + column]));
        }
    }
    return sum / static_cast<double>(predicted.rows() * kGuideAperiodicity);
}

/// Mean absolute distance of the cepstra from their own mean: what a net that learnt nothing but the mean would score.
double cepstralSpread(const GuideSentence& sentence) {
    double sum = 0.0;
    const auto frames = static_cast<std::size_t>(sentence.frames);
    for (std::size_t column = 0; column < kGuideAperiodicity; ++column) {
        double mean = 0.0;
        for (std::size_t frame = 0; frame < frames; ++frame) {
            mean +=
                static_cast<double>(sentence.target[frame * kGuideTargetWidth + column]) / static_cast<double>(frames);
        }
        for (std::size_t frame = 0; frame < frames; ++frame) {
            sum += std::abs(static_cast<double>(sentence.target[frame * kGuideTargetWidth + column]) - mean);
        }
    }
    return sum / static_cast<double>(frames * kGuideAperiodicity);
}

class TrainedGuideNet : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        GuideOptions options = quickOptions();
        options.epochs = 30;
        net_ = new GuideNet(*GuideNet::train(test::makeSentences(6), options, {}, {}));
    }
    static void TearDownTestSuite() {
        delete net_;
        net_ = nullptr;
    }
    static GuideSentence unseen() { return test::makeSentence({.seed = 99'999}); }
    static GuideNet* net_;
};

GuideNet* TrainedGuideNet::net_ = nullptr;

TEST_F(TrainedGuideNet, learns_a_linear_map_that_holds_for_an_unseen_sentence) {
    const GuideSentence sentence = unseen();
    const auto predicted = net_->predict(sentence);
    ASSERT_TRUE(predicted) << predicted.error().message();
    // A net that learnt the mean alone scores 1, and 18 s of training speech suffice for 0.30.
    EXPECT_LT(cepstralError(*predicted, sentence) / cepstralSpread(sentence), 0.4);
}

TEST_F(TrainedGuideNet, gives_voicing_as_a_probability_that_fits) {
    const GuideSentence sentence = unseen();
    const auto predicted = net_->predict(sentence);
    ASSERT_TRUE(predicted);
    std::size_t right = 0;
    for (std::size_t frame = 0; frame < predicted->rows(); ++frame) {
        const float probability = (*predicted)(frame, kGuideVoicing);
        ASSERT_GE(probability, 0.0F);
        ASSERT_LE(probability, 1.0F);
        const bool voiced = sentence.target[frame * kGuideTargetWidth + kGuideVoicing] > 0.5F;
        right += (probability > 0.5F) == voiced ? 1 : 0;
    }
    EXPECT_GE(static_cast<double>(right), 0.98 * static_cast<double>(predicted->rows()));
}

TEST_F(TrainedGuideNet, measures_statistics_of_the_training_speech) {
    const GuideStatistics& statistics = net_->statistics();
    for (std::size_t column = 0; column < kGuideAperiodicity; ++column) {
        EXPECT_GT(statistics.varianceRatio[column], 0.95F) << "column " << column;
        EXPECT_LT(statistics.varianceRatio[column], 1.5F) << "column " << column;
    }
    EXPECT_FLOAT_EQ(statistics.varianceRatio[kGuideAperiodicity], 1.0F) << "a column that is 0 throughout";
    EXPECT_GT(statistics.logF0Deviation, 0.1F);
    EXPECT_GT(statistics.finalLoss, 0.0F);
}

TEST(GuideNet, same_seed_gives_same_predictions_whatever_the_thread_count) {
    GuideOptions options = quickOptions();
    const auto one = GuideNet::train(test::makeSentences(2), options, {}, {});
    options.threads = 2;
    const auto two = GuideNet::train(test::makeSentences(2), options, {}, {});
    ASSERT_TRUE(one && two);
    const GuideSentence sentence = test::makeSentence({.seed = 3});
    EXPECT_EQ(*one->predict(sentence), *two->predict(sentence));
    EXPECT_EQ(one->statistics(), two->statistics());
}

TEST(GuideNet, another_seed_gives_other_predictions) {
    GuideOptions options = quickOptions();
    options.seed = 6;
    const auto other = GuideNet::train(test::makeSentences(2), options, {}, {});
    ASSERT_TRUE(other);
    const GuideSentence sentence = test::makeSentence({.seed = 3});
    EXPECT_NE(*other->predict(sentence), *quickNet().predict(sentence));
}

TEST(GuideNet, saved_and_loaded_predicts_the_same) {
    const test::TempDir folder;
    ASSERT_TRUE(quickNet().save(folder / "guide.safetensors"));
    const auto loaded = GuideNet::load(folder / "guide.safetensors");
    ASSERT_TRUE(loaded) << loaded.error().message();
    const GuideSentence sentence = test::makeSentence({.seed = 3});
    EXPECT_EQ(*loaded->predict(sentence), *quickNet().predict(sentence));
    EXPECT_EQ(loaded->statistics(), quickNet().statistics());
    EXPECT_EQ(loaded->baseVoices(), 2U);
    EXPECT_EQ(loaded->phoneCount(), 12U);
}

TEST(GuideNet, predicts_the_same_from_several_threads_at_once) {
    const GuideSentence sentence = test::makeSentence({.seed = 3});
    const Matrix expected = *quickNet().predict(sentence);
    std::vector<int> equal(4, 0);
    {
        std::vector<std::jthread> threads;
        for (int& same : equal) {
            threads.emplace_back([&] { same = *quickNet().predict(sentence) == expected ? 1 : 0; });
        }
    }
    EXPECT_EQ(equal, (std::vector<int>{1, 1, 1, 1}));
}

TEST(GuideNet, works_with_another_number_of_base_voices) {
    GuideOptions options = quickOptions();
    options.baseVoices = 1;
    const auto net = GuideNet::train(test::makeSentences(1, {.baseVoices = 1}), options, {}, {});
    ASSERT_TRUE(net) << net.error().message();
    EXPECT_TRUE(net->predict(test::makeSentence({.baseVoices = 1, .seed = 3})));
}

TEST(GuideNet, reports_rising_progress) {
    std::vector<double> fractions;
    const auto net = GuideNet::train(test::makeSentences(2), quickOptions(),
                                     [&](const Progress& progress) { fractions.push_back(progress.fraction); }, {});
    ASSERT_TRUE(net);
    ASSERT_FALSE(fractions.empty());
    EXPECT_TRUE(std::ranges::is_sorted(fractions));
    EXPECT_GE(fractions.front(), 0.0);
    EXPECT_LE(fractions.back(), 1.0);
}

TEST(GuideNet, stops_at_the_next_step_when_cancelled) {
    GuideOptions options = quickOptions();
    options.epochs = 1'000'000;
    std::stop_source source;
    int reports = 0;
    const auto net = GuideNet::train(
        test::makeSentences(2), options,
        [&](const Progress&) {
            ++reports;
            source.request_stop();
        },
        source.get_token());
    ASSERT_FALSE(net);
    EXPECT_EQ(net.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(reports, 1);
}

struct BadSentence {
    const char* name;
    void (*spoil)(GuideSentence& sentence);
    const char* mentions;
};

class GuideNetRefuses : public testing::TestWithParam<BadSentence> {};

TEST_P(GuideNetRefuses, training_with_it) {
    auto sentences = test::makeSentences(2);
    GetParam().spoil(sentences[1]);
    const auto net = GuideNet::train(sentences, quickOptions(), {}, {});
    ASSERT_FALSE(net);
    EXPECT_EQ(net.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(net.error().detail.find("sentence 1"), std::string::npos) << net.error().detail;
    EXPECT_NE(net.error().detail.find(GetParam().mentions), std::string::npos) << net.error().detail;
}

INSTANTIATE_TEST_SUITE_P(
    BadSentences, GuideNetRefuses,
    testing::Values(
        BadSentence{"no_frames", [](GuideSentence& s) { s.frames = 0; }, "at least one frame"},
        BadSentence{"no_segments", [](GuideSentence& s) { s.phones.clear(); }, "at least one frame and one segment"},
        BadSentence{"short_base", [](GuideSentence& s) { s.base.pop_back(); }, "base holds"},
        BadSentence{"short_position", [](GuideSentence& s) { s.position.pop_back(); }, "position holds"},
        BadSentence{"short_flags", [](GuideSentence& s) { s.flags.pop_back(); }, "flags holds"},
        BadSentence{"short_target", [](GuideSentence& s) { s.target.pop_back(); }, "target holds"},
        BadSentence{"short_segment_list", [](GuideSentence& s) { s.segmentOfFrame.pop_back(); },
                    "segmentOfFrame holds"},
        BadSentence{"segment_outside", [](GuideSentence& s) { s.segmentOfFrame[3] = 1'000; }, "segmentOfFrame points"},
        BadSentence{"unknown_phone", [](GuideSentence& s) { s.phones[0] = 12; }, "phones holds"},
        BadSentence{"negative_phone", [](GuideSentence& s) { s.phones[0] = -1; }, "phones holds"},
        BadSentence{"nan", [](GuideSentence& s) { s.base[7] = std::numeric_limits<float>::quiet_NaN(); }, "finite"}),
    [](const auto& row) { return row.param.name; });

TEST(GuideNet, refuses_to_train_without_a_sentence) {
    const auto net = GuideNet::train({}, quickOptions(), {}, {});
    ASSERT_FALSE(net);
    EXPECT_EQ(net.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(net.error().detail.find("at least one sentence"), std::string::npos);
}

TEST(GuideNet, refuses_options_out_of_range) {
    GuideOptions options = quickOptions();
    options.ensemble = 0;
    const auto net = GuideNet::train(test::makeSentences(1), options, {}, {});
    ASSERT_FALSE(net);
    EXPECT_EQ(net.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(net.error().detail.find("ensemble"), std::string::npos);
}

TEST(GuideNet, refuses_to_predict_from_another_number_of_base_voices) {
    const auto predicted = quickNet().predict(test::makeSentence({.baseVoices = 3}));
    ASSERT_FALSE(predicted);
    EXPECT_EQ(predicted.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(predicted.error().detail.find("base holds"), std::string::npos) << predicted.error().detail;
}

TEST(GuideNet, trains_on_one_frame_and_on_pauses_alone) {
    // Nothing to measure outside pauses: ratios stay 1.
    const auto net = GuideNet::train(test::makeSentences(1, {.frames = 1}), quickOptions(), {}, {});
    ASSERT_TRUE(net) << net.error().message();
    EXPECT_FLOAT_EQ(net->statistics().varianceRatio[5], 1.0F);
}

class DamagedGuideFile : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(quickNet().save(path()));
        file_ = *readSafetensors(path());
    }
    std::filesystem::path path() const { return folder_ / "guide.safetensors"; }

    /// Saves the changed file and expects loading to fail with Corrupt and these words.
    void expectCorrupt(const std::string& words) {
        ASSERT_TRUE(writeSafetensors(path(), file_));
        const auto net = GuideNet::load(path());
        ASSERT_FALSE(net);
        EXPECT_EQ(net.error().code, ErrorCode::Corrupt);
        EXPECT_NE(net.error().detail.find(words), std::string::npos) << net.error().detail;
        EXPECT_NE(net.error().detail.find("guide.safetensors"), std::string::npos) << net.error().detail;
        EXPECT_FALSE(net.error().advice.empty());
    }

    test::TempDir folder_;
    TensorFile file_;
};

TEST_F(DamagedGuideFile, without_a_tensor_names_it) {
    file_.tensors.erase("net1.blocks.2.taps.weight");
    expectCorrupt("net1.blocks.2.taps.weight");
}

TEST_F(DamagedGuideFile, with_a_tensor_of_another_shape_names_it) {
    file_.tensors["net0.output.bias"] = {.shape = {3}, .values = {1.0F, 2.0F, 3.0F}};
    expectCorrupt("net0.output.bias");
}

TEST_F(DamagedGuideFile, with_a_value_that_is_no_number_names_the_tensor) {
    file_.tensors["net0.phone"].values[5] = std::numeric_limits<float>::infinity();
    expectCorrupt("net0.phone");
}

TEST_F(DamagedGuideFile, of_another_kind_says_so) {
    file_.metadata.erase("format");
    expectCorrupt("not marked");
}

TEST_F(DamagedGuideFile, with_a_senseless_size_names_the_entry) {
    file_.metadata["ensemble"] = "99999999999999999999";
    expectCorrupt("ensemble");
}

TEST(GuideNet, load_of_a_missing_file_is_not_found) {
    const test::TempDir folder;
    const auto net = GuideNet::load(folder / "absent.safetensors");
    ASSERT_FALSE(net);
    EXPECT_EQ(net.error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace timbre
