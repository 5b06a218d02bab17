// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rotate/patchplaces.h"
#include "ui/session/checkplan.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <memory>
#include <string>
#include <vector>

namespace rekey::ui {

class Workspace;

/// One file that a secret stands in, and what would be changed in it. No values.
struct PatchRow
{
    rotate::PatchPlace place;
    rotate::PatchOffer offer;
    std::string problem; ///< why it cannot be read, or was not changed; empty: nothing is wrong
    bool isApplied = false;
};

/// The files of working trees that one finding stands in: reads them on a thread of its own, shows
/// what replacing the value would change, and does it where somebody says so. GUI thread; the
/// workspace must outlive it, and what the reader needs.
class PatchSession final : public QObject
{
    Q_OBJECT

public:
    PatchSession(const Workspace &workspace, PartsReader reader,
                 std::shared_ptr<const CheckRules> rules, finding::Finding found,
                 CheckSubject subject, QObject *parent = nullptr);
    ~PatchSession() override;

    [[nodiscard]] const std::vector<PatchRow> &rows() const { return m_rows; }
    [[nodiscard]] bool isBusy() const { return m_tasks > 0; }
    /// Where the value is read from in the patches that are shown.
    [[nodiscard]] const std::string &style() const { return m_style; }
    [[nodiscard]] const std::string &name() const { return m_name; }

    /// Reads everything again. `name` is what the value is called; empty: one that fits. Ends in
    /// changed() or failed().
    void read(std::string style, std::string name);
    /// Changes that file, if it is still the one that was shown.
    void apply(std::size_t row);

Q_SIGNALS:
    void changed();
    void failed(const rekey::Error &error);

private:
    struct Work;

    const Workspace &m_workspace;
    std::shared_ptr<Work> m_work;
    std::string m_style = "env";
    std::string m_name;
    std::vector<PatchRow> m_rows;
    int m_tasks = 0;
    int m_round = 0; ///< an older reading's rows are nobody's
    QThreadPool m_pool;
};

} // namespace rekey::ui
