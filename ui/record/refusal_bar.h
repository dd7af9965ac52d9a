// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/record/record_session.h"
#include "ui/widgets/notice_bar.h"

namespace timbre::ui {

/// What is wrong with the take in use, in one sentence, and the two ways on: record again, or keep it knowingly.
class RefusalBar final : public NoticeBar {
    Q_OBJECT

  public:
    RefusalBar(const Theme& theme, RecordSession& session, QWidget* parent = nullptr);
    [[nodiscard]] QPushButton& again() noexcept { return *again_; }
    [[nodiscard]] QPushButton& keep() noexcept { return *keep_; }

  private:
    void showState();

    RecordSession& session_;
    QPushButton* keep_;
    QPushButton* again_;
};

}  // namespace timbre::ui
