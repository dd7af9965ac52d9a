// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QHash>
#include <QList>
#include <QMetaType>
#include <QString>
#include <memory>
#include <optional>
#include <vector>

#include "core/studio/protocol.h"
#include "ui/widgets/painting.h"

namespace timbre::ui {

/// One line as the user wrote it.
struct ScriptLine {
    SentenceId id{};
    QString text;
    TextBreak breakAfter = TextBreak::Sentence;
    bool operator==(const ScriptLine&) const = default;
};

/// What the engine made of a line, and of which words and recipe.
struct LineRender {
    QString text;
    SpeechRecipe recipe;
    std::shared_ptr<const Peaks> peaks;  ///< Null when it failed, or lies in the project and was not fetched yet.
    std::shared_ptr<const std::vector<WordTime>> words;
    double seconds = 0.0;
    TakeFacts facts;
    std::optional<Error> problem;
    std::optional<TakeId> take{};  ///< As which it lies in the project.
};

/// A row as views see it.
struct LineView {
    int number = 0;  ///< From 1.
    SentenceId id{};
    QString text;
    LineState state = LineState::New;
    bool playing = false;
    double playedSeconds = 0.0;
    double seconds = 0.0;  ///< Of the present sound, or estimated from the text where there is none.
    bool estimated = true;
    std::shared_ptr<const Peaks> peaks;
    std::optional<Error> problem;
};

/// The lines of a script and what is known about each. Views show it; the document and the narrator change it.
class ScriptModel final : public QAbstractListModel {
    Q_OBJECT

  public:
    enum Role { RowRole = Qt::UserRole };

    explicit ScriptModel(QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

    /// What the project holds now; rows that stay the same keep their place in views.
    void setLines(QList<ScriptLine> lines);
    /// New content of lines that are there; others are ignored.
    void changeLines(const QList<ScriptLine>& lines);
    [[nodiscard]] const QList<ScriptLine>& lines() const noexcept { return lines_; }
    /// The line as the studio is asked for it: with its take where that is what the line should sound like.
    [[nodiscard]] ScriptSentence sentence(int row) const;
    /// -1 when there is none.
    [[nodiscard]] int rowOf(SentenceId id) const;

    /// What lines are to sound like now; those that were rendered otherwise become stale.
    void setRecipe(SpeechRecipe recipe);
    [[nodiscard]] const SpeechRecipe& recipe() const noexcept { return recipe_; }

    void setRendering(std::optional<SentenceId> id);
    void setRender(SentenceId id, LineRender render);
    [[nodiscard]] const LineRender* render(SentenceId id) const;
    /// The take that the project has chosen for a line, nothing where it has none.
    struct ChosenTake {
        SentenceId line{};
        std::optional<Take> take{};
    };
    /// Peaks and words that are known of the same sound stay.
    void setTakes(const std::vector<ChosenTake>& takes);
    /// What was fetched of a take; ignored where the line has another one by now.
    void setTakeSound(SentenceId id, TakeId take, std::shared_ptr<const Peaks> peaks,
                      std::shared_ptr<const std::vector<WordTime>> words);
    /// The newest version of a voice that takes here were spoken with; empty where there is none.
    [[nodiscard]] VoiceVersionId versionOf(const std::string& voice) const;
    /// The take whose peaks the line lacks.
    [[nodiscard]] std::optional<TakeId> takeToFetch(int row) const;
    /// Forgets lines and renders: another project is open.
    void clear();
    void setPlaying(std::optional<SentenceId> id, double seconds);
    [[nodiscard]] std::optional<SentenceId> playing() const noexcept { return playing_; }

    /// True when the line has sound of its present words and recipe.
    [[nodiscard]] bool isRendered(int row) const;
    /// True when rendering it could bring something: it is new or changed.
    [[nodiscard]] bool needsRender(int row) const;
    [[nodiscard]] int countNeedingRender() const;
    [[nodiscard]] LineView row(int row) const;

    struct Length {
        double seconds = 0.0;
        bool estimated = false;
    };
    /// Of the lines up to `endRow` (all by default), pauses between them included.
    [[nodiscard]] Length length(int pauseMs, int endRow = -1) const;

  Q_SIGNALS:
    /// Some line's state or the lines themselves changed: counts and lengths are different.
    void summaryChanged();
    /// The line has another take than the one it sounded like. `id` is the SentenceId; Qt streams no enums of this width.
    void soundReplaced(quint64 id);

  private:
    [[nodiscard]] LineState stateOf(const ScriptLine& line) const;
    [[nodiscard]] QString spokenDescription(const LineView& row) const;
    void touch(SentenceId id);
    void putTake(SentenceId id, const Take& take);
    /// Says that these lines look different.
    void touch(const std::vector<SentenceId>& ids);

    QList<ScriptLine> lines_;
    QHash<quint64, LineRender> renders_;
    SpeechRecipe recipe_;
    std::optional<SentenceId> rendering_;
    std::optional<SentenceId> playing_;
    double playedSeconds_ = 0.0;
};

}  // namespace timbre::ui

Q_DECLARE_METATYPE(timbre::ui::LineView)
