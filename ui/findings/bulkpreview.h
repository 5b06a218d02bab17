// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/findingindexfacets.h"

#include <QDialog>

#include <cstddef>
#include <vector>

namespace rekey::ui {

/// Says what an act on very many findings is about to touch: counts by type, verdict and decision.
/// The button that goes on is named after the act; the one chosen beforehand is Cancel.
class BulkPreview final : public QDialog
{
    Q_OBJECT

public:
    BulkPreview(const QString &act, std::size_t count,
                const std::vector<finding::FacetGroup> &groups, QWidget *parent = nullptr);

private:
    [[nodiscard]] QWidget *makeGroup(const finding::FacetGroup &group);
};

} // namespace rekey::ui
