// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <filesystem>

#include "core/frontend/installed_languages.h"

namespace timbre::frontend::test {

/// Where the Japanese dictionary would be.
inline std::filesystem::path japaneseDictionary() { return japaneseDictionaryFolder(); }

}  // namespace timbre::frontend::test

/// Skips the present test with one clear line where the Japanese dictionary is not installed.
#define TIMBRE_REQUIRE_JAPANESE_DICTIONARY()                                                       \
    if (!std::filesystem::exists(::timbre::frontend::test::japaneseDictionary() / "sys.dic")) {    \
        GTEST_SKIP() << "needs the Debian package open-jtalk-mecab-naist-jdic";                    \
    }
