// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paste/pastedialog.h"

#include "core/base/text.h"
#include "ui/paste/maskedtextview.h"
#include "ui/paste/matchesmodel.h"
#include "ui/paste/textintake.h"
#include "ui/paste/typingfield.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/rows.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QUrl>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kTypedMs = 150;

QString counted(std::size_t count, const QString &one, const QString &many)
{
    return count == 1 ? one : many.arg(QLocale().toString(static_cast<qulonglong>(count)));
}

QString safeText(std::string_view text)
{
    const std::string safe = escapeControl(text);
    return QString::fromUtf8(safe.data(), static_cast<qsizetype>(safe.size()));
}

QPushButton *button(const QString &iconName, const QString &text, const char *objectName,
                    QWidget *parent)
{
    auto *button = new QPushButton(icon(iconName), text, parent);
    button->setObjectName(QLatin1StringView(objectName));
    button->setAccessibleName(text);
    button->setAutoDefault(false);
    return button;
}

void askWithDialog(QWidget *parent, const std::function<void(const QString &)> &chosen)
{
    auto *dialog = new QFileDialog(parent, PasteDialog::tr("Open a file to scan"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
    dialog->open();
}

} // namespace

PasteDialog::PasteDialog(PasteScanner scanner, QWidget *parent)
    : QDialog(parent)
    , m_scanner(std::move(scanner))
    , m_askFile(askWithDialog)
    , m_generation(std::make_shared<std::atomic<std::uint64_t>>(0))
{
    m_pool.setMaxThreadCount(1);
    m_typed.setSingleShot(true);
    m_typed.setInterval(kTypedMs);
    build();
    connectAll();
    showState();
}

PasteDialog::~PasteDialog()
{
    ++*m_generation;
    m_pool.clear();
    m_pool.waitForDone();
}

void PasteDialog::setFileAsker(FileAsker asker)
{
    m_askFile = std::move(asker);
}

void PasteDialog::setNumberer(FindingNumberer numberer)
{
    m_number = std::move(numberer);
}

void PasteDialog::build()
{
    setWindowTitle(tr("Paste scan"));
    setAcceptDrops(true);
    resize(940, 600);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(12, 12, 12, 12);
    all->setSpacing(8);
    all->addWidget(buildTop());
    all->addWidget(buildTyping());
    all->addWidget(buildText(), 1);
    m_status = new QLabel(this);
    m_status->setObjectName("pasteStatus"_L1);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setWordWrap(true);
    all->addWidget(m_status);
    auto *limits = new QLabel(
        tr("The system's clipboard keeps its own copy of what you paste until something else is "
           "copied; it cannot be wiped from here."),
        this);
    limits->setObjectName("pasteLimits"_L1);
    limits->setWordWrap(true);
    limits->setForegroundRole(QPalette::PlaceholderText);
    all->addWidget(limits);
    all->addWidget(buildButtons());
}

QWidget *PasteDialog::buildTop()
{
    auto *top = new QWidget(this);
    m_paste = button(u"paste"_s, tr("Paste"), "pastePaste", top);
    m_paste->setToolTip(tr("Scan the text on the clipboard (Ctrl+V)"));
    m_file = button(u"file"_s, tr("Open file\u2026"), "pasteFile", top);
    m_type = button(u"keys"_s, tr("Type by hand"), "pasteType", top);
    m_type->setCheckable(true);
    auto *row = new QHBoxLayout(top);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_paste);
    row->addWidget(m_file);
    row->addWidget(m_type);
    row->addStretch();
    return top;
}

QWidget *PasteDialog::buildTyping()
{
    m_typing = new QWidget(this);
    m_warning = new QLabel(
        tr("Typing is the weaker way: what you type is visible here, and the toolkit keeps copies "
           "that are let go on closing but cannot be wiped. Pasting goes straight to locked "
           "memory."),
        m_typing);
    m_warning->setObjectName("typingWarning"_L1);
    m_warning->setWordWrap(true);
    colourWarning();
    m_field = new TypingField(m_typing);
    m_field->setObjectName("typingField"_L1);
    m_field->setAccessibleName(tr("Text typed by hand"));
    m_field->setAccessibleDescription(m_warning->text());
    m_field->setFixedHeight(m_field->fontMetrics().lineSpacing() * 5 + 16);
    auto *column = new QVBoxLayout(m_typing);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_warning);
    column->addWidget(m_field);
    m_typing->hide();
    return m_typing;
}

QWidget *PasteDialog::buildText()
{
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    m_stack = new QStackedWidget(split);
    m_hint = new QLabel(m_stack);
    m_hint->setObjectName("pasteHint"_L1);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_hint->setMargin(32);
    m_hint->setFrameShape(QFrame::StyledPanel);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setBackgroundRole(QPalette::Base);
    m_hint->setAutoFillBackground(true);
    m_view = new MaskedTextView(m_stack);
    m_view->setObjectName("pasteView"_L1);
    m_stack->addWidget(m_hint);
    m_stack->addWidget(m_view);
    m_matches = new MatchesModel(this);
    m_list = new QTableView(split);
    m_list->setObjectName("pasteMatches"_L1);
    m_list->setAccessibleName(tr("Secrets found in the text"));
    m_list->setModel(m_matches);
    dressRows(*m_list);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setTextElideMode(Qt::ElideRight);
    QHeaderView *header = m_list->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setMinimumSectionSize(24);
    const int letter = fontMetrics().averageCharWidth();
    for (const auto &[column, letters] :
         {std::pair(MatchesModel::Secret, 10), std::pair(MatchesModel::Mask, 19),
          std::pair(MatchesModel::Line, 8), std::pair(MatchesModel::Confidence, 13)})
        m_list->setColumnWidth(column, letters * letter);
    header->setSectionResizeMode(MatchesModel::Type, QHeaderView::Stretch);
    split->addWidget(m_stack);
    split->addWidget(m_list);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 0);
    split->setSizes({440, 480});
    return split;
}

QWidget *PasteDialog::buildButtons()
{
    auto *bottom = new QWidget(this);
    m_copy = button(u"copy"_s, tr("Copy with secrets replaced"), "pasteCopy", bottom);
    m_copy->setToolTip(tr("Copy the text with a label such as [AWS access key S-0001] in place of "
                          "each secret"));
    m_keep = button(u"ok"_s, tr("Keep findings"), "pasteKeep", bottom);
    m_keep->setToolTip(tr("Add the findings to the table; the text itself is not kept"));
    m_discard = button(u"close"_s, tr("Discard"), "pasteDiscard", bottom);
    m_discard->setToolTip(tr("Wipe the text and close (Esc)"));
    auto *row = new QHBoxLayout(bottom);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_copy);
    row->addWidget(m_keep);
    row->addStretch();
    row->addWidget(m_discard);
    return bottom;
}

void PasteDialog::connectAll()
{
    auto *shortcut = new QShortcut(QKeySequence::Paste, this);
    connect(shortcut, &QShortcut::activated, this, &PasteDialog::paste);
    connect(m_paste, &QPushButton::clicked, this, &PasteDialog::paste);
    connect(m_file, &QPushButton::clicked, this, &PasteDialog::askForFile);
    connect(m_type, &QPushButton::toggled, this, &PasteDialog::setTyping);
    connect(m_field, &TypingField::pasted, this,
            [this](const QMimeData *mime) { takeMime(*mime); });
    connect(m_field, &QPlainTextEdit::textChanged, &m_typed, qOverload<>(&QTimer::start));
    connect(&m_typed, &QTimer::timeout, this, &PasteDialog::scanTyped);
    connect(m_copy, &QPushButton::clicked, this, &PasteDialog::copyReplaced);
    connect(m_keep, &QPushButton::clicked, this, &PasteDialog::keep);
    connect(m_discard, &QPushButton::clicked, this, &PasteDialog::reject);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (current.isValid())
                    m_view->showBar(m_matches->barOf(current.row()));
            });
}

void PasteDialog::paste()
{
    const QMimeData *mime = QGuiApplication::clipboard()->mimeData();
    const QMimeData none;
    takeMime(mime ? *mime : none);
}

void PasteDialog::takeMime(const QMimeData &mime)
{
    m_type->setChecked(false);
    if (mime.hasUrls() && mime.urls().size() == 1 && mime.urls().constFirst().isLocalFile()) {
        openFile(mime.urls().constFirst().toLocalFile());
        return;
    }
    auto text = std::make_shared<Result<secret::SecretBytes>>(textOfMime(mime));
    if (!*text) {
        wipe();
        say(errorText(text->error()), true);
        return;
    }
    start([text] { return std::move(*text); });
}

void PasteDialog::askForFile()
{
    m_askFile(this, [this](const QString &path) {
        if (!path.isEmpty())
            openFile(path);
    });
}

void PasteDialog::openFile(const QString &path)
{
    m_type->setChecked(false);
    start([path] { return textOfFile(path); });
}

void PasteDialog::setTyping(bool typing)
{
    m_typed.stop();
    m_field->wipe();
    m_typing->setVisible(typing);
    if (!typing)
        return;
    wipe();
    showState();
    m_field->setFocus(Qt::OtherFocusReason);
}

void PasteDialog::scanTyped()
{
    auto text = std::make_shared<secret::SecretBytes>(m_field->typed());
    if (text->isEmpty()) {
        wipe();
        showState();
        return;
    }
    start([text]() -> Result<secret::SecretBytes> { return std::move(*text); });
}

void PasteDialog::start(Loader load)
{
    const std::uint64_t generation = ++*m_generation;
    m_pool.clear();
    m_scanning = true;
    m_clock.start();
    if (m_typing->isHidden())
        showState();
    m_pool.start([this, generation, load = std::move(load), scanner = m_scanner,
                  latest = m_generation] {
        if (*latest != generation)
            return;
        const auto scan = [&](secret::SecretBytes text) {
            return scanner(std::make_shared<const secret::SecretBytes>(std::move(text)));
        };
        const auto layOut = [](scan::MaskedText masked) {
            auto text = std::make_shared<scan::MaskedText>(std::move(masked));
            return Scanned{text, rowsOf(*text)};
        };
        Result<Scanned> scanned = load().and_then(scan).transform(layOut);
        // `this` is alive: the destructor waits for the pool.
        QMetaObject::invokeMethod(
            this, [this, generation, scanned = std::move(scanned)] { take(generation, scanned); },
            Qt::QueuedConnection);
    });
}

void PasteDialog::take(std::uint64_t generation, const Result<Scanned> &scanned)
{
    if (*m_generation != generation)
        return;
    m_scanning = false;
    if (!scanned) {
        wipe();
        say(errorText(scanned.error()), true);
        return;
    }
    if (m_number)
        m_number(scanned->text->findings);
    m_result = scanned->text;
    m_cut = scanned->rows.cut;
    m_matches->setText(m_result);
    m_view->setText(m_result, scanned->rows);
    showState();
    if (!m_result->matches.empty())
        m_list->selectRow(0);
    if (m_typing->isHidden())
        (m_result->matches.empty() ? static_cast<QWidget *>(m_discard) : m_copy)
            ->setFocus(Qt::OtherFocusReason);
    QAccessibleAnnouncementEvent announcement(this, m_status->text());
    QAccessible::updateAccessibility(&announcement);
}

void PasteDialog::wipe()
{
    ++*m_generation;
    m_scanning = false;
    m_matches->setText(nullptr);
    m_view->clear();
    m_result.reset();
    m_cut = false;
}

void PasteDialog::showState()
{
    const bool found = m_result && !m_result->matches.empty();
    m_copy->setEnabled(found);
    m_keep->setEnabled(found);
    m_copy->setDefault(found);
    m_list->setVisible(found);
    m_stack->setCurrentWidget(m_result ? static_cast<QWidget *>(m_view) : m_hint);
    m_hint->setText(
        m_scanning
            ? tr("Looking\u2026")
            : tr("Press Ctrl+V to paste.\n\nThe text goes to locked memory, only a "
                 "masked copy is shown, and it is wiped when this window closes. At "
                 "most %1.")
                  .arg(QLocale().formattedDataSize(static_cast<qint64>(kPasteLimitBytes), 0)));
    say(m_result ? resultText() : QString(), false);
}

QString PasteDialog::resultText() const
{
    const QString size = QLocale().formattedDataSize(static_cast<qint64>(m_result->sizeBytes));
    const QString rules = QLocale().toString(static_cast<qulonglong>(m_result->rules));
    if (m_result->matches.empty())
        return tr("Nothing found by %1 rules in %2 of text.").arg(rules, size);
    const QString secrets = counted(m_result->findings.size(), tr("1 secret"), tr("%1 secrets"));
    const QString places = counted(m_result->matches.size(), tr("1 place"), tr("%1 places"));
    const QString text
        = tr("%1 in %2, found by %3 rules in %4 of text.").arg(secrets, places, rules, size);
    return m_cut ? text + u' ' + tr("Only the first lines are shown; all of the text was scanned.")
                 : text;
}

QString PasteDialog::errorText(const Error &error) const
{
    switch (error.kind) {
    case ErrorKind::TooBig:
        return tr("The text is larger than %1, the most that is taken here. Save it as a file and "
                  "scan that.")
            .arg(QLocale().formattedDataSize(static_cast<qint64>(kPasteLimitBytes), 0));
    case ErrorKind::NotFound:
        if (error.where.empty())
            return tr("There is no text on the clipboard. Copy some text, then paste again.");
        return tr("%1 is not there.").arg(safeText(error.where));
    case ErrorKind::Denied:
        return tr("The system refused to open %1.").arg(safeText(error.where));
    default:
        return tr("The text could not be scanned: %1").arg(safeText(error.detail));
    }
}

void PasteDialog::say(const QString &text, bool warn)
{
    if (warn) {
        m_copy->setEnabled(false);
        m_keep->setEnabled(false);
        m_list->hide();
        m_stack->setCurrentWidget(m_hint);
        m_hint->setText(text);
    }
    m_status->setText(warn ? QString() : text);
    m_status->setAccessibleName(text);
    m_status->setVisible(!m_status->text().isEmpty());
}

void PasteDialog::copyReplaced()
{
    if (!m_result)
        return;
    const std::string text = scan::textWithLabels(*m_result);
    auto *mime = new QMimeData;
    mime->setData(u"text/plain;charset=utf-8"_s,
                  QByteArray(text.data(), static_cast<qsizetype>(text.size())));
    mime->setData(u"text/plain"_s, mime->data(u"text/plain;charset=utf-8"_s));
    QGuiApplication::clipboard()->setMimeData(mime);
    const QString done = tr("Copied, with a label in place of each secret.");
    say(resultText() + u' ' + done, false);
    Q_EMIT message(done);
}

void PasteDialog::keep()
{
    if (!m_result)
        return;
    const std::size_t count = m_result->findings.size();
    Q_EMIT findingsKept(m_result->findings);
    Q_EMIT message(counted(count, tr("1 finding kept. The text is wiped."),
                           tr("%1 findings kept. The text is wiped.")));
    wipe();
    accept();
}

void PasteDialog::done(int code)
{
    const bool held = holdsText() || !m_field->document()->isEmpty();
    m_typed.stop();
    m_field->wipe();
    wipe();
    m_type->setChecked(false);
    showState();
    if (held)
        Q_EMIT message(tr("The text is wiped."));
    QDialog::done(code);
}

void PasteDialog::colourWarning()
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, toneColor(Tone::Warning, palette()));
    m_warning->setPalette(colours);
}

void PasteDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_warning)
        colourWarning();
}

void PasteDialog::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasText() || event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void PasteDialog::dropEvent(QDropEvent *event)
{
    takeMime(*event->mimeData());
    event->acceptProposedAction();
}

} // namespace rekey::ui
