// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/decode.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>

#include "core/audio/encode.h"
#include "tests/support/sounds.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;
using test::TempDir;

void expectFailure(const Error& error, ErrorCode code, const std::string& name, const std::string& reason) {
    EXPECT_EQ(error.code, code) << error.message();
    EXPECT_NE(error.detail.find(name), std::string::npos) << error.message();
    EXPECT_NE(error.detail.find(reason), std::string::npos) << error.message();
    EXPECT_FALSE(error.advice.empty()) << error.message();
}

std::string littleEndian(std::uint64_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) {
        text += static_cast<char>((value >> (8 * i)) & 0xFFU);
    }
    return text;
}

/// The header of a mono WAV file; format 1 is PCM, 3 is float.
std::string wavHeader(int format, int bits, int rate, std::uint32_t dataBytes) {
    return "RIFF" + littleEndian(36 + std::uint64_t{dataBytes}, 4) + "WAVEfmt " + littleEndian(16, 4) +
           littleEndian(format, 2) + littleEndian(1, 2) + littleEndian(rate, 4) +
           littleEndian(static_cast<std::uint64_t>(rate) * bits / 8, 4) + littleEndian(bits / 8, 2) +
           littleEndian(bits, 2) + "data" + littleEndian(dataBytes, 4);
}

std::string floatWav(std::span<const float> samples, int rate) {
    std::string bytes = wavHeader(3, 32, rate, static_cast<std::uint32_t>(samples.size() * 4));
    for (const float sample : samples) {
        bytes += littleEndian(std::bit_cast<std::uint32_t>(sample), 4);
    }
    return bytes;
}

TEST(ReadAudio, gives_every_sample_and_the_facts_of_a_wav_file) {
    const TempDir folder;
    const AudioClip clip = test::tone({.sampleRateHz = 44'100, .channels = 2, .seconds = 0.5});
    ASSERT_TRUE(
        writeAudio(folder / "a.wav", clip, {.sampleKind = SampleKind::Float32, .title = "Tïtel", .artist = "Who"}));
    const auto read = readAudioWithFacts(folder / "a.wav");
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_EQ(read->clip, clip);
    EXPECT_EQ(read->facts.container, "WAV");
    EXPECT_EQ(read->facts.codec, "32 bit float");
    EXPECT_EQ(read->facts.frames, 22'050U);
    EXPECT_DOUBLE_EQ(read->facts.seconds, 0.5);
    EXPECT_EQ(read->facts.title, "Tïtel");
    EXPECT_EQ(read->facts.artist, "Who");
    EXPECT_FALSE(read->facts.truncated);
    EXPECT_FALSE(read->facts.damaged);
}

TEST(ReadAudio, goes_by_the_content_when_the_name_lies) {
    const TempDir folder;
    const AudioClip clip = test::tone({});
    ASSERT_TRUE(writeAudio(folder / "a.mp3", clip, {.format = AudioFormat::Flac}));
    const auto facts = probe(folder / "a.mp3");
    ASSERT_TRUE(facts) << facts.error().message();
    EXPECT_EQ(facts->container, "FLAC");
}

struct ForeignCase {
    const char* name;
    std::vector<std::string> codec;
    const char* container;
    double minimumSnrDb;  // codecs change samples; far above what a shift by a few samples would leave
};

class ForeignFormats : public testing::TestWithParam<ForeignCase> {};

TEST_P(ForeignFormats, are_read_in_place_and_in_tune) {
    TIMBRE_REQUIRE_FFMPEG();
    const auto& format = GetParam();
    const TempDir folder;
    const AudioClip clip = test::tone({.sampleRateHz = 48'000, .channels = 2, .seconds = 2.0, .amplitude = 0.4});
    ASSERT_TRUE(writeAudio(folder / "in.wav", clip));
    const fs::path file = folder / format.name;
    std::vector<std::string> arguments = {"-i", (folder / "in.wav").string()};
    arguments.insert(arguments.end(), format.codec.begin(), format.codec.end());
    arguments.push_back(file.string());
    ASSERT_TRUE(test::ffmpeg(arguments));
    const auto read = readAudioWithFacts(file);
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_EQ(read->facts.container, format.container);
    EXPECT_EQ(read->clip.sampleRateHz, 48'000);
    EXPECT_EQ(read->clip.channels, 2);
    EXPECT_NEAR(read->clip.seconds(), 2.0, 0.05);
    EXPECT_GE(test::snrDb(clip.samples, read->clip.samples), format.minimumSnrDb);
    EXPECT_FALSE(read->facts.truncated);
    EXPECT_FALSE(read->facts.damaged);
}

INSTANTIATE_TEST_SUITE_P(All, ForeignFormats,
                         testing::Values(ForeignCase{"a.m4a", {"-c:a", "aac", "-b:a", "192k"}, "MP4", 30.0},
                                         ForeignCase{"alac.m4a", {"-c:a", "alac"}, "MP4", 80.0},
                                         ForeignCase{"a.mp3", {"-c:a", "libmp3lame", "-b:a", "192k"}, "MP3", 30.0},
                                         ForeignCase{"a.opus", {"-c:a", "libopus", "-b:a", "192k"}, "OGG", 20.0},
                                         ForeignCase{"a.ogg", {"-c:a", "libvorbis", "-q:a", "8"}, "OGG", 20.0},
                                         ForeignCase{"a.mkv", {"-c:a", "flac"}, "Matroska", 80.0},
                                         ForeignCase{"a.aiff", {"-c:a", "pcm_s24be"}, "AIFF", 80.0},
                                         ForeignCase{"a.w64", {"-c:a", "pcm_s16le"}, "W64", 80.0},
                                         ForeignCase{"a.webm", {"-c:a", "libopus", "-b:a", "192k"}, "Matroska", 20.0}),
                         [](const auto& row) {
                             std::string name = row.param.name;
                             std::ranges::replace(name, '.', '_');
                             return name;
                         });

TEST(ReadAudio, gives_the_sound_of_a_video) {
    TIMBRE_REQUIRE_FFMPEG();
    const TempDir folder;
    const AudioClip clip = test::tone({.sampleRateHz = 44'100, .seconds = 2.0});
    ASSERT_TRUE(writeAudio(folder / "in.wav", clip));
    ASSERT_TRUE(test::ffmpeg({"-f", "lavfi", "-i", "testsrc=d=2:s=64x48:r=10", "-i", (folder / "in.wav").string(),
                              "-c:a", "aac", (folder / "v.mp4").string()}));
    const auto read = readAudioWithFacts(folder / "v.mp4");
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_TRUE(read->facts.video);
    EXPECT_GE(test::snrDb(clip.samples, read->clip.samples), 30.0);
}

TEST(ReadAudio, says_so_when_a_video_has_no_sound_track) {
    TIMBRE_REQUIRE_FFMPEG();
    const TempDir folder;
    ASSERT_TRUE(test::ffmpeg({"-f", "lavfi", "-i", "testsrc=d=1:s=64x48:r=10", (folder / "mute.mp4").string()}));
    const auto read = readAudio(folder / "mute.mp4");
    ASSERT_FALSE(read);
    expectFailure(read.error(), ErrorCode::InvalidInput, "mute.mp4", "without a sound track");
}

TEST(ReadAudio, says_so_when_given_a_picture) {
    TIMBRE_REQUIRE_FFMPEG();
    const TempDir folder;
    ASSERT_TRUE(
        test::ffmpeg({"-f", "lavfi", "-i", "testsrc=d=1:s=64x48:r=10", "-frames:v", "1", (folder / "p.png").string()}));
    const auto read = readAudio(folder / "p.png");
    ASSERT_FALSE(read);
    expectFailure(read.error(), ErrorCode::InvalidInput, "p.png", "picture");
}

TEST(ReadAudio, says_what_is_wrong_with_what_is_no_sound_file) {
    const TempDir folder;
    fs::create_directory(folder / "sub");
    test::writeBytes(folder / "empty.wav", "");
    test::writeBytes(folder / "text.wav", "These are my notes.\nNo sound here, schöne Grüße.\n");
    test::writeBytes(folder / "utf16.wav", std::string("\xFF\xFEh\0e\0l\0l\0o\0", 12));
    test::writeBytes(folder / "list.mp4", "#EXTM3U\n/etc/passwd\n");
    test::writeBytes(folder / "cut.wav", wavHeader(1, 16, 16'000, 1000).substr(0, 30));
    test::writeBytes(folder / "cut.flac", "fLaC\0\0");
    test::writeBytes(folder / "zip.wav", std::string("PK\x03\x04\x14\0\0\0\x08\0", 10) + std::string(500, '\x91'));
    struct Row {
        const char* name;
        ErrorCode code;
        const char* reason;
    };
    for (const Row& row :
         {Row{"none.wav", ErrorCode::NotFound, "no file"}, Row{"sub", ErrorCode::InvalidInput, "folder"},
          Row{"empty.wav", ErrorCode::InvalidInput, "0 bytes"}, Row{"text.wav", ErrorCode::InvalidInput, "text file"},
          Row{"utf16.wav", ErrorCode::InvalidInput, "text file"}, Row{"list.mp4", ErrorCode::InvalidInput, "text file"},
          Row{"cut.wav", ErrorCode::Corrupt, "cut short"}, Row{"cut.flac", ErrorCode::Corrupt, "cut short"},
          Row{"zip.wav", ErrorCode::Unsupported, "not a sound or video file"}}) {
        const auto read = readAudio(folder / row.name);
        ASSERT_FALSE(read) << row.name;
        expectFailure(read.error(), row.code, row.name, row.reason);
    }
}

TEST(ReadAudio, refuses_a_device_instead_of_waiting_for_it) {
    const auto read = readAudio("/dev/zero");
    ASSERT_FALSE(read);
    expectFailure(read.error(), ErrorCode::InvalidInput, "/dev/zero", "pipe or device");
}

TEST(ReadAudio, reports_a_file_without_read_permission) {
    if (::geteuid() == 0) {
        GTEST_SKIP() << "the superuser may read every file";
    }
    const TempDir folder;
    ASSERT_TRUE(writeAudio(folder / "a.wav", test::tone({})));
    fs::permissions(folder / "a.wav", fs::perms::none);
    const auto read = readAudio(folder / "a.wav");
    ASSERT_FALSE(read);
    expectFailure(read.error(), ErrorCode::Io, "a.wav", "ermission");
}

TEST(ReadAudio, calls_a_file_without_frames_empty) {
    const TempDir folder;
    test::writeBytes(folder / "zero.wav", wavHeader(1, 16, 16'000, 0));
    const auto read = readAudio(folder / "zero.wav");
    ASSERT_FALSE(read);
    expectFailure(read.error(), ErrorCode::InvalidInput, "zero.wav", "no sound");
    const auto facts = probe(folder / "zero.wav");
    ASSERT_TRUE(facts) << facts.error().message();
    EXPECT_EQ(facts->frames, 0U);
}

TEST(ReadAudio, replaces_and_counts_samples_that_are_no_numbers) {
    const TempDir folder;
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const float infinity = std::numeric_limits<float>::infinity();
    const std::vector<float> samples = {0.25F, nan, -infinity, 0.5F, 1e30F, -0.25F};
    test::writeBytes(folder / "nan.wav", floatWav(samples, 16'000));
    const auto read = readAudioWithFacts(folder / "nan.wav");
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_EQ(read->clip.samples, (std::vector<float>{0.25F, 0.0F, 0.0F, 0.5F, 0.0F, -0.25F}));
    EXPECT_EQ(read->facts.nonFiniteSamples, 3U);
}

TEST(ReadAudio, gives_finite_samples_when_every_sample_is_nan) {
    const TempDir folder;
    const std::vector<float> samples(20'000, std::numeric_limits<float>::quiet_NaN());
    test::writeBytes(folder / "nan.wav", floatWav(samples, 16'000));
    const auto read = readAudioWithFacts(folder / "nan.wav", {.sampleRateHz = 48'000, .mono = true});
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_TRUE(std::ranges::all_of(read->clip.samples, [](float sample) { return sample == 0.0F; }));
    EXPECT_EQ(read->facts.nonFiniteSamples, 20'000U);
}

TEST(ReadAudio, gives_what_is_there_of_a_truncated_file_and_marks_it) {
    TIMBRE_REQUIRE_FFMPEG();
    const TempDir folder;
    const AudioClip clip = test::tone({.sampleRateHz = 44'100, .channels = 2, .seconds = 4.0});
    ASSERT_TRUE(writeAudio(folder / "whole.wav", clip));
    ASSERT_TRUE(writeAudio(folder / "whole.flac", test::whiteNoise(44'100, 4.0, 0.5)));
    ASSERT_TRUE(writeAudio(folder / "whole.ogg", clip));
    ASSERT_TRUE(writeAudio(folder / "whole.mp3", clip));
    ASSERT_TRUE(test::ffmpeg({"-i", (folder / "whole.wav").string(), "-c:a", "aac", "-movflags", "faststart",
                              (folder / "whole.m4a").string()}));
    ASSERT_TRUE(
        test::ffmpeg({"-i", (folder / "whole.wav").string(), "-c:a", "libopus", (folder / "whole.opus").string()}));
    ASSERT_TRUE(
        test::ffmpeg({"-i", (folder / "whole.wav").string(), "-c:a", "libopus", (folder / "whole.mkv").string()}));
    for (const char* extension : {".wav", ".flac", ".ogg", ".mp3", ".m4a", ".opus", ".mkv"}) {
        const std::string bytes = test::bytesOf(folder / (std::string("whole") + extension));
        const fs::path cut = folder / (std::string("cut") + extension);
        test::writeBytes(cut, bytes.substr(0, bytes.size() * 6 / 10));
        const auto read = readAudioWithFacts(cut);
        ASSERT_TRUE(read) << extension << ": " << read.error().message();
        EXPECT_TRUE(read->facts.truncated) << extension;
        EXPECT_GT(read->clip.seconds(), 1.0) << extension;
        EXPECT_LT(read->clip.seconds(), 3.0) << extension;
        EXPECT_DOUBLE_EQ(read->facts.seconds, read->clip.seconds()) << extension;
    }
}

// At low rates the last block holds more time than the tolerance between a declared and a real length.
TEST(ReadAudio, calls_no_whole_file_truncated_at_any_rate) {
    TIMBRE_REQUIRE_FFMPEG();
    const TempDir folder;
    for (const int rate : {8'000, 16'000, 24'000, 32'000, 48'000}) {
        for (const double seconds : {1.13, 2.9}) {
            ASSERT_TRUE(writeAudio(folder / "whole.wav",
                                   test::tone({.sampleRateHz = rate, .channels = 1, .seconds = seconds})));
            for (const char* name : {"whole.m4a", "whole.mp3", "whole.mka"}) {
                ASSERT_TRUE(test::ffmpeg({"-i", (folder / "whole.wav").string(), (folder / name).string()}));
                const auto read = readAudioWithFacts(folder / name);
                ASSERT_TRUE(read) << name << ": " << read.error().message();
                EXPECT_FALSE(read->facts.truncated) << name << " at " << rate << " Hz, " << seconds << " s";
            }
        }
    }
}

TEST(ReadAudio, takes_a_wav_of_unknown_length_as_whole) {
    const TempDir folder;
    // What programs leave that write a WAV file into a pipe.
    std::string bytes = wavHeader(1, 16, 16'000, 0xFFFFFFFFU - 36);
    bytes += std::string(32'000, '\x10');
    test::writeBytes(folder / "piped.wav", bytes);
    const auto read = readAudioWithFacts(folder / "piped.wav");
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_DOUBLE_EQ(read->clip.seconds(), 1.0);
    EXPECT_FALSE(read->facts.truncated);
}

TEST(ReadAudio, believes_no_header_that_promises_more_than_the_file_holds) {
    const TempDir folder;
    test::writeBytes(folder / "liar.wav", wavHeader(1, 16, 16'000, 0x70000000U) + std::string(3200, '\x10'));
    const auto read = readAudioWithFacts(folder / "liar.wav");
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_DOUBLE_EQ(read->clip.seconds(), 0.1);
    EXPECT_TRUE(read->facts.truncated);
}

TEST(ReadAudio, reads_eight_channels_and_mixes_them_down) {
    const TempDir folder;
    const AudioClip clip = test::tone({.sampleRateHz = 48'000, .channels = 8, .seconds = 0.25, .amplitude = 0.3});
    ASSERT_TRUE(writeAudio(folder / "eight.wav", clip, {.sampleKind = SampleKind::Float32}));
    const auto all = readAudio(folder / "eight.wav");
    ASSERT_TRUE(all) << all.error().message();
    EXPECT_EQ(*all, clip);
    const auto mono = readAudio(folder / "eight.wav", {.mono = true});
    ASSERT_TRUE(mono) << mono.error().message();
    EXPECT_EQ(mono->channels, 1);
    float sum = 0.0F;
    for (std::size_t c = 0; c < 8; ++c) {
        sum += clip.samples[100 * 8 + c];
    }
    EXPECT_NEAR(mono->samples[100], sum / 8.0F, 1e-6F);
}

TEST(ReadAudio, converts_the_rate_and_keeps_the_length) {
    const TempDir folder;
    ASSERT_TRUE(writeAudio(folder / "a.wav", test::tone({.sampleRateHz = 44'100, .seconds = 1.0}),
                           {.sampleKind = SampleKind::Float32}));
    const auto read = readAudio(folder / "a.wav", {.sampleRateHz = 16'000});
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_EQ(read->frames(), 16'000U);
    const AudioClip expected = test::tone({.sampleRateHz = 16'000, .seconds = 1.0});
    // The ends differ, where the converter's filter reaches beyond the sound.
    const auto middle = [](const AudioClip& clip) { return std::span(clip.samples).subspan(800, 14'000); };
    EXPECT_GE(test::snrDb(middle(expected), middle(*read)), 90.0);
}

TEST(ReadAudio, stops_at_the_greatest_length_and_says_so) {
    const TempDir folder;
    const AudioClip clip = test::tone({.seconds = 2.0});
    ASSERT_TRUE(writeAudio(folder / "a.wav", clip, {.sampleKind = SampleKind::Float32}));
    const auto part = readAudioWithFacts(folder / "a.wav", {.maximumSeconds = 1.25});
    ASSERT_TRUE(part) << part.error().message();
    EXPECT_TRUE(part->facts.cutAtMaximum);
    EXPECT_FALSE(part->facts.truncated);
    ASSERT_EQ(part->clip.frames(), 20'000U);
    EXPECT_TRUE(std::ranges::equal(part->clip.samples, std::span(clip.samples).first(20'000)));
    const auto whole = readAudioWithFacts(folder / "a.wav", {.maximumSeconds = 2.0});
    ASSERT_TRUE(whole) << whole.error().message();
    EXPECT_FALSE(whole->facts.cutAtMaximum);
    EXPECT_EQ(whole->clip.frames(), 32'000U);
}

TEST(ReadAudio, refuses_impossible_options) {
    const TempDir folder;
    ASSERT_TRUE(writeAudio(folder / "a.wav", test::tone({})));
    const auto read = readAudio(folder / "a.wav", {.sampleRateHz = 12});
    ASSERT_FALSE(read);
    expectFailure(read.error(), ErrorCode::InvalidInput, "12 Hz", "cannot convert");
}

TEST(ReadAudio, refuses_what_would_not_fit_in_memory) {
    const TempDir folder;
    ASSERT_TRUE(writeAudio(folder / "a.wav", test::tone({.seconds = 2.0})));
    const auto read = readAudio(folder / "a.wav", {.maximumBytes = 100'000});
    ASSERT_FALSE(read);
    expectFailure(read.error(), ErrorCode::OutOfMemory, "a.wav", "hours");
}

/// Two hours of 16 bit silence with a click in each hour, mostly a hole in the file system.
void writeTwoHours(const fs::path& path) {
    constexpr std::uint32_t kBytes = 2U * 3600U * 16'000U * 2U;
    test::writeBytes(path, wavHeader(1, 16, 16'000, kBytes));
    fs::resize_file(path, 44 + kBytes);
    std::fstream stream(path, std::ios::binary | std::ios::in | std::ios::out);
    for (const std::uint64_t second : {1800U, 5400U}) {
        stream.seekp(static_cast<std::streamoff>(44 + second * 32'000U));
        stream.write("\x00\x40", 2);
    }
}

TEST(AudioReader, goes_through_two_hours_block_by_block) {
    const TempDir folder;
    writeTwoHours(folder / "long.wav");
    const auto facts = probe(folder / "long.wav");
    ASSERT_TRUE(facts) << facts.error().message();
    EXPECT_DOUBLE_EQ(facts->seconds, 7200.0);
    auto reader = AudioReader::open(folder / "long.wav");
    ASSERT_TRUE(reader) << reader.error().message();
    std::vector<float> block(160'000);
    std::uint64_t frames = 0;
    std::vector<std::uint64_t> clicks;
    while (true) {
        const auto got = reader->read(block);
        ASSERT_TRUE(got) << got.error().message();
        for (std::size_t i = 0; i < *got; ++i) {
            if (block[i] == 0.5F) {
                clicks.push_back(frames + i);
            }
        }
        frames += *got;
        if (*got == 0) {
            break;
        }
    }
    EXPECT_EQ(frames, 115'200'000U);
    EXPECT_EQ(clicks, (std::vector<std::uint64_t>{28'800'000U, 86'400'000U}));
}

TEST(AudioReader, gives_the_same_samples_in_blocks_of_any_size) {
    const TempDir folder;
    const AudioClip clip = test::tone({.sampleRateHz = 44'100, .channels = 2, .seconds = 0.7});
    ASSERT_TRUE(writeAudio(folder / "a.flac", clip));
    const ReadOptions options{.sampleRateHz = 24'000, .mono = true};
    const auto whole = readAudio(folder / "a.flac", options);
    ASSERT_TRUE(whole) << whole.error().message();
    for (const std::size_t size : {std::size_t{1}, std::size_t{37}, std::size_t{5000}, std::size_t{100'000}}) {
        auto reader = AudioReader::open(folder / "a.flac", options);
        ASSERT_TRUE(reader) << reader.error().message();
        EXPECT_EQ(reader->sampleRateHz(), 24'000);
        EXPECT_EQ(reader->channels(), 1);
        std::vector<float> joined;
        std::vector<float> block(size);
        for (auto got = reader->read(block); got && *got > 0; got = reader->read(block)) {
            joined.insert(joined.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(*got));
        }
        EXPECT_EQ(joined, whole->samples) << size;
    }
}

TEST(AudioReader, stays_at_the_end_once_it_got_there) {
    const TempDir folder;
    ASSERT_TRUE(writeAudio(folder / "a.ogg", test::tone({.seconds = 0.3})));
    auto reader = AudioReader::open(folder / "a.ogg");
    ASSERT_TRUE(reader) << reader.error().message();
    std::vector<float> block(100'000);
    ASSERT_GT(reader->read(block).value_or(0), 0U);
    EXPECT_EQ(reader->read(block).value_or(1), 0U);
    EXPECT_EQ(reader->read(block).value_or(1), 0U);
}

TEST(ReadAudio, reads_real_speech_in_flac) {
    TIMBRE_REQUIRE_SHARED(shared);
    const auto read = readAudioWithFacts(shared / "speech/librispeech/2414/2414-128291-0000.flac");
    if (!read && read.error().code == ErrorCode::NotFound) {
        GTEST_SKIP() << "this recording is not in the folder";
    }
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_EQ(read->clip.sampleRateHz, 16'000);
    EXPECT_GT(test::rms(read->clip.samples), 0.001);
    EXPECT_FALSE(read->facts.truncated);
    EXPECT_FALSE(read->facts.damaged);
}

}  // namespace
}  // namespace timbre
