// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/script/script_delegate.h"

#include <QAbstractItemView>
#include <QKeyEvent>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTextLayout>
#include <algorithm>

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"

namespace timbre::ui {

namespace {

// From the left: number, state bar, voice, text. From the wave on, the right part never moves.
constexpr double kNumberRight = 40;
constexpr double kBarLeft = 50;
constexpr double kVoiceLeft = 64;
constexpr double kTextLeft = 96;
constexpr double kRightPart = 200;
constexpr double kWaveWidth = 120;
constexpr double kSecondsOfFullWave = 7.5;
constexpr double kLengthRight = 176;  // from the left of the right part
constexpr double kLineHeight = 23;
constexpr qsizetype kRememberedTexts = 50'000;
constexpr char16_t kLatinEnd = 0x250;
constexpr char16_t kEastAsianBegin = 0x2E80;  // full width from here on

struct Note {
    QString text;
    QLatin1StringView icon;
    QRgb Tokens::*colour = nullptr;
};

Note noteOf(const LineView& row) {
    switch (row.state) {
        case LineState::Rendering:
            return {ScriptDelegate::tr("Rendering"), QLatin1StringView("clock"), &Tokens::here};
        case LineState::Stale: return {ScriptDelegate::tr("Changed"), QLatin1StringView("retry"), &Tokens::warn};
        case LineState::Failed: return {ScriptDelegate::tr("Not spoken"), QLatin1StringView("error"), &Tokens::bad};
        case LineState::New:
        case LineState::Rendered: break;
    }
    return {};
}

double noteWidth(const Note& note) {
    return note.text.isEmpty() ? 0.0
                               : QFontMetricsF(interfaceFont(12, QFont::DemiBold)).horizontalAdvance(note.text) + 36;
}

double textWidth(double rowWidth, const Note& note) {
    return std::max(rowWidth - kTextLeft - kRightPart - 16 - noteWidth(note), 80.0);
}

/// Lays out at most two lines; a third is cut with an ellipsis.
QStringList wrapped(const QString& text, const QFont& font, double width) {
    QTextLayout layout(text, font);
    layout.beginLayout();
    QStringList lines;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        if (lines.size() == 1) {
            lines << QFontMetricsF(font).elidedText(text.mid(line.textStart()), Qt::ElideRight, width);
            break;
        }
        lines << text.mid(line.textStart(), line.textLength());
    }
    layout.endLayout();
    return lines;
}

}  // namespace

ScriptDelegate::ScriptDelegate(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), theme_(theme) {}

QRectF ScriptDelegate::waveRect(const QRect& row, double seconds) {
    const double share = std::clamp(seconds / kSecondsOfFullWave, 0.0, 1.0);
    return {row.right() - kRightPart, row.center().y() - 11.5, std::max(44.0, kWaveWidth * share), 24};
}

QSize ScriptDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const int viewWidth = option.widget != nullptr
                              ? qobject_cast<const QAbstractItemView*>(option.widget)->viewport()->width()
                              : option.rect.width();
    // With room for a note, so that a row does not grow when its state changes.
    const Note widest{tr("Not spoken"), QLatin1StringView("error"), &Tokens::bad};
    const double width = textWidth(viewWidth, widest);
    return {viewWidth, fitsOneLine(index.data(Qt::DisplayRole).toString(), width) ? kRowHeight : kTwoLineRowHeight};
}

/// A view asks for the height of every row of a long script, and a font engine takes a tenth of a millisecond for a line:
/// where the sum of the characters' own widths leaves no doubt, it decides.
bool ScriptDelegate::fitsOneLine(const QString& text, double width) const {
    if (latinAdvances_.empty()) {
        const QFontMetricsF metrics(scriptFont(QString()));
        for (char16_t c = 0; c < kLatinEnd; ++c) {
            latinAdvances_.push_back(metrics.horizontalAdvance(QChar(c)));
        }
    }
    double sum = 0.0;
    double doubt = 0.05;  // kerning
    for (const QChar c : text) {
        if (c.unicode() < kLatinEnd) {
            sum += latinAdvances_[c.unicode()];
        } else if (c.unicode() >= kEastAsianBegin && !c.isSurrogate()) {
            sum += kScriptPixels;
            doubt = 0.15;  // another font, with other Latin letters too
        } else {
            return advanceOf(text) <= width;
        }
        if (sum > width * (1.0 + doubt)) {
            return false;
        }
    }
    return sum < width * (1.0 - doubt) || advanceOf(text) <= width;
}

double ScriptDelegate::advanceOf(const QString& text) const {
    if (const auto known = advances_.constFind(text); known != advances_.constEnd()) {
        return *known;
    }
    if (advances_.size() >= kRememberedTexts) {
        advances_.clear();
    }
    return *advances_.insert(text, QFontMetricsF(scriptFont(text)).horizontalAdvance(text));
}

void ScriptDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto line = index.data(ScriptModel::RowRole).value<LineView>();
    const Tokens& t = theme_.tokens();
    const QRectF row(option.rect);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    const QRectF body = row.adjusted(8, 1, -8, -1);
    if (selected) {
        paintBox(*painter, body, {.radius = 8, .fill = QColor(t.bg2), .border = QColor(t.line)});
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        paintBox(*painter, body, {.radius = 8, .fill = QColor(t.bg2), .border = {}});
    }
    if (line.playing) {
        drawIcon(*painter, QLatin1StringView("play"), {row.x() + 27, row.center().y() - 7, 14, 14}, QColor(t.here));
    } else {
        paintTabular(*painter, {row.x() + kNumberRight, row.center().y() + 4.5}, QString::number(line.number),
                     {.font = interfaceFont(12, selected ? QFont::DemiBold : QFont::Normal),
                      .colour = QColor(selected ? t.ink : t.ink3),
                      .alignment = Qt::AlignRight});
    }
    paintStateBar(*painter, {row.x() + kBarLeft, row.y() + 8, 4, row.height() - 16}, line.state, line.playing, t);
    paintVoice(*painter, row, line, selected || index.row() == 0);
    paintTextPart(*painter, row, line);
    paintWavePart(*painter, row, line);
    painter->restore();
}

void ScriptDelegate::paintVoice(QPainter& painter, const QRectF& row, const LineView&, bool full) const {
    const Tokens& t = theme_.tokens();
    if (full) {
        paintAvatar(painter, {row.x() + kVoiceLeft, row.center().y() - 10, 20, 20}, voice_.name, voice_.order, nullptr, t);
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(t.voice(voice_.order)));
        painter.drawEllipse(QPointF(row.x() + kVoiceLeft + 10, row.center().y()), 3, 3);
    }
}

void ScriptDelegate::paintTextPart(QPainter& painter, const QRectF& row, const LineView& line) const {
    const Tokens& t = theme_.tokens();
    const Note note = noteOf(line);
    const QFont font = scriptFont(line.text);
    const double width = textWidth(row.width(), note);
    const QStringList lines = wrapped(line.text, font, width);
    const bool made = line.state != LineState::New && line.state != LineState::Rendering;
    // Our own line boxes: Han is taller than Latin, and rows must not jump by language.
    double y = row.center().y() - kLineHeight * static_cast<double>(lines.size()) / 2;
    for (const QString& text : lines) {
        paintText(painter, {row.x() + kTextLeft, y, width + 1, kLineHeight}, text,
                  {.font = font, .colour = QColor(made ? t.ink : t.ink2), .elide = false});
        y += kLineHeight;
    }
    if (!note.text.isEmpty()) {
        const QColor colour(t.*note.colour);
        const double x = row.right() - kRightPart - noteWidth(note) + 8;
        drawIcon(painter, note.icon, {x, row.center().y() - 7, 14, 14}, colour);
        paintText(painter, {x + 18, row.y(), noteWidth(note) - 18, row.height()}, note.text,
                  {.font = interfaceFont(12, QFont::DemiBold), .colour = colour, .elide = false});
    }
}

void ScriptDelegate::paintWavePart(QPainter& painter, const QRectF& row, const LineView& line) const {
    const Tokens& t = theme_.tokens();
    const double left = row.right() - kRightPart;
    const double middle = row.center().y();
    const bool sounding = line.peaks && line.state != LineState::Rendering;
    if (sounding) {
        const QRectF wave = waveRect(row.toRect(), line.seconds);
        const double played = line.playing                     ? line.playedSeconds
                              : line.state == LineState::Stale ? 0.0
                                                               : line.seconds;
        paintWave(painter, wave, *line.peaks,
                  {.endSeconds = line.seconds, .hue = t.voice(voice_.order), .playedSeconds = played});
        if (line.playing) {
            const double x = wave.x() + wave.width() * line.playedSeconds / std::max(line.seconds, 1e-9);
            paintPlayHead(painter, x, wave.y() - 2, wave.bottom() + 2, false, t);
        }
    } else {
        painter.setPen(QPen(QColor(t.line2), 1, Qt::DotLine));
        painter.drawLine(QPointF(left, middle), QPointF(left + kWaveWidth, middle));
    }
    const QString length = line.estimated ? QStringLiteral("≈ ") + secondsText(line.seconds) : secondsText(line.seconds);
    paintTabular(painter, {left + kLengthRight, middle + 4.5}, length,
                 {.font = interfaceFont(12),
                  .colour = QColor(line.estimated ? t.ink3 : t.ink2),
                  .alignment = Qt::AlignRight});
}

// ---- Editing in place ----------------------------------------------------------------------------------------------

QWidget* ScriptDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex& index) const {
    auto* editor = new QPlainTextEdit(parent);
    editor->setFont(scriptFont(index.data(Qt::EditRole).toString()));
    editor->setTabChangesFocus(true);
    editor->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    editor->setAccessibleName(tr("Text of line %1").arg(index.row() + 1));
    return editor;
}

void ScriptDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
    auto* edit = qobject_cast<QPlainTextEdit*>(editor);
    if (edit->toPlainText().isEmpty()) {  // later calls come when the row is rendered meanwhile: keep what is typed
        edit->setPlainText(index.data(Qt::EditRole).toString());
        edit->moveCursor(QTextCursor::End);
    }
}

void ScriptDelegate::setModelData(QWidget* editor, QAbstractItemModel*, const QModelIndex& index) const {
    const QString text = qobject_cast<QPlainTextEdit*>(editor)->toPlainText().simplified();
    if (text != index.data(Qt::EditRole).toString()) {
        Q_EMIT textEdited(index.row(), text);
    }
}

void ScriptDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex&) const {
    const int left = option.rect.x() + static_cast<int>(kTextLeft) - 8;
    const int right = option.rect.right() - static_cast<int>(kRightPart) - 12;
    editor->setGeometry(left, option.rect.y() + 2, right - left, option.rect.height() - 4);
}

bool ScriptDelegate::eventFilter(QObject* object, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (key->key() == Qt::Key_Escape || (enter && key->modifiers() == Qt::NoModifier)) {
            auto* editor = qobject_cast<QWidget*>(object);
            Q_EMIT commitData(editor);
            Q_EMIT closeEditor(editor, NoHint);
            return true;
        }
    }
    return QStyledItemDelegate::eventFilter(object, event);
}

}  // namespace timbre::ui
