// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>
#include <vector>

#include "core/studio/protocol.h"
#include "ui/theme/theme.h"

class QPushButton;
class QVBoxLayout;

namespace timbre::ui {

class VersionRow;

/// The versions of a voice on their rail, the newest on top; one can be chosen to be compared or to be used again.
class VoiceVersions final : public QWidget {
    Q_OBJECT

  public:
    explicit VoiceVersions(const Theme& theme, QWidget* parent = nullptr);

    /// By number; `present` is the one in use, `parent` the one that it was made from (0: none).
    void setVersions(std::vector<VersionSummary> versions, int present, int parent);
    /// How many sentences each of them speaks.
    void setUses(const std::vector<VoiceUse>& uses);
    /// Version to compare the present one with: the chosen one, else its parent, else the newest other; 0: there is none.
    [[nodiscard]] int other() const;

  Q_SIGNALS:
    void compareAsked(int number);
    void rollBackAsked(int number);

  private:
    void addRow(std::size_t index);
    void tellPicked();
    /// Null: none, or the present one.
    [[nodiscard]] const VersionRow* picked() const;

    const Theme& theme_;
    std::vector<VersionSummary> versions_;
    int present_ = 0;
    int parent_ = 0;
    QPushButton* compare_;
    QPushButton* rollBack_;
    QVBoxLayout* column_;
    QList<VersionRow*> rows_;
};

}  // namespace timbre::ui
