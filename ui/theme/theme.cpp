// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>
#include <QWidget>
#include <algorithm>

#include "ui/i18n/words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style_sheet.h"

namespace timbre::ui {

namespace {

/// For what the style sheet does not reach: scroll areas, native pieces of dialogs, placeholder text.
QPalette paletteOf(const Tokens& t) {
    QPalette palette;
    palette.setColor(QPalette::Window, t.bg1);
    palette.setColor(QPalette::WindowText, t.ink);
    palette.setColor(QPalette::Base, t.bg2);
    palette.setColor(QPalette::AlternateBase, t.bg1);
    palette.setColor(QPalette::Text, t.ink);
    palette.setColor(QPalette::PlaceholderText, t.ink3);
    palette.setColor(QPalette::Button, t.bg2);
    palette.setColor(QPalette::ButtonText, t.ink);
    palette.setColor(QPalette::BrightText, t.bad);
    palette.setColor(QPalette::Highlight, t.selText);
    palette.setColor(QPalette::HighlightedText, t.ink);
    palette.setColor(QPalette::Link, t.here);
    palette.setColor(QPalette::ToolTipBase, t.ink);
    palette.setColor(QPalette::ToolTipText, t.onInk);
    palette.setColor(QPalette::Mid, t.line);
    palette.setColor(QPalette::Dark, t.line2);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, t.inkOff);
    }
    return palette;
}

}  // namespace

Theme::Theme(QApplication& application, Appearance appearance) : application_(application), appearance_(appearance) {
    loadFonts();
    setTextScale(1.0);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    connect(&system_, &SystemAppearance::changed, this, [this] {
        if (appearance_ == Appearance::System) {
            apply();
        }
    });
    onLanguageChange(*this, [] {
        QApplication::setFont(interfaceFont());
        for (QWidget* widget : QApplication::allWidgets()) {
            widget->update();  // words that are painted
        }
    });
    apply();
}

void Theme::setAppearance(Appearance appearance) {
    appearance_ = appearance;
    apply();
}

void Theme::setHighContrast(bool on) {
    highContrast_ = on;
    apply();
}

void Theme::setTextSize(int pixels) {
    const int wanted = std::clamp(pixels, kSmallestText, kLargestText);
    if (wanted == textSize_) {
        return;
    }
    textSize_ = wanted;
    setTextScale(static_cast<double>(textSize_) / kSmallestText);
    tokens_ = nullptr;  // the sheet has the sizes in it
    apply();
    for (QWidget* widget : QApplication::allWidgets()) {
        widget->updateGeometry();
    }
}

void Theme::apply() {
    const bool dark = appearance_ == Appearance::Dark || (appearance_ == Appearance::System && system_.dark());
    const Tokens* wanted = highContrast_ ? (dark ? &kDarkContrastTokens : &kLightContrastTokens)
                           : dark        ? &kDarkTokens
                                         : &kLightTokens;
    if (wanted == tokens_) {
        return;
    }
    tokens_ = wanted;
    QApplication::setPalette(paletteOf(*tokens_));
    QApplication::setFont(interfaceFont());
    application_.setStyleSheet(styleSheet(*tokens_));
    Q_EMIT changed();
}

}  // namespace timbre::ui
