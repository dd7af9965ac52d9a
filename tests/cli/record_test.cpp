// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numbers>
#include <thread>

#include "core/audio/decode.h"
#include "core/audio/encode.h"
#include "core/base/files.h"
#include "tests/support/pulse_sandbox.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr double kFrequencyHz = 440.0;
constexpr float kAmplitude = 0.25F;

std::string text(const fs::path& path) { return readFile(path).value_or(""); }

test::ProcessResult timbre(std::vector<std::string> arguments, const std::vector<std::string>& environment) {
    arguments.insert(arguments.begin(), test::program("timbre").string());
    test::ProcessOptions options;
    options.environment = environment;
    return test::runProcess(arguments, options);
}

AudioClip tone(double seconds) {
    AudioClip clip{.sampleRateHz = 48'000, .channels = 1, .samples = {}};
    clip.samples.resize(static_cast<std::size_t>(seconds * clip.sampleRateHz));
    for (std::size_t i = 0; i < clip.samples.size(); ++i) {
        const double phase = 2.0 * std::numbers::pi * kFrequencyHz * static_cast<double>(i) / clip.sampleRateHz;
        clip.samples[i] = kAmplitude * static_cast<float>(std::sin(phase));
    }
    return clip;
}

/// Frequency in the middle of the loud part, by counting rising zero crossings.
double toneFrequencyHz(const AudioClip& clip) {
    const auto loud = [](float sample) { return std::fabs(sample) > kAmplitude / 2.0F; };
    const auto first = std::ranges::find_if(clip.samples, loud) + 2'400;
    const auto last = first + 48'000;
    std::size_t crossings = 0;
    for (auto sample = first; sample < last && sample + 1 < clip.samples.end(); ++sample) {
        crossings += *sample < 0.0F && *(sample + 1) >= 0.0F ? 1U : 0U;
    }
    return static_cast<double>(crossings);
}

/// A tone that sounds for as long as one lives.
class Whistler {
  public:
    Whistler(const test::PulseSandbox& sandbox, const test::TempDir& dir) {
        EXPECT_TRUE(writeAudio(dir / "tone.wav", tone(120.0)));
        player_.emplace(std::vector<std::string>{"paplay", "--device=sandbox", (dir / "tone.wav").string()},
                        test::ChildProcess::Options{.environment = sandbox.environment()});
    }

  private:
    std::optional<test::ChildProcess> player_;
};

class RecordCommand : public testing::Test {
  protected:
    void SetUp() override {
        TIMBRE_REQUIRE_PULSE();
        sandbox_.emplace();
    }

    /// `timbre record take.wav ...`, beside the test.
    std::unique_ptr<test::ChildProcess> startRecording(std::vector<std::string> more = {}) {
        std::vector<std::string> command = {test::program("timbre").string(), "record", (dir_ / "take.wav").string()};
        command.insert(command.end(), more.begin(), more.end());
        return std::make_unique<test::ChildProcess>(
            command, test::ChildProcess::Options{
                         .environment = sandbox_->environment(), .output = dir_ / "out", .errors = dir_ / "err"});
    }

    /// Seconds of sound that the part file holds by now.
    [[nodiscard]] double secondsOnDisk() const {
        std::error_code error;
        const auto bytes = fs::file_size(dir_ / "take.part.wav", error);
        return error ? 0.0 : (static_cast<double>(bytes) - 80.0) / (3.0 * 48'000.0);
    }

    std::optional<test::PulseSandbox> sandbox_;
    test::TempDir dir_;
};

TEST_F(RecordCommand, RecordsWhatIsPlayedForTheSecondsGiven) {
    const Whistler whistler(*sandbox_, dir_);
    const auto run =
        timbre({"record", (dir_ / "take.wav").string(), "--seconds", "3", "--json"}, sandbox_->environment());
    ASSERT_EQ(run.exitCode, 0) << run.errors << run.output;
    const json answer = json::parse(run.output);
    EXPECT_EQ(answer.at("file"), (dir_ / "take.wav").string());
    EXPECT_EQ(answer.at("seconds"), 3.0);
    EXPECT_EQ(answer.at("sample_rate_hz"), 48'000);
    EXPECT_EQ(answer.at("channels"), 1);
    EXPECT_EQ(answer.at("dropped_frames"), 0);
    EXPECT_TRUE(answer.at("trouble").is_null());
    EXPECT_NEAR(answer.at("quality").at("peak_dbfs").get<double>(), -12.04, 0.05);
    EXPECT_TRUE(answer.at("quality").contains("verdict"));

    const auto clip = readAudio(dir_ / "take.wav");
    ASSERT_TRUE(clip) << clip.error().message();
    EXPECT_EQ(clip->frames(), 144'000U);
    EXPECT_NEAR(toneFrequencyHz(*clip), kFrequencyHz, 1.0);
}

TEST_F(RecordCommand, TellsLevelOnceASecondAndTheReportWithoutATerminal) {
    const Whistler whistler(*sandbox_, dir_);
    const auto run =
        timbre({"record", (dir_ / "take.wav").string(), "--seconds", "2.5", "--device", "default", "--rate", "44100"},
               sandbox_->environment());
    ASSERT_EQ(run.exitCode, 0) << run.errors;
    EXPECT_NE(run.errors.find("00:01  level "), std::string::npos) << run.errors;
    EXPECT_NE(run.errors.find("00:02  level "), std::string::npos) << run.errors;
    EXPECT_NE(run.output.find("take.wav: 2.5 s, 44100 Hz, mono, 24 bit"), std::string::npos) << run.output;
    EXPECT_EQ(run.errors.find("ALSA"), std::string::npos) << run.errors;  // nothing of what host libraries say
    EXPECT_EQ(run.errors.find("jack"), std::string::npos) << run.errors;
}

TEST_F(RecordCommand, LeavesAWholeFileAndExitCodeZeroAfterCtrlC) {
    const Whistler whistler(*sandbox_, dir_);
    const auto recording = startRecording({"--json"});
    ASSERT_TRUE(test::eventually([&] { return secondsOnDisk() > 2.0; })) << text(dir_ / "err");
    recording->signal(SIGINT);
    EXPECT_EQ(recording->wait(), 0) << text(dir_ / "err");
    const auto read = readAudioWithFacts(dir_ / "take.wav");
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_FALSE(read->facts.truncated);
    EXPECT_GT(read->clip.seconds(), 2.0);
    EXPECT_NEAR(toneFrequencyHz(read->clip), kFrequencyHz, 1.0);
    EXPECT_EQ(json::parse(text(dir_ / "out")).at("seconds").get<double>(), read->clip.seconds());
    EXPECT_FALSE(fs::exists(dir_ / "take.part.wav"));
}

TEST_F(RecordCommand, KeepsAllButTheLastSecondWhenKilled) {
    const Whistler whistler(*sandbox_, dir_);
    const auto recording = startRecording();
    ASSERT_TRUE(test::eventually([&] { return secondsOnDisk() > 3.0; })) << text(dir_ / "err");
    const double before = secondsOnDisk();
    recording->signal(SIGKILL);
    EXPECT_EQ(recording->wait(), 128 + SIGKILL);

    const auto recovered =
        timbre({"record", (dir_ / "take.wav").string(), "--recover", "--json"}, sandbox_->environment());
    ASSERT_EQ(recovered.exitCode, 0) << recovered.output << recovered.errors;
    EXPECT_EQ(json::parse(recovered.output).at("recovered").at("file"), (dir_ / "take.recovered.wav").string());
    const auto clip = readAudio(dir_ / "take.recovered.wav");
    ASSERT_TRUE(clip) << clip.error().message();
    EXPECT_GE(clip->seconds(), before);
    EXPECT_NEAR(toneFrequencyHz(*clip), kFrequencyHz, 1.0);
    EXPECT_FALSE(fs::exists(dir_ / "take.part.wav"));
}

TEST_F(RecordCommand, RescuesAKilledRecordingWhenTheNextOneOfTheSameNameBegins) {
    {
        const auto recording = startRecording();
        ASSERT_TRUE(test::eventually([&] { return secondsOnDisk() > 0.5; })) << text(dir_ / "err");
        recording->signal(SIGKILL);
        recording->wait();
    }
    const auto run =
        timbre({"record", (dir_ / "take.wav").string(), "--seconds", "0.5", "--json"}, sandbox_->environment());
    ASSERT_EQ(run.exitCode, 0) << run.output;
    EXPECT_EQ(json::parse(run.output).at("recovered").at("file"), (dir_ / "take.recovered.wav").string());
    EXPECT_TRUE(readAudio(dir_ / "take.recovered.wav"));
    EXPECT_EQ(readAudio(dir_ / "take.wav").value().frames(), 24'000U);
}

TEST_F(RecordCommand, ReportsTheQualityOfRealSpeechAsCheckDoes) {
    TIMBRE_REQUIRE_SHARED(shared);
    const fs::path speech = shared / "speech" / "ljspeech" / "LJ001-0001.wav";
    ASSERT_TRUE(fs::exists(speech)) << speech;
    const auto recording = startRecording({"--json"});
    ASSERT_TRUE(test::eventually([&] { return secondsOnDisk() > 0.3; })) << text(dir_ / "err");
    sandbox_->play(speech);
    const double end = secondsOnDisk() + 0.3;
    ASSERT_TRUE(test::eventually([&] { return secondsOnDisk() > end; }));
    recording->signal(SIGTERM);
    ASSERT_EQ(recording->wait(), 0) << text(dir_ / "err");
    const json live = json::parse(text(dir_ / "out")).at("quality");
    EXPECT_EQ(live.at("verdict"), "good") << live;

    // Same samples, live and from the file: the same report.
    const auto checked = timbre({"check", (dir_ / "take.wav").string(), "--json"}, sandbox_->environment());
    const json file = json::parse(checked.output).at("files").at(0);
    for (const char* figure : {"snr_db", "noise_floor_dbfs", "peak_dbfs", "loudness_lufs", "speech_share"}) {
        EXPECT_NEAR(live.at(figure).get<double>(), file.at(figure).get<double>(), 0.01) << figure;
    }
    EXPECT_EQ(live.at("verdict"), file.at("verdict"));
}

TEST_F(RecordCommand, RefusesToOverwriteUnlessForced) {
    ASSERT_TRUE(writeFileAtomically(dir_ / "take.wav", "precious"));
    const auto refused = timbre({"record", (dir_ / "take.wav").string(), "--seconds", "0.2"}, sandbox_->environment());
    EXPECT_EQ(refused.exitCode, 8);
    EXPECT_NE(refused.errors.find("take.wav"), std::string::npos);
    EXPECT_EQ(text(dir_ / "take.wav"), "precious");
    const auto forced =
        timbre({"record", (dir_ / "take.wav").string(), "--seconds", "0.2", "--force"}, sandbox_->environment());
    EXPECT_EQ(forced.exitCode, 0) << forced.errors;
    EXPECT_EQ(readAudio(dir_ / "take.wav").value().frames(), 9'600U);
}

struct BadCommand {
    std::vector<std::string> arguments;  ///< "DIR" in them is the test's folder.
    int exitCode;
    std::string named;  ///< Must stand in the message.
};

class RecordRefusals : public RecordCommand, public testing::WithParamInterface<BadCommand> {};

TEST_P(RecordRefusals, NameTheTroubleAndLeaveNoFile) {
    std::vector<std::string> arguments = {"record"};
    for (std::string word : GetParam().arguments) {
        if (const auto at = word.find("DIR"); at != std::string::npos) {
            word.replace(at, 3, dir_.path().string());
        }
        arguments.push_back(word);
    }
    const auto run = timbre(arguments, sandbox_->environment());
    EXPECT_EQ(run.exitCode, GetParam().exitCode) << run.errors;
    EXPECT_NE(run.errors.find(GetParam().named), std::string::npos) << run.errors;
    EXPECT_TRUE(fs::is_empty(dir_.path()));
}

INSTANTIATE_TEST_SUITE_P(
    All, RecordRefusals,
    testing::Values(BadCommand{{}, 2, "OUT.wav"}, BadCommand{{"DIR/take.mp3", "--seconds", "1"}, 3, "take.mp3"},
                    BadCommand{{"DIR/absent/take.wav", "--seconds", "1"}, 4, "absent"},
                    BadCommand{{"DIR/take.wav", "--seconds", "-1"}, 2, "--seconds"},
                    BadCommand{{"DIR/take.wav", "--seconds", "1", "--device", "shure"}, 4, "shure"},
                    BadCommand{{"DIR/take.wav", "--seconds", "1", "--device", "99"}, 4, "99"},
                    BadCommand{{"DIR/take.wav", "--seconds", "1", "--rate", "5"}, 2, "--rate"},
                    BadCommand{{"DIR/take.wav", "--recover"}, 4, "take.wav"}));

TEST_F(RecordCommand, ListsTheSoundServerAmongTheDevices) {
    const auto run = timbre({"devices", "--json"}, sandbox_->environment());
    ASSERT_EQ(run.exitCode, 0) << run.errors;
    const json devices = json::parse(run.output).at("devices");
    const auto found = std::ranges::find_if(devices, [](const json& d) { return d.at("default_input").get<bool>(); });
    ASSERT_NE(found, devices.end());
    EXPECT_EQ(found->at("name"), "default");
    EXPECT_GT(found->at("input_channels"), 0);

    const auto table = timbre({"devices"}, sandbox_->environment());
    EXPECT_EQ(table.exitCode, 0);
    EXPECT_NE(table.output.find("default"), std::string::npos) << table.output;
    EXPECT_EQ(table.errors, "");  // what ALSA and JACK say about absent cards is not for the user
}

TEST(RecordCommandWithoutADevice, SaysWhatToDoAndLeavesNoFile) {
    const test::TempDir home;
    const test::TempDir dir;
    const auto environment = test::PulseSandbox::silentMachineEnvironment(home);
    const auto listed = timbre({"devices", "--json"}, environment);
    EXPECT_EQ(listed.exitCode, 0);
    const json devices = json::parse(listed.output).at("devices");
    if (std::ranges::any_of(devices, [](const json& d) { return d.at("input_channels") > 0; })) {
        GTEST_SKIP() << "this machine has a sound card that cannot be hidden";
    }
    const auto run = timbre({"record", (dir / "take.wav").string()}, environment);
    EXPECT_EQ(run.exitCode, 9);
    EXPECT_NE(run.errors.find("no microphone"), std::string::npos) << run.errors;
    EXPECT_NE(run.errors.find("Plug in"), std::string::npos) << run.errors;
    EXPECT_TRUE(fs::is_empty(dir.path()));
}

}  // namespace
}  // namespace timbre
