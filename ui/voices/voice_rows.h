// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/studio/protocol.h"
#include "ui/theme/theme.h"
#include "ui/widgets/painted_button.h"
#include "ui/widgets/tone.h"

namespace timbre::ui {

/// One version on the rail: knot, number, of what it was made and when, how alike it is. Checked: what is about to be
/// compared or taken.
class VersionRow final : public PaintedButton {
    Q_OBJECT

  public:
    static constexpr int kHeight = 54;

    enum class Place { Only, First, Middle, Last };  ///< First is on top: the newest.
    VersionRow(const Theme& theme, VersionSummary version, bool present, Place place, QWidget* parent = nullptr);

    [[nodiscard]] int number() const noexcept { return version_.number; }
    [[nodiscard]] bool isPresent() const noexcept { return present_; }
    /// Sentences that are to be spoken with it.
    void setLines(int lines);
    [[nodiscard]] QSize sizeHint() const override { return {300, kHeight}; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void tell();
    [[nodiscard]] QString madeOf() const;
    [[nodiscard]] QString whenText() const;

    VersionSummary version_;
    bool present_;
    Place place_;
    int lines_ = 0;
};

/// How loud a recording is, as its sound says.
struct ClipLevel {
    double speechDbfs = 0.0;  ///< RMS of what is not pause.
    double peakDbfs = 0.0;
};
ClipLevel levelOf(const Peaks& peaks);

/// What is wrong with a recording and how bad it is.
struct ClipWarning {
    QString text;  ///< One sentence; empty: nothing.
    Tone tone = Tone::None;
};
ClipWarning warningOf(const VoiceClip& clip, const std::optional<ClipLevel>& level);

/// One recording of a voice: what it is called, how long, level and SNR, and the reason of its warning. Pressed: played.
class ClipRow final : public PaintedButton {
    Q_OBJECT

  public:
    /// @param leftOut  why the voice was not learnt from it; none: it was.
    ClipRow(const Theme& theme, int clip, VoiceClip facts, std::optional<LeftOutClip> leftOut = {}, QWidget* parent = nullptr);

    [[nodiscard]] int clip() const noexcept { return clip_; }
    [[nodiscard]] const VoiceClip& facts() const noexcept { return facts_; }
    void setLevel(const ClipLevel& level);
    void setPlaying(bool playing);
    [[nodiscard]] ClipWarning warning() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }
    [[nodiscard]] int heightForWidth(int width) const override;

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    [[nodiscard]] static QRect warningBox(const QString& text, int width);
    void tell();
    [[nodiscard]] QString figures() const;

    int clip_;
    VoiceClip facts_;
    std::optional<LeftOutClip> leftOut_;
    std::optional<ClipLevel> level_;
    bool playing_ = false;
};

}  // namespace timbre::ui
