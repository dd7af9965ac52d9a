// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/gpt_sovits_model.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iterator>
#include <numeric>
#include <system_error>
#include <utility>

#include "core/base/files.h"
#include "core/nets/errors.h"
#include "core/nets/seeded_noise.h"
#include "core/nets/semantic_decoder.h"
#include "core/nets/semantic_generator.h"
#include "core/nets/speech_guard.h"
#include "core/nets/torch_room.h"
#include "core/nets/wave_generator.h"

namespace timbre::nets {
namespace {

namespace fs = std::filesystem;

/// Half a second, twice that, and so on: the first sound comes soon, and little is computed twice at the seams.
constexpr std::size_t kFirstPieceFrames = 25;
constexpr std::size_t kLongestPieceFrames = 400;

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// An attempt at a sentence.
struct Draft {
    SemanticSpeech speech;
    Judgement judgement;
    std::uint64_t seed = 0;
};

/// A sentence on its way.
struct Attempted {
    std::size_t index;
    Draft best;
    int attempts = 0;
    SpeechTimes times{};
};

/// What one call changes.
struct Call {
    Call(const std::stop_token& stopToken, int threads) : stop(stopToken), decoding(threads), waving(threads) {}
    const std::stop_token& stop;
    SemanticDecoder::Workspace decoding;
    WaveGenerator::Workspace waving;
};

class CpuOrCuda final : public GptSovitsModel {
  public:
    CpuOrCuda(const GptSovitsFiles& files, const GptSovitsOptions& options) : options_(options) {
        const TorchRoom* room = orThrow(torchRoom());
        SovitsPaths paths = files.sovits;
        // v3's vocoder is torch's alone; the others are packed below, where that may be.
        const ModelVersion version = orThrow(openSovitsFile(paths.model)).version;
        paths.vocodes = options.place == Place::Cuda || version == ModelVersion::V3;
        sovits_ = orThrow(room->openSovits(paths, options.place, options.threads));
        const GptFile gpt = orThrow(openGptFile(files.gpt));
        phones_ = gpt.phones;
        endToken_ = gpt.endToken;
        bertWidth_ = static_cast<std::size_t>(gpt.checkpoint.tensors.at("model.bert_proj.weight").shape[1]);
        if (gpt.symbolVersion != sovits_->symbolVersion()) {
            throw Fault(ErrorCode::Unsupported,
                        displayPath(files.gpt) + " and " + displayPath(files.sovits.model) +
                            " speak different phones: one is of v1, the other is not",
                        "Choose two files of the same version.");
        }
        if (options.place == Place::Cuda) {
            semantic_ = orThrow(room->openSemantic(files.gpt, options.place, options.threads));
        } else {
            const WeightFormat format =
                options.precision == Precision::Fast ? WeightFormat::Int8 : WeightFormat::Float32;
            decoder_.emplace(gpt, format);
            if (!paths.vocodes)
                packVocoder(files.sovits, format);
        }
    }

    [[nodiscard]] ModelVersion version() const noexcept override { return sovits_->version(); }
    [[nodiscard]] int symbolVersion() const noexcept override { return sovits_->symbolVersion(); }
    [[nodiscard]] int sampleRateHz() const noexcept override { return sovits_->sampleRateHz(); }
    [[nodiscard]] const GptSovitsOptions& options() const noexcept override { return options_; }

    [[nodiscard]] Result<VoiceReference> readReference(const ReferenceSounds& sounds, const ReferencePaths& paths,
                                                       const std::stop_token& stop) const override {
        return sovits_->readReference(sounds, paths, stop);
    }

    [[nodiscard]] std::vector<Result<GptSovitsSpeech>> speak(std::span<const GptSovitsSentence> sentences,
                                                             const std::stop_token& stop,
                                                             const PieceSink& sink) const override {
        std::vector<Result<GptSovitsSpeech>> answers(sentences.size());
        std::vector<Attempted> sound;
        for (std::size_t i = 0; i < sentences.size(); ++i) {
            if (auto good = check(sentences[i]); !good)
                answers[i] = tl::unexpected(good.error());
            else
                sound.push_back({.index = i, .best = {}});
        }
        Call call(stop, options_.threads);
        const auto drafted = withoutExceptions([&]() -> Result<void> {
            draft(sentences, sound, call);
            return {};
        });
        for (Attempted& attempted : sound) {
            answers[attempted.index] =
                drafted ? finish(sentences[attempted.index], attempted, call, sink) : tl::unexpected(drafted.error());
        }
        return answers;
    }

  private:
    void packVocoder(const SovitsPaths& paths, WeightFormat format) {
        if (sovits_->version() == ModelVersion::V4)
            wave_.emplace(WaveGenerator::v4Vocoder(orThrow(readCheckpoint(paths.vocoder)), format));
        else
            wave_.emplace(orThrow(openSovitsFile(paths.model)), format);
    }

    [[nodiscard]] std::size_t halo() const { return wave_ ? wave_->halo() : sovits_->halo(); }
    [[nodiscard]] std::size_t samplesPerFrame() const {
        return wave_ ? wave_->samplesPerFrame() : sovits_->samplesPerFrame();
    }

    [[nodiscard]] Result<void> check(const GptSovitsSentence& sentence) const {
        if (sentence.phones.empty() || !sentence.prompt)
            return fail(ErrorCode::InvalidInput, "there is nothing to speak: no phones",
                        "Give a text with at least one word.");
        for (const auto* ids : {&sentence.phones, &sentence.prompt->phones}) {
            const auto odd = std::ranges::find_if(*ids, [&](std::int64_t id) { return id < 0 || id >= phones_; });
            if (odd != ids->end())
                return fail(ErrorCode::InvalidInput,
                            "phone " + std::to_string(*odd) + " is not among the model's " + std::to_string(phones_),
                            "Check that the phones belong to the version of the model.");
        }
        const VoicePrompt& prompt = *sentence.prompt;
        const bool foreign = std::ranges::any_of(prompt.reference.tokens,
                                                 [&](std::int64_t token) { return token < 0 || token >= endToken_; });
        if (foreign)
            return fail(ErrorCode::InvalidInput, "the voice has tokens that are not among the model's",
                        "The voice was made with another model; make it again.");
        if (!fits(sentence.bert, sentence.phones) || !fits(prompt.bert, prompt.phones))
            return fail(ErrorCode::InvalidInput, "the text features do not belong to the phones");
        return {};
    }

    [[nodiscard]] bool fits(const std::vector<float>& bert, const std::vector<std::int64_t>& phones) const {
        return bert.empty() || bert.size() == phones.size() * bertWidth_;
    }

    /// Draws tokens for all, and draws anew, with another seed, for those that a guard refuses.
    void draft(std::span<const GptSovitsSentence> sentences, std::span<Attempted> all, Call& call) const {
        std::vector<Attempted*> open;
        for (Attempted& attempted : all)
            open.push_back(&attempted);
        while (!open.empty()) {
            std::vector<SemanticSentence> asked;
            for (const Attempted* attempted : open)
                asked.push_back(semanticOf(sentences[attempted->index], attempted->attempts));
            SpeechTimes times;
            std::vector<SemanticSpeech> said = generate(asked, call, times);
            const auto sharers = static_cast<double>(open.size());
            for (Attempted* attempted : open)
                attempted->times += {.prefill = times.prefill / sharers, .tokens = times.tokens / sharers};
            for (std::size_t i = 0; i < open.size(); ++i)
                keepBetter(*open[i], judged(sentences[open[i]->index], asked[i].seed, std::move(said[i])));
            std::erase_if(open, [&](const Attempted* attempted) {
                return attempted->best.judgement.good() || exhausted(sentences[attempted->index], *attempted);
            });
        }
    }

    static bool exhausted(const GptSovitsSentence& sentence, const Attempted& attempted) {
        return attempted.attempts > sentence.rerolls;
    }

    /// The first attempt takes the seed itself, so that what it gives can be had again by it.
    [[nodiscard]] SemanticSentence semanticOf(const GptSovitsSentence& sentence, int attempt) const {
        const VoicePrompt& prompt = *sentence.prompt;
        const std::uint64_t seed =
            attempt == 0 ? sentence.seed : derivedSeed(sentence.seed, static_cast<std::uint64_t>(attempt));
        SemanticSentence asked{
            .phones = {}, .prompt = prompt.reference.tokens, .sampling = sentence.sampling, .seed = seed};
        const std::size_t before = prompt.reference.tokens.empty() ? 0 : prompt.phones.size();
        if (before > 0)
            asked.phones = prompt.phones;
        asked.phones.insert(asked.phones.end(), sentence.phones.begin(), sentence.phones.end());
        if (!sentence.bert.empty() || (before > 0 && !prompt.bert.empty())) {
            if (before > 0)
                asked.bert = prompt.bert.empty() ? std::vector<float>(before * bertWidth_) : prompt.bert;
            asked.bert.insert(asked.bert.end(), sentence.bert.begin(), sentence.bert.end());
            asked.bert.resize(asked.phones.size() * bertWidth_);
        }
        asked.fixedLength = sentence.tokens;
        // Beyond this it cannot become right any more.
        asked.earlyStop = static_cast<std::int64_t>(mostTokens(sentence.phones.size()));
        return asked;
    }

    /// @param times  what it took is added.
    [[nodiscard]] std::vector<SemanticSpeech> generate(std::span<const SemanticSentence> asked, Call& call,
                                                       SpeechTimes& times) const {
        const auto start = Clock::now();
        std::optional<double> prefill;
        const TokenListener listener = [&](std::size_t, std::int64_t) {
            if (!prefill)
                prefill = secondsSince(start);
        };
        const auto generated = [&] {
            if (semantic_)
                return orThrow(semantic_->generate(asked, call.stop, listener));
            return generateTokens(*decoder_, asked, call.decoding, call.stop, listener);
        };
        std::vector<SemanticSpeech> speech = generated();
        const double all = secondsSince(start);
        times.prefill += prefill.value_or(all);
        times.tokens += all - prefill.value_or(all);
        return speech;
    }

    static Draft judged(const GptSovitsSentence& sentence, std::uint64_t seed, SemanticSpeech speech) {
        Judgement judgement;
        if (!sentence.tokens)
            judgement = judgeTokens(speech.tokens, sentence.phones.size(), speech.ended);
        return {.speech = std::move(speech), .judgement = std::move(judgement), .seed = seed};
    }

    static void keepBetter(Attempted& attempted, Draft draft) {
        if (attempted.attempts == 0 || draft.judgement.fault < attempted.best.judgement.fault)
            attempted.best = std::move(draft);
        ++attempted.attempts;
    }

    /// From tokens to sound; an ugly end is drawn anew while there are attempts left and nobody has heard it.
    [[nodiscard]] Result<GptSovitsSpeech> finish(const GptSovitsSentence& sentence, Attempted& attempted, Call& call,
                                                 const PieceSink& sink) const {
        return withoutExceptions([&]() -> Result<GptSovitsSpeech> {
            const PieceSink pieces =
                sink ? PieceSink([&](std::size_t, std::span<const float> piece) { sink(attempted.index, piece); })
                     : PieceSink();
            GptSovitsSpeech speech{.samples = soundOf(sentence, attempted.best, call, pieces, attempted.times)};
            Judgement end;
            if (!sentence.tokens)
                end = judgeEnd(speech.samples, sampleRateHz());
            while (!sink && !end.good() && attempted.best.judgement.good() && !exhausted(sentence, attempted)) {
                const SemanticSentence asked = semanticOf(sentence, attempted.attempts);
                Draft other =
                    judged(sentence, asked.seed, std::move(generate({&asked, 1}, call, attempted.times).front()));
                ++attempted.attempts;
                if (!other.judgement.good())
                    continue;
                std::vector<float> samples = soundOf(sentence, other, call, {}, attempted.times);
                if (Judgement otherEnd = judgeEnd(samples, sampleRateHz()); otherEnd.good()) {
                    speech.samples = std::move(samples);
                    attempted.best = std::move(other);
                    end = std::move(otherEnd);
                }
            }
            if (!std::ranges::all_of(speech.samples, [](float sample) { return std::isfinite(sample); })) {
                throw Fault(ErrorCode::Corrupt, "the models gave something that is no sound (not a number)",
                            "A model file may be damaged; fetch it again.");
            }
            addTail(speech.samples, sampleRateHz());
            speech.tokens = attempted.best.speech.tokens.size();
            speech.attempts = attempted.attempts;
            speech.times = attempted.times;
            speech.remark = attempted.best.judgement.good() ? end.remark : attempted.best.judgement.remark;
            return speech;
        });
    }

    /// @param times  what it took is added.
    [[nodiscard]] std::vector<float> soundOf(const GptSovitsSentence& sentence, const Draft& draft, Call& call,
                                             const PieceSink& sink, SpeechTimes& times) const {
        if (draft.speech.tokens.empty()) {
            throw Fault(ErrorCode::Internal, "the model said nothing at all",
                        "Try another seed, a longer sentence or another reference.");
        }
        const auto start = Clock::now();
        const VoiceReference& reference = sentence.prompt->reference;
        const Matrix frames = orThrow(sovits_->encode({.tokens = draft.speech.tokens,
                                                       .phones = sentence.phones,
                                                       .speed = sentence.speed,
                                                       .seed = draft.seed,
                                                       .flowSteps = sentence.flowSteps},
                                                      reference, call.stop));
        std::vector<float> samples = vocode(frames, reference, call, sink);
        times.sound += secondsSince(start);
        return samples;
    }

    /// In pieces where somebody listens, else in one.
    [[nodiscard]] std::vector<float> vocode(const Matrix& frames, const VoiceReference& reference, Call& call,
                                            const PieceSink& sink) const {
        const bool inPieces = sink && halo() > 0;
        std::vector<float> samples;
        std::size_t length = inPieces ? kFirstPieceFrames : frames.rows();
        for (std::size_t begin = 0; begin < frames.rows();) {
            if (call.stop.stop_requested())
                throw Fault(ErrorCode::Cancelled, "the speech was stopped");
            std::size_t end = std::min(begin + length, frames.rows());
            if (frames.rows() - end < length / 2)
                end = frames.rows();
            std::vector<float> piece = vocodePiece(frames, begin, end, reference, call);
            if (sink)
                deliver(piece, end == frames.rows(), sink);
            if (samples.empty())
                samples = std::move(piece);
            else
                samples.insert(samples.end(), piece.begin(), piece.end());
            begin = end;
            length = std::min(2 * length, kLongestPieceFrames);
        }
        return samples;
    }

    /// A listener gets the tail with the last piece.
    void deliver(std::span<const float> piece, bool last, const PieceSink& sink) const {
        if (!last)
            return sink(0, piece);
        std::vector<float> ending(piece.begin(), piece.end());
        addTail(ending, sampleRateHz());
        sink(0, ending);
    }

    [[nodiscard]] std::vector<float> vocodePiece(const Matrix& frames, std::size_t begin, std::size_t end,
                                                 const VoiceReference& reference, Call& call) const {
        const std::size_t from = begin - std::min(begin, halo());
        const std::size_t to = std::min(end + halo(), frames.rows());
        const auto values = frames.values().subspan(from * frames.cols(), (to - from) * frames.cols());
        std::vector<float> samples = wave_ ? packedWave(values, to - from, reference, call)
                                           : orThrow(sovits_->vocode(values, to - from, reference));
        const std::size_t scale = samplesPerFrame();
        samples.resize((end - from) * scale);
        samples.erase(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>((begin - from) * scale));
        return samples;
    }

    [[nodiscard]] std::vector<float> packedWave(std::span<const float> frames, std::size_t count,
                                                const VoiceReference& reference, Call& call) const {
        const std::size_t width = wave_->width();
        std::vector<float> latent(frames.size());
        for (std::size_t frame = 0; frame < count; ++frame) {
            for (std::size_t channel = 0; channel < width; ++channel)
                latent[channel * count + frame] = frames[frame * width + channel];
        }
        std::vector<float> samples(count * wave_->samplesPerFrame());
        const std::span<const float> style =
            wave_->styleWidth() > 0 ? std::span<const float>(reference.style) : std::span<const float>();
        wave_->generate(latent, style, call.waving, call.stop, samples);
        return samples;
    }

    GptSovitsOptions options_;
    std::unique_ptr<SovitsNet> sovits_;
    std::int64_t phones_ = 0;
    std::int64_t endToken_ = 0;
    std::size_t bertWidth_ = 0;
    std::optional<SemanticDecoder> decoder_;  ///< On the CPU.
    std::optional<WaveGenerator> wave_;       ///< On the CPU, but for v3.
    std::unique_ptr<SemanticNet> semantic_;   ///< Elsewhere.
};

Result<std::uint64_t> sizeOfFile(const fs::path& path) {
    std::error_code failure;
    const std::uintmax_t size = fs::file_size(path, failure);
    if (failure == std::errc::no_such_file_or_directory)
        return fail(ErrorCode::NotFound, "there is no file " + displayPath(path), "Check the name and the folder.");
    if (failure)
        return tl::unexpected(ioError("cannot read", path, failure.value()));
    return std::uint64_t{size};
}

}  // namespace

Result<std::shared_ptr<const GptSovitsModel>> GptSovitsModel::open(const GptSovitsFiles& files,
                                                                   const GptSovitsOptions& options) {
    return withoutExceptions([&]() -> Result<std::shared_ptr<const GptSovitsModel>> {
        return std::make_shared<const CpuOrCuda>(files, options);
    });
}

Result<MemoryNeed> memoryNeed(const GptSovitsFiles& files, const GptSovitsOptions& options) {
    // Files hold half precision, widened to float32 in memory. In fast mode the packed decoder and vocoder keep 8 bits
    // of each number, and tables and encoders float32. Measured with timbre-nets-bench.
    constexpr double kWidened = 2.05;
    constexpr double kNarrow = 0.6;
    MemoryNeed need;
    const auto add = [&need](const fs::path& path, double held) -> Result<void> {
        if (path.empty())
            return {};
        const auto size = sizeOfFile(path);
        if (!size)
            return tl::unexpected(size.error());
        need.held += static_cast<std::uint64_t>(held * static_cast<double>(*size));
        need.atMost = std::max(need.atMost, need.held + *size);  // the file itself is mapped while it is read
        return {};
    };
    fs::path vocoder = files.sovits.vocoder;
    std::error_code failure;
    if (fs::is_directory(vocoder, failure))
        vocoder /= "bigvgan_generator.pt";
    const bool narrow = options.precision == Precision::Fast && options.place == Place::Cpu;
    // What a LoRA file changes lies in its base afterwards.
    const bool overlaid = !files.sovits.base.empty();
    for (const auto& [path, held] : {std::pair{files.gpt, narrow ? kNarrow : kWidened},
                                     {files.sovits.base, kWidened},
                                     {files.sovits.model, overlaid ? 0.0 : kWidened},
                                     {vocoder, kWidened}}) {
        if (auto added = add(path, held); !added)
            return tl::unexpected(added.error());
    }
    return need;
}

}  // namespace timbre::nets
