// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret/identity.h"
#include "ui/session/brokerprocess.h"
#include "ui/session/brokerwatch.h"

#include <QDialog>
#include <QHash>
#include <QSet>
#include <QTimer>

#include <functional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;
class QToolButton;

namespace rekey::ui {

class BrokerFilter;
class BrokerModel;
class ChartCard;

/// What a broker is started with, as the person chose it.
struct BrokerChoices
{
    QString config; ///< path; empty: everything has its default
    bool isInFile = false; ///< the open key is in a file, not in the keyring
    QString keyring; ///< name of the entry
    QString keyFile;

    [[nodiscard]] BrokerKey key() const;
};

/// The finding a seal was made of.
struct SealedFinding
{
    secret::SecretId id;
    QString label; ///< "S-0421"
};

/// Starts a broker and shows what it does: who used which key for what, as it happens. GUI thread.
class BrokerPage final : public QDialog
{
    Q_OBJECT

public:
    /// How a path is asked for; empty when the person cancels.
    struct Choosers
    {
        std::function<QString(QWidget *parent)> file;
        std::function<QString(QWidget *parent)> target; ///< a file to be made
    };

    /// All of them outlive the page.
    BrokerPage(BrokerProcess &process, BrokerWatch &watch, BrokerModel &model, Choosers choosers,
               QWidget *parent = nullptr);
    ~BrokerPage() override;

    void setChoices(const BrokerChoices &choices);
    [[nodiscard]] BrokerChoices choices() const;
    /// Nothing is started or made; what others run is still shown.
    void setReadOnly(bool isReadOnly);
    /// By their fingerprints.
    void setSeals(const QHash<QString, SealedFinding> &seals);
    /// Shows only the uses of these; `label` names what they are of.
    void showSeals(const QSet<QString> &seals, const QString &label);

Q_SIGNALS:
    void choicesChanged();
    /// To be started with choices().
    void startRequested();
    /// Somebody wants to see the finding whose value was used.
    void findingRequested(const rekey::secret::SecretId &id);

private:
    [[nodiscard]] QWidget *makeForm();
    [[nodiscard]] QWidget *makeButtons();
    [[nodiscard]] QWidget *makeFilters();
    [[nodiscard]] QWidget *makeTable();
    void connectParts();
    void tell(const QString &text);
    void updateState();
    void updateKey();
    void updateRows();
    void updateCurrent();
    void updateConsumers();
    void makeKey();
    [[nodiscard]] const SealedFinding *currentFinding() const;

    BrokerProcess &m_process;
    BrokerWatch &m_watch;
    BrokerModel &m_model;
    Choosers m_choosers;
    BrokerFilter *m_filter;
    QHash<QString, SealedFinding> m_seals;
    QString m_keyring; ///< of the kind that is not shown, too
    QString m_keyFile;
    bool m_isReadOnly = false;
    bool m_isMaking = false;
    QTimer m_later; ///< the chart is drawn anew some times a second at most

    QLineEdit *m_config;
    QComboBox *m_kind;
    QLineEdit *m_name;
    QPushButton *m_chooseKey = nullptr;
    QPushButton *m_makeKey = nullptr;
    QPushButton *m_start = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_reload = nullptr;
    QLabel *m_state;
    QLabel *m_said;
    QLabel *m_log;
    QLineEdit *m_search;
    QComboBox *m_consumer;
    QToolButton *m_only;
    QLabel *m_count;
    QTableView *m_table;
    ChartCard *m_chart;
    QPushButton *m_show = nullptr;
};

} // namespace rekey::ui
