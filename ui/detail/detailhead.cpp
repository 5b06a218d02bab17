// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/detailhead.h"

#include "ui/detail/pill.h"
#include "ui/detail/words.h"
#include "ui/widgets/icons.h"

#include <QCoreApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

struct Badge
{
    QString word;
    Tone tone = Tone::Neutral;
    QString icon;
};

struct HeadWords
{
    Q_DECLARE_TR_FUNCTIONS(rekey::ui::DetailHead)
};

Badge verdictBadge(finding::Verdict verdict)
{
    using finding::Verdict;
    switch (verdict) {
    case Verdict::NotChecked:
        return {HeadWords::tr("Not checked"), Tone::Neutral, u"offline"_s};
    case Verdict::Live:
        return {HeadWords::tr("Live"), Tone::Danger, u"error"_s};
    case Verdict::LiveLimited:
        return {HeadWords::tr("Live but limited"), Tone::Danger, u"warning"_s};
    case Verdict::Disabled:
        return {HeadWords::tr("Disabled"), Tone::Warning, u"warning"_s};
    case Verdict::Dead:
        return {HeadWords::tr("Dead"), Tone::Good, u"ok"_s};
    case Verdict::NotASecret:
        return {HeadWords::tr("Not a secret"), Tone::Good, u"ok"_s};
    case Verdict::Unknown:
        return {HeadWords::tr("Unknown"), Tone::Warning, u"info"_s};
    case Verdict::NoChecker:
        return {HeadWords::tr("No checker"), Tone::Neutral, u"info"_s};
    }
    return {};
}

Badge confidenceBadge(finding::Confidence confidence)
{
    using finding::Confidence;
    switch (confidence) {
    case Confidence::Low:
        return {HeadWords::tr("Low confidence"), Tone::Warning, {}};
    case Confidence::Medium:
        return {HeadWords::tr("Medium confidence"), Tone::Neutral, {}};
    case Confidence::High:
        return {HeadWords::tr("High confidence"), Tone::Info, {}};
    }
    return {};
}

QString companionLines(const std::vector<finding::Companion> &companions)
{
    QStringList lines;
    for (const finding::Companion &companion : companions)
        lines.append(u"%1  %2"_s.arg(shown(companion.name), shown(companion.masked)));
    return lines.join(u'\n');
}

QLabel *plainLabel(QWidget *parent, const char *objectName)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QLatin1StringView(objectName));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

DetailHead::DetailHead(QWidget *parent)
    : QWidget(parent)
{
    build();
    scaleFonts();
}

DetailHead::~DetailHead() = default;

void DetailHead::build()
{
    m_label = plainLabel(this, "detailLabel");
    m_label->setWordWrap(false);
    m_label->setForegroundRole(QPalette::PlaceholderText);
    m_type = plainLabel(this, "detailType");
    m_mask = plainLabel(this, "detailMask");
    m_mask->setLayoutDirection(Qt::LeftToRight);
    m_verdict = new Pill(this);
    m_verdict->setObjectName("detailVerdict"_L1);
    m_confidence = new Pill(this);
    m_confidence->setObjectName("detailConfidence"_L1);
    m_reason = plainLabel(this, "detailReason");
    m_reason->setAccessibleName(tr("Reason of the verdict"));
    m_provider = plainLabel(this, "detailProvider");
    m_console = plainLabel(this, "detailConsole");
    m_console->setLayoutDirection(Qt::LeftToRight);
    m_beside = plainLabel(this, "detailCompanions");
    m_missing = plainLabel(this, "detailMissing");
    m_peek = new QPushButton(icon(u"eye"), tr("Peek"), this);
    m_peek->setObjectName("detailPeek"_L1);
    m_peek->setAccessibleName(tr("Peek: show the value for 10 seconds"));
    m_peek->setToolTip(tr("Show the value for 10 seconds (P)"));
    m_copy = new QPushButton(icon(u"copy"), tr("Copy masked line"), this);
    m_copy->setObjectName("detailCopy"_L1);
    m_copy->setAccessibleName(tr("Copy masked line"));
    m_copy->setToolTip(tr("Copy the line of code with the mask in place of the value"));
    connect(m_peek, &QPushButton::clicked, this, &DetailHead::peekClicked);
    connect(m_copy, &QPushButton::clicked, this, &DetailHead::copyClicked);

    auto *title = new QHBoxLayout;
    title->addWidget(m_type, 1);
    title->addWidget(m_label, 0, Qt::AlignTop);
    auto *badges = new QHBoxLayout;
    badges->setSpacing(6);
    badges->addWidget(m_verdict);
    badges->addWidget(m_confidence);
    badges->addStretch();
    m_facts = new QFormLayout;
    m_facts->setContentsMargins(0, 0, 0, 0);
    m_facts->setHorizontalSpacing(12);
    m_facts->setVerticalSpacing(4);
    m_facts->setLabelAlignment(Qt::AlignLeft);
    m_facts->addRow(tr("Provider"), m_provider);
    m_facts->addRow(tr("Console"), m_console);
    m_facts->addRow(tr("Found beside"), m_beside);
    m_facts->addRow(tr("Missing"), m_missing);
    for (QLabel *value : {m_provider, m_console, m_beside, m_missing})
        m_facts->labelForField(value)->setForegroundRole(QPalette::PlaceholderText);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_peek);
    buttons->addWidget(m_copy);
    buttons->addStretch();

    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(12, 12, 12, 8);
    all->setSpacing(8);
    all->addLayout(title);
    all->addWidget(m_mask);
    all->addLayout(badges);
    all->addWidget(m_reason);
    all->addLayout(m_facts);
    all->addLayout(buttons);
}

void DetailHead::scaleFonts()
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setWeight(QFont::DemiBold);
    m_type->setFont(large);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(font().pointSizeF() * 1.1);
    m_mask->setFont(fixed);
    fixed.setPointSizeF(font().pointSizeF());
    m_beside->setFont(fixed);
}

void DetailHead::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_type)
        scaleFonts();
}

void DetailHead::setFact(QLabel *value, const QString &name, const QString &text)
{
    value->setText(text);
    value->setAccessibleName(tr("%1: %2").arg(name, text));
    m_facts->setRowVisible(value, !text.isEmpty());
}

void DetailHead::setFinding(const finding::Finding &finding, const std::string &console)
{
    m_label->setText(shown(finding.label()));
    m_label->setAccessibleName(tr("Secret %1").arg(m_label->text()));
    m_type->setText(shown(finding.type));
    m_type->setAccessibleName(tr("Type: %1").arg(m_type->text()));
    m_mask->setText(shown(finding.masked));
    m_mask->setAccessibleName(tr("Masked value: %1").arg(m_mask->text()));
    const Badge verdict = verdictBadge(finding.verdict);
    m_verdict->set(verdict.word, verdict.tone, verdict.icon);
    m_verdict->setAccessibleName(tr("Verdict: %1").arg(verdict.word));
    const Badge confidence = confidenceBadge(finding.confidence);
    m_confidence->set(confidence.word, confidence.tone, confidence.icon);
    m_reason->setText(shown(finding.verdictReason));
    m_reason->setAccessibleName(tr("Reason of the verdict: %1").arg(m_reason->text()));
    m_reason->setVisible(!finding.verdictReason.empty());
    const std::string &provider
        = finding.providerName.empty() ? finding.provider : finding.providerName;
    setFact(m_provider, tr("Provider"), shown(provider));
    setFact(m_console, tr("Console"), shown(console));
    setFact(m_beside, tr("Found beside"), companionLines(finding.companions));
    QStringList missing;
    for (const std::string &name : finding.missing)
        missing.append(shown(name));
    setFact(m_missing, tr("Missing"), missing.join(u", "_s));
}

} // namespace rekey::ui
