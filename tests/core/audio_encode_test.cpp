// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/encode.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <csignal>
#include <cstdint>
#include <limits>
#include <map>

#include "core/audio/decode.h"
#include "tests/support/sounds.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;
using test::TempDir;

std::size_t filesIn(const TempDir& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()));
}

/// Bit rates in kbit/s of all layer 3 frames of an MP3 file and how often each occurs, read from the frame headers
/// alone.
std::map<int, int> frameBitRates(const std::string& bytes) {
    static constexpr std::array<int, 16> kMpeg1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0};
    static constexpr std::array<int, 16> kMpeg2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0};
    static constexpr std::array<int, 3> kRates = {44'100, 48'000, 32'000};
    const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(bytes[i])); };
    std::size_t at = 0;
    if (bytes.starts_with("ID3")) {
        at = 10 + ((byte(6) << 21U) | (byte(7) << 14U) | (byte(8) << 7U) | byte(9));
    }
    std::map<int, int> counts;
    while (at + 4 <= bytes.size() && byte(at) == 0xFF && (byte(at + 1) & 0xE0U) == 0xE0U) {
        const unsigned version = (byte(at + 1) >> 3U) & 3U;  // 3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5
        const int kbit = (version == 3 ? kMpeg1 : kMpeg2)[byte(at + 2) >> 4U];
        const int rate = kRates[(byte(at + 2) >> 2U) & 3U] / (version == 3 ? 1 : version == 2 ? 2 : 4);
        const unsigned padding = (byte(at + 2) >> 1U) & 1U;
        ++counts[kbit];
        at += static_cast<std::size_t>((version == 3 ? 144 : 72) * kbit * 1000 / rate) + padding;
    }
    return counts;
}

struct RoundTrip {
    const char* file;
    WriteOptions options;
    double minimumSnrDb;
};

class RoundTrips : public testing::TestWithParam<RoundTrip> {};

TEST_P(RoundTrips, give_back_the_sound) {
    const TempDir folder;
    const AudioClip clip = test::tone({.sampleRateHz = 44'100, .channels = 2, .seconds = 1.5, .amplitude = 0.5});
    const auto written = writeAudio(folder / GetParam().file, clip, GetParam().options);
    ASSERT_TRUE(written) << written.error().message();
    EXPECT_EQ(filesIn(folder), 1U);
    const auto read = readAudio(folder / GetParam().file);
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_EQ(read->sampleRateHz, 44'100);
    EXPECT_EQ(read->channels, 2);
    EXPECT_EQ(read->frames(), clip.frames());
    EXPECT_GE(test::snrDb(clip.samples, read->samples), GetParam().minimumSnrDb);
}

// A sine of half scale against n bit rounding has 6.02 n + 1.76 - 6.02 dB; triangular dither costs 4.77 dB of it.
constexpr double kSnr16Dithered = 87.0;
constexpr double kSnr16 = 91.0;
constexpr double kSnr24 = 139.0;

INSTANTIATE_TEST_SUITE_P(All, RoundTrips,
                         testing::Values(RoundTrip{"a16.wav", {}, kSnr16Dithered},
                                         RoundTrip{"a16plain.wav", {.dither = false}, kSnr16},
                                         RoundTrip{"a24.wav", {.sampleKind = SampleKind::Int24}, kSnr24},
                                         RoundTrip{"a32.wav", {.sampleKind = SampleKind::Float32}, 200.0},
                                         RoundTrip{"a16.flac", {}, kSnr16Dithered},
                                         RoundTrip{"a24.flac", {.sampleKind = SampleKind::Int24}, kSnr24},
                                         RoundTrip{"a.ogg", {}, 20.0}, RoundTrip{"cbr.mp3", {}, 25.0},
                                         RoundTrip{"vbr.mp3", {.mp3Mode = Mp3Mode::VariableRate}, 25.0}),
                         [](const auto& row) {
                             std::string name = row.param.file;
                             std::ranges::replace(name, '.', '_');
                             return name;
                         });

TEST(WriteAudio, keeps_sixteen_bit_sound_bit_for_bit_in_spite_of_dither) {
    const TempDir folder;
    AudioClip clip = test::whiteNoise(16'000, 0.5, 0.9);
    for (float& sample : clip.samples) {
        sample = std::round(sample * 32768.0F) / 32768.0F;
    }
    ASSERT_TRUE(writeAudio(folder / "a.wav", clip));
    EXPECT_EQ(readAudio(folder / "a.wav").value_or(AudioClip{}), clip);
}

TEST(WriteAudio, dithers_what_plain_rounding_would_drop) {
    const TempDir folder;
    // 0.3 of a step: plain rounding gives silence, dither keeps the tone in the mean.
    const AudioClip clip = test::tone({.seconds = 2.0, .hz = 200.0, .amplitude = 0.3 / 32768.0});
    ASSERT_TRUE(writeAudio(folder / "plain.wav", clip, {.dither = false}));
    ASSERT_TRUE(writeAudio(folder / "dithered.wav", clip));
    const auto correlation = [&](const char* name) {
        const auto read = readAudio(folder / name);
        double sum = 0.0;
        for (std::size_t i = 0; read && i < read->samples.size(); ++i) {
            sum += static_cast<double>(read->samples[i]) * clip.samples[i];
        }
        return sum;
    };
    double power = 0.0;
    for (const float sample : clip.samples) {
        power += static_cast<double>(sample) * sample;
    }
    EXPECT_EQ(correlation("plain.wav"), 0.0);
    EXPECT_NEAR(correlation("dithered.wav") / power, 1.0, 0.15);
}

TEST(WriteAudio, writes_digital_silence_as_silence) {
    const TempDir folder;
    const AudioClip clip{.sampleRateHz = 16'000, .channels = 1, .samples = std::vector<float>(16'000, 0.0F)};
    ASSERT_TRUE(writeAudio(folder / "a.flac", clip));
    EXPECT_EQ(readAudio(folder / "a.flac").value_or(AudioClip{}), clip);
}

TEST(WriteAudio, gives_equal_files_for_equal_seeds_and_other_dither_for_another) {
    const TempDir folder;
    const AudioClip clip = test::tone({.amplitude = 0.3});
    ASSERT_TRUE(writeAudio(folder / "a.wav", clip, {.ditherSeed = 1}));
    ASSERT_TRUE(writeAudio(folder / "b.wav", clip, {.ditherSeed = 1}));
    ASSERT_TRUE(writeAudio(folder / "c.wav", clip, {.ditherSeed = 2}));
    EXPECT_EQ(test::bytesOf(folder / "a.wav"), test::bytesOf(folder / "b.wav"));
    EXPECT_NE(test::bytesOf(folder / "a.wav"), test::bytesOf(folder / "c.wav"));
}

TEST(WriteAudio, clips_and_counts_instead_of_wrapping) {
    const TempDir folder;
    const AudioClip clip{.sampleRateHz = 16'000, .channels = 1, .samples = {0.0F, 1.0F, 1.5F, -1.0F, -7.0F, 0.5F}};
    for (const SampleKind kind : {SampleKind::Int16, SampleKind::Int24}) {
        auto writer = AudioWriter::create(folder / "a.wav", {.sampleRateHz = 16'000}, {.sampleKind = kind});
        ASSERT_TRUE(writer) << writer.error().message();
        ASSERT_TRUE(writer->append(clip.samples));
        ASSERT_TRUE(writer->finish());
        EXPECT_EQ(writer->clippedSamples(), 2U);
        const auto read = readAudio(folder / "a.wav");
        ASSERT_TRUE(read) << read.error().message();
        EXPECT_NEAR(read->samples[1], 1.0F, 1e-4F);
        EXPECT_NEAR(read->samples[2], 1.0F, 1e-4F);
        EXPECT_FLOAT_EQ(read->samples[3], -1.0F);
        EXPECT_FLOAT_EQ(read->samples[4], -1.0F);
    }
}

TEST(WriteAudio, holds_lossy_formats_at_full_scale) {
    const TempDir folder;
    const AudioClip clip = test::tone({.sampleRateHz = 44'100, .amplitude = 20.0});
    for (const char* name : {"a.ogg", "a.mp3"}) {
        ASSERT_TRUE(writeAudio(folder / name, clip)) << name;
        const auto read = readAudio(folder / name);
        ASSERT_TRUE(read) << read.error().message();
        // A square wave of full scale rings a little after a lossy codec, but no more than that.
        EXPECT_LT(std::ranges::max(read->samples), 1.6F) << name;
    }
}

TEST(WriteAudio, writes_nan_and_infinity_as_zero) {
    const TempDir folder;
    auto writer = AudioWriter::create(folder / "a.wav", {.sampleRateHz = 16'000}, {.sampleKind = SampleKind::Float32});
    ASSERT_TRUE(writer) << writer.error().message();
    const std::vector<float> samples = {0.5F, std::numeric_limits<float>::quiet_NaN(),
                                        std::numeric_limits<float>::infinity()};
    ASSERT_TRUE(writer->append(samples));
    ASSERT_TRUE(writer->finish());
    EXPECT_EQ(writer->nonFiniteSamples(), 2U);
    const auto read = readAudioWithFacts(folder / "a.wav");
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_EQ(read->clip.samples, (std::vector<float>{0.5F, 0.0F, 0.0F}));
    EXPECT_EQ(read->facts.nonFiniteSamples, 0U);
}

TEST(Mp3, has_in_every_frame_the_constant_rate_that_was_asked) {
    const TempDir folder;
    struct Row {
        int rate;
        int asked;
        int written;
    };
    for (const Row& row : {Row{44'100, 32, 32},   Row{44'100, 40, 40},   Row{44'100, 48, 48},   Row{44'100, 56, 56},
                           Row{44'100, 64, 64},   Row{44'100, 80, 80},   Row{44'100, 96, 96},   Row{44'100, 112, 112},
                           Row{44'100, 128, 128}, Row{44'100, 160, 160}, Row{44'100, 192, 192}, Row{48'000, 224, 224},
                           Row{32'000, 256, 256}, Row{44'100, 320, 320}, Row{22'050, 8, 8},     Row{24'000, 144, 144},
                           Row{16'000, 64, 64},   Row{16'000, 192, 160}, Row{8'000, 192, 64},   Row{8'000, 24, 24},
                           Row{44'100, 8, 32}}) {
        const AudioClip clip = test::tone({.sampleRateHz = row.rate, .channels = 1, .seconds = 1.0});
        const auto written = writeAudio(folder / "a.mp3", clip, {.mp3KbitPerSecond = row.asked});
        ASSERT_TRUE(written) << written.error().message();
        const auto counts = frameBitRates(test::bytesOf(folder / "a.mp3"));
        ASSERT_EQ(counts.size(), 1U) << row.rate << " Hz, " << row.asked << " kbit/s";
        EXPECT_EQ(counts.begin()->first, row.written) << row.rate << " Hz, " << row.asked << " kbit/s";
        EXPECT_GT(counts.begin()->second, 10);
    }
}

TEST(Mp3, varies_its_rate_when_asked_and_grows_with_the_quality) {
    const TempDir folder;
    AudioClip clip = test::vowel({.sampleRateHz = 44'100, .seconds = 2.0});
    const AudioClip hiss = test::whiteNoise(44'100, 1.0, 0.2);
    clip.samples.insert(clip.samples.end(), hiss.samples.begin(), hiss.samples.end());
    std::vector<std::size_t> sizes;
    for (const double quality : {0.0, 4.0, 9.0}) {
        ASSERT_TRUE(writeAudio(folder / "a.mp3", clip, {.mp3Mode = Mp3Mode::VariableRate, .mp3VbrQuality = quality}));
        const std::string bytes = test::bytesOf(folder / "a.mp3");
        EXPECT_GT(frameBitRates(bytes).size(), 1U);
        sizes.push_back(bytes.size());
    }
    EXPECT_GT(sizes[0], sizes[1]);
    EXPECT_GT(sizes[1], sizes[2]);
}

TEST(WriteAudio, converts_rates_that_the_format_cannot_hold) {
    const TempDir folder;
    struct Row {
        const char* file;
        int from;
        int written;
    };
    for (const Row& row :
         {Row{"a.mp3", 96'000, 48'000}, Row{"b.mp3", 20'000, 22'050}, Row{"c.mp3", 4'000, 8'000},
          Row{"d.ogg", 384'000, 192'000}, Row{"e.flac", 768'000, 192'000}, Row{"f.wav", 768'000, 768'000}}) {
        const AudioClip clip = test::tone({.sampleRateHz = row.from, .seconds = 0.5, .hz = 300.0});
        const auto written = writeAudio(folder / row.file, clip);
        ASSERT_TRUE(written) << written.error().message();
        const auto read = readAudio(folder / row.file);
        ASSERT_TRUE(read) << read.error().message();
        EXPECT_EQ(read->sampleRateHz, row.written) << row.file;
        EXPECT_NEAR(read->seconds(), 0.5, 0.001) << row.file;
    }
}

TEST(WriteAudio, writes_at_the_rate_that_is_wished) {
    const TempDir folder;
    ASSERT_TRUE(writeAudio(folder / "a.wav", test::tone({.sampleRateHz = 16'000}), {.sampleRateHz = 44'100}));
    const auto facts = probe(folder / "a.wav");
    ASSERT_TRUE(facts) << facts.error().message();
    EXPECT_EQ(facts->sampleRateHz, 44'100);
    EXPECT_EQ(facts->frames, 44'100U);
}

TEST(WriteAudio, keeps_title_and_artist_in_every_format) {
    const TempDir folder;
    for (const char* name : {"a.wav", "a.flac", "a.ogg", "a.mp3"}) {
        const auto written = writeAudio(folder / name, test::tone({}), {.title = "Kapitel 1: Größe", .artist = "旁白"});
        ASSERT_TRUE(written) << written.error().message();
        const auto facts = probe(folder / name);
        ASSERT_TRUE(facts) << facts.error().message();
        EXPECT_EQ(facts->title, "Kapitel 1: Größe") << name;
        EXPECT_EQ(facts->artist, "旁白") << name;
    }
}

TEST(WriteAudio, refuses_what_cannot_be_written_and_names_it) {
    const TempDir folder;
    const AudioClip mono = test::tone({});
    const AudioClip three = test::tone({.channels = 3, .seconds = 0.1});
    const AudioClip nine = test::tone({.channels = 9, .seconds = 0.1});
    struct Row {
        const char* file;
        const AudioClip& clip;
        WriteOptions options;
        ErrorCode code;
        const char* reason;
    };
    const AudioClip empty{.sampleRateHz = 16'000, .channels = 1, .samples = {}};
    const AudioClip strange{.sampleRateHz = 0, .channels = 1, .samples = {0.0F}};
    for (const Row& row : {Row{"a.xyz", mono, {}, ErrorCode::InvalidInput, "format"},
                           Row{"a", mono, {}, ErrorCode::InvalidInput, "format"},
                           Row{"a.mp3", three, {}, ErrorCode::InvalidInput, "1 to 2 channels"},
                           Row{"a.flac", nine, {}, ErrorCode::InvalidInput, "1 to 8 channels"},
                           Row{"b.flac", mono, {.sampleKind = SampleKind::Float32}, ErrorCode::InvalidInput, "float"},
                           Row{"b.mp3", mono, {.mp3KbitPerSecond = 100}, ErrorCode::InvalidInput, "100 kbit/s"},
                           Row{"c.mp3", mono, {.mp3VbrQuality = 12.0}, ErrorCode::InvalidInput, "quality"},
                           Row{"b.ogg", mono, {.oggQuality = std::nan("")}, ErrorCode::InvalidInput, "quality"},
                           Row{"c.wav", mono, {.sampleRateHz = 50}, ErrorCode::InvalidInput, "50 Hz"},
                           Row{"d.wav", empty, {}, ErrorCode::InvalidInput, "no sound"},
                           Row{"e.wav", strange, {}, ErrorCode::InvalidInput, "0 Hz"},
                           Row{"none/f.wav", mono, {}, ErrorCode::Io, "No such file"}}) {
        const auto written = writeAudio(folder / row.file, row.clip, row.options);
        ASSERT_FALSE(written) << row.file;
        EXPECT_EQ(written.error().code, row.code) << row.file;
        EXPECT_NE(written.error().detail.find(row.file), std::string::npos) << written.error().message();
        EXPECT_NE(written.error().detail.find(row.reason), std::string::npos) << written.error().message();
        EXPECT_EQ(filesIn(folder), 0U) << row.file;
    }
}

TEST(WriteAudio, reports_a_folder_it_may_not_write_to) {
    if (::geteuid() == 0) {
        GTEST_SKIP() << "the superuser may write everywhere";
    }
    const TempDir folder;
    fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
    const auto written = writeAudio(folder / "a.wav", test::tone({}));
    fs::permissions(folder.path(), fs::perms::owner_all);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::Io);
    EXPECT_NE(written.error().detail.find("a.wav"), std::string::npos);
}

/// Bounds the size of every file this process writes, which stands in for a disk that fills up.
class FileSizeLimit {
  public:
    explicit FileSizeLimit(rlim_t bytes) {
        previousHandler_ = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &previous_);
        const rlimit limit{.rlim_cur = bytes, .rlim_max = previous_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &previous_);
        std::signal(SIGXFSZ, previousHandler_);
    }

  private:
    rlimit previous_{};
    void (*previousHandler_)(int) = nullptr;
};

TEST(WriteAudio, reports_a_disk_that_fills_up_and_leaves_nothing) {
    const TempDir folder;
    const AudioClip clip = test::whiteNoise(44'100, 6.0, 0.5);
    for (const char* name : {"a.wav", "a.flac", "a.ogg", "a.mp3"}) {
        const FileSizeLimit limit(30'000);
        const auto written = writeAudio(folder / name, clip);
        ASSERT_FALSE(written) << name;
        EXPECT_EQ(written.error().code, ErrorCode::Io) << written.error().message();
        EXPECT_NE(written.error().detail.find(name), std::string::npos) << written.error().message();
        EXPECT_NE(written.error().detail.find("large"), std::string::npos) << written.error().message();
        EXPECT_EQ(filesIn(folder), 0U) << name;
    }
}

TEST(WriteAudio, reports_a_failure_that_comes_only_with_the_last_bytes) {
    const TempDir folder;
    const AudioClip clip = test::tone({.sampleRateHz = 44'100, .seconds = 1.0});
    for (const char* name : {"a.wav", "a.flac", "a.ogg", "a.mp3"}) {
        ASSERT_TRUE(writeAudio(folder / name, clip)) << name;
        const auto size = fs::file_size(folder / name);
        fs::remove(folder / name);
        const FileSizeLimit limit(size - 1);
        const auto written = writeAudio(folder / name, clip);
        ASSERT_FALSE(written) << name;
        EXPECT_EQ(written.error().code, ErrorCode::Io) << written.error().message();
        EXPECT_EQ(filesIn(folder), 0U) << name;
    }
}

TEST(AudioWriter, leaves_an_older_file_untouched_until_it_is_finished) {
    const TempDir folder;
    test::writeBytes(folder / "a.wav", "older");
    {
        auto writer = AudioWriter::create(folder / "a.wav", {.sampleRateHz = 16'000});
        ASSERT_TRUE(writer) << writer.error().message();
        ASSERT_TRUE(writer->append(test::tone({}).samples));
    }
    EXPECT_EQ(test::bytesOf(folder / "a.wav"), "older");
    EXPECT_EQ(filesIn(folder), 1U);
}

TEST(AudioWriter, writes_the_same_in_blocks_as_in_one) {
    const TempDir folder;
    const AudioClip clip = test::tone({.sampleRateHz = 22'050, .channels = 2, .seconds = 1.0});
    for (const char* extension : {".wav", ".flac", ".mp3"}) {
        const WriteOptions options{.sampleRateHz = 44'100};
        ASSERT_TRUE(writeAudio(folder / (std::string("one") + extension), clip, options));
        auto writer = AudioWriter::create(folder / (std::string("many") + extension),
                                          {.sampleRateHz = 22'050, .channels = 2}, options);
        ASSERT_TRUE(writer) << writer.error().message();
        for (std::size_t start = 0; start < clip.samples.size(); start += 2 * 777) {
            const auto rest = std::span(clip.samples).subspan(start);
            ASSERT_TRUE(writer->append(rest.first(std::min<std::size_t>(rest.size(), 2 * 777))));
        }
        ASSERT_TRUE(writer->finish());
        EXPECT_EQ(writer->framesAppended(), clip.frames());
        EXPECT_EQ(writer->writtenSampleRateHz(), 44'100);
        EXPECT_EQ(readAudio(folder / (std::string("one") + extension)).value_or(AudioClip{}),
                  readAudio(folder / (std::string("many") + extension)).value_or(AudioClip{}))
            << extension;
    }
}

TEST(AudioFormatFromName, knows_the_extensions_in_any_case) {
    EXPECT_EQ(audioFormatFromName("a.WAV"), AudioFormat::Wav);
    EXPECT_EQ(audioFormatFromName("b.x.Flac"), AudioFormat::Flac);
    EXPECT_EQ(audioFormatFromName("c.oga"), AudioFormat::OggVorbis);
    EXPECT_EQ(audioFormatFromName("d.mp3"), AudioFormat::Mp3);
    EXPECT_EQ(audioFormatFromName("mp3"), std::nullopt);
    EXPECT_EQ(audioFormatFromName("e.m4a"), std::nullopt);
}

}  // namespace
}  // namespace timbre
