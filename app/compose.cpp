// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <system_error>
#include <vector>

#include "core/base/files.h"
#include "core/base/near_names.h"
#include "core/frontend/installed_languages.h"
#include "core/frontend/lexicon_file.h"
#include "core/listen/english_words.h"
#include "core/listen/sphinx_listener.h"
#include "core/project/project.h"
#include "core/studio/script_voice.h"
#include "core/nets/voice_encoder.h"

namespace timbre::app {

namespace fs = std::filesystem;

namespace {

constexpr const char* kEncoderFile = "ge2e.safetensors";
constexpr const char* kVadFile = "silero_vad_16k.safetensors";

std::string environment(const char* name) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing here changes the environment
    return value == nullptr ? std::string{} : std::string(value);
}

/// The GE2E speaker encoder as the studio wants it.
class EncoderMeter final : public SpeakerMeter {
  public:
    explicit EncoderMeter(VoiceEncoder encoder) : encoder_(std::move(encoder)) {}

    [[nodiscard]] std::string name() const override { return "ge2e"; }

    [[nodiscard]] Result<std::vector<float>> embed(const AudioClip& clip) const override {
        const auto embedding = encoder_.embed(clip);
        if (!embedding) {
            return tl::unexpected(embedding.error());
        }
        return std::vector<float>(embedding->begin(), embedding->end());
    }

  private:
    VoiceEncoder encoder_;
};

}  // namespace

fs::path dataFolderFor(const std::string& option) {
    if (!option.empty()) {
        return option;
    }
    // The XDG rules: a relative path in the variable is to be ignored.
    if (const fs::path data = environment("XDG_DATA_HOME"); data.is_absolute()) {
        return data / "timbre-studio";
    }
    const fs::path home = environment("HOME");
    return (home.empty() ? fs::path("/tmp") : home / ".local" / "share") / "timbre-studio";
}

fs::path findResourceFolder() {
    if (const std::string set = environment("TIMBRE_RESOURCE_DIR"); !set.empty()) {
        return set;
    }
    const fs::path folder = programFolder();
    return folder.empty() ? fs::path("share/timbre") : folder.parent_path() / "share" / "timbre";
}

Result<VoiceStore> Composition::openVoices() const { return VoiceStore::open(places_.dataFolder); }

Result<ModelCatalogue> Composition::openModels() const { return ModelCatalogue::open(places_.dataFolder); }

Result<std::unique_ptr<Engine>> Composition::makeEngine(std::string_view id) const {
    std::vector<std::string> known;
    for (const EngineEntry& entry : engineEntries()) {
        if (entry.id == id) {
            return entry.make({.resourceDirectory = places_.resourceFolder,
                               .threads = places_.threads,
                               .device = places_.device,
                               .exact = places_.exact,
                               .memoryLimit = places_.memoryLimit,
                               .text = textFrontEnd()});
        }
        known.emplace_back(entry.id);
    }
    const std::string question = didYouMean(id, known);
    return fail(
        ErrorCode::Unsupported, fmt::format("there is no engine “{}” in this build", id),
        fmt::format("{}{}Engines there are: {}.", question, question.empty() ? "" : " ", fmt::join(known, ", ")));
}

std::shared_ptr<const frontend::TextFrontEnd> Composition::textFrontEnd() const {
    std::call_once(text_->once, [this] {
        text_->text = std::make_shared<const frontend::TextFrontEnd>(
            frontend::openInstalledLanguages(places_.resourceFolder / "frontend"));
    });
    return text_->text;
}

Result<std::shared_ptr<const frontend::Lexicon>> Composition::loadLexicon(const fs::path& project) const {
    const auto global = frontend::LexiconFile::in(places_.dataFolder).load();
    if (!global) {
        return tl::unexpected(global.error());
    }
    if (places_.warn) {
        std::ranges::for_each(global->faults, places_.warn);
    }
    std::vector<frontend::LexiconWord> own;
    if (!project.empty()) {
        const auto opened = Project::open(project, ProjectAccess::ReadOnly);
        if (!opened) {
            return tl::unexpected(opened.error());
        }
        const auto entries = opened->lexicon();
        if (!entries) {
            return tl::unexpected(entries.error());
        }
        own = lexiconWords(*entries);
    }
    return std::make_shared<const frontend::Lexicon>(global->words, own);
}

Result<std::unique_ptr<SpeakerMeter>> Composition::makeSpeakerMeter() const {
    auto encoder = VoiceEncoder::load(places_.resourceFolder / "models" / kEncoderFile);
    if (!encoder) {
        return tl::unexpected(encoder.error());
    }
    return std::make_unique<EncoderMeter>(std::move(*encoder));
}

Result<std::unique_ptr<LineListener>> Composition::makeListener() const {
    const auto text = textFrontEnd();
    return listen::makeSphinxListener({.models = listen::speechModelFolders(places_.resourceFolder),
                                       .readAloud = listen::readAloudWith(text),
                                       .countSyllables =
                                           [text](std::string_view utf8, std::string_view language) {
                                               return listen::syllablesOf(*text, utf8, language);
                                           },
                                       .vad = loadVad().value_or(nullptr)});
}

Result<SharedVadModel> Composition::loadVad() const {
    return VadModel::load(places_.resourceFolder / "models" / kVadFile);
}

}  // namespace timbre::app
