// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/made_sheet.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/i18n/core_words.h"
#include "ui/i18n/words.h"
#include "ui/record/record_words.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/progress_steps.h"
#include "ui/widgets/stars.h"
#include "ui/widgets/stat.h"
#include "ui/window/error_text.h"

namespace timbre::ui {

namespace {

/// The stages of the engine that learns from recordings, in order, as Progress::stage names them.
constexpr std::array kStages = {"checking the recordings", "analysing the recordings", "aligning the recordings",
                                "storing what was learnt", "comparing with the recordings"};

}  // namespace

/// The clip that the voice is introduced with: the chosen stretch in colour, the rest pale.
class MadeSheet::Window final : public QWidget {
  public:
    Window(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme) { setFixedHeight(84); }

    void showFace(const VoiceFace& face, int hue) {
        face_ = face;
        hue_ = hue;
        setAccessibleName(MadeSheet::tr("Chosen stretch: %1 to %2").arg(secondsText(face.from), secondsText(face.to)));
        update();
    }

  protected:
    void paintEvent(QPaintEvent*) override {
        const Tokens& t = theme_.tokens();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF box(rect());
        paintBox(painter, box, {.radius = 8, .fill = QColor(t.well), .border = QColor(t.line)});
        if (face_.columns.empty() || face_.clipSeconds <= 0.0) {
            return;
        }
        const double scale = (box.width() - 16.0) / face_.clipSeconds;
        const QRectF chosen(8 + face_.from * scale, 6, (face_.to - face_.from) * scale, box.height() - 12);
        paintBox(painter, chosen, {.radius = 4, .fill = faded(t.voice(hue_), 0.18), .border = QColor(t.voice(hue_)), .borderWidth = 1.5});
        paintColumns(painter, box.adjusted(8, 10, -8, -10), chosen);
    }

  private:
    void paintColumns(QPainter& painter, const QRectF& area, const QRectF& chosen) const {
        float highest = 0.01F;
        for (const auto& [low, high] : face_.columns) {
            highest = std::max({highest, high, -low});
        }
        const double step = area.width() / static_cast<double>(face_.columns.size());
        const QRgb hue = theme_.tokens().voice(hue_);
        for (std::size_t i = 0; i < face_.columns.size(); ++i) {
            const double x = area.x() + (static_cast<double>(i) + 0.5) * step;
            const double half = area.height() / 2.0 / static_cast<double>(highest);
            const double top = area.center().y() - static_cast<double>(face_.columns[i].second) * half;
            const double bottom = area.center().y() - static_cast<double>(face_.columns[i].first) * half;
            painter.setPen(QPen(faded(hue, x >= chosen.left() && x <= chosen.right() ? 1.0 : 0.35), std::max(1.0, step * 0.7)));
            painter.drawLine(QPointF(x, top), QPointF(x, std::max(bottom, top + 1.0)));
        }
    }

    const Theme& theme_;
    VoiceFace face_;
    int hue_ = 0;
};

MadeSheet::MadeSheet(const Theme& theme, VoiceMaking& making, const RecordSession& session, QWidget& over)
    : Sheet(theme, tr("Make my voice"), over, 520),
      theme_(theme),
      making_(making),
      session_(session),
      asking_(new QWidget(this)),
      running_(new QWidget(this)),
      card_(new QWidget(this)),
      question_(makeLabel(QString(), "second", this)),
      name_(new QLineEdit(this)),
      steps_(new ProgressSteps(theme, {}, this)),
      refused_(makeLabel(QString(), "caption", this)),
      window_(new Window(theme, this)),
      title_(makeLabel(QString(), "heading", this)),
      transcript_(makeLabel(QString(), "second", this)),
      stars_(new Stars(theme, this)),
      likeness_(makeLabel(QString(), "strong", this)),
      reasons_(makeLabel(QString(), "second", this)) {
    auto* asking = new QVBoxLayout(asking_);
    asking->setContentsMargins(0, 0, 0, 0);
    asking->setSpacing(8);
    question_->setWordWrap(true);
    name_->setPlaceholderText(tr("Name of the voice"));
    name_->setAccessibleName(tr("Name of the voice"));
    name_->setText(session_.book() == nullptr ? QString() : QString::fromStdString(session_.book()->name));
    asking->addWidget(question_);
    asking->addWidget(name_);
    auto* running = new QVBoxLayout(running_);
    running->setContentsMargins(0, 0, 0, 0);
    running->addWidget(steps_);
    refused_->setWordWrap(true);
    refused_->setProperty("tone", QStringLiteral("warn"));
    auto* card = new QVBoxLayout(card_);
    card->setContentsMargins(0, 0, 0, 0);
    card->setSpacing(8);
    transcript_->setWordWrap(true);
    reasons_->setWordWrap(true);
    auto* quality = new QHBoxLayout;
    quality->setSpacing(12);
    quality->addWidget(stars_);
    quality->addWidget(likeness_);
    quality->addStretch();
    card->addWidget(title_);
    card->addWidget(window_);
    card->addWidget(transcript_);
    card->addLayout(quality);
    card->addWidget(reasons_);
    for (QWidget* part : {asking_, running_, card_, static_cast<QWidget*>(refused_)}) {
        content().addWidget(part);
    }
    primary_ = setPrimary(tr("Make my voice"));
    cancel_ = setCancel(tr("Cancel"));
    // One button leads through all three parts, so the sheet closes only when this class says so.
    primary_->disconnect(this);
    cancel_->disconnect(this);
    connect(primary_, &QPushButton::clicked, this, &MadeSheet::go);
    connect(cancel_, &QPushButton::clicked, this, [this] {
        if (making_.isRunning()) {
            making_.cancel();
        } else {
            reject();
        }
    });
    connect(name_, &QLineEdit::textChanged, this, &MadeSheet::showState);
    connect(&making_, &VoiceMaking::changed, this, &MadeSheet::showState);
    connect(&session_, &RecordSession::changed, this, &MadeSheet::showState);
    connect(&making_, &VoiceMaking::finished, this, [this] {
        if (making_.made()) {
            showMade();
        } else if (!making_.error()) {
            reject();
        }
    });
    for (const char* stage : kStages) {
        stages_ << stageText(stage);
    }
    steps_->setSteps(stages_);
    card_->hide();
    refused_->hide();
    showState();
}

void MadeSheet::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (primary_->isEnabled() && primary_->isVisible()) {
            go();
        }
        return;
    }
    if (event->key() == Qt::Key_Escape && making_.isRunning()) {
        return making_.cancel();
    }
    Sheet::keyPressEvent(event);
}

void MadeSheet::go() {
    if (making_.isRunning()) {
        accept();  // the room says what came of it
    } else if (making_.made()) {
        Q_EMIT useAsked(QString::fromStdString(making_.made()->voice.id.voice));
        accept();
    } else {
        start();
    }
}

void MadeSheet::start() {
    if (session_.canMakeVoice() && !name_->text().trimmed().isEmpty()) {
        making_.start(*session_.book(), name_->text());
        primary_->setFocus();
    }
}

void MadeSheet::showState() {
    const bool runs = making_.isRunning();
    const bool failed = making_.error().has_value();
    running_->setVisible(runs || (failed && !making_.made()));
    const bool asks = !runs && !making_.made();
    asking_->setVisible(asks);
    primary_->setEnabled(!asks || (session_.canMakeVoice() && !name_->text().trimmed().isEmpty()));
    primary_->setToolTip(asks && !session_.canMakeVoice() ? noVoiceYet(session_.linesBeingHeard()) : QString());
    showQuestion();
    if (runs) {
        setButtonText(*primary_, tr("Go on working"));
        const auto* const known = std::ranges::find(kStages, making_.stage());
        if (known != kStages.end()) {
            steps_->setCurrent(static_cast<int>(known - kStages.begin()), making_.share());
        }
        if (making_.stage() == "done") {
            steps_->setCurrent(static_cast<int>(kStages.size()));
        }
    } else if (failed) {
        setButtonText(*primary_, tr("Make my voice"));
        steps_->setFailed(explain(*making_.error()));
    }
    showRefused();
}

/// Of the lines as they are now: their takes may still change while the sheet asks.
void MadeSheet::showQuestion() {
    if (const BookState* const book = session_.book()) {
        question_->setText(tr("%n line(s) of %1 will be used. What is the voice called?", nullptr,
                              static_cast<int>(clipOffers(*book).size()))
                               .arg(shortClock(timbre::secondsDone(*book))));
    }
}

QString MadeSheet::leftOutText(const VoiceMaking& making) {
    QStringList names;
    for (const LeftOutClip& clip : making.refused()) {
        names << tr("Left out %1: %2", "recording, why").arg(recordingName(clip.name, clip.place), leftOutWords(clip));
    }
    return names.join(QChar(u'\n'));
}

void MadeSheet::showRefused() {
    refused_->setText(leftOutText(making_));
    refused_->setVisible(!refused_->text().isEmpty());
}

void MadeSheet::showMade() {
    const VoiceMade& event = *making_.made();
    setTitle(tr("The voice is ready"));
    title_->setText(QString::fromStdString(event.voice.name));
    window_->showFace(event.face, event.voice.order);
    transcript_->setText(QString::fromStdString(event.face.transcript));
    const QStringList reasons = starReasons(event.voice.stars);
    stars_->setStars(event.voice.stars.stars, reasons);
    const auto similarity = event.voice.metrics.find("similarity");
    likeness_->setText(similarity == event.voice.metrics.end()
                           ? tr("%1 of 5 stars").arg(event.voice.stars.stars)
                           : tr("%1 of 5 stars · %2 % alike").arg(event.voice.stars.stars).arg(numberText(similarity->second * 100.0, 0)));
    reasons_->setText(reasons.isEmpty() ? tr("Clear recordings, enough of them, and a good likeness.") : reasons.join(QChar(u'\n')));
    asking_->hide();
    running_->hide();
    card_->show();
    setButtonText(*primary_, tr("Use in script"));
    setButtonText(*cancel_, tr("Close"));
    primary_->setVisible(true);
    primary_->setFocus();
    Q_EMIT made(title_->text());
}

QString MadeSheet::words() const {
    return QStringList{title_->text(), transcript_->text(), likeness_->text(), reasons_->text(), refused_->text()}.join(QChar(u'\n'));
}

}  // namespace timbre::ui
