// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json_record.h"

#include <fmt/format.h>

#include <cstdint>
#include <nlohmann/json.hpp>

#include "core/base/files.h"

namespace timbre {

using Json = nlohmann::json;

tl::unexpected<Error> RecordFile::damaged(std::string_view why) const {
    return fail(ErrorCode::Corrupt, fmt::format("{} is damaged: {}", displayPath(path), why), adviceWhenDamaged);
}

Result<Json> RecordFile::parse(std::string_view text) const {
    Json record = Json::parse(text, nullptr, false);
    if (record.is_discarded() || !record.is_object()) {
        return damaged("it is not a JSON object");
    }
    const auto format = record.find("format");
    if (format == record.end() || !format->is_number_integer()) {
        return damaged("its format version is missing");
    }
    if (format->get<std::int64_t>() > newestFormat) {
        return fail(ErrorCode::Unsupported, displayPath(path) + " was written by a newer Timbre Studio", adviceWhenNewer);
    }
    return record;
}

}  // namespace timbre
