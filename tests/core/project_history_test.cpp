// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/database.h"
#include "core/project/project.h"
#include "core/project/schema.h"
#include "tests/support/project_tools.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

class ProjectHistoryTest : public testing::Test {
  protected:
    Project create(const ProjectLimits& limits = {}) { return Project::create(path_, limits).value(); }
    Project open() {
        auto opened = Project::open(path_);
        EXPECT_TRUE(opened) << opened.error().message();
        return std::move(*opened);
    }
    /// Of the closed file.
    std::int64_t count(const std::string& table) {
        Database file = Database::open(path_, detail::projectFormat()).value();
        return file.queryInteger("SELECT count(*) FROM " + table).value().value();
    }
    static TakeId addTake(Project& project, SentenceId sentence, std::uint64_t seed) {
        return project.addTake({.sentence = sentence, .text = "x", .seed = seed}, test::packedSoundOf(seed), true)
            .value();
    }

    static TakeId keepRendering(Project& project, SentenceId sentence, std::uint64_t seed) {
        return project.keepRendering({.sentence = sentence, .text = "x", .seed = seed}, test::packedSoundOf(seed))
            .value();
    }
    /// Every chosen take is there and belongs to its sentence.
    static bool choicesAreSound(const Project& project) {
        const auto takes = project.takes().value();
        return std::ranges::all_of(project.rows().value(), [&](const ScriptRow& row) {
            return !row.chosenTake || std::ranges::any_of(takes, [&](const Take& take) {
                return take.id == *row.chosenTake && take.sentence == row.id;
            });
        });
    }

    const test::TempDir folder_;
    const std::filesystem::path path_ = folder_ / "story.timbre";
};

TEST_F(ProjectHistoryTest, GoesBackToNothingAndForthAgainThroughRandomEdits) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        std::filesystem::remove(path_);
        Project project = create();
        test::RandomEditor editor(seed);
        std::vector<test::ProjectContent> states{test::contentOf(project)};
        std::size_t steps = 0;
        for (int i = 0; i < 120; ++i) {
            const std::string name = editor.edit(project);
            const std::size_t now = project.history().value().size();
            ASSERT_TRUE(now == steps + 1 || (name == "type" && now == steps)) << name;
            if (now == steps) {
                states.pop_back();
            }
            steps = now;
            states.push_back(test::contentOf(project));
        }
        for (std::size_t i = states.size() - 1; i-- > 0;) {
            ASSERT_TRUE(project.undo());
            ASSERT_EQ(test::contentOf(project), states[i]) << "seed " << seed << ", back to state " << i;
            ASSERT_TRUE(test::soundsAreRight(project));
        }
        EXPECT_EQ(project.undo().error().code, ErrorCode::InvalidInput);
        for (std::size_t i = 1; i < states.size(); ++i) {
            ASSERT_TRUE(project.redo());
            ASSERT_EQ(test::contentOf(project), states[i]) << "seed " << seed << ", on to state " << i;
            ASSERT_TRUE(test::soundsAreRight(project));
        }
        EXPECT_EQ(project.redo().error().code, ErrorCode::InvalidInput);
    }
}

TEST_F(ProjectHistoryTest, KeepsUndoAndRedoAcrossRestarts) {
    std::vector<test::ProjectContent> states;
    {
        Project project = create();
        states.push_back(test::contentOf(project));
    }
    test::RandomEditor editor(5);
    for (int i = 0; i < 12; ++i) {
        Project project = open();
        const std::size_t before = project.history().value().size();
        editor.edit(project);
        if (project.history().value().size() == before) {
            states.pop_back();  // typing on
        }
        states.push_back(test::contentOf(project));
    }
    for (std::size_t i = states.size() - 1; i-- > 0;) {
        Project project = open();
        ASSERT_TRUE(project.undo());
        ASSERT_EQ(test::contentOf(project), states[i]);
    }
    for (std::size_t i = 1; i < states.size(); ++i) {
        Project project = open();
        ASSERT_TRUE(project.redo());
        ASSERT_EQ(test::contentOf(project), states[i]);
        ASSERT_TRUE(test::soundsAreRight(project));
    }
}

TEST_F(ProjectHistoryTest, ForgetsWhatCouldBeRedoneWithTheNextEditAlone) {
    Project project = create();
    const SentenceId id = project.insert(test::rowsOf({"one"}), {}).value().front();
    addTake(project, id, 1);
    ASSERT_TRUE(project.undo());
    ASSERT_TRUE(project.setText(id, "one"));  // changes nothing
    ASSERT_TRUE(project.redo());
    ASSERT_TRUE(project.undo());
    ASSERT_TRUE(project.setText(id, "two"));
    EXPECT_FALSE(project.nextRedo().value());
    EXPECT_EQ(project.redo().error().code, ErrorCode::InvalidInput);
    ASSERT_TRUE(project.close());
    EXPECT_EQ(count("audio"), 0);
}

TEST_F(ProjectHistoryTest, BringsBackTheSoundOfARemovedTakeAfterARestart) {
    TakeId take{};
    {
        Project project = create();
        const SentenceId id = project.insert(test::rowsOf({"one"}), {}).value().front();
        take = addTake(project, id, 3);
        ASSERT_TRUE(project.removeTakes(std::array{take}));
        EXPECT_EQ(project.takeSound(take).error().code, ErrorCode::NotFound);
    }
    Project project = open();
    ASSERT_TRUE(project.undo());
    EXPECT_EQ(project.takeSound(take).value(), test::soundOf(3));
    EXPECT_EQ(project.rows()->front().chosenTake, take);
}

TEST_F(ProjectHistoryTest, DropsTheOldestStepsAndOnlySoundThatNothingNeeds) {
    Project project = create({.undoSteps = 3});
    const SentenceId id = project.insert(test::rowsOf({"one"}), {}).value().front();
    const TakeId gone = addTake(project, id, 1);
    const TakeId kept = addTake(project, id, 2);
    ASSERT_TRUE(project.removeTakes(std::array{gone}));
    for (const char* text : {"a", "b"}) {
        ASSERT_TRUE(project.setText(id, text));
        EXPECT_EQ(project.history().value().size(), 3U);
    }
    ASSERT_TRUE(project.close());
    EXPECT_EQ(count("audio"), 2) << "undo can still bring the take back";
    project = Project::open(path_, ProjectAccess::Edit, {.undoSteps = 3}).value();
    ASSERT_TRUE(project.setText(id, "c"));
    EXPECT_EQ(project.takeSound(kept).value(), test::soundOf(2));
    ASSERT_TRUE(project.close());
    EXPECT_EQ(count("audio"), 1);
    EXPECT_EQ(count("history"), 3);
    EXPECT_EQ(count("history_change"), 3);
}

TEST_F(ProjectHistoryTest, BoundsTheRowsItRemembersButKeepsTheNewestStep) {
    Project project = create({.undoChanges = 10});
    const auto ids = project.insert(test::rowsOf(std::vector<std::string>(20, "x")), {}).value();
    EXPECT_EQ(project.history().value().size(), 1U);
    ASSERT_TRUE(project.change(std::span(ids).first(6), {.role = "A"}));
    ASSERT_TRUE(project.change(std::span(ids).first(4), {.role = "B"}));
    EXPECT_EQ(project.history().value().size(), 2U);
    ASSERT_TRUE(project.change(std::span(ids).first(1), {.role = "C"}));
    EXPECT_EQ(project.history().value().size(), 2U);
}

TEST_F(ProjectHistoryTest, MakesOneStepOfEditsWithTheSameMergeKey) {
    Project project = create();
    const auto ids = project.insert(test::rowsOf({"one", "two"}), {}).value();
    for (const double speed : {1.1, 1.2, 1.3}) {
        ASSERT_TRUE(project.change(std::array{ids[0]}, {.speedScale = speed}, "drag 1"));
    }
    ASSERT_TRUE(project.change(std::array{ids[0]}, {.speedScale = 1.4}, "drag 2"));
    EXPECT_EQ(project.history().value().size(), 3U);
    ASSERT_TRUE(project.undo());
    EXPECT_EQ(project.row(ids[0])->prosody.speedScale, 1.3);
    // With something to redo the same key starts a new step.
    ASSERT_TRUE(project.undo());
    EXPECT_EQ(project.row(ids[0])->prosody.speedScale, 1.0);
    ASSERT_TRUE(project.redo());
    EXPECT_EQ(project.row(ids[0])->prosody.speedScale, 1.3);
    ASSERT_TRUE(project.undo());
    ASSERT_TRUE(project.change(std::array{ids[0]}, {.speedScale = 1.5}, "drag 1"));
    EXPECT_EQ(project.history().value().size(), 2U);
}

TEST_F(ProjectHistoryTest, MakesOneStepOfAGroupAndNothingOfAFailedOne) {
    Project project = create();
    const auto ids = project.insert(test::rowsOf({"one", "two"}), {}).value();
    const auto before = test::contentOf(project);
    int told = 0;
    project.setListener([&](const ProjectChange&) { ++told; });
    ASSERT_TRUE(project.group("import", [&]() -> Result<void> {
        addTake(project, ids[0], 1);
        return project.setText(ids[1], "three");
    }));
    EXPECT_EQ(told, 1);
    EXPECT_EQ(project.nextUndo().value()->kind, "import");
    ASSERT_TRUE(project.undo());
    EXPECT_EQ(test::contentOf(project), before);
    const auto ignored = project.group("import", [&]() -> Result<void> {
        static_cast<void>(project.setText(ids[0], "half"));
        static_cast<void>(project.setText(ids[1], "\xff"));  // fails, and nobody looks
        return {};
    });
    ASSERT_FALSE(ignored);
    EXPECT_EQ(ignored.error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(test::contentOf(project), before);
    EXPECT_TRUE(project.nextRedo().value()) << "a failed edit leaves what can be redone";
}

TEST_F(ProjectHistoryTest, ARenderingIsNoStepAndLeavesWhatCanBeRedone) {
    Project project = create();
    const SentenceId id = project.insert(test::rowsOf({"one"}), {}).value().front();
    ASSERT_TRUE(project.setText(id, "two"));
    ASSERT_TRUE(project.undo());
    const TakeId take = keepRendering(project, id, 1);
    EXPECT_EQ(project.history().value().size(), 1U);
    EXPECT_EQ(project.row(id)->chosenTake, take);
    ASSERT_TRUE(project.redo());
    EXPECT_EQ(project.row(id)->text, "two");
    EXPECT_EQ(project.row(id)->chosenTake, take);
    EXPECT_EQ(keepRendering(project, id, 1), take) << "made in the same way";
    EXPECT_NE(keepRendering(project, id, 2), take);
    EXPECT_EQ(project.takes(id).value().size(), 2U);
    ASSERT_TRUE(project.change(std::array{id}, {.locked = true}));
    EXPECT_EQ(keepRendering(project, id, 1), take);
    EXPECT_NE(project.row(id)->chosenTake, take) << "locked";
    EXPECT_EQ(project.keepRendering({.sentence = SentenceId{99}, .text = "x"}, test::packedSoundOf(1)).error().code,
              ErrorCode::NotFound);
}

TEST_F(ProjectHistoryTest, ARenderingComesBackWithItsSentence) {
    TakeId take{};
    SentenceId id{};
    {
        Project project = create();
        id = project.insert(test::rowsOf({"one"}), {}).value().front();
        take = keepRendering(project, id, 7);
        for (int i = 0; i < 3; ++i) {
            ASSERT_TRUE(project.undo());  // of putting the sentence in
            EXPECT_TRUE(project.takes()->empty());
            ASSERT_TRUE(project.redo());
            EXPECT_EQ(project.row(id)->chosenTake, take);
            EXPECT_EQ(project.takeSound(take).value(), test::soundOf(7));
        }
        ASSERT_TRUE(project.remove(std::array{id}));
        ASSERT_TRUE(project.undo());
    }
    Project project = open();
    const TakeId later = keepRendering(project, id, 8);  // between the removal's undo and its redo
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(project.redo()) << i;
        EXPECT_TRUE(project.takes()->empty());
        ASSERT_TRUE(project.undo());
        EXPECT_EQ(project.row(id)->chosenTake, later);
        EXPECT_EQ(project.takeSound(take).value(), test::soundOf(7));
        EXPECT_EQ(project.takeSound(later).value(), test::soundOf(8));
    }
    ASSERT_TRUE(project.undo());
    ASSERT_TRUE(project.insert(test::rowsOf({"another"}), {}));  // ends what could be redone, and their sound with it
    ASSERT_TRUE(project.close());
    EXPECT_EQ(count("audio"), 0);
}

TEST_F(ProjectHistoryTest, RenderingsGoThroughRandomEditsUndoAndRedo) {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        std::filesystem::remove(path_);
        Project project = create();
        test::RandomEditor editor(seed);
        for (int i = 0; i < 300; ++i) {
            const auto rows = project.rows().value();
            const auto draw = editor.below(10);
            if (draw < 4 && !rows.empty()) {
                keepRendering(project, rows[editor.below(rows.size())].id, editor.below(1'000));
            } else if (draw < 6 && project.nextUndo().value()) {
                ASSERT_TRUE(project.undo()) << "seed " << seed << ", step " << i;
            } else if (draw < 8 && project.nextRedo().value()) {
                ASSERT_TRUE(project.redo()) << "seed " << seed << ", step " << i;
            } else {
                editor.edit(project);
            }
            ASSERT_TRUE(choicesAreSound(project)) << "seed " << seed << ", step " << i;
        }
        ASSERT_TRUE(test::soundsAreRight(project));
        ASSERT_TRUE(project.verify());
        // What the end looks like comes back whole from the very beginning.
        const auto end = test::contentOf(project);
        int steps = 0;
        for (; project.nextUndo().value(); ++steps) {
            ASSERT_TRUE(project.undo());
        }
        EXPECT_TRUE(project.rows()->empty());
        for (; steps > 0; --steps) {
            ASSERT_TRUE(project.redo());
        }
        const auto again = test::contentOf(project);
        EXPECT_EQ(again.takes, end.takes);
        ASSERT_TRUE(test::soundsAreRight(project));
    }
}

TEST_F(ProjectHistoryTest, KeepsChecksThatCameLaterThroughUndoAndRedo) {
    Project project = create();
    const SentenceId id = project.insert(test::rowsOf({"one"}), {}).value().front();
    const TakeId take = addTake(project, id, 1);
    ASSERT_TRUE(project.setTakeChecks(take, R"({"cer":0.25})"));
    EXPECT_EQ(project.history().value().size(), 2U);
    ASSERT_TRUE(project.undo());
    ASSERT_TRUE(project.redo());
    EXPECT_EQ(project.take(take)->checks, R"({"cer":0.25})");
}

TEST_F(ProjectHistoryTest, RefusesAHistoryThatDoesNotFitAndChangesNothing) {
    {
        Project project = create();
        const SentenceId id = project.insert(test::rowsOf({"one"}), {}).value().front();
        ASSERT_TRUE(project.setText(id, "two"));
    }
    const std::vector<std::string> damage = {
        "before = 'x'",
        "before = '{}'",
        "before = '{\"nonsense\":\"1\"}'",
        "before = '{\"text\":\"random()\"}'",
        "before = '{\"text\":\"NULL\"}'",
        "row_id = 99",
        "table_name = 'audio'",
    };
    for (const std::string& change : damage) {
        const std::filesystem::path copy = folder_ / "damaged.timbre";
        std::filesystem::copy_file(path_, copy, std::filesystem::copy_options::overwrite_existing);
        const std::string sql = "UPDATE history_change SET " + change + " WHERE operation = 'update'";
        ASSERT_TRUE(Database::open(copy, detail::projectFormat()).value().execute(sql));
        Project project = Project::open(copy).value();
        const auto before = test::contentOf(project);
        const auto refused = project.undo();
        ASSERT_FALSE(refused) << change;
        EXPECT_EQ(refused.error().code, ErrorCode::Corrupt) << change << ": " << refused.error().message();
        EXPECT_EQ(test::contentOf(project), before) << change;
        EXPECT_TRUE(project.setText(before.rows.front().id, "goes on")) << change;
    }
}

}  // namespace
}  // namespace timbre
