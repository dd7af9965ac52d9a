// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/sound_desk.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <cmath>
#include <condition_variable>
#include <csignal>
#include <fstream>
#include <random>

#include "core/audio/decode.h"
#include "core/audio/encode.h"
#include "core/base/files.h"
#include "core/studio/studio.h"
#include "tests/support/fake_inputs.h"
#include "tests/support/pulse_sandbox.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

/// A studio with microphones that the test plugs in and out.
class SoundDeskTest : public testing::Test {
  protected:
    void SetUp() override { fs::create_directories(snd_); }

    std::shared_ptr<test::FakeMicrophone> plugIn(const std::string& name) {
        auto microphone = std::make_shared<test::FakeMicrophone>();
        {
            const std::scoped_lock lock(machine_->mutex);
            machine_->microphones.emplace_back(name, microphone);
        }
        std::ofstream(snd_ / name) << "";
        return microphone;
    }
    void pullOut(const std::string& name) {
        {
            const std::scoped_lock lock(machine_->mutex);
            std::erase_if(machine_->microphones, [&](const auto& entry) { return entry.first == name; });
        }
        fs::remove(snd_ / name);
    }

    Studio& studio() {
        if (!studio_) {
            SoundDeskParts sound{.openInputs = [this]() -> Result<std::unique_ptr<SoundInputs>> {
                                     return std::unique_ptr<SoundInputs>(std::make_unique<test::FakeInputs>(machine_));
                                 },
                                 .places = {.folders = {snd_}, .files = {}},
                                 .statusEvery = milliseconds(20),
                                 .watchEvery = milliseconds(30)};
            studio_ = std::make_unique<Studio>(StudioParts{.openVoices = {}, .makeEngine = {}, .cache = nullptr, .loadLexicon = {}, .sound = sound},
                                               [this](Event event) {
                                                   const std::scoped_lock lock(mutex_);
                                                   events_.push_back(std::move(event));
                                                   changed_.notify_all();
                                               });
        }
        return *studio_;
    }

    void restart() {
        studio_.reset();
        events_.clear();
    }

    template <typename C>
    Result<void> run(C command) {
        command.job = studio().newJobId();
        const JobId id = command.job;
        const JobHandle handle = studio().post(std::move(command));
        std::unique_lock lock(mutex_);
        const JobFinished* end = nullptr;
        changed_.wait(lock, [&] {
            for (const Event& event : events_) {
                const auto* finished = std::get_if<JobFinished>(&event);
                end = finished != nullptr && finished->job == id ? finished : end;
            }
            return end != nullptr;
        });
        return end->outcome;
    }

    template <typename T>
    std::vector<T> all() {
        const std::scoped_lock lock(mutex_);
        std::vector<T> found;
        for (const Event& event : events_) {
            if (const T* value = std::get_if<T>(&event)) {
                found.push_back(*value);
            }
        }
        return found;
    }
    template <typename T>
    bool comes(std::size_t count = 1) {
        return test::eventually([&] { return all<T>().size() >= count; });
    }
    bool recorded(double seconds) {
        const std::size_t before = all<InputStatusChanged>().size();  // They may be of an earlier take.
        return test::eventually([&] {
            const auto told = all<InputStatusChanged>();
            return told.size() > before && told.back().status.inTake && told.back().status.takeSeconds > seconds;
        });
    }

    test::TempDir dir_;
    fs::path snd_ = dir_ / "snd";
    std::shared_ptr<test::FakeInputs::Machine> machine_ = std::make_shared<test::FakeInputs::Machine>();
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Event> events_;
    std::unique_ptr<Studio> studio_;  ///< Last: its threads use everything above.
};

TEST_F(SoundDeskTest, ListsInputsAndSaysWhyThereIsNone) {
    ASSERT_TRUE(run(ListInputs{}));
    EXPECT_TRUE(all<InputsListed>().back().devices.empty());
    ASSERT_TRUE(all<InputsListed>().back().problem);
    EXPECT_EQ(all<InputsListed>().back().problem->code, ErrorCode::DeviceUnavailable);
    EXPECT_EQ(run(OpenInput{}).error().code, ErrorCode::DeviceUnavailable);
    EXPECT_EQ(run(BeginTake{.target = dir_ / "take.wav"}).error().code, ErrorCode::NotFound);
    EXPECT_EQ(run(EndTake{}).error().code, ErrorCode::NotFound);
    EXPECT_TRUE(run(CloseInput{}));
}

TEST_F(SoundDeskTest, RecordsATakeAndJudgesIt) {
    plugIn("Desk microphone");
    ASSERT_TRUE(run(OpenInput{}));
    const auto opened = all<InputOpened>();
    ASSERT_EQ(opened.size(), 1U);
    EXPECT_EQ(opened[0].device.name, "Desk microphone");
    ASSERT_TRUE(opened[0].meter && opened[0].trace);
    ASSERT_TRUE(run(ListInputs{}));
    EXPECT_EQ(all<InputsListed>().back().open, opened[0].device);
    ASSERT_TRUE(comes<InputStatusChanged>(3));
    ASSERT_TRUE(run(BeginTake{.target = dir_ / "take.wav", .preRollSeconds = 0.1}));
    ASSERT_TRUE(recorded(1.0));
    ASSERT_TRUE(run(EndTake{}));
    const auto takes = all<TakeRecorded>();
    ASSERT_EQ(takes.size(), 1U);
    EXPECT_FALSE(takes[0].take.trouble);
    EXPECT_EQ(takes[0].take.file.path, dir_ / "take.wav");
    ASSERT_TRUE(takes[0].clip && takes[0].peaks);
    EXPECT_EQ(takes[0].clip->frames(), takes[0].take.file.frames);
    EXPECT_EQ(takes[0].peaks->frames(), takes[0].take.file.frames);
    EXPECT_NEAR(takes[0].startSeconds, 0.1, 1e-9);
    EXPECT_EQ(run(BeginTake{.target = dir_ / "take.wav"}).error().code, ErrorCode::AlreadyExists);
    ASSERT_TRUE(run(CloseInput{}));
    EXPECT_EQ(machine_->open, 0);
}

TEST_F(SoundDeskTest, DiscardsATake) {
    plugIn("Desk microphone");
    ASSERT_TRUE(run(OpenInput{}));
    ASSERT_TRUE(run(BeginTake{.target = dir_ / "take.wav"}));
    ASSERT_TRUE(recorded(0.2));
    ASSERT_TRUE(run(DiscardTake{}));
    EXPECT_FALSE(fs::exists(dir_ / "take.part.wav"));
    EXPECT_EQ(run(EndTake{}).error().code, ErrorCode::NotFound);
}

TEST_F(SoundDeskTest, JoinsAPunchInToTheEarlierTake) {
    plugIn("Desk microphone");
    ASSERT_TRUE(run(OpenInput{}));
    const AudioClip old{.sampleRateHz = 16'000, .channels = 1, .samples = std::vector<float>(48'000, 0.75F)};
    ASSERT_TRUE(writeAudio(dir_ / "one.wav", old));
    EXPECT_EQ(run(BeginTake{.target = dir_ / "two.wav", .punch = PunchPoint{.before = dir_ / "gone.wav", .atSeconds = 1.0}})
                  .error()
                  .code,
              ErrorCode::NotFound);
    ASSERT_TRUE(run(
        BeginTake{.target = dir_ / "two.wav", .punch = PunchPoint{.before = dir_ / "one.wav", .atSeconds = 2.0}}));
    EXPECT_TRUE(fs::exists(dir_ / "two.punch.part.wav"));  // on disk while it is recorded
    ASSERT_TRUE(recorded(0.5));
    ASSERT_TRUE(run(EndTake{}));
    const TakeRecorded take = all<TakeRecorded>().back();
    EXPECT_EQ(take.take.file.path, dir_ / "two.wav");
    EXPECT_EQ(take.startSeconds, 2.0);
    EXPECT_GT(take.clip->frames(), 40'000U);
    EXPECT_NEAR(take.clip->samples[31'000], 0.75F, 1e-3F);
    EXPECT_LT(take.clip->samples[32'200], 0.55F);
    EXPECT_NEAR(take.take.quality.seconds, take.take.file.seconds(), 0.02);
    EXPECT_FALSE(fs::exists(dir_ / "two.punch.wav"));
    EXPECT_EQ(readAudio(dir_ / "one.wav").value().frames(), 48'000U);
}

TEST_F(SoundDeskTest, RefusesAPunchInBeforeAnythingIsReadInVain) {
    plugIn("Desk microphone");
    ASSERT_TRUE(run(OpenInput{}));
    const AudioClip mono{.sampleRateHz = 16'000, .channels = 1, .samples = std::vector<float>(48'000, 0.25F)};
    const AudioClip stereo{.sampleRateHz = 16'000, .channels = 2, .samples = std::vector<float>(96'000, 0.25F)};
    ASSERT_TRUE(writeAudio(dir_ / "mono.wav", mono));
    ASSERT_TRUE(writeAudio(dir_ / "stereo.wav", stereo));
    for (const PunchPoint& point : {PunchPoint{.before = dir_ / "mono.wav", .atSeconds = 0.0},
                                    {.before = dir_ / "mono.wav", .atSeconds = 3.5},
                                    {.before = dir_ / "stereo.wav", .atSeconds = 2.0}}) {
        const auto begun = run(BeginTake{.target = dir_ / "two.wav", .punch = point});
        ASSERT_FALSE(begun) << point.before << " at " << point.atSeconds;
        EXPECT_EQ(begun.error().code, ErrorCode::InvalidInput);
        EXPECT_FALSE(fs::exists(dir_ / "two.punch.part.wav"));
    }
    EXPECT_TRUE(run(BeginTake{.target = dir_ / "two.wav"})) << "nothing runs";
}

TEST_F(SoundDeskTest, KeepsTheNewPartWhereTheTwoCannotBeJoined) {
    plugIn("Desk microphone");
    ASSERT_TRUE(run(OpenInput{}));
    const AudioClip old{.sampleRateHz = 16'000, .channels = 1, .samples = std::vector<float>(48'000, 0.75F)};
    ASSERT_TRUE(writeAudio(dir_ / "one.wav", old));
    ASSERT_TRUE(run(BeginTake{.target = dir_ / "two.wav", .punch = PunchPoint{.before = dir_ / "one.wav", .atSeconds = 2.0}}));
    ASSERT_TRUE(recorded(0.5));
    fs::remove(dir_ / "one.wav");
    const auto ended = run(EndTake{});
    ASSERT_TRUE(ended) << ended.error().message();
    const TakeRecorded take = all<TakeRecorded>().back();
    ASSERT_TRUE(take.take.trouble);
    EXPECT_EQ(take.take.file.path, dir_ / "two.wav");
    EXPECT_EQ(readAudio(dir_ / "two.wav").value().frames(), take.take.file.frames);
    EXPECT_FALSE(fs::exists(dir_ / "two.punch.wav"));
}

/// Files of this process end here: a disk that is full.
class FullDisk {
  public:
    explicit FullDisk(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit small{bytes, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;
    ~FullDisk() {
        setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }

  private:
    void (*handler_)(int);
    rlimit before_{};
};

TEST_F(SoundDeskTest, ATakeThatAFullDiskEndedIsKeptAndToldAtOnce) {
    plugIn("Desk microphone");
    ASSERT_TRUE(run(OpenInput{}));
    {
        const FullDisk full(80 + 3 * 16'000);  // a second
        ASSERT_TRUE(run(BeginTake{.target = dir_ / "take.wav"}));
        ASSERT_TRUE(comes<TakeRecorded>());
    }
    const TakeRecorded take = all<TakeRecorded>().back();
    EXPECT_EQ(take.job, JobId{});
    ASSERT_TRUE(take.take.trouble);
    EXPECT_EQ(take.take.trouble->code, ErrorCode::Io);
    EXPECT_EQ(readAudio(dir_ / "take.wav").value().frames(), 16'000U);
    EXPECT_TRUE(all<InputLost>().empty()) << "the microphone is well";
    EXPECT_EQ(run(EndTake{}).error().code, ErrorCode::NotFound);
    ASSERT_TRUE(run(BeginTake{.target = dir_ / "next.wav"}));
    ASSERT_TRUE(recorded(0.2));
    EXPECT_TRUE(run(EndTake{}));
}

TEST_F(SoundDeskTest, TellsOfATakeThatCouldNotBeKept) {
    plugIn("Desk microphone");
    ASSERT_TRUE(run(OpenInput{}));
    ASSERT_TRUE(run(BeginTake{.target = dir_ / "take.wav"}));
    ASSERT_TRUE(recorded(0.2));
    fs::create_directories(dir_ / "take.wav" / "in the way");
    ASSERT_TRUE(run(CloseInput{}));
    ASSERT_EQ(all<TakeFailed>().size(), 1U);
    EXPECT_EQ(all<TakeFailed>()[0].error.code, ErrorCode::AlreadyExists);
    EXPECT_TRUE(all<TakeRecorded>().empty());
    EXPECT_TRUE(fs::exists(dir_ / "take.part.wav")) << "the sound stays";
}

TEST_F(SoundDeskTest, KeepsTheTakeOfALostInputAndSaysSo) {
    const auto microphone = plugIn("Desk microphone");
    ASSERT_TRUE(run(OpenInput{}));
    ASSERT_TRUE(run(BeginTake{.target = dir_ / "take.wav"}));
    ASSERT_TRUE(recorded(0.5));
    microphone->dieAt = 0;
    ASSERT_TRUE(comes<InputLost>());
    const auto takes = all<TakeRecorded>();
    ASSERT_EQ(takes.size(), 1U);
    EXPECT_EQ(takes[0].job, JobId{});
    ASSERT_TRUE(takes[0].take.trouble);
    EXPECT_GT(readAudio(dir_ / "take.wav").value().frames(), 8'000U);
    EXPECT_EQ(all<InputLost>()[0].device, "Desk microphone");
    EXPECT_EQ(all<InputLost>()[0].error.code, ErrorCode::DeviceUnavailable);
    EXPECT_EQ(run(BeginTake{.target = dir_ / "next.wav"}).error().code, ErrorCode::NotFound);
}

TEST_F(SoundDeskTest, EndsAndKeepsATakeWhenTheStudioGoesOrTheInputIsChanged) {
    plugIn("Desk microphone");
    ASSERT_TRUE(run(OpenInput{}));
    ASSERT_TRUE(run(BeginTake{.target = dir_ / "one.wav"}));
    ASSERT_TRUE(recorded(0.2));
    ASSERT_TRUE(run(OpenInput{}));
    ASSERT_EQ(all<TakeRecorded>().size(), 1U);
    EXPECT_TRUE(fs::exists(dir_ / "one.wav"));
    ASSERT_TRUE(run(BeginTake{.target = dir_ / "two.wav"}));
    ASSERT_TRUE(test::eventually([&] { return fs::file_size(dir_ / "two.part.wav") > 20'000; }));
    studio_.reset();
    EXPECT_TRUE(fs::exists(dir_ / "two.wav"));
    EXPECT_FALSE(fs::exists(dir_ / "two.part.wav"));
}

TEST_F(SoundDeskTest, FindsDevicesThatComeAndGoAndReopensByName) {
    plugIn("Desk microphone");
    ASSERT_TRUE(run(OpenInput{}));
    plugIn("Another");
    pullOut("Desk microphone");
    plugIn("Desk microphone");  // now behind the other one
    ASSERT_TRUE(comes<InputsChanged>());
    EXPECT_EQ(all<InputsChanged>().back().devices.size(), 2U);
    ASSERT_TRUE(comes<InputOpened>(2));
    EXPECT_EQ(all<InputOpened>()[1].job, JobId{});
    EXPECT_EQ(all<InputOpened>()[1].device.name, "Desk microphone");
    EXPECT_EQ(all<InputOpened>()[1].device.index, 1);
    EXPECT_EQ(machine_->refreshedWhileOpen, 0);
    pullOut("Desk microphone");
    ASSERT_TRUE(comes<InputLost>());
}

TEST_F(SoundDeskTest, LeavesTheListAloneWhileATakeRuns) {
    plugIn("Desk microphone");
    ASSERT_TRUE(run(OpenInput{}));
    ASSERT_TRUE(run(BeginTake{.target = dir_ / "take.wav"}));
    plugIn("Another");
    const std::size_t told = all<InputStatusChanged>().size();
    ASSERT_TRUE(comes<InputStatusChanged>(told + 20));  // many looks later
    EXPECT_EQ(machine_->refreshed, 0);
    ASSERT_TRUE(run(EndTake{}));
    EXPECT_FALSE(all<TakeRecorded>().back().take.trouble);
    EXPECT_TRUE(comes<InputsChanged>());
    EXPECT_EQ(machine_->refreshedWhileOpen, 0);
}

/// White noise of this level, at 16 kHz.
std::shared_ptr<AudioClip> noiseAt(double dbfs, double seconds) {
    std::mt19937 random(7);
    std::normal_distribution<float> sample(0.0F, static_cast<float>(std::pow(10.0, dbfs / 20.0)));
    auto clip = std::make_shared<AudioClip>(AudioClip{.sampleRateHz = 16'000, .channels = 1, .samples = {}});
    for (int i = 0; i < static_cast<int>(seconds * 16'000); ++i) {
        clip->samples.push_back(sample(random));
    }
    return clip;
}

TEST_F(SoundDeskTest, ChecksTheRoom) {
    for (const auto& [dbfs, verdict] : {std::pair{-60.0, RoomVerdict::Quiet},
                                        {-45.0, RoomVerdict::Usable},
                                        {-30.0, RoomVerdict::Noisy},
                                        {-200.0, RoomVerdict::Silent}}) {
        const std::string name = "room " + std::to_string(static_cast<int>(-dbfs));
        const auto microphone = plugIn(name);
        microphone->clip = noiseAt(dbfs, 120.0);
        restart();
        ASSERT_TRUE(run(OpenInput{.device = name}));
        ASSERT_TRUE(run(CheckRoom{.seconds = 3.0, .target = dir_ / "room.wav"}));
        const RoomChecked room = all<RoomChecked>().back();
        EXPECT_EQ(room.verdict, verdict) << dbfs << " measured " << room.noiseFloorDbfs;
        if (verdict != RoomVerdict::Silent) {
            EXPECT_NEAR(room.noiseFloorDbfs, dbfs, 2.0);
        }
        ASSERT_TRUE(room.file);
        EXPECT_EQ(readAudio(dir_ / "room.wav").value().frames(), 48'000U);
        EXPECT_TRUE(room.noises.empty());
    }
}

TEST_F(SoundDeskTest, LeavesTheRoomAtOnceWhenTheStudioGoesOrTheJobIsCancelled) {
    plugIn("Desk microphone")->speed = 1.0;
    ASSERT_TRUE(run(OpenInput{}));
    const JobId id = studio().newJobId();
    const JobHandle handle = studio().post(CheckRoom{.job = id, .seconds = 1e5});
    ASSERT_TRUE(comes<InputStatusChanged>(5));
    const JobHandle none = studio().post(CancelJob{.job = id});
    ASSERT_TRUE(test::eventually([&] {
        const auto ends = all<JobFinished>();
        return !ends.empty() && ends.back().job == id;
    }));
    EXPECT_EQ(all<JobFinished>().back().outcome.error().code, ErrorCode::Cancelled);
    const JobId second = studio().newJobId();
    {
        const JobHandle again = studio().post(CheckRoom{.job = second, .seconds = 1e5});
        const std::size_t told = all<InputStatusChanged>().size();
        ASSERT_TRUE(comes<InputStatusChanged>(told + 5));
    }
    studio_.reset();  // would last a day
}

TEST(DeviceWatch, SeesEntriesAndContentsChange) {
    const test::TempDir dir;
    std::ofstream(dir / "cards") << "none";
    DeviceWatch watch({.folders = {dir / "snd"}, .files = {dir / "cards"}});
    EXPECT_FALSE(watch.changed());
    fs::create_directory(dir / "snd");
    std::ofstream(dir / "snd" / "pcmC0D0c") << "";
    EXPECT_TRUE(watch.changed());
    EXPECT_FALSE(watch.changed());
    std::ofstream(dir / "cards") << "one";
    EXPECT_TRUE(watch.changed());
    fs::remove(dir / "cards");
    EXPECT_TRUE(watch.changed());
    EXPECT_FALSE(watch.changed());
    static_cast<void>(DeviceWatch().changed());  // the machine's own, whatever it has
}

}  // namespace
}  // namespace timbre
