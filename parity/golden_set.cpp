// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/golden_set.h"

#include <algorithm>
#include <map>

#include "core/base/files.h"
#include "core/nets/checkpoint.h"
#include "parity/text_table.h"

namespace timbre::parity {

namespace fs = std::filesystem;

struct GoldenContents {
    fs::path folder;
    Manifest manifest;
    std::vector<SplitText> texts;
    std::vector<Row> cases;
    mutable std::map<std::string, nets::Checkpoint> opened;  ///< Golden files by name.
};

namespace {

constexpr const char* kManifestFile = "manifest.json";

const char* numpyName(nets::ElementType type) noexcept {
    switch (type) {
        case nets::ElementType::F16:
            return "float16";
        case nets::ElementType::BF16:
            return "bfloat16";
        case nets::ElementType::F32:
            return "float32";
        case nets::ElementType::F64:
            return "float64";
        case nets::ElementType::I8:
            return "int8";
        case nets::ElementType::I16:
            return "int16";
        case nets::ElementType::I32:
            return "int32";
        case nets::ElementType::I64:
            return "int64";
        case nets::ElementType::U8:
            return "uint8";
        default:
            return "bool";
    }
}

Result<const nets::Checkpoint*> golden(const GoldenContents& contents, const std::string& file) {
    const auto known = contents.opened.find(file);
    if (known != contents.opened.end()) {
        return &known->second;
    }
    auto read = nets::readCheckpoint(contents.folder / file);
    if (!read) {
        return tl::unexpected(read.error());
    }
    return &contents.opened.emplace(file, std::move(*read)).first->second;
}

/// The stored tensor of a row, if it is what the manifest says.
Result<Array> stored(const GoldenContents& contents, const Row& row) {
    const auto file = golden(contents, row.file);
    if (!file) {
        return tl::unexpected(file.error());
    }
    const auto found = (*file)->tensors.find(row.tensor);
    if (found == (*file)->tensors.end()) {
        return fail(ErrorCode::NotFound, "there is no tensor " + row.tensor + " in " + displayPath((*file)->path));
    }
    const nets::TensorView& view = found->second;
    if (view.shape != row.shape || numpyName(view.type) != row.type) {
        return fail(ErrorCode::Corrupt, row.name() + " is " + numpyName(view.type) + shapeText(view.shape) +
                                            ", the manifest says " + row.type + shapeText(row.shape));
    }
    return toArray(view);
}

const Row* rowNamed(const Manifest& manifest, const std::string& file, const std::string& tensor) {
    const auto row = std::ranges::find_if(
        manifest.rows, [&](const Row& candidate) { return candidate.file == file && candidate.tensor == tensor; });
    return row == manifest.rows.end() ? nullptr : &*row;
}

std::vector<Row> casesOf(const Manifest& manifest, const std::vector<SplitText>& texts) {
    std::vector<Row> cases;
    std::ranges::copy_if(manifest.rows, std::back_inserter(cases),
                         [](const Row& row) { return row.tolerance.isCase(); });
    for (std::size_t i = 0; i < texts.size(); ++i) {
        for (const auto& [column, json] : texts[i].columns) {
            cases.push_back({.file = kTextTableFile, .tensor = textCaseName(i, column)});
        }
    }
    return cases;
}

bool holdsResults(const GoldenContents& contents, const std::string& file) {
    return file == kManifestFile || file == kTextTableFile ||
           std::ranges::find(contents.manifest.rows, file, &Row::file) != contents.manifest.rows.end();
}

}  // namespace

Result<Array> GoldenSet::input(const std::string& file, const std::string& tensor) const {
    const Row* row = rowNamed(contents_->manifest, file, tensor);
    if (row == nullptr || row->tolerance.kind != Tolerance::Kind::Input) {
        return fail(ErrorCode::InvalidInput, file + ":" + tensor + " is no input of this set");
    }
    return stored(*contents_, *row);
}

bool GoldenSet::has(const std::string& file, const std::string& tensor) const {
    const Row* row = rowNamed(contents_->manifest, file, tensor);
    return row != nullptr && row->tolerance.kind == Tolerance::Kind::Input;
}

std::string GoldenSet::meaning(const std::string& file, const std::string& tensor) const {
    const Row* row = rowNamed(contents_->manifest, file, tensor);
    return row == nullptr ? std::string() : row->meaning;
}

Result<fs::path> GoldenSet::path(const std::string& relative) const {
    const std::string plain = displayPath(fs::path(relative).lexically_normal());
    if (fs::path(plain).is_absolute() || plain.starts_with("..") || holdsResults(*contents_, plain)) {
        return fail(ErrorCode::InvalidInput, relative + " is not for the computation");
    }
    fs::path path = contents_->folder / plain;
    std::error_code ignored;
    if (!fs::exists(path, ignored)) {
        return fail(ErrorCode::NotFound, "there is no " + displayPath(path));
    }
    return path;
}

std::uint64_t GoldenSet::seed() const noexcept { return contents_->manifest.seed; }

fs::path GoldenSet::fullsizeTables() const { return contents_->folder / contents_->manifest.fullsizeTables; }

std::vector<TextInput> GoldenSet::texts() const {
    std::vector<TextInput> texts;
    for (const SplitText& text : contents_->texts) {
        texts.push_back({text.language, text.text});
    }
    return texts;
}

const std::vector<Row>& GoldenAnswers::cases() const noexcept { return contents_->cases; }

Result<Value> GoldenAnswers::expected(const Row& row) const {
    if (row.file != kTextTableFile) {
        return stored(*contents_, row);
    }
    for (std::size_t i = 0; i < contents_->texts.size(); ++i) {
        for (const auto& [column, json] : contents_->texts[i].columns) {
            if (textCaseName(i, column) == row.tensor) {
                return json;
            }
        }
    }
    return fail(ErrorCode::NotFound, "there is no " + row.name());
}

Result<OpenGoldens> openGoldens(const fs::path& folder) {
    std::error_code ignored;
    if (!fs::is_directory(folder, ignored)) {
        return fail(ErrorCode::NotFound, "there is no folder " + displayPath(folder));
    }
    auto manifest = readManifest(folder / kManifestFile);
    if (!manifest) {
        return tl::unexpected(manifest.error());
    }
    auto texts = readTextTable(folder / kTextTableFile);
    if (!texts) {
        return tl::unexpected(texts.error());
    }
    std::vector<Row> cases = casesOf(*manifest, *texts);
    const auto contents = std::make_shared<const GoldenContents>(
        GoldenContents{folder, std::move(*manifest), std::move(*texts), std::move(cases), {}});
    return OpenGoldens{GoldenSet(contents), GoldenAnswers(contents)};
}

}  // namespace timbre::parity
