<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ScanQueue</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::BrokerPage</name>
    <message numerus="yes">
        <source>%Ln requests</source>
        <translation>
            <numerusform>%Ln request</numerusform>
            <numerusform>%Ln requests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::BulkPreview</name>
    <message numerus="yes">
        <source>%1: this changes %n secrets.</source>
        <translation>
            <numerusform>%1: this changes %n secret.</numerusform>
            <numerusform>%1: this changes %n secrets.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::ConsentSheet</name>
    <message numerus="yes">
        <source>Also send %n that look like &amp;canaries: checking them alerts whoever planted them.</source>
        <translation>
            <numerusform>Also send %n that looks like a &amp;canary: checking it alerts whoever planted it.</numerusform>
            <numerusform>Also send %n that look like &amp;canaries: checking them alerts whoever planted them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Send %n keys to %1 hosts</source>
        <translation>
            <numerusform>&amp;Send %n key to %1 hosts</numerusform>
            <numerusform>&amp;Send %n keys to %1 hosts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Send %n keys to %1</source>
        <translation>
            <numerusform>&amp;Send %n key to %1</numerusform>
            <numerusform>&amp;Send %n keys to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Ask %1 hosts about %n keys?</source>
        <translation>
            <numerusform>Ask %1 hosts about %n key?</numerusform>
            <numerusform>Ask %1 hosts about %n keys?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Ask %1 about %n keys?</source>
        <translation>
            <numerusform>Ask %1 about %n key?</numerusform>
            <numerusform>Ask %1 about %n keys?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::DeliveryPane</name>
    <message numerus="yes">
        <source>Seals made: %n.</source>
        <translation>
            <numerusform>Seals made: %n.</numerusform>
            <numerusform>Seals made: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Files written to %1: %n.</source>
        <translation>
            <numerusform>Files written to %1: %n.</numerusform>
            <numerusform>Files written to %1: %n.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::FilterBar</name>
    <message numerus="yes">
        <source>%Ln findings</source>
        <translation>
            <numerusform>%Ln finding</numerusform>
            <numerusform>%Ln findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln findings</source>
        <translation>
            <numerusform>%1, %Ln finding</numerusform>
            <numerusform>%1, %Ln findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::FindingWords</name>
    <message numerus="yes">
        <source>%Ln findings</source>
        <translation>
            <numerusform>%Ln finding</numerusform>
            <numerusform>%Ln findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::HygienePage</name>
    <message numerus="yes">
        <source>Dates kept. Tokens: %n</source>
        <translation>
            <numerusform>Dates kept. Tokens: %n</numerusform>
            <numerusform>Dates kept. Tokens: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::HygieneWords</name>
    <message numerus="yes">
        <source>Subject: access tokens to look at (%n)</source>
        <translation>
            <numerusform>Subject: access tokens to look at (%n)</numerusform>
            <numerusform>Subject: access tokens to look at (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unused %n days</source>
        <translation>
            <numerusform>Unused %n day</numerusform>
            <numerusform>Unused %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tokens whose owner was told: %n</source>
        <translation>
            <numerusform>Tokens whose owner was told: %n</numerusform>
            <numerusform>Tokens whose owner was told: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::ImportDialog</name>
    <message numerus="yes">
        <source>%n report(s) will be deleted. This cannot be undone.</source>
        <translation>
            <numerusform>%n report will be deleted. This cannot be undone.</numerusform>
            <numerusform>%n reports will be deleted. This cannot be undone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) deleted.</source>
        <translation>
            <numerusform>%n report deleted.</numerusform>
            <numerusform>%n reports deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::LockPage</name>
    <message numerus="yes">
        <source>Try again in %n second(s).</source>
        <translation>
            <numerusform>Try again in %n second.</numerusform>
            <numerusform>Try again in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::MainWindow</name>
    <message numerus="yes">
        <source>Value copied. It is cleared in %n second(s); a clipboard manager may keep it, and Wayland may refuse to clear it in the background.</source>
        <translation>
            <numerusform>Value copied. It is cleared in %n second; a clipboard manager may keep it, and Wayland may refuse to clear it in the background.</numerusform>
            <numerusform>Value copied. It is cleared in %n seconds; a clipboard manager may keep it, and Wayland may refuse to clear it in the background.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more — Rekey</source>
        <translation>
            <numerusform>%1 and %n more — Rekey</numerusform>
            <numerusform>%1 and %n more — Rekey</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed by somebody else</source>
        <translation>
            <numerusform>%n changed by somebody else</numerusform>
            <numerusform>%n changed by somebody else</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n closed secrets were seen in a new place and are open again.</source>
        <translation>
            <numerusform>%n closed secret was seen in a new place and is open again.</numerusform>
            <numerusform>%n closed secrets were seen in a new place and are open again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n secrets</source>
        <translation>
            <numerusform>%1: %n secret</numerusform>
            <numerusform>%1: %n secrets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tokens in the list: %n</source>
        <translation>
            <numerusform>Tokens in the list: %n</numerusform>
            <numerusform>Tokens in the list: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tokens: %n. The policy leaves them alone, but not those that are leaked. No reason takes an exemption back.</source>
        <translation>
            <numerusform>Tokens: %n. The policy leaves them alone, but not those that are leaked. No reason takes an exemption back.</numerusform>
            <numerusform>Tokens: %n. The policy leaves them alone, but not those that are leaked. No reason takes an exemption back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>started: %n report(s)</source>
        <translation>
            <numerusform>started: %n report</numerusform>
            <numerusform>started: %n reports</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen secret(s)</source>
        <translation>
            <numerusform>%n chosen secret</numerusform>
            <numerusform>%n chosen secrets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n secret(s) the filter shows</source>
        <translation>
            <numerusform>%n secret the filter shows</numerusform>
            <numerusform>%n secrets the filter shows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Seals made: %n.</source>
        <translation>
            <numerusform>Seals made: %n.</numerusform>
            <numerusform>Seals made: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Outdated seals: %n.</source>
        <translation>
            <numerusform>Outdated seals: %n.</numerusform>
            <numerusform>Outdated seals: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Asking about %n secrets.</source>
        <translation>
            <numerusform>Asking about %n secret.</numerusform>
            <numerusform>Asking about %n secrets.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Dropped from the queue: %n.</source>
        <translation>
            <numerusform>Dropped from the queue: %n.</numerusform>
            <numerusform>Dropped from the queue: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Asked about %n secrets: %1 live, %2 unknown.</source>
        <translation>
            <numerusform>Asked about %n secret: %1 live, %2 unknown.</numerusform>
            <numerusform>Asked about %n secrets: %1 live, %2 unknown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not asked about: %n</source>
        <translation>
            <numerusform>Not asked about: %n</numerusform>
            <numerusform>Not asked about: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Answers not kept: %n</source>
        <translation>
            <numerusform>Answer not kept: %n</numerusform>
            <numerusform>Answers not kept: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rotations of the store cannot be read.</source>
        <translation>
            <numerusform>%n rotation of the store cannot be read.</numerusform>
            <numerusform>%n rotations of the store cannot be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rotations are not at their end.</source>
        <translation>
            <numerusform>%n rotation is not at its end.</numerusform>
            <numerusform>%n rotations are not at their end.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Used %n times through the broker, last %1 by %2 at %3</source>
        <translation>
            <numerusform>Used %n time through the broker, last %1 by %2 at %3</numerusform>
            <numerusform>Used %n times through the broker, last %1 by %2 at %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Seals that are being tried: %n.</source>
        <translation>
            <numerusform>Seals that are being tried: %n.</numerusform>
            <numerusform>Seals that are being tried: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Seals tried: %n, of which %1 work.</source>
        <translation>
            <numerusform>Seals tried: %n, of which %1 work.</numerusform>
            <numerusform>Seals tried: %n, of which %1 work.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Other seals that expire soon: %n.</source>
        <translation>
            <numerusform>Other seals that expire soon: %n.</numerusform>
            <numerusform>Other seals that expire soon: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n keys are rotated together: choose fewer.</source>
        <translation>
            <numerusform>At most %n key is rotated together: choose fewer.</numerusform>
            <numerusform>At most %n keys are rotated together: choose fewer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n had been decided on already</source>
        <translation>
            <numerusform>%n had been decided on already</numerusform>
            <numerusform>%n had been decided on already</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::NetworkLight</name>
    <message numerus="yes">
        <source>%n rotations may ask their hosts without another question.</source>
        <translation>
            <numerusform>%n rotation may ask its hosts without another question.</numerusform>
            <numerusform>%n rotations may ask their hosts without another question.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::NoticeDialog</name>
    <message numerus="yes">
        <source>Tokens: %n. Send it yourself: nothing leaves this machine. Once you have, keep the dates.</source>
        <translation>
            <numerusform>Tokens: %n. Send it yourself: nothing leaves this machine. Once you have, keep the dates.</numerusform>
            <numerusform>Tokens: %n. Send it yourself: nothing leaves this machine. Once you have, keep the dates.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::RotationBatchPage</name>
    <message numerus="yes">
        <source>Rotate %n keys at %1</source>
        <translation>
            <numerusform>Rotate %n key at %1</numerusform>
            <numerusform>Rotate %n keys at %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Done: all %n old keys are dead.</source>
        <translation>
            <numerusform>Done: %n old key is dead.</numerusform>
            <numerusform>Done: all %n old keys are dead.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them need you, or time.</source>
        <translation>
            <numerusform>%n of them needs you, or time.</numerusform>
            <numerusform>%n of them need you, or time.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Rotate %n keys</source>
        <translation>
            <numerusform>&amp;Rotate %n key</numerusform>
            <numerusform>&amp;Rotate %n keys</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::RotationBatchPlan</name>
    <message numerus="yes">
        <source>Plan the rotation of %n keys</source>
        <translation>
            <numerusform>Plan the rotation of %n key</numerusform>
            <numerusform>Plan the rotation of %n keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n steps</source>
        <translation>
            <numerusform>%1, %n step</numerusform>
            <numerusform>%1, %n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are left out.</source>
        <translation>
            <numerusform>%n is left out.</numerusform>
            <numerusform>%n are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Go on with %n keys…</source>
        <translation>
            <numerusform>&amp;Go on with %n key…</numerusform>
            <numerusform>&amp;Go on with %n keys…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::RotationsList</name>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>%n min ago</numerusform>
            <numerusform>%n min ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>%n h ago</numerusform>
            <numerusform>%n h ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::SealAgainDialog</name>
    <message numerus="yes">
        <source>The new value, for %n seals. Consumers keep their bearers; only their sealed tokens are replaced.</source>
        <translation>
            <numerusform>The new value, for %n seals. Consumers keep their bearers; only their sealed tokens are replaced.</numerusform>
            <numerusform>The new value, for %n seals. Consumers keep their bearers; only their sealed tokens are replaced.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::SealDialog</name>
    <message numerus="yes">
        <source>Seal for &amp;each of %n</source>
        <translation>
            <numerusform>Seal for &amp;each of %n</numerusform>
            <numerusform>Seal for &amp;each of %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::SealsPage</name>
    <message numerus="yes">
        <source>Seals retired: %n. A sealed token cannot be called back: rotate the key to cut its holder off.</source>
        <translation>
            <numerusform>Seals retired: %n. A sealed token cannot be called back: rotate the key to cut its holder off.</numerusform>
            <numerusform>Seals retired: %n. A sealed token cannot be called back: rotate the key to cut its holder off.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Seals: %n</source>
        <translation>
            <numerusform>Seals: %n</numerusform>
            <numerusform>Seals: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>outdated: %n</source>
        <translation>
            <numerusform>outdated: %n</numerusform>
            <numerusform>outdated: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::SettingsDialog</name>
    <message numerus="yes">
        <source>%n setting(s) taken.</source>
        <translation>
            <numerusform>%n setting taken.</numerusform>
            <numerusform>%n settings taken.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::SnoozeDialog</name>
    <message numerus="yes">
        <source>Tokens: %n. The policy leaves them alone until the day you choose, but not those that are leaked.</source>
        <translation>
            <numerusform>Tokens: %n. The policy leaves them alone until the day you choose, but not those that are leaked.</numerusform>
            <numerusform>Tokens: %n. The policy leaves them alone until the day you choose, but not those that are leaked.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::TestCallSheet</name>
    <message numerus="yes">
        <source>Bearers found in %1: %n.</source>
        <translation>
            <numerusform>Bearers found in %1: %n.</numerusform>
            <numerusform>Bearers found in %1: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try %n seals out?</source>
        <translation>
            <numerusform>Try %n seal out?</numerusform>
            <numerusform>Try %n seals out?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Send %n requests</source>
        <translation>
            <numerusform>&amp;Send %n request</numerusform>
            <numerusform>&amp;Send %n requests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::TriageActs</name>
    <message numerus="yes">
        <source>The provider has not said that %n of these secrets are dead. Closing them needs a reason; it is shown in reports.</source>
        <translation>
            <numerusform>The provider has not said that %n of these secrets is dead. Closing it needs a reason; it is shown in reports.</numerusform>
            <numerusform>The provider has not said that %n of these secrets are dead. Closing them needs a reason; it is shown in reports.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>That is too long: at most %n characters.</source>
        <translation>
            <numerusform>That is too long: at most %n character.</numerusform>
            <numerusform>That is too long: at most %n characters.</numerusform>
        </translation>
    </message>
</context>
</TS>
