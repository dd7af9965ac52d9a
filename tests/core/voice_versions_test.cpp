// SPDX-License-Identifier: GPL-3.0-or-later
// Versions, roll back, tags and usage of the voice library.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/base/files.h"
#include "core/voice/voice_store.h"
#include "tests/support/test_support.h"
#include "tests/support/voices.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;
using test::addSmallVersion;
using test::makeSmallVoice;

class VoiceVersionsTest : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(makeSmallVoice(store_, "Anna", "one"));
        ASSERT_TRUE(addSmallVersion(store_, "anna", "two"));
    }

    /// What is stored of version `number`, byte for byte.
    [[nodiscard]] auto stored(int number) const { return test::contentsOf(store_.find("Anna", number).value().folder); }

    const test::TempDir data_;
    VoiceStore store_ = VoiceStore::open(data_.path()).value();
};

TEST_F(VoiceVersionsTest, ANewVersionIsPresentAndNamesItsParent) {
    const Voice voice = store_.find("Anna").value();
    EXPECT_EQ(voice.presentVersion, 2);
    EXPECT_EQ(voice.version.number, 2);
    EXPECT_EQ(voice.version.parent, 1);
    EXPECT_EQ(readFile(voice.engineFolder / "model.bin").value(), "weights two");
    const auto versions = store_.versions("Anna").value();
    ASSERT_EQ(versions.size(), 2U);
    EXPECT_EQ(versions[0].parent, 0);
    EXPECT_EQ(versions[1].parent, 1);
    EXPECT_EQ(versions[1].seconds, 2.5);
    EXPECT_EQ(store_.list().value().voices.at(0).versions, 2);
}

TEST_F(VoiceVersionsTest, ANewVersionLeavesTheOldOneByteForByte) {
    const auto before = stored(1);
    ASSERT_TRUE(addSmallVersion(store_, "Anna", "three"));
    EXPECT_EQ(stored(1), before);
    EXPECT_FALSE(before.empty());
}

TEST_F(VoiceVersionsTest, RollBackChangesOnlyWhichVersionIsPresent) {
    const auto first = stored(1);
    const auto second = stored(2);
    const auto back = store_.rollBack("Anna", 1);
    ASSERT_TRUE(back) << back.error().message();
    EXPECT_EQ(back->presentVersion, 1);
    EXPECT_EQ(readFile(back->engineFolder / "model.bin").value(), "weights one");
    EXPECT_EQ(stored(1), first);
    EXPECT_EQ(stored(2), second);
    EXPECT_EQ(store_.list().value().voices.at(0).present.number, 1);
}

TEST_F(VoiceVersionsTest, RollBackIsRecordedWithItsTime) {
    ASSERT_TRUE(store_.rollBack("Anna", 1));
    const auto changes = VoiceStore::open(data_.path()).value().find("Anna").value().changes;
    ASSERT_EQ(changes.size(), 2U) << "the new version, and the way back";
    EXPECT_EQ(changes[1].from, 2);
    EXPECT_EQ(changes[1].to, 1);
    EXPECT_EQ(changes[1].when.size(), 20U);
}

TEST_F(VoiceVersionsTest, RollBackWithoutANumberGoesToTheParent) {
    ASSERT_TRUE(addSmallVersion(store_, "Anna", "three"));
    ASSERT_TRUE(store_.rollBack("Anna", 1));
    ASSERT_TRUE(addSmallVersion(store_, "Anna", "four"));
    EXPECT_EQ(store_.find("Anna").value().version.number, 4) << "numbers are never given twice";
    EXPECT_EQ(store_.rollBack("Anna").value().presentVersion, 1) << "version 4 was made from version 1";
    const auto further = store_.rollBack("Anna");
    ASSERT_FALSE(further);
    EXPECT_EQ(further.error().code, ErrorCode::NotFound);
}

TEST_F(VoiceVersionsTest, RollBackToThePresentVersionRecordsNothing) {
    const auto changes = store_.find("Anna").value().changes;
    ASSERT_TRUE(store_.rollBack("Anna", 2));
    EXPECT_EQ(store_.find("Anna").value().changes, changes);
}

TEST_F(VoiceVersionsTest, RollBackToAVersionThatIsNotThereNamesThoseThatAre) {
    const auto back = store_.rollBack("Anna", 7);
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().code, ErrorCode::NotFound);
    EXPECT_NE(back.error().advice.find("1, 2"), std::string::npos) << back.error().message();
    EXPECT_EQ(store_.find("Anna").value().presentVersion, 2);
}

TEST_F(VoiceVersionsTest, RollBackToADamagedVersionIsRefused) {
    ASSERT_TRUE(writeFileAtomically(store_.find("Anna", 1).value().folder / "version.json", "{"));
    EXPECT_EQ(store_.rollBack("Anna", 1).error().code, ErrorCode::Corrupt);
    EXPECT_EQ(store_.find("Anna").value().presentVersion, 2);
}

TEST_F(VoiceVersionsTest, AReferenceWithANumberFindsThatVersion) {
    EXPECT_EQ(store_.findReference("anna@1").value().version.number, 1);
    EXPECT_EQ(store_.findReference("anna").value().version.number, 2);
    EXPECT_EQ(store_.findReference("anna@3").error().code, ErrorCode::NotFound);
    EXPECT_EQ(store_.findReference("anna@x").error().code, ErrorCode::NotFound);
}

TEST_F(VoiceVersionsTest, ANameThatLooksLikeAReferenceIsRefused) {
    const auto odd = makeSmallVoice(store_, "anna@1", "odd");
    ASSERT_FALSE(odd);
    EXPECT_EQ(odd.error().code, ErrorCode::InvalidInput);
}

TEST_F(VoiceVersionsTest, AVersionOfAVoiceThatWasDeletedMeanwhileIsRefusedAndLeavesNothing) {
    auto pending = store_.beginVersion("Anna");
    ASSERT_TRUE(pending);
    ASSERT_TRUE(store_.remove("Anna"));
    const auto late = pending->commit(test::versionFacts());
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::NotFound);
    EXPECT_EQ(test::contentsOf(store_.folder()), (std::vector<std::pair<std::string, std::string>>{{".lock", ""}}));
}

TEST_F(VoiceVersionsTest, ADroppedVersionLeavesTheVoiceAsItWas) {
    const auto before = test::contentsOf(store_.folder());
    { const auto pending = store_.beginVersion("Anna"); }
    EXPECT_EQ(test::contentsOf(store_.folder()), before);
}

TEST_F(VoiceVersionsTest, TagsAreSortedAndKeptOnceWhateverTheirCase) {
    const std::vector<std::string> add{"warm", "Audiobook", "WARM", "\u6e29\u6696"};
    ASSERT_TRUE(store_.changeTags("Anna", add, {}));
    EXPECT_EQ(store_.find("Anna").value().tags, (std::vector<std::string>{"Audiobook", "warm", "\u6e29\u6696"}));
    EXPECT_EQ(store_.list().value().voices.at(0).tags, store_.find("Anna").value().tags);
    const std::vector<std::string> remove{"AUDIOBOOK"};
    EXPECT_EQ(store_.changeTags("Anna", {}, remove).value().tags.size(), 2U);
}

TEST_F(VoiceVersionsTest, AWrongTagChangesNothing) {
    const std::vector<std::string> good{"warm"};
    ASSERT_TRUE(store_.changeTags("Anna", good, {}));
    for (const std::string& tag :
         {std::string(), std::string(" x"), std::string("a,b"), std::string("a\nb"), std::string(41, 'x')}) {
        const std::vector<std::string> words{"fine", tag};
        EXPECT_EQ(store_.changeTags("Anna", words, {}).error().code, ErrorCode::InvalidInput) << tag;
    }
    const std::vector<std::string> unknown{"cold"};
    EXPECT_EQ(store_.changeTags("Anna", {}, unknown).error().code, ErrorCode::NotFound);
    EXPECT_EQ(store_.find("Anna").value().tags, good);
}

TEST_F(VoiceVersionsTest, UsesAreCounted) {
    const std::string id = store_.find("Anna").value().id;
    ASSERT_TRUE(store_.countUse(id, 1.5));
    ASSERT_TRUE(store_.countUse(id, 2.0));
    const VoiceUsage usage = store_.list().value().voices.at(0).usage;
    EXPECT_EQ(usage.timesSpoken, 2);
    EXPECT_EQ(usage.secondsSpoken, 3.5);
    EXPECT_EQ(usage.lastUsed.size(), 20U);
    EXPECT_EQ(store_.find("Anna").value().usage, usage);
}

}  // namespace
}  // namespace timbre
