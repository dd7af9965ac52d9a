// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/long_wave.h"

#include <gtest/gtest.h>

#include <QAccessible>
#include <QApplication>
#include <QImage>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>
#include <memory>

#include "ui/theme/theme.h"

namespace timbre::ui {
namespace {

/// Ten minutes with two slices that are kept and one that is refused; loud only inside the slices.
class LongWaveTest : public testing::Test {
  protected:
    LongWaveTest() {
        AudioClip clip;
        clip.sampleRateHz = 1000;
        clip.samples.assign(600'000, 0.0F);
        for (const WaveSlice& slice : slices_) {
            for (auto i = static_cast<std::size_t>(slice.fromSeconds * 1000); i < static_cast<std::size_t>(slice.toSeconds * 1000); ++i) {
                clip.samples[i] = i % 2 == 0 ? 0.5F : -0.5F;
            }
        }
        wave_.resize(700, 160);
        wave_.setSound(std::make_shared<const Peaks>(clip), 0);
        wave_.setSlices(slices_);
        wave_.show();
        QCoreApplication::processEvents();
    }

    QWidget& canvas() { return *wave_.childAt(20, 60); }

    void turnWheel(Qt::KeyboardModifiers modifiers, int notches, double x) {
        const QPointF at = canvas().mapFrom(&wave_, QPointF(x, 60));
        QWheelEvent event(at, canvas().mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&canvas(), &event);
    }

    void click(double seconds) {
        QTest::mouseClick(&canvas(), Qt::LeftButton, {}, canvas().mapFrom(&wave_, QPoint(static_cast<int>(wave_.xOf(seconds)), 60)));
    }

    QImage picture() {
        for (int i = 0; i < 5; ++i) {
            QCoreApplication::processEvents();
        }
        return wave_.grab().toImage();
    }

    Theme theme_{*qApp, Appearance::Dark};
    std::vector<WaveSlice> slices_{{60, 120, true}, {200, 260, false}, {400, 500, true}};
    LongWave wave_{theme_};
};

TEST_F(LongWaveTest, ShowsAllOfANewRecording) {
    EXPECT_DOUBLE_EQ(wave_.viewFrom(), 0.0);
    EXPECT_DOUBLE_EQ(wave_.viewTo(), 600.0);
    EXPECT_LT(wave_.xOf(0.0), 20.0);
    EXPECT_GT(wave_.xOf(600.0), 640.0);
}

TEST_F(LongWaveTest, AClickOnASliceChoosesItAndBesideNone) {
    QSignalSpy spy(&wave_, &LongWave::sliceChosen);
    click(230);
    EXPECT_EQ(wave_.chosen(), 1);
    click(300);
    ASSERT_EQ(spy.size(), 1);
    EXPECT_EQ(spy[0][0].toInt(), 1);
    EXPECT_EQ(wave_.chosen(), 1);
}

TEST_F(LongWaveTest, DraggingPansAndChoosesNothing) {
    wave_.setView(100, 300);
    QSignalSpy spy(&wave_, &LongWave::sliceChosen);
    const QPoint from = canvas().mapFrom(&wave_, QPoint(static_cast<int>(wave_.xOf(230)), 60));
    QTest::mousePress(&canvas(), Qt::LeftButton, {}, from);
    QTest::mouseMove(&canvas(), from - QPoint(60, 0));
    QTest::mouseMove(&canvas(), from - QPoint(150, 0));
    QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, from - QPoint(150, 0));
    EXPECT_GT(wave_.viewFrom(), 110.0);
    EXPECT_NEAR(wave_.viewTo() - wave_.viewFrom(), 200.0, 1e-6);
    EXPECT_EQ(spy.size(), 0);
}

TEST_F(LongWaveTest, CtrlAndTheWheelZoomAboutThePointer) {
    const double x = wave_.xOf(450.0);
    turnWheel(Qt::ControlModifier, 2, x);
    EXPECT_NEAR(wave_.viewTo() - wave_.viewFrom(), 600.0 / 2.25, 1e-6);
    EXPECT_NEAR(wave_.xOf(450.0), x, 1.0);
}

TEST_F(LongWaveTest, TheWheelAlonePansAndStopsAtTheEnds) {
    wave_.setView(0, 200);
    turnWheel({}, -1, 300);
    EXPECT_NEAR(wave_.viewFrom(), 50.0, 1e-6);
    turnWheel({}, -100, 300);
    EXPECT_NEAR(wave_.viewTo(), 600.0, 1e-6);
    EXPECT_NEAR(wave_.viewTo() - wave_.viewFrom(), 200.0, 1e-6);
}

TEST_F(LongWaveTest, ZoomingStopsAtTheShortestViewAndAtTheWhole) {
    for (int i = 0; i < 50; ++i) {
        wave_.zoomIn();
    }
    EXPECT_NEAR(wave_.viewTo() - wave_.viewFrom(), LongWave::kShortestView, 1e-9);
    for (int i = 0; i < 50; ++i) {
        wave_.zoomOut();
    }
    EXPECT_NEAR(wave_.viewTo() - wave_.viewFrom(), 600.0, 1e-9);
}

TEST_F(LongWaveTest, KeysGoFromSliceToSliceAndBringThemIntoSight) {
    wave_.setView(0, 50);
    QSignalSpy spy(&wave_, &LongWave::sliceChosen);
    QTest::keyClick(&wave_, Qt::Key_Right);
    EXPECT_EQ(wave_.chosen(), 0);
    EXPECT_LE(wave_.viewFrom(), 60.0);
    EXPECT_GT(wave_.viewTo(), 60.0);
    QTest::keyClick(&wave_, Qt::Key_End);
    EXPECT_EQ(wave_.chosen(), 2);
    QTest::keyClick(&wave_, Qt::Key_Right);
    EXPECT_EQ(wave_.chosen(), 2);
    QTest::keyClick(&wave_, Qt::Key_Left);
    EXPECT_EQ(wave_.chosen(), 1);
    EXPECT_EQ(spy.size(), 4);
}

TEST_F(LongWaveTest, ButtonsZoomAndHaveNames) {
    const auto buttons = wave_.findChildren<QToolButton*>();
    ASSERT_EQ(buttons.size(), 3);
    for (const QToolButton* button : buttons) {
        EXPECT_FALSE(button->accessibleName().isEmpty());
    }
    buttons[0]->click();
    EXPECT_NEAR(wave_.viewTo() - wave_.viewFrom(), 400.0, 1e-6);
    buttons[1]->click();
    EXPECT_NEAR(wave_.viewTo() - wave_.viewFrom(), 600.0, 1e-6);
    wave_.setView(10, 20);
    buttons[2]->click();
    EXPECT_NEAR(wave_.viewTo() - wave_.viewFrom(), 600.0, 1e-6);
}

TEST_F(LongWaveTest, ARefusedSliceLooksOtherThanAKeptOneAndTheThemeFollows) {
    const QImage refused = picture();
    slices_[1].kept = true;
    wave_.setSlices(slices_);
    const QImage kept = picture();
    EXPECT_NE(refused, kept);
    const QPoint quiet(static_cast<int>(wave_.xOf(350.0)), 40);
    EXPECT_EQ(kept.pixelColor(quiet), QColor(kDarkTokens.well));
    theme_.setAppearance(Appearance::Light);
    EXPECT_EQ(picture().pixelColor(quiet), QColor(kLightTokens.well));
}

TEST_F(LongWaveTest, TheWaveIsTallWhereThereIsSoundAndALineWhereThereIsNone) {
    wave_.setSlices({});
    const QImage image = picture();
    const int high = 30;
    EXPECT_NE(image.pixelColor(static_cast<int>(wave_.xOf(450.0)), high), QColor(kDarkTokens.well));
    EXPECT_EQ(image.pixelColor(static_cast<int>(wave_.xOf(350.0)), high), QColor(kDarkTokens.well));
}

TEST_F(LongWaveTest, SaysWhichSliceIsChosenAndThatItIsRefused) {
    QAccessible::setActive(true);
    wave_.setChosen(1);
    QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(&wave_);
    ASSERT_NE(spoken, nullptr);
    EXPECT_EQ(spoken->text(QAccessible::Value), QStringLiteral("Slice 2 of 3, 3:20.0 to 4:20.0, refused"));
}

TEST_F(LongWaveTest, FewerSlicesForgetAChoiceThatIsGone) {
    wave_.setChosen(2);
    slices_.resize(1);
    wave_.setSlices(slices_);
    EXPECT_EQ(wave_.chosen(), -1);
    EXPECT_EQ(wave_.sliceAt(wave_.xOf(450.0)), -1);
}

}  // namespace
}  // namespace timbre::ui
