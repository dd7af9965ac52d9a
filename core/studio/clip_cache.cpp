// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/clip_cache.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/base/files.h"
#include "core/voice/voice_traces.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

// Version and byte order of the files in one: what another machine or version wrote does not match and counts as
// absent.
constexpr std::uint64_t kMagic = 0x3230'5049'4C43'4D54;  // "TMCLIP02"
constexpr std::string_view kExtension = ".clip";
constexpr std::chrono::hours kAbandonedAfter{1};  // a writer needs less than a second

/// FNV-1a, 64 bits. Only spreads names and finds damage; keys are compared whole.
std::uint64_t hashOf(std::string_view bytes) noexcept {
    std::uint64_t hash = 0xCBF2'9CE4'8422'2325;
    for (const char byte : bytes) {
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100'0000'01B3;
    }
    return hash;
}

template <typename T>
void append(std::string& bytes, const T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    std::array<char, sizeof(T)> raw{};
    std::memcpy(raw.data(), &value, sizeof(T));
    bytes.append(raw.data(), raw.size());
}

void appendText(std::string& bytes, std::string_view text) {
    append(bytes, static_cast<std::uint64_t>(text.size()));
    bytes.append(text);
}

/// Takes values off the front of a file's bytes; `good` turns false at the first one that is not all there.
class ByteReader {
  public:
    explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

    template <typename T>
    T take() {
        T value{};
        const std::string_view raw = takeBytes(sizeof(T));
        if (raw.size() == sizeof(T)) {
            std::memcpy(&value, raw.data(), sizeof(T));
        }
        return value;
    }
    std::string_view takeText() { return takeBytes(take<std::uint64_t>()); }
    std::string_view takeBytes(std::uint64_t count) {
        if (!good_ || count > rest_.size()) {
            good_ = false;
            return {};
        }
        const std::string_view taken = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return taken;
    }
    [[nodiscard]] bool good() const noexcept { return good_; }
    [[nodiscard]] bool atEnd() const noexcept { return good_ && rest_.empty(); }

  private:
    std::string_view rest_;
    bool good_ = true;
};

std::string encode(std::string_view key, const Speech& speech) {
    std::string body;
    body.reserve(speech.audio.samples.size() * sizeof(float) + key.size() + 256);
    appendText(body, key);
    append(body, static_cast<std::int32_t>(speech.audio.sampleRateHz));
    append(body, static_cast<std::int32_t>(speech.audio.channels));
    append(body, static_cast<std::int32_t>(speech.attempts));
    appendText(body, speech.remark);
    append(body, static_cast<std::uint64_t>(speech.words.size()));
    for (const WordTime& word : speech.words) {
        appendText(body, word.word);
        append(body, word.startSeconds);
        append(body, word.endSeconds);
    }
    const auto* samples = reinterpret_cast<const char*>(speech.audio.samples.data());
    appendText(body, {samples, speech.audio.samples.size() * sizeof(float)});

    std::string bytes;
    bytes.reserve(body.size() + 16);
    append(bytes, kMagic);
    append(bytes, hashOf(body));
    bytes += body;
    return bytes;
}

/// Null unless the bytes are whole and were stored under `key`.
SharedSpeech decode(std::string_view bytes, std::string_view key) {
    ByteReader header(bytes.substr(0, std::min<std::size_t>(bytes.size(), 16)));
    if (header.take<std::uint64_t>() != kMagic) {
        return nullptr;
    }
    const auto checksum = header.take<std::uint64_t>();
    if (!header.good() || hashOf(bytes.substr(16)) != checksum) {
        return nullptr;
    }
    ByteReader body(bytes.substr(16));
    if (body.takeText() != key) {
        return nullptr;
    }
    auto speech = std::make_shared<Speech>();
    speech->audio.sampleRateHz = body.take<std::int32_t>();
    speech->audio.channels = body.take<std::int32_t>();
    speech->attempts = body.take<std::int32_t>();
    speech->remark = body.takeText();
    const auto words = body.take<std::uint64_t>();
    for (std::uint64_t i = 0; i < words && body.good(); ++i) {
        WordTime word;
        word.word = body.takeText();
        word.startSeconds = body.take<double>();
        word.endSeconds = body.take<double>();
        speech->words.push_back(std::move(word));
    }
    const std::string_view samples = body.takeText();
    if (!body.atEnd() || samples.size() % sizeof(float) != 0) {
        return nullptr;
    }
    speech->audio.samples.resize(samples.size() / sizeof(float));
    std::memcpy(speech->audio.samples.data(), samples.data(), samples.size());
    return speech;
}

std::uint64_t bytesOf(const std::string& key, const Speech& speech) {
    std::uint64_t bytes = key.size() + speech.audio.samples.size() * sizeof(float) + sizeof(Speech);
    for (const WordTime& word : speech.words) {
        bytes += sizeof(WordTime) + word.word.size();
    }
    return bytes;
}

std::string fileNameFor(const std::string& key, const std::string& voice) {
    return cachedFilePrefix(voice) + fmt::format("{:016x}", hashOf(key)) + std::string(kExtension);
}

}  // namespace

std::string ClipKey::bytes() const {
    std::string bytes;
    appendText(bytes, text);
    appendText(bytes, language);
    appendText(bytes, voice.voice);
    append(bytes, static_cast<std::int64_t>(voice.number));
    appendText(bytes, engine);
    appendText(bytes, engineVersion);
    append(bytes, settings.speedScale);
    append(bytes, settings.pitchSemitones);
    append(bytes, settings.seed);
    append(bytes, static_cast<std::uint64_t>(settings.advanced.size()));
    for (const auto& [name, value] : settings.advanced) {
        appendText(bytes, name);
        append(bytes, value);
    }
    appendText(bytes, settings.style);
    append(bytes, static_cast<std::uint64_t>(phones.size()));
    for (const std::int64_t phone : phones) {
        append(bytes, phone);
    }
    for (const GivenReading& given : readings) {
        append(bytes, static_cast<std::uint64_t>(given.beginByte));
        append(bytes, static_cast<std::uint64_t>(given.endByte));
        appendText(bytes, given.reading);
    }
    return bytes;
}

ClipCache::ClipCache(fs::path folder, Limits limits) : folder_(std::move(folder)), limits_(limits) { scanFolder(); }

void ClipCache::scanFolder() {
    if (folder_.empty()) {
        return;
    }
    struct Found {
        fs::file_time_type used;
        FileEntry file;
    };
    std::vector<Found> found;
    std::error_code error;
    fs::create_directories(folder_, error);
    for (fs::directory_iterator it(folder_, error), end; !error && it != end; it.increment(error)) {
        std::error_code ignored;
        const std::string name = it->path().filename().string();
        const fs::file_time_type used = it->last_write_time(ignored);
        if (it->path().extension() != kExtension || !it->is_regular_file(ignored)) {
            continue;
        }
        if (name.starts_with('.')) {  // another process is writing it now, or died while it did
            if (fs::file_time_type::clock::now() - used > kAbandonedAfter) {
                fs::remove(it->path(), ignored);
            }
            continue;
        }
        found.push_back({used, {name, it->file_size(ignored)}});
    }
    std::ranges::sort(found, {}, &Found::used);
    for (const Found& entry : found) {
        noteFile(entry.file.name, entry.file.bytes);
    }
}

SharedSpeech ClipCache::find(const ClipKey& key) {
    const std::string bytes = key.bytes();
    const std::scoped_lock lock(mutex_);
    if (const auto known = byKey_.find(bytes); known != byKey_.end()) {
        entries_.splice(entries_.begin(), entries_, known->second);
        ++statistics_.memoryHits;
        return known->second->speech;
    }
    if (SharedSpeech speech = readFromDisk(fileNameFor(bytes, key.voice.voice), bytes)) {
        ++statistics_.diskHits;
        keepInMemory(bytes, key.voice.voice, speech);
        return speech;
    }
    ++statistics_.misses;
    return nullptr;
}

bool ClipCache::holds(const ClipKey& key) {
    const std::string bytes = key.bytes();
    const std::scoped_lock lock(mutex_);
    if (byKey_.contains(bytes)) {
        return true;
    }
    SharedSpeech speech = readFromDisk(fileNameFor(bytes, key.voice.voice), bytes);
    if (!speech) {
        return false;
    }
    keepInMemory(bytes, key.voice.voice, std::move(speech));
    return true;
}

void ClipCache::store(const ClipKey& key, SharedSpeech speech) {
    const std::string bytes = key.bytes();
    const std::scoped_lock lock(mutex_);
    keepOnDisk(fileNameFor(bytes, key.voice.voice), bytes, *speech);
    keepInMemory(bytes, key.voice.voice, std::move(speech));
}

std::size_t ClipCache::removeVoice(const std::string& voice) {
    const std::scoped_lock lock(mutex_);
    for (auto it = entries_.begin(); it != entries_.end();) {
        if (it->voice != voice) {
            ++it;
            continue;
        }
        statistics_.memoryBytes -= it->bytes;
        byKey_.erase(it->key);
        it = entries_.erase(it);
    }
    // What other processes stored since is on the disk but not in our list: look there.
    std::size_t removed = 0;
    std::error_code error;
    std::vector<std::string> names;
    for (fs::directory_iterator it(folder_, error), end; !folder_.empty() && !error && it != end; it.increment(error)) {
        const std::string name = it->path().filename().string();
        if (name.find(cachedFilePrefix(voice)) != std::string::npos) {
            names.push_back(name);
        }
    }
    for (const std::string& name : names) {
        dropFile(name);
        ++removed;
    }
    return removed;
}

void ClipCache::clear() {
    const std::scoped_lock lock(mutex_);
    entries_.clear();
    byKey_.clear();
    statistics_.memoryBytes = 0;
    while (!files_.empty()) {
        dropFile(files_.back().name);
    }
}

ClipCache::Statistics ClipCache::statistics() const {
    const std::scoped_lock lock(mutex_);
    return statistics_;
}

void ClipCache::keepInMemory(const std::string& key, const std::string& voice, SharedSpeech speech) {
    if (const auto known = byKey_.find(key); known != byKey_.end()) {
        statistics_.memoryBytes -= known->second->bytes;
        entries_.erase(known->second);
        byKey_.erase(known);
    }
    const std::uint64_t bytes = bytesOf(key, *speech);
    if (bytes > limits_.memoryBytes) {
        return;
    }
    entries_.push_front({.key = key, .voice = voice, .speech = std::move(speech), .bytes = bytes});
    byKey_[key] = entries_.begin();
    statistics_.memoryBytes += bytes;
    while (statistics_.memoryBytes > limits_.memoryBytes) {
        statistics_.memoryBytes -= entries_.back().bytes;
        byKey_.erase(entries_.back().key);
        entries_.pop_back();
    }
}

void ClipCache::keepOnDisk(const std::string& name, const std::string& key, const Speech& speech) {
    if (folder_.empty()) {
        return;
    }
    const std::string bytes = encode(key, speech);
    if (bytes.size() <= limits_.diskBytes && writeFileAtomically(folder_ / name, bytes)) {
        noteFile(name, bytes.size());
    }
}

SharedSpeech ClipCache::readFromDisk(const std::string& name, const std::string& key) {
    if (folder_.empty()) {
        return nullptr;
    }
    const fs::path path = folder_ / name;
    const auto bytes = readFile(path);
    if (!bytes) {
        dropFile(name);  // never there, or another process removed it
        return nullptr;
    }
    SharedSpeech speech = decode(*bytes, key);
    if (speech) {
        std::error_code ignored;
        fs::last_write_time(path, fs::file_time_type::clock::now(), ignored);  // the order survives the process
        noteFile(name, bytes->size());
    }
    return speech;
}

/// The file was used just now; what does not fit any more goes.
void ClipCache::noteFile(const std::string& name, std::uint64_t bytes) {
    if (const auto known = byName_.find(name); known != byName_.end()) {
        statistics_.diskBytes -= known->second->bytes;
        files_.erase(known->second);
    }
    files_.push_front({.name = name, .bytes = bytes});
    byName_[name] = files_.begin();
    statistics_.diskBytes += bytes;
    while (statistics_.diskBytes > limits_.diskBytes && !files_.empty()) {
        dropFile(files_.back().name);
    }
}

/// By value: the name may be that of the entry that goes.
void ClipCache::dropFile(std::string name) {
    if (const auto known = byName_.find(name); known != byName_.end()) {
        statistics_.diskBytes -= known->second->bytes;
        files_.erase(known->second);
        byName_.erase(known);
    }
    std::error_code ignored;
    fs::remove(folder_ / name, ignored);
}

CachedVoice::CachedVoice(std::shared_ptr<const EngineVoice> voice, ClipKey identity, std::shared_ptr<ClipCache> cache)
    : voice_(std::move(voice)), identity_(std::move(identity)), cache_(std::move(cache)) {}

Result<Speech> CachedVoice::speak(const SpeakRequest& request, std::stop_token stop) const {
    const ClipKey key = keyFor(request);
    if (const SharedSpeech known = cache_->find(key)) {
        return *known;
    }
    auto speech = voice_->speak(request, std::move(stop));
    if (speech) {
        cache_->store(key, std::make_shared<const Speech>(*speech));
    }
    return speech;
}

std::vector<Result<Speech>> CachedVoice::speakTogether(std::span<const SpeakRequest> requests,
                                                       const std::stop_token& stop) const {
    std::vector<Result<Speech>> answers(requests.size());
    std::vector<SpeakRequest> missing;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        if (const SharedSpeech known = cache_->find(keyFor(requests[i]))) {
            answers[i] = *known;
        } else {
            missing.push_back(requests[i]);
            places.push_back(i);
        }
    }
    if (missing.empty()) {
        return answers;
    }
    auto spoken = voice_->speakTogether(missing, stop);
    for (std::size_t i = 0; i < spoken.size(); ++i) {
        if (spoken[i]) {
            cache_->store(keyFor(missing[i]), std::make_shared<const Speech>(*spoken[i]));
        }
        answers[places[i]] = std::move(spoken[i]);
    }
    return answers;
}

Result<Speech> CachedVoice::speakInPieces(const SpeakRequest& request, const SpeechPieces& pieces,
                                          std::stop_token stop) const {
    if (const SharedSpeech known = cache_->find(keyFor(request))) {
        if (pieces) {
            pieces(known->audio.samples, known->audio.sampleRateHz);
        }
        return *known;
    }
    // Not kept: what was heard while it was made could not be mended any more, and speak() may give something better.
    return voice_->speakInPieces(request, pieces, std::move(stop));
}

ClipKey CachedVoice::keyFor(const SpeakRequest& request) const {
    ClipKey key = identity_;
    key.text = request.text;
    key.language = request.language;
    key.settings = request.settings;
    key.phones = request.phones;
    key.readings = request.readings;
    return key;
}

}  // namespace timbre
