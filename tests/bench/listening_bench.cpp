// SPDX-License-Identifier: GPL-3.0-or-later
// How often a listener is right about lines that were read whole, in part, not at all, or with a word missing, and how wrong
// its drafts are. Cases are made from recordings with known text.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "core/audio/decode.h"
#include "core/audio/vad.h"
#include "core/frontend/installed_languages.h"
#include "core/listen/english_words.h"
#include "core/listen/line_words.h"
#include "core/listen/sphinx_listener.h"
#include "tests/support/noisy_speech.h"

namespace fs = std::filesystem;
using namespace timbre;

namespace {

struct Spoken {
    std::string text;
    AudioClip clip;  ///< From the first to the last speech.
};

std::size_t frameAt(const AudioClip& clip, double share) {
    return static_cast<std::size_t>(share * static_cast<double>(clip.frames()));
}

AudioClip part(const AudioClip& clip, double from, double to) {
    const auto begin = clip.samples.begin();
    return {clip.sampleRateHz, 1,
            {begin + static_cast<std::ptrdiff_t>(frameAt(clip, from)), begin + static_cast<std::ptrdiff_t>(frameAt(clip, to))}};
}

std::optional<AudioClip> readSpeech(const fs::path& file) {
    auto clip = readAudio(file, {.sampleRateHz = 16'000, .mono = true});
    if (!clip) {
        return std::nullopt;
    }
    const auto speech = findSpeech(*clip, nullptr);
    if (!speech || speech->empty()) {
        return std::nullopt;
    }
    // Shares of a line are shares of its speech.
    const std::size_t margin = 1600;
    const std::size_t begin = speech->front().begin - std::min(speech->front().begin, margin);
    const std::size_t end = std::min(speech->back().end + margin, clip->frames());
    return AudioClip{clip->sampleRateHz, 1,
                     {clip->samples.begin() + static_cast<std::ptrdiff_t>(begin),
                      clip->samples.begin() + static_cast<std::ptrdiff_t>(end)}};
}

void readLjSpeech(const fs::path& folder, std::vector<Spoken>& lines) {
    std::ifstream file(folder / "transcripts.psv");
    for (std::string line; std::getline(file, line);) {
        const std::size_t bar = line.find('|');
        if (auto clip = readSpeech(folder / (line.substr(0, bar) + ".wav")); clip && bar != std::string::npos) {
            lines.push_back({line.substr(bar + 1), std::move(*clip)});
        }
    }
}

/// "<s> words </s> (file)" lines, as PocketSphinx's tests have them.
void readSphinx(const fs::path& folder, std::vector<Spoken>& lines) {
    std::ifstream file(folder / "transcription");
    for (std::string line; std::getline(file, line);) {
        const std::size_t open = line.find('(');
        const std::size_t begin = line.find("<s>");
        const std::size_t end = line.find("</s>");
        if (open == std::string::npos || begin == std::string::npos || end == std::string::npos) {
            continue;
        }
        const std::string name = line.substr(open + 1, line.find(')') - open - 1);
        if (auto clip = readSpeech(folder / (name + ".wav"))) {
            lines.push_back({line.substr(begin + 4, end - begin - 4), std::move(*clip)});
        }
    }
}

struct Row {
    std::size_t cases = 0;
    std::map<LineFit::Kind, std::size_t> kinds;
    std::size_t words = 0;         ///< That were said.
    std::size_t wordsMissed = 0;   ///< Said, and marked as missing.
    std::size_t gaps = 0;          ///< Words that were not said,
    std::size_t gapsFound = 0;     ///< and are marked.
};

class Bench {
  public:
    explicit Bench(const LineListener& listener, bool talks) : listener_(listener), talks_(talks) {}

    void check(const std::string& kind, const AudioClip& clip, const std::string& text, std::size_t gapBegin = 0,
               std::size_t gapEnd = 0) {
        const auto fit = listener_.check(clip, text, "en", {});
        if (!fit) {
            fmt::print("{}: {}\n", kind, fit.error().message());
            return;
        }
        Row& row = rows_[kind];
        ++row.cases;
        ++row.kinds[fit->kind];
        std::string unheard;
        for (const WordMark& word : fit->words) {
            const bool gap = word.beginByte >= gapBegin && word.endByte <= gapEnd;
            (gap ? row.gaps : row.words) += 1;
            (gap ? row.gapsFound : row.wordsMissed) += word.heard ? 0 : 1;
            unheard += word.heard ? "" : text.substr(word.beginByte, word.endByte - word.beginByte) + " ";
        }
        if (talks_) {
            fmt::print("{:<28} {:<8} {:.2f}  {:.40}  not heard: {}\n", kind, lineFitName(fit->kind), fit->score, text, unheard);
        }
    }

    void print() const {
        fmt::print("{:<28} {:>5} {:>6} {:>6} {:>6} {:>8} {:>18} {:>14}\n", "case", "n", "whole", "half", "wrong", "unknown",
                   "said, marked red", "gaps found");
        for (const auto& [kind, row] : rows_) {
            const auto count = [&row](LineFit::Kind k) { return row.kinds.contains(k) ? row.kinds.at(k) : 0; };
            fmt::print("{:<28} {:>5} {:>6} {:>6} {:>6} {:>8} {:>18} {:>14}\n", kind, row.cases, count(LineFit::Kind::Whole),
                       count(LineFit::Kind::Half), count(LineFit::Kind::Wrong), count(LineFit::Kind::Unknown),
                       fmt::format("{} of {}", row.wordsMissed, row.words),
                       row.gaps > 0 ? fmt::format("{} of {}", row.gapsFound, row.gaps) : "-");
        }
    }

  private:
    const LineListener& listener_;
    bool talks_;
    std::map<std::string, Row> rows_;
};

void checkOwn(Bench& bench, const std::vector<Spoken>& lines, std::size_t at) {
    static constexpr std::array<const char*, 6> kWords{"window", "quickly", "seventeen", "mountain", "although", "garden"};
    const Spoken& line = lines[at];
    bench.check("A whole", line.clip, line.text);
    test::Random random(at + 1);
    const auto noise =
        test::makeNoise({test::NoiseKind::Pink, line.clip.frames(), line.clip.sampleRateHz, {}}, {}, random);
    bench.check("A whole, 20 dB noise", test::mixAtSnr(line.clip, noise, 20.0), line.text);
    for (const int percent : {40, 50, 60, 70, 80}) {
        bench.check(fmt::format("B first {} %", percent), part(line.clip, 0.0, percent / 100.0), line.text);
    }
    bench.check("B last 60 %", part(line.clip, 0.4, 1.0), line.text);
    bench.check("C another line", line.clip, lines[(at + 7) % lines.size()].text);
    const std::size_t middle = line.text.find(' ', line.text.size() / 2);
    if (middle == std::string::npos) {
        return;
    }
    const std::string word = kWords[at % kWords.size()];
    bench.check("D a word not said", line.clip, line.text.substr(0, middle + 1) + word + line.text.substr(middle), middle + 1,
                middle + 1 + word.size());
    if (const std::size_t end = line.text.find(' ', middle + 1); end != std::string::npos) {
        bench.check("A whole, one word more", line.clip, line.text.substr(0, middle) + line.text.substr(end));
    }
}

/// Word error rate of drafts.
void measureDrafts(const LineListener& listener, const std::vector<Spoken>& lines, std::size_t every) {
    std::size_t errors = 0;
    std::size_t words = 0;
    for (std::size_t i = 0; i < lines.size(); i += every) {
        const auto draft = listener.draft(lines[i].clip, "en", {});
        if (!draft) {
            fmt::print("draft: {}\n", draft.error().message());
            return;
        }
        const auto said = listen::plainWords(lines[i].text);
        const auto heard = listen::plainWords(draft->text);
        std::vector<std::size_t> row(heard.size() + 1);
        for (std::size_t j = 0; j < row.size(); ++j) {
            row[j] = j;
        }
        for (std::size_t a = 0; a < said.size(); ++a) {
            std::size_t before = row[0]++;
            for (std::size_t b = 0; b < heard.size(); ++b) {
                const std::size_t same = before + (said[a].lower == heard[b].lower ? 0 : 1);
                before = row[b + 1];
                row[b + 1] = std::min({same, row[b] + 1, before + 1});
            }
        }
        errors += row.back();
        words += said.size();
    }
    fmt::print("drafts: {} errors in {} words, word error rate {:.2f}\n", errors, words,
               static_cast<double>(errors) / static_cast<double>(std::max<std::size_t>(words, 1)));
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Hits and false alarms of the line check");
    fs::path speech = fs::path(TIMBRE_SOURCE_DIR) / ".." / "shared" / "speech";
    fs::path sphinx = "/usr/share/pocketsphinx/test/data/librivox";
    fs::path resources = TIMBRE_TEST_RESOURCE_DIR;
    std::size_t every = 1;
    bool talks = false;
    bool drafts = false;
    app.add_option("--speech", speech, "Folder with ljspeech/ and librispeech/");
    app.add_option("--resources", resources, "Installed data, for frontend/");
    app.add_option("--every", every, "Take one line of so many")->check(CLI::PositiveNumber);
    app.add_flag("--talk", talks, "One line for each case");
    app.add_flag("--drafts", drafts, "Measure drafts too");
    CLI11_PARSE(app, argc, argv);

    std::vector<Spoken> lines;
    readLjSpeech(speech / "ljspeech", lines);
    readSphinx(sphinx, lines);
    if (lines.empty()) {
        fmt::print("There are no recordings with text in {} or {}.\n", speech.string(), sphinx.string());
        return 1;
    }
    const auto text = std::make_shared<const frontend::TextFrontEnd>(frontend::openInstalledLanguages(resources / "frontend"));
    const auto listener = listen::makeSphinxListener(
        {.models = listen::speechModelFolders(resources), .readAloud = listen::readAloudWith(text), .countSyllables = {}, .vad = {}});
    Bench bench(*listener, talks);
    for (std::size_t i = 0; i < lines.size(); i += every) {
        checkOwn(bench, lines, i);
    }
    std::size_t other = 0;
    if (fs::exists(speech / "librispeech")) {
        std::vector<fs::path> files;
        for (const auto& entry : fs::recursive_directory_iterator(speech / "librispeech")) {
            if (entry.path().extension() == ".flac") {
                files.push_back(entry.path());
            }
        }
        std::ranges::sort(files);
        for (std::size_t i = 0; i < files.size(); i += 2 * every) {
            if (const auto clip = readSpeech(files[i]); clip && clip->seconds() < 20.0) {
                bench.check("C other readers", *clip, lines[other++ % lines.size()].text);
            }
        }
    }
    bench.print();
    if (drafts) {
        measureDrafts(*listener, lines, every);
    }
    return 0;
}
