// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/gpt_sovits_files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <string>

#include "core/nets/file_digest.h"
#include "tests/support/test_support.h"
#include "tests/support/torch_zip_writer.h"

namespace timbre::nets {
namespace {

using test::PickleWriter;
using test::TempDir;
using test::TestTensor;

std::filesystem::path write(const TempDir& dir, const std::string& name, const std::string& bytes) {
    std::ofstream(dir / name, std::ios::binary) << bytes;
    return dir / name;
}

Result<SovitsFile> openBytes(const std::string& bytes, std::optional<ModelVersion> asked = std::nullopt,
                             const std::string& name = "voice.pth") {
    const TempDir dir;
    return openSovitsFile(write(dir, name, bytes), asked);
}

/// Expects a refusal whose text names `says`.
template <typename File>
void expectRefused(const Result<File>& file, ErrorCode code, const std::string& says) {
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().code, code) << file.error().detail;
    EXPECT_NE(file.error().detail.find(says), std::string::npos) << file.error().detail;
    EXPECT_FALSE(file.error().advice.empty());
}

/// The tensors of `version` without configuration, changed by `change`.
std::string sovitsWith(const std::string& version, const std::function<void(std::vector<TestTensor>&)>& change,
                       const std::string& head = "PK") {
    auto tensors = test::sovitsTensors(version);
    change(tensors);
    return test::writeModel(tensors, {}, {.head = head});
}

TestTensor& tensorNamed(std::vector<TestTensor>& tensors, const std::string& name) {
    return *std::ranges::find(tensors, name, &TestTensor::name);
}

struct Known {
    const char* made;
    const char* head;
    ModelVersion version;
    int symbols;
};

TEST(SovitsFile, tells_every_version_by_its_content) {
    for (const Known& known :
         {Known{"v1", "PK", ModelVersion::V1, 1}, Known{"v1", "00", ModelVersion::V1, 1},
          Known{"v2", "PK", ModelVersion::V2, 2}, Known{"v2", "01", ModelVersion::V2, 2},
          Known{"v2Pro", "05", ModelVersion::V2Pro, 2}, Known{"v2Pro", "PK", ModelVersion::V2Pro, 2},
          Known{"v2ProPlus", "06", ModelVersion::V2ProPlus, 2}, Known{"v3", "02", ModelVersion::V3, 2}}) {
        const auto file = openBytes(test::sovitsFile(known.made, known.head));
        ASSERT_TRUE(file) << file.error().message();
        EXPECT_EQ(file->version, known.version) << known.made;
        EXPECT_EQ(file->symbolVersion, known.symbols);
        EXPECT_FALSE(file->lora);
        EXPECT_TRUE(file->versionIsCertain) << known.made;
    }
}

TEST(SovitsFile, tells_lora_files_by_their_head) {
    const auto third = openBytes(test::loraFile("v3", "03"));
    ASSERT_TRUE(third) << third.error().message();
    EXPECT_EQ(third->version, ModelVersion::V3);
    EXPECT_TRUE(third->lora && third->versionIsCertain);
    EXPECT_EQ(third->loraRank, 2);
    const auto fourth = openBytes(test::loraFile("v3", "04", true));
    ASSERT_TRUE(fourth) << fourth.error().message();
    EXPECT_EQ(fourth->version, ModelVersion::V4);
}

TEST(SovitsFile, tells_v3_from_v4_by_the_asking_then_the_configuration_then_the_name) {
    const auto none = [](std::vector<TestTensor>& /*tensors*/) {};
    const auto asked = openBytes(test::sovitsFile("v3"), ModelVersion::V4);
    ASSERT_TRUE(asked) << asked.error().message();
    EXPECT_EQ(asked->version, ModelVersion::V4);
    EXPECT_TRUE(asked->versionIsCertain);
    const auto configured = openBytes(test::sovitsFile("v4"), std::nullopt, "s2Gv3.pth");
    EXPECT_EQ(configured->version, ModelVersion::V4);
    EXPECT_FALSE(configured->versionIsCertain);
    EXPECT_EQ(openBytes(sovitsWith("v4", none), std::nullopt, "s2Gv4.pth")->version, ModelVersion::V4);
    const auto guessed = openBytes(sovitsWith("v4", none));
    EXPECT_EQ(guessed->version, ModelVersion::V3);
    EXPECT_FALSE(guessed->versionIsCertain);
}

TEST(SovitsFile, refuses_what_was_not_asked_for) {
    expectRefused(openBytes(test::sovitsFile("v1"), ModelVersion::V2), ErrorCode::InvalidInput,
                  "is a v1 model, not v2");
    expectRefused(openBytes(test::loraFile("v3", "03"), ModelVersion::V4), ErrorCode::InvalidInput, "v3 model, not v4");
    expectRefused(openBytes(test::sovitsFile("v3"), ModelVersion::V2), ErrorCode::InvalidInput, "not v2");
}

TEST(SovitsFile, refuses_contradictions_by_name) {
    const auto none = [](std::vector<TestTensor>& /*tensors*/) {};
    const auto add = [](const char* name) {
        return [name](std::vector<TestTensor>& tensors) { tensors.push_back({name, {2, 2}}); };
    };
    expectRefused(openBytes(test::sovitsFile("v2", "05")), ErrorCode::Corrupt, "\"05\" says v2Pro");
    expectRefused(openBytes(test::sovitsFile("v2Pro", "06")), ErrorCode::Corrupt, "\"06\" says v2ProPlus");
    expectRefused(openBytes(sovitsWith("v3", none, "03")), ErrorCode::Corrupt, "v3 LoRA");
    expectRefused(openBytes(test::loraFile("v3", "02")), ErrorCode::Corrupt, "LoRA");
    expectRefused(openBytes(sovitsWith("v2Pro", add("cfm.x"))), ErrorCode::Corrupt, "sv_emb");
    expectRefused(openBytes(sovitsWith("v1", add("sv_emb.weight"))), ErrorCode::Corrupt, "those of v1");
    expectRefused(openBytes(sovitsWith("v2", add("x.lora_A.default.weight"))), ErrorCode::Corrupt, "cfm");
    const auto bins = [](std::vector<TestTensor>& tensors) {
        tensorNamed(tensors, "ref_enc.spectral.0.fc.weight").shape = {2, 1025};
    };
    expectRefused(openBytes(sovitsWith("v2", bins)), ErrorCode::Corrupt, "1025");
}

TEST(SovitsFile, has_the_symbols_of_v2_unless_it_has_those_of_v1) {
    const auto phones = [](std::vector<TestTensor>& tensors) {
        tensorNamed(tensors, "enc_p.text_embedding.weight").shape = {500, 2};
    };
    const auto grown = openBytes(sovitsWith("v2", phones));
    ASSERT_TRUE(grown) << grown.error().message();
    EXPECT_EQ(grown->symbolVersion, 2);
}

TEST(SovitsFile, reads_safetensors_files) {
    const auto file = openBytes(
        test::writeSafetensorsText(
            R"({"enc_p.text_embedding.weight":{"dtype":"F16","shape":[322,1],"data_offsets":[0,644]}})", std::string(644, '\0')),
        std::nullopt, "voice.safetensors");
    ASSERT_TRUE(file) << file.error().message();
    EXPECT_EQ(file->version, ModelVersion::V1);
}

TEST(SovitsFile, refuses_unknown_kinds_and_foreign_files) {
    expectRefused(openBytes(test::sovitsFile("v2", "17")), ErrorCode::Unsupported, "\"17\"");
    expectRefused(openBytes(test::gptFile()), ErrorCode::Corrupt, "enc_p.text_embedding.weight");
    EXPECT_NE(openBytes(test::gptFile()).error().advice.find("GPT"), std::string::npos);
    expectRefused(openSovitsFile("/nowhere/voice.pth"), ErrorCode::NotFound, "voice.pth");
}

TEST(SovitsFile, knows_the_official_bases_by_checksum) {
    EXPECT_EQ(officialBase("dc3c97e17592963677a4a1681f30c653"), ModelVersion::V1);
    EXPECT_EQ(officialBase("4f26b9476d0c5033e04162c486074374"), ModelVersion::V4);
    EXPECT_EQ(officialBase(""), std::nullopt);
    if (const auto digest = md5Hex("message digest")) {  // RFC 1321, A.5; absent in the nets-only build
        EXPECT_EQ(*digest, "f96b697d7cb7938d525a2f31aaf161d0");
    }
}

Result<GptFile> openGptBytes(const std::string& bytes) {
    const TempDir dir;
    return openGptFile(write(dir, "voice.ckpt", bytes));
}

std::string gptWith(const std::function<void(std::vector<TestTensor>&)>& change, std::int64_t layers = 2,
                    std::int64_t heads = 2) {
    auto tensors = test::gptTensors(2);
    change(tensors);
    return test::writeModel(tensors, [&](PickleWriter& pickle) { test::addGptConfig(pickle, layers, heads); });
}

TEST(GptFile, reads_its_dimensions_from_the_configuration) {
    const auto file = openGptBytes(test::gptFile(3));
    ASSERT_TRUE(file) << file.error().message();
    EXPECT_EQ(file->heads, 2);
    EXPECT_GE(file->layers, 3);
    EXPECT_EQ(file->width, 4);
    EXPECT_EQ(file->phones, 512);
    EXPECT_EQ(file->tokens, 10);
    EXPECT_EQ(file->endToken, 9);
    EXPECT_EQ(file->symbolVersion, 1);
}

TEST(GptFile, refuses_missing_unknown_and_misshapen_tensors_by_name) {
    const std::string norm = "model.h.layers.1.norm2.bias";
    const auto none = [](std::vector<TestTensor>& /*tensors*/) {};
    expectRefused(openGptBytes(gptWith([&](auto& t) { tensorNamed(t, norm).name = "model.x"; })), ErrorCode::Corrupt,
                  norm);
    expectRefused(openGptBytes(gptWith([&](auto& t) { tensorNamed(t, norm).shape = {5}; })), ErrorCode::Corrupt, norm);
    expectRefused(openGptBytes(gptWith([&](auto& t) {
                      t.push_back({"model.more", {1}});
                  })),
                  ErrorCode::Corrupt, "model.more");
    expectRefused(openGptBytes(gptWith(none, 1)), ErrorCode::Corrupt, "model.h.layers.1");
    expectRefused(openGptBytes(gptWith(none, 3)), ErrorCode::Corrupt, "model.h.layers.2");
    expectRefused(openGptBytes(gptWith(none, 2, 3)), ErrorCode::Corrupt, "3 heads");
    expectRefused(openGptBytes(gptWith(none, 2, 0)), ErrorCode::Corrupt, "config.model.head");
    expectRefused(openGptBytes(test::sovitsFile("v2")), ErrorCode::Corrupt, "config.model.head");
}

/// A base and an overlay, changed, and their plan.
Result<LoraPlan> planWith(const std::function<void(std::vector<TestTensor>&)>& changeBase,
                          const std::function<void(std::vector<TestTensor>&)>& changeOverlay, std::int64_t rank = 2) {
    const TempDir dir;
    auto overlay = test::loraTensors(false);
    changeOverlay(overlay);
    const auto rest = [&](PickleWriter& pickle) { pickle.text("lora_rank").integer(rank); };
    const auto base = openSovitsFile(write(dir, "base.pth", sovitsWith("v3", changeBase)));
    const auto lora = openSovitsFile(write(dir, "lora.pth", test::writeModel(overlay, rest, {.head = "03"})));
    EXPECT_TRUE(base && lora);
    return planLora(*base, *lora);
}

constexpr auto kAsItIs = [](std::vector<TestTensor>& /*tensors*/) {};
const std::string kLoraKey = "cfm.base_model.model.estimator.transformer_blocks.0.attn.to_k.lora_";

TEST(LoraPlan, pairs_each_low_rank_change_with_its_target) {
    const auto plan = planWith(kAsItIs, kAsItIs);
    ASSERT_TRUE(plan) << plan.error().message();
    ASSERT_EQ(plan->pairs.size(), 4U);
    EXPECT_EQ(plan->pairs[0].target, "cfm.estimator.transformer_blocks.0.attn.to_k.weight");
    EXPECT_EQ(plan->pairs[0].down, kLoraKey + "A.default.weight");
    EXPECT_EQ(plan->pairs[0].up, kLoraKey + "B.default.weight");
    EXPECT_EQ(plan->pairs[0].rank, 2);
    ASSERT_EQ(plan->replacements.size(), 2U);
    EXPECT_EQ(plan->replacements[0].target, "bridge.0.weight");
    EXPECT_EQ(plan->replacements[1].target, "cfm.estimator.rotary_embed.inv_freq");
}

TEST(LoraPlan, refuses_what_does_not_fit_by_name) {
    const std::string target = "cfm.estimator.transformer_blocks.0.attn.to_k.weight";
    expectRefused(planWith([&](auto& t) { tensorNamed(t, target).name = "cfm.x"; }, kAsItIs), ErrorCode::InvalidInput,
                  target);
    expectRefused(planWith(
                      [&](auto& t) {
                          tensorNamed(t, target).shape = {6, 5};
                      },
                      kAsItIs),
                  ErrorCode::InvalidInput, target);
    expectRefused(planWith(kAsItIs, [&](auto& t) { tensorNamed(t, kLoraKey + "B.default.weight").name = "cfm.y"; }),
                  ErrorCode::Corrupt, kLoraKey + "B.default.weight");
    expectRefused(planWith(kAsItIs, [&](auto& t) { tensorNamed(t, kLoraKey + "A.default.weight").name = "cfm.y"; }),
                  ErrorCode::Corrupt, kLoraKey + "A.default.weight");
    expectRefused(planWith(kAsItIs, kAsItIs, 3), ErrorCode::Corrupt, "rank of 3");
    expectRefused(planWith(kAsItIs,
                           [](auto& t) {
                               t.push_back({"enc_q.x", {1}});
                           }),
                  ErrorCode::InvalidInput, "enc_q.x");
    expectRefused(planWith(kAsItIs, [](auto& t) { tensorNamed(t, "bridge.0.weight").shape = {1}; }),
                  ErrorCode::InvalidInput, "bridge.0.weight");
}

TEST(LoraPlan, refuses_two_bases_two_overlays_and_other_versions) {
    const auto third = openBytes(test::sovitsFile("v3", "02"));
    const auto lora3 = openBytes(test::loraFile("v3", "03", true));
    const auto lora4 = openBytes(test::loraFile("v4", "04", true));
    ASSERT_TRUE(third && lora3 && lora4);
    EXPECT_TRUE(planLora(*third, *lora3));
    expectRefused(planLora(*third, *third), ErrorCode::InvalidInput, "not a LoRA file");
    expectRefused(planLora(*lora3, *lora3), ErrorCode::InvalidInput, "LoRA file itself");
    expectRefused(planLora(*third, *lora4), ErrorCode::InvalidInput, "is for v4");
}

TEST(SovitsFile, knows_the_golden_files) {
    TIMBRE_REQUIRE_SHARED(shared);
    const auto goldens = shared / "goldens/gpt-sovits/public";
    if (!std::filesystem::is_directory(goldens)) {
        GTEST_SKIP() << "needs shared/goldens/gpt-sovits (the golden model files)";
    }
    const std::vector<std::pair<const char*, ModelVersion>> files{
        {"v1/s2.pth", ModelVersion::V1},       {"v2/s2.pth", ModelVersion::V2},
        {"v2pro/s2.pth", ModelVersion::V2Pro}, {"v2proplus/s2.pth", ModelVersion::V2ProPlus},
        {"v3/s2_base.pth", ModelVersion::V3},  {"v3/s2_lora.pth", ModelVersion::V3},
        {"v4/s2_base.pth", ModelVersion::V4},  {"v4/s2_lora.pth", ModelVersion::V4}};
    for (const auto& [name, version] : files) {
        const auto file = openSovitsFile(goldens / name);
        ASSERT_TRUE(file) << file.error().message();
        EXPECT_EQ(file->version, version) << name;
    }
    for (const char* const version : {"v3", "v4"}) {
        const auto base = openSovitsFile(goldens / version / "s2_base.pth");
        const auto lora = openSovitsFile(goldens / version / "s2_lora.pth");
        ASSERT_TRUE(base && lora);
        const auto plan = planLora(*base, *lora);
        ASSERT_TRUE(plan) << plan.error().message();
        EXPECT_EQ(plan->pairs.size(), 8U);
        EXPECT_EQ(plan->replacements.size(), lora->checkpoint.tensors.size() - 16);
    }
    for (const char* const name : {"v1/s1.ckpt", "v2/s1.ckpt", "v2pro/s1.ckpt"}) {
        const auto file = openGptFile(goldens / name);
        ASSERT_TRUE(file) << file.error().message();
        EXPECT_EQ(file->heads, 2);
        EXPECT_GE(file->layers, 3);
    }
}

}  // namespace
}  // namespace timbre::nets
