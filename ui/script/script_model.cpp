// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/script/script_model.h"

#include <algorithm>
#include <utility>

#include "core/studio/take_values.h"

namespace timbre::ui {

namespace {

constexpr double kLatinCharactersPerSecond = 15.0;  // measured on read English; only for estimates
constexpr double kHanCharactersPerSecond = 4.6;

quint64 keyOf(SentenceId id) { return static_cast<quint64>(id); }

double estimatedSeconds(const QString& text) {
    const auto han = std::ranges::count_if(text, [](QChar c) { return c.script() == QChar::Script_Han; });
    return static_cast<double>(han) / kHanCharactersPerSecond +
           static_cast<double>(text.size() - han) / kLatinCharactersPerSecond;
}

/// As the pipeline pauses: twice between paragraphs, a third inside a cut sentence.
double pauseSeconds(TextBreak after, int pauseMs) {
    const double pause = pauseMs / 1000.0;
    return after == TextBreak::Paragraph ? 2 * pause : after == TextBreak::Clause ? pause / 3 : pause;
}

}  // namespace

ScriptModel::ScriptModel(QObject* parent) : QAbstractListModel(parent) {}

int ScriptModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(lines_.size());
}

Qt::ItemFlags ScriptModel::flags(const QModelIndex& index) const {
    return index.isValid() ? QAbstractListModel::flags(index) | Qt::ItemIsEditable | Qt::ItemNeverHasChildren
                           : QAbstractListModel::flags(index);
}

QVariant ScriptModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    switch (role) {
        case Qt::DisplayRole:
        case Qt::EditRole: return lines_[index.row()].text;
        case Qt::AccessibleTextRole: return spokenDescription(row(index.row()));
        case RowRole: return QVariant::fromValue(row(index.row()));
        default: return {};
    }
}

void ScriptModel::setLines(QList<ScriptLine> lines) {
    // What is alike at both ends stays; the middle is changed in place as far as it goes, then grown or cut.
    const auto same = [](const ScriptLine& a, const ScriptLine& b) { return a.id == b.id; };
    const auto shorter = std::min(lines_.size(), lines.size());
    qsizetype head = 0;
    while (head < shorter && same(lines_[head], lines[head])) {
        ++head;
    }
    qsizetype tail = 0;
    while (tail < shorter - head && same(lines_[lines_.size() - 1 - tail], lines[lines.size() - 1 - tail])) {
        ++tail;
    }
    const auto oldMiddle = static_cast<int>(lines_.size() - head - tail);
    const auto newMiddle = static_cast<int>(lines.size() - head - tail);
    const auto first = static_cast<int>(head);
    if (oldMiddle > 0) {
        beginRemoveRows({}, first, first + oldMiddle - 1);
        lines_.remove(head, oldMiddle);
        endRemoveRows();
    }
    if (newMiddle > 0) {
        beginInsertRows({}, first, first + newMiddle - 1);
        lines_ = lines_.first(head) + lines.sliced(head, newMiddle) + lines_.sliced(head);
        endInsertRows();
    }
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines_[i] != lines[i]) {
            lines_[i] = lines[i];
            Q_EMIT dataChanged(index(static_cast<int>(i)), index(static_cast<int>(i)));
        }
    }
    if (oldMiddle != newMiddle && first + newMiddle < lines_.size()) {
        Q_EMIT dataChanged(index(first + newMiddle), index(rowCount() - 1), {RowRole});  // their numbers moved
    }
    Q_EMIT summaryChanged();
}

int ScriptModel::rowOf(SentenceId id) const {
    const auto found = std::ranges::find(lines_, id, &ScriptLine::id);
    return found == lines_.end() ? -1 : static_cast<int>(found - lines_.begin());
}

void ScriptModel::setRecipe(SpeechRecipe recipe) {
    if (recipe == recipe_) {
        return;
    }
    recipe_ = std::move(recipe);
    if (!lines_.isEmpty()) {
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {RowRole, Qt::AccessibleTextRole});
    }
    Q_EMIT summaryChanged();
}

void ScriptModel::setRendering(std::optional<SentenceId> id) {
    const auto before = std::exchange(rendering_, id);
    if (before == id) {
        return;
    }
    for (const auto& changed : {before, id}) {
        if (changed) {
            touch(*changed);
        }
    }
}

void ScriptModel::setRender(SentenceId id, LineRender render) {
    renders_.insert(keyOf(id), std::move(render));
    if (rendering_ == id) {
        rendering_.reset();
    }
    touch(id);
    Q_EMIT summaryChanged();
}

const LineRender* ScriptModel::render(SentenceId id) const {
    const auto found = renders_.constFind(keyOf(id));
    return found == renders_.constEnd() ? nullptr : &*found;
}

ScriptSentence ScriptModel::sentence(int row) const {
    const ScriptLine& line = lines_[row];
    const LineRender* made = render(line.id);
    return {.id = line.id,
            .text = line.text.toStdString(),
            .breakAfter = line.breakAfter,
            .take = isRendered(row) ? made->take : std::nullopt};
}

void ScriptModel::putTake(SentenceId id, const Take& take) {
    LineRender render{.text = QString::fromStdString(take.text),
                      .recipe = recipeOf(take),
                      .peaks = nullptr,
                      .words = nullptr,
                      .seconds = secondsOf(take),
                      .facts = {.seed = take.seed, .renderSeconds = take.renderSeconds, .fromTake = true},
                      .problem = std::nullopt,
                      .take = take.id};
    if (const LineRender* known = this->render(id);
        known != nullptr && !known->problem && known->text == render.text && known->recipe == render.recipe &&
        (!known->take || known->take == take.id)) {
        render.peaks = known->peaks;
        render.words = known->words;
        render.facts = known->facts;
    } else if (known != nullptr) {
        Q_EMIT soundReplaced(keyOf(id));
    }
    renders_.insert(keyOf(id), std::move(render));
}

void ScriptModel::setTakes(const std::vector<ChosenTake>& takes) {
    std::vector<SentenceId> changed;
    for (const ChosenTake& chosen : takes) {
        const LineRender* known = render(chosen.line);
        if (chosen.take && known != nullptr && known->take == chosen.take->id) {
            continue;  // told again, with another change of the row
        }
        if (chosen.take) {
            putTake(chosen.line, *chosen.take);
        } else if (known != nullptr && known->take) {
            renders_.remove(keyOf(chosen.line));
        } else {
            continue;
        }
        changed.push_back(chosen.line);
    }
    if (!changed.empty()) {
        touch(changed);
        Q_EMIT summaryChanged();
    }
}

void ScriptModel::touch(const std::vector<SentenceId>& ids) {
    constexpr std::size_t kFew = 8;  // more are said in one breath: finding a row goes through all
    if (ids.size() > kFew) {
        if (!lines_.isEmpty()) {
            Q_EMIT dataChanged(index(0), index(rowCount() - 1), {RowRole, Qt::AccessibleTextRole});
        }
        return;
    }
    for (const SentenceId id : ids) {
        touch(id);
    }
}

void ScriptModel::changeLines(const QList<ScriptLine>& lines) {
    QHash<quint64, const ScriptLine*> wanted;
    for (const ScriptLine& line : lines) {
        wanted.insert(keyOf(line.id), &line);
    }
    bool changed = false;
    for (int row = 0; row < rowCount() && !wanted.isEmpty(); ++row) {
        const ScriptLine* line = wanted.value(keyOf(lines_[row].id));
        if (line != nullptr && lines_[row] != *line) {
            lines_[row] = *line;
            changed = true;
            Q_EMIT dataChanged(index(row), index(row));
        }
    }
    if (changed) {
        Q_EMIT summaryChanged();
    }
}

void ScriptModel::setTakeSound(SentenceId id, TakeId take, std::shared_ptr<const Peaks> peaks,
                               std::shared_ptr<const std::vector<WordTime>> words) {
    const auto known = renders_.find(keyOf(id));
    if (known == renders_.end() || known->take != take) {
        return;
    }
    known->peaks = std::move(peaks);
    known->words = std::move(words);
    touch(id);
}

VoiceVersionId ScriptModel::versionOf(const std::string& voice) const {
    VoiceVersionId newest;
    for (const LineRender& render : renders_) {
        if (render.take && render.recipe.voice.voice == voice && render.recipe.voice.number > newest.number) {
            newest = render.recipe.voice;
        }
    }
    return newest;
}

std::optional<TakeId> ScriptModel::takeToFetch(int row) const {
    const LineRender* made = render(lines_[row].id);
    return made != nullptr && !made->peaks && !made->problem ? made->take : std::nullopt;
}

void ScriptModel::clear() {
    beginResetModel();
    lines_.clear();
    renders_.clear();
    rendering_.reset();
    playing_.reset();
    endResetModel();
    Q_EMIT summaryChanged();
}

void ScriptModel::setPlaying(std::optional<SentenceId> id, double seconds) {
    const auto before = std::exchange(playing_, id);
    playedSeconds_ = seconds;
    if (before && before != id) {
        touch(*before);
    }
    if (id) {
        touch(*id);
    }
}

void ScriptModel::touch(SentenceId id) {
    if (const int changed = rowOf(id); changed >= 0) {
        Q_EMIT dataChanged(index(changed), index(changed), {RowRole, Qt::AccessibleTextRole});
    }
}

LineState ScriptModel::stateOf(const ScriptLine& line) const {
    if (rendering_ == line.id) {
        return LineState::Rendering;
    }
    const LineRender* made = render(line.id);
    if (made == nullptr) {
        return LineState::New;
    }
    if (made->text != line.text || made->recipe != recipe_) {
        return made->problem ? LineState::New : LineState::Stale;
    }
    return made->problem ? LineState::Failed : LineState::Rendered;
}

bool ScriptModel::isRendered(int row) const {
    const ScriptLine& line = lines_[row];
    const LineRender* made = render(line.id);
    return made != nullptr && !made->problem && made->text == line.text && made->recipe == recipe_;
}

bool ScriptModel::needsRender(int row) const {
    const LineState state = stateOf(lines_[row]);
    return state == LineState::New || state == LineState::Stale || state == LineState::Rendering;
}

int ScriptModel::countNeedingRender() const {
    int count = 0;
    for (int i = 0; i < rowCount(); ++i) {
        count += needsRender(i) ? 1 : 0;
    }
    return count;
}

LineView ScriptModel::row(int at) const {
    const ScriptLine& line = lines_[at];
    LineView row;
    row.number = at + 1;
    row.id = line.id;
    row.text = line.text;
    row.state = stateOf(line);
    row.playing = playing_ == line.id;
    row.playedSeconds = row.playing ? playedSeconds_ : 0.0;
    const LineRender* made = render(line.id);
    row.estimated = made == nullptr || made->problem.has_value();
    row.seconds = row.estimated ? estimatedSeconds(line.text) : made->seconds;
    if (made != nullptr) {
        row.peaks = made->peaks;
        row.problem = row.state == LineState::Failed ? made->problem : std::nullopt;
    }
    return row;
}

ScriptModel::Length ScriptModel::length(int pauseMs, int endRow) const {
    Length length;
    const int end = endRow < 0 ? rowCount() : std::min(endRow, rowCount());
    for (int i = 0; i < end; ++i) {
        const LineRender* made = render(lines_[i].id);
        const bool known = made != nullptr && !made->problem && made->text == lines_[i].text;
        length.seconds += known ? made->seconds : estimatedSeconds(lines_[i].text);
        length.estimated = length.estimated || !known;
        if (i + 1 < rowCount()) {
            length.seconds += pauseSeconds(lines_[i].breakAfter, pauseMs);
        }
    }
    return length;
}

QString ScriptModel::spokenDescription(const LineView& row) const {
    const auto state = [&]() -> QString {
        if (row.playing) {
            return tr("playing");
        }
        switch (row.state) {
            case LineState::New: return tr("not rendered");
            case LineState::Rendering: return tr("rendering");
            case LineState::Rendered: return tr("rendered, %1").arg(secondsText(row.seconds));
            case LineState::Stale: return tr("changed since it was rendered");
            case LineState::Failed: return tr("could not be spoken");
        }
        return {};
    };
    return tr("Line %1, %2: %3").arg(row.number).arg(state(), row.text);
}

}  // namespace timbre::ui
