// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/keptseals.h"
#include "core/seal/sealing.h"
#include "core/seal/sealkey.h"
#include "tests/support/madeup.h"
#include "tests/support/peerprocess.h"
#include "tests/support/windowrig.h"

#include <QDialog>
#include <QFile>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QTreeWidget>

namespace rekey::test {

/// The window with AWS on loopback in the place of AWS: from a leaked key, which consumers may have
/// seals of, to the page that rotates it.
class RotationJourney : public QObject
{
protected:
    std::unique_ptr<PeerProcess> m_aws;
    std::unique_ptr<QTemporaryDir> m_home;
    seal::OpenKey m_openKey = seal::OpenKey::random();
    std::string m_proxyUrl = "http://tokenizer.internal:8080"; ///< that seals are for
    std::vector<std::string> m_sealHosts; ///< that seals allow; none: those of the preset
    /// That were given out with the seals.
    std::map<std::string, std::shared_ptr<const secret::SecretBytes>> m_bearers;
    QString m_oldId;
    QString m_oldSecret;
    QString m_adminId;
    QString m_adminSecret;

    [[nodiscard]] QString path(const QString &name) const { return m_home->filePath(name); }
    [[nodiscard]] ui::Engine engine() const
    {
        return ui::coreEngine({path(QStringLiteral("cache")).toStdString(),
                               path(QStringLiteral("data")).toStdString()});
    }
    [[nodiscard]] QJsonObject keys() const
    {
        return m_aws->get(QStringLiteral("/_peer/state"))[QLatin1StringView("keys")].toObject();
    }
    [[nodiscard]] QStringList requests() const
    {
        QStringList names;
        for (const QJsonValue &one :
             m_aws->get(QStringLiteral("/_peer/state"))[QLatin1StringView("requests")].toArray())
            names.append(one.toString());
        return names;
    }

    static std::shared_ptr<const secret::SecretBytes> words()
    {
        return std::make_shared<const secret::SecretBytes>(
            secret::SecretBytes::copyOf("open sesame"));
    }

    void reset(std::uint32_t seed, double settleSeconds)
    {
        m_home = std::make_unique<QTemporaryDir>();
        MadeUp made(seed);
        m_oldId = QString::fromStdString(made.awsKeyId());
        m_oldSecret = QString::fromStdString(made.awsSecret());
        const QJsonObject admin = m_aws->post(QStringLiteral("/_peer/reset"),
                                              {{QStringLiteral("id"), m_oldId},
                                               {QStringLiteral("secret"), m_oldSecret},
                                               {QStringLiteral("settle"), settleSeconds}});
        m_adminId = admin[QLatin1StringView("admin_id")].toString();
        m_adminSecret = admin[QLatin1StringView("admin_secret")].toString();
        QFile file(path(QStringLiteral("aws.ini")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("aws_access_key_id = " + m_oldId.toUtf8()
                   + "\naws_secret_access_key = " + m_oldSecret.toUtf8() + '\n');
    }

    /// The window with the peer in the place of AWS, and nothing in it yet.
    [[nodiscard]] std::unique_ptr<WindowRig> makeRig(const ui::CheckPorts &checks
                                                     = ui::coreChecks(),
                                                     const ui::StorePorts &stores = {}) const
    {
        auto rig = std::make_unique<WindowRig>(engine(), false, stores, checks);
        rig->settings.setValue(QStringLiteral("network/proxy"), QStringLiteral("none"));
        rig->settings.setValue(QStringLiteral("network/servers"),
                               QStringList{QStringLiteral("aws=") + m_aws->url()});
        rig->settings.setValue(QStringLiteral("network/allowed"),
                               QStringList{QStringLiteral("peer=127.0.0.1")});
        rig->window->show();
        rig->window->activateWindow();
        return rig;
    }

    void openStore(WindowRig &rig, bool isNew) const
    {
        const ui::StorePorts stores
            = ui::coreStores(path(QStringLiteral("identity.key")).toStdString());
        const QString file = path(QStringLiteral("store.db"));
        rig.ledger.open(isNew ? stores.create(file, ui::StoreProtection::Passphrase, words())
                              : stores.open(file, false));
        QTRY_VERIFY_WITH_TIMEOUT(rig.workspace.isReady() && rig.ledger.isOpen(), 120'000);
        if (!isNew)
            rig.ledger.unlock(words());
        QTRY_VERIFY_WITH_TIMEOUT(rig.ledger.canChange(), 60'000);
    }

    void scan(WindowRig &rig) const
    {
        rig.window->scanPaths({path(QStringLiteral("aws.ini"))});
        QTRY_VERIFY_WITH_TIMEOUT(rig.window->isAtRest() && rig.model().totalCount() == 1, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(rig.ledger.isAtRest(), 60'000);
    }

    /// Seals of the key for three consumers, in the store.
    void sealForThree(WindowRig &rig)
    {
        const finding::Finding found = rig.model().findingAt(0);
        const std::string hex = m_openKey.sealKey().hex();
        bool isKept = false;
        rig.ledger.run<Result<void>>(
            [this, found, hex](finding::Keeper &keeper) -> Result<void> {
                const auto profile = *seal::makeProfile("production", m_proxyUrl, hex);
                const seal::Preset &aws = *seal::presetById("aws-sigv4");
                seal::ProxySecret policy = seal::policyOf(aws);
                const seal::ValueReader read = [&](std::string_view name) {
                    return keeper.value(found.id, name == "value" ? std::string_view() : name);
                };
                if (auto filled = seal::fillFields(policy.processor, aws, read); !filled)
                    return filled;
                auto value = seal::makeValue(aws.value, read);
                if (!value)
                    return std::unexpected(value.error());
                if (auto filled = seal::fillValue(policy.processor, *std::move(value)); !filled)
                    return filled;
                if (!m_sealHosts.empty())
                    policy.destinations.hosts = m_sealHosts;
                seal::SealOrder order;
                order.source = {found.id, found.label(), found.rule, found.masked};
                order.recipe = aws.value;
                order.test = aws.test;
                order.now = 1'700'000'000;
                const std::vector<seal::Consumer> consumers
                    = {{"billing", "", ""}, {"mail", "", ""}, {"cron", "", ""}};
                auto made = seal::sealForEach(policy, consumers, profile, order);
                if (!made)
                    return std::unexpected(made.error());
                seal::SealRegister seals;
                for (seal::MadeSeal &one : *made) {
                    m_bearers[one.record.consumer.name]
                        = std::make_shared<const secret::SecretBytes>(std::move(one.bearer));
                    seals.add(std::move(one.record));
                }
                if (auto kept
                    = keeper.setProperty(seal::kProfileRoom, profile.name, seal::textOf(profile));
                    !kept)
                    return kept;
                return seal::keep(keeper, seals);
            },
            &rig.ledger, [&isKept](const Result<void> &kept) { isKept = kept.has_value(); });
        QTRY_VERIFY(isKept);
    }

    [[nodiscard]] std::vector<seal::SealRecord> sealsOf(WindowRig &rig) const
    {
        std::vector<seal::SealRecord> records;
        bool isRead = false;
        rig.ledger.run<Result<seal::SealRegister>>(
            [](finding::Keeper &keeper) { return seal::keptRegister(keeper); }, &rig.ledger,
            [&](const Result<seal::SealRegister> &seals) {
                for (const auto &[number, record] : seals->records())
                    records.push_back(record);
                isRead = true;
            });
        if (!QTest::qWaitFor([&] { return isRead; }))
            qFatal("the seals were not read");
        return records;
    }

    /// Types a filter and waits for what it leaves.
    static void filter(WindowRig &rig, const QString &text, int count)
    {
        rig.window->activateWindow();
        rig.table()->setFocus();
        QTest::keyClick(rig.table(), Qt::Key_Slash);
        QTRY_VERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()) != nullptr);
        QTest::keyClicks(QApplication::focusWidget(), text);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(rig.model().shownCount(), count, 20'000);
    }
    /// What the table says of the rotation of its first finding.
    [[nodiscard]] static QString rotationOf(const WindowRig &rig)
    {
        return rig.model().index(0, ui::FindingsModel::RotationColumn).data().toString();
    }

    [[nodiscard]] static QDialog *dialog(const WindowRig &rig, const QString &name)
    {
        const QList<QDialog *> all = rig.window->findChildren<QDialog *>(name);
        for (QDialog *one : all) {
            if (one->isVisible())
                return one;
        }
        return nullptr;
    }
    /// Null when it does not come.
    [[nodiscard]] static QDialog *waitFor(const WindowRig &rig, const QString &name,
                                          int milliseconds = 60'000)
    {
        if (!QTest::qWaitFor([&] { return dialog(rig, name) != nullptr; }, milliseconds))
            return nullptr;
        return dialog(rig, name);
    }
    template <typename T> [[nodiscard]] static T *part(QWidget *in, const QString &name)
    {
        T *found = in->findChild<T *>(name);
        if (found == nullptr)
            qFatal("there is no %s", qPrintable(name));
        return found;
    }
    static void click(QWidget *page, const QString &name)
    {
        auto *button = part<QPushButton>(page, name);
        QTRY_VERIFY2_WITH_TIMEOUT(button->isVisible() && button->isEnabled(),
                                  qPrintable(name + u' ' + stateOf(page)), 60'000);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    /// What a page says of itself; for failures.
    [[nodiscard]] static QString stateOf(QWidget *page)
    {
        QStringList texts;
        for (const QString &name : {QStringLiteral("rotationState"), QStringLiteral("rotationNeed"),
                                    QStringLiteral("rotationTrouble")}) {
            if (const auto *label = page->findChild<QLabel *>(name))
                texts.append(label->text());
        }
        return texts.join(QStringLiteral(" | "));
    }

    /// From the table to the page that does it; nothing was sent.
    [[nodiscard]] QDialog *openPage(WindowRig &rig) const
    {
        rig.table()->setFocus();
        QTest::keyClick(rig.table(), Qt::Key_G);
        QTest::keyClick(rig.table(), Qt::Key_R);
        QDialog *plan = waitFor(rig, QStringLiteral("rotationPlan"), 30'000);
        if (plan == nullptr)
            return nullptr;
        part<QSpinBox>(plan, QStringLiteral("rotationQuiet"))->setValue(0);
        click(plan, QStringLiteral("rotationGo"));
        return waitFor(rig, QStringLiteral("rotationRun"), 30'000);
    }

    struct Opened
    {
        std::unique_ptr<WindowRig> rig;
        QDialog *page; ///< null when it did not open
    };
    /// A leaked key in a new store, and the page that rotates it. `ask` stands between it and AWS.
    [[nodiscard]] Opened openLeak(std::uint32_t seed, const ui::CheckPorts &ask = ui::coreChecks())
    {
        reset(seed, 0);
        auto rig = makeRig(ask);
        openStore(*rig, true);
        scan(*rig);
        QDialog *page = openPage(*rig);
        return {std::move(rig), page};
    }

    void giveCredential(QDialog *page) const
    {
        QTRY_VERIFY_WITH_TIMEOUT(
            page->findChild<QWidget *>(QStringLiteral("rotationPart_admin")) != nullptr, 60'000);
        auto *id = part<QLineEdit>(page, QStringLiteral("rotationPart_admin_key_id"));
        id->setFocus();
        if (id->text().isEmpty()) // else it is kept with the rotation
            QTest::keyClicks(id, m_adminId);
        auto *secret = part<QWidget>(page, QStringLiteral("rotationPart_admin"));
        secret->setFocus();
        QTest::keyClicks(secret, m_adminSecret);
    }

    static void choose(QDialog *page, const QString &consumer)
    {
        auto *list = part<QTreeWidget>(page, QStringLiteral("rotationConsumersList"));
        const auto found = list->findItems(consumer, Qt::MatchContains);
        QCOMPARE(found.size(), 1);
        list->setCurrentItem(found.front());
    }

    [[nodiscard]] static bool isDone(QDialog *page)
    {
        return part<QLabel>(page, QStringLiteral("rotationState"))
            ->text()
            .startsWith(QStringLiteral("Done"));
    }
};

} // namespace rekey::test
