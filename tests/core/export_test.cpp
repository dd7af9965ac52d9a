// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <stop_token>
#include <string>

#include "core/audio/decode.h"
#include "core/base/files.h"
#include "core/export/exporter.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

AudioClip tone(double seconds) {
    AudioClip clip{.sampleRateHz = 22050, .channels = 1, .samples = {}};
    clip.samples.resize(static_cast<std::size_t>(seconds * clip.sampleRateHz));
    for (std::size_t i = 0; i < clip.samples.size(); ++i) {
        clip.samples[i] = 0.25F * std::sin(0.1F * static_cast<float>(i));
    }
    return clip;
}

class ExporterTest : public testing::TestWithParam<std::string> {
  protected:
    const test::TempDir folder_;
    const fs::path target_ = folder_ / ("narration." + GetParam());
    const ExporterEntry* exporter_ = exporterFor(target_).value();
};

TEST_P(ExporterTest, WritesWhatCanBeReadAgain) {
    const AudioClip clip = tone(1.5);
    ASSERT_TRUE(exporter_->write(clip, target_, {.title = "Title"}));
    const auto read = readAudio(target_);
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_EQ(read->sampleRateHz, clip.sampleRateHz);
    // Lossy formats add up to two frames of 1152 samples at the ends.
    EXPECT_NEAR(read->seconds(), clip.seconds(), exporter_->lossy ? 0.11 : 1e-9);
    double energy = 0.0;
    for (const float sample : read->samples) {
        energy += static_cast<double>(sample) * static_cast<double>(sample);
    }
    EXPECT_NEAR(std::sqrt(energy / static_cast<double>(read->samples.size())), 0.25 / std::sqrt(2.0), 0.01);
}

TEST_P(ExporterTest, ConvertsTheRateOnRequest) {
    ASSERT_TRUE(exporter_->write(tone(0.5), target_, {.sampleRateHz = 44100}));
    EXPECT_EQ(probe(target_).value().sampleRateHz, 44100);
}

TEST_P(ExporterTest, LeavesTheOldFileWhenStopped) {
    ASSERT_TRUE(writeFileAtomically(target_, "old"));
    std::stop_source stop;
    stop.request_stop();
    const auto written = exporter_->write(tone(3.0), target_, {.stop = stop.get_token()});
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(readFile(target_).value(), "old");
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_.path()), {}), 1) << "a half-written file was left";
}

INSTANTIATE_TEST_SUITE_P(All, ExporterTest, testing::Values("wav", "mp3", "flac", "ogg", "oga", "WAV"),
                         [](const auto& row) { return row.param; });

TEST(ExporterFor, ListsWhatCanBeWritten) {
    for (const char* name : {"a.docx", "a", "folder.wav/a"}) {
        const auto exporter = exporterFor(name);
        ASSERT_FALSE(exporter) << name;
        EXPECT_EQ(exporter.error().code, ErrorCode::Unsupported);
        EXPECT_NE(exporter.error().advice.find(".wav, .mp3, .flac, .ogg"), std::string::npos) << exporter.error().advice;
    }
}

TEST(CheckWritable, RefusesFoldersAndMissingPlaces) {
    const test::TempDir folder;
    EXPECT_TRUE(checkWritable(folder / "new.wav"));
    EXPECT_TRUE(checkWritable("new-in-the-present-folder.wav"));
    EXPECT_EQ(checkWritable(folder.path()).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(checkWritable(folder / "none" / "new.wav").error().code, ErrorCode::NotFound);
    ASSERT_TRUE(writeFileAtomically(folder / "file", "x"));
    const auto below = checkWritable(folder / "file" / "new.wav");
    EXPECT_NE(below.error().code, ErrorCode::Internal);
    EXPECT_NE(below.error().message().find("file"), std::string::npos);
    EXPECT_EQ(checkWritable("/dev/null").error().code, ErrorCode::InvalidInput) << "a device is never replaced";
}

TEST(CheckWritable, TriesTheFolderAndNamesTheTarget) {
    const auto tried = checkWritable("/proc/new.wav");  // where the superuser may do everything, and nothing works
    ASSERT_FALSE(tried);
    EXPECT_EQ(tried.error().code, ErrorCode::Io);
    EXPECT_NE(tried.error().detail.find("/proc/new.wav"), std::string::npos) << tried.error().detail;
    EXPECT_NE(tried.error().advice.find("folder you may write to"), std::string::npos) << tried.error().advice;
}

}  // namespace
}  // namespace timbre
