// SPDX-License-Identifier: GPL-3.0-or-later
// Damaged files of every kind: whatever they hold, reading ends with finite sound or a named error. Meant above all for
// runs under the address and undefined-behaviour sanitizers.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "core/audio/decode.h"
#include "core/audio/encode.h"
#include "tests/support/sounds.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;
using test::TempDir;

/// One whole, small file of each kind that can be made here.
std::vector<fs::path> wholeFiles(const TempDir& folder) {
    const AudioClip clip = test::tone({.sampleRateHz = 22'050, .channels = 2, .seconds = 0.4});
    std::vector<fs::path> files;
    for (const char* name : {"a.wav", "a.flac", "a.ogg", "a.mp3"}) {
        if (writeAudio(folder / name, clip, {.title = "a title"})) {
            files.push_back(folder / name);
        }
    }
    if (test::haveFfmpeg()) {
        const std::string input = (folder / "a.wav").string();
        for (const char* name : {"a.m4a", "a.opus", "a.mkv", "a.aiff", "a.wma", "a.caf", "a.au", "a.avi", "a.ac3"}) {
            if (test::ffmpeg({"-i", input, (folder / name).string()})) {
                files.push_back(folder / name);
            }
        }
    }
    return files;
}

void expectFiniteOrNamedError(const fs::path& path, const std::string& what) {
    const auto read = readAudioWithFacts(path, {.maximumBytes = 200'000'000});
    if (!read) {
        EXPECT_NE(read.error().detail.find(path.filename().string()), std::string::npos)
            << what << ": " << read.error().message();
        return;
    }
    EXPECT_GT(read->clip.frames(), 0U) << what;
    EXPECT_TRUE(std::ranges::all_of(read->clip.samples, [](float sample) { return std::isfinite(sample); })) << what;
}

TEST(MalformedSound, believes_no_length_that_is_no_number) {
    TIMBRE_REQUIRE_FFMPEG();
    const TempDir folder;
    ASSERT_TRUE(writeAudio(folder / "a.wav", test::tone({.sampleRateHz = 16'000, .channels = 1, .seconds = 1.0})));
    ASSERT_TRUE(test::ffmpeg({"-i", (folder / "a.wav").string(), (folder / "a.mka").string()}));
    const std::string bytes = test::bytesOf(folder / "a.mka");
    const std::string told = "00:00:01.";
    const auto at = bytes.find(told);
    ASSERT_NE(at, std::string::npos) << "FFmpeg writes the length of each track";
    for (const char* lie : {"00:00:nan", "-9:00:00.", "00:00:inf", "99:99:1e9", "00:00:00."}) {
        std::string damaged = bytes;
        damaged.replace(at, told.size(), lie);
        test::writeBytes(folder / "lie.mka", damaged);
        const auto read = readAudioWithFacts(folder / "lie.mka");
        ASSERT_TRUE(read) << lie << ": " << read.error().message();
        EXPECT_NEAR(read->clip.seconds(), 1.0, 0.1) << lie;
    }
}

TEST(MalformedSound, ends_in_sound_or_a_named_error_when_cut_anywhere) {
    const TempDir folder;
    for (const fs::path& whole : wholeFiles(folder)) {
        const std::string bytes = test::bytesOf(whole);
        const fs::path cut = folder / ("cut" + whole.extension().string());
        std::vector<std::size_t> lengths;
        for (std::size_t length = 1; length < 128; length += 7) {
            lengths.push_back(length);
        }
        for (std::size_t k = 1; k <= 24; ++k) {
            lengths.push_back(bytes.size() * k / 25);
        }
        for (const std::size_t length : lengths) {
            test::writeBytes(cut, bytes.substr(0, std::min(length, bytes.size())));
            expectFiniteOrNamedError(cut, whole.filename().string() + " cut at " + std::to_string(length));
        }
    }
}

TEST(MalformedSound, ends_in_sound_or_a_named_error_when_bytes_are_changed) {
    const TempDir folder;
    std::mt19937 generator(7);
    const auto upTo = [&](std::size_t limit) { return static_cast<std::size_t>(generator()) % limit; };
    for (const fs::path& whole : wholeFiles(folder)) {
        const std::string bytes = test::bytesOf(whole);
        const fs::path changed = folder / ("changed" + whole.extension().string());
        for (int round = 0; round < 40; ++round) {
            std::string copy = bytes;
            const std::size_t count = round % 4 == 0 ? 200 : 1 + upTo(8);
            // Every other round changes the headers, where the sizes are that must not be believed.
            const std::size_t reach = round % 2 == 0 ? copy.size() : std::min<std::size_t>(copy.size(), 256);
            for (std::size_t k = 0; k < count; ++k) {
                copy[upTo(reach)] = static_cast<char>(upTo(256));
            }
            test::writeBytes(changed, copy);
            expectFiniteOrNamedError(changed, whole.filename().string() + " round " + std::to_string(round));
        }
    }
}

TEST(MalformedSound, is_refused_by_name_when_it_is_random_bytes) {
    const TempDir folder;
    std::mt19937 generator(11);
    for (const std::size_t size : {1U, 3U, 12U, 44U, 1000U, 65'536U}) {
        for (int round = 0; round < 10; ++round) {
            std::string bytes(size, '\0');
            std::ranges::generate(bytes, [&] { return static_cast<char>(generator() & 0xFFU); });
            test::writeBytes(folder / "random.wav", bytes);
            expectFiniteOrNamedError(folder / "random.wav", std::to_string(size) + " random bytes");
        }
    }
}

TEST(MalformedSound, writes_nothing_to_the_terminal) {
    const TempDir folder;
    const AudioClip clip = test::tone({.sampleRateHz = 22'050, .seconds = 1.0});
    testing::internal::CaptureStderr();
    for (const char* name : {"a.mp3", "a.ogg", "a.flac", "a.wav"}) {
        ASSERT_TRUE(writeAudio(folder / name, clip));
        std::string bytes = test::bytesOf(folder / name);
        for (std::size_t k = 300; k < bytes.size(); k += 97) {
            bytes[k] = static_cast<char>(bytes[k] ^ 0x5A);
        }
        test::writeBytes(folder / name, bytes.substr(0, bytes.size() * 3 / 4));
        expectFiniteOrNamedError(folder / name, name);
    }
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace timbre
