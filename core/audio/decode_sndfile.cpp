// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <sndfile.h>

#include <cerrno>
#include <memory>
#include <string>

#include "core/audio/sound_sniff.h"
#include "core/audio/sound_source.h"
#include "core/base/files.h"

namespace timbre::detail {

namespace fs = std::filesystem;

namespace {

struct CloseSndfile {
    void operator()(SNDFILE* file) const noexcept { sf_close(file); }
};
using SndfileHandle = std::unique_ptr<SNDFILE, CloseSndfile>;

std::string containerName(int format) {
    switch (format & SF_FORMAT_TYPEMASK) {
        case SF_FORMAT_WAV:
        case SF_FORMAT_WAVEX:
        case SF_FORMAT_RF64:
            return "WAV";
        case SF_FORMAT_FLAC:
            return "FLAC";
        case SF_FORMAT_OGG:
            return "OGG";
        case SF_FORMAT_MPEG:
            return "MP3";
        case SF_FORMAT_AIFF:
            return "AIFF";
        case SF_FORMAT_CAF:
            return "CAF";
        case SF_FORMAT_AU:
            return "AU";
        case SF_FORMAT_W64:
            return "W64";
        default:
            break;
    }
    SF_FORMAT_INFO info{};
    info.format = format & SF_FORMAT_TYPEMASK;
    const bool known = sf_command(nullptr, SFC_GET_FORMAT_INFO, &info, sizeof(info)) == 0 && info.name != nullptr;
    return known ? info.name : "sound";
}

std::string codecName(int format) {
    switch (format & SF_FORMAT_SUBMASK) {
        case SF_FORMAT_PCM_S8:
        case SF_FORMAT_PCM_U8:
            return "8 bit PCM";
        case SF_FORMAT_PCM_16:
            return "16 bit PCM";
        case SF_FORMAT_PCM_24:
            return "24 bit PCM";
        case SF_FORMAT_PCM_32:
            return "32 bit PCM";
        case SF_FORMAT_FLOAT:
            return "32 bit float";
        case SF_FORMAT_DOUBLE:
            return "64 bit float";
        case SF_FORMAT_VORBIS:
            return "Vorbis";
        case SF_FORMAT_OPUS:
            return "Opus";
        case SF_FORMAT_MPEG_LAYER_I:
            return "MPEG layer 1";
        case SF_FORMAT_MPEG_LAYER_II:
            return "MPEG layer 2";
        case SF_FORMAT_MPEG_LAYER_III:
            return "MPEG layer 3";
        default:
            break;
    }
    SF_FORMAT_INFO info{};
    info.format = format & SF_FORMAT_SUBMASK;
    const bool known = sf_command(nullptr, SFC_GET_FORMAT_INFO, &info, sizeof(info)) == 0 && info.name != nullptr;
    return known ? info.name : "";
}

std::string tag(SNDFILE* file, int which) {
    const char* text = sf_get_string(file, which);
    return text != nullptr ? text : "";
}

class SndfileSource final : public SoundSource {
  public:
    SndfileSource(SndfileHandle file, const SF_INFO& info, bool endsEarly)
        : file_(std::move(file)), endsEarly_(endsEarly), mpeg_((info.format & SF_FORMAT_TYPEMASK) == SF_FORMAT_MPEG) {
        // Streams of unknown length carry the greatest number there is.
        constexpr sf_count_t kLongestKnown = sf_count_t{1} << 48;
        facts_.container = containerName(info.format);
        facts_.codec = codecName(info.format);
        facts_.sampleRateHz = info.samplerate;
        facts_.channels = info.channels;
        facts_.frames = info.frames > 0 && info.frames < kLongestKnown ? static_cast<std::uint64_t>(info.frames) : 0;
        facts_.seconds = static_cast<double>(facts_.frames) / info.samplerate;
        facts_.title = tag(file_.get(), SF_STR_TITLE);
        facts_.artist = tag(file_.get(), SF_STR_ARTIST);
        declaredFrames_ = facts_.frames;
    }

    std::size_t read(std::span<float> interleaved) override {
        const auto wanted = static_cast<sf_count_t>(interleaved.size()) / facts_.channels;
        const auto got =
            static_cast<std::size_t>(std::max<sf_count_t>(0, sf_readf_float(file_.get(), interleaved.data(), wanted)));
        readFrames_ += got;
        if (got < static_cast<std::size_t>(wanted)) {
            markEnd();
        }
        return got;
    }

  private:
    void markEnd() {
        // Without a Xing header the length of an MP3 is an estimate, good to a few frames of 1152 samples.
        const std::uint64_t tolerance = mpeg_ ? 4 * 1152 : 0;
        facts_.damaged = facts_.damaged || sf_error(file_.get()) != SF_ERR_NO_ERROR;
        facts_.truncated = endsEarly_ || readFrames_ + tolerance < declaredFrames_;
    }

    SndfileHandle file_;
    bool endsEarly_;
    bool mpeg_;
    std::uint64_t declaredFrames_ = 0;
    std::uint64_t readFrames_ = 0;
};

}  // namespace

Result<std::unique_ptr<SoundSource>> openWithSndfile(const fs::path& path) {
    // By descriptor, so that libsndfile sees no name and cannot guess a headerless format from its extension.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return tl::unexpected(ioError("cannot read", path, errno));
    }
    SF_INFO info{};
    SndfileHandle file(sf_open_fd(descriptor, SFM_READ, &info, SF_TRUE));
    if (!file) {
        return fail(ErrorCode::Corrupt, displayPath(path) + " cannot be read: " + sf_strerror(nullptr));
    }
    return std::make_unique<SndfileSource>(std::move(file), info, endsEarly(path));
}

}  // namespace timbre::detail
