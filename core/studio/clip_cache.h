// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "core/base/result.h"
#include "core/engine/engine.h"
#include "core/studio/protocol.h"

namespace timbre {

/// Everything that decides which samples come out of an engine.
struct ClipKey {
    std::string text;
    std::string language;
    VoiceVersionId voice;
    std::string engine;         ///< EngineFacts::id.
    std::string engineVersion;  ///< EngineFacts::version.
    SpeakSettings settings;
    std::vector<std::int64_t> phones{};  ///< In place of the text.
    std::vector<GivenReading> readings{};

    /// All of it as bytes: equal keys, equal bytes; different keys, different bytes.
    [[nodiscard]] std::string bytes() const;
};

using SharedSpeech = std::shared_ptr<const Speech>;

/// Sentences that were spoken before, in memory and on disk; each side is bounded by bytes and forgets what was not
/// used for the longest time. A file holds its whole key, so two keys that fall on one file name cannot be mistaken for
/// each other. Their names begin with the voice (cachedFilePrefix), so that deleting a voice finds them from any
/// program. Files are written atomically; damaged, cut and foreign ones count as absent. A disk that cannot be written
/// is no error: the cache then lives in memory alone. Several processes may use one folder. Thread: any but GUI (it
/// reads and writes files under a lock).
class ClipCache {
  public:
    struct Limits {
        std::uint64_t memoryBytes = std::uint64_t{128} << 20;  ///< 20 minutes of speech at 24 kHz.
        std::uint64_t diskBytes = std::uint64_t{1} << 30;
    };
    struct Statistics {
        std::uint64_t memoryHits = 0;
        std::uint64_t diskHits = 0;
        std::uint64_t misses = 0;
        std::uint64_t memoryBytes = 0;
        std::uint64_t diskBytes = 0;
    };

    /// An empty folder name keeps everything in memory. The folder is made when it is missing; what lies there is used.
    ClipCache(std::filesystem::path folder, Limits limits);
    explicit ClipCache(Limits limits) : ClipCache({}, limits) {}
    ClipCache(const ClipCache&) = delete;
    ClipCache& operator=(const ClipCache&) = delete;

    /// The speech that was stored under this key, or null.
    [[nodiscard]] SharedSpeech find(const ClipKey& key);

    /// Whether find() would give something; not counted as a use.
    [[nodiscard]] bool holds(const ClipKey& key);

    /// Keeps it. Speech larger than a whole limit is not kept on that side.
    void store(const ClipKey& key, SharedSpeech speech);

    /// Forgets every version of this voice, in memory and on disk: what deleting a voice must leave behind is nothing.
    /// @return files removed.
    std::size_t removeVoice(const std::string& voice);

    void clear();

    [[nodiscard]] Statistics statistics() const;

  private:
    struct Entry {
        std::string key;
        std::string voice;
        SharedSpeech speech;
        std::uint64_t bytes = 0;
    };
    struct FileEntry {
        std::string name;
        std::uint64_t bytes = 0;
    };
    using Entries = std::list<Entry>;  // front: used last
    using Files = std::list<FileEntry>;

    void scanFolder();
    void keepInMemory(const std::string& key, const std::string& voice, SharedSpeech speech);
    void keepOnDisk(const std::string& name, const std::string& key, const Speech& speech);
    SharedSpeech readFromDisk(const std::string& name, const std::string& key);
    void noteFile(const std::string& name, std::uint64_t bytes);
    void dropFile(std::string name);

    const std::filesystem::path folder_;
    const Limits limits_;
    mutable std::mutex mutex_;
    Entries entries_;
    std::unordered_map<std::string, Entries::iterator> byKey_;
    Files files_;
    std::unordered_map<std::string, Files::iterator> byName_;
    Statistics statistics_;
};

/// A voice that looks into a cache before it speaks and stores what it spoke. Same samples either way.
class CachedVoice final : public EngineVoice {
  public:
    /// `identity` carries everything of the key but text, language and settings.
    CachedVoice(std::shared_ptr<const EngineVoice> voice, ClipKey identity, std::shared_ptr<ClipCache> cache);

    Result<Speech> speak(const SpeakRequest& request, std::stop_token stop) const override;
    [[nodiscard]] bool isReady(const SpeakRequest& request) const override { return cache_->holds(keyFor(request)); }
    [[nodiscard]] std::size_t sentencesAtOnce() const override { return voice_->sentencesAtOnce(); }
    std::vector<Result<Speech>> speakTogether(std::span<const SpeakRequest> requests,
                                              const std::stop_token& stop) const override;
    Result<Speech> speakInPieces(const SpeakRequest& request, const SpeechPieces& pieces,
                                 std::stop_token stop) const override;

  private:
    [[nodiscard]] ClipKey keyFor(const SpeakRequest& request) const;

    std::shared_ptr<const EngineVoice> voice_;
    ClipKey identity_;
    std::shared_ptr<ClipCache> cache_;
};

}  // namespace timbre
