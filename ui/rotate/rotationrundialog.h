// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/rotate/credentialfield.h"
#include "ui/rotate/rotationpage.h"
#include "ui/session/rotationsession.h"

#include <QStringList>

#include <functional>
#include <map>
#include <string>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QVBoxLayout;

namespace rekey::ui {

class RotationMeansForm;
class RotationSteps;
class SecondPersonForm;

/// What the page of a rotation shows beside what its session tells. No values.
struct RotationFacts
{
    QString label; ///< "S-0421", or the detector
    QString provider; ///< its name
    QStringList permissions; ///< that the administrator's credential needs
    QStringList sealed; ///< consumers whose seals are made anew
    CredentialSources credentials; ///< where the administrator's comes from, if not typed
    bool isOneOfMany = false; ///< it goes on without its page, which is for what a person has to do
};

/// One rotation, from the look at the provider to the proof: what it is done with, its steps with
/// where they stand, who gets the new value, and what a person has to do. Nothing is sent before a
/// button that says so was pressed. Not modal; closing it pauses the rotation, unless that is one
/// of many, which is refused while the only copy of a new value is in its session. GUI thread. The
/// session must outlive what is done with the page, but not its end.
class RotationRunDialog final : public RotationPage
{
    Q_OBJECT

public:
    /// Asks for the file that a consumer's value goes to; empty when the person cancels.
    using FileChooser = std::function<QString(QWidget *parent)>;

    RotationRunDialog(RotationSession &session, RotationFacts facts, FileChooser chooseFile,
                      QWidget *parent = nullptr);
    ~RotationRunDialog() override;

    [[nodiscard]] const RotationSession &session() const { return m_session; }
    [[nodiscard]] bool isOneOfMany() const { return m_facts.isOneOfMany; }

Q_SIGNALS:
    /// The seals of this consumer are to be tried: whether it works with the new key.
    void testRequested(const std::string &consumer);

public Q_SLOTS:
    void reject() override;

Q_SIGNALS:
    /// How files would do without the value is to be shown.
    void patchesRequested();
    /// The plan as a file that a second person agrees to elsewhere.
    void saveRequested(const QString &suggestedName, const QByteArray &content);

private:
    void build();
    void buildMeans(QVBoxLayout *column);
    void buildConsumers(QVBoxLayout *column);
    void buildAttention(QVBoxLayout *column);
    void buildButtons(QVBoxLayout *column);
    void connectSession();

    [[nodiscard]] rotate::AgreedPlan agreedPlan() const;
    void takeNeeds(const RotationNeeds &needs);
    void takeLook(const std::vector<std::string> &lines);
    void update();
    void updateBefore();
    void updateConsumers();
    void updateAttention();
    void updateState();
    [[nodiscard]] QString stateText() const;
    [[nodiscard]] QString hostsText() const;
    [[nodiscard]] std::string currentConsumer() const;
    [[nodiscard]] QString wayOf(const std::string &consumer) const;
    [[nodiscard]] QString checkOf(const std::string &consumer) const;
    void deliverToCommand();
    void checkWithCommand();
    void askRollBack();
    void askGiveUp();

    RotationSession &m_session;
    RotationFacts m_facts;
    FileChooser m_chooseFile;
    RotationNeeds m_needs;
    bool m_isPrepared = false;
    bool m_hasLooked = false;
    bool m_isLookStale = false; ///< what it looks with is not what is given any more
    std::map<std::string, QString> m_ways; ///< chosen here, by consumer
    std::map<std::string, std::string> m_checks; ///< commands that say that it works, by consumer

    RotationSteps *m_steps = nullptr;
    QWidget *m_before = nullptr; ///< all that goes away once it has begun
    QLabel *m_hosts = nullptr;
    RotationMeansForm *m_means = nullptr;
    SecondPersonForm *m_second = nullptr; ///< null for a run that has begun
    QLabel *m_found = nullptr;
    QWidget *m_consumersBox = nullptr;
    QTreeWidget *m_consumers = nullptr;
    QLineEdit *m_command = nullptr;
    QWidget *m_attention = nullptr;
    QLabel *m_need = nullptr;
    QLineEdit *m_typed = nullptr;
    QPushButton *m_approve = nullptr;
    QPushButton *m_deleteLost = nullptr;
    QPushButton *m_skip = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_look = nullptr;
    QPushButton *m_begin = nullptr;
    QPushButton *m_pause = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_giveUp = nullptr;
    QPushButton *m_test = nullptr;
    QPushButton *m_works = nullptr;
    QPushButton *m_toFile = nullptr;
    QPushButton *m_toCommand = nullptr;
    QPushButton *m_checkWith = nullptr;
};

} // namespace rekey::ui
