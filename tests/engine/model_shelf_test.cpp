// SPDX-License-Identifier: GPL-3.0-or-later
// Models under a limit of memory, shared by voices and threads. The models here are made up: loading is instant and
// remembered.
#include "core/engine/engines/gpt_sovits/model_shelf.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "core/base/machine_memory.h"

namespace timbre::gpt_sovits {
namespace {

using namespace std::chrono_literals;

class MadeUpModel final : public nets::GptSovitsModel {
  public:
    /// @param name  told by sampleRateHz().
    MadeUpModel(std::atomic<int>& alive, int name) : alive_(alive), name_(name) { ++alive_; }
    ~MadeUpModel() override { --alive_; }
    [[nodiscard]] nets::ModelVersion version() const noexcept override { return nets::ModelVersion::V2; }
    [[nodiscard]] int symbolVersion() const noexcept override { return 2; }
    [[nodiscard]] int sampleRateHz() const noexcept override { return name_; }
    [[nodiscard]] const nets::GptSovitsOptions& options() const noexcept override { return options_; }
    [[nodiscard]] Result<nets::VoiceReference> readReference(const nets::ReferenceSounds&, const nets::ReferencePaths&,
                                                             const std::stop_token&) const override {
        return nets::VoiceReference{};
    }
    [[nodiscard]] std::vector<Result<nets::GptSovitsSpeech>> speak(std::span<const nets::GptSovitsSentence>,
                                                                   const std::stop_token&,
                                                                   const nets::PieceSink&) const override {
        return {};
    }

  private:
    std::atomic<int>& alive_;
    int name_;
    nets::GptSovitsOptions options_;
};

class ModelShelfTest : public testing::Test {
  protected:
    /// Every model holds 100 bytes.
    ModelShelf shelf(std::uint64_t limit) {
        return ModelShelf(
            limit,
            {.open = [this](const nets::GptSovitsFiles& files, const nets::GptSovitsOptions&) -> Result<SharedModel> {
                 ++opened_;
                 if (files.gpt == "broken")
                     return fail(ErrorCode::Corrupt, "it is broken");
                 std::this_thread::sleep_for(loading_);
                 return std::make_shared<const MadeUpModel>(alive_, files.gpt.string().front());
             },
             .need = [](const nets::GptSovitsFiles& files, const nets::GptSovitsOptions&) -> Result<nets::MemoryNeed> {
                 const std::uint64_t bytes = files.gpt == "huge" ? std::uint64_t{1} << 60U : 100;
                 return nets::MemoryNeed{.held = bytes, .atMost = bytes};
             }});
    }

    static Result<SharedModel> take(ModelShelf& shelf, const std::string& name) {
        return shelf.take({.gpt = name, .sovits = {.model = name + ".pth"}}, {}, {});
    }

    std::atomic<int> alive_ = 0;
    std::atomic<int> opened_ = 0;
    std::chrono::milliseconds loading_{0};
};

TEST_F(ModelShelfTest, loads_a_model_once_and_keeps_it) {
    ModelShelf shelf = this->shelf(1000);
    const auto* first = take(shelf, "a").value().get();
    EXPECT_EQ(take(shelf, "a").value().get(), first);
    EXPECT_EQ(opened_, 1);
    EXPECT_EQ(alive_, 1);
    EXPECT_EQ(shelf.heldBytes(), 100U);
}

TEST_F(ModelShelfTest, puts_the_least_recently_used_away_first) {
    ModelShelf shelf = this->shelf(200);
    ASSERT_TRUE(take(shelf, "a"));
    ASSERT_TRUE(take(shelf, "b"));
    ASSERT_TRUE(take(shelf, "a"));  // now b is the older one
    ASSERT_TRUE(take(shelf, "c"));
    EXPECT_EQ(alive_, 2);
    ASSERT_TRUE(take(shelf, "a"));
    EXPECT_EQ(opened_, 3);
    ASSERT_TRUE(take(shelf, "b"));
    EXPECT_EQ(opened_, 4);
    EXPECT_LE(shelf.heldBytes(), 200U);
}

TEST_F(ModelShelfTest, never_puts_away_what_is_at_work) {
    ModelShelf shelf = this->shelf(200);
    const SharedModel a = take(shelf, "a").value();
    ASSERT_TRUE(take(shelf, "b"));
    ASSERT_TRUE(take(shelf, "c"));
    ASSERT_TRUE(take(shelf, "d"));
    EXPECT_EQ(take(shelf, "a").value().get(), a.get());
    EXPECT_EQ(opened_, 4);
    EXPECT_EQ(alive_, 2);
}

TEST_F(ModelShelfTest, waits_until_there_is_room) {
    ModelShelf shelf = this->shelf(100);
    SharedModel a = take(shelf, "a").value();
    auto b = std::async(std::launch::async, [&] { return take(shelf, "b"); });
    EXPECT_EQ(b.wait_for(50ms), std::future_status::timeout);
    a.reset();
    EXPECT_TRUE(b.get());
    EXPECT_EQ(shelf.heldBytes(), 100U);
}

TEST_F(ModelShelfTest, waiting_can_be_stopped) {
    ModelShelf shelf = this->shelf(100);
    const SharedModel a = take(shelf, "a").value();
    std::stop_source stop;
    auto b = std::async(std::launch::async,
                        [&] { return shelf.take({.gpt = "b", .sovits = {.model = "b.pth"}}, {}, stop.get_token()); });
    EXPECT_EQ(b.wait_for(20ms), std::future_status::timeout);
    stop.request_stop();
    const auto answer = b.get();
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::Cancelled);
}

TEST_F(ModelShelfTest, many_who_ask_for_one_model_wait_for_one_loading) {
    loading_ = 30ms;
    ModelShelf shelf = this->shelf(1000);
    std::vector<std::future<Result<SharedModel>>> asked;
    for (int i = 0; i < 8; ++i)
        asked.push_back(std::async(std::launch::async, [&] { return take(shelf, "a"); }));
    for (auto& answer : asked)
        EXPECT_TRUE(answer.get());
    EXPECT_EQ(opened_, 1);
}

TEST_F(ModelShelfTest, a_model_that_does_not_load_leaves_room_and_is_tried_again) {
    ModelShelf shelf = this->shelf(100);
    for (int i = 0; i < 2; ++i) {
        const auto broken = take(shelf, "broken");
        ASSERT_FALSE(broken);
        EXPECT_EQ(broken.error().code, ErrorCode::Corrupt);
    }
    EXPECT_EQ(opened_, 2);
    EXPECT_EQ(shelf.heldBytes(), 0U);
    EXPECT_TRUE(take(shelf, "a"));
}

TEST_F(ModelShelfTest, refuses_what_is_above_the_limit_with_both_figures) {
    ModelShelf shelf = this->shelf(std::uint64_t{100} << 20U);
    const auto huge = take(shelf, "huge");
    ASSERT_FALSE(huge);
    EXPECT_EQ(huge.error().code, ErrorCode::OutOfMemory);
    EXPECT_NE(huge.error().detail.find("100 MiB"), std::string::npos) << huge.error().detail;
    EXPECT_EQ(opened_, 0);
}

TEST_F(ModelShelfTest, refuses_what_the_machine_has_no_room_for) {
    if (!machineMemory())
        GTEST_SKIP() << "this system does not tell how much memory is free";
    ModelShelf shelf = this->shelf(~std::uint64_t{0});
    const auto huge = take(shelf, "huge");
    ASSERT_FALSE(huge);
    EXPECT_EQ(huge.error().code, ErrorCode::OutOfMemory);
    EXPECT_NE(huge.error().detail.find("are free"), std::string::npos) << huge.error().detail;
    EXPECT_EQ(opened_, 0);
}

TEST_F(ModelShelfTest, models_that_are_out_may_outlive_the_shelf) {
    SharedModel a;
    {
        ModelShelf shelf = this->shelf(100);
        a = take(shelf, "a").value();
    }
    EXPECT_EQ(alive_, 1);
    a.reset();
    EXPECT_EQ(alive_, 0);
}

TEST_F(ModelShelfTest, many_threads_over_few_places_always_get_their_own) {
    ModelShelf shelf = this->shelf(300);
    std::vector<std::future<bool>> jobs;
    for (int job = 0; job < 64; ++job) {
        jobs.push_back(std::async(std::launch::async, [&shelf, job] {
            const auto model = take(shelf, std::string(1, static_cast<char>('a' + job % 8)));
            std::this_thread::sleep_for(1ms);
            return model && (*model)->sampleRateHz() == 'a' + job % 8;
        }));
    }
    for (auto& job : jobs)
        EXPECT_TRUE(job.get());
    EXPECT_LE(shelf.heldBytes(), 300U);
    EXPECT_LE(alive_, 3);
}

}  // namespace
}  // namespace timbre::gpt_sovits
