// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/accesspage.h"

#include "ui/detail/recordwords.h"
#include "ui/detail/words.h"

#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace rekey::ui {

AccessPage::AccessPage(QWidget *parent)
    : QWidget(parent)
    , m_facts(new QFormLayout)
    , m_host(addFact("accessHost", tr("Asked")))
    , m_request(addFact("accessRequest", tr("Request")))
    , m_answer(addFact("accessAnswer", tr("Answer")))
    , m_digest(addFact("accessDigest", tr("Digest")))
    , m_identity(addFact("accessIdentity", tr("Identity")))
    , m_account(addFact("accessAccount", tr("Account")))
    , m_owner(addFact("accessOwner", tr("Owner")))
    , m_created(addFact("accessCreated", tr("Created")))
    , m_used(addFact("accessUsed", tr("Last used")))
    , m_expires(addFact("accessExpires", tr("Expires")))
    , m_tree(new QTreeWidget(this))
    , m_read(new QLabel(this))
    , m_acts(new QHBoxLayout)
{
    m_tree->setObjectName(u"accessTree"_s);
    m_tree->setAccessibleName(tr("Scopes and resources"));
    m_tree->setColumnCount(2);
    m_tree->setHeaderLabels({tr("May do"), tr("Risk")});
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setStretchLastSection(false);
    m_read->setObjectName(u"accessRead"_s);
    m_read->setContentsMargins(8, 4, 8, 6);
    m_read->setForegroundRole(QPalette::PlaceholderText);
    m_facts->setContentsMargins(8, 8, 8, 8);
    m_facts->setHorizontalSpacing(12);
    m_facts->setVerticalSpacing(4);
    m_facts->setLabelAlignment(Qt::AlignLeft);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(m_facts);
    all->addWidget(m_tree, 1);
    all->addWidget(m_read);
    m_acts->setContentsMargins(8, 4, 8, 8);
    m_acts->addStretch();
    all->addLayout(m_acts);
}

AccessPage::~AccessPage() = default;

QLabel *AccessPage::addFact(const char *objectName, const QString &name)
{
    auto *value = new QLabel(this);
    value->setObjectName(QLatin1StringView(objectName));
    value->setTextFormat(Qt::PlainText);
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts->addRow(name, value);
    m_facts->labelForField(value)->setForegroundRole(QPalette::PlaceholderText);
    return value;
}

void AccessPage::addAct(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setObjectName(u"access_"_s + action->objectName());
    button->setDefaultAction(action);
    button->setFocusPolicy(Qt::TabFocus);
    m_acts->insertWidget(m_acts->count() - 1, button);
}

void AccessPage::setFact(QLabel *value, const QString &text)
{
    value->setText(text);
    m_facts->setRowVisible(value, !text.isEmpty());
}

void AccessPage::setRecord(const finding::Record &record)
{
    showEvidence(record.evidence);
    showAccess(record.access.value_or(finding::Access{}));
}

void AccessPage::showEvidence(const finding::Evidence &evidence)
{
    const bool isAnswered = evidence.status != 0;
    const QString when = momentText(evidence.checkedAt * 1000);
    setFact(m_host, evidence.host.empty() ? when : tr("%1, %2").arg(shown(evidence.host), when));
    setFact(m_request, shown(evidence.request));
    setFact(m_answer,
            isAnswered ? tr("%1 after %2 ms").arg(evidence.status).arg(evidence.durationMs)
                       : QString());
    // Enough to tell two answers apart; exports have all of it.
    setFact(m_digest, shown(evidence.answerDigest.substr(0, 16)));
}

void AccessPage::showAccess(const finding::Access &access)
{
    setFact(m_identity, shown(access.identity));
    setFact(m_account, shown(access.account));
    setFact(m_owner, shown(access.owner));
    setFact(m_created, dayText(access.createdAt));
    setFact(m_used, dayText(access.lastUsedAt));
    setFact(m_expires, dayText(access.expiresAt));
    fillTree(access);
    m_read->setText(access.readAt == 0 ? tr("Whose it is and what it may do was not read.")
                                       : tr("Read %1").arg(dayText(access.readAt)));
}

void AccessPage::fillTree(const finding::Access &access)
{
    m_tree->clear();
    const auto group = [this](const QString &title) {
        auto *item = new QTreeWidgetItem(m_tree, {title});
        item->setFirstColumnSpanned(true);
        item->setExpanded(true);
        return item;
    };
    if (!access.scopes.empty()) {
        std::vector<finding::Scope> scopes = access.scopes;
        std::ranges::stable_sort(scopes, std::ranges::greater(), &finding::Scope::risk);
        auto *title = group(tr("Scopes (%L1)").arg(scopes.size()));
        for (const finding::Scope &scope : scopes)
            new QTreeWidgetItem(title, {shown(scope.name), scopeRiskText(scope.risk)});
    }
    const auto list = [&group](const QString &name, const std::vector<std::string> &texts) {
        if (texts.empty())
            return;
        auto *title = group(name);
        for (const std::string &text : texts) {
            auto *item = new QTreeWidgetItem(title, {shown(text)});
            item->setFirstColumnSpanned(true);
            item->setToolTip(0, item->text(0));
        }
    };
    list(tr("Resources (%L1)").arg(access.resources.size()), access.resources);
    list(tr("What could not be seen"), access.unseen);
}

} // namespace rekey::ui
