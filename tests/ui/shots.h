// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QString>
#include <QWidget>

#include "ui/theme/theme.h"

/// Pictures of the window for looking at them. Each room has a file of its own, shots_ROOM.cpp, that registers a function:
/// `const Shots kShots{"record", [](const Camera& camera) { ...; camera.save(window, "record-ready"); }};`
/// It is called once for each language and theme, in which everything is set already but the fixture's own Theme.
namespace timbre::shots {

class Camera {
  public:
    Camera(QDir folder, ui::Appearance appearance);

    [[nodiscard]] const QDir& folder() const noexcept { return folder_; }
    [[nodiscard]] ui::Appearance appearance() const noexcept { return appearance_; }
    /// NAME-LANGUAGE-THEME.png, after what waits to be painted.
    void save(QWidget& widget, const QString& name) const;

  private:
    QDir folder_;
    ui::Appearance appearance_;
};

using Shoot = void (*)(const Camera& camera);

/// One room's pictures, known from before main().
struct Shots {
    Shots(const char* name, Shoot shoot);
};

}  // namespace timbre::shots
