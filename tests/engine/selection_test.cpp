// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/selection.h"

#include <gtest/gtest.h>

#include <set>

#include "core/engine/engines/instant/phone_classes.h"
#include "instant_synthetic.h"

namespace timbre::instant {
namespace {

PhoneId phone(std::string_view name) { return phoneFromName(name).value(); }

TEST(Selection, PicksARecordingItselfWhenItIsWhatIsAskedFor) {
    const auto recordings = test::makeSpeaker();
    const UnitDatabase database = test::buildDatabase(recordings);
    const auto selection = selectUnits(database, test::targetsOf(recordings[2], database), {}, {});
    ASSERT_TRUE(selection);
    EXPECT_EQ(selection->joins, 0);
    for (const std::int32_t id : selection->units)
        EXPECT_EQ(database.units()[static_cast<std::size_t>(id)].recording, 2);
}

TEST(Selection, LeavesARecordingOutWhenAsked) {
    const auto recordings = test::makeSpeaker();
    const UnitDatabase database = test::buildDatabase(recordings);
    const SentenceTargets targets = test::targetsOf(recordings[2], database);
    const auto selection = selectUnits(database, targets, {.weights = {}, .withoutRecording = 2}, {});
    ASSERT_TRUE(selection);
    for (const std::int32_t id : selection->units)
        EXPECT_NE(database.units()[static_cast<std::size_t>(id)].recording, 2);
    const UnitDatabase alone = test::buildDatabase({recordings[2]});
    const auto nothing = selectUnits(alone, test::targetsOf(recordings[2], alone), {.weights = {}, .withoutRecording = 0}, {});
    ASSERT_FALSE(nothing);
    EXPECT_EQ(nothing.error().code, ErrorCode::InvalidInput);
}

TEST(Selection, GivesEachHalfAUnitOfItsPhone) {
    const auto recordings = test::makeSpeaker();
    const UnitDatabase database = test::buildDatabase(recordings);
    const SentenceTargets targets = test::targetsOf(test::makeSynthetic("pau s uw n iy pau t ow m aa pau"), database);
    const auto selection = selectUnits(database, targets, {}, {});
    ASSERT_TRUE(selection);
    ASSERT_EQ(selection->units.size(), targets.halves.size());
    for (std::size_t i = 0; i < targets.halves.size(); ++i) {
        const Unit& unit = database.units()[static_cast<std::size_t>(selection->units[i])];
        EXPECT_EQ(unit.phone, targets.halves[i].phone);
        EXPECT_EQ(unit.second, targets.halves[i].second);
    }
    EXPECT_GT(selection->joins, 0);
}

TEST(Selection, BorrowsASimilarPhoneForOneThatWasNeverRecorded) {
    const auto recordings = test::makeSpeaker();  // no z: s stands in for it
    const UnitDatabase database = test::buildDatabase(recordings);
    const auto selection =
        selectUnits(database, test::targetsOf(test::makeSynthetic("pau aa z iy pau"), database), {}, {});
    ASSERT_TRUE(selection);
    EXPECT_EQ(database.units()[static_cast<std::size_t>(selection->units[4])].phone, phone("s"));
}

TEST(Selection, FindsSomethingForAPhoneWithoutSimilarOnes) {
    const UnitDatabase database = test::buildDatabase({test::makeSynthetic("pau s pau")});
    const auto selection =
        selectUnits(database, test::targetsOf(test::makeSynthetic("pau oy g pau"), database), {}, {});
    ASSERT_TRUE(selection);
    EXPECT_EQ(selection->units.size(), 8U);
}

TEST(Selection, OfOneSeedIsAlwaysTheSameAndOfAnotherDiffers) {
    const auto recordings = test::makeSpeaker();
    const UnitDatabase database = test::buildDatabase(recordings);
    const SentenceTargets targets = test::targetsOf(test::makeSynthetic("pau aa s iy t ow m aa l uw n pau"), database);
    std::set<std::vector<std::int32_t>> takes;
    for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {
        SelectionOptions options;
        options.seed = seed;
        const auto first = selectUnits(database, targets, options, {});
        const auto again = selectUnits(database, targets, options, {});
        ASSERT_TRUE(first && again);
        EXPECT_EQ(first->units, again->units);
        takes.insert(first->units);
    }
    EXPECT_GT(takes.size(), 1U);
}

TEST(Selection, KeepsAwayFromOutliersWhereItHasAChoice) {
    const auto recordings = test::makeSpeaker();
    UnitDatabase database = test::buildDatabase(recordings);
    TensorFile file;
    database.toTensors(file);
    // Every unit of recording 2 is marked as odd.
    FloatTensor& table = file.tensors["units.table"];
    const auto width = static_cast<std::size_t>(table.shape[1]);
    for (std::size_t row = 0; row < table.values.size(); row += width) {
        if (table.values[row] == 2.0F)
            table.values[row + width - 1] = 6.0F;
    }
    database = UnitDatabase::fromTensors(file).value();
    SelectionOptions strict;
    strict.weights.outlier = 5.0F;
    const auto selection = selectUnits(database, test::targetsOf(recordings[2], database), strict, {});
    ASSERT_TRUE(selection);
    for (const std::int32_t id : selection->units)
        EXPECT_NE(database.units()[static_cast<std::size_t>(id)].recording, 2);
}

TEST(Selection, StopsWhenAsked) {
    const auto recordings = test::makeSpeaker();
    const UnitDatabase database = test::buildDatabase(recordings);
    std::stop_source stop;
    stop.request_stop();
    const auto selection = selectUnits(database, test::targetsOf(recordings[0], database), {}, stop.get_token());
    ASSERT_FALSE(selection);
    EXPECT_EQ(selection.error().code, ErrorCode::Cancelled);
}

TEST(Selection, RefusesASentenceWithoutTargets) {
    const UnitDatabase database = test::buildDatabase(test::makeSpeaker());
    const auto selection = selectUnits(database, {}, {}, {});
    ASSERT_FALSE(selection);
    EXPECT_EQ(selection.error().code, ErrorCode::InvalidInput);
}

TEST(Targets, RefuseAGuideOfAnotherLengthThanThePlan) {
    const auto recording = test::makeSynthetic("pau aa s pau");
    const UnitDatabase database = test::buildDatabase({recording});
    const auto targets = makeTargets(recording.front, test::planOf(recording), Matrix(7, kGuideTargetWidth),
                                     test::plainStatistics(), database);
    ASSERT_FALSE(targets);
    EXPECT_EQ(targets.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(targets.error().detail.find("7 rows"), std::string::npos);
}

TEST(Targets, WidenAFlatPredictionTowardsTheUsersVariance) {
    const auto recording = test::makeSynthetic("pau aa s iy pau");
    const UnitDatabase database = test::buildDatabase({recording});
    const Matrix guide = test::guideOf(recording, database);
    GuideStatistics statistics = test::plainStatistics();
    statistics.varianceRatio.fill(1.5F);
    const auto targets = makeTargets(recording.front, test::planOf(recording), guide, statistics, database);
    ASSERT_TRUE(targets);
    // mean 0 in plainStatistics: every coefficient but the level grows by 1.5^0.9
    EXPECT_NEAR(targets->cepstrum(12, 1), guide(12, 1) * std::pow(1.5F, 0.9F), 1e-5F);
    EXPECT_FLOAT_EQ(targets->cepstrum(12, 0), guide(12, 0));
}

TEST(Targets, HalvesOfOnePhoneShareItsRowsInOrder) {
    const auto recording = test::makeSynthetic("pau aa s pau");
    const UnitDatabase database = test::buildDatabase({recording});
    const SentenceTargets targets = test::targetsOf(recording, database);
    for (std::size_t i = 0; i < targets.halves.size(); i += 2) {
        EXPECT_EQ(targets.halves[i].guideEnd, targets.halves[i + 1].guideBegin);
        EXPECT_GT(targets.halves[i].guideEnd, targets.halves[i].guideBegin);
    }
}

TEST(ContextDistance, IsSmallerForPhonesOfOneClass) {
    EXPECT_EQ(contextDistance(phone("aa"), phone("aa")), 0.0F);
    EXPECT_LT(contextDistance(phone("iy"), phone("ih")), contextDistance(phone("iy"), phone("aa")));
    EXPECT_LT(contextDistance(phone("p"), phone("b")), contextDistance(phone("p"), phone("k")));
    EXPECT_EQ(contextDistance(phone("p"), phone("iy")), 1.0F);
    EXPECT_EQ(contextDistance(phone("p"), kPause), 1.0F);
}

TEST(SubstitutePhones, AreNeverThePhoneItselfNorAPause) {
    for (std::size_t id = 1; id < kPhoneCount; ++id) {
        const auto substitutes = substitutePhones(static_cast<PhoneId>(id));
        EXPECT_FALSE(substitutes.empty()) << kPhoneNames[id];
        for (const PhoneId substitute : substitutes) {
            EXPECT_NE(substitute, id) << kPhoneNames[id];
            EXPECT_NE(substitute, kPause) << kPhoneNames[id];
        }
    }
}

}  // namespace
}  // namespace timbre::instant
