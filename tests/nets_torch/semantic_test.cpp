// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/torch/gpt_sovits/t2s.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/nets_torch/torch_fixtures.h"

namespace timbre::nets {
namespace {

using test::expectClose;
using test::faultOf;
using test::ids;
using test::kFloat32Tolerance;
using test::listed;
using test::RandomWeights;

constexpr std::int64_t kEnd = TextToSemantic::kEndToken;
constexpr std::int64_t kAll = 5000;  ///< A top-k beyond the vocabulary keeps everything.
constexpr std::int64_t kStepsWithoutEnd = 11;

// --- drawing a token ---------------------------------------------------------------------------------------------

at::Tensor row(const std::vector<float>& values) { return at::tensor(values).view({1, -1}); }

/// Logits whose softmax is this.
at::Tensor scoresOf(const std::vector<float>& probabilities) { return row(probabilities).log(); }

const at::Tensor kNobody = at::empty({1, 0}, at::kLong);

SamplingOptions plain() { return {.topK = kAll, .topP = 1.0, .temperature = 1.0, .repetitionPenalty = 1.0}; }

at::Tensor probabilities(const at::Tensor& logits, const SamplingOptions& options) {
    return drawToken(logits.clone(), kNobody, options, {}).probabilities;
}

TEST(DrawToken, penalises_positive_scores_by_division_and_negative_ones_by_multiplication) {
    at::Tensor logits = row({2.0F, -2.0F, 1.0F, -1.0F, 0.0F});
    SamplingOptions options = plain();
    options.repetitionPenalty = 2.0;
    drawToken(logits, ids({0, 1, 4}), options, {});
    expectClose(logits, row({1.0F, -4.0F, 1.0F, -1.0F, 0.0F}), 0.0);
}

TEST(DrawToken, penalises_an_id_once_however_often_it_was_said) {
    at::Tensor logits = row({2.0F, -2.0F, 1.0F});
    SamplingOptions options = plain();
    options.repetitionPenalty = 2.0;
    drawToken(logits, ids({0, 0, 1, 0, 1, 1}), options, {});
    expectClose(logits, row({1.0F, -4.0F, 1.0F}), 0.0);
}

TEST(DrawToken, top_p_removes_the_token_that_crosses_too) {
    const at::Tensor logits = scoresOf({0.15F, 0.5F, 0.05F, 0.3F});
    SamplingOptions options = plain();
    options.topP = 0.85;  // 0.5, 0.8, then 0.95 crosses
    expectClose(probabilities(logits, options), row({0.0F, 0.625F, 0.0F, 0.375F}), kFloat32Tolerance);
    options.topP = 0.7;  // 0.5, then 0.8 crosses
    expectClose(probabilities(logits, options), row({0.0F, 1.0F, 0.0F, 0.0F}), kFloat32Tolerance);
}

TEST(DrawToken, top_p_keeps_the_likeliest_however_small_p_is) {
    SamplingOptions options = plain();
    options.topP = 0.01;
    expectClose(probabilities(scoresOf({0.3F, 0.6F, 0.1F}), options), row({0.0F, 1.0F, 0.0F}), kFloat32Tolerance);
}

TEST(DrawToken, top_p_comes_before_the_temperature) {
    SamplingOptions options = plain();
    options.topP = 0.85;
    options.temperature = 0.1;
    // The other way round the first token alone would hold 0.99 and be all that is left.
    const double second = std::pow(0.6, 10.0);
    expectClose(probabilities(scoresOf({0.5F, 0.3F, 0.2F}), options),
                row({static_cast<float>(1.0 / (1.0 + second)), static_cast<float>(second / (1.0 + second)), 0.0F}),
                kFloat32Tolerance);
}

TEST(DrawToken, top_k_comes_after_top_p) {
    SamplingOptions options = plain();
    options.topP = 0.75;
    options.topK = 3;
    // The other way round 0.44 and 0.33 of what three hold would cross, and the first token alone be left.
    expectClose(probabilities(scoresOf({0.4F, 0.3F, 0.2F, 0.1F}), options), row({4.0F / 7, 3.0F / 7, 0.0F, 0.0F}),
                kFloat32Tolerance);
}

TEST(DrawToken, temperature_divides_the_scores_and_never_by_zero) {
    SamplingOptions options = plain();
    options.temperature = 0.5;
    expectClose(probabilities(scoresOf({0.6F, 0.4F}), options), row({0.36F / 0.52F, 0.16F / 0.52F}), kFloat32Tolerance);
    options.temperature = 0.0;
    expectClose(probabilities(scoresOf({0.6F, 0.4F}), options), row({1.0F, 0.0F}), kFloat32Tolerance);
}

TEST(DrawToken, top_k_keeps_ties_with_the_last_that_stays) {
    SamplingOptions options = plain();
    options.topK = 2;
    const at::Tensor kept = probabilities(row({1.0F, 3.0F, 2.0F, 2.0F}), options) > 0;
    EXPECT_EQ(listed(kept), (std::vector<std::int64_t>{0, 1, 1, 1}));
}

TEST(DrawToken, top_k_of_one_is_greedy_whatever_the_noise) {
    SamplingOptions options = plain();
    options.topK = 1;
    const at::Tensor noise = at::tensor(std::vector<float>{1e-6F, 50.0F, 1e-6F});
    EXPECT_EQ(drawToken(row({1.0F, 1.5F, -4.0F}), kNobody, options, noise).token, 1);
}

TEST(DrawToken, draws_the_largest_quotient_of_probability_and_noise) {
    const at::Tensor noise = at::tensor(std::vector<float>{2.0F, 0.9F, 0.1F});
    // 0.3, 0.333, 1.0
    EXPECT_EQ(drawToken(scoresOf({0.6F, 0.3F, 0.1F}), kNobody, plain(), noise).token, 2);
    EXPECT_EQ(drawToken(scoresOf({0.6F, 0.3F, 0.1F}), kNobody, plain(), {}).token, 0);
}

TEST(DrawToken, draws_as_often_as_the_probabilities_say) {
    RandomWeights random(11);
    const at::Tensor logits = scoresOf({0.5F, 0.3F, 0.2F});
    constexpr int kDraws = 3000;
    std::vector<int> drawn(3);
    for (int i = 0; i < kDraws; ++i)
        ++drawn[static_cast<std::size_t>(drawToken(logits.clone(), kNobody, plain(), random.exponential(3)).token)];
    // Five standard deviations of a share of one half among 3000.
    constexpr double kShareTolerance = 0.046;
    EXPECT_NEAR(drawn[0] / double{kDraws}, 0.5, kShareTolerance);
    EXPECT_NEAR(drawn[1] / double{kDraws}, 0.3, kShareTolerance);
}

TEST(DrawToken, judges_the_likeliest_after_the_penalty_and_before_everything_else) {
    SamplingOptions options = plain();
    options.repetitionPenalty = 2.0;
    const at::Tensor noise = at::tensor(std::vector<float>{1e-3F, 10.0F, 10.0F});
    const Draw draw = drawToken(row({3.0F, 2.5F, 1.0F}), ids({0}), options, noise);
    EXPECT_EQ(draw.likeliest, 1);
    EXPECT_EQ(draw.token, 0);
}

// --- the decoder -------------------------------------------------------------------------------------------------

constexpr std::int64_t kWidth = 16;
constexpr std::int64_t kHeads = 2;
constexpr std::int64_t kLayers = 2;
constexpr std::int64_t kPhones = 40;

std::string layerName(std::int64_t layer) { return "model.h.layers." + std::to_string(layer) + "."; }

RandomWeights decoderWeights(std::uint64_t seed = 1) {
    RandomWeights weights(seed);
    weights.linear("model.bert_proj", kWidth, 1024);
    weights.add("model.ar_text_embedding.word_embeddings.weight", {kPhones, kWidth}, 1.0);
    weights.add("model.ar_audio_embedding.word_embeddings.weight", {kEnd + 1, kWidth}, 1.0);
    weights.tensors["model.ar_text_position.alpha"] = at::full({1}, 0.7);
    weights.tensors["model.ar_audio_position.alpha"] = at::full({1}, 1.6);
    weights.add("model.ar_predict_layer.weight", {kEnd + 1, kWidth}, 1.0);
    for (std::int64_t i = 0; i < kLayers; ++i) {
        weights.add(layerName(i) + "self_attn.in_proj_weight", {3 * kWidth, kWidth});
        weights.add(layerName(i) + "self_attn.in_proj_bias", {3 * kWidth});
        weights.linear(layerName(i) + "self_attn.out_proj", kWidth, kWidth);
        weights.linear(layerName(i) + "linear1", 4 * kWidth, kWidth);
        weights.linear(layerName(i) + "linear2", kWidth, 4 * kWidth);
        weights.norm(layerName(i) + "norm1", kWidth);
        weights.norm(layerName(i) + "norm2", kWidth);
    }
    return weights;
}

TextToSemantic decoder(const RandomWeights& weights, std::int64_t heads = kHeads) {
    WeightSource source = weights.source();
    return {source, heads};
}

/// A decoder that says the same scores whatever it reads; -5 for every token not named.
TextToSemantic decoderSaying(const std::map<std::int64_t, float>& scores) {
    RandomWeights weights = decoderWeights();
    weights.tensors[layerName(kLayers - 1) + "norm2.weight"] = at::zeros({kWidth});
    weights.tensors[layerName(kLayers - 1) + "norm2.bias"] = at::eye(kWidth)[0].clone();
    const at::Tensor predict = at::zeros({kEnd + 1, kWidth});
    predict.select(1, 0).fill_(-5.0);
    for (const auto& [token, score] : scores)
        predict[token][0].fill_(score);
    weights.tensors["model.ar_predict_layer.weight"] = predict;
    return decoder(weights);
}

SemanticRequest request(const std::vector<std::int64_t>& prompt = {700, 3, 41}) {
    RandomWeights random(5);
    SemanticRequest made;
    made.phones = ids({1, 7, 39, 0, 7});
    made.bert = random.normal({1, 1024, 5}, 0.1);
    if (!prompt.empty())
        made.promptTokens = ids(prompt);
    made.sampling = {.topK = 1, .topP = 1.0, .temperature = 1.0, .repetitionPenalty = 1.0};
    return made;
}

SemanticTokens generate(const TextToSemantic& model, const SemanticRequest& asked,
                        const SemanticObserver& observer = {}) {
    TextToSemantic::State state;
    return model.generate(asked, state, observer, {});
}

/// Noise that makes a token win.
at::Tensor favouring(std::int64_t token, std::int64_t columns) {
    at::Tensor noise = at::full({columns}, 1e6);
    noise[token].fill_(1e-9);
    return noise;
}

at::Tensor positionTable(std::int64_t count) {
    const at::Tensor table = at::zeros({count, kWidth}, at::kDouble);
    auto values = table.accessor<double, 2>();
    for (std::int64_t p = 0; p < count; ++p) {
        for (std::int64_t i = 0; 2 * i < kWidth; ++i) {
            const double rate = std::exp(-2.0 * double(i) * std::log(10000.0) / double{kWidth});
            values[p][2 * i] = std::sin(double(p) * rate);
            values[p][2 * i + 1] = std::cos(double(p) * rate);
        }
    }
    return table;
}

/// The decoder by the book: one pass over text and tokens in double, head by head, with the mask written out.
/// [rows, width].
at::Tensor byTheBook(const RandomWeights& weights, const at::Tensor& phones, const at::Tensor& bert,
                     const std::vector<std::int64_t>& tokens) {
    const auto w = [&](const std::string& name) { return weights.tensors.at(name).to(at::kDouble); };
    const std::int64_t words = phones.size(1);
    const auto count = static_cast<std::int64_t>(tokens.size());
    at::Tensor x = w("model.ar_text_embedding.word_embeddings.weight").index_select(0, phones[0]) +
                   at::matmul(bert[0].t().to(at::kDouble), w("model.bert_proj.weight").t()) +
                   w("model.bert_proj.bias") + w("model.ar_text_position.alpha") * positionTable(words);
    if (count > 0) {
        const at::Tensor said = w("model.ar_audio_embedding.word_embeddings.weight").index_select(0, ids(tokens)[0]);
        x = at::cat({x, said + w("model.ar_audio_position.alpha") * positionTable(count)});
    }
    const std::int64_t rows = words + count;
    const at::Tensor hidden = at::zeros({rows, rows}, at::kBool);
    for (std::int64_t from = 0; from < rows; ++from) {
        for (std::int64_t to = 0; to < rows; ++to) {
            const bool sees = to < words || (from >= words && to <= from);
            hidden[from][to].fill_(!sees);
        }
    }
    for (std::int64_t i = 0; i < kLayers; ++i) {
        const auto l = [&](const std::string& name) { return w(layerName(i) + name); };
        const at::Tensor qkv = at::matmul(x, l("self_attn.in_proj_weight").t()) + l("self_attn.in_proj_bias");
        constexpr std::int64_t kHead = kWidth / kHeads;
        std::vector<at::Tensor> heads;
        for (std::int64_t h = 0; h < kHeads; ++h) {
            const at::Tensor q = qkv.slice(1, h * kHead, (h + 1) * kHead);
            const at::Tensor k = qkv.slice(1, kWidth + h * kHead, kWidth + (h + 1) * kHead);
            const at::Tensor v = qkv.slice(1, 2 * kWidth + h * kHead, 2 * kWidth + (h + 1) * kHead);
            const at::Tensor scores = at::matmul(q, k.t()) / std::sqrt(double{kHead});
            heads.push_back(at::matmul(at::softmax(scores.masked_fill(hidden, -INFINITY), -1), v));
        }
        const auto linear = [&](const at::Tensor& y, const std::string& name) {
            return at::matmul(y, l(name + ".weight").t()) + l(name + ".bias");
        };
        const auto norm = [&](const at::Tensor& y, const std::string& name) {
            const at::Tensor centred = y - y.mean(1, true);
            return centred / (centred.square().mean(1, true) + 1e-5).sqrt() * l(name + ".weight") + l(name + ".bias");
        };
        x = norm(x + linear(at::cat(heads, 1), "self_attn.out_proj"), "norm1");
        x = norm(x + linear(linear(x, "linear1").clamp_min(0), "linear2"), "norm2");
    }
    return x;
}

TEST(TextToSemantic, prefill_is_the_decoder_by_the_book) {
    const RandomWeights weights = decoderWeights();
    const TextToSemantic model = decoder(weights);
    const SemanticRequest asked = request();
    for (const std::vector<std::int64_t>& prompt : {std::vector<std::int64_t>{}, {5}, {700, 3, 41, 3, 1023, 0}}) {
        TextToSemantic::State state;
        const at::Tensor tokens = prompt.empty() ? at::Tensor() : ids(prompt);
        const at::Tensor hidden = model.prefill(state, model.embedText(asked.phones, asked.bert), tokens);
        const at::Tensor book = byTheBook(weights, asked.phones, asked.bert, prompt);
        expectClose(hidden, book.slice(0, book.size(0) - 1), kFloat32Tolerance);
        EXPECT_EQ(state.length, 5 + static_cast<std::int64_t>(prompt.size()));
    }
}

TEST(TextToSemantic, prefill_and_steps_are_one_prefill_over_all) {
    const TextToSemantic model = decoder(decoderWeights());
    const SemanticRequest asked = request();
    const at::Tensor text = model.embedText(asked.phones, asked.bert);
    const at::Tensor tokens = ids({700, 3, 41, 3, 1023, 0, 77});
    for (const std::int64_t read : {0, 1, 4}) {
        TextToSemantic::State whole;
        TextToSemantic::State stepped;
        const at::Tensor expected = model.prefill(whole, text, tokens);
        at::Tensor hidden = model.prefill(stepped, text, tokens.slice(1, 0, read));
        for (std::int64_t i = read; i < tokens.size(1); ++i)
            hidden = model.step(stepped, tokens.slice(1, i, i + 1), i);
        expectClose(hidden, expected, kFloat32Tolerance);
        EXPECT_EQ(stepped.length, whole.length);
    }
}

TEST(TextToSemantic, text_sees_all_text_and_no_tokens) {
    const TextToSemantic model = decoder(decoderWeights());
    const SemanticRequest asked = request();
    const at::Tensor text = model.embedText(asked.phones, asked.bert);
    const std::int64_t words = text.size(1);
    const auto textKeys = [&](const at::Tensor& read, const at::Tensor& tokens) {
        TextToSemantic::State state;
        model.prefill(state, read, tokens);
        return state.keys.back().slice(2, 0, words).clone();  // of the second layer: they hold what the first one saw
    };
    const at::Tensor alone = textKeys(text, {});
    expectClose(textKeys(text, ids({1, 2, 3})), alone, kFloat32Tolerance);
    const at::Tensor other = model.embedText(ids({1, 7, 39, 0, 8}), asked.bert);
    EXPECT_GT(test::distance(textKeys(other, {}).slice(2, 0, 1), alone.slice(2, 0, 1)), 1e-3);
}

TEST(TextToSemantic, a_state_grows_past_its_reserve) {
    const TextToSemantic model = decoder(decoderWeights());
    const SemanticRequest asked = request();
    const at::Tensor text = model.embedText(asked.phones, asked.bert);
    std::vector<std::int64_t> many(600);
    for (std::size_t i = 0; i < many.size(); ++i)
        many[i] = static_cast<std::int64_t>((i * 37) % 1024);
    const at::Tensor tokens = ids(many);
    TextToSemantic::State whole;
    TextToSemantic::State stepped;
    const at::Tensor expected = model.prefill(whole, text, tokens);
    at::Tensor hidden = model.prefill(stepped, text, tokens.slice(1, 0, 1));
    const std::int64_t reserved = stepped.keys.front().size(2);
    for (std::int64_t i = 1; i < tokens.size(1); ++i)
        hidden = model.step(stepped, tokens.slice(1, i, i + 1), i);
    EXPECT_GT(stepped.length, reserved);
    expectClose(hidden, expected, kFloat32Tolerance);
}

TEST(TextToSemantic, generated_tokens_go_on_from_the_prompts_positions) {
    const RandomWeights weights = decoderWeights();
    const TextToSemantic model = decoder(weights);
    for (const std::vector<std::int64_t>& prompt : {std::vector<std::int64_t>{}, {700, 3, 41}}) {
        SemanticRequest asked = request(prompt);
        asked.earlyStop = 5;
        std::vector<at::Tensor> hidden;
        std::vector<at::Tensor> scores;
        const SemanticTokens made =
            generate(model, asked, {.raw = [&](std::int64_t step, const at::Tensor& logits, const at::Tensor& state) {
                         EXPECT_EQ(step, static_cast<std::int64_t>(hidden.size()));
                         scores.push_back(logits.clone());
                         hidden.push_back(state.clone());
                     }});
        std::vector<std::int64_t> said = prompt;
        ASSERT_EQ(made.tokens.size(1), static_cast<std::int64_t>(hidden.size()));
        for (std::size_t step = 0; step < hidden.size(); ++step) {
            const at::Tensor book = byTheBook(weights, asked.phones, asked.bert, said);
            expectClose(hidden[step], book.slice(0, book.size(0) - 1), kFloat32Tolerance);
            EXPECT_EQ(scores[step].size(1), kEnd + 1);
            const auto token = made.tokens[0][static_cast<std::int64_t>(step)].item<std::int64_t>();
            EXPECT_EQ(token, scores[step].slice(1, 0, kEnd).argmax(-1).item<std::int64_t>());
            said.push_back(token);
        }
    }
}

TEST(TextToSemantic, says_no_end_in_the_first_eleven_steps) {
    std::vector<std::int64_t> columns;
    const TextToSemantic model = decoderSaying({{kEnd, 10.0F}, {5, 9.0F}});
    const SemanticTokens made =
        generate(model, request(), {.drawn = [&](std::int64_t, const at::Tensor& p) { columns.push_back(p.size(1)); }});
    EXPECT_TRUE(made.ended);
    EXPECT_EQ(listed(made.tokens), std::vector<std::int64_t>(kStepsWithoutEnd, 5));
    EXPECT_EQ(made.count, kStepsWithoutEnd);
    std::vector<std::int64_t> expected(kStepsWithoutEnd, kEnd);
    expected.push_back(kEnd + 1);
    EXPECT_EQ(columns, expected);
}

TEST(TextToSemantic, ends_where_the_end_is_drawn_though_not_likeliest) {
    const TextToSemantic model = decoderSaying({{kEnd, 8.0F}, {5, 9.0F}});
    SemanticRequest asked = request();
    asked.sampling.topK = 15;
    asked.noise = [](std::int64_t step, std::int64_t columns) { return favouring(step == 14 ? kEnd : 5, columns); };
    const SemanticTokens made = generate(model, asked);
    EXPECT_TRUE(made.ended);
    EXPECT_EQ(listed(made.tokens), std::vector<std::int64_t>(14, 5));
}

TEST(TextToSemantic, ends_where_the_end_is_likeliest_though_another_is_drawn) {
    const TextToSemantic model = decoderSaying({{kEnd, 9.0F}, {5, 8.0F}});
    SemanticRequest asked = request();
    asked.sampling.topK = 15;
    asked.noise = [](std::int64_t, std::int64_t columns) { return favouring(5, columns); };
    const SemanticTokens made = generate(model, asked);
    EXPECT_TRUE(made.ended);
    EXPECT_EQ(listed(made.tokens), std::vector<std::int64_t>(kStepsWithoutEnd, 5));
}

TEST(TextToSemantic, the_penalty_counts_the_prompts_tokens) {
    const TextToSemantic model = decoderSaying({{5, 9.0F}, {6, 8.0F}});
    SemanticRequest asked = request({5});
    asked.sampling.repetitionPenalty = 1.35;
    asked.earlyStop = 0;
    EXPECT_EQ(listed(generate(model, asked).tokens), std::vector<std::int64_t>{6});
    asked.promptTokens = ids({7});
    EXPECT_EQ(listed(generate(model, asked).tokens), std::vector<std::int64_t>{5});
}

TEST(TextToSemantic, the_end_is_judged_after_the_penalty) {
    // 9 / 1.35 is below 8: once said, token 5 is behind the end.
    const TextToSemantic model = decoderSaying({{5, 9.0F}, {kEnd, 8.0F}});
    SemanticRequest asked = request();
    asked.sampling.repetitionPenalty = 1.35;
    asked.sampling.topK = 15;
    asked.noise = [](std::int64_t, std::int64_t columns) { return favouring(5, columns); };
    EXPECT_EQ(generate(model, asked).tokens.size(1), kStepsWithoutEnd);
}

TEST(TextToSemantic, stops_early_with_one_token_more_than_asked) {
    const TextToSemantic model = decoderSaying({{5, 9.0F}});
    SemanticRequest asked = request();
    asked.earlyStop = 4;
    const SemanticTokens made = generate(model, asked);
    EXPECT_FALSE(made.ended);
    EXPECT_EQ(made.tokens.size(1), 5);
    EXPECT_EQ(made.count, 5);
}

TEST(TextToSemantic, counts_as_the_reference_does_where_asked) {
    const TextToSemantic endless = decoderSaying({{5, 9.0F}});
    SemanticRequest asked = request();
    asked.earlyStop = 4;
    asked.referenceExact = true;
    EXPECT_EQ(generate(endless, asked).tokens.size(1), 5);
    EXPECT_EQ(generate(endless, asked).count, 4);
    asked.promptTokens = at::Tensor();
    EXPECT_EQ(generate(endless, asked).count, 0);
    const TextToSemantic ending = decoderSaying({{kEnd, 10.0F}, {5, 9.0F}});
    asked = request();
    asked.referenceExact = true;
    EXPECT_EQ(generate(ending, asked).count, kStepsWithoutEnd);
}

TEST(TextToSemantic, stops_after_1500_tokens) {
    SemanticRequest asked = request();
    const TextToSemantic model = decoderSaying({{5, 9.0F}});
    const SemanticTokens made = generate(model, asked);
    EXPECT_FALSE(made.ended);
    EXPECT_EQ(made.tokens.size(1), 1500);
}

TEST(TextToSemantic, an_empty_prompt_is_none) {
    const TextToSemantic model = decoder(decoderWeights());
    SemanticRequest without = request({});
    without.earlyStop = 3;
    SemanticRequest empty = without;
    empty.promptTokens = at::empty({1, 0}, at::kLong);
    EXPECT_EQ(listed(generate(model, empty).tokens), listed(generate(model, without).tokens));
}

TEST(TextToSemantic, a_batch_says_what_each_request_would_say_alone) {
    const TextToSemantic model = decoder(decoderWeights());
    SemanticRequest longer = request();
    longer.earlyStop = 6;
    SemanticRequest shorter = longer;
    shorter.phones = ids({2, 3});
    shorter.bert = longer.bert.slice(2, 0, 2);
    const auto both = model.generateBatch({longer, shorter}, {});
    ASSERT_EQ(both.size(), 2U);
    EXPECT_EQ(listed(both[0].tokens), listed(generate(model, longer).tokens));
    EXPECT_EQ(listed(both[1].tokens), listed(generate(model, shorter).tokens));
}

TEST(TextToSemantic, a_reference_exact_batch_drops_the_last_token_where_the_length_ends_it) {
    const TextToSemantic model = decoder(decoderWeights());
    SemanticRequest asked = request();
    asked.earlyStop = 6;
    const at::Tensor all = generate(model, asked).tokens;
    asked.referenceExact = true;
    const auto made = model.generateBatch({asked}, {});
    ASSERT_EQ(made.size(), 1U);
    EXPECT_EQ(listed(made[0].tokens), listed(all.slice(1, 0, all.size(1) - 1)));
    EXPECT_EQ(made[0].count, made[0].tokens.size(1));
}

TEST(TextToSemantic, is_cancelled_before_the_first_token_and_between_tokens) {
    const TextToSemantic model = decoderSaying({{5, 9.0F}});
    std::stop_source early;
    early.request_stop();
    TextToSemantic::State state;
    EXPECT_EQ(faultOf([&] { model.generate(request(), state, {}, early.get_token()); }).code, ErrorCode::Cancelled);

    std::stop_source later;
    std::int64_t last = 0;
    SemanticRequest asked = request();
    asked.sampling.topK = 15;
    asked.noise = [&](std::int64_t step, std::int64_t columns) {
        last = step;
        if (step == 3)
            later.request_stop();
        return favouring(5, columns);
    };
    TextToSemantic::State other;
    EXPECT_EQ(faultOf([&] { model.generate(asked, other, {}, later.get_token()); }).code, ErrorCode::Cancelled);
    EXPECT_EQ(last, 3);
}

TEST(TextToSemantic, refuses_what_it_cannot_read) {
    const TextToSemantic model = decoder(decoderWeights());
    const auto codeOf = [&](const SemanticRequest& asked) { return faultOf([&] { generate(model, asked); }).code; };
    SemanticRequest asked = request();
    asked.earlyStop = 1;
    for (const std::int64_t phone : {kPhones, std::int64_t{-1}}) {
        asked.phones = ids({1, 2, phone, 3, 4});
        EXPECT_EQ(codeOf(asked), ErrorCode::InvalidInput) << phone;
    }
    asked.phones = ids({1, 2, 3});
    EXPECT_EQ(codeOf(asked), ErrorCode::InvalidInput) << "five features for three phones";
    for (const std::int64_t token : {kEnd + 1, std::int64_t{-1}})
        EXPECT_EQ(codeOf(request({1, token})), ErrorCode::InvalidInput) << token;
    asked = request();
    asked.sampling.topK = 15;
    EXPECT_EQ(codeOf(asked), ErrorCode::InvalidInput) << "no noise";
}

// Waits for generate(): libtorch's own error comes out, since the first steps have no column for the end.
TEST(TextToSemantic, DISABLED_refuses_the_end_token_in_a_prompt) {
    const TextToSemantic model = decoder(decoderWeights());
    SemanticRequest asked = request({1, kEnd});
    asked.sampling.repetitionPenalty = 1.35;
    asked.earlyStop = 1;
    EXPECT_EQ(faultOf([&] { generate(model, asked); }).code, ErrorCode::InvalidInput);
}

// Waits for generate(): an empty prefill reads beyond its memory.
TEST(TextToSemantic, DISABLED_refuses_no_phones_at_all) {
    const TextToSemantic model = decoder(decoderWeights());
    SemanticRequest asked = request({});
    asked.phones = kNobody;
    asked.bert = at::zeros({1, 1024, 0});
    asked.earlyStop = 1;
    EXPECT_EQ(faultOf([&] { generate(model, asked); }).code, ErrorCode::InvalidInput);
}

// Waits for SemanticRequest::noise: "at least" so many columns are promised to be enough.
TEST(TextToSemantic, DISABLED_takes_noise_that_is_longer_than_the_columns) {
    const TextToSemantic model = decoderSaying({{5, 9.0F}});
    SemanticRequest asked = request();
    asked.sampling.topK = 15;
    asked.earlyStop = 2;
    asked.noise = [](std::int64_t, std::int64_t) { return favouring(5, kEnd + 1); };
    EXPECT_EQ(listed(generate(model, asked).tokens), std::vector<std::int64_t>(3, 5));
}

TEST(TextToSemantic, refuses_heads_that_do_not_share_the_width) {
    const RandomWeights weights = decoderWeights();
    for (const std::int64_t heads : {3, 0, -2, 32})
        EXPECT_EQ(faultOf([&] { decoder(weights, heads); }).code, ErrorCode::Corrupt) << heads;
}

TEST(TextToSemantic, names_the_weights_it_misses) {
    RandomWeights weights = decoderWeights();
    weights.tensors.erase("model.bert_proj.bias");
    weights.tensors.erase(layerName(1) + "linear2.weight");
    const Error error = faultOf([&] { decoder(weights); });
    EXPECT_EQ(error.code, ErrorCode::Corrupt);
    EXPECT_NE(error.detail.find("model.bert_proj.bias"), std::string::npos) << error.detail;
    EXPECT_NE(error.detail.find(layerName(1) + "linear2.weight"), std::string::npos) << error.detail;
}

}  // namespace
}  // namespace timbre::nets
