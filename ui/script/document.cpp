// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/script/document.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <chrono>
#include <utility>

namespace timbre::ui {

namespace {

constexpr std::chrono::milliseconds kRest{200};
constexpr const char* kShapeKey = "shape";

ScriptLine lineOf(const timbre::ScriptRow& row) {
    return {.id = row.id, .text = QString::fromStdString(row.text), .breakAfter = row.breakAfter};
}

std::optional<Take> chosenOf(const timbre::ScriptRow& row, const std::vector<Take>& takes) {
    const auto found = std::ranges::find_if(takes, [&](const Take& take) { return take.id == row.chosenTake; });
    return found == takes.end() ? std::nullopt : std::optional(*found);
}

}  // namespace

Document::Document(EngineBridge& bridge, ScriptModel& model, QObject* parent)
    : QObject(parent), bridge_(bridge), model_(model) {
    shapeRest_.setSingleShot(true);
    shapeRest_.setInterval(kRest);
    connect(&shapeRest_, &QTimer::timeout, this, [this] {
        sendShape();
        ++gesture_;
    });
    connect(&bridge_, &EngineBridge::projectOpened, this, &Document::onOpened);
    connect(&bridge_, &EngineBridge::projectChanged, this, &Document::onChanged);
    connect(&bridge_, &EngineBridge::takeLoaded, this, &Document::onTakeLoaded);
    connect(&bridge_, &EngineBridge::renderingNotKept, this, &Document::onNotKept);
    connect(&bridge_, &EngineBridge::jobFinished, this, &Document::onJobFinished);
}

void Document::open(const std::filesystem::path& file, bool create) {
    if (!opening_) {
        flush();
        opening_ = bridge_.openProject(file, create);
    }
}

void Document::saveAs(const std::filesystem::path& file) {
    if (!copying_ && isOpen()) {
        flush();
        copying_ = Copy{.job = bridge_.copyProject(project_, file), .target = file};
    }
}

void Document::flush() {
    shapeRest_.stop();
    sendShape();
}

QString Document::title() const { return QString::fromStdU16String(file_.stem().u16string()); }

std::optional<SpeechShape> Document::shape() const {
    if (waitingShape_) {
        return waitingShape_;
    }
    const auto found = others_.find(kShapeKey);
    const QJsonObject stored =
        found == others_.end() ? QJsonObject()
                               : QJsonDocument::fromJson(QByteArray::fromStdString(found->second)).object();
    if (stored.isEmpty()) {
        return std::nullopt;
    }
    const SpeechShape neutral;
    return SpeechShape{
        .speedScale = stored.value(QLatin1StringView("speed_scale")).toDouble(neutral.speedScale),
        .pitchSemitones = stored.value(QLatin1StringView("pitch_semitones")).toDouble(neutral.pitchSemitones),
        .pauseMs = stored.value(QLatin1StringView("pause_ms")).toInt(neutral.pauseMs)};
}

// ---- Edits ---------------------------------------------------------------------------------------------------------

JobId Document::post(EditProject command) {
    command.project = project_;
    const JobId job = bridge_.editProject(std::move(command));
    edits_.insert(static_cast<quint64>(job));
    return job;
}

JobId Document::insert(int row, const std::vector<TextSpan>& spans) {
    InsertRows edit;
    for (const TextSpan& span : spans) {
        timbre::ScriptRow& added = edit.rows.emplace_back();
        added.text = span.text;
        added.breakAfter = span.breakAfter;
    }
    if (row > 0) {
        edit.after = model_.lines()[std::min(row, model_.rowCount()) - 1].id;
    }
    return post({.job = {}, .project = {}, .edits = {std::move(edit)}});
}

void Document::setText(int row, const QString& text) {
    post({.job = {}, .project = {}, .edits = {SetRowText{.id = model_.lines()[row].id, .text = text.toStdString()}}});
}

void Document::remove(int row) {
    const QList<ScriptLine>& lines = model_.lines();
    EditProject command{.job = {}, .project = {}, .edits = {RemoveRows{{lines[row].id}}}};
    if (row > 0 && lines[row].breakAfter == TextBreak::Paragraph) {
        command.kind = "remove";
        command.edits.push_back(PatchRows{.ids = {lines[row - 1].id}, .patch = {.breakAfter = TextBreak::Paragraph}});
    }
    post(std::move(command));
}

void Document::undo() {
    flush();
    edits_.insert(static_cast<quint64>(bridge_.stepProject(project_, false)));
}

void Document::redo() {
    flush();
    edits_.insert(static_cast<quint64>(bridge_.stepProject(project_, true)));
}

void Document::setVoice(const VoiceVersionId& voice) {
    if (!isOpen() || settings_.voice == voice) {
        return;
    }
    ProjectSettings settings = settings_;
    settings.voice = voice;
    post({.job = {}, .project = {}, .edits = {ChangeProjectSettings{std::move(settings)}}});
}

void Document::setShape(const SpeechShape& shape) {
    if (isOpen() && this->shape() != shape) {
        waitingShape_ = shape;
        shapeRest_.start();
    }
}

void Document::sendShape() {
    const auto shape = std::exchange(waitingShape_, std::nullopt);
    if (!shape || !isOpen()) {
        return;
    }
    const QJsonObject stored{{QLatin1StringView("speed_scale"), shape->speedScale},
                             {QLatin1StringView("pitch_semitones"), shape->pitchSemitones},
                             {QLatin1StringView("pause_ms"), shape->pauseMs}};
    post({.job = {},
          .project = {},
          .edits = {PutSetting{.key = kShapeKey,
                               .value = QJsonDocument(stored).toJson(QJsonDocument::Compact).toStdString()}},
          .kind = {},
          .mergeKey = "shape " + std::to_string(gesture_)});
}

void Document::fetchSound(int firstRow, int lastRow) {
    std::vector<TakeId> takes;
    for (int row = std::max(firstRow, 0); row <= std::min(lastRow, model_.rowCount() - 1); ++row) {
        const auto take = model_.takeToFetch(row);
        if (take && !fetched_.contains(static_cast<quint64>(*take))) {
            fetched_.insert(static_cast<quint64>(*take));
            takes.push_back(*take);
        }
    }
    if (!takes.empty()) {
        bridge_.loadTakes(project_, std::move(takes));
    }
}

// ---- Answers -------------------------------------------------------------------------------------------------------

void Document::onOpened(const ProjectOpened& event) {
    if (event.job != opening_) {
        return;
    }
    project_ = event.project;
    file_ = event.file;
    settings_ = event.settings;
    others_ = event.others;
    undo_ = event.undo;
    waitingShape_.reset();
    fetched_.clear();
    toldNotKept_ = false;
    model_.clear();
    QList<ScriptLine> lines;
    lines.reserve(static_cast<qsizetype>(event.rows.size()));
    std::ranges::transform(event.rows, std::back_inserter(lines), lineOf);
    model_.setLines(std::move(lines));
    model_.setTakes(event.takes);
    Q_EMIT opened();
    Q_EMIT undoStateChanged();
    Q_EMIT settingsChanged();
}

void Document::onChanged(const ProjectChanged& event) {
    if (event.project != project_) {
        return;
    }
    applyRows(event);
    if (event.undo != undo_) {
        undo_ = event.undo;
        Q_EMIT undoStateChanged();
    }
    if (event.settings) {
        settings_ = *event.settings;
        others_ = event.others;
        Q_EMIT settingsChanged();
    }
    if (!event.inserted.empty()) {
        Q_EMIT inserted(static_cast<quint64>(event.job), model_.rowOf(event.inserted.front()));
    }
}

void Document::applyRows(const ProjectChanged& event) {
    QHash<quint64, ScriptLine> known;
    QList<ScriptLine> lines = model_.lines();
    if (event.order) {
        for (const ScriptLine& line : lines) {
            known.insert(static_cast<quint64>(line.id), line);
        }
        for (const timbre::ScriptRow& row : event.rows) {
            known.insert(static_cast<quint64>(row.id), lineOf(row));
        }
        lines.clear();
        for (const SentenceId id : *event.order) {
            lines.push_back(known.value(static_cast<quint64>(id)));
        }
        model_.setLines(std::move(lines));
    } else if (!event.rows.empty()) {
        for (const timbre::ScriptRow& row : event.rows) {
            if (const int at = model_.rowOf(row.id); at >= 0) {
                lines[at] = lineOf(row);
            }
        }
        model_.setLines(std::move(lines));
    }
    for (const timbre::ScriptRow& row : event.rows) {
        model_.setTake(row.id, chosenOf(row, event.takes));
    }
}

void Document::onTakeLoaded(const TakeLoaded& event) {
    if (event.project == project_) {
        fetched_.remove(static_cast<quint64>(event.take));
        model_.setTakeSound(event.sentence, event.take, event.peaks, event.words);
    }
}

void Document::onNotKept(const RenderingNotKept& event) {
    // Once a project: a full disk would say it with every line.
    if (event.project == project_ && !std::exchange(toldNotKept_, true)) {
        Q_EMIT failed(tr("The sound could not be kept in the project"), event.error);
    }
}

void Document::onJobFinished(const JobFinished& event) {
    const bool edit = edits_.remove(static_cast<quint64>(event.job));
    if (edit && !event.outcome) {
        Q_EMIT failed(tr("The change could not be kept"), event.outcome.error());
        Q_EMIT settingsChanged();
    }
    if (event.job == opening_) {
        opening_.reset();
        if (!event.outcome) {
            Q_EMIT failed(tr("The project could not be opened"), event.outcome.error());
            Q_EMIT openFailed();
        }
    }
    if (copying_ && copying_->job == event.job) {
        const Copy copy = *std::exchange(copying_, std::nullopt);
        if (event.outcome) {
            open(copy.target, false);
        } else {
            Q_EMIT failed(tr("The project could not be saved there"), event.outcome.error());
        }
    }
}

}  // namespace timbre::ui
