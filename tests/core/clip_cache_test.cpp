// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/clip_cache.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "core/base/files.h"
#include "tests/support/test_support.h"
#include "tests/support/tone_engine.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

ClipKey keyOf(const std::string& text) {
    return {.text = text,
            .language = "en",
            .voice = {.voice = "ada", .number = 1},
            .engine = "tone",
            .engineVersion = "1",
            .settings = {}};
}

/// `frames` samples that differ from clip to clip.
SharedSpeech speechOf(std::size_t frames, float value = 0.25F) {
    Speech speech;
    speech.audio = {.sampleRateHz = 16'000, .channels = 1, .samples = std::vector<float>(frames, value)};
    speech.words = {{"tone", 0.0, 0.5}, {"töne", 0.5, 1.0}};
    return std::make_shared<const Speech>(std::move(speech));
}

bool same(const Speech& a, const Speech& b) {
    return a.audio == b.audio && std::ranges::equal(a.words, b.words, [](const WordTime& x, const WordTime& y) {
               return x.word == y.word && x.startSeconds == y.startSeconds && x.endSeconds == y.endSeconds;
           });
}

std::vector<fs::path> filesIn(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        files.push_back(entry.path());
    }
    return files;
}

TEST(ClipKey, EachPartOfItMakesAnotherKey) {
    const ClipKey plain = keyOf("Hello.");
    const std::vector<std::function<void(ClipKey&)>> changes = {
        [](ClipKey& key) { key.text = "Hello!"; },
        [](ClipKey& key) { key.language = "de"; },
        [](ClipKey& key) { key.voice.voice = "bea"; },
        [](ClipKey& key) { key.voice.number = 2; },
        [](ClipKey& key) { key.engine = "instant"; },
        [](ClipKey& key) { key.engineVersion = "2"; },
        [](ClipKey& key) { key.settings.speedScale = 1.05; },
        [](ClipKey& key) { key.settings.pitchSemitones = 0.5; },
        [](ClipKey& key) { key.settings.seed = 1; },
        [](ClipKey& key) { key.settings.advanced["clarity"] = 0.0; },
        [](ClipKey& key) { key.settings.advanced["clarity"] = 1.0; },
        [](ClipKey& key) { key.text = "Hello.en"; key.language = ""; },
    };
    std::set<std::string> bytes{plain.bytes()};
    for (const auto& change : changes) {
        ClipKey other = plain;
        change(other);
        bytes.insert(other.bytes());
    }
    EXPECT_EQ(bytes.size(), changes.size() + 1);
    EXPECT_EQ(keyOf("Hello.").bytes(), plain.bytes());
}

TEST(ClipCache, FindsInMemoryWhatWasStored) {
    ClipCache cache(ClipCache::Limits{});
    const SharedSpeech speech = speechOf(100);
    EXPECT_EQ(cache.find(keyOf("One.")), nullptr);
    cache.store(keyOf("One."), speech);
    EXPECT_EQ(cache.find(keyOf("One.")), speech);
    EXPECT_EQ(cache.find(keyOf("Two.")), nullptr);
    EXPECT_EQ(cache.statistics().memoryHits, 1U);
    EXPECT_EQ(cache.statistics().misses, 2U);
}

TEST(ClipCache, FindsOnDiskWhatAnEarlierOneStoredToTheLastBit) {
    const test::TempDir folder;
    const SharedSpeech speech = speechOf(1'234, 0.1F);
    ClipCache(folder.path(), {}).store(keyOf("One."), speech);
    ClipCache later(folder.path(), {});
    const SharedSpeech found = later.find(keyOf("One."));
    ASSERT_NE(found, nullptr);
    EXPECT_TRUE(same(*found, *speech));
    EXPECT_EQ(later.statistics().diskHits, 1U);
    EXPECT_EQ(later.find(keyOf("One.")), found);  // now from memory
}

TEST(ClipCache, ForgetsInMemoryWhatWasNotUsedForTheLongest) {
    const std::uint64_t one = 1'000 * sizeof(float);
    ClipCache cache(ClipCache::Limits{.memoryBytes = 3 * one + 2'000, .diskBytes = 0});
    for (const char* text : {"a", "b", "c"}) {
        cache.store(keyOf(text), speechOf(1'000));
    }
    ASSERT_NE(cache.find(keyOf("a")), nullptr);  // used again: now "b" is the oldest
    cache.store(keyOf("d"), speechOf(1'000));
    EXPECT_NE(cache.find(keyOf("a")), nullptr);
    EXPECT_EQ(cache.find(keyOf("b")), nullptr);
    EXPECT_NE(cache.find(keyOf("c")), nullptr);
    EXPECT_NE(cache.find(keyOf("d")), nullptr);
    EXPECT_LE(cache.statistics().memoryBytes, 3 * one + 2'000);
}

TEST(ClipCache, KeepsTheFolderWithinItsBytesAndDropsTheOldestFiles) {
    const test::TempDir folder;
    constexpr std::uint64_t kLimit = 20'000;
    ClipCache cache(folder.path(), {.memoryBytes = 0, .diskBytes = kLimit});
    for (int i = 0; i < 12; ++i) {
        cache.store(keyOf("Sentence " + std::to_string(i)), speechOf(1'000));
    }
    std::uint64_t bytes = 0;
    for (const fs::path& file : filesIn(folder.path())) {
        bytes += fs::file_size(file);
    }
    EXPECT_LE(bytes, kLimit);
    EXPECT_EQ(cache.statistics().diskBytes, bytes);
    EXPECT_EQ(cache.find(keyOf("Sentence 0")), nullptr);
    EXPECT_NE(cache.find(keyOf("Sentence 11")), nullptr);
}

TEST(ClipCache, ReplacingAClipCountsItsBytesOnce) {
    ClipCache cache(ClipCache::Limits{});
    cache.store(keyOf("One."), speechOf(1'000));
    const std::uint64_t before = cache.statistics().memoryBytes;
    cache.store(keyOf("One."), speechOf(1'000, 0.5F));
    EXPECT_EQ(cache.statistics().memoryBytes, before);
    EXPECT_EQ(cache.find(keyOf("One."))->audio.samples[0], 0.5F);
}

TEST(ClipCache, DoesNotKeepWhatIsLargerThanAWholeLimit) {
    const test::TempDir folder;
    ClipCache cache(folder.path(), {.memoryBytes = 100, .diskBytes = 100});
    cache.store(keyOf("One."), speechOf(1'000));
    EXPECT_EQ(cache.find(keyOf("One.")), nullptr);
    EXPECT_TRUE(filesIn(folder.path()).empty());
}

TEST(ClipCache, TakesADamagedFileAsAbsentWhereverItIsDamaged) {
    const test::TempDir folder;
    ClipCache(folder.path(), {}).store(keyOf("One."), speechOf(64));
    const fs::path file = filesIn(folder.path()).front();
    const std::string whole = *readFile(file);
    for (std::size_t at = 0; at < whole.size(); at += 7) {
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x20);
        std::ofstream(file, std::ios::binary) << damaged;
        EXPECT_EQ(ClipCache(folder.path(), {}).find(keyOf("One.")), nullptr) << "damaged at byte " << at;
    }
    for (std::size_t size = 0; size < whole.size(); size += 5) {
        std::ofstream(file, std::ios::binary | std::ios::trunc) << whole.substr(0, size);
        EXPECT_EQ(ClipCache(folder.path(), {}).find(keyOf("One.")), nullptr) << "cut to " << size << " bytes";
    }
    std::ofstream(file, std::ios::binary | std::ios::trunc) << whole;
    EXPECT_NE(ClipCache(folder.path(), {}).find(keyOf("One.")), nullptr);
}

TEST(ClipCache, DoesNotTakeTheClipOfAnotherKeyWhoseFileNameFallsOnItsOwn) {
    const test::TempDir folder;
    ClipCache(folder.path(), {}).store(keyOf("One."), speechOf(64));
    const fs::path one = filesIn(folder.path()).front();
    ClipCache(folder.path(), {}).store(keyOf("Two."), speechOf(64));
    for (const fs::path& file : filesIn(folder.path())) {
        if (file != one) {  // what a collision of hashes would look like
            fs::copy_file(file, one, fs::copy_options::overwrite_existing);
        }
    }
    EXPECT_EQ(ClipCache(folder.path(), {}).find(keyOf("One.")), nullptr);
    EXPECT_NE(ClipCache(folder.path(), {}).find(keyOf("Two.")), nullptr);
}

TEST(ClipCache, LivesInMemoryAloneWhereTheFolderCannotBeMade) {
    const test::TempDir folder;
    std::ofstream(folder / "file") << "not a folder";
    ClipCache cache(folder / "file" , {});
    const SharedSpeech speech = speechOf(10);
    cache.store(keyOf("One."), speech);
    EXPECT_EQ(cache.find(keyOf("One.")), speech);
}

TEST(ClipCache, RemovesEverythingOfOneVoiceAndNothingOfAnother) {
    const test::TempDir folder;
    ClipCache cache(folder.path(), {});
    ClipKey other = keyOf("One.");
    other.voice.voice = "bea";
    cache.store(keyOf("One."), speechOf(10));
    cache.store(keyOf("Two."), speechOf(10));
    cache.store(other, speechOf(10));
    ClipKey newer = keyOf("Three.");
    newer.voice.number = 2;
    ClipCache(folder.path(), {}).store(newer, speechOf(10));  // by another process, so not in this one's list
    EXPECT_EQ(cache.removeVoice("ada"), 3U);
    EXPECT_EQ(cache.find(keyOf("One.")), nullptr);
    EXPECT_EQ(cache.find(keyOf("Two.")), nullptr);
    EXPECT_EQ(cache.find(newer), nullptr);
    EXPECT_NE(cache.find(other), nullptr);
    EXPECT_EQ(filesIn(folder.path()).size(), 1U);
}

TEST(ClipCache, SweepsHalfWrittenFilesOfDeadWritersAndLeavesLivingOnesAlone) {
    const test::TempDir folder;
    std::ofstream(folder / ".old.part-1-0.clip") << "half";
    std::ofstream(folder / ".new.part-2-0.clip") << "half";
    fs::last_write_time(folder / ".old.part-1-0.clip", fs::file_time_type::clock::now() - std::chrono::hours(2));
    const ClipCache cache(folder.path(), {});
    EXPECT_FALSE(fs::exists(folder / ".old.part-1-0.clip"));
    EXPECT_TRUE(fs::exists(folder / ".new.part-2-0.clip"));
}

TEST(ClipCache, ClearLeavesNothing) {
    const test::TempDir folder;
    ClipCache cache(folder.path(), {});
    cache.store(keyOf("One."), speechOf(10));
    cache.clear();
    EXPECT_EQ(cache.find(keyOf("One.")), nullptr);
    EXPECT_TRUE(filesIn(folder.path()).empty());
    EXPECT_EQ(cache.statistics().memoryBytes, 0U);
    EXPECT_EQ(cache.statistics().diskBytes, 0U);
}

TEST(ClipCache, IsUsedByManyThreadsAtOnce) {
    const test::TempDir folder;
    ClipCache cache(folder.path(), {.memoryBytes = 20'000, .diskBytes = 40'000});
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&cache, t] {
                for (int i = 0; i < 25; ++i) {
                    const ClipKey key = keyOf(std::to_string((i * 3 + t) % 20));
                    if (const SharedSpeech found = cache.find(key)) {
                        EXPECT_EQ(found->audio.samples.size(), 500U);
                    } else {
                        cache.store(key, speechOf(500));
                    }
                }
            });
        }
    }
    EXPECT_LE(cache.statistics().memoryBytes, 20'000U);
    EXPECT_LE(cache.statistics().diskBytes, 40'000U);
}

TEST(CachedVoice, AsksTheEngineOnceAndAnswersTheSame) {
    auto cache = std::make_shared<ClipCache>(ClipCache::Limits{});
    const CachedVoice voice(std::make_shared<test::ToneVoice>(test::ToneSettings{}), keyOf(""), cache);
    const SpeakRequest request{.text = "Two words", .language = "en", .settings = {}};
    const auto first = voice.speak(request, {});
    const auto second = voice.speak(request, {});
    ASSERT_TRUE(first && second);
    EXPECT_TRUE(same(*first, *second));
    EXPECT_EQ(cache->statistics().misses, 1U);
    EXPECT_EQ(cache->statistics().memoryHits, 1U);
    SpeakRequest another = request;
    another.settings.seed = 7;
    ASSERT_TRUE(voice.speak(another, {}));
    EXPECT_EQ(cache->statistics().misses, 2U);
}

TEST(CachedVoice, KeepsNoFailures) {
    auto cache = std::make_shared<ClipCache>(ClipCache::Limits{});
    const CachedVoice voice(std::make_shared<test::ToneVoice>(test::ToneSettings{.unspeakable = "xyzzy"}), keyOf(""),
                            cache);
    const auto refused = voice.speak({.text = "xyzzy", .language = "en", .settings = {}}, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(cache->statistics().memoryBytes, 0U);
}

}  // namespace
}  // namespace timbre
