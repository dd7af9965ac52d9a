// SPDX-License-Identifier: GPL-3.0-or-later
// Text to semantic tokens.
#include "parity/semantic.h"
#include "parity/synthesis.h"

namespace timbre::parity {
namespace {

using nets::SemanticRequest;
using nets::TextToSemantic;

/// The last `count` of the tokens: what the reference's callers take.
at::Tensor lastOf(const nets::SemanticTokens& made) {
    const std::int64_t all = made.tokens.size(1);
    return made.tokens.slice(1, all - made.count);
}

at::Tensor scalar(std::int64_t value) { return at::scalar_tensor(value, at::kLong); }

struct Setting {
    TextToSemantic model;
    SemanticRequest request;
};

Setting settingOf(Bench& bench) {
    const at::Tensor prompt = promptTokens(bench, openSovits(bench).front());
    return {nets::openTextToSemantic(bench.path(bench.folder() + "/s1.ckpt"), bench.device()),
            greedyRequest(bench, bench.input("bert"), prompt)};
}

void given(Bench& bench) {
    const Setting setting = settingOf(bench);
    const TextToSemantic& model = setting.model;
    const SemanticRequest& request = setting.request;
    bench.give("prompt_tokens", request.promptTokens);
    bench.give("x_emb", model.embedText(request.phones, request.bert));
}

void greedy(Bench& bench) {
    const Setting setting = settingOf(bench);
    const TextToSemantic& model = setting.model;
    const SemanticRequest& request = setting.request;
    std::vector<at::Tensor> logits;
    std::vector<at::Tensor> hidden;
    TextToSemantic::State state;
    const nets::SemanticObserver observer{.raw = [&](std::int64_t, const at::Tensor& scores, const at::Tensor& last) {
        logits.push_back(scores.clone());
        hidden.push_back(last.clone());
    }};
    const nets::SemanticTokens made = model.generate(request, state, observer, {});
    bench.give("greedy.logits", at::cat(logits));
    bench.give("greedy.hidden", at::cat(hidden));
    bench.give("greedy.tokens", lastOf(made));
    bench.give("greedy.idx", scalar(made.count));
    const std::int64_t cached = bench.saidWhole("forced.k_cache_layer0", "first ");
    bench.give("forced.k_cache_layer0", state.keys.front().slice(2, 0, cached).transpose(1, 2).flatten(2));
}

void early(Bench& bench) {
    Setting setting = settingOf(bench);
    const TextToSemantic& model = setting.model;
    SemanticRequest& request = setting.request;
    request.earlyStop = bench.saidWhole("early.tokens", "early_stop_num=");
    TextToSemantic::State state;
    const nets::SemanticTokens made = model.generate(request, state, {}, {});
    bench.give("early.tokens", lastOf(made));
    bench.give("early.idx", scalar(made.count));
}

void withoutPrompt(Bench& bench) {
    Setting setting = settingOf(bench);
    const TextToSemantic& model = setting.model;
    SemanticRequest& request = setting.request;
    const std::int64_t promptPhones = bench.input("phones_prompt").size(0);
    request.phones = request.phones.slice(1, promptPhones);
    request.bert = request.bert.slice(2, promptPhones);
    request.promptTokens = at::Tensor();
    request.earlyStop = bench.saidWhole("reffree.tokens", "early_stop_num=");
    at::Tensor first;
    TextToSemantic::State state;
    const nets::SemanticObserver observer{.raw = [&](std::int64_t step, const at::Tensor& scores, const at::Tensor&) {
        if (step == 0)
            first = scores.clone();
    }};
    bench.give("reffree.tokens", model.generate(request, state, observer, {}).tokens);
    bench.give("reffree.logits0", first);
}

void sampled(Bench& bench) {
    Setting setting = settingOf(bench);
    const TextToSemantic& model = setting.model;
    SemanticRequest& request = setting.request;
    const at::Tensor noise = bench.input("sampled.q");
    const std::string rule = "sampled.probs";
    request.sampling = {.topK = bench.saidWhole(rule, "top_k="),
                        .topP = bench.said(rule, "top_p="),
                        .temperature = bench.said(rule, "T="),
                        .repetitionPenalty = bench.said(rule, "rp=")};
    request.earlyStop = bench.saidWhole("sampled.tokens", "early_stop_num=");
    request.noise = [&](std::int64_t step, std::int64_t columns) { return noise[step].slice(0, 0, columns); };
    std::vector<at::Tensor> probabilities;
    const nets::SemanticObserver observer{.drawn = [&](std::int64_t, const at::Tensor& drawn) {
        probabilities.push_back(at::constant_pad_nd(drawn, {0, model.tokens() - drawn.size(1)}));
    }};
    TextToSemantic::State state;
    const nets::SemanticTokens made = model.generate(request, state, observer, {});
    bench.give("sampled.probs", at::cat(probabilities));
    bench.give("sampled.tokens", lastOf(made));
    bench.give("sampled.idx", scalar(made.count));
}

void batch(Bench& bench) {
    const Setting setting = settingOf(bench);
    const TextToSemantic& model = setting.model;
    const SemanticRequest& request = setting.request;
    std::vector<SemanticRequest> requests;
    while (bench.has("batch" + std::to_string(requests.size()) + ".phones")) {
        SemanticRequest own = request;
        own.phones = bench.input("batch" + std::to_string(requests.size()) + ".phones").view({1, -1});
        own.bert = request.bert.slice(2, 0, own.phones.size(1));
        own.earlyStop = bench.saidWhole("batch0.tokens", "early_stop_num=");
        requests.push_back(std::move(own));
    }
    const std::vector<nets::SemanticTokens> made = model.generateBatch(requests, {});
    for (std::size_t i = 0; i < made.size(); ++i) {
        const std::string tag = "batch" + std::to_string(i);
        bench.give(tag + ".tokens", lastOf(made[i]).squeeze(0));
        bench.give(tag + ".idx", scalar(made[i].count));
    }
}

}  // namespace

Suites makeSemanticSuites() {
    Suites suites;
    for (const char* folder : {"v1", "v2", "v2pro"})
        for (auto* const group : {given, greedy, early, withoutPrompt, sampled, batch})
            suites.push_back(makeSuite(std::string(folder) + "/t2s.safetensors", group));
    return suites;
}

}  // namespace timbre::parity
