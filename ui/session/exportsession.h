// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/handoverpack.h"
#include "core/report/report.h"
#include "core/report/textreport.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace rekey::ui {

/// What an export is made from, taken out of the window at one moment. Holds no plaintext.
struct ExportData
{
    std::vector<finding::Finding> findings;
    std::vector<finding::Record> records;
    std::vector<finding::Event> events;
    std::vector<sources::Coverage> coverage; ///< by Place::source
    std::shared_ptr<const rules::RulePack> rules; ///< may be null
    std::optional<finding::Incident> incident;
    bool isComplete = true;
};

struct ExportFile
{
    enum class Kind : std::uint8_t
    {
        Markdown,
        Html,
        Pdf,
        Sarif,
        Csv,
        JsonLines,
        EvidencePack,
        HandoverPack,
    };
    Kind kind = Kind::Markdown;
    std::string path;
};

struct ExportRequest
{
    report::TextRequest text;
    report::ReportOptions options;
    std::vector<ExportFile> files;
    std::optional<report::PublicKey> receiver; ///< of a hand-over pack
};

/// How an export went: every file is either written or has an error.
struct ExportOutcome
{
    QStringList written; ///< paths, control characters escaped
    std::vector<Error> errors;
};

/// Makes previews and files off the GUI thread. A newer preview makes an older one stale.
class ExportSession final : public QObject
{
    Q_OBJECT

public:
    /// Makes a PDF of a page; called on a worker thread.
    using PdfWriter = std::function<Result<void>(const std::string &path, const std::string &html)>;

    /// `keyFolder`: where the signing key is kept. `value` is called on a worker thread.
    ExportSession(PdfWriter pdf, report::ValueReader value, std::string keyFolder,
                  QObject *parent = nullptr);
    /// Waits for what is being written.
    ~ExportSession() override;

    void preview(std::shared_ptr<const ExportData> data, ExportRequest request);
    void save(std::shared_ptr<const ExportData> data, ExportRequest request);

Q_SIGNALS:
    void previewed(const QString &html);
    void saved(const rekey::ui::ExportOutcome &outcome);

private:
    PdfWriter m_pdf;
    report::ValueReader m_value;
    std::string m_keyFolder;
    std::shared_ptr<std::atomic<std::uint64_t>> m_wanted;
    QThreadPool m_pool;
};

} // namespace rekey::ui
