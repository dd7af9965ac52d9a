// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/studio/protocol.h"
#include "ui/theme/theme.h"
#include "ui/widgets/painted_button.h"

namespace timbre::ui {

/// The chosen voice with its seal; a click shows all voices to choose from.
class VoiceCard final : public PaintedButton {
    Q_OBJECT

  public:
    explicit VoiceCard(const Theme& theme, QWidget* parent = nullptr);

    void setVoices(std::vector<VoiceSummary> voices);
    [[nodiscard]] const std::vector<VoiceSummary>& voices() const noexcept { return voices_; }
    /// By VoiceSummary::id; an unknown one chooses the first.
    void choose(const std::string& id);
    /// Null while there is no voice.
    [[nodiscard]] const VoiceSummary* chosen() const;
    void setSeal(const VoiceVersionId& voice, const VoiceSeal& seal);

    [[nodiscard]] QSize sizeHint() const override { return {272, 52}; }

  Q_SIGNALS:
    void voiceChosen(const timbre::VoiceSummary& voice);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void showMenu();
    [[nodiscard]] QString detailOf(const VoiceSummary& voice) const;
    void describe();

    std::vector<VoiceSummary> voices_;
    std::string chosen_;
    std::optional<std::pair<VoiceVersionId, VoiceSeal>> seal_;
};

}  // namespace timbre::ui
