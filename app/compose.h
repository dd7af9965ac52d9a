// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "core/audio/vad.h"
#include "core/base/result.h"
#include "core/engine/engine.h"
#include "core/frontend/lexicon.h"
#include "core/frontend/text_front_end.h"
#include "core/models/model_catalogue.h"
#include "core/nets/torch_facts.h"
#include "core/studio/line_listener.h"
#include "core/studio/speaker_meter.h"
#include "core/voice/voice_store.h"

namespace timbre::app {

/// Where things lie on this machine and how much of it may be used.
struct Places {
    std::filesystem::path dataFolder;      ///< Voices, and which models there are.
    std::filesystem::path resourceFolder;  ///< Installed data: models/.
    int threads = 1;
    Device device = Device::Automatic;
    bool exact = false;             ///< EngineContext::exact.
    std::uint64_t memoryLimit = 0;  ///< EngineContext::memoryLimit.
    /// Is told what works in part only, such as lines of the lexicon that cannot be read; may be empty.
    std::function<void(const Error&)> warn{};
};

/// --data-dir, else $XDG_DATA_HOME/timbre-studio, else ~/.local/share/timbre-studio.
std::filesystem::path dataFolderFor(const std::string& option);

/// $TIMBRE_RESOURCE_DIR, else <folder of the program>/../share/timbre.
std::filesystem::path findResourceFolder();

/// The one place where engines, stores and networks are wired together. Makes each on demand.
class Composition {
  public:
    explicit Composition(Places places) : places_(std::move(places)) {}

    [[nodiscard]] const Places& places() const noexcept { return places_; }

    [[nodiscard]] Result<VoiceStore> openVoices() const;
    [[nodiscard]] Result<ModelCatalogue> openModels() const;
    /// Unsupported names the engines there are.
    [[nodiscard]] Result<std::unique_ptr<Engine>> makeEngine(std::string_view id) const;
    /// The languages that are installed; those that are not say so when a text needs them. Made once.
    [[nodiscard]] std::shared_ptr<const frontend::TextFrontEnd> textFrontEnd() const;
    /// The lexicon of all projects, and that of one where a path is given. InvalidInput, Io.
    [[nodiscard]] Result<std::shared_ptr<const frontend::Lexicon>> loadLexicon(const std::filesystem::path& project = {}) const;
    /// ModelMissing when the encoder's weights are not installed.
    [[nodiscard]] Result<std::unique_ptr<SpeakerMeter>> makeSpeakerMeter() const;

    /// Compares takes with their text and drafts others. Takes no time: its model is looked for when it is first needed,
    /// and where it is absent takes are Unknown and drafts say what to install.
    [[nodiscard]] Result<std::unique_ptr<LineListener>> makeListener() const;

    /// ModelMissing or Corrupt; checks then find speech by energy.
    [[nodiscard]] Result<SharedVadModel> loadVad() const;

  private:
    Places places_;
    /// Engines are made on several threads; copies of this object share the languages.
    struct LateText {
        std::once_flag once;
        std::shared_ptr<const frontend::TextFrontEnd> text;
    };
    std::shared_ptr<LateText> text_ = std::make_shared<LateText>();
};

}  // namespace timbre::app
