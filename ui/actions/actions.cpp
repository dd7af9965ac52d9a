// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/actions.h"

#include <QCoreApplication>
#include <QKeySequence>

#include "ui/i18n/words.h"

namespace timbre::ui {

namespace {

struct Row {
    ActionId id;
    const char* text;
    const char* keys;  ///< Portable text, several separated by "; ".
    bool checkable = false;
};

// clang-format off
constexpr Row kTable[] = {
    {ActionId::NewProject,       QT_TRANSLATE_NOOP("Actions", "New project"), "Ctrl+N"},
    {ActionId::Open,             QT_TRANSLATE_NOOP("Actions", "Open…"), "Ctrl+O"},
    {ActionId::Save,             QT_TRANSLATE_NOOP("Actions", "Save"), "Ctrl+S"},
    {ActionId::SaveAs,           QT_TRANSLATE_NOOP("Actions", "Save as…"), "Ctrl+Shift+S"},
    {ActionId::Paste,            QT_TRANSLATE_NOOP("Actions", "Paste as lines"), "Ctrl+V"},
    {ActionId::Export,           QT_TRANSLATE_NOOP("Actions", "Export…"), "Ctrl+E"},
    {ActionId::Quit,             QT_TRANSLATE_NOOP("Actions", "Quit"), "Ctrl+Q"},
    {ActionId::Undo,             QT_TRANSLATE_NOOP("Actions", "Undo"), "Ctrl+Z"},
    {ActionId::Redo,             QT_TRANSLATE_NOOP("Actions", "Redo"), "Ctrl+Y; Ctrl+Shift+Z"},
    {ActionId::DeleteLine,       QT_TRANSLATE_NOOP("Actions", "Delete line"), "Shift+Del"},
    {ActionId::Speak,            QT_TRANSLATE_NOOP("Actions", "Speak"), "Ctrl+Return; Ctrl+Enter"},
    {ActionId::PlayPause,        QT_TRANSLATE_NOOP("Actions", "Play or pause"), ""},
    {ActionId::PlayPauseTyping,  QT_TRANSLATE_NOOP("Actions", "Play or pause while typing"), "Ctrl+Space"},
    {ActionId::Stop,             QT_TRANSLATE_NOOP("Actions", "Stop"), "Ctrl+."},
    {ActionId::RenderChanged,    QT_TRANSLATE_NOOP("Actions", "Render changed"), "Ctrl+Shift+Return; Ctrl+Shift+Enter"},
    {ActionId::PreviousLine,     QT_TRANSLATE_NOOP("Actions", "Previous line"), ""},
    {ActionId::NextLine,         QT_TRANSLATE_NOOP("Actions", "Next line"), ""},
    {ActionId::AppearanceSystem, QT_TRANSLATE_NOOP("Actions", "Follow the system"), "", true},
    {ActionId::AppearanceLight,  QT_TRANSLATE_NOOP("Actions", "Light"), "", true},
    {ActionId::AppearanceDark,   QT_TRANSLATE_NOOP("Actions", "Dark"), "", true},
    {ActionId::RoomRecord,       QT_TRANSLATE_NOOP("Actions", "Go to Record"), "Ctrl+Alt+1"},
    {ActionId::RoomVoices,       QT_TRANSLATE_NOOP("Actions", "Go to Voices"), "Ctrl+Alt+2"},
    {ActionId::RoomScript,       QT_TRANSLATE_NOOP("Actions", "Go to Script"), "Ctrl+Alt+3"},
    {ActionId::RoomDub,          QT_TRANSLATE_NOOP("Actions", "Go to Dub"), "Ctrl+Alt+4"},
    {ActionId::Settings,         QT_TRANSLATE_NOOP("Actions", "Settings"), "Ctrl+,"},
    {ActionId::Record,           QT_TRANSLATE_NOOP("Actions", "Record or stop"), ""},
    {ActionId::KeepAndNext,      QT_TRANSLATE_NOOP("Actions", "Keep and go on"), ""},
    {ActionId::PunchIn,          QT_TRANSLATE_NOOP("Actions", "Record from here"), ""},
    {ActionId::Listen,           QT_TRANSLATE_NOOP("Actions", "Listen to the take"), ""},
    {ActionId::FirstTake,        QT_TRANSLATE_NOOP("Actions", "Listen to the old take"), ""},
    {ActionId::SecondTake,       QT_TRANSLATE_NOOP("Actions", "Listen to the new take"), ""},
    {ActionId::MakeVoice,        QT_TRANSLATE_NOOP("Actions", "Make a voice"), ""},
    {ActionId::ImportVoice,      QT_TRANSLATE_NOOP("Actions", "Import a voice…"), ""},
    {ActionId::ExportVoice,      QT_TRANSLATE_NOOP("Actions", "Export the voice…"), ""},
    {ActionId::About,            QT_TRANSLATE_NOOP("Actions", "About Timbre Studio"), ""},
};
// clang-format on
static_assert(std::size(kTable) == static_cast<std::size_t>(ActionId::Count));

}  // namespace

ActionSet::ActionSet(QObject* parent) : QObject(parent) {
    for (const Row& row : kTable) {
        auto* action = new QAction(this);
        action->setShortcuts(QKeySequence::listFromString(QString::fromLatin1(row.keys)));
        action->setCheckable(row.checkable);
        actions_[static_cast<std::size_t>(row.id)] = action;
    }
    inEveryLanguage(*this, [this] { retranslate(); });
}

void ActionSet::retranslate() {
    for (const Row& row : kTable) {
        actions_[static_cast<std::size_t>(row.id)]->setText(QCoreApplication::translate("Actions", row.text));
    }
}

QString ActionSet::toolTip(const QAction& action) {
    const QString name = QString(action.text()).remove(QChar(u'…'));
    return action.shortcut().isEmpty()
               ? name
               : QCoreApplication::translate("Actions", "%1 (%2)")
                     .arg(name, action.shortcut().toString(QKeySequence::NativeText));
}

}  // namespace timbre::ui
