// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/record_room.h"

#include <QAbstractButton>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QResizeEvent>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/i18n/core_words.h"
#include "ui/i18n/words.h"
#include "ui/record/checks_pane.h"
#include "ui/record/consent_bar.h"
#include "ui/record/draft_bar.h"
#include "ui/record/lines_pane.h"
#include "ui/record/record_bar.h"
#include "ui/record/record_words.h"
#include "ui/record/refusal_bar.h"
#include "ui/record/retake_bar.h"
#include "ui/record/takes_list.h"
#include "ui/record/trace_columns.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/empty_room.h"
#include "ui/widgets/live_view.h"
#include "ui/widgets/prompter.h"
#include "ui/widgets/sheet.h"
#include "ui/window/toast.h"

namespace timbre::ui {

namespace {

constexpr int kLowWindow = 800;
constexpr int kLinesWidth = 280;
constexpr int kLowLinesWidth = 256;
constexpr int kLiveHeight = 250;
constexpr int kLowLiveHeight = 196;

QFrame* makeRule(QWidget* parent) {
    QFrame* const rule = makeFrame("rule", "h", parent);
    rule->setFixedHeight(1);
    return rule;
}

}  // namespace

RecordRoom::RecordRoom(Parts parts, QWidget* parent)
    : Room(parent),
      theme_(parts.theme),
      settings_(parts.settings),
      toasts_(parts.toasts),
      session_(parts.bridge, parts.settings, std::move(parts.output)),
      intake_(parts.bridge),
      making_(parts.bridge) {
    assemble(parts.theme);
    connectParts();
    showLine();
}

RecordRoom::~RecordRoom() {
    qApp->removeEventFilter(this);
    // Before the members that the widgets show: QWidget's own destructor would come after them.
    delete foot_;
    qDeleteAll(findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
}

void RecordRoom::assemble(const Theme& theme) {
    lines_ = new LinesPane(theme, session_, this);
    consent_ = new ConsentBar(theme, session_, this);
    retake_ = new RetakeBar(theme, session_, this);
    takes_ = new TakesList(theme, session_, this);
    checks_ = new ChecksPane(theme, session_, this);
    bar_ = new RecordBar(theme, session_, this);
    foot_ = bar_;

    auto* middle = makeFrame("pane", "plain", this);
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* cards = new QVBoxLayout;
    cards->setContentsMargins(16, 12, 16, 0);
    cards->addWidget(consent_);
    cards->addWidget(retake_);
    reading_ = makeReading(theme);
    noMicrophone_ = makeNoMicrophone(theme);
    noMicrophone_->hide();
    column->addLayout(cards);
    column->addWidget(reading_, 1);
    column->addWidget(noMicrophone_, 1);
    column->addWidget(makeRule(middle));
    column->addWidget(takes_);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(lines_);
    auto* upright = makeFrame("rule", "v", this);
    upright->setFixedWidth(1);
    layout->addWidget(upright);
    layout->addWidget(middle, 1);
    layout->addWidget(checks_);
}

/// The line, what is wrong with its take, and what is heard of it.
QWidget* RecordRoom::makeReading(const Theme& theme) {
    auto* reading = new QWidget(this);
    prompter_ = new Prompter(theme, reading);
    refusal_ = new RefusalBar(theme, session_, reading);
    draft_ = new DraftBar(theme, session_, reading);
    live_ = new LiveView(theme, reading);
    auto* refused = new QVBoxLayout;
    refused->setContentsMargins(16, 0, 16, 12);
    refused->addWidget(refusal_);
    refused->addWidget(draft_);
    auto* column = new QVBoxLayout(reading);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(prompter_, 1);
    column->addLayout(refused);
    column->addWidget(makeRule(reading));
    column->addWidget(live_);
    return reading;
}

EmptyRoom* RecordRoom::makeNoMicrophone(const Theme& theme) {
    auto* page = new EmptyRoom(
        theme, Ghost::Kind::Record, [] { return tr("No microphone found"); },
        [] { return tr("Plug one in, or open a recording you already have.\nThe list updates by itself."); }, this);
    connect(page->addButton(ButtonKind::Normal, QLatin1StringView("folder"), [] { return tr("Open a recording"); }),
            &QPushButton::clicked, this, &RecordRoom::askFiles);
    connect(page->addButton(ButtonKind::Primary, QLatin1StringView("retry"), [] { return tr("Look again"); }),
            &QPushButton::clicked, &session_, &RecordSession::lookForInputs);
    page->setFoot([] { return tr("WAV, MP3, M4A, FLAC, or a video"); });
    return page;
}

void RecordRoom::showMicrophone() {
    const bool none = session_.lacksMicrophone() && session_.stage() != RecordStage::Recording && session_.stage() != RecordStage::Finishing;
    // A moment without a microphone, while another one is opened, changes nothing.
    if (none || session_.device()) {
        reading_->setVisible(!none);
        noMicrophone_->setVisible(none);
    }
}

void RecordRoom::connectParts() {
    connect(&session_, &RecordSession::changed, this, &RecordRoom::showMicrophone);
    connect(&session_, &RecordSession::changed, this, &RecordRoom::showLine);
    connect(&session_, &RecordSession::changed, this, &Room::wordsChanged);
    connect(&session_, &RecordSession::changed, this, &RecordRoom::askWantedFiles);
    connect(&session_, &RecordSession::countChanged, this, [this] { prompter_->setCountIn(session_.countIn()); });
    connect(&session_, &RecordSession::statusChanged, this, &RecordRoom::showProgress);
    connect(&session_, &RecordSession::inputOpened, this, &RecordRoom::showTrace);
    connect(&session_, &RecordSession::consentAsked, this, [this] { consent_->point(); });
    connect(&session_, &RecordSession::failed, this, &Room::failed);
    connectReadings();
    connect(&making_, &VoiceMaking::changed, this, &Room::wordsChanged);
    connect(&making_, &VoiceMaking::changed, &session_, [this] { session_.setMakingFrom(making_.book()); });
    connect(&making_, &VoiceMaking::finished, this, &RecordRoom::tellMade);
    connect(&session_, &RecordSession::removed, this, [this](const std::string& line, int number) {
        const auto undo = [this, book = session_.book()->id, line, number] { session_.restore(book, line, number); };
        toasts_.show(ToastKind::Good, tr("Take %1 is deleted").arg(number), tr("Ctrl+Z brings it back."),
                     {{.text = tr("Undo"), .icon = QLatin1StringView("undo"), .pressed = undo}});
    });
    connect(retake_, &RetakeBar::keepOldAsked, this, [this] {
        session_.endRetake();
        Q_EMIT roomAsked(RoomId::Voices);
    });
    connect(retake_, &RetakeBar::useNewAsked, this, [this] {
        if (session_.canUseNew()) {
            Q_EMIT newVersionAsked(session_.newVersion(), QString::fromStdString(session_.retake()->voiceName));
        }
    });
    connect(lines_, &LinesPane::ownTextAsked, this, &RecordRoom::askOwnText);
    connect(lines_, &LinesPane::openAsked, this, &RecordRoom::askFiles);
    connect(lines_, &LinesPane::removalAsked, this, &RecordRoom::askRemoval);
    connect(lines_, &LinesPane::makeVoiceAsked, this, &RecordRoom::makeVoice);
    connect(&intake_, &FileIntake::failed, this, &Room::failed);
    connect(&intake_, &FileIntake::adopted, this, &RecordRoom::showAdopted);
    onLanguageChange(*this, [this] { showLine(); });
}

// ---- The window's questions ----------------------------------------------------------------------------------------

QString RecordRoom::title() const {
    if (const BookRetake* const retake = session_.retake()) {
        return tr("%1, recording again").arg(QString::fromStdString(retake->voiceName));
    }
    const BookState* const book = session_.book();
    return book != nullptr && !book->name.empty() ? tr("New voice: %1").arg(QString::fromStdString(book->name)) : tr("New voice");
}

QString RecordRoom::status() const {
    if (session_.stage() == RecordStage::Recording) {
        return tr("Recording, on disk");
    }
    if (making_.isRunning()) {
        return tr("Making %1 · %2").arg(making_.name(), stageText(making_.stage()));
    }
    return !session_.consented() ? tr("Permission not stated yet")
           : session_.linesDone() == 0 ? tr("Nothing recorded yet")
                                       : tr("Consent recorded");
}

QWidget* RecordRoom::foot() { return foot_; }

void RecordRoom::enter() {
    shown_ = true;
    qApp->installEventFilter(this);
    session_.player().setVolume(settings_.get(keys::kVolume));  // one for all rooms
    session_.enter();
    showTrace();
}

void RecordRoom::leave() {
    shown_ = false;
    qApp->removeEventFilter(this);
    live_->setRunning(false);
    session_.leave();
}

void RecordRoom::finish() {
    if (shown_) {
        leave();
    }
}

bool RecordRoom::takesFiles(const QList<QUrl>& files) const { return FileIntake::canTake(files); }

void RecordRoom::takeFiles(const QList<QUrl>& files) {
    if (!session_.consented()) {
        consent_->point();
        toasts_.show(ToastKind::Warn, tr("Opening files waits for the permission"), tr("Tick the box above the line first."));
        return;
    }
    openImport(files);
}

bool RecordRoom::act(ActionId id) {
    switch (id) {
        case ActionId::Record: session_.toggleRecord(); return true;
        case ActionId::KeepAndNext: session_.keepAndNext(); return true;
        case ActionId::PunchIn: session_.punchIn(); return true;
        case ActionId::Listen:
        case ActionId::PlayPause: session_.listen(); return true;
        case ActionId::FirstTake: session_.compare(0); return true;
        case ActionId::SecondTake: session_.compare(1); return true;
        case ActionId::PreviousLine: session_.previousLine(); return true;
        case ActionId::NextLine: session_.nextLine(); return true;
        case ActionId::Undo: session_.undo(); return true;
        case ActionId::MakeVoice: makeVoice(); return true;
        case ActionId::Open: askFiles(); return true;
        case ActionId::Stop: session_.discard(); return true;
        default: return false;
    }
}

// ---- Keys ----------------------------------------------------------------------------------------------------------

bool RecordRoom::takesKeys(const QObject* watched) const {
    const auto* const widget = qobject_cast<const QWidget*>(watched);
    if (!shown_ || widget == nullptr || widget->window() != window() || sheet_ != nullptr || QApplication::activePopupWidget() != nullptr) {
        return false;
    }
    for (const QWidget* at = widget; at != nullptr; at = at->parentWidget()) {
        if (qobject_cast<const Sheet*>(at) != nullptr || at->testAttribute(Qt::WA_InputMethodEnabled)) {
            return false;
        }
    }
    return true;
}

bool RecordRoom::press(int key, Qt::KeyboardModifiers modifiers, bool now, bool onButton) {
    ActionId id = ActionId::Count;
    const bool plain = modifiers == Qt::NoModifier || modifiers == Qt::KeypadModifier;
    if ((key == Qt::Key_Return || key == Qt::Key_Enter) && plain && !draft_->isHidden() && lines_->list().hasFocus()) {
        if (now) {
            lines_->editWords(session_.row());
        }
        return true;
    }
    switch (key) {
        case Qt::Key_R: id = plain ? ActionId::Record : id; break;
        case Qt::Key_D: id = modifiers == Qt::ShiftModifier ? ActionId::PunchIn : id; break;
        case Qt::Key_Return:
        case Qt::Key_Enter: id = plain && !onButton ? ActionId::KeepAndNext : id; break;
        case Qt::Key_Space: id = plain && !onButton ? ActionId::Listen : id; break;
        case Qt::Key_1: id = plain ? ActionId::FirstTake : id; break;
        case Qt::Key_2: id = plain ? ActionId::SecondTake : id; break;
        case Qt::Key_Escape: id = plain && session_.stage() == RecordStage::CountIn ? ActionId::Stop : id; break;
        default: break;
    }
    if (id == ActionId::Count) {
        return false;
    }
    if (now) {
        act(id);
    }
    return true;
}

bool RecordRoom::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress) {
        return Room::eventFilter(watched, event);
    }
    if (!takesKeys(watched)) {
        return false;
    }
    const auto& key = static_cast<const QKeyEvent&>(*event);
    // Space and Enter belong to a button that was reached by the keyboard.
    const bool onButton = qobject_cast<QAbstractButton*>(watched) != nullptr && watched == QApplication::focusWidget() &&
                          static_cast<const QWidget*>(watched)->focusPolicy() != Qt::NoFocus;
    const bool now = event->type() == QEvent::KeyPress && !key.isAutoRepeat();
    if (!press(key.key(), key.modifiers(), now, onButton)) {
        return false;
    }
    event->accept();
    return true;
}

// ---- What is shown -------------------------------------------------------------------------------------------------

void RecordRoom::showLine() {
    consent_->setVisible(session_.retake() == nullptr || !session_.consented());
    const BookState* const book = session_.book();
    const BookLine* const line = session_.line();
    if (book == nullptr || line == nullptr) {
        prompter_->show({}, book == nullptr ? QString() : tr("There is no line to read: open files, or choose a script."), {});
        return;
    }
    const auto textAt = [&](int row) {
        return row >= 0 && row < static_cast<int>(book->lines.size())
                   ? QString::fromStdString(book->lines[static_cast<std::size_t>(row)].line.text)
                   : QString();
    };
    prompter_->show(textAt(session_.row() - 1), textAt(session_.row()), textAt(session_.row() + 1));
    const bool reading = session_.stage() == RecordStage::Recording || session_.stage() == RecordStage::CountIn;
    const LineFit* const heard = reading ? nullptr : session_.heard(line->line.id);
    prompter_->setMissed(heard == nullptr ? std::vector<Prompter::Part>{} : missedWords(line->line.text, *heard));
    if (session_.stage() != RecordStage::Recording) {
        showSpoken(session_.stage() == RecordStage::CountIn ? session_.shareBefore() : 0.0);
        live_->setMarks({});
    }
    live_->setRunning(shown_ && session_.trace() != nullptr);
}

/// How far the reader is, by the speech heard so far: it need not be exact to lead the eye.
void RecordRoom::showProgress() {
    const BookLine* const line = session_.line();
    const InputStatus& status = session_.status();
    if (line == nullptr || session_.stage() != RecordStage::Recording || !status.inTake) {
        return;
    }
    if (live_->property("take").toULongLong() != status.takeStartColumn) {
        live_->setProperty("take", QVariant::fromValue<qulonglong>(status.takeStartColumn));
        live_->startAt(status.takeStartColumn);
    }
    const double spoken = status.quality.speechShare * status.takeSeconds;
    showSpoken(session_.shareBefore() + spoken / std::max(0.5, line->line.expectedSeconds), true);
    showMarks();
}

/// That much of the line's text is read. At its begin the first word waits only while it is recorded.
void RecordRoom::showSpoken(double readShare, bool recording) {
    const double share = std::clamp(readShare, 0.0, 1.0);
    if (share <= 0.0 && !recording) {
        return prompter_->setSpoken(0, 0);
    }
    const QString& text = prompter_->line();
    auto at = static_cast<qsizetype>(std::lround(share * static_cast<double>(text.size())));
    const bool blanks = text.contains(QChar(u' '));
    if (blanks) {
        const qsizetype begin = at <= 0 ? -1 : text.lastIndexOf(QChar(u' '), at - 1);
        at = begin + 1;
    }
    const qsizetype end = blanks ? text.indexOf(QChar(u' '), at) : std::min(at + 2, text.size());
    prompter_->setSpoken(at, share >= 1.0 ? 0 : (end < 0 ? text.size() : end) - at);
}

void RecordRoom::showMarks() {
    const auto& trace = session_.trace();
    if (trace == nullptr) {
        return;
    }
    const std::uint64_t start = session_.status().takeStartColumn;
    std::vector<LiveMark> marks;
    for (const timbre::LiveMark& mark : trace->marks()) {
        if (mark.to > start) {
            const auto seconds = [&](std::uint64_t column) {
                return column <= start ? 0.0 : static_cast<double>(column - start) / LiveTrace::kColumnsPerSecond;
            };
            marks.push_back({seconds(mark.from), seconds(mark.to), tr("Noise from outside")});
        }
    }
    live_->setMarks(std::move(marks));
}

void RecordRoom::showTrace() {
    const auto& trace = session_.trace();
    live_->setSource(trace == nullptr ? nullptr : std::make_shared<const TraceColumns>(trace));
    live_->setRunning(shown_ && trace != nullptr);
}

void RecordRoom::resizeEvent(QResizeEvent* event) {
    Room::resizeEvent(event);
    const bool low = window()->height() < kLowWindow;
    lines_->setFixedWidth(low ? kLowLinesWidth : kLinesWidth);
    live_->setFixedHeight(low ? kLowLiveHeight : kLiveHeight);
    checks_->setLow(low);
    takes_->setLow(low);
    bar_->setLow(low);
}

}  // namespace timbre::ui
