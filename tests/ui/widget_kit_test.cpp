// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <QAccessible>
#include <QApplication>
#include <QImage>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <cmath>
#include <memory>
#include <vector>

#include "ui/theme/theme.h"
#include "ui/widgets/live_view.h"
#include "ui/widgets/reference_wave.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/spectrum_ramp.h"
#include "ui/widgets/stat.h"
#include "ui/widgets/tall_meter.h"

namespace timbre::ui {
namespace {

class WidgetKitTest : public testing::Test {
  protected:
    Theme theme_{*qApp, Appearance::Dark};
};

TEST_F(WidgetKitTest, TheTargetBandIsGreenBesideTheBarAndTheRestIsNot) {
    TallMeter meter(theme_);
    meter.resize(128, 400);
    const QImage image = meter.grab().toImage();
    const QColor band = image.pixelColor(122, static_cast<int>((meter.yOf(-18) + meter.yOf(-12)) / 2));
    const QColor above = image.pixelColor(122, static_cast<int>(meter.yOf(-6)));
    EXPECT_GT(band.green() - band.red(), above.green() - above.red() + 10);
}

TEST_F(WidgetKitTest, ThePeakIsHeldAndThenFallsTwentyDecibelsASecond) {
    TallMeter meter(theme_);
    meter.showLevelAfter(0.0, -20, -8);
    meter.showLevelAfter(1.5, -60, -60);
    EXPECT_DOUBLE_EQ(meter.heldDbfs(), -8.0);
    meter.showLevelAfter(0.5, -60, -60);
    EXPECT_NEAR(meter.heldDbfs(), -18.0, 1e-9);
}

TEST_F(WidgetKitTest, TheClipLampStaysUntilItIsClickedOrSpaceIsPressed) {
    TallMeter meter(theme_);
    meter.resize(128, 400);
    meter.showLevelAfter(0.1, -3, 0.0);
    meter.showLevelAfter(10.0, -60, -60);
    EXPECT_TRUE(meter.isClipped());
    QTest::mouseClick(&meter, Qt::LeftButton, {}, meter.lamp().center().toPoint());
    EXPECT_FALSE(meter.isClipped());
    meter.setClipped(true);
    QTest::keyClick(&meter, Qt::Key_Space);
    EXPECT_FALSE(meter.isClipped());
}

TEST_F(WidgetKitTest, TheRampIsMonotoneInLuminanceInBothThemes) {
    const auto dark = spectrumRamp(kDarkTokens);
    const auto light = spectrumRamp(kLightTokens);
    for (std::size_t i = 1; i < dark.size(); ++i) {
        EXPECT_GE(luminance(dark.at(i)), luminance(dark.at(i - 1)) - 1e-3) << i;
        EXPECT_LE(luminance(light.at(i)), luminance(light.at(i - 1)) + 1e-3) << i;
    }
}

TEST_F(WidgetKitTest, ArrowKeysChooseInASegmentAndSkipWhatIsDisabled) {
    Segment segment({QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C")});
    segment.setChoiceEnabled(1, false, QStringLiteral("no reason"));
    QSignalSpy spy(&segment, &Segment::currentChanged);
    QTest::keyClick(segment.findChildren<QToolButton*>().front(), Qt::Key_Right);
    EXPECT_EQ(segment.current(), 2);
    EXPECT_EQ(spy.size(), 1);
}

TEST_F(WidgetKitTest, KeysMoveTheReferenceAsTheMouseDoes) {
    AudioClip clip;
    clip.sampleRateHz = 1000;
    clip.samples.assign(20'000, 0.1F);
    const auto peaks = std::make_shared<const Peaks>(clip);
    ReferenceWave wave(theme_);
    wave.resize(516, 84);
    wave.setSound(peaks, 0);
    wave.setWindow(5, 9);
    QTest::keyClick(&wave, Qt::Key_Right);
    EXPECT_NEAR(wave.from(), 5.1, 1e-9);
    EXPECT_NEAR(wave.to(), 9.1, 1e-9);
    for (int i = 0; i < 100; ++i) {
        QTest::keyClick(&wave, Qt::Key_Right, Qt::ShiftModifier);
    }
    EXPECT_NEAR(wave.to() - wave.from(), ReferenceWave::kLongest, 1e-9);
    QTest::mousePress(&wave, Qt::LeftButton, {}, QPoint(static_cast<int>(wave.xOf(wave.to())), 30));
    QTest::mouseMove(&wave, QPoint(static_cast<int>(wave.xOf(0)), 30));
    QTest::mouseRelease(&wave, Qt::LeftButton, {}, QPoint(static_cast<int>(wave.xOf(0)), 30));
    EXPECT_NEAR(wave.to() - wave.from(), ReferenceWave::kShortest, 1e-9);
    EXPECT_NEAR(wave.from(), 5.1, 1e-9);
}

class FakeColumns final : public LiveColumns {
  public:
    std::vector<LiveColumn> all;
    [[nodiscard]] std::uint64_t count() const override { return all.size(); }
    void copy(std::uint64_t from, std::vector<LiveColumn>& into) const override {
        into.assign(all.begin() + static_cast<std::ptrdiff_t>(from), all.end());
    }
};

TEST_F(WidgetKitTest, TheLiveViewDrawsTheSameInPiecesAsAtOnce) {
    auto columns = std::make_shared<FakeColumns>();
    LiveView pieces(theme_);
    pieces.resize(824, 250);
    pieces.setSource(columns);
    for (int i = 0; i < 500; ++i) {
        LiveColumn column{.min = -0.2F, .max = 0.3F, .rms = 0.1F + 0.0001F * static_cast<float>(i)};
        column.mel.fill(static_cast<std::uint8_t>(i % 256));
        columns->all.push_back(column);
        if (i % 3 == 0) {
            pieces.refresh();
        }
    }
    pieces.refresh();
    LiveView once(theme_);
    once.resize(824, 250);
    once.setSource(columns);
    once.startAt(0);
    EXPECT_NEAR(pieces.nowSeconds(), 5.0, 1e-9);
    EXPECT_EQ(pieces.grab().toImage(), once.grab().toImage());
}

TEST_F(WidgetKitTest, AReadingIsSpokenWithItsVerdict) {
    QAccessible::setActive(true);
    Stat stat(theme_, QStringLiteral("SNR"));
    stat.setReading(QStringLiteral("12"), QStringLiteral("dB"), QStringLiteral("Below 15 dB"), Tone::Bad);
    QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(&stat);
    ASSERT_NE(spoken, nullptr);
    EXPECT_EQ(spoken->text(QAccessible::Value), QStringLiteral("12 dB, Below 15 dB"));
    ASSERT_NE(spoken->valueInterface(), nullptr);
    EXPECT_DOUBLE_EQ(spoken->valueInterface()->currentValue().toDouble(), 12.0);
}

}  // namespace
}  // namespace timbre::ui
