// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <optional>

#include "core/base/result.h"
#include "ui/script/speech_shape.h"
#include "ui/theme/theme.h"

class QLabel;
class QToolButton;

namespace timbre::ui {

class ProsodySlider;
class VoiceCard;

/// The side pane of the script room: whose voice, how it speaks, and what is wrong with the chosen line.
class Inspector final : public QFrame {
    Q_OBJECT

  public:
    explicit Inspector(const Theme& theme, QWidget* parent = nullptr);

    void setShape(const SpeechShape& shape);
    [[nodiscard]] SpeechShape shape() const;
    [[nodiscard]] VoiceCard& voiceCard() noexcept { return *voice_; }

    void setProblem(const std::optional<Error>& problem);
    /// A line at the foot: "First sound 0.3 s".
    void setFacts(const QString& facts);

  Q_SIGNALS:
    void shapeChanged();

  private:
    VoiceCard* voice_;
    QFrame* problem_;
    std::optional<Error> told_;  ///< What problemText_ says.
    QLabel* problemText_;
    ProsodySlider* speed_;
    ProsodySlider* pitch_;
    ProsodySlider* pause_;
    QToolButton* reset_;
    QLabel* facts_;
};

}  // namespace timbre::ui
