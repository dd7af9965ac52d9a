// SPDX-License-Identifier: GPL-3.0-or-later
// Networks of the official size with weights made by rule.
#include <map>
#include <utility>

#include "core/nets/errors.h"
#include "core/nets/torch/gpt_sovits/flow_matching.h"
#include "core/nets/torch/gpt_sovits/model_files.h"
#include "core/nets/torch/gpt_sovits/t2s.h"
#include "parity/procedural.h"
#include "parity/torch_suite.h"

namespace timbre::parity {
namespace {

/// The weights of a table, held once.
nets::WeightSource weightsOf(const Bench& bench, const std::string& part) {
    const auto rows = nets::orThrow(readWeightTable(bench.set().fullsizeTables() / (part + ".tsv")));
    std::map<std::string, at::Tensor> tensors;
    for (const WeightRow& row : rows) {
        const auto values = proceduralTensor(row.name, bench.set().seed(), row.count(), row.scale, row.offset);
        tensors.emplace(row.name, at::tensor(values).view(row.shape));
    }
    return {std::move(tensors), bench.device()};
}

at::Tensor procedural(const Bench& bench, const ProceduralInput& input, at::IntArrayRef shape) {
    const auto values =
        proceduralInput(input, bench.set().seed(), static_cast<std::size_t>(c10::multiply_integers(shape)));
    return at::tensor(values).view(shape).to(bench.device());
}

at::Tensor spectrum(const Bench& bench) { return procedural(bench, kSpectrogramInput, {1, 1025, 60}); }

void bert(Bench& bench) {
    nets::WeightSource source = weightsOf(bench, "bert");
    bench.give("hidden_m3", nets::Bert(source, {})(bench.input("input_ids")));
}

void hubert(Bench& bench) {
    nets::WeightSource source = weightsOf(bench, "hubert");
    bench.give("last_hidden_state", nets::Hubert(source, {})(bench.input("wav")));
}

void speaker(Bench& bench) {
    nets::WeightSource source = weightsOf(bench, "sv");
    bench.give("sv_emb", nets::SpeakerNet(source)(bench.input("fbank")));
}

void bigVgan(Bench& bench) {
    nets::WeightSource source = weightsOf(bench, "bigvgan");
    bench.give("wav", nets::BigVgan(source, {4, 4, 2, 2, 2, 2})(bench.input("mel")));
}

void v4Vocoder(Bench& bench) {
    nets::WeightSource source = weightsOf(bench, "v4_vocoder");
    bench.give("wav", nets::takeV4Vocoder(source)(bench.input("mel"), {}));
}

void semantic(Bench& bench) {
    constexpr std::int64_t kSteps = 8;
    nets::WeightSource source = weightsOf(bench, "t2s");
    const nets::TextToSemantic model(source, {});
    const nets::SemanticRequest request{.phones = bench.input("phones"),
                                        .bert = procedural(bench, kBertInput, {1, 1024, 30}),
                                        .promptTokens = bench.input("prompt"),
                                        .sampling = {.topK = 1},
                                        .earlyStop = 20,
                                        .noise = {},
                                        .referenceExact = true};
    std::vector<at::Tensor> logits;
    const nets::SemanticObserver observer{.raw = [&](std::int64_t step, const at::Tensor& scores, const at::Tensor&) {
        if (step < kSteps)
            logits.push_back(scores.clone());
    }};
    nets::TextToSemantic::State state;
    const nets::SemanticTokens made = model.generate(request, state, observer, {});
    bench.give("tokens", made.tokens);
    bench.give("idx", at::full({1}, made.count, at::kLong));
    bench.give("logits", at::cat(logits));
}

/// The part after the slash, without the ending: the table's name.
template <const char* Part>
void sovits(Bench& bench) {
    nets::WeightSource source = weightsOf(bench, Part);
    const nets::Sovits model(source, {});
    bench.give("ssl_proj", model.front().project(procedural(bench, kSslInput, {1, 768, 31}).transpose(1, 2)));
    nets::Sovits::Reference reference{.spectrum = spectrum(bench), .speaker = {}};
    if (model.wantsSpeaker())
        reference.speaker = procedural(bench, kSpeakerInput, {1, 20480});
    nets::Trace trace;
    const at::Tensor style = model.style({reference}, &trace);
    bench.give("ref_enc", trace.at("ref_enc"));
    const nets::Sovits::Decoding decoding{.text = {.codes = bench.input("codes"), .phones = bench.input("text")},
                                          .style = style,
                                          .noise = bench.input("noise")};
    bench.give("wav", model.decode(decoding, &trace).wave);
    bench.give("m_p", trace.at("enc_p.m_p"));
    bench.give("logs_p", trace.at("enc_p.logs_p"));
    bench.give("z", trace.at("flow.z"));
}

void flow(Bench& bench, const char* part, const nets::FeatureRate& rate) {
    constexpr double kTime = 0.25;
    constexpr double kStep = 0.125;
    nets::WeightSource source = weightsOf(bench, part);
    const nets::FeatureEncoder encoder(source, {});
    const at::Tensor style = encoder.front().encodeStyle(spectrum(bench));
    bench.give("ge", style);
    const at::Tensor features = encoder({.codes = bench.input("codes"), .phones = bench.input("text")}, style, rate);
    bench.give("fea", features);
    const nets::FlowMatching matching(source);
    const nets::DiffusionTransformer& estimator = matching.estimator();
    const at::Tensor prompt = bench.input("dit_cond");  // the mel here
    bench.give("dit_v", estimator(bench.input("dit_x"), prompt, kTime, kStep, estimator.embedFeatures(features)));
}

constexpr char kV1[] = "v1";
constexpr char kV2[] = "v2";
constexpr char kV2Pro[] = "v2Pro";
constexpr char kV2ProPlus[] = "v2ProPlus";

}  // namespace

Suites makeFullSizeSuites() {
    const auto file = [](const std::string& part) { return "fullsize/" + part + ".safetensors"; };
    Suites suites;
    suites.push_back(makeSuite(file("bert"), bert));
    suites.push_back(makeSuite(file("hubert"), hubert));
    suites.push_back(makeSuite(file("sv"), speaker));
    suites.push_back(makeSuite(file("bigvgan"), bigVgan));
    suites.push_back(makeSuite(file("v4_vocoder"), v4Vocoder));
    suites.push_back(makeSuite(file("t2s"), semantic));
    suites.push_back(makeSuite(file(kV1), sovits<kV1>));
    suites.push_back(makeSuite(file(kV2), sovits<kV2>));
    suites.push_back(makeSuite(file(kV2Pro), sovits<kV2Pro>));
    suites.push_back(makeSuite(file(kV2ProPlus), sovits<kV2ProPlus>));
    suites.push_back(makeSuite(file("v3"), [](Bench& bench) { flow(bench, "v3", nets::kFeatureRateV3); }));
    suites.push_back(makeSuite(file("v4"), [](Bench& bench) { flow(bench, "v4", nets::kFeatureRateV4); }));
    return suites;
}

}  // namespace timbre::parity
