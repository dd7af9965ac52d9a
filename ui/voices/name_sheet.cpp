// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/voices/name_sheet.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/widgets/controls.h"

namespace timbre::ui {

NameSheet::NameSheet(const Theme& theme, const QString& title, const QString& text, const QString& name,
                     const QString& verb, QWidget& over)
    : Sheet(theme, title, over), name_(new QLineEdit(name, this)) {
    QLabel* words = makeLabel(text, "second", this);
    words->setWordWrap(true);
    content().addWidget(words);
    name_->setMaxLength(80);
    name_->setAccessibleName(tr("Name of the voice"));
    name_->selectAll();
    content().addWidget(name_);
    setCancel(tr("Cancel"));
    QPushButton* go = setPrimary(verb);
    const auto allow = [this, go] { go->setEnabled(!name_->text().trimmed().isEmpty()); };
    allow();
    connect(name_, &QLineEdit::textChanged, this, allow);
    connect(this, &Sheet::accepted, this, [this] { Q_EMIT named(name_->text().trimmed()); });
    open(name_);
}

}  // namespace timbre::ui
