// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusVariant>
#include <QObject>
#include <QString>

namespace timbre::ui {

/// Whether the desktop wants dark windows, and when it changes its mind. Asks the freedesktop settings portal without
/// waiting for it; until it answers, and where there is none, the platform theme's own palette decides.
class SystemAppearance final : public QObject {
    Q_OBJECT

  public:
    explicit SystemAppearance(QObject* parent = nullptr);

    [[nodiscard]] bool dark() const noexcept { return dark_; }

  Q_SIGNALS:
    void changed();

  private Q_SLOTS:
    void onPortalSetting(const QString& group, const QString& key, const QDBusVariant& value);

  private:
    void askPortal();
    void setColorScheme(uint scheme);

    bool dark_;
};

}  // namespace timbre::ui
