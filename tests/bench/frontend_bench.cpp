// SPDX-License-Identifier: GPL-3.0-or-later
// frontend-bench: how soon a language's first sentence is ready, and how many sentences a second it reads. Processor time
// of one core, so that other programs on the machine do not count.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <chrono>
#include <ctime>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "core/frontend/english/english_front_end.h"
#include "core/frontend/korean/korean_front_end.h"

namespace {

using namespace timbre;
using namespace timbre::frontend;

constexpr int kRounds = 2000;  // Of the own sentences; files are read once.

const std::vector<std::string> kEnglish{
    "The quick brown fox jumps over the lazy dog.",
    "In 1984 the company sold 12,500 machines for $3.5 million, which was 20% more than the year before.",
    "They will record a new record at 9:05 tomorrow morning, if the weather permits it.",
    "She asked whether the museum's collection would be open to visitors during the holidays.",
    "Please read chapters 3 and 4 before the 21st of May.",
    "A gentle breeze drifted through the open window and carried the smell of rain into the kitchen.",
    "My neighbour Mr. Hollingsworth collects typewriters and postage stamps from Kyrgyzstan.",
    "The U.S.A. and the U.K. signed the agreement, and NASA welcomed it.",
};
const std::vector<std::string> kKorean{
    "안녕하세요. 만나서 반갑습니다.", "오늘은 날씨가 좋아서 공원을 산책할 수 있을 것 같아요.", "2024년 3월 15일 오후 3시 30분에 만나요.",
    "학교에서 국어를 공부하고 책을 읽고 나서 집에 갔습니다."};

double processorSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

Result<std::shared_ptr<const LanguageFrontEnd>> opened(const std::string& language, const std::string& file) {
    if (language == "en")
        return EnglishFrontEnd::open(file);
    if (language == "ko")
        return KoreanFrontEnd::open(file);
    return fail(ErrorCode::InvalidInput, "this bench does not know the language \"" + language + "\"");
}

std::vector<std::string> linesOf(const std::string& path) {
    std::ifstream file(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);)
        lines.push_back(line);
    return lines;
}

int measure(const std::string& language, const std::string& dataFile, const std::string& textFile) {
    const auto start = std::chrono::steady_clock::now();
    const auto reader = opened(language, dataFile);
    if (!reader) {
        fmt::print(stderr, "{}\n", reader.error().message());
        return 1;
    }
    const auto first = (*reader)->phones(language == "en" ? kEnglish.front() : kKorean.front(), {});
    const std::chrono::duration<double, std::milli> ready = std::chrono::steady_clock::now() - start;
    const bool own = textFile.empty();
    const std::vector<std::string> texts = !own ? linesOf(textFile) : language == "en" ? kEnglish : kKorean;
    std::size_t phones = first ? first->phones.size() : 0;
    const double before = processorSeconds();
    for (int round = 0; round < (own ? kRounds : 1); ++round)
        for (const std::string& text : texts)
            if (const auto spoken = (*reader)->phones(text, {}))
                phones += spoken->phones.size();
    const double seconds = processorSeconds() - before;
    const double sentences = static_cast<double>(texts.size()) * (own ? kRounds : 1);
    fmt::print("{}: first sentence after {:.2f} ms, {:.0f} sentences/s ({:.0f} sentences, {} phones)\n", language,
               ready.count(), sentences / seconds, sentences, phones);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Speed of the text front end, one language."};
    std::string language = "en";
    std::string folder = "build/deps/frontend";
    std::string texts;
    app.add_option("language", language, "en or ko");
    app.add_option("--data", folder, "Folder of the data files");
    app.add_option("--texts", texts, "File with a sentence a line, instead of the bench's own");
    CLI11_PARSE(app, argc, argv);
    return measure(language, folder + "/" + language + ".tfd", texts);
}
