// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <array>

#include "ui/settings/machine_facts.h"
#include "ui/settings/settings.h"
#include "ui/theme/theme.h"

class QCheckBox;
class QFrame;
class QLabel;
class QVBoxLayout;

namespace timbre::ui {

class ChoiceCard;
class Segment;
class StateIcon;

/// What the window shows at its very first start, over everything else: what works on this computer, as it is found out,
/// and three ways to a first voice. Recording and opening wait for the statement of permission. It goes by itself when
/// something is chosen, and does not come again.
class FirstRunCard final : public QWidget {
    Q_OBJECT

  public:
    /// Which ways there are in this build.
    struct Ways {
        bool record = true;  ///< There is a room to record and open recordings in.
        bool demo = false;   ///< There is a demo voice.
    };
    FirstRunCard(const Theme& theme, Settings& settings, MachineFacts& facts, Ways ways, QWidget& window);

    [[nodiscard]] bool hasPermission() const;
    /// The sentence beside the box.
    [[nodiscard]] QString statement() const;

  Q_SIGNALS:
    void recordAsked();
    void openAsked();
    void demoAsked();
    /// It is gone; comes after one of the others, or alone.
    void closed();

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void mousePressEvent(QMouseEvent* event) override;

  private:
    struct Row {
        StateIcon* icon = nullptr;
        QLabel* name = nullptr;
        QLabel* text = nullptr;
    };
    void addHead(QVBoxLayout& column);
    void addRows(QVBoxLayout& column);
    void addChoices(QVBoxLayout& column);
    void addFoot(QVBoxLayout& column);
    void showFacts();
    void showWords();
    void showWays();
    void place();
    void close();

    const Theme& theme_;
    Settings& settings_;
    MachineFacts& facts_;
    Ways ways_;
    QFrame* dialog_;
    Segment* language_ = nullptr;
    QLabel* title_ = nullptr;
    std::array<Row, 5> rows_{};
    ChoiceCard* record_ = nullptr;
    ChoiceCard* open_ = nullptr;
    ChoiceCard* demo_ = nullptr;
    QCheckBox* permission_ = nullptr;
};

}  // namespace timbre::ui
