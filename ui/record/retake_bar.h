// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/record/record_session.h"
#include "ui/widgets/notice_bar.h"

namespace timbre::ui {

/// A recording of a voice is made again: which one, what to do next, and whether the new one shall be used. Hidden otherwise.
class RetakeBar final : public NoticeBar {
    Q_OBJECT

  public:
    RetakeBar(const Theme& theme, RecordSession& session, QWidget* parent = nullptr);

    [[nodiscard]] QPushButton& useNew() noexcept { return *useNew_; }
    [[nodiscard]] QPushButton& keepOld() noexcept { return *keepOld_; }

  Q_SIGNALS:
    void useNewAsked();
    void keepOldAsked();

  private:
    void showState();
    [[nodiscard]] QString advice() const;

    RecordSession& session_;
    QPushButton* keepOld_;
    QPushButton* useNew_;
};

}  // namespace timbre::ui
