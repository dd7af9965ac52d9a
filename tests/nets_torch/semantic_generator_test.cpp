// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences to tokens without torch, against the network in torch, which the golden vectors hold to the reference.
#include "core/nets/semantic_generator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <vector>

#include "core/nets/seeded_noise.h"
#include "core/nets/torch/gpt_sovits/model_files.h"
#include "tests/nets_torch/torch_fixtures.h"
#include "tests/support/test_support.h"
#include "tests/support/torch_zip_writer.h"

namespace timbre::nets {
namespace {

namespace fs = std::filesystem;
using Ids = std::vector<std::int64_t>;

/// The network in torch, with the noise of the sentence's seed.
SemanticTokens asTorchSays(const TextToSemantic& network, const SemanticSentence& asked) {
    SemanticRequest request;
    request.phones = test::ids(asked.phones);
    const bool small = network.tokens() == 10;
    request.bert = at::zeros({1, small ? 8 : 1024, request.phones.size(1)});
    if (!asked.prompt.empty())
        request.promptTokens = test::ids(asked.prompt);
    request.sampling = asked.sampling;
    request.earlyStop = asked.earlyStop;
    request.noise = [&](std::int64_t step, std::int64_t columns) {
        at::Tensor noise = at::empty({columns});
        exponentialNoise(asked.seed, std::uint64_t(step), {noise.data_ptr<float>(), std::size_t(columns)});
        return noise;
    };
    TextToSemantic::State state;
    return network.generate(request, state, {}, {});
}

class SemanticGeneratorTest : public testing::Test {
  protected:
    SemanticGeneratorTest() {
        std::ofstream(path_, std::ios::binary) << test::gptFile(2);
        file_ = orThrow(openGptFile(path_));
    }

    [[nodiscard]] SemanticDecoder decoder(WeightFormat format = WeightFormat::Float32) const { return {file_, format}; }

    /// The same model, but that the end token's score is always 0, which is less than any other's: only noise draws it.
    [[nodiscard]] SemanticDecoder neverEnding(WeightFormat format = WeightFormat::Float32) const {
        GptFile changed = file_;
        TensorView& scores = changed.checkpoint.tensors.at("model.ar_predict_layer.weight");
        std::vector<std::byte> bytes(scores.bytes.begin(), scores.bytes.end());
        const std::size_t row = bytes.size() / std::size_t(changed.tokens);
        std::ranges::fill(bytes.begin() + std::ptrdiff_t(row) * changed.endToken, bytes.end(), std::byte{0});
        scores.bytes = bytes;
        return {changed, format};
    }

    /// @param step  that favours the end token (9) by its noise; no other does.
    static SemanticSentence ending(const Ids& phones, std::int64_t step, std::uint64_t seed = 1) {
        SemanticSentence sentence{.phones = phones, .prompt = {3, 1}, .seed = seed};
        sentence.noise = [=](std::int64_t now, std::span<float> noise) {
            exponentialNoise(seed, std::uint64_t(now), noise);
            if (noise.size() == 10)
                noise[9] = now == step ? 1e-9F : 1e9F;
        };
        sentence.sampling.topK = 0;
        sentence.sampling.repetitionPenalty = 1.0;
        return sentence;
    }

    std::vector<SemanticSpeech> speak(const SemanticDecoder& decoder, const std::vector<SemanticSentence>& sentences,
                                      int threads = 1) const {
        SemanticDecoder::Workspace workspace(threads);
        return generateTokens(decoder, sentences, workspace, {});
    }

    test::TempDir folder_;
    fs::path path_ = folder_ / "s1.ckpt";
    GptFile file_;
};

TEST_F(SemanticGeneratorTest, says_what_the_network_says) {
    const TextToSemantic network = openTextToSemantic(path_, at::kCPU);
    for (const Ids& prompt : {Ids{3, 1, 2}, Ids{}}) {
        for (const std::int64_t topK : {1, 0, 4}) {
            SemanticSentence asked{.phones = {1, 500, 7, 39}, .prompt = prompt, .sampling = {.topK = topK}, .seed = 5};
            asked.earlyStop = 40;
            const SemanticTokens expected = asTorchSays(network, asked);
            const auto spoken = speak(decoder(), {asked});
            EXPECT_EQ(spoken[0].tokens, test::listed(expected.tokens)) << "top " << topK;
            EXPECT_EQ(spoken[0].ended, expected.ended);
        }
    }
}

TEST_F(SemanticGeneratorTest, each_sentence_is_as_alone) {
    const SemanticDecoder model = neverEnding(WeightFormat::Int8);
    const std::vector<SemanticSentence> sentences{ending({1, 2, 3}, 15, 1), ending({4, 5, 6, 7, 8}, 30, 2),
                                                  ending({9}, 12, 3), ending({10, 11}, 30, 4)};
    const auto together = speak(model, sentences, 2);
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        const auto alone = speak(model, {sentences[i]});
        EXPECT_EQ(together[i].tokens, alone[0].tokens) << i;
        EXPECT_TRUE(alone[0].ended);
    }
    EXPECT_EQ(together[0].tokens.size(), 15U);
    EXPECT_EQ(together[1].tokens.size(), 30U);
    EXPECT_EQ(together[2].tokens.size(), 12U);
    EXPECT_NE(together[1].tokens, together[3].tokens);
}

TEST_F(SemanticGeneratorTest, stops_one_after_the_asked_length) {
    SemanticSentence sentence = ending({1, 2}, 2000);
    sentence.earlyStop = 20;
    const auto spoken = speak(neverEnding(), {sentence});
    EXPECT_FALSE(spoken[0].ended);
    EXPECT_EQ(spoken[0].tokens.size(), 21U);
}

TEST_F(SemanticGeneratorTest, another_seed_says_something_else) {
    const SemanticDecoder model = decoder();
    SemanticSentence sentence{.phones = {1, 2, 3}, .prompt = {4}, .sampling = {.topK = 0}, .seed = 1};
    sentence.earlyStop = 30;
    const auto first = speak(model, {sentence});
    EXPECT_EQ(speak(model, {sentence})[0].tokens, first[0].tokens);
    sentence.seed = 2;
    EXPECT_NE(speak(model, {sentence})[0].tokens, first[0].tokens);
}

TEST_F(SemanticGeneratorTest, tells_every_token_as_it_comes) {
    const SemanticDecoder model = neverEnding();
    SemanticDecoder::Workspace workspace(1);
    const std::vector<SemanticSentence> sentences{ending({1, 2}, 14, 1), ending({3}, 18, 2)};
    std::vector<Ids> heard(2);
    const auto spoken = generateTokens(model, sentences, workspace, {},
                                       [&](std::size_t who, std::int64_t token) { heard[who].push_back(token); });
    for (std::size_t i = 0; i < 2; ++i)
        EXPECT_EQ(heard[i], spoken[i].tokens);
}

TEST_F(SemanticGeneratorTest, is_cancelled_between_tokens) {
    const SemanticDecoder model = decoder();
    SemanticDecoder::Workspace workspace(1);
    std::stop_source stop;
    SemanticSentence sentence{.phones = {1, 2}, .sampling = {.topK = 0}};
    int tokens = 0;
    const Error error = test::faultOf([&] {
        generateTokens(model, {&sentence, 1}, workspace, stop.get_token(), [&](std::size_t, std::int64_t) {
            if (++tokens == 3)
                stop.request_stop();
        });
    });
    EXPECT_EQ(error.code, ErrorCode::Cancelled);
    EXPECT_EQ(tokens, 3);
}

TEST(SemanticGeneratorGolden, says_what_the_network_says_beyond_its_first_room) {
    TIMBRE_REQUIRE_SHARED(shared);
    const fs::path path = shared / "goldens/gpt-sovits/public/v2/s1.ckpt";
    const SemanticDecoder decoder(orThrow(openGptFile(path)), WeightFormat::Float32);
    SemanticDecoder::Workspace workspace(2);
    SemanticSentence sentence{.phones = {100, 200, 300, 10, 20}, .prompt = {5, 6, 7, 1000}, .seed = 4};
    sentence.earlyStop = 400;
    const auto spoken = generateTokens(decoder, {&sentence, 1}, workspace, {});
    const auto expected = asTorchSays(openTextToSemantic(path, at::kCPU), sentence);
    EXPECT_EQ(spoken[0].tokens, test::listed(expected.tokens));
    EXPECT_EQ(spoken[0].tokens.size(), 401U);
}

}  // namespace
}  // namespace timbre::nets
