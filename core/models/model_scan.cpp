// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/model_scan.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include "core/base/files.h"
#include "core/models/catalogue_json.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

/// A file or folder whatever it is called.
using Identity = std::pair<dev_t, ino_t>;

bool isLeftOut(const fs::path& folder) {
    const std::string name = displayPath(folder.filename());
    return name.starts_with('.') || name == "__pycache__" || name == "site-packages" || name == "node_modules";
}

/// Collects what may be models, folder by folder.
class Walk {
  public:
    Walk(const ScanLimits& limits, std::stop_token stop) : limits_(limits), stop_(std::move(stop)) {}

    Result<void> run(const fs::path& root) {
        seen_.insert(identityOf(root).value_or(Identity{}));
        std::error_code error;
        if (fs::directory_iterator look(root, error); error) {
            return tl::unexpected(ioError("cannot look at", root, error.value()));
        }
        std::vector<std::pair<fs::path, int>> folders{{root, 0}};
        while (!folders.empty() && !isFull()) {
            const auto [folder, depth] = std::move(folders.back());
            folders.pop_back();
            if (stop_.stop_requested()) {
                return fail(ErrorCode::Cancelled, "stopped before all files were looked at");
            }
            for (fs::path& inner : enter(folder)) {
                if (depth < limits_.depth) {
                    folders.emplace_back(std::move(inner), depth + 1);
                } else {
                    tooDeep_ = true;
                }
            }
        }
        std::ranges::sort(candidates_);
        return {};
    }

    [[nodiscard]] const std::vector<fs::path>& candidates() const noexcept { return candidates_; }

    /// What could not be looked at, and the limit that was met.
    [[nodiscard]] std::vector<Error> problems(const fs::path& root) const {
        std::vector<Error> all = problems_;
        if (isFull() || tooDeep_) {
            all.push_back({ErrorCode::InvalidInput,
                           fmt::format("{} holds {}, so that not everything was looked at", displayPath(root),
                                       isFull() ? "too many files" : "folders too deep in one another"),
                           "Scan the folder with the models itself, such as GPT_SoVITS/pretrained_models."});
        }
        return all;
    }

  private:
    static std::optional<Identity> identityOf(const fs::path& path) {
        struct stat facts {};
        return ::stat(path.c_str(), &facts) == 0 ? std::optional(Identity{facts.st_dev, facts.st_ino}) : std::nullopt;
    }

    [[nodiscard]] bool isFull() const noexcept {
        return entries_ >= limits_.entries || candidates_.size() >= limits_.checkpoints;
    }

    /// The folders inside that are new.
    std::vector<fs::path> enter(const fs::path& folder) {
        std::vector<fs::path> inner;
        std::error_code error;
        for (fs::directory_iterator entry(folder, error), end; !error && entry != end && !isFull();
             entry.increment(error)) {
            ++entries_;
            look(*entry, inner);
        }
        if (error) {
            problems_.push_back(ioError("cannot look at", folder, error.value()));
        }
        return inner;
    }

    void look(const fs::directory_entry& entry, std::vector<fs::path>& inner) {
        std::error_code error;
        const auto status = entry.status(error);
        const bool folder = fs::is_directory(status);
        if (folder ? isLeftOut(entry.path()) : !mayBeModel(entry.path())) {
            return;
        }
        if (!folder && !fs::is_regular_file(status)) {
            if (entry.is_symlink(error)) {
                problems_.push_back({ErrorCode::NotFound, displayPath(entry.path()) + " is a link to nothing",
                                     "Put back what it led to, or scan the folder that holds it."});
            }
            return;
        }
        const auto identity = identityOf(entry.path());
        if (!identity || !seen_.insert(*identity).second) {
            return;
        }
        (folder ? inner : candidates_).push_back(entry.path());
    }

    ScanLimits limits_;
    std::stop_token stop_;
    std::set<Identity> seen_;
    std::vector<fs::path> candidates_;
    std::vector<Error> problems_;
    std::size_t entries_ = 0;
    bool tooDeep_ = false;
};

void take(ModelScan& scan, Result<std::optional<FoundModel>> found) {
    if (!found) {
        scan.problems.push_back(found.error());
    } else if (!*found) {
        ++scan.others;
    } else if (const auto named = checkCanBeRemembered((*found)->path); !named) {
        scan.problems.push_back(named.error());
    } else if (std::ranges::find(scan.models, (*found)->path, &FoundModel::path) == scan.models.end()) {
        scan.models.push_back(std::move(**found));
    }
}

Result<fs::path> realFolder(const fs::path& folder) {
    std::error_code error;
    const auto status = fs::status(folder, error);
    if (status.type() == fs::file_type::not_found) {
        return fail(ErrorCode::NotFound, "there is no folder " + displayPath(folder), "Check the name.");
    }
    if (error) {
        return tl::unexpected(ioError("cannot look at", folder, error.value()));
    }
    if (!fs::is_directory(status)) {
        return fail(ErrorCode::InvalidInput, displayPath(folder) + " is a file, not a folder",
                    "Name the folder it lies in, or give the file to `timbre models add`.");
    }
    const fs::path real = fs::canonical(folder, error);
    if (error) {
        return tl::unexpected(ioError("cannot look at", folder, error.value()));
    }
    return real;
}

}  // namespace

Result<ModelScan> scanModels(const fs::path& folder, const ScanLimits& limits, const ProgressSink& progress,
                             std::stop_token stop) {
    const auto root = realFolder(folder);
    if (!root) {
        return tl::unexpected(root.error());
    }
    Walk walk(limits, stop);
    if (auto walked = walk.run(*root); !walked) {
        return tl::unexpected(walked.error());
    }
    ModelScan scan{.folder = *root, .problems = walk.problems(*root)};
    const auto& candidates = walk.candidates();
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Cancelled, "stopped before all files were looked at");
        }
        if (progress) {
            progress({fmt::format("looking at file {} of {}", i + 1, candidates.size()),
                      static_cast<double>(i) / static_cast<double>(candidates.size())});
        }
        take(scan, classifyModel(candidates[i]));
    }
    return scan;
}

}  // namespace timbre
