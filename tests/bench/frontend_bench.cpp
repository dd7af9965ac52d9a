// SPDX-License-Identifier: GPL-3.0-or-later
// frontend-bench: how soon a language reads its first sentence, and how many sentences a second one core reads.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/frontend/yue/cantonese.h"
#include "core/frontend/zh/mandarin.h"

namespace {

using namespace timbre;
using namespace timbre::frontend;
using Clock = std::chrono::steady_clock;
using Reader = Result<std::shared_ptr<const LanguageFrontEnd>>;

struct Subject {
    std::string language;
    std::function<Reader(const std::filesystem::path&)> open;
    std::vector<std::string> sentences;
};

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
    const auto open = []<typename Language>(const std::filesystem::path& file) -> Reader {
        auto opened = Language::open(file);
        if (!opened)
            return tl::unexpected(opened.error());
        return *opened;
    };
    return {{"zh", [open](const auto& file) { return open.template operator()<Mandarin>(file); }, chinese},
            {"yue", [open](const auto& file) { return open.template operator()<Cantonese>(file); }, chinese}};
}

double millisecondsSince(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// One language; false where it could not be measured.
bool measure(const Subject& subject, const std::filesystem::path& folder, double seconds) {
    const auto start = Clock::now();
    const auto reader = subject.open(folder / (subject.language + ".tfd"));
    if (!reader) {
        fmt::print("{}: {}\n", subject.language, reader.error().message());
        return false;
    }
    bool spoken = (*reader)->phones(subject.sentences.front(), {}).has_value();
    const double ready = millisecondsSince(start);
    const auto begin = Clock::now();
    std::size_t count = 0;
    while (millisecondsSince(begin) < 1000.0 * seconds)
        for (const auto& sentence : subject.sentences) {
            spoken = (*reader)->phones(sentence, {}).has_value() && spoken;
            ++count;
        }
    fmt::print("{}: first sentence after {:.1f} ms, {:.0f} sentences a second on one core{}\n", subject.language, ready,
               1000.0 * static_cast<double>(count) / millisecondsSince(begin), spoken ? "" : " (some failed)");
    return spoken;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Speed of the text front end, language by language."};
    std::string folder = "build/deps/frontend";
    double seconds = 2.0;
    app.add_option("--data", folder, "Folder of the data files (default: build/deps/frontend)");
    app.add_option("--seconds", seconds, "How long to measure each language");
    CLI11_PARSE(app, argc, argv);
    bool good = true;
    for (const auto& subject : subjects())
        good = measure(subject, folder, seconds) && good;
    return good ? 0 : 1;
}
