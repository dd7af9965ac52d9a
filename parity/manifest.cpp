// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/manifest.h"

#include <set>

#include "core/base/files.h"
#include "parity/json_fields.h"

namespace timbre::parity {

namespace {

Result<std::vector<std::int64_t>> readShape(const JsonValue& value) {
    const auto extents = field<JsonValue::Array>(value, "shape");
    if (!extents) {
        return tl::unexpected(extents.error());
    }
    std::vector<std::int64_t> shape;
    for (const JsonValue& extent : *extents) {
        const auto* number = std::get_if<std::int64_t>(&extent.value);
        if (number == nullptr || *number < 0) {
            return fail(ErrorCode::Corrupt, "\"shape\" has something else than extents");
        }
        shape.push_back(*number);
    }
    return shape;
}

Result<Row> readRow(const JsonValue& value) {
    const auto file = field<std::string>(value, "file");
    const auto tensor = field<std::string>(value, "tensor");
    const auto type = field<std::string>(value, "dtype");
    const auto written = field<std::string>(value, "tol");
    const auto meaning = field<std::string>(value, "meaning");
    for (const auto* text : {&file, &tensor, &type, &written, &meaning}) {
        if (!*text) {
            return tl::unexpected(text->error());
        }
    }
    auto shape = readShape(value);
    if (!shape) {
        return tl::unexpected(shape.error());
    }
    auto tolerance = parseTolerance(*written);
    if (!tolerance) {
        return tl::unexpected(tolerance.error());
    }
    return Row{*file, *tensor, std::move(*shape), *type, std::move(*tolerance), *meaning};
}

Result<std::vector<Row>> readRows(const JsonValue::Array& values) {
    std::vector<Row> rows;
    std::set<std::string> names;
    for (const JsonValue& value : values) {
        auto row = readRow(value);
        if (row && !names.insert(row->name()).second) {
            row = fail(ErrorCode::Corrupt, row->name() + " is there twice");
        }
        if (!row) {
            return fail(ErrorCode::Corrupt, "row " + std::to_string(rows.size()) + ": " + row.error().detail);
        }
        rows.push_back(std::move(*row));
    }
    return rows;
}

Result<Manifest> manifestOf(const JsonValue& root) {
    const auto seed = field<std::int64_t>(root, "seed");
    if (!seed) {
        return tl::unexpected(seed.error());
    }
    const auto tables = field<std::string>(root, "fullsize_tables");
    if (!tables) {
        return tl::unexpected(tables.error());
    }
    const auto cases = field<JsonValue::Array>(root, "cases");
    if (!cases) {
        return tl::unexpected(cases.error());
    }
    auto rows = readRows(*cases);
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    return Manifest{static_cast<std::uint64_t>(*seed), *tables, std::move(*rows)};
}

}  // namespace

Result<Manifest> readManifest(const std::filesystem::path& path) {
    const auto root = readJsonFile(path);
    if (!root) {
        return tl::unexpected(root.error());
    }
    auto manifest = manifestOf(*root);
    if (!manifest) {
        return fail(ErrorCode::Corrupt, displayPath(path) + ": " + manifest.error().detail);
    }
    return manifest;
}

}  // namespace timbre::parity
