// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>
#include <optional>

#include "core/studio/protocol.h"
#include "ui/theme/theme.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace timbre::ui {

class ClipRow;

/// The recordings of a version, one chosen, and what was left out when it was made.
class VoiceClips final : public QWidget {
    Q_OBJECT

  public:
    explicit VoiceClips(const Theme& theme, QWidget* parent = nullptr);

    /// Nothing but the heading until the version is known.
    void showVersion(int number, const std::optional<VoiceVersion>& version);
    [[nodiscard]] const QList<ClipRow*>& rows() const noexcept { return rows_; }
    /// Index among the version's clips; -1: none.
    [[nodiscard]] int chosen() const;

  Q_SIGNALS:
    void recordAsked(int clip);
    void playAsked(int clip);

  private:
    void addRow(int clip);
    void tell();

    const Theme& theme_;
    int number_ = 0;
    std::optional<VoiceVersion> version_;
    QLabel* title_;
    QPushButton* record_;
    QVBoxLayout* column_;
    QLabel* leftOut_;
    QList<ClipRow*> rows_;
};

}  // namespace timbre::ui
