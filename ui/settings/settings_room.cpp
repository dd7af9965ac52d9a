// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_room.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <utility>

#include "ui/settings/about_page.h"
#include "ui/settings/appearance_page.h"
#include "ui/settings/device_page.h"
#include "ui/settings/keys_page.h"
#include "ui/settings/page_parts.h"
#include "ui/settings/rights_page.h"
#include "ui/settings/sound_page.h"
#include "ui/widgets/controls.h"

namespace timbre::ui {

namespace {

constexpr int kListWidth = 220;

}  // namespace

SettingsRoom::SettingsRoom(SettingsParts parts, QWidget* parent)
    : Room(parent), list_(makeFrame("pane", "plain", this)), pages_(new QStackedWidget(this)) {
    list_->setFixedWidth(kListWidth);
    auto* column = new QVBoxLayout(list_);
    column->setContentsMargins(0, 12, 0, 12);
    column->setSpacing(0);
    auto* heading = makeLabel([] { return tr("Settings"); }, "heading", list_);
    heading->setContentsMargins(20, 0, 0, 8);
    column->addWidget(heading);

    const Theme& theme = parts.theme;
    add(theme, "chip", [] { return tr("Device and models"); }, new DevicePage(parts, this));
    add(theme, "microphone", [] { return tr("Sound in and out"); }, new SoundPage(parts, this));
    add(theme, "shield", [] { return tr("Rights and privacy"); }, new RightsPage(parts, this));
    add(theme, "appearance", [] { return tr("Appearance"); }, new AppearancePage(parts, this));
    add(theme, "keyboard", [] { return tr("Keys"); }, new KeysPage(parts, this));
    add(theme, "info", [] { return tr("About"); }, new AboutPage(parts, this));
    column->addStretch();

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(list_);
    layout->addWidget(makeFrame("rule", "v", this));
    layout->addWidget(pages_, 1);
    showTopic(SettingsTopic::Device);
}

void SettingsRoom::add(const Theme& theme, const char* icon, Words name, QWidget* page) {
    auto* button = new NavButton(theme, QLatin1StringView(icon), std::move(name), list_);
    const auto place = static_cast<SettingsTopic>(buttons_.size());
    connect(button, &QAbstractButton::clicked, this, [this, place] { showTopic(place); });
    list_->layout()->addWidget(button);
    buttons_.push_back(button);
    auto* scroll = new QScrollArea(pages_);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(page);
    pages_->addWidget(scroll);
}

void SettingsRoom::showTopic(SettingsTopic topic) {
    buttons_[static_cast<std::size_t>(topic)]->setChecked(true);
    pages_->setCurrentIndex(static_cast<int>(topic));
}

SettingsTopic SettingsRoom::topic() const { return static_cast<SettingsTopic>(pages_->currentIndex()); }

}  // namespace timbre::ui
