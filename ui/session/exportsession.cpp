// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/exportsession.h"

#include "core/base/text.h"
#include "core/report/evidencepack.h"

#include <QDateTime>
#include <QFile>
#include <QSaveFile>

#include <sstream>

namespace rekey::ui {

namespace {

using Kind = ExportFile::Kind;

report::Report reportOf(const ExportData &data)
{
    return {.findings = data.findings,
            .coverage = data.coverage,
            .rules = data.rules.get(),
            .complete = data.isComplete,
            .elapsedMs = 0,
            .version = REKEY_VERSION,
            .records = data.records,
            .events = data.events,
            .incident = data.incident ? &*data.incident : nullptr,
            .madeAt = QDateTime::currentSecsSinceEpoch()};
}

Result<void> writeBytes(const std::string &path, const std::string &bytes)
{
    const QString name = QString::fromLocal8Bit(path.data(), static_cast<qsizetype>(path.size()));
    if (QFile::exists(name))
        return fail(ErrorKind::Invalid, "exists already; choose another name", path);
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly)
        || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(bytes.data(), static_cast<qint64>(bytes.size())) < 0 || !file.commit())
        return fail(ErrorKind::Io, "cannot be written: " + file.errorString().toStdString(), path);
    return {};
}

Result<void> writeData(const ExportFile &file, report::Format format, const report::Report &report,
                       const report::ReportOptions &options)
{
    std::ostringstream out;
    report::write(out, format, report, options);
    return writeBytes(file.path, out.str());
}

/// One export under way, on a worker thread.
class Job
{
public:
    Job(const ExportSession::PdfWriter &pdf, const report::ValueReader &value,
        const std::string &keyFolder, const ExportRequest &request, const report::Report &report)
        : m_pdf(pdf)
        , m_value(value)
        , m_keyFolder(keyFolder)
        , m_request(request)
        , m_report(report)
    {
    }

    [[nodiscard]] Result<void> write(const ExportFile &file) const
    {
        switch (file.kind) {
        case Kind::Markdown:
            return text(report::TextFormat::Markdown).and_then([&](const std::string &text) {
                return writeBytes(file.path, text);
            });
        case Kind::Html:
            return text(report::TextFormat::Html).and_then([&](const std::string &text) {
                return writeBytes(file.path, text);
            });
        case Kind::Pdf:
            return text(report::TextFormat::Html).and_then([&](const std::string &text) {
                return m_pdf(file.path, text);
            });
        case Kind::Sarif:
            return writeData(file, report::Format::Sarif, m_report, m_request.options);
        case Kind::Csv:
            return writeData(file, report::Format::Csv, m_report, m_request.options);
        case Kind::JsonLines:
            return writeData(file, report::Format::JsonLines, m_report, m_request.options);
        case Kind::EvidencePack:
            return evidence(file);
        case Kind::HandoverPack:
            if (!m_request.receiver)
                return fail(ErrorKind::Invalid, "a hand-over pack needs the reader's key",
                            file.path);
            return report::writeHandoverPack(file.path, m_report, *m_request.receiver, m_value);
        }
        return {};
    }

private:
    [[nodiscard]] Result<std::string> text(report::TextFormat format) const
    {
        report::TextRequest request = m_request.text;
        request.format = format;
        return report::textReport(m_report, m_request.options, request);
    }

    [[nodiscard]] Result<void> evidence(const ExportFile &file) const
    {
        return report::KeyPair::loadOrCreate(m_keyFolder + "/evidence.key",
                                             report::PublicKey::Use::Sign)
            .and_then([&](const report::KeyPair &key) {
                return report::writeEvidencePack(file.path, m_report, m_request.options,
                                                 m_request.text.title, key);
            });
    }

    const ExportSession::PdfWriter &m_pdf;
    const report::ValueReader &m_value;
    const std::string &m_keyFolder;
    const ExportRequest &m_request;
    const report::Report &m_report;
};

} // namespace

ExportSession::ExportSession(PdfWriter pdf, report::ValueReader value, std::string keyFolder,
                             QObject *parent)
    : QObject(parent)
    , m_pdf(std::move(pdf))
    , m_value(std::move(value))
    , m_keyFolder(std::move(keyFolder))
    , m_wanted(std::make_shared<std::atomic<std::uint64_t>>(0))
{
    m_pool.setMaxThreadCount(1);
}

ExportSession::~ExportSession()
{
    ++*m_wanted;
    m_pool.waitForDone();
}

void ExportSession::preview(std::shared_ptr<const ExportData> data, ExportRequest request)
{
    const std::uint64_t number = ++*m_wanted;
    m_pool.start([this, number, wanted = m_wanted, data = std::move(data),
                  request = std::move(request)]() mutable {
        if (*wanted != number)
            return;
        request.text.format = report::TextFormat::Html;
        const auto text = report::textReport(reportOf(*data), request.options, request.text);
        const QString html = QString::fromStdString(
            text ? *text : "<p>" + report::escapeHtml(text.error().text()) + "</p>");
        QMetaObject::invokeMethod(
            this,
            [this, number, html] {
                if (*m_wanted == number)
                    Q_EMIT previewed(html);
            },
            Qt::QueuedConnection);
    });
}

void ExportSession::save(std::shared_ptr<const ExportData> data, ExportRequest request)
{
    m_pool.start([this, data = std::move(data), request = std::move(request)] {
        const report::Report report = reportOf(*data);
        const Job job(m_pdf, m_value, m_keyFolder, request, report);
        ExportOutcome outcome;
        for (const ExportFile &file : request.files) {
            if (auto done = job.write(file); done)
                outcome.written.append(QString::fromStdString(escapeControl(file.path)));
            else
                outcome.errors.push_back(done.error());
        }
        QMetaObject::invokeMethod(
            this, [this, outcome] { Q_EMIT saved(outcome); }, Qt::QueuedConnection);
    });
}

} // namespace rekey::ui
