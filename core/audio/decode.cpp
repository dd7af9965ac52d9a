// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/decode.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <new>
#include <optional>
#include <utility>
#include <vector>

#include "core/audio/resample.h"
#include "core/audio/sound_sniff.h"
#include "core/audio/sound_source.h"
#include "core/base/files.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

using detail::SoundSource;
using SourceResult = Result<std::unique_ptr<SoundSource>>;

constexpr int kMaximumChannels = 64;
constexpr std::size_t kBlockFrames = 8192;
constexpr double kGreatestSeconds = 1e9;
// 120 dB over full scale is no sound but bytes of another kind; squares and filters of it would overflow later.
constexpr float kGreatestSample = 1e6F;

/// The sentence for a file that neither library could open.
tl::unexpected<Error> explainFailure(const fs::path& path, const detail::Sniffed& sniffed, const Error& sndfile,
                                     const Error& ffmpeg) {
    const bool ffmpegKnowsWhy = ffmpeg.code != ErrorCode::Corrupt;
    if (ffmpegKnowsWhy) {
        return tl::unexpected(ffmpeg);
    }
    if (sndfile.code == ErrorCode::Io) {
        return tl::unexpected(sndfile);
    }
    if (sniffed.name.empty()) {
        return fail(ErrorCode::Unsupported, displayPath(path) + " is not a sound or video file that can be read here",
                    "Choose a WAV, FLAC, OGG, Opus, MP3, M4A or video file.");
    }
    return fail(ErrorCode::Corrupt,
                displayPath(path) + " begins like " + sniffed.name +
                    " but is damaged or cut short, so nothing of it can be read",
                "Copy it again from where it came from, or export it anew.");
}

SourceResult openSource(const fs::path& path) {
    const auto sniffed = detail::sniff(path);
    if (!sniffed) {
        return tl::unexpected(sniffed.error());
    }
    if (sniffed->text) {
        return fail(ErrorCode::InvalidInput, displayPath(path) + " is a text file, not a sound file",
                    "Choose a WAV, FLAC, OGG, Opus, MP3, M4A or video file.");
    }
    auto first = sniffed->sndfileFirst ? detail::openWithSndfile(path) : detail::openWithFfmpeg(path);
    if (first) {
        return first;
    }
    // libsndfile's MPEG decoder (libmpg123) reports damage nowhere but on stderr, so it only stands in for a missing
    // one.
    if (sniffed->mpeg && first.error().code != ErrorCode::Unsupported) {
        return explainFailure(path, *sniffed, first.error(), first.error());
    }
    auto second = sniffed->sndfileFirst ? detail::openWithFfmpeg(path) : detail::openWithSndfile(path);
    if (second) {
        return second;
    }
    const bool swapped = !sniffed->sndfileFirst;
    return explainFailure(path, *sniffed, swapped ? second.error() : first.error(),
                          swapped ? first.error() : second.error());
}

Result<void> checkFacts(const fs::path& path, const AudioFacts& facts) {
    if (facts.channels < 1 || facts.channels > kMaximumChannels) {
        return fail(
            ErrorCode::InvalidInput,
            fmt::format("{} has {} channels; 1 to {} can be read", displayPath(path), facts.channels, kMaximumChannels),
            "Export it with fewer channels.");
    }
    if (facts.sampleRateHz < kMinimumSampleRateHz || facts.sampleRateHz > kMaximumSampleRateHz) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{} has a sample rate of {} Hz; {} to {} Hz can be read", displayPath(path),
                                facts.sampleRateHz, kMinimumSampleRateHz, kMaximumSampleRateHz),
                    "Export it at 44100 or 48000 Hz.");
    }
    return {};
}

Result<void> checkOptions(const ReadOptions& options) {
    const bool badRate = options.sampleRateHz != 0 &&
                         (options.sampleRateHz < kMinimumSampleRateHz || options.sampleRateHz > kMaximumSampleRateHz);
    if (badRate) {
        return fail(ErrorCode::InvalidInput, fmt::format("cannot convert to {} Hz", options.sampleRateHz),
                    fmt::format("Choose {} to {} Hz.", kMinimumSampleRateHz, kMaximumSampleRateHz));
    }
    if (!(options.maximumSeconds >= 0.0 && options.maximumSeconds <= kGreatestSeconds)) {
        return fail(ErrorCode::InvalidInput, fmt::format("cannot read at most {} seconds", options.maximumSeconds),
                    "Give 0 for all, or a length in seconds.");
    }
    return {};
}

std::uint64_t replaceUnusable(std::span<float> samples) {
    std::uint64_t replaced = 0;
    for (float& sample : samples) {
        if (!(std::fabs(sample) <= kGreatestSample)) {
            sample = 0.0F;
            ++replaced;
        }
    }
    return replaced;
}

}  // namespace

struct AudioReader::State {
    fs::path path;
    ReadOptions options;
    std::unique_ptr<SoundSource> source;
    std::optional<StreamResampler> resampler;
    AudioFacts facts;
    int rate = 0;
    int channels = 0;
    std::vector<float> block;  // as the source gives it
    std::vector<float> mono;   // after the downmix
    std::vector<float> ready;  // at the wanted rate
    std::size_t position = 0;  // consumed part of `ready`
    std::uint64_t sourceFrames = 0;
    bool ended = false;

    /// Decodes one more block into `ready`, which is used up.
    void refill() {
        ready.clear();
        position = 0;
        const auto sourceChannels = static_cast<std::size_t>(facts.channels);
        std::size_t wanted = kBlockFrames;
        if (options.maximumSeconds > 0.0) {
            const auto limit = static_cast<std::uint64_t>(std::llround(options.maximumSeconds * facts.sampleRateHz));
            wanted = static_cast<std::size_t>(std::min<std::uint64_t>(wanted, limit - std::min(limit, sourceFrames)));
        }
        block.resize(kBlockFrames * sourceChannels);
        const std::size_t got = source->read(std::span(block).first(wanted * sourceChannels));
        block.resize(got * sourceChannels);
        sourceFrames += got;
        facts.nonFiniteSamples += replaceUnusable(block);
        convert();
        takeOverFacts();
        if (got < wanted || wanted < kBlockFrames) {
            finish(got == wanted && wanted < kBlockFrames);
        }
    }

    void convert() {
        std::span<const float> samples = block;
        if (options.mono && facts.channels > 1) {
            downmix(block, facts.channels, mono);
            samples = mono;
        }
        if (resampler) {
            resampler->process(samples, ready);
        } else {
            ready.assign(samples.begin(), samples.end());
        }
    }

    void takeOverFacts() {
        const AudioFacts& found = source->facts();
        facts.truncated = found.truncated;
        facts.damaged = found.damaged;
    }

    void finish(bool atMaximum) {
        ended = true;
        if (resampler) {
            resampler->flush(ready);
        }
        if (atMaximum) {
            // One frame more tells whether the limit cut anything off.
            std::vector<float> probe(static_cast<std::size_t>(facts.channels));
            facts.cutAtMaximum = source->read(probe) > 0;
        }
        if (!facts.cutAtMaximum) {
            facts.frames = sourceFrames;
            facts.seconds = static_cast<double>(sourceFrames) / facts.sampleRateHz;
        }
        takeOverFacts();
    }
};

AudioReader::AudioReader(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
AudioReader::AudioReader(AudioReader&&) noexcept = default;
AudioReader& AudioReader::operator=(AudioReader&&) noexcept = default;
AudioReader::~AudioReader() = default;

Result<AudioReader> AudioReader::open(const fs::path& path, const ReadOptions& options) {
    if (auto valid = checkOptions(options); !valid) {
        return tl::unexpected(valid.error());
    }
    auto source = openSource(path);
    if (!source) {
        return tl::unexpected(source.error());
    }
    auto state = std::make_unique<State>();
    state->path = path;
    state->options = options;
    state->source = std::move(*source);
    state->facts = state->source->facts();
    if (auto valid = checkFacts(path, state->facts); !valid) {
        return tl::unexpected(valid.error());
    }
    state->rate = options.sampleRateHz > 0 ? options.sampleRateHz : state->facts.sampleRateHz;
    state->channels = options.mono ? 1 : state->facts.channels;
    if (state->rate != state->facts.sampleRateHz) {
        auto resampler = StreamResampler::create(
            {.fromHz = state->facts.sampleRateHz, .toHz = state->rate, .channels = state->channels});
        if (!resampler) {
            return tl::unexpected(resampler.error());
        }
        state->resampler = std::move(*resampler);
    }
    return AudioReader(std::move(state));
}

int AudioReader::sampleRateHz() const noexcept { return state_->rate; }
int AudioReader::channels() const noexcept { return state_->channels; }
const AudioFacts& AudioReader::facts() const noexcept { return state_->facts; }

Result<std::size_t> AudioReader::read(std::span<float> interleaved) {
    State& state = *state_;
    const auto channels = static_cast<std::size_t>(state.channels);
    const std::size_t wanted = interleaved.size() / channels * channels;
    std::size_t done = 0;
    while (done < wanted) {
        if (state.position == state.ready.size()) {
            if (state.ended) {
                break;
            }
            state.refill();
            continue;
        }
        const std::size_t count = std::min(wanted - done, state.ready.size() - state.position);
        std::copy_n(state.ready.begin() + static_cast<std::ptrdiff_t>(state.position), count,
                    interleaved.begin() + static_cast<std::ptrdiff_t>(done));
        state.position += count;
        done += count;
    }
    if (state.ended && state.sourceFrames == 0 && (state.facts.damaged || state.facts.truncated)) {
        return fail(ErrorCode::Corrupt,
                    displayPath(state.path) + " is damaged or cut short, so no sound in it can be read",
                    "Copy it again from where it came from, or export it anew.");
    }
    return done / channels;
}

namespace {

tl::unexpected<Error> tooLong(const fs::path& path, double seconds, const ReadOptions& options) {
    return fail(ErrorCode::OutOfMemory,
                fmt::format("{} holds {:.1f} hours of sound, which needs more than the {} MiB allowed",
                            displayPath(path), seconds / 3600.0, options.maximumBytes >> 20U),
                "Split it into shorter files.");
}

Result<DecodedAudio> readWhole(const fs::path& path, const ReadOptions& options) {
    auto reader = AudioReader::open(path, options);
    if (!reader) {
        return tl::unexpected(reader.error());
    }
    const auto channels = static_cast<std::size_t>(reader->channels());
    const double limit = options.maximumSeconds;
    const double declared = reader->facts().seconds;
    const double seconds = limit > 0.0 ? std::min(limit, declared) : declared;
    const double expected = seconds * reader->sampleRateHz() * static_cast<double>(channels);
    // A header may lie. Hardly anything packs more than 100 samples into a byte, so the file's size bounds what is trusted.
    std::error_code ignored;
    const double plausible = std::min(expected, 100.0 * static_cast<double>(fs::file_size(path, ignored)));
    if (plausible * sizeof(float) > static_cast<double>(options.maximumBytes)) {
        return tooLong(path, seconds, options);
    }
    DecodedAudio decoded;
    std::vector<float>& samples = decoded.clip.samples;
    samples.reserve(static_cast<std::size_t>(plausible) + 1);
    std::vector<float> block(kBlockFrames * channels);
    while (true) {
        const auto got = reader->read(block);
        if (!got) {
            return tl::unexpected(got.error());
        }
        if (*got == 0) {
            break;
        }
        if ((samples.size() + *got * channels) * sizeof(float) > options.maximumBytes) {
            return tooLong(path,
                           static_cast<double>(samples.size()) / static_cast<double>(channels) / reader->sampleRateHz(),
                           options);
        }
        samples.insert(samples.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(*got * channels));
    }
    if (samples.empty()) {
        return fail(ErrorCode::InvalidInput, displayPath(path) + " holds no sound (its length is zero)",
                    "Record or export it again.");
    }
    decoded.clip.sampleRateHz = reader->sampleRateHz();
    decoded.clip.channels = reader->channels();
    decoded.facts = reader->facts();
    return decoded;
}

}  // namespace

Result<DecodedAudio> readAudioWithFacts(const fs::path& path, const ReadOptions& options) {
    try {
        return readWhole(path, options);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "there is not enough memory for the sound of " + displayPath(path),
                    "Close other programs, or split the file into shorter ones.");
    }
}

Result<AudioClip> readAudio(const fs::path& path, const ReadOptions& options) {
    auto decoded = readAudioWithFacts(path, options);
    if (!decoded) {
        return tl::unexpected(decoded.error());
    }
    return std::move(decoded->clip);
}

Result<AudioFacts> probe(const fs::path& path) {
    auto reader = AudioReader::open(path);
    if (!reader) {
        return tl::unexpected(reader.error());
    }
    return reader->facts();
}

}  // namespace timbre
