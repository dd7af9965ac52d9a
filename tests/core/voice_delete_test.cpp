// SPDX-License-Identifier: GPL-3.0-or-later
// Deleting a voice: everything of it goes, nothing else is touched, and what went is listed.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/base/files.h"
#include "core/studio/clip_cache.h"
#include "core/studio/voice_books.h"
#include "core/voice/making_folder.h"
#include "core/voice/recording_book.h"
#include "core/voice/voice_store.h"
#include "core/voice/voice_traces.h"
#include "tests/support/test_support.h"
#include "tests/support/voices.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;
using test::makeSmallVoice;

class VoiceDeleteTest : public testing::Test {
  protected:
    void SetUp() override {
        doomed_ = makeSmallVoice(store_, "Wilhelmina", "doomed").value().id;
        ASSERT_TRUE(test::addSmallVersion(store_, "Wilhelmina", "doomed again"));
        kept_ = makeSmallVoice(store_, "Bert", "kept").value().id;
        const std::vector<std::string> tags{"zarzuela"};
        ASSERT_TRUE(store_.changeTags("Wilhelmina", tags, {}));
        ASSERT_TRUE(store_.rename("Bert", "Bertram"));
        for (const std::string& id : {doomed_, kept_}) {
            speak(id, 1);
            speak(id, 2);
        }
    }

    /// A sentence in the cache, as the window leaves it.
    void speak(const std::string& id, int version) const {
        ClipKey key{.text = "A sentence.",
                    .language = "en",
                    .voice = {id, version},
                    .engine = "tone",
                    .engineVersion = "1",
                    .settings = {}};
        auto speech = std::make_shared<Speech>();
        speech->audio = {.sampleRateHz = 16000, .channels = 1, .samples = std::vector<float>(50, 0.5F)};
        ClipCache(data_ / "cache/clips", ClipCache::Limits{}).store(key, std::move(speech));
    }

    /// The scan: by name, id, tag and the content of its recordings and weights.
    void expectNothingLeft() const {
        for (const std::string& word :
             {std::string("Wilhelmina"), std::string("wilhelmina"), doomed_, std::string("zarzuela"),
              std::string("sound doomed"), std::string("weights doomed")}) {
            EXPECT_EQ(test::tracesOf(data_.path(), word), std::vector<std::string>{}) << word;
        }
    }

    [[nodiscard]] std::vector<std::pair<std::string, std::string>> contentsOfKept() const {
        auto contents = test::contentsOf(data_.path());
        std::erase_if(contents, [this](const auto& file) { return file.first.find(kept_) == std::string::npos; });
        return contents;
    }

    const test::TempDir data_;
    VoiceStore store_ = VoiceStore::open(data_.path()).value();
    std::string doomed_;
    std::string kept_;
};

TEST_F(VoiceDeleteTest, TheScanSeesAVoiceThatIsThere) {
    for (const std::string& word :
         {std::string("Wilhelmina"), doomed_, std::string("zarzuela"), std::string("sound doomed")}) {
        EXPECT_FALSE(test::tracesOf(data_.path(), word).empty()) << word;
    }
    const auto traces = test::tracesOf(data_.path(), doomed_);
    EXPECT_NE(std::ranges::find(traces, "library.db"), traces.end());
    EXPECT_EQ(std::ranges::count_if(
                  traces, [](const auto& name) { return name.starts_with("cache/clips/") && name.ends_with(".clip"); }),
              2);
}

TEST_F(VoiceDeleteTest, LeavesNothingAndTouchesNothingElse) {
    const auto before = contentsOfKept();
    ASSERT_TRUE(store_.remove("wilhelmina"));
    expectNothingLeft();
    EXPECT_EQ(contentsOfKept(), before);
    EXPECT_EQ(store_.list().value().voices.size(), 1U);
}

TEST_F(VoiceDeleteTest, ListsWhatWent) {
    const auto removed = store_.remove("Wilhelmina");
    ASSERT_TRUE(removed) << removed.error().message();
    EXPECT_EQ(removed->name, "Wilhelmina");
    EXPECT_EQ(removed->id, doomed_);
    EXPECT_EQ(removed->files,
              (std::vector<std::string>{"versions/0001/clips/0001.flac", "versions/0001/engine/model.bin",
                                        "versions/0001/version.json", "versions/0002/clips/0001.flac",
                                        "versions/0002/engine/model.bin", "versions/0002/version.json", "voice.json"}));
    ASSERT_EQ(removed->caches.size(), 2U);
    EXPECT_TRUE(removed->caches[0].starts_with("cache/clips/" + doomed_ + "-")) << removed->caches[0];
    EXPECT_EQ(removed->rows, 4) << "the voice, two versions, one tag";
}

TEST_F(VoiceDeleteTest, TheRecordingsItWasMadeFromGoAsWellAndAreListed) {
    const RecordingScript script{
        .id = "en", .language = "en", .title = "One", .shortLines = 1, .lines = {scriptLine("a", "Line a.", {"L"}, "en")}};
    const auto bookFor = [&](const std::string& voice) {
        RecordingBook book = RecordingBook::create(data_.path(), {.name = "Session", .script = script}).value();
        EXPECT_TRUE(book.setVoice(voice, 1));
        return book.state().id;
    };
    const std::string mine = bookFor(doomed_);
    const std::string other = bookFor(kept_);
    {
        const auto open = RecordingBook::open(data_.path(), mine);
        const auto refused = removeVoiceWithBooks(store_, data_.path(), "Wilhelmina");
        ASSERT_FALSE(refused) << "its recordings are open";
        EXPECT_TRUE(fs::exists(data_ / "recordings" / mine));
        EXPECT_TRUE(store_.find("Wilhelmina")) << "nothing is gone";
    }
    const auto gone = removeVoiceWithBooks(store_, data_.path(), "Wilhelmina");
    ASSERT_TRUE(gone) << gone.error().message();
    EXPECT_FALSE(gone->booksTrouble);
    EXPECT_TRUE(std::ranges::any_of(gone->voice.files,
                                    [&](const std::string& file) { return file.starts_with("recordings/" + mine + "/"); }));
    EXPECT_FALSE(fs::exists(data_ / "recordings" / mine));
    EXPECT_TRUE(fs::exists(data_ / "recordings" / other)) << "of a voice that stays";
}

TEST_F(VoiceDeleteTest, LeavesNothingWhereTheIndexCannotBeRead) {
    std::string index = readFile(data_ / "library.db").value();
    index.replace(0, 16, "SQLite format 9.");
    ASSERT_TRUE(writeFileAtomically(data_ / "library.db", index));
    ASSERT_TRUE(store_.remove("Wilhelmina"));
    expectNothingLeft();
    EXPECT_EQ(store_.list().value().voices.size(), 1U);
}

TEST_F(VoiceDeleteTest, LeavesNothingWhereTheIndexIsOfANewerProgram) {
    std::string index = readFile(data_ / "library.db").value();
    index.replace(60, 4, std::string("\x00\x00\x23\x28", 4));
    ASSERT_TRUE(writeFileAtomically(data_ / "library.db", index));
    ASSERT_TRUE(store_.remove("Wilhelmina"));
    expectNothingLeft();
}

TEST_F(VoiceDeleteTest, KilledHalfwayTheNextStartFinishesIt) {
    // What a killed deleter leaves: the folder out of the way, rows and caches still there.
    fs::rename(store_.folder() / doomed_, deletingFolder(store_.folder(), doomed_));
    ASSERT_TRUE(VoiceStore::open(data_.path()));
    expectNothingLeft();
}

TEST_F(VoiceDeleteTest, ASentenceThatAnotherProgramStoresAfterwardsIsSweptAtTheNextStart) {
    ASSERT_TRUE(store_.remove("Wilhelmina"));
    const auto before = contentsOfKept();
    speak(doomed_, 1);
    ASSERT_FALSE(test::tracesOf(data_.path(), doomed_).empty());
    ASSERT_TRUE(VoiceStore::open(data_.path()));
    expectNothingLeft();
    EXPECT_EQ(contentsOfKept(), before);
}

TEST_F(VoiceDeleteTest, SweepingLeavesForeignFilesOfTheCacheAlone) {
    for (const char* name : {"notes.txt", "0123-a.clip", "xyz4567890abcdef-a.clip"}) {
        ASSERT_TRUE(writeFileAtomically(data_.path() / "cache" / "clips" / name, "mine"));
    }
    ASSERT_TRUE(writeFileAtomically(data_.path() / "cache" / "clips" / "0123456789abcdef-a.clip", "an orphan"));
    EXPECT_EQ(removeOrphanedTraces(data_.path()).files,
              std::vector<std::string>{"cache/clips/0123456789abcdef-a.clip"});
}

}  // namespace
}  // namespace timbre
