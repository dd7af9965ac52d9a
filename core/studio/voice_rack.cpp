// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/voice_rack.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "core/studio/script_voice.h"

namespace timbre {

namespace {

constexpr std::size_t kVoicesInMemory = 2;  // the chosen one and the one before: comparing two voices loads nothing

}  // namespace

VoiceRack::VoiceRack(VoiceRackParts parts) : parts_(std::move(parts)) {}

Result<VoiceStore*> VoiceRack::store() {
    const std::scoped_lock lock(mutex_);
    if (!store_) {
        auto opened = parts_.openVoices();
        if (!opened) {
            return tl::unexpected(opened.error());
        }
        store_.emplace(std::move(*opened));
    }
    return &*store_;
}

Result<Engine*> VoiceRack::engine(const std::string& id) {
    if (const auto known = engines_.find(id); known != engines_.end()) {
        return known->second.get();
    }
    auto made = parts_.makeEngine(id);
    if (!made) {
        return tl::unexpected(made.error());
    }
    return engines_.emplace(id, std::move(*made)).first->second.get();
}

void VoiceRack::forget(std::string voice) {
    const std::scoped_lock lock(mutex_);
    gone_.push_back(std::move(voice));
}

Result<void> VoiceRack::readWith(const std::vector<frontend::LexiconWord>& own) {
    std::vector<frontend::LexiconWord> global;
    if (parts_.loadLexicon) {
        auto loaded = parts_.loadLexicon();
        if (!loaded) {
            return tl::unexpected(loaded.error());
        }
        global = std::move(*loaded);
    }
    lexicon_ = std::make_shared<const frontend::Lexicon>(global, own);
    return {};
}

void VoiceRack::dropForgotten() {
    const std::scoped_lock lock(mutex_);
    std::erase_if(loaded_, [this](const LoadedVoice& loaded) {
        return std::ranges::find(gone_, loaded.id.voice) != gone_.end();
    });
    gone_.clear();
}

Result<const LoadedVoice*> VoiceRack::load(const VoiceVersionId& id) {
    dropForgotten();
    const auto opened = store();
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    const auto stored = (*opened)->find(id.voice, id.number);
    if (!stored) {
        return tl::unexpected(stored.error());
    }
    const VoiceVersionId wanted{.voice = stored->id, .number = stored->version.number};
    if (const auto known = std::ranges::find(loaded_, wanted, &LoadedVoice::id); known != loaded_.end()) {
        std::rotate(loaded_.begin(), known, std::next(known));
        return &loaded_.front();
    }
    const auto made = engine(stored->version.engine);
    if (!made) {
        return tl::unexpected(made.error());
    }
    auto voice = (*made)->loadVoice(stored->engineFolder);
    if (!voice) {
        return tl::unexpected(voice.error());
    }
    const EngineFacts& facts = (*made)->facts();
    ClipKey identity{.text = {},
                     .language = {},
                     .voice = wanted,
                     .engine = facts.id,
                     .engineVersion = facts.version,
                     .settings = {}};
    // A seal is an ornament: a damaged recording must not keep the voice from speaking.
    const VoiceSeal seal = sealOf(*stored).value_or(VoiceSeal{});
    loaded_.push_front({.id = wanted,
                        .engine = facts.id,
                        .engineVersion = facts.version,
                        .voice = std::make_shared<ScriptVoice>(
                            std::make_shared<CachedVoice>(std::move(*voice), std::move(identity), parts_.cache),
                            [this] { return lexicon_; }),
                        .seal = seal});
    if (loaded_.size() > kVoicesInMemory) {
        loaded_.pop_back();
    }
    return &loaded_.front();
}

}  // namespace timbre
