// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/script/script_voice.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "ui/script/voice_card.h"

namespace timbre::ui {

ScriptVoice::ScriptVoice(const Parts& parts, QObject* parent) : QObject(parent), the_(parts) {
    connect(&the_.card, &VoiceCard::voiceChosen, this, [this](const VoiceSummary& voice) {
        missing_ = false;
        Q_EMIT changed(voice);
        the_.document.setVoice(voice.id, voice.language);
    });
}

const VoiceSummary* ScriptVoice::chosen() const { return the_.card.chosen(); }

void ScriptVoice::setVoices(const VoicesListed& event) {
    const VoiceSummary* before = chosen();
    const std::optional<VoiceVersionId> was = before != nullptr ? std::optional(before->id) : std::nullopt;
    the_.card.setVoices(event.voices);
    const std::string& own = the_.document.voice().voice;
    the_.card.choose(!own.empty() ? own : was ? was->voice : the_.settings.get(keys::kVoice).toStdString());
    if (const VoiceSummary* now = chosen(); now != nullptr && now->id != was) {
        Q_EMIT changed(*now);
    }
    if (!wanted_.empty()) {
        use(std::string(wanted_));
    }
    tellMissing();
}

void ScriptVoice::use(const std::string& id) {
    if (std::ranges::none_of(the_.card.voices(), [&](const VoiceSummary& voice) { return voice.id.voice == id; })) {
        wanted_ = id;
        return;
    }
    wanted_.clear();
    the_.card.choose(id);
    Q_EMIT the_.card.voiceChosen(*the_.card.chosen());
}

void ScriptVoice::followProject() {
    const std::string& own = the_.document.voice().voice;
    const VoiceSummary* now = chosen();
    if (own.empty() || (now != nullptr && now->id.voice == own)) {
        return;
    }
    the_.card.choose(own);
    if (const VoiceSummary* voice = chosen()) {
        Q_EMIT changed(*voice);
    }
    tellMissing();
}

bool ScriptVoice::isAnother(const VoiceSummary* voice) const {
    return voice != nullptr && voice->id.voice != the_.document.voice().voice;
}

VoiceVersionId ScriptVoice::missing() const {
    return missing_ && isAnother(chosen()) ? the_.model.versionOf(the_.document.voice().voice) : VoiceVersionId{};
}

void ScriptVoice::tellMissing() {
    if (the_.document.voice().voice.empty() || !isAnother(chosen())) {
        missing_ = false;
    } else if (!std::exchange(missing_, true)) {
        Q_EMIT wentMissing();
    }
}

}  // namespace timbre::ui
