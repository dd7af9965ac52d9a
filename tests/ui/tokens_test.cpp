// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/tokens.h"

#include <gtest/gtest.h>

#include "ui/theme/style_sheet.h"

namespace timbre::ui {
namespace {

class TokensTest : public testing::TestWithParam<const Tokens*> {};
INSTANTIATE_TEST_SUITE_P(Themes, TokensTest, testing::Values(&kDarkTokens, &kLightTokens),
                         [](const auto& theme) { return theme.param->dark ? "Dark" : "Light"; });

// WCAG 2.2: 4.5 for text, 3 for what identifies a control.
TEST_P(TokensTest, TextIsReadableOnEverySurface) {
    const Tokens& t = *GetParam();
    for (const QRgb surface : {t.bg0, t.bg1, t.bg2, t.bg3, t.well}) {
        EXPECT_GE(contrast(t.ink, surface), 11.0);
        EXPECT_GE(contrast(t.ink2, surface), 4.5);
        EXPECT_GE(contrast(t.ink3, surface), 4.5);
    }
    EXPECT_GE(contrast(t.onInk, t.ink), 4.5);
    EXPECT_GE(contrast(t.onHere, t.here), 4.5);
    EXPECT_GE(contrast(t.onRec, t.rec), 4.5);
    EXPECT_GE(contrast(t.ink, t.selText), 4.5);
}

TEST_P(TokensTest, VerdictsAreReadableOnTheirCardsAndPanes) {
    const Tokens& t = *GetParam();
    EXPECT_GE(contrast(t.good, t.goodSoft), 4.5);
    EXPECT_GE(contrast(t.warn, t.warnSoft), 4.5);
    EXPECT_GE(contrast(t.bad, t.badSoft), 4.5);
    EXPECT_GE(contrast(t.here, t.hereSoft), 4.5);
    for (const QRgb verdict : {t.good, t.warn, t.bad, t.here}) {
        EXPECT_GE(contrast(verdict, t.bg1), 4.5);
        EXPECT_GE(contrast(verdict, t.bg2), 4.5);
    }
}

TEST_P(TokensTest, ControlsAndVoicesStandOut) {
    const Tokens& t = *GetParam();
    for (const QRgb surface : {t.bg0, t.bg1, t.bg2, t.well}) {
        EXPECT_GE(contrast(t.line2, surface), 3.0);
    }
    for (int order = 0; order < 8; ++order) {
        EXPECT_GE(contrast(t.voice(order), t.bg1), 4.5) << "voice hue " << order;
        EXPECT_GE(contrast(t.onVoice, t.voice(order)), 4.5) << "voice hue " << order;
    }
    EXPECT_EQ(t.voice(8), t.voice(0));
}

TEST_P(TokensTest, TheStyleSheetHasNoUnfilledMark) {
    const QString sheet = styleSheet(*GetParam());
    EXPECT_FALSE(sheet.contains(QChar(u'%'))) << sheet.mid(sheet.indexOf(QChar(u'%')), 30).toStdString();
}

}  // namespace
}  // namespace timbre::ui
