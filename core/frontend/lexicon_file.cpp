// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/lexicon_file.h"

#include <map>
#include <system_error>
#include <utility>

#include "core/base/files.h"
#include "core/base/folder_lock.h"

namespace timbre::frontend {

namespace {

constexpr std::size_t kLargestFile = std::size_t{64} << 20U;

}  // namespace

Result<LexiconTable> LexiconFile::load() const {
    std::error_code error;
    if (!std::filesystem::exists(path_, error) && !error)
        return LexiconTable{};
    const auto bytes = readFile(path_, kLargestFile);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return lexiconTable(*bytes, displayPath(path_));
}

Result<void> LexiconFile::edit(const std::function<Result<void>(std::vector<LexiconWord>&)>& change) const {
    std::error_code error;
    std::filesystem::create_directories(path_.parent_path(), error);
    if (error)
        return tl::unexpected(ioError("cannot make", path_.parent_path(), error.value()));
    std::filesystem::path lockFile = path_;
    lockFile += ".lock";
    const auto lock = FolderLock::take(lockFile);
    if (!lock)
        return tl::unexpected(lock.error());
    auto table = load();
    if (!table)
        return tl::unexpected(table.error());
    if (!table->faults.empty())
        return tl::unexpected(table->faults.front());
    if (table->foreignColumns)
        return fail(ErrorCode::InvalidInput,
                    displayPath(path_) + " has columns of its own, which would be lost when it is written",
                    "Keep such a table elsewhere and bring it in with `timbre lexicon import`.");
    if (auto changed = change(table->words); !changed)
        return changed;
    return writeFileAtomically(path_, lexiconToCsv(table->words));
}

std::size_t mergeWords(std::vector<LexiconWord>& list, std::span<const LexiconWord> words) {
    std::map<std::pair<std::string, std::string>, std::size_t> places;
    for (std::size_t i = 0; i < list.size(); ++i)
        places.emplace(std::pair(list[i].word, list[i].language), i);
    std::size_t replaced = 0;
    for (const LexiconWord& word : words) {
        const auto [place, isNew] = places.emplace(std::pair(word.word, word.language), list.size());
        if (isNew) {
            list.push_back(word);
        } else {
            list[place->second] = word;
            ++replaced;
        }
    }
    return replaced;
}

}  // namespace timbre::frontend
