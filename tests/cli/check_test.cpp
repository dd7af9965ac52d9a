// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "core/audio/decode.h"
#include "core/audio/encode.h"
#include "tests/support/cli.h"

namespace timbre {
namespace {

using test::documentOf;
using test::librivoxFolder;
using test::timbreCommand;

std::string librivoxClip() { return (librivoxFolder() / "sense_and_sensibility_01_austen_64kb-0870.wav").string(); }

/// The clip under so much white noise that it has about 5 dB SNR.
void writeNoisyCopy(const std::filesystem::path& target) {
    AudioClip clip = readAudio(librivoxClip()).value();
    double power = 0.0;
    for (const float sample : clip.samples) {
        power += static_cast<double>(sample) * static_cast<double>(sample);
    }
    std::mt19937 random(1);
    const double deviation = std::sqrt(power / static_cast<double>(clip.samples.size()) / std::pow(10.0, 0.5));
    std::normal_distribution<float> noise(0.0F, static_cast<float>(deviation));
    for (float& sample : clip.samples) {
        sample += noise(random);
    }
    ASSERT_TRUE(writeAudio(target, clip));
}

TEST(Check, GivesTheStableFields) {
    TIMBRE_REQUIRE_LIBRIVOX();
    const auto result = timbreCommand({"check", "--json", librivoxClip()});
    ASSERT_LE(result.exitCode, 1) << result.output;
    const auto document = documentOf(result);
    ASSERT_EQ(document["files"].size(), 1U);
    const auto& file = document["files"][0];
    EXPECT_EQ(file["file"], librivoxClip());
    for (const char* field : {"snr_db", "noise_floor_dbfs", "peak_dbfs", "clipped_samples", "loudness_lufs", "speech_share",
                              "reverb_s", "bandwidth_hz", "speech_rate", "seconds"}) {
        EXPECT_TRUE(file[field].is_number()) << field;
    }
    EXPECT_TRUE(file["verdict"].is_string());
    EXPECT_FALSE(file["advice"].get<std::string>().empty());
}

TEST(Check, ANoisyRecordingIsToBeMadeAgain) {
    TIMBRE_REQUIRE_LIBRIVOX();
    const test::TempDir folder;
    writeNoisyCopy(folder / "noisy.wav");
    const auto result = timbreCommand({"check", "--json", folder / "noisy.wav"});
    EXPECT_EQ(result.exitCode, 1) << result.output;
    const nlohmann::json document = documentOf(result);
    const auto& file = document["files"][0];
    EXPECT_LT(file["snr_db"].get<double>(), 15.0);
    EXPECT_EQ(file["verdict"], "record_again");
    EXPECT_EQ(file["advice"], "Noise in the room was detected. Please record again in a quiet room.");
}

TEST(Check, AFileThatIsCutShortIsNotGood) {
    TIMBRE_REQUIRE_LIBRIVOX();
    const test::TempDir folder;
    const auto cut = folder / "cut.wav";
    std::filesystem::copy_file(librivoxClip(), cut);
    std::filesystem::resize_file(cut, std::filesystem::file_size(cut) * 3 / 4);
    const nlohmann::json file = documentOf(timbreCommand({"check", "--json", cut}))["files"][0];
    EXPECT_EQ(file["truncated"], true);
    EXPECT_NE(file["verdict"], "good");
    EXPECT_NE(timbreCommand({"check", cut}).output.find("cut short"), std::string::npos);
}

TEST(Check, OneBadFileHidesNoOther) {
    TIMBRE_REQUIRE_LIBRIVOX();
    const auto result = timbreCommand({"check", "--json", "/nowhere/a.wav", librivoxClip()});
    EXPECT_EQ(result.exitCode, 4);
    const auto document = documentOf(result);
    ASSERT_EQ(document["files"].size(), 2U);
    EXPECT_EQ(document["files"][0]["error"]["code"], "not-found");
    EXPECT_TRUE(document["files"][1].contains("snr_db"));
    EXPECT_EQ(document["error"]["code"], "not-found");
}

TEST(Check, SpeaksPlainlyToPeople) {
    TIMBRE_REQUIRE_LIBRIVOX();
    const auto result = timbreCommand({"check", librivoxClip()});
    EXPECT_NE(result.output.find("SNR"), std::string::npos) << result.output;
    EXPECT_NE(result.output.find(librivoxClip()), std::string::npos);
    EXPECT_EQ(result.output.find('\r'), std::string::npos) << "no bars where there is no terminal";
}

}  // namespace
}  // namespace timbre
