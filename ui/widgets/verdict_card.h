// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QFrame>

#include "ui/theme/theme.h"
#include "ui/widgets/tone.h"

class QLabel;

namespace timbre::ui {

class ToneMark;

/// The verdict on what the microphone hears: a strong line and one sentence that says what to do. A change is announced to
/// screen readers, at most every 3 s.
class VerdictCard final : public QFrame {
    Q_OBJECT

  public:
    explicit VerdictCard(const Theme& theme, QWidget* parent = nullptr);
    void setVerdict(Tone tone, const QString& title, const QString& advice);
    [[nodiscard]] Tone tone() const noexcept { return tone_; }
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString advice() const;
    /// How long screen readers are left alone after an announcement; for tests.
    void announceEvery(int milliseconds) { announceMs_ = milliseconds; }

  Q_SIGNALS:
    /// What screen readers were told just now.
    void announced(const QString& words);

  private:
    void announce();

    ToneMark* mark_;
    QLabel* title_;
    QLabel* advice_;
    Tone tone_ = Tone::None;
    QElapsedTimer lastAnnounced_;
    bool announcementDue_ = false;
    int announceMs_ = 3000;
};

}  // namespace timbre::ui
