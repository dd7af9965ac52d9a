// SPDX-License-Identifier: GPL-3.0-or-later
// v3 and v4: features, flow matching, vocoders, LoRA files.
#include <optional>
#include <utility>

#include "core/nets/errors.h"
#include "core/nets/torch/gpt_sovits/audio_front.h"
#include "core/nets/torch/gpt_sovits/flow_matching.h"
#include "parity/synthesis.h"

namespace timbre::parity {
namespace {

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

/// A base model, and how the goldens use it.
struct Setting {
    Version version;
    nets::FeatureEncoder encoder;
    nets::FlowMatching flow;
    at::Tensor style;
    at::Tensor mel;  ///< Of the prompt, normalised.

    [[nodiscard]] at::Tensor features(const Bench& bench, double speed = 1.0) const {
        nets::SovitsFront::Text text = textOf(bench, bench.input("codes"), "phones_target");
        text.speed = speed;
        return encoder(text, style, version.rate);
    }
};

Setting settingOf(const Bench& bench, bool overlaid = false) {
    const Version version = versionOf(bench);
    const auto base = nets::orThrow(nets::openSovitsFile(bench.path(bench.folder() + "/s2_base.pth"), version.name));
    std::optional<nets::SovitsFile> overlay;
    if (overlaid)
        overlay = nets::orThrow(nets::openSovitsFile(bench.path(bench.folder() + "/s2_lora.pth"), version.name));
    nets::FlowModel model = nets::openFlowModel(base, overlay ? &*overlay : nullptr, bench.device());
    Setting setting{
        .version = version, .encoder = std::move(model.encoder), .flow = std::move(model.flow), .style = {}, .mel = {}};
    const ReferenceClip clip = referenceClip(bench, "refA");
    setting.style = setting.encoder.front().encodeStyle(clip.spectrum);
    const at::Tensor wave = nets::resampleSinc(clip.wave, clip.rateHz, version.mel.rateHz);
    setting.mel = nets::normaliseMel(nets::promptMel(wave, version.mel));
    return setting;
}

at::Tensor promptFeatures(const Bench& bench, const Setting& setting) {
    const nets::SovitsFront& front = setting.encoder.front();
    const nets::Hubert hubert = nets::openHubert(bench.path("common/hubert"), bench.device());
    const at::Tensor codes = front.nearestCodes(front.project(hubertOf(bench, hubert, "refA")));
    return setting.encoder(textOf(bench, codes, "phones_prompt"), setting.style, setting.version.rate);
}

nets::FlowMatching::Prompt promptOf(const Bench& bench, const Setting& setting) {
    return nets::FlowMatching::trimmed({setting.mel, promptFeatures(bench, setting)}, setting.version.lengths);
}

/// One step of the transformer on the given x and features.
at::Tensor velocity(const Bench& bench, const Setting& setting, nets::Trace* trace) {
    const at::Tensor x = bench.input("dit.x");
    const at::Tensor prompt = at::constant_pad_nd(setting.mel, {0, x.size(2) - setting.mel.size(2)});
    const nets::DiffusionTransformer& estimator = setting.flow.estimator();
    const at::Tensor embedded = estimator.embedFeatures(bench.input("dit.cond"));
    nets::note(trace, "dit.text_embed", embedded);
    return estimator(x, prompt, bench.said("dit.v", "t="), bench.said("dit.v", "d="), embedded);
}

at::Tensor melOf(const Bench& bench, const Setting& setting, const std::string& tag, std::int64_t chunkFrames) {
    const auto noise = [&](std::int64_t chunk, std::int64_t /*frames*/) {
        return bench.input(tag + ".noise" + std::to_string(chunk));
    };
    const std::int64_t steps = bench.saidWhole(tag + ".noise0", "(");
    return setting.flow(promptOf(bench, setting), setting.features(bench), chunkFrames, steps, noise, {});
}

std::int64_t chunkFrames(const Bench& bench, const Setting& setting) {
    return setting.version.lengths.chunk - promptOf(bench, setting).mel.size(2);
}

void codes(Bench& bench) { giveCodes(bench, settingOf(bench).encoder.front()); }

void features(Bench& bench) {
    const Setting setting = settingOf(bench);
    bench.give("ge", setting.style);
    bench.give("mel_prompt", setting.mel);
    bench.give("fea_ref", promptFeatures(bench, setting));
    bench.give("fea_todo", setting.features(bench));
    bench.give("fea_todo_speed1.25", setting.features(bench, 1.25));
}

void transformer(Bench& bench) {
    nets::Trace trace;
    bench.give("dit.v", velocity(bench, settingOf(bench), &trace));
    bench.giveAll("", trace);
}

void mels(Bench& bench) {
    const Setting setting = settingOf(bench);
    const std::int64_t whole = chunkFrames(bench, setting);
    bench.give("chunk_len", at::scalar_tensor(whole, at::kLong));
    const at::Tensor mel = melOf(bench, setting, "cfm4", whole);
    bench.give("cfm4.mel", mel);
    const std::int64_t heard = bench.saidWhole("vocoder.wav", "[:, :, :");
    bench.give("vocoder.wav", vocode(bench, nets::denormaliseMel(mel).slice(2, 0, heard)));
}

void chunkedMels(Bench& bench) {
    const std::int64_t forced = bench.saidWhole("cfm4_chunked.mel", "chunk_len forced to ");
    bench.give("cfm4_chunked.mel", melOf(bench, settingOf(bench), "cfm4_chunked", forced));
}

void overlaid(Bench& bench) {
    const Setting setting = settingOf(bench, /*overlaid=*/true);
    bench.give("lora.ge", setting.style);
    bench.give("lora.fea_todo", setting.features(bench));
    bench.give("lora.dit.v", velocity(bench, setting, nullptr));
}

}  // namespace

Suites makeFlowSuites() {
    Suites suites;
    for (const char* folder : {"v3", "v4"}) {
        for (auto* const group : {codes, features, transformer, mels, chunkedMels, overlaid})
            suites.push_back(makeSuite(std::string(folder) + "/sovits.safetensors", group));
    }
    return suites;
}

}  // namespace timbre::parity
