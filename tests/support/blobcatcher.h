// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "core/sources/source.h"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace rekey::test {

/// Keeps every blob that a walk gave, put together from its pieces.
class BlobCatcher
{
public:
    [[nodiscard]] sources::Source::VisitorFactory factory()
    {
        return [this](unsigned) { return std::make_unique<Visitor>(*this); };
    }

    std::map<std::uint64_t, std::string> contents;
    std::map<std::uint64_t, int> pieces;
    std::size_t visitors = 0;
    bool piecesInOrder = true;

private:
    class Visitor final : public sources::BlobVisitor
    {
    public:
        explicit Visitor(BlobCatcher &catcher)
            : m_catcher(catcher)
        {
            ++catcher.visitors;
        }

        std::unique_ptr<sources::BlobMemo> visit(const sources::Blob &blob) override
        {
            const std::scoped_lock lock(m_catcher.m_mutex);
            std::string &content = m_catcher.contents[blob.number];
            const auto overlap
                = content.size() - std::min<std::size_t>(blob.offset, content.size());
            const auto expected = blob.offset == 0 ? 0 : sources::kPieceOverlapBytes;
            if (overlap != expected
                || !std::string_view(content)
                        .substr(blob.offset)
                        .starts_with(asText(blob.bytes.first(overlap))))
                m_catcher.piecesInOrder = false;
            content += asText(blob.bytes.subspan(overlap));
            ++m_catcher.pieces[blob.number];
            return nullptr;
        }

    private:
        BlobCatcher &m_catcher;
    };

    std::mutex m_mutex;
};

} // namespace rekey::test
