// SPDX-License-Identifier: GPL-3.0-or-later
// The voice library through the studio's door: each command with the events it answers with.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/audio/loudness.h"
#include "core/base/files.h"
#include "core/studio/voice_face.h"
#include "core/voice/voice_folder.h"
#include "tests/support/voice_desk.h"
#include "tests/support/voices.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

using VoiceDeskTest = test::VoiceDeskFixture;

TEST_F(VoiceDeskTest, RenamesAndTags) {
    makeVoice("Anna");
    studio();
    ASSERT_TRUE(run(RenameVoice{.voice = voice_.voice, .name = "Anne"}));
    EXPECT_EQ(all<VoiceChanged>().back().voice.name, "Anne");
    ASSERT_TRUE(run(TagVoice{.voice = voice_.voice, .add = {"warm", "mine"}}));
    EXPECT_EQ(all<VoiceChanged>().back().voice.tags, (std::vector<std::string>{"mine", "warm"}));
    EXPECT_EQ(run(TagVoice{.voice = voice_.voice, .remove = {"cold"}}).error().code, ErrorCode::NotFound);
    EXPECT_EQ(listed().voices.front().tags.size(), 2U);
}

TEST_F(VoiceDeskTest, ThePlanOfARemovalIsWhatRemovalTakes) {
    NEEDS_SPEECH();
    cache_ = std::make_shared<ClipCache>(folder_ / "cache" / "clips", ClipCache::Limits{});
    studio();
    ASSERT_TRUE(run(anna()));
    const VoiceVersionId id = all<VoiceMade>().back().voice.id;
    ASSERT_TRUE(run(LoadFaces{.voices = {id}}));
    ASSERT_TRUE(run(RenderSentences{.sentences = lines({"Hello there."}), .recipe = {.voice = id, .speak = {}}}));
    ASSERT_TRUE(run(PlanRemoval{.voice = id.voice}));
    const RemovalPlanned plan = all<RemovalPlanned>().back();
    EXPECT_EQ(plan.name, "Anna");
    EXPECT_EQ(plan.versions, 1);
    EXPECT_EQ(plan.recordings, 5);
    EXPECT_TRUE(std::ranges::any_of(plan.caches, [](const std::string& file) { return file.find("faces") != std::string::npos; }))
        << "the face is listed";
    EXPECT_TRUE(std::ranges::any_of(plan.caches, [](const std::string& file) { return file.find("clips") != std::string::npos; }))
        << "spoken sentences are listed";
    ASSERT_TRUE(run(RemoveVoice{.voice = id.voice}));
    const VoiceRemoved removed = all<VoiceRemoved>().back();
    EXPECT_EQ(removed.files, plan.files);
    EXPECT_EQ(removed.caches, plan.caches);
    EXPECT_EQ(removed.bytes, plan.bytes);
    for (const std::string& file : plan.caches) {
        EXPECT_FALSE(fs::exists(folder_ / file)) << file;
    }
    EXPECT_FALSE(run(RenderSentences{.sentences = lines({"Hello there."}), .recipe = {.voice = id, .speak = {}}}))
        << "nothing of it is spoken from memory";
}

TEST_F(VoiceDeskTest, StylesOfAVoiceThatImitatesAreListed) {
    auto store = VoiceStore::open(folder_.path());
    ASSERT_TRUE(store);
    const auto make = [&](const std::string& name, const std::string& record) {
        auto pending = store->begin(name);
        ASSERT_TRUE(pending);
        ASSERT_TRUE(writeFileAtomically(pending->engineFolder() / "voice.json", record));
        VoiceVersion version;
        version.engine = "gpt-sovits";
        version.engineVersion = "1";
        version.language = "en";
        ASSERT_TRUE(pending->commit(version));
    };
    make("Calm", R"({"styles":[{"name":"calm","transcript":""},{"name":"bright","transcript":"Hello."}]})");
    make("Torn", R"({"styles":[{"name":)");
    make("Odd", R"({"styles":{"name":[7]}})");
    studio();
    for (const VoiceSummary& voice : listed().voices) {
        EXPECT_EQ(voice.styles, voice.name == "Calm" ? (std::vector<std::string>{"calm", "bright"}) : std::vector<std::string>{})
            << voice.name;
    }
    ASSERT_EQ(listed().voices.size(), 3U);
}

TEST_F(VoiceDeskTest, ColoursStayWhenTheOldestVoiceGoes) {
    makeVoice("Anna");
    const std::string oldest = voice_.voice;
    makeVoice("Bert");
    makeVoice("Cleo");
    studio();
    const auto hues = [this] {
        std::map<std::string, int> found;
        for (const VoiceSummary& voice : listed().voices) {
            found[voice.name] = voice.order;
        }
        return found;
    };
    auto before = hues();
    EXPECT_EQ((std::set<int>{before["Anna"], before["Bert"], before["Cleo"]}), (std::set<int>{0, 1, 2}));
    ASSERT_TRUE(run(RemoveVoice{.voice = oldest}));
    before.erase("Anna");
    EXPECT_EQ(hues(), before);
    makeVoice("Dora");
    EXPECT_EQ(hues()["Dora"], 0) << "the colour that came free";
}

TEST_F(VoiceDeskTest, VoicesFromBeforeColoursGetThemByAge) {
    makeVoice("Anna");
    makeVoice("Bert");
    for (const auto& entry : fs::directory_iterator(folder_ / "voices")) {
        std::string text = readFile(entry.path() / "voice.json").value_or("");
        const std::size_t at = text.find("\"hue\"");
        if (at != std::string::npos) {
            ASSERT_TRUE(writeFileAtomically(entry.path() / "voice.json", text.replace(at, 5, "\"old\"")));
        }
    }
    studio();
    const auto first = listed().voices;
    ASSERT_EQ(first.size(), 2U);
    EXPECT_NE(first[0].order, first[1].order);
    EXPECT_GE(std::min(first[0].order, first[1].order), 0);
    EXPECT_NE(readFile(folder_ / "voices" / first[0].id.voice / "voice.json")->find("\"hue\""), std::string::npos);
    EXPECT_EQ(listed().voices, first);
}

TEST_F(VoiceDeskTest, TwoVersionsSpeakAtOneLoudness) {
    makeVoice("Quiet");
    const VoiceVersionId left = voice_;
    makeVoice("Other");
    studio({.wordSeconds = 0.6, .amplitude = 0.02F});
    ASSERT_TRUE(run(SpeakVersions{.text = "One sentence of some words", .left = left, .right = voice_}));
    const auto spoken = all<VersionSpoken>();
    ASSERT_EQ(spoken.size(), 2U);
    EXPECT_EQ(spoken[0].voice, left);
    EXPECT_EQ(spoken[1].voice, voice_);
    for (const VersionSpoken& one : spoken) {
        EXPECT_NEAR(measureLoudness(*one.clip)->integratedLufs, -20.0, 0.1);
        EXPECT_GT(one.gainDb, 3.0);
        EXPECT_FALSE(one.words->empty());
        EXPECT_FALSE(one.pitchHz->empty());
    }
    EXPECT_EQ(run(SpeakVersions{.text = "One.", .left = left, .right = {.voice = "0123456789abcdef", .number = 1}}).error().code,
              ErrorCode::NotFound);
}

TEST_F(VoiceDeskTest, FacesComeFromTheirFilesTheSecondTime) {
    NEEDS_SPEECH();
    studio();
    ASSERT_TRUE(run(anna()));
    const VoiceVersionId id = all<VoiceMade>().back().voice.id;
    const VoiceFace made = all<VoiceMade>().back().face;
    const fs::path file = faceFile(folder_.path(), id);
    ASSERT_TRUE(fs::exists(file));
    ASSERT_TRUE(run(LoadFaces{.voices = {id}}));
    EXPECT_EQ(all<FaceLoaded>().back().face, made);
    ASSERT_TRUE(writeFileAtomically(file, "{\"format\":1}"));
    ASSERT_TRUE(run(LoadFaces{.voices = {id}}));
    EXPECT_EQ(all<FaceLoaded>().back().face, made) << "a damaged one is made again";
    ASSERT_TRUE(run(LoadVoiceClip{.voice = id, .clip = made.clip}));
    EXPECT_NEAR(all<VoiceClipLoaded>().back().audio->seconds(), made.clipSeconds, 1e-6);
    EXPECT_EQ(run(LoadVoiceClip{.voice = id, .clip = 5}).error().code, ErrorCode::NotFound);
}

TEST_F(VoiceDeskTest, TwoHundredFacesAreReadFromTheirFilesAlone) {
    studio();
    listed();  // Opens the library, which sweeps away what is left of voices that are gone: only then the faces.
    std::vector<VoiceVersionId> ids;
    for (int i = 0; i < 200; ++i) {
        const VoiceVersionId id{.voice = "00000000000000" + std::to_string(i / 26) + std::string(1, static_cast<char>('a' + i % 6)),
                                .number = i + 1};
        ids.push_back(id);
        ASSERT_TRUE(writeFace(faceFile(folder_.path(), id),
                              {.id = id, .clipSeconds = 8.0, .to = 8.0, .transcript = {}, .columns = {kFaceColumns, {-0.5F, 0.5F}}}));
    }
    ASSERT_TRUE(run(LoadFaces{.voices = ids}));
    EXPECT_EQ(all<FaceLoaded>().size(), 200U) << "there are no such voices: the files were enough";
}

}  // namespace
}  // namespace timbre
