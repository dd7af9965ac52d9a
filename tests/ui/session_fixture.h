// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <algorithm>
#include <iostream>

#include "core/audio/decode.h"
#include "tests/ui/record_fixture.h"
#include "ui/record/record_session.h"
#include "ui/record/record_words.h"

namespace timbre::ui {

/// The recording of lines without its window.
class SessionFixture : public test::RecordFixture {
  protected:
    RecordSession& session() {
        if (!session_) {
            bridge_ = std::make_unique<EngineBridge>(recordParts());
            session_ = std::make_unique<RecordSession>(*bridge_, settings_, test::fastOutput());
            session_->setCountInMs(5, 5);
            QObject::connect(session_.get(), &RecordSession::failed, [this](const QString& title, const Error& error) {
                std::cerr << "told: " << title.toStdString() << ": " << error.message() << '\n';
                said_ << title;
            });
            session_->setConsentWords(consentSentence(), QStringLiteral("en"));
            session_->enter();
            test::waitFor([&] { return session_->book() != nullptr && session_->device().has_value(); });
        }
        return *session_;
    }
    void consent() {
        session().setConsent(true);
        test::waitFor([&] { return session().stage() == RecordStage::Ready; });
    }
    void record(double seconds = 3.0) {
        test::recordTake(session(), seconds, [this] { session().toggleRecord(); });
    }
    timbre::LineState::Kind kind() { return stateOf(*session().line()).kind; }
    std::string problem() {
        const auto state = stateOf(*session().line());
        return state.problem ? state.problem->code : std::string();
    }
    void use(const std::string& device) {
        session().chooseInput(QString::fromStdString(device));
        test::waitFor([&] { return session().device() && session().device()->name == device && session().status().running; });
    }

    /// A take begins now, or has begun to count.
    void readOn(double seconds) {
        test::waitFor([&] { return session().status().inTake && session().status().takeSeconds > seconds; });
    }
    void stop(std::size_t takes) {
        session().toggleRecord();
        test::waitFor([&] { return session().takes().size() == takes && session().stage() == RecordStage::Ready; });
    }
    AudioClip soundOf(const LineTake& take) { return readAudio(session().book()->folder / take.file).value(); }
    /// Another program opens what lies there.
    void restart(std::vector<RescuedTake>& offered) {
        session_.reset();
        bridge_ = std::make_unique<EngineBridge>(recordParts());
        session_ = std::make_unique<RecordSession>(*bridge_, settings_, test::fastOutput());
        session_->setCountInMs(5, 5);
        QObject::connect(session_.get(), &RecordSession::rescued, [&](const std::vector<RescuedTake>& takes) { offered = takes; });
        session_->enter();
        test::waitFor([&] { return session_->book() != nullptr && session_->stage() == RecordStage::Ready; });
    }

    QStringList said_;
    std::unique_ptr<EngineBridge> bridge_;
    std::unique_ptr<RecordSession> session_;
};

}  // namespace timbre::ui
