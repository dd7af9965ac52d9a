// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/encode.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sndfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <utility>
#include <vector>

#include "core/audio/encode_plan.h"
#include "core/audio/quantise.h"
#include "core/audio/resample.h"
#include "core/base/files.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

using Plan = detail::EncodePlan;

int sndfileFormat(const Plan& plan, SampleKind kind) {
    if (plan.format == AudioFormat::Mp3) {
        return SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III;
    }
    if (plan.format == AudioFormat::OggVorbis) {
        return SF_FORMAT_OGG | SF_FORMAT_VORBIS;
    }
    // More than two channels need the extensible header to be told apart.
    const int wav = plan.channels > 2 ? SF_FORMAT_WAVEX : SF_FORMAT_WAV;
    const int container = plan.format == AudioFormat::Flac ? SF_FORMAT_FLAC : wav;
    switch (kind) {
        case SampleKind::Int16:
            return container | SF_FORMAT_PCM_16;
        case SampleKind::Int24:
            return container | SF_FORMAT_PCM_24;
        case SampleKind::Float32:
            return container | SF_FORMAT_FLOAT;
    }
    return container | SF_FORMAT_PCM_16;
}

/// The file under the encoder. libsndfile drops the reason of a failed write, above all in its close; this keeps it.
class OutputFile {
  public:
    OutputFile() = default;
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    ~OutputFile() { close(); }

    bool open(const fs::path& path) {
        descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
        note(descriptor_ >= 0);
        return descriptor_ >= 0;
    }
    void close() {
        if (descriptor_ >= 0) {
            note(::close(std::exchange(descriptor_, -1)) == 0);
        }
    }
    [[nodiscard]] int firstError() const noexcept { return error_; }
    [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

    sf_count_t write(const char* bytes, sf_count_t count) {
        sf_count_t done = 0;
        while (done < count) {
            const ssize_t wrote = ::write(descriptor_, bytes + done, static_cast<std::size_t>(count - done));
            if (wrote < 0 && errno == EINTR) {
                continue;
            }
            note(wrote >= 0);
            if (wrote <= 0) {
                break;
            }
            done += wrote;
        }
        return done;
    }

  private:
    void note(bool good) noexcept {
        if (!good && error_ == 0) {
            error_ = errno;
        }
    }
    int descriptor_ = -1;
    int error_ = 0;
};

OutputFile& asFile(void* user) { return *static_cast<OutputFile*>(user); }

SF_VIRTUAL_IO virtualFile() {
    SF_VIRTUAL_IO io{};
    io.get_filelen = [](void* user) -> sf_count_t {
        struct stat facts {};
        return ::fstat(asFile(user).descriptor(), &facts) == 0 ? facts.st_size : -1;
    };
    io.seek = [](sf_count_t offset, int whence, void* user) -> sf_count_t {
        return ::lseek(asFile(user).descriptor(), offset, whence);
    };
    io.read = [](void* bytes, sf_count_t count, void* user) -> sf_count_t {
        return ::read(asFile(user).descriptor(), bytes, static_cast<std::size_t>(count));
    };
    io.write = [](const void* bytes, sf_count_t count, void* user) -> sf_count_t {
        return asFile(user).write(static_cast<const char*>(bytes), count);
    };
    io.tell = [](void* user) -> sf_count_t { return ::lseek(asFile(user).descriptor(), 0, SEEK_CUR); };
    return io;
}

void setBitRate(SNDFILE* file, const Plan& plan, const WriteOptions& options) {
    double level = 0.0;
    int mode = SF_BITRATE_MODE_CONSTANT;
    if (plan.format == AudioFormat::OggVorbis) {
        double quality = options.oggQuality;
        sf_command(file, SFC_SET_VBR_ENCODING_QUALITY, &quality, sizeof(quality));
        return;
    }
    if (options.mp3Mode == Mp3Mode::VariableRate) {
        mode = SF_BITRATE_MODE_VARIABLE;
        level = options.mp3VbrQuality / 10.0;  // libsndfile hands lame ten times the level
    } else {
        // libsndfile spreads levels 0..1 over the bit rates from the greatest of the MPEG version down to the least.
        const auto allowed = detail::mpegBitRates(plan.rate);
        level = static_cast<double>(allowed.back() - plan.mp3Kbit) / (allowed.back() - allowed.front());
    }
    sf_command(file, SFC_SET_BITRATE_MODE, &mode, sizeof(mode));
    sf_command(file, SFC_SET_COMPRESSION_LEVEL, &level, sizeof(level));
}

}  // namespace

struct AudioWriter::State {
    State(const fs::path& target, const Plan& chosen, const WriteOptions& wishes)
        : pending(target), plan(chosen), options(wishes), noise(wishes.ditherSeed) {}
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { closeEncoder(); }

    PendingFile pending;  // first, so that it goes last: the file is closed before it is removed
    OutputFile output;
    Plan plan;
    WriteOptions options;
    SNDFILE* encoder = nullptr;
    std::optional<StreamResampler> resampler;
    detail::DitherNoise noise;
    std::vector<float> clean;      // input without NaN
    std::vector<float> converted;  // at the file's rate
    std::vector<int> integers;     // quantised to the top bits of 32
    std::uint64_t framesIn = 0;
    std::uint64_t framesWritten = 0;
    std::uint64_t clipped = 0;
    std::uint64_t nonFinite = 0;

    void closeEncoder() {
        if (encoder != nullptr) {
            sf_close(std::exchange(encoder, nullptr));
        }
    }

    [[nodiscard]] tl::unexpected<Error> writeFailure() const {
        const int code = output.firstError();
        if (code != 0) {
            return tl::unexpected(ioError("cannot write", pending.targetPath(), code));
        }
        const char* why = encoder != nullptr ? sf_strerror(encoder) : "the encoder failed";
        return fail(ErrorCode::Io, "cannot write " + displayPath(pending.targetPath()) + ": " + why);
    }

    void replaceNonFinite(std::span<const float> samples) {
        clean.assign(samples.begin(), samples.end());
        for (float& sample : clean) {
            if (!std::isfinite(sample)) {
                sample = 0.0F;
                ++nonFinite;
            }
        }
    }

    int quantise(float sample, int bits) {
        clipped += std::fabs(sample) > 1.0F ? 1 : 0;
        return detail::quantise(sample, bits, bits == 16 && options.dither ? &noise : nullptr);
    }

    bool writeSamples(std::span<const float> samples) {
        const bool integer = plan.format == AudioFormat::Flac || plan.format == AudioFormat::Wav;
        const auto count = static_cast<sf_count_t>(samples.size());
        if (integer && options.sampleKind != SampleKind::Float32) {
            const int bits = options.sampleKind == SampleKind::Int16 ? 16 : 24;
            integers.resize(samples.size());
            std::ranges::transform(samples, integers.begin(), [&](float sample) { return quantise(sample, bits); });
            return sf_write_int(encoder, integers.data(), count) == count;
        }
        if (plan.format == AudioFormat::Wav) {
            return sf_write_float(encoder, samples.data(), count) == count;
        }
        for (float& sample : converted) {  // the lossy encoders overflow beyond full scale
            clipped += std::fabs(sample) > 1.0F ? 1 : 0;
            sample = std::clamp(sample, -1.0F, 1.0F);
        }
        return sf_write_float(encoder, converted.data(), count) == count;
    }

    [[nodiscard]] bool passesWavLimit(std::size_t frames) const {
        const std::uint64_t bytes = options.sampleKind == SampleKind::Int16   ? 2
                                    : options.sampleKind == SampleKind::Int24 ? 3
                                                                              : 4;
        constexpr std::uint64_t kWavLimit = 0xFFFFFFFFU - 65'536U;  // room for the headers
        return plan.format == AudioFormat::Wav &&
               (framesWritten + frames) * static_cast<std::uint64_t>(plan.channels) * bytes > kWavLimit;
    }

    /// Writes `converted`.
    Result<void> writeConverted() {
        const std::size_t frames = converted.size() / static_cast<std::size_t>(plan.channels);
        if (passesWavLimit(frames)) {
            return fail(ErrorCode::InvalidInput,
                        displayPath(pending.targetPath()) + " would pass 4 GiB, the most a WAV file holds",
                        "Write FLAC, or split the sound into several files.");
        }
        if (frames > 0 && (!writeSamples(converted) || output.firstError() != 0)) {
            return writeFailure();
        }
        framesWritten += frames;
        return {};
    }
};

AudioWriter::AudioWriter(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
AudioWriter::AudioWriter(AudioWriter&&) noexcept = default;
AudioWriter& AudioWriter::operator=(AudioWriter&&) noexcept = default;
AudioWriter::~AudioWriter() = default;

Result<AudioWriter> AudioWriter::create(const fs::path& path, AudioLayout layout, const WriteOptions& options) {
    const auto plan = detail::makeEncodePlan(path, layout, options);
    if (!plan) {
        return tl::unexpected(plan.error());
    }
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) {
        return fail(ErrorCode::Io, "cannot write " + displayPath(path) + ": it is a folder", "Name a file inside it.");
    }
    auto state = std::make_unique<State>(path, *plan, options);
    if (!state->output.open(state->pending.temporaryPath())) {
        return tl::unexpected(ioError("cannot write", path, state->output.firstError()));
    }
    SF_INFO info{};
    info.samplerate = plan->rate;
    info.channels = plan->channels;
    info.format = sndfileFormat(*plan, options.sampleKind);
    SF_VIRTUAL_IO io = virtualFile();
    state->encoder = sf_open_virtual(&io, SFM_WRITE, &info, &state->output);
    if (state->encoder == nullptr) {
        if (state->output.firstError() != 0) {
            return state->writeFailure();
        }
        return fail(ErrorCode::Unsupported, fmt::format("cannot write {}: {}", displayPath(path), sf_strerror(nullptr)),
                    "Write WAV instead.");
    }
    // The PEAK chunk carries the time of writing, so equal sound would give unequal files.
    sf_command(state->encoder, SFC_SET_ADD_PEAK_CHUNK, nullptr, SF_FALSE);
    if (plan->format == AudioFormat::Mp3 || plan->format == AudioFormat::OggVorbis) {
        setBitRate(state->encoder, *plan, options);
    }
    if (!options.title.empty()) {
        sf_set_string(state->encoder, SF_STR_TITLE, options.title.c_str());
    }
    if (!options.artist.empty()) {
        sf_set_string(state->encoder, SF_STR_ARTIST, options.artist.c_str());
    }
    if (plan->rate != layout.sampleRateHz) {
        auto resampler =
            StreamResampler::create({.fromHz = layout.sampleRateHz, .toHz = plan->rate, .channels = plan->channels});
        if (!resampler) {
            return tl::unexpected(resampler.error());
        }
        state->resampler = std::move(*resampler);
    }
    return AudioWriter(std::move(state));
}

Result<void> AudioWriter::append(std::span<const float> interleaved) {
    State& state = *state_;
    const auto channels = static_cast<std::size_t>(state.plan.channels);
    // Whole narrations may come at once; small blocks bound the copies, and libsndfile's Vorbis keeps a block on the
    // stack.
    const std::size_t blockSamples = 16'384 * channels;
    for (std::size_t start = 0; start < interleaved.size(); start += blockSamples) {
        const auto block = interleaved.subspan(start, std::min(blockSamples, interleaved.size() - start));
        state.replaceNonFinite(block);
        if (state.resampler) {
            state.converted.clear();
            state.resampler->process(state.clean, state.converted);
        } else {
            state.converted.swap(state.clean);
        }
        if (auto written = state.writeConverted(); !written) {
            return written;
        }
        state.framesIn += block.size() / channels;
    }
    return {};
}

Result<void> AudioWriter::finish() {
    State& state = *state_;
    if (state.framesIn == 0) {
        return fail(ErrorCode::InvalidInput,
                    "there is no sound to write into " + displayPath(state.pending.targetPath()));
    }
    if (state.resampler) {
        state.converted.clear();
        state.resampler->flush(state.converted);
        if (auto written = state.writeConverted(); !written) {
            return written;
        }
    }
    const bool closed = sf_close(std::exchange(state.encoder, nullptr)) == 0;
    state.output.close();
    if (!closed || state.output.firstError() != 0) {
        return state.writeFailure();
    }
    return state.pending.commit();
}

std::uint64_t AudioWriter::framesAppended() const noexcept { return state_->framesIn; }
std::uint64_t AudioWriter::clippedSamples() const noexcept { return state_->clipped; }
std::uint64_t AudioWriter::nonFiniteSamples() const noexcept { return state_->nonFinite; }
int AudioWriter::writtenSampleRateHz() const noexcept { return state_->plan.rate; }

Result<void> writeAudio(const fs::path& path, const AudioClip& clip, const WriteOptions& options) {
    auto writer = AudioWriter::create(path, {.sampleRateHz = clip.sampleRateHz, .channels = clip.channels}, options);
    if (!writer) {
        return tl::unexpected(writer.error());
    }
    if (auto appended = writer->append(clip.samples); !appended) {
        return appended;
    }
    return writer->finish();
}

}  // namespace timbre
