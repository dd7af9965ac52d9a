// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <stop_token>
#include <thread>

#include "core/base/result.h"
#include "core/studio/bounded_queue.h"
#include "core/studio/protocol.h"

namespace timbre {

/// What a running job may use. Lives as long as its job's body runs.
class JobContext {
  public:
    [[nodiscard]] JobId id() const noexcept { return id_; }
    [[nodiscard]] std::stop_token stopToken() const noexcept { return stop_; }

    /// Sends an event of this job; nothing once the job was forgotten.
    void emit(Event event) { emit_(std::move(event)); }

    /// Sends a JobProgress, at most 30 a second; the first one and done == total always go out.
    /// The first of a stage always goes out too.
    void progress(int done, int total, const std::string& stage = {});

  private:
    friend class JobRunner;
    using Clock = std::function<std::chrono::steady_clock::time_point()>;
    JobContext(JobId id, std::stop_token stop, std::function<void(Event)> emit, const Clock& clock)
        : id_(id), stop_(std::move(stop)), emit_(std::move(emit)), clock_(clock) {}

    JobId id_;
    std::stop_token stop_;
    std::function<void(Event)> emit_;
    const Clock& clock_;
    std::chrono::steady_clock::time_point lastProgress_;
    bool progressed_ = false;
    std::string stage_;
};

/// What a job does. Looks at the stop token at least every 50 ms and then fails with Cancelled.
using JobBody = std::function<Result<void>(JobContext&)>;

/// One thread that does jobs one after the other, in the order they came.
///
/// Each submitted job ends with exactly one JobFinished: done, failed, cancelled while it ran, cancelled while it waited,
/// refused because too many wait, or cut short because the runner goes. A job that was forgotten is silent from then on.
/// An exception out of a body is its failure (OutOfMemory for bad_alloc, else Internal).
/// Thread: any.
class JobRunner {
  public:
    struct Options {
        std::size_t capacity = 64;  ///< Jobs that may wait.
        bool finishesWaiting = false;  ///< When the runner goes, what waits is still done, not cancelled.
        std::function<std::chrono::steady_clock::time_point()> clock = &std::chrono::steady_clock::now;
    };
    /// `sink` is called on the runner's thread; for jobs that never start, on the thread that submits or cancels them.
    explicit JobRunner(EventSink sink) : JobRunner(std::move(sink), Options{}) {}
    JobRunner(EventSink sink, Options options);
    JobRunner(const JobRunner&) = delete;
    JobRunner& operator=(const JobRunner&) = delete;
    /// Stops what runs and finishes all jobs as Cancelled, or does them all (finishesWaiting); waits for the thread.
    ~JobRunner();

    /// `id` is new.
    void submit(JobId id, JobBody body);

    /// Asks a job to end. One that still waits is finished before this returns.
    void cancel(JobId id);

    /// Cancels, and no event of this job reaches the sink once this has returned. May be called from within the sink.
    void forget(JobId id);

    /// Jobs that have not finished yet.
    [[nodiscard]] std::size_t unfinished() const;

  private:
    struct Job {
        JobId id{};
        JobBody body;
        std::stop_source stop;
        std::recursive_mutex gate;  ///< Held while the sink runs; recursive since the sink may forget the job.
        bool silent = false;        ///< Under gate.
        bool finished = false;      ///< Under gate.
    };
    using JobPointer = std::shared_ptr<Job>;

    void run(const std::stop_token& stop);
    void perform(const JobPointer& job);
    Result<void> callBody(Job& job);
    void emit(Job& job, Event event);
    void finish(const JobPointer& job, Result<void> outcome);
    [[nodiscard]] JobPointer find(JobId id) const;
    void finishIfWaiting(JobId id);

    EventSink sink_;
    Options options_;
    BoundedQueue<JobPointer> queue_;
    mutable std::mutex mutex_;
    std::map<JobId, JobPointer> jobs_;  ///< Unfinished ones, under mutex_.
    std::jthread thread_;               ///< Last: it uses everything above.
};

/// Keeps a job alive: dropped, the job is cancelled and silent. The runner outlives it.
class JobHandle {
  public:
    JobHandle() = default;
    JobHandle(JobRunner& runner, JobId id) noexcept : runner_(&runner), id_(id) {}
    JobHandle(JobHandle&& other) noexcept : runner_(std::exchange(other.runner_, nullptr)), id_(other.id_) {}
    JobHandle& operator=(JobHandle&& other) noexcept {
        if (this != &other) {
            drop();
            runner_ = std::exchange(other.runner_, nullptr);
            id_ = other.id_;
        }
        return *this;
    }
    ~JobHandle() { drop(); }

    [[nodiscard]] JobId id() const noexcept { return id_; }
    [[nodiscard]] explicit operator bool() const noexcept { return runner_ != nullptr; }

  private:
    void drop() noexcept {
        if (runner_ != nullptr) {
            std::exchange(runner_, nullptr)->forget(id_);
        }
    }
    JobRunner* runner_ = nullptr;
    JobId id_{};
};

}  // namespace timbre
