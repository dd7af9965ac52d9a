// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio_parts.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "app/complete_models.h"
#include "app/machine_check.h"
#include "core/audio/port_audio_output.h"
#include "core/audio/sound_inputs.h"
#include "core/frontend/lexicon_file.h"
#include "core/frontend/text_front_end.h"
#include "core/models/model_catalogue.h"
#include "core/models/model_kind.h"

namespace timbre::app {

namespace fs = std::filesystem;

namespace {

Result<std::optional<ModelKind>> lookAt(const fs::path& file) {
    if (!mayBeModel(file)) {
        return std::nullopt;
    }
    const auto model = classifyModel(file);
    if (!model) {
        return tl::unexpected(model.error());
    }
    if (!*model) {
        return std::nullopt;
    }
    const auto version = (*model)->version;
    return ModelKind{.role = std::string(modelRoleName((*model)->role)),
                     .version = version ? std::string(modelVersionName(*version)) : std::string{}};
}

std::vector<std::string> missingModels(const Composition& composition, const std::string& engine, const fs::path& folder) {
    const auto made = composition.makeEngine(engine);
    if (!made) {
        return {};
    }
    std::vector<fs::path> known;
    if (const auto catalogue = composition.openModels()) {
        std::ranges::transform(catalogue->models(), std::back_inserter(known),
                               [](const KnownModel& model) { return model.model.path; });
    }
    return (*made)->findModels(folder, known);
}

/// Texts of the user's own as the sounds they cover.
PhonesOf phonesOf(const std::shared_ptr<Composition>& composition) {
    return [composition](std::string_view text, std::string_view language) -> Result<std::vector<std::string>> {
        const auto mode = frontend::languageModeOf(language);
        if (!mode) {
            return fail(ErrorCode::Unsupported, "the sounds of this language are not known", "Choose en, zh or ja.");
        }
        auto spoken = composition->textFrontEnd()->phones(text, *mode, frontend::PhoneOptions{});
        if (!spoken) {
            return tl::unexpected(spoken.error());
        }
        return std::move(spoken->phones);
    };
}

}  // namespace

StudioParts studioParts(const std::shared_ptr<Composition>& composition) {
    const Places& places = composition->places();
    return {.openVoices = [composition] { return composition->openVoices(); },
            .makeEngine = [composition](std::string_view id) { return composition->makeEngine(id); },
            .cache = std::make_shared<ClipCache>(places.dataFolder / "cache" / "clips", ClipCache::Limits{}),
            .loadLexicon = [composition]() -> Result<std::vector<frontend::LexiconWord>> {
                auto table = frontend::LexiconFile::in(composition->places().dataFolder).load();
                if (!table)
                    return tl::unexpected(table.error());
                return std::move(table->words);
            },
            .loadVad = [composition] { return composition->loadVad(); },
            .makeMeter = [composition] { return composition->makeSpeakerMeter(); },
            .lookAtModel = lookAt,
            .completeModels =
                [composition](const std::map<std::string, fs::path>& given, const std::string& modelVersion,
                              const std::string& language) {
                    return completeModels(*composition, given, modelVersion, language);
                },
            .missingModels =
                [composition](const std::string& engine, const fs::path& folder) {
                    return missingModels(*composition, engine, folder);
                },
            .examineMachine =
                [composition](const std::function<void(const MachineFinding&)>& found, const std::stop_token& stop) {
                    return examineMachine(*composition, found, stop);
                },
            .projectFolder = places.dataFolder / "projects",
            .books = {.dataFolder = places.dataFolder,
                      .resourceFolder = places.resourceFolder,
                      .phonesOf = phonesOf(composition),
                      .loadVad = [composition] { return composition->loadVad(); },
                      .makeListener = [composition] { return composition->makeListener(); }},
            .sound = {.openInputs = &openPortAudioInputs,
                      .loadVad = [composition] { return composition->loadVad(); },
                      .monitor = defaultAudioOutput()}};
}

}  // namespace timbre::app
