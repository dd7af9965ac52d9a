// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/semantic_decoder.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/nets/checkpoint_numbers.h"
#include "core/nets/errors.h"

namespace timbre::nets {
namespace {

constexpr float kNormEpsilon = 1e-5F;

/// The tensors of the file by name, each widened when it is asked for.
class Numbers {
  public:
    explicit Numbers(const GptFile& file) : file_(file) {}

    [[nodiscard]] std::vector<float> operator()(const std::string& name) const {
        return floatsOf(file_.checkpoint.tensors.at("model." + name), name);
    }
    [[nodiscard]] PackedMatrix matrix(WeightFormat format, const std::string& weight, const std::string& bias) const {
        const auto& shape = file_.checkpoint.tensors.at("model." + weight).shape;
        return {format, static_cast<std::size_t>(shape[0]), static_cast<std::size_t>(shape[1]), (*this)(weight),
                bias.empty() ? std::vector<float>() : (*this)(bias)};
    }

  private:
    const GptFile& file_;
};

void checkId(std::int64_t id, std::size_t count, const char* what) {
    if (id < 0 || static_cast<std::size_t>(id) >= count) {
        throw Fault(ErrorCode::InvalidInput, std::string("the ") + what + " " + std::to_string(id) +
                                                 " is none of the " + std::to_string(count) + " that the model knows");
    }
}

void grow(std::vector<float>& buffer, std::size_t size) {
    if (buffer.size() < size)
        buffer.resize(size);
}

}  // namespace

/// One position on its way through the layers.
struct SemanticDecoder::Row {
    Cache* cache;
    std::size_t position;  ///< In the cache.
    std::size_t sees;      ///< Positions it may look at, from the first.
};

SemanticDecoder::SemanticDecoder(const GptFile& file, WeightFormat format)
    : format_(format),
      width_(static_cast<std::size_t>(file.width)),
      heads_(static_cast<std::size_t>(file.heads)),
      tokens_(static_cast<std::size_t>(file.tokens)),
      endToken_(static_cast<std::size_t>(file.endToken)) {
    const Numbers numbers(file);
    phoneTable_ = numbers("ar_text_embedding.word_embeddings.weight");
    tokenTable_ = numbers("ar_audio_embedding.word_embeddings.weight");
    textAlpha_ = numbers("ar_text_position.alpha").front();
    tokenAlpha_ = numbers("ar_audio_position.alpha").front();
    // Both lie outside the loop over tokens or are read once in it: narrowing them would save nothing that counts.
    bertProjection_ = numbers.matrix(WeightFormat::Float32, "bert_proj.weight", "bert_proj.bias");
    predict_ = numbers.matrix(format, "ar_predict_layer.weight", "");
    for (std::size_t i = 0; 2 * i < width_; ++i)
        rates_.push_back(std::exp(static_cast<float>(2 * i) * (-std::log(10000.0F) / static_cast<float>(width_))));
    for (std::int64_t i = 0; i < file.layers; ++i) {
        const std::string at = "h.layers." + std::to_string(i) + ".";
        layers_.push_back(
            {.qkv = numbers.matrix(format, at + "self_attn.in_proj_weight", at + "self_attn.in_proj_bias"),
             .out = numbers.matrix(format, at + "self_attn.out_proj.weight", at + "self_attn.out_proj.bias"),
             .inner = numbers.matrix(format, at + "linear1.weight", at + "linear1.bias"),
             .outer = numbers.matrix(format, at + "linear2.weight", at + "linear2.bias"),
             .attentionGain = numbers(at + "norm1.weight"),
             .attentionShift = numbers(at + "norm1.bias"),
             .finalGain = numbers(at + "norm2.weight"),
             .finalShift = numbers(at + "norm2.bias")});
    }
}

std::size_t SemanticDecoder::bytesPerStep() const noexcept {
    std::size_t bytes = predict_.bytes();
    for (const Layer& layer : layers_)
        bytes += layer.qkv.bytes() + layer.out.bytes() + layer.inner.bytes() + layer.outer.bytes();
    return bytes;
}

void SemanticDecoder::addPositions(std::span<float> rows, float alpha, std::size_t first) const {
    for (std::size_t row = 0; row * width_ < rows.size(); ++row) {
        for (std::size_t i = 0; i < rates_.size(); ++i) {
            const float angle = static_cast<float>(first + row) * rates_[i];
            rows[row * width_ + 2 * i] += alpha * std::sin(angle);
            rows[row * width_ + 2 * i + 1] += alpha * std::cos(angle);
        }
    }
}

std::vector<float> SemanticDecoder::embedText(std::span<const std::int64_t> phones, std::span<const float> bert) const {
    if (phones.empty())
        throw Fault(ErrorCode::InvalidInput, "there are no phones to speak");
    const std::size_t columns = bertProjection_.columns();
    if (!bert.empty() && bert.size() != phones.size() * columns)
        throw Fault(ErrorCode::InvalidInput, "the text features do not belong to the phones");
    const std::vector<float> zeros(bert.empty() ? columns : 0, 0.0F);
    std::vector<float> features(phones.size() * bertProjection_.stride());
    for (std::size_t block = 0; block < bertProjection_.blocks(); ++block) {
        // Without features every row is the bias: an input of zeros at a stride of 0 would do, one is enough.
        const PackedInputs inputs{.values = bert.empty() ? std::span<const float>(zeros) : bert,
                                  .bytes = {},
                                  .scales = {},
                                  .stride = columns,
                                  .count = bert.empty() ? 1 : phones.size()};
        bertProjection_.multiply(kernels(), block, inputs, features.data());
    }
    std::vector<float> rows(phones.size() * width_);
    for (std::size_t i = 0; i < phones.size(); ++i) {
        checkId(phones[i], phoneTable_.size() / width_, "phone");
        const float* const embedded = phoneTable_.data() + static_cast<std::size_t>(phones[i]) * width_;
        const float* const feature = features.data() + (bert.empty() ? 0 : i * bertProjection_.stride());
        std::transform(embedded, embedded + width_, feature, rows.data() + i * width_, std::plus<>());
    }
    addPositions(rows, textAlpha_, 0);
    return rows;
}

void SemanticDecoder::embedToken(std::int64_t token, std::size_t position, std::span<float> row) const {
    checkId(token, tokens_, "token");
    std::copy_n(tokenTable_.data() + static_cast<std::size_t>(token) * width_, width_, row.data());
    addPositions(row, tokenAlpha_, position);
}

SemanticDecoder::Cache SemanticDecoder::makeCache(std::size_t positions) const {
    Cache cache;
    cache.capacity_ = (positions + kKeyGroup - 1) / kKeyGroup * kKeyGroup;
    const std::size_t heads = layers_.size() * heads_;
    if (narrow()) {
        cache.halfKeys_.resize(heads * cache.capacity_ * headWidth());
        cache.halfValues_.resize(heads * cache.capacity_ * valueWidth());
    } else {
        cache.floatKeys_.resize(heads * cache.capacity_ * headWidth());
        cache.floatValues_.resize(heads * cache.capacity_ * valueWidth());
    }
    return cache;
}

void SemanticDecoder::enlarge(Cache& cache, std::size_t more) const {
    Cache larger = makeCache(cache.capacity_ + more);
    larger.length_ = cache.length_;
    const auto move = [&](const auto& from, auto& into, std::size_t width) {
        for (std::size_t head = 0; head < layers_.size() * heads_ && !from.empty(); ++head) {
            std::copy_n(from.data() + head * cache.capacity_ * width, cache.capacity_ * width,
                        into.data() + head * larger.capacity_ * width);
        }
    };
    move(cache.floatKeys_, larger.floatKeys_, headWidth());
    move(cache.floatValues_, larger.floatValues_, valueWidth());
    move(cache.halfKeys_, larger.halfKeys_, headWidth());
    move(cache.halfValues_, larger.halfValues_, valueWidth());
    cache = std::move(larger);
}

void SemanticDecoder::remember(const Row& row, std::size_t layer, std::size_t head, const float* qkv) const {
    Cache& cache = *row.cache;
    const std::size_t place = layer * heads_ + head;
    const std::size_t keyAt = place * cache.capacity_ * headWidth() +
                              row.position / kKeyGroup * kKeyGroup * headWidth() + row.position % kKeyGroup;
    const std::size_t valueAt = (place * cache.capacity_ + row.position) * valueWidth();
    const float* const key = qkv + width_ + head * headWidth();
    const float* const value = qkv + 2 * width_ + head * headWidth();
    if (!narrow()) {
        for (std::size_t d = 0; d < headWidth(); ++d)
            cache.floatKeys_[keyAt + d * kKeyGroup] = key[d];
        std::copy_n(value, headWidth(), cache.floatValues_.data() + valueAt);
        return;
    }
    std::uint16_t halves[kKeyGroup];
    for (std::size_t d = 0; d < headWidth(); d += kKeyGroup) {
        const std::size_t some = std::min(kKeyGroup, headWidth() - d);
        kernels().toHalf(key + d, some, halves);
        for (std::size_t k = 0; k < some; ++k)
            cache.halfKeys_[keyAt + (d + k) * kKeyGroup] = halves[k];
    }
    kernels().toHalf(value, headWidth(), cache.halfValues_.data() + valueAt);
}

void SemanticDecoder::attend(const Row& row, std::size_t layer, std::size_t head, const float* query, float* scores,
                             float* out) const {
    const Cache& cache = *row.cache;
    const std::size_t keysAt = (layer * heads_ + head) * cache.capacity_ * headWidth();
    const std::size_t valuesAt = (layer * heads_ + head) * cache.capacity_ * valueWidth();
    const float scale = 1.0F / std::sqrt(static_cast<float>(headWidth()));
    const Kernels& with = kernels();
    if (narrow())
        with.scoreHalf(query, cache.halfKeys_.data() + keysAt, headWidth(), row.sees, scale, scores);
    else
        with.scoreFloat(query, cache.floatKeys_.data() + keysAt, headWidth(), row.sees, scale, scores);
    with.softmax(scores, row.sees);
    if (narrow())
        with.mixHalf(scores, cache.halfValues_.data() + valuesAt, valueWidth(), row.sees, out);
    else
        with.mixFloat(scores, cache.floatValues_.data() + valuesAt, valueWidth(), row.sees, out);
}

void SemanticDecoder::product(const PackedMatrix& matrix, std::span<const float> in, std::size_t stride,
                              std::size_t count, std::vector<float>& out, Workspace& workspace) const {
    // Rows that one part multiplies a block with: what is packed stays in the second cache meanwhile.
    constexpr std::size_t kRowsAtOnce = 48;
    grow(out, count * matrix.stride());
    grow(workspace.scales_, count);
    if (workspace.bytes_.size() < count * matrix.byteColumns())
        workspace.bytes_.resize(count * matrix.byteColumns());
    const PackedInputs all{
        .values = in, .bytes = workspace.bytes_, .scales = workspace.scales_, .stride = stride, .count = count};
    const Kernels& with = kernels();
    if (count == 1)
        matrix.accept(with, all, 0);
    else
        workspace.team_.run(static_cast<std::uint32_t>(count), [&](std::uint32_t i) { matrix.accept(with, all, i); });
    const std::size_t groups = (count + kRowsAtOnce - 1) / kRowsAtOnce;
    workspace.team_.run(static_cast<std::uint32_t>(matrix.blocks() * groups), [&](std::uint32_t part) {
        const std::size_t first = part % groups * kRowsAtOnce;
        PackedInputs some = all;
        some.count = std::min(kRowsAtOnce, count - first);
        some.values = all.values.subspan(first * stride);
        some.bytes = all.bytes.subspan(first * matrix.byteColumns());
        some.scales = all.scales.subspan(first);
        matrix.multiply(with, part / groups, some, out.data() + first * matrix.stride());
    });
}

void SemanticDecoder::run(std::span<const Row> rows, Workspace& workspace) const {
    const std::size_t count = rows.size();
    const auto each = [&](std::size_t parts, auto&& part) {
        workspace.team_.run(static_cast<std::uint32_t>(parts), part);
    };
    // Rows of one text see each other's keys, which must be there before; those of different texts their own alone.
    const bool looksAtOthers = count > 1 && rows[0].cache == rows[1].cache;
    std::size_t most = 0;
    for (const Row& row : rows)
        most = std::max(most, (row.sees + kKeyGroup - 1) / kKeyGroup * kKeyGroup);
    grow(workspace.scores_, count * heads_ * most);
    // The mix writes whole groups of a head: the row's last head may run over into the padding.
    const std::size_t attendedStride = heads_ * valueWidth();
    grow(workspace.attended_, count * attendedStride);
    float* const x = workspace.x_.data();
    const Kernels& with = kernels();
    for (std::size_t i = 0; i < layers_.size(); ++i) {
        const Layer& layer = layers_[i];
        product(layer.qkv, workspace.x_, width_, count, workspace.qkv_, workspace);
        const std::size_t stride = layer.qkv.stride();
        const auto rememberHead = [&](std::size_t part) {
            remember(rows[part / heads_], i, part % heads_, workspace.qkv_.data() + part / heads_ * stride);
        };
        if (looksAtOthers)
            each(count * heads_, rememberHead);
        each(count * heads_, [&](std::uint32_t part) {
            const std::size_t r = part / heads_;
            const std::size_t head = part % heads_;
            if (!looksAtOthers)
                rememberHead(part);
            attend(rows[r], i, head, workspace.qkv_.data() + r * stride + head * headWidth(),
                   workspace.scores_.data() + part * most,
                   workspace.attended_.data() + r * attendedStride + head * valueWidth());
        });
        if (valueWidth() != headWidth()) {
            for (std::size_t part = 0; part < count * heads_; ++part)
                std::copy_n(workspace.attended_.data() + part * valueWidth(), headWidth(),
                            workspace.attended_.data() + part * headWidth());
        }
        product(layer.out, workspace.attended_, width_, count, workspace.added_, workspace);
        const auto addAndNormalise = [&](const PackedMatrix& from, const std::vector<float>& gain,
                                         const std::vector<float>& shift) {
            each(count, [&](std::uint32_t r) {
                with.addAndNormalise(x + r * width_, workspace.added_.data() + r * from.stride(), gain.data(),
                                     shift.data(), kNormEpsilon, width_);
            });
        };
        addAndNormalise(layer.out, layer.attentionGain, layer.attentionShift);
        product(layer.inner, workspace.x_, width_, count, workspace.inner_, workspace);
        each(count, [&](std::uint32_t r) {
            with.relu(workspace.inner_.data() + r * layer.inner.stride(), layer.inner.stride());
        });
        product(layer.outer, workspace.inner_, layer.inner.stride(), count, workspace.added_, workspace);
        addAndNormalise(layer.outer, layer.finalGain, layer.finalShift);
    }
}

void SemanticDecoder::prefill(Cache& cache, std::span<const float> text, std::span<const std::int64_t> tokens,
                              Workspace& workspace, std::span<float> hidden) const {
    const std::size_t words = text.size() / width_;
    const std::size_t count = words + tokens.size();
    if (cache.length_ != 0 || count > cache.capacity_)
        throw Fault(ErrorCode::InvalidInput, "the cache is not for this text");
    grow(workspace.x_, count * width_);
    std::copy(text.begin(), text.end(), workspace.x_.begin());
    std::vector<Row> rows;
    for (std::size_t i = 0; i < count; ++i)
        rows.push_back({.cache = &cache, .position = i, .sees = std::max(words, i + 1)});
    for (const std::int64_t token : tokens)
        checkId(token, endToken_, "prompt token");
    for (std::size_t i = 0; i < tokens.size(); ++i)
        embedToken(tokens[i], i, std::span(workspace.x_).subspan((words + i) * width_, width_));
    run(rows, workspace);
    cache.length_ = count;
    std::copy_n(workspace.x_.data() + (count - 1) * width_, width_, hidden.data());
}

void SemanticDecoder::step(std::span<const Step> steps, Workspace& workspace, std::span<float> hidden) const {
    grow(workspace.x_, steps.size() * width_);
    std::vector<Row> rows;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        Cache& cache = *steps[i].cache;
        if (cache.length_ == cache.capacity_)
            throw Fault(ErrorCode::InvalidInput, "the cache is full");
        rows.push_back({.cache = &cache, .position = cache.length_, .sees = cache.length_ + 1});
        embedToken(steps[i].token, steps[i].position, std::span(workspace.x_).subspan(i * width_, width_));
    }
    run(rows, workspace);
    for (const Step& step : steps)
        ++step.cache->length_;
    std::copy_n(workspace.x_.data(), steps.size() * width_, hidden.data());
}

void SemanticDecoder::logits(std::span<const float> hidden, Workspace& workspace, std::span<float> logits) const {
    const std::size_t count = hidden.size() / width_;
    product(predict_, hidden, width_, count, workspace.added_, workspace);
    for (std::size_t i = 0; i < count; ++i)
        std::copy_n(workspace.added_.data() + i * predict_.stride(), tokens_, logits.data() + i * tokens_);
}

}  // namespace timbre::nets
