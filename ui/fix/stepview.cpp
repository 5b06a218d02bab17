// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fix/stepview.h"

#include "ui/fix/snippetview.h"
#include "ui/models/findingwords.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr std::size_t kMostFiles = 20;
constexpr int kTypingMs = 800;

QString stateWord(finding::FixState state)
{
    switch (state) {
    case finding::FixState::Open:
        return StepView::tr("Open");
    case finding::FixState::Doing:
        return StepView::tr("Under way");
    case finding::FixState::Done:
        return StepView::tr("Done");
    case finding::FixState::NotNeeded:
        return StepView::tr("Not needed");
    }
    return {};
}

} // namespace

StepView::StepView(QWidget *parent)
    : QScrollArea(parent)
{
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    connect(&m_typing, &QTimer::timeout, this, &StepView::take);
    build();
}

StepView::~StepView() = default;

void StepView::build()
{
    setObjectName(u"fixStep"_s);
    setAccessibleName(tr("Step"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *page = new QWidget(this);
    m_title = new QLabel(page);
    m_title->setObjectName(u"fixTitle"_s);
    m_title->setWordWrap(true);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_text = new QLabel(page);
    m_text->setObjectName(u"fixText"_s);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_state = new QComboBox(page);
    m_state->view()->setObjectName(u"fixStateList"_s);
    m_state->setObjectName(u"fixState"_s);
    m_state->setAccessibleName(tr("State of the step"));
    for (const auto state : {finding::FixState::Open, finding::FixState::Doing,
                             finding::FixState::Done, finding::FixState::NotNeeded})
        m_state->addItem(stateWord(state), static_cast<int>(state));
    connect(m_state, &QComboBox::currentIndexChanged, this, &StepView::take);
    m_checks = new QWidget(page);
    m_checkColumn = new QVBoxLayout(m_checks);
    m_checkColumn->setContentsMargins(0, 0, 0, 0);
    m_checkColumn->setSpacing(4);
    m_note = new QPlainTextEdit(page);
    m_note->setObjectName(u"fixNote"_s);
    m_note->setAccessibleName(tr("Note"));
    m_note->setPlaceholderText(tr("Note, without values"));
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(3 * fontMetrics().lineSpacing() + 14);
    connect(m_note, &QPlainTextEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    m_proof = new QLineEdit(page);
    m_proof->setObjectName(u"fixProof"_s);
    m_proof->setAccessibleName(tr("Proof"));
    connect(m_proof, &QLineEdit::textEdited, &m_typing, qOverload<>(&QTimer::start));
    connect(m_proof, &QLineEdit::editingFinished, this, &StepView::finishTyping);
    m_patches = new QPushButton(tr("Show patches of these files…"), page);
    m_patches->setObjectName(u"fixPatches"_s);
    m_patches->setAutoDefault(false);
    connect(m_patches, &QPushButton::clicked, this, &StepView::patchesRequested);
    m_snippets = new SnippetView(page);
    connect(m_snippets, &SnippetView::message, this, &StepView::message);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_state, 0, Qt::AlignTop);
    auto *all = new QVBoxLayout(page);
    all->setContentsMargins(12, 10, 12, 12);
    all->setSpacing(8);
    all->addLayout(head);
    all->addWidget(m_text);
    all->addWidget(m_checks);
    all->addWidget(m_note);
    all->addWidget(m_proof);
    all->addWidget(m_patches, 0, Qt::AlignLeft);
    all->addWidget(m_snippets);
    all->addStretch();
    setWidget(page);
}

void StepView::setStep(const finding::GuideStep &step, const finding::FixStep &progress,
                       const std::vector<std::string> &files, const std::string &name)
{
    finishTyping();
    m_isFilling = true;
    m_progress = progress;
    m_title->setText(escapedText(step.title));
    m_text->setText(escapedText(step.text));
    m_state->setCurrentIndex(m_state->findData(static_cast<int>(progress.state)));
    fillChecks(step, files);
    m_note->setPlainText(QString::fromStdString(progress.note));
    m_note->moveCursor(QTextCursor::End);
    m_proof->setText(QString::fromStdString(progress.proof));
    m_proof->setPlaceholderText(step.proof.empty() ? tr("Proof")
                                                   : tr("Proof: %1").arg(escapedText(step.proof)));
    m_proof->setToolTip(m_proof->placeholderText());
    m_snippets->setVisible(step.hasSnippets);
    m_patches->setVisible(step.hasSnippets && !files.empty());
    if (step.hasSnippets)
        m_snippets->setName(name);
    m_typing.stop();
    m_isFilling = false;
}

void StepView::fillChecks(const finding::GuideStep &step, const std::vector<std::string> &files)
{
    while (QLayoutItem *item = m_checkColumn->takeAt(0)) {
        // The one that was clicked may still be at work.
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    std::vector<std::string> checks = step.checks;
    if (step.isFedByPlaces)
        checks.insert(checks.end(), files.begin(),
                      files.begin() + std::ptrdiff_t(std::min(files.size(), kMostFiles)));
    for (const std::string &check : checks) {
        auto *box = new QCheckBox(escapedText(check).replace(u'&', "&&"_L1), m_checks);
        box->setObjectName(u"fixCheck"_s);
        box->setChecked(std::ranges::find(m_progress.ticked, check) != m_progress.ticked.end());
        connect(box, &QCheckBox::toggled, this, [this, check](bool isTicked) {
            std::erase(m_progress.ticked, check);
            if (isTicked)
                m_progress.ticked.push_back(check);
            take();
        });
        m_checkColumn->addWidget(box);
        box->show();
    }
    if (step.isFedByPlaces && files.size() > kMostFiles)
        m_checkColumn->addWidget(new QLabel(
            tr("and %L1 more files, see Places").arg(files.size() - kMostFiles), m_checks));
    m_checks->setVisible(m_checkColumn->count() > 0);
}

void StepView::setReadOnly(bool isReadOnly)
{
    m_state->setEnabled(!isReadOnly);
    m_checks->setEnabled(!isReadOnly);
    m_note->setReadOnly(isReadOnly);
    m_proof->setReadOnly(isReadOnly);
}

void StepView::finishTyping()
{
    if (m_typing.isActive())
        take();
}

void StepView::take()
{
    m_typing.stop();
    if (m_isFilling)
        return;
    m_progress.state = static_cast<finding::FixState>(m_state->currentData().toInt());
    m_progress.note = m_note->toPlainText().trimmed().toStdString();
    m_progress.proof = m_proof->text().trimmed().toStdString();
    Q_EMIT changed(m_progress);
}

} // namespace rekey::ui
