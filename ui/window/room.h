// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QUrl>
#include <QWidget>

#include "core/base/result.h"
#include "ui/actions/actions.h"

namespace timbre::ui {

/// The places of the window, in the order of the path.
enum class RoomId { Record, Voices, Script, Dub, Settings, Count };

/// One place of the window. The window asks the room that is shown first: for keys, for files dropped, for its words.
class Room : public QWidget {
    Q_OBJECT

  public:
    using QWidget::QWidget;

    /// Beside the marks of the program; both may be empty.
    [[nodiscard]] virtual QString title() const { return {}; }
    [[nodiscard]] virtual QString status() const { return {}; }
    /// Its bar at the foot of the window in place of the transport. The room owns it.
    [[nodiscard]] virtual QWidget* foot() { return nullptr; }
    /// Without a bar of its own: whether the transport stands there.
    [[nodiscard]] virtual bool hasTransport() const { return true; }

    /// It is shown now, or no longer.
    virtual void enter() {}
    virtual void leave() {}
    /// The window closes: nothing may be lost.
    virtual void finish() {}

    /// Whether the room takes what the action asks for; what no room takes goes to the window.
    virtual bool act(ActionId) { return false; }
    /// Files from elsewhere.
    [[nodiscard]] virtual bool takesFiles(const QList<QUrl>&) const { return false; }
    virtual void takeFiles(const QList<QUrl>&) {}

  Q_SIGNALS:
    /// title() or status() is another now.
    void wordsChanged();
    void failed(const QString& title, const timbre::Error& error);
    void done(const QString& title, const QString& text);
    void roomAsked(timbre::ui::RoomId room);
};

}  // namespace timbre::ui
