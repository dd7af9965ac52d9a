// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QLabel>
#include <algorithm>
#include <filesystem>

#include "core/audio/decode.h"
#include "tests/support/stall_meter.h"
#include "tests/ui/studio_fixture.h"
#include "tests/ui/voice_library.h"
#include "ui/script/inspector.h"
#include "ui/script/script_list.h"
#include "ui/script/script_room.h"
#include "ui/script/sentence_canvas.h"
#include "ui/script/voice_card.h"
#include "ui/voices/voice_detail.h"
#include "ui/voices/voices_room.h"
#include "ui/window/no_voice_page.h"
#include "ui/window/toast.h"

namespace timbre::ui {
namespace {

using test::waitFor;

class WindowTest : public test::StudioFixture {
  protected:
    MainWindow& window() {
        if (!window_) {
            window_ = std::make_unique<MainWindow>(MainWindow::Parts{
                .theme = theme_,
                .settings = settings_,
                .studio = parts(),
                .output = output_,
                .projectFolder = projectFolder()});
            window_->openLast();
            window_->show();
        }
        return *window_;
    }

    /// A window with a voice and these lines.
    void open(const QString& text) {
        makeVoice("Ada");
        window();
        waitFor([&] { return window_->room().chosenVoice() != nullptr && window_->document().isOpen(); });
        if (!text.isEmpty()) {
            QApplication::clipboard()->setText(text);
            window_->actions()[ActionId::Paste].trigger();
            waitFor([&] { return window_->actions()[ActionId::RenderChanged].isEnabled(); });
        }
    }

    template <typename W>
    W& child() {
        W* found = window().findChild<W*>();
        EXPECT_NE(found, nullptr);
        return *found;
    }

    [[nodiscard]] LineState stateOf(int row) { return window().model().row(row).state; }

    OutputOpener output_ = test::fastOutput();
    std::unique_ptr<MainWindow> window_;
};

TEST_F(WindowTest, SaysHowToMakeAVoiceWhileThereIsNoneAndSeesTheFirstOne) {
    auto& page = *window().findChild<NoVoicePage*>();
    waitFor([&] { return page.isVisible(); });
    const auto buttons = page.findChildren<QPushButton*>();
    ASSERT_EQ(buttons.size(), 2);
    EXPECT_EQ(buttons.back()->accessibleName(), QStringLiteral("Make my voice"));  // the text begins with a gap
    EXPECT_FALSE(window().actions()[ActionId::Speak].isEnabled());
    makeVoice("Ada");
    waitFor([&] { return !page.isVisible(); });  // it is found without being asked for
    EXPECT_EQ(window().room().chosenVoice()->name, "Ada");
    EXPECT_TRUE(window().actions()[ActionId::Speak].isEnabled());
}

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

TEST_F(WindowTest, ComesBackWithLinesSoundAndUndo) {
    open(QStringLiteral("One two. Three four. Five six."));
    window().actions()[ActionId::RenderChanged].trigger();
    waitFor([&] { return !window_->narrator().isRendering() && window_->model().countNeedingRender() == 0; });
    waitFor([&] { return window_->model().sentence(2).take.has_value(); });
    window().document().setText(1, QStringLiteral("Changed here."));
    waitFor([&] { return stateOf(1) == LineState::Stale; });
    const std::filesystem::path file = window().document().file();
    window_.reset();
    cache_ = std::make_shared<ClipCache>(ClipCache::Limits{});  // nothing but the project knows the sound

    window();
    waitFor([&] { return window_->model().rowCount() == 3 && window_->room().chosenVoice() != nullptr; });
    EXPECT_EQ(window().document().file(), file);
    EXPECT_EQ(window().model().lines()[1].text, QStringLiteral("Changed here."));
    EXPECT_EQ(stateOf(0), LineState::Rendered);
    EXPECT_EQ(stateOf(1), LineState::Stale);
    EXPECT_EQ(window().model().countNeedingRender(), 1);
    waitFor([&] { return window_->model().row(0).peaks != nullptr; });  // fetched because it is in view
    waitFor([&] { return window_->actions()[ActionId::Undo].isEnabled(); });
    window().actions()[ActionId::Undo].trigger();
    waitFor([&] { return stateOf(1) == LineState::Rendered; });
    // Playing what the project holds asks no engine.
    const auto misses = cache_->statistics().misses;
    child<ScriptList>().setCurrentRow(0);
    window().actions()[ActionId::Speak].trigger();
    waitFor([&] { return window_->narrator().state() != Narrator::State::Idle; });
    waitFor([&] { return window_->narrator().state() == Narrator::State::Idle; });
    EXPECT_EQ(cache_->statistics().misses, misses);
    EXPECT_TRUE(window().narrator().firstSoundSeconds().has_value());
}

TEST_F(WindowTest, WhatWasPostedLastIsDoneThoughTheWindowCloses) {
    open(QStringLiteral("One two. Three four."));
    window().document().setText(0, QStringLiteral("Posted and closed."));
    window().document().setText(1, QStringLiteral("This too."));
    window_.reset();
    window();
    waitFor([&] { return window_->model().rowCount() == 2; });
    EXPECT_EQ(window().model().lines()[0].text, QStringLiteral("Posted and closed."));
    EXPECT_EQ(window().model().lines()[1].text, QStringLiteral("This too."));
}

TEST_F(WindowTest, ASecondWindowGetsAProjectOfItsOwnWhileTheFirstIsInUse) {
    open(QStringLiteral("One two."));
    MainWindow second({.theme = theme_,
                       .settings = settings_,
                       .studio = parts(),
                       .output = output_,
                       .projectFolder = projectFolder()});
    second.openLast();
    waitFor([&] { return second.document().isOpen(); });
    EXPECT_NE(second.document().file(), window().document().file());
    EXPECT_EQ(second.toasts().toasts().size(), 1) << "it says why";
}

TEST_F(WindowTest, SavesUnderAnotherNameAndGoesOnThere) {
    open(QStringLiteral("One two."));
    const std::filesystem::path first = window().document().file();
    window().document().saveAs(folder_ / "story.timbre");
    waitFor([&] { return window_->document().title() == QStringLiteral("story"); });
    EXPECT_EQ(window().model().rowCount(), 1);
    window().document().setText(0, QStringLiteral("In the story."));
    waitFor([&] { return window_->model().lines()[0].text == QStringLiteral("In the story."); });
    window().open(QString::fromStdString(first.string()));
    waitFor([&] { return window_->document().file() == first; });
    EXPECT_EQ(window().model().lines()[0].text, QStringLiteral("One two."));
}

TEST_F(WindowTest, SaysOnceThatNoProjectCanBeMade) {
    ASSERT_TRUE(writeFileAtomically(folder_ / "projects", "a file where the folder should be"));
    makeVoice("Ada");
    window();
    waitFor([&] { return !window_->toasts().toasts().isEmpty() && !window_->bridge().isBusy(); });
    EXPECT_EQ(window().toasts().toasts().size(), 1);
    EXPECT_FALSE(window().document().isOpen());
    waitFor([&] { return window_->room().chosenVoice() != nullptr; });
    QApplication::clipboard()->setText(QStringLiteral("One two."));
    window().actions()[ActionId::Paste].trigger();
    EXPECT_EQ(window().toasts().toasts().size(), 2) << "what cannot be kept is not taken";
    EXPECT_EQ(window().model().rowCount(), 0);
}

TEST_F(WindowTest, ALastProjectThatIsGoneIsToldAndNotForgotten) {
    const QString gone = QString::fromStdString((folder_ / "disk" / "gone.timbre").string());
    settings_.set(keys::kProject, gone);
    window();
    waitFor([&] { return window_->document().isOpen(); });
    EXPECT_EQ(window().toasts().toasts().size(), 1);
    EXPECT_EQ(settings_.get(keys::kProject), gone) << "it may be there again next time";
}

TEST_F(WindowTest, WhatStandsInAnOpenEditorIsTakenBeforeAnotherProjectComes) {
    open(QStringLiteral("One two. Three four."));
    const std::filesystem::path first = window().document().file();
    auto& list = child<ScriptList>();
    list.setCurrentRow(1);
    QTest::keyClick(&list, Qt::Key_Return);
    list.viewport()->findChild<QPlainTextEdit*>()->setPlainText(QStringLiteral("Typed, not finished"));
    window().actions()[ActionId::NewProject].trigger();
    waitFor([&] { return window_->document().file() != first && window_->model().rowCount() == 0; });
    window().open(QString::fromStdString(first.string()));
    waitFor([&] { return window_->model().rowCount() == 2; });
    EXPECT_EQ(window().model().lines()[1].text, QStringLiteral("Typed, not finished"));
}

TEST_F(WindowTest, ATextWhosePlaceIsRemovedMeanwhileIsStillAdded) {
    open(QStringLiteral("One two."));
    child<ScriptList>().setCurrentRow(0);
    QApplication::clipboard()->setText(QStringLiteral("Three four."));
    window().actions()[ActionId::Undo].trigger();
    window().actions()[ActionId::Paste].trigger();
    waitFor([&] { return window_->model().rowCount() == 1 && window_->document().isSettled() &&
                         window_->model().lines()[0].text == QStringLiteral("Three four."); });
    EXPECT_TRUE(window().toasts().toasts().isEmpty());
}

TEST_F(WindowTest, AProjectKeepsItsVoiceWhenAnotherOneHasAnother) {
    makeVoice("Bea");
    open(QStringLiteral("One two."));
    const std::filesystem::path first = window().document().file();
    window().actions()[ActionId::RenderChanged].trigger();
    waitFor([&] { return window_->model().countNeedingRender() == 0 && window_->model().sentence(0).take; });
    window().actions()[ActionId::NewProject].trigger();
    waitFor([&] { return window_->document().file() != first; });
    auto& card = window().findChild<Inspector*>()->voiceCard();
    card.choose(card.voices()[1].id.voice);
    Q_EMIT card.voiceChosen(*card.chosen());
    waitFor([&] { return window_->document().isSettled(); });
    window().open(QString::fromStdString(first.string()));
    waitFor([&] { return window_->model().rowCount() == 1; });
    EXPECT_EQ(window().room().chosenVoice()->name, "Ada");
    EXPECT_EQ(stateOf(0), LineState::Rendered);
}

TEST_F(WindowTest, AProjectWhoseVoiceIsNotHereIsStillHeard) {
    open(QStringLiteral("One two. Three four."));
    window().actions()[ActionId::RenderChanged].trigger();
    waitFor([&] { return window_->model().countNeedingRender() == 0 && window_->model().sentence(1).take; });
    const VoiceVersionId ada = window().room().chosenVoice()->id;
    window().document().setText(1, QStringLiteral("Not rendered."));
    waitFor([&] { return stateOf(1) == LineState::Stale; });
    window_.reset();
    ASSERT_TRUE(VoiceStore::open(folder_.path())->remove(ada.voice));
    makeVoice("Bea");
    window();
    waitFor([&] { return !window_->toasts().toasts().isEmpty(); });
    EXPECT_EQ(window().model().recipe().voice, ada);
    EXPECT_EQ(stateOf(0), LineState::Rendered);
    window().actions()[ActionId::RenderChanged].trigger();
    waitFor([&] { return !window_->narrator().isRendering(); });
    EXPECT_EQ(stateOf(1), LineState::Stale) << "no other voice speaks for it";
}

TEST_F(WindowTest, AFileThatIsNoProjectLeavesTheOneThatIsOpen) {
    open(QStringLiteral("One two."));
    ASSERT_TRUE(writeFileAtomically(folder_ / "broken.timbre", "this is no project"));
    window().open(QString::fromStdString((folder_ / "broken.timbre").string()));
    waitFor([&] { return !window_->toasts().toasts().isEmpty(); });
    EXPECT_EQ(window().model().rowCount(), 1);
    EXPECT_EQ(readFile(folder_ / "broken.timbre").value(), "this is no project");
}

TEST_F(WindowTest, UseInScriptChangesTheVoiceOfTheScriptAtOnceAndIsSeenThere) {
    makeVoice("Bea");
    open(QStringLiteral("One two."));
    window().actions()[ActionId::RenderChanged].trigger();
    waitFor([&] { return window_->model().countNeedingRender() == 0 && window_->model().sentence(0).take; });
    ASSERT_EQ(window().room().chosenVoice()->name, "Ada");
    window().goTo(RoomId::Voices);
    auto& voices = static_cast<VoicesRoom&>(window().room(RoomId::Voices));
    waitFor([&] { return voices.voices().rowCount() == 2; });
    const VoiceVersionId bea = voices.voices().card(1).voice.id;
    voices.choose(bea.voice);
    waitFor([&] { return voices.detail().voice().id == bea; });
    const auto buttons = voices.detail().findChildren<QPushButton*>();
    const auto use = std::ranges::find(buttons, QStringLiteral("Use in script"), &QPushButton::accessibleName);
    ASSERT_NE(use, buttons.end());
    QTest::mouseClick(*use, Qt::LeftButton);
    EXPECT_TRUE(window().room().isVisible()) << "the script is what is shown";
    EXPECT_EQ(window().room().chosenVoice()->name, "Bea");
    const auto& card = window().findChild<Inspector*>()->voiceCard();
    EXPECT_TRUE(card.isVisible());
    EXPECT_EQ(card.accessibleName(), QStringLiteral("Voice: Bea"));
    EXPECT_EQ(window().model().recipe().voice, bea);
    EXPECT_EQ(stateOf(0), LineState::Stale) << "what Ada said is not what Bea says";
    waitFor([&] { return window_->document().isSettled() && window_->document().voice().voice == bea.voice; });
    EXPECT_EQ(settings_.get(keys::kVoice).toStdString(), bea.voice);
}

TEST_F(WindowTest, AVoiceThatIsNotListedYetIsUsedAsSoonAsItIs) {
    open(QStringLiteral("One two."));
    const std::string bea = test::addVoice(folder_.path(), "Bea");
    window().room().useVoice(bea);
    EXPECT_EQ(window().room().chosenVoice()->name, "Ada");
    window().bridge().listVoices();
    waitFor([&] { return window_->room().chosenVoice()->name == "Bea"; });
}

TEST_F(WindowTest, UndoBringsBackTheVoiceThatWasChosen) {
    makeVoice("Bea");
    open(QStringLiteral("One two."));
    auto& card = window().findChild<Inspector*>()->voiceCard();
    const std::string first = window().room().chosenVoice()->id.voice;
    EXPECT_EQ(window().document().voice().voice, first) << "written with the first lines";
    card.choose(card.voices()[1].id.voice);
    Q_EMIT card.voiceChosen(*card.chosen());
    waitFor([&] { return window_->document().voice().voice != first && window_->document().isSettled(); });
    EXPECT_EQ(window().room().chosenVoice()->name, "Bea");
    window().actions()[ActionId::Undo].trigger();
    waitFor([&] { return window_->room().chosenVoice()->name == "Ada"; });
    EXPECT_EQ(window().model().recipe().voice.voice, window().room().chosenVoice()->id.voice);
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
