// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/i18n/languages.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLocale>
#include <QPointer>
#include <QTranslator>
#include <algorithm>
#include <memory>

// Resources of a static library have to be asked for, and by a function outside of any namespace.
static void initTranslationResources() { Q_INIT_RESOURCE(timbre_translations); }

namespace timbre::ui {

namespace {

/// The program's words and Qt's own in one translator, so that a change of the language is one event and not four.
class Dictionary final : public QTranslator {
  public:
    using QTranslator::QTranslator;

    [[nodiscard]] const QString& tag() const noexcept { return tag_; }

    void load(const QString& tag) {
        const QString name = QString(tag).replace(QChar(u'-'), QChar(u'_'));
        tag_ = tag;
        ours_ = read(QStringLiteral(":/i18n/timbre_") + name);
        qts_ = read(QStringLiteral(":/i18n/qtbase_") + name);  // there is none for English
    }

    [[nodiscard]] bool isEmpty() const override { return false; }

    [[nodiscard]] QString translate(const char* context, const char* source, const char* comment,
                                    int count) const override {
        for (const auto* part : {&ours_, &qts_}) {
            if (*part != nullptr) {
                const QString found = (*part)->translate(context, source, comment, count);
                if (!found.isNull()) {
                    return found;
                }
            }
        }
        return {};
    }

  private:
    static std::unique_ptr<QTranslator> read(const QString& file) {
        auto translator = std::make_unique<QTranslator>();
        return translator->load(file) ? std::move(translator) : nullptr;
    }

    QString tag_;
    std::unique_ptr<QTranslator> ours_;
    std::unique_ptr<QTranslator> qts_;
};

QPointer<Dictionary>& dictionary() {
    static QPointer<Dictionary> only;
    return only;
}

/// The system's own locale where it speaks that language: a reader in London keeps the date as it is written there.
QLocale localeFor(const QString& tag) {
    const QLocale wanted(tag);
    const QLocale system(QLocale::system().name());
    return system.language() == wanted.language() && system.script() == wanted.script() ? system : wanted;
}

}  // namespace

const QList<UiLanguage>& uiLanguages() {
    static const QList<UiLanguage> kAll{{QStringLiteral("en"), QStringLiteral("English")},
                                        {QStringLiteral("zh-CN"), QStringLiteral("简体中文")},
                                        {QStringLiteral("ja"), QStringLiteral("日本語")}};
    return kAll;
}

QString languageFor(const QStringList& wished) {
    for (const QString& wish : wished) {
        const QLocale::Language language = QLocale(wish).language();
        const auto found = std::ranges::find_if(
            uiLanguages(), [&](const UiLanguage& known) { return QLocale(known.tag).language() == language; });
        if (found != uiLanguages().end()) {
            return found->tag;
        }
    }
    return uiLanguages().front().tag;
}

void useLanguage(const QString& tag) {
    const bool known = std::ranges::any_of(uiLanguages(), [&](const UiLanguage& one) { return one.tag == tag; });
    const QString wanted = known ? tag : languageFor(QLocale::system().uiLanguages());
    QLocale::setDefault(localeFor(wanted));
    if (dictionary().isNull()) {
        initTranslationResources();
        dictionary() = new Dictionary(QCoreApplication::instance());
        dictionary()->load(wanted);
        QCoreApplication::installTranslator(dictionary());  // tells everybody
    } else if (dictionary()->tag() != wanted) {
        dictionary()->load(wanted);
        QEvent change(QEvent::LanguageChange);
        QCoreApplication::sendEvent(QCoreApplication::instance(), &change);
    }
}

QString usedLanguage() { return dictionary().isNull() ? uiLanguages().front().tag : dictionary()->tag(); }

}  // namespace timbre::ui
