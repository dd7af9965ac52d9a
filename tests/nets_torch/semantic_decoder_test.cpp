// SPDX-License-Identifier: GPL-3.0-or-later
// The packed decoder against the same network in torch.
#include "core/nets/semantic_decoder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/nets/torch/gpt_sovits/model_files.h"
#include "tests/nets_torch/torch_fixtures.h"
#include "tests/support/test_support.h"
#include "tests/support/torch_zip_writer.h"

namespace timbre::nets {
namespace {

namespace fs = std::filesystem;
using test::faultOf;
using test::ids;
using Ids = std::vector<std::int64_t>;

std::vector<float> listed(const at::Tensor& tensor) {
    const at::Tensor flat = tensor.to(at::kFloat).contiguous();
    return {flat.const_data_ptr<float>(), flat.const_data_ptr<float>() + flat.numel()};
}

/// The same file opened both ways.
struct Pair {
    explicit Pair(const fs::path& path, WeightFormat format = WeightFormat::Float32)
        : file(orThrow(openGptFile(path))), decoder(file, format), network(openTextToSemantic(path, at::kCPU)) {
        bertWidth = file.checkpoint.tensors.at("model.bert_proj.weight").shape[1];
    }

    [[nodiscard]] at::Tensor bert(std::int64_t phones) const {
        test::RandomWeights random(3);
        return random.normal({1, bertWidth, phones}, 0.2);
    }
    [[nodiscard]] std::vector<float> embedded(const Ids& phones) const {
        return decoder.embedText(phones, listed(bert(std::int64_t(phones.size())).transpose(1, 2)));
    }

    GptFile file;
    SemanticDecoder decoder;
    TextToSemantic network;
    std::int64_t bertWidth = 0;
};

/// Logits of the prefill and of each step.
std::vector<std::vector<float>> packedLogits(const Pair& pair, const Ids& phones, const Ids& prompt, const Ids& said,
                                             int threads = 1) {
    const SemanticDecoder& decoder = pair.decoder;
    SemanticDecoder::Workspace workspace(threads);
    auto cache = decoder.makeCache(phones.size() + prompt.size() + said.size());
    std::vector<float> hidden(decoder.width());
    std::vector<std::vector<float>> all;
    const auto note = [&] {
        all.emplace_back(decoder.tokens());
        decoder.logits(hidden, workspace, all.back());
    };
    decoder.prefill(cache, pair.embedded(phones), prompt, workspace, hidden);
    note();
    for (std::size_t i = 0; i < said.size(); ++i) {
        const SemanticDecoder::Step step{.cache = &cache, .token = said[i], .position = prompt.size() + i};
        decoder.step({&step, 1}, workspace, hidden);
        note();
    }
    return all;
}

std::vector<std::vector<float>> torchLogits(const Pair& pair, const Ids& phones, const Ids& prompt, const Ids& said) {
    TextToSemantic::State state;
    const at::Tensor text = pair.network.embedText(ids(phones), pair.bert(std::int64_t(phones.size())));
    at::Tensor hidden = pair.network.prefill(state, text, prompt.empty() ? at::Tensor() : ids(prompt));
    std::vector<std::vector<float>> all{listed(pair.network.logits(hidden))};
    for (std::size_t i = 0; i < said.size(); ++i) {
        hidden = pair.network.step(state, ids({said[i]}), std::int64_t(prompt.size() + i));
        all.push_back(listed(pair.network.logits(hidden)));
    }
    return all;
}

void expectAlike(const std::vector<std::vector<float>>& actual, const std::vector<std::vector<float>>& expected) {
    ASSERT_EQ(actual.size(), expected.size());
    for (std::size_t step = 0; step < actual.size(); ++step) {
        ASSERT_EQ(actual[step].size(), expected[step].size());
        for (std::size_t i = 0; i < actual[step].size(); ++i) {
            ASSERT_NEAR(actual[step][i], expected[step][i],
                        test::kFloat32Tolerance * (1.0 + std::abs(expected[step][i])))
                << "step " << step << " token " << i;
        }
    }
}

class SemanticDecoderTest : public testing::Test {
  protected:
    /// A model of width 4 with heads of 2: narrower than any vector.
    [[nodiscard]] fs::path small() const {
        const fs::path path = folder_ / "small.ckpt";
        std::ofstream(path, std::ios::binary) << test::gptFile(3);
        return path;
    }

    const Ids phones_{1, 7, 39, 0, 7, 300, 12};
    const Ids prompt_{8, 3, 4};
    const Ids said_{5, 0, 2, 2, 7, 1, 6, 3, 8, 4, 5, 5, 0, 1};

  private:
    test::TempDir folder_;
};

TEST_F(SemanticDecoderTest, is_the_network_in_full_precision) {
    const Pair pair(small());
    expectAlike(packedLogits(pair, phones_, prompt_, said_), torchLogits(pair, phones_, prompt_, said_));
}

TEST_F(SemanticDecoderTest, speaks_without_a_prompt) {
    const Pair pair(small());
    expectAlike(packedLogits(pair, phones_, {}, said_), torchLogits(pair, phones_, {}, said_));
}

TEST_F(SemanticDecoderTest, threads_change_nothing) {
    for (const WeightFormat format : {WeightFormat::Float32, WeightFormat::Int8}) {
        const Pair pair(small(), format);
        EXPECT_EQ(packedLogits(pair, phones_, prompt_, said_, 3), packedLogits(pair, phones_, prompt_, said_));
    }
}

TEST_F(SemanticDecoderTest, sentences_in_a_batch_are_as_alone) {
    for (const WeightFormat format : {WeightFormat::Float32, WeightFormat::Int8}) {
        const Pair pair(small(), format);
        const SemanticDecoder& decoder = pair.decoder;
        SemanticDecoder::Workspace workspace(2);
        // Three texts of different length; the middle one joins a step later.
        const std::vector<Ids> texts{{1, 2, 3}, {4, 5, 6, 7, 8, 9}, {10}};
        std::vector<SemanticDecoder::Cache> caches;
        std::vector<float> hidden(decoder.width());
        for (const Ids& text : texts) {
            caches.push_back(decoder.makeCache(40));
            decoder.prefill(caches.back(), pair.embedded(text), prompt_, workspace, hidden);
        }
        std::vector<std::vector<std::vector<float>>> together(3);
        for (std::size_t step = 0; step < 6; ++step) {
            std::vector<SemanticDecoder::Step> steps;
            std::vector<std::size_t> who;
            for (std::size_t i = 0; i < 3; ++i) {
                if (i == 1 && step == 0)
                    continue;
                const std::size_t own = step - (i == 1 ? 1 : 0);
                steps.push_back({.cache = &caches[i], .token = said_[own], .position = prompt_.size() + own});
                who.push_back(i);
            }
            std::vector<float> states(steps.size() * decoder.width());
            std::vector<float> logits(steps.size() * decoder.tokens());
            decoder.step(steps, workspace, states);
            decoder.logits(states, workspace, logits);
            for (std::size_t k = 0; k < who.size(); ++k) {
                const auto begin = logits.begin() + std::ptrdiff_t(k * decoder.tokens());
                together[who[k]].emplace_back(begin, begin + std::ptrdiff_t(decoder.tokens()));
            }
        }
        for (std::size_t i = 0; i < 3; ++i) {
            const auto alone = packedLogits(pair, texts[i], prompt_, said_);
            ASSERT_GE(together[i].size(), 5U);
            for (std::size_t step = 0; step < together[i].size(); ++step)
                EXPECT_EQ(together[i][step], alone[step + 1]) << "text " << i << " step " << step;
        }
    }
}

TEST_F(SemanticDecoderTest, refuses_what_it_cannot_read) {
    const Pair pair(small());
    const SemanticDecoder& decoder = pair.decoder;
    EXPECT_EQ(faultOf([&] { static_cast<void>(decoder.embedText({}, {})); }).code, ErrorCode::InvalidInput);
    EXPECT_EQ(faultOf([&] { static_cast<void>(decoder.embedText(Ids{512}, {})); }).code, ErrorCode::InvalidInput);
    EXPECT_EQ(faultOf([&] { static_cast<void>(decoder.embedText(Ids{-1}, {})); }).code, ErrorCode::InvalidInput);
    EXPECT_EQ(faultOf([&] { static_cast<void>(decoder.embedText(Ids{1}, std::vector<float>(3))); }).code,
              ErrorCode::InvalidInput);
    SemanticDecoder::Workspace workspace(1);
    std::vector<float> hidden(decoder.width());
    auto tooSmall = decoder.makeCache(16);
    const Ids many(20, 1);
    EXPECT_EQ(faultOf([&] { decoder.prefill(tooSmall, decoder.embedText(many, {}), {}, workspace, hidden); }).code,
              ErrorCode::InvalidInput);
    auto cache = decoder.makeCache(16);
    decoder.prefill(cache, decoder.embedText(Ids(16, 1), {}), {}, workspace, hidden);
    const SemanticDecoder::Step step{.cache = &cache, .token = 1, .position = 0};
    EXPECT_EQ(faultOf([&] { decoder.step({&step, 1}, workspace, hidden); }).code, ErrorCode::InvalidInput);
    auto other = decoder.makeCache(16);
    decoder.prefill(other, decoder.embedText(Ids{1}, {}), {}, workspace, hidden);
    const SemanticDecoder::Step unknown{.cache = &other, .token = 10, .position = 0};
    EXPECT_EQ(faultOf([&] { decoder.step({&unknown, 1}, workspace, hidden); }).code, ErrorCode::InvalidInput);
}

TEST_F(SemanticDecoderTest, a_cache_that_grows_forgets_nothing) {
    for (const WeightFormat format : {WeightFormat::Float32, WeightFormat::Int8}) {
        const Pair pair(small(), format);
        const SemanticDecoder& decoder = pair.decoder;
        SemanticDecoder::Workspace workspace(1);
        auto cache = decoder.makeCache(phones_.size() + prompt_.size());
        std::vector<float> hidden(decoder.width());
        std::vector<float> logits(decoder.tokens());
        decoder.prefill(cache, pair.embedded(phones_), prompt_, workspace, hidden);
        const auto expected = packedLogits(pair, phones_, prompt_, said_);
        int grown = 0;
        for (std::size_t i = 0; i < said_.size(); ++i) {
            if (cache.full()) {
                decoder.enlarge(cache, 1);
                ++grown;
            }
            const SemanticDecoder::Step step{.cache = &cache, .token = said_[i], .position = prompt_.size() + i};
            decoder.step({&step, 1}, workspace, hidden);
            decoder.logits(hidden, workspace, logits);
            EXPECT_EQ(logits, expected[i + 1]) << i;
        }
        EXPECT_GT(grown, 0);
    }
}

TEST_F(SemanticDecoderTest, no_features_are_features_of_zeros) {
    const Pair pair(small());
    EXPECT_EQ(pair.decoder.embedText(phones_, {}),
              pair.decoder.embedText(phones_, std::vector<float>(phones_.size() * std::size_t(pair.bertWidth), 0.0F)));
}

/// Mean divergence of the distributions in nat, and the root of the mean squared logit error over the logits'
/// deviation.
struct Loss {
    double divergence = 0.0;
    double error = 0.0;
};

Loss lossOf(const std::vector<std::vector<float>>& actual, const std::vector<std::vector<float>>& expected) {
    Loss loss;
    double squares = 0.0;
    double variance = 0.0;
    for (std::size_t step = 0; step < actual.size(); ++step) {
        const at::Tensor p = at::tensor(expected[step]).to(at::kDouble);
        const at::Tensor q = at::tensor(actual[step]).to(at::kDouble);
        const at::Tensor logP = at::log_softmax(p, -1);
        loss.divergence += (logP.exp() * (logP - at::log_softmax(q, -1))).sum().item<double>();
        squares += (p - q).square().mean().item<double>();
        variance += p.var().item<double>();
    }
    loss.divergence /= double(actual.size());
    loss.error = std::sqrt(squares / variance);
    return loss;
}

TEST(SemanticDecoderGolden, is_the_network_and_loses_little_when_narrow) {
    TIMBRE_REQUIRE_SHARED(shared);
    Ids phones;
    Ids prompt;
    Ids said;
    for (std::int64_t i = 0; i < 100; ++i) {
        phones.push_back(i * 37 % 300);
        prompt.push_back(i * 91 % 1024);
        said.push_back(i * 53 % 1000);
    }
    for (const char* const version : {"v1", "v2"}) {
        const fs::path path = shared / "goldens/gpt-sovits/public" / version / "s1.ckpt";
        const Pair full(path);
        const auto expected = torchLogits(full, phones, prompt, said);
        expectAlike(packedLogits(full, phones, prompt, said), expected);
        const Pair narrow(path, WeightFormat::Int8);
        const Loss loss = lossOf(packedLogits(narrow, phones, prompt, said), expected);
        EXPECT_LE(loss.divergence, 0.005) << version;
        EXPECT_LE(loss.error, 0.04) << version;
        EXPECT_GT(loss.error, 0.0) << "nothing was narrowed";
    }
}

}  // namespace
}  // namespace timbre::nets
