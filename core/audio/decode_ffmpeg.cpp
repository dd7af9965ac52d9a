// SPDX-License-Identifier: GPL-3.0-or-later
extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/log.h>
#include <libswresample/swresample.h>
}

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/audio/sound_source.h"
#include "core/base/files.h"

namespace timbre::detail {

namespace fs = std::filesystem;

namespace {

void silenceLibraryOnce() {
    // FFmpeg writes to stderr by default; what matters comes back through our own errors.
    static std::once_flag done;
    std::call_once(done, [] { av_log_set_level(AV_LOG_QUIET); });
}

std::string avReason(int code) {
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(code, text.data(), text.size());
    return text.data();
}

struct FreeContext {
    void operator()(AVFormatContext* context) const noexcept {
        AVIOContext* io = context->pb;
        avformat_close_input(&context);
        avio_closep(&io);
    }
};
struct FreeDecoder {
    void operator()(AVCodecContext* decoder) const noexcept { avcodec_free_context(&decoder); }
};
struct FreePacket {
    void operator()(AVPacket* packet) const noexcept { av_packet_free(&packet); }
};
struct FreeFrame {
    void operator()(AVFrame* frame) const noexcept { av_frame_free(&frame); }
};
struct FreeSwr {
    void operator()(SwrContext* swr) const noexcept { swr_free(&swr); }
};
using ContextHandle = std::unique_ptr<AVFormatContext, FreeContext>;
using DecoderHandle = std::unique_ptr<AVCodecContext, FreeDecoder>;

/// A media file must not make us open other files or addresses (playlists, external references).
int refuseFurtherFiles(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) { return AVERROR(EPERM); }

Result<ContextHandle> openContainer(const fs::path& path) {
    // "file:" keeps a name like "http://x" from being taken for an address.
    AVIOContext* io = nullptr;
    const int opened = avio_open2(&io, ("file:" + displayPath(path)).c_str(), AVIO_FLAG_READ, nullptr, nullptr);
    if (opened < 0) {
        return fail(ErrorCode::Io, "cannot read " + displayPath(path) + ": " + avReason(opened));
    }
    const AVInputFormat* format = nullptr;
    const int score = av_probe_input_buffer2(io, &format, "", nullptr, 0, 0);
    AVFormatContext* raw = score >= AVPROBE_SCORE_RETRY && format != nullptr ? avformat_alloc_context() : nullptr;
    if (raw == nullptr) {
        avio_closep(&io);
        return fail(ErrorCode::Corrupt, displayPath(path) + " cannot be read: no known media format");
    }
    raw->pb = io;
    raw->flags |= AVFMT_FLAG_CUSTOM_IO;
    raw->io_open = refuseFurtherFiles;
    const int status = avformat_open_input(&raw, "", format, nullptr);
    if (status < 0) {  // frees `raw`, but not our own reader
        avio_closep(&io);
        return fail(ErrorCode::Corrupt, displayPath(path) + " cannot be read: " + avReason(status));
    }
    return ContextHandle(raw);
}

std::string tag(const AVDictionary* dictionary, const char* key) {
    const AVDictionaryEntry* entry = av_dict_get(dictionary, key, nullptr, 0);
    return entry != nullptr ? entry->value : "";
}

/// "AAC (Advanced Audio Coding)" -> "AAC".
std::string shortName(const char* longName) {
    const std::string name = longName != nullptr ? longName : "";
    return name.substr(0, name.find(" ("));
}

std::string containerName(const AVInputFormat& format) {
    const std::string name = format.name;
    if (name.find("mp4") != std::string::npos) {
        return "MP4";
    }
    if (name.find("matroska") != std::string::npos) {
        return "Matroska";
    }
    return name == "mp3" ? "MP3" : shortName(format.long_name != nullptr ? format.long_name : format.name);
}

bool hasMovingPictures(const AVFormatContext& context) {
    for (unsigned i = 0; i < context.nb_streams; ++i) {
        const AVStream& stream = *context.streams[i];
        const bool cover = (stream.disposition & AV_DISPOSITION_ATTACHED_PIC) != 0;
        if (stream.codecpar->codec_type == AVMEDIA_TYPE_VIDEO && !cover) {
            return true;
        }
    }
    return false;
}

const char* whatItIsInstead(const AVFormatContext& context) {
    const std::string name = context.iformat->name;
    if (name.ends_with("_pipe") || name == "image2" || name == "gif") {
        return " is a picture, not a sound file";
    }
    return hasMovingPictures(context) ? " is a video without a sound track" : " holds no sound";
}

/// "00:01:02.500000000", the way Matroska notes the length of one track.
std::optional<double> secondsOfClockText(const std::string& text) {
    int hours = 0;
    int minutes = 0;
    double seconds = 0.0;
    if (std::sscanf(text.c_str(), "%d:%d:%lf", &hours, &minutes, &seconds) != 3) {  // NOLINT(cert-err34-c)
        return std::nullopt;
    }
    const double total = hours * 3600.0 + minutes * 60.0 + seconds;
    constexpr double kLongest = 1e7;  // four months
    if (!(total > 0.0 && total < kLongest)) {  // NaN too
        return std::nullopt;
    }
    return total;
}

/// What the file says about the length of the track itself; containers whose length includes the pictures say nothing.
std::optional<double> declaredTrackSeconds(const AVStream& stream) {
    const std::string noted = tag(stream.metadata, "DURATION");
    if (const auto seconds = secondsOfClockText(noted)) {
        return seconds;
    }
    if (stream.duration == AV_NOPTS_VALUE || stream.duration <= 0) {
        return std::nullopt;
    }
    return static_cast<double>(stream.duration) * av_q2d(stream.time_base);
}

class FfmpegSource final : public SoundSource {
  public:
    FfmpegSource(ContextHandle context, DecoderHandle decoder, int streamIndex)
        : context_(std::move(context)),
          decoder_(std::move(decoder)),
          packet_(av_packet_alloc()),
          frame_(av_frame_alloc()),
          streamIndex_(streamIndex) {}

    /// Decodes the first frame: only that tells the rate and the channels for sure (HE-AAC doubles the rate that the
    /// container states). False when nothing can be decoded.
    bool start() {
        if (!packet_ || !frame_) {
            return false;
        }
        nextFrame();
        if (frame_->nb_samples <= 0 || frame_->sample_rate <= 0 || frame_->ch_layout.nb_channels <= 0) {
            return false;
        }
        fillFacts();
        convertFrame();
        return true;
    }

    std::size_t read(std::span<float> interleaved) override {
        const auto channels = static_cast<std::size_t>(facts_.channels);
        std::size_t done = 0;
        bool ended = false;
        while (done < interleaved.size()) {
            if (position_ == decoded_.size()) {
                nextFrame();
                if (frame_->nb_samples <= 0) {
                    ended = true;
                    break;
                }
                convertFrame();
                continue;
            }
            const std::size_t count = std::min(interleaved.size() - done, decoded_.size() - position_);
            std::copy_n(decoded_.begin() + static_cast<std::ptrdiff_t>(position_), count,
                        interleaved.begin() + static_cast<std::ptrdiff_t>(done));
            position_ += count;
            done += count;
        }
        readFrames_ += done / channels;
        if (ended) {
            markEnd();  // compares all frames read with what the file declares
        }
        return done / channels;
    }

  private:
    /// Leaves the next frame in frame_, or none (nb_samples 0) at the end.
    void nextFrame() {
        while (true) {
            av_frame_unref(frame_.get());
            const int status = avcodec_receive_frame(decoder_.get(), frame_.get());
            if (status == 0) {
                if (frame_->nb_samples > 0) {
                    return;
                }
                continue;
            }
            if (status != AVERROR(EAGAIN) || !feedDecoder()) {
                av_frame_unref(frame_.get());
                return;
            }
        }
    }

    /// Hands the decoder one packet of our track, or the end. False when the end was handed over before.
    bool feedDecoder() {
        if (drained_) {
            return false;
        }
        while (true) {
            av_packet_unref(packet_.get());
            const int status = av_read_frame(context_.get(), packet_.get());
            if (status < 0) {
                facts_.truncated = facts_.truncated || status != AVERROR_EOF;
                drained_ = true;
                avcodec_send_packet(decoder_.get(), nullptr);
                return true;
            }
            if (packet_->stream_index != streamIndex_) {
                continue;
            }
            facts_.damaged = facts_.damaged || (packet_->flags & AV_PKT_FLAG_CORRUPT) != 0;
            if (avcodec_send_packet(decoder_.get(), packet_.get()) == 0) {
                return true;
            }
            facts_.damaged = true;  // a packet that cannot be decoded is left out
        }
    }

    void fillFacts() {
        const AVStream& stream = *context_->streams[streamIndex_];
        facts_.container = containerName(*context_->iformat);
        const AVCodecDescriptor* codec = avcodec_descriptor_get(stream.codecpar->codec_id);
        facts_.codec = codec != nullptr ? shortName(codec->long_name) : "";
        facts_.sampleRateHz = frame_->sample_rate;
        facts_.channels = frame_->ch_layout.nb_channels;
        facts_.video = hasMovingPictures(*context_);
        facts_.title = tag(context_->metadata, "title");
        facts_.artist = tag(context_->metadata, "artist");
        declaredSeconds_ = declaredTrackSeconds(stream);
        const bool containerKnows = context_->duration != AV_NOPTS_VALUE && context_->duration > 0;
        facts_.seconds =
            declaredSeconds_.value_or(containerKnows ? static_cast<double>(context_->duration) / AV_TIME_BASE : 0.0);
        facts_.frames = static_cast<std::uint64_t>(std::llround(facts_.seconds * facts_.sampleRateHz));
    }

    /// frame_ -> decoded_, as interleaved float of the first frame's rate and channels.
    void convertFrame() {
        decoded_.clear();
        position_ = 0;
        if (!prepareConverter()) {
            facts_.damaged = true;
            return;
        }
        const int room = swr_get_out_samples(converter_.get(), frame_->nb_samples);
        if (room <= 0) {
            return;
        }
        decoded_.resize(static_cast<std::size_t>(room) * static_cast<std::size_t>(facts_.channels));
        auto* out = reinterpret_cast<std::uint8_t*>(decoded_.data());
        const int got = swr_convert(converter_.get(), &out, room,
                                    const_cast<const std::uint8_t**>(frame_->extended_data), frame_->nb_samples);
        facts_.damaged = facts_.damaged || got < 0;
        decoded_.resize(static_cast<std::size_t>(std::max(0, got)) * static_cast<std::size_t>(facts_.channels));
    }

    bool prepareConverter() {
        const Shape shape{frame_->sample_rate, frame_->ch_layout.nb_channels, frame_->format};
        if (converter_ && shape == shape_) {
            return true;
        }
        AVChannelLayout from{};
        AVChannelLayout to{};
        av_channel_layout_default(&from, shape.channels);
        av_channel_layout_default(&to, facts_.channels);
        SwrContext* raw = nullptr;
        const int status = swr_alloc_set_opts2(&raw, &to, AV_SAMPLE_FMT_FLT, facts_.sampleRateHz, &from,
                                               static_cast<AVSampleFormat>(shape.format), shape.rate, 0, nullptr);
        converter_.reset(raw);
        av_channel_layout_uninit(&from);
        av_channel_layout_uninit(&to);
        shape_ = shape;
        if (status < 0 || raw == nullptr || swr_init(raw) < 0) {
            converter_.reset();
            return false;
        }
        return true;
    }

    void markEnd() {
        // Encoder padding and the container's rounding move the end by a few frames; more than this is missing sound.
        constexpr double kToleranceSeconds = 0.25;
        const double got = static_cast<double>(readFrames_) / facts_.sampleRateHz;
        facts_.truncated = facts_.truncated || (declaredSeconds_ && got + kToleranceSeconds < *declaredSeconds_);
    }

    struct Shape {
        int rate = 0;
        int channels = 0;
        int format = 0;
        bool operator==(const Shape&) const = default;
    };

    ContextHandle context_;
    DecoderHandle decoder_;
    std::unique_ptr<AVPacket, FreePacket> packet_;
    std::unique_ptr<AVFrame, FreeFrame> frame_;
    std::unique_ptr<SwrContext, FreeSwr> converter_;
    Shape shape_;
    int streamIndex_;
    bool drained_ = false;
    std::optional<double> declaredSeconds_;
    std::vector<float> decoded_;
    std::size_t position_ = 0;
    std::uint64_t readFrames_ = 0;
};

DecoderHandle makeDecoder(const AVStream& stream) {
    const AVCodec* codec = avcodec_find_decoder(stream.codecpar->codec_id);
    DecoderHandle decoder(codec != nullptr ? avcodec_alloc_context3(codec) : nullptr);
    if (!decoder || avcodec_parameters_to_context(decoder.get(), stream.codecpar) < 0) {
        return nullptr;
    }
    decoder->pkt_timebase = stream.time_base;
    decoder->thread_count = 1;
    if (avcodec_open2(decoder.get(), codec, nullptr) < 0) {
        return nullptr;
    }
    return decoder;
}

}  // namespace

Result<std::unique_ptr<SoundSource>> openWithFfmpeg(const fs::path& path) {
    silenceLibraryOnce();
    auto context = openContainer(path);
    if (!context) {
        return tl::unexpected(context.error());
    }
    const int analysed = avformat_find_stream_info(context->get(), nullptr);
    const int index = av_find_best_stream(context->get(), AVMEDIA_TYPE_AUDIO, -1, -1, nullptr, 0);
    if (index < 0 && (*context)->nb_streams > 0) {
        return fail(ErrorCode::InvalidInput, displayPath(path) + whatItIsInstead(**context),
                    "Choose a file that has sound in it.");
    }
    if (index < 0) {
        return fail(ErrorCode::Corrupt, displayPath(path) + " cannot be read: " +
                                            (analysed < 0 ? avReason(analysed) : std::string("it has no tracks")));
    }
    for (unsigned i = 0; i < (*context)->nb_streams; ++i) {
        (*context)->streams[i]->discard = static_cast<int>(i) == index ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    }
    const AVStream& stream = *(*context)->streams[index];
    auto decoder = makeDecoder(stream);
    if (!decoder) {
        return fail(ErrorCode::Unsupported,
                    displayPath(path) + " holds sound of a kind that cannot be decoded here (" +
                        avcodec_get_name(stream.codecpar->codec_id) + ")",
                    "Convert it to WAV or FLAC with the program that made it.");
    }
    auto source = std::make_unique<FfmpegSource>(std::move(*context), std::move(decoder), index);
    if (!source->start()) {
        return fail(ErrorCode::Corrupt, displayPath(path) + " cannot be read: no part of its sound can be decoded");
    }
    return source;
}

}  // namespace timbre::detail
