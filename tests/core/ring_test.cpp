// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/ring.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <thread>
#include <vector>

namespace timbre {
namespace {

std::vector<float> counting(std::size_t count, float first = 0.0F) {
    std::vector<float> values(count);
    std::iota(values.begin(), values.end(), first);
    return values;
}

TEST(FloatRing, RoundsItsCapacityUpToAPowerOfTwo) {
    EXPECT_EQ(FloatRing(0).capacity(), 2U);
    EXPECT_EQ(FloatRing(8).capacity(), 8U);
    EXPECT_EQ(FloatRing(9).capacity(), 16U);
}

TEST(FloatRing, GivesNothingWhenEmpty) {
    FloatRing ring(8);
    std::vector<float> out(4, -1.0F);
    EXPECT_EQ(ring.readable(), 0U);
    EXPECT_EQ(ring.read(out), 0U);
    EXPECT_EQ(out, std::vector<float>(4, -1.0F));
}

TEST(FloatRing, StoresOnlyWhatFitsWhenItFillsUp) {
    FloatRing ring(8);
    EXPECT_EQ(ring.write(counting(6)), 6U);
    EXPECT_EQ(ring.write(counting(6, 6.0F)), 2U);
    EXPECT_EQ(ring.writable(), 0U);
    EXPECT_EQ(ring.write(counting(1)), 0U);
    std::vector<float> out(8);
    EXPECT_EQ(ring.read(out), 8U);
    EXPECT_EQ(out, counting(8));
}

TEST(FloatRing, KeepsOrderAcrossTheWrapAround) {
    FloatRing ring(8);
    float next = 0.0F;
    float expected = 0.0F;
    std::vector<float> out(5);
    for (int round = 0; round < 100; ++round) {
        ASSERT_EQ(ring.write(counting(5, next)), 5U);
        next += 5.0F;
        ASSERT_EQ(ring.read(out), 5U);
        ASSERT_EQ(out, counting(5, expected));
        expected += 5.0F;
    }
}

TEST(FloatRing, ReadsAcrossTheWrapAroundInOneCall) {
    FloatRing ring(8);
    std::vector<float> out(8);
    ring.write(counting(6));
    ring.read(std::span(out).first(6));
    EXPECT_EQ(ring.write(counting(8, 100.0F)), 8U);
    EXPECT_EQ(ring.read(out), 8U);
    EXPECT_EQ(out, counting(8, 100.0F));
}

// Run under ThreadSanitizer this also proves the memory order. Sizes without common divisors meet every alignment.
TEST(FloatRing, HandsEverySampleOverInOrderBetweenTwoThreads) {
    constexpr std::size_t kSamples = 1U << 20U;  // exactly representable as float
    FloatRing ring(1024);
    std::jthread producer([&ring] {
        const std::vector<float> all = counting(kSamples);
        std::size_t sent = 0;
        while (sent < kSamples) {
            const std::size_t block = std::min<std::size_t>(331, kSamples - sent);
            const std::size_t wrote = ring.write(std::span(all).subspan(sent, block));
            sent += wrote;
            if (wrote == 0) {
                std::this_thread::yield();
            }
        }
    });
    std::vector<float> block(257);
    std::size_t received = 0;
    std::size_t wrong = 0;
    while (received < kSamples) {
        const std::size_t got = ring.read(block);
        for (std::size_t i = 0; i < got; ++i) {
            wrong += block[i] == static_cast<float>(received + i) ? 0U : 1U;
        }
        received += got;
        if (got == 0) {
            std::this_thread::yield();
        }
    }
    EXPECT_EQ(wrong, 0U);
    EXPECT_EQ(received, kSamples);
    EXPECT_EQ(ring.readable(), 0U);
}

}  // namespace
}  // namespace timbre
