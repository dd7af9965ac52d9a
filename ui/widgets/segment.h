// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QList>
#include <QStringList>

class QButtonGroup;
class QToolButton;

namespace timbre::ui {

/// One of a few, side by side. One tab stop; the arrow keys move inside.
class Segment final : public QFrame {
    Q_OBJECT

  public:
    explicit Segment(const QStringList& words, QWidget* parent = nullptr);

    void setWords(const QStringList& words);
    [[nodiscard]] int current() const;
    void setCurrent(int index);
    /// A choice that cannot be taken is greyed, with its reason as tooltip.
    void setChoiceEnabled(int index, bool enabled, const QString& reason = {});

  Q_SIGNALS:
    void currentChanged(int index);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void keepOneTabStop();

    QButtonGroup* group_;
    QList<QToolButton*> buttons_;
};

}  // namespace timbre::ui
