// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/contextpage.h"

#include "ui/detail/contextview.h"
#include "ui/detail/elidedlabel.h"
#include "ui/detail/words.h"

#include <QFileInfo>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <tuple>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kSlowMs = 150;
constexpr int kTargetPx = 26;

bool sameText(const finding::Place &a, const finding::Place &b)
{
    const auto key = [](const finding::Place &place) {
        return std::tie(place.source, place.blob, place.begin, place.end, place.path);
    };
    return key(a) == key(b);
}

QToolButton *smallButton(QWidget *parent, const QString &text, const QString &name)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setAutoRaise(true);
    button->setMinimumSize(kTargetPx, kTargetPx);
    return button;
}

} // namespace

ContextPage::ContextPage(QWidget *parent)
    : QWidget(parent)
    , m_generation(std::make_shared<std::atomic<std::uint64_t>>(0))
    , m_colourist(std::make_shared<Colourist>())
{
    m_pool.setMaxThreadCount(1);
    m_pool.setObjectName("context"_L1);
    m_view = new ContextView(this);
    m_view->setObjectName("contextView"_L1);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_view);
    m_stack->addWidget(buildMessage());
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(buildBar());
    all->addWidget(m_stack, 1);
    m_slow.setSingleShot(true);
    m_slow.setInterval(kSlowMs);
    connect(&m_slow, &QTimer::timeout, this, [this] { say(tr("Reading\u2026"), false); });
    clear();
}

ContextPage::~ContextPage()
{
    ++*m_generation;
    m_pool.clear();
    m_pool.waitForDone();
}

QWidget *ContextPage::buildBar()
{
    auto *bar = new QWidget(this);
    m_path = new ElidedLabel(bar);
    m_path->setObjectName("contextPath"_L1);
    m_path->setLayoutDirection(Qt::LeftToRight); // a path, in every language
    m_before = smallButton(bar, u"\u2039"_s, tr("Place before"));
    m_before->setObjectName("placeBefore"_L1);
    m_after = smallButton(bar, u"\u203a"_s, tr("Next place"));
    m_after->setObjectName("placeAfter"_L1);
    m_position = new QLabel(bar);
    m_position->setObjectName("placePosition"_L1);
    m_fewer = smallButton(bar, u"\u2212"_s, tr("Fewer lines around the secret"));
    m_fewer->setObjectName("fewerLines"_L1);
    m_more = smallButton(bar, u"+"_s, tr("More lines around the secret"));
    m_more->setObjectName("moreLines"_L1);
    m_lines = new QLabel(bar);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 2, 4, 2);
    row->setSpacing(2);
    row->addWidget(m_path, 1);
    row->addWidget(m_before);
    row->addWidget(m_position);
    row->addWidget(m_after);
    row->addSpacing(8);
    row->addWidget(m_fewer);
    row->addWidget(m_lines);
    row->addWidget(m_more);
    connect(m_before, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(-1); });
    connect(m_after, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(1); });
    connect(m_fewer, &QToolButton::clicked, this, [this] { setLinesAround(m_linesAround - 1); });
    connect(m_more, &QToolButton::clicked, this, [this] { setLinesAround(m_linesAround + 1); });
    return bar;
}

QWidget *ContextPage::buildMessage()
{
    auto *page = new QWidget(this);
    m_message = new QLabel(page);
    m_message->setObjectName("contextMessage"_L1);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setAlignment(Qt::AlignCenter);
    m_rescan = new QPushButton(tr("Scan again"), page);
    m_rescan->setObjectName("contextRescan"_L1);
    m_rescan->setAccessibleName(tr("Scan again"));
    connect(m_rescan, &QPushButton::clicked, this, &ContextPage::rescanRequested);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(24, 16, 24, 16);
    column->addStretch();
    column->addWidget(m_message);
    column->addWidget(m_rescan, 0, Qt::AlignHCenter);
    column->addStretch();
    return page;
}

void ContextPage::setReader(ContextReader reader)
{
    m_reader = std::move(reader);
    if (m_place)
        read();
}

void ContextPage::showPlace(const finding::Place &place, int index, int count)
{
    m_index = index;
    m_count = count;
    const bool same = m_place && sameText(*m_place, place);
    m_place = place;
    updateBar();
    if (!same)
        read();
}

void ContextPage::reload()
{
    if (m_place)
        read();
}

void ContextPage::clear()
{
    ++*m_generation;
    m_slow.stop();
    m_place.reset();
    m_index = 0;
    m_count = 0;
    m_view->setContext({});
    updateBar();
    say(tr("No place is known yet."), false);
}

void ContextPage::setLinesAround(int lines)
{
    lines = std::clamp(lines, kFewestLines, kMostLines);
    if (lines == m_linesAround)
        return;
    m_linesAround = lines;
    updateBar();
    reload();
    Q_EMIT linesAroundChanged(lines);
}

QString ContextPage::maskedLine(const QString &mask) const
{
    return m_stack->currentWidget() == m_view ? m_view->maskedLine(mask) : QString();
}

void ContextPage::read()
{
    const std::uint64_t generation = ++*m_generation;
    m_pool.clear();
    if (!m_reader) {
        say(tr("The text cannot be read again from here."), false);
        return;
    }
    m_slow.start();
    scan::ContextOptions options;
    options.linesAround = static_cast<std::uint32_t>(m_linesAround);
    m_pool.start([this, generation, options, place = *m_place, reader = m_reader,
                  latest = m_generation, colourist = m_colourist] {
        if (*latest != generation)
            return;
        const Result<scan::MaskedContext> context = reader(place, options);
        if (*latest != generation)
            return;
        Answer answer = context.transform([&](const scan::MaskedContext &found) {
            return colourist->show(found, QFileInfo(ui::shown(place.path)).fileName());
        });
        // `this` is alive: the destructor waits for the pool.
        QMetaObject::invokeMethod(
            this, [this, generation, answer = std::move(answer)] { take(generation, answer); },
            Qt::QueuedConnection);
    });
}

void ContextPage::take(std::uint64_t generation, const Answer &answer)
{
    if (*m_generation != generation)
        return;
    m_slow.stop();
    if (answer) {
        m_view->setContext(*answer);
        m_stack->setCurrentWidget(m_view);
        Q_EMIT shown();
        return;
    }
    m_view->setContext({});
    say(contextErrorText(answer.error(), *m_place), rescanHelps(answer.error(), *m_place));
    Q_EMIT failed();
}

void ContextPage::say(const QString &text, bool rescan)
{
    m_message->setText(text);
    m_message->setAccessibleName(text);
    m_rescan->setVisible(rescan);
    m_stack->setCurrentIndex(1);
}

void ContextPage::updateBar()
{
    QString path;
    if (m_place) {
        const QString name = placeName(*m_place);
        path = u"%1:%2"_s.arg(name, QString::number(m_place->line));
    }
    m_path->setText(path);
    m_path->setAccessibleName(tr("Place shown: %1").arg(path));
    m_position->setText(
        tr("%1 of %2").arg(QLocale().toString(m_index + 1), QLocale().toString(m_count)));
    m_position->setAccessibleName(tr("Place %1").arg(m_position->text()));
    for (QWidget *widget : {static_cast<QWidget *>(m_before), static_cast<QWidget *>(m_position),
                            static_cast<QWidget *>(m_after)})
        widget->setVisible(m_count > 1);
    m_before->setEnabled(m_index > 0);
    m_after->setEnabled(m_index + 1 < m_count);
    m_lines->setText(u"\u00b1 "_s + QLocale().toString(m_linesAround));
    m_lines->setToolTip(tr("Lines shown above and below the secret"));
    m_lines->setAccessibleName(
        tr("Lines above and below: %1").arg(QLocale().toString(m_linesAround)));
    m_fewer->setEnabled(m_place && m_linesAround > kFewestLines);
    m_more->setEnabled(m_place && m_linesAround < kMostLines);
}

} // namespace rekey::ui
