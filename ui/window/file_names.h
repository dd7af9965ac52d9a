// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <filesystem>

namespace timbre::ui {

/// File names as the core has them and as Qt shows them, whatever characters are in them.
inline std::filesystem::path pathOf(const QString& file) { return {file.toStdU16String()}; }
inline QString fileText(const std::filesystem::path& path) { return QString::fromStdU16String(path.u16string()); }

}  // namespace timbre::ui
