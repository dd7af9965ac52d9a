// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/verdict_card.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/i18n/words.h"
#include "ui/theme/icons.h"
#include "ui/widgets/controls.h"

namespace timbre::ui {

namespace {

void polishAgain(QWidget& widget) {
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
    widget.update();
}

}  // namespace

class VerdictCard::Mark final : public QWidget {
  public:
    Mark(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme) {
        setFixedSize(20, 20);
        connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }
    void setTone(Tone tone) {
        tone_ = tone;
        update();
    }

  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const QLatin1StringView icon = tone_ == Tone::None ? QLatin1StringView("info") : toneIcon(tone_);
        drawIcon(painter, icon, QRectF(rect()), QColor(toneColour(theme_.tokens(), tone_)));
    }

  private:
    const Theme& theme_;
    Tone tone_ = Tone::None;
};

VerdictCard::VerdictCard(const Theme& theme, QWidget* parent)
    : QFrame(parent),
      mark_(new Mark(theme, this)),
      title_(makeLabel({}, "strong", this)),
      advice_(makeLabel({}, "plain", this)) {
    setProperty("card", QStringLiteral("flat"));
    say(*this, &QWidget::setAccessibleName, [] { return tr("Verdict"); });
    title_->setWordWrap(true);
    advice_->setWordWrap(true);
    advice_->hide();
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(mark_, 0, Qt::AlignTop);
    head->addWidget(title_, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 12);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(advice_);
}

void VerdictCard::setVerdict(Tone tone, const QString& title, const QString& advice) {
    if (tone == tone_ && title == title_->text() && advice == advice_->text()) {
        return;
    }
    const bool recoloured = tone != tone_;
    tone_ = tone;
    title_->setText(title);
    advice_->setText(advice);
    advice_->setVisible(!advice.isEmpty());
    setAccessibleDescription(advice.isEmpty() ? title : tr("%1 %2", "verdict and advice").arg(title, advice));
    if (recoloured) {
        mark_->setTone(tone);
        setProperty("card", tone == Tone::None ? QStringLiteral("flat") : QString(toneName(tone)));
        title_->setProperty("tone", QString(toneName(tone)));
        polishAgain(*this);
        polishAgain(*title_);
    }
    announce();
}

QString VerdictCard::title() const { return title_->text(); }

QString VerdictCard::advice() const { return advice_->text(); }

void VerdictCard::announce() {
    if (announcementDue_) {
        return;
    }
    if (lastAnnounced_.isValid() && lastAnnounced_.elapsed() < announceMs_) {
        announcementDue_ = true;  // the verdict of then, not of now, is read out
        QTimer::singleShot(announceMs_ - static_cast<int>(lastAnnounced_.elapsed()), this, [this] {
            announcementDue_ = false;
            lastAnnounced_.invalidate();
            announce();
        });
        return;
    }
    lastAnnounced_.start();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    Q_EMIT announced(accessibleDescription());
}

}  // namespace timbre::ui
