// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/detailhead.h"

#include "ui/detail/pill.h"
#include "ui/detail/recordwords.h"
#include "ui/detail/words.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/icons.h"

#include <QAction>
#include <QCoreApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kButtonGap = 6;

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
    m_decision = new QToolButton(this);
    m_decision->setObjectName("detailDecision"_L1);
    m_decision->setPopupMode(QToolButton::InstantPopup);
    m_decision->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_decision->setToolTip(tr("Decide about this secret"));
    m_decision->hide();
    m_checked = plainLabel(this, "detailChecked");
    m_checked->hide();
    m_reason = plainLabel(this, "detailReason");
    m_reason->setAccessibleName(tr("Reason of the verdict"));
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
    badges->addWidget(m_decision);
    m_facts = new QFormLayout;
    m_facts->setContentsMargins(0, 0, 0, 0);
    m_facts->setHorizontalSpacing(12);
    m_facts->setVerticalSpacing(4);
    m_facts->setLabelAlignment(Qt::AlignLeft);
    m_severity = addFact("detailSeverity", tr("Severity"));
    m_decided = addFact("detailDecided", tr("Decided"));
    m_owner = addFact("detailOwner", tr("Owner"));
    m_tags = addFact("detailTags", tr("Tags"));
    m_incident = addFact("detailIncident", tr("Incident"));
    m_noted = addFact("detailNote", tr("Note"));
    m_claims = addFact("detailClaims", tr("Claims"));
    m_provider = addFact("detailProvider", tr("Provider"));
    m_console = addFact("detailConsole", tr("Console"));
    m_console->setLayoutDirection(Qt::LeftToRight);
    m_beside = addFact("detailCompanions", tr("Found beside"));
    m_missing = addFact("detailMissing", tr("Missing"));
    // In lines of what fits: one row would take its width from the panes beside.
    m_buttons = new FlowLayout(nullptr, kButtonGap);
    m_buttons->addWidget(m_peek);
    m_buttons->addWidget(m_copy);

    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(12, 12, 12, 8);
    all->setSpacing(8);
    all->addLayout(title);
    all->addWidget(m_mask);
    all->addLayout(badges);
    all->addWidget(m_checked);
    all->addWidget(m_reason);
    all->addLayout(m_facts);
    all->addLayout(m_buttons);
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

QLabel *DetailHead::addFact(const char *objectName, const QString &name)
{
    QLabel *value = plainLabel(this, objectName);
    m_facts->addRow(name, value);
    m_facts->labelForField(value)->setForegroundRole(QPalette::PlaceholderText);
    m_facts->setRowVisible(value, false);
    return value;
}

void DetailHead::setDecisionMenu(QMenu *menu)
{
    m_decision->setMenu(menu);
    m_decision->setVisible(menu != nullptr);
}

void DetailHead::addButton(QAction *action)
{
    auto *button = new QPushButton(this);
    const auto follow = [button, action] {
        button->setText(action->text().remove(u'&').remove(u'\u2026'));
        button->setIcon(action->icon());
        button->setEnabled(action->isEnabled());
        button->setVisible(action->isVisible());
        button->setToolTip(action->toolTip());
        button->setAccessibleName(button->text());
    };
    follow();
    button->setObjectName(u"detail_"_s + action->objectName());
    connect(action, &QAction::changed, button, follow);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    m_buttons->addWidget(button);
}

void DetailHead::setFact(QLabel *value, const QString &name, const QString &text)
{
    value->setText(text);
    value->setAccessibleName(tr("%1: %2").arg(name, text));
    m_facts->setRowVisible(value, !text.isEmpty());
}

void DetailHead::setVerdict(finding::Verdict verdict)
{
    const Badge badge = verdictBadge(verdict);
    m_verdict->set(badge.word, badge.tone, badge.icon);
    m_verdict->setAccessibleName(tr("Verdict: %1").arg(badge.word));
}

void DetailHead::setRecord(const finding::Record &record, finding::Verdict verdict,
                           const finding::Severity &severity)
{
    setVerdict(verdict);
    m_checked->setText(checkedText(record.evidence));
    m_checked->setVisible(!m_checked->text().isEmpty());
    if (!record.evidence.reason.empty()) {
        m_reason->setText(shown(record.evidence.reason));
        m_reason->setAccessibleName(tr("Reason of the verdict: %1").arg(m_reason->text()));
        m_reason->show();
    }
    const finding::Triage &triage = record.triage;
    m_decision->setText(decisionText(triage) + QStringLiteral("  ▾"));
    m_decision->setAccessibleName(tr("Decision: %1").arg(m_decision->text()));
    setFact(m_severity, tr("Severity"), severityText(severity, triage.severity));
    setFact(m_decided, tr("Decided"), decidedText(triage));
    setFact(m_owner, tr("Owner"), shown(triage.owner));
    QStringList tags;
    for (const std::string &tag : triage.tags)
        tags.append(u'#' + shown(tag));
    setFact(m_tags, tr("Tags"), tags.join(u' '));
    setFact(m_incident, tr("Incident"), shown(triage.incident));
    setFact(m_noted, tr("Note"), shownLines(triage.note));
    QStringList claims;
    for (const finding::Claim &claim : record.claims)
        claims.append(claimText(claim));
    setFact(m_claims, tr("Claims"), claims.join(u'\n'));
}

void DetailHead::setFinding(const finding::Finding &finding, const std::string &console)
{
    // Numbers are given when the scan ends.
    m_label->setText(finding.number == 0 ? QString() : shown(finding.label()));
    m_label->setAccessibleName(tr("Secret %1").arg(m_label->text()));
    m_type->setText(shown(finding.type));
    m_type->setAccessibleName(tr("Type: %1").arg(m_type->text()));
    m_mask->setText(shown(finding.masked));
    m_mask->setAccessibleName(tr("Masked value: %1").arg(m_mask->text()));
    setVerdict(finding.verdict);
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
