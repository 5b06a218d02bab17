// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/seal/snippetpane.h"

#include "ui/models/findingwords.h"
#include "ui/seal/sealwords.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/icons.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

/// Names of KSyntaxHighlighting's definitions, in the order of SnippetLanguage.
const std::array<QString, seal::kSnippetLanguages> &definitions()
{
    static const std::array<QString, seal::kSnippetLanguages> names
        = {u"Bash"_s, u"Python"_s, u"JavaScript"_s, u"Go"_s, u"Ruby"_s};
    return names;
}

} // namespace

SnippetPane::SnippetPane(QWidget *parent)
    : QWidget(parent)
    , m_consumer(new QComboBox(this))
    , m_language(new QComboBox(this))
    , m_copy(new QPushButton(tr("&Copy code"), this))
    , m_code(new CodeView(this))
{
    m_consumer->setObjectName(u"snippetConsumer"_s);
    m_consumer->setAccessibleName(tr("Consumer"));
    m_language->setObjectName(u"snippetLanguage"_s);
    m_language->setAccessibleName(tr("Language"));
    m_copy->setObjectName(u"snippetCopy"_s);
    m_code->setObjectName(u"snippetCode"_s);
    m_code->setAccessibleName(tr("A request through the proxy"));
    m_code->setMinimumHeight(m_code->fontMetrics().lineSpacing() * 9);
    for (std::size_t i = 0; i < seal::kSnippetLanguages; ++i)
        m_language->addItem(languageWord(static_cast<seal::SnippetLanguage>(i)));
    auto *label = new QLabel(tr("How it is used"), this);
    auto *row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_consumer);
    row->addWidget(m_language);
    row->addStretch(1);
    row->addWidget(m_copy);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(row);
    column->addWidget(m_code, 1);
    connect(m_consumer, &QComboBox::currentIndexChanged, this, &SnippetPane::refresh);
    connect(m_language, &QComboBox::currentIndexChanged, this, &SnippetPane::refresh);
    connect(m_copy, &QPushButton::clicked, this, &SnippetPane::copy);
}

void SnippetPane::setSeals(std::vector<seal::SealRecord> records, const seal::Profile &profile)
{
    m_records = std::move(records);
    m_profile = profile;
    const QSignalBlocker blocker(m_consumer);
    m_consumer->clear();
    for (const seal::SealRecord &record : m_records)
        m_consumer->addItem(escapedText(record.consumer.name));
    m_consumer->setVisible(m_records.size() > 1);
    refresh();
}

void SnippetPane::refresh()
{
    const int which = m_consumer->currentIndex();
    const int language = m_language->currentIndex();
    if (which < 0 || language < 0 || !m_profile)
        return;
    const std::string text
        = seal::snippetFor(static_cast<seal::SnippetLanguage>(language),
                           m_records[static_cast<std::size_t>(which)], *m_profile);
    m_code->setCode(QString::fromStdString(text),
                    definitions()[static_cast<std::size_t>(language)]);
    m_copy->setText(tr("&Copy code"));
    m_copy->setIcon({});
}

void SnippetPane::copy()
{
    QGuiApplication::clipboard()->setText(m_code->toPlainText());
    m_copy->setText(tr("Copied"));
    m_copy->setIcon(icon(u"ok", Tone::Good));
}

} // namespace rekey::ui
