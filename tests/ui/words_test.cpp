// SPDX-License-Identifier: GPL-3.0-or-later
// The window changes its language while it is open: every word of it, and nothing else.
#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFontDatabase>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTranslator>
#include <map>

#include "tests/ui/studio_fixture.h"
#include "ui/i18n/core_words.h"
#include "ui/i18n/languages.h"
#include "ui/i18n/words.h"
#include "ui/script/composer.h"
#include "ui/script/script_list.h"
#include "ui/script/script_room.h"
#include "ui/script/sentence_canvas.h"
#include "ui/theme/fonts.h"
#include "ui/window/error_text.h"
#include "ui/window/main_window.h"

namespace timbre::ui {

void PrintTo(const QString& text, std::ostream* out) { *out << text.toStdString(); }

namespace {

using test::waitFor;

const QString kEnglish = QStringLiteral("en");
const QString kChinese = QStringLiteral("zh-CN");
const QString kJapanese = QStringLiteral("ja");

bool hasLetters(const QString& text) {
    static const QRegularExpression kLetters(QStringLiteral("[A-Za-z]{2}"));
    return text.contains(kLetters);
}

bool hasHanOrKana(const QString& text) {
    return std::ranges::any_of(text, [](QChar c) {
        return c.script() == QChar::Script_Han || c.script() == QChar::Script_Hiragana ||
               c.script() == QChar::Script_Katakana;
    });
}

/// Where a word stands: the object and its property.
using Place = std::pair<const QObject*, QString>;
using Texts = std::map<Place, QString>;

/// All words that a window shows or tells a screen reader, hidden pages and menus included.
Texts wordsOf(MainWindow& window) {
    Texts texts;
    QObjectList objects = window.findChildren<QObject*>();
    objects << &window;
    for (QAction* action : window.actions().all()) {
        objects << action;
    }
    for (const QObject* object : objects) {
        for (const char* property : {"text", "toolTip", "accessibleName", "accessibleDescription", "placeholderText"}) {
            const QString text = object->property(property).toString();
            if (!text.isEmpty()) {
                texts[{object, QString::fromLatin1(property)}] = text;
            }
        }
        if (const auto* combo = qobject_cast<const QComboBox*>(object)) {
            for (int i = 0; i < combo->count(); ++i) {
                texts[{object, QStringLiteral("item %1").arg(i)}] = combo->itemText(i);
            }
        }
    }
    texts[{&window, QStringLiteral("windowTitle")}] = window.windowTitle();
    return texts;
}

std::string nameOf(const Place& place) {
    return std::string(place.first->metaObject()->className()) + "." + place.second.toStdString();
}

class WordsTest : public test::StudioFixture {
  protected:
    void SetUp() override { useLanguage(kEnglish); }
    void TearDown() override { useLanguage(kEnglish); }

    void open(const QString& text) {
        makeVoice("Ada");
        window_ = std::make_unique<MainWindow>(MainWindow::Parts{.theme = theme_,
                                                                 .settings = settings_,
                                                                 .studio = parts(),
                                                                 .output = test::fastOutput(),
                                                                 .projectFolder = projectFolder()});
        window_->openLast();
        window_->show();
        waitFor([&] { return window_->room().chosenVoice() != nullptr && window_->document().isOpen(); });
        QApplication::clipboard()->setText(text);
        window_->actions()[ActionId::Paste].trigger();
        waitFor([&] { return window_->actions()[ActionId::RenderChanged].isEnabled(); });
    }

    /// What people wrote or named is theirs, and names of products stay.
    [[nodiscard]] bool isOurs(const QString& text) const {
        static const QStringList kTheirs{QStringLiteral("Ada"), QStringLiteral("Untitled"), QStringLiteral("CPU"),
                                         QStringLiteral("English"), QStringLiteral("Untitled – Timbre Studio"), QStringLiteral("350 ms"),
                                         QStringLiteral("Timbre Studio ")};
        static const QRegularExpression kKeysAndUnits(QStringLiteral(
            "^(((Ctrl|Alt|Shift|Meta)\\+)*([A-Z]|F\\d+|Enter|Return|Space|Del|Esc|[0-9.,?])(, )?)+$|^[0-9.,\u2212-]+ (GB|MB|MiB|GiB|px|dB|dBFS|kHz|Hz|%)$"));
        return hasLetters(text) && !kTheirs.contains(text) && !kKeysAndUnits.match(text).hasMatch();
    }

    template <typename W>
    W& child() {
        return *window_->findChild<W*>();
    }

    QString typed_ = QStringLiteral("Half a sent");
    std::unique_ptr<MainWindow> window_;
};

TEST_F(WordsTest, EveryWordOfTheWindowFollowsTheLanguageAndComesBack) {
    open(QStringLiteral("One two. Three four."));
    const Texts english = wordsOf(*window_);
    ASSERT_GT(std::ranges::count_if(english, [&](const auto& entry) { return isOurs(entry.second); }), 80);
    for (const QString& language : {kChinese, kJapanese}) {
        useLanguage(language);
        const Texts now = wordsOf(*window_);
        for (const auto& [place, text] : english) {
            if (!isOurs(text)) {
                continue;
            }
            const auto found = now.find(place);
            ASSERT_NE(found, now.end()) << nameOf(place) << ": " << text.toStdString();
            EXPECT_TRUE(hasHanOrKana(found->second) || !isOurs(found->second))
                << language.toStdString() << ": " << nameOf(place) << " still says " << found->second.toStdString();
        }
    }
    useLanguage(kEnglish);
    for (const auto& [place, text] : wordsOf(*window_)) {
        const auto before = english.find(place);
        EXPECT_TRUE(before != english.end() && before->second == text)
            << nameOf(place) << " in " << (place.first->parent() != nullptr ? place.first->parent()->metaObject()->className() : "nothing")
            << ": " << text.toStdString() << ", before: "
            << (before != english.end() ? before->second.toStdString() : std::string("nothing"));
    }
}

TEST_F(WordsTest, PaintedWordsFollowToo) {
    open(QStringLiteral("One two."));
    auto& canvas = child<SentenceCanvas>();
    const QImage english = canvas.grab().toImage();
    useLanguage(kJapanese);
    EXPECT_NE(canvas.grab().toImage(), english);
    useLanguage(kEnglish);
    EXPECT_EQ(canvas.grab().toImage(), english);
}

TEST_F(WordsTest, WhatIsBeingTypedStays) {
    open(QStringLiteral("One two. Three four. Five six."));
    auto& edit = *child<Composer>().findChild<QPlainTextEdit*>();
    edit.setPlainText(typed_);
    QTextCursor cursor = edit.textCursor();
    cursor.setPosition(4);
    edit.setTextCursor(cursor);
    child<ScriptList>().setCurrentRow(2);
    edit.setFocus();
    useLanguage(kChinese);
    QCoreApplication::processEvents();
    EXPECT_EQ(edit.toPlainText(), typed_);
    EXPECT_EQ(edit.textCursor().position(), 4);
    EXPECT_EQ(child<ScriptList>().currentRow(), 2);
    EXPECT_EQ(QApplication::focusWidget() == nullptr || QApplication::focusWidget() == &edit, true);
}

TEST_F(WordsTest, CountsHaveTheirPlural) {
    open(QStringLiteral("One two."));
    EXPECT_TRUE(window_->room().summary().startsWith(QStringLiteral("1 line ·"))) << window_->room().summary().toStdString();
    window_->actions()[ActionId::Paste].trigger();
    waitFor([&] { return window_->model().rowCount() == 2; });
    waitFor([&] { return window_->room().summary().startsWith(QStringLiteral("2 lines ·")); });
    useLanguage(kChinese);
    EXPECT_TRUE(window_->room().summary().startsWith(QStringLiteral("2 句 ·"))) << window_->room().summary().toStdString();
}

TEST_F(WordsTest, TheMenuChangesTheLanguageAndItIsKept) {
    open(QStringLiteral("One two."));
    const auto actions = window_->findChildren<QAction*>();
    const auto japanese =
        std::ranges::find_if(actions, [](const QAction* a) { return a->text() == QStringLiteral("日本語"); });
    ASSERT_NE(japanese, actions.end());
    (*japanese)->trigger();
    EXPECT_EQ(usedLanguage(), kJapanese);
    EXPECT_EQ(settings_.get(keys::kLanguage), kJapanese);
    EXPECT_TRUE((*japanese)->isChecked());
    EXPECT_EQ(window_->actions()[ActionId::Save].text(), QStringLiteral("保存"));
}

TEST_F(WordsTest, OneChangeIsToldOnce) {
    int told = 0;
    QObject owner;
    inEveryLanguage(owner, [&] { ++told; });
    EXPECT_EQ(told, 1);
    useLanguage(kJapanese);
    EXPECT_EQ(told, 2);
    useLanguage(kJapanese);
    EXPECT_EQ(told, 2);
}

TEST_F(WordsTest, TheSystemsWishIsFollowedWhereThereIsALanguageForIt) {
    EXPECT_EQ(languageFor({QStringLiteral("ja-JP"), QStringLiteral("en-US")}), kJapanese);
    EXPECT_EQ(languageFor({QStringLiteral("de-DE"), QStringLiteral("zh-Hans-CN")}), kChinese);
    EXPECT_EQ(languageFor({QStringLiteral("zh-Hant-TW")}), kChinese);
    EXPECT_EQ(languageFor({QStringLiteral("fr-FR")}), kEnglish);
    EXPECT_EQ(languageFor({}), kEnglish);
}

TEST_F(WordsTest, VerdictsOnRecordingsAreSaidInEachLanguage) {
    useLanguage(kChinese);
    EXPECT_EQ(problemAdvice(QualityProblem::Noise, Verdict::RecordAgain),
              QStringLiteral("检测到环境噪音，请在安静房间重新录制"));
    for (const QString& language : {kChinese, kJapanese}) {
        useLanguage(language);
        for (int problem = 0; problem <= static_cast<int>(QualityProblem::DullBand); ++problem) {
            for (const Verdict verdict : {Verdict::Usable, Verdict::RecordAgain}) {
                const auto which = static_cast<QualityProblem>(problem);
                EXPECT_TRUE(hasHanOrKana(problemWord(which))) << problem;
                const QString advice = problemAdvice(which, verdict);
                EXPECT_TRUE(hasHanOrKana(advice)) << advice.toStdString();
                EXPECT_NE(advice, problemWord(which)) << "no sentence of its own: " << problem;
            }
        }
    }
}

TEST_F(WordsTest, SentencesOfTheCoreKeepTheirNames) {
    useLanguage(kChinese);
    EXPECT_EQ(coreSentence("there is no sound in take %2 of 3.wav"), QStringLiteral("take %2 of 3.wav 里没有声音。"));
    EXPECT_EQ(stageText("speaking sentence 3 of 12"), QStringLiteral("正在朗读第 3 句，共 12 句"));
    EXPECT_EQ(coreSentence("nobody has translated this"), std::nullopt);
    const QString known = explain({ErrorCode::NotFound, "there is no file a.wav", "Check the name and the folder."});
    EXPECT_EQ(known, QStringLiteral("找不到文件 a.wav。请检查名称和文件夹。"));
    const QString strange = explain({ErrorCode::Io, "nobody has translated this", "Nor this."});
    EXPECT_FALSE(hasLetters(strange)) << strange.toStdString();
    EXPECT_TRUE(hasHanOrKana(strange));
    useLanguage(kEnglish);
    EXPECT_EQ(explain({ErrorCode::NotFound, "there is no file a.wav", "Check the name and the folder."}),
              QStringLiteral("There is no file a.wav. Check the name and the folder."));
}

TEST_F(WordsTest, HanIsDrawnInTheShapesOfTheLanguage) {
    const QString japan = QStringLiteral("Noto Sans CJK JP");
    const QString china = QStringLiteral("Noto Sans CJK SC");
    const auto first = [&](const QFont& font) { return font.families().indexOf(japan) < font.families().indexOf(china); };
    useLanguage(kJapanese);
    EXPECT_TRUE(first(interfaceFont()));
    EXPECT_TRUE(first(QApplication::font()));
    EXPECT_EQ(scriptFont(QStringLiteral("東京")).families().constFirst(), japan);
    useLanguage(kChinese);
    EXPECT_FALSE(first(interfaceFont()));
    EXPECT_FALSE(first(QApplication::font()));
    EXPECT_EQ(scriptFont(QStringLiteral("东京")).families().constFirst(), china);
    EXPECT_EQ(scriptFont(QStringLiteral("あした")).families().constFirst(), japan);
}

/// A language that says everything with 40 % more letters.
class LongLanguage final : public QTranslator {
  public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char*, const char* source, const char*, int count) const override {
        QString text = QString::fromUtf8(source);
        if (count >= 0) {
            text.replace(QStringLiteral("%n"), QString::number(count));
        }
        const qsizetype more = (text.size() * 2 + 4) / 5;
        return hasLetters(text) && !text.contains(QStringLiteral("(*")) ? text + QString(more, QChar(u'e')) : text;
    }
};

class Fits : public WordsTest, public testing::WithParamInterface<const char*> {};

TEST_P(Fits, TheSmallestWindow) {
    const QString language = QString::fromLatin1(GetParam());
    if (language != QStringLiteral("long") && !QFontDatabase::hasFamily(QStringLiteral("Noto Sans CJK SC"))) {
        GTEST_SKIP() << "no font for Chinese and Japanese is installed (Debian: fonts-noto-cjk)";
    }
    open(QStringLiteral("One two. Three four."));
    LongLanguage longer;
    if (language == QStringLiteral("long")) {
        QCoreApplication::installTranslator(&longer);
    } else {
        useLanguage(language);
    }
    window_->resize(1280, 720);
    for (int i = 0; i < 10; ++i) {  // a layout that has changed asks the one around it
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
    EXPECT_EQ(window_->size(), QSize(1280, 720));
    for (const auto* button : window_->findChildren<QAbstractButton*>()) {
        if (button->isVisible() && !button->text().isEmpty()) {
            EXPECT_GE(button->width(), button->sizeHint().width()) << "cut: " << button->text().toStdString();
            const QRect inWindow(button->mapTo(window_.get(), QPoint(0, 0)), button->size());
            EXPECT_TRUE(window_->rect().contains(inWindow)) << "outside: " << button->text().toStdString();
        }
    }
    for (const auto* label : window_->findChildren<QLabel*>()) {
        if (label->isVisible() && !label->wordWrap()) {
            EXPECT_GE(label->width() + 1, label->sizeHint().width()) << "cut: " << label->text().toStdString();
        }
    }
    QCoreApplication::removeTranslator(&longer);
}

INSTANTIATE_TEST_SUITE_P(Languages, Fits, testing::Values("en", "zh-CN", "ja", "long"),
                         [](const auto& language) {
                             return QString::fromLatin1(language.param).remove(QChar(u'-')).toStdString();
                         });

}  // namespace
}  // namespace timbre::ui
