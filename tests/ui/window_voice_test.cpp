// SPDX-License-Identifier: GPL-3.0-or-later
// Which voice speaks the script of the window: none, the chosen one, the project's own.
#include <QPushButton>
#include <QTest>
#include <algorithm>
#include <filesystem>

#include "tests/ui/voice_library.h"
#include "tests/ui/window_fixture.h"
#include "ui/script/inspector.h"
#include "ui/script/voice_card.h"
#include "ui/voices/voice_detail.h"
#include "ui/voices/voices_room.h"
#include "ui/window/no_voice_page.h"
#include "ui/window/toast.h"

namespace timbre::ui {
namespace {

using test::waitFor;
using WindowVoiceTest = test::WindowFixture;

TEST_F(WindowVoiceTest, SaysHowToMakeAVoiceWhileThereIsNoneAndSeesTheFirstOne) {
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

TEST_F(WindowVoiceTest, AProjectKeepsItsVoiceWhenAnotherOneHasAnother) {
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

TEST_F(WindowVoiceTest, AProjectWhoseVoiceIsNotHereIsStillHeard) {
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

TEST_F(WindowVoiceTest, UseInScriptChangesTheVoiceOfTheScriptAtOnceAndIsSeenThere) {
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

TEST_F(WindowVoiceTest, AVoiceThatIsNotListedYetIsUsedAsSoonAsItIs) {
    open(QStringLiteral("One two."));
    const std::string bea = test::addVoice(folder_.path(), "Bea");
    window().room().useVoice(bea);
    EXPECT_EQ(window().room().chosenVoice()->name, "Ada");
    window().bridge().listVoices();
    waitFor([&] { return window_->room().chosenVoice()->name == "Bea"; });
}

TEST_F(WindowVoiceTest, UndoBringsBackTheVoiceThatWasChosen) {
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

}  // namespace
}  // namespace timbre::ui
