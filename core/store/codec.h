// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/finding/keeper.h"
#include "core/store/packing.h"
#include "core/store/words.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace rekey::store {

/// A finding with its places as one text, in which Place::source is the store's number. Values are
/// not in it. The first byte is the format's version.
void packFinding(const finding::Finding &finding, Words &words, Packer &packer);
/// `number` stays as it is. Errors: Malformed.
[[nodiscard]] Result<void> unpackFinding(std::string_view bytes, const Words &words,
                                         finding::Finding &finding);

void packSource(const finding::SourceRecord &source, Packer &packer);
[[nodiscard]] Result<finding::SourceRecord> unpackSource(std::string_view bytes,
                                                         std::uint32_t number);

void packRecord(const finding::Record &record, Packer &packer);
/// `version` and `isValueAbsent` are not in it. Errors: Malformed.
[[nodiscard]] Result<finding::Record> unpackRecord(std::string_view bytes);

/// One entry of the timeline: what happened to one finding, or the same to many in one go.
struct TimelineEntry
{
    finding::Event event; ///< of many: without a finding
    std::vector<std::uint32_t> members; ///< of many: their S-numbers, ascending; else empty
};

/// Stands in event.finding where an entry is of many.
inline constexpr std::int64_t kOfMany = -1;

void packEvent(const finding::Event &event, Packer &packer);
/// `members` ascending, each once, not empty.
void packEvent(const finding::Event &event, std::span<const std::uint32_t> members, Packer &packer);
[[nodiscard]] Result<TimelineEntry> unpackEntry(std::string_view bytes, std::uint64_t number);

void packIncident(const finding::Incident &incident, Packer &packer);
[[nodiscard]] Result<finding::Incident> unpackIncident(std::string_view bytes,
                                                       std::uint64_t number);

} // namespace rekey::store
