// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "ui/theme/system_appearance.h"
#include "ui/theme/tokens.h"

class QApplication;

namespace timbre::ui {

enum class Appearance { System, Light, Dark };

inline constexpr int kSmallestText = 13;  ///< The usual size.
inline constexpr int kLargestText = 18;

/// The theme in use: painted widgets ask it for tokens and repaint when it changes.
class Theme final : public QObject {
    Q_OBJECT

  public:
    /// Sets style, palette, font and style sheet of the application.
    explicit Theme(QApplication& application, Appearance appearance);

    [[nodiscard]] const Tokens& tokens() const noexcept { return *tokens_; }
    [[nodiscard]] Appearance appearance() const noexcept { return appearance_; }
    void setAppearance(Appearance appearance);
    [[nodiscard]] bool highContrast() const noexcept { return highContrast_; }
    void setHighContrast(bool on);
    /// Of plain words, in px; all others grow with it. kSmallestText..kLargestText.
    [[nodiscard]] int textSize() const noexcept { return textSize_; }
    void setTextSize(int pixels);

  Q_SIGNALS:
    void changed();

  private:
    void apply();

    QApplication& application_;
    SystemAppearance system_;
    Appearance appearance_;
    bool highContrast_ = false;
    int textSize_ = kSmallestText;
    const Tokens* tokens_ = nullptr;
};

}  // namespace timbre::ui
