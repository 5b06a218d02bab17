// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pseudotranslator.h"

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr QStringView kPlain = u"aeiouyAEIOUYcnszCNSZ";
constexpr QStringView kAccented = u"áéíöüýÁÉÍÖÜÝçñšžÇÑŠŽ";
constexpr QStringView kFiller = u" más áñd más";

/// Length of what must stay as it is at `at`; 0 for a letter.
qsizetype keptLength(const QString &text, qsizetype at)
{
    const QChar first = text[at];
    if (first == u'<') {
        const qsizetype end = text.indexOf(u'>', at);
        return end < 0 ? 1 : end - at + 1;
    }
    if (first != u'%')
        return first == u'&' ? 1 : 0;
    qsizetype end = at + 1;
    if (end < text.size() && text[end] == u'L')
        ++end;
    while (end < text.size() && (text[end].isDigit() || text[end] == u'n'))
        ++end;
    return end - at;
}

} // namespace

QString pseudoText(const QString &text)
{
    QString made;
    qsizetype letters = 0;
    for (qsizetype at = 0; at < text.size();) {
        if (const qsizetype kept = keptLength(text, at); kept > 0) {
            made += QStringView(text).sliced(at, kept);
            at += kept;
            continue;
        }
        const qsizetype letter = kPlain.indexOf(text[at]);
        made += letter < 0 ? text[at] : kAccented[letter];
        ++letters;
        ++at;
    }
    // Words, so that a label that may wrap can; before an ellipsis, which says something.
    const qsizetype more = (letters * 2 + 4) / 5;
    QString filler;
    while (filler.size() < more)
        filler += kFiller;
    filler.truncate(more);
    const bool hasEllipsis = made.endsWith(u'…');
    if (hasEllipsis)
        made.chop(1);
    made += filler;
    return hasEllipsis ? made + u'…' : made;
}

QString PseudoTranslator::translate(const char *, const char *source, const char *, int) const
{
    return pseudoText(QString::fromUtf8(source));
}

} // namespace rekey::ui
