// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/half_made.h"

#include <mutex>
#include <set>
#include <system_error>
#include <utility>

namespace timbre {

namespace {

namespace fs = std::filesystem;

struct Registry {
    std::recursive_mutex mutex;  // publishing may write further records on its way
    std::multiset<fs::path> paths;
    bool abandoned = false;
};

Registry& registry() {
    // Never destroyed: threads may outlive main() where a program leaves in the middle of its work.
    static auto* const all = new Registry;
    return *all;
}

}  // namespace

HalfMade::HalfMade(fs::path path) : path_(std::move(path)) {
    Registry& all = registry();
    const std::scoped_lock lock(all.mutex);
    all.paths.insert(path_);
}

HalfMade::HalfMade(HalfMade&& other) noexcept : path_(std::exchange(other.path_, {})) {}

HalfMade::~HalfMade() {
    if (path_.empty()) {
        return;
    }
    Registry& all = registry();
    const std::scoped_lock lock(all.mutex);
    if (const auto known = all.paths.find(path_); known != all.paths.end()) {
        all.paths.erase(known);
    }
}

Result<void> publish(const std::function<Result<void>()>& rename) {
    Registry& all = registry();
    const std::scoped_lock lock(all.mutex);
    if (all.abandoned) {
        return fail(ErrorCode::Cancelled, "stopped; nothing half-made was left behind");
    }
    return rename();
}

void abandonHalfMade() {
    Registry& all = registry();
    const std::scoped_lock lock(all.mutex);
    all.abandoned = true;
    for (const fs::path& path : all.paths) {
        std::error_code error;
        // A thread may put another file into a folder that is being emptied: a few tries see to that.
        for (int attempt = 0; attempt < 5; ++attempt) {
            fs::remove_all(path, error);
            if (!error) {
                break;
            }
        }
    }
}

}  // namespace timbre
