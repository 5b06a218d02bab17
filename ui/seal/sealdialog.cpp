// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/seal/sealdialog.h"

#include "core/seal/jsonwriter.h"
#include "ui/models/findingwords.h"
#include "ui/seal/consumerstable.h"
#include "ui/seal/destinationform.h"
#include "ui/seal/processorform.h"
#include "ui/seal/sealdesk.h"
#include "ui/seal/sealwords.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/secretfield.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kDelayMs = 150;

} // namespace

SealDialog::SealDialog(SealDesk &desk, seal::SealedFrom source, const std::string &detector,
                       DeliveryPane::FolderAsker folder, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_source(std::move(source))
    , m_folder(std::move(folder))
{
    setObjectName(u"sealDialog"_s);
    setWindowTitle(isFinding() ? tr("Seal %1").arg(QString::fromStdString(m_source.label))
                               : tr("Seal a value"));
    resize(1200, 820);
    m_delay.setSingleShot(true);
    m_delay.setInterval(kDelayMs);
    connect(&m_delay, &QTimer::timeout, this, &SealDialog::refresh);
    build(detector);
    connect(&desk, &SealDesk::profilesChanged, this, &SealDialog::fillProfiles);
    fillProfiles();
    refresh();
    m_consumers->setFocus();
}

bool SealDialog::isFinding() const
{
    return !m_source.label.empty();
}

void SealDialog::build(const std::string &detector)
{
    auto *top = new QHBoxLayout;
    top->addWidget(makeForm(), 5);
    top->addWidget(makePreview(), 4);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(makeConsumers());
    auto *column = new QVBoxLayout(this);
    column->addLayout(top, 3);
    column->addWidget(m_stack, 2);
    const seal::Preset *proposed = seal::presetFor(detector);
    if (proposed != nullptr)
        m_preset->setCurrentIndex(m_preset->findData(QString::fromStdString(proposed->id)));
}

QWidget *SealDialog::makeForm()
{
    m_profile = new QComboBox(this);
    m_profile->setObjectName(u"sealProfile"_s);
    m_fingerprint = new QLabel(this);
    m_fingerprint->setObjectName(u"sealFingerprint"_s);
    m_fingerprint->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *more = new QPushButton(tr("&New profile…"), this);
    more->setObjectName(u"sealNewProfile"_s);
    more->setAutoDefault(false);
    connect(more, &QPushButton::clicked, this, &SealDialog::profileRequested);
    connect(m_profile, &QComboBox::currentIndexChanged, this, &SealDialog::showProfile);
    auto *profileRow = new QHBoxLayout;
    profileRow->addWidget(m_profile, 1);
    profileRow->addWidget(more);
    m_preset = new QComboBox(this);
    m_preset->setObjectName(u"sealPreset"_s);
    m_preset->addItem(tr("None: fill the form by hand"), QString());
    for (const seal::Preset &preset : seal::builtinPresets())
        m_preset->addItem(QString::fromStdString(preset.name), QString::fromStdString(preset.id));
    m_note = new QLabel(this);
    m_note->setObjectName(u"sealNote"_s);
    m_note->setWordWrap(true);
    m_processor = new ProcessorForm(ProcessorForm::Use::Whole, this);
    m_destination = new DestinationForm(this);
    auto *box = new QWidget;
    auto *form = new QFormLayout;
    auto *profileLabel = new QLabel(tr("&Profile"), this);
    profileLabel->setBuddy(m_profile);
    form->addRow(profileLabel, profileRow);
    form->addRow(tr("Seal key"), m_fingerprint);
    if (isFinding()) {
        auto *value = new QLabel(tr("%1, %2. It goes into the seal and is shown nowhere.")
                                     .arg(escapedText(m_source.type), escapedText(m_source.masked)),
                                 this);
        value->setObjectName(u"sealValue"_s);
        value->setTextFormat(Qt::PlainText);
        value->setWordWrap(true);
        form->addRow(tr("Value"), value);
    } else {
        m_value = new SecretField(this);
        m_value->setObjectName(u"sealValueField"_s);
        m_value->setAccessibleName(tr("Value to seal"));
        connect(m_value, &SecretField::edited, this, &SealDialog::refresh);
        form->addRow(tr("&Value"), m_value);
    }
    form->addRow(tr("Pre&set"), m_preset);
    form->addRow(m_note);
    auto *column = new QVBoxLayout(box);
    column->addLayout(form);
    column->addWidget(m_processor);
    column->addWidget(m_destination);
    column->addStretch(1);
    alignFormLabels(*box);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(box);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    const auto later = [this] { m_delay.start(); };
    connect(m_processor, &ProcessorForm::edited, this, later);
    connect(m_destination, &DestinationForm::edited, this, later);
    connect(m_preset, &QComboBox::currentIndexChanged, this, &SealDialog::choosePreset);
    return scroll;
}

QWidget *SealDialog::makePreview()
{
    m_preview = new CodeView(this);
    m_preview->setObjectName(u"sealPreview"_s);
    m_preview->setAccessibleName(tr("What is sealed, without the value"));
    m_remarks = new QListWidget(this);
    m_remarks->setObjectName(u"sealRemarks"_s);
    m_remarks->setAccessibleName(tr("What is refused or risky"));
    m_remarks->setWordWrap(true);
    m_remarks->setSelectionMode(QAbstractItemView::NoSelection);
    m_remarks->setMaximumHeight(130);
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(new QLabel(tr("What is sealed, without the value"), box));
    column->addWidget(m_preview, 1);
    column->addWidget(m_remarks);
    return box;
}

QWidget *SealDialog::makeConsumers()
{
    auto *box = new QWidget(this);
    m_consumers = new ConsumersTable(box);
    m_marks = new QCheckBox(tr("&Name the consumer in the proxy's log"), box);
    m_marks->setObjectName(u"sealMarks"_s);
    m_marks->setToolTip(tr("Adds consumer-NAME.invalid to the hosts: the proxy logs that list, but "
                           "not the bearer's digest"));
    connect(m_marks, &QCheckBox::toggled, this, &SealDialog::refresh);
    m_refused = new QLabel(box);
    m_refused->setObjectName(u"sealRefused"_s);
    m_refused->setWordWrap(true);
    m_seal = new QPushButton(tr("Seal for &each"), box);
    m_seal->setObjectName(u"sealForEach"_s);
    m_seal->setAutoDefault(false);
    auto *close = new QPushButton(tr("Close"), box);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_seal, &QPushButton::clicked, this, &SealDialog::requestSeals);
    connect(m_consumers, &ConsumersTable::edited, this, &SealDialog::refresh);
    auto *row = new QHBoxLayout;
    row->addWidget(m_marks);
    row->addWidget(m_refused, 1);
    row->addWidget(m_seal);
    row->addWidget(close);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(new QLabel(tr("Consumers: each gets a seal of its own"), box));
    column->addWidget(m_consumers, 1);
    column->addLayout(row);
    return box;
}

void SealDialog::fillProfiles()
{
    const QString before = m_profile->currentData().toString();
    {
        const QSignalBlocker blocker(m_profile);
        m_profile->clear();
        for (const auto &[name, profile] : m_desk.profiles())
            m_profile->addItem(colourIcon(profile.colour, palette()), escapedText(name),
                               QString::fromStdString(name));
        const int again = m_profile->findData(before);
        m_profile->setCurrentIndex(again >= 0 ? again : m_profile->count() - 1);
    }
    showProfile();
}

void SealDialog::showProfile()
{
    const seal::Profile *chosen = profile();
    m_fingerprint->setText(chosen == nullptr
                               ? tr("Make a profile first: the proxy's URL and its public key.")
                               : tr("%1 at %2")
                                     .arg(QString::fromStdString(chosen->key.fingerprint()),
                                          QString::fromStdString(chosen->proxyUrl)));
    QPalette colours = palette();
    if (chosen != nullptr)
        colours.setColor(QPalette::WindowText, toneColor(colourTone(chosen->colour), palette()));
    m_fingerprint->setPalette(colours);
    refresh();
}

const seal::Profile *SealDialog::profile() const
{
    return m_desk.profile(m_profile->currentData().toString().toStdString());
}

const seal::Preset *SealDialog::preset() const
{
    return seal::presetById(m_preset->currentData().toString().toStdString());
}

void SealDialog::choosePreset(int /*index*/)
{
    const seal::Preset *chosen = preset();
    m_note->setText(chosen == nullptr ? QString() : QString::fromStdString(chosen->note));
    if (chosen != nullptr) {
        m_processor->setPreset(*chosen);
        m_destination->setHosts(chosen->hosts);
    }
    refresh();
}

seal::ProxySecret SealDialog::policy() const
{
    seal::ProxySecret secret;
    secret.processor = m_processor->processor();
    secret.authorizer = m_destination->authorizer();
    secret.destinations = m_destination->destinations();
    // What the finding's companions will fill stands as its recipe until then.
    if (const seal::Preset *chosen = preset(); chosen != nullptr && isFinding()) {
        for (const auto &[name, text] : chosen->fields) {
            if (text.contains('{') && seal::fieldText(secret.processor, name).empty())
                seal::setField(secret.processor, name, text);
        }
    }
    return secret;
}

seal::SealTerms SealDialog::terms() const
{
    seal::SealTerms given = m_destination->terms();
    if (const seal::Profile *chosen = profile())
        given.deployed = chosen->deployed;
    return given;
}

void SealDialog::refresh()
{
    if (m_seal == nullptr || m_preview == nullptr)
        return;
    const seal::ProxySecret secret = policy();
    m_preview->setCode(QString::fromStdString(seal::indentedJson(seal::redactedJson(secret))),
                       u"JSON"_s);
    m_remarks->clear();
    m_isRefused = false;
    for (const seal::Remark &remark : seal::remarksOn(secret, terms(), seal::Depth::Policy)) {
        m_isRefused = m_isRefused || remark.isRefusal;
        m_remarks->addItem(new QListWidgetItem(remark.isRefusal ? icon(u"error", Tone::Danger)
                                                                : icon(u"warning", Tone::Warning),
                                               escapedText(remark.text)));
    }
    m_remarks->setVisible(m_remarks->count() > 0);
    const auto consumers = m_consumers->consumers();
    const bool hasValue = m_value == nullptr || !m_value->isEmpty();
    m_refused->clear();
    m_seal->setText(consumers.empty()
                        ? tr("Seal for &each")
                        : tr("Seal for &each of %n", nullptr, static_cast<int>(consumers.size())));
    m_seal->setEnabled(!m_isRefused && hasValue && !consumers.empty() && profile() != nullptr);
}

void SealDialog::requestSeals()
{
    refresh();
    const seal::Profile *chosen = profile();
    if (!m_seal->isEnabled() || chosen == nullptr)
        return;
    SealJob job{.policy = std::make_shared<seal::ProxySecret>(policy()),
                .preset = {},
                .order = {},
                .consumers = m_consumers->consumers(),
                .profile = *chosen,
                .typed = nullptr};
    if (const seal::Preset *used = preset()) {
        job.order.test = used->test;
        job.order.recipe = used->value;
        // What is made of several values fits the preset's own processor, not each of many.
        if (std::holds_alternative<seal::Multi>(job.policy->processor.kind)
            && std::ranges::count(job.order.recipe.text, '{') > 1)
            job.order.recipe = {};
        job.preset = *used;
        // What was typed over stays.
        std::erase_if(job.preset->fields, [&](const auto &field) {
            return seal::fieldText(job.policy->processor, field.first) != field.second;
        });
    }
    if (m_value != nullptr) {
        job.typed = std::make_shared<secret::SecretBytes>(m_value->typed());
        job.order.recipe.text = "{value}";
        job.preset.reset();
    }
    job.order.source = m_source;
    job.order.terms = terms();
    job.order.marksConsumers = m_marks->isChecked();
    job.order.now = SealDesk::now();
    m_seal->setEnabled(false);
    Q_EMIT sealRequested(job);
}

void SealDialog::deliver(std::vector<seal::MadeSeal> seals, const seal::Profile &profile)
{
    if (m_value != nullptr)
        m_value->wipe();
    auto *pane = new DeliveryPane(m_folder, this);
    connect(pane, &DeliveryPane::copyRequested, this, &SealDialog::copyRequested);
    connect(pane, &DeliveryPane::testRequested, this, &SealDialog::testRequested);
    connect(&m_desk, &SealDesk::sealsChanged, pane, [this, pane] { pane->showTests(m_desk); });
    pane->setSeals(std::move(seals), profile);
    m_stack->setCurrentIndex(m_stack->addWidget(pane));
    m_preset->setEnabled(false);
    m_processor->setEnabled(false);
    m_destination->setEnabled(false);
    m_profile->setEnabled(false);
}

void SealDialog::refuse(const QString &why)
{
    m_seal->setEnabled(true);
    m_refused->setText(why);
}

} // namespace rekey::ui
