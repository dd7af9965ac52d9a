// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/key_map.h"

#include <QMetaEnum>

namespace timbre::ui {

namespace {

/// "keys/Speak": the name of the ActionId, which stays when the table grows.
Key<QString> storedAs(ActionId id) {
    static std::array<QByteArray, static_cast<std::size_t>(ActionId::Count)> names;
    QByteArray& name = names[static_cast<std::size_t>(id)];
    if (name.isEmpty()) {
        name = QByteArrayLiteral("keys/") + QMetaEnum::fromType<ActionId>().valueToKey(static_cast<int>(id));
    }
    return {name.constData(), QStringLiteral("usual")};
}

template <typename F>
void forEachAction(const F& f) {
    for (int i = 0; i < static_cast<int>(ActionId::Count); ++i) {
        f(static_cast<ActionId>(i));
    }
}

}  // namespace

KeyMap::KeyMap(ActionSet& actions, Settings& settings, QObject* parent)
    : QObject(parent), actions_(actions), settings_(settings) {
    forEachAction([this](ActionId id) {
        usual_[static_cast<std::size_t>(id)] = actions_[id].shortcuts();
        const Key<QString> key = storedAs(id);
        if (const QString stored = settings_.get(key); stored != key.fallback) {
            actions_[id].setShortcuts(QKeySequence::listFromString(stored));
        }
    });
}

std::optional<ActionId> KeyMap::holder(const QKeySequence& wanted, ActionId except) const {
    std::optional<ActionId> found;
    if (wanted.isEmpty()) {
        return found;
    }
    forEachAction([&](ActionId id) {
        if (found || id == except) {
            return;
        }
        for (const QKeySequence& held : keys(id)) {
            // A key that begins a longer sequence of another would make both ambiguous.
            // An empty one would begin every other.
            if (!held.isEmpty() && (held.matches(wanted) != QKeySequence::NoMatch || wanted.matches(held) != QKeySequence::NoMatch)) {
                found = id;
            }
        }
    });
    return found;
}

bool KeyMap::bind(ActionId id, const QKeySequence& wanted) {
    if (holder(wanted, id)) {
        return false;
    }
    set(id, wanted.isEmpty() ? Keys{} : Keys{wanted});
    return true;
}

void KeyMap::take(ActionId id, const QKeySequence& wanted) {
    while (const auto other = holder(wanted, id)) {
        Keys rest = keys(*other);
        rest.removeIf([&](const QKeySequence& held) {
            return held.matches(wanted) != QKeySequence::NoMatch || wanted.matches(held) != QKeySequence::NoMatch;
        });
        set(*other, rest);
    }
    bind(id, wanted);
}

void KeyMap::reset(ActionId id) {
    Keys free = usualKeys(id);
    free.removeIf([&](const QKeySequence& key) { return holder(key, id).has_value(); });
    set(id, free);
}

void KeyMap::resetAll() {
    forEachAction([this](ActionId id) { set(id, usualKeys(id)); });
}

void KeyMap::set(ActionId id, const Keys& wanted) {
    const Key<QString> key = storedAs(id);
    actions_[id].setShortcuts(wanted);
    settings_.set(key, wanted == usualKeys(id) ? key.fallback : QKeySequence::listToString(wanted));
    Q_EMIT changed(id);
}

QKeySequence roomKey(ActionId id) {
    switch (id) {
        case ActionId::Record: return Qt::Key_R;
        case ActionId::KeepAndNext: return Qt::Key_Return;
        case ActionId::PunchIn: return Qt::SHIFT | Qt::Key_D;
        case ActionId::Listen:
        case ActionId::PlayPause: return Qt::Key_Space;
        case ActionId::FirstTake: return Qt::Key_1;
        case ActionId::SecondTake: return Qt::Key_2;
        default: return {};
    }
}

}  // namespace timbre::ui
