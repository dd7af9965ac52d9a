// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/graphics_memory.h"

#include <gtest/gtest.h>

namespace timbre {
namespace {

TEST(GraphicsMemoryTest, IsWhatTheDriverSays) {
    EXPECT_EQ(graphicsMemoryBytes(TIMBRE_BIN_DIR "/libfake-cuda.so"), 8ULL << 30);
}

TEST(GraphicsMemoryTest, IsUnknownWithoutADriver) { EXPECT_EQ(graphicsMemoryBytes("libno-such-driver.so.1"), 0U); }

}  // namespace
}  // namespace timbre
