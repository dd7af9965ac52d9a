// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/models/model_kind.h"
#include "core/models/model_needs.h"
#include "core/models/model_scan.h"

namespace timbre {

/// A model that is remembered.
struct KnownModel {
    FoundModel model{};
    std::filesystem::path folder{};  ///< The scanned folder it was found in; empty for one that was added by itself.

    bool operator==(const KnownModel&) const = default;
};

/// The models that the studio knows, `<data>/models.json`. They are used where they lie and never copied, changed or
/// deleted. Several processes may use one data folder at once. Thread: any, one at a time.
class ModelCatalogue {
  public:
    /// Reads what is remembered and looks whether it is still there; a file that has changed is looked at anew. A data
    /// folder that does not exist yet knows no models. Errors: InvalidInput (the data folder is a file), Corrupt,
    /// Unsupported (of a newer program), Io.
    static Result<ModelCatalogue> open(const std::filesystem::path& dataFolder);

    /// Those that are there, with every file of an explicit addition first, then in the order of scanning.
    [[nodiscard]] const std::vector<KnownModel>& models() const noexcept { return present_; }
    [[nodiscard]] std::vector<FoundModel> found() const;
    /// What was remembered and is gone or cannot be used any more, each named.
    [[nodiscard]] const std::vector<Error>& problems() const noexcept { return problems_; }
    [[nodiscard]] const std::vector<std::filesystem::path>& folders() const noexcept { return folders_; }

    /// Remembers a folder with what was found in it; what an earlier scan of it found is forgotten, files that were
    /// added by themselves are not. A folder without models is remembered only where it was before. InvalidInput: a
    /// name is not UTF-8. Otherwise as open().
    Result<void> remember(const ModelScan& scan);

    /// Remembers files by themselves.
    Result<void> remember(std::span<const FoundModel> models);

    /// Forgets a scanned folder with its models, or one model; there need be nothing of that name any more.
    /// @return the models' paths, as they were remembered. NotFound when neither a folder nor a model is called so.
    Result<std::vector<std::filesystem::path>> forget(const std::filesystem::path& name);

  private:
    explicit ModelCatalogue(std::filesystem::path dataFolder) : data_(std::move(dataFolder)) {}

    [[nodiscard]] std::filesystem::path file() const { return data_ / "models.json"; }
    Result<void> read();
    void look(const KnownModel& known);
    [[nodiscard]] tl::unexpected<Error> notKnown(const std::filesystem::path& name) const;
    template <typename Change>
    Result<void> edit(Change change);

    std::filesystem::path data_;
    std::vector<std::filesystem::path> folders_;
    std::vector<KnownModel> known_;    ///< As remembered.
    std::vector<KnownModel> present_;  ///< As they are.
    std::vector<Error> problems_;
};

/// A name as the catalogue writes it: absolute, the folder without links; the last part stays as it is, because links
/// to files often have the better name. There need be nothing of that name.
std::filesystem::path catalogueName(const std::filesystem::path& name);

/// resolveAssets() of all that is known; the error also names what was remembered and is gone.
Result<GptSovitsAssets> resolveAssets(const ModelCatalogue& catalogue, const AssetRequest& request);

/// What `timbre doctor` says about models.
struct ModelsDescription {
    std::string known;                         ///< "12 models from 1 folder", one line.
    std::vector<VersionReadiness> versions{};  ///< All, by number.
    std::vector<Error> problems{};             ///< Gone or unusable files, and LoRA files without their base.
};
ModelsDescription describeModels(const ModelCatalogue& catalogue);

}  // namespace timbre
