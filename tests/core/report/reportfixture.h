// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"
#include "core/secret/mask.h"
#include "core/secret/vault.h"
#include "tests/support/madeup.h"

#include <string>
#include <vector>

namespace rekey::test {

/// Findings with made-up values, decisions, evidence, a timeline and a coverage with a gap.
struct ReportFixture
{
    std::vector<std::string> values;
    secret::Vault vault;
    std::vector<finding::Finding> findings;
    std::vector<finding::Record> records;
    std::vector<finding::Event> events;
    std::vector<sources::Coverage> coverage;
    rules::RulePack rules;
    finding::Incident incident;

    explicit ReportFixture(std::uint32_t count = 3)
    {
        rules.providers.push_back(
            {"acme", "Acme", "https://acme.test", "https://acme.test/keys?a=1&b=2"});
        rules::Detector detector;
        detector.id = "acme-token";
        detector.name = "Acme token";
        detector.provider = "acme";
        detector.references = {"javascript:alert(1)", "https://acme.test/docs"};
        rules.detectors.push_back(detector);
        for (std::uint32_t i = 0; i < count; ++i)
            add(i);
        sources::Coverage source;
        source.source = "/srv/<b>repo</b>";
        source.kind = "git repository";
        source.blobs = 12'345;
        source.commits = 42;
        source.skips = {{"link<script>", "symbolic link, not followed", 2, false},
                        {"torn.pack", "cannot be read", 1, true}};
        source.notes = {"shallow: older commits are not here"};
        source.complete = false;
        coverage = {source};
        incident = {.id = "INC-1",
                    .name = "Leak of <April>",
                    .owner = "Ann Owner",
                    .note = "First line\nSecond | line",
                    .nextStep = "Replace",
                    .tasks = {{"Tell *everybody*", false}, {"Look", true}},
                    .openedAt = 1'700'000'000};
    }

    [[nodiscard]] report::Report report() const
    {
        return {.findings = findings,
                .coverage = coverage,
                .rules = &rules,
                .complete = false,
                .elapsedMs = 1234,
                .version = "0.1.0",
                .records = records,
                .events = events,
                .incident = &incident,
                .madeAt = 1'710'000'000};
    }

private:
    void add(std::uint32_t i)
    {
        values.push_back(MadeUp(i + 1).githubToken());
        finding::Finding finding;
        finding.id.bytes[0] = static_cast<std::byte>(i & 0xff);
        finding.id.bytes[1] = static_cast<std::byte>(i >> 8);
        finding.id.bytes[15] = std::byte{7};
        finding.number = i + 1;
        finding.rule = "acme-token";
        finding.type = "Acme token";
        finding.provider = "acme";
        finding.providerName = "Acme";
        finding.confidence = finding::Confidence::High;
        finding.masked
            = secret::maskOf(values.back(), secret::MaskPolicy::Token, values.back().substr(0, 4));
        finding.value = vault.seal(values.back());
        finding::Place place;
        place.path = "src/_x_|<img src=x onerror=alert(1)>\x1b[31m.py";
        place.line = 3;
        place.column = 7;
        place.commit = std::string(40, 'a');
        place.author = "Mallory </td><script>alert(1)</script>";
        place.email = "mallory@example.test";
        place.date = 1'700'000'000;
        place.reach = sources::Reach::Head;
        place.object = std::string(40, 'b');
        finding::Place old = place;
        old.reach = sources::Reach::History;
        old.removedCommit = std::string(40, 'c');
        old.removedDate = 1'702'505'600;
        finding.places = {place, old};
        findings.push_back(std::move(finding));

        finding::Record record;
        record.id = findings.back().id;
        record.triage.decision
            = i % 2 == 0 ? finding::Decision::Confirmed : finding::Decision::Closed;
        record.triage.closeReason
            = i % 2 == 0 ? finding::CloseReason::None : finding::CloseReason::TestValue;
        record.triage.why = "because <i>so</i>";
        record.triage.decidedBy = "Ann Owner";
        record.triage.decidedAt = 1'703'000'000;
        record.triage.owner = "Bob Keeper";
        record.evidence = {.verdict = i == 0 ? finding::Verdict::Live : finding::Verdict::Dead,
                           .reason = "accepted",
                           .checkedAt = 1'704'000'000,
                           .host = "api.acme.test",
                           .request = "GET /user",
                           .status = 200,
                           .durationMs = 12,
                           .answerDigest = std::string(64, 'd')};
        finding::Access access;
        access.account = "acme-main";
        access.identity = "deploy";
        access.scopes = {{"repo:write", finding::ScopeRisk::Admin}};
        access.unseen = {"Billing could not be read."};
        record.access = access;
        record.claims = {{"gitleaks", "acme", finding::Verdict::NotChecked, 1'699'000'000, ""}};
        records.push_back(record);
        events.push_back({.number = i + 1,
                          .finding = record.id,
                          .kind = finding::EventKind::Decided,
                          .at = 1'703'000'000'000,
                          .actor = "Ann Owner",
                          .from = "new",
                          .to = "confirmed",
                          .detail = "<b>by hand</b>"});
    }
};

} // namespace rekey::test
