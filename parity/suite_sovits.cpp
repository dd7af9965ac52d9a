// SPDX-License-Identifier: GPL-3.0-or-later
// SoVITS v1, v2, v2Pro and v2ProPlus.
#include "parity/synthesis.h"

namespace timbre::parity {
namespace {

using nets::Sovits;

Sovits::Decoding decoding(const Bench& bench, const at::Tensor& style, const std::string& noise) {
    return {.text = {.codes = bench.input("codes"), .phones = bench.input("phones")},
            .style = style,
            .noise = bench.input(noise)};
}

/// The model and the style of refA.
struct Setting {
    Sovits model;
    Sovits::Reference reference;
    at::Tensor style;
};

Setting settingOf(const Bench& bench, nets::Trace* trace = nullptr) {
    Setting setting{.model = openSovits(bench), .reference = {}, .style = {}};
    setting.reference = referenceOf(bench, setting.model, "refA");
    setting.style = setting.model.style({setting.reference}, trace);
    return setting;
}

void codes(Bench& bench) { giveCodes(bench, openSovits(bench).front()); }

void decode(Bench& bench) {
    nets::Trace trace;
    const Setting setting = settingOf(bench, &trace);
    if (setting.model.wantsSpeaker()) {
        bench.give("ge_plus_sv", trace.at("ge_plus_sv"));
        bench.give("ge_prelu", trace.at("ge_prelu"));
        bench.give("ge512", setting.model.mixStyle(setting.style));
    }
    Sovits::Decoding asked = decoding(bench, setting.style, "decode.noise");
    bench.give("decode.wav", setting.model.decode(asked, &trace).wave);
    bench.giveAll("decode.", trace);
    asked.noiseScale = 0.0;
    bench.give("noiseless.wav", setting.model.decode(asked).wave);
}

void faster(Bench& bench) {
    if (!bench.has("speed1.25.noise"))
        return;
    const Setting setting = settingOf(bench);
    Sovits::Decoding asked = decoding(bench, setting.style, "speed1.25.noise");
    asked.text.speed = 1.25;
    bench.give("speed1.25.wav", setting.model.decode(asked).wave);
}

void severalReferences(Bench& bench) {
    if (!bench.has("multiref.noise"))
        return;
    const Setting setting = settingOf(bench);
    const at::Tensor both = setting.model.style({setting.reference, referenceOf(bench, setting.model, "refB")});
    bench.give("multiref.wav", setting.model.decode(decoding(bench, both, "multiref.noise")).wave);
}

/// Two chunks of a stream: the first tokens; then all of them, of which the last are heard, faded over what both have.
/// How many is told by the noise, two frames a token.
void stream(Bench& bench) {
    if (!bench.has("stream.noise1"))
        return;
    const Setting setting = settingOf(bench);
    const std::int64_t firstFrames = bench.input("stream.noise1").size(2);
    const std::int64_t lastFrames = bench.input("stream.noise2").size(2);
    Sovits::Decoding first = decoding(bench, setting.style, "stream.noise1");
    first.text.codes = first.text.codes.slice(2, 0, firstFrames / 2);
    const Sovits::Decoded heard = setting.model.decode(first);
    bench.give("stream.wav1", heard.wave);
    bench.give("stream.latent1", heard.latent);
    Sovits::Decoding second = decoding(bench, setting.style, "stream.noise2");
    const std::int64_t shared = firstFrames + lastFrames - 2 * second.text.codes.size(2);
    second.tail = {.frames = lastFrames, .before = heard.latent.slice(2, firstFrames - shared)};
    bench.give("stream.wav2", setting.model.decode(second).wave);
}

}  // namespace

Suites makeSovitsSuites() {
    Suites suites;
    for (const char* folder : {"v1", "v2", "v2pro", "v2proplus"})
        for (auto* const group : {codes, decode, faster, severalReferences, stream})
            suites.push_back(makeSuite(std::string(folder) + "/sovits.safetensors", group));
    return suites;
}

}  // namespace timbre::parity
