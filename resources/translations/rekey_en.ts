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
