// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/flac.h"

#include <fmt/format.h>
#include <sndfile.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <vector>

#include "core/audio/quantise.h"

namespace timbre {

namespace {

struct CloseSndfile {
    void operator()(SNDFILE* file) const noexcept { sf_close(file); }
};
using SndfileHandle = std::unique_ptr<SNDFILE, CloseSndfile>;

/// A file in memory: grows when written, as libsndfile sees it.
struct MemoryFile {
    std::string written;
    std::string_view readable;
    sf_count_t position = 0;
    bool writing = false;

    [[nodiscard]] std::string_view bytes() const { return writing ? std::string_view(written) : readable; }
    [[nodiscard]] sf_count_t size() const { return static_cast<sf_count_t>(bytes().size()); }

    sf_count_t seek(sf_count_t offset, int whence) {
        const sf_count_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? position : size();
        position = std::max<sf_count_t>(0, base + offset);
        return position;
    }
    sf_count_t read(void* target, sf_count_t count) {
        const sf_count_t got = std::clamp<sf_count_t>(size() - position, 0, count);
        std::memcpy(target, bytes().data() + std::min(position, size()), static_cast<std::size_t>(got));
        position += got;
        return got;
    }
    sf_count_t write(const void* source, sf_count_t count) {
        const auto end = static_cast<std::size_t>(position + count);
        written.resize(std::max(written.size(), end));
        std::memcpy(written.data() + position, source, static_cast<std::size_t>(count));
        position += count;
        return count;
    }
};

MemoryFile& asMemory(void* user) { return *static_cast<MemoryFile*>(user); }

SF_VIRTUAL_IO memoryIo() {
    SF_VIRTUAL_IO io{};
    io.get_filelen = [](void* user) { return asMemory(user).size(); };
    io.seek = [](sf_count_t offset, int whence, void* user) { return asMemory(user).seek(offset, whence); };
    io.read = [](void* bytes, sf_count_t count, void* user) { return asMemory(user).read(bytes, count); };
    io.write = [](const void* bytes, sf_count_t count, void* user) { return asMemory(user).write(bytes, count); };
    io.tell = [](void* user) { return asMemory(user).position; };
    return io;
}

constexpr int kMaximumChannels = 8;
constexpr int kMinimumRateHz = 1'000;
constexpr int kMaximumRateHz = 192'000;

Result<void> checkLayout(const AudioClip& clip) {
    if (clip.channels < 1 || clip.channels > kMaximumChannels) {
        return fail(ErrorCode::InvalidInput, fmt::format("FLAC holds 1 to 8 channels, not {}", clip.channels));
    }
    if (clip.frames() == 0) {
        return fail(ErrorCode::InvalidInput, "there is no sound to pack");
    }
    if (clip.sampleRateHz < kMinimumRateHz || clip.sampleRateHz > kMaximumRateHz) {
        return fail(ErrorCode::InvalidInput, fmt::format("cannot pack sound of {} Hz", clip.sampleRateHz),
                    fmt::format("Convert it to {} to {} Hz first.", kMinimumRateHz, kMaximumRateHz));
    }
    return {};
}

}  // namespace

Result<std::string> encodeFlac(const AudioClip& clip) {
    if (auto fits = checkLayout(clip); !fits) {
        return tl::unexpected(fits.error());
    }
    MemoryFile memory;
    memory.writing = true;
    SF_INFO info{};
    info.samplerate = clip.sampleRateHz;
    info.channels = clip.channels;
    info.format = SF_FORMAT_FLAC | SF_FORMAT_PCM_16;
    SF_VIRTUAL_IO io = memoryIo();
    SndfileHandle file(sf_open_virtual(&io, SFM_WRITE, &info, &memory));
    if (!file) {
        return fail(ErrorCode::Internal, fmt::format("the FLAC encoder refused: {}", sf_strerror(nullptr)));
    }
    detail::DitherNoise noise(0);
    std::vector<int> integers(clip.frames() * static_cast<std::size_t>(clip.channels));
    std::ranges::transform(
        clip.samples.begin(), clip.samples.begin() + static_cast<std::ptrdiff_t>(integers.size()), integers.begin(),
        [&](float sample) { return detail::quantise(std::isfinite(sample) ? sample : 0.0F, 16, &noise); });
    const auto count = static_cast<sf_count_t>(integers.size());
    const bool wrote = sf_write_int(file.get(), integers.data(), count) == count;
    if (sf_close(file.release()) != 0 || !wrote) {
        return fail(ErrorCode::Internal, "the FLAC encoder failed");
    }
    return std::move(memory.written);
}

Result<AudioClip> decodeFlac(std::string_view bytes) {
    MemoryFile memory;
    memory.readable = bytes;
    SF_INFO info{};
    SF_VIRTUAL_IO io = memoryIo();
    const SndfileHandle file(bytes.starts_with("fLaC") ? sf_open_virtual(&io, SFM_READ, &info, &memory) : nullptr);
    if (!file || info.channels < 1 || info.channels > kMaximumChannels) {
        return fail(ErrorCode::Corrupt, "the sound is not FLAC or its beginning is damaged");
    }
    AudioClip clip{.sampleRateHz = info.samplerate, .channels = info.channels, .samples = {}};
    // Block by block: what a damaged header declares may not decide how much memory is taken.
    constexpr std::size_t kBlockFrames = 65'536;
    std::vector<float> block(kBlockFrames * static_cast<std::size_t>(info.channels));
    for (;;) {
        const auto got = sf_readf_float(file.get(), block.data(), static_cast<sf_count_t>(kBlockFrames));
        if (got <= 0) {
            break;
        }
        clip.samples.insert(clip.samples.end(), block.begin(), block.begin() + got * info.channels);
    }
    if (clip.frames() == 0 || static_cast<sf_count_t>(clip.frames()) < info.frames ||
        sf_error(file.get()) != SF_ERR_NO_ERROR) {
        return fail(ErrorCode::Corrupt, "the sound is damaged or cut short");
    }
    return clip;
}

}  // namespace timbre
