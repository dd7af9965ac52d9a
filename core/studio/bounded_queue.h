// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace timbre {

/// A first-in, first-out queue between threads that holds at most `capacity` values: a producer that runs ahead is told so
/// instead of filling the memory. Closing lets what is inside be taken and refuses everything new.
/// Thread: any, several at once.
template <typename T>
class BoundedQueue {
  public:
    /// `capacity` is at least 1.
    explicit BoundedQueue(std::size_t capacity) : capacity_(capacity == 0 ? 1 : capacity) {}
    BoundedQueue(const BoundedQueue&) = delete;
    BoundedQueue& operator=(const BoundedQueue&) = delete;

    /// Waits for room. False when the queue was closed or `stop` was requested first; `value` is then gone.
    bool push(T value, std::stop_token stop = {}) {
        std::unique_lock lock(mutex_);
        if (!room_.wait(lock, std::move(stop), [this] { return closed_ || values_.size() < capacity_; }) || closed_) {
            return false;
        }
        values_.push_back(std::move(value));
        lock.unlock();
        filled_.notify_one();
        return true;
    }

    /// False, with `value` untouched, when there is no room now or the queue is closed.
    bool tryPush(T& value) {
        {
            const std::scoped_lock lock(mutex_);
            if (closed_ || values_.size() >= capacity_) {
                return false;
            }
            values_.push_back(std::move(value));
        }
        filled_.notify_one();
        return true;
    }

    /// Waits for a value. Nothing once the queue is closed and empty, or when `stop` was requested first.
    std::optional<T> pop(std::stop_token stop = {}) {
        std::unique_lock lock(mutex_);
        if (!filled_.wait(lock, std::move(stop), [this] { return closed_ || !values_.empty(); }) || values_.empty()) {
            return std::nullopt;
        }
        std::optional<T> value(std::move(values_.front()));
        values_.pop_front();
        lock.unlock();
        room_.notify_one();
        return value;
    }

    /// Takes out the first value that `matches`, wherever it waits.
    template <typename Predicate>
    std::optional<T> extract(Predicate matches) {
        std::optional<T> found;
        {
            const std::scoped_lock lock(mutex_);
            for (auto it = values_.begin(); it != values_.end(); ++it) {
                if (matches(std::as_const(*it))) {
                    found.emplace(std::move(*it));
                    values_.erase(it);
                    break;
                }
            }
        }
        if (found) {
            room_.notify_one();
        }
        return found;
    }

    void close() {
        {
            const std::scoped_lock lock(mutex_);
            closed_ = true;
        }
        room_.notify_all();
        filled_.notify_all();
    }

    [[nodiscard]] std::size_t size() const {
        const std::scoped_lock lock(mutex_);
        return values_.size();
    }
    [[nodiscard]] std::size_t capacity() const noexcept { return capacity_; }

  private:
    const std::size_t capacity_;
    mutable std::mutex mutex_;
    std::condition_variable_any room_;
    std::condition_variable_any filled_;
    std::deque<T> values_;
    bool closed_ = false;
};

}  // namespace timbre
