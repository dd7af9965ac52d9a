// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QLatin1StringView>
#include <QList>
#include <QObject>
#include <array>
#include <cstddef>

namespace timbre::ui {

Q_NAMESPACE

/// Everything that can be done by menu, button or key; each is one row of the table in actions.cpp.
enum class ActionId {
    NewProject,
    Open,
    Save,
    SaveAs,
    Paste,
    Export,
    Quit,
    Undo,
    Redo,
    DeleteLine,
    Speak,
    PlayPause,
    PlayPauseTyping,
    Stop,
    RenderChanged,
    PreviousLine,
    NextLine,
    AppearanceSystem,
    AppearanceLight,
    AppearanceDark,
    RoomRecord,
    RoomVoices,
    RoomScript,
    RoomDub,
    Settings,
    Record,
    KeepAndNext,
    PunchIn,
    Listen,
    FirstTake,
    SecondTake,
    MakeVoice,
    ImportVoice,
    ExportVoice,
    About,
    Count,
};
Q_ENUM_NS(ActionId)

/// The actions of one window, made from the table.
class ActionSet final : public QObject {
    Q_OBJECT

  public:
    explicit ActionSet(QObject* parent);

    [[nodiscard]] QAction& operator[](ActionId id) const { return *actions_[static_cast<std::size_t>(id)]; }
    [[nodiscard]] QList<QAction*> all() const { return {actions_.begin(), actions_.end()}; }

    /// "Speak (Ctrl+Enter)".
    static QString toolTip(const QAction& action);

  private:
    void retranslate();

    std::array<QAction*, static_cast<std::size_t>(ActionId::Count)> actions_{};
};

}  // namespace timbre::ui
