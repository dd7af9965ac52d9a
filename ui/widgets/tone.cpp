// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tone.h"

namespace timbre::ui {

QRgb toneColour(const Tokens& tokens, Tone tone) {
    switch (tone) {
        case Tone::Good: return tokens.good;
        case Tone::Warn: return tokens.warn;
        case Tone::Bad: return tokens.bad;
        case Tone::None: break;
    }
    return tokens.ink2;
}

QRgb toneSoft(const Tokens& tokens, Tone tone) {
    switch (tone) {
        case Tone::Good: return tokens.goodSoft;
        case Tone::Warn: return tokens.warnSoft;
        case Tone::Bad: return tokens.badSoft;
        case Tone::None: break;
    }
    return tokens.bg0;
}

QLatin1StringView toneIcon(Tone tone) {
    switch (tone) {
        case Tone::Good: return QLatin1StringView("good");
        case Tone::Warn: return QLatin1StringView("warning");
        case Tone::Bad: return QLatin1StringView("error");
        case Tone::None: break;
    }
    return {};
}

QLatin1StringView toneName(Tone tone) {
    switch (tone) {
        case Tone::Good: return QLatin1StringView("good");
        case Tone::Warn: return QLatin1StringView("warn");
        case Tone::Bad: return QLatin1StringView("bad");
        case Tone::None: break;
    }
    return {};
}

}  // namespace timbre::ui
