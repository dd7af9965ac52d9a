// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/page_parts.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/painting.h"

namespace timbre::ui {

namespace {

constexpr int kWidestPage = 960;

}  // namespace

// ---- SettingsPage --------------------------------------------------------------------------------------------------

SettingsPage::SettingsPage(Words title, QWidget* parent) : QWidget(parent), rows_(new QVBoxLayout) {
    auto* middle = new QWidget(this);
    middle->setMaximumWidth(kWidestPage);
    middle->setLayout(rows_);
    rows_->setContentsMargins(32, 20, 32, 24);
    rows_->setSpacing(12);
    say(*this, &QWidget::setAccessibleName, title);
    rows_->addWidget(makeLabel(std::move(title), "title", middle));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(middle, 1000);
    layout->addStretch(1);
}

void SettingsPage::addRow(Words name, Words what, QWidget* control) {
    auto* row = new QWidget(this);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    say(*control, &QWidget::setAccessibleName, name);
    say(*control, &QWidget::setAccessibleDescription, what);
    words->addWidget(makeLabel(std::move(name), "strong", row));
    auto* caption = makeLabel(std::move(what), "caption", row);
    caption->setWordWrap(true);
    words->addWidget(caption);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 4, 0, 4);
    line->setSpacing(24);
    line->addLayout(words, 1);
    line->addWidget(control, 0, Qt::AlignVCenter);
    rows_->addWidget(row);
    rows_->addWidget(makeFrame("rule", "h", this));
}

QLabel* SettingsPage::addHeading(Words text) {
    auto* label = makeLabel(std::move(text), "heading", this);
    rows_->addSpacing(4);
    rows_->addWidget(label);
    return label;
}

// ---- StateIcon -----------------------------------------------------------------------------------------------------

StateIcon::StateIcon(const Theme& theme, int size, QWidget* parent) : QWidget(parent), theme_(theme) {
    setFixedSize(size, size);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void StateIcon::setState(MachineRow::State state) {
    state_ = state;
    update();
}

void StateIcon::paintEvent(QPaintEvent*) {
    const Tokens& t = theme_.tokens();
    QPainter painter(this);
    const Tone tone = state_ == MachineRow::State::Good   ? Tone::Good
                      : state_ == MachineRow::State::Note ? Tone::Warn
                                                          : Tone::Bad;
    const bool looking = state_ == MachineRow::State::Looking;
    drawIcon(painter, looking ? QLatin1StringView("clock") : toneIcon(tone), QRectF(rect()),
             QColor(looking ? t.ink3 : toneColour(t, tone)));
}

// ---- FindingRow ----------------------------------------------------------------------------------------------------

FindingRow::FindingRow(const Theme& theme, QLatin1StringView icon, QWidget* parent)
    : QWidget(parent),
      theme_(theme),
      icon_(icon),
      name_(makeLabel({}, "strong", this)),
      what_(makeLabel({}, "caption", this)),
      word_(makeLabel({}, "strong", this)),
      state_(new StateIcon(theme, 16, this)) {
    what_->setWordWrap(true);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(name_);
    words->addWidget(what_);
    word_->setMinimumWidth(130);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(50, 12, 0, 12);
    layout->setSpacing(6);
    layout->addLayout(words, 1);
    layout->addSpacing(18);
    layout->addWidget(state_);
    layout->addWidget(word_);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void FindingRow::tell(const QString& name, const QString& what, const QString& word, MachineHealth health) {
    name_->setText(name);
    what_->setText(what);
    word_->setText(word);
    word_->setProperty("tone", QString(toneName(healthTone(health))));
    state_->setState(health == MachineHealth::Good   ? MachineRow::State::Good
                     : health == MachineHealth::Note ? MachineRow::State::Note
                                                     : MachineRow::State::Trouble);
    setAccessibleName(name);
    setAccessibleDescription(what);
}

void FindingRow::paintEvent(QPaintEvent*) {
    const Tokens& t = theme_.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF tile(0, (height() - 36) / 2, 36, 36);
    paintBox(painter, tile, {.radius = 8, .fill = QColor(t.bg3), .border = {}});
    drawIcon(painter, icon_, tile.adjusted(9, 9, -9, -9), QColor(t.ink2));
    painter.fillRect(QRectF(50, height() - 1, width() - 50, 1), QColor(t.line));
}

// ---- MemoryBar -----------------------------------------------------------------------------------------------------

MemoryBar::MemoryBar(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void MemoryBar::setMemory(std::uint64_t total, std::uint64_t free, std::uint64_t limit) {
    total_ = total;
    free_ = std::min(free, total);
    limit_ = std::min(limit, total);
    setVisible(total > 0);
    setAccessibleName(tr("Memory: %1 of %2 free").arg(memoryText(free_), memoryText(total_)));
    update();
}

void MemoryBar::paintEvent(QPaintEvent*) {
    if (total_ == 0) {
        return;
    }
    const Tokens& t = theme_.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto x = [this](std::uint64_t bytes) { return width() * static_cast<double>(bytes) / static_cast<double>(total_); };
    const QRectF bar(0, 6, width(), 10);
    paintBox(painter, bar, {.radius = 5, .fill = QColor(t.bg3), .border = {}});
    paintBox(painter, QRectF(0, 6, std::max(10.0, x(total_ - free_)), 10), {.radius = 5, .fill = QColor(t.ink2), .border = {}});
    painter.fillRect(QRectF(x(mark()) - 1, 2, 2, 18), QColor(t.here));
    const QFont font = interfaceFont(12);
    double left = 0.0;
    const auto legend = [&](QRgb colour, bool hollow, const QString& words) {
        paintBox(painter, QRectF(left, 32, 10, 10),
                 {.radius = 2, .fill = QColor(hollow ? t.bg3 : colour), .border = hollow ? std::optional<QColor>(t.line2) : std::nullopt});
        const double advance = QFontMetricsF(font).horizontalAdvance(words);
        paintText(painter, QRectF(left + 16, 27, advance + 4, 20), words, {.font = font, .colour = QColor(t.ink2), .elide = false});
        left += advance + 38;
    };
    legend(t.ink2, false, tr("Main memory in use %1").arg(memoryText(total_ - free_)));
    legend(t.bg3, true, tr("Free %1").arg(memoryText(free_)));
    legend(t.here, false, tr("The studio takes at most %1").arg(memoryText(mark())));
}

// ---- NavButton -----------------------------------------------------------------------------------------------------

NavButton::NavButton(const Theme& theme, QLatin1StringView icon, Words name, QWidget* parent)
    : PaintedButton(theme, parent), icon_(icon) {
    inEveryLanguage(*this, [this, name = std::move(name)] {
        setText(name());
        setAccessibleName(name());
    });
    setCheckable(true);
    setAutoExclusive(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void NavButton::paintEvent(QPaintEvent*) {
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked()) {
        paintBox(painter, QRectF(rect()).adjusted(8, 2, -8, -2), {.radius = 6, .fill = QColor(t.bg3), .border = {}});
    }
    const QColor colour(isChecked() || underMouse() ? t.ink : t.ink2);
    drawIcon(painter, icon_, QRectF(20, 10, 18, 18), colour);
    paintText(painter, QRectF(50, 0, width() - 60, height()), text(),
              {.font = interfaceFont(13, isChecked() ? QFont::DemiBold : QFont::Medium), .colour = colour});
}

void NavButton::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up) {
        // One list: the arrows choose the page at once.
        const auto all = parentWidget()->findChildren<NavButton*>(Qt::FindDirectChildrenOnly);
        const auto next = all.indexOf(this) + (event->key() == Qt::Key_Down ? 1 : -1);
        if (next >= 0 && next < all.size()) {
            all[next]->setFocus(Qt::TabFocusReason);
            all[next]->click();
        }
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

}  // namespace timbre::ui
