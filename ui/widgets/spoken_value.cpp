// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/spoken_value.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QVariant>
#include <QWidget>

namespace timbre::ui {

namespace {

class ValueInterface final : public QAccessibleWidget, public QAccessibleValueInterface {
  public:
    ValueInterface(QWidget* widget, SpokenValue& value)
        : QAccessibleWidget(widget, QAccessible::Indicator), value_(value) {}

    void* interface_cast(QAccessible::InterfaceType type) override {
        return type == QAccessible::ValueInterface ? static_cast<QAccessibleValueInterface*>(this)
                                                   : QAccessibleWidget::interface_cast(type);
    }
    QString text(QAccessible::Text kind) const override {
        return kind == QAccessible::Value ? value_.spokenAmount().text : QAccessibleWidget::text(kind);
    }
    QVariant currentValue() const override { return value_.spokenAmount().now; }
    void setCurrentValue(const QVariant& amount) override { value_.takeSpokenAmount(amount.toDouble()); }
    QVariant maximumValue() const override { return value_.spokenAmount().highest; }
    QVariant minimumValue() const override { return value_.spokenAmount().lowest; }
    QVariant minimumStepSize() const override { return {}; }

  private:
    SpokenValue& value_;
};

QAccessibleInterface* makeInterface(const QString&, QObject* object) {
    auto* widget = qobject_cast<QWidget*>(object);
    auto* value = dynamic_cast<SpokenValue*>(widget);
    return value != nullptr ? new ValueInterface(widget, *value) : nullptr;
}

}  // namespace

// Qt keeps each factory once, however often it is installed.
SpokenValue::SpokenValue() { QAccessible::installFactory(makeInterface); }

}  // namespace timbre::ui
