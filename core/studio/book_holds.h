// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace timbre {

/// As long as a copy of it lives, no recording of its book is deleted. Empty: it holds nothing.
using BookHold = std::shared_ptr<const std::string>;

/// Which recording books are held by somebody who will read their sound. Thread: any; waits for no disk.
class BookHolds {
  public:
    /// @param book  BookState::id; empty gives an empty hold.
    [[nodiscard]] BookHold hold(const std::string& book) {
        if (book.empty()) {
            return {};
        }
        const std::scoped_lock lock(mutex_);
        std::weak_ptr<const std::string>& known = held_[book];
        BookHold held = known.lock();
        if (held == nullptr) {
            known = held = std::make_shared<const std::string>(book);
        }
        return held;
    }
    [[nodiscard]] bool isHeld(const std::string& book) const {
        const std::scoped_lock lock(mutex_);
        const auto known = held_.find(book);
        return known != held_.end() && !known->second.expired();
    }

  private:
    mutable std::mutex mutex_;
    std::map<std::string, std::weak_ptr<const std::string>> held_;  ///< Under mutex_.
};

}  // namespace timbre
