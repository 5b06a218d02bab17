// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>
#include <QMetaProperty>
#include <QPointer>
#include <QString>
#include <QStringList>
#include <QWidget>

namespace rekey::test {

inline void addAccessibleText(QAccessibleInterface *interface, QStringList &texts, int depth = 0)
{
    if (!interface || !interface->isValid() || depth > 30)
        return;
    for (int kind = QAccessible::Name; kind <= QAccessible::Accelerator; ++kind)
        texts.append(interface->text(static_cast<QAccessible::Text>(kind)));
    if (QAccessibleTextInterface *text = interface->textInterface())
        texts.append(text->text(0, text->characterCount()));
    if (QAccessibleValueInterface *value = interface->valueInterface())
        texts.append(value->currentValue().toString());
    for (int i = 0; i < interface->childCount(); ++i)
        addAccessibleText(interface->child(i), texts, depth + 1);
}

/// Everything that assistive tools, or code that walks widgets and their properties, can read.
inline QStringList visibleText(QWidget *top)
{
    QStringList texts;
    addAccessibleText(QAccessible::queryAccessibleInterface(top), texts);
    // Reading a property can make a text document drop objects of its own.
    QList<QPointer<QObject>> objects = {top};
    for (QObject *object : top->findChildren<QObject *>())
        objects.append(object);
    for (const QPointer<QObject> &object : std::as_const(objects)) {
        if (!object)
            continue;
        const QMetaObject *meta = object->metaObject();
        for (int i = 0; object && i < meta->propertyCount(); ++i)
            texts.append(meta->property(i).read(object).toString());
        if (!object)
            continue;
        for (const QByteArray &name : object->dynamicPropertyNames())
            texts.append(object->property(name.constData()).toString());
    }
    texts.removeAll(QString());
    return texts;
}

/// Focusable or clickable widgets that say nothing to assistive tools.
inline QStringList unnamedControls(QWidget *top)
{
    QStringList unnamed;
    for (QWidget *widget : top->findChildren<QWidget *>()) {
        const QByteArray kind = widget->metaObject()->className();
        const bool control
            = widget->focusPolicy() != Qt::NoFocus || widget->inherits("QAbstractButton");
        // Parts that Qt makes within a control have no life of their own.
        const bool inner = widget->objectName().startsWith(QLatin1StringView("qt_"))
            || kind == "QHeaderView" || kind == "QTabBar" || kind == "QScrollBar"
            || kind == "QTableCornerButton" || kind == "QLineEditIconButton";
        if (!control || inner || !widget->isVisibleTo(top))
            continue;
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        if (interface && interface->text(QAccessible::Name).isEmpty())
            unnamed.append(QString::fromLatin1(kind) + QLatin1StringView(" ")
                           + widget->objectName());
    }
    return unnamed;
}

} // namespace rekey::test
