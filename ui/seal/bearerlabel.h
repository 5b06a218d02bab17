// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret/secretbytes.h"

#include <QWidget>

#include <memory>

namespace rekey::ui {

/// Shows a bearer once, painted glyph by glyph from locked memory, so that no text of it is made
/// for the toolkit or for assistive tools. Wide ones are cut off at the end.
class BearerLabel final : public QWidget
{
    Q_OBJECT

public:
    explicit BearerLabel(std::shared_ptr<const secret::SecretBytes> bearer,
                         QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::shared_ptr<const secret::SecretBytes> m_bearer;
};

} // namespace rekey::ui
