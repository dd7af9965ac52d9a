// SPDX-License-Identifier: GPL-3.0-or-later
// The room of voices as its user meets it: the real window, the real studio with its threads, tones for speech.
#include "ui/voices/voices_room.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>
#include <atomic>
#include <cmath>
#include <filesystem>
#include <memory>

#include "core/audio/loudness.h"
#include "core/studio/voice_face.h"
#include "core/studio/voice_summary.h"
#include "tests/ui/studio_fixture.h"
#include "tests/ui/voice_library.h"
#include "ui/script/script_room.h"
#include "ui/voices/compare_page.h"
#include "ui/voices/delete_sheet.h"
#include "ui/voices/making_sheet.h"
#include "ui/voices/name_sheet.h"
#include "ui/voices/tool_row.h"
#include "ui/voices/voice_detail.h"
#include "ui/voices/voice_rows.h"
#include "ui/voices/voice_words.h"
#include "ui/voices/voices_grid.h"
#include "ui/voices/weights_sheet.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/toggle.h"
#include "ui/window/main_window.h"
#include "ui/window/toast.h"

namespace timbre::ui {
namespace {

using test::addVersion;
using test::addVoice;
using test::VersionShape;
using test::waitFor;

class VoicesRoomTest : public test::StudioFixture {
  protected:
    VoicesRoom& room() {
        if (!room_) {
            actions_ = std::make_unique<ActionSet>(nullptr);
            bridge_ = std::make_unique<EngineBridge>(parts());
            room_ = std::make_unique<VoicesRoom>(VoicesRoom::Parts{
                .theme = theme_,
                .settings = settings_,
                .bridge = *bridge_,
                .actions = *actions_,
                .output = test::fastOutput(4),
                .ask = {.save = [this](QWidget&, const QString&, const QString&, const QString&) { return saveAs_; },
                        .open = [this](QWidget&, const QString&, const QString&, const QString&) { return open_; }}});
            failures_ = std::make_unique<QSignalSpy>(room_.get(), &Room::failed);
            done_ = std::make_unique<QSignalSpy>(room_.get(), &Room::done);
            rooms_ = std::make_unique<QSignalSpy>(room_.get(), &Room::roomAsked);
            room_->resize(1440, 800);
            room_->show();
            room_->enter();
        }
        return *room_;
    }

    void TearDown() override {
        room_.reset();
        bridge_.reset();
    }

    /// Waits until the chosen voice is told about in full.
    void choose(const std::string& id) {
        waitFor([&] { return room().voices().rowOf(id) >= 0; });
        room().choose(id);
        waitFor([&] { return room().detail().voice().id.voice == id && room().detail().described(); });
    }

    QPushButton& button(QWidget& in, const QString& words) {
        QPushButton* found = nullptr;
        for (auto* button : in.findChildren<QPushButton*>()) {
            if (button->isVisibleTo(&in) && button->accessibleName() == words) {
                found = button;
            }
        }
        EXPECT_NE(found, nullptr) << words.toStdString();
        return *found;
    }

    template <typename W>
    W& sheet() {
        waitFor([&] { return room().findChild<W*>() != nullptr; });
        return *room().findChild<W*>();
    }

    static bool showsText(QWidget& in, const QString& part) {
        const auto labels = in.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel* l) { return l->isVisibleTo(&in) && l->text().contains(part); });
    }

    [[nodiscard]] std::filesystem::path data() const { return folder_.path(); }

    QString saveAs_;
    QStringList open_;
    std::unique_ptr<ActionSet> actions_;
    std::unique_ptr<EngineBridge> bridge_;
    std::unique_ptr<VoicesRoom> room_;
    std::unique_ptr<QSignalSpy> failures_;
    std::unique_ptr<QSignalSpy> done_;
    std::unique_ptr<QSignalSpy> rooms_;
};

TEST_F(VoicesRoomTest, AnEmptyLibraryOffersToMakeOrImportOne) {
    room();
    waitFor([&] { return showsText(room(), QStringLiteral("Your voices will live here")); });
    QTest::mouseClick(&button(room(), QStringLiteral("Make a voice")), Qt::LeftButton);
    ASSERT_EQ(rooms_->size(), 1);
    EXPECT_EQ(rooms_->front().front().value<RoomId>(), RoomId::Record);
}

TEST_F(VoicesRoomTest, CardsFillTheWidthAtEveryWidth) {
    for (const char* name : {"A", "B", "C", "D", "E", "F", "G", "H"}) {
        addVoice(data(), name);
    }
    waitFor([&] { return room().voices().rowCount() == 8; });
    auto& grid = *room().findChild<VoicesGrid*>();
    for (int width = 1000; width < 1800; width += 37) {
        room().resize(width, 800);
        for (int i = 0; i < 5; ++i) {
            QCoreApplication::processEvents();
        }
        int right = 0;
        for (int row = 0; row < grid.model()->rowCount(); ++row) {
            const QRect card = grid.visualRect(grid.model()->index(row, 0));
            right = card.top() == grid.visualRect(grid.model()->index(0, 0)).top() ? std::max(right, card.right()) : right;
        }
        EXPECT_LT(grid.viewport()->width() - right, grid.gridSize().width()) << "one more fits at " << width;
    }
}

TEST_F(VoicesRoomTest, FiltersCountAndSearchKeepsWhatIsLookedAt) {
    addVoice(data(), "Ada");
    addVoice(data(), "Bao", {.similarity = 0.6, .snrDb = 12.0});
    const std::string guest = addVoice(data(), "Guest", {.consent = {}});
    choose(guest);
    const auto chips = room().findChildren<Chip*>();
    ASSERT_EQ(chips.size(), 4);
    EXPECT_EQ(chips[0]->count(), 3);
    EXPECT_EQ(chips[1]->count(), 0);
    EXPECT_EQ(chips[2]->count(), 1);
    EXPECT_EQ(chips[3]->count(), 1);
    QTest::mouseClick(chips[2], Qt::LeftButton);
    ASSERT_EQ(room().grid().model()->rowCount(), 1);
    EXPECT_EQ(room().grid().model()->index(0, 0).data().toString(), QStringLiteral("Bao"));
    QTest::mouseClick(chips[0], Qt::LeftButton);
    room().choose(guest);
    auto* search = room().findChild<ToolRow*>()->findChild<QLineEdit*>();
    QTest::keyClicks(search, QStringLiteral("gue"));
    EXPECT_EQ(room().grid().model()->rowCount(), 1);
    EXPECT_EQ(room().grid().chosen(), guest);
    search->clear();
    EXPECT_EQ(room().grid().model()->rowCount(), 3);
    EXPECT_EQ(room().grid().chosen(), guest) << "the voice that was looked at stays chosen";
}

TEST_F(VoicesRoomTest, ClipsTellLevelSnrAndTheReasonOfEachWarning) {
    VersionShape shape;
    shape.clips = {{.name = "line 1"}, {.name = "line 2", .snrDb = 12.0, .verdict = "record_again"}};
    const std::string id = addVoice(data(), "Ada", shape);
    choose(id);
    waitFor([&] {
        const auto rows = room().detail().findChildren<ClipRow*>();
        return rows.size() == 2 && std::ranges::all_of(rows, [](const ClipRow* r) {
                   return r->accessibleName().contains(QStringLiteral("dBFS"));
               });
    });
    const auto rows = room().detail().findChildren<ClipRow*>();
    EXPECT_TRUE(rows[0]->accessibleName().contains(QStringLiteral("34 dB"))) << rows[0]->accessibleName().toStdString();
    EXPECT_TRUE(rows[0]->accessibleDescription().isEmpty());
    EXPECT_TRUE(rows[1]->accessibleName().contains(QStringLiteral("12 dB")));
    EXPECT_TRUE(rows[1]->accessibleDescription().contains(QStringLiteral("noise"), Qt::CaseInsensitive))
        << rows[1]->accessibleDescription().toStdString();

    QSignalSpy again(&room(), &VoicesRoom::recordAgain);
    rows[1]->setFocus();
    QTest::mouseClick(rows[1], Qt::LeftButton);
    QTest::keyClick(rows[1], Qt::Key_R);
    ASSERT_EQ(again.size(), 1);
    EXPECT_EQ(again.front().at(1).toInt(), 1);
    EXPECT_EQ(rooms_->back().front().value<RoomId>(), RoomId::Record);
}

TEST_F(VoicesRoomTest, AVersionIsTakenBackAndCtrlZReturnsIt) {
    const std::string id = addVoice(data(), "Ada");
    addVersion(data(), "Ada", {.similarity = 0.9});
    choose(id);
    ASSERT_EQ(room().detail().voice().id.number, 2);
    EXPECT_EQ(room().detail().otherVersion(), 1);
    auto rows = room().detail().findChildren<VersionRow*>();
    ASSERT_EQ(rows.size(), 2);
    EXPECT_EQ(rows[0]->number(), 2) << "the newest stands on top";
    QTest::mouseClick(rows[1], Qt::LeftButton);
    QTest::mouseClick(&button(room().detail(), QStringLiteral("Use v1")), Qt::LeftButton);
    waitFor([&] { return room().detail().voice().id.number == 1; });
    room().grid().setFocus();
    QTest::keyClick(&room().grid(), Qt::Key_Z, Qt::ControlModifier);
    waitFor([&] { return room().detail().voice().id.number == 2; });
    QTest::keyClick(&room().grid(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    waitFor([&] { return room().detail().voice().id.number == 1; });
}

TEST_F(VoicesRoomTest, DeletingListsWhatGoesAndWantsTheName) {
    const std::string id = addVoice(data(), "Ada");
    addVoice(data(), "Bao");
    choose(id);
    ASSERT_TRUE(room().act(ActionId::DeleteLine));
    auto& ask = sheet<DeleteSheet>();
    waitFor([&] { return ask.plan().has_value(); });
    const RemovalPlanned plan = *ask.plan();
    auto& go = button(ask, QStringLiteral("Delete the voice"));
    EXPECT_FALSE(go.isEnabled());
    const QString listed = ask.findChild<QPlainTextEdit*>()->toPlainText();
    for (const std::string& file : plan.files) {
        EXPECT_TRUE(listed.contains(QString::fromStdString(file))) << file;
    }
    QTest::keyClicks(ask.findChild<QLineEdit*>(), QStringLiteral("Bao"));
    EXPECT_FALSE(go.isEnabled()) << "the name of another voice";
    ask.findChild<QLineEdit*>()->clear();
    QTest::keyClicks(ask.findChild<QLineEdit*>(), QStringLiteral("Ada"));
    waitFor([&] { return go.isEnabled(); });  // where it is used is known, too
    std::vector<std::string> gone;
    QObject::connect(bridge_.get(), &EngineBridge::voiceRemoved, &room(), [&](const VoiceRemoved& event) { gone = event.files; });
    QTest::mouseClick(&go, Qt::LeftButton);
    waitFor([&] { return room().voices().rowCount() == 1; });
    EXPECT_EQ(gone, plan.files) << "what was listed is what went";
    EXPECT_FALSE(std::filesystem::exists(data() / "voices" / id));
    EXPECT_EQ(done_->size(), 1);
    waitFor([&] { return room().detail().voice().name == "Bao"; });
}

TEST_F(VoicesRoomTest, AnExportedVoiceComesBackUnderAnotherName) {
    const std::string id = addVoice(data(), "Ada");
    choose(id);
    const auto file = data() / "ada.timbrevoice";
    saveAs_ = QString::fromStdString(file.string());
    ASSERT_TRUE(room().act(ActionId::ExportVoice));
    waitFor([&] { return done_->size() == 1; });
    ASSERT_TRUE(std::filesystem::exists(file));
    open_ = {saveAs_};
    ASSERT_TRUE(room().act(ActionId::ImportVoice));
    auto& name = sheet<NameSheet>();
    name.findChild<QLineEdit*>()->setText(QStringLiteral("Ada two"));
    QTest::mouseClick(&button(name, QStringLiteral("Import")), Qt::LeftButton);
    waitFor([&] { return room().voices().rowCount() == 2; });
    waitFor([&] { return room().detail().voice().name == "Ada two"; });
    EXPECT_TRUE(failures_->isEmpty());
}

TEST_F(VoicesRoomTest, ADamagedFileIsToldAndChangesNothing) {
    const std::string id = addVoice(data(), "Ada");
    choose(id);
    const auto file = data() / "broken.timbrevoice";
    ASSERT_TRUE(writeFileAtomically(file, "this is no voice"));
    room().takeFiles({QUrl::fromLocalFile(QString::fromStdString(file.string()))});
    waitFor([&] { return failures_->size() == 1; });
    EXPECT_TRUE(failures_->front().front().toString().contains(QStringLiteral("broken.timbrevoice")));
    EXPECT_EQ(room().voices().rowCount(), 1);
}

TEST_F(VoicesRoomTest, TwoVersionsAreHeardAtOneLoudnessByKeys) {
    const std::string id = addVoice(data(), "Ada");
    addVersion(data(), "Ada", {.similarity = 0.9});
    choose(id);
    QTest::mouseClick(&button(room().detail(), QStringLiteral("Compare")), Qt::LeftButton);
    auto& page = *room().findChild<ComparePage*>();
    ASSERT_TRUE(page.isVisible());
    waitFor([&] { return page.isReady(); });
    EXPECT_EQ(page.versionAt(0), 1);
    EXPECT_EQ(page.versionAt(1), 2);
    const auto loudnessAt = [&](int place) { return measureLoudness(*page.soundAt(place)->clip)->integratedLufs; };
    EXPECT_NEAR(loudnessAt(0), loudnessAt(1), 0.1);

    QTest::keyClick(&page, Qt::Key_1);
    EXPECT_EQ(page.heard(), 0);
    EXPECT_TRUE(room().audition().isPlaying());
    QTest::keyClick(&page, Qt::Key_2);
    EXPECT_EQ(page.heard(), 1);
    EXPECT_TRUE(room().audition().isPlaying());
    QTest::keyClick(&page, Qt::Key_Space);
    EXPECT_FALSE(room().audition().isPlaying());

    waitFor([&] { return showsText(page, QStringLiteral("90 %")); });
    page.findChild<Toggle*>()->click();
    EXPECT_TRUE(page.isBlind());
    EXPECT_FALSE(showsText(page, QStringLiteral("v1"))) << "blind, nothing says which is which";
    EXPECT_FALSE(showsText(page, QStringLiteral("90 %")));
    page.findChild<Toggle*>()->click();

    QTest::mouseClick(&button(page, QStringLiteral("Go back to v1")), Qt::LeftButton);
    waitFor([&] { return room().detail().voice().id.number == 1; });
    EXPECT_FALSE(page.isVisible());
    EXPECT_TRUE(room().act(ActionId::Undo));
    waitFor([&] { return room().detail().voice().id.number == 2; });
}

TEST_F(VoicesRoomTest, ARecordingThatIsDroppedAsksForPermissionBeforeAVoiceIsMade) {
    const std::string id = addVoice(data(), "Ada");
    choose(id);
    const auto file = data() / "reference.wav";
    ASSERT_TRUE(writeAudio(file, test::babble(5.0, 0.3F, 7)));
    const QList<QUrl> files{QUrl::fromLocalFile(QString::fromStdString(file.string()))};
    ASSERT_TRUE(room().takesFiles(files));
    room().takeFiles(files);
    auto& ask = sheet<WeightsSheet>();
    QSignalSpy made(&ask, &WeightsSheet::makeAsked);
    auto& go = button(ask, QStringLiteral("Make the voice"));
    EXPECT_FALSE(ask.findChild<QCheckBox*>()->isChecked());
    EXPECT_FALSE(go.isEnabled());
    ask.findChild<QCheckBox*>()->click();
    ASSERT_TRUE(go.isEnabled());
    QTest::mouseClick(&go, Qt::LeftButton);
    ASSERT_EQ(made.size(), 1);
    // There is no such engine here: the making says so, and nothing is stored.
    auto& making = sheet<MakingSheet>();
    waitFor([&] { return !making.isRunning(); });
    EXPECT_EQ(room().voices().rowCount(), 1);
}

TEST_F(VoicesRoomTest, ACancelledMakingLeavesTheLibraryAsItWas) {
    tone_.waitForStop = true;
    const std::string id = addVoice(data(), "Ada");
    choose(id);
    CreateVoice command{.job = {}, .name = "New", .engine = "tone"};
    for (int i = 0; i < 2; ++i) {
        const auto file = data() / ("clip" + std::to_string(i) + ".wav");
        ASSERT_TRUE(writeAudio(file, test::babble(6.0, 0.3F, static_cast<unsigned>(i))));
        command.clips.push_back({.file = file, .transcript = "some words", .keptKnowingly = true});
    }
    command.keepNoisy = true;
    command.consent.given = true;
    auto* making = new MakingSheet(theme_, *bridge_, bridge_->createVoice(command), QStringLiteral("New"), room());
    QPointer<MakingSheet> watched = making;
    QTest::mouseClick(&button(*making, QStringLiteral("Cancel")), Qt::LeftButton);
    waitFor([&] { return watched.isNull() && !bridge_->isBusy(); });
    room().enter();
    waitFor([&] { return !bridge_->isBusy(); });
    EXPECT_EQ(room().voices().rowCount(), 1);
    EXPECT_EQ(room().detail().voice().name, "Ada");
}

TEST_F(VoicesRoomTest, AVoiceGoesOnBeingMadeBehindTheWindow) {
    tone_.waitForStop = true;
    addVoice(data(), "Ada");
    room();
    CreateVoice command{.job = {}, .name = "New", .engine = "tone"};
    const auto file = data() / "clip.wav";
    ASSERT_TRUE(writeAudio(file, test::babble(6.0, 0.3F, 1)));
    command.clips.push_back({.file = file, .transcript = "some words", .keptKnowingly = true});
    command.keepNoisy = true;
    command.consent.given = true;
    const JobId job = bridge_->createVoice(command);
    QPointer<MakingSheet> making = new MakingSheet(theme_, *bridge_, job, QStringLiteral("New"), room());
    QTest::mouseClick(&button(*making, QStringLiteral("Go on working")), Qt::LeftButton);
    waitFor([&] { return making.isNull(); });
    EXPECT_TRUE(bridge_->isBusy()) << "it is not cancelled";
    bridge_->cancel(job);
    waitFor([&] { return !bridge_->isBusy(); });
}

TEST_F(VoicesRoomTest, OfTwoReasonsOfOneKindTheWorseIsSaid) {
    VoiceSummary voice{.id = {}, .name = "Bao", .language = "zh", .engine = "tone", .created = {}};
    voice.consent = "2026-11-17T09:12:00Z";
    voice.stars = starsFor({{"median_snr_db", 12.0}, {"similarity", 0.66}}, 60.0, false);
    EXPECT_EQ(noteOf(voice).text, QStringLiteral("SNR 12 dB: record in a quieter room"));
    EXPECT_EQ(reasonTexts(voice.stars).size(), 2) << "one about noise, one about likeness";
}

TEST_F(VoicesRoomTest, ARecordingTheVoiceWasNotLearntFromSaysSoInItsRow) {
    test::VersionShape shape;
    shape.clips = {{.name = "L01-1", .transcript = "The first line."}, {.name = "L02-2", .transcript = "The second line."}};
    shape.leftOut = {{.name = "L02-2",
                      .reason = "it says something else than its transcript around 3.4 s",
                      .code = "engine",
                      .place = {.line = 2, .take = 2}},
                     {.name = "L03-1", .reason = "Too noisy.", .code = "noise", .place = {.line = 3, .take = 1}}};
    const std::string id = addVoice(data(), "Ada", shape);
    choose(id);
    waitFor([&] { return room().detail().findChildren<ClipRow*>().size() == 2; });
    const auto rows = room().detail().findChildren<ClipRow*>();
    EXPECT_EQ(rows[1]->warning().text.toStdString(), "Not used. It says something else than its transcript around 3.4 s.");
    EXPECT_EQ(rows[1]->warning().tone, Tone::Warn);
    EXPECT_FALSE(rows[0]->warning().text.startsWith(QStringLiteral("Not used")));
    QStringList notes;
    for (const QLabel* label : room().detail().findChildren<QLabel*>()) {
        notes << label->text();
    }
    EXPECT_FALSE(notes.filter(QStringLiteral("Not used: line 3, take 1.")).isEmpty());
    EXPECT_TRUE(notes.filter(QStringLiteral("line 2, take 2")).isEmpty()) << "its row tells it";
    const auto versions = room().detail().findChildren<VersionRow*>();
    ASSERT_EQ(versions.size(), 1);
    EXPECT_TRUE(versions[0]->accessibleName().contains(QStringLiteral("1 recording,"))) << versions[0]->accessibleName().toStdString();
}

TEST_F(VoicesRoomTest, AWarningOfARecordingIsShownInFull) {
    VoiceClip clip;
    clip.name = "line 2";
    clip.seconds = 4.0;
    clip.snrDb = 19.0;
    const ClipRow row(theme_, 0, clip);
    EXPECT_GT(row.heightForWidth(250), row.heightForWidth(900)) << "it has as many lines as it needs";
}

TEST_F(VoicesRoomTest, ThePlayButtonOfACardSpeaksASentence) {
    const std::string id = addVoice(data(), "Ada");
    choose(id);
    room().grid().setFocus();
    QTest::keyClick(&room().grid(), Qt::Key_Space);
    waitFor([&] { return room().audition().isPlaying(); });
    QTest::keyClick(&room().grid(), Qt::Key_Space);
    EXPECT_FALSE(room().audition().isPlaying());
    EXPECT_TRUE(failures_->isEmpty());
}

TEST_F(VoicesRoomTest, APreviewOfADeletedVoiceIsForgotten) {
    tone_.hold = std::make_shared<std::atomic<bool>>(true);
    const std::string id = addVoice(data(), "Ada");
    choose(id);
    room().grid().setFocus();
    QTest::keyClick(&room().grid(), Qt::Key_Space);
    bridge_->removeVoice(id);
    waitFor([&] { return room().voices().rowCount() == 0; });
    *tone_.hold = false;
    waitFor([&] { return !bridge_->isBusy(); });
    EXPECT_FALSE(room().audition().isPlaying());
}

TEST_F(VoicesRoomTest, TheSheetOfDeletionSaysWhyItCannotLook) {
    room();
    VoiceSummary gone{.id = {.voice = "nobody", .number = 1}, .name = "Nobody", .language = "en", .engine = "tone", .created = {}};
    auto* sheet = new DeleteSheet(theme_, *bridge_, gone, room());
    const auto labels = sheet->findChildren<QLabel*>();
    waitFor([&] { return std::ranges::any_of(labels, [](const QLabel* l) { return l->text().contains(QStringLiteral("nobody")); }); });
    EXPECT_TRUE(std::ranges::none_of(labels, [](const QLabel* l) { return l->text().startsWith(QStringLiteral("Looking at")); }));
    sheet->reject();
}

TEST_F(VoicesRoomTest, TagsNamesAndTheStarAreKept) {
    const std::string id = addVoice(data(), "Ada");
    choose(id);
    Q_EMIT room().detail().tagsAsked({QStringLiteral("mine"), QStringLiteral("warm")}, {});
    waitFor([&] { return room().detail().voice().tags.size() == 2; });
    EXPECT_EQ(room().findChildren<Chip*>()[1]->count(), 1);
    Q_EMIT room().detail().renameAsked(QStringLiteral("Ada the Second"));
    waitFor([&] { return room().detail().voice().name == "Ada the Second"; });
    EXPECT_EQ(room().grid().chosen(), id) << "the voice moves in the list and stays chosen";
}

TEST_F(VoicesRoomTest, TwoHundredCardsScrollWithinAFrame) {
    auto store = VoiceStore::open(data());
    ASSERT_TRUE(store);
    VersionShape bare;
    bare.clips.clear();
    for (unsigned i = 0; i < 200; ++i) {
        const auto voice = test::fillVoice(store->begin("Voice " + std::to_string(i)), bare, i);
        ASSERT_TRUE(voice);
        VoiceFace face{.id = {.voice = voice->id, .number = 1}, .clipSeconds = 8.0, .from = 1.0, .to = 7.0, .transcript = {}, .columns = {}};
        for (std::size_t column = 0; column < kFaceColumns; ++column) {
            const float height = static_cast<float>((column * 37 + i * 11) % 100) / 100.0F;
            face.columns.emplace_back(-height, height);
        }
        ASSERT_TRUE(writeFace(faceFile(data(), face.id), face));
    }
    waitFor([&] { return room().voices().rowCount() == 200 && room().voices().faceless().empty(); });
    QScrollBar& bar = *room().grid().verticalScrollBar();
    const auto busyMs = [] {
        timespec now{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
    };
    const auto scroll = [&] {
        double worst = 0.0;
        for (int at = 0; at <= bar.maximum(); at += 53) {
            const double before = busyMs();
            bar.setValue(at);
            room().grid().viewport()->repaint();
            worst = std::max(worst, busyMs() - before);
        }
        return worst;
    };
    const double first = scroll();
    const double again = scroll();
    std::printf("[ frames   ] 200 cards: worst %.2f ms when first seen, %.2f ms afterwards\n", first, again);
    EXPECT_LT(first, 16.6);
    EXPECT_LT(again, 16.6);
}

}  // namespace
}  // namespace timbre::ui
