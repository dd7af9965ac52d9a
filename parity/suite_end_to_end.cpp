// SPDX-License-Identifier: GPL-3.0-or-later
// From a reference clip and phones to samples.
#include <algorithm>

#include "parity/semantic.h"

namespace timbre::parity {
namespace {

constexpr std::int64_t kPauseSamples = 9'600;  // 0.3 s, counted at 32 kHz
constexpr double kFullScale = 32768.0;

void compute(Bench& bench) {
    const nets::Sovits model = openSovits(bench);
    const nets::TextToSemantic semantic =
        nets::openTextToSemantic(bench.path(bench.folder() + "/s1.ckpt"), bench.device());
    const at::Tensor prompt = promptTokens(bench, model.front());
    bench.give("prompt_tokens", prompt);
    const at::Tensor bert = bench.input(bench.folder() + "/t2s.safetensors", "bert");
    nets::TextToSemantic::State state;
    const at::Tensor tokens = semantic.generate(greedyRequest(bench, bert, prompt), state, {}, {}).tokens;
    bench.give("tokens", tokens);
    const at::Tensor style = model.style({referenceOf(bench, model, "refA")});
    const nets::Sovits::Decoding decoding{
        .text = {.codes = tokens.unsqueeze(0), .phones = bench.input("phones_target").unsqueeze(0)},
        .style = style,
        .noise = bench.input("noise")};
    at::Tensor wave = model.decode(decoding).wave.view({-1});
    wave = wave / std::max(1.0, wave.abs().max().item<double>());
    bench.give("wav", wave);
    const at::Tensor scaled = at::constant_pad_nd(wave, {0, kPauseSamples}) * kFullScale;
    bench.give("pcm_tts", scaled.trunc().clamp(-kFullScale, kFullScale - 1.0).to(at::kLong));
}

}  // namespace

Suites makeEndToEndSuites() {
    Suites suites;
    for (const char* folder : {"v1", "v2", "v2pro"})
        suites.push_back(makeSuite(std::string(folder) + "/e2e.safetensors", compute));
    return suites;
}

}  // namespace timbre::parity
