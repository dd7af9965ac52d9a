// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/bounded_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <numeric>
#include <thread>
#include <vector>

namespace timbre {
namespace {

TEST(BoundedQueue, GivesValuesBackInTheOrderTheyCame) {
    BoundedQueue<int> queue(3);
    for (int i = 1; i <= 3; ++i) {
        ASSERT_TRUE(queue.push(i));
    }
    EXPECT_EQ(queue.pop(), 1);
    EXPECT_EQ(queue.pop(), 2);
    EXPECT_EQ(queue.pop(), 3);
}

TEST(BoundedQueue, RefusesATryWhenItIsFullAndLeavesTheValueAlone) {
    BoundedQueue<std::unique_ptr<int>> queue(1);
    auto first = std::make_unique<int>(1);
    auto second = std::make_unique<int>(2);
    EXPECT_TRUE(queue.tryPush(first));
    EXPECT_FALSE(queue.tryPush(second));
    ASSERT_NE(second, nullptr);
    EXPECT_EQ(*second, 2);
    EXPECT_EQ(queue.size(), 1U);
}

TEST(BoundedQueue, APushWaitsForRoomAndAPopForAValue) {
    constexpr int kValues = 1000;
    BoundedQueue<int> queue(2);  // far smaller than what goes through: both sides have to wait
    std::jthread producer([&] {
        for (int i = 1; i <= kValues; ++i) {
            ASSERT_TRUE(queue.push(i));
        }
    });
    long long sum = 0;
    for (int i = 0; i < kValues; ++i) {
        sum += *queue.pop();
        EXPECT_LE(queue.size(), 2U);
    }
    EXPECT_EQ(sum, kValues * (kValues + 1LL) / 2);
}

TEST(BoundedQueue, SeveralProducersAndConsumersLoseAndDoubleNothing) {
    constexpr int kThreads = 4;
    constexpr int kEach = 500;
    BoundedQueue<int> queue(8);
    std::vector<std::atomic<int>> seen(kThreads * kEach);
    {
        std::vector<std::jthread> consumers;
        for (int i = 0; i < kThreads; ++i) {
            consumers.emplace_back([&] {
                while (const auto value = queue.pop()) {
                    seen[static_cast<std::size_t>(*value)].fetch_add(1);
                }
            });
        }
        {
            std::vector<std::jthread> producers;
            for (int i = 0; i < kThreads; ++i) {
                producers.emplace_back([&queue, i] {
                    for (int k = 0; k < kEach; ++k) {
                        queue.push(i * kEach + k);
                    }
                });
            }
        }
        queue.close();
    }
    for (const auto& count : seen) {
        EXPECT_EQ(count.load(), 1);
    }
}

TEST(BoundedQueue, ClosedLetsWhatIsInsideBeTakenAndRefusesMore) {
    BoundedQueue<int> queue(4);
    queue.push(7);
    queue.close();
    EXPECT_FALSE(queue.push(8));
    EXPECT_EQ(queue.pop(), 7);
    EXPECT_EQ(queue.pop(), std::nullopt);
}

TEST(BoundedQueue, ClosingWakesWhoeverWaits) {
    BoundedQueue<int> full(1);
    full.push(1);
    BoundedQueue<int> empty(1);
    bool pushed = true;
    std::optional<int> popped = 1;
    {
        const std::jthread producer([&] { pushed = full.push(2); });
        const std::jthread consumer([&] { popped = empty.pop(); });
        full.close();
        empty.close();
    }
    EXPECT_FALSE(pushed);
    EXPECT_EQ(popped, std::nullopt);
}

TEST(BoundedQueue, AStopRequestEndsAWait) {
    BoundedQueue<int> queue(1);
    std::optional<int> popped = 1;
    {
        std::jthread consumer([&](const std::stop_token& stop) { popped = queue.pop(stop); });
        consumer.request_stop();
    }
    EXPECT_EQ(popped, std::nullopt);
}

TEST(BoundedQueue, ExtractTakesOneOutOfTheMiddleAndMakesRoom) {
    BoundedQueue<int> queue(3);
    for (const int value : {1, 2, 3}) {
        queue.push(value);
    }
    EXPECT_EQ(queue.extract([](int value) { return value == 2; }), 2);
    EXPECT_EQ(queue.extract([](int value) { return value == 2; }), std::nullopt);
    int four = 4;
    EXPECT_TRUE(queue.tryPush(four));
    EXPECT_EQ(queue.pop(), 1);
    EXPECT_EQ(queue.pop(), 3);
}

}  // namespace
}  // namespace timbre
