// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace timbre::ui {

/// What a painted widget has for a value: a screen reader reads `text` and knows where the number lies in its range.
struct SpokenAmount {
    double now = 0.0;
    double lowest = 0.0;
    double highest = 1.0;
    QString text;
};

/// A painted widget (also derived from QWidget) with a value to be read out. Its constructor calls useSpokenValues().
class SpokenValue {
  public:
    SpokenValue() = default;
    SpokenValue(const SpokenValue&) = delete;
    SpokenValue& operator=(const SpokenValue&) = delete;
    virtual ~SpokenValue() = default;
    [[nodiscard]] virtual SpokenAmount spokenAmount() const = 0;
    /// From a screen reader; widgets that only show something leave it out.
    virtual void takeSpokenAmount(double /*amount*/) {}
};

/// Makes such widgets known to the accessibility bridge; once is enough, more do no harm.
void useSpokenValues();

}  // namespace timbre::ui
