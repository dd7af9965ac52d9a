// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/appearance_page.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

#include "ui/i18n/languages.h"
#include "ui/i18n/words.h"
#include "ui/theme/motion.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/toggle.h"

namespace timbre::ui {

namespace {

constexpr std::array kScales{100, 125, 150, 175, 200};
constexpr std::array kTextSizes{kSmallestText, 14, 15, 16, kLargestText};
constexpr std::array kAppearances{ActionId::AppearanceSystem, ActionId::AppearanceLight, ActionId::AppearanceDark};

template <typename Values>
int placeOf(const Values& values, int value) {
    const auto found = std::ranges::find(values, value);
    return found == values.end() ? 0 : static_cast<int>(found - values.begin());
}

}  // namespace

AppearancePage::AppearancePage(const SettingsParts& parts, QWidget* parent)
    : SettingsPage([] { return tr("Appearance"); }, parent),
      parts_(parts),
      scaleAtStart_(parts.settings.get(keys::kScalePercent)) {
    addLanguage();
    addTheme();
    addSizes();
    auto* motion = new Toggle(parts_.theme, {}, this);
    motion->setChecked(parts_.settings.get(keys::kLessMotion));
    connect(motion, &QAbstractButton::toggled, this, [this](bool on) {
        parts_.settings.set(keys::kLessMotion, on);
        setLessMotion(on);
    });
    addRow([] { return tr("Less motion"); }, [] { return tr("Messages and menus are there at once. Meters go on moving."); }, motion);
    rows().addStretch();
    inEveryLanguage(*this, [this] { showWords(); });
}

void AppearancePage::addTheme() {
    theme_ = new Segment({QString(), QString(), QString()}, this);
    const auto follow = [this] {
        for (std::size_t i = 0; i < kAppearances.size(); ++i) {
            if (parts_.actions[kAppearances[i]].isChecked()) {
                const QSignalBlocker quiet(theme_);
                theme_->setCurrent(static_cast<int>(i));
            }
        }
    };
    for (const ActionId id : kAppearances) {
        connect(&parts_.actions[id], &QAction::toggled, this, follow);
    }
    connect(theme_, &Segment::currentChanged, this, [this](int index) {
        parts_.actions[kAppearances[static_cast<std::size_t>(index)]].trigger();
    });
    theme_->setCurrent(parts_.theme.appearance() == Appearance::Light  ? 1
                       : parts_.theme.appearance() == Appearance::Dark ? 2
                                                                       : 0);
    addRow([] { return tr("Theme"); }, [] { return tr("As the system is set, or always light or dark."); }, theme_);
    auto* contrast = new Toggle(parts_.theme, {}, this);
    contrast->setChecked(parts_.settings.get(keys::kHighContrast));
    connect(contrast, &QAbstractButton::toggled, this, [this](bool on) {
        parts_.settings.set(keys::kHighContrast, on);
        parts_.theme.setHighContrast(on);
    });
    addRow([] { return tr("High contrast"); }, [] { return tr("Black on white or white on black, with clear borders."); }, contrast);
}

void AppearancePage::addSizes() {
    QStringList scales;
    for (const int scale : kScales) {
        scales << QStringLiteral("%1 %").arg(scale);
    }
    scale_ = new Segment(scales, this);
    scale_->setCurrent(placeOf(kScales, scaleAtStart_));
    connect(scale_, &Segment::currentChanged, this, [this](int index) {
        parts_.settings.set(keys::kScalePercent, kScales[static_cast<std::size_t>(index)]);
        restart_->setVisible(parts_.settings.get(keys::kScalePercent) != scaleAtStart_);
    });
    addRow([] { return tr("Size of everything"); }, [] { return tr("Beside what the system already does for this screen."); }, scale_);
    restart_ = makeLabel([] { return tr("This takes effect when the studio is started again."); }, "second", this);
    restart_->setProperty("tone", QStringLiteral("warn"));
    restart_->hide();
    rows().addWidget(restart_);
    QStringList sizes;
    for (const int size : kTextSizes) {
        sizes << QString::number(size);
    }
    text_ = new Segment(sizes, this);
    text_->setCurrent(placeOf(kTextSizes, parts_.settings.get(keys::kTextSize)));
    connect(text_, &Segment::currentChanged, this, [this](int index) {
        const int size = kTextSizes[static_cast<std::size_t>(index)];
        parts_.settings.set(keys::kTextSize, size);
        parts_.theme.setTextSize(size);
    });
    addRow([] { return tr("Size of text"); }, [] { return tr("Words alone; what is around them stays."); }, text_);
}

void AppearancePage::addLanguage() {
    language_ = new QComboBox(this);
    language_->setFixedWidth(240);
    language_->addItem(QString(), QString());
    for (const UiLanguage& language : uiLanguages()) {
        language_->addItem(language.name, language.tag);
    }
    connect(language_, &QComboBox::activated, this, [this] {
        const QString tag = language_->currentData().toString();
        parts_.settings.set(keys::kLanguage, tag);
        useLanguage(tag);
    });
    addRow([] { return tr("Language"); }, [] { return tr("Of the window. Voices speak theirs."); }, language_);
}

void AppearancePage::showWords() {
    theme_->setWords({tr("System"), tr("Light"), tr("Dark")});
    language_->setItemText(0, tr("Follow the system"));
    language_->setCurrentIndex(std::max(0, language_->findData(parts_.settings.get(keys::kLanguage))));
}

}  // namespace timbre::ui
