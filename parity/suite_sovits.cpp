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

/// Two chunks of a stream: the first tokens; then all of them, of which the last are heard, faded over what both have.
/// How many is told by the noise, two frames a token.
void stream(Bench& bench, const Sovits& model, const at::Tensor& style) {
    const std::int64_t firstFrames = bench.input("stream.noise1").size(2);
    const std::int64_t lastFrames = bench.input("stream.noise2").size(2);
    Sovits::Decoding first = decoding(bench, style, "stream.noise1");
    first.text.codes = first.text.codes.slice(2, 0, firstFrames / 2);
    const Sovits::Decoded heard = model.decode(first);
    bench.give("stream.wav1", heard.wave);
    bench.give("stream.latent1", heard.latent);
    Sovits::Decoding second = decoding(bench, style, "stream.noise2");
    const std::int64_t shared = firstFrames + lastFrames - 2 * second.text.codes.size(2);
    second.tail = {.frames = lastFrames, .before = heard.latent.slice(2, firstFrames - shared)};
    bench.give("stream.wav2", model.decode(second).wave);
}

void compute(Bench& bench) {
    const Sovits model = openSovits(bench);
    giveCodes(bench, model.front());
    nets::Trace trace;
    const Sovits::Reference first = referenceOf(bench, model, "refA");
    const at::Tensor style = model.style({first}, &trace);
    if (model.wantsSpeaker()) {
        bench.give("ge_plus_sv", trace.at("ge_plus_sv"));
        bench.give("ge_prelu", trace.at("ge_prelu"));
        bench.give("ge512", model.mixStyle(style));
    }
    bench.give("decode.wav", model.decode(decoding(bench, style, "decode.noise"), &trace).wave);
    bench.giveAll("decode.", trace);
    if (bench.has("speed1.25.noise")) {
        Sovits::Decoding faster = decoding(bench, style, "speed1.25.noise");
        faster.text.speed = 1.25;
        bench.give("speed1.25.wav", model.decode(faster).wave);
    }
    if (bench.has("multiref.noise")) {
        const at::Tensor both = model.style({first, referenceOf(bench, model, "refB")});
        bench.give("multiref.wav", model.decode(decoding(bench, both, "multiref.noise")).wave);
    }
    Sovits::Decoding noiseless = decoding(bench, style, "decode.noise");
    noiseless.noiseScale = 0.0;
    bench.give("noiseless.wav", model.decode(noiseless).wave);
    if (bench.has("stream.noise1"))
        stream(bench, model, style);
}

}  // namespace

Suites makeSovitsSuites() {
    Suites suites;
    for (const char* folder : {"v1", "v2", "v2pro", "v2proplus"})
        suites.push_back(makeSuite(std::string(folder) + "/sovits.safetensors", compute));
    return suites;
}

}  // namespace timbre::parity
