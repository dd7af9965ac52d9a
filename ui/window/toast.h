// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QList>
#include <QLatin1StringView>
#include <functional>
#include <vector>

#include "ui/theme/theme.h"

class QLabel;
class QProgressBar;

namespace timbre::ui {

enum class ToastKind { Good, Working, Warn, Bad };

struct ToastButton {
    QString text;
    QLatin1StringView icon;
    std::function<void()> pressed;
    bool dismisses = true;
};

/// What happened, why, and what to do. Lives in a ToastStack.
class Toast final : public QFrame {
    Q_OBJECT

  public:
    Toast(const Theme& theme, ToastKind kind, const QString& title, const QString& text,
          std::vector<ToastButton> buttons, QWidget* parent);

    [[nodiscard]] ToastKind kind() const noexcept { return kind_; }
    void setText(const QString& text);
    /// 0..1; shows a bar. For ToastKind::Working.
    void setProgress(double share);

  Q_SIGNALS:
    void dismissed();

  private:
    ToastKind kind_;
    QLabel* text_;
    QProgressBar* progress_;
};

/// The toasts of a window, bottom right above the transport, at most three: the oldest that does not work goes first. Success leaves after
/// 5 s, everything else stays until it is dismissed.
class ToastStack final : public QObject {
    Q_OBJECT

  public:
    ToastStack(const Theme& theme, QWidget& window, int bottomMargin);

    Toast* show(ToastKind kind, const QString& title, const QString& text, std::vector<ToastButton> buttons = {});
    void dismiss(Toast* toast);
    /// Height of the bar at the foot of the window.
    void setBottomMargin(int height);
    [[nodiscard]] const QList<Toast*>& toasts() const noexcept { return toasts_; }

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void place();

    const Theme& theme_;
    QWidget& window_;
    int bottomMargin_;
    QList<Toast*> toasts_;  ///< The newest last.
};

}  // namespace timbre::ui
