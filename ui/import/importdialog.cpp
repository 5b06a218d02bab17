// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/importdialog.h"

#include "core/base/text.h"
#include "ui/import/importmapping.h"
#include "ui/import/importpreview.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kLeastRow = 24;
constexpr int kProgressSteps = 1000;

QString shown(std::string_view text)
{
    return QString::fromStdString(escapeControl(text));
}

QString number(std::uint64_t count)
{
    return QLocale().toString(static_cast<qulonglong>(count));
}

QString formatText(report::ImportFormat format)
{
    const std::string_view name = report::importFormatName(format);
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

} // namespace

ImportAsker systemImportAsker()
{
    return {.reports =
                [](QWidget *parent) {
                    return QFileDialog::getOpenFileNames(
                        parent, ImportDialog::tr("Reports to import"), {},
                        ImportDialog::tr("Reports (*.json *.jsonl *.ndjson *.sarif *.csv *.tsv "
                                         "*.baseline);;All files (*)"));
                },
            .deleteReports =
                [](QWidget *parent, int count) {
                    QMessageBox box(QMessageBox::Warning, ImportDialog::tr("Delete the reports?"),
                                    ImportDialog::tr("%n report(s) will be deleted. This cannot be "
                                                     "undone.",
                                                     nullptr, count),
                                    QMessageBox::Cancel, parent);
                    QPushButton *act
                        = box.addButton(ImportDialog::tr("Delete"), QMessageBox::DestructiveRole);
                    box.setDefaultButton(QMessageBox::Cancel);
                    box.exec();
                    return box.clickedButton() == act;
                }};
}

ImportDialog::ImportDialog(ImportSession &session, ImportAsker asker, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_asker(std::move(asker))
{
    setObjectName(u"importDialog"_s);
    setWindowTitle(tr("Import reports"));
    setAcceptDrops(true);
    build();
    connect(&m_session, &ImportSession::looked, this, &ImportDialog::takeLook);
    connect(&m_session, &ImportSession::progressed, this, &ImportDialog::showProgress);
    connect(&m_session, &ImportSession::finished, this, &ImportDialog::showOutcome);
    updateButtons();
    resize(860, 620);
}

void ImportDialog::build()
{
    auto *layout = new QVBoxLayout(this);
    auto *hint = new QLabel(tr("Drop reports of other tools here. They are read on this machine; "
                               "what another tool says of a secret stays its claim."),
                            this);
    hint->setWordWrap(true);
    layout->addWidget(hint);

    m_list = new QTreeWidget(this);
    m_list->setObjectName(u"importFiles"_s);
    m_list->setAccessibleName(tr("Reports"));
    m_list->setRootIsDecorated(false);
    m_list->setHeaderLabels({tr("Report"), tr("Format"), tr("Size"), tr("State")});
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setStretchLastSection(false);
    for (const int column : {1, 2, 3})
        m_list->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    m_list->setMaximumHeight(fontMetrics().height() * 9);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &ImportDialog::showCurrent);
    auto *top = new QHBoxLayout;
    top->addWidget(m_list, 1);
    auto *side = new QVBoxLayout;
    m_add = new QPushButton(tr("&Add..."), this);
    m_add->setObjectName(u"importAdd"_s);
    m_remove = new QPushButton(tr("&Remove"), this);
    m_remove->setObjectName(u"importRemove"_s);
    m_remove->setToolTip(tr("Take the report off this list; the file stays"));
    side->addWidget(m_add);
    side->addWidget(m_remove);
    side->addStretch();
    top->addLayout(side);
    layout->addLayout(top);

    m_about = new QLabel(this);
    m_about->setObjectName(u"importAbout"_s);
    m_about->setTextFormat(Qt::PlainText);
    m_about->setWordWrap(true);
    layout->addWidget(m_about);

    m_mappingBox = new QGroupBox(tr("Which column is what"), this);
    m_mapping = new ImportMappingForm(m_mappingBox);
    auto *inBox = new QVBoxLayout(m_mappingBox);
    inBox->addWidget(m_mapping);
    m_mappingBox->hide();
    layout->addWidget(m_mappingBox);
    connect(m_mapping, &ImportMappingForm::changed, this, &ImportDialog::changeMapping);

    m_preview = new ImportPreviewModel(this);
    auto *table = new QTableView(this);
    table->setObjectName(u"importPreview"_s);
    table->setAccessibleName(tr("First rows, masked"));
    table->setModel(m_preview);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    table->horizontalHeader()->setStretchLastSection(true);
    const int character = fontMetrics().averageCharWidth();
    table->setColumnWidth(ImportPreviewModel::TypeColumn, character * 28);
    table->setColumnWidth(ImportPreviewModel::SecretColumn, character * 18);
    table->setColumnWidth(ImportPreviewModel::WhereColumn, character * 34);
    layout->addWidget(table, 1);

    m_progress = new QProgressBar(this);
    m_progress->setObjectName(u"importProgress"_s);
    m_progress->setAccessibleName(tr("Import"));
    m_progress->setRange(0, kProgressSteps);
    m_progress->hide();
    layout->addWidget(m_progress);
    m_outcome = new QLabel(this);
    m_outcome->setObjectName(u"importOutcome"_s);
    m_outcome->setTextFormat(Qt::PlainText);
    m_outcome->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_outcome->setWordWrap(true);
    m_outcome->hide();
    layout->addWidget(m_outcome);
    m_deleteNote = new QLabel(
        tr("The reports may hold the secrets in plain text. Deleting removes the files, but copies "
           "can stay on an SSD, in snapshots and in backups: only a new key makes an old one "
           "worthless."),
        this);
    m_deleteNote->setObjectName(u"importDeleteNote"_s);
    m_deleteNote->setWordWrap(true);
    m_deleteNote->hide();
    layout->addWidget(m_deleteNote);

    auto *buttons = new QHBoxLayout;
    m_delete = new QPushButton(tr("&Delete the reports..."), this);
    m_delete->setObjectName(u"importDelete"_s);
    m_delete->setAutoDefault(false);
    m_delete->hide();
    buttons->addWidget(m_delete);
    buttons->addStretch();
    m_import = new QPushButton(tr("&Import"), this);
    m_import->setObjectName(u"importStart"_s);
    m_import->setDefault(true);
    m_stop = new QPushButton(tr("&Stop"), this);
    m_stop->setObjectName(u"importStop"_s);
    auto *close = new QPushButton(tr("Close"), this);
    close->setObjectName(u"importClose"_s);
    close->setAutoDefault(false);
    for (QPushButton *button : {m_import, m_stop, close})
        buttons->addWidget(button);
    layout->addLayout(buttons);

    connect(m_add, &QPushButton::clicked, this, [this] { addReports(m_asker.reports(this)); });
    connect(m_remove, &QPushButton::clicked, this, &ImportDialog::removeCurrent);
    connect(m_import, &QPushButton::clicked, this, &ImportDialog::requestImport);
    connect(m_stop, &QPushButton::clicked, &m_session, &ImportSession::cancel);
    connect(m_delete, &QPushButton::clicked, this, &ImportDialog::deleteOriginals);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
}

void ImportDialog::addReports(const QStringList &paths)
{
    for (const QString &path : paths) {
        const std::string bytes = QFile::encodeName(path).toStdString();
        const bool isListed = std::ranges::any_of(
            m_reports, [&](const Report &report) { return report.file.path == bytes; });
        if (isListed)
            continue;
        Report &report = m_reports.emplace_back();
        report.file.path = bytes;
        auto *item = new QTreeWidgetItem(m_list);
        item->setSizeHint(0, {0, std::max(kLeastRow, fontMetrics().height() + 8)});
        fillItem(item, report);
        if (m_list->currentItem() == nullptr)
            m_list->setCurrentItem(item);
        m_session.look(report.file);
    }
    updateButtons();
}

void ImportDialog::fillItem(QTreeWidgetItem *item, const Report &report) const
{
    const QFileInfo info(QFile::decodeName(QByteArray::fromStdString(report.file.path)));
    item->setText(0, shown(info.fileName().toStdString()));
    item->setToolTip(0, shown(report.file.path));
    item->setText(1, report.isLooked ? formatText(report.look.preview.format) : QString());
    item->setText(2, QLocale().formattedDataSize(info.size()));
    QString state = tr("reading...");
    if (report.isLooked)
        state = report.look.error ? tr("cannot be imported") : tr("ready");
    item->setText(3, state);
}

void ImportDialog::takeLook(const std::string &path, const ImportLook &look)
{
    for (std::size_t i = 0; i < m_reports.size(); ++i) {
        Report &report = m_reports[i];
        if (report.file.path != path)
            continue;
        const bool isFirst = !report.isLooked;
        report.look = look;
        report.isLooked = true;
        fillItem(m_list->topLevelItem(static_cast<int>(i)), report);
        if (static_cast<int>(i) == currentReport()) {
            if (isFirst)
                m_mapping->setColumns(look.preview.columns, look.preview.mapping);
            showCurrent();
        }
    }
    updateButtons();
}

int ImportDialog::currentReport() const
{
    return m_list->indexOfTopLevelItem(m_list->currentItem());
}

void ImportDialog::showCurrent()
{
    const int current = currentReport();
    if (current < 0 || current >= static_cast<int>(m_reports.size())) {
        m_preview->setRows({});
        m_about->clear();
        m_mappingBox->hide();
        updateButtons();
        return;
    }
    const Report &report = m_reports[static_cast<std::size_t>(current)];
    const ImportLook &look = report.look;
    m_preview->setRows(look.rows);
    const bool isTable = report.isLooked && look.preview.format == report::ImportFormat::Csv;
    m_mappingBox->setVisible(isTable);
    if (isTable && report.file.columns.empty())
        m_mapping->setColumns(look.preview.columns, look.preview.mapping);
    if (!report.isLooked)
        m_about->setText(tr("The report is being looked at."));
    else if (look.error)
        m_about->setText(shown(look.error->text()));
    else if (look.rows.empty())
        m_about->setText(tr("%1: no rows in it.").arg(formatText(look.preview.format)));
    else
        m_about->setText(tr("%1. Its first rows, masked:").arg(formatText(look.preview.format)));
    updateButtons();
}

void ImportDialog::changeMapping()
{
    const int current = currentReport();
    if (current < 0)
        return;
    Report &report = m_reports[static_cast<std::size_t>(current)];
    report.file.columns = m_mapping->columns();
    m_session.look(report.file);
}

void ImportDialog::removeCurrent()
{
    const int current = currentReport();
    if (current < 0)
        return;
    m_reports.erase(m_reports.begin() + current);
    delete m_list->takeTopLevelItem(current);
    showCurrent();
}

void ImportDialog::requestImport()
{
    std::vector<ImportFile> files;
    for (const Report &report : m_reports) {
        if (report.isLooked && !report.look.error)
            files.push_back(report.file);
    }
    if (files.empty() || m_session.isRunning())
        return;
    m_outcome->hide();
    m_delete->hide();
    m_deleteNote->hide();
    Q_EMIT importRequested(files);
    updateButtons();
}

void ImportDialog::showProgress(const ImportSnapshot &snapshot)
{
    m_progress->show();
    const double share = snapshot.bytesTotal == 0
        ? 0
        : static_cast<double>(snapshot.bytesDone) / static_cast<double>(snapshot.bytesTotal);
    m_progress->setValue(static_cast<int>(share * kProgressSteps));
    m_progress->setFormat(tr("%1 rows, report %2 of %3")
                              .arg(number(snapshot.rows))
                              .arg(snapshot.file + 1)
                              .arg(snapshot.files));
    updateButtons();
}

void ImportDialog::showOutcome(const ImportOutcome &outcome)
{
    m_progress->hide();
    QString text = tr("%1 new, %2 merged, %3 without value, %4 unreadable.")
                       .arg(number(outcome.counts.added), number(outcome.counts.merged),
                            number(outcome.counts.withoutValue), number(outcome.unreadable));
    QStringList lines;
    for (const report::ImportSummary &summary : outcome.summaries) {
        for (const std::uint64_t line : summary.unreadableLines)
            lines.append(number(line));
    }
    if (!lines.isEmpty() && outcome.summaries.size() == 1)
        text += u' ' + tr("Unreadable lines: %1.").arg(lines.join(", "_L1));
    for (const report::ImportSummary &summary : outcome.summaries) {
        if (!summary.isComplete && !outcome.isCancelled)
            text += u'\n' + shown(summary.problem);
    }
    if (outcome.error)
        text += u'\n' + shown(outcome.error->text());
    if (outcome.isCancelled)
        text += u'\n' + tr("Stopped: what was read so far stays.");
    m_outcome->setText(text);
    m_outcome->show();
    m_imported = outcome.isCancelled ? std::vector<std::string>() : outcome.paths;
    m_delete->setVisible(!m_imported.empty());
    m_deleteNote->setVisible(!m_imported.empty());
    updateButtons();
}

void ImportDialog::deleteOriginals()
{
    if (!m_asker.deleteReports(this, static_cast<int>(m_imported.size())))
        return;
    QStringList failed;
    int deleted = 0;
    for (const std::string &path : std::exchange(m_imported, {})) {
        const QString name = QFile::decodeName(QByteArray::fromStdString(path));
        if (QFile::remove(name))
            ++deleted;
        else
            failed.append(shown(path));
    }
    QString text = tr("%n report(s) deleted.", nullptr, deleted);
    if (!failed.isEmpty())
        text += u'\n' + tr("Could not be deleted: %1").arg(failed.join(", "_L1));
    m_outcome->setText(text);
    m_delete->hide();
    m_list->clear();
    m_reports.clear();
    showCurrent();
}

void ImportDialog::updateButtons()
{
    const bool isRunning = m_session.isRunning();
    const bool canImport = std::ranges::any_of(
        m_reports, [](const Report &report) { return report.isLooked && !report.look.error; });
    m_import->setEnabled(canImport && !isRunning);
    m_stop->setEnabled(isRunning);
    m_add->setEnabled(!isRunning);
    m_remove->setEnabled(!isRunning && currentReport() >= 0);
}

void ImportDialog::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls()) {
        event->setDropAction(Qt::CopyAction);
        event->accept();
    }
}

void ImportDialog::dropEvent(QDropEvent *event)
{
    QStringList paths;
    for (const QUrl &url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    event->setDropAction(Qt::CopyAction);
    event->accept();
    addReports(paths);
}

} // namespace rekey::ui
