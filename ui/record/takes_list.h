// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QList>

#include "ui/record/record_session.h"
#include "ui/theme/theme.h"
#include "ui/widgets/painted_button.h"

class QScrollArea;
class QLabel;

namespace timbre::ui {

/// One take of the line: in use or not, its wave, its figures, its verdict. A click on the wave plays it; the button itself
/// is the choice, so that space and screen readers choose.
class TakeRow final : public PaintedButton {
    Q_OBJECT

  public:
    TakeRow(const Theme& theme, QWidget* parent = nullptr);

    /// `side` 1 or 2: the key that plays it against the other; 0: none. `old`: another one shall take its place.
    void showTake(const LineTake& take, const TakeSound* sound, bool chosen, int side, bool old = false);
    void setPlaying(bool playing, double seconds, bool audible);
    [[nodiscard]] int number() const noexcept { return take_.number; }
    [[nodiscard]] bool isPlaying() const noexcept { return playing_; }
    [[nodiscard]] bool isOld() const noexcept { return old_; }
    [[nodiscard]] QSize sizeHint() const override { return {480, 40}; }

  Q_SIGNALS:
    void playAsked(int number);
    void chooseAsked(int number);
    void removeAsked(int number);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

  private:
    void showWords();
    [[nodiscard]] QRectF playBox() const;
    [[nodiscard]] QRectF waveBox() const;
    [[nodiscard]] QRectF removeBox() const;

    LineTake take_;
    std::shared_ptr<const Peaks> peaks_;
    bool chosen_ = false;
    bool old_ = false;
    bool playing_ = false;
    bool audible_ = false;
    int side_ = 0;
    double seconds_ = 0.0;
};

/// The takes of the line, the newest below; the one in use in the voice's colour, the others in grey.
class TakesList final : public QFrame {
    Q_OBJECT

  public:
    TakesList(const Theme& theme, RecordSession& session, QWidget* parent = nullptr);

    [[nodiscard]] const QList<TakeRow*>& rows() const noexcept { return rows_; }
    /// In low windows two takes are seen at once instead of three.
    void setLow(bool low);

  private:
    void showState();
    void showPlaying();

    const Theme& theme_;
    RecordSession& session_;
    QWidget* head_;
    QScrollArea* scroll_;
    QWidget* list_;
    QList<TakeRow*> rows_;
    bool low_ = false;
};

}  // namespace timbre::ui
