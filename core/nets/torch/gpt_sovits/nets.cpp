// SPDX-License-Identifier: GPL-3.0-or-later
// GPT-SoVITS's networks behind the doors of sovits_net.h.
#include "core/nets/torch/gpt_sovits/nets.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "core/base/files.h"
#include "core/nets/errors.h"
#include "core/nets/seeded_noise.h"
#include "core/nets/torch/gpt_sovits/audio_front.h"
#include "core/nets/torch/gpt_sovits/computing.h"
#include "core/nets/torch/gpt_sovits/model_files.h"

namespace timbre::nets {
namespace {

constexpr std::int64_t kMelBands = 100;
constexpr std::int64_t kBertWidth = 1024;

/// Copies: the tensor outlives the numbers it is made of.
at::Tensor onDevice(std::span<const float> values, at::IntArrayRef shape, at::Device device) {
    return at::from_blob(const_cast<float*>(values.data()), shape, at::kFloat).clone().to(device);
}
at::Tensor onDevice(std::span<const std::int64_t> values, at::IntArrayRef shape, at::Device device) {
    return at::from_blob(const_cast<std::int64_t*>(values.data()), shape, at::kLong).clone().to(device);
}
std::int64_t sizeOf(std::size_t count) { return static_cast<std::int64_t>(count); }

std::vector<float> values(const at::Tensor& tensor) {
    const at::Tensor plain = tensor.to(at::kCPU, at::kFloat).contiguous();
    const float* begin = plain.data_ptr<float>();
    return {begin, begin + plain.numel()};
}
std::vector<std::int64_t> ids(const at::Tensor& tensor) {
    const at::Tensor plain = tensor.to(at::kCPU, at::kLong).contiguous();
    const std::int64_t* begin = plain.data_ptr<std::int64_t>();
    return {begin, begin + plain.numel()};
}
/// Two-dimensional, as it is.
Matrix matrix(const at::Tensor& tensor) {
    Matrix rows(static_cast<std::size_t>(tensor.size(0)), static_cast<std::size_t>(tensor.size(1)));
    std::ranges::copy(values(tensor), rows.values().begin());
    return rows;
}
/// [rows, columns] -> [1, rows, columns].
at::Tensor tensorOf(const Matrix& matrix, at::Device device) {
    return onDevice(matrix.values(), {1, sizeOf(matrix.rows()), sizeOf(matrix.cols())}, device);
}
/// [1, channels, frames] -> a row a frame.
Matrix framesOf(const at::Tensor& tensor) { return matrix(tensor[0].t().contiguous()); }

/// [channels, samples] of interleaved sound.
at::Tensor waveOf(const AudioClip& clip) {
    if (clip.samples.empty() || clip.channels < 1 || clip.sampleRateHz < 1)
        throw Fault(ErrorCode::InvalidInput, "a reference recording is empty",
                    "Choose a recording of 3 to 10 seconds.");
    return onDevice(clip.samples, {sizeOf(clip.frames()), clip.channels}, at::kCPU).t().contiguous();
}

/// What v3 and v4 differ in.
struct FlowVersion {
    FeatureRate rate;
    FlowLengths lengths;
    PromptMel mel;
    std::int64_t usualSteps;
    int sampleRateHz;
};
constexpr FlowVersion kV3{kFeatureRateV3, kFlowLengthsV3, kPromptMelV3, 32, 24'000};
constexpr FlowVersion kV4{kFeatureRateV4, kFlowLengthsV4, kPromptMelV4, 8, 48'000};

/// v1, v2, v2Pro, v2ProPlus.
struct DirectModel {
    Sovits net;
};
/// v3, v4.
struct FlowedModel {
    FlowVersion version;
    FlowModel net;
    std::optional<std::variant<BigVgan, Generator>> vocoder;  ///< None where it does not vocode.
};

class TorchSovits final : public SovitsNet {
  public:
    TorchSovits(const SovitsPaths& paths, Place place, int threads)
        : device_(deviceFor(place)), threads_(threads), vocodes_(paths.vocodes), model_(open(paths)) {}

    [[nodiscard]] ModelVersion version() const noexcept override { return version_; }
    [[nodiscard]] int symbolVersion() const noexcept override { return symbolVersion_; }
    [[nodiscard]] int sampleRateHz() const noexcept override {
        const auto* flowed = std::get_if<FlowedModel>(&model_);
        return flowed == nullptr ? static_cast<int>(kSpectrumRateHz) : flowed->version.sampleRateHz;
    }
    [[nodiscard]] std::size_t samplesPerFrame() const noexcept override {
        if (!vocodes_)
            return 0;
        const auto* flowed = std::get_if<FlowedModel>(&model_);
        if (flowed == nullptr)
            return static_cast<std::size_t>(std::get<DirectModel>(model_).net.generator().samplesPerFrame());
        return static_cast<std::size_t>(
            std::visit([](const auto& vocoder) { return vocoder.samplesPerFrame(); }, *flowed->vocoder));
    }
    [[nodiscard]] std::size_t halo() const noexcept override {
        if (!vocodes_)
            return 0;
        if (const auto* direct = std::get_if<DirectModel>(&model_))
            return static_cast<std::size_t>(direct->net.generator().reach());
        const auto* generator = std::get_if<Generator>(&*std::get<FlowedModel>(model_).vocoder);
        return generator == nullptr ? 0 : static_cast<std::size_t>(generator->reach());
    }

    [[nodiscard]] Result<VoiceReference> readReference(const ReferenceSounds& sounds, const ReferencePaths& paths,
                                                       const std::stop_token& stop) const override {
        return withoutExceptions([&]() -> Result<VoiceReference> {
            const Computing computing(threads_);
            return read(sounds, paths, stop);
        });
    }

    [[nodiscard]] Result<Matrix> encode(const TokenSpeech& speech, const VoiceReference& reference,
                                        const std::stop_token& stop) const override {
        return withoutExceptions([&]() -> Result<Matrix> {
            const Computing computing(threads_);
            lookAt(stop);
            const SovitsFront::Text text{
                .codes = onDevice(speech.tokens, {1, 1, sizeOf(speech.tokens.size())}, device_),
                .phones = onDevice(speech.phones, {1, sizeOf(speech.phones.size())}, device_),
                .speed = speech.speed};
            const at::Tensor style = styleOf(reference);
            if (const auto* direct = std::get_if<DirectModel>(&model_))
                return framesOf(encodeDirect(direct->net, text, style, speech.seed));
            return framesOf(encodeFlowed(std::get<FlowedModel>(model_), text, style, reference, speech, stop));
        });
    }

    [[nodiscard]] Result<std::vector<float>> vocode(std::span<const float> frames, std::size_t count,
                                                    const VoiceReference& reference) const override {
        return withoutExceptions([&]() -> Result<std::vector<float>> {
            const Computing computing(threads_);
            if (!vocodes_)
                throw Fault(ErrorCode::Internal, "the vocoder was not loaded");
            const std::int64_t width = sizeOf(frames.size() / std::max<std::size_t>(count, 1));
            const at::Tensor in = onDevice(frames, {1, sizeOf(count), width}, device_).transpose(1, 2).contiguous();
            if (const auto* direct = std::get_if<DirectModel>(&model_))
                return values(direct->net.generator()(in, styleOf(reference)));
            const auto& vocoder = *std::get<FlowedModel>(model_).vocoder;
            if (const auto* bigVgan = std::get_if<BigVgan>(&vocoder))
                return values((*bigVgan)(in));
            return values(std::get<Generator>(vocoder)(in, {}));
        });
    }

  private:
    std::variant<DirectModel, FlowedModel> open(const SovitsPaths& paths) {
        const Computing computing(threads_);
        const SovitsFile file = orThrow(openSovitsFile(paths.model));
        version_ = file.version;
        symbolVersion_ = file.symbolVersion;
        if (version_ != ModelVersion::V3 && version_ != ModelVersion::V4)
            return DirectModel{openSovits(file, device_, nullptr, vocodes_)};
        const bool third = version_ == ModelVersion::V3;
        if (paths.vocoder.empty()) {
            throw Fault(ErrorCode::ModelMissing,
                        displayPath(paths.model) + (third ? " is a v3 model and needs BigVGAN's folder"
                                                          : " is a v4 model and needs its vocoder.pth"),
                        "See `timbre models list`.");
        }
        std::optional<std::variant<BigVgan, Generator>> vocoder;
        if (vocodes_ && third)
            vocoder = openBigVgan(paths.vocoder, device_);
        else if (vocodes_)
            vocoder = openV4Vocoder(paths.vocoder, device_);
        return FlowedModel{third ? kV3 : kV4, openFlow(paths, file), std::move(vocoder)};
    }

    [[nodiscard]] FlowModel openFlow(const SovitsPaths& paths, const SovitsFile& file) const {
        if (!file.lora)
            return openFlowModel(file, nullptr, device_);
        if (paths.base.empty()) {
            throw Fault(ErrorCode::ModelMissing, displayPath(paths.model) + " is a LoRA file and needs its base model",
                        "See `timbre models list`.");
        }
        const SovitsFile base = orThrow(openSovitsFile(paths.base, version_));
        return openFlowModel(base, &file, device_);
    }

    [[nodiscard]] const SovitsFront& front() const {
        if (const auto* direct = std::get_if<DirectModel>(&model_))
            return direct->net.front();
        return std::get<FlowedModel>(model_).net.encoder.front();
    }

    [[nodiscard]] at::Tensor styleOf(const VoiceReference& reference) const {
        if (sizeOf(reference.style.size()) != front().styleWidth()) {
            throw Fault(ErrorCode::Corrupt,
                        "the voice's style has " + std::to_string(reference.style.size()) +
                            " numbers where the model wants " + std::to_string(front().styleWidth()),
                        "The voice was made with another model; make it again.");
        }
        return onDevice(reference.style, {1, front().styleWidth(), 1}, device_);
    }

    [[nodiscard]] VoiceReference read(const ReferenceSounds& sounds, const ReferencePaths& paths,
                                      const std::stop_token& stop) const {
        VoiceReference reference;
        const at::Tensor wave = waveOf(sounds.main);
        if (!sounds.mainAt16k.empty())
            reference.tokens = promptTokens(sounds.mainAt16k, paths);
        lookAt(stop);
        if (const auto* direct = std::get_if<DirectModel>(&model_)) {
            reference.style = directStyle(direct->net, sounds, paths, stop);
            return reference;
        }
        if (!sounds.others.empty())
            throw Fault(ErrorCode::Unsupported, "v3 and v4 hear one reference alone", "Leave the others out.");
        if (reference.tokens.empty() || sounds.promptPhones.empty())
            throw Fault(ErrorCode::InvalidInput, "v3 and v4 need to know what is said in the reference",
                        "Give its text.");
        readFlowed(std::get<FlowedModel>(model_), sounds, wave, reference);
        return reference;
    }

    [[nodiscard]] std::vector<std::int64_t> promptTokens(const std::vector<float>& wave,
                                                         const ReferencePaths& paths) const {
        const Hubert hubert = openHubert(paths.hubert, device_);
        const at::Tensor heard = hubertWave(onDevice(wave, {1, sizeOf(wave.size())}, at::kCPU));
        return ids(front().nearestCodes(front().project(hubert(heard.to(device_)))));
    }

    [[nodiscard]] std::vector<float> directStyle(const Sovits& net, const ReferenceSounds& sounds,
                                                 const ReferencePaths& paths, const std::stop_token& stop) const {
        std::optional<SpeakerNet> speakerNet;
        if (net.wantsSpeaker()) {
            if (paths.speakerNet.empty())
                throw Fault(ErrorCode::ModelMissing, "v2Pro and v2ProPlus need the speaker network",
                            "See `timbre models list`.");
            speakerNet = openSpeakerNet(paths.speakerNet, device_);
        }
        std::vector<const AudioClip*> clips{&sounds.main};
        for (const AudioClip& other : sounds.others)
            clips.push_back(&other);
        std::vector<Sovits::Reference> references;
        for (const AudioClip* clip : clips) {
            lookAt(stop);
            const at::Tensor heard = referenceWave(waveOf(*clip), clip->sampleRateHz);
            Sovits::Reference reference{.spectrum = linearSpectrum(heard).to(device_), .speaker = {}};
            if (speakerNet) {
                const at::Tensor wave16k = resampleSinc(heard, kSpectrumRateHz, kHubertRateHz);
                reference.speaker = (*speakerNet)(kaldiFilterBank(wave16k).unsqueeze(0).to(device_));
            }
            references.push_back(std::move(reference));
        }
        return values(net.style(references));
    }

    void readFlowed(const FlowedModel& model, const ReferenceSounds& sounds, const at::Tensor& wave,
                    VoiceReference& reference) const {
        const at::Tensor heard = referenceWave(wave, sounds.main.sampleRateHz);
        const at::Tensor style = model.net.encoder.front().encodeStyle(linearSpectrum(heard).to(device_));
        reference.style = values(style);
        // From the file's own rate: by way of 32 kHz the mels would differ audibly.
        const at::Tensor atMelRate =
            resampleSinc(monoLimited(wave), sounds.main.sampleRateHz, model.version.mel.rateHz);
        const at::Tensor mel = normaliseMel(promptMel(atMelRate, model.version.mel)).to(device_);
        const SovitsFront::Text text{
            .codes = onDevice(reference.tokens, {1, 1, sizeOf(reference.tokens.size())}, device_),
            .phones = onDevice(sounds.promptPhones, {1, sizeOf(sounds.promptPhones.size())}, device_)};
        const auto prompt =
            FlowMatching::trimmed({mel, model.net.encoder(text, style, model.version.rate)}, model.version.lengths);
        reference.mel = matrix(prompt.mel[0]);
        reference.features = matrix(prompt.features[0]);
    }

    /// Mean of the channels; the reference leaves peaks as they are here, and so do we.
    static at::Tensor monoLimited(const at::Tensor& wave) { return wave.mean(0, /*keepdim=*/true); }

    [[nodiscard]] at::Tensor encodeDirect(const Sovits& net, const SovitsFront::Text& text, const at::Tensor& style,
                                          std::uint64_t seed) const {
        const std::int64_t frames = Sovits::frames(text.codes.size(2), text.speed);
        // A frame after the other, so that the beginning does not depend on the length.
        std::vector<float> noise(static_cast<std::size_t>(frames * net.front().latentWidth()));
        gaussianNoise(seed, noise);
        const at::Tensor drawn =
            onDevice(noise, {1, frames, net.front().latentWidth()}, device_).transpose(1, 2).contiguous();
        return net.latents({.text = text, .style = style, .noise = drawn}).z;
    }

    [[nodiscard]] at::Tensor encodeFlowed(const FlowedModel& model, const SovitsFront::Text& text,
                                          const at::Tensor& style, const VoiceReference& reference,
                                          const TokenSpeech& speech, const std::stop_token& stop) const {
        if (reference.mel.empty() || reference.mel.cols() != reference.features.cols()) {
            throw Fault(ErrorCode::Corrupt, "the voice has no prompt for this model",
                        "The voice was made with another model; make it again.");
        }
        const FlowMatching::Prompt prompt{.mel = tensorOf(reference.mel, device_),
                                          .features = tensorOf(reference.features, device_)};
        const auto noise = [&](std::int64_t chunk, std::int64_t frames) {
            std::vector<float> drawn(static_cast<std::size_t>(kMelBands * frames));
            gaussianNoise(derivedSeed(speech.seed, static_cast<std::uint64_t>(chunk)), drawn);
            return onDevice(drawn, {1, kMelBands, frames}, device_);
        };
        const std::int64_t chunk = model.version.lengths.chunk - prompt.mel.size(2);
        const std::int64_t steps = speech.flowSteps > 0 ? speech.flowSteps : model.version.usualSteps;
        const at::Tensor features = model.net.encoder(text, style, model.version.rate);
        return denormaliseMel(model.net.flow(prompt, features, chunk, steps, noise, stop));
    }

    at::Device device_;
    int threads_;
    bool vocodes_;
    ModelVersion version_ = ModelVersion::V2;
    int symbolVersion_ = 2;
    std::variant<DirectModel, FlowedModel> model_;
};

class TorchSemantic final : public SemanticNet {
  public:
    TorchSemantic(const std::filesystem::path& file, Place place, int threads)
        : device_(deviceFor(place)), threads_(threads), net_(openTextToSemantic(file, device_)) {}

    [[nodiscard]] Result<std::vector<SemanticSpeech>> generate(std::span<const SemanticSentence> sentences,
                                                               const std::stop_token& stop,
                                                               const TokenListener& listener) const override {
        return withoutExceptions([&]() -> Result<std::vector<SemanticSpeech>> {
            const Computing computing(threads_);
            std::vector<SemanticSpeech> all;
            for (const SemanticSentence& sentence : sentences) {
                if (sentence.fixedLength)
                    throw Fault(ErrorCode::Unsupported, "a fixed number of tokens is only drawn on the CPU");
                const auto spoken = generateOne(sentence, stop);
                for (const std::int64_t token : spoken.tokens) {
                    if (listener)
                        listener(all.size(), token);
                }
                all.push_back(spoken);
            }
            return all;
        });
    }

  private:
    [[nodiscard]] SemanticSpeech generateOne(const SemanticSentence& sentence, const std::stop_token& stop) const {
        const std::int64_t phones = sizeOf(sentence.phones.size());
        const at::Tensor bert =
            sentence.bert.empty()
                ? at::zeros({1, kBertWidth, phones}, at::device(device_))
                : onDevice(sentence.bert, {1, phones, kBertWidth}, device_).transpose(1, 2).contiguous();
        SemanticRequest request{.phones = onDevice(sentence.phones, {1, phones}, device_),
                                .bert = bert,
                                .promptTokens = {},
                                .sampling = sentence.sampling,
                                .earlyStop = sentence.earlyStop};
        if (!sentence.prompt.empty())
            request.promptTokens = onDevice(sentence.prompt, {1, sizeOf(sentence.prompt.size())}, device_);
        if (sentence.sampling.topK != 1) {
            request.noise = [&](std::int64_t step, std::int64_t columns) {
                std::vector<float> noise(static_cast<std::size_t>(columns));
                if (sentence.noise)
                    sentence.noise(step, noise);
                else
                    exponentialNoise(sentence.seed, static_cast<std::uint64_t>(step), noise);
                return onDevice(noise, {columns}, device_);
            };
        }
        TextToSemantic::State state;
        const SemanticTokens made = net_.generate(request, state, {}, stop);
        return {.tokens = ids(made.tokens), .ended = made.ended};
    }

    at::Device device_;
    int threads_;
    TextToSemantic net_;
};

}  // namespace

Result<std::unique_ptr<SovitsNet>> openTorchSovits(const SovitsPaths& paths, Place place, int threads) {
    return withoutExceptions(
        [&]() -> Result<std::unique_ptr<SovitsNet>> { return std::make_unique<TorchSovits>(paths, place, threads); });
}

Result<std::unique_ptr<SemanticNet>> openTorchSemantic(const std::filesystem::path& file, Place place, int threads) {
    return withoutExceptions([&]() -> Result<std::unique_ptr<SemanticNet>> {
        const Computing computing(threads);
        return std::make_unique<TorchSemantic>(file, place, threads);
    });
}

}  // namespace timbre::nets
