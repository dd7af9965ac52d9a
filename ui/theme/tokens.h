// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <array>
#include <cstddef>

namespace timbre::ui {

/// Every colour of a theme by what it means, not by what it looks like. Chrome has no hue: colour says whose voice, here
/// and now, verdict, or recording.
struct Tokens {
    bool dark;
    QRgb bg0;    ///< Window behind panes, quiet insets.
    QRgb bg1;    ///< Panes, bars.
    QRgb bg2;    ///< Cards, fields, popovers, selected row.
    QRgb bg3;    ///< Hover, checked, chosen tab.
    QRgb well;   ///< Canvases.
    QRgb grid;   ///< Lines inside a well.
    QRgb line;   ///< Hairlines, inactive borders.
    QRgb line2;  ///< Borders that identify a control.
    QRgb ink;    ///< Text, filled button, slider knob.
    QRgb ink2;   ///< Second text, icons.
    QRgb ink3;   ///< Captions, axis numbers.
    QRgb inkOff;
    QRgb onInk;
    QRgb here;  ///< Play head, focus, chosen.
    QRgb onHere;
    QRgb hereSoft;
    QRgb selText;  ///< Behind selected text.
    QRgb good;
    QRgb goodSoft;
    QRgb warn;
    QRgb warnSoft;
    QRgb warnFill;  ///< Amber as an area.
    QRgb bad;
    QRgb badSoft;
    QRgb rec;
    QRgb recHover;
    QRgb recPressed;
    QRgb onRec;
    int scrimAlpha;   ///< Of black, behind a dialog.
    int shadowAlpha;  ///< Of black, under what floats.
    std::array<QRgb, 8> voices;  ///< Teal, rose, violet, sky, olive, sand, orchid, slate, in the order they are given out.
    QRgb onVoice;

    [[nodiscard]] constexpr QRgb voice(int order) const noexcept {
        return voices[static_cast<std::size_t>(order) % voices.size()];
    }
};

inline constexpr Tokens kDarkTokens{.dark = true,
                                    .bg0 = 0xFF141518,
                                    .bg1 = 0xFF1B1C20,
                                    .bg2 = 0xFF24262B,
                                    .bg3 = 0xFF2E3036,
                                    .well = 0xFF101114,
                                    .grid = 0xFF22242A,
                                    .line = 0xFF2D2F35,
                                    .line2 = 0xFF6E727C,
                                    .ink = 0xFFEEEFF1,
                                    .ink2 = 0xFFB9BCC4,
                                    .ink3 = 0xFF979BA6,
                                    .inkOff = 0xFF6A6E78,
                                    .onInk = 0xFF141518,
                                    .here = 0xFF7FABFF,
                                    .onHere = 0xFF0C1526,
                                    .hereSoft = 0xFF22304C,
                                    .selText = 0xFF274477,
                                    .good = 0xFF4CC38A,
                                    .goodSoft = 0xFF17312A,
                                    .warn = 0xFFF0B23C,
                                    .warnSoft = 0xFF3A2E15,
                                    .warnFill = 0xFFF0B23C,
                                    .bad = 0xFFFF7A6B,
                                    .badSoft = 0xFF3F2220,
                                    .rec = 0xFFD93A2F,
                                    .recHover = 0xFFC23127,
                                    .recPressed = 0xFFA82A21,
                                    .onRec = 0xFFFFFFFF,
                                    .scrimAlpha = 140,
                                    .shadowAlpha = 115,
                                    .voices = {0xFF49C5B6, 0xFFF291B2, 0xFFB3A5F7, 0xFF6FC4EE, 0xFFBDCB63, 0xFFDDB892,
                                               0xFFDA8BDA, 0xFFAEB8C6},
                                    .onVoice = 0xFF10151A};

inline constexpr Tokens kLightTokens{.dark = false,
                                     .bg0 = 0xFFE9EAEC,
                                     .bg1 = 0xFFF6F6F7,
                                     .bg2 = 0xFFFFFFFF,
                                     .bg3 = 0xFFE4E5E9,
                                     .well = 0xFFFFFFFF,
                                     .grid = 0xFFECEDEF,
                                     .line = 0xFFD9DADF,
                                     .line2 = 0xFF81858F,
                                     .ink = 0xFF1A1B1E,
                                     .ink2 = 0xFF4A4D55,
                                     .ink3 = 0xFF5F636C,
                                     .inkOff = 0xFF9A9EA7,
                                     .onInk = 0xFFFFFFFF,
                                     .here = 0xFF1F5BD8,
                                     .onHere = 0xFFFFFFFF,
                                     .hereSoft = 0xFFDEE8FD,
                                     .selText = 0xFFBBD2FF,
                                     .good = 0xFF0A6C42,
                                     .goodSoft = 0xFFDDF2E6,
                                     .warn = 0xFF8A5600,
                                     .warnSoft = 0xFFFBEBCB,
                                     .warnFill = 0xFFE09A12,
                                     .bad = 0xFFBC2A1C,
                                     .badSoft = 0xFFFCE4E0,
                                     .rec = 0xFFD9281C,
                                     .recHover = 0xFFBF2217,
                                     .recPressed = 0xFFA31C12,
                                     .onRec = 0xFFFFFFFF,
                                     .scrimAlpha = 87,
                                     .shadowAlpha = 51,
                                     .voices = {0xFF0B7F74, 0xFFB83667, 0xFF6A4FCF, 0xFF14709F, 0xFF5F6B10, 0xFF8C5A22,
                                                0xFF9A3A9A, 0xFF525C6B},
                                     .onVoice = 0xFFFFFFFF};

/// For those who need more: text 7:1 and better, hairlines 3:1, borders of controls 4.5:1.
inline constexpr Tokens kDarkContrastTokens = [] {
    Tokens t = kDarkTokens;
    t.bg0 = t.well = 0xFF000000;
    t.bg1 = 0xFF08090A;
    t.bg2 = 0xFF121316;
    t.bg3 = 0xFF26282D;
    t.grid = 0xFF2A2D33;
    t.line = 0xFF71757F;
    t.line2 = 0xFFC4C8D0;
    t.ink = 0xFFFFFFFF;
    t.ink2 = 0xFFE4E6EA;
    t.ink3 = 0xFFCDD0D7;
    t.inkOff = 0xFF8A8F9A;
    t.onInk = 0xFF000000;
    t.here = 0xFF9CC0FF;
    t.hereSoft = 0xFF14264A;
    t.selText = 0xFF1F4C9A;
    t.good = 0xFF6BE3A8;
    t.goodSoft = 0xFF06251A;
    t.warn = 0xFFFFCB66;
    t.warnSoft = 0xFF2B2007;
    t.warnFill = 0xFFFFCB66;
    t.bad = 0xFFFF9C90;
    t.badSoft = 0xFF33110E;
    t.rec = 0xFFB92319;
    t.recHover = 0xFFA01B12;
    t.recPressed = 0xFF86140C;
    t.scrimAlpha = 190;
    return t;
}();

inline constexpr Tokens kLightContrastTokens = [] {
    Tokens t = kLightTokens;
    t.bg0 = 0xFFF0F0F2;
    t.bg1 = t.bg2 = t.well = 0xFFFFFFFF;
    t.bg3 = 0xFFDCDEE3;
    t.grid = 0xFFD0D2D8;
    t.line = 0xFF81858F;
    t.line2 = 0xFF3C3F46;
    t.ink = 0xFF000000;
    t.ink2 = 0xFF26282D;
    t.ink3 = 0xFF3A3D44;
    t.inkOff = 0xFF70747D;
    t.here = 0xFF0B3FA8;
    t.hereSoft = 0xFFD9E5FF;
    t.selText = 0xFF9DBDFF;
    t.good = 0xFF00522F;
    t.goodSoft = 0xFFE2F6EA;
    t.warn = 0xFF6A3F00;
    t.warnSoft = 0xFFFFF0D2;
    t.bad = 0xFF96190D;
    t.badSoft = 0xFFFFE8E4;
    t.rec = 0xFFB91C12;
    t.recHover = 0xFF9E150C;
    t.recPressed = 0xFF830F08;
    t.scrimAlpha = 130;
    t.voices = {0xFF075E56, 0xFF8F1F4A, 0xFF5037AE, 0xFF0C527A, 0xFF474F08, 0xFF6B4117, 0xFF7A2A7A, 0xFF3D4552};
    return t;
}();

/// WCAG relative contrast of two opaque colours, 1..21.
double contrast(QRgb a, QRgb b);

/// `share` of `b`, the rest `a`.
QColor mix(QRgb a, QRgb b, double share);

/// With this opacity, 0..1.
QColor faded(QRgb colour, double opacity);

// Space, size, shape (logical pixels).
inline constexpr int kBarHeight = 48;
inline constexpr int kDockBarHeight = 38;
inline constexpr int kTransportHeight = 64;
inline constexpr int kPanePadding = 16;
inline constexpr int kInspectorWidth = 304;
inline constexpr int kGutter = 148;  ///< Left of every time axis of the script room.
inline constexpr int kRowHeight = 44;
inline constexpr int kTwoLineRowHeight = 64;
inline constexpr int kHoverMs = 120;
inline constexpr int kPaneMs = 180;

}  // namespace timbre::ui
