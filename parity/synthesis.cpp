// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/synthesis.h"

#include "core/nets/errors.h"
#include "core/nets/torch/gpt_sovits/audio_front.h"

namespace timbre::parity {

at::Tensor hubertOf(const Bench& bench, const nets::Hubert& hubert, const std::string& clip) {
    const at::Tensor wave = bench.input("common/audio.safetensors", clip + ".wav16k_soxr").view({1, -1});
    return hubert(nets::hubertWave(wave));
}

nets::Sovits::Reference referenceOf(const Bench& bench, const nets::Sovits& model, const std::string& clip) {
    const ReferenceClip heard = referenceClip(bench, clip);
    nets::Sovits::Reference reference{.spectrum = heard.spectrum, .speaker = {}};
    if (model.wantsSpeaker()) {
        const auto net =
            nets::openSpeakerNet(bench.path("common/sv/pretrained_eres2netv2w24s4ep4.ckpt"), bench.device());
        const at::Tensor wave16k = nets::resampleSinc(heard.wave32k, nets::kSpectrumRateHz, nets::kHubertRateHz);
        reference.speaker = net(nets::kaldiFilterBank(wave16k).unsqueeze(0));
    }
    return reference;
}

nets::Sovits openSovits(const Bench& bench) {
    const auto file = nets::orThrow(nets::openSovitsFile(bench.path(bench.folder() + "/s2.pth")));
    return nets::openSovits(file, bench.device());
}

void giveCodes(Bench& bench, const nets::SovitsFront& front) {
    const nets::Hubert hubert = nets::openHubert(bench.path("common/hubert"), bench.device());
    for (const std::string name : {"refA", "refB"}) {
        const at::Tensor projected = front.project(hubertOf(bench, hubert, name));
        bench.give(name + ".ssl_proj", projected);
        bench.give(name + ".codes", front.nearestCodes(projected));
    }
}

}  // namespace timbre::parity
