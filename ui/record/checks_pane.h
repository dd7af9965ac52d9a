// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QFrame>
#include <QTimer>
#include <array>

#include "ui/i18n/words.h"
#include "ui/record/record_session.h"
#include "ui/record/record_words.h"
#include "ui/theme/theme.h"

class QComboBox;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace timbre::ui {

class Stat;
class TallMeter;
class VerdictCard;

/// The right of the record room: which microphone, what to make of it, the meter, the figures.
class ChecksPane final : public QFrame {
    Q_OBJECT

  public:
    ChecksPane(const Theme& theme, RecordSession& session, QWidget* parent = nullptr);

    /// In low windows the rows at the foot go.
    void setLow(bool low);
    [[nodiscard]] VerdictCard& verdict() noexcept { return *verdict_; }
    [[nodiscard]] TallMeter& meter() noexcept { return *meter_; }
    [[nodiscard]] QComboBox& devices() noexcept { return *devices_; }
    [[nodiscard]] Stat& snr() noexcept { return *snr_; }
    /// What the rows at the foot say, for tests.
    [[nodiscard]] QString hum() const;
    [[nodiscard]] QString echo() const;

  private:
    /// "Echo / low / tick".
    struct CheckRow {
        QLabel* value = nullptr;
        QWidget* tick = nullptr;
    };
    void showDevices();
    void showStatus();
    void showStats();
    void showVerdict();
    void showChecks(const InputStatus& status);
    [[nodiscard]] SpokenVerdict verdictOf(const InputStatus& status) const;
    void readMeter();
    CheckRow addCheck(QLatin1StringView icon, Words name, QVBoxLayout& rows);
    static void set(const CheckRow& row, bool known, bool good, const QString& value);

    const Theme& theme_;
    RecordSession& session_;
    QComboBox* devices_;
    QToolButton* monitor_;
    VerdictCard* verdict_;
    TallMeter* meter_;
    Stat* level_;
    Stat* snr_;
    Stat* floor_;
    Stat* peak_;
    QWidget* checks_;
    CheckRow echo_;
    CheckRow hum_;
    CheckRow treble_;
    CheckRow pace_;
    QTimer meterTimer_;
    QElapsedTimer sinceVerdict_;
    QElapsedTimer sinceStats_;
    RecordStage stage_ = RecordStage::Opening;
    std::array<double, 15> levels_{};  ///< Of the last 1.5 s: pauses between words are no quiet voice.
    std::size_t levelAt_ = 0;
};

}  // namespace timbre::ui
