// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/engine/engine.h"
#include "core/frontend/lexicon.h"
#include "core/studio/clip_cache.h"
#include "core/studio/voice_seal.h"
#include "core/voice/voice_store.h"

namespace timbre {

struct VoiceRackParts {
    std::function<Result<VoiceStore>()> openVoices;  ///< Called once.
    std::function<Result<std::unique_ptr<Engine>>(std::string_view id)> makeEngine;
    std::shared_ptr<ClipCache> cache;
    std::function<Result<std::vector<frontend::LexiconWord>>()> loadLexicon{};  ///< May be empty.
};

/// A voice that can speak.
struct LoadedVoice {
    VoiceVersionId id;   ///< With its number.
    std::string engine;  ///< EngineFacts::id.
    std::string engineVersion;
    std::shared_ptr<const EngineVoice> voice;
    VoiceSeal seal{};
};

/// The library of voices, the engines, and the voices that were loaded last.
/// Thread: store() and forget() any; everything else the inference thread alone.
class VoiceRack {
  public:
    explicit VoiceRack(VoiceRackParts parts);

    /// Opened at the first call; the address stays. Errors: those of opening, each time anew until it succeeds.
    [[nodiscard]] Result<VoiceStore*> store();
    /// The voice was removed: what is loaded of it goes at the next look.
    void forget(std::string voice);

    /// Made at the first call. Errors: those of makeEngine.
    [[nodiscard]] Result<Engine*> engine(const std::string& id);
    /// The voice, loaded if it is not among the last ones; number 0 is its present version. The address holds until
    /// the next call. Errors: NotFound, those of the engine.
    [[nodiscard]] Result<const LoadedVoice*> load(const VoiceVersionId& id);
    /// Drops what is loaded of voices that were removed.
    void dropForgotten();
    /// What voices read with from now on: the lexicon of all projects and these words. Errors: those of loadLexicon.
    [[nodiscard]] Result<void> readWith(const std::vector<frontend::LexiconWord>& own);

  private:
    VoiceRackParts parts_;

    std::mutex mutex_;
    std::optional<VoiceStore> store_;  ///< Under mutex_; never changes once it is there.
    std::vector<std::string> gone_;    ///< Under mutex_: removed, and perhaps still loaded.

    std::map<std::string, std::unique_ptr<Engine>> engines_;
    std::deque<LoadedVoice> loaded_;  ///< Used last at the front.
    std::shared_ptr<const frontend::Lexicon> lexicon_;
};

}  // namespace timbre
