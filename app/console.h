// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace timbre::app {

/// An error as every document shows it: {"code","message","advice"}.
[[nodiscard]] nlohmann::json errorJson(const Error& error);

/// What the program says: answers on stdout, everything else on stderr. With --json stdout carries exactly one JSON
/// document and stderr is silent unless it is a terminal. Thread: any.
class Console {
  public:
    Console();
    ~Console();

    void setJson(bool json) noexcept { json_ = json; }
    void setQuiet(bool quiet) noexcept { quiet_ = quiet; }
    [[nodiscard]] bool json() const noexcept { return json_; }
    [[nodiscard]] bool quiet() const noexcept { return quiet_; }
    /// stderr is a terminal, so that live lines and bars can be drawn on it.
    [[nodiscard]] bool interactive() const noexcept { return interactive_; }

    /// One line of the answer for people, on stdout. Nothing with --json.
    void line(std::string_view text);
    /// The answer for programs, on stdout. Nothing without --json.
    void document(const nlohmann::json& answer);
    /// A hint, on stderr. Nothing with --quiet or --json.
    void note(std::string_view text);
    /// What may not be missed, on stderr, with --quiet too. Nothing with --json, whose document says it.
    void warn(std::string_view text);
    /// "timbre: what happened. What to do." on stderr, or {"error":{"code","message","advice"}} on stdout with --json.
    void error(const Error& error);
    /// The same for a code that is no ErrorCode ("usage").
    void error(std::string_view code, std::string_view message, std::string_view advice);

    /// On stderr whatever the settings: for when stdout itself has failed.
    void complain(std::string_view text);

    /// A line that is drawn over itself (a level meter, a bar); nothing where stderr is no terminal or with --quiet.
    void live(std::string_view text);
    /// Ends the live line, leaving it as it is or wiping it.
    void endLive(bool keep = false);

    /// The answer could not be written to stdout (closed, disk full).
    [[nodiscard]] bool answerLost() const noexcept { return answerLost_; }

    /// A bar on a terminal; elsewhere a plain line at each new stage, every tenth and every ten seconds.
    [[nodiscard]] ProgressSink progress();

  private:
    void showProgress(const Progress& progress);
    void wipeLive();
    void answer(std::string_view text);

    std::mutex mutex_;
    bool json_ = false;
    bool quiet_ = false;
    bool interactive_ = false;
    bool documentPrinted_ = false;
    bool answerLost_ = false;
    std::size_t liveColumns_ = 0;
    std::string stage_;
    int tenth_ = -1;
    std::chrono::steady_clock::time_point lastShown_;
};

}  // namespace timbre::app
