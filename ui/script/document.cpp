// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/script/document.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>
#include <algorithm>
#include <chrono>
#include <utility>

#include "core/project/edits.h"

namespace timbre::ui {

namespace {

constexpr std::chrono::milliseconds kRest{200};
constexpr const char* kShapeKey = "shape";

ScriptLine lineOf(const timbre::ScriptRow& row) {
    return {.id = row.id, .text = QString::fromStdString(row.text), .breakAfter = row.breakAfter};
}

}  // namespace

Document::Document(EngineBridge& bridge, ScriptModel& model, QObject* parent)
    : QObject(parent), bridge_(bridge), model_(model) {
    shapeRest_.setSingleShot(true);
    shapeRest_.setInterval(kRest);
    connect(&shapeRest_, &QTimer::timeout, this, &Document::sendShape);
    connect(&bridge_, &EngineBridge::projectOpened, this, &Document::onOpened);
    connect(&bridge_, &EngineBridge::projectChanged, this, &Document::onChanged);
    connect(&bridge_, &EngineBridge::projectMoved, this, &Document::onMoved);
    connect(&bridge_, &EngineBridge::takeLoaded, this, &Document::onTakeLoaded);
    connect(&bridge_, &EngineBridge::renderingNotKept, this, &Document::onNotKept);
    connect(&bridge_, &EngineBridge::jobFinished, this, &Document::onJobFinished);
}

void Document::open(const std::filesystem::path& file, bool create) {
    if (opening_) {
        return;
    }
    flush();
    if (!create && isOpen() && file == file_) {
        return;
    }
    opening_ = Opening{.job = bridge_.openProject(file, create), .create = create};
}

void Document::saveAs(const std::filesystem::path& file) {
    if (isOpen()) {
        flush();
        follow(bridge_.saveProjectAs(project_, file));
    }
}

void Document::flush() {
    shapeRest_.stop();
    sendShape();
}

void Document::setDefaults(const VoiceVersionId& voice, const std::string& language, const SpeechShape& shape) {
    defaults_.voice.voice = voice.voice;
    defaults_.language = language;
    defaults_.shape = shape;
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

void Document::follow(JobId job) { edits_.insert(static_cast<quint64>(job)); }

JobId Document::post(std::vector<ProjectEdit> edits, std::string_view kind, const std::string& mergeKey) {
    const JobId job = bridge_.editProject({.job = {},
                                           .project = project_,
                                           .edits = std::move(edits),
                                           .kind = std::string(kind),
                                           .mergeKey = mergeKey});
    follow(job);
    return job;
}

JobId Document::insert(int row, const std::vector<TextSpan>& spans) {
    InsertRows edit;
    for (const TextSpan& span : spans) {
        timbre::ScriptRow& added = edit.rows.emplace_back();
        added.text = span.text;
        added.breakAfter = span.breakAfter;
    }
    if (const int at = std::min(row, model_.rowCount()); at > 0) {
        edit.after = model_.lines()[at - 1].id;
    }
    std::vector<ProjectEdit> edits{std::move(edit)};
    // From its first lines on a project knows what it sounds like, whatever is chosen in another one later.
    if (settings_.voice.voice.empty() && !defaults_.voice.voice.empty()) {
        ChooseVoice choice;
        choice.voice = defaults_.voice;
        choice.language = defaults_.language;
        edits.emplace_back(std::move(choice));
    }
    if (!shape()) {
        edits.push_back(shapeEdit(defaults_.shape));
    }
    return post(std::move(edits), edit_kind::kInsert);
}

void Document::setText(int row, const QString& text) {
    post({SetRowText{.id = model_.lines()[row].id, .text = text.toStdString()}});
}

void Document::remove(int row) {
    const QList<ScriptLine>& lines = model_.lines();
    std::vector<ProjectEdit> edits{RemoveRows{{lines[row].id}}};
    if (row > 0 && lines[row].breakAfter == TextBreak::Paragraph) {
        edits.emplace_back(PatchRows{.ids = {lines[row - 1].id}, .patch = {.breakAfter = TextBreak::Paragraph}});
    }
    post(std::move(edits), edit_kind::kRemove);
}

void Document::undo() {
    flush();
    follow(bridge_.stepProject(project_, false));
}

void Document::redo() {
    flush();
    follow(bridge_.stepProject(project_, true));
}

void Document::setVoice(const VoiceVersionId& voice, const std::string& language) {
    if (isOpen()) {
        ChooseVoice choice;
        choice.voice.voice = voice.voice;
        choice.language = language;
        post({std::move(choice)});
    }
}

void Document::setShape(const SpeechShape& shape) {
    if (isOpen()) {
        waitingShape_ = shape;
        if (gesture_.isEmpty()) {
            gesture_ = QUuid::createUuid().toString();
        }
        shapeRest_.start();
    }
}

ProjectEdit Document::shapeEdit(const SpeechShape& shape) const {
    const QJsonObject stored{{QLatin1StringView("speed_scale"), shape.speedScale},
                             {QLatin1StringView("pitch_semitones"), shape.pitchSemitones},
                             {QLatin1StringView("pause_ms"), shape.pauseMs}};
    return PutSetting{.key = kShapeKey, .value = QJsonDocument(stored).toJson(QJsonDocument::Compact).toStdString()};
}

void Document::sendShape() {
    const QString gesture = std::exchange(gesture_, QString());
    if (const auto shape = std::exchange(waitingShape_, std::nullopt); shape && isOpen()) {
        post({shapeEdit(*shape)}, {}, gesture.toStdString());
    }
}

void Document::fetchSound(int firstRow, int lastRow) {
    std::vector<TakeId> takes;
    bool isNew = false;
    for (int row = std::max(firstRow, 0); row <= std::min(lastRow, model_.rowCount() - 1); ++row) {
        if (const auto take = model_.takeToFetch(row)) {
            takes.push_back(*take);
            isNew = isNew || !fetched_.contains(static_cast<quint64>(*take));
        }
    }
    if (!isNew) {
        return;
    }
    if (fetching_) {
        bridge_.forget(*fetching_);  // what scrolled out of view need not come
    }
    fetched_.clear();
    for (const TakeId take : takes) {
        fetched_.insert(static_cast<quint64>(take));
    }
    fetching_ = bridge_.loadTakes(project_, std::move(takes));
}

// ---- Answers -------------------------------------------------------------------------------------------------------

void Document::onOpened(const ProjectOpened& event) {
    if (!opening_ || event.job != opening_->job) {
        return;
    }
    project_ = event.project;
    file_ = event.file;
    settings_ = event.settings;
    others_ = event.others;
    undo_ = event.undo;
    waitingShape_.reset();
    edits_.clear();
    fetching_.reset();
    fetched_.clear();
    toldNotKept_ = false;
    model_.clear();
    QList<ScriptLine> lines;
    lines.reserve(static_cast<qsizetype>(event.rows.size()));
    std::ranges::transform(event.rows, std::back_inserter(lines), lineOf);
    model_.setLines(std::move(lines));
    std::vector<ScriptModel::ChosenTake> takes;
    for (const Take& take : event.takes) {
        takes.push_back({.line = take.sentence, .take = take});
    }
    model_.setTakes(takes);
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
        settingsTold_ = false;
        tellSettings();
    }
    if (!event.inserted.empty()) {
        Q_EMIT inserted(static_cast<quint64>(event.job), model_.rowOf(event.inserted.front()));
    }
}

/// Only when nothing that the user chose later is still on its way.
void Document::tellSettings() {
    if (edits_.isEmpty() && !std::exchange(settingsTold_, true)) {
        Q_EMIT settingsChanged();
    }
}

void Document::applyRows(const ProjectChanged& event) {
    QHash<quint64, const timbre::ScriptRow*> told;
    for (const timbre::ScriptRow& row : event.rows) {
        told.insert(static_cast<quint64>(row.id), &row);
    }
    QHash<quint64, const Take*> chosen;
    for (const Take& take : event.takes) {
        chosen.insert(static_cast<quint64>(take.id), &take);
    }
    if (event.order) {
        QHash<quint64, ScriptLine> known;
        for (const ScriptLine& line : model_.lines()) {
            known.insert(static_cast<quint64>(line.id), line);
        }
        QList<ScriptLine> lines;
        for (const SentenceId id : *event.order) {
            if (const auto* row = told.value(static_cast<quint64>(id))) {
                lines.push_back(lineOf(*row));
            } else if (const auto line = known.constFind(static_cast<quint64>(id)); line != known.constEnd()) {
                lines.push_back(*line);
            }
        }
        model_.setLines(std::move(lines));
    } else {
        QList<ScriptLine> changed;
        for (const timbre::ScriptRow& row : event.rows) {
            changed.push_back(lineOf(row));
        }
        model_.changeLines(changed);
    }
    std::vector<ScriptModel::ChosenTake> takes;
    for (const timbre::ScriptRow& row : event.rows) {
        const Take* take = row.chosenTake ? chosen.value(static_cast<quint64>(*row.chosenTake)) : nullptr;
        takes.push_back({.line = row.id, .take = take != nullptr ? std::optional(*take) : std::nullopt});
    }
    model_.setTakes(takes);
}

void Document::onMoved(const ProjectMoved& event) {
    if (event.project == project_) {
        file_ = event.file;
        Q_EMIT moved();
    }
}

void Document::onTakeLoaded(const TakeLoaded& event) {
    if (event.project == project_) {
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
    if (edits_.remove(static_cast<quint64>(event.job))) {
        if (!event.outcome) {
            Q_EMIT failed(tr("The change could not be kept"), event.outcome.error());
            settingsTold_ = false;
        }
        tellSettings();
        if (isSettled()) {
            Q_EMIT settled();
        }
    }
    if (fetching_ == event.job) {
        fetching_.reset();
        fetched_.clear();
    }
    if (opening_ && opening_->job == event.job) {
        const bool create = std::exchange(opening_, std::nullopt)->create;
        if (!event.outcome) {
            Q_EMIT failed(create ? tr("The project could not be made") : tr("The project could not be opened"),
                          event.outcome.error());
            Q_EMIT openFailed(create);
        }
    }
}

}  // namespace timbre::ui
