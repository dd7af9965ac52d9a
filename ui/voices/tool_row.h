// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <array>

#include "ui/theme/theme.h"
#include "ui/voices/voices_model.h"

class QLineEdit;

namespace timbre::ui {

class Chip;

/// Above the cards: search, filters with their counts, import, make.
class ToolRow final : public QFrame {
    Q_OBJECT

  public:
    explicit ToolRow(const Theme& theme, QWidget* parent = nullptr);

    void count(const VoicesModel& voices);
    void focusSearch();

  Q_SIGNALS:
    void searched(const QString& text);
    void filtered(timbre::ui::VoiceFilter filter);
    void importAsked();
    void makeAsked();

  private:
    void tell();

    QLineEdit* search_;
    std::array<Chip*, static_cast<std::size_t>(VoiceFilter::Count)> chips_{};
};

}  // namespace timbre::ui
