// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "app/words.h"

namespace timbre::app {

namespace {

constexpr std::size_t kBarCells = 24;
constexpr std::size_t kUsualColumns = 80;
/// A bar need not be drawn more often.
constexpr std::chrono::milliseconds kBarInterval{50};
constexpr std::chrono::seconds kLineInterval{1};
/// A log that says nothing for longer looks like a hang.
constexpr std::chrono::seconds kLongestSilence{10};

bool print(std::FILE* stream, std::string_view text) {
    const bool whole = std::fwrite(text.data(), 1, text.size(), stream) == text.size();
    return std::fflush(stream) == 0 && whole;
}

std::size_t terminalColumns() {
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kUsualColumns;
}

/// "sentence 3 of 7" and "sentence 4 of 7" are one stage.
std::string withoutDigits(std::string text) {
    std::erase_if(text, [](char c) { return c >= '0' && c <= '9'; });
    return text;
}

/// Anything in names and paths that is not UTF-8 is replaced rather than ending the program.
std::string dump(const nlohmann::json& document) {
    return document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace

Console::Console() : interactive_(::isatty(STDERR_FILENO) == 1) {}

Console::~Console() { endLive(); }

void Console::line(std::string_view text) {
    if (json_) {
        return;
    }
    const std::scoped_lock lock(mutex_);
    wipeLive();
    answer(fmt::format("{}\n", text));
}

void Console::document(const nlohmann::json& answer) {
    if (!json_ || documentPrinted_) {
        return;
    }
    const std::scoped_lock lock(mutex_);
    wipeLive();
    documentPrinted_ = true;
    this->answer(dump(answer));
}

void Console::answer(std::string_view text) { answerLost_ = !print(stdout, text) || answerLost_; }

void Console::note(std::string_view text) {
    if (json_ || quiet_) {
        return;
    }
    const std::scoped_lock lock(mutex_);
    wipeLive();
    print(stderr, fmt::format("{}\n", text));
}

void Console::warn(std::string_view text) {
    if (!json_) {
        complain(text);
    }
}

nlohmann::json errorJson(const Error& error) {
    return {{"code", errorCodeName(error.code)}, {"message", error.detail}, {"advice", error.advice}};
}

void Console::error(const Error& error) { this->error(errorCodeName(error.code), error.detail, error.advice); }

void Console::error(std::string_view code, std::string_view message, std::string_view advice) {
    if (json_) {
        document({{"error", {{"code", code}, {"message", message}, {"advice", advice}}}});
        return;
    }
    const std::scoped_lock lock(mutex_);
    wipeLive();
    print(stderr, fmt::format("timbre: {}.{}{}\n", message, advice.empty() ? "" : " ", advice));
}

void Console::complain(std::string_view text) {
    const std::scoped_lock lock(mutex_);
    wipeLive();
    print(stderr, fmt::format("{}\n", text));
}

void Console::live(std::string_view text) {
    if (!interactive_ || quiet_) {
        return;
    }
    const std::scoped_lock lock(mutex_);
    const std::string_view shown = cutTo(text, terminalColumns() - 1);
    const std::size_t columns = displayColumns(shown);
    const std::string blanks(liveColumns_ > columns ? liveColumns_ - columns : 0, ' ');
    print(stderr, fmt::format("\r{}{}", shown, blanks));
    liveColumns_ = std::max(columns, std::size_t{1});
}

void Console::endLive(bool keep) {
    const std::scoped_lock lock(mutex_);
    if (keep && liveColumns_ > 0) {
        print(stderr, "\n");
        liveColumns_ = 0;
    }
    wipeLive();
}

void Console::wipeLive() {
    if (liveColumns_ > 0) {
        print(stderr, fmt::format("\r{}\r", std::string(liveColumns_, ' ')));
        liveColumns_ = 0;
    }
}

ProgressSink Console::progress() {
    if (quiet_ || (json_ && !interactive_)) {
        return {};
    }
    return [this](const Progress& progress) { showProgress(progress); };
}

void Console::showProgress(const Progress& progress) {
    const double fraction = std::clamp(progress.fraction, 0.0, 1.0);
    const int percent = static_cast<int>(std::lround(fraction * 100.0));
    const auto now = std::chrono::steady_clock::now();
    if (interactive_) {
        if (now - lastShown_ < kBarInterval && percent < 100) {
            return;
        }
        lastShown_ = now;
        const auto filled = static_cast<std::size_t>(std::lround(fraction * static_cast<double>(kBarCells)));
        live(fmt::format("[{}{}] {:3d} %  {}", std::string(filled, '#'), std::string(kBarCells - filled, '.'), percent,
                         progress.stage));
        return;
    }
    const std::string stage = withoutDigits(progress.stage);
    const bool moved = percent / 10 != tenth_ && now - lastShown_ >= kLineInterval;
    if (stage == stage_ && !moved && now - lastShown_ < kLongestSilence) {
        return;
    }
    lastShown_ = now;
    stage_ = stage;
    tenth_ = percent / 10;
    note(fmt::format("{:3d} %  {}", percent, progress.stage));
}

}  // namespace timbre::app
