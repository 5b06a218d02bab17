// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rotate/rotationrundialog.h"

#include "ui/models/findingwords.h"
#include "ui/rotate/rotationmeansform.h"
#include "ui/rotate/rotationsteps.h"
#include "ui/rotate/secondpersonform.h"
#include "ui/widgets/labels.h"

#include <QDateTime>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

using rotate::StepKind;
using Kind = rotate::Progress::Kind;

constexpr int kConsumerRows = 4;
constexpr int kLeastRow = 24;
constexpr qsizetype kTypedCharacters = 4;

QString lines(const std::vector<std::string> &texts)
{
    QStringList list;
    for (const std::string &text : texts)
        list.append(escapedText(text));
    return list.join(u'\n');
}

} // namespace

RotationRunDialog::RotationRunDialog(RotationSession &session, RotationFacts facts,
                                     FileChooser chooseFile, QWidget *parent)
    : RotationPage(u"rotation"_s, parent)
    , m_session(session)
    , m_facts(std::move(facts))
    , m_chooseFile(std::move(chooseFile))
{
    setObjectName(u"rotationRun"_s);
    setWindowTitle(tr("Rotate %1 at %2").arg(m_facts.label, m_facts.provider));
    build();
    connectSession();
    resize(860, 640);
    m_isPrepared = m_session.hasBegun();
    update();
    if (!m_isPrepared)
        m_session.prepare();
}

RotationRunDialog::~RotationRunDialog()
{
    m_consumers->disconnect(this); // it tells of its end
}

void RotationRunDialog::build()
{
    auto *column = new QVBoxLayout(this);
    column->setSpacing(10);
    addState(column);
    m_steps = new RotationSteps(this);
    column->addWidget(m_steps, 1);
    buildMeans(column);
    m_found = plainLabel({}, u"rotationFound"_s, this);
    column->addWidget(m_found);
    buildConsumers(column);
    buildAttention(column);
    addTrouble(column);
    buildButtons(column);
}

void RotationRunDialog::buildMeans(QVBoxLayout *column)
{
    m_before = new QWidget(this);
    auto *inner = new QVBoxLayout(m_before);
    inner->setContentsMargins(0, 0, 0, 0);
    m_hosts = plainLabel({}, u"rotationHosts"_s, m_before);
    m_means = new RotationMeansForm(m_facts.credentials, m_before);
    inner->addWidget(m_hosts);
    inner->addWidget(m_means);
    if (m_session.order().run.empty()) {
        m_second = new SecondPersonForm(m_session.ledger(), subjectsOf({agreedPlan()}), m_before);
        m_second->offerFile();
        inner->addWidget(m_second);
        connect(m_second, &SecondPersonForm::asked, this, [this] { hideTrouble(); });
        connect(m_second, &SecondPersonForm::failed, this, &RotationRunDialog::tell);
        connect(m_second, &SecondPersonForm::changed, this, [this] { update(); });
        connect(m_second, &SecondPersonForm::fileRequested, this, [this] {
            Q_EMIT saveRequested(m_facts.label + u"-plan.json"_s, agreedFileOf({agreedPlan()}));
        });
    }
    column->addWidget(m_before);
    connect(m_means, &RotationMeansForm::failed, this, &RotationRunDialog::tell);
    connect(m_means, &RotationMeansForm::edited, this, [this] {
        hideTrouble();
        m_hasLooked = false; // it was another credential that looked, or is looking
        m_isLookStale = true;
        if (m_second != nullptr)
            m_second->setSubjects(subjectsOf({agreedPlan()}));
        update();
    });
}

void RotationRunDialog::buildConsumers(QVBoxLayout *column)
{
    m_consumersBox = new QWidget(this);
    auto *inner = new QVBoxLayout(m_consumersBox);
    inner->setContentsMargins(0, 0, 0, 0);
    m_consumers = new QTreeWidget(m_consumersBox);
    m_consumers->setObjectName(u"rotationConsumersList"_s);
    m_consumers->setAccessibleName(tr("Who gets the new value"));
    m_consumers->setHeaderLabels({tr("Who gets the new value"), tr("How"), tr("Works with it")});
    m_consumers->setRootIsDecorated(false);
    m_consumers->setUniformRowHeights(true);
    m_consumers->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_consumers->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_consumers->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    m_consumers->header()->setStretchLastSection(false);
    for (const std::string &name : m_session.order().plan.consumers) {
        auto *item = new QTreeWidgetItem(m_consumers, {escapedText(name)});
        item->setData(0, Qt::UserRole, QByteArray::fromStdString(name));
        item->setSizeHint(0, {0, std::max(kLeastRow, fontMetrics().height() + 8)});
    }
    const int rows = std::min(kConsumerRows, m_consumers->topLevelItemCount());
    if (rows > 0) {
        m_consumers->setFixedHeight(m_consumers->header()->sizeHint().height()
                                    + 2 * m_consumers->frameWidth()
                                    + rows * m_consumers->sizeHintForRow(0));
        m_consumers->setCurrentItem(m_consumers->topLevelItem(0));
    }
    inner->addWidget(m_consumers);

    auto *acts = new QHBoxLayout;
    m_toFile = addButton(u"ToFile"_s, tr("To a &file…"), [this] {
        const std::string consumer = currentConsumer();
        const QString path = m_chooseFile(this);
        if (path.isEmpty())
            return;
        m_ways[consumer] = tr("File %1").arg(escapedText(path.toStdString()));
        m_session.deliverToFile(consumer, path);
    });
    m_command = new QLineEdit(m_consumersBox);
    m_command->setObjectName(u"rotationCommand"_s);
    m_command->setAccessibleName(tr("Command that reads the value on its standard input, or that "
                                    "checks whether the consumer works"));
    m_command->setPlaceholderText(tr("Command"));
    m_toCommand = addButton(u"ToCommand"_s, tr("To this &command"), [this] { deliverToCommand(); });
    m_toCommand->setToolTip(tr("The command reads the new value on its standard input"));
    m_checkWith
        = addButton(u"CheckWith"_s, tr("C&heck with this command"), [this] { checkWithCommand(); });
    m_checkWith->setToolTip(tr("Seen working when the command ends with status 0; it gets the new "
                               "key's id as REKEY_KEY_ID and no value"));
    m_works = addButton(u"Works"_s, tr("It &works"), [this] {
        if (const std::string consumer = currentConsumer(); !consumer.empty())
            m_session.confirm(consumer);
    });
    acts->addWidget(m_toFile);
    acts->addWidget(m_command, 1);
    acts->addWidget(m_toCommand);
    acts->addWidget(m_checkWith);
    m_test = addButton(u"Test"_s, tr("T&ry its seal…"), [this] {
        if (const std::string consumer = currentConsumer(); !consumer.empty())
            Q_EMIT testRequested(consumer);
    });
    m_test->setToolTip(
        tr("Sends a harmless request through the proxy with what the consumer holds; "
           "an answer of the API is seen working"));
    acts->addWidget(m_test);
    acts->addWidget(m_works);
    // Of a key that was named by hand no file is known.
    if (!m_session.order().context.finding.empty())
        acts->addWidget(
            addButton(u"Patches"_s, tr("Show &patches…"), [this] { Q_EMIT patchesRequested(); }));
    inner->addLayout(acts);
    column->addWidget(m_consumersBox);
    connect(m_consumers, &QTreeWidget::currentItemChanged, this, [this] { update(); });
    connect(m_command, &QLineEdit::textChanged, this, [this] { update(); });
}

void RotationRunDialog::buildAttention(QVBoxLayout *column)
{
    m_attention = new QWidget(this);
    auto *inner = new QVBoxLayout(m_attention);
    inner->setContentsMargins(0, 0, 0, 0);
    m_need = plainLabel({}, u"rotationNeed"_s, m_attention);
    setTextTone(m_need, Tone::Warning);
    inner->addWidget(m_need);
    auto *acts = new QHBoxLayout;
    m_typed = new QLineEdit(m_attention);
    m_typed->setObjectName(u"rotationTyped"_s);
    m_approve = addButton(u"Approve"_s, {}, [this] {
        const QString typed = m_typed->text().trimmed();
        m_typed->clear();
        m_session.approveDelete(typed);
    });
    m_skip = addButton(u"Skip"_s, tr("&Skip this step"), [this] {
        const QString why = m_typed->text().trimmed();
        m_typed->clear();
        m_session.skip(why);
    });
    m_deleteLost = addButton(u"DeleteLost"_s, {}, [this] { m_session.deleteLostKeys(); });
    acts->addWidget(m_typed, 1);
    acts->addWidget(m_approve);
    acts->addWidget(m_deleteLost);
    acts->addWidget(m_skip);
    inner->addLayout(acts);
    column->addWidget(m_attention);
    connect(m_typed, &QLineEdit::textChanged, this, [this] { update(); });
}

void RotationRunDialog::buildButtons(QVBoxLayout *column)
{
    auto *row = new QHBoxLayout;
    m_back = addButton(u"Back"_s, tr("Roll &back…"), [this] { askRollBack(); });
    m_giveUp = addButton(u"GiveUp"_s, tr("End it as it &is…"), [this] { askGiveUp(); });
    m_pause = addButton(u"Pause"_s, tr("&Pause after this step"), [this] { m_session.pause(); });
    m_again = addButton(u"Again"_s, {}, [this] {
        if (m_session.hasBegun())
            m_session.goOn();
        else
            m_session.resume(m_means->means());
    });
    m_look = addButton(u"Look"_s, {}, [this] {
        m_isLookStale = false;
        m_session.look(m_means->means());
    });
    m_begin = addButton(u"Begin"_s, {}, [this] { m_session.begin(); });
    auto *close = addButton(u"Close"_s, tr("Close"), [this] { reject(); });
    row->addWidget(m_back);
    row->addWidget(m_giveUp);
    row->addStretch();
    for (QPushButton *button : {m_pause, m_again, m_look, m_begin, close})
        row->addWidget(button);
    close->setDefault(true);
    column->addLayout(row);
}

void RotationRunDialog::connectSession()
{
    connect(&m_session, &RotationSession::prepared, this, &RotationRunDialog::takeNeeds);
    connect(&m_session, &RotationSession::looked, this, &RotationRunDialog::takeLook);
    connect(&m_session, &RotationSession::failed, this, &RotationRunDialog::tell);
    connect(&m_session, &RotationSession::changed, this, &RotationRunDialog::update);
}

rotate::AgreedPlan RotationRunDialog::agreedPlan() const
{
    return m_session.agreedPlan(m_means->means().with);
}

void RotationRunDialog::takeNeeds(const RotationNeeds &needs)
{
    m_needs = needs;
    m_isPrepared = true;
    m_means->setNeeds(needs, m_facts.permissions, m_session.order().context.with);
    update();
}

void RotationRunDialog::takeLook(const std::vector<std::string> &found)
{
    m_hasLooked = !m_isLookStale;
    m_found->setText(lines(found));
    update();
}

QString RotationRunDialog::hostsText() const
{
    QStringList hosts;
    for (const std::string &host : m_needs.hosts)
        hosts.append(escapedText(host));
    return hosts.join(u", "_s);
}

QString RotationRunDialog::stateText() const
{
    const RotationStand &stand = m_session.stand();
    if (stand.end == "done" && !stand.isProven)
        return tr("Ended, but that the old key is gone was not proven: a step was left out.");
    if (stand.end == "done")
        return stand.newKey.empty()
            ? tr("Done: the old key is dead.")
            : tr("Done: the old key is dead, %1 works.").arg(escapedText(stand.newKey));
    if (stand.end == "rolled back")
        return tr("Taken back: the old key works as before.");
    if (!stand.end.empty())
        return tr("Ended as it stands.");
    if (!m_isPrepared)
        return tr("Opening the key…");
    if (!m_session.hasBegun())
        return m_session.order().run.empty()
            ? m_found->text().isEmpty() ? tr("Nothing was sent yet.")
                                        : tr("Nothing was changed yet.")
            : tr("%1 was stopped. Nothing was sent since.").arg(escapedText(m_session.order().run));
    const auto step = std::min(stand.progress.step, stand.plan.steps.size() - 1);
    const QString what = stepWords(stand.plan.steps[step].kind);
    if (m_session.isBusy())
        return tr("Working…");
    if (m_session.isWaiting())
        return tr("Waits until %1: %2")
            .arg(QLocale().toString(QDateTime::fromSecsSinceEpoch(stand.progress.until),
                                    QLocale::ShortFormat),
                 what);
    if (stand.holdsValue)
        return tr("Stopped: the new value is not kept yet");
    if (stand.progress.kind == Kind::NeedsYou)
        return tr("Needs you: %1").arg(what);
    if (stand.progress.kind == Kind::Failed)
        return tr("Stopped: %1").arg(what);
    return tr("Paused.");
}

void RotationRunDialog::update()
{
    m_steps->setStand(m_session.stand(), m_session.isBusy());
    updateBefore();
    updateConsumers();
    updateAttention();
    updateState();
}

void RotationRunDialog::updateBefore()
{
    const bool isKept = !m_session.order().run.empty();
    const bool isBefore = !m_session.hasBegun();
    const bool canAct = isBefore && m_isPrepared && !m_session.isBusy();
    const QString hosts = hostsText();
    const bool wasShown = m_before->isVisibleTo(this);
    m_before->setVisible(isBefore && m_isPrepared);
    if (wasShown && !isBefore) {
        m_means->wipe(); // the session has it now
        if (m_second != nullptr)
            m_second->end();
    }
    m_hosts->setText(
        tr("It asks %1. %2 sees each request in its logs, with this machine's address.")
            .arg(hosts, m_facts.provider));
    m_look->setVisible(isBefore && !isKept);
    m_look->setText(tr("&Look first: ask %1, change nothing").arg(onButton(hosts)));
    m_look->setEnabled(canAct && m_means->isComplete());
    m_begin->setVisible(isBefore && !isKept);
    m_begin->setText(tr("&Rotate %1").arg(onButton(escapedText(m_session.order().plan.oldKey))));
    m_begin->setToolTip(tr("Changes keys at %1, step by step").arg(hosts));
    m_begin->setEnabled(canAct && m_hasLooked && m_means->isComplete() && m_second != nullptr
                        && m_second->isSettled());
    const bool isFound = !m_session.stand().found.empty();
    if (isFound)
        m_found->setText(lines(m_session.stand().found));
    m_found->setVisible(!m_found->text().isEmpty() && (isBefore || isFound)
                        && m_session.stand().end.empty());
}

QString RotationRunDialog::wayOf(const std::string &consumer) const
{
    const rotate::RotationContext &context = m_session.order().context;
    if (const auto way = m_ways.find(consumer); way != m_ways.end())
        return way->second;
    if (const auto file = context.files.find(consumer); file != context.files.end())
        return tr("File %1").arg(escapedText(file->second));
    if (const auto command = context.commands.find(consumer); command != context.commands.end())
        return tr("Command %1").arg(escapedText(command->second));
    if (m_facts.sealed.contains(escapedText(consumer)))
        return tr("Its seals are made anew");
    return tr("Not chosen yet");
}

/// The command that finds out whether the consumer works; empty: somebody says so.
QString RotationRunDialog::checkOf(const std::string &consumer) const
{
    const auto &before = m_session.order().context.checks;
    const auto chosen = m_checks.find(consumer);
    const auto kept = before.find(consumer);
    if (chosen == m_checks.end() && kept == before.end())
        return {};
    return escapedText(chosen != m_checks.end() ? chosen->second : kept->second);
}

void RotationRunDialog::updateConsumers()
{
    const RotationStand &stand = m_session.stand();
    m_consumersBox->setVisible(m_consumers->topLevelItemCount() > 0);
    const auto kind = [&](StepKind wanted) {
        return m_session.hasBegun() && stand.end.empty() && !m_session.isBusy()
            && stand.progress.kind != Kind::Stepped
            && stand.plan.steps[stand.progress.step].kind == wanted;
    };
    const bool isConfirming = kind(StepKind::Confirm);
    bool areAllSeen = false;
    for (std::size_t i = 0; i < stand.steps.size(); ++i)
        areAllSeen = areAllSeen
            || (stand.plan.steps[i].kind == StepKind::Confirm
                && stand.steps[i].state == rotate::StepState::Done);
    for (int i = 0; i < m_consumers->topLevelItemCount(); ++i) {
        QTreeWidgetItem *item = m_consumers->topLevelItem(i);
        const std::string name = item->data(0, Qt::UserRole).toByteArray().toStdString();
        item->setText(1, wayOf(name));
        const bool isOpen = std::ranges::contains(stand.unconfirmed, name);
        const bool isSeen = areAllSeen || (isConfirming && !isOpen);
        const QString check = checkOf(name);
        item->setText(2,
                      isSeen                ? tr("Seen working")
                          : check.isEmpty() ? tr("Not seen yet")
                                            : tr("A command checks"));
        item->setToolTip(2, check);
    }
    const bool canChoose
        = m_isPrepared && stand.end.empty() && !m_session.isBusy() && !currentConsumer().empty();
    for (QWidget *way : {static_cast<QWidget *>(m_command), static_cast<QWidget *>(m_toFile),
                         static_cast<QWidget *>(m_toCommand), static_cast<QWidget *>(m_checkWith)})
        way->setVisible(stand.end.empty() && !areAllSeen);
    m_toFile->setEnabled(canChoose);
    m_command->setEnabled(canChoose);
    const bool hasCommand = canChoose && !m_command->text().trimmed().isEmpty();
    m_toCommand->setEnabled(hasCommand);
    m_checkWith->setEnabled(hasCommand);
    const bool isHandedByHand
        = kind(StepKind::HandOver) && wayOf(currentConsumer()) == tr("Not chosen yet");
    m_works->setVisible(m_session.hasBegun() && stand.end.empty() && !areAllSeen);
    const bool isToBeSeen
        = isConfirming && std::ranges::contains(stand.unconfirmed, currentConsumer());
    m_works->setEnabled(canChoose && (isHandedByHand || isToBeSeen));
    m_test->setVisible(m_works->isVisibleTo(this)
                       && m_facts.sealed.contains(escapedText(currentConsumer())));
    m_test->setEnabled(canChoose && isToBeSeen);
}

void RotationRunDialog::updateAttention()
{
    const RotationStand &stand = m_session.stand();
    const bool isStopped = m_session.hasBegun() && stand.end.empty() && !m_session.isBusy();
    const bool needs = isStopped && stand.progress.kind == Kind::NeedsYou;
    const bool isFailed = isStopped && stand.progress.kind == Kind::Failed;
    const bool isLost = needs && !stand.lostKeys.empty();
    const StepKind kind = stand.plan.steps[stand.progress.step].kind;
    const bool wantsId
        = needs && !isLost && (kind == StepKind::Delete || kind == StepKind::SelfRotate);
    const bool isHeld = isStopped && stand.holdsValue;
    m_attention->setVisible(needs || isFailed || isHeld);
    m_need->setText(isHeld ? tr("The new value is in this window alone, since the store cannot be "
                                "written. Free space on its disk or unlock it, then try again. Do "
                                "not end this program: the value would be lost.")
                           : escapedText(stand.progress.text));
    m_typed->setVisible((wantsId || isFailed) && !isHeld);
    m_typed->setPlaceholderText(wantsId ? tr("Last 4 characters of the key's id")
                                        : tr("Why the step may be left out"));
    m_typed->setAccessibleName(m_typed->placeholderText());
    m_approve->setVisible(wantsId && !isHeld);
    m_approve->setText(
        kind == StepKind::Delete
            ? tr("&Delete %1 for good").arg(onButton(escapedText(stand.plan.oldKey)))
            : tr("Change the &value of %1").arg(onButton(escapedText(stand.plan.oldKey))));
    const auto wanted
        = std::min<qsizetype>(kTypedCharacters, static_cast<qsizetype>(stand.plan.oldKey.size()));
    m_approve->setEnabled(m_typed->text().trimmed().size() == wanted);
    m_deleteLost->setVisible(isLost);
    QStringList lost;
    for (const std::string &id : stand.lostKeys)
        lost.append(onButton(escapedText(id)));
    m_deleteLost->setText(tr("&Delete %1, make another").arg(lost.join(u", "_s)));
    m_skip->setVisible(isFailed && !isHeld);
    m_skip->setEnabled(!m_typed->text().trimmed().isEmpty());
}

void RotationRunDialog::updateState()
{
    const RotationStand &stand = m_session.stand();
    const bool isKept = !m_session.order().run.empty();
    const bool hasBegun = m_session.hasBegun();
    const bool isOpen = stand.end.empty();
    const bool isIdle = !m_session.isBusy();
    showState(stateText(),
              stand.end == "done"                         ? Tone::Good
                  : stand.holdsValue                      ? Tone::Danger
                  : stand.progress.kind == Kind::Failed   ? Tone::Danger
                  : stand.progress.kind == Kind::NeedsYou ? Tone::Warning
                                                          : Tone::Neutral);
    m_pause->setVisible(hasBegun && isOpen && (!isIdle || m_session.isWaiting()));
    m_pause->setEnabled(!m_session.isPausing());
    m_again->setVisible(isOpen && isKept && isIdle && !m_session.isWaiting());
    m_again->setText(!hasBegun ? tr("&Resume: ask %1 first").arg(onButton(hostsText()))
                         : stand.progress.kind == Kind::Failed || stand.holdsValue
                         ? tr("Try &again")
                         : tr("&Go on"));
    const bool waitsForPerson = stand.progress.kind == Kind::NeedsYou && !stand.holdsValue
        && !std::ranges::any_of(stand.unconfirmed, [this](const std::string &consumer) {
                                    return !checkOf(consumer).isEmpty();
                                });
    m_again->setEnabled(hasBegun ? !waitsForPerson : m_isPrepared && m_means->isComplete());
    m_back->setVisible(hasBegun && isOpen);
    m_back->setEnabled(isIdle);
    m_giveUp->setVisible(hasBegun && isOpen);
    m_giveUp->setEnabled(isIdle && !stand.holdsValue);
}

std::string RotationRunDialog::currentConsumer() const
{
    const QTreeWidgetItem *item = m_consumers->currentItem();
    return item == nullptr ? std::string()
                           : item->data(0, Qt::UserRole).toByteArray().toStdString();
}

void RotationRunDialog::deliverToCommand()
{
    const std::string consumer = currentConsumer();
    const QString command = m_command->text().trimmed();
    m_ways[consumer] = tr("Command %1").arg(escapedText(command.toStdString()));
    m_command->clear();
    m_session.deliverToCommand(consumer, command);
}

void RotationRunDialog::checkWithCommand()
{
    const std::string consumer = currentConsumer();
    const QString command = m_command->text().trimmed();
    m_checks[consumer] = command.toStdString();
    m_command->clear();
    m_session.checkWith(consumer, command);
}

void RotationRunDialog::askRollBack()
{
    const RotationStand &stand = m_session.stand();
    QStringList undone;
    for (std::size_t i = stand.steps.size(); i-- > 0;) {
        using State = rotate::StepState;
        const State state = stand.steps[i].state;
        if (state == State::Done || state == State::Unsure || state == State::Failed)
            undone.append(tr("%1: %2").arg(stepWords(stand.plan.steps[i].kind),
                                           escapedText(rotate::undoText(stand.plan, i))));
    }
    auto *box = new QMessageBox(QMessageBox::Question, tr("Roll back"),
                                tr("What was done is taken back, last step first."),
                                QMessageBox::Cancel, this);
    box->setObjectName(u"rotationBackBox"_s);
    box->setInformativeText(undone.join(u'\n'));
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *yes = box->addButton(tr("Roll back"), QMessageBox::AcceptRole);
    yes->setObjectName(u"rotationBackNow"_s);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(yes, &QPushButton::clicked, this, [this] { m_session.rollBack(); });
    box->open();
}

void RotationRunDialog::askGiveUp()
{
    auto *box = new QMessageBox(
        QMessageBox::Warning, tr("End it as it is"),
        tr("Nothing more is sent. Both keys stay what they are, and what is kept stays kept."),
        QMessageBox::Cancel, this);
    box->setObjectName(u"rotationGiveUpBox"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *yes = box->addButton(tr("End it"), QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(yes, &QPushButton::clicked, this,
            [this] { m_session.giveUp(u"ended by a person in the window"_s); });
    box->open();
}

/// A run that stands still can be gone on with later; one that works ends its step first. But not
/// while the only copy of a value is here.
void RotationRunDialog::reject()
{
    if (m_facts.isOneOfMany)
        return QDialog::reject();
    if (m_session.stand().holdsValue) {
        showTrouble(tr("This page cannot be closed yet: the new value would be lost. Free "
                       "space on the store's disk or unlock it, then press Try again."));
        return;
    }
    m_session.pause();
    m_means->wipe();
    QDialog::reject();
}

} // namespace rekey::ui
