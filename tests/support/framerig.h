// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fakeengine.h"
#include "tests/support/fakekeeper.h"
#include "tests/support/windowrig.h"
#include "ui/widgets/secretfield.h"

#include <QPushButton>
#include <QTest>

namespace rekey::test {

/// A window over a made-up scan and a store with a passphrase.
struct FrameRig
{
    explicit FrameRig(bool isReadOnly = false)
        : rig(engine(plan), isReadOnly, stores(shelf))
    {
        shelf->passphrase = "open sesame";
    }

    static ui::Engine engine(const std::shared_ptr<FakeScan> &plan)
    {
        ui::Engine made = FakeScan::engine(plan);
        made.prepare = []() -> Result<scan::ScanContext> {
            scan::ScanContext context;
            context.vault = std::make_shared<const secret::Vault>();
            return context;
        };
        return made;
    }
    static ui::StorePorts stores(const std::shared_ptr<FakeShelf> &shelf)
    {
        ui::StorePorts ports;
        ports.memory = [shelf]() -> ui::Ledger::Opener {
            return [shelf]() -> Result<std::unique_ptr<finding::Keeper>> {
                return std::make_unique<FakeKeeper>(shelf);
            };
        };
        ports.needsPassphrase = [] { return true; };
        return ports;
    }

    /// Shown, with its store open and thirty secrets listed.
    void start()
    {
        rig.window->show();
        rig.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(rig.window.get()));
        QTRY_VERIFY(rig.ledger.isOpen());
        rig.window->scanPaths({QStringLiteral("/made/payments")});
        QTRY_VERIFY(rig.window->isAtRest() && rig.model().totalCount() == 30);
        rig.table()->setFocus();
    }

    QWidget *page() const { return rig.window->findChild<QWidget *>(QStringLiteral("lockPage")); }
    void unlock(const QString &passphrase) const
    {
        auto *field = page()->findChild<ui::SecretField *>();
        QTest::keyClicks(field, passphrase);
        QTest::keyClick(field, Qt::Key_Return);
    }

    std::shared_ptr<FakeScan> plan = std::make_shared<FakeScan>();
    std::shared_ptr<FakeShelf> shelf = std::make_shared<FakeShelf>();
    WindowRig rig;
};

} // namespace rekey::test
