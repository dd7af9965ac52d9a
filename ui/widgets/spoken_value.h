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

/// A painted widget (derived from QWidget first, then from this) with a value to be read out.
class SpokenValue {
  public:
    /// Makes such widgets known to the accessibility bridge before their first event: setting an accessible name asks
    /// for the interface already, and what is found then is kept.
    SpokenValue();
    SpokenValue(const SpokenValue&) = delete;
    SpokenValue& operator=(const SpokenValue&) = delete;
    virtual ~SpokenValue() = default;
    [[nodiscard]] virtual SpokenAmount spokenAmount() const = 0;
    /// From a screen reader; widgets that only show something leave it out.
    virtual void takeSpokenAmount(double /*amount*/) {}
};

}  // namespace timbre::ui
