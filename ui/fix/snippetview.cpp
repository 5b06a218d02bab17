// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fix/snippetview.h"

#include "core/finding/guide.h"
#include "ui/models/findingwords.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/SyntaxHighlighter>
#include <KSyntaxHighlighting/Theme>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kMostLines = 16;

QString languageTitle(const std::string &id)
{
    return id == "python"    ? u"Python"_s
        : id == "javascript" ? u"JavaScript"_s
        : id == "go"         ? u"Go"_s
        : id == "ruby"       ? u"Ruby"_s
        : id == "java"       ? u"Java"_s
                             : QString::fromStdString(id);
}

} // namespace

struct SnippetView::Colours
{
    explicit Colours(QTextDocument *document)
        : highlighter(document)
    {
    }

    KSyntaxHighlighting::Repository repository;
    KSyntaxHighlighting::SyntaxHighlighter highlighter;
};

SnippetView::SnippetView(QWidget *parent)
    : QWidget(parent)
{
    build();
}

SnippetView::~SnippetView()
{
    // Its highlighter must not outlive the repository, and the document goes with the children.
    m_colours.reset();
}

void SnippetView::build()
{
    m_store = new QComboBox(this);
    m_store->view()->setObjectName(u"snippetStoreList"_s);
    m_store->setObjectName(u"snippetStore"_s);
    m_store->setAccessibleName(tr("Where the secret is kept"));
    m_language = new QComboBox(this);
    m_language->view()->setObjectName(u"snippetLanguageList"_s);
    m_language->setObjectName(u"snippetLanguage"_s);
    m_language->setAccessibleName(tr("Language"));
    for (const finding::SnippetStore &store : finding::builtinSnippets())
        m_store->addItem(escapedText(store.title), QString::fromStdString(store.id));
    for (const finding::SnippetStore &store : finding::builtinSnippets()) {
        for (const auto &snippet : store.snippets) {
            const QString id = QString::fromStdString(snippet.language);
            if (m_language->findData(id) < 0)
                m_language->addItem(languageTitle(snippet.language), id);
        }
    }
    m_note = new QLabel(this);
    m_note->setObjectName(u"snippetNote"_s);
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_text = new QPlainTextEdit(this);
    m_text->setObjectName(u"snippetText"_s);
    m_text->setAccessibleName(tr("Code"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setTabStopDistance(4 * m_text->fontMetrics().horizontalAdvance(u' '));
    m_text->setLayoutDirection(Qt::LeftToRight);
    auto *copy = new QPushButton(icon(u"copy"), tr("Copy"), this);
    copy->setObjectName(u"snippetCopy"_s);
    copy->setAccessibleName(tr("Copy the code"));
    connect(copy, &QPushButton::clicked, this, &SnippetView::copy);
    connect(m_store, &QComboBox::currentIndexChanged, this, &SnippetView::show);
    connect(m_language, &QComboBox::currentIndexChanged, this, &SnippetView::show);
    auto *top = new QHBoxLayout;
    top->addWidget(m_store);
    top->addWidget(m_language);
    top->addStretch();
    top->addWidget(copy);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(6);
    all->addLayout(top);
    all->addWidget(m_note);
    all->addWidget(m_text);
    show();
}

void SnippetView::setName(const std::string &name)
{
    if (std::exchange(m_name, name) != name)
        show();
}

void SnippetView::show()
{
    const auto &stores = finding::builtinSnippets();
    const int chosen = m_store->currentIndex();
    if (chosen < 0)
        return;
    const finding::SnippetStore &store = stores[static_cast<std::size_t>(chosen)];
    m_note->setText(escapedText(store.note));
    const std::string language = m_language->currentData().toString().toStdString();
    QString text;
    for (const auto &snippet : store.snippets) {
        if (snippet.language == language)
            text = QString::fromStdString(snippet.text).trimmed();
    }
    text.replace("{NAME}"_L1, QString::fromStdString(m_name));
    if (!m_colours)
        m_colours = std::make_unique<Colours>(m_text->document());
    m_colours->highlighter.setDefinition(
        m_colours->repository.definitionForName(m_language->currentText()));
    dress();
    m_text->setPlainText(text);
    const auto lines = std::min<qsizetype>(text.count(u'\n') + 2, kMostLines);
    m_text->setFixedHeight(int(lines) * m_text->fontMetrics().lineSpacing()
                           + 2 * int(m_text->document()->documentMargin()) + 4);
}

void SnippetView::dress()
{
    m_colours->highlighter.setTheme(m_colours->repository.defaultTheme(
        isDark(palette()) ? KSyntaxHighlighting::Repository::DarkTheme
                          : KSyntaxHighlighting::Repository::LightTheme));
    m_colours->highlighter.rehighlight();
}

void SnippetView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_colours)
        dress();
}

void SnippetView::copy()
{
    QGuiApplication::clipboard()->setText(m_text->toPlainText());
    Q_EMIT message(tr("Code copied."));
}

} // namespace rekey::ui
