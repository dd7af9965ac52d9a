// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/project.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "tests/support/project_tools.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

class ProjectTest : public testing::Test {
  protected:
    void SetUp() override {
        ids_ = project_.insert(test::rowsOf({"Rain fell.", "He ran home.", "The RAIN stopped.", "Nobody saw it."}), {})
                   .value();
        take_ = addTake(ids_[0], 7, true);
        reading_ = project_.addReadings(std::array{LexiconEntry{.word = "Rain", .reading = "R EY N"}}).value().front();
    }

    TakeId addTake(SentenceId sentence, std::uint64_t seed, bool choose) {
        const auto added =
            project_.addTake({.sentence = sentence, .text = "Rain fell.", .engine = "tone", .seed = seed},
                             test::packedSoundOf(seed), choose);
        EXPECT_TRUE(added) << added.error().message();
        return added.value();
    }
    [[nodiscard]] std::vector<std::string> texts() const {
        std::vector<std::string> all;
        const auto rows = project_.rows().value();
        for (const ScriptRow& row : rows) {
            all.push_back(row.text);
        }
        return all;
    }
    void expectError(ErrorCode code, const Error& error) { EXPECT_EQ(error.code, code) << error.message(); }

    const test::TempDir folder_;
    Project project_ = Project::create(folder_ / "story.timbre").value();
    std::vector<SentenceId> ids_;
    TakeId take_{};
    LexiconId reading_{};
};

using Texts = std::vector<std::string>;

TEST_F(ProjectTest, UndoesAndRedoesEveryKindOfEditToTheLetter) {
    struct Case {
        const char* name;
        std::function<Result<void>()> edit;
    };
    const auto done = [](const auto& result) {
        return result ? Result<void>{} : Result<void>(tl::unexpected(result.error()));
    };
    const std::vector<Case> cases = {
        {"insert",
         [&] {
             return done(project_.insert(test::rowsOf({"New.", "Newer."}), ids_[1]));
         }},
        {"remove",
         [&] {
             return project_.remove(std::array{ids_[0], ids_[2]});
         }},
        {"text", [&] { return project_.setText(ids_[1], "He'd \"run\" home,\nbackslash \\ and \u91cd\u65b0."); }},
        {"texts",
         [&] {
             return project_.setTexts(std::array{SentenceText{ids_[0], "A"}, SentenceText{ids_[3], "B"}});
         }},
        {"replace",
         [&] { return done(project_.replaceText({.find = "rain", .replacement = "snow", .matchCase = false})); }},
        {"split", [&] { return done(project_.split(ids_[1], 6)); }},
        {"join",
         [&] {
             return project_.join(std::array{ids_[0], ids_[1], ids_[2]});
         }},
        {"move",
         [&] {
             return project_.move(std::array{ids_[3], ids_[0]}, ids_[1]);
         }},
        {"break", [&] { return project_.change(ids_, {.breakAfter = TextBreak::Paragraph}); }},
        {"voice",
         [&] {
             return project_.change(ids_, {.voice = VoiceVersionId{"anna", 3}});
         }},
        {"language", [&] { return project_.change(ids_, {.language = "de"}); }},
        {"role", [&] { return project_.change(ids_, {.role = "Anna"}); }},
        {"notes", [&] { return project_.change(ids_, {.notes = "slower?"}); }},
        {"state", [&] { return project_.change(ids_, {.state = ReviewState::Problem}); }},
        {"lock", [&] { return project_.change(ids_, {.locked = true}); }},
        {"speed", [&] { return project_.change(ids_, {.speedScale = 1.1}); }},
        {"pitch", [&] { return project_.change(ids_, {.pitchSemitones = -0.1}); }},
        {"intonation", [&] { return project_.change(ids_, {.intonationScale = 0.3}); }},
        {"volume", [&] { return project_.change(ids_, {.volumeDb = -3.3}); }},
        {"pause", [&] { return project_.change(ids_, {.pauseMs = 123.4}); }},
        {"style", [&] { return project_.change(ids_, {.style = "whisper"}); }},
        {"seed", [&] { return project_.change(ids_, {.seed = std::numeric_limits<std::uint64_t>::max()}); }},
        {"engine settings", [&] { return project_.change(ids_, {.engineSettings = R"({"temperature":0.7})"}); }},
        {"add take",
         [&] {
             addTake(ids_[2], 9, true);
             return Result<void>{};
         }},
        {"star", [&] { return project_.starTakes(std::array{take_}, true); }},
        {"take note", [&] { return project_.setTakeNote(take_, "best"); }},
        {"choose", [&] { return project_.chooseTake(ids_[0], std::nullopt); }},
        {"remove take", [&] { return project_.removeTakes(std::array{take_}); }},
        {"add reading",
         [&] { return done(project_.addReadings(std::array{LexiconEntry{.word = "x", .reading = "y"}})); }},
        {"change reading", [&] { return project_.changeReading({.id = reading_, .word = "Rains", .reading = "z"}); }},
        {"remove reading", [&] { return project_.removeReadings(std::array{reading_}); }},
        {"settings",
         [&] {
             return project_.setSettings({.title = "Story", .voice = {"anna", 2}, .language = "de"});
         }},
        {"setting", [&] { return project_.setSetting("other", "value"); }},
    };
    for (const Case& one : cases) {
        const auto before = test::contentOf(project_);
        const auto edited = one.edit();
        ASSERT_TRUE(edited) << one.name << ": " << edited.error().message();
        const auto after = test::contentOf(project_);
        EXPECT_NE(after, before) << one.name;
        for (int round = 0; round < 2; ++round) {
            ASSERT_TRUE(project_.undo()) << one.name;
            EXPECT_EQ(test::contentOf(project_), before) << one.name;
            EXPECT_TRUE(test::soundsAreRight(project_)) << one.name;
            ASSERT_TRUE(project_.redo()) << one.name;
            EXPECT_EQ(test::contentOf(project_), after) << one.name;
            EXPECT_TRUE(test::soundsAreRight(project_)) << one.name;
        }
        ASSERT_TRUE(project_.undo());
    }
}

TEST_F(ProjectTest, PutsRowsInWhereTheyAreWanted) {
    ASSERT_TRUE(project_.insert(test::rowsOf({"First."}), std::nullopt));
    ASSERT_TRUE(project_.insert(test::rowsOf({"After one.", "After that."}), ids_[0]));
    ASSERT_TRUE(project_.insert(test::rowsOf({"Last."}), ids_[3]));
    EXPECT_EQ(texts(), (Texts{"First.", "Rain fell.", "After one.", "After that.", "He ran home.", "The RAIN stopped.",
                              "Nobody saw it.", "Last."}));
}

TEST_F(ProjectTest, KeepsTheOrderWhenTheSamePlaceIsUsedAgainAndAgain) {
    Texts expected = texts();
    for (int i = 0; i < 300; ++i) {  // halving a gap of 2^32 would be used up after 32
        const std::string text = std::to_string(i);
        ASSERT_TRUE(project_.insert(test::rowsOf({text}), ids_[1]));
        expected.insert(expected.begin() + 2, text);
    }
    EXPECT_EQ(texts(), expected);
    for (int i = 0; i < 300; ++i) {
        ASSERT_TRUE(project_.undo());
    }
    EXPECT_EQ(texts().size(), 4U);
}

TEST_F(ProjectTest, MovesRowsInTheOrderGiven) {
    ASSERT_TRUE(project_.move(std::array{ids_[3], ids_[1]}, std::nullopt));
    EXPECT_EQ(texts(), (Texts{"Nobody saw it.", "He ran home.", "Rain fell.", "The RAIN stopped."}));
    ASSERT_TRUE(project_.move(std::array{ids_[3]}, ids_[2]));
    EXPECT_EQ(texts(), (Texts{"He ran home.", "Rain fell.", "The RAIN stopped.", "Nobody saw it."}));
    expectError(ErrorCode::InvalidInput, project_.move(std::array{ids_[0]}, ids_[0]).error());
    expectError(ErrorCode::InvalidInput, project_.move(std::array{ids_[0], ids_[0]}, ids_[1]).error());
}

TEST_F(ProjectTest, SplitsASentenceIntoTwoWithTheSameSettings) {
    ASSERT_TRUE(
        project_.change(std::array{ids_[1]}, {.breakAfter = TextBreak::Paragraph, .role = "Anna", .speedScale = 1.25}));
    const SentenceId second = project_.split(ids_[1], 3).value();
    EXPECT_EQ(texts(), (Texts{"Rain fell.", "He", "ran home.", "The RAIN stopped.", "Nobody saw it."}));
    ScriptRow expected = project_.row(ids_[1]).value();
    EXPECT_EQ(expected.breakAfter, TextBreak::Sentence);
    expected.id = second;
    expected.text = "ran home.";
    expected.breakAfter = TextBreak::Paragraph;
    EXPECT_EQ(project_.row(second).value(), expected);
}

TEST_F(ProjectTest, RefusesToSplitInsideACharacterOrOffNothing) {
    ASSERT_TRUE(project_.setText(ids_[1], "\u91cd \u65b0 "));
    for (const std::size_t at : {0U, 1U, 2U, 5U, 7U, 8U, 99U}) {
        const auto refused = project_.split(ids_[1], at);
        ASSERT_FALSE(refused) << at;
        expectError(ErrorCode::InvalidInput, refused.error());
    }
    EXPECT_TRUE(project_.split(ids_[1], 4));
}

TEST_F(ProjectTest, JoinsNeighboursAndKeepsTheFirstOnesTakes) {
    addTake(ids_[1], 8, true);
    ASSERT_TRUE(project_.join(std::array{ids_[0], ids_[1]}));
    EXPECT_EQ(texts().front(), "Rain fell. He ran home.");
    EXPECT_EQ(project_.takes().value().size(), 1U);
    EXPECT_EQ(project_.row(ids_[0]).value().chosenTake, take_);
    expectError(ErrorCode::InvalidInput, project_.join(std::array{ids_[0], ids_[3]}).error());
    expectError(ErrorCode::InvalidInput, project_.join(std::array{ids_[0]}).error());
}

TEST_F(ProjectTest, ReplacesOverManyRowsAsOneStepAndSparesLockedOnes) {
    ASSERT_TRUE(project_.insert(test::rowsOf({"rain, rain and R\u00c4IN", "r\u00e4in"}), ids_[3]));
    ASSERT_TRUE(project_.change(std::array{ids_[0]}, {.locked = true}));
    const auto steps = project_.history().value().size();
    const auto report = project_.replaceText({.find = "RAIN", .replacement = "raining", .matchCase = false}).value();
    EXPECT_EQ(report.occurrences, 3U);
    EXPECT_EQ(report.rows, 2U);
    EXPECT_EQ(report.lockedRows, 1U);
    EXPECT_EQ(project_.history().value().size(), steps + 1);
    EXPECT_EQ(texts(), (Texts{"Rain fell.", "He ran home.", "The raining stopped.", "Nobody saw it.",
                              "raining, raining and R\u00c4IN", "r\u00e4in"}));
    EXPECT_EQ(project_.replaceText({.find = "R\u00c4", .replacement = "", .matchCase = false})->occurrences, 2U);
    EXPECT_EQ(project_.replaceText({.find = "raining", .replacement = "X", .only = {ids_[2]}})->rows, 1U);
    expectError(ErrorCode::InvalidInput, project_.replaceText({.find = ""}).error());
}

TEST_F(ProjectTest, HoldsWhatIsLocked) {
    ASSERT_TRUE(project_.change(std::array{ids_[0]}, {.locked = true}));
    const auto before = test::contentOf(project_);
    expectError(ErrorCode::InvalidInput, project_.setText(ids_[0], "x").error());
    expectError(ErrorCode::InvalidInput, project_.change(ids_, {.speedScale = 2.0}).error());
    expectError(ErrorCode::InvalidInput, project_.change(ids_, {.voice = VoiceVersionId{"b", 0}}).error());
    expectError(ErrorCode::InvalidInput, project_.remove(ids_).error());
    expectError(ErrorCode::InvalidInput, project_.split(ids_[0], 4).error());
    expectError(ErrorCode::InvalidInput, project_.join(std::array{ids_[0], ids_[1]}).error());
    expectError(ErrorCode::InvalidInput, project_.chooseTake(ids_[0], std::nullopt).error());
    expectError(ErrorCode::InvalidInput, project_.removeTakes(std::array{take_}).error());
    EXPECT_EQ(test::contentOf(project_), before);
    EXPECT_TRUE(project_.change(std::array{ids_[0]}, {.notes = "fine", .state = ReviewState::Approved}));
    const TakeId another = addTake(ids_[0], 11, true);
    EXPECT_EQ(project_.row(ids_[0]).value().chosenTake, take_);
    EXPECT_TRUE(project_.removeTakes(std::array{another}));
}

TEST_F(ProjectTest, RefusesValuesOutOfRangeAndLeavesEverythingAsItWas) {
    const auto before = test::contentOf(project_);
    const auto steps = project_.history().value().size();
    const double nan = std::nan("");
    const std::vector<RowPatch> wrong = {{.speedScale = 0.2},      {.speedScale = nan},
                                         {.pitchSemitones = 25},   {.intonationScale = -1},
                                         {.volumeDb = 30},         {.pauseMs = -1.0},
                                         {.engineSettings = "[]"}, {.engineSettings = "{"},
                                         {.notes = "\xff"},        {.role = std::string("a\0b", 3)}};
    for (std::size_t i = 0; i < wrong.size(); ++i) {
        const auto refused = project_.change(ids_, wrong[i]);
        ASSERT_FALSE(refused) << i;
        expectError(ErrorCode::InvalidInput, refused.error());
    }
    const auto nobody = static_cast<SentenceId>(999);
    expectError(ErrorCode::NotFound, project_.change(std::array{ids_[0], nobody}, {.speedScale = 2.0}).error());
    expectError(ErrorCode::NotFound, project_.setText(nobody, "x").error());
    expectError(ErrorCode::NotFound, project_.insert(test::rowsOf({"x"}), nobody).error());
    expectError(ErrorCode::NotFound, project_.remove(std::array{ids_[0], nobody}).error());
    expectError(ErrorCode::NotFound, project_.move(std::array{ids_[0], nobody}, ids_[2]).error());
    expectError(ErrorCode::NotFound, project_.takeSound(static_cast<TakeId>(999)).error());
    expectError(ErrorCode::NotFound, project_.chooseTake(ids_[1], take_).error());
    expectError(ErrorCode::AlreadyExists,
                project_.addReadings(std::array{LexiconEntry{.word = "Rain", .reading = "x"}}).error());
    expectError(ErrorCode::InvalidInput,
                project_.addReadings(std::array{LexiconEntry{.word = "", .reading = "x"}}).error());
    expectError(ErrorCode::InvalidInput, project_.addTake({.sentence = ids_[0]}, {}, true).error());
    expectError(ErrorCode::InvalidInput, project_.setTakeChecks(take_, "3").error());
    EXPECT_EQ(test::contentOf(project_), before);
    EXPECT_EQ(project_.history().value().size(), steps);
}

TEST_F(ProjectTest, GivesBackTheSoundOfATake) {
    EXPECT_EQ(project_.takeSound(take_).value(), test::soundOf(7));
    const Take take = project_.take(take_).value();
    EXPECT_EQ(take.frames, test::soundOf(7).frames());
    EXPECT_EQ(take.sampleRateHz, 16'000);
    EXPECT_EQ(take.seed, 7U);
    EXPECT_EQ(take.created.size(), std::string("2026-01-02T03:04:05Z").size());
    EXPECT_EQ(project_.row(ids_[0]).value().chosenTake, take_);
}

TEST_F(ProjectTest, NeverGivesAnIdTwice) {
    const SentenceId removed = project_.insert(test::rowsOf({"x"}), ids_[3]).value().front();
    ASSERT_TRUE(project_.undo());
    EXPECT_NE(project_.insert(test::rowsOf({"y"}), ids_[3]).value().front(), removed);
}

TEST_F(ProjectTest, TellsTheListenerWhatChangedByEditUndoAndRedo) {
    std::vector<ProjectChange> told;
    project_.setListener([&](const ProjectChange& change) { told.push_back(change); });
    const SentenceId fresh = project_.insert(test::rowsOf({"New."}), ids_[0]).value().front();
    ASSERT_TRUE(project_.undo());
    ASSERT_TRUE(project_.redo());
    ASSERT_EQ(told.size(), 3U);
    EXPECT_EQ(told[0], (ProjectChange{.inserted = {fresh}}));
    EXPECT_EQ(told[1], (ProjectChange{.removed = {fresh}}));
    EXPECT_EQ(told[2], told[0]);

    told.clear();
    ASSERT_TRUE(project_.setText(ids_[1], "sort_key\":\"1"));
    ASSERT_TRUE(project_.move(std::array{ids_[1]}, ids_[3]));
    ASSERT_TRUE(project_.starTakes(std::array{take_}, true));
    ASSERT_TRUE(project_.removeReadings(std::array{reading_}));
    ASSERT_TRUE(project_.setSetting("other", "x"));
    ASSERT_TRUE(project_.setTakeChecks(take_, R"({"cer":0.1})"));
    ASSERT_TRUE(project_.setSetting("other", "x"));  // nothing changes
    ASSERT_EQ(told.size(), 6U);
    EXPECT_EQ(told[0], (ProjectChange{.changed = {ids_[1]}}));
    EXPECT_EQ(told[1], (ProjectChange{.moved = {ids_[1]}}));
    EXPECT_EQ(told[2], (ProjectChange{.takes = {ids_[0]}}));
    EXPECT_EQ(told[3], (ProjectChange{.lexicon = true}));
    EXPECT_EQ(told[4], (ProjectChange{.settings = true}));
    EXPECT_EQ(told[5], (ProjectChange{.takes = {ids_[0]}}));

    told.clear();
    ASSERT_TRUE(project_.join(std::array{ids_[0], fresh}));
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0], (ProjectChange{.removed = {fresh}, .changed = {ids_[0]}}));
    EXPECT_FALSE(project_.setText(fresh, "gone"));
    EXPECT_EQ(told.size(), 1U);
}

}  // namespace
}  // namespace timbre
