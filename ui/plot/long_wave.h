// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "core/audio/peaks.h"
#include "ui/theme/theme.h"
#include "ui/widgets/spoken_value.h"

namespace timbre::ui {

/// A stretch that was cut out of a long recording, in seconds of it.
struct WaveSlice {
    double fromSeconds = 0.0;
    double toSeconds = 0.0;
    bool kept = true;      ///< Refused ones are hatched and bordered by dashes.
    bool leftOut = false;  ///< By the user: an empty box of dashes.
    bool operator==(const WaveSlice&) const = default;
};

/// A recording of minutes or hours with its slices. Ctrl and the wheel zoom about the pointer, the wheel alone and dragging
/// pan. A click chooses a slice; Left and Right, Home and End go from slice to slice, + and - zoom, 0 shows all, Ctrl+Left
/// and Ctrl+Right pan.
class LongWave final : public QWidget, public SpokenValue {
    Q_OBJECT

  public:
    static constexpr double kShortestView = 0.5;  ///< Seconds that zooming stops at.

    explicit LongWave(const Theme& theme, QWidget* parent = nullptr);
    ~LongWave() override;

    /// Shows all of it, without slices. Null shows an empty well. `hue` is a voice's.
    void setSound(std::shared_ptr<const Peaks> peaks, int hue);
    /// In the order of time; what was chosen stays so where its index is still there. Unchanged slices cost nothing.
    void setSlices(std::vector<WaveSlice> slices);
    /// -1: none. Pans to it where it is out of sight.
    void setChosen(int index);
    [[nodiscard]] int chosen() const;

    [[nodiscard]] double seconds() const;
    /// What is in sight, in seconds; kept within the sound and no shorter than kShortestView.
    void setView(double fromSeconds, double toSeconds);
    [[nodiscard]] double viewFrom() const;
    [[nodiscard]] double viewTo() const;
    /// Where a moment stands, in the widget's logical pixels.
    [[nodiscard]] double xOf(double seconds) const;
    /// The slice at that place, -1 where there is none.
    [[nodiscard]] int sliceAt(double x) const;

    [[nodiscard]] QSize sizeHint() const override { return {640, 128}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 112}; }
    [[nodiscard]] SpokenAmount spokenAmount() const override;

  public Q_SLOTS:
    void zoomIn();
    void zoomOut();
    void showAll();

  Q_SIGNALS:
    /// The user chose a slice.
    void sliceChosen(int index);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    struct Plot;  // QCustomPlot's header does not go with ours: it needs Qt's keywords.

    void choose(int index);
    void zoomAbout(double seconds, double factor);
    void pan(double shareOfView);
    void paintTheme();
    void layOutWave();
    void layOutSlices();

    const Theme& theme_;
    std::shared_ptr<const Peaks> peaks_;
    std::vector<WaveSlice> slices_;
    int hue_ = 0;
    int chosen_ = -1;
    double pressedAt_ = 0.0;  ///< x where the mouse went down.
    std::unique_ptr<Plot> plot_;
};

}  // namespace timbre::ui
