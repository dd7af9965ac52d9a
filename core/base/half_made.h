// SPDX-License-Identifier: GPL-3.0-or-later
// What this process has begun to write and not yet published, so that a program that is told to stop can leave at once
// and leave nothing: one of its threads may be deep inside a library that knows no stop.
#pragma once

#include <filesystem>
#include <functional>

#include "core/base/result.h"

namespace timbre {

/// A file or folder that is to vanish unless it is published. Process-wide, as the end of a process is.
class HalfMade {
  public:
    explicit HalfMade(std::filesystem::path path);
    HalfMade(const HalfMade&) = delete;
    HalfMade& operator=(const HalfMade&) = delete;
    HalfMade(HalfMade&& other) noexcept;
    HalfMade& operator=(HalfMade&&) = delete;
    /// Forgets the path; removing what is left of it is the owner's work.
    ~HalfMade();

  private:
    std::filesystem::path path_;
};

/// Runs `rename`, which gives half-made things their final names. Cancelled, without running it, once abandonHalfMade()
/// was called: nothing appears after a program has said that it stopped.
Result<void> publish(const std::function<Result<void>()>& rename);

/// Removes everything half-made, with all inside it; from now on nothing is published. For the last moments of a
/// process.
void abandonHalfMade();

}  // namespace timbre
