// SPDX-License-Identifier: GPL-3.0-or-later
// checkpoint-fuzz [--count N] [--seed S] [--corpus DIR] [--only I]
// Reads damaged checkpoints, made from good ones by seeds, and fails at the first that crashes, hangs, runs something,
// takes too much memory or loads as something else than it was. --corpus DIR: DIR/seeds.txt names cases that are read
// first, "<base> <seed>" a line; its other files are bases too. Needs nothing; takes the goldens where they are.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "core/base/files.h"
#include "core/nets/checkpoint.h"
#include "core/nets/gpt_sovits_files.h"
#include "tests/fuzz/checkpoint_mutation.h"
#include "tests/fuzz/counting_new.h"
#include "tests/fuzz/fuzz_frame.h"
#include "tests/support/test_support.h"
#include "tests/support/torch_zip_writer.h"

namespace timbre::test {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kSlowest{2000};
constexpr std::size_t kSlackBytes = std::size_t{64} << 10U;

/// FNV-1a over everything that a checkpoint says.
class Fingerprint {
  public:
    void add(const void* start, std::size_t bytes) {
        const auto* const first = static_cast<const unsigned char*>(start);
        std::uint64_t word = 0;
        for (std::size_t i = 0; i < bytes; i += sizeof(word)) {
            word = 0;
            std::memcpy(&word, first + i, std::min(sizeof(word), bytes - i));
            value_ = (value_ ^ word) * 0x100000001B3U;
            value_ ^= value_ >> 29U;
        }
    }
    void add(std::uint64_t number) { add(&number, sizeof(number)); }
    void add(const std::string& text) {
        add(text.size());
        add(text.data(), text.size());
    }
    void add(const nets::ConfigValue& config) {
        add(config.value.index());
        std::visit([this](const auto& value) { addValue(value); }, config.value);
    }
    [[nodiscard]] std::uint64_t value() const { return value_; }

  private:
    void addValue(std::monostate /*none*/) {}
    void addValue(bool value) { add(std::uint64_t{value ? 1U : 0U}); }
    void addValue(std::int64_t value) { add(static_cast<std::uint64_t>(value)); }
    void addValue(double value) { add(std::bit_cast<std::uint64_t>(value)); }
    void addValue(const std::string& value) { add(value); }
    void addValue(const nets::ConfigValue::List& list) {
        add(list.size());
        for (const auto& value : list) {
            add(value);
        }
    }
    void addValue(const nets::ConfigValue::Dictionary& dictionary) {
        add(dictionary.size());
        for (const auto& [key, value] : dictionary) {
            add(key);
            add(value);
        }
    }

    std::uint64_t value_ = 0xCBF29CE484222325U;
};

/// Without the head: GPT-SoVITS's digits are data of their own, checked where SoVITS files are opened.
/// @param data  whether the tensors' numbers count.
std::uint64_t fingerprintOf(const nets::Checkpoint& checkpoint, bool data) {
    Fingerprint print;
    for (const auto& [name, tensor] : checkpoint.tensors) {
        print.add(name);
        print.add(static_cast<std::uint64_t>(tensor.type));
        print.add(tensor.shape.data(), tensor.shape.size() * sizeof(std::int64_t));
        print.add(tensor.strides.data(), tensor.strides.size() * sizeof(std::int64_t));
        print.add(tensor.bytes.size());
        if (data) {
            print.add(tensor.bytes.data(), tensor.bytes.size());
        }
    }
    print.add(checkpoint.info);
    return print.value();
}

struct LoadedBase {
    FuzzBase base;
    std::uint64_t whole = 0;      ///< Fingerprint with data.
    std::uint64_t structure = 0;  ///< Without.
};

std::vector<std::pair<std::string, std::string>> writtenFiles() {
    std::vector<std::pair<std::string, std::string>> files;
    for (const char* const version : {"v1", "v2", "v3", "v4"}) {
        files.emplace_back(version, sovitsFile(version));
    }
    files.emplace_back("pro", sovitsFile("v2Pro", "05"));
    files.emplace_back("plus", sovitsFile("v2ProPlus", "06"));
    files.emplace_back("lora3", loraFile("v3", "03"));
    files.emplace_back("lora4", loraFile("v4", "04", true));
    files.emplace_back("gpt", gptFile());
    files.emplace_back("protocol5", writeModel({{"a", {2, 3}}, {"b.c", {4}}}, {}, {}, 5));
    files.emplace_back("zip64", writeModel({{"a", {2, 3}}}, {}, {.entries64 = true}));
    files.emplace_back("plainzip", writeModel({{"a", {2, 3}}}, {}, {.descriptors = false, .end64 = false}));
    files.emplace_back(
        "safetensors",
        writeSafetensorsText(R"({"__metadata__":{"format":"pt"},"a":{"dtype":"F16","shape":[2,2],)"
                             R"("data_offsets":[0,8]},"b":{"dtype":"I64","shape":[],"data_offsets":[8,16]}})",
                             std::string(16, 'x')));
    return files;
}

std::string contentsOf(const fs::path& path) { return readFile(path).value_or(std::string()); }

void addGoldens(std::vector<std::pair<std::string, std::string>>& files) {
    const auto shared = sharedDirectory();
    const fs::path goldens = shared ? *shared / "goldens/gpt-sovits/public" : fs::path();
    for (const char* const name :
         {"v1/s1.ckpt", "v1/s2.pth", "v2pro/s2.pth", "v3/s2_base.pth", "v3/s2_lora.pth", "v4/s2_lora.pth",
          "v4/vocoder.pth", "common/hubert/pytorch_model.bin", "fullsize/bigvgan.safetensors"}) {
        if (std::string bytes = contentsOf(goldens / name); !bytes.empty()) {
            files.emplace_back("golden:" + std::string(name), std::move(bytes));
        }
    }
}

/// The whole run: bases, cases, counts.
class Fuzz {
  public:
    explicit Fuzz(FuzzOptions options)
        : options_(std::move(options)), marker_(folder_ / "executed"), file_(folder_ / "case") {}

    int run() {
        if (!loadBases() || !runCorpus()) {
            return EXIT_FAILURE;
        }
        const auto start = Clock::now();
        for (std::uint64_t i = options_.first(); i < options_.last(); ++i) {
            if (!runCase(bases_[i % bases_.size()], options_.seedOf(i))) {
                return EXIT_FAILURE;
            }
        }
        report(std::chrono::duration<double>(Clock::now() - start).count());
        return EXIT_SUCCESS;
    }

  private:
    bool complain(const std::string& what) {
        std::fprintf(stderr, "checkpoint-fuzz: %s: %s\n", present_.c_str(), what.c_str());
        return false;
    }

    bool loadBases() {
        auto files = writtenFiles();
        addGoldens(files);
        std::error_code none;
        for (const auto& item : fs::directory_iterator(options_.corpus, none)) {
            if (item.is_regular_file() && item.path().filename() != "seeds.txt") {
                files.emplace_back(item.path().filename().string(), contentsOf(item.path()));
            }
        }
        for (auto& [name, bytes] : files) {
            present_ = name;
            write(bytes);
            const auto read = nets::readCheckpoint(file_);
            if (!read) {
                return complain("the undamaged base is refused: " + read.error().message());
            }
            bases_.push_back(
                {dissect(name, std::move(bytes)), fingerprintOf(*read, true), fingerprintOf(*read, false)});
        }
        return true;
    }

    bool runCorpus() {
        std::ifstream seeds(options_.corpus / "seeds.txt");
        std::string line;
        while (std::getline(seeds, line)) {
            std::istringstream words(line);
            std::string name;
            std::uint64_t seed = 0;
            if (!(words >> name >> seed) || name.starts_with('#')) {
                continue;
            }
            const auto base = std::ranges::find_if(bases_, [&](const LoadedBase& b) { return b.base.name == name; });
            if (base != bases_.end() && !runCase(*base, seed)) {
                return false;
            }
        }
        return true;
    }

    void write(const std::string& bytes) const {
        std::ofstream(file_, std::ios::binary | std::ios::trunc)
            .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }

    bool runCase(const LoadedBase& from, std::uint64_t seed) {
        // Splices take their bytes from the written bases alone: the same everywhere.
        constexpr std::size_t kWritten = 13;
        const FuzzBase& other = bases_[seed % std::min(kWritten, bases_.size())].base;
        const Mutation mutation = mutate(from.base, other, seed, "touch " + marker_.string());
        present_ = from.base.name + " " + std::to_string(seed) + " (" + mutation.kind + ")";
        write(mutation.bytes);
        const HangGuard guard("checkpoint-fuzz", present_);
        const bool good = measured(mutation.bytes.size(), [&] { return checkpoint(from, mutation); }) &&
                          measured(mutation.bytes.size(), [&] { return opened(nets::openSovitsFile(file_)); }) &&
                          measured(mutation.bytes.size(), [&] { return opened(nets::openGptFile(file_)); });
        return good && (!fs::exists(marker_) || complain("something in the file was executed"));
    }

    template <typename Work>
    bool measured(std::size_t fileBytes, Work work) {
        const std::size_t before = heapInUse();
        const auto start = Clock::now();
        startHeapPeak();
        const bool good = work();
        const std::size_t used = heapPeak() - before;
        const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
        slowest_ = std::max(slowest_, took);
        if (took > kSlowest) {
            return complain("took " + std::to_string(took.count()) + " ms");
        }
        if (used > 2 * fileBytes + kSlackBytes) {
            return complain("took " + std::to_string(used) + " bytes of memory for a file of " +
                            std::to_string(fileBytes));
        }
        const double share = static_cast<double>(used) / static_cast<double>(2 * fileBytes + kSlackBytes);
        greatestShare_ = std::max(greatestShare_, share);
        return good;
    }

    bool checkpoint(const LoadedBase& from, const Mutation& mutation) {
        const auto read = nets::readCheckpoint(file_);
        const std::string kind = mutation.kind;
        if (!read) {
            ++outcomes_[kind + ": refused, " + errorCodeName(read.error().code)];
            return true;
        }
        if (fingerprintOf(*read, mutation.structural) == (mutation.structural ? from.whole : from.structure)) {
            const char* const unchanged = mutation.bytes == from.base.bytes ? ": nothing changed"
                                          : mutation.structural             ? ": loaded unchanged, no meaning hit"
                                                                            : ": loaded, only numbers hit";
            ++outcomes_[kind + unchanged];
            return true;
        }
        if (mutation.forged) {
            ++outcomes_[kind + ": loaded with other content, checksum forged"];
            return true;
        }
        if (!from.base.archive) {
            ++outcomes_[kind + ": loaded with other content, safetensors has no checksum"];
            return true;
        }
        if (fingerprintOf(*read, false) == from.structure && hitNumbersToo(from.base, mutation)) {
            ++outcomes_[kind + ": loaded, structure unchanged, numbers hit too"];
            return true;
        }
        return complain("damaged outside its numbers, and loads as something else");
    }

    /// Whether any byte of the tensors differs as well.
    static bool hitNumbersToo(const FuzzBase& base, const Mutation& mutation) {
        return mutation.bytes.size() == base.bytes.size() && std::ranges::any_of(base.data, [&](const auto& range) {
                   return mutation.bytes.compare(range.first, range.second - range.first, base.bytes, range.first,
                                                 range.second - range.first) != 0;
               });
    }

    template <typename File>
    bool opened(const Result<File>& file) {
        ++(file ? opened_ : refused_);
        return true;
    }

    void report(double seconds) {
        for (const auto& [outcome, count] : outcomes_) {
            std::printf("%8llu  %s\n", static_cast<unsigned long long>(count), outcome.c_str());
        }
        std::printf("%8llu  opened as a SoVITS or GPT model, %llu refused\n", static_cast<unsigned long long>(opened_),
                    static_cast<unsigned long long>(refused_));
        std::printf("%zu bases, %.1f s, slowest %lld ms, memory at most %.2f of the limit; nothing was executed\n",
                    bases_.size(), seconds, static_cast<long long>(slowest_.count()), greatestShare_);
    }

    FuzzOptions options_;
    TempDir folder_;
    fs::path marker_;
    fs::path file_;
    std::vector<LoadedBase> bases_;
    std::string present_;
    std::map<std::string, std::uint64_t> outcomes_;
    std::uint64_t opened_ = 0;
    std::uint64_t refused_ = 0;
    std::chrono::milliseconds slowest_{0};
    double greatestShare_ = 0.0;
};

}  // namespace
}  // namespace timbre::test

int main(int count, char** words) {
    const auto options = timbre::test::parseFuzzOptions({words + 1, words + count});
    if (!options) {
        std::fputs("usage: checkpoint-fuzz [--count N] [--seed S] [--corpus DIR] [--only I]\n", stderr);
        return EXIT_FAILURE;
    }
    return timbre::test::Fuzz(*options).run();
}
