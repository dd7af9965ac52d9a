// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>

#include "core/base/result.h"
#include "core/nets/chinese_text_model.h"
#include "core/nets/gpt_sovits_model.h"

namespace timbre::gpt_sovits {

using SharedModel = std::shared_ptr<const nets::GptSovitsModel>;
using SharedTextModel = std::shared_ptr<const nets::ChineseTextModel>;

/// What loads models and tells what they will need; in tests, something quicker.
struct ModelSource {
    std::function<Result<SharedModel>(const nets::GptSovitsFiles&, const nets::GptSovitsOptions&)> open =
        nets::GptSovitsModel::open;
    std::function<Result<nets::MemoryNeed>(const nets::GptSovitsFiles&, const nets::GptSovitsOptions&)> need =
        nets::memoryNeed;
    std::function<Result<SharedTextModel>(const std::filesystem::path&, nets::Place, int threads)> openText =
        nets::ChineseTextModel::open;
    std::function<Result<nets::MemoryNeed>(const std::filesystem::path&)> textNeed =
        nets::ChineseTextModel::memoryNeed;
};

/// Models that voices share, kept loaded under a limit of memory: the least recently used go first, those at work
/// never. Any thread.
class ModelShelf {
  public:
    /// @param limitBytes  of what all models hold together.
    explicit ModelShelf(std::uint64_t limitBytes, ModelSource source = {});

    /// The model, loaded if it is not there yet; several who ask for the same one wait for one loading. Where others at
    /// work leave no room, it waits for them. A file that has changed since is loaded anew.
    /// OutOfMemory where the model alone is above the limit or above what the machine has left, with figures;
    /// Cancelled; the errors of GptSovitsModel::open().
    Result<SharedModel> take(const nets::GptSovitsFiles& files, const nets::GptSovitsOptions& options,
                             const std::stop_token& stop);
    /// The Chinese text model of a folder, likewise. Whoever holds one model and waits for another may wait for
    /// ever: give the one back first.
    Result<SharedTextModel> takeText(const std::filesystem::path& folder, const nets::GptSovitsOptions& options,
                                     const std::stop_token& stop);

    /// What the models on the shelf hold, as it was estimated.
    [[nodiscard]] std::uint64_t heldBytes() const;
    /// How often a model was loaded.
    [[nodiscard]] std::size_t loadings() const;

  private:
    using AnyModel = std::shared_ptr<const void>;
    /// A model that somebody wants, of whatever kind.
    struct Wanted {
        std::string key;
        std::filesystem::path name;  ///< For messages.
        bool onCpu = true;
        std::function<Result<nets::MemoryNeed>()> need;
        std::function<Result<AnyModel>()> open;
    };
    struct Entry {
        std::string key;
        std::uint64_t bytes = 0;
        AnyModel model{};  ///< Null while it is being loaded.
        bool loading = false;
    };
    /// Shared with the models that are out, which may outlive the shelf.
    struct State {
        mutable std::mutex mutex;
        std::condition_variable_any changed;
        std::list<Entry> entries;  ///< Most recently used first.
        std::uint64_t held = 0;
        std::size_t loadings = 0;
        std::uint64_t changes = 0;  ///< A model came back, or was loaded, or could not be.
    };

    static bool makeRoom(State& state, std::uint64_t bytes, std::uint64_t limit);
    static Result<void> checkRoom(const Wanted& wanted, const nets::MemoryNeed& need, std::uint64_t limit,
                                  std::uint64_t idle);
    static AnyModel lent(const std::shared_ptr<State>& state, const AnyModel& model);
    Result<AnyModel> takeAny(const Wanted& wanted, const std::stop_token& stop);
    Result<AnyModel> load(std::list<Entry>::iterator entry, const Wanted& wanted);

    std::uint64_t limit_;
    ModelSource source_;
    std::shared_ptr<State> state_ = std::make_shared<State>();
};

}  // namespace timbre::gpt_sovits
