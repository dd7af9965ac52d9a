// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QWidget>

#include "ui/i18n/words.h"
#include "ui/settings/machine_facts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/painted_button.h"
#include "ui/widgets/tone.h"

class QLabel;
class QVBoxLayout;

/// What the pages of the settings are made of.
namespace timbre::ui {

/// A page: title on top, rows below; at most 960 wide.
class SettingsPage : public QWidget {
    Q_OBJECT

  public:
    SettingsPage(Words title, QWidget* parent = nullptr);

  protected:
    [[nodiscard]] QVBoxLayout& rows() const { return *rows_; }
    /// Its name and what it does at the left, the control at the right, a line below. The control's name for screen readers
    /// is the row's.
    void addRow(Words name, Words what, QWidget* control);
    QLabel* addHeading(Words text);

  private:
    QVBoxLayout* rows_;
};

/// Circle, triangle or octagon in its colour; a clock while it is looked at.
class StateIcon final : public QWidget {
    Q_OBJECT

  public:
    StateIcon(const Theme& theme, int size, QWidget* parent = nullptr);
    void setState(MachineRow::State state);
    [[nodiscard]] MachineRow::State state() const noexcept { return state_; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    const Theme& theme_;
    MachineRow::State state_ = MachineRow::State::Looking;
};

/// An engine or a model: picture, name, what for, whether it works.
class FindingRow final : public QWidget {
    Q_OBJECT

  public:
    FindingRow(const Theme& theme, QLatin1StringView icon, QWidget* parent = nullptr);
    void tell(const QString& name, const QString& what, const QString& word, MachineHealth health);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    const Theme& theme_;
    QLatin1StringView icon_;
    QLabel* name_;
    QLabel* what_;
    QLabel* word_;
    StateIcon* state_;
};

/// How much of the machine's memory is in use, and how much the studio may take.
class MemoryBar final : public QWidget {
    Q_OBJECT

  public:
    explicit MemoryBar(const Theme& theme, QWidget* parent = nullptr);
    /// Bytes; `limit` 0: half of the total.
    void setMemory(std::uint64_t total, std::uint64_t free, std::uint64_t limit);
    [[nodiscard]] QSize sizeHint() const override { return {320, 52}; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    [[nodiscard]] std::uint64_t mark() const { return limit_ == 0 ? total_ / 2 : limit_; }

    const Theme& theme_;
    std::uint64_t total_ = 0;
    std::uint64_t free_ = 0;
    std::uint64_t limit_ = 0;
};

/// A page's name in the list at the left.
class NavButton final : public PaintedButton {
    Q_OBJECT

  public:
    NavButton(const Theme& theme, QLatin1StringView icon, Words name, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override { return {220, 38}; }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    QLatin1StringView icon_;
};

}  // namespace timbre::ui
