// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/importmapping.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

struct FieldLabel
{
    report::ImportField field;
    QString text;
};

QList<FieldLabel> fieldLabels()
{
    using report::ImportField;
    return {{ImportField::Value, ImportMappingForm::tr("Secret &value")},
            {ImportField::Rule, ImportMappingForm::tr("T&ype")},
            {ImportField::Path, ImportMappingForm::tr("&File")},
            {ImportField::Line, ImportMappingForm::tr("&Line")},
            {ImportField::Commit, ImportMappingForm::tr("C&ommit")},
            {ImportField::Author, ImportMappingForm::tr("Au&thor")},
            {ImportField::Email, ImportMappingForm::tr("&Mail address")},
            {ImportField::Date, ImportMappingForm::tr("&Date")},
            {ImportField::Verdict, ImportMappingForm::tr("&Checked as")},
            {ImportField::Tool, ImportMappingForm::tr("Tool &name")},
            {ImportField::Fingerprint, ImportMappingForm::tr("F&ingerprint")},
            {ImportField::Note, ImportMappingForm::tr("Not&e")}};
}

} // namespace

ImportMappingForm::ImportMappingForm(QWidget *parent)
    : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    constexpr int perRow = 3;
    int place = 0;
    for (const FieldLabel &label : fieldLabels()) {
        auto *box = new QComboBox(this);
        box->setObjectName(u"column_"_s
                           + QString::fromUtf8(report::importFieldName(label.field).data(),
                                               static_cast<qsizetype>(
                                                   report::importFieldName(label.field).size())));
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(12);
        auto *text = new QLabel(label.text, this);
        text->setBuddy(box);
        grid->addWidget(text, place / perRow, 2 * (place % perRow), Qt::AlignRight);
        grid->addWidget(box, place / perRow, 2 * (place % perRow) + 1);
        connect(box, &QComboBox::currentIndexChanged, this, &ImportMappingForm::changed);
        m_boxes.emplace_back(label.field, box);
        ++place;
    }
    for (int column = 0; column < perRow; ++column)
        grid->setColumnStretch(2 * column + 1, 1);
}

void ImportMappingForm::setColumns(const std::vector<std::string> &columns,
                                   const report::ImportMapping &mapping)
{
    for (const auto &[field, box] : m_boxes) {
        const QSignalBlocker quiet(box);
        box->clear();
        box->addItem(tr("(none)"));
        for (const std::string &column : columns)
            box->addItem(QString::fromStdString(column));
        box->setCurrentIndex(mapping.of(field) + 1);
    }
}

std::vector<std::pair<std::string, std::string>> ImportMappingForm::columns() const
{
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const auto &[field, box] : m_boxes) {
        if (box->currentIndex() > 0)
            pairs.emplace_back(report::importFieldName(field),
                               '#' + std::to_string(box->currentIndex()));
    }
    return pairs;
}

} // namespace rekey::ui
