// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "ui/bridge/engine_bridge.h"
#include "ui/widgets/sheet.h"

class QLineEdit;
class QPlainTextEdit;

namespace timbre::ui {

/// Asks before a voice is deleted: lists what goes, who uses it, and wants its name typed.
class DeleteSheet final : public Sheet {
    Q_OBJECT

  public:
    DeleteSheet(const Theme& theme, EngineBridge& bridge, const VoiceSummary& voice, QWidget& over);

    /// Unset until it has come.
    [[nodiscard]] const std::optional<RemovalPlanned>& plan() const noexcept { return plan_; }

  private:
    void tell();
    void allow();

    QString voiceName_;
    std::optional<JobId> planning_;
    std::optional<JobId> finding_;
    std::optional<RemovalPlanned> plan_;
    std::optional<UsesFound> uses_;
    QString refused_;  ///< why it cannot be said what goes; empty while that is not the case
    QLabel* summary_;
    QLabel* use_;
    QPlainTextEdit* list_;
    QLineEdit* name_;
    QPushButton* delete_;
};

}  // namespace timbre::ui
