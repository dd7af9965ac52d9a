// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "ui/record/record_session.h"
#include "ui/theme/theme.h"

class QBoxLayout;
class QCheckBox;
class QLabel;

namespace timbre::ui {

/// The box that recording waits for. Never ticked by itself; once ticked it says when.
class ConsentBar final : public QFrame {
    Q_OBJECT

  public:
    ConsentBar(const Theme& theme, RecordSession& session, QWidget* parent = nullptr);
    [[nodiscard]] QCheckBox& box() noexcept { return *box_; }
    /// Something waits for the tick: it gets the focus.
    void point();

  private:
    void showState();

    RecordSession& session_;
    QCheckBox* box_;
    QLabel* note_;
    QBoxLayout* words_;
};

}  // namespace timbre::ui
