// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/torch/gpt_sovits/t2s.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "core/nets/errors.h"

namespace timbre::nets {
namespace {

constexpr std::int64_t kMostTokens = 1500;
constexpr std::int64_t kStepsWithoutEnd = 11;  // 0.4 s; without it short texts would end at once
constexpr std::int64_t kRoomAhead = 256;       // positions a state grows by

void penalise(at::Tensor& logits, const at::Tensor& seen, double penalty) {
    if (seen.numel() == 0 || penalty == 1.0)
        return;
    const at::Tensor scores = logits.gather(1, seen);
    logits.scatter_(1, seen, at::where(scores < 0, scores * penalty, scores / penalty));
}

/// Removes what lies beyond the probability mass p, the token that crosses it too; the likeliest always stays.
at::Tensor keepTopP(const at::Tensor& logits, double p) {
    const auto [sorted, order] = logits.sort(/*dim=*/-1, /*descending=*/true);
    at::Tensor remove = at::softmax(sorted, -1).cumsum(-1) > p;
    remove.select(1, 0).fill_(false);
    return logits.masked_fill(remove.scatter(1, order, remove), -INFINITY);
}

at::Tensor keepTopK(const at::Tensor& logits, std::int64_t k) {
    const at::Tensor kept = std::get<0>(logits.topk(std::min(k, logits.size(1))));
    return logits.masked_fill(logits < kept.slice(1, kept.size(1) - 1), -INFINITY);
}

}  // namespace

Draw drawToken(at::Tensor logits, const at::Tensor& seen, const SamplingOptions& options, const at::Tensor& noise) {
    penalise(logits, seen, options.repetitionPenalty);
    Draw draw{.probabilities = {}, .likeliest = logits.argmax(-1).item<std::int64_t>()};
    at::Tensor kept = options.topP < 1.0 ? keepTopP(logits, options.topP) : logits;
    kept = kept / std::max(options.temperature, 1e-5);
    if (options.topK > 0)
        kept = keepTopK(kept, options.topK);
    draw.probabilities = at::softmax(kept, -1);
    const at::Tensor weighed = noise.defined() ? draw.probabilities / noise.view({1, -1}) : draw.probabilities;
    draw.token = weighed.argmax(-1).item<std::int64_t>();
    return draw;
}

TextToSemantic::TextToSemantic(WeightSource& source, const SemanticConfig& config)
    : heads_(config.heads), endToken_(config.endToken) {
    const Weights root = Weights(source).in("model");
    phoneTable_ = root.in("ar_text_embedding.word_embeddings").take("weight", {-1, -1});
    const std::int64_t width = phoneTable_.size(1);
    heads_ = checkedHeads(source, "the text-to-semantic model", width, heads_);
    if (width % 2 != 0)
        source.noteMisshapen("the text-to-semantic model has an odd width of " + std::to_string(width));
    tokenTable_ = root.in("ar_audio_embedding.word_embeddings").take("weight", {tokens(), width});
    bertProjection_ = takeLinear(root, "bert_proj", width, -1);
    textAlpha_ = root.in("ar_text_position").take("alpha", {1});
    tokenAlpha_ = root.in("ar_audio_position").take("alpha", {1});
    predict_ = root.in("ar_predict_layer").take("weight", {tokens(), width});
    const std::int64_t count = root.count("h.layers");
    for (std::int64_t i = 0; i < count; ++i) {
        const Weights layer = root.in("h.layers", i);
        const Weights attention = layer.in("self_attn");
        Layer taken{
            .qkv = {attention.take("in_proj_weight", {3 * width, width}), attention.take("in_proj_bias", {3 * width})},
            .out = takeLinear(attention, "out_proj", width, width),
            .attentionNorm = takeLayerNorm(layer, "norm1", width, 1e-5)};
        taken.inner = takeLinear(layer, "linear1", -1, width);
        taken.outer = takeLinear(layer, "linear2", width, taken.inner.weight.size(0));
        taken.finalNorm = takeLayerNorm(layer, "norm2", width, 1e-5);
        layers_.push_back(std::move(taken));
    }
    source.check("the text-to-semantic model");
}

at::Tensor TextToSemantic::positions(std::int64_t from, std::int64_t count) const {
    const std::int64_t width = phoneTable_.size(1);
    const at::TensorOptions options = phoneTable_.options();
    const at::Tensor rates =
        at::exp(at::arange(0, width, 2, options) * (-std::log(10000.0) / static_cast<double>(width)));
    const at::Tensor angles = at::arange(from, from + count, options).unsqueeze(1) * rates;
    return at::stack({angles.sin(), angles.cos()}, -1).flatten(1).unsqueeze(0);
}

at::Tensor TextToSemantic::embedText(const at::Tensor& phones, const at::Tensor& bert) const {
    checkIds(phones, phoneTable_.size(0), "phone");
    if (phones.size(1) == 0)
        throw Fault(ErrorCode::InvalidInput, "there are no phones to speak");
    if (bert.size(2) != phones.size(1)) {
        throw Fault(ErrorCode::InvalidInput, "there are " + std::to_string(phones.size(1)) +
                                                 " phones and text features for " + std::to_string(bert.size(2)));
    }
    const at::Tensor x = at::embedding(phoneTable_, phones) + bertProjection_(bert.transpose(1, 2));
    return x + textAlpha_ * positions(0, phones.size(1));
}

void TextToSemantic::reserve(State& state, std::int64_t positions) const {
    const std::int64_t capacity = state.keys.empty() ? 0 : state.keys.front().size(2);
    if (positions <= capacity)
        return;
    const std::int64_t width = phoneTable_.size(1);
    for (auto* cache : {&state.keys, &state.values}) {
        std::vector<at::Tensor> grown;
        for (std::size_t i = 0; i < layers_.size(); ++i) {
            grown.push_back(at::empty({1, heads_, positions + kRoomAhead, width / heads_}, phoneTable_.options()));
            if (state.length > 0)
                grown.back().slice(2, 0, state.length).copy_((*cache)[i].slice(2, 0, state.length));
        }
        *cache = std::move(grown);
    }
}

at::Tensor TextToSemantic::run(State& state, at::Tensor x, const at::Tensor& mask) const {
    const std::int64_t rows = x.size(1);
    const std::int64_t end = state.length + rows;
    reserve(state, end);
    for (std::size_t i = 0; i < layers_.size(); ++i) {
        const Layer& layer = layers_[i];
        const std::vector<at::Tensor> qkv = layer.qkv(x).chunk(3, -1);
        state.keys[i].slice(2, state.length, end).copy_(splitHeads(qkv[1], heads_));
        state.values[i].slice(2, state.length, end).copy_(splitHeads(qkv[2], heads_));
        const at::Tensor attended = at::scaled_dot_product_attention(
            splitHeads(qkv[0], heads_), state.keys[i].slice(2, 0, end), state.values[i].slice(2, 0, end),
            mask.defined() ? std::optional<at::Tensor>(mask) : std::nullopt);
        x = layer.attentionNorm(x + layer.out(joinHeads(attended)));
        x = layer.finalNorm(x + layer.outer(at::relu(layer.inner(x))));
    }
    state.length = end;
    return x.select(1, rows - 1);
}

at::Tensor TextToSemantic::prefill(State& state, const at::Tensor& text, const at::Tensor& tokens) const {
    const std::int64_t words = text.size(1);
    const std::int64_t prompt = tokens.defined() ? tokens.size(1) : 0;
    at::Tensor x = text;
    if (prompt > 0) {
        checkIds(tokens, endToken_, "prompt token");
        x = at::cat({text, at::embedding(tokenTable_, tokens) + tokenAlpha_ * positions(0, prompt)}, 1);
    }
    at::Tensor mask = at::ones({words + prompt, words + prompt}, text.options().dtype(at::kBool)).tril();
    mask.slice(0, 0, words).slice(1, 0, words).fill_(true);
    return run(state, x, mask);
}

at::Tensor TextToSemantic::step(State& state, const at::Tensor& token, std::int64_t position) const {
    return run(state, at::embedding(tokenTable_, token) + tokenAlpha_ * positions(position, 1), {});
}

SemanticTokens TextToSemantic::generate(const SemanticRequest& request, State& state, const SemanticObserver& observer,
                                        const std::stop_token& stop) const {
    const bool prompted = request.promptTokens.defined() && request.promptTokens.size(1) > 0;
    const std::int64_t prompt = prompted ? request.promptTokens.size(1) : 0;
    if (request.sampling.topK != 1 && !request.noise)
        throw Fault(ErrorCode::InvalidInput, "sampling needs a source of noise");
    at::Tensor seen = prompted ? request.promptTokens : at::empty({1, 0}, request.phones.options());
    at::Tensor hidden = prefill(state, embedText(request.phones, request.bert), request.promptTokens);
    SemanticTokens result;
    std::int64_t step = 0;
    for (bool done = false; !done;) {
        if (stop.stop_requested())
            throw Fault(ErrorCode::Cancelled, "the speech was stopped");
        at::Tensor scores = logits(hidden);
        if (observer.raw)
            observer.raw(step, scores, hidden);
        const std::int64_t columns = step < kStepsWithoutEnd ? endToken_ : tokens();
        const at::Tensor noise = request.noise ? request.noise(step, columns).slice(0, 0, columns) : at::Tensor();
        const Draw draw = drawToken(scores.slice(1, 0, columns).clone(), seen, request.sampling, noise);
        if (observer.drawn)
            observer.drawn(step, draw.probabilities);
        const at::Tensor token = at::full({1, 1}, draw.token, seen.options());
        seen = at::cat({seen, token}, 1);
        result.ended = draw.token == endToken_ || draw.likeliest == endToken_;
        const bool enough = request.earlyStop >= 0 && seen.size(1) - prompt > request.earlyStop;
        done = result.ended || enough || step + 1 == kMostTokens;
        if (!done) {
            hidden = this->step(state, token, prompt + step);
            ++step;
        }
    }
    result.tokens = seen.slice(1, prompt, result.ended ? seen.size(1) - 1 : seen.size(1));
    result.count = result.tokens.size(1);
    if (request.referenceExact)
        result.count = prompted ? step : 0;
    return result;
}

std::vector<SemanticTokens> TextToSemantic::generateBatch(const std::vector<SemanticRequest>& requests,
                                                          const std::stop_token& stop) const {
    std::vector<SemanticTokens> all;
    for (const SemanticRequest& request : requests) {
        State state;
        const bool prompted = request.promptTokens.defined() && request.promptTokens.size(1) > 0;
        SemanticRequest asked = request;
        if (request.referenceExact && !prompted)
            asked.sampling.repetitionPenalty = SamplingOptions{}.repetitionPenalty;
        SemanticTokens own = generate(asked, state, {}, stop);
        if (request.referenceExact && prompted && !own.ended)
            own.tokens = own.tokens.slice(1, 0, own.tokens.size(1) - 1);
        all.push_back(std::move(own));
    }
    return all;
}

}  // namespace timbre::nets
