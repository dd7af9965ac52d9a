// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/job_runner.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <latch>
#include <mutex>
#include <new>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace timbre {
namespace {

using std::chrono::milliseconds;

/// Collects events and lets a test wait for them.
class Collector {
  public:
    EventSink sink() {
        return [this](Event event) {
            {
                const std::scoped_lock lock(mutex_);
                events_.push_back(std::move(event));
            }
            changed_.notify_all();
        };
    }

    void waitForFinished(std::size_t count) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return of<JobFinished>().size() >= count; });
    }

    [[nodiscard]] std::vector<JobFinished> finished() const {
        const std::scoped_lock lock(mutex_);
        return of<JobFinished>();
    }
    [[nodiscard]] std::vector<JobProgress> progress() const {
        const std::scoped_lock lock(mutex_);
        return of<JobProgress>();
    }
    [[nodiscard]] std::vector<Event> all() const {
        const std::scoped_lock lock(mutex_);
        return events_;
    }

  private:
    template <typename T>
    [[nodiscard]] std::vector<T> of() const {
        std::vector<T> found;
        for (const Event& event : events_) {
            if (const T* value = std::get_if<T>(&event)) {
                found.push_back(*value);
            }
        }
        return found;
    }

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Event> events_;
};

Result<void> untilStopped(JobContext& job) {
    while (!job.stopToken().stop_requested()) {
        std::this_thread::sleep_for(milliseconds(1));
    }
    return fail(ErrorCode::Cancelled, "stopped");
}

TEST(JobRunner, DoesJobsInOrderAndEndsEachWithOneJobFinished) {
    Collector collector;
    std::vector<int> order;
    {
        JobRunner runner(collector.sink());
        for (int i = 1; i <= 20; ++i) {
            runner.submit(JobId(i), [&order, i](JobContext&) -> Result<void> {
                order.push_back(i);
                return {};
            });
        }
        collector.waitForFinished(20);
    }
    ASSERT_EQ(collector.finished().size(), 20U);
    for (int i = 1; i <= 20; ++i) {
        const auto at = static_cast<std::size_t>(i - 1);
        EXPECT_EQ(order[at], i);
        EXPECT_EQ(collector.finished()[at].job, JobId(i));
        EXPECT_TRUE(collector.finished()[at].outcome.has_value());
    }
}

TEST(JobRunner, PassesOnWhyAJobFailed) {
    Collector collector;
    JobRunner runner(collector.sink());
    runner.submit(JobId{1}, [](JobContext&) -> Result<void> { return fail(ErrorCode::Corrupt, "voice.json is cut"); });
    collector.waitForFinished(1);
    const JobFinished finished = collector.finished().front();
    ASSERT_FALSE(finished.outcome);
    EXPECT_EQ(finished.outcome.error().code, ErrorCode::Corrupt);
    EXPECT_EQ(finished.outcome.error().detail, "voice.json is cut");
}

TEST(JobRunner, TurnsExceptionsIntoFailuresAndGoesOn) {
    Collector collector;
    JobRunner runner(collector.sink());
    runner.submit(JobId{1}, [](JobContext&) -> Result<void> { throw std::runtime_error("shape mismatch"); });
    runner.submit(JobId{2}, [](JobContext&) -> Result<void> { throw std::bad_alloc(); });
    runner.submit(JobId{3}, [](JobContext&) -> Result<void> { return {}; });
    collector.waitForFinished(3);
    const auto finished = collector.finished();
    EXPECT_EQ(finished[0].outcome.error().code, ErrorCode::Internal);
    EXPECT_NE(finished[0].outcome.error().detail.find("shape mismatch"), std::string::npos);
    EXPECT_EQ(finished[1].outcome.error().code, ErrorCode::OutOfMemory);
    EXPECT_TRUE(finished[2].outcome.has_value());
}

TEST(JobRunner, CancelEndsARunningJobWithOneCancelled) {
    Collector collector;
    JobRunner runner(collector.sink());
    std::latch running(1);
    runner.submit(JobId{1}, [&](JobContext& job) {
        running.count_down();
        return untilStopped(job);
    });
    running.wait();
    runner.cancel(JobId{1});
    collector.waitForFinished(1);
    runner.cancel(JobId{1});  // once more, after it is over
    EXPECT_EQ(collector.finished().size(), 1U);
    EXPECT_EQ(collector.finished()[0].outcome.error().code, ErrorCode::Cancelled);
}

TEST(JobRunner, CancelFinishesAWaitingJobAtOnceAndNeverRunsIt) {
    Collector collector;
    JobRunner runner(collector.sink());
    bool ran = false;
    runner.submit(JobId{1}, untilStopped);
    runner.submit(JobId{2}, [&](JobContext&) -> Result<void> {
        ran = true;
        return {};
    });
    runner.cancel(JobId{2});
    ASSERT_EQ(collector.finished().size(), 1U);  // although the first one still runs
    EXPECT_EQ(collector.finished()[0].job, JobId{2});
    EXPECT_EQ(collector.finished()[0].outcome.error().code, ErrorCode::Cancelled);
    runner.cancel(JobId{1});
    collector.waitForFinished(2);
    EXPECT_FALSE(ran);
}

TEST(JobRunner, AForgottenJobIsSilent) {
    Collector collector;
    JobRunner runner(collector.sink());
    std::latch running(1);
    std::latch forgotten(1);
    runner.submit(JobId{1}, [&](JobContext& job) -> Result<void> {
        running.count_down();
        forgotten.wait();
        job.emit(SentenceStarted{.job = job.id(), .sentence = SentenceId{5}});
        job.progress(1, 1);
        return {};
    });
    running.wait();
    runner.forget(JobId{1});
    forgotten.count_down();
    runner.submit(JobId{2}, [](JobContext&) -> Result<void> { return {}; });
    collector.waitForFinished(1);
    ASSERT_EQ(collector.all().size(), 1U);
    EXPECT_EQ(jobOf(collector.all()[0]), JobId{2});
}

TEST(JobRunner, AJobMayBeForgottenFromWithinTheSink) {
    JobRunner* runner = nullptr;
    int events = 0;
    std::latch done(1);
    JobRunner real([&](const Event& event) {
        if (jobOf(event) == JobId{2}) {
            done.count_down();
            return;
        }
        ++events;
        runner->forget(jobOf(event));
    });
    runner = &real;
    real.submit(JobId{1}, [](JobContext& job) -> Result<void> {
        job.emit(SentenceStarted{.job = job.id()});
        job.emit(SentenceStarted{.job = job.id()});
        return {};
    });
    real.submit(JobId{2}, [](JobContext&) -> Result<void> { return {}; });
    done.wait();
    EXPECT_EQ(events, 1);
}

TEST(JobRunner, ADroppedHandleCancelsAndSilences) {
    Collector collector;
    JobRunner runner(collector.sink());
    std::latch running(1);
    std::latch ended(1);
    {
        runner.submit(JobId{1}, [&](JobContext& job) {
            running.count_down();
            auto outcome = untilStopped(job);
            ended.count_down();
            return outcome;
        });
        JobHandle first(runner, JobId{1});
        const JobHandle moved = std::move(first);
        EXPECT_FALSE(first);  // NOLINT: a moved-from handle is empty, that is the point
        EXPECT_TRUE(moved);
        running.wait();
    }
    ended.wait();
    EXPECT_TRUE(collector.all().empty());
}

TEST(JobRunner, RefusesAJobWhenTooManyWaitAndSaysHowMany) {
    Collector collector;
    JobRunner runner(collector.sink(), {.capacity = 2});
    std::latch running(1);
    runner.submit(JobId{1}, [&](JobContext& job) {
        running.count_down();
        return untilStopped(job);
    });
    running.wait();
    for (const int id : {2, 3, 4}) {
        runner.submit(JobId(id), [](JobContext&) -> Result<void> { return {}; });
    }
    ASSERT_EQ(collector.finished().size(), 1U);
    EXPECT_EQ(collector.finished()[0].job, JobId{4});
    EXPECT_EQ(collector.finished()[0].outcome.error().code, ErrorCode::Unsupported);
    EXPECT_NE(collector.finished()[0].outcome.error().detail.find("(2)"), std::string::npos);
    runner.cancel(JobId{1});
    collector.waitForFinished(4);
}

TEST(JobRunner, FinishesEveryJobWhenItGoes) {
    Collector collector;
    {
        JobRunner runner(collector.sink());
        std::latch running(1);
        runner.submit(JobId{1}, [&](JobContext& job) {
            running.count_down();
            return untilStopped(job);
        });
        running.wait();
        runner.submit(JobId{2}, [](JobContext&) -> Result<void> { return {}; });
        runner.submit(JobId{3}, [](JobContext&) -> Result<void> { return {}; });
    }
    ASSERT_EQ(collector.finished().size(), 3U);
    for (const JobFinished& finished : collector.finished()) {
        EXPECT_EQ(finished.outcome.error().code, ErrorCode::Cancelled);
    }
}

TEST(JobRunner, DoesWhatStillWaitsWhenItIsToFinish) {
    Collector collector;
    std::vector<int> done;
    std::latch started(1);
    std::latch mayGoOn(1);
    {
        JobRunner runner(collector.sink(), {.finishesWaiting = true});
        runner.submit(JobId{1}, [&](JobContext& job) -> Result<void> {
            started.count_down();
            mayGoOn.wait();
            EXPECT_FALSE(job.stopToken().stop_requested());
            done.push_back(1);
            return {};
        });
        for (int i = 2; i <= 20; ++i) {
            runner.submit(JobId{static_cast<std::uint64_t>(i)}, [&done, i](JobContext&) -> Result<void> {
                done.push_back(i);
                return {};
            });
        }
        started.wait();
        mayGoOn.count_down();
    }
    ASSERT_EQ(done.size(), 20U);
    EXPECT_TRUE(std::ranges::is_sorted(done));
    for (const JobFinished& finished : collector.finished()) {
        EXPECT_TRUE(finished.outcome);
    }
}

TEST(JobRunner, ThinsProgressToThirtyASecondByTheClock) {
    Collector collector;
    std::chrono::steady_clock::time_point now;
    JobRunner runner(collector.sink(), {.clock = [&now] { return now; }});
    runner.submit(JobId{1}, [&now](JobContext& job) -> Result<void> {
        for (int done = 0; done <= 1000; ++done) {  // a thousand steps in one second
            now += milliseconds(1);
            job.progress(done, 1000);
        }
        return {};
    });
    collector.waitForFinished(1);
    const auto progress = collector.progress();
    EXPECT_GE(progress.size(), 25U);
    EXPECT_LE(progress.size(), 32U);
    EXPECT_EQ(progress.front().done, 0);
    EXPECT_EQ(progress.back().done, 1000);
    EXPECT_TRUE(std::ranges::is_sorted(progress, {}, &JobProgress::done));
}

TEST(JobRunner, SendsTheLastProgressHoweverSoonItComes) {
    Collector collector;
    const std::chrono::steady_clock::time_point still;
    JobRunner runner(collector.sink(), {.clock = [still] { return still; }});
    runner.submit(JobId{1}, [](JobContext& job) -> Result<void> {
        job.progress(1, 3);
        job.progress(2, 3);
        job.progress(3, 3);
        return {};
    });
    collector.waitForFinished(1);
    ASSERT_EQ(collector.progress().size(), 2U);
    EXPECT_EQ(collector.progress()[1].done, 3);
}

TEST(JobRunner, FreesWhatABodyHeldBeforeItSaysThatTheJobIsDone) {
    auto held = std::make_shared<int>(1);
    const std::weak_ptr<int> watch = held;
    bool freed = false;
    std::latch done(1);
    JobRunner runner([&](const Event&) {
        freed = watch.expired();
        done.count_down();
    });
    runner.submit(JobId{1}, [held = std::move(held)](JobContext&) -> Result<void> { return {}; });
    done.wait();
    EXPECT_TRUE(freed);
}

TEST(JobRunner, SurvivesCancellingAndForgettingFromManyThreads) {
    constexpr int kJobs = 400;
    Collector collector;
    {
        JobRunner runner(collector.sink(), {.capacity = kJobs});
        for (int i = 0; i < kJobs; ++i) {
            runner.submit(JobId(i), [](JobContext& job) -> Result<void> {
                job.progress(1, 2);
                job.progress(2, 2);
                return {};
            });
        }
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&runner, t] {
                for (int i = t; i < kJobs; i += 4) {
                    runner.cancel(JobId(i));
                    runner.forget(JobId((i * 7) % kJobs));
                }
            });
        }
    }
    std::vector<int> finishes(kJobs, 0);
    for (const JobFinished& finished : collector.finished()) {
        ++finishes[static_cast<std::size_t>(finished.job)];
    }
    EXPECT_TRUE(std::ranges::all_of(finishes, [](int count) { return count <= 1; }));
}

}  // namespace
}  // namespace timbre
