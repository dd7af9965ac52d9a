// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/model_scan.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "core/base/files.h"
#include "tests/support/model_folders.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

/// What this process has read so far: bytes by calls, and pages of mapped files among the faults.
struct Reading {
    std::uint64_t bytes = 0;
    long faults = 0;
};

Reading readingSoFar() {
    Reading reading;
    std::ifstream counts("/proc/self/io");
    std::string name;
    counts >> name >> reading.bytes;  // "rchar: N"
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    reading.faults = usage.ru_minflt + usage.ru_majflt;
    return reading;
}

class ModelScanTest : public testing::Test {
  protected:
    [[nodiscard]] ModelScan scanned(const ScanLimits& limits = {}) const {
        auto scan = scanModels(root_, limits);
        EXPECT_TRUE(scan) << scan.error().message();
        return scan.value_or(ModelScan{});
    }

    [[nodiscard]] const FoundModel* find(const ModelScan& scan, const std::string& name) const {
        const auto found = std::ranges::find(scan.models, fs::canonical(root_) / name, &FoundModel::path);
        return found == scan.models.end() ? nullptr : &*found;
    }

    static std::string textOf(const std::vector<Error>& problems) {
        std::string text;
        for (const Error& problem : problems) {
            text += problem.message() + "\n";
        }
        return text;
    }

    const test::TempDir folder_;
    const fs::path root_ = folder_ / "GPT-SoVITS";
};

struct Expected {
    const char* name;
    ModelRole role;
    std::optional<ModelVersion> version;
};

TEST_F(ModelScanTest, TellsEveryPartOfAnInstallationByItsContent) {
    test::addPretrainedModels(root_);
    const ModelScan scan = scanned();
    const std::vector<Expected> expected{
        {"chinese-hubert-base", ModelRole::Hubert, std::nullopt},
        {"chinese-roberta-wwm-ext-large", ModelRole::Bert, std::nullopt},
        {"models--nvidia--bigvgan_v2_24khz_100band_256x", ModelRole::BigVgan, std::nullopt},
        {"sv/pretrained_eres2netv2w24s4ep4.ckpt", ModelRole::SpeakerNet, std::nullopt},
        {"gsv-v4-pretrained/vocoder.pth", ModelRole::V4Vocoder, std::nullopt},
        {"s2D488k.pth", ModelRole::Training, std::nullopt},
        {"fast_langdetect/lid.176.bin", ModelRole::LanguageId, std::nullopt},
        {"s1v3.ckpt", ModelRole::Gpt, std::nullopt},
        {"s2G488k.pth", ModelRole::Sovits, ModelVersion::V1},
        {"gsv-v2final-pretrained/s2G2333k.pth", ModelRole::Sovits, ModelVersion::V2},
        {"v2Pro/s2Gv2Pro.pth", ModelRole::Sovits, ModelVersion::V2Pro},
        {"v2Pro/s2Gv2ProPlus.pth", ModelRole::Sovits, ModelVersion::V2ProPlus},
        {"s2Gv3.pth", ModelRole::Sovits, ModelVersion::V3},
        {"gsv-v4-pretrained/s2Gv4.pth", ModelRole::Sovits, ModelVersion::V4}};
    for (const Expected& one : expected) {
        const FoundModel* const model = find(scan, one.name);
        ASSERT_NE(model, nullptr) << one.name;
        EXPECT_EQ(model->role, one.role) << one.name;
        EXPECT_EQ(model->version, one.version) << one.name;
        EXPECT_GT(model->bytes, 0U);
        EXPECT_TRUE(isUnchanged(*model));
    }
    EXPECT_EQ(scan.problems.size(), 0U) << textOf(scan.problems);
    EXPECT_EQ(scan.models.size(), 16U);
}

TEST_F(ModelScanTest, TellsVoicesFromBasesByNameAndContent) {
    test::writeBytes(root_ / "SoVITS_weights_v2/anna_e8_s96.pth", test::sovitsFile("v2"));
    test::writeBytes(root_ / "GPT_weights_v2/anna-e15.ckpt", test::gptOfPhones(732));
    test::writeBytes(root_ / "SoVITS_weights_v3/anna_e2_s16_l32.pth", test::loraFile("v3", "03"));
    test::writeBytes(root_ / "somewhere/anna_e8_s96.pth", test::sovitsFile("v2"));
    test::writeBytes(root_ / "somewhere/s2.pth", test::sovitsFile("v2"));
    auto tensors = test::sovitsTensors("v2");
    tensors.push_back({"enc_q.pre.weight", {2, 2}});
    test::writeBytes(root_ / "somewhere/whole.pth", test::writeModel(tensors));
    const ModelScan scan = scanned();
    EXPECT_EQ(find(scan, "SoVITS_weights_v2/anna_e8_s96.pth")->standing, Standing::FineTuned);
    EXPECT_EQ(find(scan, "GPT_weights_v2/anna-e15.ckpt")->standing, Standing::FineTuned);
    EXPECT_EQ(find(scan, "SoVITS_weights_v3/anna_e2_s16_l32.pth")->role, ModelRole::SovitsLora);
    EXPECT_EQ(find(scan, "SoVITS_weights_v3/anna_e2_s16_l32.pth")->version, ModelVersion::V3);
    EXPECT_EQ(find(scan, "somewhere/anna_e8_s96.pth")->standing, Standing::FineTuned);
    EXPECT_EQ(find(scan, "somewhere/s2.pth")->standing, Standing::Unknown);
    EXPECT_EQ(find(scan, "somewhere/whole.pth")->standing, Standing::Base);
}

TEST_F(ModelScanTest, NamesUnreadableFilesAndGoesOn) {
    test::addHubert(root_);
    test::writeBytes(root_ / "cut.pth", test::sovitsFile("v2").substr(0, 900));
    test::writeBytes(root_ / "text.ckpt", "no model at all");
    test::writeBytes(root_ / "empty.pth", "");
    test::writeBytes(root_ / "contradiction.pth", test::sovitsFile("v2", "05"));
    test::writeBytes(root_ / "whisper.pth", test::writeModel({{"decoder.blocks.0.bias", {4}}}));
    fs::create_symlink("nowhere.pth", root_ / "link.pth");
    const ModelScan scan = scanned();
    EXPECT_EQ(scan.models.size(), 1U);
    EXPECT_EQ(scan.others, 1U);
    EXPECT_EQ(scan.problems.size(), 5U);
    const std::string all = textOf(scan.problems);
    for (const char* const name : {"cut.pth", "text.ckpt", "empty.pth", "contradiction.pth", "link.pth"}) {
        EXPECT_NE(all.find(name), std::string::npos) << all;
    }
}

TEST_F(ModelScanTest, AModelWhoseNameIsNotUtf8IsNamedAndTheOthersAreFound) {
    test::addHubert(root_);
    test::writeBytes(root_ / "caf\xe9.pth", test::sovitsFile("v2"));
    const ModelScan scan = scanned();
    EXPECT_EQ(scan.models.size(), 1U);
    ASSERT_EQ(scan.problems.size(), 1U);
    EXPECT_NE(scan.problems[0].detail.find("caf\uFFFD.pth"), std::string::npos) << scan.problems[0].detail;
}

TEST_F(ModelScanTest, NamesTheCompanionThatAFolderLacks) {
    test::addHubert(root_);
    test::addBert(root_);
    fs::remove(root_ / "chinese-hubert-base/config.json");
    fs::remove(root_ / "chinese-roberta-wwm-ext-large/tokenizer.json");
    const ModelScan scan = scanned();
    EXPECT_TRUE(scan.models.empty());
    EXPECT_NE(textOf(scan.problems).find("config.json"), std::string::npos) << textOf(scan.problems);
    EXPECT_NE(textOf(scan.problems).find("tokenizer.json"), std::string::npos) << textOf(scan.problems);
}

TEST_F(ModelScanTest, FollowsLinksAndLooksAtEverythingOnce) {
    test::addHubert(folder_ / "elsewhere");
    test::writeBytes(root_ / "blobs/1f9a.pth", test::sovitsFile("v2"));
    fs::create_directory_symlink(folder_ / "elsewhere", root_ / "linked");
    fs::create_directory_symlink(root_, root_ / "blobs/loop");
    fs::create_symlink(root_ / "blobs/1f9a.pth", root_ / "s2G2333k.pth");
    const ModelScan scan = scanned();
    EXPECT_EQ(scan.models.size(), 2U);
    EXPECT_TRUE(scan.problems.empty()) << textOf(scan.problems);
    EXPECT_NE(find(scan, "linked/chinese-hubert-base"), nullptr);
}

TEST_F(ModelScanTest, LeavesOutHiddenFoldersAndPythonPackages) {
    test::addHubert(root_ / ".git");
    test::addHubert(root_ / "runtime/site-packages/x");
    test::addBert(root_);
    EXPECT_EQ(scanned().models.size(), 1U);
}

TEST_F(ModelScanTest, SaysWhenALimitKeptItFromLooking) {
    test::addHubert(root_ / "a/b/c");
    const ModelScan shallow = scanned({.depth = 2});
    EXPECT_TRUE(shallow.models.empty());
    EXPECT_NE(textOf(shallow.problems).find("too deep"), std::string::npos) << textOf(shallow.problems);
    const ModelScan few = scanned({.entries = 1});
    EXPECT_NE(textOf(few.problems).find("too many files"), std::string::npos) << textOf(few.problems);
}

TEST_F(ModelScanTest, RefusesWhatIsNoFolder) {
    test::writeBytes(root_ / "s2.pth", test::sovitsFile("v2"));
    EXPECT_EQ(scanModels(root_ / "none").error().code, ErrorCode::NotFound);
    EXPECT_EQ(scanModels(root_ / "s2.pth").error().code, ErrorCode::InvalidInput);
    EXPECT_NE(scanModels(root_ / "s2.pth").error().advice.find("models add"), std::string::npos);
}

TEST_F(ModelScanTest, StopsWhenAsked) {
    test::addHubert(root_);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(scanModels(root_, {}, {}, stop.get_token()).error().code, ErrorCode::Cancelled);
}

TEST_F(ModelScanTest, ReportsFoldersThatMayNotBeRead) {
    if (::geteuid() == 0) {
        GTEST_SKIP() << "the superuser may read every folder";
    }
    test::addHubert(root_);
    fs::create_directory(root_ / "closed");
    fs::permissions(root_ / "closed", fs::perms::none);
    const ModelScan scan = scanned();
    fs::permissions(root_ / "closed", fs::perms::owner_all);
    EXPECT_EQ(scan.models.size(), 1U);
    EXPECT_NE(textOf(scan.problems).find("closed"), std::string::npos);
}

TEST_F(ModelScanTest, ReadsHeadersAloneOfALargeFile) {
    // 4 GB of zeros that take no room: reading them all would be 65,000 faults or more.
    test::writeBytes(root_ / "s2.safetensors", "");
    constexpr std::uint64_t kBytes = std::uint64_t{4} << 30U;
    const std::string header =
        R"({"enc_p.text_embedding.weight":{"dtype":"F16","shape":[732,2],"data_offsets":[0,2928]},)"
        R"("big":{"dtype":"F16","shape":[)" +
        std::to_string((kBytes - 2928) / 2) + R"(],"data_offsets":[2928,)" + std::to_string(kBytes) + "]}}";
    test::writeBytes(root_ / "s2.safetensors", test::writeSafetensorsText(header, ""));
    fs::resize_file(root_ / "s2.safetensors", 8 + header.size() + kBytes);
    const Reading before = readingSoFar();
    const ModelScan scan = scanned();
    const Reading after = readingSoFar();
    EXPECT_LT(after.bytes - before.bytes, 4U << 20U);
    EXPECT_LT(after.faults - before.faults, 1'000);
    ASSERT_EQ(scan.models.size(), 1U) << textOf(scan.problems);
    EXPECT_EQ(scan.models[0].version, ModelVersion::V2);
}

TEST_F(ModelScanTest, KnowsTheGoldenFiles) {
    TIMBRE_REQUIRE_SHARED(shared);
    const auto goldens = shared / "goldens/gpt-sovits/public";
    if (!fs::is_directory(goldens)) {
        GTEST_SKIP() << "needs shared/goldens/gpt-sovits (the golden model files)";
    }
    const auto scan = scanModels(goldens);
    ASSERT_TRUE(scan) << scan.error().message();
    const auto count = [&scan](ModelRole role) { return std::ranges::count(scan->models, role, &FoundModel::role); };
    EXPECT_EQ(count(ModelRole::Hubert), 1);
    EXPECT_EQ(count(ModelRole::Bert), 1);
    EXPECT_EQ(count(ModelRole::SpeakerNet), 1);
    EXPECT_EQ(count(ModelRole::SovitsLora), 2);
    EXPECT_EQ(count(ModelRole::Sovits), 6);
    EXPECT_GE(count(ModelRole::Gpt), 3);
    EXPECT_EQ(count(ModelRole::V4Vocoder), 1);
    EXPECT_EQ(count(ModelRole::BigVgan), 1);
}

}  // namespace
}  // namespace timbre
