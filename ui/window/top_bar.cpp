// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/top_bar.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/i18n/words.h"
#include "ui/widgets/controls.h"
#include "ui/window/status_chip.h"

namespace timbre::ui {

namespace {

QHBoxLayout* bareRow(QWidget* widget, int spacing) {
    auto* layout = new QHBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing);
    return layout;
}

QMenu* appearanceMenu(ActionSet& actions, QWidget* parent) {
    auto* menu = new QMenu(parent);
    say(*menu, &QMenu::setTitle, [] { return TopBar::tr("Appearance"); });
    auto* group = new QActionGroup(menu);
    for (const ActionId id : {ActionId::AppearanceSystem, ActionId::AppearanceLight, ActionId::AppearanceDark}) {
        group->addAction(&actions[id]);
        menu->addAction(&actions[id]);
    }
    return menu;
}

QMenu* mainMenu(ActionSet& actions, QWidget* parent) {
    auto* menu = new QMenu(parent);
    const auto add = [&](std::initializer_list<ActionId> group) {
        for (const ActionId id : group) {
            menu->addAction(&actions[id]);
        }
        menu->addSeparator();
    };
    add({ActionId::NewProject, ActionId::Open, ActionId::Save, ActionId::SaveAs, ActionId::Export});
    add({ActionId::Undo, ActionId::Redo, ActionId::Paste, ActionId::DeleteLine});
    add({ActionId::Speak, ActionId::RenderChanged, ActionId::Stop});
    menu->addAction(&actions[ActionId::Settings]);
    menu->addMenu(appearanceMenu(actions, menu));
    add({ActionId::About, ActionId::Quit});
    return menu;
}

}  // namespace

TopBar::TopBar(const Theme& theme, ActionSet& actions, QWidget* parent) : QFrame(parent) {
    setProperty("pane", QStringLiteral("bar"));
    setFixedHeight(kBarHeight + 1);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 12, 0);
    layout->setSpacing(4);
    // Equal stretch on both sides, so that the rooms stand in the true middle.
    layout->addWidget(buildLeft(theme, actions), 1);
    layout->addWidget(buildRooms(theme));
    layout->addWidget(buildRight(theme, actions), 1);
}

QWidget* TopBar::buildLeft(const Theme& theme, ActionSet& actions) {
    auto* left = new QWidget(this);
    left->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* menu = makeToolButton(theme, QLatin1StringView("menu"), [] { return tr("Menu"); }, left);
    menu_ = mainMenu(actions, menu);
    menu->setMenu(menu_);
    menu->setPopupMode(QToolButton::InstantPopup);
    title_ = makeLabel({}, "strong", left);
    status_ = makeLabel({}, "caption", left);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addStretch();
    words->addWidget(title_);
    words->addWidget(status_);
    words->addStretch();
    auto* row = bareRow(left, 8);
    row->addWidget(new IconLabel(theme, QLatin1StringView("mark"), &Tokens::ink, 20, left));
    row->addWidget(menu);
    row->addLayout(words, 1);
    return left;
}

QWidget* TopBar::buildRooms(const Theme& theme) {
    auto* rooms = new QWidget(this);
    say(*rooms, &QWidget::setAccessibleName, [] { return tr("Rooms"); });
    auto* row = bareRow(rooms, 2);
    struct Place {
        const char* icon;
        Words name;
    };
    const Place kPlaces[] = {{"microphone", [] { return tr("Record"); }},
                             {"voices", [] { return tr("Voices"); }},
                             {"script", [] { return tr("Script"); }},
                             {"dub", [] { return tr("Dub"); }}};
    for (std::size_t i = 0; i < tabs_.size(); ++i) {
        auto* tab = new RoomTab(theme, QLatin1StringView(kPlaces[i].icon), kPlaces[i].name, rooms);
        tab->setEnabled(false);
        inEveryLanguage(*tab, [tab] { tab->setToolTip(tab->isEnabled() ? QString() : tr("Not in this version yet.")); });
        connect(tab, &QAbstractButton::clicked, this, [this, i] { Q_EMIT roomChosen(static_cast<RoomId>(i)); });
        tabs_[i] = tab;
        row->addWidget(tab);
    }
    return rooms;
}

QWidget* TopBar::buildRight(const Theme& theme, ActionSet& actions) {
    auto* right = new QWidget(this);
    right->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* row = bareRow(right, 6);
    row->addStretch();
    device_ = new StatusChip(theme, QLatin1StringView("chip"), right);
    device_->setVisible(false);
    connect(device_, &QAbstractButton::clicked, this, &TopBar::deviceAsked);
    row->addWidget(device_);
    auto* offline = new StatusChip(theme, QLatin1StringView("offline"), right);
    offline->setFocusPolicy(Qt::NoFocus);
    inEveryLanguage(*offline, [offline] { offline->setWords(tr("Offline"), tr("Nothing leaves this computer.")); });
    row->addWidget(offline);
    settings_ = makeToolButton(theme, QLatin1StringView("settings"), [] { return tr("Settings"); }, right);
    settings_->setCheckable(true);
    bindAction(*settings_, actions[ActionId::Settings]);
    row->addWidget(settings_);
    auto* exportButton =
        makeButton(theme, ButtonKind::Primary, QLatin1StringView("export"), [] { return tr("Export"); }, right);
    bindAction(*exportButton, actions[ActionId::Export]);
    row->addWidget(exportButton);
    return right;
}

void TopBar::addRoom(RoomId id) {
    const auto place = static_cast<std::size_t>(id);
    if (place < tabs_.size()) {
        tabs_[place]->setEnabled(true);
        tabs_[place]->setToolTip({});
    }
}

void TopBar::setRoom(RoomId id) {
    for (std::size_t i = 0; i < tabs_.size(); ++i) {
        // No tab is the settings': an exclusive group would keep the last one checked.
        tabs_[i]->setAutoExclusive(false);
        tabs_[i]->setChecked(i == static_cast<std::size_t>(id));
        tabs_[i]->setAutoExclusive(id != RoomId::Settings);
    }
    settings_->setChecked(id == RoomId::Settings);
}

void TopBar::setDevice(const QString& word, const QString& why, bool gpu) {
    device_->setVisible(!word.isEmpty());
    device_->setWords(word, why);
    device_->setTone(gpu ? Tone::Good : Tone::None);
}

void TopBar::setTitle(const QString& title) { title_->setText(title); }
void TopBar::setStatus(const QString& status) { status_->setText(status); }

}  // namespace timbre::ui
