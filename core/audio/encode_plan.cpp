// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/encode_plan.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <string>

#include "core/audio/resample.h"
#include "core/base/files.h"

namespace timbre {

namespace fs = std::filesystem;

std::optional<AudioFormat> audioFormatFromName(const fs::path& path) {
    std::string extension = path.extension().string();
    std::ranges::transform(extension, extension.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (extension == ".wav") {
        return AudioFormat::Wav;
    }
    if (extension == ".flac") {
        return AudioFormat::Flac;
    }
    if (extension == ".ogg" || extension == ".oga") {
        return AudioFormat::OggVorbis;
    }
    if (extension == ".mp3") {
        return AudioFormat::Mp3;
    }
    return std::nullopt;
}

namespace detail {

namespace {

constexpr std::array kMpegRates = {8'000, 11'025, 12'000, 16'000, 22'050, 24'000, 32'000, 44'100, 48'000};
// Layer 3 bit rates of MPEG 1 (32 kHz and up), MPEG 2 (16 to 24 kHz) and MPEG 2.5 (below).
constexpr std::array kMpeg1Kbit = {32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
constexpr std::array kMpeg2Kbit = {8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
constexpr std::array kMpeg25Kbit = {8, 16, 24, 32, 40, 48, 56, 64};
constexpr int kHighestPlainRateHz = 192'000;

int greatestChannels(AudioFormat format) {
    switch (format) {
        case AudioFormat::Mp3:
            return 2;
        case AudioFormat::Flac:
        case AudioFormat::OggVorbis:
            return 8;
        case AudioFormat::Wav:
            return 64;
    }
    return 1;
}

const char* formatName(AudioFormat format) {
    switch (format) {
        case AudioFormat::Mp3:
            return "MP3";
        case AudioFormat::Flac:
            return "FLAC";
        case AudioFormat::OggVorbis:
            return "OGG Vorbis";
        case AudioFormat::Wav:
            return "WAV";
    }
    return "";
}

int rateFor(AudioFormat format, int rate) {
    if (format == AudioFormat::Mp3) {
        const auto* next = std::ranges::lower_bound(kMpegRates, rate);
        return next == kMpegRates.end() ? kMpegRates.back() : *next;
    }
    return format == AudioFormat::Wav ? rate : std::min(rate, kHighestPlainRateHz);
}

Result<int> planBitRate(const fs::path& path, const WriteOptions& options, int rate) {
    const auto known = [&](std::span<const int> list) {
        return std::ranges::find(list, options.mp3KbitPerSecond) != list.end();
    };
    if (!known(kMpeg1Kbit) && !known(kMpeg2Kbit)) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("cannot write {}: MP3 has no bit rate of {} kbit/s", displayPath(path),
                                options.mp3KbitPerSecond),
                    fmt::format("Choose one of {}.", fmt::join(mpegBitRates(rate), ", ")));
    }
    const auto allowed = mpegBitRates(rate);
    // The greatest allowed one that does not pass the wish; a wish below all of them gets the least.
    const auto above = std::ranges::upper_bound(allowed, options.mp3KbitPerSecond);
    return above == allowed.begin() ? allowed.front() : *std::prev(above);
}

Result<AudioFormat> planFormat(const fs::path& path, const WriteOptions& options) {
    if (options.format) {
        return *options.format;
    }
    if (const auto named = audioFormatFromName(path)) {
        return *named;
    }
    return fail(ErrorCode::InvalidInput, "cannot tell the sound format of " + displayPath(path) + " from its name",
                "Let it end in .wav, .flac, .ogg or .mp3.");
}

}  // namespace

std::span<const int> mpegBitRates(int sampleRateHz) {
    if (sampleRateHz >= 32'000) {
        return kMpeg1Kbit;
    }
    return sampleRateHz >= 16'000 ? std::span<const int>(kMpeg2Kbit) : std::span<const int>(kMpeg25Kbit);
}

Result<EncodePlan> makeEncodePlan(const fs::path& path, AudioLayout layout, const WriteOptions& options) {
    const auto format = planFormat(path, options);
    if (!format) {
        return tl::unexpected(format.error());
    }
    const int wished = options.sampleRateHz > 0 ? options.sampleRateHz : layout.sampleRateHz;
    for (const int rate : {layout.sampleRateHz, wished}) {
        if (rate < kMinimumSampleRateHz || rate > kMaximumSampleRateHz) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("cannot write {} at a sample rate of {} Hz", displayPath(path), rate),
                        fmt::format("Use {} to {} Hz.", kMinimumSampleRateHz, kMaximumSampleRateHz));
        }
    }
    if (layout.channels < 1 || layout.channels > greatestChannels(*format)) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("cannot write {}: {} holds 1 to {} channels, not {}", displayPath(path),
                                formatName(*format), greatestChannels(*format), layout.channels),
                    "Mix it down, or write WAV.");
    }
    if (*format == AudioFormat::Flac && options.sampleKind == SampleKind::Float32) {
        return fail(ErrorCode::InvalidInput,
                    "cannot write " + displayPath(path) + ": FLAC does not hold 32 bit float samples",
                    "Use 24 bit, or write WAV.");
    }
    if (!(options.oggQuality >= 0.0 && options.oggQuality <= 1.0)) {
        return fail(
            ErrorCode::InvalidInput,
            fmt::format("cannot write {}: an OGG quality of {} does not exist", displayPath(path), options.oggQuality),
            "Choose 0 to 1.");
    }
    if (!(options.mp3VbrQuality >= 0.0 && options.mp3VbrQuality <= 9.0)) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("cannot write {}: an MP3 quality of {} does not exist", displayPath(path),
                                options.mp3VbrQuality),
                    "Choose 0 (best) to 9.");
    }
    EncodePlan plan{.format = *format, .rate = rateFor(*format, wished), .channels = layout.channels};
    if (*format == AudioFormat::Mp3) {
        const auto bitRate = planBitRate(path, options, plan.rate);
        if (!bitRate) {
            return tl::unexpected(bitRate.error());
        }
        plan.mp3Kbit = *bitRate;
    }
    return plan;
}

}  // namespace detail

}  // namespace timbre
