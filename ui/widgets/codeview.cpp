// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/codeview.h"

#include "ui/widgets/theme.h"

#include <QEvent>
#include <QFontDatabase>

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/SyntaxHighlighter>
#include <KSyntaxHighlighting/Theme>

namespace rekey::ui {

struct CodeView::Colours
{
    explicit Colours(QTextDocument *document)
        : highlighter(document)
    {
    }

    KSyntaxHighlighting::Repository repository;
    KSyntaxHighlighting::SyntaxHighlighter highlighter;
};

CodeView::CodeView(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setTabChangesFocus(true);
}

CodeView::~CodeView()
{
    // Its highlighter must not outlive the repository, and the document goes with the base.
    m_colours.reset();
}

void CodeView::setCode(const QString &text, const QString &definition)
{
    if (!m_colours) {
        m_colours = std::make_unique<Colours>(document());
        dress();
    }
    m_colours->highlighter.setDefinition(m_colours->repository.definitionForName(definition));
    if (text != toPlainText())
        setPlainText(text);
}

void CodeView::dress()
{
    m_colours->highlighter.setTheme(m_colours->repository.defaultTheme(
        isDark(palette()) ? KSyntaxHighlighting::Repository::DarkTheme
                          : KSyntaxHighlighting::Repository::LightTheme));
    m_colours->highlighter.rehighlight();
}

void CodeView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_colours)
        dress();
}

} // namespace rekey::ui
