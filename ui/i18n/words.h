// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <concepts>
#include <functional>
#include <type_traits>
#include <utility>

/// Words that follow the language of the window while it runs; docs/studio-words.md shows how.
namespace timbre::ui {

/// Words that can be said again in another language: `[] { return tr("Speak"); }`. Never empty: where there is nothing
/// to say, pass a QString.
class Words {
  public:
    template <typename F>
        requires std::is_invocable_r_v<QString, const F&>
    Words(F make) : make_(std::move(make)) {}  // NOLINT(google-explicit-constructor): a lambda is the usual argument

    [[nodiscard]] QString operator()() const { return make_(); }

  private:
    std::function<QString()> make_;
};

/// Tells when the language of the program has changed: once a change, behind the new QLocale().
/// Thread: the GUI thread.
class LanguageWatch final : public QObject {
    Q_OBJECT

  public:
    /// Lives as long as the application.
    static LanguageWatch& instance();

  Q_SIGNALS:
    void changed();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    explicit LanguageWatch(QObject* parent);
};

/// Runs `tell` after each change of the language, as long as `owner` lives.
template <typename Tell>
void onLanguageChange(QObject& owner, Tell tell) {
    QObject::connect(&LanguageWatch::instance(), &LanguageWatch::changed, &owner, std::move(tell));
}

/// Runs `tell` now and after each change of the language, as long as `owner` lives.
template <typename Tell>
void inEveryLanguage(QObject& owner, Tell tell) {
    tell();
    onLanguageChange(owner, std::move(tell));
}

/// Says the words through a setter of the object: `say(*edit, &QLineEdit::setPlaceholderText, [] { return tr("Name"); })`.
template <typename Object, typename Owner, typename R>
    requires std::derived_from<Object, QObject>
void say(Object& object, R (Owner::*set)(const QString&), Words words) {
    inEveryLanguage(object, [&object, set, words = std::move(words)] { (object.*set)(words()); });
}

}  // namespace timbre::ui
