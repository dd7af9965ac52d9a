// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstrun/first_run_card.h"

#include <QApplication>
#include <QCheckBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/firstrun/choice_card.h"
#include "ui/i18n/languages.h"
#include "ui/i18n/words.h"
#include "ui/record/record_words.h"
#include "ui/settings/page_parts.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/segment.h"

namespace timbre::ui {

namespace {

constexpr int kWidth = 760;

}  // namespace

FirstRunCard::FirstRunCard(const Theme& theme, Settings& settings, MachineFacts& facts, Ways ways, QWidget& window)
    : QWidget(&window),
      theme_(theme),
      settings_(settings),
      facts_(facts),
      ways_(ways),
      dialog_(makeFrame("card", "dialog", this)) {
    auto* column = new QVBoxLayout(dialog_);
    column->setContentsMargins(32, 28, 32, 28);
    column->setSpacing(0);
    addHead(*column);
    addRows(*column);
    addChoices(*column);
    addFoot(*column);
    window.installEventFilter(this);
    dialog_->installEventFilter(this);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    connect(&facts, &MachineFacts::changed, this, &FirstRunCard::showFacts);
    inEveryLanguage(*this, [this] { showWords(); });
    place();
    show();
    raise();
    permission_->setFocus(Qt::OtherFocusReason);
}

bool FirstRunCard::hasPermission() const { return permission_->isChecked(); }

QString FirstRunCard::statement() const { return permission_->text(); }

void FirstRunCard::addHead(QVBoxLayout& column) {
    QStringList names;
    for (const UiLanguage& language : uiLanguages()) {
        names << language.name;
    }
    language_ = new Segment(names, dialog_);
    say(*language_, &QWidget::setAccessibleName, [] { return tr("Language"); });
    const auto used = std::ranges::find(uiLanguages(), usedLanguage(), &UiLanguage::tag);
    language_->setCurrent(static_cast<int>(used - uiLanguages().begin()));
    connect(language_, &Segment::currentChanged, this, [this](int index) {
        settings_.set(keys::kLanguage, uiLanguages()[index].tag);
        useLanguage(uiLanguages()[index].tag);
    });
    auto* line = new QHBoxLayout;
    line->setSpacing(10);
    line->addWidget(new IconLabel(theme_, QLatin1StringView("mark"), &Tokens::ink, 28, dialog_));
    line->addWidget(makeLabel(QStringLiteral("Timbre Studio"), "heading", dialog_));
    line->addStretch();
    line->addWidget(language_);
    column.addLayout(line);
    column.addSpacing(20);
    title_ = makeLabel({}, "title", dialog_);
    column.addWidget(title_);
    column.addSpacing(4);
    column.addWidget(makeLabel([] { return tr("About 3 minutes. Nothing leaves this computer."); }, "second", dialog_));
    column.addSpacing(16);
}

void FirstRunCard::addRows(QVBoxLayout& column) {
    for (Row& row : rows_) {
        row.icon = new StateIcon(theme_, 18, dialog_);
        row.name = makeLabel({}, "strong", dialog_);
        row.name->setFixedWidth(130);
        row.text = makeLabel({}, "second", dialog_);
        row.text->setWordWrap(true);
        auto* line = new QHBoxLayout;
        line->setContentsMargins(0, 10, 0, 10);
        line->setSpacing(0);
        line->addWidget(row.icon);
        line->addSpacing(12);
        line->addWidget(row.name);
        line->addWidget(row.text, 1);
        column.addLayout(line);
        column.addWidget(makeFrame("rule", "h", dialog_));
    }
}

void FirstRunCard::addChoices(QVBoxLayout& column) {
    record_ = new ChoiceCard(theme_, QLatin1StringView("microphone"), true, dialog_);
    open_ = new ChoiceCard(theme_, QLatin1StringView("folder"), false, dialog_);
    demo_ = new ChoiceCard(theme_, QLatin1StringView("voices"), false, dialog_);
    const auto choose = [this](ChoiceCard* card, void (FirstRunCard::*asked)()) {
        connect(card, &QAbstractButton::clicked, this, [this, asked] {
            close();
            Q_EMIT(this->*asked)();
        });
    };
    choose(record_, &FirstRunCard::recordAsked);
    choose(open_, &FirstRunCard::openAsked);
    choose(demo_, &FirstRunCard::demoAsked);
    auto* line = new QHBoxLayout;
    line->setSpacing(12);
    for (ChoiceCard* card : {record_, open_, demo_}) {
        line->addWidget(card, 1);
    }
    column.addSpacing(20);
    column.addLayout(line);
    column.addSpacing(18);
}

void FirstRunCard::addFoot(QVBoxLayout& column) {
    permission_ = new QCheckBox(dialog_);
    connect(permission_, &QCheckBox::toggled, this, &FirstRunCard::showWays);
    auto* skip = makeButton(theme_, ButtonKind::Ghost, {}, [] { return tr("Skip"); }, dialog_);
    connect(skip, &QPushButton::clicked, this, &FirstRunCard::close);
    auto* line = new QHBoxLayout;
    line->addWidget(permission_);
    line->addStretch();
    line->addWidget(skip);
    column.addLayout(line);
}

void FirstRunCard::showWords() {
    permission_->setText(consentSentence());
    permission_->setAccessibleName(permission_->text());
    record_->setWords(tr("Read a script"), readingSize(), tr("8 lines: about 60 s"));
    open_->setWords(tr("Open a recording"), tr("WAV, MP3, M4A or a video; the best part is found for you"), tr("20 s or more"));
    demo_->setWords(tr("Try a demo voice"), tr("Type a text and hear it now"), tr("no recording"));
    const QString names[] = {tr("Device"), tr("Engines"), tr("Models"), tr("Microphone"), tr("Disk")};
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        rows_[i].name->setText(names[i]);
    }
    showWays();
    showFacts();
}

void FirstRunCard::showWays() {
    const QString record = !ways_.record           ? tr("This build cannot record.")
                           : !permission_->isChecked() ? tr("Tick the box below first.")
                                                       : QString();
    record_->setReason(record);
    open_->setReason(record);
    demo_->setReason(ways_.demo ? QString() : tr("This build brings no demo voice."));
    if (!ways_.demo) {
        demo_->setWords(tr("Try a demo voice"), demo_->reason(), tr("no recording"));
    }
}

void FirstRunCard::showFacts() {
    const MachineRow found[] = {deviceRow(facts_), enginesRow(facts_), modelsRow(facts_), microphoneRow(facts_), diskRow(facts_)};
    auto worst = MachineRow::State::Looking;
    bool looking = false;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        rows_[i].icon->setState(found[i].state);
        rows_[i].text->setText(found[i].text);
        rows_[i].icon->setAccessibleName(rows_[i].name->text());
        rows_[i].icon->setAccessibleDescription(found[i].text);
        looking |= found[i].state == MachineRow::State::Looking;
        worst = std::max(worst, found[i].state);
    }
    title_->setText(worst == MachineRow::State::Trouble ? tr("Something on this computer needs attention.")
                    : looking                           ? tr("Looking at what this computer can do…")
                    : worst == MachineRow::State::Note  ? tr("Ready. Make your first voice.")
                                                        : tr("Everything is ready. Make your first voice."));
}

void FirstRunCard::place() {
    setGeometry(parentWidget()->rect());
    dialog_->ensurePolished();
    const int width = std::min(kWidth, this->width() - 32);
    const int height = std::min(dialog_->layout()->totalHeightForWidth(width), this->height() - 16);
    dialog_->setGeometry((this->width() - width) / 2, (this->height() - height) / 2, width, height);
}

void FirstRunCard::close() {
    settings_.set(keys::kFirstRunDone, true);
    hide();
    Q_EMIT closed();
    deleteLater();
}

void FirstRunCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), QColor(theme_.tokens().bg0));
}

bool FirstRunCard::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();  // nothing of the window below may hear a key
        return true;
    }
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        close();
        return true;
    }
    return QWidget::event(event);
}

bool FirstRunCard::eventFilter(QObject* watched, QEvent* event) {
    if ((watched == parentWidget() && event->type() == QEvent::Resize) ||
        (watched == dialog_ && event->type() == QEvent::LayoutRequest)) {
        place();
    }
    return QWidget::eventFilter(watched, event);
}

bool FirstRunCard::focusNextPrevChild(bool next) {
    QList<QWidget*> stops;
    for (QWidget* child : dialog_->findChildren<QWidget*>()) {
        if (child->isVisibleTo(this) && child->isEnabled() && (child->focusPolicy() & Qt::TabFocus) != 0) {
            stops.push_back(child);
        }
    }
    const auto at = stops.indexOf(QApplication::focusWidget());
    const auto count = stops.size();
    const auto target = at < 0 ? 0 : (at + (next ? 1 : count - 1)) % count;
    stops[target]->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

void FirstRunCard::mousePressEvent(QMouseEvent* event) { event->accept(); }

}  // namespace timbre::ui
