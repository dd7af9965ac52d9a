// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/spectrum_ramp.h"

#include <cmath>

namespace timbre::ui {

namespace {

struct Stop {
    double at;
    QRgb colour;
};

double linear(int channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

}  // namespace

double luminance(QRgb colour) {
    return 0.2126 * linear(qRed(colour)) + 0.7152 * linear(qGreen(colour)) + 0.0722 * linear(qBlue(colour));
}

std::array<QRgb, 256> spectrumRamp(const Tokens& t) {
    const QRgb teal = t.voice(0);
    const std::array<Stop, 5> stops{{{0.0, t.well},
                                     {0.35, mix(t.well, teal, 0.28).rgb()},
                                     {0.65, mix(t.well, teal, 0.72).rgb()},
                                     {0.85, t.dark ? t.voice(5) : mix(teal, t.ink, 0.35).rgb()},
                                     {1.0, t.dark ? 0xFFFFF3DC : t.ink}}};
    std::array<QRgb, 256> ramp{};
    for (std::size_t i = 0; i < ramp.size(); ++i) {
        const double at = static_cast<double>(i) / 255.0;
        std::size_t upper = 1;
        while (upper + 1 < stops.size() && at > stops.at(upper).at) {
            ++upper;
        }
        const Stop& low = stops.at(upper - 1);
        const Stop& high = stops.at(upper);
        ramp.at(i) = mix(low.colour, high.colour, (at - low.at) / (high.at - low.at)).rgb();
    }
    return ramp;
}

}  // namespace timbre::ui
