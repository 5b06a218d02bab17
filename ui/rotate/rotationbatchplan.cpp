// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rotate/rotationbatchplan.h"

#include "ui/models/findingwords.h"
#include "ui/rotate/rotationmembers.h"
#include "ui/rotate/rotationsteps.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QSplitter>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

/// The one that most of those have which can be changed by request; the earliest of two.
std::string kindOf(const provider::Catalog &catalog, const std::vector<BatchSubject> &subjects)
{
    std::map<std::string, std::size_t> counts;
    for (const BatchSubject &one : subjects) {
        const std::string &detector = one.subject.detector;
        if (one.hindrance.isEmpty()
            && !rotate::methodsFor(rotate::KeyActs(catalog, detector).powers()).empty())
            ++counts[detector];
    }
    std::string kind = subjects.front().subject.detector;
    for (const BatchSubject &one : subjects) {
        if (counts[one.subject.detector] > counts[kind])
            kind = one.subject.detector;
    }
    return kind;
}

} // namespace

RotationBatchPlan::RotationBatchPlan(std::shared_ptr<const provider::Catalog> catalog,
                                     std::vector<BatchSubject> subjects, QWidget *parent)
    : QDialog(parent)
    , m_catalog(std::move(catalog))
    , m_subjects(std::move(subjects))
    , m_detector(kindOf(*m_catalog, m_subjects))
    , m_acts(*m_catalog, m_detector)
    , m_public(new QCheckBox(tr("&Strangers can see one of them"), this))
    , m_method(new QComboBox(this))
    , m_quiet(new QSpinBox(this))
    , m_order(plainLabel({}, u"batchOrder"_s, this))
    , m_list(new RotationMembers(this))
    , m_text(new QTextBrowser(this))
{
    setObjectName(u"rotationBatchPlan"_s);
    setWindowTitle(
        tr("Plan the rotation of %n keys", nullptr, static_cast<int>(m_subjects.size())));
    auto *form = new QWidget(this);
    buildForm(form);
    m_text->setObjectName(u"batchRunbook"_s);
    m_text->setAccessibleName(tr("Steps of the rotation"));
    m_text->setOpenLinks(false);
    m_text->document()->setDocumentMargin(12);
    auto *split = new QSplitter(Qt::Vertical, this);
    split->addWidget(m_list);
    split->addWidget(m_text);
    split->setStretchFactor(1, 1);
    split->setChildrenCollapsible(false);
    split->setSizes({200, 300});
    auto *column = new QVBoxLayout(this);
    column->addWidget(form);
    column->addWidget(m_order);
    column->addWidget(split, 1);
    buildButtons();
    connect(m_list, &RotationMembers::currentMemberChanged, this, &RotationBatchPlan::showSteps);
    resize(980, 680);
    replan();
    // One that has steps to show.
    if (!m_planned.empty())
        m_list->setCurrentItem(m_list->topLevelItem(static_cast<int>(m_planned.front().subject)));
    m_list->setFocus();
}

void RotationBatchPlan::buildForm(QWidget *form)
{
    for (const rotate::Method method : rotate::methodsFor(m_acts.powers()))
        m_method->addItem(methodWords(method), static_cast<int>(method));
    m_public->setObjectName(u"batchPublic"_s);
    m_public->setChecked(std::ranges::any_of(
        m_subjects, [](const BatchSubject &one) { return one.subject.isPublic; }));
    const auto offer = [this] {
        if (const auto preset = rotate::presetFor(m_acts.powers(), m_public->isChecked()))
            m_method->setCurrentIndex(m_method->findData(static_cast<int>(*preset)));
    };
    offer();
    connect(m_public, &QCheckBox::toggled, this, offer);
    m_method->setObjectName(u"batchMethod"_s);
    m_method->setAccessibleName(tr("Method"));
    m_quiet->setObjectName(u"batchQuiet"_s);
    m_quiet->setAccessibleName(tr("Hours without use before the old key goes off"));
    m_quiet->setRange(0, kMostQuietHours);
    m_quiet->setValue(24);
    m_quiet->setSuffix(tr(" h"));
    auto *rows = new QFormLayout(form);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addRow(tr("&Method"), m_method);
    rows->addRow(tr("Old key &quiet for"), m_quiet);
    rows->addRow(m_public);
    connect(m_method, &QComboBox::currentIndexChanged, this, &RotationBatchPlan::replan);
    connect(m_quiet, &QSpinBox::valueChanged, this, &RotationBatchPlan::replan);
}

void RotationBatchPlan::buildButtons()
{
    auto *note = new QLabel(tr("This is a plan: nothing is sent and nothing is changed."), this);
    note->setObjectName(u"batchNote"_s);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_save = buttons->addButton(tr("&Save runbooks…"), QDialogButtonBox::ActionRole);
    m_save->setObjectName(u"batchSave"_s);
    m_rotate = buttons->addButton(QString(), QDialogButtonBox::ActionRole);
    m_rotate->setObjectName(u"batchGo"_s);
    for (QPushButton *button : {m_save, m_rotate})
        button->setAutoDefault(false);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    connect(m_save, &QPushButton::clicked, this, [this] {
        QStringList all = m_runbooks;
        all.removeAll(QString());
        Q_EMIT saveRequested(u"rotate.md"_s, all.join(u'\n').toUtf8());
    });
    connect(m_rotate, &QPushButton::clicked, this, &RotationBatchPlan::rotateRequested);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout()->addWidget(note);
    layout()->addWidget(buttons);
}

Result<rotate::Plan> RotationBatchPlan::planOf(const RotationSubject &subject) const
{
    rotate::PlanRequest request
        = m_acts.request(static_cast<rotate::Method>(m_method->currentData().toInt()));
    request.oldKey = subject.key;
    request.quietSeconds = std::int64_t{m_quiet->value()} * 3600;
    for (const QString &name : subject.consumers)
        request.consumers.push_back(name.toStdString());
    return rotate::makePlan(request);
}

void RotationBatchPlan::replan()
{
    const provider::Service *service = m_catalog->service(m_acts.provider());
    m_planned.clear();
    m_runbooks.clear();
    std::vector<MemberRow> rows;
    for (std::size_t i = 0; i < m_subjects.size(); ++i) {
        const BatchSubject &one = m_subjects[i];
        MemberRow row{one.subject.label, escapedText(one.subject.key), {}, Tone::Masked, {}};
        m_runbooks.append(QString());
        row.text = one.hindrance;
        if (row.text.isEmpty() && one.subject.detector != m_detector)
            row.text = tr("It is of another kind: rotate it on its own.");
        if (row.text.isEmpty() && (service == nullptr || m_method->count() == 0))
            row.text = tr("Keys of this type cannot be changed by request. The Fix tab has the "
                          "steps by hand.");
        if (row.text.isEmpty()) {
            auto plan = planOf(one.subject);
            if (plan) {
                row.text = tr("%1, %n steps", nullptr, static_cast<int>(plan->steps.size()))
                               .arg(m_method->currentText());
                row.state = m_planned.empty() ? tr("First, alone") : tr("Waits");
                row.tone = m_planned.empty() ? Tone::Info : Tone::Neutral;
                m_runbooks.back()
                    = QString::fromStdString(rotate::runbook(*plan, m_acts.facts(*plan, *service)));
                m_planned.push_back({i, *std::move(plan)});
            } else {
                row.text = escapedText(plan.error().detail);
            }
        }
        if (row.state.isEmpty())
            row.state = tr("Left out");
        rows.push_back(std::move(row));
    }
    m_list->setRows(rows);
    showSteps();
    updateButtons();
}

void RotationBatchPlan::showSteps()
{
    const int member = m_list->currentMember();
    m_text->setMarkdown(member < 0 || member >= m_runbooks.size() ? QString() : m_runbooks[member]);
}

void RotationBatchPlan::setCanRotate(bool canRotate, const QString &why)
{
    m_canRotate = canRotate;
    m_why = why;
    updateButtons();
}

void RotationBatchPlan::updateButtons()
{
    const int count = static_cast<int>(m_planned.size());
    const int left = static_cast<int>(m_subjects.size()) - count;
    QString order = count == 0 ? tr("None of them can be rotated together.")
        : count == 1 ? tr("%1 goes alone.").arg(m_subjects[m_planned.front().subject].subject.label)
                     : tr("%1 goes first, alone. The others wait for its proof, and the first "
                          "failure keeps the rest from beginning.")
                           .arg(m_subjects[m_planned.front().subject].subject.label);
    if (left > 0)
        order += u' ' + tr("%n are left out.", nullptr, left);
    m_order->setText(order);
    m_rotate->setText(tr("&Go on with %n keys…", nullptr, count));
    m_rotate->setEnabled(m_canRotate && count > 0);
    m_rotate->setToolTip(m_canRotate ? tr("Asks for what is needed; still sends nothing") : m_why);
    m_save->setEnabled(count > 0);
}

} // namespace rekey::ui
