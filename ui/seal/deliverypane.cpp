// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/seal/deliverypane.h"

#include "core/seal/check.h"
#include "ui/models/findingwords.h"
#include "ui/seal/bearerlabel.h"
#include "ui/seal/sealdesk.h"
#include "ui/seal/sealwords.h"
#include "ui/seal/snippetpane.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/labels.h"

#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr QFile::Permissions kOnlyOwner = QFile::ReadOwner | QFile::WriteOwner;

/// Nobody else may read it, from its first byte on. Nothing is kept in a buffer of the toolkit's.
bool writePrivate(const QString &path, const secret::SecretBytes &text)
{
    QFile file(path);
    const auto mode = QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered;
    if (!file.open(mode, kOnlyOwner) || !file.setPermissions(kOnlyOwner))
        return false;
    const auto size = static_cast<qint64>(text.size());
    return file.write(text.view().data(), size) == size;
}

QString ending(seal::DeliveryForm form)
{
    return form == seal::DeliveryForm::Kubernetes ? u"yaml"_s
        : form == seal::DeliveryForm::Json        ? u"json"_s
                                                  : u"env"_s;
}

} // namespace

DeliveryPane::DeliveryPane(FolderAsker folder, QWidget *parent)
    : QWidget(parent)
    , m_folder(std::move(folder))
    , m_head(new QLabel(this))
    , m_grid(new QGridLayout)
    , m_warning(new QLabel(this))
    , m_form(new QComboBox(this))
    , m_save(new QPushButton(tr("&Save for each…"), this))
    , m_test(new QPushButton(tr("&Test all…"), this))
    , m_said(new QLabel(this))
    , m_snippet(new SnippetPane(this))
{
    setObjectName(u"deliveryPane"_s);
    m_head->setObjectName(u"deliveryHead"_s);
    m_head->setWordWrap(true);
    m_warning->setObjectName(u"deliveryWarning"_s);
    m_warning->setWordWrap(true);
    m_form->setObjectName(u"deliveryForm"_s);
    m_form->setAccessibleName(tr("Form of the files"));
    for (int i = 0; i < 4; ++i)
        m_form->addItem(formWord(static_cast<seal::DeliveryForm>(i)));
    m_save->setObjectName(u"deliverySave"_s);
    m_save->setToolTip(tr("Writes token and bearer into a file for each consumer, which only you "
                          "can read"));
    m_said->setObjectName(u"deliverySaid"_s);
    m_said->setWordWrap(true);
    m_said->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    connect(m_save, &QPushButton::clicked, this, &DeliveryPane::save);
    m_test->setObjectName(u"deliveryTest"_s);
    m_test->setToolTip(tr("Tries each seal through its proxy with a harmless request, once you "
                          "said yes"));
    connect(m_test, &QPushButton::clicked, this, &DeliveryPane::requestTests);
    auto *files = new QHBoxLayout;
    files->addWidget(m_form);
    files->addWidget(m_save);
    files->addWidget(m_test);
    files->addWidget(m_said, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_head);
    column->addLayout(m_grid);
    column->addWidget(m_warning);
    column->addLayout(files);
    column->addWidget(m_snippet, 1);
}

void DeliveryPane::setSeals(std::vector<seal::MadeSeal> seals, const seal::Profile &profile)
{
    std::vector<seal::SealRecord> records;
    std::size_t largest = 0;
    bool hasBearers = false;
    for (seal::MadeSeal &made : seals) {
        largest = std::max(largest, seal::headerBytes(made.record));
        hasBearers = hasBearers || !made.bearer.isEmpty();
        records.push_back(made.record);
        m_rows.push_back({std::move(made.record),
                          std::make_shared<const secret::SecretBytes>(std::move(made.bearer))});
        addRow(m_rows.back());
    }
    const QString count = tr("Seals made: %n.", nullptr, static_cast<int>(records.size()));
    m_head->setText(hasBearers
                        ? tr("%1 The bearers are shown once: copy or save them now. A single seal "
                             "cannot be called back; to cut one consumer off, rotate the key and "
                             "seal again for the others.")
                              .arg(count)
                        : tr("%1 Consumers keep the bearers they have.").arg(count));
    m_warning->setVisible(largest > seal::kWarnTokenBytes);
    m_warning->setText(
        tr("The header has %1 bytes. Proxies on the way often drop those above 8 KiB.")
            .arg(QLocale().toString(static_cast<qulonglong>(largest))));
    m_snippet->setSeals(std::move(records), profile);
}

void DeliveryPane::requestTests()
{
    std::vector<SealTrial> trials;
    for (const Row &row : m_rows)
        trials.push_back({row.record.number, row.bearer->isEmpty() ? nullptr : row.bearer});
    Q_EMIT testRequested(trials);
}

void DeliveryPane::showTests(const SealDesk &desk)
{
    for (const Row &row : m_rows) {
        const seal::SealRecord *record = desk.find(row.record.number);
        if (record == nullptr || record->lastTest.at == 0)
            continue;
        row.test->setText(testText(record->lastTest));
        setTextTone(row.test, record->lastTest.isGood() ? Tone::Good : Tone::Danger);
    }
}

void DeliveryPane::addRow(Row &row)
{
    const int line = m_grid->rowCount();
    const QString name = escapedText(row.record.consumer.name);
    m_grid->addWidget(new QLabel(QString::fromStdString(row.record.label()), this), line, 0);
    auto *consumer = new QLabel(name, this);
    consumer->setTextFormat(Qt::PlainText);
    m_grid->addWidget(consumer, line, 1);
    if (!row.bearer->isEmpty()) {
        m_grid->addWidget(new BearerLabel(row.bearer, this), line, 2);
        auto *copy = new QPushButton(tr("Copy bearer"), this);
        copy->setAccessibleName(tr("Copy the bearer of %1").arg(name));
        copy->setObjectName(u"copyBearer_"_s + QString::number(line));
        copy->setMinimumWidth(copy->sizeHint().width() + 24); // room for the mark
        connect(copy, &QPushButton::clicked, this, [this, copy, bearer = row.bearer] {
            Q_EMIT copyRequested(bearer);
            copy->setIcon(icon(u"ok", Tone::Good));
        });
        m_grid->addWidget(copy, line, 3);
    }
    auto *token = new QPushButton(tr("Copy token"), this);
    token->setAccessibleName(tr("Copy the sealed token of %1").arg(name));
    connect(token, &QPushButton::clicked, this, [token, text = row.record.token] {
        QGuiApplication::clipboard()->setText(QString::fromStdString(text));
        token->setIcon(icon(u"ok", Tone::Good));
    });
    m_grid->addWidget(token, line, 4);
    row.test = plainLabel({}, u"testResult_"_s + QString::number(line), this);
    m_grid->addWidget(row.test, line, 5);
    m_grid->setColumnStretch(5, 1); // a bearer has the width that it needs
}

void DeliveryPane::save()
{
    const QString folder = m_folder(this);
    if (folder.isEmpty())
        return;
    const auto form = static_cast<seal::DeliveryForm>(m_form->currentIndex());
    QStringList commands;
    for (const Row &row : m_rows) {
        const QString name = QString::fromStdString(seal::variableName(row.record.consumer.name));
        const QString path = QDir(folder).filePath(name + u'.' + ending(form));
        if (!writePrivate(path, seal::deliveryText(form, row.record, *row.bearer)))
            return m_said->setText(tr("%1 could not be written. Choose another folder.").arg(path));
        const std::string command = seal::deliveryCommand(form, row.record, path.toStdString());
        if (!command.empty())
            commands.append(QString::fromStdString(command));
    }
    QString said
        = tr("Files written to %1: %n.", nullptr, static_cast<int>(m_rows.size())).arg(folder);
    if (!commands.isEmpty())
        said += u"\n"_s + commands.join(u'\n');
    m_said->setText(said);
}

} // namespace rekey::ui
