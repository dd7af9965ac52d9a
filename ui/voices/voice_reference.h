// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>
#include <optional>

#include "core/audio/peaks.h"
#include "core/studio/protocol.h"
#include "ui/theme/theme.h"

class QLabel;
class QToolButton;

namespace timbre::ui {

class ReferenceWave;
class Stars;

/// What stands for a voice, and how good it is: its best seconds as a wave with their words, stars and figures with their
/// reasons, its styles.
class VoiceReference final : public QWidget {
    Q_OBJECT

  public:
    explicit VoiceReference(const Theme& theme, QWidget* parent = nullptr);

    /// Without a face it is not known yet which seconds are the best.
    void showVoice(const VoiceSummary& voice, const std::optional<VoiceFace>& face);
    /// The recording that the best seconds are cut from, in the voice's colour.
    void setSound(std::shared_ptr<const Peaks> peaks, int order, const VoiceFace& face);
    void clearSound(int order);
    [[nodiscard]] bool hasSound() const;
    void setPlaying(bool playing);

  Q_SIGNALS:
    void playAsked();

  private:
    void showQuality(const VoiceSummary& voice);

    const Theme& theme_;
    QLabel* title_;
    QToolButton* play_;
    ReferenceWave* wave_;
    QLabel* transcript_;
    Stars* stars_;
    QLabel* figures_;
    QLabel* reasons_;
    QLabel* styles_;
};

}  // namespace timbre::ui
