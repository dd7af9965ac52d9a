// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

#include "ui/theme/theme.h"

class QFrame;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace timbre::ui {

/// A question or a form inside the window, over a scrim. Enter is the primary button, Esc cancels, Tab stays inside, and
/// the focus goes back to where it came from. Deletes itself when closed.
class Sheet : public QWidget {
    Q_OBJECT

  public:
    /// `over` is the window (or the room) that it covers. `width` of the dialog; its height follows the content.
    Sheet(const Theme& theme, const QString& title, QWidget& over, int width = 480);

    /// Where the content goes, under the title.
    [[nodiscard]] QVBoxLayout& content() const { return *content_; }
    /// Verb for a label. Danger fills it with the recording red, for what cannot be undone.
    QPushButton* setPrimary(const QString& text, bool danger = false);
    /// The other way out, left of the primary.
    QPushButton* setCancel(const QString& text);
    void setTitle(const QString& title);
    /// Shows it and gives the focus to `first`, or to the first control inside.
    void open(QWidget* first = nullptr);

  public Q_SLOTS:
    void accept();
    void reject();

  Q_SIGNALS:
    void accepted();
    void rejected();

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void place();
    void close();
    void keepFocus(QWidget* now);

    const Theme& theme_;
    QWidget& over_;
    int width_;
    QFrame* dialog_;
    QLabel* title_;
    QVBoxLayout* content_;
    QHBoxLayout* buttons_;
    QPushButton* primary_ = nullptr;
    QPushButton* cancel_ = nullptr;
    QPointer<QWidget> opener_;
};

}  // namespace timbre::ui
