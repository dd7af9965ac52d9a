// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output_files.h"

#include <algorithm>
#include <system_error>

#include "core/base/files.h"

namespace timbre::app {

namespace fs = std::filesystem;

namespace {

bool liesIn(const fs::path& folder, const fs::path& file) {
    std::error_code error;
    const fs::path inside = fs::weakly_canonical(fs::absolute(throughLinks(file), error), error);
    const fs::path outer = fs::weakly_canonical(fs::absolute(folder, error), error);
    return std::ranges::mismatch(outer, inside).in1 == outer.end();
}

}  // namespace

Result<void> protectInputs(const std::vector<fs::path>& outputs, const std::vector<fs::path>& inputs,
                           const Places& places) {
    for (const fs::path& output : outputs) {
        for (const fs::path& input : inputs) {
            if (isSameFile(output, input)) {
                return fail(ErrorCode::InvalidInput,
                            displayPath(output) + " is the file that is read; it would be overwritten",
                            "Choose another name for what is written.");
            }
        }
        if (liesIn(places.dataFolder / "voices", output)) {
            return fail(ErrorCode::InvalidInput, displayPath(output) + " lies among the stored voices",
                        "Choose another folder.");
        }
    }
    return {};
}

}  // namespace timbre::app
