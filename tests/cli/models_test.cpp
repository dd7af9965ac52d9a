// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <string>

#include "core/base/files.h"
#include "core/base/sha256.h"
#include "tests/support/cli.h"
#include "tests/support/http_server.h"
#include "tests/support/model_folders.h"
#include "tests/support/pulse_sandbox.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;
using test::documentOf;
using test::timbreCommand;
using test::WebAnswer;
using test::WebRequest;
using test::WebServer;

class Models : public testing::Test {
  protected:
    [[nodiscard]] test::ProcessResult run(std::vector<std::string> words) const {
        words.insert(words.begin(), {"--data-dir", data_.string(), "models"});
        return timbreCommand(words);
    }

    [[nodiscard]] nlohmann::json answerOf(std::vector<std::string> words) const {
        words.emplace_back("--json");
        return documentOf(run(words));
    }

    static nlohmann::json version(const nlohmann::json& answer, const std::string& name) {
        for (const auto& one : answer["versions"]) {
            if (one["version"] == name) {
                return one;
            }
        }
        return {};
    }

    const test::TempDir folder_;
    const fs::path data_ = folder_ / "data";
    const fs::path root_ = folder_ / "GPT-SoVITS/GPT_SoVITS/pretrained_models";
};

TEST_F(Models, ScanUsesAnInstallationWhereItLies) {
    test::addPretrainedModels(root_);
    const auto before = test::everythingIn(folder_.path());
    const auto answer = answerOf({"scan", (folder_ / "GPT-SoVITS").string()});
    EXPECT_EQ(answer["models"].size(), 16U) << answer;
    EXPECT_TRUE(answer["problems"].empty()) << answer;
    for (const auto& one : answer["versions"]) {
        EXPECT_TRUE(one["ready"].get<bool>()) << one;
    }
    EXPECT_EQ(version(answer, "v2")["languages"].size(), 5U);
    auto after = test::everythingIn(folder_.path());
    std::erase_if(after, [](const std::string& name) { return name.starts_with("data"); });
    EXPECT_EQ(after, before);
    EXPECT_EQ(answerOf({"list"})["models"].size(), 16U);
}

TEST_F(Models, ScanSaysWhatIsMissingForWhichVersionAndLanguage) {
    test::addPretrainedModels(root_);
    fs::remove_all(root_ / "models--nvidia--bigvgan_v2_24khz_100band_256x");
    fs::remove_all(root_ / "chinese-roberta-wwm-ext-large");
    const auto answer = answerOf({"scan", root_.string()});
    EXPECT_FALSE(version(answer, "v3")["ready"].get<bool>());
    EXPECT_EQ(version(answer, "v3")["missing"][0]["role"], "bigvgan");
    EXPECT_TRUE(version(answer, "v2")["ready"].get<bool>());
    EXPECT_EQ(version(answer, "v2")["missing_for_chinese"][0]["role"], "bert");
    const auto plain = run({"scan", root_.string()});
    EXPECT_EQ(plain.exitCode, 0);
    EXPECT_NE(plain.output.find("v3: not ready; missing: models--nvidia--bigvgan_v2_24khz_100band_256x"),
              std::string::npos)
        << plain.output;
    EXPECT_NE(plain.output.find("Chinese needs chinese-roberta-wwm-ext-large"), std::string::npos) << plain.output;
}

TEST_F(Models, ScanOfAFolderWithoutModelsIsANo) {
    fs::create_directories(root_);
    EXPECT_EQ(run({"scan", root_.string()}).exitCode, 1);
    EXPECT_FALSE(fs::exists(data_)) << "nothing to remember";
    EXPECT_EQ(run({"scan", (root_ / "none").string()}).exitCode, 4);
}

TEST_F(Models, DamagedFilesAreNamedAndDoNotEndTheScan) {
    test::addHubert(root_);
    test::writeBytes(root_ / "s2Gv3.pth", test::sovitsFile("v3").substr(0, 500));
    const auto result = run({"scan", root_.string()});
    EXPECT_EQ(result.exitCode, 0) << result.errors;
    EXPECT_NE(result.output.find("s2Gv3.pth"), std::string::npos) << result.output;
}

TEST_F(Models, AddTakesFilesAndFolders) {
    test::addPretrainedModels(root_);
    const auto answer =
        answerOf({"add", (root_ / "chinese-hubert-base").string(), (root_ / "s1v3.ckpt").string(),
                  (root_ / "s2Gv3.pth").string(), (root_ / "models--nvidia--bigvgan_v2_24khz_100band_256x/").string()});
    EXPECT_EQ(answer["added"].size(), 4U) << answer;
    EXPECT_TRUE(version(answer, "v3")["ready"].get<bool>()) << answer;
    EXPECT_FALSE(version(answer, "v4")["ready"].get<bool>()) << answer;
}

TEST_F(Models, AddIsToldWhichOfV3AndV4AFileIs) {
    const auto file = test::writeBytes(folder_ / "base.pth", test::writeModel(test::sovitsTensors("v4")));
    EXPECT_EQ(answerOf({"add", file.string()})["added"][0]["version"], "v3");
    const auto answer = answerOf({"add", "--version", "v4", file.string()});
    EXPECT_EQ(answer["added"][0]["version"], "v4");
    EXPECT_TRUE(answer["added"][0]["version_certain"].get<bool>());
    EXPECT_EQ(answerOf({"list"})["models"].size(), 1U);
    const auto wrong = run({"add", "--version", "v2", file.string()});
    EXPECT_EQ(wrong.exitCode, 3);
    EXPECT_EQ(run({"add", "--version", "v9", file.string()}).exitCode, 2);
}

TEST_F(Models, AddOfSomethingElseIsRefusedAndTheOthersAreAdded) {
    test::addHubert(root_);
    test::writeBytes(folder_ / "text.pth", "no model");
    const auto result = run({"add", (folder_ / "text.pth").string(), (folder_ / "none.pth").string(),
                             folder_.path().string(), (root_ / "chinese-hubert-base").string(), "--json"});
    EXPECT_EQ(result.exitCode, 3) << result.output;
    const auto document = documentOf(result);
    EXPECT_EQ(document["added"].size(), 1U);
    EXPECT_NE(document["error"]["message"].get<std::string>().find("text.pth"), std::string::npos) << document;
}

TEST_F(Models, ListNamesWhatIsGone) {
    test::addHubert(root_);
    ASSERT_EQ(run({"scan", root_.string()}).exitCode, 0);
    fs::remove_all(root_ / "chinese-hubert-base");
    const auto result = run({"list"});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_NE(result.output.find("chinese-hubert-base"), std::string::npos) << result.output;
    EXPECT_NE(result.output.find("is gone"), std::string::npos) << result.output;
}

TEST_F(Models, ScanOfAnEmptiedFolderClearsWhatIsGone) {
    test::addHubert(root_);
    ASSERT_EQ(run({"scan", root_.string()}).exitCode, 0);
    fs::remove_all(root_ / "chinese-hubert-base");
    EXPECT_EQ(run({"scan", root_.string()}).exitCode, 1);
    EXPECT_TRUE(answerOf({"list"})["problems"].empty());
}

TEST_F(Models, RemoveForgetsAndDeletesNothing) {
    test::addHubert(root_);
    ASSERT_EQ(run({"scan", root_.string()}).exitCode, 0);
    EXPECT_EQ(answerOf({"remove", root_.string()})["forgotten"].size(), 1U);
    EXPECT_TRUE(answerOf({"list"})["models"].empty());
    EXPECT_TRUE(fs::exists(root_ / "chinese-hubert-base/pytorch_model.bin"));
    EXPECT_EQ(run({"remove", root_.string()}).exitCode, 4);
}

TEST_F(Models, DoctorHasALineForEachVersion) {
    test::addPretrainedModels(root_);
    fs::remove_all(root_ / "sv");
    ASSERT_EQ(run({"scan", root_.string()}).exitCode, 0);
    const auto document = documentOf(timbreCommand({"--data-dir", data_.string(), "doctor", "--json"}));
    std::map<std::string, nlohmann::json> findings;
    for (const auto& finding : document["findings"]) {
        findings[finding["subject"]] = finding;
    }
    EXPECT_EQ(findings["models"]["health"], "good") << findings["models"];
    EXPECT_EQ(findings["gpt-sovits-v2"]["health"], "good");
    EXPECT_EQ(findings["gpt-sovits-v2Pro"]["health"], "note");
    EXPECT_NE(findings["gpt-sovits-v2Pro"]["detail"].get<std::string>().find("pretrained_eres2netv2w24s4ep4.ckpt"),
              std::string::npos);
}

class ModelsFetch : public Models {
  protected:
    static std::string sumOf(const std::string& bytes) {
        Sha256 sum;
        sum.add(bytes);
        return sum.take();
    }

    [[nodiscard]] std::string manifest(const std::string& url, const std::string& sha256,
                                       const char* role = "speaker-net") const {
        const nlohmann::json file = {
            {"path", "sv/net.ckpt"}, {"role", role}, {"size", body_.size()}, {"sha256", sha256}, {"urls", {url}}};
        return test::writeBytes(folder_ / "manifest.json", nlohmann::json{{"format", 1}, {"files", {file}}}.dump())
            .string();
    }

    const std::string body_ = test::speakerWeights();
    const fs::path part_ = data_ / "models/sv/net.ckpt.part";
};

TEST_F(ModelsFetch, BringsAFileAndRemembersIt) {
    WebServer server([this](const WebRequest& request, WebAnswer& answer) { test::serveWell(request, answer, body_); });
    const auto answer = answerOf({"fetch", manifest(server.url("/net"), sumOf(body_))});
    EXPECT_EQ(answer["files"][0]["state"], "fetched") << answer;
    EXPECT_TRUE(answer["problems"].empty()) << answer;
    EXPECT_EQ(answerOf({"list"})["models"][0]["role"], "speaker-net");
    EXPECT_EQ(answerOf({"fetch", (folder_ / "manifest.json").string()})["files"][0]["state"], "already-here");
}

TEST_F(ModelsFetch, SaysWhenAFileIsNotWhatTheManifestCallsIt) {
    WebServer server([this](const WebRequest& request, WebAnswer& answer) { test::serveWell(request, answer, body_); });
    const auto answer = answerOf(
        {"fetch", manifest(server.url("/net"), sumOf(body_), "v4-vocoder"), "--into", (folder_ / "into").string()});
    ASSERT_EQ(answer["problems"].size(), 1U) << answer;
    EXPECT_TRUE(fs::exists(folder_ / "into/sv/net.ckpt"));
}

TEST_F(ModelsFetch, WrongBytesAreAnErrorInOneSentence) {
    WebServer server([this](const WebRequest& request, WebAnswer& answer) { test::serveWell(request, answer, body_); });
    const auto result = run({"fetch", manifest(server.url("/net"), std::string(64, 'a'))});
    EXPECT_EQ(result.exitCode, 3) << result.errors;
    EXPECT_NE(result.errors.find("other bytes"), std::string::npos) << result.errors;
    EXPECT_FALSE(fs::exists(data_ / "models/sv/net.ckpt"));
}

TEST_F(ModelsFetch, BadManifestsAreRefused) {
    EXPECT_EQ(run({"fetch"}).exitCode, 2);
    EXPECT_EQ(run({"fetch", (folder_ / "none.json").string()}).exitCode, 4);
    EXPECT_EQ(run({"fetch", test::writeBytes(folder_ / "bad.json", "{").string()}).exitCode, 3);
    const auto path =
        test::writeBytes(folder_ / "out.json", R"({"format":1,"files":[{"path":"../x","urls":["http://h/x"]}]})");
    const auto result = run({"fetch", path.string()});
    EXPECT_EQ(result.exitCode, 3);
    EXPECT_NE(result.errors.find("not safe"), std::string::npos) << result.errors;
}

/// The program is ended by `signal` in the middle of the file; the next run goes on from there.
class ModelsFetchEnded : public ModelsFetch, public testing::WithParamInterface<int> {};

TEST_P(ModelsFetchEnded, IsGoneOnFrom) {
    constexpr std::size_t kHalf = 1'000;
    std::atomic<bool> hold = true;
    WebServer server([&](const WebRequest& request, WebAnswer& answer) {
        if (!hold) {
            test::serveWell(request, answer, body_);
            return;
        }
        answer.head("200 OK", "ETag: \"1\"\r\nContent-Length: " + std::to_string(body_.size()) + "\r\n");
        answer.send(body_.substr(0, kHalf));
        answer.wait(std::chrono::seconds(60));
    });
    const std::string file = manifest(server.url("/net"), sumOf(body_));
    const fs::path errors = folder_ / "errors";
    test::ChildProcess process(
        {test::program("timbre").string(), "--data-dir", data_.string(), "models", "fetch", file},
        {.environment = {}, .output = "/dev/null", .errors = errors});
    std::error_code ignored;
    ASSERT_TRUE(test::eventually([&] { return fs::exists(part_, ignored) && fs::file_size(part_, ignored) == kHalf; }));
    process.signal(GetParam());
    EXPECT_EQ(process.wait(), GetParam() == SIGKILL ? 137 : 130);
    if (GetParam() != SIGKILL) {
        EXPECT_NE(readFile(errors).value_or("").find("what has come so far is kept"), std::string::npos)
            << readFile(errors).value_or("");
    }
    EXPECT_EQ(fs::file_size(part_), kHalf);
    EXPECT_FALSE(fs::exists(data_ / "models/sv/net.ckpt"));

    hold = false;
    const auto answer = answerOf({"fetch", file});
    EXPECT_EQ(answer["files"][0]["state"], "fetched") << answer;
    EXPECT_EQ(answer["files"][0]["resumed_from"], kHalf);
    EXPECT_EQ(server.ranges(), (std::vector<std::uint64_t>{0, kHalf}));
    EXPECT_EQ(server.requests().at(1).header("if-range"), "\"1\"");
    EXPECT_EQ(readFile(data_ / "models/sv/net.ckpt").value(), body_);
    EXPECT_FALSE(fs::exists(part_));
}

INSTANTIATE_TEST_SUITE_P(Signals, ModelsFetchEnded, testing::Values(SIGKILL, SIGINT, SIGTERM),
                         [](const auto& signal) { return "Signal" + std::to_string(signal.param); });

}  // namespace
}  // namespace timbre
