// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/model_fetch.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "core/base/files.h"
#include "core/base/sha256.h"
#include "tests/support/http_server.h"
#include "tests/support/model_folders.h"
#include "tests/support/small_disk.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using test::WebAnswer;
using test::WebRequest;
using test::WebServer;

std::string sumOf(const std::string& bytes) {
    Sha256 sum;
    sum.add(bytes);
    return sum.take();
}

std::string randomBytes(std::size_t count) {
    std::mt19937 random(7);
    std::string bytes(count, '\0');
    std::ranges::generate(bytes, [&random] { return static_cast<char>(random()); });
    return bytes;
}

class ModelFetchTest : public testing::Test {
  protected:
    /// Quick where a user would wait.
    static FetchLimits limits() {
        FetchLimits quick;
        quick.http.connectTime = 2s;
        quick.http.stallSeconds = 1;
        quick.fruitlessTries = 3;
        quick.firstWait = 1ms;
        quick.longestWait = 5ms;
        quick.longestAskedWait = 1s;
        return quick;
    }

    void write(const std::vector<std::string>& urls, bool withSum = true, bool withSize = true,
               const std::string& path = "sub/model.pth") const {
        nlohmann::json file = {{"path", path}, {"urls", urls}};
        if (withSum) {
            file["sha256"] = sumOf(body_);
        }
        if (withSize) {
            file["size"] = body_.size();
        }
        const nlohmann::json all = {{"format", 1}, {"files", {file}}};
        test::writeBytes(manifest_, all.dump());
    }

    [[nodiscard]] Result<std::vector<FetchedFile>> fetch(std::stop_token stop = {}) const {
        return fetchModels(manifest_, into_, limits(), {}, std::move(stop));
    }

    /// The one file of the manifest.
    [[nodiscard]] FetchedFile fetchOne() const {
        const auto files = fetch();
        EXPECT_TRUE(files) << files.error().message();
        return files ? files->at(0) : FetchedFile{};
    }

    void expectWhole(const FetchedFile& file) const {
        EXPECT_EQ(file.state, FetchState::Fetched) << file.error.message();
        EXPECT_EQ(readFile(target_).value_or(""), body_);
        EXPECT_FALSE(fs::exists(part_));
        EXPECT_FALSE(fs::exists(part_.string() + ".from"));
        EXPECT_FALSE(fs::exists(into_ / ".timbre-fetch.lock"));
    }

    void expectFailed(const FetchedFile& file, ErrorCode code, const std::string& says) const {
        EXPECT_EQ(file.state, FetchState::Failed);
        EXPECT_EQ(file.error.code, code) << file.error.message();
        EXPECT_NE(file.error.detail.find(says), std::string::npos) << file.error.detail;
        EXPECT_FALSE(file.error.advice.empty());
        EXPECT_FALSE(fs::exists(target_));
    }

    const test::TempDir folder_;
    const fs::path manifest_ = folder_ / "manifest.json";
    const fs::path into_ = folder_ / "into";
    const fs::path target_ = into_ / "sub/model.pth";
    const fs::path part_ = into_ / "sub/model.pth.part";
    const std::string body_ = randomBytes(300'000);
};

TEST_F(ModelFetchTest, BringsAFileAndChecksIt) {
    WebServer server([this](const WebRequest& request, WebAnswer& answer) { test::serveWell(request, answer, body_); });
    write({server.url("/model")});
    const FetchedFile file = fetchOne();
    expectWhole(file);
    EXPECT_EQ(file.sha256, sumOf(body_));
    EXPECT_EQ(file.bytes, body_.size());
    EXPECT_FALSE(file.recorded);
    EXPECT_EQ(server.requests().at(0).path, "/model");
}

TEST_F(ModelFetchTest, DoesNotFetchWhatIsThere) {
    WebServer server([this](const WebRequest& request, WebAnswer& answer) { test::serveWell(request, answer, body_); });
    write({server.url("/model")});
    expectWhole(fetchOne());
    EXPECT_EQ(fetchOne().state, FetchState::AlreadyHere);
    EXPECT_EQ(server.requests().size(), 1U);
}

TEST_F(ModelFetchTest, LeavesAnotherFileOfThatNameAlone) {
    WebServer server([this](const WebRequest& request, WebAnswer& answer) { test::serveWell(request, answer, body_); });
    test::writeBytes(target_, "mine");
    write({server.url("/model")});
    const FetchedFile file = fetchOne();
    EXPECT_EQ(file.error.code, ErrorCode::AlreadyExists) << file.error.message();
    EXPECT_EQ(readFile(target_).value(), "mine");
    EXPECT_TRUE(server.requests().empty());
}

TEST_F(ModelFetchTest, GoesOnWhereTheConnectionBroke) {
    WebServer server(
        [this](const WebRequest& request, WebAnswer& answer) { test::serveAndDrop(request, answer, body_, 100'000); });
    write({server.url("/model")});
    expectWhole(fetchOne());
    EXPECT_EQ(server.ranges(), (std::vector<std::uint64_t>{0, 100'000, 200'000}));
    EXPECT_EQ(server.requests().at(1).header("if-range"), "\"1\"");
}

TEST_F(ModelFetchTest, GoesOnWithWhatAnEarlierRunLeft) {
    WebServer server([this](const WebRequest& request, WebAnswer& answer) { test::serveWell(request, answer, body_); });
    test::writeBytes(part_, body_.substr(0, 1234));
    write({server.url("/model")});
    const FetchedFile file = fetchOne();
    expectWhole(file);
    EXPECT_EQ(file.resumedFrom, 1234U);
    EXPECT_EQ(server.ranges(), (std::vector<std::uint64_t>{1234}));
}

TEST_F(ModelFetchTest, AWholePartIsCheckedWithoutAsking) {
    WebServer server([this](const WebRequest& request, WebAnswer& answer) { test::serveWell(request, answer, body_); });
    test::writeBytes(part_, body_);
    write({server.url("/model")});
    expectWhole(fetchOne());
    EXPECT_TRUE(server.requests().empty());
}

TEST_F(ModelFetchTest, StartsOverWhenTheServerHasAnotherFileNow) {
    std::atomic<int> count = 0;
    WebServer server([&](const WebRequest& request, WebAnswer& answer) {
        if (count++ == 0) {
            test::serveAndDrop(request, answer, std::string(body_.size(), 'x'), 100'000, "\"old\"");
        } else {
            test::serveWell(request, answer, body_, "\"new\"");
        }
    });
    write({server.url("/model")});
    expectWhole(fetchOne());
    EXPECT_EQ(count, 2) << "the answer to If-Range is the whole new file";
}

TEST_F(ModelFetchTest, StartsOverWhenWhatWasThereTurnsOutWrong) {
    WebServer server([this](const WebRequest& request, WebAnswer& answer) { test::serveWell(request, answer, body_); });
    test::writeBytes(part_, std::string(5000, 'x'));
    write({server.url("/model")});
    expectWhole(fetchOne());
    EXPECT_EQ(server.ranges(), (std::vector<std::uint64_t>{5000, 0}));
}

TEST_F(ModelFetchTest, StartsOverWhenThePartIsLargerThanTheFile) {
    WebServer server([this](const WebRequest& request, WebAnswer& answer) { test::serveWell(request, answer, body_); });
    test::writeBytes(part_, body_ + "more");
    write({server.url("/model")});
    expectWhole(fetchOne());
    EXPECT_EQ(server.ranges(), (std::vector<std::uint64_t>{0}));
}

TEST_F(ModelFetchTest, AServerThatIgnoresRangesSendsAllAgain) {
    std::atomic<int> count = 0;
    WebServer server([&](const WebRequest& request, WebAnswer& answer) {
        WebRequest plain = request;
        plain.headers.erase("range");
        if (count++ == 0) {
            test::serveAndDrop(plain, answer, body_, 100'000);
        } else {
            test::serveWell(plain, answer, body_);
        }
    });
    write({server.url("/model")});
    expectWhole(fetchOne());
    EXPECT_EQ(count, 2);
}

TEST_F(ModelFetchTest, GivesUpWhereNothingIsGainedAnyMore) {
    WebServer server([this](const WebRequest& request, WebAnswer& answer) {
        WebRequest plain = request;
        plain.headers.erase("range");
        test::serveAndDrop(plain, answer, body_, 100'000);
    });
    write({server.url("/model")});
    expectFailed(fetchOne(), ErrorCode::Io, "the connection broke");
    EXPECT_EQ(server.requests().size(), 4U) << "one that gained something and three that did not";
    EXPECT_EQ(fs::file_size(part_), 100'000U) << "kept for the next time";
}

TEST_F(ModelFetchTest, ARefusedRangeMeansStartingOver) {
    WebServer server([this](const WebRequest& request, WebAnswer& answer) {
        if (request.from()) {
            answer.head("416 Range Not Satisfiable", "Content-Length: 0\r\n");
        } else {
            test::serveWell(request, answer, body_);
        }
    });
    test::writeBytes(part_, body_.substr(0, 1000));
    write({server.url("/model")});
    expectWhole(fetchOne());
    EXPECT_EQ(server.ranges(), (std::vector<std::uint64_t>{1000, 0}));
}

TEST_F(ModelFetchTest, AnotherPartThanWasAskedForIsNotTaken) {
    WebServer server([this](const WebRequest& request, WebAnswer& answer) {
        if (request.from()) {
            answer.head("206 Partial Content", "Content-Range: bytes 0-9/300000\r\nContent-Length: 10\r\n");
            answer.send(body_.substr(0, 10));
        } else {
            test::serveWell(request, answer, body_);
        }
    });
    test::writeBytes(part_, body_.substr(0, 1000));
    write({server.url("/model")});
    expectWhole(fetchOne());
}

TEST_F(ModelFetchTest, WrongBytesAreThrownAwayAndTheNextMirrorAsked) {
    WebServer server([this](const WebRequest& request, WebAnswer& answer) {
        test::serveWell(request, answer, request.path == "/bad" ? std::string(body_.size(), 'x') : body_);
    });
    write({server.url("/bad"), server.url("/good")});
    const FetchedFile file = fetchOne();
    expectWhole(file);
    EXPECT_EQ(file.url, server.url("/good"));
    EXPECT_EQ(server.ranges(), (std::vector<std::uint64_t>{0, 0}));
}

TEST_F(ModelFetchTest, WrongBytesEverywhereAreAnErrorThatNamesBothSums) {
    const std::string other(body_.size(), 'x');
    WebServer server([&](const WebRequest& request, WebAnswer& answer) { test::serveWell(request, answer, other); });
    write({server.url("/bad")});
    const FetchedFile file = fetchOne();
    expectFailed(file, ErrorCode::Corrupt, sumOf(other));
    EXPECT_NE(file.error.detail.find(sumOf(body_)), std::string::npos) << file.error.detail;
    EXPECT_FALSE(fs::exists(part_));
}

TEST_F(ModelFetchTest, TheNextMirrorGoesOnWhereTheLastOneStopped) {
    WebServer server([this](const WebRequest& request, WebAnswer& answer) {
        if (request.path == "/half" && request.from()) {
            answer.head("404 Not Found", "Content-Length: 0\r\n");
        } else if (request.path == "/half") {
            test::serveAndDrop(request, answer, body_, 150'000, "\"here\"");
        } else {
            test::serveWell(request, answer, body_, "\"there\"");
        }
    });
    write({server.url("/half"), server.url("/whole")});
    expectWhole(fetchOne());
    EXPECT_EQ(server.ranges(), (std::vector<std::uint64_t>{0, 150'000, 150'000}));
    EXPECT_EQ(server.requests().at(2).header("if-range"), "") << "the other mirror's ETag means nothing here";
}

TEST_F(ModelFetchTest, MissingFilesAreNotAskedForTwice) {
    WebServer server([](const WebRequest&, WebAnswer& answer) {
        answer.head("404 Not Found", "Content-Length: 5\r\n");
        answer.send("sorry");
    });
    write({server.url("/a"), server.url("/b?token=secret")});
    const FetchedFile file = fetchOne();
    expectFailed(file, ErrorCode::NotFound, "404");
    EXPECT_EQ(server.requests().size(), 2U);
    EXPECT_EQ(file.error.detail.find("secret"), std::string::npos) << file.error.detail;
    EXPECT_FALSE(fs::exists(part_)) << "nothing came";
}

TEST_F(ModelFetchTest, ABusyServerIsAskedAgainWhenItWants) {
    std::atomic<int> count = 0;
    WebServer server([&](const WebRequest& request, WebAnswer& answer) {
        if (count++ == 0) {
            answer.head("503 Service Unavailable", "Retry-After: 1\r\nContent-Length: 0\r\n");
        } else {
            test::serveWell(request, answer, body_);
        }
    });
    write({server.url("/model")});
    const auto started = std::chrono::steady_clock::now();
    expectWhole(fetchOne());
    EXPECT_GE(std::chrono::steady_clock::now() - started, 900ms);
}

TEST_F(ModelFetchTest, AServerThatStaysBusyIsLeft) {
    WebServer server([this](const WebRequest& request, WebAnswer& answer) {
        if (request.path == "/busy") {
            answer.head("503 Service Unavailable", "Content-Length: 0\r\n");
        } else if (request.path == "/later") {
            answer.head("429 Too Many Requests", "Retry-After: 86400\r\nContent-Length: 0\r\n");
        } else {
            test::serveWell(request, answer, body_);
        }
    });
    write({server.url("/later"), server.url("/busy"), server.url("/model")});
    expectWhole(fetchOne());
    EXPECT_EQ(server.requests().size(), 5U) << "once the one that asks for a day, three times the busy one";
    fs::remove(target_);
    write({server.url("/later")});
    expectFailed(fetchOne(), ErrorCode::Io, "wait 86400 s");
}

TEST_F(ModelFetchTest, AnotherSizeThanTheManifestsIsRefusedBeforeItComes) {
    WebServer server([this](const WebRequest& request, WebAnswer& answer) {
        test::serveWell(request, answer, request.path == "/longer" ? body_ + "more" : body_.substr(1));
    });
    write({server.url("/longer"), server.url("/shorter")});
    const FetchedFile file = fetchOne();
    expectFailed(file, ErrorCode::Io, "offers 300004 bytes instead of 300000");
    EXPECT_NE(file.error.detail.find("299999"), std::string::npos) << file.error.detail;
}

TEST_F(ModelFetchTest, AnEndlessAnswerIsCutOff) {
    WebServer server([this](const WebRequest&, WebAnswer& answer) {
        answer.head("200 OK", "");
        while (answer.send(body_)) {
        }
    });
    write({server.url("/model")});
    expectFailed(fetchOne(), ErrorCode::Io, "more than 300000 bytes");
    EXPECT_FALSE(fs::exists(part_)) << "the beginning of something endless is of no use";
}

TEST_F(ModelFetchTest, ALengthThatPromisesTooMuchIsADrop) {
    std::atomic<int> count = 0;
    WebServer server([&](const WebRequest& request, WebAnswer& answer) {
        if (count++ == 0) {
            answer.head("200 OK", "Content-Length: 300000\r\n");
            answer.send(body_.substr(0, 1000));
        } else {
            test::serveWell(request, answer, body_);
        }
    });
    write({server.url("/model")});
    expectWhole(fetchOne());
}

TEST_F(ModelFetchTest, AnAnswerWithoutALengthMayEndTooEarly) {
    std::atomic<int> count = 0;
    WebServer server([&](const WebRequest& request, WebAnswer& answer) {
        if (count++ == 0) {
            answer.head("200 OK", "ETag: \"1\"\r\n");
            answer.send(body_.substr(0, 1000));
        } else {
            test::serveWell(request, answer, body_);
        }
    });
    write({server.url("/model")});
    expectWhole(fetchOne());
    EXPECT_EQ(server.ranges(), (std::vector<std::uint64_t>{0, 1000}));
}

TEST_F(ModelFetchTest, FollowsRedirectsButNotForEver) {
    WebServer server([this](const WebRequest& request, WebAnswer& answer) {
        if (request.path == "/moved") {
            answer.head("302 Found", "Location: /model\r\nContent-Length: 0\r\n");
        } else if (request.path == "/circle") {
            answer.head("302 Found", "Location: /circle\r\nContent-Length: 0\r\n");
        } else {
            test::serveWell(request, answer, body_);
        }
    });
    write({server.url("/moved")});
    expectWhole(fetchOne());
    fs::remove(target_);
    write({server.url("/circle")});
    expectFailed(fetchOne(), ErrorCode::Io, "from one address to the next");
    EXPECT_LE(server.requests().size(), 9U);
}

TEST_F(ModelFetchTest, DoesNotFollowRedirectsToOtherProtocols) {
    test::writeBytes(folder_ / "secret", body_);
    for (const std::string& to :
         {"file://" + (folder_ / "secret").string(), std::string("ftp://127.0.0.1/x"), std::string("gopher://x/")}) {
        WebServer server([&to](const WebRequest&, WebAnswer& answer) {
            answer.head("302 Found", "Location: " + to + "\r\nContent-Length: 0\r\n");
        });
        write({server.url("/model")});
        expectFailed(fetchOne(), ErrorCode::Io, "not safe to follow");
    }
}

TEST_F(ModelFetchTest, AStallIsNotWaitedFor) {
    std::atomic<int> count = 0;
    std::atomic<bool> waiting = false;
    WebServer server([&](const WebRequest& request, WebAnswer& answer) {
        if (count++ == 0) {
            answer.head("200 OK", "Content-Length: 300000\r\nETag: \"1\"\r\n");
            answer.send(body_.substr(0, 1000));
            waiting = true;
            answer.wait(1h);
            waiting = false;
        } else {
            test::serveWell(request, answer, body_);
        }
    });
    write({server.url("/model")});
    expectWhole(fetchOne());
    EXPECT_TRUE(waiting) << "the first answer never ended";
    EXPECT_EQ(server.ranges(), (std::vector<std::uint64_t>{0, 1000}));
}

TEST_F(ModelFetchTest, AnUnreachableMirrorIsNamed) {
    write({"http://127.0.0.1:1/model"});
    expectFailed(fetchOne(), ErrorCode::Io, "cannot be reached");
}

TEST_F(ModelFetchTest, StopsAtOnceAndKeepsWhatCame) {
    std::atomic<bool> waiting = false;
    WebServer server([&](const WebRequest&, WebAnswer& answer) {
        answer.head("200 OK", "Content-Length: 300000\r\n");
        answer.send(body_.substr(0, 1000));
        waiting = true;
        answer.wait(1h);
        waiting = false;
    });
    write({server.url("/model")});
    std::stop_source stop;
    const std::jthread stopper([&] {
        while (!waiting || !fs::exists(part_) || fs::file_size(part_) < 1000) {
            std::this_thread::sleep_for(1ms);
        }
        stop.request_stop();
    });
    FetchLimits patient = limits();
    patient.http.stallSeconds = 3600;  // so that only the stop can end it
    const auto files = fetchModels(manifest_, into_, patient, {}, stop.get_token());
    ASSERT_FALSE(files);
    EXPECT_EQ(files.error().code, ErrorCode::Cancelled);
    EXPECT_TRUE(waiting) << "the answer never ended";
    EXPECT_EQ(fs::file_size(part_), 1000U);
}

TEST_F(ModelFetchTest, WithoutASumTheFirstCopyIsRecordedAndLaterOnesAreHeldAgainstIt) {
    std::string other = body_;
    other[5] = static_cast<char>(other[5] + 1);
    std::atomic<bool> changed = false;
    WebServer server([&](const WebRequest& request, WebAnswer& answer) {
        test::serveWell(request, answer, changed ? other : body_);
    });
    write({server.url("/model")}, /*withSum=*/false, /*withSize=*/false);
    const FetchedFile first = fetchOne();
    expectWhole(first);
    EXPECT_TRUE(first.recorded);
    EXPECT_EQ(ManifestLock::read(manifest_).value().find("sub/model.pth")->sha256, sumOf(body_));
    EXPECT_EQ(fetchOne().state, FetchState::AlreadyHere);
    fs::remove(target_);
    changed = true;
    expectFailed(fetchOne(), ErrorCode::Corrupt, sumOf(body_));
}

TEST_F(ModelFetchTest, WithoutASumAPartOfUnknownOriginIsNotGoneOnFrom) {
    WebServer server([this](const WebRequest& request, WebAnswer& answer) { test::serveWell(request, answer, body_); });
    test::writeBytes(part_, std::string(1000, 'x'));
    write({server.url("/model")}, /*withSum=*/false);
    expectWhole(fetchOne());
    EXPECT_EQ(server.ranges(), (std::vector<std::uint64_t>{0}));
}

TEST_F(ModelFetchTest, WithoutASumABrokenTransferGoesOnOnlyUnderItsETag) {
    for (const bool tagged : {true, false}) {
        std::atomic<int> count = 0;
        WebServer server([&](const WebRequest& request, WebAnswer& answer) {
            if (count++ > 0) {
                test::serveWell(request, answer, body_);
                return;
            }
            answer.head("200 OK",
                        std::string("Content-Length: 300000\r\n") + (tagged ? "ETag: \"1\"\r\n" : "ETag: W/\"1\"\r\n"));
            answer.send(body_.substr(0, 1000));
        });
        write({server.url("/model")}, /*withSum=*/false);
        expectWhole(fetchOne());
        EXPECT_EQ(server.ranges(), (std::vector<std::uint64_t>{0, tagged ? 1000U : 0U}));
        fs::remove(target_);
        fs::remove(manifest_.string() + ".lock");
    }
}

TEST_F(ModelFetchTest, AFailingFileDoesNotKeepTheOthersFromComing) {
    WebServer server([this](const WebRequest& request, WebAnswer& answer) {
        if (request.path == "/none") {
            answer.head("404 Not Found", "Content-Length: 0\r\n");
        } else {
            test::serveWell(request, answer, body_);
        }
    });
    const nlohmann::json all = {
        {"format", 1},
        {"files",
         {{{"path", "none.pth"}, {"urls", {server.url("/none")}}, {"sha256", sumOf(body_)}},
          {{"path", "sub/model.pth"}, {"urls", {server.url("/model")}}, {"sha256", sumOf(body_)}}}}};
    test::writeBytes(manifest_, all.dump());
    const auto files = fetch();
    ASSERT_TRUE(files) << files.error().message();
    EXPECT_EQ(files->at(0).state, FetchState::Failed);
    expectWhole(files->at(1));
}

TEST_F(ModelFetchTest, AFileThatCannotBeWrittenDoesNotKeepTheOthersFromComing) {
    WebServer server([this](const WebRequest& request, WebAnswer& answer) { test::serveWell(request, answer, body_); });
    const nlohmann::json all = {
        {"format", 1},
        {"files",
         {{{"path", "taken.pth"}, {"urls", {server.url("/taken")}}, {"sha256", sumOf(body_)}},
          {{"path", "sub/model.pth"}, {"urls", {server.url("/model")}}, {"sha256", sumOf(body_)}}}}};
    test::writeBytes(manifest_, all.dump());
    fs::create_directories(into_);
    ASSERT_EQ(::mknod((into_ / "taken.pth.part").c_str(), S_IFSOCK | 0600, 0), 0) << "which cannot be opened";
    const auto files = fetch();
    ASSERT_TRUE(files) << files.error().message();
    EXPECT_EQ(files->at(0).state, FetchState::Failed);
    EXPECT_EQ(files->at(0).error.code, ErrorCode::Io) << files->at(0).error.message();
    expectWhole(files->at(1));
}

TEST_F(ModelFetchTest, WithoutASizeTheServersIsNotTakenOnTrust) {
    WebServer server([](const WebRequest& request, WebAnswer& answer) {
        const bool absurd = request.path == "/absurd";
        answer.head("200 OK", absurd ? "Content-Length: 1000000000000000\r\n" : "Content-Length: 17179869185\r\n");
        answer.send("the beginning");
    });
    write({server.url("/absurd"), server.url("/model")}, /*withSum=*/true, /*withSize=*/false);
    const FetchedFile file = fetchOne();
    expectFailed(file, ErrorCode::Io, "offers 1000000000000000 bytes");
    EXPECT_NE(file.error.detail.find("offers 17179869185 bytes"), std::string::npos) << file.error.detail;
    EXPECT_FALSE(fs::exists(part_));
}

TEST_F(ModelFetchTest, LinksThatLeadOutAreRefused) {
    WebServer server([this](const WebRequest& request, WebAnswer& answer) { test::serveWell(request, answer, body_); });
    write({server.url("/model")});
    fs::create_directories(folder_ / "outside");
    fs::create_directories(into_);
    fs::create_directory_symlink(folder_ / "outside", into_ / "sub");
    const FetchedFile out = fetchOne();
    EXPECT_EQ(out.error.code, ErrorCode::InvalidInput) << out.error.message();
    EXPECT_TRUE(fs::is_empty(folder_ / "outside"));
    fs::remove(into_ / "sub");
    test::writeBytes(folder_ / "outside/victim", "mine");
    fs::create_directories(into_ / "sub");
    fs::create_symlink(folder_ / "outside/victim", target_);
    EXPECT_EQ(fetchOne().error.code, ErrorCode::InvalidInput);
    fs::remove(target_);
    fs::create_symlink(folder_ / "outside/victim", part_);
    EXPECT_EQ(fetchOne().error.code, ErrorCode::InvalidInput);
    EXPECT_EQ(readFile(folder_ / "outside/victim").value(), "mine");
    fs::remove(part_);
    fs::remove(into_ / "sub");
    fs::create_directories(into_ / "real");
    fs::create_directory_symlink(into_ / "real", into_ / "sub");
    EXPECT_EQ(fetchOne().state, FetchState::Fetched) << "a link that stays inside does no harm";
}

TEST_F(ModelFetchTest, AFullDiskIsSaidBeforehand) {
    const test::SmallDisk disk(into_, 200'000);
    if (!disk.mounted()) {
        GTEST_SKIP() << "mounting a small disk needs the superuser";
    }
    WebServer server([this](const WebRequest& request, WebAnswer& answer) { test::serveWell(request, answer, body_); });
    write({server.url("/model")});
    const FetchedFile file = fetchOne();
    expectFailed(file, ErrorCode::Io, "needs 0.3 MB more");
    EXPECT_NE(file.error.advice.find("Free some disk space"), std::string::npos) << file.error.message();
    EXPECT_TRUE(server.requests().empty());
    write({server.url("/model")}, /*withSum=*/true, /*withSize=*/false);
    expectFailed(fetchOne(), ErrorCode::Io, "needs 0.3 MB more");
    EXPECT_FALSE(fs::exists(part_)) << "nothing of it was taken";
}

TEST_F(ModelFetchTest, ADiskThatFillsUpMeanwhileIsSaid) {
    const test::SmallDisk disk(into_, 200'000);
    if (!disk.mounted()) {
        GTEST_SKIP() << "mounting a small disk needs the superuser";
    }
    WebServer server([this](const WebRequest&, WebAnswer& answer) {
        answer.head("200 OK", "");
        answer.send(body_);
    });
    write({server.url("/model")}, /*withSum=*/true, /*withSize=*/false);
    expectFailed(fetchOne(), ErrorCode::Io, "No space left");
    EXPECT_TRUE(fs::exists(part_));
}

TEST_F(ModelFetchTest, WhatCannotBeWrittenIsSaid) {
    write({"http://127.0.0.1:1/model"});
    test::writeBytes(into_, "a file");
    EXPECT_EQ(fetch().error().code, ErrorCode::InvalidInput);
    const auto unwritable = fetchModels(manifest_, "/proc/timbre", limits());
    ASSERT_FALSE(unwritable);
    EXPECT_EQ(unwritable.error().code, ErrorCode::Io);
}

TEST_F(ModelFetchTest, TwoAtOnceDoNotMix) {
    std::atomic<bool> go = false;
    WebServer server([&](const WebRequest& request, WebAnswer& answer) {
        while (!go && answer.wait(1ms)) {
        }
        test::serveWell(request, answer, body_);
    });
    write({server.url("/model")});
    Result<std::vector<FetchedFile>> first = fail(ErrorCode::Internal, "not yet");
    std::jthread one([&] { first = fetch(); });
    while (server.requests().empty()) {
        std::this_thread::sleep_for(1ms);
    }
    const auto second = fetch();
    ASSERT_FALSE(second);
    EXPECT_NE(second.error().detail.find("another fetch"), std::string::npos) << second.error().detail;
    go = true;
    one.join();
    ASSERT_TRUE(first) << first.error().message();
    EXPECT_EQ(first->at(0).state, FetchState::Fetched);
}

TEST_F(ModelFetchTest, ProgressNeverFalls) {
    WebServer server(
        [this](const WebRequest& request, WebAnswer& answer) { test::serveAndDrop(request, answer, body_, 90'000); });
    write({server.url("/model")});
    double last = 0.0;
    const auto files = fetchModels(manifest_, into_, limits(), [&last](const Progress& progress) {
        EXPECT_GE(progress.fraction, last);
        EXPECT_NE(progress.stage.find("sub/model.pth"), std::string::npos);
        last = progress.fraction;
    });
    ASSERT_TRUE(files);
    EXPECT_DOUBLE_EQ(last, 1.0);
}

TEST(DisplayUrl, HidesSecrets) {
    EXPECT_EQ(displayUrl("https://me:pw@example.org:8443/a/b?token=1#x"), "https://example.org:8443/a/b");
}

}  // namespace
}  // namespace timbre
