// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/i18n/language_menu.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>

#include "ui/i18n/languages.h"
#include "ui/i18n/words.h"

namespace timbre::ui {

QMenu* makeLanguageMenu(Settings& settings, QWidget* parent) {
    auto* menu = new QMenu(parent);
    say(*menu, &QMenu::setTitle, [] { return QCoreApplication::translate("LanguageMenu", "Language"); });
    auto* group = new QActionGroup(menu);
    const auto add = [&](const QString& tag) {
        QAction* action = menu->addAction(QString());
        action->setCheckable(true);
        action->setActionGroup(group);
        action->setChecked(settings.get(keys::kLanguage) == tag);
        // It may also be chosen in the settings.
        onLanguageChange(*action, [action, &settings, tag] { action->setChecked(settings.get(keys::kLanguage) == tag); });
        QObject::connect(action, &QAction::triggered, menu, [&settings, tag] {
            settings.set(keys::kLanguage, tag);
            useLanguage(tag);
        });
        return action;
    };
    say(*add({}), &QAction::setText, [] { return QCoreApplication::translate("LanguageMenu", "Follow the system"); });
    menu->addSeparator();
    for (const UiLanguage& language : uiLanguages()) {
        add(language.tag)->setText(language.name);
    }
    return menu;
}

}  // namespace timbre::ui
