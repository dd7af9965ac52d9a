// SPDX-License-Identifier: GPL-3.0-or-later
// GPT-SoVITS: speaks like a reference recording, with models that the user already has. Making a voice means hearing
// its references once; the models stay where they lie and are loaded when somebody speaks.
#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "core/audio/resample.h"
#include "core/audio/resample_soxr.h"
#include "core/base/files.h"
#include "core/base/machine_memory.h"
#include "core/base/utf8.h"
#include "core/engine/engine.h"
#include "core/engine/engines/gpt_sovits/imitation.h"
#include "core/engine/engines/gpt_sovits/model_shelf.h"
#include "core/engine/engines/gpt_sovits/text_reader.h"
#include "core/engine/engines/gpt_sovits/model_places.h"
#include "core/engine/engines/gpt_sovits/voice_file.h"
#include "core/nets/torch_facts.h"

namespace timbre {
namespace {

using namespace timbre::gpt_sovits;

constexpr double kShortestReference = 3.0;
constexpr double kLongestReference = 10.0;
constexpr double kHalfAMillisecond = 0.0005;
constexpr int kHubertRateHz = 16'000;
/// Of the machine's memory, for models that are kept loaded, where nobody says otherwise.
constexpr std::uint64_t kShareOfMemory = 2;
constexpr std::uint64_t kUsualLimit = std::uint64_t{4} << 30U;

std::uint64_t limitFor(const EngineContext& context) {
    if (context.memoryLimit > 0)
        return context.memoryLimit;
    const auto memory = machineMemory();
    return memory ? memory->totalBytes / kShareOfMemory : kUsualLimit;
}

/// What VoiceRecipe::models may name.
struct RecipeModels {
    nets::GptSovitsFiles files;
    nets::ReferencePaths listeners;
    std::filesystem::path textModel;  ///< Folder; may be empty.
};

Result<RecipeModels> modelsOf(const VoiceRecipe& recipe) {
    RecipeModels models;
    const std::array parts{
        std::pair{"gpt", &models.files.gpt},           std::pair{"sovits", &models.files.sovits.model},
        std::pair{"base", &models.files.sovits.base},  std::pair{"vocoder", &models.files.sovits.vocoder},
        std::pair{"hubert", &models.listeners.hubert}, std::pair{"speaker", &models.listeners.speakerNet},
        std::pair{"bert", &models.textModel}};
    for (const auto& [name, path] : recipe.models) {
        const auto part = std::ranges::find_if(parts, [&](const auto& one) { return name == one.first; });
        if (part == parts.end())
            return fail(ErrorCode::InvalidInput, "GPT-SoVITS has no model part “" + name + "”");
        *part->second = path;
    }
    if (models.files.gpt.empty() || models.files.sovits.model.empty()) {
        return fail(ErrorCode::ModelMissing, "a GPT-SoVITS voice needs a GPT model and a SoVITS model",
                    "Give them with --gpt FILE.ckpt and --sovits FILE.pth.");
    }
    return models;
}

Result<void> checkStyles(const VoiceRecipe& recipe) {
    if (recipe.styles.empty())
        return fail(ErrorCode::InvalidInput, "there is no reference recording",
                    "Give a recording of 3 to 10 seconds with --reference.");
    std::set<std::string> names;
    for (const VoiceStyle& style : recipe.styles) {
        if (style.name.empty() || !names.insert(foldCase(style.name)).second)
            return fail(ErrorCode::InvalidInput, "two styles are called “" + style.name + "”",
                        "Give each reference a name of its own.");
        const double seconds = style.reference.audio.seconds();
        // The parts that people ask for are rounded to samples.
        if (seconds < kShortestReference - kHalfAMillisecond || seconds > kLongestReference + kHalfAMillisecond) {
            return fail(ErrorCode::InvalidInput,
                        "the reference “" + style.reference.name + "” lasts " + std::to_string(seconds).substr(0, 4) +
                            " s; GPT-SoVITS listens to 3 to 10 s",
                        "Choose another recording or another part of it.");
        }
    }
    return {};
}

/// What is said in a reference, as the models take it.
struct Prompt {
    std::vector<std::int64_t> phones;  ///< Empty: only the sound of the reference is used.
    std::vector<float> textFeatures;
};

Result<nets::ReferenceSounds> soundsOf(const VoiceStyle& style, const std::vector<std::int64_t>& promptPhones,
                                       const nets::ReferencePaths& listeners) {
    nets::ReferenceSounds sounds{.main = style.reference.audio, .promptPhones = promptPhones};
    for (const Recording& other : style.others)
        sounds.others.push_back(other.audio);
    if (promptPhones.empty())
        return sounds;
    if (listeners.hubert.empty()) {
        return fail(ErrorCode::ModelMissing, "HuBERT is needed to hear what is said in a reference",
                    "Let `timbre models scan` find your GPT-SoVITS folder, or give --hubert FOLDER.");
    }
    const AudioClip mono = toMono(sounds.main);
    auto heard = resampleSoxr(mono.samples, mono.sampleRateHz, kHubertRateHz);
    if (!heard)
        return tl::unexpected(heard.error());
    sounds.mainAt16k = std::move(*heard);
    return sounds;
}

class GptSovitsEngine final : public Engine {
  public:
    explicit GptSovitsEngine(const EngineContext& context)
        : context_(context), shelf_(std::make_shared<ModelShelf>(limitFor(context))) {}

    [[nodiscard]] const EngineFacts& facts() const override { return facts_; }

    [[nodiscard]] EngineReadiness readiness() const override {
        const auto torch = torchFacts();
        if (!torch)
            return {.ready = false, .detail = torch.error().detail, .advice = torch.error().advice};
        if (context_.device == Device::Cuda && !torch->cuda)
            return {.ready = false,
                    .detail = "CUDA was asked for, and libtorch " + torch->version + " finds no CUDA device",
                    .advice = "Leave --compute out to use the CPU."};
        const std::string cpu =
            "works on the CPU, " + std::to_string(context_.threads) + (context_.threads == 1 ? " thread" : " threads");
        const bool gpu = torch->cuda && context_.device != Device::Cpu;
        return {.ready = true,
                .detail = gpu ? "works on CUDA, " + std::to_string(torch->cudaDevices) + " device(s), float32"
                              : cpu + (context_.exact ? ", float32" : ", 8-bit weights"),
                .advice = {}};
    }

    Result<VoiceReport> createVoice(const VoiceRecipe& recipe, const std::filesystem::path& directory,
                                    const ProgressSink& progress, std::stop_token stop) override {
        const auto models = modelsOf(recipe);
        if (!models)
            return tl::unexpected(models.error());
        if (auto good = checkStyles(recipe); !good)
            return tl::unexpected(good.error());
        if (progress)
            progress({"reading the words of the references", 0.0});
        // Before the models are taken: whoever holds one may not wait for another.
        const auto prompts = promptsOf(recipe, *models, stop);
        if (!prompts)
            return tl::unexpected(prompts.error());
        if (progress)
            progress({"loading the models", 0.0});
        const auto model = shelf_->take(models->files, options(), stop);
        if (!model)
            return tl::unexpected(model.error());
        VoiceFile voice{.files = models->files,
                        .stamps = {},
                        .version = (*model)->version(),
                        .styles = {},
                        .textModel = models->textModel};
        VoiceReport report;
        for (const VoiceStyle& style : recipe.styles) {
            if (progress)
                progress(
                    {"hearing the reference “" + style.reference.name + "”",
                     static_cast<double>(voice.styles.size() + 1) / static_cast<double>(recipe.styles.size() + 2)});
            auto heard = hear(**model, style, (*prompts)[voice.styles.size()], models->listeners, stop);
            if (!heard)
                return tl::unexpected(heard.error());
            voice.styles.push_back(std::move(*heard));
            report.secondsUsed += style.reference.audio.seconds();
            ++report.recordingsUsed;
        }
        report.metrics["styles"] = static_cast<double>(voice.styles.size());
        return store(std::move(voice), directory, std::move(report), progress);
    }

    std::vector<std::string> findModels(const std::filesystem::path& directory,
                                        std::span<const std::filesystem::path> known) const override {
        return gpt_sovits::findModels(directory, known);
    }

    Result<std::shared_ptr<const EngineVoice>> loadVoice(const std::filesystem::path& directory) override {
        auto voice = gpt_sovits::loadVoice(directory);
        if (!voice)
            return tl::unexpected(voice.error());
        return std::make_shared<const Imitation>(std::move(*voice), options(), shelf_, reader());
    }

  private:
    [[nodiscard]] nets::GptSovitsOptions options() const {
        bool gpu = context_.device == Device::Cuda;
        if (context_.device == Device::Automatic) {
            const auto torch = torchFacts();
            gpu = torch && torch->cuda;
        }
        return {.precision = context_.exact ? nets::Precision::Exact : nets::Precision::Fast,
                .place = gpu ? nets::Place::Cuda : nets::Place::Cpu,
                .threads = std::max(1, context_.threads)};
    }

    /// Another precision, device or reading gives other samples.
    static std::string versionFor(const nets::GptSovitsOptions& options) {
        const std::string version = "1-reading" + std::string(frontend::kReadingVersion);
        if (options.place == nets::Place::Cuda)
            return version + "-cuda";
        return options.precision == nets::Precision::Exact ? version + "-exact" : version;
    }

    [[nodiscard]] TextReader reader() const { return {context_.text, shelf_, options()}; }

    /// One for each style.
    [[nodiscard]] Result<std::vector<Prompt>> promptsOf(const VoiceRecipe& recipe, const RecipeModels& models,
                                                        const std::stop_token& stop) const {
        const auto file = nets::openSovitsFile(models.files.sovits.model);
        if (!file)
            return tl::unexpected(file.error());
        const auto mode = languageModeFor(recipe.language);
        if (!mode)
            return tl::unexpected(mode.error());
        if (auto spoken = checkLanguage(file->version, *mode); !spoken)
            return tl::unexpected(spoken.error());
        if (isMandarin(*mode) && models.textModel.empty())
            return tl::unexpected(noTextModel());
        std::vector<Prompt> prompts;
        for (const VoiceStyle& style : recipe.styles) {
            auto prompt = promptOf(style, recipe.language, file->version, models.textModel, stop);
            if (!prompt) {
                Error error = prompt.error();
                error.detail = "the words of the reference “" + style.reference.name + "”: " + error.detail;
                return tl::unexpected<Error>(std::move(error));
            }
            prompts.push_back(std::move(*prompt));
        }
        return prompts;
    }

    /// Phones that were given by hand stand for themselves; else the words are read.
    [[nodiscard]] Result<Prompt> promptOf(const VoiceStyle& style, const std::string& language,
                                          nets::ModelVersion version, const std::filesystem::path& textModel,
                                          const std::stop_token& stop) const {
        const std::string_view words = trimSpace(style.reference.transcript);
        if (!style.phones.empty() || words.empty())
            return Prompt{.phones = style.phones, .textFeatures = {}};
        const TextReader reader = this->reader();
        const auto spoken =
            reader.read({.text = words, .language = style.language.empty() ? language : style.language}, version);
        if (!spoken)
            return tl::unexpected(spoken.error());
        auto features = reader.features(*spoken, textModel, stop);
        if (!features)
            return tl::unexpected(features.error());
        return Prompt{.phones = phoneIds(*spoken, version), .textFeatures = std::move(*features)};
    }

    static Result<Style> hear(const nets::GptSovitsModel& model, const VoiceStyle& style, const Prompt& words,
                              const nets::ReferencePaths& listeners, const std::stop_token& stop) {
        const auto sounds = soundsOf(style, words.phones, listeners);
        if (!sounds)
            return tl::unexpected(sounds.error());
        auto reference = model.readReference(*sounds, listeners, stop);
        if (!reference)
            return tl::unexpected(reference.error());
        auto prompt = std::make_shared<nets::VoicePrompt>();
        prompt->reference = std::move(*reference);
        prompt->phones = words.phones;
        prompt->bert = words.textFeatures;
        return Style{.name = style.name, .transcript = style.reference.transcript, .prompt = std::move(prompt)};
    }

    static Result<VoiceReport> store(VoiceFile voice, const std::filesystem::path& directory, VoiceReport report,
                                     const ProgressSink& progress) {
        if (auto stamped = stampFiles(voice); !stamped)
            return tl::unexpected(stamped.error());
        if (auto saved = saveVoice(directory, voice); !saved)
            return tl::unexpected(saved.error());
        if (progress)
            progress({"storing what was heard", 1.0});
        return report;
    }

    EngineContext context_;
    EngineFacts facts_{.id = "gpt-sovits",
                       .title = "GPT-SoVITS (your own models)",
                       .version = versionFor(options()),
                       .languages = {"zh", "en", "ja", "ko", "yue", "auto"},  // auto: texts of several of them
                       .minimumSeconds = kShortestReference,
                       .recommendedSeconds = kLongestReference,
                       .maximumSeconds = kLongestReference,
                       .needsTranscripts = false,
                       .imitates = true};
    std::shared_ptr<ModelShelf> shelf_;
};

}  // namespace

extern const EngineEntry kGptSovitsEngine;
const EngineEntry kGptSovitsEngine{"gpt-sovits", [](const EngineContext& context) -> std::unique_ptr<Engine> {
                                       return std::make_unique<GptSovitsEngine>(context);
                                   }};

}  // namespace timbre
