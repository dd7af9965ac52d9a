// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/line_listener.h"

namespace timbre {

std::string_view lineFitName(LineFit::Kind kind) noexcept {
    switch (kind) {
        case LineFit::Kind::Whole: return "whole";
        case LineFit::Kind::Half: return "half";
        case LineFit::Kind::Wrong: return "wrong";
        case LineFit::Kind::Unknown: break;
    }
    return "unknown";
}

std::optional<double> LineListener::syllables(std::string_view /*text*/, std::string_view /*language*/) const {
    return std::nullopt;
}

}  // namespace timbre
