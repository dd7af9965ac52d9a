// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/model_needs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace timbre {
namespace {

FoundModel sovits(ModelVersion version, const std::string& path, Standing standing = Standing::Base) {
    return {.path = path, .role = ModelRole::Sovits, .version = version, .standing = standing};
}

FoundModel gpt(const std::string& path, int symbols = 2, Standing standing = Standing::Base) {
    return {.path = path, .role = ModelRole::Gpt, .symbolVersion = symbols, .standing = standing};
}

FoundModel part(ModelRole role, const std::string& path = "/m/part") { return {.path = path, .role = role}; }

/// Everything that all versions need.
std::vector<FoundModel> everything() {
    return {gpt("/m/s1bert25hz-2kh-longer.ckpt", 1),
            gpt("/m/s1bert25hz-5kh-longer.ckpt"),
            gpt("/m/s1v3.ckpt"),
            sovits(ModelVersion::V1, "/m/s2G488k.pth"),
            sovits(ModelVersion::V2, "/m/s2G2333k.pth"),
            sovits(ModelVersion::V2Pro, "/m/s2Gv2Pro.pth"),
            sovits(ModelVersion::V2ProPlus, "/m/s2Gv2ProPlus.pth"),
            sovits(ModelVersion::V3, "/m/s2Gv3.pth"),
            sovits(ModelVersion::V4, "/m/s2Gv4.pth"),
            part(ModelRole::Hubert, "/m/hubert"),
            part(ModelRole::Bert, "/m/bert"),
            part(ModelRole::SpeakerNet, "/m/sv.ckpt"),
            part(ModelRole::BigVgan, "/m/bigvgan"),
            part(ModelRole::V4Vocoder, "/m/vocoder.pth")};
}

std::vector<FoundModel> without(ModelRole role) {
    auto models = everything();
    std::erase_if(models, [role](const FoundModel& model) { return model.role == role; });
    return models;
}

VersionReadiness readiness(const std::vector<FoundModel>& models, ModelVersion version) {
    const auto all = readinessOf(models);
    return *std::ranges::find(all, version, &VersionReadiness::version);
}

TEST(ModelNeeds, EverythingTogetherIsReadyForAllLanguagesOfEachVersion) {
    for (const VersionReadiness& one : readinessOf(everything())) {
        EXPECT_TRUE(one.ready()) << one.line();
        EXPECT_EQ(one.languages.size(), one.version == ModelVersion::V1 ? 3U : 5U) << one.line();
        EXPECT_TRUE(one.advice().empty());
    }
}

TEST(ModelNeeds, NothingIsReadyWithoutModels) {
    for (const VersionReadiness& one : readinessOf(std::vector<FoundModel>{})) {
        EXPECT_FALSE(one.ready());
        EXPECT_TRUE(one.languages.empty());
        EXPECT_NE(one.line().find("not ready"), std::string::npos) << one.line();
        EXPECT_NE(one.line().find("chinese-hubert-base"), std::string::npos) << one.line();
        EXPECT_FALSE(one.advice().empty());
    }
}

struct PartOf {
    ModelRole role;
    std::vector<ModelVersion> versions;
    const char* file;
};

TEST(ModelNeeds, EachVersionNeedsItsOwnParts) {
    const std::vector<PartOf> rows{
        {ModelRole::SpeakerNet, {ModelVersion::V2Pro, ModelVersion::V2ProPlus}, "pretrained_eres2netv2w24s4ep4.ckpt"},
        {ModelRole::BigVgan, {ModelVersion::V3}, "models--nvidia--bigvgan_v2_24khz_100band_256x"},
        {ModelRole::V4Vocoder, {ModelVersion::V4}, "gsv-v4-pretrained/vocoder.pth"},
        {ModelRole::Hubert, {kModelVersions.begin(), kModelVersions.end()}, "chinese-hubert-base"}};
    for (const PartOf& row : rows) {
        for (const VersionReadiness& one : readinessOf(without(row.role))) {
            const bool needed = std::ranges::find(row.versions, one.version) != row.versions.end();
            EXPECT_EQ(one.ready(), !needed) << one.line();
            if (needed) {
                ASSERT_EQ(one.missing.size(), 1U) << one.line();
                EXPECT_NE(one.missing[0].sentence.find(row.file), std::string::npos) << one.missing[0].sentence;
                EXPECT_NE(one.missing[0].advice.find("timbre models"), std::string::npos) << one.missing[0].advice;
            }
        }
    }
}

TEST(ModelNeeds, OnlyChineseNeedsBert) {
    const VersionReadiness one = readiness(without(ModelRole::Bert), ModelVersion::V2);
    EXPECT_TRUE(one.ready());
    EXPECT_EQ(one.languages, (std::vector<std::string_view>{"en", "ja", "yue", "ko"}));
    EXPECT_NE(one.line().find("Chinese needs chinese-roberta-wwm-ext-large"), std::string::npos) << one.line();
}

TEST(ModelNeeds, FineTunedVoicesAreNoBases) {
    auto models = without(ModelRole::Sovits);
    models.push_back(sovits(ModelVersion::V2, "/w/anna_e8_s96.pth", Standing::FineTuned));
    EXPECT_FALSE(readiness(models, ModelVersion::V2).ready());
    models.push_back(sovits(ModelVersion::V2, "/w/s2.pth", Standing::Unknown));
    EXPECT_TRUE(readiness(models, ModelVersion::V2).ready());
}

TEST(ModelNeeds, OwnModelsNeedNoBases) {
    auto models = without(ModelRole::Sovits);
    models.push_back(sovits(ModelVersion::V2, "/w/anna_e8_s96.pth", Standing::FineTuned));
    const VersionReadiness own = readiness(models, ModelVersion::V2);
    EXPECT_FALSE(own.ready());
    EXPECT_TRUE(own.ownModels);
    EXPECT_NE(own.line().find("ready with models of your own alone"), std::string::npos) << own.line();
    EXPECT_FALSE(readiness(models, ModelVersion::V4).ownModels);
    std::erase_if(models, [](const FoundModel& model) { return model.role == ModelRole::Hubert; });
    const VersionReadiness deaf = readiness(models, ModelVersion::V2);
    EXPECT_FALSE(deaf.ownModels) << "nothing can listen to a reference without HuBERT";
    EXPECT_NE(deaf.line().find("not ready"), std::string::npos) << deaf.line();
}

TEST(ModelNeeds, AnUnknownGptModelIsNamedWhereItStandsIn) {
    auto models = without(ModelRole::Gpt);
    FoundModel unknown = everything().front();
    for (const FoundModel& model : everything()) {
        if (model.role == ModelRole::Gpt && model.symbolVersion != 1)
            unknown = model;
    }
    unknown.path = "/w/mine.ckpt";
    unknown.standing = Standing::Unknown;
    models.push_back(unknown);
    const std::string line = readiness(models, ModelVersion::V4).line();
    EXPECT_NE(line.find("mine.ckpt stands in for s1v3.ckpt"), std::string::npos) << line;
    EXPECT_TRUE(readiness(everything(), ModelVersion::V4).standIn.empty());
}

TEST(ModelNeeds, TheAdviceNamesAllThatIsMissing) {
    auto models = without(ModelRole::Hubert);
    std::erase_if(models, [](const FoundModel& model) { return model.role == ModelRole::Bert; });
    const VersionReadiness one = readiness(models, ModelVersion::V2);
    EXPECT_NE(one.line().find("Chinese also needs chinese-roberta"), std::string::npos) << one.line();
    std::erase_if(models, [](const FoundModel& model) { return model.role == ModelRole::V4Vocoder; });
    const std::string advice = readiness(models, ModelVersion::V4).advice();
    EXPECT_NE(advice.find("chinese-hubert-base (the whole folder) and gsv-v4-pretrained/vocoder.pth"),
              std::string::npos)
        << advice;
}

TEST(ModelNeeds, TheBestBaseIsTakenByStandingThenByOrder) {
    const std::vector<FoundModel> models{sovits(ModelVersion::V2, "/unknown", Standing::Unknown),
                                         sovits(ModelVersion::V2, "/first"), sovits(ModelVersion::V2, "/second"),
                                         sovits(ModelVersion::V2, "/voice", Standing::FineTuned)};
    EXPECT_EQ(bestModel(models, ModelRole::Sovits, ModelVersion::V2)->path, "/first");
    EXPECT_EQ(bestModel(models, ModelRole::Sovits, ModelVersion::V3), nullptr);
}

TEST(ModelNeeds, OfficialGptBasesServeTheirOwnVersions) {
    const auto models = everything();
    EXPECT_EQ(bestModel(models, ModelRole::Gpt, ModelVersion::V1)->path, "/m/s1bert25hz-2kh-longer.ckpt");
    EXPECT_EQ(bestModel(models, ModelRole::Gpt, ModelVersion::V2)->path, "/m/s1bert25hz-5kh-longer.ckpt");
    for (const ModelVersion version :
         {ModelVersion::V2Pro, ModelVersion::V2ProPlus, ModelVersion::V3, ModelVersion::V4}) {
        EXPECT_EQ(bestModel(models, ModelRole::Gpt, version)->path, "/m/s1v3.ckpt");
    }
    const std::vector<FoundModel> plain{gpt("/m/s1.ckpt", 2, Standing::Unknown)};
    EXPECT_EQ(bestModel(plain, ModelRole::Gpt, ModelVersion::V1), nullptr);
    EXPECT_NE(bestModel(plain, ModelRole::Gpt, ModelVersion::V4), nullptr);
}

TEST(ModelNeeds, LoraFilesWithoutTheirBaseAreNamed) {
    std::vector<FoundModel> models{
        {.path = "/w/anna_l32.pth", .role = ModelRole::SovitsLora, .version = ModelVersion::V4}};
    ASSERT_EQ(basesMissingForLora(models).size(), 1U);
    EXPECT_NE(basesMissingForLora(models)[0].sentence.find("anna_l32.pth"), std::string::npos);
    EXPECT_NE(basesMissingForLora(models)[0].sentence.find("s2Gv4.pth"), std::string::npos);
    models.push_back(sovits(ModelVersion::V4, "/m/s2Gv4.pth"));
    EXPECT_TRUE(basesMissingForLora(models).empty());
}

TEST(Assets, HoldEverythingThatIsThere) {
    const auto assets = resolveAssets(everything(), {.version = ModelVersion::V3, .language = "zh"});
    ASSERT_TRUE(assets) << assets.error().message();
    EXPECT_EQ(assets->hubert, "/m/hubert");
    EXPECT_EQ(assets->bert, "/m/bert");
    EXPECT_EQ(assets->speakerNet, "/m/sv.ckpt");
    EXPECT_EQ(assets->bigvgan, "/m/bigvgan");
    EXPECT_EQ(assets->v4Vocoder, "/m/vocoder.pth");
    EXPECT_EQ(assets->bases.size(), 6U);
    EXPECT_EQ(assets->bases.at(ModelVersion::V3).sovits, "/m/s2Gv3.pth");
    EXPECT_EQ(assets->bases.at(ModelVersion::V3).gpt, "/m/s1v3.ckpt");
}

TEST(Assets, NameEveryMissingThingAtOnce) {
    const auto assets = resolveAssets(std::vector<FoundModel>{}, {.version = ModelVersion::V4, .language = "zh"});
    ASSERT_FALSE(assets);
    EXPECT_EQ(assets.error().code, ErrorCode::ModelMissing);
    for (const char* const file : {"s1v3.ckpt", "s2Gv4.pth", "chinese-hubert-base", "vocoder.pth", "chinese-roberta"}) {
        EXPECT_NE(assets.error().detail.find(file), std::string::npos) << assets.error().detail;
    }
    EXPECT_NE(assets.error().advice.find("models scan"), std::string::npos);
}

TEST(Assets, AVoiceWithItsOwnModelsNeedsNoBases) {
    const std::vector<FoundModel> models{part(ModelRole::Hubert)};
    EXPECT_TRUE(
        resolveAssets(models, {.version = ModelVersion::V2, .language = "en", .ownGpt = true, .ownSovits = true}));
    const auto lora = resolveAssets(models, {.version = ModelVersion::V2, .language = "en", .ownGpt = true});
    ASSERT_FALSE(lora);
    EXPECT_NE(lora.error().detail.find("s2G2333k.pth"), std::string::npos) << lora.error().detail;
    EXPECT_EQ(lora.error().detail.find("s1bert"), std::string::npos) << lora.error().detail;
}

TEST(Assets, RefuseALanguageThatTheVersionDoesNotHave) {
    const auto korean = resolveAssets(everything(), {.version = ModelVersion::V1, .language = "ko"});
    ASSERT_FALSE(korean);
    EXPECT_EQ(korean.error().code, ErrorCode::Unsupported);
    EXPECT_NE(korean.error().advice.find("zh, en, ja"), std::string::npos) << korean.error().advice;
}

}  // namespace
}  // namespace timbre
