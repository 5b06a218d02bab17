// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/triage/textdialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rekey::ui {

TextDialog::TextDialog(TextQuestion question, QWidget *parent)
    : QDialog(parent)
    , m_question(std::move(question))
    , m_problem(new QLabel(this))
{
    setObjectName(m_question.name);
    setWindowTitle(m_question.title);
    setMinimumWidth(460);
    auto *column = new QVBoxLayout(this);
    if (!m_question.explanation.isEmpty()) {
        auto *explanation = new QLabel(m_question.explanation, this);
        explanation->setWordWrap(true);
        explanation->setTextFormat(Qt::PlainText);
        column->addWidget(explanation);
    }
    auto *label = new QLabel(m_question.label, this);
    column->addWidget(label);
    QWidget *field = nullptr;
    if (m_question.isLong) {
        m_area = new QPlainTextEdit(m_question.text, this);
        m_area->setTabChangesFocus(true);
        m_area->setMinimumHeight(120);
        connect(m_area, &QPlainTextEdit::textChanged, this, &TextDialog::check);
        field = m_area;
        connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this), &QShortcut::activated,
                this, &TextDialog::accept);
    } else {
        m_line = new QLineEdit(m_question.text, this);
        m_line->selectAll();
        connect(m_line, &QLineEdit::textChanged, this, &TextDialog::check);
        field = m_line;
    }
    field->setObjectName(u"textField"_s);
    field->setAccessibleName(QString(m_question.label).remove(u'&'));
    label->setBuddy(field);
    column->addWidget(field, 1);
    m_problem->setObjectName(u"textProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->hide();
    column->addWidget(m_problem);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_accept = buttons->addButton(m_question.button, QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(u"textAccept"_s);
    m_accept->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &TextDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    field->setFocus();
    check();
}

QString TextDialog::text() const
{
    return (m_area ? m_area->toPlainText() : m_line->text()).trimmed();
}

void TextDialog::check()
{
    m_problem->hide();
    m_accept->setEnabled(!m_question.isRequired || !text().isEmpty());
}

void TextDialog::accept()
{
    if (!m_accept->isEnabled())
        return;
    const QString problem = m_question.problem ? m_question.problem(text()) : QString();
    if (problem.isEmpty()) {
        QDialog::accept();
        return;
    }
    m_problem->setText(problem);
    m_problem->show();
}

} // namespace rekey::ui
