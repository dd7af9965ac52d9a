// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/model_catalogue.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "core/base/files.h"
#include "core/base/folder_lock.h"
#include "core/base/near_names.h"
#include "core/models/catalogue_json.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

/// A few hundred bytes a model; anything beyond this is foreign.
constexpr std::size_t kMaximumBytes = std::size_t{64} << 20U;

bool liesIn(const fs::path& path, const fs::path& folder) {
    const fs::path inside = path.lexically_relative(folder);
    return !inside.empty() && *inside.begin() != "..";
}

std::string counted(std::size_t number, std::string_view noun) {
    return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

Error gone(const KnownModel& known) {
    std::error_code ignored;
    std::string advice = "Put it back, or forget it with `timbre models remove`.";
    if (!known.folder.empty() && fs::is_directory(known.folder, ignored)) {
        advice = fmt::format("Put it back, or bring the catalogue in step with `timbre models scan {}`.",
                             displayPath(known.folder));
    } else if (!known.folder.empty()) {
        advice =
            fmt::format("Put its folder back, or forget it with `timbre models remove {}`.", displayPath(known.folder));
    }
    return {ErrorCode::NotFound,
            fmt::format("{} ({}) is remembered and is gone", displayPath(known.model.path),
                        modelRoleTitle(known.model.role)),
            advice};
}

}  // namespace

fs::path catalogueName(const fs::path& name) {
    std::error_code error;
    fs::path whole = fs::absolute(name, error).lexically_normal();
    if (!whole.has_filename()) {
        whole = whole.parent_path();  // "folder/"
    }
    const fs::path parent = fs::weakly_canonical(whole.parent_path(), error);
    return error ? whole : parent / whole.filename();
}

Result<ModelCatalogue> ModelCatalogue::open(const fs::path& dataFolder) {
    ModelCatalogue catalogue(dataFolder);
    if (auto done = catalogue.read(); !done) {
        return tl::unexpected(done.error());
    }
    return catalogue;
}

Result<void> ModelCatalogue::read() {
    std::error_code ignored;
    if (fs::is_regular_file(data_, ignored)) {
        return fail(ErrorCode::InvalidInput, displayPath(data_) + " is a file, not a data folder",
                    "Name a folder with --data-dir.");
    }
    const auto text = readFile(file(), kMaximumBytes);
    if (!text && text.error().code != ErrorCode::NotFound) {
        return tl::unexpected(text.error());
    }
    auto record = text ? parseCatalogue(*text, file()) : Result<CatalogueRecord>(CatalogueRecord{});
    if (!record) {
        return tl::unexpected(record.error());
    }
    folders_ = std::move(record->folders);
    known_ = std::move(record->models);
    present_.clear();
    problems_.clear();
    std::ranges::for_each(known_, [this](const KnownModel& known) { look(known); });
    return {};
}

void ModelCatalogue::look(const KnownModel& known) {
    const fs::path weights = weightsOf(known.model);
    std::error_code ignored;
    if (weights.empty() || !fs::exists(weights, ignored)) {
        problems_.push_back(gone(known));
        return;
    }
    if (isUnchanged(known.model)) {
        present_.push_back(known);
        return;
    }
    // What the user once said about v3 or v4 still holds for the new content, unless it is surely something else.
    const bool said = known.folder.empty() && known.model.versionIsCertain;
    auto anew = classifyModel(weights, said ? known.model.version : std::nullopt);
    if (!anew && anew.error().code == ErrorCode::InvalidInput) {
        anew = classifyModel(weights);
    }
    if (!anew) {
        problems_.push_back(anew.error());
    } else if (!*anew) {
        problems_.push_back({ErrorCode::Corrupt, displayPath(weights) + " has changed and is no model any more",
                             "Put back the file it was, or forget it with `timbre models remove`."});
    } else {
        present_.push_back({.model = std::move(**anew), .folder = known.folder});
    }
}

std::vector<FoundModel> ModelCatalogue::found() const {
    std::vector<FoundModel> all;
    std::ranges::transform(present_, std::back_inserter(all), &KnownModel::model);
    return all;
}

/// Reads anew under the lock, changes what is remembered and writes it.
template <typename Change>
Result<void> ModelCatalogue::edit(Change change) {
    std::error_code error;
    if (fs::create_directories(data_, error); error) {
        return tl::unexpected(ioError("cannot make the data folder", data_, error.value()));
    }
    const auto lock = FolderLock::take(data_ / "models.lock");
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    if (auto fresh = read(); !fresh) {
        return fresh;
    }
    if (auto changed = change(); !changed) {
        return changed;
    }
    // Files that were added by themselves were chosen, and come first where two are equally good.
    std::ranges::stable_partition(known_, [](const KnownModel& known) { return known.folder.empty(); });
    const auto text = catalogueText({.folders = folders_, .models = known_});
    if (!text) {
        return tl::unexpected(text.error());
    }
    if (auto written = writeFileAtomically(file(), *text); !written) {
        return written;
    }
    return read();
}

Result<void> ModelCatalogue::remember(const ModelScan& scan) {
    if (scan.models.empty() && std::ranges::find(folders_, scan.folder) == folders_.end()) {
        return {};
    }
    return edit([&]() -> Result<void> {
        const auto covered = [&scan](const fs::path& folder) {
            return folder == scan.folder || liesIn(folder, scan.folder);
        };
        std::erase_if(known_,
                      [&covered](const KnownModel& known) { return !known.folder.empty() && covered(known.folder); });
        std::erase_if(folders_, covered);
        folders_.push_back(scan.folder);
        for (const FoundModel& model : scan.models) {
            const auto known =
                std::ranges::find(known_, model.path, [](const KnownModel& one) { return one.model.path; });
            if (known == known_.end()) {
                known_.push_back({.model = model, .folder = scan.folder});
            } else if (!known->folder.empty()) {
                known->model = model;
            }
        }
        return {};
    });
}

Result<void> ModelCatalogue::remember(std::span<const FoundModel> models) {
    return edit([&]() -> Result<void> {
        for (const FoundModel& model : models) {
            std::erase_if(known_, [&model](const KnownModel& known) { return known.model.path == model.path; });
            known_.push_back({.model = model, .folder = {}});
        }
        return {};
    });
}

tl::unexpected<Error> ModelCatalogue::notKnown(const fs::path& name) const {
    std::vector<std::string> names;
    std::ranges::transform(folders_, std::back_inserter(names), displayPath);
    std::ranges::transform(known_, std::back_inserter(names),
                           [](const KnownModel& known) { return displayPath(known.model.path); });
    const std::string question = didYouMean(displayPath(name), names);
    return fail(ErrorCode::NotFound, fmt::format("{} is neither a known folder nor a known model", displayPath(name)),
                question.empty() ? "`timbre models list` shows what is known." : question);
}

Result<std::vector<fs::path>> ModelCatalogue::forget(const fs::path& name) {
    const fs::path wanted = catalogueName(name);
    std::vector<fs::path> forgotten;
    std::error_code ignored;
    if (!fs::exists(file(), ignored)) {
        return notKnown(wanted);
    }
    auto done = edit([&]() -> Result<void> {
        const bool folder = std::erase(folders_, wanted) > 0;
        std::erase_if(known_, [&](const KnownModel& known) {
            const bool meant =
                known.model.path == wanted || (folder && known.folder == wanted) || weightsOf(known.model) == wanted;
            if (meant) {
                forgotten.push_back(known.model.path);
            }
            return meant;
        });
        return folder || !forgotten.empty() ? Result<void>{} : notKnown(wanted);
    });
    if (!done) {
        return tl::unexpected(done.error());
    }
    return forgotten;
}

Result<GptSovitsAssets> resolveAssets(const ModelCatalogue& catalogue, const AssetRequest& request) {
    auto assets = resolveAssets(catalogue.found(), request);
    if (!assets && assets.error().code == ErrorCode::ModelMissing) {
        for (const Error& problem : catalogue.problems()) {
            assets.error().detail += "; " + problem.detail;
        }
    }
    return assets;
}

ModelsDescription describeModels(const ModelCatalogue& catalogue) {
    const std::vector<FoundModel> models = catalogue.found();
    const auto added = static_cast<std::size_t>(
        std::ranges::count_if(catalogue.models(), [](const KnownModel& known) { return known.folder.empty(); }));
    ModelsDescription description{
        .known = "no models are known", .versions = readinessOf(models), .problems = catalogue.problems()};
    if (!models.empty()) {
        std::vector<std::string> sources;
        if (added < models.size()) {
            sources.push_back(
                fmt::format("{} in {}", models.size() - added, counted(catalogue.folders().size(), "folder")));
        }
        if (added > 0) {
            sources.push_back(fmt::format("{} added", added));
        }
        description.known = fmt::format("{} known: {}", counted(models.size(), "model"), fmt::join(sources, ", "));
    }
    for (MissingModel& base : basesMissingForLora(models)) {
        description.problems.push_back({ErrorCode::ModelMissing, std::move(base.sentence), std::move(base.advice)});
    }
    return description;
}

}  // namespace timbre
