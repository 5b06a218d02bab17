// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/pdffile.h"

#include <QBuffer>
#include <QFile>
#include <QPageSize>
#include <QPdfWriter>
#include <QSaveFile>
#include <QTextDocument>

namespace rekey::ui {

namespace {

class ClosedDocument final : public QTextDocument
{
protected:
    QVariant loadResource(int, const QUrl &) override { return {}; }
};

QByteArray pdfOf(const std::string &html)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setCreator(QStringLiteral("Rekey " REKEY_VERSION));
    ClosedDocument document;
    // The page's own sizes are for a screen.
    document.setDefaultStyleSheet(QStringLiteral("body { font-size: 9pt; color: #000000; }"));
    QString text = QString::fromStdString(html);
    const qsizetype begin = text.indexOf(QLatin1String("<style>"));
    const qsizetype end = text.indexOf(QLatin1String("</style>"));
    if (begin >= 0 && end > begin)
        text.remove(begin, end - begin);
    document.setHtml(text);
    writer.setTitle(document.metaInformation(QTextDocument::DocumentTitle));
    document.print(&writer);
    return buffer.data();
}

} // namespace

Result<void> writePdf(const std::string &path, const std::string &html)
{
    const QString name = QString::fromLocal8Bit(path.data(), static_cast<qsizetype>(path.size()));
    if (QFile::exists(name))
        return fail(ErrorKind::Invalid, "exists already; choose another name", path);
    const QByteArray pdf = pdfOf(html);
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly)
        || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(pdf) != pdf.size() || !file.commit())
        return fail(ErrorKind::Io, "cannot be written: " + file.errorString().toStdString(), path);
    return {};
}

} // namespace rekey::ui
