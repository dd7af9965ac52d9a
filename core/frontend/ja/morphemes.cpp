// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/ja/morphemes.h"

#include <mecab.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <mutex>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "core/frontend/ja/feature.h"

namespace timbre::frontend::ja {

namespace {

constexpr std::array kFiles{"sys.dic", "unk.dic", "matrix.bin", "char.bin"};
constexpr std::string_view kPackage = "open-jtalk-mecab-naist-jdic";

std::vector<DictionaryReading> readingsOf(const MeCab::Lattice& lattice, std::size_t begin, std::size_t end) {
    std::vector<DictionaryReading> readings;
    for (const MeCab::Node* node = lattice.begin_nodes(begin); node != nullptr; node = node->bnext)
        if (node->length == end - begin && node->stat == MECAB_NOR_NODE) {
            readings.push_back(readingIn(node->feature));
            readings.back().cost = node->wcost;
        }
    std::ranges::stable_sort(readings, {}, &DictionaryReading::cost);
    return readings;
}

SharedReadings readingsAt(const MeCab::Lattice& lattice, std::string_view text, const Morpheme& word,
                          std::unordered_map<std::string_view, SharedReadings>& known) {
    SharedReadings& readings = known[text.substr(word.begin, word.end - word.begin)];
    if (readings == nullptr)
        readings = std::make_shared<const std::vector<DictionaryReading>>(readingsOf(lattice, word.begin, word.end));
    return readings;
}

}  // namespace

struct Morphology::Parser {
    std::unique_ptr<MeCab::Model> model;
    std::unique_ptr<MeCab::Tagger> tagger;
    // A lattice keeps its memory; as many are kept as threads were here at once.
    mutable std::mutex mutex{};
    mutable std::vector<std::unique_ptr<MeCab::Lattice>> idle{};

    [[nodiscard]] std::unique_ptr<MeCab::Lattice> take() const {
        {
            const std::scoped_lock lock(mutex);
            if (!idle.empty()) {
                auto lattice = std::move(idle.back());
                idle.pop_back();
                return lattice;
            }
        }
        return std::unique_ptr<MeCab::Lattice>(model->createLattice());
    }

    void giveBack(std::unique_ptr<MeCab::Lattice> lattice) const {
        lattice->clear();
        const std::scoped_lock lock(mutex);
        idle.push_back(std::move(lattice));
    }
};

Morphology::Morphology(std::unique_ptr<Parser> parser) : parser_(std::move(parser)) {}
Morphology::~Morphology() = default;

Result<std::unique_ptr<Morphology>> Morphology::open(const std::filesystem::path& folder) {
    for (const char* const name : kFiles) {
        std::error_code error;
        if (!std::filesystem::is_regular_file(folder / name, error))
            return fail(ErrorCode::ModelMissing,
                        "the Japanese dictionary is not installed: there is no " + (folder / name).string(),
                        "Install it with `sudo apt install " + std::string(kPackage) + "`.");
    }
    std::string command = "mecab";
    std::string option = "-d";
    std::string path = folder.string();
    std::array<char*, 3> arguments{command.data(), option.data(), path.data()};
    auto parser = std::make_unique<Parser>();
    parser->model.reset(MeCab::createModel(static_cast<int>(arguments.size()), arguments.data()));
    if (parser->model)
        parser->tagger.reset(parser->model->createTagger());
    if (!parser->tagger)
        return fail(ErrorCode::Corrupt, "the Japanese dictionary in " + path + " cannot be read: " + MeCab::getLastError(),
                    "Install it again: `sudo apt install --reinstall " + std::string(kPackage) + "`.");
    std::string charset = parser->model->dictionary_info()->charset;
    std::ranges::transform(charset, charset.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
    if (charset != "utf-8" && charset != "utf8")
        return fail(ErrorCode::Unsupported, "the Japanese dictionary in " + path + " is written in " + charset,
                    "Use one in UTF-8: `sudo apt install " + std::string(kPackage) + "`.");
    return std::unique_ptr<Morphology>(new Morphology(std::move(parser)));
}

Morphemes Morphology::analyse(const std::string& utf8, const Wishes& wishes) const {
    Morphemes out;
    std::unordered_map<std::string_view, SharedReadings> known;
    auto lattice = parser_->take();
    lattice->set_sentence(utf8.data(), utf8.size());
    for (const Stretch& stretch : wishes.stretches) {
        lattice->set_boundary_constraint(stretch.begin, MECAB_TOKEN_BOUNDARY);
        lattice->set_boundary_constraint(stretch.end, MECAB_TOKEN_BOUNDARY);
    }
    for (const std::size_t border : wishes.borders)
        lattice->set_boundary_constraint(border, MECAB_TOKEN_BOUNDARY);
    if (parser_->tagger->parse(lattice.get())) {
        for (const MeCab::Node* node = lattice->bos_node(); node != nullptr; node = node->next) {
            if (node->stat == MECAB_BOS_NODE || node->stat == MECAB_EOS_NODE)
                continue;
            const auto begin = static_cast<std::size_t>(node->surface - utf8.data());
            Morpheme morpheme{.begin = begin, .end = begin + node->length};
            morpheme.feature.reserve(node->length + 1 + std::strlen(node->feature));
            morpheme.feature.append(node->surface, node->length).append(",").append(node->feature);
            if (wishes.readings)
                morpheme.readings = readingsAt(*lattice, utf8, morpheme, known);
            out.words.push_back(std::move(morpheme));
        }
        for (const Stretch& stretch : wishes.stretches)
            out.inStretches.push_back(readingsOf(*lattice, stretch.begin, stretch.end));
    }
    parser_->giveBack(std::move(lattice));
    return out;
}

}  // namespace timbre::frontend::ja
