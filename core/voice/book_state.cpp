// SPDX-License-Identifier: GPL-3.0-or-later
// What can be read from a book without changing it.
#include <algorithm>
#include <iterator>

#include "core/base/files.h"
#include "core/voice/recording_book.h"

namespace timbre {

namespace {

bool isDone(const BookLine& line) {
    const LineState::Kind kind = stateOf(line).kind;
    return !isDraft(line) && (kind == LineState::Kind::Good || kind == LineState::Kind::KeptKnowingly);
}

ClipOffer offerOf(const BookState& book, const BookLine& line, const LineTake& take) {
    ClipOffer offer;
    offer.file = book.folder / take.file;
    // "L05-2" also for L05-2.recovered.wav.
    const std::string stem = displayPath(offer.file.stem());
    offer.name = stem.substr(0, stem.find('.'));
    offer.transcript = line.line.text;
    offer.keptKnowingly = take.keptKnowingly;
    offer.place = {.line = static_cast<int>(&line - book.lines.data()) + 1, .take = take.number};
    std::ranges::transform(take.findings, std::back_inserter(offer.findings), &TakeFinding::code);
    return offer;
}

}  // namespace

const LineTake* findTake(const BookLine& line, int number) {
    const auto found = std::ranges::find(line.takes, number, &LineTake::number);
    return found == line.takes.end() || found->removed ? nullptr : &*found;
}

const LineTake* chosenTake(const BookLine& line) { return findTake(line, line.chosen); }

bool isDraft(const BookLine& line) {
    const LineTake* const take = chosenTake(line);
    return line.draft || (take != nullptr && take->guessed);
}

const BookLine* findLine(const BookState& book, std::string_view lineId) {
    const auto found = std::ranges::find(book.lines, lineId, [](const BookLine& line) -> std::string_view { return line.line.id; });
    return found == book.lines.end() ? nullptr : &*found;
}

LineState stateOf(const BookLine& line) {
    const LineTake* const take = chosenTake(line);
    if (take == nullptr) {
        return {};
    }
    LineState state{.kind = LineState::Kind::Good};
    if (!take->findings.empty()) {
        state.problem = take->findings.front();
    }
    if (take->verdict == Verdict::RecordAgain) {
        state.kind = take->keptKnowingly ? LineState::Kind::KeptKnowingly : LineState::Kind::Again;
    } else if (take->beingHeard) {
        state.kind = LineState::Kind::BeingHeard;
    }
    return state;
}

std::set<std::string> linesDone(const BookState& book) {
    std::set<std::string> done;
    for (const BookLine& line : book.lines) {
        if (isDone(line)) {
            done.insert(line.line.id);
        }
    }
    return done;
}

RecordingScript scriptOf(const BookState& book) {
    RecordingScript script{.id = book.scriptId, .language = book.language, .title = book.title, .shortLines = book.shortLines, .lines = {}};
    std::ranges::transform(book.lines, std::back_inserter(script.lines), &BookLine::line);
    return script;
}

Coverage coverageOf(const BookState& book) { return coverageOf(scriptOf(book), linesDone(book)); }

double spokenSecondsOf(const BookLine& line, const LineTake& take) {
    constexpr double kSlowReading = 1.5;
    constexpr double kPausesSeconds = 1.0;
    if (take.spokenSeconds > 0.0) {
        return take.spokenSeconds;
    }
    const double expected = line.line.expectedSeconds;
    return expected > 0.0 ? std::min(take.seconds, kSlowReading * expected + kPausesSeconds) : take.seconds;
}

double secondsDone(const BookState& book) {
    double seconds = 0.0;
    for (const BookLine& line : book.lines) {
        seconds += isDone(line) ? spokenSecondsOf(line, *chosenTake(line)) : 0.0;
    }
    return seconds;
}

std::vector<ClipOffer> clipOffers(const BookState& book) {
    std::vector<ClipOffer> offers;
    for (const BookLine& line : book.lines) {
        if (isDone(line)) {
            offers.push_back(offerOf(book, line, *chosenTake(line)));
        }
    }
    return offers;
}

}  // namespace timbre
