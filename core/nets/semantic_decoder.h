// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/nets/gpt_sovits_files.h"
#include "core/nets/kernels/packed_matrix.h"
#include "core/nets/kernels/team.h"

namespace timbre::nets {

/// GPT-SoVITS's text-to-semantic decoder (s1) on the CPU, without torch: weights are packed once and read once a token,
/// several sentences share that reading, and nothing is allocated between tokens. In Float32 it computes what
/// torch/gpt_sovits/t2s.h computes; Int8 keeps weights in 8 bits and the cache in half precision. Source: SPEC 7.
/// Immutable; what a sentence changes is a Cache of its own, what a call needs a Workspace.
class SemanticDecoder {
  public:
    /// Keys and values of what one sentence has read so far.
    class Cache {
      public:
        [[nodiscard]] std::size_t length() const noexcept { return length_; }
        [[nodiscard]] bool full() const noexcept { return length_ == capacity_; }

      private:
        friend class SemanticDecoder;
        std::size_t length_ = 0;
        std::size_t capacity_ = 0;  ///< Positions, a multiple of kKeyGroup.
        // A layer after the other, a head after the other: keys [capacity / 16][head width][16], values [capacity][head
        // width padded to 16]. One of the two kinds.
        std::vector<float> floatKeys_, floatValues_;
        std::vector<std::uint16_t> halfKeys_, halfValues_;
    };

    /// Buffers of one caller; grow to the largest call and stay.
    class Workspace {
      public:
        explicit Workspace(int threads) : team_(threads) {}

      private:
        friend class SemanticDecoder;
        Team team_;
        std::vector<float> x_, qkv_, attended_, added_, inner_, scores_, scales_;
        std::vector<std::uint8_t> bytes_;
    };

    /// Packs the weights. Throws Fault (Corrupt).
    SemanticDecoder(const GptFile& file, WeightFormat format);

    [[nodiscard]] std::size_t width() const noexcept { return width_; }
    [[nodiscard]] std::size_t tokens() const noexcept { return tokens_; }
    [[nodiscard]] std::size_t endToken() const noexcept { return endToken_; }
    /// What one step reads of weights.
    [[nodiscard]] std::size_t bytesPerStep() const noexcept;

    /// Phones with BERT features and positions. @param bert  [phones, 1024] row by row, or empty for zeros. @return
    /// [phones, width]. Throws Fault (InvalidInput) for an id beyond the table.
    [[nodiscard]] std::vector<float> embedText(std::span<const std::int64_t> phones, std::span<const float> bert) const;

    /// A cache for so many positions; it grows only when it is told to.
    [[nodiscard]] Cache makeCache(std::size_t positions) const;
    /// Makes room for so many positions more, and keeps what was read.
    void enlarge(Cache& cache, std::size_t more) const;
    /// Reads text [phones, width] and prompt tokens into an empty cache; text sees all text, tokens what came before
    /// them and the text. @param hidden  [width], of the last position.
    void prefill(Cache& cache, std::span<const float> text, std::span<const std::int64_t> tokens, Workspace& workspace,
                 std::span<float> hidden) const;

    struct Step {
        Cache* cache;
        std::int64_t token;
        std::size_t position;  ///< Among the tokens, the prompt's included.
    };
    /// Reads one token for each sentence. @param hidden  [steps, width].
    void step(std::span<const Step> steps, Workspace& workspace, std::span<float> hidden) const;
    /// hidden [count, width] -> logits [count, tokens()].
    void logits(std::span<const float> hidden, Workspace& workspace, std::span<float> logits) const;

  private:
    struct Layer {
        PackedMatrix qkv, out, inner, outer;
        std::vector<float> attentionGain, attentionShift, finalGain, finalShift;
    };
    struct Row;

    [[nodiscard]] bool narrow() const noexcept { return format_ == WeightFormat::Int8; }
    [[nodiscard]] std::size_t headWidth() const noexcept { return width_ / heads_; }
    [[nodiscard]] std::size_t valueWidth() const noexcept {
        return (headWidth() + kKeyGroup - 1) / kKeyGroup * kKeyGroup;
    }
    void addPositions(std::span<float> rows, float alpha, std::size_t first) const;
    void embedToken(std::int64_t token, std::size_t position, std::span<float> row) const;
    void run(std::span<const Row> rows, Workspace& workspace) const;
    void product(const PackedMatrix& matrix, std::span<const float> in, std::size_t stride, std::size_t count,
                 std::vector<float>& out, Workspace& workspace) const;
    void remember(const Row& row, std::size_t layer, std::size_t head, const float* qkv) const;
    void attend(const Row& row, std::size_t layer, std::size_t head, const float* query, float* scores,
                float* out) const;

    WeightFormat format_;
    std::size_t width_, heads_, tokens_, endToken_;
    float textAlpha_ = 0.0F;
    float tokenAlpha_ = 0.0F;
    std::vector<float> phoneTable_, tokenTable_, rates_;
    PackedMatrix bertProjection_, predict_;
    std::vector<Layer> layers_;
};

}  // namespace timbre::nets
