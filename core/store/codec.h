// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/finding/keeper.h"
#include "core/store/packing.h"
#include "core/store/words.h"

#include <string_view>

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

void packEvent(const finding::Event &event, Packer &packer);
[[nodiscard]] Result<finding::Event> unpackEvent(std::string_view bytes, std::uint64_t number);

void packIncident(const finding::Incident &incident, Packer &packer);
[[nodiscard]] Result<finding::Incident> unpackIncident(std::string_view bytes,
                                                       std::uint64_t number);

} // namespace rekey::store
