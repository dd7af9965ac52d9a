// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/take_writer.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <cmath>
#include <csignal>
#include <fstream>
#include <limits>
#include <numbers>

#include "core/audio/decode.h"
#include "core/base/files.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHeaderBytes = 80;

std::vector<float> sine(std::size_t samples) {
    std::vector<float> wave(samples);
    for (std::size_t i = 0; i < samples; ++i) {
        wave[i] = static_cast<float>(0.5 * std::sin(2.0 * std::numbers::pi * static_cast<double>(i) / 100.0));
    }
    return wave;
}

/// What a killed recorder leaves: the part file as it stood in the middle of things.
fs::path leaveUnfinished(const fs::path& target, std::size_t frames, const TakeFormat& format = {}) {
    auto writer = TakeWriter::create(target, format);
    EXPECT_TRUE(writer) << writer.error().message();
    EXPECT_TRUE(writer->append(sine(frames * static_cast<std::size_t>(format.channels))));
    return writer->partPath();
}

void overwriteBytes(const fs::path& path, std::streamoff at, const std::string& bytes) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(at);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

class TakeWriterFormats : public testing::TestWithParam<TakeFormat> {};

TEST_P(TakeWriterFormats, GiveBackWhatWasRecorded) {
    const TakeFormat format = GetParam();
    const test::TempDir dir;
    const auto wave = sine(static_cast<std::size_t>(format.channels) * 70'001);
    auto writer = TakeWriter::create(dir / "take.wav", format);
    ASSERT_TRUE(writer) << writer.error().message();
    ASSERT_TRUE(writer->append(wave));
    const auto take = writer->finish();
    ASSERT_TRUE(take) << take.error().message();
    EXPECT_EQ(take->path, dir / "take.wav");
    EXPECT_EQ(take->frames, 70'001U);

    const auto read = readAudioWithFacts(take->path);
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_FALSE(read->facts.truncated);
    EXPECT_EQ(read->clip.sampleRateHz, format.sampleRateHz);
    EXPECT_EQ(read->clip.channels, format.channels);
    ASSERT_EQ(read->clip.samples.size(), wave.size());
    const float halfStep = format.bits == 16 ? 0.5F / 32'768.0F : 0.5F / 8'388'608.0F;
    float worst = 0.0F;
    for (std::size_t i = 0; i < wave.size(); ++i) {
        worst = std::max(worst, std::fabs(wave[i] - read->clip.samples[i]));
    }
    EXPECT_LE(worst, halfStep);
}

INSTANTIATE_TEST_SUITE_P(All, TakeWriterFormats,
                         testing::Values(TakeFormat{48'000, 1, 24}, TakeFormat{44'100, 2, 24},
                                         TakeFormat{16'000, 1, 16}, TakeFormat{96'000, 3, 16}));

TEST(TakeWriter, LimitsSamplesBeyondFullScaleAndTurnsNanIntoSilence) {
    const test::TempDir dir;
    auto writer = TakeWriter::create(dir / "take.wav", {});
    ASSERT_TRUE(writer);
    const std::vector<float> wild = {2.0F,
                                     -3.0F,
                                     std::numeric_limits<float>::quiet_NaN(),
                                     1.0F,
                                     -1.0F,
                                     std::numeric_limits<float>::infinity(),
                                     -std::numeric_limits<float>::infinity()};
    ASSERT_TRUE(writer->append(wild));
    const auto take = writer->finish();
    ASSERT_TRUE(take);
    const auto clip = readAudio(take->path);
    ASSERT_TRUE(clip) << clip.error().message();
    constexpr float kLargest = 8'388'607.0F / 8'388'608.0F;
    EXPECT_EQ(clip->samples, (std::vector<float>{kLargest, -1.0F, 0.0F, kLargest, -1.0F, kLargest, -1.0F}));
}

TEST(TakeWriter, KeepsAReadableFileBesideTheTargetWhileItGrows) {
    const test::TempDir dir;
    auto writer = TakeWriter::create(dir / "take.wav", {});
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer->append(sine(48'000 * 3 + 100)));
    EXPECT_FALSE(fs::exists(dir / "take.wav"));
    const auto soFar = readAudio(writer->partPath());
    ASSERT_TRUE(soFar) << soFar.error().message();
    EXPECT_GE(soFar->frames(), 48'000U * 3U);
}

TEST(TakeWriter, LeavesTheSoundInThePartFileWhenDroppedUnfinished) {
    const test::TempDir dir;
    const fs::path part = leaveUnfinished(dir / "take.wav", 1'000);
    const auto clip = readAudio(part);
    ASSERT_TRUE(clip) << clip.error().message();
    EXPECT_EQ(clip->frames(), 1'000U);
    EXPECT_FALSE(fs::exists(dir / "take.wav"));
}

TEST(TakeWriter, LeavesNothingWhenDiscarded) {
    const test::TempDir dir;
    auto writer = TakeWriter::create(dir / "take.wav", {});
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer->append(sine(1'000)));
    writer->discard();
    EXPECT_TRUE(fs::is_empty(dir.path()));
}

TEST(TakeWriter, RefusesAnExistingTargetUnlessToldToOverwrite) {
    const test::TempDir dir;
    ASSERT_TRUE(writeFileAtomically(dir / "take.wav", "precious"));
    const auto refused = TakeWriter::create(dir / "take.wav", {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::AlreadyExists);
    EXPECT_NE(refused.error().detail.find("take.wav"), std::string::npos);
    EXPECT_EQ(readFile(dir / "take.wav").value(), "precious");

    auto writer = TakeWriter::create(dir / "take.wav", {}, true);
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer->append(sine(10)));
    EXPECT_EQ(readFile(dir / "take.wav").value(), "precious");  // until the new one is whole
    ASSERT_TRUE(writer->finish());
    EXPECT_EQ(readAudio(dir / "take.wav").value().frames(), 10U);
}

TEST(TakeWriter, KeepsTheSoundWhenTheTargetAppearsMeanwhile) {
    const test::TempDir dir;
    auto writer = TakeWriter::create(dir / "take.wav", {});
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer->append(sine(10)));
    ASSERT_TRUE(writeFileAtomically(dir / "take.wav", "precious"));
    const auto take = writer->finish();
    ASSERT_FALSE(take);
    EXPECT_EQ(take.error().code, ErrorCode::AlreadyExists);
    EXPECT_NE(take.error().detail.find("take.part.wav"), std::string::npos);
    EXPECT_EQ(readFile(dir / "take.wav").value(), "precious");
    EXPECT_EQ(readAudio(dir / "take.part.wav").value().frames(), 10U);
}

struct BadTarget {
    std::string name;
    TakeFormat format;
    ErrorCode code;
    std::string named;  ///< Must stand in the message.
};

class TakeWriterRefusals : public testing::TestWithParam<BadTarget> {};

TEST_P(TakeWriterRefusals, NameWhatIsWrong) {
    const test::TempDir dir;
    fs::create_directory(dir / "folder.wav");
    const auto writer = TakeWriter::create(dir / GetParam().name, GetParam().format);
    ASSERT_FALSE(writer);
    EXPECT_EQ(writer.error().code, GetParam().code);
    EXPECT_NE(writer.error().detail.find(GetParam().named), std::string::npos) << writer.error().detail;
    EXPECT_FALSE(writer.error().advice.empty());
}

INSTANTIATE_TEST_SUITE_P(All, TakeWriterRefusals,
                         testing::Values(BadTarget{"take.mp3", {}, ErrorCode::InvalidInput, "take.mp3"},
                                         BadTarget{".wav", {}, ErrorCode::InvalidInput, ".wav"},
                                         BadTarget{"folder.wav", {}, ErrorCode::InvalidInput, "folder.wav"},
                                         BadTarget{"absent/take.wav", {}, ErrorCode::NotFound, "absent"},
                                         BadTarget{"take.wav", {.channels = 0}, ErrorCode::InvalidInput, "0 channels"},
                                         BadTarget{"take.wav", {.bits = 20}, ErrorCode::InvalidInput, "20 bits"},
                                         BadTarget{
                                             "take.wav", {.sampleRateHz = -1}, ErrorCode::InvalidInput, "-1 Hz"}));

/// The largest file this process may write, while it lives: stands in for a disk that fills up.
class SmallDisk {
  public:
    explicit SmallDisk(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit small{bytes, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk() {
        setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }

  private:
    void (*handler_)(int);
    rlimit before_{};
};

TEST(TakeWriter, KeepsWholeFramesWhenTheDiskIsFull) {
    const test::TempDir dir;
    constexpr std::size_t kFits = 10'000;
    std::optional<Result<TakeFile>> take;
    {
        const SmallDisk disk(kHeaderBytes + kFits * 6 +
                             5);  // 6 bytes a frame of 24-bit stereo, and most of another one
        auto writer = TakeWriter::create(dir / "take.wav", {.channels = 2});
        ASSERT_TRUE(writer);
        const auto written = writer->append(sine(2 * 12'000));
        ASSERT_FALSE(written);
        EXPECT_EQ(written.error().code, ErrorCode::Io);
        EXPECT_NE(written.error().detail.find("take.wav"), std::string::npos);
        EXPECT_FALSE(written.error().advice.empty());
        take = writer->finish();
    }
    ASSERT_TRUE(*take) << take->error().message();
    EXPECT_EQ((*take)->frames, kFits);
    const auto read = readAudioWithFacts(dir / "take.wav");
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_EQ(read->clip.frames(), kFits);
    EXPECT_FALSE(read->facts.truncated);
}

TEST(RecoverTake, CountsSoundThatCameAfterTheLastHeader) {
    const test::TempDir dir;
    const fs::path part = leaveUnfinished(dir / "take.wav", 1'000);
    {
        std::ofstream more(part, std::ios::binary | std::ios::app);
        more << std::string(3 * 500 + 2, '\1');  // half a second's start, torn in the middle of a frame
    }
    const auto take = recoverTake(part);
    ASSERT_TRUE(take) << take.error().message();
    EXPECT_TRUE(take->repaired);
    EXPECT_EQ(take->frames, 1'500U);
    EXPECT_EQ(take->format, TakeFormat{});
    const auto read = readAudioWithFacts(part);
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_EQ(read->clip.frames(), 1'500U);
    EXPECT_FALSE(read->facts.truncated);
}

TEST(RecoverTake, ShortensTheHeaderWhenSoundIsMissing) {
    const test::TempDir dir;
    const fs::path part = leaveUnfinished(dir / "take.wav", 1'000);
    fs::resize_file(part, kHeaderBytes + 3 * 600);
    const auto take = recoverTake(part);
    ASSERT_TRUE(take) << take.error().message();
    EXPECT_EQ(take->frames, 600U);
    EXPECT_EQ(readAudio(part).value().frames(), 600U);
}

TEST(RecoverTake, LeavesAnExactFileAlone) {
    const test::TempDir dir;
    auto writer = TakeWriter::create(dir / "take.wav", {});
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer->append(sine(1'001)));  // odd: one byte of padding follows
    ASSERT_TRUE(writer->finish());
    const std::string before = readFile(dir / "take.wav").value();
    const auto take = recoverTake(dir / "take.wav");
    ASSERT_TRUE(take) << take.error().message();
    EXPECT_FALSE(take->repaired);
    EXPECT_EQ(take->frames, 1'001U);
    EXPECT_EQ(readFile(dir / "take.wav").value(), before);
}

TEST(RecoverTake, TurnsATakeBeyondFourGibibytesIntoRf64) {
    const test::TempDir dir;
    const fs::path part = leaveUnfinished(dir / "take.wav", 1'000, {.channels = 2});
    constexpr std::uint64_t kFrames = 800'000'000;  // 4.8 GB; the file is sparse
    std::error_code error;
    fs::resize_file(part, kHeaderBytes + kFrames * 6, error);
    if (error) {
        GTEST_SKIP() << "the temporary folder takes no file of 4.8 GB (sparse)";
    }
    const auto take = recoverTake(part);
    ASSERT_TRUE(take) << take.error().message();
    EXPECT_EQ(take->frames, kFrames);
    const auto facts = probe(part);
    ASSERT_TRUE(facts) << facts.error().message();
    EXPECT_EQ(facts->frames, kFrames);
}

TEST(RecoverTake, RefusesWhatIsNoTake) {
    const test::TempDir dir;
    ASSERT_TRUE(writeFileAtomically(dir / "foreign.wav", std::string(200, 'x')));
    ASSERT_TRUE(writeFileAtomically(dir / "short.wav", "RIFF"));
    const fs::path part = leaveUnfinished(dir / "take.wav", 100);
    overwriteBytes(part, 58, std::string("\0\0", 2));  // zero channels
    for (const fs::path& path : {dir / "foreign.wav", dir / "short.wav", part}) {
        const std::string before = readFile(path).value();
        const auto take = recoverTake(path);
        ASSERT_FALSE(take);
        EXPECT_EQ(take.error().code, ErrorCode::Corrupt);
        EXPECT_NE(take.error().detail.find(path.filename().string()), std::string::npos);
        EXPECT_EQ(readFile(path).value(), before);
    }
    EXPECT_EQ(recoverTake(dir / "absent.wav").error().code, ErrorCode::NotFound);
}

TEST(RecoverTake, RefusesATakeThatIsStillBeingRecorded) {
    const test::TempDir dir;
    auto writer = TakeWriter::create(dir / "take.wav", {});
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer->append(sine(100)));
    const auto take = recoverTake(writer->partPath());
    ASSERT_FALSE(take);
    EXPECT_EQ(take.error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(TakeWriter::create(dir / "take.wav", {}).error().code, ErrorCode::AlreadyExists);
}

TEST(RescueUnfinishedTake, NamesWhatItFindsWithoutOverwriting) {
    const test::TempDir dir;
    EXPECT_FALSE(rescueUnfinishedTake(dir / "take.wav").value().has_value());
    for (const std::string kept : {"take.recovered.wav", "take.recovered-2.wav"}) {
        leaveUnfinished(dir / "take.wav", 500);
        const auto take = rescueUnfinishedTake(dir / "take.wav");
        ASSERT_TRUE(take) << take.error().message();
        ASSERT_TRUE(take->has_value());
        EXPECT_EQ((*take)->path, dir / kept);
        EXPECT_EQ(readAudio(dir / kept).value().frames(), 500U);
    }
    EXPECT_FALSE(fs::exists(dir / "take.part.wav"));
}

TEST(RescueUnfinishedTake, RemovesOneWithoutSound) {
    const test::TempDir dir;
    const fs::path part = leaveUnfinished(dir / "take.wav", 0);
    ASSERT_TRUE(fs::exists(part));
    const auto take = rescueUnfinishedTake(dir / "take.wav");
    ASSERT_TRUE(take) << take.error().message();
    EXPECT_FALSE(take->has_value());
    EXPECT_TRUE(fs::is_empty(dir.path()));
}

}  // namespace
}  // namespace timbre
