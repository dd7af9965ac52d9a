// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/voice_compare.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/voices.h"

namespace timbre {
namespace {

ComparedFact factNamed(const std::vector<ComparedFact>& facts, const std::string& name) {
    const auto fact = std::ranges::find(facts, name, &ComparedFact::name);
    return fact == facts.end() ? ComparedFact{} : *fact;
}

TEST(VoiceCompare, ShowsSettingsSideBySide) {
    const VoiceVersion left = test::versionFacts();
    VoiceVersion right = left;
    right.parent = 1;
    right.seed = 5;
    right.keptNoisy = true;
    const auto facts = compareVersions(left, right).facts;
    EXPECT_EQ(factNamed(facts, "seed"), (ComparedFact{"seed", "18446744073709551615", "5"}));
    EXPECT_EQ(factNamed(facts, "kept_noisy"), (ComparedFact{"kept_noisy", "no", "yes"}));
    EXPECT_EQ(factNamed(facts, "parent"), (ComparedFact{"parent", "", "1"}));
    EXPECT_EQ(factNamed(facts, "engine"), (ComparedFact{"engine", "tone", "tone"}));
}

TEST(VoiceCompare, ShowsMetricsThatOnlyOneSideHas) {
    VoiceVersion left = test::versionFacts();
    VoiceVersion right = left;
    left.metrics = {{"a", 1.0}, {"b", 2.0}};
    right.metrics = {{"b", 2.5}, {"c", 3.0}};
    EXPECT_EQ(compareVersions(left, right).metrics,
              (std::vector<ComparedFact>{{"a", "1", ""}, {"b", "2", "2.5"}, {"c", "", "3"}}));
}

TEST(VoiceCompare, SortsRecordingsByWhatBecameOfThem) {
    VoiceVersion left = test::versionFacts();
    const VoiceClip clip = left.clips[0];
    left.clips = {clip, clip, clip};
    left.clips[0].name = "kept";
    left.clips[1].name = "anew";
    left.clips[2].name = "gone";
    VoiceVersion right = left;
    right.clips[0].file = "clips/0009.flac";
    right.clips[1].seconds += 1.0;
    right.clips[2].name = "new";
    const auto both = compareVersions(left, right);
    EXPECT_EQ(both.clipsAlike, std::vector<std::string>{"kept"}) << "where it lies in the version does not matter";
    EXPECT_EQ(both.clipsDiffering, std::vector<std::string>{"anew"});
    EXPECT_EQ(both.clipsOnlyLeft, std::vector<std::string>{"gone"});
    EXPECT_EQ(both.clipsOnlyRight, std::vector<std::string>{"new"});
}

}  // namespace
}  // namespace timbre
