// SPDX-License-Identifier: GPL-3.0-or-later
// What the widget kit says to screen readers and how it answers keys.
#include <gtest/gtest.h>

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTranslator>
#include <QVBoxLayout>
#include <vector>

#include "tests/ui/studio_fixture.h"
#include "ui/theme/theme.h"
#include "ui/widgets/ab_wave.h"
#include "ui/widgets/live_view.h"
#include "ui/widgets/progress_steps.h"
#include "ui/widgets/prompter.h"
#include "ui/widgets/record_button.h"
#include "ui/widgets/reference_wave.h"
#include "ui/widgets/sheet.h"
#include "ui/widgets/stars.h"
#include "ui/widgets/tall_meter.h"
#include "ui/widgets/toggle.h"
#include "ui/widgets/verdict_card.h"
#include "ui/window/focus_ring.h"

namespace timbre::ui {
namespace {

/// What a card announced.
class Announcements {
  public:
    explicit Announcements(const VerdictCard& card) {
        QObject::connect(&card, &VerdictCard::announced, [this](const QString& words) { heard_.push_back(words); });
    }
    [[nodiscard]] const std::vector<QString>& heard() const noexcept { return heard_; }

  private:
    std::vector<QString> heard_;
};

class WidgetKeysTest : public testing::Test {
  protected:
    /// A window in front, with a button that has the keyboard.
    WidgetKeysTest() {
        window_.resize(800, 600);
        opener_.setGeometry(10, 10, 120, 32);
        window_.show();
        window_.activateWindow();
        test::waitFor([this] { return window_.isActiveWindow(); });
        opener_.setFocus();
    }

    [[nodiscard]] static QWidget* focused() { return QApplication::focusWidget(); }

    Theme theme_{*qApp, Appearance::Dark};
    QWidget window_;
    QPushButton opener_{QStringLiteral("Open"), &window_};
};

TEST_F(WidgetKeysTest, AVerdictIsAnnouncedAtOnceAndTheNextOnesWait) {
    VerdictCard card(theme_);
    const Announcements announcements(card);
    card.announceEvery(3'600'000);
    card.setVerdict(Tone::Good, QStringLiteral("Good."), QStringLiteral("Go on."));
    card.setVerdict(Tone::Bad, QStringLiteral("The room is too loud."), QStringLiteral("Close the window."));
    card.setVerdict(Tone::Good, QStringLiteral("Good."), QStringLiteral("Go on."));
    EXPECT_EQ(announcements.heard(), std::vector<QString>{QStringLiteral("Good. Go on.")});
}

TEST_F(WidgetKeysTest, TheVerdictOfThenIsAnnouncedOnceTheTimeIsOver) {
    VerdictCard card(theme_);
    const Announcements announcements(card);
    card.announceEvery(1);
    card.setVerdict(Tone::Good, QStringLiteral("Good."), {});
    card.setVerdict(Tone::Bad, QStringLiteral("The room is too loud."), QStringLiteral("Close the window."));
    test::waitFor([&] { return announcements.heard().size() == 2; });
    EXPECT_EQ(announcements.heard().back(), QStringLiteral("The room is too loud. Close the window."));
}

TEST_F(WidgetKeysTest, TheSameVerdictIsAnnouncedOnce) {
    VerdictCard card(theme_);
    const Announcements announcements(card);
    card.announceEvery(0);
    card.setVerdict(Tone::Good, QStringLiteral("Good."), {});
    card.setVerdict(Tone::Good, QStringLiteral("Good."), {});
    EXPECT_EQ(announcements.heard().size(), 1U);
}

TEST_F(WidgetKeysTest, AVerdictCardTakesTheSoftColourOfItsVerdict) {
    VerdictCard card(theme_);
    card.resize(272, 80);
    card.setVerdict(Tone::Bad, QStringLiteral("The room is too loud."), QStringLiteral("Close the window."));
    EXPECT_EQ(card.grab().toImage().pixelColor(136, 4), QColor(kDarkTokens.badSoft));
    card.setVerdict(Tone::Good, QStringLiteral("Good."), {});
    EXPECT_EQ(card.grab().toImage().pixelColor(136, 4), QColor(kDarkTokens.goodSoft));
}

/// A sheet with a field, and what it ended with.
class SheetTest : public WidgetKeysTest {
  protected:
    SheetTest() {
        sheet_->content().addWidget(field_);
        primary_ = sheet_->setPrimary(QStringLiteral("Delete"), true);
        cancel_ = sheet_->setCancel(QStringLiteral("Cancel"));
    }

    QPointer<Sheet> sheet_{new Sheet(theme_, QStringLiteral("Delete it?"), window_)};
    QLineEdit* field_ = new QLineEdit;
    QPushButton* primary_;
    QPushButton* cancel_;
    QSignalSpy accepted_{sheet_.data(), &Sheet::accepted};
    QSignalSpy rejected_{sheet_.data(), &Sheet::rejected};
};

TEST_F(SheetTest, TabGoesRoundInsideInTheOrderOfTheEye) {
    sheet_->open();
    EXPECT_EQ(focused(), field_);
    QTest::keyClick(focused(), Qt::Key_Tab);
    EXPECT_EQ(focused(), cancel_);
    QTest::keyClick(focused(), Qt::Key_Tab);
    EXPECT_EQ(focused(), primary_);
    QTest::keyClick(focused(), Qt::Key_Tab);
    EXPECT_EQ(focused(), field_);
    QTest::keyClick(focused(), Qt::Key_Backtab);
    EXPECT_EQ(focused(), primary_);
}

TEST_F(SheetTest, EnterInAFieldIsThePrimaryButtonAndTheFocusGoesBack) {
    sheet_->open();
    QTest::keyClick(field_, Qt::Key_Return);
    EXPECT_EQ(accepted_.size(), 1);
    EXPECT_EQ(rejected_.size(), 0);
    EXPECT_EQ(focused(), &opener_);
    test::waitFor([this] { return sheet_.isNull(); });
}

TEST_F(SheetTest, EnterOnCancelCancels) {
    sheet_->open(cancel_);
    QTest::keyClick(cancel_, Qt::Key_Return);
    EXPECT_EQ(accepted_.size(), 0);
    EXPECT_EQ(rejected_.size(), 1);
}

TEST_F(SheetTest, EscapeCancels) {
    sheet_->open();
    QTest::keyClick(field_, Qt::Key_Escape);
    EXPECT_EQ(rejected_.size(), 1);
    EXPECT_EQ(focused(), &opener_);
}

TEST_F(SheetTest, EnterDoesNothingWhileThePrimaryButtonIsDisabled) {
    primary_->setEnabled(false);
    sheet_->open();
    QTest::keyClick(field_, Qt::Key_Return);
    EXPECT_EQ(accepted_.size(), 0);
    EXPECT_TRUE(sheet_->isVisible());
}

TEST_F(SheetTest, ShortcutsOfTheWindowBelowStaySilent) {
    auto* record = new QAction(&window_);
    record->setShortcut(Qt::Key_F8);
    window_.addAction(record);
    QSignalSpy recorded(record, &QAction::triggered);
    QTest::keyClick(&opener_, Qt::Key_F8);
    ASSERT_EQ(recorded.size(), 1);
    sheet_->open();
    QTest::keyClick(field_, Qt::Key_F8);
    QTest::keyClick(cancel_, Qt::Key_F8);
    EXPECT_EQ(recorded.size(), 1);
}

TEST_F(SheetTest, AClickBesideItReachesNothingBelow) {
    QSignalSpy clicked(&opener_, &QPushButton::clicked);
    sheet_->open();
    EXPECT_EQ(window_.childAt(opener_.geometry().center()), sheet_.data());
    QTest::mouseClick(sheet_.data(), Qt::LeftButton, {}, opener_.geometry().center());
    EXPECT_EQ(clicked.size(), 0);
    EXPECT_TRUE(sheet_->isVisible());
}

TEST_F(SheetTest, TheFocusRingReachesWhatIsInside) {
    FocusRing ring(theme_, window_);
    sheet_->open();
    QTest::keyClick(field_, Qt::Key_Tab);
    ASSERT_EQ(focused(), cancel_);
    EXPECT_TRUE(ring.isVisible());
    EXPECT_EQ(ring.geometry().center(), cancel_->mapTo(&window_, cancel_->rect().center()));
    EXPECT_EQ(window_.children().last(), &ring);
}

TEST_F(WidgetKeysTest, TheFocusRingReachesTheMeterByKeyAndNotByMouse) {
    FocusRing ring(theme_, window_);
    TallMeter meter(theme_, &window_);
    meter.setGeometry(200, 40, 128, 320);
    meter.show();
    QTest::keyClick(&opener_, Qt::Key_Tab);
    ASSERT_EQ(focused(), &meter);
    EXPECT_TRUE(ring.isVisible());
    EXPECT_TRUE(ring.geometry().contains(meter.geometry()));
    QTest::mouseClick(&window_, Qt::LeftButton, {}, {500, 500});
    EXPECT_FALSE(ring.isVisible());
}

TEST_F(WidgetKeysTest, AKeyThatLeavesAButtonBehindShowsNoRing) {
    FocusRing ring(theme_, window_);
    QPushButton next(QStringLiteral("Next"), &window_);
    next.show();
    QTest::mouseClick(&opener_, Qt::LeftButton);
    opener_.setFocus();
    QTest::keyClick(&opener_, Qt::Key_R);
    next.setFocus();  // as when the button that was pressed is greyed out
    EXPECT_FALSE(ring.isVisible());
    QTest::keyClick(&next, Qt::Key_Tab);
    EXPECT_TRUE(ring.isVisible());
}

TEST_F(WidgetKeysTest, EnterAndSpaceAndAClickAllChooseASoundToHear) {
    AbWave wave(theme_, QStringLiteral("Version 3"));
    wave.resize(400, 96);
    QSignalSpy spy(&wave, &AbWave::clicked);
    QTest::keyClick(&wave, Qt::Key_Return);
    QTest::keyClick(&wave, Qt::Key_Enter);
    QTest::keyClick(&wave, Qt::Key_Space);
    QTest::mouseClick(&wave, Qt::LeftButton);
    EXPECT_EQ(spy.size(), 4);
}

/// How many pixels have just this colour.
int countOf(const QImage& image, QRgb colour) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            count += image.pixel(x, y) == colour ? 1 : 0;
        }
    }
    return count;
}

TEST_F(WidgetKeysTest, ThePrompterColoursThePresentWordAndWhatWasMissed) {
    Prompter prompter(theme_);
    prompter.resize(760, 240);
    prompter.show(QStringLiteral("Before."), QStringLiteral("A breeze came under the bridge."), QStringLiteral("After."));
    const auto count = [&](QRgb colour) { return countOf(prompter.grab().toImage(), colour); };
    EXPECT_EQ(count(theme_.tokens().here), 0);
    prompter.setSpoken(2, 6);
    EXPECT_GT(count(theme_.tokens().here), 20);
    EXPECT_EQ(count(theme_.tokens().bad), 0);
    prompter.setMissed({{.from = 9, .length = 4}});
    EXPECT_GT(count(theme_.tokens().bad), 20);
    prompter.show(QStringLiteral("Before."), QStringLiteral("The next line."), {});
    EXPECT_EQ(count(theme_.tokens().here), 0);
    EXPECT_EQ(count(theme_.tokens().bad), 0);
}

TEST_F(WidgetKeysTest, ThePrompterSaysItsLineAndBearsPositionsBehindTheEnd) {
    Prompter prompter(theme_);
    prompter.resize(320, 176);
    prompter.show({}, QStringLiteral("Short."), {});
    EXPECT_EQ(prompter.accessibleDescription(), QStringLiteral("Short."));
    prompter.setSpoken(100, 100);
    prompter.setMissed({{.from = 50, .length = 10}});
    EXPECT_FALSE(prompter.grab().isNull());
}

TEST_F(WidgetKeysTest, ThePrompterCountsInRed) {
    Prompter prompter(theme_);
    prompter.resize(760, 240);
    prompter.show({}, QStringLiteral("A line."), {});
    prompter.setCountIn(3);
    EXPECT_GT(countOf(prompter.grab().toImage(), theme_.tokens().rec), 5);
    prompter.setCountIn(0);
    EXPECT_EQ(countOf(prompter.grab().toImage(), theme_.tokens().rec), 0);
}

TEST_F(WidgetKeysTest, StarsAreReadOutWithTheReasonsOfThoseMissing) {
    QAccessible::setActive(true);
    Stars stars(theme_);
    stars.setStars(3, {QStringLiteral("Two recordings are noisy."), QStringLiteral("One style is missing.")});
    QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(&stars);
    ASSERT_NE(spoken, nullptr);
    EXPECT_EQ(spoken->text(QAccessible::Value), QStringLiteral("3 of 5 stars"));
    EXPECT_EQ(spoken->text(QAccessible::Description), QStringLiteral("Two recordings are noisy.\nOne style is missing."));
    stars.setStars(9);
    EXPECT_EQ(stars.stars(), 5);
    EXPECT_TRUE(stars.toolTip().isEmpty());
}

TEST_F(WidgetKeysTest, AFullStarHasMoreInkThanAnEmptyOne) {
    Stars stars(theme_);
    stars.setStars(3);
    const QImage image = stars.grab().toImage();
    const auto ink = [&](int star) { return countOf(image.copy(star * 15, 0, 14, 14), theme_.tokens().ink2); };
    EXPECT_GT(ink(2), 20);
    EXPECT_EQ(ink(3), 0);
}

TEST_F(WidgetKeysTest, TheSwitchIsDrawnInTheMiddleOfItsRow) {
    Toggle toggle(theme_, QStringLiteral("Follow"));
    toggle.ensurePolished();
    toggle.setFixedSize(36, 32);
    toggle.setChecked(true);
    const QImage image = toggle.grab().toImage();
    EXPECT_EQ(image.pixelColor(12, 16), QColor(kDarkTokens.ink));
    EXPECT_NE(image.pixelColor(12, 3), QColor(kDarkTokens.ink));
    EXPECT_NE(image.pixelColor(12, 28), QColor(kDarkTokens.ink));
}

/// Says everything of ours in another way, whether or not it has been translated yet.
class Dialect final : public QTranslator {
  public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* source, const char*, int) const override {
        return QByteArray(context).startsWith("timbre::ui::") ? QStringLiteral("~") + QString::fromUtf8(source) : QString();
    }
};

TEST_F(WidgetKeysTest, NamesFollowTheLanguage) {
    RecordButton button(theme_);
    button.setRecording(true);
    TallMeter meter(theme_);
    Stars stars(theme_);
    AbWave wave(theme_, QStringLiteral("Version 3"));
    wave.setActive(true);
    Prompter prompter(theme_);
    LiveView live(theme_);
    ReferenceWave reference(theme_);
    VerdictCard verdict(theme_);
    ProgressSteps steps(theme_, {QStringLiteral("Listen")});
    Dialect dialect;
    QCoreApplication::installTranslator(&dialect);
    QCoreApplication::processEvents();
    EXPECT_EQ(button.accessibleName(), QStringLiteral("~Stop recording"));
    EXPECT_EQ(wave.accessibleDescription(), QStringLiteral("~You hear this"));
    for (const QWidget* widget : {static_cast<QWidget*>(&meter), static_cast<QWidget*>(&stars), static_cast<QWidget*>(&prompter),
                                  static_cast<QWidget*>(&live), static_cast<QWidget*>(&reference), static_cast<QWidget*>(&verdict),
                                  static_cast<QWidget*>(&steps)}) {
        EXPECT_TRUE(widget->accessibleName().startsWith(QChar(u'~'))) << widget->metaObject()->className();
    }
    QCoreApplication::removeTranslator(&dialect);
    QCoreApplication::processEvents();
    EXPECT_EQ(button.accessibleName(), QStringLiteral("Stop recording"));
}

}  // namespace
}  // namespace timbre::ui
