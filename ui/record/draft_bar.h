// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/record/record_session.h"
#include "ui/widgets/notice_bar.h"

namespace timbre::ui {

/// The words of the line are a guess: it counts for the voice as soon as a person has read or corrected them.
class DraftBar final : public NoticeBar {
    Q_OBJECT

  public:
    DraftBar(const Theme& theme, RecordSession& session, QWidget* parent = nullptr);
    [[nodiscard]] QPushButton& correct() noexcept { return *correct_; }
    [[nodiscard]] QPushButton& right() noexcept { return *right_; }

  Q_SIGNALS:
    void editAsked();

  private:
    void showState();

    RecordSession& session_;
    QPushButton* correct_;
    QPushButton* right_;
};

}  // namespace timbre::ui
