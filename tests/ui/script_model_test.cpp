// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/script/script_model.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <cstdint>
#include <memory>

#include "core/studio/take_values.h"

namespace timbre::ui {
namespace {

class ScriptModelTest : public testing::Test {
  protected:
    QList<ScriptLine> makeLines(std::initializer_list<const char*> texts) {
        QList<ScriptLine> lines;
        for (const char* text : texts) {
            lines.push_back({.id = SentenceId{++lastId_}, .text = QString::fromUtf8(text)});
        }
        return lines;
    }

    LineRender renderOf(int row, double seconds = 2.0) {
        const AudioClip clip{.sampleRateHz = 16'000, .channels = 1, .samples = std::vector<float>(100, 0.5F)};
        LineRender render;
        render.text = model_.lines()[row].text;
        render.recipe = model_.recipe();
        render.peaks = std::make_shared<const Peaks>(clip);
        render.seconds = seconds;
        return render;
    }

    [[nodiscard]] LineState stateOf(int row) const { return model_.row(row).state; }

    std::uint64_t lastId_ = 0;
    ScriptModel model_;
    QAbstractItemModelTester tester_{&model_, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

TEST_F(ScriptModelTest, KeepsTheRulesOfModelsThroughEveryKindOfChange) {
    model_.setLines(makeLines({"a", "b", "c", "d"}));
    const QList<ScriptLine> four = model_.lines();
    model_.setLines({four[0], four[2], four[3]});           // cut in the middle
    model_.setLines({four[0], four[1], four[2], four[3]});  // put back
    model_.setLines({four[3], four[2], four[1], four[0]});  // turned round
    model_.setLines(four.first(2) + makeLines({"x", "y"}) + four.last(2));
    model_.setLines({});
    model_.setLines(four);
    EXPECT_EQ(model_.rowCount(), 4);
    EXPECT_EQ(model_.lines(), four);
}

TEST_F(ScriptModelTest, LeavesRowsAloneThatStayTheSame) {
    model_.setLines(makeLines({"a", "b", "c", "d"}));
    const QPersistentModelIndex first(model_.index(0));
    const QPersistentModelIndex last(model_.index(3));
    QList<ScriptLine> lines = model_.lines();
    lines.removeAt(1);
    QSignalSpy removed(&model_, &QAbstractItemModel::rowsRemoved);
    model_.setLines(lines);
    ASSERT_EQ(removed.size(), 1);
    EXPECT_EQ(removed[0][1].toInt(), 1);
    EXPECT_EQ(removed[0][2].toInt(), 1);
    EXPECT_EQ(first.row(), 0);
    EXPECT_EQ(last.row(), 2);
    EXPECT_EQ(last.data().toString(), QStringLiteral("d"));
}

TEST_F(ScriptModelTest, AChangedTextIsOneChangedRow) {
    model_.setLines(makeLines({"a", "b", "c"}));
    QList<ScriptLine> lines = model_.lines();
    lines[1].text = QStringLiteral("B");
    QSignalSpy changed(&model_, &QAbstractItemModel::dataChanged);
    QSignalSpy inserted(&model_, &QAbstractItemModel::rowsInserted);
    model_.setLines(lines);
    EXPECT_EQ(inserted.size(), 0);
    ASSERT_EQ(changed.size(), 1);
    EXPECT_EQ(changed[0][0].toModelIndex().row(), 1);
}

TEST_F(ScriptModelTest, AStateFollowsWhatIsKnownAboutTheLine) {
    model_.setLines(makeLines({"Hello there."}));
    const SentenceId id = model_.lines()[0].id;
    EXPECT_EQ(stateOf(0), LineState::New);
    EXPECT_TRUE(model_.row(0).estimated);
    model_.setRendering(id);
    EXPECT_EQ(stateOf(0), LineState::Rendering);
    model_.setRender(id, renderOf(0));
    EXPECT_EQ(stateOf(0), LineState::Rendered);
    EXPECT_FALSE(model_.needsRender(0));
    EXPECT_EQ(model_.row(0).seconds, 2.0);

    QList<ScriptLine> lines = model_.lines();
    lines[0].text = QStringLiteral("Hello again.");
    model_.setLines(lines);
    EXPECT_EQ(stateOf(0), LineState::Stale);
    EXPECT_TRUE(model_.needsRender(0));
    lines[0].text = QStringLiteral("Hello there.");  // undone
    model_.setLines(lines);
    EXPECT_EQ(stateOf(0), LineState::Rendered);
}

TEST_F(ScriptModelTest, AnotherRecipeMakesLinesStaleAndTheOldOneBringsThemBack) {
    model_.setLines(makeLines({"a", "b"}));
    model_.setRender(model_.lines()[0].id, renderOf(0));
    EXPECT_EQ(model_.countNeedingRender(), 1);
    SpeechRecipe faster = model_.recipe();
    faster.speak.speedScale = 1.2;
    model_.setRecipe(faster);
    EXPECT_EQ(stateOf(0), LineState::Stale);
    EXPECT_EQ(model_.countNeedingRender(), 2);
    model_.setRecipe({});
    EXPECT_EQ(stateOf(0), LineState::Rendered);
}

TEST_F(ScriptModelTest, AFailureBelongsToTheTextThatFailed) {
    model_.setLines(makeLines({"***"}));
    LineRender failed = renderOf(0);
    failed.peaks = nullptr;
    failed.problem = Error{ErrorCode::InvalidInput, "no word", ""};
    model_.setRender(model_.lines()[0].id, failed);
    EXPECT_EQ(stateOf(0), LineState::Failed);
    ASSERT_TRUE(model_.row(0).problem.has_value());
    EXPECT_FALSE(model_.needsRender(0));
    QList<ScriptLine> lines = model_.lines();
    lines[0].text = QStringLiteral("Words.");
    model_.setLines(lines);
    EXPECT_EQ(stateOf(0), LineState::New);
    EXPECT_FALSE(model_.row(0).problem.has_value());
}

TEST_F(ScriptModelTest, ATakeOfTheProjectIsWhatTheLineSoundsLike) {
    model_.setLines(makeLines({"Hello there.", "b"}));
    const SentenceId id = model_.lines()[0].id;
    SpeechRecipe recipe;
    recipe.voice = {.voice = "v", .number = 2};
    recipe.speak.speedScale = 1.1;
    recipe.speak.advanced["clarity"] = 0.3;
    model_.setRecipe(recipe);
    Take take;
    take.id = TakeId{7};
    take.sentence = id;
    take.text = "Hello there.";
    take.voice = recipe.voice;
    take.language = "en";
    take.settings = takeSettings(recipe.speak);
    take.sampleRateHz = 16'000;
    take.frames = 32'000;
    model_.setTakes({{.line = id, .take = take}});
    EXPECT_EQ(stateOf(0), LineState::Rendered);
    EXPECT_DOUBLE_EQ(model_.row(0).seconds, 2.0);
    EXPECT_FALSE(model_.row(0).estimated);
    EXPECT_EQ(model_.sentence(0).take, TakeId{7});
    EXPECT_EQ(model_.takeToFetch(0), TakeId{7});
    EXPECT_FALSE(model_.takeToFetch(1));
    const auto peaks = std::make_shared<const Peaks>(AudioClip{.sampleRateHz = 16'000, .channels = 1, .samples = {0.5F}});
    model_.setTakeSound(id, TakeId{8}, peaks, nullptr);
    EXPECT_EQ(model_.takeToFetch(0), TakeId{7}) << "that was another one";
    model_.setTakeSound(id, TakeId{7}, peaks, nullptr);
    EXPECT_FALSE(model_.takeToFetch(0));
    QSignalSpy replaced(&model_, &ScriptModel::soundReplaced);
    model_.setTakes({{.line = id, .take = take}});  // told again
    EXPECT_EQ(model_.row(0).peaks, peaks);
    EXPECT_EQ(replaced.size(), 0);
    take.id = TakeId{9};
    take.seed = 4;
    model_.setTakes({{.line = id, .take = take}});
    EXPECT_EQ(replaced.size(), 1);
    EXPECT_EQ(stateOf(0), LineState::Stale) << "of another seed";
    EXPECT_FALSE(model_.sentence(0).take);
    model_.setTakes({{.line = id, .take = std::nullopt}});
    EXPECT_EQ(stateOf(0), LineState::New);
}

TEST_F(ScriptModelTest, ARenderKeepsItsPeaksWhenItBecomesATake) {
    model_.setLines(makeLines({"a"}));
    const SentenceId id = model_.lines()[0].id;
    const LineRender render = renderOf(0);
    model_.setRender(id, render);
    Take take;
    take.id = TakeId{1};
    take.sentence = id;
    take.text = "a";
    take.language = render.recipe.language;
    take.settings = takeSettings(render.recipe.speak);
    model_.setTakes({{.line = id, .take = take}});
    EXPECT_EQ(model_.row(0).peaks, render.peaks);
    EXPECT_EQ(model_.sentence(0).take, TakeId{1});
    model_.clear();
    EXPECT_EQ(model_.rowCount(), 0);
    EXPECT_EQ(model_.render(id), nullptr);
}

TEST_F(ScriptModelTest, PlayingTouchesOnlyTheRowsThatItEntersAndLeaves) {
    model_.setLines(makeLines({"a", "b", "c"}));
    model_.setPlaying(model_.lines()[0].id, 0.0);
    QSignalSpy changed(&model_, &QAbstractItemModel::dataChanged);
    model_.setPlaying(model_.lines()[1].id, 0.5);
    ASSERT_EQ(changed.size(), 2);
    EXPECT_EQ(changed[0][0].toModelIndex().row(), 0);
    EXPECT_EQ(changed[1][0].toModelIndex().row(), 1);
    EXPECT_TRUE(model_.row(1).playing);
    EXPECT_EQ(model_.row(1).playedSeconds, 0.5);
    model_.setPlaying(std::nullopt, 0.0);
    EXPECT_FALSE(model_.row(1).playing);
}

TEST_F(ScriptModelTest, LengthAddsLinesAndPausesAndSaysWhetherItIsEstimated) {
    QList<ScriptLine> lines = makeLines({"a", "b", "c"});
    lines[1].breakAfter = TextBreak::Paragraph;
    model_.setLines(lines);
    EXPECT_TRUE(model_.length(500).estimated);
    for (int row = 0; row < 3; ++row) {
        model_.setRender(model_.lines()[row].id, renderOf(row, 2.0));
    }
    EXPECT_FALSE(model_.length(500).estimated);
    EXPECT_DOUBLE_EQ(model_.length(500).seconds, 6.0 + 0.5 + 1.0);
    EXPECT_DOUBLE_EQ(model_.length(500, 1).seconds, 2.0 + 0.5);
}

TEST_F(ScriptModelTest, TellsAScreenReaderNumberStateAndText) {
    model_.setLines(makeLines({"Hello there."}));
    const QString spoken = model_.index(0).data(Qt::AccessibleTextRole).toString();
    EXPECT_TRUE(spoken.contains(QStringLiteral("1")));
    EXPECT_TRUE(spoken.contains(QStringLiteral("not rendered")));
    EXPECT_TRUE(spoken.contains(QStringLiteral("Hello there.")));
}

}  // namespace
}  // namespace timbre::ui
