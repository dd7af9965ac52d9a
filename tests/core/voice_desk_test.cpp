// SPDX-License-Identifier: GPL-3.0-or-later
// The voice library through the studio's door: each command with the events it answers with.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/audio/decode.h"
#include "core/audio/encode.h"
#include "core/audio/loudness.h"
#include "core/base/files.h"
#include "core/project/project.h"
#include "core/studio/best_reference.h"
#include "core/studio/voice_face.h"
#include "core/voice/voice_archive.h"
#include "core/voice/voice_folder.h"
#include "tests/support/studio_harness.h"
#include "tests/support/voices.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;
using test::ToneSettings;

/// About 25 s of a public-domain audiobook reader, from the package pocketsphinx-testdata.
const fs::path kSpeech = "/usr/share/pocketsphinx/test/data/librivox";

class VoiceDeskTest : public test::StudioHarness {
  protected:
    std::vector<ClipSource> speech() const {
        std::vector<ClipSource> clips;
        for (const auto& entry : fs::directory_iterator(kSpeech)) {
            if (entry.path().extension() == ".wav") {
                clips.push_back({.file = entry.path(), .transcript = "some words"});
            }
        }
        std::ranges::sort(clips, {}, &ClipSource::file);
        return clips;
    }

    CreateVoice anna() const {
        return {.name = "Anna", .language = "en", .engine = "tone", .clips = speech(),
                .consent = {.given = true, .sentence = "I may.", .when = "2026-11-22T10:00:00Z"}};
    }

    fs::path noise() const {
        AudioClip clip{.sampleRateHz = 16000, .channels = 1, .samples = {}};
        std::uint32_t state = 1;
        for (int i = 0; i < 16000 * 4; ++i) {
            state = state * 1664525U + 1013904223U;
            clip.samples.push_back((static_cast<float>(state >> 8U) / 8388608.0F - 1.0F) * 0.2F);
        }
        const fs::path file = folder_ / "hiss.wav";
        EXPECT_TRUE(writeAudio(file, clip));
        return file;
    }

    VoicesListed listed() {
        EXPECT_TRUE(run(ListVoices{}));
        return all<VoicesListed>().back();
    }
};

#define NEEDS_SPEECH()                                                \
    if (!fs::exists(kSpeech)) {                                       \
        GTEST_SKIP() << "needs the package pocketsphinx-testdata";    \
    }                                                                 \
    static_assert(true)

/// The engine of tones learns English; one under the name of the imitating engine imitates Japanese.
class ImitatedLanguage : public VoiceDeskTest {
  protected:
    ImitatedLanguage() {
        adjust_ = [](StudioParts& parts) {
            parts.makeEngine = [](std::string_view id) -> Result<std::unique_ptr<Engine>> {
                ToneSettings settings{.id = std::string(id)};
                if (id != "tone") {
                    settings.languages = {"ja"};
                }
                return std::unique_ptr<Engine>(std::make_unique<test::ToneEngine>(settings));
            };
        };
    }
};

TEST_F(ImitatedLanguage, TheBestLineBecomesTheReference) {
    NEEDS_SPEECH();
    studio();
    CreateVoice wanted = anna();
    wanted.language = "ja";
    wanted.clips.push_back({.file = noise(), .transcript = "nothing"});
    const auto outcome = run(wanted);
    ASSERT_TRUE(outcome) << outcome.error().message();
    const auto made = all<VoiceMade>();
    ASSERT_EQ(made.size(), 1U);
    const auto voice = readVoice(folder_ / "voices" / made[0].voice.id.voice);
    ASSERT_TRUE(voice);
    EXPECT_EQ(voice->version.engine, "gpt-sovits");
    EXPECT_EQ(voice->version.language, "ja");
    EXPECT_EQ(voice->version.consent, "2026-11-22T10:00:00Z");
    ASSERT_EQ(voice->version.clips.size(), 1U);
    EXPECT_GE(voice->version.clips[0].seconds, 3.0);
    EXPECT_LE(voice->version.clips[0].seconds, 10.0);
    EXPECT_EQ(voice->version.clips[0].transcript, "some words");
}

TEST_F(ImitatedLanguage, ALanguageOfNobodyIsRefusedByTheWantedEngine) {
    NEEDS_SPEECH();
    studio();
    CreateVoice wanted = anna();
    wanted.language = "ko";
    const auto outcome = run(wanted);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::Unsupported);
    EXPECT_NE(outcome.error().detail.find("tone"), std::string::npos) << outcome.error().message();
    EXPECT_TRUE(listed().voices.empty());
}

TEST(BestReference, IsNearestToSixSecondsAndWithoutFaults) {
    const test::TempDir folder;
    const auto clip = [&](const char* name, double seconds, std::vector<std::string> findings = {}) {
        const fs::path file = folder / (std::string(name) + ".wav");
        EXPECT_TRUE(writeAudio(file, AudioClip{.sampleRateHz = 8000, .channels = 1,
                                               .samples = std::vector<float>(static_cast<std::size_t>(seconds * 8000), 0.1F)}));
        return ClipSource{.name = name, .file = file, .transcript = name, .findings = std::move(findings)};
    };
    const auto best = bestReference({clip("short", 2.9), clip("faulty", 6.0, {"echo"}), clip("long", 10.5), clip("eight", 8.0),
                                     clip("four", 4.5)});
    ASSERT_TRUE(best) << best.error().message();
    EXPECT_EQ(best->promptText, "four");
    ASSERT_EQ(best->others.size(), 2U);
    EXPECT_EQ(best->others[0].stem(), "eight");
    EXPECT_EQ(best->others[1].stem(), "faulty");
    EXPECT_FALSE(bestReference({clip("short", 2.9)}));
}

TEST_F(VoiceDeskTest, MakingTellsStagesRefusalsAndTheVoice) {
    NEEDS_SPEECH();
    studio();
    CreateVoice wanted = anna();
    wanted.clips.push_back({.file = noise(), .transcript = "nothing"});
    const auto outcome = run(wanted);
    ASSERT_TRUE(outcome) << outcome.error().message();

    const auto refused = all<RecordingRefused>();
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_EQ(refused[0].recording.name, "hiss");
    EXPECT_FALSE(refused[0].recording.code.empty()) << "so that it can be said in any language";
    EXPECT_FALSE(refused[0].recording.reason.empty());

    std::vector<std::string> stages;
    for (const JobProgress& progress : all<JobProgress>()) {
        if (stages.empty() || stages.back() != progress.stage) {
            stages.push_back(progress.stage);
        }
    }
    EXPECT_EQ(stages, (std::vector<std::string>{"checking the recordings", "tuning", "done"}));

    const auto made = all<VoiceMade>();
    ASSERT_EQ(made.size(), 1U);
    EXPECT_EQ(made[0].voice.name, "Anna");
    EXPECT_EQ(made[0].voice.consent, "2026-11-22T10:00:00Z") << "when it was ticked, not when the making ended";
    EXPECT_EQ(made[0].version, 1);
    EXPECT_EQ(made[0].leftOut.size(), 1U);
    EXPECT_GE(made[0].face.to - made[0].face.from, 3.0);
    EXPECT_LE(made[0].face.to - made[0].face.from, 10.0);
    EXPECT_EQ(made[0].face.transcript, "some words");
    EXPECT_EQ(made[0].face.columns.size(), kFaceColumns);
    EXPECT_EQ(readVoice(folder_ / "voices" / made[0].voice.id.voice)->version.leftOut, made[0].leftOut)
        << "code and figures are stored";
}

TEST_F(VoiceDeskTest, ANoisyRecordingThatIsWantedIsKeptAndCostsAStar) {
    NEEDS_SPEECH();
    studio();
    ASSERT_TRUE(run(anna()));
    const int before = all<VoiceMade>().back().voice.stars.stars;
    NewVersionFromClips next{.voice = all<VoiceMade>().back().voice.id};
    // Speech under as much noise.
    auto clip = readAudio(speech().front().file, {.mono = true}).value();
    std::uint32_t state = 1;
    for (float& sample : clip.samples) {
        state = state * 1664525U + 1013904223U;
        sample += (static_cast<float>(state >> 8U) / 8388608.0F - 1.0F) * 0.1F;
    }
    ASSERT_TRUE(writeAudio(folder_ / "rough.wav", clip));
    next.replace = {{.clip = 0, .with = {.file = folder_ / "rough.wav", .keptKnowingly = true}}};
    const auto outcome = run(next);
    ASSERT_TRUE(outcome) << outcome.error().message();
    const VoiceMade made = all<VoiceMade>().back();
    EXPECT_TRUE(made.leftOut.empty());
    EXPECT_EQ(made.voice.stars.stars, before - 1);
    EXPECT_TRUE(std::ranges::any_of(made.voice.stars.deductions, [](const StarDeduction& deduction) {
        return deduction.reason == StarReason::KeptNoisy && deduction.value == 1.0;
    }));
}

TEST_F(VoiceDeskTest, AFailedMakingNamesTheRecordingAndWhyAndLeavesNothing) {
    studio();
    CreateVoice wanted{.name = "Hiss", .engine = "tone", .clips = {{.file = noise(), .transcript = "words"}}};
    const auto outcome = run(wanted);
    ASSERT_FALSE(outcome);
    EXPECT_NE(outcome.error().detail.find("hiss"), std::string::npos) << outcome.error().detail;
    ASSERT_EQ(all<RecordingRefused>().size(), 1U);
    EXPECT_TRUE(listed().voices.empty());
    EXPECT_TRUE(fs::is_empty(folder_ / "voices"));
}

TEST_F(VoiceDeskTest, CancelledInTheMiddleNothingRemains) {
    NEEDS_SPEECH();
    Studio& desk = studio({.waitForStop = true});
    CreateVoice wanted = anna();
    wanted.job = desk.newJobId();
    const JobHandle handle = desk.post(wanted);
    waitForAny<JobProgress>();
    const JobHandle none = desk.post(CancelJob{.job = wanted.job});
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return finished(wanted.job) != nullptr; });
    EXPECT_EQ(finished(wanted.job)->outcome.error().code, ErrorCode::Cancelled);
    lock.unlock();
    EXPECT_TRUE(all<VoiceMade>().empty());
    EXPECT_TRUE(listed().voices.empty());
    EXPECT_TRUE(fs::is_empty(folder_ / "voices"));
}

TEST_F(VoiceDeskTest, NewVersionFromClipsReplacesLeavesOutAndKeepsConsent) {
    NEEDS_SPEECH();
    studio();
    CreateVoice wanted = anna();
    const AudioClip quiet{.sampleRateHz = 16000, .channels = 1, .samples = std::vector<float>(16000, 0.001F)};
    ASSERT_TRUE(writeAudio(folder_ / "room.wav", quiet));
    wanted.roomTone = RoomToneOffer{.file = folder_ / "room.wav", .noiseDbfs = -60.0};
    ASSERT_TRUE(run(wanted));
    const VoiceVersionId first = all<VoiceMade>().back().voice.id;
    const auto recordings = speech();
    NewVersionFromClips next{.voice = first,
                             .replace = {{.clip = 1, .with = {.file = recordings[0].file}}},
                             .leaveOut = {4}};
    const auto outcome = run(next);
    ASSERT_TRUE(outcome) << outcome.error().message();
    ASSERT_TRUE(run(DescribeVoice{.voice = {.voice = first.voice, .number = 0}}));
    const VoiceDescribed described = all<VoiceDescribed>().back();
    EXPECT_EQ(described.version.number, 2);
    EXPECT_EQ(described.version.parent, 1);
    EXPECT_EQ(described.version.consent, "2026-11-22T10:00:00Z");
    EXPECT_EQ(described.version.consentSentence, "I may.");
    ASSERT_TRUE(described.version.roomTone);
    EXPECT_EQ(described.version.roomTone->noiseDbfs, -60.0);
    ASSERT_TRUE(described.version.reference);
    ASSERT_EQ(described.version.clips.size(), 4U);
    EXPECT_EQ(described.version.clips[1].seconds, described.version.clips[0].seconds) << "the new sound";
    EXPECT_EQ(described.version.clips[1].transcript, "some words") << "that of the old one";
    EXPECT_EQ(described.versions.size(), 2U);
    EXPECT_EQ(described.summary.versions, 2);
    EXPECT_GT(described.bytes, 1000U);

    ASSERT_TRUE(run(RollBackVoice{.voice = first.voice}));
    EXPECT_EQ(all<VoiceChanged>().back().voice.id.number, 1);
    EXPECT_EQ(all<VoiceChanged>().back().changes.size(), 2U);
    const auto missing = run(NewVersionFromClips{.voice = first, .leaveOut = {99}});
    EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
}

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

TEST_F(VoiceDeskTest, ExportsAndImports) {
    makeVoice("Anna");
    studio();
    const fs::path file = folder_ / "anna.timbrevoice";
    ASSERT_TRUE(run(ExportVoice{.voice = voice_.voice, .target = file}));
    EXPECT_EQ(all<VoiceExported>().back().bytes, fs::file_size(file));
    EXPECT_EQ(run(ImportVoice{.file = file}).error().code, ErrorCode::AlreadyExists);
    const auto outcome = run(ImportVoice{.file = file, .newName = "Anna at home"});
    ASSERT_TRUE(outcome) << outcome.error().message();
    EXPECT_EQ(all<VoiceImported>().back().voice.name, "Anna at home");
    EXPECT_EQ(all<VoiceImported>().back().voice.order, 1) << "a colour of its own";
    ASSERT_TRUE(writeFileAtomically(folder_ / "cut.timbrevoice", readFile(file)->substr(0, 200)));
    EXPECT_EQ(run(ImportVoice{.file = folder_ / "cut.timbrevoice"}).error().code, ErrorCode::Corrupt);
    EXPECT_EQ(listed().voices.size(), 2U);
}

TEST_F(VoiceDeskTest, DroppedFilesAreKnownByTheirContent) {
    NEEDS_SPEECH();
    makeVoice("Anna");
    adjust_ = [](StudioParts& parts) {
        parts.lookAtModel = [](const fs::path& file) -> Result<std::optional<ModelKind>> {
            if (file.extension() == ".pth") {
                return readFile(file).value() == "weights"
                           ? Result<std::optional<ModelKind>>(ModelKind{.role = "sovits", .version = "v2"})
                           : fail(ErrorCode::Corrupt, "cut");
            }
            return std::nullopt;
        };
    };
    studio();
    ASSERT_TRUE(run(ExportVoice{.voice = voice_.voice, .target = folder_ / "named.zip"}));
    const fs::path drop = folder_ / "drop";
    fs::create_directory(drop);
    fs::copy(folder_ / "named.zip", drop / "a.zip");
    ASSERT_TRUE(writeFileAtomically(drop / "b.pth", "weights"));
    ASSERT_TRUE(writeFileAtomically(drop / "c.pth", "half"));
    fs::copy(speech().front().file, drop / "d.bin");
    ASSERT_TRUE(writeFileAtomically(drop / "e.txt", "Once upon a time."));
    ASSERT_TRUE(writeFileAtomically(drop / "f.list", "one.wav|anna|en|Hello.\n"));
    ASSERT_TRUE(writeFileAtomically(drop / "g.bin", std::string("\0\1\2\0", 4)));
    ASSERT_TRUE(Project::create(drop / "h.timbre"));
    ASSERT_TRUE(run(ClassifyFiles{.files = {drop, folder_ / "nothing"}}));
    const auto files = all<FilesClassified>().back().files;
    std::vector<std::pair<std::string, FileKind>> kinds;
    for (const ClassifiedFile& file : files) {
        kinds.emplace_back(file.file.filename().string(), file.kind);
    }
    EXPECT_EQ(kinds, (std::vector<std::pair<std::string, FileKind>>{{"a.zip", FileKind::Voice},
                                                                    {"b.pth", FileKind::Model},
                                                                    {"c.pth", FileKind::Model},
                                                                    {"d.bin", FileKind::Audio},
                                                                    {"e.txt", FileKind::Text},
                                                                    {"f.list", FileKind::Text},
                                                                    {"g.bin", FileKind::Unknown},
                                                                    {"h.timbre", FileKind::Project},
                                                                    {"nothing", FileKind::Missing}}));
    EXPECT_EQ(files[1].role, "sovits");
    EXPECT_TRUE(files[2].trouble) << "why it cannot be used";
    EXPECT_GT(files[3].seconds, 1.0);
    EXPECT_EQ(files[5].role, "transcripts");
}

TEST_F(VoiceDeskTest, UsesAreCountedFromProjectFilesAndTheOpenOne) {
    makeVoice("Anna");
    const fs::path projects = folder_ / "projects";
    fs::create_directories(projects / "below");
    adjust_ = [projects](StudioParts& parts) { parts.projectFolder = projects; };
    const auto fill = [&](const fs::path& file, int lines, int own) {
        auto project = Project::create(file).value();
        std::vector<ScriptRow> rows(static_cast<std::size_t>(lines), ScriptRow{.text = "A line."});
        for (int i = 0; i < own; ++i) {
            rows[static_cast<std::size_t>(i)].voice = {.voice = voice_.voice, .number = 3};
        }
        ASSERT_TRUE(project.insert(rows, std::nullopt));
        ASSERT_TRUE(project.setSettings({.voice = {.voice = voice_.voice}}));
        ASSERT_TRUE(project.close());
    };
    fill(projects / "one.timbre", 4, 1);
    fill(projects / "below" / "two.timbre", 2, 0);
    ASSERT_TRUE(writeFileAtomically(projects / "broken.timbre", "SQLite no"));
    studio();
    ASSERT_TRUE(run(OpenProject{.file = projects / "one.timbre"}));
    ASSERT_TRUE(run(FindUses{.voice = voice_.voice}));
    const UsesFound found = all<UsesFound>().back();
    ASSERT_EQ(found.uses.size(), 3U);
    EXPECT_EQ(found.uses[0].sentences, 3) << "of the open project, by the voice of the project";
    EXPECT_EQ(found.uses[0].number, 0);
    EXPECT_EQ(found.uses[1].sentences, 1);
    EXPECT_EQ(found.uses[1].number, 3);
    EXPECT_EQ(found.uses[2].project, projects / "below" / "two.timbre");
    EXPECT_EQ(found.uses[2].sentences, 2);
    EXPECT_EQ(found.problems.size(), 1U);
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

TEST_F(VoiceDeskTest, TheMachineIsToldPieceByPiece) {
    adjust_ = [](StudioParts& parts) {
        parts.examineMachine = [](const std::function<void(const MachineFinding&)>& found, const std::stop_token&) {
            MachineReport report;
            report.findings = {{.subject = "engine-tone", .part = MachinePart::Engine, .detail = {}, .advice = {}},
                               {.subject = "sound-devices",
                                .part = MachinePart::Microphone,
                                .health = MachineHealth::Note,
                                .detail = "none",
                                .advice = "Plug one in."}};
            std::ranges::for_each(report.findings, found);
            return report;
        };
    };
    studio();
    ASSERT_TRUE(run(ExamineMachine{}));
    EXPECT_EQ(all<MachineFound>().size(), 2U);
    ASSERT_EQ(all<MachineExamined>().size(), 1U);
    EXPECT_TRUE(all<MachineExamined>()[0].report.healthy()) << "notes are no trouble";
}

TEST_F(VoiceDeskTest, WithoutALookAtTheMachineItSaysSo) {
    studio();
    EXPECT_EQ(run(ExamineMachine{}).error().code, ErrorCode::Unsupported);
}

TEST(VoiceArchivePlaces, FoldersOfThisMachineStayAtHome) {
    const test::TempDir folder;
    auto store = VoiceStore::open(folder / "here").value();
    auto pending = store.begin("Anna").value();
    ASSERT_TRUE(writeFileAtomically(
        pending.engineFolder() / "voice.json",
        R"({"format":1,"models":{"gpt":"/home/somebody/weights/s1.ckpt","vocoder":"/home/somebody/bigvgan/"},)"
        R"("stamps":[{"path":"/home/somebody/weights/s1.ckpt","bytes":7,"md5":"00"}],)"
        R"("styles":[{"name":"neutral","transcript":"/slashes/ stay in words"}]})"));
    VoiceVersion version;
    version.engine = "gpt-sovits";
    version.language = "en";
    ASSERT_TRUE(pending.commit(version));
    const fs::path file = folder / "anna.timbrevoice";
    ASSERT_TRUE(exportVoice(store, "Anna", {}, file, {}, {}));
    auto there = VoiceStore::open(folder / "there").value();
    const auto imported = importVoice(there, file, {}, {}, {});
    ASSERT_TRUE(imported) << imported.error().message();
    const std::string record = readFile(imported->voice.engineFolder / "voice.json").value();
    EXPECT_EQ(record.find("somebody"), std::string::npos) << record;
    EXPECT_NE(record.find("\"s1.ckpt\""), std::string::npos);
    EXPECT_NE(record.find("\"bigvgan\""), std::string::npos);
    EXPECT_NE(record.find("/slashes/ stay"), std::string::npos);
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
