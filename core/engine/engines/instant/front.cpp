// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/front.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <csetjmp>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "core/engine/engines/instant/english_readings.h"
#include "core/engine/engines/instant/phones.h"
#include "core/engine/engines/instant/text_plain.h"

// flite's headers are C, with casts and names that are none of our business.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wold-style-cast"
#pragma GCC diagnostic ignored "-Wpedantic"
extern "C" {
#include <flite/cst_cg.h>
#include <flite/cst_error.h>
#include <flite/flite.h>
cst_voice* register_cmu_us_slt(const char* voxdir);
cst_voice* register_cmu_us_rms(const char* voxdir);
cst_voice* register_cmu_us_awb(const char* voxdir);
}

namespace timbre::instant {

namespace {

struct UtteranceDeleter {
    void operator()(cst_utterance* u) const noexcept { delete_utterance(u); }
};
using Utterance = std::unique_ptr<cst_utterance, UtteranceDeleter>;

struct TrackDeleter {
    void operator()(cst_track* t) const noexcept { delete_track(t); }
};
using Track = std::unique_ptr<cst_track, TrackDeleter>;

std::mutex& fliteLock() {
    static std::mutex lock;
    return lock;
}

/// Registers the voices at the first call; flite keeps them until the process ends. Call with the lock held.
cst_voice* fliteVoice(BaseVoice voice) {
    static const bool initialised = (flite_init(), true);
    static_cast<void>(initialised);
    switch (voice) {
        case BaseVoice::Slt:
            return register_cmu_us_slt(nullptr);
        case BaseVoice::Rms:
            return register_cmu_us_rms(nullptr);
        case BaseVoice::Awb:
            return register_cmu_us_awb(nullptr);
    }
    return nullptr;
}

int stopAtFirstFrame(const cst_wave* /*wave*/, int /*start*/, int /*size*/, int /*last*/,
                     cst_audio_streaming_info* /*info*/) {
    return CST_AUDIO_STREAM_STOP;
}

struct Piece {
    std::string text;
    std::size_t offset = 0;           ///< Of its first byte in the whole plain text.
    std::span<const ReadSpan> spans;  ///< In bytes of `text`.
};

/// The piece that is being read, for the function below; guarded by fliteLock().
const Piece*& pieceAtWork() {
    static const Piece* piece = nullptr;
    return piece;
}

/// In place of flite's own: cuts the text into tokens and gives phones to those that are to be read otherwise. A token with
/// phones becomes one word whatever it looks like.
cst_utterance* tokenizeWithReadings(cst_utterance* u) {
    u = default_tokenization(u);
    const Piece& piece = *pieceAtWork();
    std::size_t searchFrom = 0;
    for (cst_item* token = relation_head(utt_relation(u, "Token")); token != nullptr; token = item_next(token)) {
        const std::string_view name = item_feat_string(token, "name");
        const std::size_t at = piece.text.find(name, searchFrom);
        if (at == std::string::npos)
            continue;
        searchFrom = at + name.size();
        for (const ReadSpan& span : piece.spans) {
            if (span.begin == at && !span.phones.empty())
                item_set_string(token, "phones", span.phones.c_str());
        }
    }
    return u;
}

/// flite's "fatal" errors end the process unless a jump target is set. No C++ object lives between set and jump.
cst_utterance* synthesiseGuarded(const char* text, cst_voice* voice, bool withReadings) {
    jmp_buf target;
    if (setjmp(target) != 0) {  // NOLINT(cert-err52-cpp): flite's only way to report
        cst_errjmp = nullptr;
        return nullptr;
    }
    cst_errjmp = &target;
    cst_utterance* u = new_utterance();
    utt_set_input_text(u, text);
    // The parameter track is wanted, not the sound: the vocoder asks this hook after its first frame and gives up.
    cst_audio_streaming_info* info = new_audio_streaming_info();
    info->min_buffsize = 0;
    info->asc = stopAtFirstFrame;
    feat_set(u->features, "streaming_info", audio_streaming_info_val(info));
    if (withReadings)
        feat_set(u->features, "tokenizer_func", uttfunc_val(&tokenizeWithReadings));
    u = flite_do_synth(u, voice, utt_synth);
    cst_errjmp = nullptr;
    return u;
}

void numberItems(cst_relation* relation, const char* feature) {
    int index = 0;
    for (cst_item* item = relation_head(relation); item != nullptr; item = item_next(item)) {
        item_set_int(item, feature, index++);
    }
}

/// Words and, by their place in `text`, the tokens they were read from. Needs the segments: a token that is not heard
/// (a lone dash) is none.
void collectWords(const cst_utterance* u, std::string_view text, FrontUtterance& out,
                  std::vector<std::pair<std::size_t, std::size_t>>& tokenRanges) {
    for (cst_item* word = relation_head(utt_relation(u, "Word")); word != nullptr; word = item_next(word)) {
        std::string_view name = item_feat_string(word, "name");
        // flite marks the letter "a" read by its name as "_a".
        if (name.size() > 1 && name.front() == '_')
            name.remove_prefix(1);
        out.words.emplace_back(name);
    }
    std::size_t searchFrom = 0;
    int nextWord = 0;
    for (cst_item* token = relation_head(utt_relation(u, "Token")); token != nullptr; token = item_next(token)) {
        const std::string_view name = item_feat_string(token, "name");
        const std::size_t at = text.find(name, searchFrom);
        const std::size_t begin = at == std::string_view::npos ? searchFrom : at;
        const std::size_t end = at == std::string_view::npos ? searchFrom : at + name.size();
        searchFrom = end;
        int words = 0;
        for (cst_item* d = item_daughter(token); d != nullptr; d = item_next(d))
            ++words;
        const auto heard = [&](const FrontSegment& s) { return s.word >= nextWord && s.word < nextWord + words; };
        if (std::ranges::any_of(out.segments, heard)) {
            out.tokens.push_back({std::string(name), nextWord, words});
            tokenRanges.emplace_back(begin, end);
        }
        nextWord += words;
    }
}

void collectSegments(const cst_utterance* u, FrontUtterance& out) {
    double start = 0.0;
    for (cst_item* s = relation_head(utt_relation(u, "Segment")); s != nullptr; s = item_next(s)) {
        FrontSegment segment;
        segment.phone = phoneFromName(item_feat_string(s, "name")).value_or(kPause);
        segment.startSeconds = start;
        segment.endSeconds = std::max(start, static_cast<double>(item_feat_float(s, "end")));
        start = segment.endSeconds;
        if (path_to_item(s, "R:SylStructure.parent.parent") != nullptr) {
            segment.word = ffeature_int(s, "R:SylStructure.parent.parent.timbre_index");
            segment.stressed = ffeature_int(s, "R:SylStructure.parent.stress") != 0;
            segment.accented = ffeature_int(s, "R:SylStructure.parent.R:Syllable.accented") != 0;
            segment.breakIndex = ffeature_int(s, "R:SylStructure.parent.R:Syllable.syl_break");
        }
        out.segments.push_back(segment);
    }
}

/// The smoothed parameter track: F0, then c0..c24 as the voice's vocoder would have got them.
void collectTrack(const cst_utterance* u, FrontUtterance& out) {
    cst_cg_db* db = val_cg_db(utt_feat_val(u, "cg_db"));
    const cst_track* raw = val_track(utt_feat_val(u, "param_track"));
    const Track smooth(mlpg(raw, db));
    const auto frames = static_cast<std::size_t>(smooth->num_frames);
    const auto order = std::min<std::size_t>(25, static_cast<std::size_t>(smooth->num_channels) - 1);
    out.base.f0Hz.resize(frames);
    out.base.cepstrum = Matrix(frames, 25);
    for (std::size_t t = 0; t < frames; ++t) {
        const float* frame = smooth->frames[t];
        out.base.f0Hz[t] = frame[0];
        for (std::size_t k = 0; k < order; ++k) {
            out.base.cepstrum(t, k) = std::isfinite(frame[k + 1]) ? frame[k + 1] : 0.0F;
        }
    }
}

#pragma GCC diagnostic pop

/// The words that were read in place of a span belong to what was written there.
void mergeTokens(std::span<const ReadSpan> spans, std::vector<FrontToken>& tokens,
                 std::vector<std::pair<std::size_t, std::size_t>>& ranges) {
    for (const ReadSpan& span : spans) {
        std::size_t first = 0;
        while (first < ranges.size() && ranges[first].first < span.begin)
            ++first;
        if (first == ranges.size() || ranges[first].first >= span.end)
            continue;
        std::size_t last = first;
        while (last + 1 < ranges.size() && ranges[last + 1].first < span.end)
            ++last;
        FrontToken& token = tokens[first];
        token.wordCount = tokens[last].firstWord + tokens[last].wordCount - token.firstWord;
        token.text = span.written;
        ranges[first].second = ranges[first].first;  // its spelling is known
        tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(first) + 1, tokens.begin() + static_cast<std::ptrdiff_t>(last) + 1);
        ranges.erase(ranges.begin() + static_cast<std::ptrdiff_t>(first) + 1, ranges.begin() + static_cast<std::ptrdiff_t>(last) + 1);
    }
}

Result<FrontUtterance> readPiece(const Piece& piece, BaseVoice voice, const PlainText& plain,
                                 std::string_view original) {
    const std::lock_guard guard(fliteLock());
    pieceAtWork() = &piece;
    const Utterance u(synthesiseGuarded(piece.text.c_str(), fliteVoice(voice), !piece.spans.empty()));
    pieceAtWork() = nullptr;
    if (!u)
        return fail(ErrorCode::InvalidInput, "the text analysis gave up on \"" + piece.text + "\"", "Reword it.");
    FrontUtterance out;
    std::vector<std::pair<std::size_t, std::size_t>> ranges;
    numberItems(utt_relation(u.get(), "Word"), "timbre_index");
    collectSegments(u.get(), out);
    collectWords(u.get(), piece.text, out, ranges);
    collectTrack(u.get(), out);
    mergeTokens(piece.spans, out.tokens, ranges);
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        const auto [begin, end] = ranges[i];
        if (end <= begin)
            continue;
        const std::size_t from = plain.origin[piece.offset + begin];
        std::size_t to = plain.origin[piece.offset + end - 1] + 1;
        while (to < original.size() && (static_cast<unsigned char>(original[to]) & 0xC0U) == 0x80U)
            ++to;
        if (to > from)
            out.tokens[i].text = std::string(original.substr(from, to - from));
    }
    return out;
}

bool samePhones(const FrontUtterance& a, const FrontUtterance& b) {
    return std::ranges::equal(a.segments, b.segments, [](const FrontSegment& x, const FrontSegment& y) {
        return x.phone == y.phone && x.word == y.word;
    });
}

bool speaks(const FrontUtterance& u) {
    const bool edges =
        u.segments.size() >= 3 && u.segments.front().phone == kPause && u.segments.back().phone == kPause;
    const auto isPhone = [](const FrontSegment& s) { return s.phone != kPause; };
    return edges && !u.base.f0Hz.empty() && std::ranges::any_of(u.segments, isPhone);
}

/// Puts `next` behind `whole`: the two pauses at the seam become one.
void append(FrontUtterance& whole, FrontUtterance next) {
    if (whole.segments.empty()) {
        whole = std::move(next);
        return;
    }
    const auto frames = whole.base.f0Hz.size();
    const double shift = static_cast<double>(frames) * kFrameSeconds;
    const int firstWord = static_cast<int>(whole.words.size());
    whole.segments.back().endSeconds = shift + next.segments.front().endSeconds;
    for (auto s = next.segments.begin() + 1; s != next.segments.end(); ++s) {
        s->startSeconds += shift;
        s->endSeconds += shift;
        if (s->word >= 0)
            s->word += firstWord;
        whole.segments.push_back(*s);
    }
    std::ranges::move(next.words, std::back_inserter(whole.words));
    for (FrontToken& token : next.tokens) {
        token.firstWord += firstWord;
        whole.tokens.push_back(std::move(token));
    }
    Matrix joined(frames + next.base.f0Hz.size(), 25);
    std::ranges::copy(whole.base.cepstrum.values(), joined.values().begin());
    std::ranges::copy(next.base.cepstrum.values(),
                      joined.values().begin() + static_cast<std::ptrdiff_t>(whole.base.cepstrum.values().size()));
    whole.base.cepstrum = std::move(joined);
    whole.base.f0Hz.insert(whole.base.f0Hz.end(), next.base.f0Hz.begin(), next.base.f0Hz.end());
}

std::vector<ReadSpan> spansIn(std::span<const ReadSpan> spans, std::size_t begin, std::size_t end) {
    std::vector<ReadSpan> inside;
    for (const ReadSpan& span : spans) {
        if (span.begin < begin || span.end > end)
            continue;
        inside.push_back(span);
        inside.back().begin -= begin;
        inside.back().end -= begin;
    }
    return inside;
}

}  // namespace

Result<FrontResult> readText(std::string_view text, std::span<const BaseVoice> voices,
                             std::span<const GivenReading> readings, const std::stop_token& stop) {
    auto written = plainText(text);
    if (!written)
        return tl::unexpected(written.error());
    const auto given = withGivenReadings(std::move(*written), text, readings);
    if (!given)
        return tl::unexpected(given.error());
    const PlainText* const plain = &given->plain;

    FrontResult result;
    result.voices.resize(voices.size());
    for (const auto& [begin, end] : splitForReading(plain->text, kReadingBytes)) {
        const std::vector<ReadSpan> spans = spansIn(given->spans, begin, end);
        const Piece piece{plain->text.substr(begin, end - begin), begin, spans};
        if (!hasWord(piece.text))
            continue;
        std::vector<FrontUtterance> utterances;
        for (const BaseVoice voice : voices) {
            if (stop.stop_requested())
                return fail(ErrorCode::Cancelled, "reading the text was cancelled");
            auto reading = readPiece(piece, voice, *plain, text);
            if (!reading)
                return tl::unexpected(reading.error());
            const bool agrees = utterances.empty() || samePhones(utterances.front(), *reading);
            utterances.push_back(agrees ? std::move(*reading) : utterances.front());
        }
        if (!speaks(utterances.front()))
            continue;
        for (std::size_t v = 0; v < voices.size(); ++v)
            append(result.voices[v], std::move(utterances[v]));
    }
    if (result.voices.empty() || result.voices.front().segments.empty()) {
        return fail(ErrorCode::InvalidInput, "there is no word to speak in the text", "Write at least one word.");
    }
    return result;
}

Result<FrontResult> readText(std::string_view text, std::span<const GivenReading> readings, const std::stop_token& stop) {
    constexpr std::array kGuideVoices = {BaseVoice::Slt, BaseVoice::Rms};
    return readText(text, kGuideVoices, readings, stop);
}

Result<FrontResult> readText(std::string_view text, std::span<const BaseVoice> voices, const std::stop_token& stop) {
    return readText(text, voices, {}, stop);
}

Result<FrontResult> readText(std::string_view text, const std::stop_token& stop) {
    return readText(text, std::span<const GivenReading>(), stop);
}

}  // namespace timbre::instant
