// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style_sheet.h"

#include <QColor>
#include <QRegularExpression>
#include <cmath>
#include <utility>

#include "ui/theme/fonts.h"

namespace timbre::ui {

namespace {

// %name% marks are tokens. The property is "grade", not "size": a widget has a size of its own that no word can be put into. Selectors name a class or a property, never a bare parent: a rule without a selector on a
// parent would silence those of its children.
constexpr const char* kTemplate = R"(
* { font-size:13px; color:%ink%; outline:0; selection-background-color:%selText%; selection-color:%ink%; }
QWidget#window, QDialog { background:%bg1%; }
QLabel { background:transparent; }
QLabel[role="title"] { font-size:20px; font-weight:600; }
QLabel[role="heading"] { font-size:15px; font-weight:600; }
QLabel[role="strong"] { font-weight:600; }
QLabel[role="second"] { color:%ink2%; }
QLabel[role="caption"] { color:%ink3%; font-size:12px; }
QLabel[role="section"] { color:%ink2%; font-size:12px; font-weight:600; }
QLabel[tone="good"] { color:%good%; }
QLabel[tone="warn"] { color:%warn%; }
QLabel[tone="bad"] { color:%bad%; }
QLabel[role="code"] { background:%bg0%; border-radius:6px; padding:8px 12px; color:%ink%; }

QFrame[pane="plain"] { background:%bg1%; border:0; }
QFrame[pane="bar"] { background:%bg1%; border:0; border-bottom:1px solid %line%; }
QFrame[pane="foot"] { background:%bg1%; border:0; border-top:1px solid %line%; }
QFrame[pane="side"] { background:%bg1%; border:0; border-left:1px solid %line%; }
QFrame[card="plain"] { background:%bg2%; border:1px solid %line%; border-radius:8px; }
QFrame[card="flat"] { background:%bg0%; border:0; border-radius:8px; }
QFrame[card="bad"] { background:%badSoft%; border:0; border-radius:8px; }
QFrame[card="good"] { background:%goodSoft%; border:0; border-radius:8px; }
QFrame[card="warn"] { background:%warnSoft%; border:0; border-radius:8px; }
QFrame[card="slice"] { background:%bg0%; border:1px solid %bg0%; border-radius:8px; }
QFrame[card="chosen"] { background:%bg2%; border:1px solid %here%; border-radius:8px; }
QFrame[card="dialog"] { background:%bg1%; border:1px solid %line%; border-radius:12px; }
QFrame[rule="h"] { background:%line%; max-height:1px; min-height:1px; border:0; }
QFrame[rule="v"] { background:%line%; max-width:1px; min-width:1px; border:0; }
QFrame[seg="true"] { background:%bg0%; border:1px solid %line%; border-radius:8px; }
QFrame[card="toast"] { background:%bg2%; border:1px solid %line2%; border-radius:10px; }

QPushButton { min-height:30px; padding:0 12px; border:1px solid %line2%; border-radius:6px; background:%bg2%; font-weight:500; }
QPushButton:hover { background:%bg3%; }
QPushButton:pressed { background:%line%; }
QPushButton:disabled { color:%inkOff%; border-color:%line%; background:transparent; }
QPushButton[kind="primary"] { background:%ink%; color:%onInk%; border-color:%ink%; font-weight:600; }
QPushButton[kind="primary"]:hover { background:%ink2%; border-color:%ink2%; }
QPushButton[kind="primary"]:pressed { background:%ink3%; border-color:%ink3%; }
QPushButton[kind="primary"]:disabled { background:%bg3%; color:%inkOff%; border-color:%bg3%; }
QPushButton[kind="ghost"] { background:transparent; border-color:transparent; padding:0 8px; }
QPushButton[kind="ghost"]:hover { background:%bg3%; }
QPushButton[kind="ghost"]:pressed { background:%line%; }
QPushButton[kind="ghost"]:disabled { border-color:transparent; }
QPushButton[kind="danger"] { background:%rec%; color:%onRec%; border-color:%rec%; font-weight:600; }
QPushButton[kind="danger"]:hover { background:%recHover%; border-color:%recHover%; }
QPushButton[kind="danger"]:pressed { background:%recPressed%; border-color:%recPressed%; }
QPushButton[kind="danger"]:disabled { background:%bg3%; color:%inkOff%; border-color:%bg3%; }
QPushButton[grade="large"] { min-height:38px; padding:0 18px; font-size:15px; }
QPushButton[grade="small"] { min-height:26px; padding:0 10px; font-size:12px; }

QToolButton { border:0; border-radius:6px; background:transparent; min-width:32px; min-height:32px; max-height:32px; padding:0; }
QToolButton:hover { background:%bg3%; }
QToolButton:pressed { background:%line%; }
QToolButton:checked { background:%bg3%; }
QToolButton[grade="small"] { min-width:28px; min-height:28px; max-height:28px; }
QToolButton[kind="seg"] { min-width:0; min-height:26px; max-height:26px; padding:0 12px; color:%ink2%; font-weight:500; }
QToolButton[kind="seg"]:hover { background:transparent; color:%ink%; }
QToolButton[kind="seg"]:checked { background:%raised%; color:%ink%; font-weight:600; }
QToolButton[kind="seg"]:disabled { color:%inkOff%; }
QToolButton[kind="style"] { min-width:0; min-height:28px; max-height:28px; padding:0 4px; border:1px solid %line%; color:%ink2%; font-weight:500; }
QToolButton[kind="style"]:checked { background:%ink%; border-color:%ink%; color:%onInk%; font-weight:600; }
QToolButton[kind="style"]:disabled { color:%inkOff%; }
QToolButton[kind="tab"] { min-width:0; min-height:36px; max-height:36px; padding:0 2px; border-radius:0; border-bottom:2px solid transparent; color:%ink2%; font-weight:500; }
QToolButton[kind="tab"]:hover { background:transparent; color:%ink%; }
QToolButton[kind="tab"]:checked { background:transparent; color:%ink%; font-weight:600; border-bottom-color:%ink%; }
QToolButton::menu-indicator { image:none; }
QLineEdit QToolButton { min-width:16px; min-height:16px; max-height:16px; }

QLineEdit, QComboBox { min-height:30px; border:1px solid %line2%; border-radius:6px; background:%bg2%; padding:0 8px; }
QLineEdit:hover, QComboBox:hover { border-color:%ink3%; }
QLineEdit:focus, QComboBox:focus { border-color:%here%; }
QLineEdit[bad="true"] { border-color:%bad%; }
QLineEdit:disabled, QComboBox:disabled { color:%inkOff%; border-color:%line%; background:transparent; }
QLineEdit[kind="value"] { min-height:26px; border-color:%line%; padding:0 6px; }
QLineEdit[kind="value"][changed="true"] { border-color:%line2%; }
QLineEdit[kind="value"]:focus { border-color:%here%; }
QComboBox::drop-down { width:28px; border:0; }
QComboBox::down-arrow { image:url(:/icons/style-chevron-down-%theme%.svg); width:16px; height:16px; }
QComboBox QAbstractItemView { background:%bg2%; border:1px solid %line%; border-radius:6px; padding:4px; }
QComboBox QAbstractItemView::item { min-height:28px; padding:0 8px; border-radius:4px; }
QComboBox QAbstractItemView::item:selected { background:%bg3%; color:%ink%; }

QPlainTextEdit { border:1px solid %line2%; border-radius:6px; background:%bg2%; padding:5px 7px; font-size:15px; }
QPlainTextEdit:hover { border-color:%ink3%; }
QPlainTextEdit:focus { border-color:%here%; }

QSpinBox, QDoubleSpinBox { min-height:30px; border:1px solid %line2%; border-radius:6px; background:%bg2%; padding:0 8px; }
QSpinBox:focus, QDoubleSpinBox:focus { border-color:%here%; }
QSpinBox:disabled, QDoubleSpinBox:disabled { color:%inkOff%; border-color:%line%; background:transparent; }
QRadioButton { spacing:8px; min-height:24px; background:transparent; }
QRadioButton:disabled { color:%inkOff%; }
QRadioButton::indicator { width:16px; height:16px; border:1px solid %line2%; border-radius:9px; background:%bg2%; }
QRadioButton::indicator:hover { border-color:%ink2%; }
QRadioButton::indicator:checked { border:5px solid %ink%; width:8px; height:8px; background:%bg2%; }
QRadioButton::indicator:disabled { border-color:%line%; background:transparent; }
QCheckBox { spacing:8px; min-height:24px; background:transparent; }
QCheckBox::indicator { width:16px; height:16px; border:1px solid %line2%; border-radius:4px; background:%bg2%; }
QCheckBox::indicator:hover { border-color:%ink2%; }
QCheckBox::indicator:checked { background:%ink%; border-color:%ink%; image:url(:/icons/style-check-%theme%.svg); }
QCheckBox:disabled { color:%inkOff%; }
QCheckBox::indicator:disabled { border-color:%line%; background:transparent; }
QCheckBox::indicator:checked:disabled { border-color:%inkOff%; background:%inkOff%; }

QProgressBar { min-height:4px; max-height:4px; border:0; border-radius:2px; background:%line%; }
QProgressBar::chunk { background:%ink%; border-radius:2px; }
QAbstractScrollArea { border:0; }
QListView { background:transparent; border:0; }
QScrollArea, QScrollArea > QWidget > QWidget { background:transparent; }
QScrollBar:vertical { width:10px; margin:2px; background:transparent; }
QScrollBar::handle:vertical { background:%line2%; border-radius:3px; min-height:32px; }
QScrollBar::handle:vertical:hover { background:%ink3%; }
QScrollBar::add-line, QScrollBar::sub-line { height:0; width:0; }
QScrollBar::add-page, QScrollBar::sub-page { background:transparent; }
QMenu { background:%bg2%; border:1px solid %line%; border-radius:8px; padding:4px; }
QMenu::item { min-height:28px; padding:0 24px 0 12px; border-radius:4px; }
QMenu::item:selected { background:%bg3%; }
QMenu::item:disabled { color:%inkOff%; }
QMenu::icon { padding-left:8px; }
QMenu::separator { height:1px; background:%line%; margin:4px 8px; }
QToolTip { background:%ink%; color:%onInk%; border:0; padding:4px 8px; font-size:12px; }
)";

}  // namespace

QString styleSheet(const Tokens& t) {
    const std::pair<const char*, QRgb> colours[] = {
        {"bg0", t.bg0},         {"bg1", t.bg1},     {"bg2", t.bg2},         {"bg3", t.bg3},       {"line", t.line},
        {"line2", t.line2},     {"ink", t.ink},     {"ink2", t.ink2},       {"ink3", t.ink3},     {"inkOff", t.inkOff},
        {"onInk", t.onInk},     {"here", t.here},   {"selText", t.selText}, {"good", t.good},     {"warn", t.warn},
        {"badSoft", t.badSoft}, {"bad", t.bad},     {"goodSoft", t.goodSoft}, {"warnSoft", t.warnSoft},
        {"rec", t.rec},         {"recHover", t.recHover}, {"recPressed", t.recPressed}, {"onRec", t.onRec},
        {"raised", t.dark ? t.bg3 : t.bg2},
    };
    QString sheet = QString::fromUtf8(kTemplate);
    for (const auto& [name, colour] : colours) {
        sheet.replace(QStringLiteral("%%1%").arg(QLatin1StringView(name)), QColor(colour).name());
    }
    if (textScale() != 1.0) {
        static const QRegularExpression kSize(QStringLiteral("font-size:(\\d+)px"));
        for (auto found = kSize.match(sheet); found.hasMatch();) {
            const QString size = QStringLiteral("font-size:%1px").arg(std::lround(found.captured(1).toInt() * textScale()));
            sheet.replace(found.capturedStart(), found.capturedLength(), size);
            found = kSize.match(sheet, found.capturedStart() + size.size());
        }
    }
    return sheet.replace(QStringLiteral("%theme%"), t.dark ? QStringLiteral("dark") : QStringLiteral("light"));
}

}  // namespace timbre::ui
