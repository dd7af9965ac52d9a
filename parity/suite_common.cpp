// SPDX-License-Identifier: GPL-3.0-or-later
// What all versions share: audio front ends, HuBERT, the Chinese text model, the speaker network.
#include "core/nets/bert_tokenizer.h"
#include "core/nets/errors.h"
#include "core/nets/torch/gpt_sovits/audio_front.h"
#include "core/nets/torch/gpt_sovits/model_files.h"
#include "parity/torch_suite.h"

namespace timbre::parity {
namespace {

void audio(Bench& bench) {
    const ReferenceClip clip = referenceClip(bench, "refA");
    bench.give("refA.wav32k", clip.wave32k);
    bench.give("refA.spec", clip.spectrum);
    const at::Tensor wave16k = nets::resampleSinc(clip.wave32k, nets::kSpectrumRateHz, nets::kHubertRateHz);
    bench.give("refA.wav16k_ta", wave16k);
    bench.give("refA.fbank", nets::kaldiFilterBank(wave16k));
    // From the file's own rate; by way of 32 kHz the log-mel would move by more than 1.
    const at::Tensor wave24k = nets::resampleSinc(clip.wave, clip.rateHz, nets::kPromptMelV3.rateHz);
    bench.give("refA.mel_v3", nets::promptMel(wave24k, nets::kPromptMelV3));
    bench.give("refA.mel_v4", nets::promptMel(clip.wave32k, nets::kPromptMelV4));
}

void hubert(Bench& bench) {
    const nets::Hubert net = nets::openHubert(bench.path("common/hubert"), bench.device());
    for (const std::string name : {"refA", "refB"}) {
        nets::Trace trace;
        bench.give(name + ".last_hidden_state", net(bench.input(name + ".input"), &trace));
        bench.giveAll(name + ".", trace);
    }
}

/// The text stands in the manifest's words, between apostrophes or, where it has one itself, quotation marks.
std::string quoted(const std::string& words) {
    const std::size_t begin = words.find_first_of("'\"");
    const std::size_t end = begin == std::string::npos ? begin : words.rfind(words[begin]);
    if (begin == std::string::npos || end <= begin)
        throw nets::Fault(ErrorCode::Corrupt, "the manifest does not quote the text of common/bert.safetensors");
    return words.substr(begin + 1, end - begin - 1);
}

void bert(Bench& bench) {
    const auto folder = bench.path("common/bert");
    const auto tokenizer = nets::orThrow(nets::BertTokenizer::load(folder));
    const auto ids =
        nets::orThrow(tokenizer.encode(quoted(bench.set().meaning("common/bert.safetensors", "input_ids"))));
    const at::Tensor tokens = at::tensor(ids, at::kLong).unsqueeze(0).to(bench.device());
    bench.give("input_ids", tokens);
    const at::Tensor hidden = nets::openBert(folder, bench.device())(tokens);
    bench.give("hidden_m3", hidden);
    bench.give("phone_level_feature", nets::Bert::phoneLevel(hidden, bench.input("word2ph")));
}

void speaker(Bench& bench) {
    const auto net = nets::openSpeakerNet(bench.path("common/sv/pretrained_eres2netv2w24s4ep4.ckpt"), bench.device());
    for (const std::string name : {"refA", "refB"}) {
        const at::Tensor wave32k = referenceClip(bench, name).wave32k;
        const at::Tensor bank =
            nets::kaldiFilterBank(nets::resampleSinc(wave32k, nets::kSpectrumRateHz, nets::kHubertRateHz));
        nets::Trace trace;
        bench.give(name + ".sv_emb", net(bank.unsqueeze(0), &trace));
        bench.giveAll(name + ".", trace);
    }
}

}  // namespace

Suites makeCommonSuites() {
    Suites suites;
    suites.push_back(makeSuite("common/audio.safetensors", audio));
    suites.push_back(makeSuite("common/hubert.safetensors", hubert));
    suites.push_back(makeSuite("common/bert.safetensors", bert));
    suites.push_back(makeSuite("common/sv.safetensors", speaker));
    return suites;
}

}  // namespace timbre::parity
