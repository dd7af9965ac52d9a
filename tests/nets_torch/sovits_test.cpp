// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens to speech: the parts of SoVITS, the features and flow matching of v3 and v4, and the vocoders.
#include "core/nets/torch/gpt_sovits/sovits.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

#include "core/nets/torch/gpt_sovits/bigvgan.h"
#include "core/nets/torch/gpt_sovits/flow_matching.h"
#include "core/nets/torch/gpt_sovits/vits.h"
#include "tests/nets_torch/generator_weights.h"
#include "tests/nets_torch/torch_fixtures.h"

namespace timbre::nets {
namespace {

using test::addGenerator;
using test::expectClose;
using test::faultOf;
using test::ids;
using test::kFloat32Tolerance;
using test::listed;
using test::RandomWeights;

using Shape = std::vector<std::int64_t>;

// --- attention ---------------------------------------------------------------------------------------------------

constexpr std::int64_t kWindow = 4;  ///< Positions to either side that have a weight of their own.

void addAttention(RandomWeights& weights, const std::string& name, std::int64_t width, std::int64_t headWidth) {
    for (const char* const part : {".conv_q", ".conv_k", ".conv_v", ".conv_o"})
        weights.conv(name + part, width, width, 1);
    if (headWidth > 0) {
        weights.add(name + ".emb_rel_k", {1, 2 * kWindow + 1, headWidth}, 0.5);
        weights.add(name + ".emb_rel_v", {1, 2 * kWindow + 1, headWidth}, 0.5);
    }
}

/// Attention of [1, width, T] on [1, width, S], head by head and pair by pair, in double.
at::Tensor attendedByTheBook(const RandomWeights& weights, const at::Tensor& x, const at::Tensor& context,
                             std::int64_t heads, bool relative) {
    const auto w = [&](const std::string& name) { return weights.tensors.at("a." + name).to(at::kDouble); };
    const auto pointwise = [&](const std::string& name, const at::Tensor& y) {
        return at::matmul(w(name + ".weight").squeeze(2), y[0].to(at::kDouble)).t() + w(name + ".bias");
    };
    const std::int64_t width = x.size(1);
    const std::int64_t d = width / heads;
    const std::int64_t asks = x.size(2);
    const std::int64_t answers = context.size(2);
    const at::Tensor query = pointwise("conv_q", x);
    const at::Tensor key = pointwise("conv_k", context);
    const at::Tensor value = pointwise("conv_v", context);
    const at::Tensor out = at::zeros({asks, width}, at::kDouble);
    for (std::int64_t head = 0; head < heads; ++head) {
        const auto part = [&](const at::Tensor& y, std::int64_t row) {
            return y[row].slice(0, head * d, (head + 1) * d);
        };
        for (std::int64_t i = 0; i < asks; ++i) {
            const at::Tensor scores = at::zeros({answers}, at::kDouble);
            for (std::int64_t j = 0; j < answers; ++j) {
                at::Tensor score = part(query, i).dot(part(key, j));
                if (relative && std::abs(j - i) <= kWindow)
                    score = score + part(query, i).dot(w("emb_rel_k")[0][j - i + kWindow]);
                scores[j].copy_(score / std::sqrt(double(d)));
            }
            const at::Tensor shares = at::softmax(scores, 0);
            at::Tensor sum = at::zeros({d}, at::kDouble);
            for (std::int64_t j = 0; j < answers; ++j) {
                sum = sum + shares[j] * part(value, j);
                if (relative && std::abs(j - i) <= kWindow)
                    sum = sum + shares[j] * w("emb_rel_v")[0][j - i + kWindow];
            }
            out[i].slice(0, head * d, (head + 1) * d).copy_(sum);
        }
    }
    return (at::matmul(out, w("conv_o.weight").squeeze(2).t()) + w("conv_o.bias")).t().unsqueeze(0);
}

TEST(VitsAttention, is_the_double_loop_at_every_length) {
    RandomWeights weights(1);
    addAttention(weights, "a", 8, 4);
    WeightSource source = weights.source();
    const VitsAttention attention(Weights(source).in("a"), 8, 2);
    source.check("the attention");
    // Shorter than the window, as long as it, and longer.
    for (const std::int64_t length : {1, 2, 4, 5, 9, 14}) {
        const at::Tensor x = weights.normal({1, 8, length});
        expectClose(attention(x, x), attendedByTheBook(weights, x, x, 2, true), kFloat32Tolerance);
    }
}

TEST(VitsAttention, hears_another_sequence_without_relative_positions) {
    RandomWeights weights(2);
    addAttention(weights, "a", 8, 0);
    WeightSource source = weights.source();
    const VitsAttention attention(Weights(source).in("a"), 8, 4);
    source.check("the attention");
    for (const auto& [asks, answers] : {std::pair{6, 3}, {2, 9}, {1, 1}}) {
        const at::Tensor x = weights.normal({1, 8, asks});
        const at::Tensor context = weights.normal({1, 8, answers});
        expectClose(attention(x, context), attendedByTheBook(weights, x, context, 4, false), kFloat32Tolerance);
    }
}

TEST(VitsAttention, treats_each_of_a_batch_by_itself) {
    RandomWeights weights(3);
    addAttention(weights, "a", 8, 4);
    WeightSource source = weights.source();
    const VitsAttention attention(Weights(source).in("a"), 8, 2);
    const at::Tensor x = weights.normal({2, 8, 6});
    const at::Tensor second = x.slice(0, 1, 2);
    expectClose(attention(x, x).slice(0, 1, 2), attention(second, second), kFloat32Tolerance);
}

TEST(VitsAttention, refuses_heads_that_do_not_share_the_width) {
    RandomWeights weights(4);
    addAttention(weights, "a", 8, 4);
    WeightSource source = weights.source();
    const VitsAttention attention(Weights(source).in("a"), 8, 3);
    const Error refused = faultOf([&] { source.check("the model"); });
    EXPECT_EQ(refused.code, ErrorCode::Corrupt);
    EXPECT_NE(refused.detail.find("3 heads"), std::string::npos) << refused.detail;
}

// --- gated convolutions and the flow -----------------------------------------------------------------------------

void addGates(RandomWeights& weights, const std::string& name, std::int64_t width, std::int64_t style,
              std::int64_t layers) {
    for (std::int64_t i = 0; i < layers; ++i) {
        const std::string index = std::to_string(i);
        weights.splitConv(name + ".in_layers." + index, 2 * width, width, 5);
        weights.splitConv(name + ".res_skip_layers." + index, i + 1 < layers ? 2 * width : width, width, 1);
    }
    weights.splitConv(name + ".cond_layer", 2 * width * layers, style, 1);
}

TEST(GatedConvolutions, are_the_recurrence_of_the_reference) {
    constexpr std::int64_t kHidden = 6;
    constexpr std::int64_t kCount = 3;
    RandomWeights weights(5);
    addGates(weights, "wn", kHidden, 4, kCount);
    WeightSource source = weights.source();
    const GatedConvolutions gates(Weights(source).in("wn"), kHidden, 4, kCount);
    source.check("the gates");
    const at::Tensor x = weights.normal({1, kHidden, 9});
    const at::Tensor style = weights.normal({1, 4, 1});

    const auto conv = [&](const std::string& name, const at::Tensor& y) {
        const at::Tensor v = weights.tensors.at("wn." + name + ".weight_v");
        const at::Tensor norm = v.square().sum(at::IntArrayRef{1, 2}, true).sqrt();
        return at::conv1d(y, weights.tensors.at("wn." + name + ".weight_g") * v / norm,
                          weights.tensors.at("wn." + name + ".bias"), 1, (v.size(2) - 1) / 2);
    };
    const at::Tensor steering = conv("cond_layer", style);
    at::Tensor h = x;
    at::Tensor out = at::zeros_like(x);
    for (std::int64_t i = 0; i < kCount; ++i) {
        const std::string index = std::to_string(i);
        const at::Tensor a = conv("in_layers." + index, h) + steering.slice(1, 2 * kHidden * i, 2 * kHidden * (i + 1));
        const at::Tensor parts =
            conv("res_skip_layers." + index, at::tanh(a.slice(1, 0, kHidden)) * at::sigmoid(a.slice(1, kHidden)));
        if (i + 1 < kCount)
            h = h + parts.slice(1, 0, kHidden);
        out = out + parts.slice(1, i + 1 < kCount ? kHidden : 0);
    }
    expectClose(gates(x, style), out, kFloat32Tolerance);
}

TEST(GatedConvolutions, let_nothing_come_from_where_the_mask_is_zero) {
    RandomWeights weights(6);
    addGates(weights, "wn", 6, 4, 3);
    WeightSource source = weights.source();
    const GatedConvolutions gates(Weights(source).in("wn"), 6, 4, 3);
    const at::Tensor style = weights.normal({1, 4, 1});
    const at::Tensor x = weights.normal({1, 6, 12});
    const at::Tensor mask = at::ones({1, 1, 12});
    expectClose(gates(x, style, mask), gates(x, style), 0.0);
    mask.slice(2, 7).zero_();
    const at::Tensor masked = gates(x * mask, style, mask);
    expectClose(masked.slice(2, 7), at::zeros({1, 6, 5}), 0.0);
    expectClose(masked.slice(2, 0, 7), gates(x.slice(2, 0, 7), style), kFloat32Tolerance);
}

void addFlow(RandomWeights& weights, const std::string& name, std::int64_t width, std::int64_t hidden,
             std::int64_t style) {
    for (const char* const index : {"0", "2", "4", "6"}) {
        const std::string flow = name + ".flows." + index;
        weights.conv(flow + ".pre", hidden, width / 2, 1);
        weights.conv(flow + ".post", width / 2, hidden, 1);
        addGates(weights, flow + ".enc", hidden, style, 4);
    }
}

TEST(ReverseFlow, undoes_the_flow) {
    RandomWeights weights(7);
    addFlow(weights, "flow", 6, 8, 4);
    WeightSource source = weights.source();
    const ReverseFlow reverse(Weights(source).in("flow"), 6, 4);
    source.check("the flow");
    const at::Tensor style = weights.normal({1, 4, 1});
    const at::Tensor posterior = weights.normal({1, 6, 11});
    at::Tensor z = posterior;
    for (const std::int64_t index : {0, 2, 4, 6}) {
        const Weights own = Weights(source).in("flow").in("flows", index);
        const std::vector<at::Tensor> halves = z.chunk(2, 1);
        const at::Tensor h = GatedConvolutions(own.in("enc"), 8, 4, 4)(takeConv(own, "pre", 8, 3, 1)(halves[0]), style);
        z = at::cat({halves[0], halves[1] + takeConv(own, "post", 3, 8, 1)(h)}, 1).flip({1});
    }
    EXPECT_GT(test::distance(z, posterior), 0.1);
    expectClose(reverse(z, style), posterior, kFloat32Tolerance);
}

// --- the generator -----------------------------------------------------------------------------------------------

TEST(Generator, makes_the_product_of_its_rates_samples_a_frame) {
    for (const std::vector<std::int64_t>& rates : {Shape{4, 2}, Shape{10, 6, 2}}) {
        RandomWeights weights(8);
        addGenerator(weights, "dec", 5, 16, rates, 4);
        WeightSource source = weights.source();
        const Generator generator(Weights(source).in("dec"), 5, rates, 4);
        source.check("the generator");
        std::int64_t product = 1;
        for (const std::int64_t rate : rates)
            product *= rate;
        for (const std::int64_t frames : {1, 7}) {
            const at::Tensor wave = generator(weights.normal({1, 5, frames}, 3.0), weights.normal({1, 4, 1}));
            EXPECT_EQ(wave.sizes().vec(), (Shape{1, 1, frames * product}));
            EXPECT_LE(wave.abs().max().item<double>(), 1.0);
        }
    }
}

TEST(Generator, leaks_a_tenth_before_each_stage_and_a_hundredth_at_the_end) {
    RandomWeights weights(9);
    addGenerator(weights, "dec", 5, 8, {2}, 4);
    for (auto& [name, tensor] : weights.tensors) {
        // Residual blocks that add nothing.
        if (name.find("convs2") != std::string::npos && !name.ends_with("weight_v"))
            tensor = at::zeros_like(tensor);
    }
    WeightSource source = weights.source();
    const Generator generator(Weights(source).in("dec"), 5, {2}, 4);
    source.check("the generator");
    const at::Tensor z = weights.normal({1, 5, 6});
    const at::Tensor style = weights.normal({1, 4, 1});
    const Weights own = Weights(source).in("dec");
    const at::Tensor first = takeConv(own, "conv_pre", 8, 5, 7)(z) + takeConv(own, "cond", 8, 4, 1)(style);
    const at::Tensor up = takeUpsampler(own, "ups.0", 8, 2)(at::where(first < 0, first * 0.1, first));
    const at::Tensor last = at::where(up < 0, up * 0.01, up);
    expectClose(generator(z, style), at::tanh(at::conv1d(last, weights.tensors.at("dec.conv_post.weight"), {}, 1, 3)),
                kFloat32Tolerance);
}

TEST(Generator, takes_a_bias_at_the_end_and_no_style_where_the_file_says_so) {
    RandomWeights weights(10);
    addGenerator(weights, "dec", 5, 8, {2}, 0);
    weights.tensors["dec.conv_post.bias"] = at::full({1}, 100.0);
    WeightSource source = weights.source();
    const Generator generator(Weights(source).in("dec"), 5, {2}, 0);
    source.check("the generator");
    EXPECT_TRUE(source.unexpected().empty());
    expectClose(generator(at::zeros({1, 5, 3}), {}), at::ones({1, 1, 6}), 0.0);
}

// --- a small SoVITS ----------------------------------------------------------------------------------------------

constexpr std::int64_t kContent = 6;  ///< Of HuBERT and the codebook.
constexpr std::int64_t kCodes = 20;
constexpr std::int64_t kPhones = 30;
constexpr std::int64_t kHidden = 8;
constexpr std::int64_t kLatent = 6;
constexpr std::int64_t kStyle = 8;
constexpr std::int64_t kBins = 12;
const SovitsConfig kConfig{.heads = 2, .rates = {4, 2}};
constexpr std::int64_t kSamplesPerFrame = 8;

void addEncoder(RandomWeights& weights, const std::string& name, std::int64_t layers) {
    for (std::int64_t i = 0; i < layers; ++i) {
        const std::string index = "." + std::to_string(i);
        addAttention(weights, name + ".attn_layers" + index, kHidden, kHidden / 2);
        weights.norm(name + ".norm_layers_1" + index, kHidden, "gamma", "beta");
        weights.conv(name + ".ffn_layers" + index + ".conv_1", 2 * kHidden, kHidden, 3);
        weights.conv(name + ".ffn_layers" + index + ".conv_2", kHidden, 2 * kHidden, 3);
        weights.norm(name + ".norm_layers_2" + index, kHidden, "gamma", "beta");
    }
}

/// @param gin  channels of the style; @param mix  what the encoders take of it.
void addFront(RandomWeights& weights, std::int64_t gin = kStyle, std::int64_t mix = kStyle) {
    weights.conv("ssl_proj", kContent, kContent, 2);
    weights.add("quantizer.vq.layers.0._codebook.embed", {kCodes, kContent}, 1.0);
    weights.linear("ref_enc.spectral.0.fc", 8, kBins);
    weights.linear("ref_enc.spectral.3.fc", 8, 8);
    for (const char* const index : {"0", "1"})
        weights.conv("ref_enc.temporal." + std::string(index) + ".conv1.conv", 16, 8, 5);
    for (const char* const part : {"w_qs", "w_ks", "w_vs", "fc"})
        weights.linear("ref_enc.slf_attn." + std::string(part), 8, 8);
    weights.linear("ref_enc.fc.fc", gin, 8);
    weights.conv("enc_p.ssl_proj", kHidden, kContent, 1);
    weights.add("enc_p.text_embedding.weight", {kPhones, kHidden}, 1.0);
    addEncoder(weights, "enc_p.encoder_ssl", 1);
    addEncoder(weights, "enc_p.encoder_text", 2);
    addEncoder(weights, "enc_p.encoder2", 1);
    weights.conv("enc_p.mrte.c_pre", mix, kHidden, 1);
    weights.conv("enc_p.mrte.text_pre", mix, kHidden, 1);
    weights.conv("enc_p.mrte.c_post", kHidden, mix, 1);
    addAttention(weights, "enc_p.mrte.cross_attention", mix, 0);
    weights.conv("enc_p.proj", 2 * kLatent, kHidden, 1);
}

void addBack(RandomWeights& weights, std::int64_t gin = kStyle) {
    addFlow(weights, "flow", kLatent, 8, gin);
    addGenerator(weights, "dec", kLatent, 8, kConfig.rates, gin);
}

struct SmallSovits {
    RandomWeights weights{21};
    SmallSovits() {
        addFront(weights);
        addBack(weights);
    }
    Sovits made() const {
        WeightSource source = weights.source();
        return {source, kConfig};
    }
};

SovitsFront::Text text(double speed = 1.0, std::int64_t tokens = 7) {
    return {
        .codes = at::arange(3, 3 + tokens, at::kLong).view({1, 1, -1}), .phones = ids({4, 0, 29, 7}), .speed = speed};
}

TEST(SovitsFront, projects_pairs_of_frames) {
    SmallSovits small;
    const Sovits sovits = small.made();
    for (const auto& [frames, tokens] : {std::pair{2, 1}, {9, 4}, {10, 5}})
        EXPECT_EQ(sovits.front().project(small.weights.normal({1, frames, kContent})).sizes().vec(),
                  (Shape{1, kContent, tokens}));
}

TEST(SovitsFront, codes_are_the_nearest_entries) {
    SmallSovits small;
    const Sovits sovits = small.made();
    const at::Tensor projected = small.weights.normal({1, kContent, 40});
    const at::Tensor codebook = small.weights.tensors.at("quantizer.vq.layers.0._codebook.embed");
    Shape nearest;
    for (std::int64_t t = 0; t < 40; ++t) {
        std::int64_t best = 0;
        double least = INFINITY;
        for (std::int64_t code = 0; code < kCodes; ++code) {
            const double away = (projected[0].select(1, t) - codebook[code]).square().sum().item<double>();
            if (away < least) {
                least = away;
                best = code;
            }
        }
        nearest.push_back(best);
    }
    const at::Tensor codes = sovits.front().nearestCodes(projected);
    EXPECT_EQ(codes.scalar_type(), at::kLong);
    EXPECT_EQ(listed(codes), nearest);
}

TEST(SovitsFront, the_style_comes_from_the_lowest_bins_alone) {
    SmallSovits small;
    const Sovits sovits = small.made();
    const at::Tensor spectrum = small.weights.normal({1, 1025, 9}).abs();
    const at::Tensor style = sovits.front().encodeStyle(spectrum);
    EXPECT_EQ(style.sizes().vec(), (Shape{1, kStyle, 1}));
    expectClose(style, sovits.front().encodeStyle(spectrum.slice(1, 0, kBins)), 0.0);
}

/// Linear interpolation between the centres of frames, the ends held.
at::Tensor stretchedByTheBook(const at::Tensor& x, std::int64_t frames) {
    const std::int64_t before = x.size(2);
    std::vector<at::Tensor> columns;
    for (std::int64_t i = 0; i < frames; ++i) {
        const double place = std::max(0.0, (double(i) + 0.5) * double(before) / double(frames) - 0.5);
        const auto left = static_cast<std::int64_t>(place);
        const std::int64_t right = std::min(left + 1, before - 1);
        const double share = place - double(left);
        columns.push_back(x.select(2, left) * (1.0 - share) + x.select(2, right) * share);
    }
    return at::stack(columns, 2);
}

TEST(SovitsFront, the_speed_changes_the_frames_by_the_rule) {
    SmallSovits small;
    const Sovits sovits = small.made();
    const at::Tensor style = small.weights.normal({1, kStyle, 1});
    struct Row {
        double speed;
        std::int64_t frames;  ///< int(14 / speed) + 1, and 14 where the speed is 1.
    };
    for (const Row& row : {Row{1.0, 14}, Row{1.25, 12}, Row{2.0, 8}, Row{0.8, 18}, Row{0.5, 29}}) {
        const SovitsFront::Encoded encoded = sovits.front().encode(text(row.speed), style, {}, nullptr);
        EXPECT_EQ(encoded.latent.size(2), 14);
        EXPECT_EQ(encoded.mean.sizes().vec(), (Shape{1, kLatent, row.frames})) << row.speed;
        EXPECT_EQ(encoded.logDeviation.size(2), row.frames);
        EXPECT_EQ(Sovits::frames(7, row.speed), row.frames);
        const at::Tensor expected = row.speed == 1.0 ? encoded.latent : stretchedByTheBook(encoded.latent, row.frames);
        expectClose(encoded.stretched, expected, kFloat32Tolerance);
    }
}

TEST(SovitsFront, a_tail_keeps_the_last_frames_and_fades_from_the_chunk_before) {
    SmallSovits small;
    const Sovits sovits = small.made();
    const at::Tensor style = small.weights.normal({1, kStyle, 1});
    const at::Tensor all = sovits.front().encode(text(), style, {}, nullptr).latent;
    const at::Tensor kept = sovits.front().encode(text(), style, {.frames = 9}, nullptr).latent;
    expectClose(kept, all.slice(2, 5), 0.0);

    constexpr std::int64_t kOverlap = 4;
    const at::Tensor before = small.weights.normal({1, kHidden, kOverlap});
    const at::Tensor faded = sovits.front().encode(text(), style, {.frames = 9, .before = before}, nullptr).latent;
    at::Tensor expected = kept.clone();
    for (std::int64_t k = 0; k < kOverlap; ++k) {
        const auto window = [](std::int64_t at) { return std::sin(std::numbers::pi * double(at) / (2.0 * kOverlap)); };
        expected.select(2, k).copy_(kept.select(2, k) * window(k) + before.select(2, k) * window(k + kOverlap));
    }
    expectClose(faded, expected, kFloat32Tolerance);
    expectClose(before, before.clone(), 0.0);

    const SovitsFront::Encoded slow = sovits.front().encode(text(0.8), style, {.frames = 9, .before = before}, nullptr);
    expectClose(slow.latent, faded, kFloat32Tolerance);
    EXPECT_EQ(slow.mean.size(2), 12);  // int(9 / 0.8) + 1
}

TEST(SovitsFront, a_tail_longer_than_the_chunk_keeps_all) {
    SmallSovits small;
    const Sovits sovits = small.made();
    const at::Tensor style = small.weights.normal({1, kStyle, 1});
    const at::Tensor all = sovits.front().encode(text(), style, {}, nullptr).latent;
    expectClose(sovits.front().encode(text(), style, {.frames = 99}, nullptr).latent, all, 0.0);
}

TEST(SovitsFront, refuses_ids_beyond_its_tables) {
    SmallSovits small;
    const Sovits sovits = small.made();
    const at::Tensor style = small.weights.normal({1, kStyle, 1});
    const auto codeOf = [&](const SovitsFront::Text& asked) {
        return faultOf([&] { static_cast<void>(sovits.front().encode(asked, style, {}, nullptr)); }).code;
    };
    for (const std::int64_t phone : {kPhones, std::int64_t{-1}}) {
        SovitsFront::Text asked = text();
        asked.phones = ids({1, phone});
        EXPECT_EQ(codeOf(asked), ErrorCode::InvalidInput);
    }
    for (const std::int64_t token : {kCodes, std::int64_t{-1}}) {
        SovitsFront::Text asked = text();
        asked.codes = ids({1, token}).unsqueeze(0);
        EXPECT_EQ(codeOf(asked), ErrorCode::InvalidInput);
    }
    SovitsFront::Text silent = text();
    silent.phones = at::empty({1, 0}, at::kLong);
    EXPECT_EQ(codeOf(silent), ErrorCode::InvalidInput);
}

TEST(Sovits, the_style_is_the_mean_over_the_references) {
    SmallSovits small;
    const Sovits sovits = small.made();
    EXPECT_FALSE(sovits.wantsSpeaker());
    std::vector<Sovits::Reference> references;
    at::Tensor sum = at::zeros({1, kStyle, 1});
    for (const std::int64_t frames : {5, 9, 6}) {
        references.push_back({.spectrum = small.weights.normal({1, 1025, frames}).abs(), .speaker = at::Tensor()});
        sum += sovits.front().encodeStyle(references.back().spectrum);
    }
    expectClose(sovits.style(references), sum / 3.0, kFloat32Tolerance);
    EXPECT_EQ(faultOf([&] { static_cast<void>(sovits.style({})); }).code, ErrorCode::InvalidInput);
}

TEST(Sovits, a_pro_model_adds_the_speaker_to_each_reference) {
    constexpr std::int64_t kGin = 10;
    constexpr std::int64_t kSpeaker = 14;
    RandomWeights weights(22);
    addFront(weights, kGin, kStyle);
    addBack(weights, kGin);
    weights.linear("sv_emb", kGin, kSpeaker);
    weights.linear("ge_to512", kStyle, kGin);
    weights.add("prelu.weight", {kGin});
    WeightSource source = weights.source();
    const Sovits sovits(source, kConfig);
    EXPECT_TRUE(sovits.wantsSpeaker());
    std::vector<Sovits::Reference> references;
    at::Tensor sum = at::zeros({1, kGin, 1});
    for (int i = 0; i < 2; ++i) {
        references.push_back(
            {.spectrum = weights.normal({1, 1025, 6}).abs(), .speaker = weights.normal({1, kSpeaker})});
        const at::Tensor own =
            sovits.front().encodeStyle(references.back().spectrum) +
            at::linear(references.back().speaker, weights.tensors["sv_emb.weight"], weights.tensors["sv_emb.bias"])
                .unsqueeze(2);
        sum += at::where(own < 0, own * weights.tensors["prelu.weight"].view({1, -1, 1}), own);
    }
    const at::Tensor style = sovits.style(references);
    expectClose(style, sum / 2.0, kFloat32Tolerance);
    expectClose(sovits.mixStyle(style),
                (at::linear(style.squeeze(2), weights.tensors["ge_to512.weight"], weights.tensors["ge_to512.bias"]))
                    .unsqueeze(2),
                kFloat32Tolerance);
    references[1].speaker = at::Tensor();
    EXPECT_EQ(faultOf([&] { static_cast<void>(sovits.style(references)); }).code, ErrorCode::InvalidInput);
}

TEST(Sovits, speaks_for_as_long_as_its_frames) {
    SmallSovits small;
    const Sovits sovits = small.made();
    const at::Tensor style = small.weights.normal({1, kStyle, 1});
    for (const double speed : {1.0, 1.25, 0.8}) {
        const std::int64_t frames = Sovits::frames(7, speed);
        const auto made =
            sovits.decode({.text = text(speed), .style = style, .noise = small.weights.normal({1, kLatent, frames})});
        EXPECT_EQ(made.wave.sizes().vec(), (Shape{1, 1, frames * kSamplesPerFrame}));
        EXPECT_EQ(made.latent.size(2), 14);
    }
}

TEST(Sovits, noise_is_scaled_by_the_deviation) {
    SmallSovits small;
    const Sovits sovits = small.made();
    const at::Tensor style = small.weights.normal({1, kStyle, 1});
    const at::Tensor noise = small.weights.normal({1, kLatent, 14});
    Trace trace;
    static_cast<void>(sovits.decode({.text = text(), .style = style, .noise = noise, .noiseScale = 0.3}, &trace));
    const SovitsFront::Encoded encoded = sovits.front().encode(text(), style, {}, nullptr);
    expectClose(trace.at("z_p"), encoded.mean + noise * encoded.logDeviation.exp() * 0.3, kFloat32Tolerance);
    EXPECT_EQ(faultOf([&] {
                  static_cast<void>(sovits.decode({.text = text(), .style = style, .noise = noise.slice(2, 1)}));
              }).code,
              ErrorCode::InvalidInput);
}

TEST(Sovits, names_the_weights_it_misses) {
    SmallSovits small;
    small.weights.tensors.erase("enc_p.encoder_text.attn_layers.1.conv_k.weight");
    small.weights.tensors.erase("dec.ups.1.weight_g");
    small.weights.tensors.erase("flow.flows.4.post.bias");
    const Error error = faultOf([&] { small.made(); });
    EXPECT_EQ(error.code, ErrorCode::Corrupt);
    for (const char* const name :
         {"enc_p.encoder_text.attn_layers.1.conv_k.weight", "dec.ups.1.weight_g", "flow.flows.4.post.bias"})
        EXPECT_NE(error.detail.find(name), std::string::npos) << error.detail;
}

// --- features of v3 and v4 ---------------------------------------------------------------------------------------

struct SmallFeatures {
    RandomWeights weights{23};
    SmallFeatures() {
        addFront(weights);
        // The bridge hears the encoder's output, which is as wide as the latent in every model.
        weights.conv("enc_p.proj", 2 * kHidden, kHidden, 1);
        weights.conv("bridge.0", 10, kHidden, 1);
        weights.conv("wns1.pre", 10, 10, 1);
        addGates(weights, "wns1.enc", 10, kStyle, 8);
        weights.conv("wns1.proj", 10, 10, 1);
    }
};

FeatureEncoder featureEncoder(const SmallFeatures& small) {
    WeightSource source = small.weights.source();
    return {source, kConfig};
}

TEST(FeatureEncoder, has_the_frames_of_its_version_and_speed) {
    SmallFeatures small;
    const FeatureEncoder encoder = featureEncoder(small);
    const at::Tensor style = small.weights.normal({1, kStyle, 1});
    struct Row {
        FeatureRate rate;
        std::int64_t tokens;
        double speed;
        std::int64_t frames;
    };
    // floor(2 tokens * 1.875 or 2), with a speed floor((int(2 tokens / speed) + 1) * 1.875 or 2).
    for (const Row& row :
         {Row{kFeatureRateV3, 8, 1.0, 30}, Row{kFeatureRateV3, 7, 1.0, 26}, Row{kFeatureRateV3, 8, 1.25, 24},
          Row{kFeatureRateV4, 8, 1.0, 32}, Row{kFeatureRateV4, 8, 1.25, 26}, Row{kFeatureRateV4, 10, 1.25, 34}})
        EXPECT_EQ(encoder(text(row.speed, row.tokens), style, row.rate).sizes().vec(), (Shape{1, 10, row.frames}))
            << row.tokens << " " << row.speed;
}

TEST(FeatureEncoder, silences_the_frame_that_v4_does_not_count) {
    SmallFeatures small;
    const FeatureEncoder encoder = featureEncoder(small);
    const at::Tensor style = small.weights.normal({1, kStyle, 1});
    const auto loudness = [&](const FeatureRate& rate, std::int64_t tokens, double speed) {
        return encoder(text(speed, tokens), style, rate).abs().amax(1)[0];
    };
    const at::Tensor short4 = loudness(kFeatureRateV4, 10, 1.25);  // 34 frames, int(40 / 1.25) + 1 = 33 counted
    EXPECT_EQ(short4[33].item<double>(), 0.0);
    EXPECT_GT(short4.slice(0, 0, 33).min().item<double>(), 0.0);
    EXPECT_GT(loudness(kFeatureRateV4, 8, 1.25).min().item<double>(), 0.0);
    EXPECT_GT(loudness(kFeatureRateV4, 8, 1.0).min().item<double>(), 0.0);
    EXPECT_GT(loudness(kFeatureRateV3, 10, 1.25).min().item<double>(), 0.0);
}

// --- flow matching -----------------------------------------------------------------------------------------------

constexpr std::int64_t kBands = 4;
constexpr std::int64_t kFeatures = 6;
constexpr std::int64_t kDit = 32;  ///< Shared by the 16 groups of the position's convolutions.

RandomWeights flowWeights() {
    RandomWeights weights(31);
    const std::string root = "cfm.estimator.";
    weights.linear(root + "proj_out", kBands, kDit);
    for (const char* const time : {"time_embed.time_mlp.", "d_embed.time_mlp."}) {
        weights.linear(root + time + "0", kDit, 256);
        weights.linear(root + time + "2", kDit, kDit);
    }
    for (const char* const index : {"0", "1"}) {
        const std::string block = root + "text_embed.text_blocks." + index;
        weights.conv(block + ".dwconv", kFeatures, 1, 7);
        weights.norm(block + ".norm", kFeatures);
        weights.linear(block + ".pwconv1", 2 * kFeatures, kFeatures);
        weights.add(block + ".grn.gamma", {1, 1, 2 * kFeatures});
        weights.add(block + ".grn.beta", {1, 1, 2 * kFeatures});
        weights.linear(block + ".pwconv2", kFeatures, 2 * kFeatures);
        const std::string layer = root + "transformer_blocks." + index;
        weights.linear(layer + ".attn_norm.linear", 6 * kDit, kDit);
        for (const char* const part : {".attn.to_q", ".attn.to_k", ".attn.to_v"})
            weights.linear(layer + part, 128, kDit);
        weights.linear(layer + ".attn.to_out.0", kDit, 128);
        weights.linear(layer + ".ff.ff.0.0", 2 * kDit, kDit);
        weights.linear(layer + ".ff.ff.2", kDit, 2 * kDit);
    }
    weights.linear(root + "input_embed.proj", kDit, 2 * kBands + kFeatures);
    weights.conv(root + "input_embed.conv_pos_embed.conv1d.0", kDit, 2, 31);
    weights.conv(root + "input_embed.conv_pos_embed.conv1d.2", kDit, 2, 31);
    weights.linear(root + "norm_out.linear", 2 * kDit, kDit);
    // Random layers this narrow push values far up; the mels of a trained network stay around one.
    for (auto& [name, tensor] : weights.tensors)
        tensor = tensor * 0.5;
    return weights;
}

/// Some sums here pass through a hundred layers' worth of additions, with values up to ten.
constexpr double kFlowTolerance = 2e-4;

struct Flow {
    RandomWeights random{32};
    RandomWeights weights = flowWeights();
    WeightSource source = weights.source();
    FlowMatching matching{source};

    FlowMatching::Prompt prompt(std::int64_t frames) {
        return {.mel = random.normal({1, kBands, frames}), .features = random.normal({1, kFeatures, frames})};
    }
    at::Tensor made(const FlowMatching::Prompt& prompt, const at::Tensor& features, std::int64_t chunk,
                    std::int64_t steps, const FlowMatching::Noise& noise) const {
        return matching(prompt, features, chunk, steps, noise, {});
    }
};

/// The same noise for a frame of a chunk whenever it is asked for.
at::Tensor noiseOf(std::int64_t chunk, std::int64_t frames) {
    return RandomWeights(100 + static_cast<std::uint64_t>(chunk)).normal({frames, kBands}).t().unsqueeze(0);
}

TEST(FlowMatching, takes_euler_steps_with_the_prompt_held_out) {
    Flow flow;
    const FlowMatching::Prompt prompt = flow.prompt(3);
    const at::Tensor features = flow.random.normal({1, kFeatures, 5});
    constexpr int kSteps = 4;
    const at::Tensor whole = at::cat({prompt.features, features}, 2);
    const DiffusionTransformer& estimator = flow.matching.estimator();
    const at::Tensor embedded = estimator.embedFeatures(whole);
    const at::Tensor before = at::cat({prompt.mel, at::zeros({1, kBands, 5})}, 2);
    at::Tensor x = noiseOf(0, 8).clone();
    x.slice(2, 0, 3).zero_();
    for (int step = 0; step < kSteps; ++step) {
        x = x + estimator(x, before, double(step) / kSteps, 1.0 / kSteps, embedded).transpose(1, 2) / double{kSteps};
        x.slice(2, 0, 3).zero_();
    }
    expectClose(flow.made(prompt, features, 100, kSteps, noiseOf), x.slice(2, 3), kFlowTolerance);
}

TEST(FlowMatching, the_noise_of_the_prompt_does_not_matter) {
    Flow flow;
    const FlowMatching::Prompt prompt = flow.prompt(3);
    const at::Tensor features = flow.random.normal({1, kFeatures, 5});
    const auto other = [](std::int64_t chunk, std::int64_t frames) {
        at::Tensor noise = noiseOf(chunk, frames).clone();
        noise.slice(2, 0, 3).fill_(9.0);
        return noise;
    };
    const at::Tensor mel = flow.made(prompt, features, 100, 3, noiseOf);
    EXPECT_EQ(mel.sizes().vec(), (Shape{1, kBands, 5}));
    expectClose(flow.made(prompt, features, 100, 3, other), mel, 0.0);
}

TEST(FlowMatching, asks_for_noise_as_long_as_prompt_and_chunk) {
    Flow flow;
    const at::Tensor features = flow.random.normal({1, kFeatures, 10});
    using Calls = std::vector<std::pair<std::int64_t, std::int64_t>>;
    const auto callsFor = [&](std::int64_t prompt, std::int64_t chunk) {
        Calls calls;
        const at::Tensor mel =
            flow.made(flow.prompt(prompt), features, chunk, 1, [&](std::int64_t index, std::int64_t frames) {
                calls.emplace_back(index, frames);
                return noiseOf(index, frames);
            });
        EXPECT_EQ(mel.size(2), 10);
        return calls;
    };
    EXPECT_EQ(callsFor(3, 10), (Calls{{0, 13}}));
    EXPECT_EQ(callsFor(3, 4), (Calls{{0, 7}, {1, 7}, {2, 5}}));
    // A chunk shorter than the prompt hands on all it has.
    EXPECT_EQ(callsFor(6, 4), (Calls{{0, 10}, {1, 8}, {2, 6}}));
}

TEST(FlowMatching, each_chunk_hears_the_end_of_the_one_before) {
    Flow flow;
    const FlowMatching::Prompt prompt = flow.prompt(3);
    const at::Tensor features = flow.random.normal({1, kFeatures, 9});
    const at::Tensor both = flow.made(prompt, features, 5, 2, noiseOf);
    const at::Tensor first = flow.made(prompt, features.slice(2, 0, 5), 5, 2, noiseOf);
    const at::Tensor second =
        flow.made({.mel = first.slice(2, 2), .features = features.slice(2, 2, 5)}, features.slice(2, 5), 5, 2,
                  [](std::int64_t, std::int64_t frames) { return noiseOf(1, frames); });
    expectClose(both, at::cat({first, second}, 2), kFlowTolerance);
}

TEST(FlowMatching, is_cancelled_before_and_between_the_steps) {
    Flow flow;
    const at::Tensor features = flow.random.normal({1, kFeatures, 6});
    std::stop_source stop;
    std::int64_t asked = 0;
    const Error error = faultOf([&] {
        static_cast<void>(flow.matching(
            flow.prompt(2), features, 2, 2,
            [&](std::int64_t chunk, std::int64_t frames) {
                asked = chunk;
                if (chunk == 1)
                    stop.request_stop();
                return noiseOf(chunk, frames);
            },
            stop.get_token()));
    });
    EXPECT_EQ(error.code, ErrorCode::Cancelled);
    EXPECT_EQ(asked, 1);
}

TEST(FlowMatching, refuses_no_steps_no_chunk_and_no_features) {
    Flow flow;
    const FlowMatching::Prompt prompt = flow.prompt(2);
    const at::Tensor features = flow.random.normal({1, kFeatures, 6});
    EXPECT_EQ(faultOf([&] { flow.made(prompt, features, 5, 0, noiseOf); }).code, ErrorCode::InvalidInput);
    EXPECT_EQ(faultOf([&] { flow.made(prompt, features, 0, 5, noiseOf); }).code, ErrorCode::InvalidInput);
    EXPECT_EQ(faultOf([&] { flow.made(prompt, features.slice(2, 0, 0), 5, 5, noiseOf); }).code,
              ErrorCode::InvalidInput);
}

TEST(FlowMatching, trims_a_prompt_to_what_both_have_and_to_its_last_frames) {
    Flow flow;
    const at::Tensor mel = flow.random.normal({1, kBands, 9});
    const at::Tensor features = flow.random.normal({1, kFeatures, 7});
    const FlowLengths lengths{.longestPrompt = 5, .chunk = 10};
    const FlowMatching::Prompt trimmed = FlowMatching::trimmed({.mel = mel, .features = features}, lengths);
    expectClose(trimmed.mel, mel.slice(2, 2, 7), 0.0);
    expectClose(trimmed.features, features.slice(2, 2, 7), 0.0);
    const FlowMatching::Prompt whole =
        FlowMatching::trimmed({.mel = mel.slice(2, 0, 4), .features = features}, lengths);
    expectClose(whole.mel, mel.slice(2, 0, 4), 0.0);
    expectClose(whole.features, features.slice(2, 0, 4), 0.0);
}

TEST(FlowMatching, has_the_lengths_of_v3_and_v4) {
    EXPECT_EQ(kFlowLengthsV3.longestPrompt, 468);
    EXPECT_EQ(kFlowLengthsV3.chunk, 934);
    EXPECT_EQ(kFlowLengthsV4.longestPrompt, 500);
    EXPECT_EQ(kFlowLengthsV4.chunk, 1000);
}

TEST(DiffusionTransformer, computes_the_rotary_table_where_the_file_has_none) {
    Flow flow;
    const at::Tensor x = flow.random.normal({1, kBands, 6});
    const at::Tensor prompt = flow.random.normal({1, kBands, 6});
    const at::Tensor features = flow.random.normal({1, kFeatures, 6});
    const auto velocity = [&](const RandomWeights& weights) {
        WeightSource source = weights.source();
        const DiffusionTransformer network(Weights(source).in("cfm.estimator"));
        source.check("the network");
        return network(x, prompt, 0.25, 0.5, network.embedFeatures(features));
    };
    const at::Tensor computed = velocity(flow.weights);
    EXPECT_EQ(computed.sizes().vec(), (Shape{1, 6, kBands}));
    RandomWeights stored = flow.weights;
    const at::Tensor rates = at::pow(1e4, at::arange(32, at::kDouble) / -32.0);
    stored.tensors["cfm.estimator.rotary_embed.inv_freq"] = rates;
    expectClose(velocity(stored), computed, kFlowTolerance);
    stored.tensors["cfm.estimator.rotary_embed.inv_freq"] = rates * 3.0;
    EXPECT_GT(test::distance(velocity(stored), computed), kFlowTolerance) << "the file's table comes first";
}

TEST(DiffusionTransformer, turns_the_first_head_alone) {
    // Without the first head's values nothing is left that knows the rotary table.
    Flow flow;
    for (const char* const index : {"0", "1"}) {
        for (const char* const part : {"weight", "bias"})
            flow.weights.tensors["cfm.estimator.transformer_blocks." + std::string(index) + ".attn.to_v." + part]
                .slice(0, 0, 64)
                .zero_();
    }
    const at::Tensor x = flow.random.normal({1, kBands, 6});
    const at::Tensor features = flow.random.normal({1, kFeatures, 6});
    std::vector<at::Tensor> velocities;
    for (const double rate : {0.0, 1.0}) {
        flow.weights.tensors["cfm.estimator.rotary_embed.inv_freq"] = at::full({32}, rate);
        WeightSource source = flow.weights.source();
        const DiffusionTransformer network(Weights(source).in("cfm.estimator"));
        velocities.push_back(network(x, x, 0.25, 0.5, network.embedFeatures(features)));
    }
    expectClose(velocities[0], velocities[1], 0.0);
}

// --- BigVGAN -----------------------------------------------------------------------------------------------------

RandomWeights bigVganWeights() {
    RandomWeights weights(41);
    weights.splitConv("conv_pre", 8, 5, 7);
    std::int64_t channels = 8;
    const auto addSnake = [&](const std::string& name, std::int64_t width) {
        weights.add(name + ".act.alpha", {width});
        weights.add(name + ".act.beta", {width});
    };
    for (const std::int64_t stage : {0, 1}) {
        const std::int64_t rate = stage == 0 ? 4 : 2;
        weights.splitConv("ups." + std::to_string(stage) + ".0", channels, channels / 2, 2 * rate, channels / 2);
        channels /= 2;
        for (const std::int64_t i : {0, 1, 2}) {
            const std::string block = "resblocks." + std::to_string(3 * stage + i);
            for (const char* const index : {"0", "1", "2"}) {
                weights.splitConv(block + ".convs1." + index, channels, channels, 3);
                weights.splitConv(block + ".convs2." + index, channels, channels, 3);
            }
            for (std::int64_t k = 0; k < 6; ++k)
                addSnake(block + ".activations." + std::to_string(k), channels);
        }
    }
    addSnake("activation_post", channels);
    weights.conv("conv_post", 1, channels, 7, /*bias=*/false);
    return weights;
}

at::Tensor vocoded(const RandomWeights& weights, const at::Tensor& mel) {
    WeightSource source = weights.source();
    const BigVgan vocoder(source, {4, 2});
    EXPECT_TRUE(source.unexpected().empty());
    return vocoder(mel);
}

TEST(BigVgan, makes_the_product_of_its_rates_samples_a_frame) {
    RandomWeights weights = bigVganWeights();
    for (const std::int64_t frames : {1, 2, 9})
        EXPECT_EQ(vocoded(weights, weights.normal({1, 5, frames})).sizes().vec(), (Shape{1, 1, 8 * frames}));
}

TEST(BigVgan, clamps_its_wave_and_bends_nothing_below) {
    RandomWeights weights = bigVganWeights();
    const at::Tensor mel = weights.normal({1, 5, 40}, 3.0);
    weights.tensors["conv_post.weight"] *= 1e-4;
    const at::Tensor small = vocoded(weights, mel);
    const double gain = 2.0 / small.abs().max().item<double>();  // twice too loud
    weights.tensors["conv_post.weight"] *= gain;
    const at::Tensor loud = vocoded(weights, mel);
    EXPECT_EQ(loud.abs().max().item<double>(), 1.0);
    expectClose(loud, (small * gain).clamp(-1.0, 1.0), kFloat32Tolerance);
}

TEST(BigVgan, computes_its_filter_where_the_file_has_none) {
    RandomWeights weights = bigVganWeights();
    const double attenuation = 2.285 * 5.0 * std::numbers::pi * 1.2 + 7.95;
    const double beta = 0.1102 * (attenuation - 8.7);
    std::vector<double> filter;
    double sum = 0.0;
    for (int i = 0; i < 12; ++i) {
        const double place = (i - 5.5) / 5.5;
        const double window =
            std::cyl_bessel_i(0.0, beta * std::sqrt(1.0 - place * place)) / std::cyl_bessel_i(0.0, beta);
        const double angle = std::numbers::pi * 0.5 * (i - 5.5);
        filter.push_back(window * std::sin(angle) / angle);
        sum += filter.back();
    }
    const at::Tensor mel = weights.normal({1, 5, 9});
    const at::Tensor computed = vocoded(weights, mel);
    const auto withFilter = [&](const at::Tensor& taps) {
        RandomWeights stored = weights;
        for (const auto& [name, tensor] : weights.tensors) {
            if (const auto place = name.find("act.alpha"); place != std::string::npos) {
                stored.tensors[name.substr(0, place) + "upsample.filter"] = taps;
                stored.tensors[name.substr(0, place) + "downsample.lowpass.filter"] = taps;
            }
        }
        return vocoded(stored, mel);
    };
    const at::Tensor taps = at::tensor(filter, at::kDouble).view({1, 1, 12}) / sum;
    expectClose(withFilter(taps), computed, kFlowTolerance);
    EXPECT_GT(test::distance(withFilter(taps * 0.5), computed), 1e-3) << "the file's filter comes first";
}

}  // namespace
}  // namespace timbre::nets
