// SPDX-License-Identifier: GPL-3.0-or-later
// The open project as the studio edits it: on a thread of its own, told by events.
#include "core/studio/project_desk.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/audio/decode.h"
#include "core/base/files.h"
#include "core/studio/take_values.h"
#include "tests/support/project_tools.h"
#include "tests/support/studio_harness.h"

namespace timbre {
namespace {

class ProjectDeskTest : public test::StudioHarness {
  protected:
    /// A studio with a voice and a new project of these lines.
    void open(const std::vector<std::string>& texts, const test::ToneSettings& tone = {}) {
        makeVoice("Ada");
        studio(tone);
        ASSERT_TRUE(run(OpenProject{.file = file_, .create = true}));
        project_ = all<ProjectOpened>().back().project;
        ASSERT_TRUE(run(EditProject{.project = project_, .edits = {InsertRows{test::rowsOf(texts)}}}));
        ids_ = all<ProjectChanged>().back().inserted;
        ASSERT_EQ(ids_.size(), texts.size());
    }

    void edit(std::vector<ProjectEdit> edits, const std::string& kind = {}, const std::string& mergeKey = {}) {
        ASSERT_TRUE(run(EditProject{.project = project_, .edits = std::move(edits), .kind = kind, .mergeKey = mergeKey}));
    }

    [[nodiscard]] ScriptSentence line(std::size_t index, const std::string& text) const {
        return {.id = ids_[index], .text = text};
    }

    Result<void> render(const std::vector<ScriptSentence>& sentences) {
        return run(RenderSentences{.project = project_, .sentences = sentences, .recipe = recipe()});
    }

    /// The project as another process finds it.
    Project reopened() {
        studio_.reset();
        auto project = Project::open(file_);
        EXPECT_TRUE(project) << project.error().message();
        return std::move(*project);
    }

    const std::filesystem::path file_ = folder_ / "story.timbre";
    ProjectId project_{};
    std::vector<SentenceId> ids_;
};

TEST_F(ProjectDeskTest, TellsWhatEveryEditChanged) {
    open({"One.", "Two."});
    const ProjectChanged first = all<ProjectChanged>().back();
    EXPECT_EQ(first.order, ids_);
    EXPECT_EQ(first.rows.size(), 2U);
    EXPECT_EQ(first.undo.undo, "insert");
    EXPECT_FALSE(first.undo.redo);

    edit({SetRowText{.id = ids_[1], .text = "Three."}});
    const ProjectChanged text = all<ProjectChanged>().back();
    EXPECT_FALSE(text.order);
    ASSERT_EQ(text.rows.size(), 1U);
    EXPECT_EQ(text.rows[0].text, "Three.");

    edit({MoveRows{.ids = {ids_[1]}, .after = {}}});
    EXPECT_EQ(all<ProjectChanged>().back().order, (std::vector{ids_[1], ids_[0]}));

    edit({RemoveRows{{ids_[0]}}, PatchRows{.ids = {ids_[1]}, .patch = {.breakAfter = TextBreak::Paragraph}}}, "remove");
    EXPECT_EQ(all<ProjectChanged>().back().order, std::vector{ids_[1]});
    EXPECT_EQ(all<ProjectChanged>().back().rows.at(0).breakAfter, TextBreak::Paragraph);
    ASSERT_TRUE(run(StepProject{.project = project_, .redo = false}));
    EXPECT_EQ(all<ProjectChanged>().back().inserted, std::vector{ids_[0]});
    EXPECT_EQ(all<ProjectChanged>().back().undo.redo, "remove");

    edit({ChooseVoice{.voice = voice_, .language = "en"}});
    EXPECT_EQ(all<ProjectChanged>().back().settings->voice, voice_);
    edit({PutSetting{.key = "shape", .value = "1"}}, {}, "a");
    edit({PutSetting{.key = "shape", .value = "2"}}, {}, "a");
    EXPECT_EQ(all<ProjectChanged>().back().others.at("shape"), "2");

    const auto changes = all<ProjectChanged>().size();
    edit({PutSetting{.key = "shape", .value = "2"}});
    EXPECT_EQ(all<ProjectChanged>().size(), changes) << "nothing changed";
    Project project = reopened();
    EXPECT_EQ(project.settings()->voice, voice_);
    EXPECT_EQ(project.otherSettings().value(), (std::map<std::string, std::string>{{"shape", "2"}}));
    ASSERT_TRUE(project.undo());
    EXPECT_TRUE(project.otherSettings()->empty()) << "one gesture was one step";
}

TEST_F(ProjectDeskTest, ARefusedEditChangesNothingAndSaysWhy) {
    open({"One."});
    const auto changes = all<ProjectChanged>().size();
    EXPECT_EQ(run(EditProject{.project = project_, .edits = {SetRowText{.id = SentenceId{99}, .text = "x"}}}).error().code,
              ErrorCode::NotFound);
    EXPECT_EQ(run(EditProject{.project = project_,
                              .edits = {SetRowText{.id = ids_[0], .text = "x"}, RemoveRows{{SentenceId{99}}}},
                              .kind = "remove"})
                  .error()
                  .code,
              ErrorCode::NotFound);
    EXPECT_EQ(run(EditProject{.project = ProjectId{77}, .edits = {RemoveRows{{ids_[0]}}}}).error().code,
              ErrorCode::NotFound);
    EXPECT_EQ(all<ProjectChanged>().size(), changes);
    EXPECT_EQ(reopened().rows()->front().text, "One.");
}

TEST_F(ProjectDeskTest, RenderingsBecomeTakesThatAreHeardAgainWithoutTheEngine) {
    open({"One two three.", "Four."});
    ASSERT_TRUE(render({line(0, "One two three."), line(1, "Four.")}));
    const auto made = all<SentenceReady>();
    ASSERT_EQ(made.size(), 2U);
    const ProjectChanged kept = all<ProjectChanged>().back();
    EXPECT_EQ(kept.job, JobId{});
    ASSERT_EQ(kept.takes.size(), 1U);
    EXPECT_EQ(kept.takes[0].text, "Four.");
    EXPECT_EQ(kept.takes[0].engine, "tone");
    EXPECT_EQ(recipeOf(kept.takes[0]), recipe());
    EXPECT_EQ(kept.undo.undo, "insert") << "rendering is no step of the user's";

    cache_->clear();
    ScriptSentence again = line(1, "Four.");
    again.take = kept.takes[0].id;
    ASSERT_TRUE(render({again}));
    const SentenceReady heard = all<SentenceReady>().back();
    EXPECT_TRUE(heard.facts.fromTake);
    ASSERT_EQ(heard.clip->frames(), made[1].clip->frames());
    for (std::size_t i = 0; i < heard.clip->samples.size(); ++i) {
        ASSERT_NEAR(heard.clip->samples[i], made[1].clip->samples[i], 2.0F / 32'768) << "sixteen bits, dithered";
    }
    ASSERT_EQ(heard.words->size(), made[1].words->size());
    EXPECT_EQ(heard.words->front().word, made[1].words->front().word);
    EXPECT_EQ(reopened().takes()->size(), 2U);
}

TEST_F(ProjectDeskTest, ATakeThatIsGoneIsMadeAnew) {
    open({"One."});
    ScriptSentence sentence = line(0, "One.");
    sentence.take = TakeId{99};
    ASSERT_TRUE(render({sentence}));
    EXPECT_FALSE(all<SentenceReady>().back().facts.fromTake);
}

TEST_F(ProjectDeskTest, ARenderingOfASentenceThatIsGoneIsHeardAndForgotten) {
    open({"One."});
    edit({RemoveRows{{ids_[0]}}});
    ASSERT_TRUE(render({line(0, "One.")}));
    EXPECT_EQ(all<SentenceReady>().size(), 1U);
    EXPECT_TRUE(all<RenderingNotKept>().empty());
    EXPECT_TRUE(reopened().takes()->empty());
}

TEST_F(ProjectDeskTest, FetchesTakesWithPeaksAndLeavesOutWhatIsNotThere) {
    open({"One."});
    ASSERT_TRUE(render({line(0, "One.")}));
    const TakeId take = all<ProjectChanged>().back().takes.at(0).id;
    ASSERT_TRUE(run(LoadTakes{.project = project_, .takes = {TakeId{55}, take}}));
    const auto loaded = all<TakeLoaded>();
    ASSERT_EQ(loaded.size(), 1U);
    EXPECT_EQ(loaded[0].take, take);
    EXPECT_EQ(loaded[0].sentence, ids_[0]);
    EXPECT_EQ(loaded[0].peaks->frames(), loaded[0].clip->frames());
}

TEST_F(ProjectDeskTest, ANarrationIsMadeOfTheTakesEvenWhenTheVoiceIsGone) {
    open({"One two.", "Three."});
    ASSERT_TRUE(render({line(0, "One two."), line(1, "Three.")}));
    std::vector<ScriptSentence> script{line(0, "One two."), line(1, "Three.")};
    for (const ProjectChanged& change : all<ProjectChanged>()) {
        for (const Take& take : change.takes) {
            script[take.sentence == ids_[0] ? 0 : 1].take = take.id;
        }
    }
    ASSERT_TRUE(script[0].take && script[1].take);
    double seconds = 0.2;
    for (const SentenceReady& heard : all<SentenceReady>()) {
        seconds += heard.clip->seconds();
    }
    SpeechRecipe nobody = recipe();
    nobody.voice.voice = "nobody";
    ASSERT_TRUE(run(RenderToFile{.project = project_,
                                 .sentences = script,
                                 .recipe = nobody,
                                 .pauseMs = 200,
                                 .target = folder_ / "out.wav",
                                 .subtitles = folder_ / "out.srt"}));
    EXPECT_NEAR(readAudio(folder_ / "out.wav")->seconds(), seconds, 1e-3);
    EXPECT_NE(readFile(folder_ / "out.srt")->find("Three."), std::string::npos);
    script[1].take.reset();
    EXPECT_EQ(run(RenderToFile{.project = project_, .sentences = script, .recipe = nobody, .target = folder_ / "b.wav"})
                  .error()
                  .code,
              ErrorCode::NotFound);
}

TEST_F(ProjectDeskTest, WhatWasPostedIsDoneWhenTheStudioGoes) {
    open({"One."});
    for (int i = 0; i < 200; ++i) {
        static_cast<void>(studio_->post(EditProject{.job = studio_->newJobId(),
                                                    .project = project_,
                                                    .edits = {SetRowText{.id = ids_[0], .text = std::to_string(i)}}}));
    }
    EXPECT_EQ(reopened().rows()->front().text, "199");
}

TEST_F(ProjectDeskTest, AnotherProjectTakesThePlaceOnlyWhenItIsOpen) {
    open({"One."});
    EXPECT_EQ(run(OpenProject{.file = folder_ / "missing.timbre"}).error().code, ErrorCode::NotFound);
    EXPECT_EQ(run(OpenProject{.file = file_, .create = true}).error().code, ErrorCode::AlreadyExists);
    edit({SetRowText{.id = ids_[0], .text = "Still open."}});
    ASSERT_TRUE(run(OpenProject{.file = folder_ / "another.timbre", .create = true}));
    EXPECT_EQ(run(EditProject{.project = project_, .edits = {RemoveRows{{ids_[0]}}}}).error().code, ErrorCode::NotFound)
        << "that one is closed";
    // A rendering that was asked for before the change goes nowhere.
    ASSERT_TRUE(render({line(0, "One.")}));
    EXPECT_TRUE(all<RenderingNotKept>().empty());
    studio_.reset();
    EXPECT_TRUE(Project::open(folder_ / "another.timbre")->rows()->empty());
    EXPECT_EQ(Project::open(file_)->rows()->front().text, "Still open.");
}

TEST_F(ProjectDeskTest, SavingUnderAnotherNameTakesTheEditsThatFollowAlong) {
    open({"One."});
    ASSERT_TRUE(render({line(0, "One.")}));
    const JobHandle saving = studio_->post(
        SaveProjectAs{.job = studio_->newJobId(), .project = project_, .target = folder_ / "copy.timbre"});
    edit({SetRowText{.id = ids_[0], .text = "Behind it in the queue."}});
    EXPECT_EQ(all<ProjectMoved>().at(0).file, folder_ / "copy.timbre");
    ASSERT_TRUE(run(SaveProjectAs{.project = project_, .target = folder_ / "copy.timbre"})) << "where it is already";
    studio_.reset();
    EXPECT_EQ(Project::open(folder_ / "copy.timbre")->rows()->front().text, "Behind it in the queue.");
    EXPECT_EQ(Project::open(folder_ / "copy.timbre")->takes()->size(), 1U);
    EXPECT_EQ(Project::open(file_)->rows()->front().text, "One.");
}

TEST_F(ProjectDeskTest, SavingOverAProjectLeavesOneThatIsInUseAndNoJournalOfAnyOther) {
    open({"One."});
    const auto target = folder_ / "other.timbre";
    {
        Project other = Project::create(target).value();
        ASSERT_TRUE(other.insert(test::rowsOf({"Somebody is at work here."}), {}));
        const auto refused = run(SaveProjectAs{.project = project_, .target = target});
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::Io) << refused.error().message();
        // As a crash leaves it: file and journal.
        std::filesystem::copy_file(target, folder_ / "crashed.timbre");
        std::filesystem::copy_file(folder_ / "other.timbre-wal", folder_ / "crashed.timbre-wal");
    }
    EXPECT_EQ(Project::open(target)->rows()->front().text, "Somebody is at work here.");
    ASSERT_TRUE(run(SaveProjectAs{.project = project_, .target = folder_ / "crashed.timbre"}));
    studio_.reset();
    Project saved = Project::open(folder_ / "crashed.timbre").value();
    EXPECT_EQ(saved.rows()->front().text, "One.");
    EXPECT_TRUE(saved.verify());
}

TEST_F(ProjectDeskTest, LinesWhosePlaceIsGoneGoToTheEnd) {
    open({"One.", "Two."});
    edit({RemoveRows{{ids_[0]}}});
    edit({InsertRows{.rows = test::rowsOf({"Three."}), .after = ids_[0]}});
    EXPECT_EQ(reopened().rows()->back().text, "Three.");
}

TEST_F(ProjectDeskTest, EditsWhileALongRenderRuns) {
    open({"One."}, {.waitForStop = true});
    const JobHandle rendering = studio_->post(RenderSentences{
        .job = studio_->newJobId(), .project = project_, .sentences = {line(0, "One.")}, .recipe = recipe()});
    waitForAny<SentenceStarted>();
    edit({SetRowText{.id = ids_[0], .text = "Edited meanwhile."}});
    EXPECT_EQ(all<ProjectChanged>().back().rows.at(0).text, "Edited meanwhile.");
}

TEST(TakeValues, SettingsAndWordsComeBackAsTheyWere) {
    SpeakSettings settings;
    settings.speedScale = 1.0 / 3.0;
    settings.pitchSemitones = -2.5;
    settings.advanced = {{"clarity", 0.1}, {"x", 1e-300}};
    Take take;
    take.settings = takeSettings(settings);
    take.words = takeWords({{.word = "caf\u00e9", .startSeconds = 0.1, .endSeconds = 0.25},
                            {.word = "\xff", .startSeconds = 0.3, .endSeconds = 0.4}});
    EXPECT_EQ(recipeOf(take).speak, settings);
    const auto words = wordsOf(take);
    ASSERT_EQ(words.size(), 2U);
    EXPECT_EQ(words[0].word, "caf\u00e9");
    EXPECT_EQ(words[0].endSeconds, 0.25);
    take.settings = R"({"speed_scale":"fast","advanced":[1]})";
    take.words = R"([{"no":"word"}])";
    EXPECT_EQ(recipeOf(take).speak, SpeakSettings{});
    EXPECT_TRUE(wordsOf(take).empty());
}

}  // namespace
}  // namespace timbre
