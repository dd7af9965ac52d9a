// SPDX-License-Identifier: GPL-3.0-or-later
// frontend-bench: how soon a language reads its first sentence, and how many sentences a second it reads: as the reference
// reads, and the corrected reading of texts of any languages. Sentences a second are of one core's processor time, so that
// other programs on the machine do not count.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/frontend/english/english_front_end.h"
#include "core/frontend/installed_languages.h"
#include "core/frontend/korean/korean_front_end.h"
#include "core/frontend/yue/cantonese.h"
#include "core/frontend/zh/mandarin.h"

namespace {

using namespace timbre;
using namespace timbre::frontend;
using Reader = Result<std::shared_ptr<const LanguageFrontEnd>>;

struct Subject {
    std::string language;
    LanguageMode mode;
    std::function<Reader(const std::filesystem::path&)> open;
    std::vector<std::string> sentences;
};

template <typename Language>
Reader openAs(const std::filesystem::path& file) {
    auto opened = Language::open(file);
    if (!opened)
        return tl::unexpected(opened.error());
    return *opened;
}

/// Narration, talk and figures in about the shares a book or a news script has.
std::vector<Subject> subjects() {
    const std::vector<std::string> chinese{
        "清晨的阳光照在窗台上，她慢慢地推开了那扇旧木门。",
        "这次会议将于2026年3月15日上午9:30在北京举行，预计有1200人参加。",
        "你不是说好了一起去吗？怎么到现在还没有消息！",
        "老船长看了一眼远处的灯塔，轻轻地叹了一口气。",
        "根据最新的统计，今年前三个季度的出口增长了12.5%，高于去年同期。",
        "孩子们在院子里跑来跑去，笑声传到了很远的地方。",
        "他把信折好，放进口袋，然后一句话也没说就走了。",
        "我觉得这件事情没有你想象的那么简单，我们还是再等一等吧。",
        "雨下了整整一夜，小河的水涨得很高，桥上一个人也没有。",
        "如果您需要帮助，请在早上8点到晚上6点之间拨打客服电话。",
    };
    const std::vector<std::string> english{
        "The quick brown fox jumps over the lazy dog.",
        "In 1984 the company sold 12,500 machines for $3.5 million, which was 20% more than the year before.",
        "They will record a new record at 9:05 tomorrow morning, if the weather permits it.",
        "She asked whether the museum's collection would be open to visitors during the holidays.",
        "Please read chapters 3 and 4 before the 21st of May.",
        "A gentle breeze drifted through the open window and carried the smell of rain into the kitchen.",
        "My neighbour Mr. Hollingsworth collects typewriters and postage stamps from Kyrgyzstan.",
        "The U.S.A. and the U.K. signed the agreement, and NASA welcomed it.",
    };
    const std::vector<std::string> korean{
        "안녕하세요. 만나서 반갑습니다.",
        "오늘은 날씨가 좋아서 공원을 산책할 수 있을 것 같아요.",
        "2024년 3월 15일 오후 3시 30분에 만나요.",
        "학교에서 국어를 공부하고 책을 읽고 나서 집에 갔습니다.",
    };
    return {{"zh", LanguageMode::Mandarin, openAs<Mandarin>, chinese},
            {"en", LanguageMode::English, openAs<EnglishFrontEnd>, english},
            {"ko", LanguageMode::Korean, openAs<KoreanFrontEnd>, korean},
            {"yue", LanguageMode::Cantonese, openAs<Cantonese>, chinese}};
}

double processorSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

std::vector<std::string> linesOf(const std::string& path) {
    std::ifstream file(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);)
        lines.push_back(line);
    return lines;
}

using Speaks = std::function<bool(const std::string& sentence)>;

/// @param open  gives what speaks, or nothing where that cannot be had; it has said why.
bool measure(const std::string& name, const std::function<Speaks()>& open, const std::vector<std::string>& sentences,
             double longest) {
    const auto start = std::chrono::steady_clock::now();
    const Speaks speaks = open();
    if (!speaks)
        return false;
    bool spoken = speaks(sentences.front());
    const std::chrono::duration<double, std::milli> ready = std::chrono::steady_clock::now() - start;
    const double before = processorSeconds();
    std::size_t count = 0;
    double seconds = 0.0;
    do {
        for (const auto& sentence : sentences)
            spoken = speaks(sentence) && spoken;
        count += sentences.size();
        seconds = processorSeconds() - before;
    } while (seconds < longest);
    fmt::print("{}: first sentence after {:.1f} ms, {:.0f} sentences/s{}\n", name, ready.count(),
               static_cast<double>(count) / seconds, spoken ? "" : " (some could not be read)");
    return true;
}

/// One language by itself, as the reference reads it.
bool measureCompatible(const Subject& subject, const std::filesystem::path& folder,
                       const std::vector<std::string>& sentences, double longest) {
    const auto open = [&]() -> Speaks {
        const auto reader = subject.open(folder / (subject.language + ".tfd"));
        if (!reader) {
            fmt::print("{}: {}\n", subject.language, reader.error().message());
            return {};
        }
        return [reader](const std::string& sentence) {
            return (*reader)->phones(sentence, {.reading = Reading::Compatible}).has_value();
        };
    };
    return measure(subject.language + ", compatible", open, sentences, longest);
}

/// By the door that all programs use: cut by language, numbers in words, words with their readings.
bool measureCorrected(const Subject& subject, const std::filesystem::path& folder,
                      const std::vector<std::string>& sentences, double longest) {
    const auto open = [&]() -> Speaks {
        const auto languages = std::make_shared<const TextFrontEnd>(openInstalledLanguages(folder));
        return [languages, mode = subject.mode](const std::string& sentence) {
            return languages->read(sentence, mode, {}, {}).has_value();
        };
    };
    return measure(subject.language + ", corrected", open, sentences, longest);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Speed of the text front end, language by language."};
    std::string language;
    std::string folder = "build/deps/frontend";
    std::string texts;
    double seconds = 2.0;
    app.add_option("language", language, "zh, en, ko or yue (default: all)");
    app.add_option("--data", folder, "Folder of the data files (default: build/deps/frontend)");
    app.add_option("--texts", texts, "File with a sentence a line, instead of the bench's own");
    app.add_option("--seconds", seconds, "Processor time for each measurement (default: 2)");
    CLI11_PARSE(app, argc, argv);
    const auto given = linesOf(texts);
    bool good = true;
    for (const auto& subject : subjects())
        if (language.empty() || language == subject.language)
            for (const auto& one : {measureCompatible, measureCorrected})
                good = one(subject, folder, given.empty() ? subject.sentences : given, seconds) && good;
    return good ? 0 : 1;
}
