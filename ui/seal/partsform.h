// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/proxysecret.h"

#include <QWidget>

#include <vector>

class QFrame;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace rekey::ui {

class ProcessorForm;

/// Several processors, each with a form of its own, in the order in which the proxy runs them. The
/// one value goes into each.
class PartsForm final : public QWidget
{
    Q_OBJECT

public:
    explicit PartsForm(QWidget *parent = nullptr);

    /// Begins with that one and a blank second one; keeps what was begun already.
    void begin(const seal::Processor &first);
    /// Without a value.
    [[nodiscard]] seal::Multi parts() const;

Q_SIGNALS:
    void edited();

private:
    struct Part
    {
        QFrame *box = nullptr;
        QLabel *head = nullptr;
        QToolButton *up = nullptr;
        QToolButton *remove = nullptr;
        ProcessorForm *form = nullptr;
    };

    void add(const seal::Processor &processor);
    void moveUp(const QFrame *box);
    void remove(const QFrame *box);
    /// Numbers, names and buttons after their order.
    void showOrder();

    QVBoxLayout *m_column;
    std::vector<Part> m_parts;
};

} // namespace rekey::ui
