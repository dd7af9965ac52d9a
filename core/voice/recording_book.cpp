// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/recording_book.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/voice/book_folder.h"
#include "core/voice/book_impl.h"
#include "core/voice/book_json.h"
#include "core/voice/voice.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

tl::unexpected<Error> noLine(std::string_view lineId) {
    return fail(ErrorCode::NotFound, fmt::format("there is no line “{}” among these recordings", lineId), {});
}

bool isGoodLineId(std::string_view id) {
    constexpr std::size_t kLongest = 32;
    return !id.empty() && id.size() <= kLongest && std::ranges::all_of(id, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    });
}

Result<void> checkLine(const BookState& book, const ScriptLine& line) {
    if (!isGoodLineId(line.id) || findLine(book, line.id) != nullptr) {
        return fail(ErrorCode::InvalidInput, fmt::format("“{}” cannot be the id of a line: it is malformed or taken", line.id),
                    "Ids are 1 to 32 letters, digits, “-” and “_”.");
    }
    if (findInvalidUtf8(line.text)) {
        return fail(ErrorCode::InvalidInput, fmt::format("the text of line “{}” is not UTF-8", line.id), "Type it again.");
    }
    return {};
}

std::string freeLineId(const BookState& book) {
    for (std::size_t number = 1;; ++number) {
        if (std::string id = fmt::format("x{}", number); findLine(book, id) == nullptr) {
            return id;
        }
    }
}

}  // namespace

RecordingBook::RecordingBook(BookState state, std::unique_ptr<Impl> impl) : state_(std::move(state)), impl_(std::move(impl)) {}
RecordingBook::RecordingBook(RecordingBook&&) noexcept = default;
RecordingBook& RecordingBook::operator=(RecordingBook&&) noexcept = default;
RecordingBook::~RecordingBook() = default;

Result<RecordingBook> RecordingBook::create(const fs::path& dataFolder, BookFacts facts) {
    BookState state;
    state.name = std::move(facts.name);
    state.language = facts.script.language;
    state.scriptId = facts.script.id;
    state.title = facts.script.title;
    state.created = utcNow();
    state.shortLines = facts.script.shortLines;
    state.used = facts.used;
    for (ScriptLine& line : facts.script.lines) {
        if (auto good = checkLine(state, line); !good) {
            return tl::unexpected(good.error());
        }
        state.lines.push_back({.line = std::move(line), .takes = {}});
    }
    const auto folder = makeBookFolder(dataFolder);
    if (!folder) {
        return tl::unexpected(folder.error());
    }
    state.id = displayPath(folder->filename());
    state.folder = *folder;
    auto lock = lockBook(*folder);
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    RecordingBook book({}, std::make_unique<Impl>(Impl{.plans = {}, .unknown = {}, .lock = std::move(*lock)}));
    if (auto stored = book.store(std::move(state), {}); !stored) {
        std::error_code ignored;
        fs::remove_all(*folder, ignored);
        return tl::unexpected(stored.error());
    }
    return book;
}

Result<RecordingBook> RecordingBook::open(const fs::path& dataFolder, std::string_view id) {
    const auto folder = findBook(dataFolder, id);
    if (!folder) {
        return tl::unexpected(folder.error());
    }
    auto lock = lockBook(*folder);
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    auto record = readBookRecord(*folder);
    if (!record) {
        return tl::unexpected(record.error());
    }
    return RecordingBook(std::move(record->state),
                         std::make_unique<Impl>(Impl{.plans = std::move(record->plans),
                                                     .unknown = std::move(record->unknown),
                                                     .lock = std::move(*lock)}));
}

bool RecordingBook::awaitsSound() const noexcept { return !impl_->plans.empty(); }

Result<void> RecordingBook::store(BookState next, std::vector<BookPlan> plans) {
    BookRecord record{.state = std::move(next), .plans = std::move(plans), .unknown = impl_->unknown};
    if (auto wrote = writeBookRecord(record.state.folder, record); !wrote) {
        return wrote;
    }
    state_ = std::move(record.state);
    impl_->plans = std::move(record.plans);
    return {};
}

Result<void> RecordingBook::rename(std::string name) {
    BookState next = state_;
    next.name = std::move(name);
    return store(std::move(next), impl_->plans);
}

Result<void> RecordingBook::setConsent(std::string sentence, std::string language, std::string given) {
    if (sentence.empty()) {
        return fail(ErrorCode::InvalidInput, "a statement of permission needs its sentence", "Tick the box beside the sentence.");
    }
    BookState next = state_;
    next.consent = {.given = given.empty() ? utcNow() : std::move(given),
                    .sentence = std::move(sentence),
                    .language = std::move(language)};
    return store(std::move(next), impl_->plans);
}

Result<void> RecordingBook::withdrawConsent() {
    BookState next = state_;
    next.consent = {};
    return store(std::move(next), impl_->plans);
}

Result<void> RecordingBook::setVoice(std::string voiceId, int version) {
    BookState next = state_;
    if (!voiceId.empty() && std::ranges::find(next.voices, voiceId) == next.voices.end()) {
        next.voices.push_back(voiceId);
    }
    next.voiceId = std::move(voiceId);
    next.voiceVersion = version;
    return store(std::move(next), impl_->plans);
}

Result<void> RecordingBook::dropVoice(std::string_view voiceId) {
    BookState next = state_;
    std::erase(next.voices, voiceId);
    if (next.voiceId == voiceId) {
        next.voiceId = next.voices.empty() ? std::string() : next.voices.back();
        next.voiceVersion = 0;
    }
    return next == state_ ? Result<void>{} : store(std::move(next), impl_->plans);
}

Result<void> RecordingBook::setUsed(std::int64_t used) {
    BookState next = state_;
    next.used = used;
    return store(std::move(next), impl_->plans);
}

Result<std::string> RecordingBook::addLine(ScriptLine line, bool draft) {
    BookState next = state_;
    if (line.id.empty()) {
        line.id = freeLineId(next);
    }
    if (auto good = checkLine(next, line); !good) {
        return tl::unexpected(good.error());
    }
    std::string id = line.id;
    next.lines.push_back({.line = std::move(line), .draft = draft, .takes = {}});
    if (auto stored = store(std::move(next), impl_->plans); !stored) {
        return tl::unexpected(stored.error());
    }
    return id;
}

Result<void> RecordingBook::setLineText(std::string_view lineId, ScriptLine line) {
    BookState next = state_;
    BookLine* const known = lineIn(next, lineId);
    if (known == nullptr) {
        return noLine(lineId);
    }
    if (findInvalidUtf8(line.text)) {
        return fail(ErrorCode::InvalidInput, fmt::format("the text of line “{}” is not UTF-8", lineId), "Type it again.");
    }
    line.id = known->line.id;
    known->line = std::move(line);
    known->draft = false;
    const auto heard = std::ranges::find(known->takes, known->chosen, &LineTake::number);
    if (heard != known->takes.end()) {
        heard->guessed = false;
    }
    return store(std::move(next), impl_->plans);
}

Result<void> RecordingBook::confirmWords(std::string_view lineId) {
    BookState next = state_;
    BookLine* const known = lineIn(next, lineId);
    if (known == nullptr) {
        return noLine(lineId);
    }
    known->draft = false;
    return store(std::move(next), impl_->plans);
}

}  // namespace timbre
