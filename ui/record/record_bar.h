// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "ui/record/record_session.h"
#include "ui/theme/theme.h"

class QLabel;
class QToolButton;

namespace timbre::ui {

class KeyCap;
class RecordButton;
class TakeClock;

/// The foot of the record room: the clock, the big round button, the keys.
class RecordBar final : public QFrame {
    Q_OBJECT

  public:
    RecordBar(const Theme& theme, RecordSession& session, QWidget* parent = nullptr);

    void setLow(bool low);
    [[nodiscard]] RecordButton& button() noexcept { return *button_; }

  private:
    void showState();
    void showTime();

    const Theme& theme_;
    RecordSession& session_;
    TakeClock* clock_;
    QLabel* state_;
    QToolButton* back_;
    QToolButton* play_;
    RecordButton* button_;
    QLabel* recordWord_;
    bool playing_ = false;
};

}  // namespace timbre::ui
