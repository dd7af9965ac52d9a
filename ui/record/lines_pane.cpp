// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/lines_pane.h"

#include <QFontMetricsF>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/i18n/core_words.h"
#include "ui/i18n/words.h"
#include "ui/record/coverage_meter.h"
#include "ui/record/record_words.h"
#include "ui/record/words_edit.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/stat.h"
#include "ui/widgets/tone_mark.h"

namespace timbre::ui {

namespace {

constexpr int kLineHeight = 52;
constexpr int kCurrentHeight = 60;

/// Draws a line: mark, words, and what is to be said of it.
class LinesDelegate final : public QStyledItemDelegate {
  public:
    LinesDelegate(const Theme& theme, const LinesModel& model, QObject* parent)
        : QStyledItemDelegate(parent), theme_(theme), model_(model) {}

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override {
        return {200, index.row() == model_.current() ? kCurrentHeight : kLineHeight};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const Tokens& t = theme_.tokens();
        const LineRow& row = model_.at(index.row());
        const bool current = index.row() == model_.current();
        const QRectF all(option.rect);
        // Where the list is scrolled, its bar takes the place of the margin.
        const double right = std::min(all.right() - 2.0, option.widget->width() - 8.0);
        const QRectF box(8, all.y() + 1, right - 8, all.height() - 2);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (current) {
            paintBox(*painter, box, {.radius = 8, .fill = QColor(t.bg2), .border = QColor(t.line)});
            paintBox(*painter, QRectF(box.x() + 1, box.y() + 10, 3, box.height() - 20), {.radius = 1.5, .fill = QColor(t.here), .border = {}});
        } else if ((option.state & QStyle::State_MouseOver) != 0) {
            paintBox(*painter, box, {.radius = 8, .fill = QColor(t.bg3), .border = {}});
        }
        paintMark(*painter, row, QRectF(22, all.center().y() - 10, 20, 20));
        const double y = all.center().y();
        const QRectF words(54, y - 20, right - 54 - 12, 20);
        paintText(*painter, words, row.text,
                  {.font = scriptFont(row.text, 13, current ? QFont::DemiBold : QFont::Normal),
                   .colour = QColor(row.mark == LineRow::Mark::New ? t.ink2 : t.ink)});
        const QFont small = interfaceFont(12);
        const bool fits = row.brief.isEmpty() || QFontMetricsF(small).horizontalAdvance(row.meta) <= words.width();
        paintText(*painter, words.translated(0, 21), fits ? row.meta : row.brief,
                  {.font = small, .colour = QColor(row.problem ? t.warn : t.ink3)});
        painter->restore();
    }

  private:
    void paintMark(QPainter& painter, const LineRow& row, const QRectF& where) const {
        const Tokens& t = theme_.tokens();
        switch (row.mark) {
            case LineRow::Mark::Good: return drawIcon(painter, QLatin1StringView("good"), where, QColor(t.good));
            case LineRow::Mark::Problem: return drawIcon(painter, QLatin1StringView("warning"), where, QColor(t.warn));
            case LineRow::Mark::Current: return drawIcon(painter, QLatin1StringView("microphone"), where, QColor(t.here));
            case LineRow::Mark::New: break;
        }
        painter.setPen(QPen(QColor(t.line2), 1.4));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(where.center(), 7.2, 7.2);
    }

    const Theme& theme_;
    const LinesModel& model_;
};

}  // namespace

// ---- Model ---------------------------------------------------------------------------------------------------------

void LinesModel::setRows(std::vector<LineRow> rows, int current) {
    if (rows.size() != rows_.size() || current != current_) {
        beginResetModel();
        rows_ = std::move(rows);
        current_ = current;
        endResetModel();
    } else if (rows != rows_) {
        rows_ = std::move(rows);
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    }
}

int LinesModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(rows_.size()); }

QVariant LinesModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const LineRow& row = at(index.row());
    switch (role) {
        case Qt::DisplayRole: return row.text;
        case Qt::ToolTipRole: return tr("%1\n%2", "line to read, its state").arg(row.text, row.meta);
        case Qt::AccessibleTextRole: return tr("%1, %2", "line to read, its state").arg(row.text, row.meta);
        default: return {};
    }
}

// ---- Pane ----------------------------------------------------------------------------------------------------------

LinesPane::LinesPane(const Theme& theme, RecordSession& session, QWidget* parent)
    : QFrame(parent),
      theme_(theme),
      session_(session),
      model_(new LinesModel(this)),
      list_(new QListView(this)),
      coverage_(new CoverageMeter(this)),
      size_(makeLabel(QString(), "caption", this)),
      way_(makeLabel(QString(), "caption", this)),
      roomMark_(new ToneMark(theme, 18, this, QLatin1StringView("room"))),
      roomMeta_(makeLabel(QString(), "caption", this)),
      roomButton_(makeToolButton(theme, QLatin1StringView("retry"), [] { return tr("Listen to the quiet room"); }, this)),
      more_(makeToolButton(theme, QLatin1StringView("more"), [] { return tr("Choose a script"); }, this)),
      menu_(new QMenu(this)),
      earlier_(new QMenu(menu_)),
      words_(new WordsEdit(*list_, session)),
      makeVoice_(makeButton(theme, ButtonKind::Primary, QLatin1StringView("voices"), [] { return tr("Make my voice"); }, this)) {
    setProperty("pane", QStringLiteral("plain"));
    more_->setMenu(menu_);
    menu_->setToolTipsVisible(true);
    more_->setPopupMode(QToolButton::InstantPopup);
    connect(menu_, &QMenu::aboutToShow, this, &LinesPane::fillMenu);
    connect(roomButton_, &QToolButton::clicked, &session_, &RecordSession::checkRoom);

    auto* top = new QHBoxLayout;
    top->addWidget(makeLabel([] { return tr("Reading script"); }, "heading", this));
    top->addStretch();
    top->addWidget(more_);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(16, 14, 16, 12);
    head->setSpacing(6);
    head->addLayout(top);
    head->addWidget(coverage_);
    for (QLabel* words : {size_, way_}) {
        words->setWordWrap(true);
        head->addWidget(words);
    }

    auto* card = makeFrame("card", "flat", this);
    auto* names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(makeLabel([] { return tr("Room tone"); }, "strong", card));
    names->addWidget(roomMeta_);
    auto* inside = new QHBoxLayout(card);
    inside->setContentsMargins(12, 8, 8, 8);
    inside->setSpacing(8);
    inside->addWidget(roomMark_);
    inside->addLayout(names, 1);
    inside->addWidget(roomButton_);
    auto* room = new QHBoxLayout;
    room->setContentsMargins(12, 0, 12, 8);
    room->addWidget(card);

    list_->setModel(model_);
    list_->setItemDelegate(new LinesDelegate(theme, *model_, list_));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setSelectionMode(QAbstractItemView::SingleSelection);
    list_->setMouseTracking(true);
    say(*list_, &QWidget::setAccessibleName, [] { return tr("Lines to read"); });
    connect(list_, &QListView::clicked, &session_, [this](const QModelIndex& index) { session_.goToRow(index.row()); });
    connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
        if (index.isValid() && list_->hasFocus()) {
            session_.goToRow(index.row());
        }
    });
    list_->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(list_, &QListView::customContextMenuRequested, this, &LinesPane::askAboutLine);
    connect(list_, &QListView::doubleClicked, this, [this](const QModelIndex& index) { editWords(index.row()); });
    connect(&theme, &Theme::changed, list_->viewport(), qOverload<>(&QWidget::update));

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addLayout(room);
    layout->addWidget(list_, 1);
    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(12, 8, 12, 12);
    foot->addWidget(makeVoice_);
    layout->addLayout(foot);
    connect(makeVoice_, &QPushButton::clicked, this, &LinesPane::makeVoiceAsked);
    connect(&session_, &RecordSession::changed, this, &LinesPane::showState);
    inEveryLanguage(*this, [this] { showState(); });
}

void LinesPane::showWay() {
    const RecordSession::VoiceWay way = session_.voiceWay();
    const bool none = way == RecordSession::VoiceWay::None;
    way_->setVisible(none || way == RecordSession::VoiceWay::Imitated);
    way_->setText(none ? tr("No engine here makes voices of this language. GPT-SoVITS does, with weights of your own: drop "
                            "them into Voices.")
                       : tr("A voice of this language is made with GPT-SoVITS: the best line becomes its reference."));
    setLook(*way_, "tone", QString(toneName(none ? Tone::Warn : Tone::None)));
}

void LinesPane::showState() {
    showRoom();
    showWay();
    const BookState* const book = session_.book();
    const RecordStage stage = session_.stage();
    const bool reading = stage == RecordStage::Recording || stage == RecordStage::CountIn || stage == RecordStage::Finishing;
    std::vector<LineRow> rows;
    for (std::size_t i = 0; book != nullptr && i < book->lines.size(); ++i) {
        const BookLine& line = book->lines[i];
        const bool current = static_cast<int>(i) == session_.row();
        const auto kind = stateOf(line).kind;
        LineRow row{.text = QString::fromStdString(line.line.text),
                    .meta = lineMeta(line, static_cast<int>(i) + 1, current),
                    .brief = lineBrief(line)};
        const bool heard = kind == timbre::LineState::Kind::BeingHeard;
        row.problem = kind == timbre::LineState::Kind::Again || (isDraft(line) && chosenTake(line) != nullptr);
        row.mark = current && reading ? LineRow::Mark::Current
                   : row.problem      ? LineRow::Mark::Problem
                   : kind != timbre::LineState::Kind::New && !heard ? LineRow::Mark::Good
                   : current                                       ? LineRow::Mark::Current
                                                                   : LineRow::Mark::New;
        if (current && reading) {
            row.meta = tr("Reading now");
            row.problem = false;
        }
        rows.push_back(std::move(row));
    }
    const int before = model_->current();
    model_->setRows(std::move(rows), session_.row());
    if (session_.row() >= 0 && before != session_.row()) {
        list_->setCurrentIndex(model_->index(session_.row()));
        list_->scrollTo(model_->index(session_.row()));
    }
    makeVoice_->setEnabled(session_.canMakeVoice());
    makeVoice_->setToolTip(session_.canMakeVoice()                               ? QString()
                             : session_.voiceWay() == RecordSession::VoiceWay::None ? way_->text()
                                                                                    : noVoiceYet(session_.linesBeingHeard()));
    coverage_->showProgress(session_.linesDone(), session_.linesGoal(), session_.secondsDone(), RecordSession::secondsGoal());
    coverage_->showCoverage(session_.coverage());
    size_->setText(readingSize(session_.linesGoal(), session_.linesEnough()));
    size_->setVisible(session_.linesEnough() > 0 && session_.retake() == nullptr);
}

void LinesPane::showRoom() {
    const BookState* const book = session_.book();
    QString text = tr("Not recorded yet");
    Tone tone = Tone::None;
    if (session_.stage() == RecordStage::RoomTone) {
        text = tr("Listening, please keep quiet");
    } else if (book != nullptr && book->roomTone) {
        text = tr("%1 s · %2 dBFS").arg(numberText(book->roomTone->seconds, 0), numberText(book->roomTone->noiseDbfs, 0));
        tone = roomTone(book->roomTone->noiseDbfs);
    } else if (const auto& checked = session_.room()) {
        const SpokenVerdict verdict = roomVerdict(checked->verdict, checked->noiseFloorDbfs);
        text = verdict.title;
        tone = verdict.tone;
    }
    roomMeta_->setText(text);
    roomMark_->setTone(tone);
    setLook(*roomMeta_, "tone", QString(toneName(tone)));
    roomButton_->setEnabled(session_.stage() == RecordStage::Ready);
}

void LinesPane::fillMenu() {
    menu_->clear();
    const BookState* const book = session_.book();
    for (const std::string& language : session_.scriptLanguages()) {
        QAction* const action = menu_->addAction(languageName(language));
        action->setCheckable(true);
        action->setChecked(book != nullptr && book->language == language);
        connect(action, &QAction::triggered, this, [this, language] { session_.openBook(language); });
    }
    menu_->addSeparator();
    fillEarlier();
    connect(menu_->addAction(tr("Read your own sentences…")), &QAction::triggered, this, &LinesPane::ownTextAsked);
    connect(menu_->addAction(tr("Open sound or video…")), &QAction::triggered, this, &LinesPane::openAsked);
    QAction* const fresh = menu_->addAction(tr("Begin a new reading"));
    fresh->setEnabled(book != nullptr);
    connect(fresh, &QAction::triggered, this, [this] { session_.openBook(session_.book()->language, true); });
    menu_->addSeparator();
    QAction* const remove = menu_->addAction(tr("Delete this reading…"));
    remove->setEnabled(session_.canRemoveReading());
    remove->setToolTip(session_.isMadeIntoVoice() ? tr("A voice is being made from it; wait until it is ready.") : QString());
    connect(remove, &QAction::triggered, this, &LinesPane::removalAsked);
}

void LinesPane::fillEarlier() {
    earlier_->clear();
    earlier_->setTitle(tr("Earlier readings"));
    for (const BookSummary& reading : session_.earlierReadings()) {
        connect(earlier_->addAction(readingName(reading)), &QAction::triggered, this,
                [this, id = reading.id] { session_.openReading(id); });
    }
    menu_->addMenu(earlier_)->setEnabled(!earlier_->isEmpty());
}

void LinesPane::editWords(int row) {
    const BookState* const book = session_.book();
    if (book != nullptr && row >= 0 && row < model_->rowCount() && session_.stage() != RecordStage::Recording) {
        list_->scrollTo(model_->index(row));
        words_->open(book->lines[static_cast<std::size_t>(row)], book->id, list_->visualRect(model_->index(row)));
    }
}

void LinesPane::askAboutLine(const QPoint& at) {
    const int row = list_->indexAt(at).row();
    if (session_.book() == nullptr || row < 0) {
        return;
    }
    const timbre::ScriptLine line = session_.book()->lines[static_cast<std::size_t>(row)].line;
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Correct the words")), &QAction::triggered, this, [this, row] { editWords(row); });
    if (isDraft(session_.book()->lines[static_cast<std::size_t>(row)])) {
        connect(menu->addAction(tr("The words are right")), &QAction::triggered, this,
                [this, line] { session_.setLineText(line.id, QString::fromStdString(line.text)); });
    }
    menu->popup(list_->viewport()->mapToGlobal(at));
}

}  // namespace timbre::ui
