// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <filesystem>

#include "core/audio/decode.h"
#include "tests/support/stall_meter.h"
#include "tests/ui/window_fixture.h"
#include "ui/script/inspector.h"
#include "ui/script/script_list.h"
#include "ui/script/sentence_canvas.h"
#include "ui/window/toast.h"

namespace timbre::ui {
namespace {

using test::waitFor;
using WindowTest = test::WindowFixture;

TEST_F(WindowTest, PastedTextBecomesLinesThatCanBeUndone) {
    open(QStringLiteral("One two. Three four.\n\nFive six."));
    ASSERT_EQ(window().model().rowCount(), 3);
    EXPECT_EQ(window().model().lines()[1].breakAfter, TextBreak::Paragraph);
    window().actions()[ActionId::Undo].trigger();
    waitFor([&] { return window_->model().rowCount() == 0; });
    waitFor([&] { return window_->actions()[ActionId::Redo].isEnabled(); });
    EXPECT_FALSE(window().actions()[ActionId::Undo].isEnabled());
    window().actions()[ActionId::Redo].trigger();
    waitFor([&] { return window_->model().rowCount() == 3; });
}

TEST_F(WindowTest, SpeaksFromTheChosenLineToTheEndAndRendersWhatIsMissing) {
    open(QStringLiteral("One two. Three four. Five six. Seven eight."));
    child<ScriptList>().setCurrentRow(1);
    QList<int> heard;
    QObject::connect(&window().narrator(), &Narrator::positionChanged, window_.get(), [&] {
        const int row = window_->narrator().playingRow();
        if (row >= 0 && (heard.isEmpty() || heard.back() != row)) {
            heard << row;
        }
    });
    window().actions()[ActionId::Speak].trigger();
    EXPECT_EQ(window().narrator().state(), Narrator::State::Preparing);
    waitFor([&] { return window_->narrator().state() == Narrator::State::Idle; });
    // The position is looked at 30 times a second, so a short line may pass unseen on a busy machine.
    ASSERT_FALSE(heard.isEmpty());
    EXPECT_GE(heard.front(), 1);
    EXPECT_TRUE(std::ranges::is_sorted(heard));
    EXPECT_EQ(stateOf(0), LineState::New);
    for (const int row : {1, 2, 3}) {
        EXPECT_EQ(stateOf(row), LineState::Rendered) << row;
    }
    EXPECT_TRUE(window().narrator().firstSoundSeconds().has_value());
}

TEST_F(WindowTest, SkipsALineThatCannotBeSpokenAndShowsWhy) {
    tone_.unspeakable = "xyzzy";
    open(QStringLiteral("One two. A xyzzy here. Three four."));
    child<ScriptList>().setCurrentRow(0);
    window().actions()[ActionId::Speak].trigger();
    waitFor([&] { return window_->narrator().state() == Narrator::State::Idle; });
    EXPECT_EQ(stateOf(0), LineState::Rendered);
    EXPECT_EQ(stateOf(1), LineState::Failed);
    EXPECT_EQ(stateOf(2), LineState::Rendered);
    child<ScriptList>().setCurrentRow(1);
    bool shown = false;
    for (const QLabel* label : window().findChildren<QLabel*>()) {
        shown = shown || (label->isVisible() && label->text().contains(QStringLiteral("xyzzy")));
    }
    EXPECT_TRUE(shown);
}

TEST_F(WindowTest, StopEndsARenderThatAnEngineWaitsIn) {
    tone_.waitForStop = true;
    open(QStringLiteral("One two. Three four."));
    window().actions()[ActionId::Speak].trigger();
    waitFor([&] { return stateOf(0) == LineState::Rendering; });
    EXPECT_TRUE(window().actions()[ActionId::Stop].isEnabled());
    window().actions()[ActionId::Stop].trigger();
    EXPECT_EQ(window().narrator().state(), Narrator::State::Idle);
    EXPECT_FALSE(window().narrator().isRendering());
    EXPECT_EQ(stateOf(0), LineState::New);
    EXPECT_TRUE(window().toasts().toasts().isEmpty());
}

TEST_F(WindowTest, ClosesInTheMiddleOfARender) {
    tone_.waitForStop = true;
    open(QStringLiteral("One two. Three four."));
    window().actions()[ActionId::Speak].trigger();
    waitFor([&] { return stateOf(0) == LineState::Rendering; });
    window().close();
    window_.reset();
}

TEST_F(WindowTest, ClosesInTheMiddleOfASound) {
    output_ = test::fastOutput(1);
    tone_.wordSeconds = 2.0;
    open(QStringLiteral("One two three four five six."));
    window().actions()[ActionId::Speak].trigger();
    waitFor([&] { return window_->narrator().state() == Narrator::State::Playing; });
    window_.reset();
}

TEST_F(WindowTest, PausesAndGoesOn) {
    output_ = test::fastOutput(2);
    tone_.wordSeconds = 1.0;
    open(QStringLiteral("One two three four five six."));
    window().actions()[ActionId::PlayPause].trigger();
    waitFor([&] { return window_->narrator().state() == Narrator::State::Playing; });
    window().actions()[ActionId::PlayPause].trigger();
    EXPECT_EQ(window().narrator().state(), Narrator::State::Paused);
    window().actions()[ActionId::PlayPause].trigger();
    EXPECT_EQ(window().narrator().state(), Narrator::State::Playing);
    window().actions()[ActionId::Stop].trigger();
    EXPECT_EQ(window().narrator().state(), Narrator::State::Idle);
}

TEST_F(WindowTest, RendersChangedLinesWithoutPlayingThem) {
    open(QStringLiteral("One two. Three four."));
    window().actions()[ActionId::RenderChanged].trigger();
    waitFor([&] { return !window_->narrator().isRendering(); });
    EXPECT_EQ(window().model().countNeedingRender(), 0);
    EXPECT_EQ(window().narrator().state(), Narrator::State::Idle);
    EXPECT_FALSE(window().actions()[ActionId::RenderChanged].isEnabled());
    window().document().setText(1, QStringLiteral("Something else."));
    waitFor([&] { return window_->actions()[ActionId::RenderChanged].isEnabled(); });
    window().actions()[ActionId::RenderChanged].trigger();
    EXPECT_EQ(window().narrator().renderCount().total, 1);
    waitFor([&] { return !window_->narrator().isRendering(); });
    EXPECT_EQ(window().model().countNeedingRender(), 0);
}

TEST_F(WindowTest, ShowsWhatToDoWhenTheSoundDeviceIsMissing) {
    output_ = [](AudioFiller&) -> Result<std::unique_ptr<OutputStream>> {
        return fail(ErrorCode::DeviceUnavailable, "no loudspeaker was found", "Plug one in.");
    };
    open(QStringLiteral("One two."));
    window().actions()[ActionId::Speak].trigger();
    waitFor([&] { return !window_->toasts().toasts().isEmpty(); });
    EXPECT_TRUE(window().toasts().toasts()[0]->accessibleDescription().contains(QStringLiteral("Plug one in.")));
    EXPECT_EQ(window().narrator().state(), Narrator::State::Idle);
    EXPECT_EQ(stateOf(0), LineState::Rendered);  // the sound itself was made
}

TEST_F(WindowTest, ExportsTheScriptAndSaysSo) {
    open(QStringLiteral("One two. Three four."));
    RenderToFile command = window().room().narration();
    command.target = folder_ / "out.wav";
    window().startExport(command);
    waitFor([&] { return std::filesystem::exists(folder_ / "out.wav") && !window_->bridge().isBusy(); });
    ASSERT_EQ(window().toasts().toasts().size(), 1);
    EXPECT_TRUE(window().toasts().toasts()[0]->accessibleName().contains(QStringLiteral("out.wav")));
    EXPECT_TRUE(readAudio(folder_ / "out.wav"));
}

TEST_F(WindowTest, AFailedExportLeavesNoFileAndSaysWhatToDo) {
    open(QStringLiteral("One two."));
    RenderToFile command;
    command.sentences.push_back({.id = SentenceId{1}, .text = "One two."});
    command.recipe = window().model().recipe();
    command.target = folder_ / "missing" / "out.wav";
    window().startExport(command);
    waitFor([&] { return !window_->bridge().isBusy(); });
    ASSERT_EQ(window().toasts().toasts().size(), 1);
    EXPECT_FALSE(window().toasts().toasts()[0]->accessibleDescription().isEmpty());
    EXPECT_FALSE(std::filesystem::exists(folder_ / "missing"));
}

TEST_F(WindowTest, EditsALineInPlace) {
    open(QStringLiteral("One two. Three four."));
    auto& list = child<ScriptList>();
    list.setCurrentRow(1);
    QTest::keyClick(&list, Qt::Key_Return);
    auto* editor = list.viewport()->findChild<QPlainTextEdit*>();
    ASSERT_NE(editor, nullptr);
    EXPECT_EQ(editor->toPlainText(), QStringLiteral("Three four."));
    editor->setPlainText(QStringLiteral("Changed\nline."));
    QTest::keyClick(editor, Qt::Key_Return);
    waitFor([&] { return window_->model().lines()[1].text == QStringLiteral("Changed line."); });
    window().actions()[ActionId::Undo].trigger();
    waitFor([&] { return window_->model().lines()[1].text == QStringLiteral("Three four."); });
}

TEST_F(WindowTest, DeletesALineAndKeepsTheEndOfItsParagraph) {
    open(QStringLiteral("One two. Three four.\n\nFive six."));
    auto& list = child<ScriptList>();
    list.setCurrentRow(1);
    QTest::keyClick(&list, Qt::Key_Delete);
    waitFor([&] { return window_->model().rowCount() == 2; });
    EXPECT_EQ(window().model().lines()[0].breakAfter, TextBreak::Paragraph);
    EXPECT_EQ(list.currentRow(), 1);
    window().actions()[ActionId::Undo].trigger();
    waitFor([&] { return window_->model().rowCount() == 3; });
    EXPECT_EQ(window().model().lines()[0].breakAfter, TextBreak::Sentence);
}

TEST_F(WindowTest, TypedTextIsAddedAndSpokenByCtrlEnter) {
    open({});
    QPlainTextEdit* edit = nullptr;
    for (QPlainTextEdit* candidate : window().findChildren<QPlainTextEdit*>()) {
        edit = candidate;
    }
    ASSERT_NE(edit, nullptr);
    edit->setPlainText(QStringLiteral("Hello there. How are you?"));
    window().actions()[ActionId::Speak].trigger();
    waitFor([&] { return window_->model().rowCount() == 2; });
    EXPECT_TRUE(edit->toPlainText().isEmpty());
    waitFor([&] { return window_->narrator().state() == Narrator::State::Idle && stateOf(1) == LineState::Rendered; });
}

TEST_F(WindowTest, ASettingOfTheShapeIsKeptAndChangesTheRecipe) {
    open(QStringLiteral("One two."));
    auto& inspector = child<Inspector>();
    inspector.setShape({.speedScale = 1.25, .pitchSemitones = -2.0, .pauseMs = 500});
    EXPECT_DOUBLE_EQ(window().model().recipe().speak.speedScale, 1.25);
    EXPECT_DOUBLE_EQ(window().model().recipe().speak.pitchSemitones, -2.0);
    EXPECT_EQ(window().room().pauseMs(), 500);
    window_.reset();
    window();
    waitFor([&] { return window_->document().isOpen(); });
    EXPECT_DOUBLE_EQ(child<Inspector>().shape().speedScale, 1.25);
    EXPECT_EQ(child<Inspector>().shape().pauseMs, 500);
}

TEST_F(WindowTest, NeverKeepsItsThreadBusyForLongWhileALongTextRenders) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "sanitizers lengthen every step";
#endif
    output_ = test::fastOutput(1);  // as a person hears it
    QString text;
    for (int i = 0; i < 150; ++i) {
        text += QStringLiteral("This is sentence number %1 of a long text. ").arg(i);
    }
    open(text);
    // Processor time of this thread alone: other programs do not lengthen it. window-bench has the clock on the wall.
    window().actions()[ActionId::Speak].trigger();
    waitFor([&] { return window_->narrator().firstSoundSeconds().has_value(); });
    waitFor([&] { return window_->actions()[ActionId::RenderChanged].isEnabled(); });
    const test::StallMeter stalls;
    window().actions()[ActionId::RenderChanged].trigger();
    waitFor([&] { return !window_->narrator().isRendering() && window_->model().countNeedingRender() == 0; });
    EXPECT_LT(stalls.longestBusyMs(), 50.0);
    RecordProperty("longest_busy_us", static_cast<int>(stalls.longestBusyMs() * 1e3));
    EXPECT_GT(stalls.longestBusyMs(), 0.0);
}

TEST_F(WindowTest, EveryControlHasAName) {
    open(QStringLiteral("One two."));
    for (const QAbstractButton* button : window().findChildren<QAbstractButton*>()) {
        if (button->inherits("QLineEditIconButton")) {
            continue;  // Qt's own picture inside a field
        }
        EXPECT_FALSE(button->accessibleName().isEmpty() && button->text().isEmpty())
            << button->metaObject()->className() << " in " << button->parent()->metaObject()->className() << " in "
            << button->parent()->parent()->metaObject()->className();
    }
    for (const QLineEdit* edit : window().findChildren<QLineEdit*>()) {
        EXPECT_FALSE(edit->accessibleName().isEmpty())
            << edit->objectName().toStdString() << " with the hint " << edit->placeholderText().toStdString() << " in "
            << edit->parent()->metaObject()->className() << " in " << edit->parent()->parent()->metaObject()->className();
    }
    EXPECT_FALSE(child<ScriptList>().accessibleName().isEmpty());
    EXPECT_FALSE(child<SentenceCanvas>().accessibleName().isEmpty());
}

TEST_F(WindowTest, ChangesItsThemeWhileItIsOpen) {
    open(QStringLiteral("One two."));
    window().actions()[ActionId::AppearanceDark].trigger();
    EXPECT_TRUE(theme_.tokens().dark);
    EXPECT_EQ(settings_.appearance(), Appearance::Dark);
    const QColor corner = window().grab().toImage().pixelColor(2, 60);
    EXPECT_LT(corner.lightness(), 60);
    window().actions()[ActionId::AppearanceLight].trigger();
    EXPECT_FALSE(theme_.tokens().dark);
    EXPECT_GT(window().grab().toImage().pixelColor(2, 60).lightness(), 200);
}

}  // namespace
}  // namespace timbre::ui
