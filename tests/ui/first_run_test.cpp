// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstrun/first_run_card.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLayout>
#include <QPushButton>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>

#include "core/base/files.h"
#include "tests/ui/shell_fixture.h"
#include "ui/firstrun/choice_card.h"
#include "ui/i18n/languages.h"
#include "ui/record/record_words.h"
#include "ui/settings/page_parts.h"
#include "ui/widgets/segment.h"
#include "ui/window/toast.h"

namespace timbre::ui {
namespace {

using test::waitFor;

class FirstRunTest : public test::ShellFixture {
  protected:
    FirstRunTest() { welcome_ = true; }
    ~FirstRunTest() override { useLanguage(QStringLiteral("en")); }

    FirstRunCard* card() { return window().findChild<FirstRunCard*>(); }

    /// Words that can be read on the card.
    [[nodiscard]] QStringList words() {
        QStringList all;
        for (const QLabel* label : card()->findChildren<QLabel*>()) {
            if (label->isVisible()) {
                all << label->text();
            }
        }
        return all;
    }
    bool says(const QString& part) {
        return std::ranges::any_of(words(), [&](const QString& word) { return word.contains(part); });
    }
    QList<ChoiceCard*> choices() { return card()->findChildren<ChoiceCard*>(); }
    QCheckBox& box() { return *card()->findChild<QCheckBox*>(); }
};

// PRODUCT.md J1.2: self-test card: CPU/GPU name, "GPU works / using CPU because …", models verified, microphone found;
// language.
TEST_F(FirstRunTest, TellsWhatThisComputerCanDo) {
    examined();
    EXPECT_TRUE(says(QStringLiteral("Using CPU because no graphics card"))) << words().join(u'\n').toStdString();
    EXPECT_TRUE(says(QStringLiteral("Ryzen 5")));
    EXPECT_TRUE(says(QStringLiteral("Ready: Instant engine.")));
    EXPECT_TRUE(says(QStringLiteral("Checked: 2 of 2 work.")));
    EXPECT_TRUE(says(QStringLiteral("Found: USB microphone.")));
    EXPECT_TRUE(says(QStringLiteral("42.5 GB free")));
    EXPECT_TRUE(says(QStringLiteral("Everything is ready. Make your first voice.")));
    for (const StateIcon* icon : card()->findChildren<StateIcon*>()) {
        EXPECT_EQ(icon->state(), MachineRow::State::Good) << icon->accessibleDescription().toStdString();
    }
}

TEST_F(FirstRunTest, AnEngineWithoutModelsIsNotCalledReady) {
    machine_.findings.push_back(test::finding("engine-gpt-sovits", MachinePart::Engine));
    machine_.findings.push_back(test::finding("gpt-sovits-v2", MachinePart::Model, MachineHealth::Note, "v2: not ready"));
    examined();
    EXPECT_TRUE(says(QStringLiteral("Ready: Instant engine. GPT-SoVITS speaks once you bring its models.")))
        << words().join(u'\n').toStdString();
    EXPECT_TRUE(says(QStringLiteral("Everything is ready."))) << "bringing models is a wish, not a lack";
    EXPECT_EQ(findingWord(machine_.findings[machine_.findings.size() - 2], window().machine()), QStringLiteral("Waits for models"));
}

TEST_F(FirstRunTest, AnEngineWithModelsIsReady) {
    machine_.findings.push_back(test::finding("engine-gpt-sovits", MachinePart::Engine));
    machine_.findings.push_back(test::finding("gpt-sovits-v2", MachinePart::Model, MachineHealth::Note, "v2: ready for en"));
    machine_.findings.back().number = 1.0;
    examined();
    EXPECT_TRUE(says(QStringLiteral("Ready: Instant engine and GPT-SoVITS."))) << words().join(u'\n').toStdString();
}

TEST_F(FirstRunTest, NamesTheGraphicsCardThatWorks) {
    machine_ = test::machineWithGpu();
    examined();
    EXPECT_TRUE(says(QStringLiteral("GPU works: GeForce RTX 4060.")));
}

TEST_F(FirstRunTest, RowsFillInAsTheFindingsCome) {
    window();
    const auto icons = card()->findChildren<StateIcon*>();
    ASSERT_EQ(icons.size(), 5);
    for (const StateIcon* icon : icons) {
        EXPECT_EQ(icon->state(), MachineRow::State::Looking);
    }
    MachineFinding sound = test::finding("sound-devices", MachinePart::Microphone, MachineHealth::Note, "0 to record from");
    Q_EMIT window().bridge().machineFound({.job = {}, .finding = sound});
    EXPECT_TRUE(says(QStringLiteral("No microphone was found")));
    EXPECT_EQ(icons[3]->state(), MachineRow::State::Note);
    EXPECT_EQ(icons[0]->state(), MachineRow::State::Looking);
}

TEST_F(FirstRunTest, WhatDoesNotWorkIsSaidWithWhatToDo) {
    machine_.findings[1] = test::finding("libtorch", MachinePart::Device, MachineHealth::Trouble, "libtorch is not there",
                                         "Install it again.");
    examined();
    EXPECT_TRUE(says(QStringLiteral("Libtorch is not there. Install it again."))) << words().join(u'\n').toStdString();
    EXPECT_TRUE(says(QStringLiteral("needs attention")));
}

// J1.3: three choices; the box starts empty, and recording and opening wait for it.
TEST_F(FirstRunTest, RecordingAndOpeningWaitForThePermission) {
    examined();
    ASSERT_EQ(choices().size(), 3);
    EXPECT_EQ(choices()[0]->accessibleName(), QStringLiteral("Read a script"));
    EXPECT_EQ(choices()[1]->accessibleName(), QStringLiteral("Open a recording"));
    EXPECT_EQ(choices()[2]->accessibleName(), QStringLiteral("Try a demo voice"));
    EXPECT_FALSE(box().isChecked());
    EXPECT_EQ(box().text(), consentSentence());
    EXPECT_FALSE(choices()[0]->isEnabled());
    EXPECT_FALSE(choices()[1]->isEnabled());
    EXPECT_FALSE(choices()[0]->toolTip().isEmpty());
    const bool canRecord = window().hasRoom(RoomId::Record);
    box().setChecked(true);
    EXPECT_EQ(choices()[0]->isEnabled(), canRecord);
    EXPECT_EQ(choices()[1]->isEnabled(), canRecord);
    box().setChecked(false);
    EXPECT_FALSE(choices()[1]->isEnabled());
}

TEST_F(FirstRunTest, ADemoVoiceThatIsNotThereIsGreyWithItsReason) {
    examined();
    EXPECT_FALSE(choices()[2]->isEnabled());
    EXPECT_EQ(choices()[2]->reason(), QStringLiteral("This build brings no demo voice."));
}

TEST_F(FirstRunTest, TheDemoVoiceOfTheBuildIsImported) {
    demo_ = folder_ / "demo.timbrevoice";
    ASSERT_TRUE(writeFileAtomically(demo_, "not really one"));
    examined();
    ASSERT_TRUE(choices()[2]->isEnabled());
    QTest::mouseClick(choices()[2], Qt::LeftButton);
    // It is damaged, which is told; nothing is waited for in silence.
    waitFor([&] { return !window().toasts().toasts().isEmpty(); });
    EXPECT_EQ(window().toasts().toasts().front()->kind(), ToastKind::Bad);
    EXPECT_EQ(window().toasts().toasts().front()->accessibleName(), QStringLiteral("The demo voice could not be opened"));
    EXPECT_EQ(window().shownRoom(), RoomId::Script);
}

TEST_F(FirstRunTest, IsShownOnce) {
    window();
    ASSERT_NE(card(), nullptr);
    QTest::keyClick(card(), Qt::Key_Escape);
    waitFor([&] { return card() == nullptr; });
    window_.reset();
    EXPECT_TRUE(settings_.get(keys::kFirstRunDone));
    window();
    EXPECT_EQ(card(), nullptr);
}

TEST_F(FirstRunTest, TheLanguageCanBeChosenAtOnce) {
    examined();
    auto& languages = *card()->findChild<Segment*>();
    EXPECT_EQ(languages.current(), 0);
    languages.setCurrent(1);
    EXPECT_EQ(usedLanguage(), QStringLiteral("zh-CN"));
    EXPECT_EQ(settings_.get(keys::kLanguage), QStringLiteral("zh-CN"));
    EXPECT_FALSE(says(QStringLiteral("Everything is ready")));
    EXPECT_NE(choices()[0]->accessibleName(), QStringLiteral("Read a script"));
}

TEST_F(FirstRunTest, TheKeyboardStaysOnTheCardAndReachesAllOfIt) {
    window();
    window().activateWindow();
    waitFor([&] { return QApplication::focusWidget() != nullptr && card()->isAncestorOf(QApplication::focusWidget()); });
    QSet<QWidget*> reached;
    for (int i = 0; i < 12; ++i) {
        reached.insert(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        ASSERT_TRUE(card()->isAncestorOf(QApplication::focusWidget()));
    }
    EXPECT_EQ(reached.size(), 3);  // language, permission, skip: the choices wait
    const RoomId before = window().shownRoom();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Comma, Qt::ControlModifier);
    EXPECT_EQ(window().shownRoom(), before);
}

TEST_F(FirstRunTest, EverythingFitsIntoTheSmallestWindowInEachLanguage) {
    for (const UiLanguage& language : uiLanguages()) {
        useLanguage(language.tag);
        examined();
        window().resize(1280, 720);
        QCoreApplication::processEvents();
        const auto* dialog = card()->findChild<QFrame*>(QString(), Qt::FindDirectChildrenOnly);
        EXPECT_TRUE(card()->rect().contains(dialog->geometry()));
        EXPECT_LE(dialog->layout()->totalMinimumSize().height(), dialog->height());
        for (const ChoiceCard* choice : choices()) {
            EXPECT_TRUE(dialog->rect().contains(QRect(choice->mapTo(dialog, QPoint()), choice->size())));
        }
    }
}

}  // namespace
}  // namespace timbre::ui
