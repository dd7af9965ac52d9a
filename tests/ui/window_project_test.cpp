// SPDX-License-Identifier: GPL-3.0-or-later
// The window and its project files: kept, found again, changed for another.
#include <QApplication>
#include <QClipboard>
#include <QPlainTextEdit>
#include <QTest>
#include <filesystem>

#include "tests/ui/window_fixture.h"
#include "ui/script/script_list.h"
#include "ui/window/toast.h"

namespace timbre::ui {
namespace {

using test::waitFor;
using WindowProjectTest = test::WindowFixture;

TEST_F(WindowProjectTest, ComesBackWithLinesSoundAndUndo) {
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

TEST_F(WindowProjectTest, WhatWasPostedLastIsDoneThoughTheWindowCloses) {
    open(QStringLiteral("One two. Three four."));
    window().document().setText(0, QStringLiteral("Posted and closed."));
    window().document().setText(1, QStringLiteral("This too."));
    window_.reset();
    window();
    waitFor([&] { return window_->model().rowCount() == 2; });
    EXPECT_EQ(window().model().lines()[0].text, QStringLiteral("Posted and closed."));
    EXPECT_EQ(window().model().lines()[1].text, QStringLiteral("This too."));
}

TEST_F(WindowProjectTest, ASecondWindowGetsAProjectOfItsOwnWhileTheFirstIsInUse) {
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

TEST_F(WindowProjectTest, SavesUnderAnotherNameAndGoesOnThere) {
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

TEST_F(WindowProjectTest, SaysOnceThatNoProjectCanBeMade) {
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

TEST_F(WindowProjectTest, ALastProjectThatIsGoneIsToldAndNotForgotten) {
    const QString gone = QString::fromStdString((folder_ / "disk" / "gone.timbre").string());
    settings_.set(keys::kProject, gone);
    window();
    waitFor([&] { return window_->document().isOpen(); });
    EXPECT_EQ(window().toasts().toasts().size(), 1);
    EXPECT_EQ(settings_.get(keys::kProject), gone) << "it may be there again next time";
}

TEST_F(WindowProjectTest, WhatStandsInAnOpenEditorIsTakenBeforeAnotherProjectComes) {
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

TEST_F(WindowProjectTest, ATextWhosePlaceIsRemovedMeanwhileIsStillAdded) {
    open(QStringLiteral("One two."));
    child<ScriptList>().setCurrentRow(0);
    QApplication::clipboard()->setText(QStringLiteral("Three four."));
    window().actions()[ActionId::Undo].trigger();
    window().actions()[ActionId::Paste].trigger();
    waitFor([&] { return window_->model().rowCount() == 1 && window_->document().isSettled() &&
                         window_->model().lines()[0].text == QStringLiteral("Three four."); });
    EXPECT_TRUE(window().toasts().toasts().isEmpty());
}

TEST_F(WindowProjectTest, AFileThatIsNoProjectLeavesTheOneThatIsOpen) {
    open(QStringLiteral("One two."));
    ASSERT_TRUE(writeFileAtomically(folder_ / "broken.timbre", "this is no project"));
    window().open(QString::fromStdString((folder_ / "broken.timbre").string()));
    waitFor([&] { return !window_->toasts().toasts().isEmpty(); });
    EXPECT_EQ(window().model().rowCount(), 1);
    EXPECT_EQ(readFile(folder_ / "broken.timbre").value(), "this is no project");
}

}  // namespace
}  // namespace timbre::ui
