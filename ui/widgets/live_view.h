// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>
#include <QTimer>
#include <QWidget>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "ui/theme/theme.h"

namespace timbre::ui {

/// 10 ms of what the microphone heard.
struct LiveColumn {
    float min = 0.0F;
    float max = 0.0F;
    float rms = 0.0F;
    std::array<std::uint8_t, 96> mel{};  ///< 0..8 kHz, low first; 0 = -84 dBFS or less, 255 = -24 dBFS or more.
};

/// Where LiveView reads from, on the GUI thread; whoever implements it may be written to on another.
class LiveColumns {
  public:
    LiveColumns() = default;
    LiveColumns(const LiveColumns&) = delete;
    LiveColumns& operator=(const LiveColumns&) = delete;
    virtual ~LiveColumns() = default;
    /// How many columns there have been since the beginning; never falls.
    [[nodiscard]] virtual std::uint64_t count() const = 0;
    /// Replaces `into` by the columns from `from` up to count(); those that are no longer held come out silent.
    virtual void copy(std::uint64_t from, std::vector<LiveColumn>& into) const = 0;
};

/// A stretch that spoils the take, in seconds of it.
struct LiveMark {
    double fromSeconds = 0.0;
    double toSeconds = 0.0;
    QString words;
};

/// Wave (root scale, with the -18..-12 dBFS band) over the mel spectrogram of the last 8 s. Only new columns are drawn;
/// when the now line reaches the right edge, the view turns a page and keeps the last 2 s.
class LiveView final : public QWidget {
    Q_OBJECT

  public:
    static constexpr double kWindowSeconds = 8.0;
    static constexpr double kColumnsPerSecond = 100.0;

    explicit LiveView(const Theme& theme, QWidget* parent = nullptr);

    /// Null shows an empty well.
    void setSource(std::shared_ptr<const LiveColumns> source);
    /// Second 0 of the ruler is this column: the begin of a take.
    void startAt(std::uint64_t column);
    /// Whether it follows the source 30 times a second.
    void setRunning(bool running);
    /// Draws what has come since; the timer does it while running.
    void refresh();
    void setHue(int order);
    void setMarks(std::vector<LiveMark> marks);
    [[nodiscard]] double nowSeconds() const;
    [[nodiscard]] double pageSeconds() const noexcept { return pageSeconds_; }
    /// Where wave and spectrogram stand, in logical pixels; for tests.
    [[nodiscard]] QRectF waveArea() const;
    [[nodiscard]] QRectF spectrumArea() const;
    [[nodiscard]] QSize sizeHint() const override { return {744, 250}; }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void redraw();
    void drawFrom(std::size_t index);
    void drawWave(std::size_t index);
    void drawSpectrum(std::size_t index);
    void paintScales(QPainter& painter) const;
    void paintMarks(QPainter& painter) const;

    const Theme& theme_;
    std::shared_ptr<const LiveColumns> source_;
    QTimer timer_;
    std::uint64_t start_ = 0;
    double pageSeconds_ = 0.0;
    std::vector<LiveColumn> columns_;  ///< Of this page.
    std::vector<LiveColumn> fresh_;
    std::vector<LiveMark> marks_;
    std::array<QRgb, 256> ramp_{};
    QImage wave_;
    QImage spectrum_;
    int hue_ = 0;
};

}  // namespace timbre::ui
