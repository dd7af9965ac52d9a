// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/unit_db.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/engine/engines/instant/speech_level.h"
#include "instant_synthetic.h"

namespace timbre::instant {
namespace {

PhoneId phone(std::string_view name) { return phoneFromName(name).value(); }

TEST(UnitDatabase, CutsEveryPhoneIntoTwoHalves) {
    const UnitDatabase database = test::buildDatabase({test::makeSynthetic("pau aa s pau")});
    ASSERT_EQ(database.units().size(), 8U);
    const Unit& first = database.units()[2];
    const Unit& second = database.units()[3];
    EXPECT_EQ(first.phone, phone("aa"));
    EXPECT_FALSE(first.second);
    EXPECT_TRUE(second.second);
    EXPECT_EQ(first.endFrame, second.beginFrame);
    EXPECT_EQ(first.left, kPause);
    EXPECT_EQ(first.right, phone("s"));
    EXPECT_TRUE(first.phraseInitial);
    EXPECT_TRUE(first.phraseFinal);  // the phone after it is the last one
}

TEST(UnitDatabase, PoolsHoldTheUnitsOfOneHalf) {
    const UnitDatabase database = test::buildDatabase(test::makeSpeaker());
    const auto pool = database.pool(phone("aa"), true);
    EXPECT_EQ(pool.size(), 5U);
    for (const std::int32_t id : pool) {
        EXPECT_EQ(database.units()[static_cast<std::size_t>(id)].phone, phone("aa"));
        EXPECT_TRUE(database.units()[static_cast<std::size_t>(id)].second);
    }
}

TEST(UnitDatabase, KnowsTheUsersPitch) {
    const UnitDatabase database =
        test::buildDatabase({test::makeSynthetic("pau aa iy ow uw pau", {.f0Hz = 120.0, .melody = 0.0})});
    EXPECT_NEAR(database.medianLogF0(), std::log(120.0), 1e-4);
    EXPECT_FLOAT_EQ(database.logF0Deviation(), 0.08F);  // the smallest it takes for true
}

TEST(UnitDatabase, UnvoicedUnitsHaveNoPitch) {
    const UnitDatabase database = test::buildDatabase(test::makeSpeaker());
    for (const std::int32_t id : database.pool(phone("s"), false))
        EXPECT_EQ(database.units()[static_cast<std::size_t>(id)].logF0, 0.0F);
    for (const std::int32_t id : database.pool(phone("aa"), false))
        EXPECT_GT(database.units()[static_cast<std::size_t>(id)].logF0, 5.0F);
}

TEST(UnitDatabase, BringsRecordingsToOneLevel) {
    auto recordings = test::makeSpeaker();
    for (float& sample : recordings[0].samples)
        sample *= 0.1F;
    const UnitDatabase database = test::buildDatabase(recordings);
    const double quiet = activeSpeechRms(database.recordings()[0].samples, test::kSyntheticRateHz);
    const double usual = activeSpeechRms(database.recordings()[3].samples, test::kSyntheticRateHz);
    EXPECT_NEAR(quiet / usual, 1.0, 0.2);
}

TEST(UnitDatabase, ScoresAnOddUnitAsAnOutlier) {
    auto recordings = test::makeSpeaker();
    for (std::uint64_t variant = 5; variant < 9; ++variant) {
        recordings.push_back(test::makeSynthetic("pau aa s iy m aa t uw pau", {.variant = variant}));
    }
    // One aa is in truth something else.
    const AlignedSegment wrong = recordings[0].alignment.segments[1];
    for (int t = wrong.beginFrame; t < wrong.endFrame; ++t) {
        for (std::size_t k = 1; k < 7; ++k)
            recordings[0].features.cepstrum(static_cast<std::size_t>(t), k) *= -1.0F;
    }
    const UnitDatabase database = test::buildDatabase(recordings);
    for (const std::int32_t id : database.pool(phone("aa"), false)) {
        const Unit& unit = database.units()[static_cast<std::size_t>(id)];
        if (unit.recording == 0) {
            EXPECT_GT(unit.outlier, 3.0F);
        } else {
            EXPECT_LT(unit.outlier, 3.0F);
        }
    }
}

TEST(UnitDatabase, SurvivesBeingStored) {
    const UnitDatabase database = test::buildDatabase(test::makeSpeaker());
    TensorFile file;
    database.toTensors(file);
    const auto read = UnitDatabase::fromTensors(file);
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_EQ(*read, database);
}

TEST(UnitDatabase, NamesEachMissingTensor) {
    TensorFile whole;
    test::buildDatabase({test::makeSynthetic("pau aa s pau")}).toTensors(whole);
    for (const auto& [name, tensor] : whole.tensors) {
        TensorFile file = whole;
        file.tensors.erase(name);
        const auto read = UnitDatabase::fromTensors(file);
        ASSERT_FALSE(read) << name;
        EXPECT_NE(read.error().detail.find(name), std::string::npos) << read.error().detail;
    }
}

TEST(UnitDatabase, NamesEachTensorThatIsCutShort) {
    TensorFile whole;
    test::buildDatabase({test::makeSynthetic("pau aa s pau")}).toTensors(whole);
    for (const auto& [name, tensor] : whole.tensors) {
        TensorFile file = whole;
        FloatTensor& cut = file.tensors[name];
        cut.values.resize(cut.values.size() / static_cast<std::size_t>(cut.shape.back()) *
                          static_cast<std::size_t>(cut.shape.back() - 1));
        --cut.shape.back();
        const auto read = UnitDatabase::fromTensors(file);
        ASSERT_FALSE(read) << name;
        EXPECT_EQ(read.error().code, ErrorCode::Corrupt) << name;
    }
}

struct Damage {
    const char* tensor;
    std::size_t index;
    float value;
};

class DamagedUnitDatabase : public testing::TestWithParam<Damage> {};

TEST_P(DamagedUnitDatabase, IsCorruptAndNamesTheTensor) {
    TensorFile file;
    test::buildDatabase({test::makeSynthetic("pau aa s pau")}).toTensors(file);
    file.tensors[GetParam().tensor].values[GetParam().index] = GetParam().value;
    const auto read = UnitDatabase::fromTensors(file);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::Corrupt);
    EXPECT_NE(read.error().detail.find(GetParam().tensor), std::string::npos) << read.error().detail;
}

constexpr float kNotANumber = std::numeric_limits<float>::quiet_NaN();
INSTANTIATE_TEST_SUITE_P(Values, DamagedUnitDatabase,
                         testing::Values(Damage{"units.head", 0, 0.0F}, Damage{"units.table", 0, 5.0F},
                                         Damage{"units.table", 1, -1.0F}, Damage{"units.table", 2, 1e9F},
                                         Damage{"units.table", 3, 41.0F}, Damage{"units.table", 4, 0.5F},
                                         Damage{"units.recordings", 0, 1e9F}, Damage{"units.recordings", 1, 0.0F},
                                         Damage{"units.samples", 0, kNotANumber}, Damage{"units.f0", 0, -5.0F},
                                         Damage{"units.marks", 0, 1e7F}, Damage{"units.shape_scale", 0, 0.0F},
                                         Damage{"units.shapes", 3, kNotANumber}));

TEST(UnitDatabase, RefusesNoRecordings) {
    const auto database = UnitDatabase::build({});
    ASSERT_FALSE(database);
    EXPECT_EQ(database.error().code, ErrorCode::InvalidInput);
}

TEST(UnitDatabase, RefusesRecordingsWithoutSpeech) {
    const auto silent = test::makeSynthetic("pau pau");
    const UnitSource source = silent.source();
    const auto database = UnitDatabase::build({&source, 1});
    ASSERT_FALSE(database);
    EXPECT_EQ(database.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(database.error().detail.find("no speech"), std::string::npos);
}

TEST(UnitDatabase, RefusesTwoSampleRatesAndNamesTheRecording) {
    const auto recordings = test::makeSpeaker();
    std::vector<UnitSource> sources{recordings[0].source(), recordings[1].source()};
    sources[1].sampleRateHz = 44100;
    const auto database = UnitDatabase::build(sources);
    ASSERT_FALSE(database);
    EXPECT_EQ(database.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(database.error().detail.find("recording 1"), std::string::npos);
}

TEST(UnitDatabase, RefusesAnAlignmentLongerThanTheRecording) {
    auto recording = test::makeSynthetic("pau aa s pau");
    recording.alignment.segments.back().endFrame += 1;
    const UnitSource source = recording.source();
    const auto database = UnitDatabase::build({&source, 1});
    ASSERT_FALSE(database);
    EXPECT_NE(database.error().detail.find("alignment"), std::string::npos);
}

}  // namespace
}  // namespace timbre::instant
