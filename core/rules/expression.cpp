// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/expression.h"

#include <re2/re2.h>

#include <mutex>
#include <utility>

namespace rekey::rules {

struct Expression::State
{
    std::string pattern;
    std::once_flag once;
    std::unique_ptr<re2::RE2> compiled; // guarded by once
    int group = 0; // guarded by once
};

namespace {

int valueGroup(const re2::RE2 &expression)
{
    const auto &names = expression.NamedCapturingGroups();
    if (const auto found = names.find("secret"); found != names.end())
        return found->second;
    return expression.NumberOfCapturingGroups() > 0 ? 1 : 0;
}

} // namespace

Expression::Expression(std::string pattern)
    : m_state(std::make_unique<State>())
{
    m_state->pattern = std::move(pattern);
}

Expression::~Expression() = default;
Expression::Expression(Expression &&) noexcept = default;
Expression &Expression::operator=(Expression &&) noexcept = default;

const re2::RE2 &Expression::get() const
{
    std::call_once(m_state->once, [this] {
        re2::RE2::Options options;
        options.set_encoding(re2::RE2::Options::EncodingLatin1);
        options.set_log_errors(false);
        m_state->compiled = std::make_unique<re2::RE2>(m_state->pattern, options);
        m_state->group = m_state->compiled->ok() ? valueGroup(*m_state->compiled) : 0;
    });
    return *m_state->compiled;
}

std::string Expression::error() const
{
    return get().ok() ? std::string() : get().error();
}

int Expression::group() const
{
    static_cast<void>(get());
    return m_state->group;
}

} // namespace rekey::rules
