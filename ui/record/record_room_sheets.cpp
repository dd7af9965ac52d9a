// SPDX-License-Identifier: GPL-3.0-or-later
// RecordRoom: what opens over the room, and the toasts about rescued recordings.
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <iterator>

#include "core/studio/own_lines.h"
#include "ui/record/draft_bar.h"
#include "ui/record/import_sheet.h"
#include "ui/record/lines_pane.h"
#include "ui/record/made_sheet.h"
#include "ui/record/record_room.h"
#include "ui/record/record_words.h"
#include "ui/widgets/controls.h"
#include "ui/window/file_names.h"
#include "ui/window/toast.h"

namespace timbre::ui {

void RecordRoom::connectReadings() {
    connect(&session_, &RecordSession::rescued, this, &RecordRoom::tellRescued);
    connect(&session_, &RecordSession::unfinishedFound, this, &RecordRoom::tellUnfinished);
    connect(&session_, &RecordSession::begunAnew, this, [this](const std::string& before) {
        toasts_.show(ToastKind::Good, tr("A new reading has begun"), tr("The former one stays under “Earlier readings”."),
                     {{.text = tr("Undo"), .icon = QLatin1StringView("undo"), .pressed = [this, before] {
                          session_.openReading(before);
                      }}});
    });
    connect(draft_, &DraftBar::editAsked, lines_, [this] { lines_->editWords(session_.row()); });
}

void RecordRoom::tellUnfinished(const BookSummary& book) {
    toasts_.show(ToastKind::Warn, tr("A recording was rescued"),
                 tr("%1: the program ended while it was recorded.").arg(readingName(book)),
                 {{.text = tr("Open"), .icon = QLatin1StringView("folder"), .pressed = [this, id = book.id] {
                      Q_EMIT roomAsked(RoomId::Record);
                      session_.openReading(id);
                  }}});
}

void RecordRoom::tellRescued(const std::vector<RescuedTake>& takes) {
    for (const RescuedTake& take : takes) {
        const auto& all = session_.book()->lines;
        const auto found = std::ranges::find(all, take.lineId, [](const BookLine& line) { return line.line.id; });
        if (found == all.end()) {
            continue;
        }
        const auto row = static_cast<int>(found - all.begin());
        toasts_.show(ToastKind::Warn, tr("A recording was rescued"),
                     tr("Line %1, %2: the program ended while it was recorded. Listen to it, or record the line again.")
                         .arg(row + 1)
                         .arg(shortClock(take.seconds)),
                     {{.text = tr("Listen"),
                       .icon = QLatin1StringView("play"),
                       .pressed =
                           [this, book = session_.book()->id, take] {
                               if (session_.showLine(book, take.lineId)) {
                                   session_.playTake(take.number);
                               }
                           },
                       .dismisses = false},
                      {.text = tr("Delete"), .icon = QLatin1StringView("trash"), .pressed = [this, book = session_.book()->id, take] {
                           if (session_.showLine(book, take.lineId)) {
                               session_.removeTake(take.number);
                           }
                       }}});
    }
}

// ---- Sheets --------------------------------------------------------------------------------------------------------

void RecordRoom::openImport(const QList<QUrl>& files) {
    if (sheet_ != nullptr) {
        return;
    }
    auto* sheet = new ImportSheet(theme_, intake_, session_.player(), *window());
    sheet_ = sheet;
    intake_.start(files);
    sheet->open();
}

void RecordRoom::showAdopted(int count) {
    if (session_.book() == nullptr) {
        return;
    }
    const auto& lines = session_.book()->lines;
    const auto fresh = lines.end() - std::min<std::ptrdiff_t>(count, std::ssize(lines));
    const auto draft = std::find_if(fresh, lines.end(), isDraft);
    session_.goToRow(static_cast<int>((draft == lines.end() ? fresh : draft) - lines.begin()));
    const auto drafts = static_cast<int>(std::ranges::count_if(lines, isDraft));
    const QString came = tr("%n line(s) came to the reading.", nullptr, count);
    const QString waits = tr("%n line(s) wait(s) until you have read the words.", nullptr, drafts);
    Q_EMIT done(tr("The recordings are added"), drafts == 0 ? came : tr("%1 %2", "two sentences").arg(came, waits));
}

/// The permission was on its way when files were asked for.
void RecordRoom::askWantedFiles() {
    if (filesWanted_ && session_.book() != nullptr && (session_.consented() || !session_.consentUnderWay())) {
        filesWanted_ = false;
        QTimer::singleShot(0, this, &RecordRoom::askFiles);  // a dialog has a loop of its own
    }
}

void RecordRoom::askFiles() {
    if (!session_.consented()) {
        filesWanted_ = session_.consentUnderWay();
        return filesWanted_ ? void() : takeFiles({});
    }
    const QStringList files = ask_(*window(), tr("Open sound or video"), {}, tr("Sound, video and their words (*)"));
    if (!files.isEmpty()) {
        openImport(urlsOf(files));
    }
}

void RecordRoom::makeVoice() {
    const bool runs = making_.isRunning();  // the sheet was closed to go on working: here it is again
    if (sheet_ != nullptr || session_.book() == nullptr || !(runs || session_.canMakeVoice())) {
        return;
    }
    if (!runs) {
        making_.reset();
    }
    auto* sheet = new MadeSheet(theme_, making_, session_, *window());
    sheet_ = sheet;
    connect(sheet, &MadeSheet::useAsked, this, &RecordRoom::useInScript);
    connect(sheet, &Sheet::accepted, this, [this] { sheet_.clear(); });  // from now on the room tells, not when it is deleted
    sheet->open(runs ? static_cast<QWidget*>(&sheet->primary()) : &sheet->name());
}

void RecordRoom::useInScript(const QString& voice) {
    Q_EMIT voiceChosen(voice);
    Q_EMIT roomAsked(RoomId::Script);
}

/// Behind what the user went on with; where the sheet is open, it says so itself.
void RecordRoom::tellMade() {
    if (qobject_cast<MadeSheet*>(sheet_.data()) != nullptr) {
        return;
    }
    if (making_.error()) {
        Q_EMIT failed(tr("%1 could not be made").arg(making_.name()), *making_.error());
    } else if (making_.made()) {
        const QString leftOut = MadeSheet::leftOutText(making_);
        toasts_.show(leftOut.isEmpty() ? ToastKind::Good : ToastKind::Warn, tr("%1 is ready").arg(making_.name()),
                     leftOut.isEmpty() ? tr("%1 of 5 stars").arg(making_.made()->voice.stars.stars) : leftOut,
                     {{.text = tr("Use in script"),
                       .icon = QLatin1StringView("script"),
                       .pressed = [this, voice = QString::fromStdString(making_.made()->voice.id.voice)] { useInScript(voice); }}});
    }
}

void RecordRoom::askRemoval() {
    if (sheet_ != nullptr || !session_.canRemoveReading()) {
        return;
    }
    auto* sheet = new Sheet(theme_, tr("Delete this reading?"), *window());
    sheet_ = sheet;
    auto* words = makeLabel(tr("%n recorded line(s) are deleted for good, with all their takes. Voices stay.", nullptr, session_.linesRead()),
                            "second", sheet);
    words->setWordWrap(true);
    sheet->content().addWidget(words);
    QPushButton* const keep = sheet->setCancel(tr("Keep it"));
    sheet->setPrimary(tr("Delete the reading"), true);
    connect(sheet, &Sheet::accepted, &session_, &RecordSession::removeReading);
    sheet->open(keep);
}

void RecordRoom::askOwnText() {
    if (session_.book() == nullptr || sheet_ != nullptr) {
        return;
    }
    auto* sheet = new Sheet(theme_, tr("Read your own sentences"), *window(), 560);
    sheet_ = sheet;
    auto* text = new QPlainTextEdit(sheet);
    text->setPlaceholderText(tr("Type or paste sentences; each one becomes a line."));
    text->setAccessibleName(tr("Your own sentences"));
    text->setTabChangesFocus(true);
    text->setFixedHeight(240);
    auto* note = makeLabel(tr("Twenty different sentences of five to fifteen words make a good voice."), "second", sheet);
    note->setWordWrap(true);
    sheet->content().addWidget(note);
    sheet->content().addWidget(text);
    sheet->setCancel(tr("Cancel"));
    QPushButton* const read = sheet->setPrimary(tr("Read these"));
    read->setEnabled(false);
    auto* count = makeLabel(QString(), "caption", sheet);
    sheet->content().addWidget(count);
    connect(text, &QPlainTextEdit::textChanged, sheet, [text, read, count, language = session_.book()->language] {
        const auto lines = static_cast<int>(ownLines(text->toPlainText().toStdString(), language).size());
        read->setEnabled(lines > 0);
        count->setText(lines > 0 ? tr("%n line(s) to read", nullptr, lines) : QString());
    });
    connect(sheet, &Sheet::accepted, this,
            [this, text] { session_.openBook(session_.book()->language, true, text->toPlainText()); });
    sheet->open(text);
}

}  // namespace timbre::ui
