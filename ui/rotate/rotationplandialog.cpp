// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rotate/rotationplandialog.h"

#include "ui/rotate/rotationsteps.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QSplitter>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

RotationPlanDialog::RotationPlanDialog(std::shared_ptr<const provider::Catalog> catalog,
                                       RotationSubject subject, QWidget *parent)
    : QDialog(parent)
    , m_catalog(std::move(catalog))
    , m_subject(std::move(subject))
    , m_acts(*m_catalog, m_subject.detector)
    , m_key(new QLineEdit(QString::fromStdString(m_subject.key), this))
    , m_method(new QComboBox(this))
    , m_public(new QCheckBox(tr("&Strangers can see it"), this))
    , m_consumers(new QPlainTextEdit(m_subject.consumers.join(u'\n'), this))
    , m_quiet(new QSpinBox(this))
    , m_problem(plainLabel({}, u"rotationProblem"_s, this))
    , m_text(new QTextBrowser(this))
{
    setObjectName(u"rotationPlan"_s);
    setWindowTitle(tr("Plan a rotation of %1").arg(m_subject.label));
    auto *form = new QWidget(this);
    buildForm(form);
    m_text->setObjectName(u"rotationRunbook"_s);
    m_text->setAccessibleName(tr("Steps of the rotation"));
    m_text->setOpenLinks(false);
    m_text->document()->setDocumentMargin(12);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(form);
    split->addWidget(m_text);
    split->setStretchFactor(1, 1);
    split->setChildrenCollapsible(false);

    auto *note = new QLabel(tr("This is a plan: nothing is sent and nothing is changed."), this);
    note->setObjectName(u"rotationNote"_s);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    m_copy->setObjectName(u"rotationCopy"_s);
    m_save = buttons->addButton(tr("&Save runbook…"), QDialogButtonBox::ActionRole);
    m_save->setObjectName(u"rotationSave"_s);
    m_rotate = buttons->addButton(tr("&Go on…"), QDialogButtonBox::ActionRole);
    m_rotate->setObjectName(u"rotationGo"_s);
    m_rotate->setEnabled(false);
    for (QPushButton *button : {m_copy, m_save, m_rotate})
        button->setAutoDefault(false);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_runbook); });
    connect(m_save, &QPushButton::clicked, this, [this] {
        Q_EMIT saveRequested(u"rotate-%1.md"_s.arg(m_subject.label), m_runbook.toUtf8());
    });
    connect(m_rotate, &QPushButton::clicked, this, [this] {
        if (m_plan)
            Q_EMIT rotateRequested(rotate::Plan(*m_plan));
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *column = new QVBoxLayout(this);
    column->addWidget(split, 1);
    column->addWidget(note);
    column->addWidget(buttons);
    resize(980, 640);
    replan();
}

void RotationPlanDialog::buildForm(QWidget *form)
{
    for (const rotate::Method method : rotate::methodsFor(m_acts.powers()))
        m_method->addItem(methodWords(method), static_cast<int>(method));
    m_public->setObjectName(u"rotationPublic"_s);
    m_public->setChecked(m_subject.isPublic);
    const auto offer = [this] {
        if (const auto preset = rotate::presetFor(m_acts.powers(), m_public->isChecked()))
            m_method->setCurrentIndex(m_method->findData(static_cast<int>(*preset)));
    };
    offer();
    connect(m_public, &QCheckBox::toggled, this, offer);
    m_method->setObjectName(u"rotationMethod"_s);
    m_method->setAccessibleName(tr("Method"));
    m_method->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_method->setMinimumContentsLength(24);
    m_key->setObjectName(u"rotationKeyId"_s);
    m_key->setAccessibleName(tr("Id of the key, as the provider lists it"));
    m_key->setCursorPosition(0);
    m_consumers->setObjectName(u"rotationConsumers"_s);
    m_consumers->setAccessibleName(tr("Who uses the key, one on each line"));
    m_consumers->setPlaceholderText(tr("One on each line"));
    m_consumers->setTabChangesFocus(true);
    m_quiet->setObjectName(u"rotationQuiet"_s);
    m_quiet->setAccessibleName(tr("Hours without use before the old key goes off"));
    m_quiet->setRange(0, kMostQuietHours);
    m_quiet->setValue(24);
    m_quiet->setSuffix(tr(" h"));
    setTextTone(m_problem, Tone::Danger);

    auto *rows = new QFormLayout(form);
    rows->setRowWrapPolicy(QFormLayout::WrapAllRows);
    rows->setContentsMargins(0, 0, 8, 0);
    rows->addRow(tr("&Id of the key, as the provider lists it"), m_key);
    rows->addRow(m_public);
    rows->addRow(tr("&Method"), m_method);
    rows->addRow(tr("Who &uses the key"), m_consumers);
    rows->addRow(tr("Old key &quiet for"), m_quiet);
    rows->addRow(m_problem);
    m_rows = rows;
    connect(m_key, &QLineEdit::textChanged, this, &RotationPlanDialog::replan);
    connect(m_method, &QComboBox::currentIndexChanged, this, &RotationPlanDialog::replan);
    connect(m_consumers, &QPlainTextEdit::textChanged, this, &RotationPlanDialog::replan);
    connect(m_quiet, &QSpinBox::valueChanged, this, &RotationPlanDialog::replan);
}

QStringList RotationPlanDialog::consumers() const
{
    QStringList names;
    const QStringList lines = m_consumers->toPlainText().split(u'\n');
    for (const QString &line : lines) {
        if (const QString name = line.trimmed(); !name.isEmpty() && !names.contains(name))
            names.append(name);
    }
    return names;
}

void RotationPlanDialog::showPlan(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_text->setMarkdown(m_runbook);
    m_save->setEnabled(!m_runbook.isEmpty());
    m_copy->setEnabled(!m_runbook.isEmpty());
    m_rotate->setEnabled(m_canRotate && m_plan.has_value());
}

void RotationPlanDialog::setCanRotate(bool canRotate, const QString &why)
{
    m_canRotate = canRotate;
    m_rotate->setToolTip(canRotate ? tr("Asks for what is needed; still sends nothing") : why);
    m_rotate->setEnabled(m_canRotate && m_plan.has_value());
}

void RotationPlanDialog::replan()
{
    m_runbook.clear();
    m_plan.reset();
    const provider::Service *service = m_catalog->service(m_acts.provider());
    if (service == nullptr || m_method->count() == 0)
        return showPlan(
            tr("Keys of this type cannot be changed by request. The Fix tab has the steps "
               "by hand."));
    rotate::PlanRequest request
        = m_acts.request(static_cast<rotate::Method>(m_method->currentData().toInt()));
    request.oldKey = m_key->text().trimmed().toStdString();
    request.quietSeconds = std::int64_t{m_quiet->value()} * 3600;
    const QStringList names = consumers();
    for (const QString &name : names)
        request.consumers.push_back(name.toStdString());
    auto plan = rotate::makePlan(request);
    if (!plan)
        return showPlan(QString::fromStdString(plan.error().detail));
    m_plan = *std::move(plan);
    m_rows->setRowVisible(
        m_quiet,
        std::ranges::contains(m_plan->steps, rotate::StepKind::Quiet, &rotate::Step::kind));
    m_runbook = QString::fromStdString(rotate::runbook(*m_plan, m_acts.facts(*m_plan, *service)));
    showPlan({});
}

} // namespace rekey::ui
