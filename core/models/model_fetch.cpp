// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/model_fetch.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>

#include "core/base/files.h"
#include "core/base/folder_lock.h"
#include "core/models/mirror.h"
#include "core/models/part_file.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

constexpr const char* kLockName = ".timbre-fetch.lock";

std::string megabytes(std::uint64_t bytes) { return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6); }

Result<fs::path> makeFolder(const fs::path& folder) {
    std::error_code error;
    if (fs::exists(folder, error) && !fs::is_directory(folder, error)) {
        return fail(ErrorCode::InvalidInput, displayPath(folder) + " is a file, not a folder",
                    "Name a folder with --into.");
    }
    if (fs::create_directories(folder, error); error) {
        return tl::unexpected(ioError("cannot make the folder", folder, error.value()));
    }
    if (auto writable = PendingFile(folder / "trial").probe(); !writable) {
        return fail(ErrorCode::Io, fmt::format("{} cannot be written", displayPath(folder)),
                    "Choose a folder you may write to with --into.");
    }
    const fs::path real = fs::canonical(folder, error);
    if (error) {
        return tl::unexpected(ioError("cannot look at", folder, error.value()));
    }
    return real;
}

/// How far all files together are.
class Meter {
  public:
    Meter(const std::vector<WantedFile>& files, const ProgressSink& sink) : sink_(sink) {
        for (const WantedFile& file : files) {
            total_ += file.bytes.value_or(0);
        }
    }

    void show(const WantedFile& file, std::uint64_t bytes) {
        if (sink_ && total_ > 0) {
            const std::string of = file.bytes ? " of " + megabytes(*file.bytes) : std::string{};
            highest_ = std::max(highest_, static_cast<double>(done_ + bytes) / static_cast<double>(total_));
            sink_({fmt::format("fetching {}: {}{}", file.path, megabytes(bytes), of), std::min(highest_, 1.0)});
        } else if (sink_) {
            sink_({fmt::format("fetching {}: {}", file.path, megabytes(bytes)), 0.0});
        }
    }
    void finish(const WantedFile& file) { done_ += file.bytes.value_or(0); }

  private:
    const ProgressSink& sink_;
    std::uint64_t total_ = 0;
    std::uint64_t done_ = 0;
    double highest_ = 0.0;  // a file that starts over must not take the bar back
};

/// The manifest's files into one folder.
class Fetch {
  public:
    Fetch(ManifestLock lock, fs::path folder, const FetchLimits& limits, Meter& meter, std::stop_token stop)
        : lock_(std::move(lock)), folder_(std::move(folder)), limits_(limits), meter_(meter), stop_(std::move(stop)) {}

    /// An error only where nothing further is wanted: stopped. A disk that is full for one file may hold the next.
    Result<FetchedFile> bring(const WantedFile& wanted) {
        FetchedFile fetched{.path = wanted.path};
        auto done = bringInto(wanted, fetched);
        meter_.finish(wanted);
        if (done) {
            return fetched;
        }
        if (done.error().code == ErrorCode::Cancelled) {
            return tl::unexpected(done.error());
        }
        fetched.state = FetchState::Failed;
        fetched.error = done.error();
        return fetched;
    }

  private:
    Result<void> bringInto(const WantedFile& wanted, FetchedFile& fetched) {
        const auto target = makeTarget(folder_, wanted.path);
        if (!target) {
            return tl::unexpected(target.error());
        }
        fetched.file = *target;
        const WantedFile known = withRecordedSum(wanted);
        std::error_code ignored;
        if (fs::exists(*target, ignored)) {
            return acceptPresent(known, fetched);
        }
        return download(known, fetched);
    }

    /// The manifest's own sum counts first.
    [[nodiscard]] WantedFile withRecordedSum(WantedFile file) const {
        const ManifestLock::Sum* const sum = file.sha256.empty() ? lock_.find(file.path) : nullptr;
        if (sum != nullptr) {
            file.sha256 = sum->sha256;
            file.bytes = sum->bytes;
        }
        return file;
    }

    Result<void> acceptPresent(const WantedFile& wanted, FetchedFile& fetched) {
        std::error_code error;
        fetched.bytes = fs::file_size(fetched.file, error);
        if (error) {
            return tl::unexpected(ioError("cannot look at", fetched.file, error.value()));
        }
        const auto sum = sha256OfLargeFile(fetched.file, stop_);
        if (!sum) {
            return tl::unexpected(sum.error());
        }
        if (wanted.bytes.value_or(fetched.bytes) != fetched.bytes ||
            (!wanted.sha256.empty() && wanted.sha256 != *sum)) {
            return fail(ErrorCode::AlreadyExists,
                        fmt::format("there is a file {} already, and it is another one than the manifest's",
                                    displayPath(fetched.file)),
                        "Move it away, or choose another folder with --into.");
        }
        fetched.state = FetchState::AlreadyHere;
        return settle(wanted, *sum, fetched);
    }

    /// Notes the sum of a file whose manifest has none, before the file gets its name.
    Result<void> settle(const WantedFile& wanted, const std::string& sum, FetchedFile& fetched) {
        fetched.sha256 = sum;
        if (!wanted.sha256.empty()) {
            return {};
        }
        fetched.recorded = true;
        return lock_.record(wanted.path, {.sha256 = sum, .bytes = fetched.bytes});
    }

    Result<void> download(const WantedFile& wanted, FetchedFile& fetched) {
        PartFile part(fetched.file, wanted.bytes, [&](std::uint64_t bytes) { meter_.show(wanted, bytes); });
        if (auto opened = part.open(); !opened) {
            return opened;
        }
        if (auto room = part.checkRoom(wanted.bytes.value_or(0)); !room) {
            return room;
        }
        fetched.resumedFrom = part.size();
        std::vector<MirrorFailure> failures;
        for (const std::string& url : wanted.urls) {
            auto sum = fetchFromMirror(url, wanted, part, limits_, stop_);
            if (sum) {
                return publishPart(wanted, url, *sum, part, fetched);
            }
            if (sum.error().final) {
                return tl::unexpected(sum.error().error);
            }
            failures.push_back(std::move(sum.error()));
        }
        fetched.error = noMirrorHelped(wanted, failures, part.size() > 0);
        return {};
    }

    static Error noMirrorHelped(const WantedFile& wanted, const std::vector<MirrorFailure>& failures, bool kept) {
        std::vector<std::string> reasons;
        for (std::size_t i = 0; i < failures.size(); ++i) {
            reasons.push_back(fmt::format("{}: {}", displayUrl(wanted.urls[i]), failures[i].error.detail));
        }
        const auto is = [](ErrorCode code) {
            return [code](const MirrorFailure& one) { return one.error.code == code; };
        };
        ErrorCode code = ErrorCode::Io;
        if (std::ranges::any_of(failures, is(ErrorCode::Corrupt))) {
            code = ErrorCode::Corrupt;
        } else if (std::ranges::all_of(failures, is(ErrorCode::NotFound))) {
            code = ErrorCode::NotFound;
        }
        return {code, fmt::format("{} could not be fetched; {}", wanted.path, fmt::join(reasons, "; ")),
                kept ? "What has come so far is kept; try again later, or add a mirror to the manifest."
                     : "Try again later, or correct the manifest."};
    }

    Result<void> publishPart(const WantedFile& wanted, const std::string& url, const std::string& sum, PartFile& part,
                             FetchedFile& fetched) {
        fetched.bytes = part.size();
        if (auto settled = settle(wanted, sum, fetched); !settled) {
            return settled;
        }
        if (auto finished = part.finish(); !finished) {
            return finished;
        }
        fetched.state = FetchState::Fetched;
        fetched.url = displayUrl(url);
        return {};
    }

    ManifestLock lock_;
    fs::path folder_;
    const FetchLimits& limits_;
    Meter& meter_;
    std::stop_token stop_;
};

/// One step of a path that may be a link.
Result<void> checkStep(const fs::path& step, const fs::path& root) {
    std::error_code error;
    const auto status = fs::symlink_status(step, error);
    if (fs::is_symlink(status)) {
        const fs::path real = fs::canonical(step, error);
        const fs::path inside = real.lexically_relative(root);
        if (error || inside.empty() || *inside.begin() == "..") {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("{} is a link that leads out of {}", displayPath(step), displayPath(root)),
                        "Take the link away, or choose another folder with --into.");
        }
    }
    if (fs::exists(status) && !fs::is_directory(step, error)) {
        return fail(ErrorCode::InvalidInput, displayPath(step) + " is a file where a folder is needed",
                    "Move it away.");
    }
    return {};
}

}  // namespace

Result<fs::path> makeTarget(const fs::path& folder, const std::string& path) {
    std::error_code error;
    const fs::path root = fs::canonical(folder, error);
    if (error) {
        return tl::unexpected(ioError("cannot look at", folder, error.value()));
    }
    const fs::path target = root / fs::path(path);
    fs::path here = root;
    for (const fs::path& step : fs::path(path).parent_path()) {
        here /= step;
        if (auto checked = checkStep(here, root); !checked) {
            return tl::unexpected(checked.error());
        }
        if (fs::create_directory(here, error); error) {
            return tl::unexpected(ioError("cannot make the folder", here, error.value()));
        }
    }
    const auto status = fs::symlink_status(target, error);
    if (fs::exists(status) && !fs::is_regular_file(status)) {
        return fail(ErrorCode::InvalidInput, displayPath(target) + " is a link or a folder, not a file",
                    "Move it away, or choose another folder with --into.");
    }
    return target;
}

Result<std::vector<FetchedFile>> fetchModels(const fs::path& manifest, const fs::path& folder,
                                             const FetchLimits& limits, const ProgressSink& progress,
                                             std::stop_token stop) {
    const auto files = readModelManifest(manifest);
    if (!files) {
        return tl::unexpected(files.error());
    }
    auto lock = ManifestLock::read(manifest);
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    if (std::ranges::any_of(*files, [](const WantedFile& file) { return file.sha256.empty(); })) {
        if (auto writable = lock->probe(); !writable) {
            return tl::unexpected(writable.error());
        }
    }
    const auto root = makeFolder(folder);
    if (!root) {
        return tl::unexpected(root.error());
    }
    auto alone = FolderLock::tryTake(*root / kLockName);
    if (!alone) {
        return tl::unexpected(alone.error());
    }
    if (!*alone) {
        return fail(ErrorCode::Io, fmt::format("another fetch is at work in {}", displayPath(*root)),
                    "Wait until it is done.");
    }
    Meter meter(*files, progress);
    Fetch fetch(std::move(*lock), *root, limits, meter, std::move(stop));
    std::vector<FetchedFile> fetched;
    std::optional<Error> ended;
    for (const WantedFile& file : *files) {
        auto one = fetch.bring(file);
        if (!one) {
            ended = one.error();
            break;
        }
        fetched.push_back(std::move(*one));
    }
    (*alone)->removeAndRelease();
    if (ended) {
        return tl::unexpected(*ended);
    }
    return fetched;
}

}  // namespace timbre
