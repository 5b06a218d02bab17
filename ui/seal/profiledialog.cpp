// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/seal/profiledialog.h"

#include "ui/models/findingwords.h"
#include "ui/seal/sealwords.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

QLineEdit *line(const QString &name, QWidget *parent)
{
    auto *edit = new QLineEdit(parent);
    edit->setObjectName(name);
    return edit;
}

} // namespace

ProfileDialog::ProfileDialog(const std::optional<seal::Profile> &given, QWidget *parent)
    : QDialog(parent)
    , m_name(line(u"profileName"_s, this))
    , m_url(line(u"profileUrl"_s, this))
    , m_key(line(u"profileKey"_s, this))
    , m_fingerprint(new QLabel(this))
    , m_colour(new QComboBox(this))
    , m_deployed(line(u"profileDeployed"_s, this))
    , m_problem(new QLabel(this))
{
    setObjectName(u"profileDialog"_s);
    setWindowTitle(given ? tr("Change the profile") : tr("New profile"));
    m_key->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_key->setPlaceholderText(tr("64 hexadecimal digits, the public one"));
    m_key->setMinimumWidth(m_key->fontMetrics().horizontalAdvance(u'0') * 68);
    m_url->setPlaceholderText(u"http://tokenizer.internal:8080"_s);
    m_deployed->setPlaceholderText(tr("2026-05-01; empty: as new as this program"));
    m_fingerprint->setObjectName(u"profileFingerprint"_s);
    const std::array<QString, seal::kProfileColours> colours
        = {tr("Grey"), tr("Green"), tr("Amber"), tr("Red"), tr("Blue")};
    for (std::size_t i = 0; i < colours.size(); ++i)
        m_colour->addItem(colourIcon(static_cast<seal::ProfileColour>(i), palette()), colours[i]);
    m_colour->setObjectName(u"profileColour"_s);
    m_problem->setObjectName(u"profileProblem"_s);
    m_problem->setWordWrap(true);
    auto *note
        = new QLabel(tr("Seal keys and open keys look the same. This program only ever needs "
                        "the public one; the private one stays with the proxy."),
                     this);
    note->setWordWrap(true);
    if (given) {
        m_name->setText(QString::fromStdString(given->name));
        m_name->setReadOnly(true); // seals refer to it
        m_url->setText(QString::fromStdString(given->proxyUrl));
        m_key->setText(QString::fromStdString(given->key.hex()));
        m_colour->setCurrentIndex(static_cast<int>(given->colour));
        if (given->deployed)
            m_deployed->setText(QString::fromStdString(seal::textOfDay(*given->deployed)));
    }
    auto *form = new QFormLayout;
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("Proxy &URL"), m_url);
    form->addRow(tr("Public seal &key"), m_key);
    form->addRow(tr("Fingerprint"), m_fingerprint);
    form->addRow(tr("&Colour"), m_colour);
    form->addRow(tr("&Version of"), m_deployed);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_accept = buttons->addButton(tr("Keep profile"), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(u"profileAccept"_s);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (QLineEdit *edit : {m_name, m_url, m_key, m_deployed})
        connect(edit, &QLineEdit::textChanged, this, &ProfileDialog::check);
    auto *column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addWidget(note);
    column->addWidget(m_problem);
    column->addWidget(buttons);
    check();
}

std::optional<seal::Profile> ProfileDialog::profile() const
{
    auto made = seal::makeProfile(m_name->text().toStdString(), m_url->text().toStdString(),
                                  m_key->text().trimmed().toStdString());
    if (!made)
        return std::nullopt;
    made->colour = static_cast<seal::ProfileColour>(m_colour->currentIndex());
    made->deployed = seal::dayFromText(m_deployed->text().toStdString());
    if (!m_deployed->text().isEmpty() && !made->deployed)
        return std::nullopt;
    return *made;
}

void ProfileDialog::check()
{
    const auto key = seal::SealKey::parse(m_key->text().trimmed().toStdString());
    m_fingerprint->setText(key ? QString::fromStdString(key->fingerprint()) : u"–"_s);
    const auto made = seal::makeProfile(m_name->text().toStdString(), m_url->text().toStdString(),
                                        m_key->text().trimmed().toStdString());
    const bool isDay = m_deployed->text().isEmpty()
        || seal::dayFromText(m_deployed->text().toStdString()).has_value();
    const bool isBegun
        = !m_name->text().isEmpty() && !m_url->text().isEmpty() && !m_key->text().isEmpty();
    QString problem;
    if (isBegun && !made)
        problem = escapedText(made.error().detail);
    else if (!isDay)
        problem = tr("The version is a day such as 2026-05-01.");
    m_problem->setText(problem);
    m_accept->setEnabled(made.has_value() && isDay);
}

} // namespace rekey::ui
