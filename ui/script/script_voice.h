// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <string>

#include "ui/bridge/engine_bridge.h"
#include "ui/script/document.h"
#include "ui/script/script_model.h"
#include "ui/settings/settings.h"

namespace timbre::ui {

class VoiceCard;

/// Which voice speaks the script: the user's choice on the card, the project's own, or the one used last; and whether the
/// project's voice is on this computer at all.
class ScriptVoice final : public QObject {
    Q_OBJECT

  public:
    /// Borrowed; they outlive it.
    struct Parts {
        VoiceCard& card;
        Document& document;
        const ScriptModel& model;
        Settings& settings;
    };
    explicit ScriptVoice(const Parts& parts, QObject* parent = nullptr);

    void setVoices(const VoicesListed& event);
    /// Null while there is no voice.
    [[nodiscard]] const VoiceSummary* chosen() const;
    /// From now on; where the voice is not known yet, as soon as it is listed.
    void use(const std::string& id);
    /// Another project is open.
    void forgetMissing() { missing_ = false; }
    /// As the project has it; one that never set its voice leaves what is chosen.
    void followProject();
    /// The project's voice, as its takes name it, where this computer has it not; else without an id.
    [[nodiscard]] VoiceVersionId missing() const;

  Q_SIGNALS:
    /// Another voice speaks from now on.
    void changed(const timbre::VoiceSummary& voice);
    /// A project from another machine: its takes are heard, but no line can be spoken anew.
    void wentMissing();

  private:
    [[nodiscard]] bool isAnother(const VoiceSummary* voice) const;
    void tellMissing();

    Parts the_;
    bool missing_ = false;  ///< The project's, on this computer.
    std::string wanted_;    ///< Voice::id that use() waits for.
};

}  // namespace timbre::ui
