// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace timbre::listen {

/// What was recognised, one behind the other.
struct HeardUnit {
    std::string word;  ///< As the dictionary or the graph calls it; "<sil>" for silence.
    double fromSeconds = 0.0;
    double toSeconds = 0.0;
    double confidence = 0.0;  ///< 0..1; 1 where the search has none.
};

/// A network of words to be found in a recording: its arcs carry names that are in the dictionary, or none.
struct WordGraph {
    struct Arc {
        int from = 0;
        int to = 0;
        double logProbability = 0.0;  ///< Natural logarithm.
        std::string word;             ///< Empty: the arc is passed without a sound; never two of these in a row.
    };
    int states = 0;  ///< The first is the beginning, the last the end.
    std::vector<Arc> arcs;
};

/// PocketSphinx with one acoustic model. Sound is mono at kSampleRateHz. Not for two threads at once, not even two
/// decoders: the library's log is one for the process.
class SphinxDecoder {
  public:
    static constexpr int kSampleRateHz = 16'000;

    /// Whether a folder has what a model consists of: NAME/mdef and its kin, NAME.lm.bin and the dictionary.
    static bool isModel(const std::filesystem::path& folder);

    enum class Use {
        Graphs,  ///< addWord() and find().
        Text,    ///< recognise(): words that were added would not be in the language model.
    };

    /// Takes about half a second, with the language model one. @param folder  as Debian's package pocketsphinx-en-us lays
    /// it out. ModelMissing, Corrupt.
    static Result<SphinxDecoder> open(const std::filesystem::path& folder, Use use);

    SphinxDecoder(SphinxDecoder&&) noexcept;
    SphinxDecoder& operator=(SphinxDecoder&&) noexcept;
    ~SphinxDecoder();

    /// Makes a word of ARPAbet phones without stress, unless it is there. False where a phone is not the model's.
    bool addWord(const std::string& name, std::span<const std::string> phones);

    /// The dictionary's phones of a word in small letters; empty where it has none.
    [[nodiscard]] std::vector<std::string> phonesOf(const std::string& word) const;

    /// The best path through a graph; empty where none reaches the end. Internal: the graph cannot be used; Cancelled.
    Result<std::vector<HeardUnit>> find(const WordGraph& graph, std::span<const std::int16_t> sound,
                                        const std::stop_token& stop);

    /// What the language model makes of it. Cancelled.
    Result<std::vector<HeardUnit>> recognise(std::span<const std::int16_t> sound, const std::stop_token& stop);

  private:
    struct State;
    explicit SphinxDecoder(std::unique_ptr<State> state) noexcept;
    std::unique_ptr<State> state_;
};

}  // namespace timbre::listen
