// SPDX-License-Identifier: GPL-3.0-or-later
// v3 and v4: features, flow matching, vocoders, LoRA files.
#include "core/nets/errors.h"
#include "core/nets/torch/gpt_sovits/audio_front.h"
#include "core/nets/torch/gpt_sovits/flow_matching.h"
#include "parity/synthesis.h"

namespace timbre::parity {
namespace {

constexpr double kTime = 0.25;
constexpr double kStep = 0.125;
constexpr std::int64_t kSteps = 4;
constexpr std::int64_t kShortChunk = 60;
constexpr std::int64_t kVocoderFrames = 60;

struct Version {
    nets::ModelVersion name;
    nets::FeatureRate rate;
    nets::FlowLengths lengths;
    nets::PromptMel mel;
};

Version versionOf(const Bench& bench) {
    if (bench.folder() == "v3")
        return {nets::ModelVersion::V3, nets::kFeatureRateV3, nets::kFlowLengthsV3, nets::kPromptMelV3};
    return {nets::ModelVersion::V4, nets::kFeatureRateV4, nets::kFlowLengthsV4, nets::kPromptMelV4};
}

nets::SovitsFront::Text textOf(const Bench& bench, const at::Tensor& codes, const char* phones) {
    return {.codes = codes.view({1, 1, -1}), .phones = bench.input(phones).view({1, -1})};
}

at::Tensor vocode(const Bench& bench, const at::Tensor& mel) {
    if (bench.folder() == "v3")
        return nets::openBigVgan(bench.path("v3/models--nvidia--bigvgan_v2_24khz_100band_256x"), bench.device())(mel);
    return nets::openV4Vocoder(bench.path("v4/vocoder.pth"), bench.device())(mel, {});
}

/// One step of the transformer on the given x and features.
at::Tensor velocity(const Bench& bench, const nets::FlowMatching& flow, const at::Tensor& mel, nets::Trace* trace) {
    const at::Tensor x = bench.input("dit.x");
    const at::Tensor prompt = at::constant_pad_nd(mel, {0, x.size(2) - mel.size(2)});
    const at::Tensor embedded = flow.estimator().embedFeatures(bench.input("dit.cond"));
    nets::note(trace, "dit.text_embed", embedded);
    return flow.estimator()(x, prompt, kTime, kStep, embedded);
}

void giveMels(Bench& bench, const nets::FlowMatching& flow, const nets::FlowMatching::Prompt& prompt,
              const at::Tensor& features, std::int64_t chunkFrames) {
    const auto noise = [&bench](const std::string& tag) {
        return [&bench, tag](std::int64_t chunk, std::int64_t /*frames*/) {
            return bench.input(tag + ".noise" + std::to_string(chunk));
        };
    };
    const at::Tensor mel = flow(prompt, features, chunkFrames, kSteps, noise("cfm4"), {});
    bench.give("cfm4.mel", mel);
    bench.give("cfm4_chunked.mel", flow(prompt, features, kShortChunk, kSteps, noise("cfm4_chunked"), {}));
    bench.give("vocoder.wav", vocode(bench, nets::denormaliseMel(mel).slice(2, 0, kVocoderFrames)));
}

void giveOverlaid(Bench& bench, const nets::SovitsFile& base, const Version& version, const at::Tensor& mel) {
    const auto overlay = nets::orThrow(nets::openSovitsFile(bench.path(bench.folder() + "/s2_lora.pth"), version.name));
    nets::WeightSource source = nets::sovitsWeights(base, &overlay, bench.device());
    const nets::FeatureEncoder encoder(source, nets::sovitsConfig(base));
    const nets::FlowMatching flow(source);
    const at::Tensor style = encoder.front().encodeStyle(referenceClip(bench, "refA").spectrum);
    bench.give("lora.ge", style);
    bench.give("lora.fea_todo", encoder(textOf(bench, bench.input("codes"), "phones_target"), style, version.rate));
    bench.give("lora.dit.v", velocity(bench, flow, mel, nullptr));
}

void compute(Bench& bench) {
    const Version version = versionOf(bench);
    const auto base = nets::orThrow(nets::openSovitsFile(bench.path(bench.folder() + "/s2_base.pth"), version.name));
    nets::WeightSource source = nets::sovitsWeights(base, nullptr, bench.device());
    const nets::FeatureEncoder encoder(source, nets::sovitsConfig(base));
    const nets::FlowMatching flow(source);
    giveCodes(bench, encoder.front());
    const ReferenceClip clip = referenceClip(bench, "refA");
    const at::Tensor style = encoder.front().encodeStyle(clip.spectrum);
    bench.give("ge", style);

    const nets::Hubert hubert = nets::openHubert(bench.path("common/hubert"), bench.device());
    const at::Tensor promptCodes =
        encoder.front().nearestCodes(encoder.front().project(hubertOf(bench, hubert, "refA")));
    const at::Tensor promptFeatures = encoder(textOf(bench, promptCodes, "phones_prompt"), style, version.rate);
    bench.give("fea_ref", promptFeatures);
    nets::SovitsFront::Text text = textOf(bench, bench.input("codes"), "phones_target");
    const at::Tensor features = encoder(text, style, version.rate);
    bench.give("fea_todo", features);
    text.speed = 1.25;
    bench.give("fea_todo_speed1.25", encoder(text, style, version.rate));

    const at::Tensor wave = nets::resampleSinc(clip.wave, clip.rateHz, version.mel.rateHz);
    const at::Tensor mel = nets::normaliseMel(nets::promptMel(wave, version.mel));
    bench.give("mel_prompt", mel);
    const nets::FlowMatching::Prompt prompt = nets::FlowMatching::trimmed({mel, promptFeatures}, version.lengths);
    const std::int64_t chunkFrames = version.lengths.chunk - prompt.mel.size(2);
    bench.give("chunk_len", at::scalar_tensor(chunkFrames, at::kLong));
    nets::Trace trace;
    bench.give("dit.v", velocity(bench, flow, mel, &trace));
    bench.giveAll("", trace);
    giveMels(bench, flow, prompt, features, chunkFrames);
    giveOverlaid(bench, base, version, mel);
}

}  // namespace

Suites makeFlowSuites() {
    Suites suites;
    suites.push_back(makeSuite("v3/sovits.safetensors", compute));
    suites.push_back(makeSuite("v4/sovits.safetensors", compute));
    return suites;
}

}  // namespace timbre::parity
