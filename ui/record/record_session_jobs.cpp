// SPDX-License-Identifier: GPL-3.0-or-later
// RecordSession: the ends of what it asked for.
#include <utility>

#include "ui/record/record_session.h"

namespace timbre::ui {

JobId RecordSession::titled(JobId job, QString title) {
    titles_[job] = std::move(title);
    return job;
}

void RecordSession::onJobFinished(const JobFinished& event) {
    if (const auto load = loads_.find(event.job); load != loads_.end()) {
        fetching_.erase(load->second);
        loads_.erase(load);
        startRetake();
        return;  // a take whose sound cannot be read shows no wave; playing it asks again
    }
    const auto entry = titles_.extract(event.job);
    const bool shown = !event.outcome || event.job == roomJob_;
    if (!event.outcome) {
        const bool told = failedJob(event.job, event.outcome.error());
        if (told && !entry.empty() && event.outcome.error().code != ErrorCode::Cancelled) {
            Q_EMIT failed(entry.mapped(), event.outcome.error());
        }
    }
    for (auto* job : {&openJob_, &consentJob_, &inputJob_, &planJob_, &beginJob_, &endJob_, &roomJob_}) {
        if (*job == event.job) {
            job->reset();
        }
    }
    removals_.erase(event.job);
    if (shown) {
        Q_EMIT changed();
    }
}

bool RecordSession::failedJob(JobId job, const Error& error) {
    if (job == openJob_) {
        return openFailed();
    } else if (job == inputJob_) {
        problem_ = error;
        device_.reset();
    } else if (job == roomJob_) {
        dropPlan();
    } else if (job == planJob_ || job == beginJob_) {
        wish_ = Wish::None;
        recording_ = recording_ && job != beginJob_;
        punch_.reset();
        counter_.stop();
        count_ = 0;
        dropPlan();
        Q_EMIT countChanged();
    } else if (job == endJob_ && !recording_) {
        return false;  // it had ended by itself, and that was told
    } else if (job == endJob_ || job == keepJob_) {
        failedTake(error);
    } else if (const auto removal = removals_.find(job); removal != removals_.end()) {
        std::erase(removed_, removal->second);
    }
    return true;
}

/// The plan of a take whose sound may lie on disk stays in the book, which offers it when it is next opened.
void RecordSession::failedTake(const Error& error) {
    recording_ = false;
    finishing_ = false;
    status_.inTake = false;
    goOnAfter_ = false;
    punchAfter_ = false;
    punch_.reset();
    keepJob_.reset();
    if (error.code == ErrorCode::Cancelled) {
        dropPlan();
    }
    plan_.reset();
}

}  // namespace timbre::ui
