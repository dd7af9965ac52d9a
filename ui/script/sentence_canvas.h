// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "core/audio/peaks.h"
#include "core/engine/engine.h"
#include "ui/theme/theme.h"

namespace timbre::ui {

/// One sentence under the lens: ruler, words and wave on one time axis, and the play head through all of them.
/// A click moves the play head there. Everything that stands still is drawn once, with a bright and a dim wave; playing
/// only uncovers the bright one.
class SentenceCanvas final : public QWidget {
    Q_OBJECT

  public:
    struct Sentence {
        std::shared_ptr<const Peaks> peaks;  ///< Null: nothing is there yet.
        std::shared_ptr<const std::vector<WordTime>> words;
        double seconds = 0.0;
        int voiceOrder = 0;
        bool stale = false;
    };

    explicit SentenceCanvas(const Theme& theme, QWidget* parent = nullptr);

    void setSentence(Sentence sentence);
    /// In the sentence; none hides the play head.
    void setPlayHead(std::optional<double> seconds);

    [[nodiscard]] QSize sizeHint() const override { return {900, 220}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {400, 160}; }

  Q_SIGNALS:
    void seekRequested(double seconds);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    [[nodiscard]] double xOf(double seconds) const;
    enum class Wave { Bright, Dim };
    const QPixmap& picture(Wave wave);
    void draw(QPainter& painter, Wave wave) const;
    void drawWords(QPainter& painter) const;
    void describe();
    void redraw();

    const Theme& theme_;
    Sentence sentence_;
    std::optional<double> playHead_;
    QPixmap bright_;
    QPixmap dim_;
};

}  // namespace timbre::ui
