// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/voices/small_widgets.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/i18n/words.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/painting.h"

namespace timbre::ui {

namespace {

constexpr int kTagHeight = 28;
constexpr int kGap = 6;
constexpr int kAddWidth = 110;

}  // namespace

AvatarLabel::AvatarLabel(const Theme& theme, int size, QWidget* parent) : QWidget(parent), theme_(theme) {
    setFixedSize(size, size);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void AvatarLabel::setVoice(const QString& name, int order, const VoiceSeal* seal) {
    name_ = name;
    order_ = order;
    seal_ = seal != nullptr ? std::optional(*seal) : std::nullopt;
    update();
}

void AvatarLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintAvatar(painter, QRectF(rect()), name_, order_, seal_ ? &*seal_ : nullptr, theme_.tokens());
}

TagsEditor::TagsEditor(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme), add_(new QLineEdit(this)) {
    say(*add_, &QLineEdit::setPlaceholderText, [] { return tr("Add a tag"); });
    say(*add_, &QWidget::setAccessibleName, [] { return tr("Add a tag"); });
    add_->setProperty("kind", QStringLiteral("value"));
    add_->setMaxLength(40);
    connect(add_, &QLineEdit::returnPressed, this, [this] {
        const QString tag = add_->text().trimmed();
        add_->clear();
        if (!tag.isEmpty()) {
            Q_EMIT addAsked(tag);
        }
    });
}

void TagsEditor::setTags(const QStringList& tags) {
    for (QWidget* tag : tags_) {
        tag->hide();
        tag->deleteLater();
    }
    tags_.clear();
    for (const QString& tag : tags) {
        auto* button = makeButton(theme_, ButtonKind::Normal, QLatin1StringView("close"), tag, this);
        button->setProperty("grade", QStringLiteral("small"));
        button->setAccessibleName(tr("Take the tag %1 away").arg(tag));
        button->setToolTip(button->accessibleName());
        connect(button, &QPushButton::clicked, this, [this, tag] { Q_EMIT removeAsked(tag); });
        button->show();
        tags_ << button;
    }
    setTabOrder(tags_.isEmpty() ? add_ : tags_.back(), add_);
    lay();
}

void TagsEditor::lay() {
    int x = 0;
    int y = 0;
    const auto put = [&](QWidget& widget, int wanted) {
        const int width = std::min(wanted, std::max(this->width(), 60));
        if (x > 0 && x + width > this->width()) {
            x = 0;
            y += kTagHeight + kGap;
        }
        widget.setGeometry(x, y, width, kTagHeight);
        x += width + kGap;
    };
    for (QWidget* tag : tags_) {
        put(*tag, tag->sizeHint().width());
    }
    put(*add_, kAddWidth);
    setFixedHeight(y + kTagHeight);
}

void TagsEditor::resizeEvent(QResizeEvent*) { lay(); }

QVBoxLayout& makeDetailSection(QWidget& section) {
    auto* column = new QVBoxLayout(&section);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    return *column;
}

QHBoxLayout* headingRow(QWidget* heading, std::initializer_list<QWidget*> buttons) {
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(heading);
    row->addStretch();
    for (QWidget* button : buttons) {
        row->addWidget(button);
    }
    return row;
}

}  // namespace timbre::ui
