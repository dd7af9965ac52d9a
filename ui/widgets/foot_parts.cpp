// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/foot_parts.h"

#include <QFrame>
#include <QHBoxLayout>

#include "ui/theme/tokens.h"

namespace timbre::ui {

namespace {

enum class Side { Left, Right };

QWidget* makeSide(QFrame& foot, const QList<QWidget*>& widgets, Side side, int spacing) {
    auto* box = new QWidget(&foot);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing);
    for (QWidget* widget : widgets) {
        row->addWidget(widget);
    }
    row->insertStretch(side == Side::Left ? -1 : 0);
    box->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return box;
}

}  // namespace

void layOutFoot(QFrame& foot, const FootParts& parts) {
    foot.setProperty("pane", QStringLiteral("foot"));
    auto* layout = new QHBoxLayout(&foot);
    layout->setContentsMargins(kPanePadding, 0, kPanePadding, 0);
    layout->setSpacing(parts.middleSpacing);
    layout->addWidget(makeSide(foot, parts.left, Side::Left, parts.sideSpacing), 1);
    for (QWidget* widget : parts.middle) {
        layout->addWidget(widget);
    }
    layout->addWidget(makeSide(foot, parts.right, Side::Right, parts.sideSpacing), 1);
}

}  // namespace timbre::ui
