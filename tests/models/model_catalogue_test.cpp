// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/model_catalogue.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "core/base/files.h"
#include "tests/support/model_folders.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

class ModelCatalogueTest : public testing::Test {
  protected:
    [[nodiscard]] ModelCatalogue open() const { return ModelCatalogue::open(data_).value(); }

    void scan(const fs::path& folder) const {
        auto catalogue = open();
        const auto done = catalogue.remember(scanModels(folder).value());
        ASSERT_TRUE(done) << done.error().message();
    }

    void add(const fs::path& file, std::optional<ModelVersion> version = std::nullopt) const {
        auto catalogue = open();
        const std::vector<FoundModel> models{classifyModel(file, version).value().value()};
        ASSERT_TRUE(catalogue.remember(models));
    }

    const test::TempDir folder_;
    const fs::path root_ = folder_ / "models";
    const fs::path data_ = folder_ / "data";
};

TEST_F(ModelCatalogueTest, KnowsNothingAndMakesNoFolderBeforeTheFirstModel) {
    EXPECT_TRUE(open().models().empty());
    EXPECT_FALSE(fs::exists(data_));
}

TEST_F(ModelCatalogueTest, RemembersAFolderAsItWasFound) {
    test::addPretrainedModels(root_);
    const ModelScan found = scanModels(root_).value();
    scan(root_);
    EXPECT_EQ(open().found(), found.models);
    EXPECT_EQ(open().folders(), (std::vector<fs::path>{found.folder}));
    EXPECT_TRUE(open().problems().empty());
}

TEST_F(ModelCatalogueTest, AScanReplacesWhatTheLastOneFoundAndKeepsWhatWasAdded) {
    test::addHubert(root_);
    test::addSpeakerNet(root_);
    const fs::path base = test::writeBytes(root_ / "base.pth", test::sovitsFile("v3"));
    scan(root_);
    add(base, ModelVersion::V4);
    fs::remove_all(root_ / "sv");
    scan(root_);
    const ModelCatalogue catalogue = open();
    ASSERT_EQ(catalogue.models().size(), 2U);
    EXPECT_EQ(catalogue.models()[0].model.version, ModelVersion::V4) << "what the user said stays";
    EXPECT_TRUE(catalogue.models()[0].folder.empty());
    EXPECT_EQ(catalogue.models()[1].model.role, ModelRole::Hubert);
}

TEST_F(ModelCatalogueTest, NamesWhatIsGone) {
    test::addHubert(root_);
    test::addSpeakerNet(root_);
    scan(root_);
    fs::remove_all(root_ / "chinese-hubert-base");
    const ModelCatalogue catalogue = open();
    EXPECT_EQ(catalogue.models().size(), 1U);
    ASSERT_EQ(catalogue.problems().size(), 1U);
    EXPECT_NE(catalogue.problems()[0].detail.find("chinese-hubert-base"), std::string::npos);
    EXPECT_FALSE(catalogue.problems()[0].advice.empty());
    const auto assets = resolveAssets(catalogue, {.version = ModelVersion::V2, .language = "en"});
    ASSERT_FALSE(assets);
    EXPECT_NE(assets.error().detail.find("is remembered and is gone"), std::string::npos) << assets.error().detail;
    test::addHubert(root_);
    EXPECT_EQ(open().models().size(), 2U) << "it came back";
}

TEST_F(ModelCatalogueTest, AScanThatFindsNothingClearsWhatIsGone) {
    test::addHubert(root_);
    scan(root_);
    fs::remove_all(root_ / "chinese-hubert-base");
    ASSERT_EQ(open().problems().size(), 1U);
    EXPECT_NE(open().problems()[0].advice.find("models scan"), std::string::npos) << open().problems()[0].advice;
    scan(root_);
    EXPECT_TRUE(open().problems().empty());
    EXPECT_EQ(open().folders().size(), 1U);
    fs::create_directories(folder_ / "empty");
    scan(folder_ / "empty");
    EXPECT_EQ(open().folders().size(), 1U) << "no models, and not known before";
}

TEST_F(ModelCatalogueTest, AdvisesToForgetAFolderThatIsGone) {
    test::addHubert(root_);
    scan(root_);
    fs::remove_all(root_);
    ASSERT_EQ(open().problems().size(), 1U);
    EXPECT_NE(open().problems()[0].advice.find("models remove"), std::string::npos) << open().problems()[0].advice;
}

TEST_F(ModelCatalogueTest, LooksAgainAtAFileThatChanged) {
    const fs::path file = test::writeBytes(root_ / "s2.pth", test::sovitsFile("v1"));
    add(file);
    test::writeBytes(file, test::sovitsFile("v2Pro", "05"));
    EXPECT_EQ(open().models().at(0).model.version, ModelVersion::V2Pro);
    test::writeBytes(file, "broken");
    EXPECT_TRUE(open().models().empty());
    ASSERT_EQ(open().problems().size(), 1U);
    EXPECT_NE(open().problems()[0].detail.find("s2.pth"), std::string::npos);
}

TEST_F(ModelCatalogueTest, ForgetsFoldersAndFilesAndDeletesNothing) {
    test::addHubert(root_);
    const fs::path file = test::writeBytes(folder_ / "own/s2.pth", test::sovitsFile("v2"));
    scan(root_);
    add(file);
    auto catalogue = open();
    EXPECT_EQ(catalogue.forget(file).value(), (std::vector<fs::path>{catalogueName(file)}));
    EXPECT_EQ(catalogue.models().size(), 1U);
    EXPECT_EQ(catalogue.forget(root_.string() + "/").value().size(), 1U);
    EXPECT_TRUE(open().models().empty());
    EXPECT_TRUE(fs::exists(file));
    EXPECT_TRUE(fs::exists(root_ / "chinese-hubert-base/pytorch_model.bin"));
    const auto again = catalogue.forget(file);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::NotFound);
}

TEST_F(ModelCatalogueTest, ForgetsWhatIsGone) {
    const fs::path file = test::writeBytes(root_ / "s2.pth", test::sovitsFile("v2"));
    add(file);
    fs::remove_all(root_);
    auto catalogue = open();
    EXPECT_TRUE(catalogue.forget(file));
    EXPECT_TRUE(open().problems().empty());
}

TEST_F(ModelCatalogueTest, AFolderAboveTakesOverThoseBelow) {
    test::addHubert(root_ / "below");
    scan(root_ / "below");
    scan(root_);
    const ModelCatalogue catalogue = open();
    EXPECT_EQ(catalogue.folders().size(), 1U);
    EXPECT_EQ(catalogue.models().size(), 1U);
}

TEST_F(ModelCatalogueTest, RefusesDamagedForeignAndNewerFiles) {
    const auto codeFor = [this](const std::string& text) {
        test::writeBytes(data_ / "models.json", text);
        const auto opened = ModelCatalogue::open(data_);
        EXPECT_FALSE(opened) << text;
        EXPECT_FALSE(opened.error().advice.empty()) << text;
        return opened.error().code;
    };
    for (const char* const text : {"", "{", "[]", "{}", R"({"format":1})", R"({"format":1,"folders":[1],"models":[]})",
                                   R"({"format":1,"folders":[],"models":[{"role":"gpt"}]})"}) {
        EXPECT_EQ(codeFor(text), ErrorCode::Corrupt) << text;
    }
    EXPECT_EQ(codeFor(R"({"format":2,"folders":[],"models":[]})"), ErrorCode::Unsupported);
    fs::remove_all(data_);
    test::writeBytes(data_, "a file");
    EXPECT_EQ(ModelCatalogue::open(data_).error().code, ErrorCode::InvalidInput);
}

TEST_F(ModelCatalogueTest, RefusesNamesThatJsonCannotHold) {
    const fs::path file = test::writeBytes(root_ / "caf\xe9.pth", test::sovitsFile("v2"));
    auto catalogue = open();
    const std::vector<FoundModel> models{classifyModel(file).value().value()};
    const auto done = catalogue.remember(models);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::InvalidInput);
}

TEST_F(ModelCatalogueTest, ManyAtOnceLoseNothing) {
    constexpr int kWriters = 8;
    std::vector<fs::path> files;
    for (int i = 0; i < kWriters; ++i) {
        files.push_back(test::writeBytes(root_ / (std::to_string(i) + ".pth"), test::sovitsFile("v2")));
    }
    {
        std::vector<std::jthread> writers;
        for (const fs::path& file : files) {
            writers.emplace_back([this, file] { add(file); });
        }
    }
    EXPECT_EQ(open().models().size(), files.size());
}

TEST_F(ModelCatalogueTest, DescribesWhatIsKnownInOneLineAVersion) {
    EXPECT_EQ(describeModels(open()).known, "no models are known");
    test::addPretrainedModels(root_);
    test::writeBytes(folder_ / "own/anna_l32.pth", test::loraFile("v3", "03"));
    scan(root_);
    add(folder_ / "own/anna_l32.pth");
    fs::remove(root_ / "s2Gv3.pth");
    const ModelsDescription description = describeModels(open());
    EXPECT_EQ(description.versions.size(), 6U);
    EXPECT_NE(description.known.find("1 added"), std::string::npos) << description.known;
    for (const VersionReadiness& version : description.versions) {
        EXPECT_EQ(version.ready(), version.version != ModelVersion::V3) << version.line();
        EXPECT_EQ(version.line().find('\n'), std::string::npos);
    }
    EXPECT_EQ(description.problems.size(), 2U) << "the base is gone, and the LoRA lacks it";
}

}  // namespace
}  // namespace timbre
