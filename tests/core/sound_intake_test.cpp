// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/sound_intake.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/audio/best_window.h"
#include "core/audio/decode.h"
#include "core/audio/encode.h"
#include "tests/support/room_speech.h"
#include "tests/support/sounds.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

const fs::path kSpeech = "/usr/share/pocketsphinx/test/data/librivox";

/// Drafts by the length of the clip, so that every slice has its own.
class FakeListener final : public LineListener {
  public:
    explicit FakeListener(std::vector<std::string> texts, DraftReadiness ready = DraftReadiness::Ready)
        : texts_(std::move(texts)), ready_(ready) {}

    Result<LineFit> check(const AudioClip&, std::string_view text, std::string_view, const std::stop_token&) const override {
        LineFit fit;
        fit.kind = text == "another text" ? LineFit::Kind::Wrong : LineFit::Kind::Unknown;
        fit.score = 0.1;
        return fit;
    }
    DraftReadiness readiness(std::string_view) const override { return ready_; }
    Result<Draft> draft(const AudioClip&, std::string_view, const std::stop_token&) const override {
        if (ready_ != DraftReadiness::Ready) {
            return fail(ErrorCode::ModelMissing, "no model");
        }
        ++asked;
        return Draft{texts_[(asked - 1) % texts_.size()], {}, 0.5};
    }

    mutable std::size_t asked = 0;

  private:
    std::vector<std::string> texts_;
    DraftReadiness ready_;
};

using test::addSpeech;

AudioClip speech(const std::vector<double>& stretches) { return test::roomSpeech(stretches); }

void writeWav(const fs::path& file, const AudioClip& clip) {
    ASSERT_TRUE(writeAudio(file, clip, {}).has_value());
}

TEST(SoundIntake, AFileIsCutAtItsSilencesAndJudged) {
    const test::TempDir folder;
    writeWav(folder / "talk.wav", speech({5.0, 6.0, 4.5}));
    std::size_t told = 0;
    double last = -1.0;
    const IntakeSink sink{.found = [&told](const SoundSlice& slice) { EXPECT_EQ(slice.index, told++); },
                          .refused = {},
                          .progress = [&last](const Progress& p) {
                              EXPECT_GE(p.fraction, last);
                              last = p.fraction;
                          }};
    const auto intake = takeInSounds({.files = {folder / "talk.wav"}, .draft = false}, {}, sink, {});
    ASSERT_TRUE(intake.has_value()) << intake.error().message();
    EXPECT_EQ(intake->slices.size(), 3U);
    EXPECT_EQ(told, intake->slices.size());
    EXPECT_DOUBLE_EQ(last, 1.0);
    double before = 0.0;
    for (const SoundSlice& slice : intake->slices) {
        EXPECT_GE(slice.fromSeconds, before);
        EXPECT_NEAR(slice.toSeconds - slice.fromSeconds, slice.clip->seconds(), 1e-9);
        EXPECT_LE(slice.clip->seconds(), 12.0);
        EXPECT_EQ(slice.peaks->frames(), slice.clip->frames());
        EXPECT_EQ(slice.source, TranscriptSource::None);
        before = slice.toSeconds;
    }
}

TEST(SoundIntake, LongFilesAreCutInBlocksAtTheSamePlaces) {
    const test::TempDir folder;
    std::vector<double> stretches(30, 5.0);
    const AudioClip clip = speech(stretches);
    ASSERT_GT(clip.seconds(), 150.0);
    writeWav(folder / "long.wav", clip);
    const auto intake = takeInSounds({.files = {folder / "long.wav"}, .draft = false}, {}, {}, {});
    ASSERT_TRUE(intake.has_value());
    EXPECT_EQ(intake->slices.size(), stretches.size());
    for (const SoundSlice& slice : intake->slices) {
        // Each slice is the file's sound at its place.
        const auto begin = static_cast<std::size_t>(std::llround(slice.fromSeconds * 16'000.0));
        ASSERT_LE(begin + slice.clip->frames(), clip.frames());
        EXPECT_NEAR(slice.clip->samples[1000], clip.samples[begin + 1000], 1e-3);
        EXPECT_NEAR(slice.fromSeconds - 6.0 * static_cast<double>(slice.index), 0.0, 0.8);
    }
}

TEST(SoundIntake, TheProgressMovesWithEachSliceAndTheWaveComesFirst) {
    const test::TempDir folder;
    writeWav(folder / "one.wav", speech({5.0, 6.0, 4.5}));
    writeWav(folder / "two.wav", speech({5.0}));
    std::vector<std::string> order;
    double share = 0.0;
    IntakeSink sink;
    sink.decoded = [&](const HeardFile& file) {
        order.push_back("wave of " + file.file.stem().string());
        EXPECT_NEAR(file.seconds, file.peaks->frames() / 16'000.0, 1e-6);
    };
    sink.found = [&](const SoundSlice& slice) { order.push_back("slice of " + slice.file.stem().string()); };
    sink.heard = [&](const HeardFile& file) { order.push_back("end of " + file.file.stem().string()); };
    sink.progress = [&](const Progress& progress) {
        if (progress.fraction > share && progress.fraction < 0.9) {
            order.emplace_back("on");
        }
        share = progress.fraction;
    };
    ASSERT_TRUE(takeInSounds({.files = {folder / "one.wav", folder / "two.wav"}, .draft = false}, {}, sink, {}));
    const std::vector<std::string> wanted{"wave of one", "slice of one", "on", "slice of one", "on", "slice of one", "on", "end of one",
                                          "wave of two", "slice of two"};
    ASSERT_GE(order.size(), wanted.size());
    order.resize(wanted.size());
    EXPECT_EQ(order, wanted);
}

TEST(SoundIntake, NoSliceIsLongerThanAsked) {
    const test::TempDir folder;
    writeWav(folder / "breathless.wav", speech({40.0}));
    const auto intake = takeInSounds({.files = {folder / "breathless.wav"}, .draft = false, .longestSliceSeconds = 8.0}, {}, {}, {});
    ASSERT_TRUE(intake.has_value());
    EXPECT_GE(intake->slices.size(), 5U);
    for (const SoundSlice& slice : intake->slices) {
        EXPECT_LE(slice.clip->seconds(), 8.0 + 1e-6);
    }
}

TEST(SoundIntake, RefusedSlicesCarryACodeAndItsFigures) {
    const test::TempDir folder;
    std::vector<fs::path> files;
    for (const double level : {0.03, 0.05, 0.08}) {
        AudioClip noisy{16'000, 1, {}};
        addSpeech(noisy, 6.0, level);
        files.push_back(folder / (std::to_string(level) + ".wav"));
        writeWav(files.back(), noisy);
    }
    const auto intake = takeInSounds({.files = files, .draft = false}, {}, {}, {});
    ASSERT_TRUE(intake.has_value()) << intake.error().message();
    ASSERT_FALSE(intake->slices.empty());
    bool noise = false;
    for (const SoundSlice& slice : intake->slices) {
        EXPECT_EQ(slice.refusal.has_value(), slice.quality.verdict == Verdict::RecordAgain);
        if (slice.refusal && slice.refusal->problem == QualityProblem::Noise) {
            noise = true;
            EXPECT_EQ(slice.refusal->code, SliceRefusal::Code::Quality);
            EXPECT_DOUBLE_EQ(slice.refusal->measured, slice.quality.snrDb);
            EXPECT_DOUBLE_EQ(slice.refusal->limit, kMinimumSnrDb);
            EXPECT_LT(slice.refusal->measured, slice.refusal->limit);
        }
    }
    EXPECT_TRUE(noise);
    EXPECT_EQ(refusalName(SliceRefusal::Code::Quality), "quality");
}

TEST(SoundIntake, DraftsAreMarkedAsDraftsUntilAPersonTouchesThem) {
    const test::TempDir folder;
    writeWav(folder / "talk.wav", speech({5.0, 6.0}));
    const FakeListener listener({"first words", "second words"});
    auto intake = takeInSounds({.files = {folder / "talk.wav"}}, {.vad = {}, .listener = &listener}, {}, {});
    ASSERT_TRUE(intake.has_value());
    EXPECT_EQ(intake->drafts, DraftReadiness::Ready);
    std::size_t drafted = 0;
    for (SoundSlice& slice : intake->slices) {
        if (slice.refusal) {
            EXPECT_EQ(slice.source, TranscriptSource::None);
            continue;
        }
        ++drafted;
        EXPECT_EQ(slice.source, TranscriptSource::Draft);
        EXPECT_DOUBLE_EQ(slice.confidence, 0.5);
        setTranscript(slice, "  My own words. ");
        EXPECT_EQ(slice.source, TranscriptSource::Hand);
        EXPECT_EQ(slice.transcript, "My own words.");
        setTranscript(slice, "  ");
        EXPECT_EQ(slice.source, TranscriptSource::None);
    }
    EXPECT_EQ(drafted, listener.asked) << "nobody listens to what is refused";
}

TEST(SoundIntake, AScriptTakesThePlaceOfDrafts) {
    const test::TempDir folder;
    writeWav(folder / "talk.wav", speech({5.0, 6.0}));
    test::writeBytes(folder / "script.txt", "Never read.\nThe first line of it.\nAnd here is the second one.\n");
    const FakeListener listener({"a first line of it", "and hear is the second one"});
    const auto intake = takeInSounds({.files = {folder / "talk.wav"}, .script = folder / "script.txt"}, {.vad = {}, .listener = &listener}, {}, {});
    ASSERT_TRUE(intake.has_value()) << intake.error().message();
    std::vector<std::string> texts;
    for (const SoundSlice& slice : intake->slices) {
        if (!slice.refusal) {
            EXPECT_EQ(slice.source, TranscriptSource::Script);
            EXPECT_FALSE(slice.textIsGuess);
            texts.push_back(slice.transcript);
        }
    }
    EXPECT_EQ(texts, (std::vector<std::string>{"The first line of it.", "And here is the second one."}));
    EXPECT_EQ(intake->linesWithoutSlice, std::vector<std::string>{"Never read."});
}

TEST(SoundIntake, WithoutAModelThereAreNoDraftsAndScriptsAreGuesses) {
    const test::TempDir folder;
    writeWav(folder / "talk.wav", speech({5.0, 6.0}));
    test::writeBytes(folder / "script.txt", "One.\nTwo.\n");
    const FakeListener listener({}, DraftReadiness::NoModel);
    const auto intake = takeInSounds({.files = {folder / "talk.wav"}, .script = folder / "script.txt"}, {.vad = {}, .listener = &listener}, {}, {});
    ASSERT_TRUE(intake.has_value());
    EXPECT_EQ(intake->drafts, DraftReadiness::NoModel);
    for (const SoundSlice& slice : intake->slices) {
        EXPECT_TRUE(slice.refusal || (slice.source == TranscriptSource::Script && slice.textIsGuess));
    }
}

TEST(SoundIntake, AFileThatCannotBeReadIsNamedAndTheRestIsTaken) {
    const test::TempDir folder;
    writeWav(folder / "talk.wav", speech({5.0}));
    test::writeBytes(folder / "notes.wav", "this is no sound at all");
    std::size_t told = 0;
    const auto intake = takeInSounds({.files = {folder / "notes.wav", folder / "talk.wav"}, .draft = false}, {},
                                     {.found = {}, .refused = [&told](const RefusedFile&) { ++told; }, .progress = {}}, {});
    ASSERT_TRUE(intake.has_value());
    EXPECT_EQ(intake->slices.size(), 1U);
    ASSERT_EQ(intake->refusedFiles.size(), 1U);
    EXPECT_EQ(intake->refusedFiles[0].file, folder / "notes.wav");
    EXPECT_EQ(told, 1U);
    const auto none = takeInSounds({.files = {folder / "notes.wav"}, .draft = false}, {}, {}, {});
    ASSERT_FALSE(none.has_value());
    EXPECT_NE(none.error().code, ErrorCode::Internal);
}

TEST(SoundIntake, TheSoundOfAVideoIsTakenIn) {
    if (!test::haveFfmpeg()) {
        GTEST_SKIP() << "needs ffmpeg";
    }
    const test::TempDir folder;
    writeWav(folder / "talk.wav", speech({5.0, 6.0}));
    ASSERT_TRUE(test::ffmpeg({"-f", "lavfi", "-i", "color=size=64x64:rate=5:duration=13", "-i", (folder / "talk.wav").string(),
                              "-shortest", "-c:a", "aac", "-b:a", "128k", (folder / "talk.mp4").string()}));
    const auto intake = takeInSounds({.files = {folder / "talk.mp4"}, .draft = false}, {}, {}, {});
    ASSERT_TRUE(intake.has_value()) << intake.error().message();
    EXPECT_EQ(intake->slices.size(), 2U);
}

TEST(SoundIntake, AStopBetweenSlicesIsCancelled) {
    const test::TempDir folder;
    writeWav(folder / "talk.wav", speech({5.0, 6.0, 5.0, 6.0}));
    std::stop_source source;
    std::size_t found = 0;
    const auto intake = takeInSounds({.files = {folder / "talk.wav"}, .draft = false}, {},
                                     {.found =
                                          [&](const SoundSlice&) {
                                              ++found;
                                              source.request_stop();
                                          },
                                      .refused = {},
                                      .progress = {}},
                                     source.get_token());
    ASSERT_FALSE(intake.has_value());
    EXPECT_EQ(intake.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(found, 1U);
}

TEST(SoundIntake, WhatIsTooLongIsCutAndSaid) {
    const test::TempDir folder;
    writeWav(folder / "talk.wav", speech({5.0, 6.0, 5.0}));
    const auto intake =
        takeInSounds({.files = {folder / "talk.wav"}, .draft = false, .longestFileSeconds = 6.0}, {}, {}, {});
    ASSERT_TRUE(intake.has_value());
    EXPECT_EQ(intake->cutFiles, std::vector<fs::path>{folder / "talk.wav"});
    EXPECT_LE(intake->slices.back().toSeconds, 6.1);
}

TEST(SoundIntake, ImpossibleRequestsAreRefused) {
    EXPECT_EQ(takeInSounds({}, {}, {}, {}).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(takeInSounds({.files = {"a.wav"}, .longestSliceSeconds = 90.0}, {}, {}, {}).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(takeInSounds({.files = {"a.wav"}, .script = "/nowhere/script.txt"}, {}, {}, {}).error().code, ErrorCode::NotFound);
}

TEST(SoundIntake, ATextThatIsNotWhatIsHeardBecomesARefusalAndGoesAgain) {
    SoundSlice slice;
    slice.clip = std::make_shared<const AudioClip>(speech({4.0}));
    const FakeListener listener({"x"});
    setTranscript(slice, "another text");
    ASSERT_TRUE(checkTranscript(slice, "en", listener, {}).has_value());
    ASSERT_TRUE(slice.refusal.has_value());
    EXPECT_EQ(slice.refusal->code, SliceRefusal::Code::NotTheText);
    EXPECT_DOUBLE_EQ(slice.refusal->measured, 0.1);
    setTranscript(slice, "the text");
    EXPECT_FALSE(slice.refusal.has_value());
    ASSERT_TRUE(checkTranscript(slice, "en", listener, {}).has_value());
    EXPECT_FALSE(slice.refusal.has_value()) << "unknown is never a refusal";
}

TEST(SoundIntake, NeighboursAreJoined) {
    const test::TempDir folder;
    writeWav(folder / "talk.wav", speech({4.0, 4.0, 4.0}));
    auto intake = takeInSounds({.files = {folder / "talk.wav"}, .draft = false}, {}, {}, {});
    ASSERT_TRUE(intake.has_value());
    ASSERT_EQ(intake->slices.size(), 3U);
    setTranscript(intake->slices[0], "One.");
    setTranscript(intake->slices[1], "Two.");
    const auto joined = joinSlices(intake->slices[0], intake->slices[1], 12.0, {});
    ASSERT_TRUE(joined.has_value()) << joined.error().message();
    EXPECT_EQ(joined->transcript, "One. Two.");
    EXPECT_EQ(joined->source, TranscriptSource::Hand);
    EXPECT_NEAR(joined->clip->seconds(), intake->slices[1].toSeconds - intake->slices[0].fromSeconds, 1e-3);
    EXPECT_NEAR(joined->quality.seconds, joined->clip->seconds(), 0.02);
    EXPECT_EQ(joinSlices(intake->slices[1], intake->slices[0], 12.0, {}).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(joinSlices(intake->slices[0], intake->slices[2], 12.0, {}).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(joinSlices(intake->slices[0], intake->slices[1], 6.0, {}).error().code, ErrorCode::InvalidInput);
}

TEST(SoundIntake, TheReferenceIsTheBestOfAllSlices) {
    if (!fs::exists(kSpeech)) {
        GTEST_SKIP() << "needs the package pocketsphinx-testdata";
    }
    std::vector<fs::path> files;
    for (const char* name : {"0870", "0890", "0920"}) {
        files.push_back(kSpeech / (std::string("sense_and_sensibility_01_austen_64kb-") + name + ".wav"));
    }
    const auto intake = takeInSounds({.files = files, .draft = false}, {}, {}, {});
    ASSERT_TRUE(intake.has_value()) << intake.error().message();
    ASSERT_TRUE(intake->reference.has_value());
    const ReferenceWindow& best = *intake->reference;
    EXPECT_GE(best.toSeconds - best.fromSeconds, 3.0);
    EXPECT_LE(best.toSeconds - best.fromSeconds, 10.0);
    for (const SoundSlice& slice : intake->slices) {
        if (const auto window = scoredBestWindow(*slice.clip, {}); window && !slice.refusal) {
            EXPECT_LE(window->score, best.score);
            EXPECT_EQ(window->window, bestWindow(*slice.clip, {}).value());
        }
    }
    auto rest = intake->slices;
    std::erase_if(rest, [&best](const SoundSlice& slice) { return slice.index == best.slice; });
    const auto second = chooseReference(rest, {}, {});
    ASSERT_TRUE(second.has_value());
    EXPECT_TRUE(!second->has_value() || (*second)->score <= best.score);
}

}  // namespace
}  // namespace timbre
