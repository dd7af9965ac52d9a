// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "ui/record/record_session.h"
#include "ui/theme/theme.h"

class QLabel;
class QPushButton;

namespace timbre::ui {

/// What is wrong with the take in use, in one sentence, and the two ways on: record again, or keep it knowingly.
class RefusalBar final : public QFrame {
    Q_OBJECT

  public:
    RefusalBar(const Theme& theme, RecordSession& session, QWidget* parent = nullptr);
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QPushButton& again() noexcept { return *again_; }
    [[nodiscard]] QPushButton& keep() noexcept { return *keep_; }

  private:
    void showState();

    RecordSession& session_;
    QLabel* title_;
    QLabel* sentence_;
    QPushButton* again_;
    QPushButton* keep_;
};

}  // namespace timbre::ui
