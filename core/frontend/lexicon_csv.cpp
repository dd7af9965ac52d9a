// SPDX-License-Identifier: GPL-3.0-or-later
#include <csv.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <string>
#include <utility>

#include "core/base/text_file.h"
#include "core/base/utf8.h"
#include "core/frontend/lexicon.h"

namespace timbre::frontend {

namespace {

constexpr std::array<std::string_view, 5> kColumns{"word", "reading", "language", "priority", "note"};

struct Row {
    std::size_t line = 1;
    std::vector<std::string> fields;
};

/// What libcsv tells while it reads.
struct Rows {
    std::vector<Row> rows;
    std::vector<std::string> fields;
    std::size_t line = 1;
};

void takeField(void* text, std::size_t size, void* rows) {
    static_cast<Rows*>(rows)->fields.emplace_back(static_cast<const char*>(text), size);
}

void takeRow(int /*terminator*/, void* data) {
    auto& rows = *static_cast<Rows*>(data);
    const std::size_t line = rows.line++;
    for (const std::string& field : rows.fields)
        rows.line += static_cast<std::size_t>(std::ranges::count(field, '\n'));
    const bool blank = std::ranges::all_of(rows.fields, [](const std::string& field) { return field.empty(); });
    if (!blank)
        rows.rows.push_back({line, std::move(rows.fields)});
    rows.fields.clear();
}

struct ParserDeleter {
    void operator()(csv_parser* parser) const noexcept {
        csv_free(parser);
        delete parser;
    }
};

/// Spreadsheets write what their country has for a comma.
char separatorOf(std::string_view text) {
    const std::string_view line = text.substr(0, text.find('\n'));
    for (const char c : {'\t', ';'})
        if (line.find(c) != std::string_view::npos && line.find(',') == std::string_view::npos)
            return c;
    return ',';
}

tl::unexpected<Error> damaged(std::string_view name, std::size_t line, const std::string& why) {
    return fail(ErrorCode::InvalidInput, std::string(name) + ", line " + std::to_string(line) + ": " + why,
                "A line holds word, reading, language, priority and note, the last three as you like.");
}

Result<Rows> rowsOf(std::string_view text, std::string_view name) {
    std::unique_ptr<csv_parser, ParserDeleter> parser(new csv_parser);
    if (csv_init(parser.get(), CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0)
        return fail(ErrorCode::Internal, "the reader of tables could not be made");
    csv_set_delim(parser.get(), static_cast<unsigned char>(separatorOf(text)));
    Rows rows;
    const bool whole = csv_parse(parser.get(), text.data(), text.size(), takeField, takeRow, &rows) == text.size() &&
                       csv_fini(parser.get(), takeField, takeRow, &rows) == 0;
    if (!whole)
        return damaged(name, rows.line, "a quotation mark is not closed, or stands inside a field");
    return rows;
}

Result<LexiconWord> wordOf(const Row& row, std::span<const std::size_t> columns, std::string_view name) {
    std::array<std::string, kColumns.size()> values;
    for (std::size_t i = 0; i < columns.size() && i < row.fields.size(); ++i)
        if (columns[i] < values.size())
            values[columns[i]] = std::string(trimSpace(row.fields[i]));
    LexiconWord word{.word = values[0], .reading = values[1], .language = foldCase(values[2]), .note = values[4]};
    if (word.word.empty() || word.reading.empty())
        return damaged(name, row.line, word.word.empty() ? "the word is missing" : "the reading is missing");
    if (countCodePoints(word.word) > LexiconWord::kLongestWord)
        return damaged(name, row.line, "the word is longer than 64 characters; give readings of its parts");
    const bool known = word.language.empty() ||
                       std::ranges::find(kLanguages, word.language, languageCode) != kLanguages.end();
    if (!known)
        return damaged(name, row.line, "there is no language “" + word.language + "” (zh, ja, en, ko, yue)");
    if (!values[3].empty()) {
        const auto [end, error] =
            std::from_chars(values[3].data(), values[3].data() + values[3].size(), word.priority);
        if (error != std::errc{} || end != values[3].data() + values[3].size() ||
            word.priority < LexiconWord::kLeastPriority || word.priority > LexiconWord::kMostPriority)
            return damaged(name, row.line, "the priority “" + values[3] + "” is not a number from 1 to 9");
    }
    return word;
}

void appendField(std::string& line, std::string_view field) {
    const std::size_t begin = line.size();
    const std::size_t size = csv_write(nullptr, 0, field.data(), field.size());
    if (field.find_first_of(",;\t\"\n\r") == std::string_view::npos && trimSpace(field).size() == field.size()) {
        line += field;
        return;
    }
    line.resize(begin + size);
    csv_write(line.data() + begin, size, field.data(), field.size());
}

}  // namespace

Result<std::vector<LexiconWord>> lexiconFromCsv(std::string_view bytes, std::string_view name) {
    auto table = lexiconTable(bytes, name);
    if (!table)
        return tl::unexpected(table.error());
    if (!table->faults.empty())
        return tl::unexpected(table->faults.front());
    return std::move(table->words);
}

Result<LexiconTable> lexiconTable(std::string_view bytes, std::string_view name) {
    const auto text = decodeText(bytes, name);
    if (!text)
        return tl::unexpected(text.error());
    const auto rows = rowsOf(*text, name);
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<std::size_t> columns{0, 1, 2, 3, 4};
    auto row = rows->rows.begin();
    const auto columnOf = [](const std::string& field) {
        return static_cast<std::size_t>(std::ranges::find(kColumns, foldCase(trimSpace(field))) - kColumns.begin());
    };
    const auto names = [&](std::string_view column) {
        return std::ranges::any_of(row->fields, [&](const auto& f) { return foldCase(trimSpace(f)) == column; });
    };
    if (row != rows->rows.end() && names("word") && names("reading")) {
        columns.clear();
        std::ranges::transform(row->fields, std::back_inserter(columns), columnOf);
        ++row;
    }
    LexiconTable table;
    table.foreignColumns = std::ranges::any_of(columns, [](std::size_t column) { return column >= kColumns.size(); });
    for (; row != rows->rows.end(); ++row) {
        auto word = wordOf(*row, columns, name);
        if (word)
            table.words.push_back(std::move(*word));
        else
            table.faults.push_back(word.error());
    }
    return table;
}

std::string lexiconToCsv(std::span<const LexiconWord> words) {
    std::string table = "word,reading,language,priority,note\r\n";
    for (const LexiconWord& word : words) {
        appendField(table, word.word);
        table += ',';
        appendField(table, word.reading);
        table += ',' + word.language + ',' + std::to_string(word.priority) + ',';
        appendField(table, word.note);
        table += "\r\n";
    }
    return table;
}

}  // namespace timbre::frontend
