// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/savefile.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QMessageBox>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

struct SaveWords
{
    Q_DECLARE_TR_FUNCTIONS(rekey::ui::SaveFile)
};

} // namespace

void saveFile(QWidget *window, const QString &suggestedName, const QByteArray &bytes,
              std::function<void(const QString &path)> written)
{
    auto *dialog = new QFileDialog(window, SaveWords::tr("Save"));
    dialog->setObjectName(u"saveDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->selectFile(suggestedName);
    QObject::connect(dialog, &QFileDialog::fileSelected, window,
                     [window, bytes, written = std::move(written)](const QString &path) {
                         QSaveFile file(path);
                         if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size()
                             && file.commit()) {
                             written(path);
                             return;
                         }
                         QMessageBox::warning(
                             window, SaveWords::tr("Not written"),
                             SaveWords::tr("%1 could not be written: %2. Choose another place.")
                                 .arg(path, file.errorString()));
                     });
    dialog->open();
}

} // namespace rekey::ui
