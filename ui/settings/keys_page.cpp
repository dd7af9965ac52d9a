// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/keys_page.h"

#include <QHBoxLayout>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/i18n/words.h"
#include "ui/widgets/controls.h"

namespace timbre::ui {

KeysPage::KeysPage(const SettingsParts& parts, QWidget* parent)
    : SettingsPage([] { return tr("Keys"); }, parent), parts_(parts) {
    auto* what = makeLabel(
        [] { return tr("Click into a field and press the keys you want. Single keys of a room work while it is shown and no text is being written."); },
        "second", this);
    what->setWordWrap(true);
    auto* all = makeButton(parts_.theme, ButtonKind::Normal, QLatin1StringView("undo"), [] { return tr("Reset all"); }, this);
    connect(all, &QPushButton::clicked, &parts_.keys, &KeyMap::resetAll);
    auto* line = new QHBoxLayout;
    line->setSpacing(24);
    line->addWidget(what, 1);
    line->addWidget(all, 0, Qt::AlignTop);
    rows().addLayout(line);
    rows().setSpacing(0);
    rows().addSpacing(12);
    table_.reserve(static_cast<std::size_t>(ActionId::Count));
    for (int i = 0; i < static_cast<int>(ActionId::Count); ++i) {
        add(static_cast<ActionId>(i));
    }
    rows().addStretch();
    connect(&parts_.keys, &KeyMap::changed, this, [this](ActionId id) { showRow(rowOf(id)); });
    inEveryLanguage(*this, [this] {
        for (Row& row : table_) {
            showRow(row);
        }
    });
}

QString KeysPage::nameOf(ActionId id) const { return QString(parts_.actions[id].text()).remove(QChar(u'…')); }

void KeysPage::add(ActionId id) {
    auto* widget = new QWidget(this);
    Row row{.id = id,
            .name = makeLabel({}, "plain", widget),
            .edit = new QKeySequenceEdit(widget),
            .also = makeLabel({}, "caption", widget),
            .reset = makeButton(parts_.theme, ButtonKind::Ghost, {}, [] { return tr("Reset"); }, widget),
            .problem = makeLabel({}, "second", widget),
            .take = makeButton(parts_.theme, ButtonKind::Normal, {}, [] { return tr("Take it"); }, widget)};
    row.edit->setFixedWidth(200);
    row.edit->setClearButtonEnabled(true);
    row.also->setFixedWidth(200);
    row.reset->setFixedWidth(90);
    row.problem->setProperty("tone", QStringLiteral("bad"));
    row.problem->setWordWrap(true);
    auto* line = new QHBoxLayout;
    line->setSpacing(12);
    line->addWidget(row.name, 1);
    line->addWidget(row.also);
    line->addWidget(row.edit);
    line->addWidget(row.reset);
    auto* below = new QHBoxLayout;
    below->setSpacing(12);
    below->addWidget(row.problem, 1);
    below->addWidget(row.take);
    auto* layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 5, 0, 5);
    layout->setSpacing(4);
    layout->addLayout(line);
    layout->addLayout(below);
    row.problem->hide();
    row.take->hide();
    connect(row.edit, &QKeySequenceEdit::editingFinished, this, [this, id] { enter(id, rowOf(id).edit->keySequence()); });
    connect(row.reset, &QPushButton::clicked, this, [this, id] { parts_.keys.reset(id); });
    connect(row.take, &QPushButton::clicked, this, [this, id] { parts_.keys.take(id, rowOf(id).edit->keySequence()); });
    rows().addWidget(widget);
    rows().addWidget(makeFrame("rule", "h", this));
    table_.push_back(row);
}

void KeysPage::enter(ActionId id, const QKeySequence& keys) {
    const KeyMap::Keys now = parts_.keys.keys(id);
    Row& row = rowOf(id);
    if (keys == (now.isEmpty() ? QKeySequence() : now.front())) {
        showRow(row);
        return;
    }
    if (parts_.keys.bind(id, keys)) {
        return;  // the map tells
    }
    const QSignalBlocker quiet(row.edit);
    row.edit->setKeySequence(keys);
    row.problem->setText(tr("%1 already belongs to “%2”. Nothing was changed.")
                             .arg(keys.toString(QKeySequence::NativeText), nameOf(*parts_.keys.holder(keys, id))));
    row.problem->show();
    row.take->show();
}

void KeysPage::showRow(Row& row) {
    const KeyMap::Keys keys = parts_.keys.keys(row.id);
    const QString name = nameOf(row.id);
    row.name->setText(name);
    row.edit->setAccessibleName(tr("Keys for “%1”").arg(name));
    if (auto* field = row.edit->findChild<QLineEdit*>()) {
        field->setAccessibleName(row.edit->accessibleName());  // it is what has the keyboard
    }
    const QSignalBlocker quiet(row.edit);
    row.edit->setKeySequence(keys.isEmpty() ? QKeySequence() : keys.front());
    QStringList also;
    for (qsizetype i = 1; i < keys.size(); ++i) {
        also << keys[i].toString(QKeySequence::NativeText);
    }
    if (const QKeySequence single = roomKey(row.id); !single.isEmpty()) {
        also << tr("%1 in its room").arg(single.toString(QKeySequence::NativeText));
    }
    row.also->setText(also.join(QStringLiteral(" · ")));
    row.reset->setEnabled(parts_.keys.isChanged(row.id));
    row.reset->setAccessibleDescription(name);
    row.problem->hide();
    row.take->hide();
}

}  // namespace timbre::ui
