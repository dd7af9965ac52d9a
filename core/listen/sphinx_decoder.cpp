// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/listen/sphinx_decoder.h"

#include <pocketsphinx.h>
#include <sphinxbase/err.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/base/files.h"

namespace timbre::listen {

namespace fs = std::filesystem;

namespace {

constexpr const char* kGraphSearch = "graph";
constexpr double kFramesPerSecond = 100.0;

struct FreeDecoder {
    void operator()(ps_decoder_t* decoder) const noexcept { ps_free(decoder); }
};
struct FreeConfig {
    void operator()(cmd_ln_t* config) const noexcept { cmd_ln_free_r(config); }
};

fs::path acousticModel(const fs::path& folder) { return folder / "en-us"; }
fs::path languageModel(const fs::path& folder) { return folder / "en-us.lm.bin"; }
fs::path dictionary(const fs::path& folder) { return folder / "cmudict-en-us.dict"; }

/// The library ends the whole program over a file that is none of its kind, so they are looked at first.
bool beginsWith(const fs::path& file, std::string_view mark) {
    std::string head(mark.size(), '\0');
    std::ifstream stream(file, std::ios::binary);
    return stream.read(head.data(), static_cast<std::streamsize>(head.size())) && head == mark;
}

bool looksSound(const fs::path& folder) {
    const fs::path model = acousticModel(folder);
    const bool parts = std::ranges::all_of(std::array{"means", "variances", "transition_matrices"},
                                           [&model](const char* name) { return beginsWith(model / name, "s3\n"); });
    std::error_code ignored;
    return parts && (beginsWith(model / "mdef", "BMDF") || beginsWith(model / "mdef", "FDMB")) &&
           beginsWith(languageModel(folder), "Trie Language Model") && fs::exists(model / "feat.params", ignored);
}

tl::unexpected<Error> broken(const fs::path& folder) {
    return fail(ErrorCode::Corrupt, "the speech model in " + displayPath(folder) + " cannot be used",
                "Install the package pocketsphinx-en-us again.");
}

}  // namespace

struct SphinxDecoder::State {
    std::unique_ptr<ps_decoder_t, FreeDecoder> decoder;
};

SphinxDecoder::SphinxDecoder(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
SphinxDecoder::SphinxDecoder(SphinxDecoder&&) noexcept = default;
SphinxDecoder& SphinxDecoder::operator=(SphinxDecoder&&) noexcept = default;
SphinxDecoder::~SphinxDecoder() = default;

bool SphinxDecoder::isModel(const fs::path& folder) {
    std::error_code ignored;
    return fs::exists(acousticModel(folder) / "mdef", ignored) && fs::exists(dictionary(folder), ignored) &&
           fs::exists(languageModel(folder), ignored);
}

Result<SphinxDecoder> SphinxDecoder::open(const fs::path& folder, Use use) {
    if (!isModel(folder)) {
        return fail(ErrorCode::ModelMissing, "there is no speech model in " + displayPath(folder),
                    "Install the package pocketsphinx-en-us.");
    }
    if (!looksSound(folder)) {
        return broken(folder);
    }
    err_set_logfp(nullptr);
    const std::unique_ptr<cmd_ln_t, FreeConfig> config(cmd_ln_init(
        nullptr, ps_args(), TRUE, "-hmm", acousticModel(folder).c_str(), "-dict", dictionary(folder).c_str(), "-logfn",
        "/dev/null", "-remove_noise", "no", "-remove_silence", "no", "-cmn", "batch", nullptr));
    if (!config) {
        return broken(folder);
    }
    if (use == Use::Text) {
        cmd_ln_set_str_r(config.get(), "-lm", languageModel(folder).c_str());
    } else {
        // Wider than the library's own: a line is short, and a path that was lost cannot be found again.
        cmd_ln_set_float_r(config.get(), "-beam", 1e-58);
        cmd_ln_set_float_r(config.get(), "-pbeam", 1e-58);
        cmd_ln_set_float_r(config.get(), "-wbeam", 1e-46);
    }
    auto state = std::make_unique<State>();
    state->decoder.reset(ps_init(config.get()));
    if (!state->decoder) {
        return broken(folder);
    }
    return SphinxDecoder(std::move(state));
}

bool SphinxDecoder::addWord(const std::string& name, std::span<const std::string> phones) {
    if (phones.empty()) {
        return false;
    }
    if (char* known = ps_lookup_word(state_->decoder.get(), name.c_str()); known != nullptr) {
        ckd_free(known);
        return true;
    }
    std::string joined;
    for (const std::string& phone : phones) {
        joined += joined.empty() ? phone : " " + phone;
    }
    return ps_add_word(state_->decoder.get(), name.c_str(), joined.c_str(), FALSE) >= 0;
}

std::vector<std::string> SphinxDecoder::phonesOf(const std::string& word) const {
    std::vector<std::string> phones;
    char* found = ps_lookup_word(state_->decoder.get(), word.c_str());
    if (found == nullptr) {
        return phones;
    }
    std::string_view rest(found);
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        if (end > 0) {
            phones.emplace_back(rest.substr(0, end));
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    ckd_free(found);
    return phones;
}

namespace {

Result<std::vector<HeardUnit>> decode(ps_decoder_t* decoder, std::span<const std::int16_t> sound, bool confidence,
                                      const std::stop_token& stop) {
    if (ps_start_utt(decoder) < 0) {
        return fail(ErrorCode::Internal, "the recogniser does not start");
    }
    // In one piece: the mean of the whole recording is taken off before anything is searched.
    bool failed = ps_process_raw(decoder, sound.data(), sound.size(), FALSE, TRUE) < 0;
    failed = ps_end_utt(decoder) < 0 || failed;
    if (stop.stop_requested()) {
        return fail(ErrorCode::Cancelled, "stopped while listening");
    }
    std::vector<HeardUnit> heard;
    if (failed) {
        return heard;
    }
    logmath_t* logs = ps_get_logmath(decoder);
    for (ps_seg_t* segment = ps_seg_iter(decoder); segment != nullptr; segment = ps_seg_next(segment)) {
        int first = 0;
        int last = 0;
        ps_seg_frames(segment, &first, &last);
        const double certain = confidence ? logmath_exp(logs, ps_seg_prob(segment, nullptr, nullptr, nullptr)) : 1.0;
        heard.push_back({.word = ps_seg_word(segment),
                         .fromSeconds = first / kFramesPerSecond,
                         .toSeconds = (last + 1) / kFramesPerSecond,
                         .confidence = std::clamp(certain, 0.0, 1.0)});
    }
    return heard;
}

}  // namespace

Result<std::vector<HeardUnit>> SphinxDecoder::find(const WordGraph& graph, std::span<const std::int16_t> sound,
                                                   const std::stop_token& stop) {
    ps_decoder_t* decoder = state_->decoder.get();
    fsg_model_t* model = fsg_model_init(kGraphSearch, ps_get_logmath(decoder), 1.0F, graph.states);
    if (model == nullptr) {
        return fail(ErrorCode::Internal, "the graph of words has no memory");
    }
    model->start_state = 0;
    model->final_state = graph.states - 1;
    const double perLog = 1.0 / std::log(logmath_get_base(ps_get_logmath(decoder)));
    for (const WordGraph::Arc& arc : graph.arcs) {
        const auto weight = static_cast<int32>(arc.logProbability * perLog);
        if (arc.word.empty()) {
            fsg_model_null_trans_add(model, arc.from, arc.to, weight);
        } else {
            fsg_model_trans_add(model, arc.from, arc.to, weight, fsg_model_word_add(model, arc.word.c_str()));
        }
    }
    // The search keeps a reference of its own.
    const bool taken = ps_set_fsg(decoder, kGraphSearch, model) == 0 && ps_set_search(decoder, kGraphSearch) == 0;
    fsg_model_free(model);
    if (!taken) {
        return fail(ErrorCode::Internal, "the graph of words cannot be used");
    }
    return decode(decoder, sound, /*confidence=*/false, stop);
}

Result<std::vector<HeardUnit>> SphinxDecoder::recognise(std::span<const std::int16_t> sound,
                                                        const std::stop_token& stop) {
    return decode(state_->decoder.get(), sound, /*confidence=*/true, stop);
}

}  // namespace timbre::listen
