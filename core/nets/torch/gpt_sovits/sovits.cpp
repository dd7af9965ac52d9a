// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/torch/gpt_sovits/sovits.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <string>

#include "core/nets/errors.h"

namespace timbre::nets {
namespace {

constexpr std::int64_t kFeatureLayers = 8;

void checkSpeed(double speed) {
    constexpr double kSlowest = 0.1;
    constexpr double kFastest = 10.0;
    if (!(speed >= kSlowest && speed <= kFastest))
        throw Fault(ErrorCode::InvalidInput, "the speed is not between 0.1 and 10", "Choose a speed around 1.");
}

/// Frames after the speed is applied.
std::int64_t stretchedFrames(std::int64_t frames, double speed) {
    checkSpeed(speed);
    return speed == 1.0 ? frames : static_cast<std::int64_t>(static_cast<double>(frames) / speed) + 1;
}

void checkText(const SovitsFront::Text& text) {
    if (text.codes.numel() == 0 || text.phones.numel() == 0)
        throw Fault(ErrorCode::InvalidInput, "there is nothing to speak: no tokens or no phones");
    checkSpeed(text.speed);
}

/// The tail of a chunk, its first frames faded from what the chunk before ended with.
at::Tensor cutTail(const at::Tensor& latent, const SovitsFront::Tail& tail) {
    if (tail.frames == 0)
        return latent;
    const std::int64_t frames = std::min(tail.frames, latent.size(2));
    if (frames < 0 || (tail.before.defined() && tail.before.size(2) > frames))
        throw Fault(ErrorCode::InvalidInput, "a chunk of a stream is shorter than what it is faded with");
    at::Tensor kept = latent.slice(2, latent.size(2) - frames).clone();
    if (!tail.before.defined())
        return kept;
    const std::int64_t overlap = tail.before.size(2);
    const at::Tensor window =
        at::sin(at::arange(2 * overlap, latent.options()) * std::numbers::pi / static_cast<double>(2 * overlap));
    at::Tensor begin = kept.slice(2, 0, overlap);
    begin.copy_(begin * window.slice(0, 0, overlap) + tail.before * window.slice(0, overlap));
    return kept;
}

}  // namespace

SovitsFront::SovitsFront(const Weights& root, const SovitsConfig& config) {
    const Weights encoders = root.in("enc_p");
    contentIn_ = takeConv(encoders, "ssl_proj", -1, -1, 1);
    const std::int64_t width = contentIn_.weight.size(0);
    const std::int64_t content = contentIn_.weight.size(1);
    contentProjection_ = takeConv(root, "ssl_proj", content, content, 2);
    contentProjection_.stride = 2;
    contentProjection_.padding = 0;
    codebook_ = root.in("quantizer.vq.layers.0._codebook").take("embed", {-1, content});
    styleEncoder_ = StyleEncoder(root.in("ref_enc"));
    phoneTable_ = encoders.in("text_embedding").take("weight", {-1, width});
    contentEncoder_ = VitsEncoder(encoders.in("encoder_ssl"), width, config.heads, config.layers / 2);
    textEncoder_ = VitsEncoder(encoders.in("encoder_text"), width, config.heads, config.layers);
    jointEncoder_ = VitsEncoder(encoders.in("encoder2"), width, config.heads, config.layers / 2);
    mixer_ = StyleMixer(encoders.in("mrte"), width);
    proj_ = takeConv(encoders, "proj", -1, width, 1);
    if (proj_.weight.size(0) % 2 != 0)
        root.source().noteMisshapen("enc_p.proj.weight has an odd number of outputs");
}

at::Tensor SovitsFront::project(const at::Tensor& hubert) const { return contentProjection_(hubert.transpose(1, 2)); }

at::Tensor SovitsFront::nearestCodes(const at::Tensor& projected) const {
    // In double: two entries may lie within float's rounding of one another.
    const at::Tensor x = projected[0].t().to(at::kDouble);
    const at::Tensor entries = codebook_.to(at::kDouble);
    const at::Tensor distance = entries.square().sum(1).unsqueeze(0) - 2.0 * at::matmul(x, entries.t());
    return distance.argmin(1);
}

at::Tensor SovitsFront::encodeStyle(const at::Tensor& spectrum) const {
    const std::int64_t bins = styleEncoder_.bins();
    if (spectrum.size(1) < bins) {
        throw Fault(ErrorCode::Corrupt,
                    "the style encoder of the SoVITS model asks for " + std::to_string(bins) + " spectrum bins",
                    "Fetch the file again.");
    }
    return styleEncoder_(spectrum.slice(1, 0, bins));
}

SovitsFront::Encoded SovitsFront::encode(const Text& text, const at::Tensor& style, const Tail& tail,
                                         Trace* trace) const {
    checkText(text);
    checkIds(text.codes, codebook_.size(0), "token");
    checkIds(text.phones, phoneTable_.size(0), "phone");
    if (style.size(1) != mixWidth()) {
        throw Fault(ErrorCode::Corrupt, "the style has " + std::to_string(style.size(1)) +
                                            " channels where the encoders take " + std::to_string(mixWidth()));
    }
    const at::Tensor quantised = at::embedding(codebook_, text.codes[0]).transpose(1, 2).repeat_interleave(2, 2);
    const at::Tensor content = contentEncoder_(contentIn_(quantised));
    note(trace, "enc_p.encoder_ssl", content);
    const at::Tensor words = textEncoder_(at::embedding(phoneTable_, text.phones).transpose(1, 2));
    note(trace, "enc_p.encoder_text", words);
    const at::Tensor mixed = mixer_(content, words, style);
    note(trace, "enc_p.mrte", mixed);
    Encoded encoded{.latent = cutTail(jointEncoder_(mixed), tail)};
    note(trace, "enc_p.encoder2", encoded.latent);
    encoded.stretched = encoded.latent;
    if (text.speed != 1.0) {
        const std::int64_t frames = stretchedFrames(encoded.latent.size(2), text.speed);
        encoded.stretched = at::upsample_linear1d(encoded.latent, {frames}, /*align_corners=*/false);
    }
    const std::vector<at::Tensor> statistics = proj_(encoded.stretched).chunk(2, 1);
    encoded.mean = statistics[0];
    encoded.logDeviation = statistics[1];
    note(trace, "enc_p.m_p", encoded.mean);
    note(trace, "enc_p.logs_p", encoded.logDeviation);
    return encoded;
}

Sovits::Sovits(WeightSource& source, const SovitsConfig& config, bool generates) : front_(Weights(source), config) {
    const Weights root(source);
    const std::int64_t gin = front_.styleWidth();
    if (root.has("sv_emb.weight")) {
        speakerIn_ = takeLinear(root, "sv_emb", gin, -1);
        mixIn_ = takeLinear(root, "ge_to512", front_.mixWidth(), gin);
        slope_ = root.in("prelu").take("weight", {gin});
    } else if (gin != front_.mixWidth()) {
        source.noteMisshapen("ref_enc.fc.fc.weight gives " + std::to_string(gin) + " channels instead of " +
                             std::to_string(front_.mixWidth()));
    }
    const std::int64_t latent = front_.latentWidth();
    flow_ = ReverseFlow(root.in("flow"), latent, gin);
    if (generates)
        generator_ = Generator(root.in("dec"), latent, config.rates, gin);
    source.check("the SoVITS model");
}

at::Tensor Sovits::style(const std::vector<Reference>& references, Trace* trace) const {
    if (references.empty()) {
        throw Fault(ErrorCode::InvalidInput, "there is no reference recording",
                    "Choose a recording of 3 to 10 seconds.");
    }
    at::Tensor sum;
    for (const Reference& reference : references) {
        at::Tensor style = front_.encodeStyle(reference.spectrum);
        note(trace, "ref_enc", style);
        if (wantsSpeaker()) {
            if (!reference.speaker.defined() || reference.speaker.size(1) != speakerIn_.weight.size(1))
                throw Fault(ErrorCode::InvalidInput, "the speaker embedding does not belong to the model");
            style = style + speakerIn_(reference.speaker).unsqueeze(-1);
            note(trace, "ge_plus_sv", style);
            style = at::prelu(style, slope_);
            note(trace, "ge_prelu", style);
        }
        sum = sum.defined() ? sum + style : style;
    }
    return sum / static_cast<double>(references.size());
}

at::Tensor Sovits::mixStyle(const at::Tensor& style) const {
    return wantsSpeaker() ? mixIn_(style.transpose(1, 2)).transpose(1, 2) : style;
}

std::int64_t Sovits::frames(std::int64_t tokens, double speed) { return stretchedFrames(2 * tokens, speed); }

Sovits::Latents Sovits::latents(const Decoding& decoding, Trace* trace) const {
    const SovitsFront::Encoded encoded = front_.encode(decoding.text, mixStyle(decoding.style), decoding.tail, trace);
    if (decoding.noise.sizes() != encoded.mean.sizes()) {
        throw Fault(ErrorCode::InvalidInput, "the noise has " + std::to_string(decoding.noise.size(2)) +
                                                 " frames where the speech has " +
                                                 std::to_string(encoded.mean.size(2)));
    }
    const at::Tensor prior = encoded.mean + decoding.noise * at::exp(encoded.logDeviation) * decoding.noiseScale;
    note(trace, "z_p", prior);
    const at::Tensor z = flow_(prior, decoding.style);
    note(trace, "flow.z", z);
    return {.z = z, .latent = encoded.latent};
}

Sovits::Decoded Sovits::decode(const Decoding& decoding, Trace* trace) const {
    const Latents made = latents(decoding, trace);
    return {.wave = generator_(made.z, decoding.style, trace), .latent = made.latent};
}

FeatureEncoder::FeatureEncoder(WeightSource& source, const SovitsConfig& config) : front_(Weights(source), config) {
    const Weights root(source);
    bridge_ = takeConv(root, "bridge.0", -1, front_.latentWidth(), 1);
    const std::int64_t width = bridge_.weight.size(0);
    in_ = takeConv(root, "wns1.pre", width, width, 1);
    gates_ = GatedConvolutions(root.in("wns1.enc"), width, front_.styleWidth(), kFeatureLayers);
    out_ = takeConv(root, "wns1.proj", width, width, 1);
    source.check("the SoVITS model");
}

at::Tensor FeatureEncoder::operator()(const SovitsFront::Text& text, const at::Tensor& style,
                                      const FeatureRate& rate) const {
    constexpr double kLeak = 0.01;
    const SovitsFront::Encoded encoded = front_.encode(text, style, {}, nullptr);
    const at::Tensor bridged = at::leaky_relu(bridge_(encoded.stretched), kLeak);
    const auto frames = static_cast<std::int64_t>(static_cast<double>(bridged.size(2)) * rate.perFrame);
    const at::Tensor features =
        at::upsample_nearest1d(bridged, at::IntArrayRef{frames}, std::optional<double>(rate.perFrame));
    const double counted = static_cast<double>(text.codes.size(2)) * rate.perToken;
    const auto kept =
        text.speed == 1.0 ? static_cast<std::int64_t>(counted) : static_cast<std::int64_t>(counted / text.speed) + 1;
    // A frame beyond what the reference counts is silenced there after every step; one at most, in v4 with a speed.
    const at::Tensor mask = at::arange(frames, features.options()).lt(kept).to(features.dtype()).view({1, 1, -1});
    return out_(gates_(in_(features) * mask, style, mask)) * mask;
}

}  // namespace timbre::nets
