// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/vad.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <variant>

#include "core/audio/resample.h"
#include "core/audio/vad_energy.h"
#include "core/audio/vad_silero.h"

namespace timbre {

struct VoiceActivity::State {
    SharedVadModel model;
    std::variant<EnergyStream, SileroStream> stream;
};

VoiceActivity::VoiceActivity(SharedVadModel model) : state_(std::make_unique<State>()) {
    state_->model = std::move(model);
    if (state_->model != nullptr) {
        state_->stream = SileroStream();
    }
}
VoiceActivity::VoiceActivity(VoiceActivity&&) noexcept = default;
VoiceActivity& VoiceActivity::operator=(VoiceActivity&&) noexcept = default;
VoiceActivity::~VoiceActivity() = default;

bool VoiceActivity::usesNetwork() const noexcept { return state_->model != nullptr; }

float VoiceActivity::process(std::span<const float, kChunkFrames> chunk) noexcept {
    if (auto* silero = std::get_if<SileroStream>(&state_->stream)) {
        return silero->process(state_->model->weights(), chunk);
    }
    return std::get_if<EnergyStream>(&state_->stream)->process(chunk);
}

void VoiceActivity::reset() noexcept {
    std::visit([](auto& stream) { stream.reset(); }, state_->stream);
}

namespace {

Result<std::vector<float>> asVadInput(const AudioClip& clip) {
    if (clip.channels < 1 || clip.channels > 64) {
        return fail(ErrorCode::InvalidInput, "a clip cannot have " + std::to_string(clip.channels) + " channels");
    }
    AudioClip mono = toMono(clip);
    std::ranges::replace_if(
        mono.samples, [](float sample) { return !std::isfinite(sample); }, 0.0F);
    return resampleMono(mono.samples, mono.sampleRateHz, VoiceActivity::kSampleRateHz, ResampleQuality::Medium);
}

/// Chunks first..last (exclusive) that belong to one stretch of speech.
struct ChunkRange {
    std::size_t first;
    std::size_t last;
};

std::size_t chunksIn(int milliseconds) {
    constexpr double kChunkMs = 1000.0 * VoiceActivity::kChunkFrames / VoiceActivity::kSampleRateHz;
    return static_cast<std::size_t>(std::ceil(milliseconds / kChunkMs));
}

std::vector<ChunkRange> stretches(const std::vector<float>& probabilities, const VadSettings& settings) {
    const double leave = std::max(settings.threshold - 0.15, 0.01);
    const std::size_t minimumSilence = std::max<std::size_t>(chunksIn(settings.minimumSilenceMs), 1);
    std::vector<ChunkRange> found;
    bool speaking = false;
    std::size_t quiet = 0;
    for (std::size_t i = 0; i < probabilities.size(); ++i) {
        const double probability = probabilities[i];
        if (probability >= settings.threshold) {
            if (!speaking) {
                found.push_back({i, i + 1});
            }
            speaking = true;
            quiet = 0;
            found.back().last = i + 1;
        } else if (speaking && probability >= leave) {
            found.back().last = i + 1;
            quiet = 0;
        } else if (speaking && ++quiet >= minimumSilence) {
            speaking = false;
            quiet = 0;
        }
    }
    std::erase_if(
        found, [&](const ChunkRange& range) { return range.last - range.first < chunksIn(settings.minimumSpeechMs); });
    return found;
}

Result<void> checkSettings(const VadSettings& settings) {
    if (!(settings.threshold > 0.0 && settings.threshold < 1.0)) {
        return fail(ErrorCode::InvalidInput, "the threshold of voice activity must lie between 0 and 1");
    }
    if (settings.minimumSpeechMs < 0 || settings.minimumSilenceMs < 0 || settings.paddingMs < 0) {
        return fail(ErrorCode::InvalidInput, "the times of voice activity cannot be negative");
    }
    return {};
}

}  // namespace

Result<std::vector<float>> speechProbabilities(const AudioClip& clip, const SharedVadModel& model) {
    auto samples = asVadInput(clip);
    if (!samples) {
        return tl::unexpected(samples.error());
    }
    const std::size_t chunks = (samples->size() + VoiceActivity::kChunkFrames - 1) / VoiceActivity::kChunkFrames;
    samples->resize(chunks * VoiceActivity::kChunkFrames);
    VoiceActivity voice(model);
    std::vector<float> probabilities(chunks);
    for (std::size_t i = 0; i < chunks; ++i) {
        probabilities[i] = voice.process(std::span<const float, VoiceActivity::kChunkFrames>(
            samples->data() + i * VoiceActivity::kChunkFrames, VoiceActivity::kChunkFrames));
    }
    return probabilities;
}

Result<std::vector<FrameRange>> findSpeech(const AudioClip& clip, const SharedVadModel& model,
                                           const VadSettings& settings) {
    if (auto checked = checkSettings(settings); !checked) {
        return tl::unexpected(checked.error());
    }
    const auto probabilities = speechProbabilities(clip, model);
    if (!probabilities) {
        return tl::unexpected(probabilities.error());
    }
    const double framesPerChunk =
        static_cast<double>(VoiceActivity::kChunkFrames) * clip.sampleRateHz / VoiceActivity::kSampleRateHz;
    const double padding = settings.paddingMs * 0.001 * clip.sampleRateHz;
    std::vector<FrameRange> speech;
    for (const ChunkRange& range : stretches(*probabilities, settings)) {
        const double begin = std::max(0.0, static_cast<double>(range.first) * framesPerChunk - padding);
        const double end = static_cast<double>(range.last) * framesPerChunk + padding;
        speech.push_back({.begin = static_cast<std::size_t>(std::lround(begin)),
                          .end = std::min(clip.frames(), static_cast<std::size_t>(std::lround(end)))});
    }
    for (std::size_t i = 1; i < speech.size(); ++i) {
        if (speech[i].begin <= speech[i - 1].end) {  // Neighbours share the gap; one frame stays between them.
            const std::size_t middle = (speech[i].begin + speech[i - 1].end) / 2;
            speech[i - 1].end = middle;
            speech[i].begin = middle + 1;
        }
    }
    return speech;
}

}  // namespace timbre
