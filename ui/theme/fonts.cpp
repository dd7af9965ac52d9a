// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/fonts.h"

#include <QDirIterator>
#include <QFontDatabase>
#include <QLocale>
#include <QStringList>
#include <algorithm>
#include <cmath>

// Resources of a static library have to be asked for, and by a function outside of any namespace.
static void initFontResources() { Q_INIT_RESOURCE(timbre_fonts); }

namespace timbre::ui {

namespace {

double& scaleInUse() {
    static double scale = 1.0;
    return scale;
}

const QString kInterface = QStringLiteral("Inter");
const QStringList kHan{QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Microsoft YaHei UI"),
                       QStringLiteral("PingFang SC")};
const QStringList kKana{QStringLiteral("Noto Sans CJK JP"), QStringLiteral("Yu Gothic UI"),
                        QStringLiteral("Hiragino Sans")};
const QStringList kHangul{QStringLiteral("Noto Sans CJK KR"), QStringLiteral("Malgun Gothic"),
                          QStringLiteral("Apple SD Gothic Neo")};

QFont fontOf(const QStringList& families, int pixels, int weight) {
    QFont font;
    font.setFamilies(families);
    font.setPixelSize(static_cast<int>(std::lround(pixels * textScale())));
    font.setWeight(static_cast<QFont::Weight>(weight));
    font.setHintingPreference(QFont::PreferNoHinting);  // the same widths at 100 % and 150 %
    return font;
}

/// Families for Han in words of the window: the same character has another shape in Japan.
const QStringList& hanOfInterface() {
    static const QStringList kJapaneseFirst = kKana + kHan;
    static const QStringList kChineseFirst = kHan + kKana;
    return QLocale().language() == QLocale::Japanese ? kJapaneseFirst : kChineseFirst;
}

bool anyOf(const QString& text, std::initializer_list<QChar::Script> scripts) {
    return std::ranges::any_of(text, [&](QChar c) { return std::ranges::find(scripts, c.script()) != scripts.end(); });
}

}  // namespace

void setTextScale(double scale) { scaleInUse() = scale; }
double textScale() { return scaleInUse(); }

void loadFonts() {
    initFontResources();
    QDirIterator files(QStringLiteral(":/fonts"), QDir::Files);
    while (files.hasNext()) {
        QFontDatabase::addApplicationFont(files.next());
    }
}

QFont interfaceFont(int pixels, int weight) { return fontOf(QStringList{kInterface} + hanOfInterface(), pixels, weight); }

QFont scriptFont(const QString& text, int pixels, int weight) {
    const QStringList latin{kInterface};
    if (anyOf(text, {QChar::Script_Hiragana, QChar::Script_Katakana})) {
        return fontOf(kKana + latin, pixels, weight);
    }
    if (anyOf(text, {QChar::Script_Hangul})) {
        return fontOf(kHangul + latin, pixels, weight);
    }
    if (anyOf(text, {QChar::Script_Han})) {
        return fontOf(hanOfInterface() + latin, pixels, weight);
    }
    return fontOf(latin + hanOfInterface(), pixels, weight);
}

}  // namespace timbre::ui
