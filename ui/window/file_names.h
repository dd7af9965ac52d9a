// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileInfo>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>
#include <algorithm>
#include <filesystem>
#include <iterator>

namespace timbre::ui {

/// File names as the core has them and as Qt shows them, whatever characters are in them.
inline std::filesystem::path pathOf(const QString& file) { return {file.toStdU16String()}; }
inline std::filesystem::path pathOf(const QUrl& file) { return pathOf(file.toLocalFile()); }
inline QString fileText(const std::filesystem::path& path) { return QString::fromStdU16String(path.u16string()); }

/// Files chosen in a dialog, as those that are dropped come.
inline QList<QUrl> urlsOf(const QStringList& files) {
    QList<QUrl> urls;
    std::ranges::transform(files, std::back_inserter(urls), &QUrl::fromLocalFile);
    return urls;
}

/// Whether the file's ending is one of these ("wav", in small letters), however it is written.
template <typename Endings>
bool endsAs(const QUrl& file, const Endings& endings) {
    const QString ending = QFileInfo(file.toLocalFile()).suffix().toLower();
    return std::ranges::any_of(endings, [&](const char* known) { return ending == QLatin1StringView(known); });
}

}  // namespace timbre::ui
