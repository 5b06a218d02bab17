// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/exportdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDate>
#include <QDialogButtonBox>
#include <QDir>
#include <QFormLayout>
#include <QGridLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

using Kind = ExportFile::Kind;

constexpr int kTypingMs = 200;
constexpr std::size_t kMostPreviewed = 200;

struct Format
{
    Kind kind;
    const char *name;
    const char *ending;
};

constexpr std::array<Format, 8> kFormats = {{
    {Kind::Markdown, QT_TRANSLATE_NOOP("rekey::ui::ExportDialog", "&Markdown"), ".md"},
    {Kind::Html, QT_TRANSLATE_NOOP("rekey::ui::ExportDialog", "&HTML, one file"), ".html"},
    {Kind::Pdf, QT_TRANSLATE_NOOP("rekey::ui::ExportDialog", "&PDF"), ".pdf"},
    {Kind::Sarif, QT_TRANSLATE_NOOP("rekey::ui::ExportDialog", "&SARIF"), ".sarif"},
    {Kind::Csv, QT_TRANSLATE_NOOP("rekey::ui::ExportDialog", "&CSV"), ".csv"},
    {Kind::JsonLines, QT_TRANSLATE_NOOP("rekey::ui::ExportDialog", "&JSON Lines"), ".jsonl"},
    {Kind::EvidencePack, QT_TRANSLATE_NOOP("rekey::ui::ExportDialog", "Signed &evidence pack"),
     ".tar"},
    {Kind::HandoverPack,
     QT_TRANSLATE_NOOP("rekey::ui::ExportDialog", "Hand-&over pack with the values"), ".rekey"},
}};

/// Shows what it is given and loads nothing.
class ClosedBrowser final : public QTextBrowser
{
public:
    using QTextBrowser::QTextBrowser;
    QVariant loadResource(int, const QUrl &) override { return {}; }
};

bool isAnythingMissing(const ExportData &data)
{
    return !data.isComplete || std::ranges::any_of(data.coverage, [](const auto &coverage) {
        return !coverage.complete || !coverage.skips.empty() || !coverage.notes.empty();
    });
}

} // namespace

ExportDialog::ExportDialog(ExportSession &session, std::vector<ExportScope> scopes,
                           const QString &folder, FolderAsker askFolder, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_scopes(std::move(scopes))
    , m_askFolder(std::move(askFolder))
{
    setObjectName(u"exportDialog"_s);
    setWindowTitle(tr("Write a report"));
    resize(1000, 700);
    auto *left = new QWidget(this);
    auto *leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins({});
    leftLayout->addWidget(buildChoices());
    leftLayout->addWidget(buildFiles());
    leftLayout->addWidget(buildHandover());
    leftLayout->addStretch();
    auto *splitter = new QSplitter(this);
    splitter->addWidget(left);
    splitter->addWidget(buildPreview());
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(splitter, 1);
    layout->addWidget(buildBottom());
    m_folder->setText(folder);
    m_slice.setSingleShot(true);
    connect(&m_slice, &QTimer::timeout, this, &ExportDialog::gatherSlice);
    m_changed.setSingleShot(true);
    m_changed.setInterval(kTypingMs);
    connect(&m_changed, &QTimer::timeout, this, &ExportDialog::askPreview);
    connect(&m_session, &ExportSession::previewed, this, &ExportDialog::showPreview);
    connect(&m_session, &ExportSession::saved, this, &ExportDialog::showOutcome);
    gather();
}

ExportDialog::~ExportDialog() = default;

void ExportDialog::preset(bool idsOnly, bool withNames)
{
    m_masking->setCurrentIndex(idsOnly ? 1 : 0);
    m_names->setChecked(withNames);
}

QWidget *ExportDialog::buildChoices()
{
    auto *box = new QGroupBox(tr("Report"), this);
    auto *form = new QFormLayout(box);
    m_template = new QComboBox(box);
    m_template->setObjectName(u"exportTemplate"_s);
    m_template->addItems({tr("Incident report"), tr("Manager's page"), tr("Developer ticket")});
    m_scope = new QComboBox(box);
    m_scope->setObjectName(u"exportScope"_s);
    for (const ExportScope &scope : m_scopes)
        m_scope->addItem(scope.name);
    m_title = new QLineEdit(box);
    m_title->setObjectName(u"exportTitle"_s);
    m_title->setPlaceholderText(tr("The template's own"));
    m_masking = new QComboBox(box);
    m_masking->setObjectName(u"exportMasking"_s);
    m_masking->addItems({tr("Public prefix and last 4"), tr("Ids only")});
    m_names = new QCheckBox(tr("Name authors, owners and accounts"), box);
    m_names->setObjectName(u"exportNames"_s);
    m_names->setChecked(true);
    form->addRow(tr("&Template"), m_template);
    form->addRow(tr("S&cope"), m_scope);
    form->addRow(tr("Ti&tle"), m_title);
    form->addRow(tr("&Values shown as"), m_masking);
    form->addRow(m_names);
    connect(m_template, &QComboBox::currentIndexChanged, this, &ExportDialog::askPreview);
    connect(m_masking, &QComboBox::currentIndexChanged, this, &ExportDialog::askPreview);
    connect(m_names, &QCheckBox::toggled, this, &ExportDialog::askPreview);
    connect(m_title, &QLineEdit::textEdited, &m_changed, qOverload<>(&QTimer::start));
    connect(m_scope, &QComboBox::currentIndexChanged, this, &ExportDialog::gather);
    return box;
}

QWidget *ExportDialog::buildFiles()
{
    auto *box = new QGroupBox(tr("Files"), this);
    auto *layout = new QVBoxLayout(box);
    auto *grid = new QGridLayout;
    for (const Format &format : kFormats) {
        auto *check = new QCheckBox(tr(format.name), box);
        check->setObjectName(u"exportFormat"_s + QLatin1String(format.ending));
        connect(check, &QCheckBox::toggled, this, &ExportDialog::updateEnabled);
        const auto at = static_cast<int>(m_formats.size());
        const bool isPack = at >= 6;
        grid->addWidget(check, isPack ? at - 3 : at % 3, isPack ? 0 : at / 3, 1, isPack ? 2 : 1);
        m_formats.push_back(check);
    }
    auto *form = new QFormLayout;
    m_folder = new QLineEdit(box);
    m_folder->setObjectName(u"exportFolder"_s);
    m_name
        = new QLineEdit(tr("rekey-report-%1").arg(QDate::currentDate().toString(Qt::ISODate)), box);
    m_name->setObjectName(u"exportName"_s);
    auto *choose = new QPushButton(tr("Choose &folder..."), box);
    form->addRow(tr("In fol&der"), m_folder);
    form->addRow(QString(), choose);
    form->addRow(tr("File &name"), m_name);
    layout->addLayout(grid);
    layout->addLayout(form);
    connect(m_folder, &QLineEdit::textChanged, this, &ExportDialog::updateEnabled);
    connect(m_name, &QLineEdit::textChanged, this, &ExportDialog::updateEnabled);
    connect(choose, &QPushButton::clicked, this, [this] {
        if (const QString chosen = m_askFolder(this); !chosen.isEmpty())
            m_folder->setText(chosen);
    });
    return box;
}

QWidget *ExportDialog::buildHandover()
{
    m_handover = new QGroupBox(tr("Hand over values"), this);
    auto *form = new QFormLayout(m_handover);
    auto *words = new QLabel(tr("The pack holds the secrets themselves, readable only with your "
                                "colleague's key. They get it with: rekey-cli report keys"),
                             m_handover);
    words->setWordWrap(true);
    m_key = new QLineEdit(m_handover);
    m_key->setObjectName(u"exportKey"_s);
    m_key->setPlaceholderText(u"rekey-seal:..."_s);
    m_fingerprint = new QLabel(m_handover);
    m_fingerprint->setObjectName(u"exportFingerprint"_s);
    m_fingerprint->setWordWrap(true);
    m_confirm = new QLineEdit(m_handover);
    m_confirm->setObjectName(u"exportConfirm"_s);
    m_confirm->setPlaceholderText(tr("hand over"));
    form->addRow(words);
    form->addRow(tr("Colleague's &key"), m_key);
    form->addRow(m_fingerprint);
    form->addRow(tr("T&ype \"hand over\""), m_confirm);
    connect(m_key, &QLineEdit::textChanged, this, &ExportDialog::updateEnabled);
    connect(m_confirm, &QLineEdit::textChanged, this, &ExportDialog::updateEnabled);
    return m_handover;
}

QWidget *ExportDialog::buildPreview()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins({});
    m_gaps = new QLabel(tr("Not everything was looked at: the report says so at its top."), page);
    m_gaps->setObjectName(u"exportGaps"_s);
    m_gaps->setWordWrap(true);
    m_preview = new ClosedBrowser(page);
    m_preview->setObjectName(u"exportPreview"_s);
    m_preview->setAccessibleName(tr("Preview of the report"));
    m_preview->setOpenLinks(false);
    layout->addWidget(m_gaps);
    layout->addWidget(m_preview, 1);
    return page;
}

QWidget *ExportDialog::buildBottom()
{
    auto *bottom = new QWidget(this);
    auto *layout = new QVBoxLayout(bottom);
    layout->setContentsMargins({});
    m_status = new QLabel(bottom);
    m_status->setObjectName(u"exportStatus"_s);
    m_status->setWordWrap(true);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, bottom);
    m_save = buttons->addButton(tr("&Write files"), QDialogButtonBox::ActionRole);
    m_save->setObjectName(u"exportSave"_s);
    connect(m_save, &QPushButton::clicked, this, &ExportDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(m_status);
    layout->addWidget(buttons);
    return bottom;
}

void ExportDialog::gather()
{
    m_data.reset();
    m_gathering = std::make_shared<ExportData>();
    m_next = 0;
    updateEnabled();
    gatherSlice();
}

void ExportDialog::gatherSlice()
{
    const ExportScope &scope = m_scopes[static_cast<std::size_t>(m_scope->currentIndex())];
    if (!scope.gather(*m_gathering, m_next)) {
        m_slice.start(0);
        return;
    }
    m_data = std::move(m_gathering);
    m_gaps->setVisible(isAnythingMissing(*m_data));
    updateEnabled();
    askPreview();
}

ExportRequest ExportDialog::request() const
{
    ExportRequest request;
    request.text.kind = static_cast<report::TextTemplate>(m_template->currentIndex());
    request.text.title = m_title->text().toStdString();
    request.text.scope = m_scope->currentText().toStdString();
    request.options.masking = m_masking->currentIndex() == 0 ? report::Masking::PrefixAndLast4
                                                             : report::Masking::IdOnly;
    request.options.withNames = m_names->isChecked();
    const QString base = QDir(m_folder->text()).absoluteFilePath(m_name->text());
    for (const Format &format : kFormats) {
        if (wants(format.kind))
            request.files.push_back(
                {format.kind, (base + QLatin1String(format.ending)).toLocal8Bit().toStdString()});
    }
    if (const auto key = report::PublicKey::parse(m_key->text().trimmed().toStdString(),
                                                  report::PublicKey::Use::Seal))
        request.receiver = *key;
    return request;
}

bool ExportDialog::wants(Kind kind) const
{
    return m_formats[static_cast<std::size_t>(kind)]->isChecked();
}

void ExportDialog::askPreview()
{
    if (!m_data)
        return;
    // The page shows how it will read; its end need not be there.
    std::shared_ptr<const ExportData> shownData = m_data;
    if (m_data->findings.size() > kMostPreviewed) {
        auto some = std::make_shared<ExportData>(*m_data);
        some->findings.resize(kMostPreviewed);
        shownData = some;
    }
    m_session.preview(std::move(shownData), request());
}

void ExportDialog::showPreview(const QString &html)
{
    // The browser has no variables and media queries: it takes the window's own colours.
    QString page = html;
    const qsizetype begin = page.indexOf("<style>"_L1);
    const qsizetype end = page.indexOf("</style>"_L1);
    if (begin >= 0 && end > begin)
        page.remove(begin, end - begin);
    m_preview->setHtml(page);
}

void ExportDialog::updateEnabled()
{
    const bool isHandover = wants(Kind::HandoverPack);
    m_handover->setVisible(isHandover);
    const auto key = report::PublicKey::parse(m_key->text().trimmed().toStdString(),
                                              report::PublicKey::Use::Seal);
    m_fingerprint->setText(key ? tr("Fingerprint %1: compare it with your colleague.")
                                     .arg(QString::fromStdString(key->fingerprint()))
                               : tr("Paste a key that starts with rekey-seal:"));
    const bool isConfirmed = !isHandover || (key && m_confirm->text() == tr("hand over"));
    const bool isAnyFormat = std::ranges::any_of(m_formats, &QCheckBox::isChecked);
    const bool isNamed = !m_folder->text().isEmpty() && !m_name->text().isEmpty()
        && !m_name->text().contains(u'/');
    m_save->setEnabled(m_data && !m_isSaving && isAnyFormat && isNamed && isConfirmed);
}

void ExportDialog::save()
{
    m_isSaving = true;
    updateEnabled();
    m_status->setText(tr("Writing..."));
    m_session.save(m_data, request());
}

void ExportDialog::showOutcome(const ExportOutcome &outcome)
{
    m_isSaving = false;
    QStringList lines;
    if (!outcome.written.isEmpty())
        lines << tr("Written:") << outcome.written;
    for (const Error &error : outcome.errors)
        lines << tr("Not written: %1").arg(QString::fromStdString(error.text()));
    m_status->setText(lines.join(u'\n'));
    m_confirm->clear();
    updateEnabled();
    if (outcome.written.isEmpty())
        return;
    std::vector<secret::SecretId> ids;
    for (const finding::Finding &finding : m_data->findings)
        ids.push_back(finding.id);
    QStringList names;
    for (const QString &path : outcome.written)
        names << QFileInfo(path).fileName();
    Q_EMIT exported(ids, names.join(u", "_s));
}

} // namespace rekey::ui
