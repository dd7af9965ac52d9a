// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QLatin1StringView>

#include "ui/i18n/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/controls.h"

class QHBoxLayout;

namespace timbre::ui {

/// A card across the room: a strong line, a sentence below it, and at the right what can be done about it.
class NoticeBar : public QFrame {
    Q_OBJECT

  public:
    /// `card` as the style sheet knows it.
    NoticeBar(const Theme& theme, QLatin1StringView card, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const;
    [[nodiscard]] QString sentence() const;

  protected:
    void setNotice(const QString& title, const QString& sentence);
    /// A quiet picture before the words.
    void setPicture(QLatin1StringView icon);
    /// At the right of those that are there.
    QPushButton* addButton(ButtonKind kind, QLatin1StringView icon, Words words);

  private:
    const Theme& theme_;
    QLabel* title_;
    QLabel* sentence_;
    QHBoxLayout* row_;
};

}  // namespace timbre::ui
