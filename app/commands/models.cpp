// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "app/commands/commands.h"
#include "app/commands/models_fetch.h"
#include "app/commands/models_json.h"
#include "app/words.h"
#include "core/base/files.h"
#include "core/models/model_catalogue.h"

namespace timbre::app {

namespace fs = std::filesystem;

namespace {

/// Of several names one may be wrong: the others are done all the same, and the first error decides the exit code.
class Failures {
  public:
    explicit Failures(Console& console) : console_(console) {}

    void add(const Error& error) {
        first_ = first_.value_or(error);
        if (!console_.json()) {
            console_.error(error);
        }
    }
    void addTo(nlohmann::json& document) const {
        if (first_) {
            document["error"] = errorJson(*first_);
        }
    }
    [[nodiscard]] ExitCode code() const { return first_ ? exitCodeFor(first_->code) : ExitCode::Ok; }

  private:
    Console& console_;
    std::optional<Error> first_;
};

Result<ExitCode> scan(Program& program, const std::string& folder) {
    auto catalogue = program.compose().openModels();
    if (!catalogue) {
        return tl::unexpected(catalogue.error());
    }
    const auto found = scanModels(folder, {}, program.console.progress(), program.stop);
    program.console.endLive();
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (auto remembered = catalogue->remember(*found); !remembered) {
        return tl::unexpected(remembered.error());
    }
    const ModelsDescription description = describeModels(*catalogue);
    auto models = nlohmann::json::array();
    std::ranges::transform(found->models, std::back_inserter(models), foundModelJson);
    std::vector<Error> problems = found->problems;
    problems.insert(problems.end(), description.problems.begin(), description.problems.end());
    program.console.document({{"folder", displayPath(found->folder)},
                              {"models", std::move(models)},
                              {"others", found->others},
                              {"versions", versionsReadyJson(description.versions)},
                              {"problems", problemsJson(problems)}});
    program.console.line(fmt::format(
        "{}: {}{}{}", displayPath(found->folder), counted(found->models.size(), "model"),
        found->models.empty() ? "" : ", used where they lie",
        found->others == 0 ? "" : fmt::format("; {} of no use here", counted(found->others, "other checkpoint"))));
    printModels(program.console, found->models);
    printProblems(program.console, problems);
    if (found->models.empty()) {
        program.console.line(
            "  No model files are in it. Choose the folder that GPT-SoVITS lies in, or one with your models.");
    }
    printReadiness(program.console, description.versions);
    return found->models.empty() ? ExitCode::AnswerIsNo : ExitCode::Ok;
}

/// The file with the weights, where the folder of a model was named.
fs::path weightsNamed(const fs::path& name) {
    std::error_code ignored;
    if (!fs::is_directory(name, ignored)) {
        return name;
    }
    for (const char* const weights :
         {"model.safetensors", "pytorch_model.bin", "bigvgan_generator.pt", "g2pW.onnx", "g2pw.onnx"}) {
        if (fs::exists(name / weights, ignored)) {
            return name / weights;
        }
    }
    return name;
}

Result<FoundModel> lookAt(const fs::path& name, std::optional<ModelVersion> version) {
    const fs::path file = weightsNamed(catalogueName(name));
    std::error_code ignored;
    if (!fs::exists(file, ignored)) {
        return fail(ErrorCode::NotFound, "there is no file " + displayPath(name), "Check the name.");
    }
    if (fs::is_directory(file, ignored)) {
        return fail(ErrorCode::InvalidInput, displayPath(name) + " is a folder without a model of its own",
                    fmt::format("Look for models in it with `timbre models scan {}`.", displayPath(name)));
    }
    auto model = classifyModel(file, version);
    if (!model) {
        return tl::unexpected(model.error());
    }
    if (!*model) {
        return fail(ErrorCode::InvalidInput, displayPath(name) + " is no model of GPT-SoVITS",
                    "Choose a .ckpt or .pth file of GPT-SoVITS, or one of its model folders.");
    }
    return **model;
}

struct AddOptions {
    std::vector<std::string> files;
    std::string version;
};

Result<ExitCode> add(Program& program, const AddOptions& options) {
    auto catalogue = program.compose().openModels();
    if (!catalogue) {
        return tl::unexpected(catalogue.error());
    }
    Failures failures(program.console);
    std::vector<FoundModel> models;
    for (const std::string& file : options.files) {
        auto model = lookAt(file, modelVersionNamed(options.version));
        if (model) {
            models.push_back(std::move(*model));
        } else {
            failures.add(model.error());
        }
    }
    if (!models.empty()) {
        if (auto remembered = catalogue->remember(models); !remembered) {
            return tl::unexpected(remembered.error());
        }
    }
    const ModelsDescription description = describeModels(*catalogue);
    auto added = nlohmann::json::array();
    std::ranges::transform(models, std::back_inserter(added), foundModelJson);
    nlohmann::json document = {{"added", std::move(added)},
                               {"versions", versionsReadyJson(description.versions)},
                               {"problems", problemsJson(description.problems)}};
    failures.addTo(document);
    program.console.document(document);
    if (!models.empty()) {
        printModels(program.console, models);
        printProblems(program.console, description.problems);
        printReadiness(program.console, description.versions);
    }
    return failures.code();
}

Result<ExitCode> list(Program& program) {
    const auto catalogue = program.compose().openModels();
    if (!catalogue) {
        return tl::unexpected(catalogue.error());
    }
    const ModelsDescription description = describeModels(*catalogue);
    auto models = nlohmann::json::array();
    std::ranges::transform(catalogue->models(), std::back_inserter(models), knownModelJson);
    auto folders = nlohmann::json::array();
    std::ranges::transform(catalogue->folders(), std::back_inserter(folders), displayPath);
    program.console.document({{"folders", std::move(folders)},
                              {"models", std::move(models)},
                              {"versions", versionsReadyJson(description.versions)},
                              {"problems", problemsJson(description.problems)}});
    program.console.line(description.known +
                         (catalogue->models().empty() ? "; `timbre models scan DIR` finds some" : ""));
    printModels(program.console, catalogue->found());
    printProblems(program.console, description.problems);
    if (!catalogue->models().empty()) {
        printReadiness(program.console, description.versions);
    }
    return ExitCode::Ok;
}

Result<ExitCode> remove(Program& program, const std::vector<std::string>& names) {
    auto catalogue = program.compose().openModels();
    if (!catalogue) {
        return tl::unexpected(catalogue.error());
    }
    Failures failures(program.console);
    auto forgotten = nlohmann::json::array();
    for (const std::string& name : names) {
        const auto paths = catalogue->forget(name);
        if (!paths) {
            failures.add(paths.error());
            continue;
        }
        std::ranges::transform(*paths, std::back_inserter(forgotten), displayPath);
        program.console.line(
            fmt::format("Forgot {}: {}. The files stay where they are.", name, counted(paths->size(), "model")));
    }
    nlohmann::json document = {{"forgotten", std::move(forgotten)}};
    failures.addTo(document);
    program.console.document(document);
    return failures.code();
}

constexpr const char* kModelJson =
    "  models: {\"path\",\"role\",\"version\",\"version_certain\",\"symbol_version\",\"standing\",\"bytes\"}; "
    "standing: official, base, unknown or\n"
    "  fine-tuned; versions: "
    "{\"version\",\"ready\",\"languages\",\"missing\":[{\"role\",\"file\",\"message\",\"advice\"}],\n"
    "  \"missing_for_chinese\"}; problems: {\"code\",\"message\",\"advice\"}";

void registerScan(CLI::App& models, Program& program) {
    auto* command = models.add_subcommand("scan", "Find the models of a GPT-SoVITS folder and use them where they lie");
    auto folder = std::make_shared<std::string>();
    command->add_option("DIR", *folder, "An installation of GPT-SoVITS, or any folder with models")
        ->required()
        ->type_name("");
    command->footer(
        "Every file is told by its content, and its folder is remembered; nothing is copied or changed. What each "
        "version and\n"
        "language still lacks is named. Scan again when there are new files.\n\n"
        "Exit code: 0 models were found, 1 none were.\n\n"
        "Examples:\n"
        "  timbre models scan ~/GPT-SoVITS\n"
        "  timbre models scan ~/GPT-SoVITS/GPT_SoVITS/pretrained_models --json\n\n"
        "--json: {\"folder\",\"models\",\"others\",\"versions\",\"problems\"}; others: checkpoints of no use here\n" +
        std::string(kModelJson));
    command->callback([&program, folder] { program.job = [&program, folder] { return scan(program, *folder); }; });
}

void registerAdd(CLI::App& models, Program& program) {
    auto* command = models.add_subcommand("add", "Remember single model files, used where they lie");
    auto options = std::make_shared<AddOptions>();
    command->add_option("FILE", options->files, "Model files, or the folders of HuBERT, BERT and BigVGAN")
        ->required()
        ->type_name("");
    const auto take = [options](const std::string& text) {
        if (!modelVersionNamed(text)) {
            refuseValue("--version", text, "v1, v2, v2Pro, v2ProPlus, v3 or v4");
        }
        options->version = text;
    };
    command
        ->add_option_function<std::string>("--version", take,
                                           "Which of v3 and v4 a SoVITS file is, where it does not tell")
        ->type_name("VERSION");
    command->footer(
        "A file that was added comes before those of scanned folders.\n\n"
        "Examples:\n"
        "  timbre models add anna-e15.ckpt anna_e8_s96.pth\n"
        "  timbre models add chinese-hubert-base\n"
        "  timbre models add --version v4 base.pth\n\n"
        "--json: {\"added\":[models],\"versions\",\"problems\"}, and \"error\" where a file could not be added\n" +
        std::string(kModelJson));
    command->callback([&program, options] { program.job = [&program, options] { return add(program, *options); }; });
}

void registerList(CLI::App& models, Program& program) {
    auto* command = models.add_subcommand("list", "List the models that are known and what they are good for");
    command->footer(
        "--json: {\"folders\",\"models\",\"versions\",\"problems\"}; a model also has \"folder\", the scanned one or "
        "null\n" +
        std::string(kModelJson));
    command->callback([&program] { program.job = [&program] { return list(program); }; });
}

void registerRemove(CLI::App& models, Program& program) {
    auto* command = models.add_subcommand("remove", "Forget scanned folders or models; no file is deleted");
    auto names = std::make_shared<std::vector<std::string>>();
    command->add_option("NAME", *names, "Scanned folders or model files")->required()->type_name("");
    command->footer(
        "A model of a folder that is still remembered comes back with the next scan.\n\n"
        "--json: {\"forgotten\":[paths]}, and \"error\" where a name is not known");
    command->callback([&program, names] { program.job = [&program, names] { return remove(program, *names); }; });
}

}  // namespace

void registerModels(CLI::App& root, Program& program) {
    auto* models = root.add_subcommand("models", "Find, remember and fetch the models of GPT-SoVITS");
    models->require_subcommand(1);
    registerScan(*models, program);
    registerAdd(*models, program);
    registerList(*models, program);
    registerRemove(*models, program);
    registerModelsFetch(*models, program);
    models->footer(
        "Example:\n"
        "  timbre models scan ~/GPT-SoVITS\n"
        "  timbre models list\n"
        "  timbre doctor");
}

}  // namespace timbre::app
