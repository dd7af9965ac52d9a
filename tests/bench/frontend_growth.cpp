// SPDX-License-Identifier: GPL-3.0-or-later
// frontend-growth: how the time to read a text grows with it, for rows of what rules look at. Processor time for two
// lengths, four times apart; work in proportion to the text takes four times as long.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <ctime>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/base/utf8.h"
#include "core/frontend/installed_languages.h"
#include "core/text/text.h"
#include "tests/support/hostile_pieces.h"

namespace {

using namespace timbre;
using namespace timbre::frontend;

struct Reader {
    std::string name;
    std::function<void(const std::string&)> read;
};

struct Row {
    std::string reader;
    std::string piece;
    double shortMs = 0.0;
    double longMs = 0.0;
    [[nodiscard]] double growth() const { return longMs / std::max(shortMs, 0.05); }
};

/// Control characters and what is not UTF-8 as numbers.
std::string readable(const std::string& piece) {
    const bool plain = !findInvalidUtf8(piece) && std::ranges::none_of(piece, [](char c) { return c >= 0 && c < ' '; });
    std::string shown;
    for (const char c : piece)
        shown += fmt::format("\\x{:02X}", static_cast<unsigned char>(c));
    return plain ? piece : shown;
}

double milliseconds(const std::function<void()>& work) {
    const std::clock_t before = std::clock();
    work();
    return 1000.0 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
}

std::vector<Reader> readers(const TextFrontEnd& frontEnd) {
    std::vector<Reader> all;
    for (const Language language : kLanguages)
        if (const auto& reader = frontEnd.reader(language))
            for (const auto reading : {Reading::Compatible, Reading::Corrected})
                all.push_back({std::string(languageCode(language)) + (reading == Reading::Compatible ? ", compatible" : ""),
                               [reader = *reader, reading](const std::string& text) {
                                   static_cast<void>(reader->phones(text, {.reading = reading}));
                               }});
    all.push_back({"auto", [&frontEnd](const std::string& text) {
                       static_cast<void>(frontEnd.phones(text, LanguageMode::Auto, {}));
                   }});
    all.push_back({"sentences", [](const std::string& text) { static_cast<void>(splitSentences(text, "auto")); }});
    return all;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"How the time to read a text grows with its length."};
    std::string folder = "build/deps/frontend";
    std::string only;
    std::size_t bytes = 16U << 10U;
    std::size_t shown = 12;
    app.add_option("reader", only, "zh, \"zh, compatible\", ..., auto or sentences (default: all)");
    app.add_option("--data", folder, "Folder of the data files (default: build/deps/frontend)");
    app.add_option("--bytes", bytes, "The shorter length (default: 16384)");
    app.add_option("--show", shown, "How many of the steepest are shown (default: 12)");
    CLI11_PARSE(app, argc, argv);
    const TextFrontEnd frontEnd = openInstalledLanguages(folder);
    std::vector<Row> rows;
    for (const Reader& reader : readers(frontEnd)) {
        if (!only.empty() && reader.name != only)
            continue;
        for (const std::string& piece : test::hostilePieces()) {
            Row row{.reader = reader.name, .piece = piece};
            row.shortMs = milliseconds([&] { reader.read(test::rowOf(piece, bytes)); });
            row.longMs = milliseconds([&] { reader.read(test::rowOf(piece, 4 * bytes)); });
            rows.push_back(row);
        }
    }
    std::ranges::sort(rows, std::ranges::greater{}, &Row::growth);
    for (const Row& row : std::span(rows).first(std::min(shown, rows.size())))
        fmt::print("{:<16} {:>8.1f} ms {:>9.1f} ms  times {:.1f}  {}\n", row.reader, row.shortMs, row.longMs, row.growth(),
                   readable(row.piece));
    return 0;
}
