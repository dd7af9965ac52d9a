// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ui/settings/page_parts.h"
#include "ui/settings/settings_room.h"

class QKeySequenceEdit;
class QLabel;
class QPushButton;

namespace timbre::ui {

/// Every action with its keys; a key that another action has is only taken from it when that is wished.
class KeysPage final : public SettingsPage {
    Q_OBJECT

  public:
    explicit KeysPage(const SettingsParts& parts, QWidget* parent = nullptr);

    /// As if the user had typed the keys into the action's row.
    void enter(ActionId id, const QKeySequence& keys);

  private:
    struct Row {
        ActionId id;
        QLabel* name;
        QKeySequenceEdit* edit;
        QLabel* also;
        QPushButton* reset;
        QLabel* problem;
        QPushButton* take;
    };
    void add(ActionId id);
    void showRow(Row& row);
    [[nodiscard]] Row& rowOf(ActionId id) { return table_[static_cast<std::size_t>(id)]; }
    [[nodiscard]] QString nameOf(ActionId id) const;

    SettingsParts parts_;
    std::vector<Row> table_;
};

}  // namespace timbre::ui
