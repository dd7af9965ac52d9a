// SPDX-License-Identifier: GPL-3.0-or-later
// network-fuzz [--count N] [--seed S] [--only I]
// Opens damaged model files of every kind as networks, damaged config.json included, and fails at the first that
// crashes, hangs, runs something, ends in anything but a named error or a network, or takes more memory for its tensors
// than twice its files. Loaded networks with a damaged configuration are run. Needs the golden set: exit 77 without.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/CPUAllocator.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "core/base/files.h"
#include "core/nets/errors.h"
#include "core/nets/torch/gpt_sovits/model_files.h"
#include "tests/fuzz/checkpoint_mutation.h"
#include "tests/fuzz/fuzz_frame.h"
#include "tests/support/test_support.h"

namespace timbre::test {
namespace {

namespace fs = std::filesystem;

constexpr int kSkipped = 77;
constexpr std::size_t kSlackBytes = std::size_t{1} << 20U;  // WeightSource's own

/// torch's allocator, counted.
class CountingAllocator final : public c10::Allocator {
  public:
    c10::DataPtr allocate(std::size_t bytes) override {
        c10::DataPtr inner = under_->allocate(bytes);
        inUse += bytes;
        most = std::max(most, inUse);
        void* const data = inner.get();
        return {data, new Block{std::move(inner), bytes}, &CountingAllocator::release, c10::Device(c10::kCPU)};
    }
    void copy_data(void* to, const void* from, std::size_t bytes) const override { default_copy_data(to, from, bytes); }

    static inline std::size_t inUse = 0;  // one thread only
    static inline std::size_t most = 0;

  private:
    struct Block {
        c10::DataPtr memory;
        std::size_t bytes;
    };
    static void release(void* context) {
        auto* const block = static_cast<Block*>(context);
        inUse -= block->bytes;
        delete block;
    }

    c10::Allocator* under_ = c10::GetDefaultCPUAllocator();
};

/// One kind of model: a file that gets damaged, beside it what it needs.
struct Kind {
    std::string name;
    fs::path file;  ///< Within the golden set.
    bool folder;    ///< Opened with the config.json beside it, which gets damaged in turn.
    std::function<void(const fs::path&)> open;
};

nets::SovitsFile sovits(const fs::path& path) { return nets::orThrow(nets::openSovitsFile(path)); }

void openAnySovits(const fs::path& path) {
    const nets::SovitsFile file = sovits(path);
    nets::LoadReport report;
    if (file.version == nets::ModelVersion::V3 || file.version == nets::ModelVersion::V4)
        nets::openFlowModel(file, nullptr, at::kCPU, &report);
    else
        nets::openSovits(file, at::kCPU, &report);
}

/// A forward pass may refuse its input, but not crash.
void tryOut(const std::function<void()>& run) {
    try {
        run();
    } catch (const std::exception&) {
        return;
    }
}

std::vector<Kind> kindsOf(const fs::path& goldens) {
    const auto lora = [goldens](const std::string& version) {
        return [goldens, version](const fs::path& path) {
            const nets::SovitsFile base = sovits(goldens / version / "s2_base.pth");
            const nets::SovitsFile overlay = sovits(path);
            nets::openFlowModel(base, &overlay, at::kCPU);
        };
    };
    const auto semantic = [](const fs::path& path) { nets::openTextToSemantic(path, at::kCPU); };
    const fs::path bigvgan = fs::path("v3") / "models--nvidia--bigvgan_v2_24khz_100band_256x" / "bigvgan_generator.pt";
    return {
        {"s1 v1", "v1/s1.ckpt", false, semantic},
        {"s1 v2", "v2/s1.ckpt", false, semantic},
        {"s2 v1", "v1/s2.pth", false, openAnySovits},
        {"s2 v2", "v2/s2.pth", false, openAnySovits},
        {"s2 v2Pro", "v2pro/s2.pth", false, openAnySovits},
        {"s2 v3", "v3/s2_base.pth", false, openAnySovits},
        {"lora v3", "v3/s2_lora.pth", false, lora("v3")},
        {"lora v4", "v4/s2_lora.pth", false, lora("v4")},
        {"v4 vocoder", "v4/vocoder.pth", false, [](const fs::path& path) { nets::openV4Vocoder(path, at::kCPU); }},
        {"speaker", "common/sv/pretrained_eres2netv2w24s4ep4.ckpt", false,
         [](const fs::path& path) { nets::openSpeakerNet(path, at::kCPU); }},
        {"BigVGAN", bigvgan, true,
         [](const fs::path& path) {
             const nets::BigVgan net = nets::openBigVgan(path.parent_path(), at::kCPU);
             tryOut([&] { static_cast<void>(net(at::zeros({1, 100, 4}))); });
         }},
        {"HuBERT", "common/hubert/pytorch_model.bin", true,
         [](const fs::path& path) {
             const nets::Hubert net = nets::openHubert(path.parent_path(), at::kCPU);
             tryOut([&] { static_cast<void>(net(at::zeros({1, 1600}))); });
         }},
        {"BERT", "common/bert/pytorch_model.bin", true,
         [](const fs::path& path) {
             const nets::Bert net = nets::openBert(path.parent_path(), at::kCPU);
             tryOut([&] { static_cast<void>(net(at::zeros({1, 4}, at::kLong))); });
         }},
    };
}

void write(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

/// Damages a config.json: numbers replaced by hostile ones, bytes flipped, its end cut off.
std::string damagedConfig(std::string text, std::uint64_t seed) {
    static const std::vector<std::string> hostile{"0",   "-1",        "1e9",  "2147483648", "99999999999999999999",
                                                  "0.5", "null",      "true", "\"3\"",      "[]",
                                                  "{}",  "[[[[1]]]]", "1",    "2",          "3",
                                                  "7",   "1024",      "NaN"};
    std::mt19937_64 random(seed);
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    switch (below(4)) {
        case 0:
            return text.substr(0, below(text.size()));
        case 1:
            text[below(text.size())] ^= static_cast<char>(1U << below(8));
            return text;
        default:
            break;
    }
    const std::size_t from = text.find_first_of("0123456789", below(text.size()));
    if (from == std::string::npos)
        return text;
    const std::size_t to = std::min(text.find_first_not_of("0123456789.e-", from), text.size());
    return text.replace(from, to - from, hostile[below(hostile.size())]);
}

class Fuzz {
  public:
    Fuzz(FuzzOptions options, const fs::path& goldens) : options_(std::move(options)), marker_(folder_ / "executed") {
        for (Kind& kind : kindsOf(goldens)) {
            const fs::path path = goldens / kind.file;
            Base base{.kind = std::move(kind), .archive = {}, .config = {}};
            base.archive = dissect(base.kind.name, readFile(path).value_or(std::string()));
            if (base.kind.folder)
                base.config = readFile(path.parent_path() / "config.json").value_or(std::string());
            bases_.push_back(std::move(base));
        }
    }

    int run() {
        for (const Base& base : bases_) {
            present_ = base.kind.name + ", undamaged";
            lay(base, base.archive.bytes, base.config);
            if (!open(base, base.archive.bytes.size() + base.config.size()))
                return EXIT_FAILURE;
            if (refused_ > 0) {
                std::fprintf(stderr, "network-fuzz: %s is refused\n", present_.c_str());
                return EXIT_FAILURE;
            }
        }
        for (std::uint64_t i = options_.first(); i < options_.last(); ++i) {
            if (!runCase(bases_[i % bases_.size()], options_.seedOf(i)))
                return EXIT_FAILURE;
        }
        for (const auto& [outcome, count] : outcomes_)
            std::printf("%8llu  %s\n", static_cast<unsigned long long>(count), outcome.c_str());
        std::printf(
            "%zu kinds of model; tensors took at most %.2f of twice the files and 1 MiB; nothing was executed\n",
            bases_.size(), greatestShare_);
        return EXIT_SUCCESS;
    }

  private:
    struct Base {
        Kind kind;
        FuzzBase archive;
        std::string config;
    };

    bool runCase(const Base& base, std::uint64_t seed) {
        const bool hitConfig = base.kind.folder && seed % 2 == 0;
        const Mutation mutation =
            mutate(base.archive, bases_[seed % bases_.size()].archive, seed, "touch " + marker_.string());
        present_ = base.kind.name + " " + std::to_string(seed) + (hitConfig ? " (config.json)" : "");
        const std::string& bytes = hitConfig ? base.archive.bytes : mutation.bytes;
        const std::string config = hitConfig ? damagedConfig(base.config, seed) : base.config;
        lay(base, bytes, config);
        const HangGuard guard("network-fuzz", present_);
        return open(base, bytes.size() + config.size());
    }

    void lay(const Base& base, const std::string& bytes, const std::string& config) const {
        write(folder_ / base.kind.file.filename(), bytes);
        if (base.kind.folder)
            write(folder_ / "config.json", config);
    }

    bool open(const Base& base, std::size_t fileBytes) {
        // A LoRA file lies over a base whose memory is not its own.
        const std::size_t others = base.kind.name.starts_with("lora") ? kLargestBase : 0;
        const std::size_t limit = 2 * (fileBytes + others) + kSlackBytes;
        CountingAllocator::most = CountingAllocator::inUse;
        const std::size_t before = CountingAllocator::inUse;
        try {
            base.kind.open(folder_ / base.kind.file.filename());
            ++outcomes_[base.kind.name + ": loaded"];
        } catch (const nets::Fault& fault) {
            ++outcomes_[base.kind.name + ": refused, " + errorCodeName(fault.error().code)];
            ++refused_;
        } catch (const std::exception& exception) {
            const std::string what = exception.what();
            return complain("ended in no error of ours: " + what.substr(0, what.find('\n')));
        }
        const std::size_t used = CountingAllocator::most - before;
        greatestShare_ = std::max(greatestShare_, static_cast<double>(used) / static_cast<double>(limit));
        if (used > limit)
            return complain("took " + std::to_string(used) + " bytes for files of " + std::to_string(fileBytes));
        return !fs::exists(marker_) || complain("something in the file was executed");
    }

    bool complain(const std::string& what) const {
        std::fprintf(stderr, "network-fuzz: %s: %s\n", present_.c_str(), what.c_str());
        return false;
    }

    static constexpr std::size_t kLargestBase = std::size_t{2} << 20U;

    FuzzOptions options_;
    TempDir folder_;
    fs::path marker_;
    std::vector<Base> bases_;
    std::string present_;
    std::map<std::string, std::uint64_t> outcomes_;
    std::uint64_t refused_ = 0;
    double greatestShare_ = 0.0;
};

int runAll(const FuzzOptions& options) {
    const auto shared = sharedDirectory();
    const fs::path goldens = shared ? *shared / "goldens/gpt-sovits/public" : fs::path();
    if (goldens.empty() || !fs::exists(goldens / "manifest.json")) {
        std::puts("needs the folder `shared` beside the checkout (real speech, golden vectors)");
        return kSkipped;
    }
    c10::SetCPUAllocator(new CountingAllocator, 1);  // taken over
    at::set_num_threads(1);
    const c10::InferenceMode inference;
    return Fuzz(options, goldens).run();
}

}  // namespace
}  // namespace timbre::test

int main(int count, char** words) {
    const auto options = timbre::test::parseFuzzOptions({words + 1, words + count});
    if (!options || !options->corpus.empty()) {
        std::fputs("usage: network-fuzz [--count N] [--seed S] [--only I]\n", stderr);
        return EXIT_FAILURE;
    }
    return timbre::test::runAll(*options);
}
