// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/job_runner.h"

#include <cassert>
#include <exception>
#include <new>
#include <string>
#include <utility>
#include <vector>

namespace timbre {

namespace {

constexpr std::chrono::milliseconds kProgressInterval{33};  // 30 a second: more than that no eye and no bar can use

Result<void> cancelled() { return fail(ErrorCode::Cancelled, "stopped before it was done"); }

}  // namespace

void JobContext::progress(int done, int total, const std::string& stage) {
    const auto now = clock_();
    if (progressed_ && done < total && stage == stage_ && now - lastProgress_ < kProgressInterval) {
        return;
    }
    progressed_ = true;
    lastProgress_ = now;
    stage_ = stage;
    emit(JobProgress{.job = id_, .done = done, .total = total, .stage = stage});
}

JobRunner::JobRunner(EventSink sink, Options options)
    : sink_(std::move(sink)),
      options_(std::move(options)),
      queue_(options_.capacity),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

JobRunner::~JobRunner() {
    queue_.close();
    if (options_.finishesWaiting) {
        thread_.join();
        return;
    }
    thread_.request_stop();
    std::vector<JobPointer> open;
    {
        const std::scoped_lock lock(mutex_);
        for (const auto& [id, job] : jobs_) {
            open.push_back(job);
        }
    }
    for (const JobPointer& job : open) {
        job->stop.request_stop();
        finishIfWaiting(job->id);
    }
    if (thread_.joinable()) {
        thread_.join();
    }
}

void JobRunner::submit(JobId id, JobBody body) {
    auto job = std::make_shared<Job>();
    job->id = id;
    job->body = std::move(body);
    {
        const std::scoped_lock lock(mutex_);
        [[maybe_unused]] const bool isNew = jobs_.emplace(id, job).second;
        assert(isNew);
    }
    JobPointer queued = job;
    if (!queue_.tryPush(queued)) {
        finish(job, fail(ErrorCode::Unsupported, "too many jobs wait already (" + std::to_string(queue_.capacity()) + ")",
                         "Wait until some are done, or stop them."));
    }
}

void JobRunner::cancel(JobId id) {
    if (const JobPointer job = find(id)) {
        job->stop.request_stop();
        finishIfWaiting(id);
    }
}

void JobRunner::forget(JobId id) {
    const JobPointer job = find(id);
    if (!job) {
        return;
    }
    {
        const std::scoped_lock gate(job->gate);  // waits for a sink that runs right now
        job->silent = true;  // before the stop: a job that ends because of it must not get a last word in
    }
    job->stop.request_stop();
    finishIfWaiting(id);
}

std::size_t JobRunner::unfinished() const {
    const std::scoped_lock lock(mutex_);
    return jobs_.size();
}

void JobRunner::run(const std::stop_token& stop) {
    while (const auto job = queue_.pop(stop)) {
        perform(*job);
    }
}

void JobRunner::perform(const JobPointer& job) {
    Result<void> outcome = job->stop.stop_requested() ? cancelled() : callBody(*job);
    finish(job, std::move(outcome));
}

Result<void> JobRunner::callBody(Job& job) {
    JobContext context(job.id, job.stop.get_token(), [this, &job](Event event) { emit(job, std::move(event)); },
                       options_.clock);
    try {
        return job.body(context);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "the memory of this machine ran out",
                    "Close other programs, or work on a shorter text.");
    } catch (const std::exception& error) {
        return fail(ErrorCode::Internal, std::string("an unexpected error ended the job: ") + error.what(),
                    "Please report this with what you did.");
    }
}

void JobRunner::emit(Job& job, Event event) {
    const std::scoped_lock gate(job.gate);
    if (!job.silent && !job.finished) {
        sink_(std::move(event));
    }
}

void JobRunner::finish(const JobPointer& job, Result<void> outcome) {
    job->body = nullptr;  // what it held is free before anyone hears that the job is done; it has ended or never begins
    {
        const std::scoped_lock gate(job->gate);
        if (!std::exchange(job->finished, true) && !job->silent) {
            sink_(JobFinished{.job = job->id, .outcome = std::move(outcome)});
        }
    }
    // Only now: forget() must find the job until its last event is through.
    const std::scoped_lock lock(mutex_);
    jobs_.erase(job->id);
}

JobRunner::JobPointer JobRunner::find(JobId id) const {
    const std::scoped_lock lock(mutex_);
    const auto found = jobs_.find(id);
    return found == jobs_.end() ? nullptr : found->second;
}

void JobRunner::finishIfWaiting(JobId id) {
    if (const auto waiting = queue_.extract([id](const JobPointer& job) { return job->id == id; })) {
        finish(*waiting, cancelled());
    }
}

}  // namespace timbre
