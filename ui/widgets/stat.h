// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/theme/theme.h"
#include "ui/widgets/spoken_value.h"
#include "ui/widgets/tone.h"

namespace timbre::ui {

/// One number, one colour, one word: "SNR / 38 dB / Good".
class Stat final : public QWidget, public SpokenValue {
    Q_OBJECT

  public:
    Stat(const Theme& theme, const QString& name, QWidget* parent = nullptr);

    void setName(const QString& name);
    /// `number` is spelt already (U+2212 for minus), an empty one shows a dash.
    void setReading(const QString& number, const QString& unit, const QString& word, Tone tone);
    [[nodiscard]] Tone tone() const noexcept { return tone_; }
    [[nodiscard]] QSize sizeHint() const override { return {112, 64}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {96, 64}; }
    [[nodiscard]] SpokenAmount spokenAmount() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    const Theme& theme_;
    QString name_;
    QString number_;
    QString unit_;
    QString word_;
    Tone tone_ = Tone::None;
};

/// "−14.6": one decimal where `decimals` says so, U+2212 for minus, the language's decimal point.
QString numberText(double value, int decimals);

}  // namespace timbre::ui
