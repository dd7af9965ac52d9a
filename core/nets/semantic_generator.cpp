// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/semantic_generator.h"

#include <algorithm>

#include "core/nets/errors.h"
#include "core/nets/seeded_noise.h"

namespace timbre::nets {
namespace {

constexpr std::int64_t kMostTokens = 1500;
constexpr std::size_t kRoomAhead = 256;        // positions a cache begins with and grows by: ten seconds
constexpr std::int64_t kStepsWithoutEnd = 11;  // 0.4 s; without it short texts would end at once

/// A sentence on its way.
struct Speaking {
    std::size_t index;
    const SemanticSentence* asked;
    SemanticDecoder::Cache cache;
    std::vector<std::int64_t> said;  ///< The prompt first.
};

class Generator {
  public:
    Generator(const SemanticDecoder& decoder, SemanticDecoder::Workspace& workspace)
        : decoder_(decoder), workspace_(workspace), sampler_(decoder.tokens()), noise_(decoder.tokens()) {}

    std::vector<SemanticSpeech> run(std::span<const SemanticSentence> sentences, const std::stop_token& stop,
                                    const TokenListener& listener) {
        speech_.resize(sentences.size());
        for (std::size_t i = 0; i < sentences.size(); ++i) {
            lookAt(stop);
            begin(i, sentences[i]);
        }
        for (std::int64_t step = 0; !speaking_.empty(); ++step) {
            lookAt(stop);
            logits_.resize(speaking_.size() * decoder_.tokens());
            decoder_.logits(hidden_, workspace_, logits_);
            drawAll(step, listener);
            read();
        }
        return std::move(speech_);
    }

  private:
    static void lookAt(const std::stop_token& stop) {
        if (stop.stop_requested())
            throw Fault(ErrorCode::Cancelled, "the speech was stopped");
    }

    void begin(std::size_t index, const SemanticSentence& asked) {
        Speaking speaking{.index = index,
                          .asked = &asked,
                          .cache = decoder_.makeCache(asked.phones.size() + asked.prompt.size() + kRoomAhead),
                          .said = asked.prompt};
        hidden_.resize(hidden_.size() + decoder_.width());
        decoder_.prefill(speaking.cache, decoder_.embedText(asked.phones, asked.bert), asked.prompt, workspace_,
                         std::span(hidden_).last(decoder_.width()));
        speaking_.push_back(std::move(speaking));
    }

    void drawAll(std::int64_t step, const TokenListener& listener) {
        for (std::size_t i = 0; i < speaking_.size(); ++i) {
            Speaking& one = speaking_[i];
            const bool mayEnd = step >= kStepsWithoutEnd && !one.asked->fixedLength;
            const std::size_t columns = mayEnd ? decoder_.tokens() : decoder_.endToken();
            const auto logits = std::span(logits_).subspan(i * decoder_.tokens(), columns);
            const auto noise = one.asked->sampling.topK == 1 ? std::span<float>() : std::span(noise_).first(columns);
            if (!noise.empty() && one.asked->noise)
                one.asked->noise(step, noise);
            else
                exponentialNoise(one.asked->seed, static_cast<std::uint64_t>(step), noise);
            const auto drawn = sampler_.draw(logits, one.said, one.asked->sampling, noise);
            const auto end = static_cast<std::int64_t>(decoder_.endToken());
            SemanticSpeech& speech = speech_[one.index];
            speech.ended = drawn.token == end || drawn.likeliest == end;
            if (!speech.ended) {
                one.said.push_back(drawn.token);
                speech.tokens.push_back(drawn.token);
                if (listener)
                    listener(one.index, drawn.token);
            }
        }
        std::erase_if(speaking_, [&](const Speaking& one) {
            const SemanticSpeech& speech = speech_[one.index];
            const auto made = static_cast<std::int64_t>(speech.tokens.size());
            if (one.asked->fixedLength)
                return speech.tokens.size() >= *one.asked->fixedLength;
            return speech.ended || made == kMostTokens || (one.asked->earlyStop >= 0 && made > one.asked->earlyStop);
        });
    }

    void read() {
        steps_.clear();
        for (Speaking& one : speaking_) {
            if (one.cache.full())
                decoder_.enlarge(one.cache, kRoomAhead);
            // The cache holds text and prompt, and the tokens but for the newest, whose place among the tokens follows.
            steps_.push_back({.cache = &one.cache, .token = one.said.back(), .position = one.said.size() - 1});
        }
        hidden_.resize(speaking_.size() * decoder_.width());
        if (!steps_.empty())
            decoder_.step(steps_, workspace_, hidden_);
    }

    const SemanticDecoder& decoder_;
    SemanticDecoder::Workspace& workspace_;
    TokenSampler sampler_;
    std::vector<Speaking> speaking_;
    std::vector<SemanticSpeech> speech_;
    std::vector<SemanticDecoder::Step> steps_;
    std::vector<float> hidden_, logits_, noise_;
};

}  // namespace

std::vector<SemanticSpeech> generateTokens(const SemanticDecoder& decoder, std::span<const SemanticSentence> sentences,
                                           SemanticDecoder::Workspace& workspace, const std::stop_token& stop,
                                           const TokenListener& listener) {
    return Generator(decoder, workspace).run(sentences, stop, listener);
}

}  // namespace timbre::nets
