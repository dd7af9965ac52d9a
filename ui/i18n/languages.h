// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

/// The languages of the window. Like Qt's translators they are the whole program's, so there is no object to hand round.
/// Thread: the GUI thread.
namespace timbre::ui {

struct UiLanguage {
    QString tag;   ///< As settings keep it: "en", "zh-CN", "ja".
    QString name;  ///< In the language itself; not to be translated.
};

/// English, Simplified Chinese, Japanese.
const QList<UiLanguage>& uiLanguages();

/// The first of the wished tags ("ja-JP", "zh-Hans-CN") that there is a language for; "en" where there is none.
QString languageFor(const QStringList& wished);

/// Shows the window in this language from now on, numbers and dates included. Words that follow the language (words.h)
/// have changed on return; widgets that wait for QEvent::LanguageChange get it next.
/// @param tag  of uiLanguages(); empty or unknown: as the system is set.
void useLanguage(const QString& tag);

/// Tag of the language in use; "en" before the first useLanguage().
QString usedLanguage();

}  // namespace timbre::ui
