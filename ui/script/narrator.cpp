// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/script/narrator.h"

#include <algorithm>
#include <utility>

namespace timbre::ui {

namespace {

constexpr std::chrono::milliseconds kWatchInterval{33};
constexpr std::uint64_t kClipBytes = std::uint64_t{64} << 20;
constexpr std::size_t kLinesAhead = 16;   // more than a minute of speech: no pause of the engine is heard
constexpr std::size_t kLinesPerJob = 16;

quint64 keyOf(SentenceId id) { return static_cast<quint64>(id); }

std::uint64_t bytesOf(const SharedClip& clip) { return clip ? clip->samples.size() * sizeof(float) : 0; }

}  // namespace

Narrator::Narrator(EngineBridge& bridge, ScriptModel& model, OutputOpener output, QObject* parent)
    : QObject(parent), bridge_(bridge), model_(model), player_(std::move(output)) {
    watch_.setInterval(kWatchInterval);
    connect(&watch_, &QTimer::timeout, this, &Narrator::watchPlayer);
    connect(&bridge_, &EngineBridge::sentenceStarted, this, &Narrator::onSentenceStarted);
    connect(&bridge_, &EngineBridge::sentenceReady, this, &Narrator::onSentenceReady);
    connect(&bridge_, &EngineBridge::sentenceFailed, this, &Narrator::onSentenceFailed);
    connect(&bridge_, &EngineBridge::jobProgressed, this, &Narrator::onProgress);
    connect(&bridge_, &EngineBridge::jobFinished, this, &Narrator::onJobFinished);
    connect(&model_, &ScriptModel::soundReplaced, this, [this](quint64 id) { dropClip(SentenceId{id}); });
}

void Narrator::speakFrom(int row, double seconds) {
    if (row < 0 || row >= model_.rowCount()) {
        return;
    }
    dropJob();
    player_.start();
    listOpen_ = true;
    ahead_.clear();
    given_.clear();
    startSeconds_ = firstStart_ = seconds;
    firstSound_.reset();
    sinceSpeak_.start();
    for (int i = row; i < model_.rowCount(); ++i) {
        ahead_.push_back(model_.lines()[i].id);
    }
    watch_.start();
    feedPlayer();
    watchPlayer();
}

void Narrator::pause() {
    if (state_ == State::Playing || state_ == State::Preparing) {
        player_.setPaused(true);
        setState(State::Paused);
    }
}

void Narrator::resume() {
    if (state_ == State::Paused) {
        player_.setPaused(false);
        setState(State::Playing);
    }
}

void Narrator::stop() {
    dropJob();
    player_.stop();
    ahead_.clear();
    given_.clear();
    listOpen_ = false;
    watchPlayer();
}

void Narrator::clear() {
    stop();
    clips_.clear();
    clipOrder_.clear();
    clipBytes_ = 0;
}

void Narrator::renderChanged() {
    std::vector<int> rows;
    for (int i = 0; i < model_.rowCount(); ++i) {
        if (model_.needsRender(i)) {
            rows.push_back(i);
        }
    }
    if (!rows.empty()) {
        stop();
        startRendering(rows);
    }
}

int Narrator::playingRow() const { return model_.playing() ? model_.rowOf(*model_.playing()) : -1; }

void Narrator::startRendering(const std::vector<int>& rows) {
    std::vector<ScriptSentence> sentences;
    pending_.clear();
    for (const int row : rows) {
        const ScriptLine& line = model_.lines()[row];
        sentences.push_back(model_.sentence(row));
        pending_.insert(keyOf(line.id), line.text);
    }
    jobRecipe_ = model_.recipe();
    count_ = {.done = 0, .total = static_cast<int>(sentences.size())};
    job_ = bridge_.renderSentences({.job = {},
                                    .project = project_,
                                    .sentences = std::move(sentences),
                                    .recipe = jobRecipe_,
                                    .pauseMs = pauseMs_});
    Q_EMIT renderCountChanged();
}

/// Ends the rendering without waiting for its answers: they come to nobody.
void Narrator::dropJob() {
    if (const auto job = std::exchange(job_, std::nullopt)) {
        bridge_.forget(*job);
        pending_.clear();
        model_.setRendering(std::nullopt);
        count_ = {};
        Q_EMIT renderCountChanged();
    }
}

void Narrator::onSentenceStarted(const SentenceStarted& event) {
    if (event.job == job_) {
        model_.setRendering(event.sentence);
    }
}

void Narrator::onSentenceReady(const SentenceReady& event) {
    if (event.job != job_) {
        return;
    }
    keepClip(event.sentence, event.clip);
    model_.setRender(event.sentence, {.text = pending_.take(keyOf(event.sentence)),
                                      .recipe = jobRecipe_,
                                      .peaks = event.peaks,
                                      .words = event.words,
                                      .seconds = event.clip->seconds(),
                                      .facts = event.facts,
                                      .problem = std::nullopt,
                                      .take = event.take});
    feedPlayer();
}

void Narrator::onSentenceFailed(const SentenceFailed& event) {
    if (event.job != job_) {
        return;
    }
    model_.setRender(event.sentence, {.text = pending_.take(keyOf(event.sentence)),
                                      .recipe = jobRecipe_,
                                      .peaks = nullptr,
                                      .words = nullptr,
                                      .seconds = 0.0,
                                      .facts = {},
                                      .problem = event.error,
                                      .take = std::nullopt});
    feedPlayer();
}

void Narrator::onProgress(const JobProgress& event) {
    if (event.job == job_) {
        count_ = {.done = event.done, .total = event.total};
        Q_EMIT renderCountChanged();
    }
}

void Narrator::onJobFinished(const JobFinished& event) {
    if (event.job != job_) {
        return;
    }
    job_.reset();
    pending_.clear();
    count_ = {};
    model_.setRendering(std::nullopt);
    Q_EMIT renderCountChanged();
    if (!event.outcome && event.outcome.error().code != ErrorCode::Cancelled) {
        ahead_.clear();
        Q_EMIT failed(tr("The text could not be spoken"), event.outcome.error());
    }
    feedPlayer();
    watchPlayer();
}

/// Gives the player every line that is there, up to the first that is not, and has that one made.
void Narrator::feedPlayer() {
    if (!listOpen_) {
        return;
    }
    while (!ahead_.empty()) {
        const SentenceId id = ahead_.front();
        const int row = model_.rowOf(id);
        const bool speakable = row >= 0 && !model_.row(row).problem;
        if (speakable) {
            const SharedClip clip = clipOf(id);
            if (!clip || !model_.isRendered(row)) {
                break;
            }
            player_.append({.tag = static_cast<std::uint64_t>(id),
                            .clip = clip,
                            .startSeconds = startSeconds_,
                            .pauseAfterSeconds = pauseAfter(row)});
            given_.push_back(id);
        }
        startSeconds_ = 0.0;
        ahead_.pop_front();
    }
    if (ahead_.empty()) {
        player_.endList();
        listOpen_ = false;
    } else {
        renderAhead();
    }
}

void Narrator::renderAhead() {
    if (job_ || ahead_.empty() || given_.size() > kLinesAhead) {
        return;
    }
    std::vector<int> rows;
    for (const SentenceId id : ahead_) {
        const int row = model_.rowOf(id);
        if (row >= 0 && !model_.row(row).problem && !(model_.isRendered(row) && clipOf(id))) {
            rows.push_back(row);
        }
        if (rows.size() == kLinesPerJob) {
            break;
        }
    }
    startRendering(rows);
}

double Narrator::pauseAfter(int row) const {
    if (row + 1 >= model_.rowCount()) {
        return 0.0;
    }
    const double pause = pauseMs_ / 1000.0;
    switch (model_.lines()[row].breakAfter) {
        case TextBreak::Clause: return pause / 3;
        case TextBreak::Sentence: return pause;
        case TextBreak::Paragraph: return pause * 2;
    }
    return pause;
}

void Narrator::watchPlayer() {
    if (auto error = player_.takeError()) {
        stop();
        Q_EMIT failed(tr("The sound could not be played"), *error);
        return;
    }
    const PlaybackPosition position = player_.position();
    using Where = PlaybackPosition::State;
    if (position.state == Where::Idle) {
        if (!firstSound_ && !given_.empty()) {
            // Short sound may be over before anybody looked: it was heard by now at the latest.
            firstSound_ = static_cast<double>(sinceSpeak_.elapsed()) / 1000.0;
        }
        watch_.stop();
        seconds_ = 0.0;
        model_.setPlaying(std::nullopt, 0.0);
        setState(State::Idle);
        Q_EMIT positionChanged();
        return;
    }
    if (position.state == Where::Playing && !firstSound_ && position.seconds > firstStart_) {
        firstSound_ = static_cast<double>(sinceSpeak_.elapsed()) / 1000.0;
    }
    if (position.state == Where::Playing || position.state == Where::Paused) {
        seconds_ = position.seconds;
        const SentenceId heard{position.tag};
        if (model_.playing() != heard) {
            given_.erase(given_.begin(), std::ranges::find(given_, heard));
            feedPlayer();
        }
        model_.setPlaying(heard, seconds_);
    }
    setState(position.state == Where::Paused    ? State::Paused
             : position.state == Where::Waiting ? State::Preparing
                                                : State::Playing);
    Q_EMIT positionChanged();
}

void Narrator::setState(State state) {
    if (std::exchange(state_, state) != state) {
        Q_EMIT stateChanged();
    }
}

void Narrator::keepClip(SentenceId id, SharedClip clip) {
    dropClip(id);
    clipBytes_ += bytesOf(clip);
    clips_.insert(keyOf(id), std::move(clip));
    clipOrder_.push_back(id);
    while (clipBytes_ > kClipBytes && clipOrder_.size() > 1) {
        clipBytes_ -= bytesOf(clips_.take(keyOf(clipOrder_.front())));
        clipOrder_.pop_front();
    }
}

void Narrator::dropClip(SentenceId id) {
    if (const SharedClip before = clips_.take(keyOf(id))) {
        clipBytes_ -= bytesOf(before);
        std::erase(clipOrder_, id);
    }
}

SharedClip Narrator::clipOf(SentenceId id) const { return clips_.value(keyOf(id)); }

}  // namespace timbre::ui
