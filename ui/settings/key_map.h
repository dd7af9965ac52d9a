// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <array>
#include <optional>

#include "ui/actions/actions.h"
#include "ui/settings/settings.h"

namespace timbre::ui {

/// The keys of the actions: those of the table, and what the user has put in their place. Stored per ActionId, by name, so
/// that a later version with other actions keeps them. One for each ActionSet; it applies what is stored when it is made.
class KeyMap final : public QObject {
    Q_OBJECT

  public:
    using Keys = QList<QKeySequence>;

    /// Both outlive it.
    KeyMap(ActionSet& actions, Settings& settings, QObject* parent = nullptr);

    [[nodiscard]] Keys keys(ActionId id) const { return actions_[id].shortcuts(); }
    [[nodiscard]] Keys usualKeys(ActionId id) const { return usual_[static_cast<std::size_t>(id)]; }
    [[nodiscard]] bool isChanged(ActionId id) const { return keys(id) != usualKeys(id); }

    /// Who else listens to this: an action with the same keys, or with keys that begin so.
    [[nodiscard]] std::optional<ActionId> holder(const QKeySequence& keys, ActionId except) const;

    /// In place of all keys of the action, at once; empty: none. False, and nothing is changed, where another action
    /// has them.
    bool bind(ActionId id, const QKeySequence& keys);
    /// The same, and whoever had them loses them.
    void take(ActionId id, const QKeySequence& keys);
    /// The keys of the table again, as far as no other action has them now.
    void reset(ActionId id);
    void resetAll();

  Q_SIGNALS:
    void changed(timbre::ui::ActionId id);

  private:
    void set(ActionId id, const Keys& keys);

    ActionSet& actions_;
    Settings& settings_;
    std::array<Keys, static_cast<std::size_t>(ActionId::Count)> usual_{};
};

/// Single keys that a room listens to itself while it is shown: "R" in Record. Fixed; empty for all other actions.
[[nodiscard]] QKeySequence roomKey(ActionId id);

}  // namespace timbre::ui
