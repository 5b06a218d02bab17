// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/showncontext.h"

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/State>
#include <KSyntaxHighlighting/Theme>

#include <algorithm>
#include <string_view>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

// Longer lines stay plain: some definitions need quadratic time on them.
constexpr int kLongestColoured = 4000;

QString cutMark()
{
    return QString(QChar(0x2026)) + u' ';
}

/// Turns byte offsets of UTF-8 text into offsets of the QString made from it. Offsets must be asked
/// in ascending order.
class Offsets
{
public:
    explicit Offsets(std::string_view text)
        : m_text(text)
    {
    }

    int at(std::size_t byte)
    {
        byte = std::min(byte, m_text.size());
        if (byte < m_byte) {
            m_byte = 0;
            m_unit = 0;
        }
        for (; m_byte < byte; ++m_byte) {
            const auto lead = static_cast<unsigned char>(m_text[m_byte]);
            if ((lead & 0xc0) != 0x80)
                m_unit += lead >= 0xf0 ? 2 : 1;
        }
        return m_unit;
    }

private:
    std::string_view m_text;
    std::size_t m_byte = 0;
    int m_unit = 0;
};

template <typename Span> TextRun runOf(Offsets &offsets, const Span &span, int shift)
{
    const int begin = offsets.at(span.begin);
    const int end = offsets.at(std::size_t{span.begin} + span.size);
    return {begin + shift, end - begin};
}

ShownLine shownLine(const scan::ContextLine &line)
{
    ShownLine shown;
    shown.number = line.number;
    shown.text = QString::fromUtf8(line.text.data(), static_cast<qsizetype>(line.text.size()));
    const int shift = line.cutBefore ? static_cast<int>(cutMark().size()) : 0;
    Offsets bars(line.text);
    for (const scan::MaskedSpan &span : line.spans) {
        BarRun bar;
        static_cast<TextRun &>(bar) = runOf(bars, span, shift);
        bar.current = span.current;
        shown.bars.append(bar);
    }
    Offsets escapes(line.text);
    for (const scan::EscapeSpan &span : line.escapes)
        shown.muted.append(runOf(escapes, span, shift));
    if (line.cutBefore) {
        shown.text.prepend(cutMark());
        shown.muted.prepend(TextRun{0, shift});
    }
    if (line.cutAfter) {
        const int end = static_cast<int>(shown.text.size());
        shown.text += u' ' + QString(QChar(0x2026));
        shown.muted.append(TextRun{end, 2});
    }
    return shown;
}

class Highlighter final : public KSyntaxHighlighting::AbstractHighlighter
{
public:
    Highlighter(const KSyntaxHighlighting::Theme &light, const KSyntaxHighlighting::Theme &dark)
        : m_light(light)
        , m_dark(dark)
    {
        setTheme(light);
    }

    QList<ColourRun> runs(const QString &text)
    {
        m_runs.clear();
        if (text.size() <= kLongestColoured)
            m_state = highlightLine(text, m_state);
        return m_runs;
    }

protected:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override
    {
        if (length <= 0
            || (format.isDefaultTextStyle(m_light) && format.isDefaultTextStyle(m_dark)))
            return;
        ColourRun run;
        run.begin = offset;
        run.size = length;
        run.light = format.hasTextColor(m_light) ? format.textColor(m_light).rgb() : 0;
        run.dark = format.hasTextColor(m_dark) ? format.textColor(m_dark).rgb() : 0;
        run.bold = format.isBold(m_light);
        run.italic = format.isItalic(m_light);
        m_runs.append(run);
    }

private:
    KSyntaxHighlighting::Theme m_light;
    KSyntaxHighlighting::Theme m_dark;
    KSyntaxHighlighting::State m_state;
    QList<ColourRun> m_runs;
};

} // namespace

struct Colourist::Data
{
    KSyntaxHighlighting::Repository repository;
};

Colourist::Colourist() = default;
Colourist::~Colourist() = default;

ShownContext Colourist::show(const scan::MaskedContext &context, const QString &fileName)
{
    using KSyntaxHighlighting::Repository;
    if (!m_data)
        m_data = std::make_unique<Data>();
    Repository &repository = m_data->repository;
    ShownContext shown;
    shown.secretLine = context.secretLine;
    for (const scan::ContextLine &line : context.lines)
        shown.lines.append(shownLine(line));
    const KSyntaxHighlighting::Definition definition = repository.definitionForFileName(fileName);
    if (!definition.isValid())
        return shown;
    Highlighter highlighter(repository.defaultTheme(Repository::LightTheme),
                            repository.defaultTheme(Repository::DarkTheme));
    highlighter.setDefinition(definition);
    for (ShownLine &line : shown.lines)
        line.colours = highlighter.runs(line.text);
    return shown;
}

} // namespace rekey::ui
