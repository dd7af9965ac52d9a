// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/take_writer.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cctype>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <limits>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/base/files.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

// RIFF id, size, WAVE (12) | JUNK or ds64 chunk (8 + 28) | fmt chunk (8 + 16) | data id, size (8).
constexpr std::size_t kHeaderBytes = 80;
constexpr std::size_t kReservedOffset = 12;
constexpr std::uint32_t kReservedBytes = 28;
constexpr std::size_t kFormatOffset = 48;
constexpr std::size_t kDataOffset = 72;
constexpr std::uint32_t kInDs64 = 0xFFFFFFFFU;  ///< A 32-bit size whose true value stands in the ds64 chunk.

using Header = std::array<std::uint8_t, kHeaderBytes>;

template <typename Unsigned>
void putLittleEndian(std::uint8_t* at, Unsigned value) {
    for (std::size_t i = 0; i < sizeof(Unsigned); ++i) {
        at[i] = static_cast<std::uint8_t>(value >> (8U * i));
    }
}

template <typename Unsigned>
Unsigned getLittleEndian(const std::uint8_t* at) {
    Unsigned value = 0;
    for (std::size_t i = 0; i < sizeof(Unsigned); ++i) {
        value = static_cast<Unsigned>(value | static_cast<Unsigned>(Unsigned{at[i]} << (8U * i)));
    }
    return value;
}

void putTag(std::uint8_t* at, std::string_view tag) { std::ranges::copy(tag, at); }

bool hasTag(const std::uint8_t* at, std::string_view tag) {
    return std::ranges::equal(tag, std::span(at, tag.size()), {}, [](char c) { return static_cast<std::uint8_t>(c); });
}

std::uint64_t bytesPerFrame(const TakeFormat& format) {
    return static_cast<std::uint64_t>(format.channels) * static_cast<std::uint64_t>(format.bits / 8);
}

Header makeHeader(const TakeFormat& format, std::uint64_t frames) {
    const std::uint64_t frameBytes = bytesPerFrame(format);
    const std::uint64_t dataBytes = frames * frameBytes;
    const std::uint64_t riffBytes = kHeaderBytes - 8 + dataBytes + (dataBytes & 1U);
    const bool large = riffBytes >= kInDs64;
    Header header{};
    putTag(&header[0], large ? "RF64" : "RIFF");
    putLittleEndian(&header[4], large ? kInDs64 : static_cast<std::uint32_t>(riffBytes));
    putTag(&header[8], "WAVE");
    putTag(&header[kReservedOffset], large ? "ds64" : "JUNK");
    putLittleEndian(&header[kReservedOffset + 4], kReservedBytes);
    if (large) {
        putLittleEndian(&header[kReservedOffset + 8], riffBytes);
        putLittleEndian(&header[kReservedOffset + 16], dataBytes);
        putLittleEndian(&header[kReservedOffset + 24], frames);
    }
    std::uint8_t* at = &header[kFormatOffset];
    putTag(at, "fmt ");
    putLittleEndian(at + 4, std::uint32_t{16});
    putLittleEndian(at + 8, std::uint16_t{1});  // WAVE_FORMAT_PCM
    putLittleEndian(at + 10, static_cast<std::uint16_t>(format.channels));
    putLittleEndian(at + 12, static_cast<std::uint32_t>(format.sampleRateHz));
    putLittleEndian(at + 16, static_cast<std::uint32_t>(frameBytes * static_cast<std::uint64_t>(format.sampleRateHz)));
    putLittleEndian(at + 20, static_cast<std::uint16_t>(frameBytes));
    putLittleEndian(at + 22, static_cast<std::uint16_t>(format.bits));
    putTag(&header[kDataOffset], "data");
    putLittleEndian(&header[kDataOffset + 4], large ? kInDs64 : static_cast<std::uint32_t>(dataBytes));
    return header;
}

bool isUsable(const TakeFormat& format) {
    return format.channels >= 1 && format.channels <= 64 && (format.bits == 16 || format.bits == 24) &&
           format.sampleRateHz >= 1 && format.sampleRateHz <= 768'000;
}

/// The format that a header of ours states; nullopt for any other header.
std::optional<TakeFormat> parseHeader(const Header& header) {
    const bool riff = hasTag(&header[0], "RIFF") || hasTag(&header[0], "RF64");
    const bool reserved = hasTag(&header[kReservedOffset], "JUNK") || hasTag(&header[kReservedOffset], "ds64");
    const std::uint8_t* at = &header[kFormatOffset];
    const bool ours = riff && hasTag(&header[8], "WAVE") && reserved && hasTag(at, "fmt ") &&
                      getLittleEndian<std::uint32_t>(&header[kReservedOffset + 4]) == kReservedBytes &&
                      getLittleEndian<std::uint32_t>(at + 4) == 16 && getLittleEndian<std::uint16_t>(at + 8) == 1 &&
                      hasTag(&header[kDataOffset], "data");
    const TakeFormat format{
        .sampleRateHz = static_cast<int>(std::min<std::uint32_t>(getLittleEndian<std::uint32_t>(at + 12), 1U << 30U)),
        .channels = getLittleEndian<std::uint16_t>(at + 10),
        .bits = getLittleEndian<std::uint16_t>(at + 22)};
    if (!ours || !isUsable(format) || getLittleEndian<std::uint16_t>(at + 20) != bytesPerFrame(format)) {
        return std::nullopt;
    }
    return format;
}

std::string reasonOf(int code) { return std::generic_category().message(code); }

std::string adviceFor(int code) {
    switch (code) {
        case ENOSPC:
        case EDQUOT:
            return "Free some disk space and record on.";
        case EFBIG:
            return "This disk takes no larger file; record on under another name.";
        case EACCES:
        case EPERM:
        case EROFS:
            return "Choose a folder you may write to.";
        case ENOENT:
        case ENOTDIR:
            return "Make the folder first, or choose another one.";
        default:
            return {};
    }
}

/// Writes all of `bytes` at `offset` and returns how many arrived; fewer than asked leaves the reason in errno.
std::size_t writeAt(int fd, std::span<const std::uint8_t> bytes, std::uint64_t offset) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t wrote = ::pwrite(fd, bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + done));
        if (wrote < 0 && errno == EINTR) {
            continue;
        }
        if (wrote <= 0) {
            break;
        }
        done += static_cast<std::size_t>(wrote);
    }
    return done;
}

fs::path withSuffixBeforeExtension(const fs::path& path, const std::string& suffix) {
    fs::path name = path.stem();
    name += suffix;
    name += path.extension();
    return path.parent_path() / name;
}

fs::path partPathOf(const fs::path& target) { return withSuffixBeforeExtension(target, ".part"); }

bool isWavName(const fs::path& path) {
    std::string extension = path.extension().string();
    std::ranges::transform(extension, extension.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return !path.stem().empty() && (extension == ".wav" || extension == ".wave");
}

Result<void> checkTarget(const fs::path& target, bool overwrite) {
    if (!isWavName(target)) {
        return fail(ErrorCode::InvalidInput,
                    "a recording is a WAV file, and " + displayPath(target) + " is no .wav name",
                    "Give a name that ends in .wav; other formats can be made from it afterwards.");
    }
    std::error_code ignored;
    if (fs::is_directory(target, ignored)) {
        return fail(ErrorCode::InvalidInput, displayPath(target) + " is a folder, not a file",
                    "Name a file inside it.");
    }
    if (!overwrite && fs::exists(target, ignored)) {
        return fail(ErrorCode::AlreadyExists, displayPath(target) + " exists already; nothing was overwritten",
                    "Choose another name, or allow overwriting.");
    }
    return {};
}

std::int32_t toWhole(float sample, float fullScale) {
    if (!(sample > -1.0F)) {  // also catches NaN
        return std::isnan(sample) ? 0 : static_cast<std::int32_t>(-fullScale);
    }
    return static_cast<std::int32_t>(std::min(std::nearbyint(sample * fullScale), fullScale - 1.0F));
}

/// Locks the new part file. False where somebody was quicker: holds the lock, or took the file for a dead one's and
/// removed it.
bool ownsAlone(int fd, const fs::path& part) {
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        return false;
    }
    struct stat opened {};
    struct stat named {};
    return ::fstat(fd, &opened) == 0 && ::stat(part.c_str(), &named) == 0 && opened.st_ino == named.st_ino &&
           opened.st_dev == named.st_dev;
}

}  // namespace

Result<TakeWriter> TakeWriter::create(fs::path target, const TakeFormat& format, bool overwrite) {
    if (auto usable = checkTarget(target, overwrite); !usable) {
        return tl::unexpected(usable.error());
    }
    if (!isUsable(format)) {
        return fail(ErrorCode::InvalidInput,
                    "cannot record " + std::to_string(format.channels) + " channels of " + std::to_string(format.bits) +
                        " bits at " + std::to_string(format.sampleRateHz) + " Hz",
                    "Use 1 to 64 channels, 16 or 24 bits and a rate up to 768000 Hz.");
    }
    fs::path part = partPathOf(target);
    const int fd = ::open(part.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (fd < 0) {
        const int code = errno;
        if (code == EEXIST) {
            return fail(ErrorCode::AlreadyExists, "an unfinished recording lies at " + displayPath(part),
                        "Recover or remove it first, or choose another name.");
        }
        return fail(code == ENOENT ? ErrorCode::NotFound : ErrorCode::Io,
                    "cannot write " + displayPath(target) + ": " + reasonOf(code), adviceFor(code));
    }
    // The lock tells a recording that runs from one that was killed. A file system without locks only loses that.
    if (!ownsAlone(fd, part)) {
        ::close(fd);
        return fail(ErrorCode::AlreadyExists, "another program is recording to " + displayPath(target),
                    "Choose another name.");
    }
    TakeWriter writer(fd, std::move(target), std::move(part), format, overwrite);
    if (auto begun = writer.checkpoint(); !begun) {
        writer.discard();
        return tl::unexpected(begun.error());
    }
    return writer;
}

TakeWriter::TakeWriter(int fd, fs::path target, fs::path part, const TakeFormat& format, bool overwrite)
    : fd_(fd), target_(std::move(target)), part_(std::move(part)), format_(format), overwrite_(overwrite) {}

TakeWriter::TakeWriter(TakeWriter&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      target_(std::move(other.target_)),
      part_(std::move(other.part_)),
      format_(other.format_),
      overwrite_(other.overwrite_),
      frames_(other.frames_),
      framesAtCheckpoint_(other.framesAtCheckpoint_),
      bytes_(std::move(other.bytes_)) {}

TakeWriter::~TakeWriter() {
    if (fd_ >= 0) {
        static_cast<void>(checkpoint());  // nobody is left to tell; the sound itself is in the file already
        ::close(fd_);
    }
}

Result<void> TakeWriter::append(std::span<const float> samples) {
    assert(fd_ >= 0 && samples.size() % static_cast<std::size_t>(format_.channels) == 0);
    // In blocks, so that a long span still gets its checkpoint each second and the byte buffer stays small.
    const auto rate = static_cast<std::uint64_t>(format_.sampleRateHz);
    while (!samples.empty()) {
        const std::uint64_t untilCheckpoint = framesAtCheckpoint_ + rate - frames_;
        const std::size_t count = std::min<std::size_t>(
            samples.size(), static_cast<std::size_t>(untilCheckpoint) * static_cast<std::size_t>(format_.channels));
        if (auto written = writeSamples(samples.first(count)); !written) {
            return written;
        }
        samples = samples.subspan(count);
        if (frames_ - framesAtCheckpoint_ >= rate) {
            if (auto flushed = checkpoint(); !flushed) {
                return flushed;
            }
        }
    }
    return {};
}

Result<void> TakeWriter::writeSamples(std::span<const float> samples) {
    bytes_.clear();
    const float fullScale = format_.bits == 16 ? 32'768.0F : 8'388'608.0F;
    for (const float sample : samples) {
        const auto whole = static_cast<std::uint32_t>(toWhole(sample, fullScale));
        for (unsigned shift = 0; shift < static_cast<unsigned>(format_.bits); shift += 8) {
            bytes_.push_back(static_cast<std::uint8_t>(whole >> shift));
        }
    }
    const std::uint64_t frameBytes = bytesPerFrame(format_);
    const std::size_t written = writeAt(fd_, bytes_, kHeaderBytes + frames_ * frameBytes);
    const int code = errno;
    frames_ += written / frameBytes;
    if (written == bytes_.size()) {
        return {};
    }
    static_cast<void>(checkpoint());  // the header can still be put right: it lies in blocks the file already has
    return fail(ErrorCode::Io, "cannot write more of " + displayPath(target_) + ": " + reasonOf(code), adviceFor(code));
}

Result<void> TakeWriter::checkpoint() {
    const Header header = makeHeader(format_, frames_);
    const bool written = writeAt(fd_, header, 0) == header.size();
    if (!written || (::fdatasync(fd_) != 0 && errno != EINVAL)) {
        const int code = errno;
        return fail(ErrorCode::Io, "cannot flush " + displayPath(target_) + ": " + reasonOf(code), adviceFor(code));
    }
    framesAtCheckpoint_ = frames_;
    return {};
}

Result<TakeFile> TakeWriter::finish() {
    assert(fd_ >= 0);
    const std::uint64_t dataBytes = frames_ * bytesPerFrame(format_);
    static_cast<void>(::ftruncate(fd_, static_cast<off_t>(kHeaderBytes + dataBytes)));  // half a frame of a full disk
    if ((dataBytes & 1U) != 0) {
        const std::array<std::uint8_t, 1> pad{};  // RIFF chunks are even; readers forgive it where the disk is full
        static_cast<void>(writeAt(fd_, pad, kHeaderBytes + dataBytes));
    }
    auto flushed = checkpoint();
    ::close(std::exchange(fd_, -1));
    if (!flushed) {
        Error error = flushed.error();
        error.detail += "; the recording stays in " + displayPath(part_);
        return tl::unexpected<Error>(std::move(error));
    }
    std::error_code error;
    if (!overwrite_ && fs::exists(target_, error)) {
        return fail(
            ErrorCode::AlreadyExists,
            "meanwhile a file " + displayPath(target_) + " has appeared; the recording stays in " + displayPath(part_),
            "Rename one of the two.");
    }
    fs::rename(part_, target_, error);
    if (error) {
        return fail(ErrorCode::Io,
                    "cannot name the recording " + displayPath(target_) + " (" + error.message() + "); it stays in " +
                        displayPath(part_),
                    adviceFor(error.value()));
    }
    return TakeFile{.path = target_, .format = format_, .frames = frames_};
}

void TakeWriter::discard() noexcept {
    if (fd_ >= 0) {
        ::close(std::exchange(fd_, -1));
        ::unlink(part_.c_str());
    }
}

namespace {

struct OpenFile {
    int fd;
    explicit OpenFile(int descriptor) : fd(descriptor) {}
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile() {
        if (fd >= 0) {
            ::close(fd);
        }
    }
};

}  // namespace

Result<TakeFile> recoverTake(const fs::path& path) {
    const OpenFile file(::open(path.c_str(), O_RDWR | O_CLOEXEC));
    if (file.fd < 0) {
        const int code = errno;
        return fail(code == ENOENT ? ErrorCode::NotFound : ErrorCode::Io,
                    "cannot open " + displayPath(path) + ": " + reasonOf(code),
                    code == ENOENT ? "Check the name and the folder." : adviceFor(code));
    }
    if (::flock(file.fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        return fail(ErrorCode::AlreadyExists, displayPath(path) + " is being recorded at this moment",
                    "Wait until that recording has ended.");
    }
    Header found{};
    struct stat facts {};
    const bool whole = ::pread(file.fd, found.data(), found.size(), 0) == static_cast<ssize_t>(found.size());
    const auto format = whole ? parseHeader(found) : std::nullopt;
    if (!format || ::fstat(file.fd, &facts) != 0) {
        return fail(ErrorCode::Corrupt, displayPath(path) + " is not an unfinished recording of Timbre",
                    "Only files that `timbre record` left behind can be recovered.");
    }
    const auto dataBytes = static_cast<std::uint64_t>(facts.st_size) - kHeaderBytes;
    const std::uint64_t frames = dataBytes / bytesPerFrame(*format);
    if (frames == 0) {
        return fail(ErrorCode::Corrupt, displayPath(path) + " holds no sound: it was cut short before the first frame",
                    "Record again.");
    }
    const std::uint64_t wanted = frames * bytesPerFrame(*format);
    const Header header = makeHeader(*format, frames);
    TakeFile take{.path = path, .format = *format, .frames = frames, .repaired = false};
    if (header == found && dataBytes == wanted + (wanted & 1U)) {
        return take;
    }
    const bool repaired = ::ftruncate(file.fd, static_cast<off_t>(kHeaderBytes + wanted + (wanted & 1U))) == 0 &&
                          writeAt(file.fd, header, 0) == header.size() && ::fsync(file.fd) == 0;
    if (!repaired) {
        const int code = errno;
        return fail(ErrorCode::Io, "cannot repair " + displayPath(path) + ": " + reasonOf(code), adviceFor(code));
    }
    take.repaired = true;
    return take;
}

Result<std::optional<TakeFile>> rescueUnfinishedTake(const fs::path& target) {
    const fs::path part = partPathOf(target);
    std::error_code error;
    if (!fs::exists(part, error)) {
        return std::nullopt;
    }
    auto take = recoverTake(part);
    if (!take && take.error().code == ErrorCode::Corrupt && fs::file_size(part, error) <= kHeaderBytes) {
        fs::remove(part, error);
        return std::nullopt;
    }
    if (!take) {
        return tl::unexpected(take.error());
    }
    fs::path kept = withSuffixBeforeExtension(target, ".recovered");
    for (int number = 2; fs::exists(kept, error); ++number) {
        kept = withSuffixBeforeExtension(target, ".recovered-" + std::to_string(number));
    }
    fs::rename(part, kept, error);
    if (error) {
        return fail(ErrorCode::Io,
                    "cannot rename " + displayPath(part) + " to " + displayPath(kept) + ": " + error.message(),
                    adviceFor(error.value()));
    }
    take->path = kept;
    return std::optional<TakeFile>(std::move(*take));
}

}  // namespace timbre
