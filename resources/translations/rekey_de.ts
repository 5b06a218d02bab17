<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>FindingsTable</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Funde</translation>
    </message>
    <message>
        <source>Choose all</source>
        <translation>Alle auswählen</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
    <message>
        <source>j, Down</source>
        <translation>j, Ab</translation>
    </message>
    <message>
        <source>Next row</source>
        <translation>Nächste Zeile</translation>
    </message>
    <message>
        <source>k, Up</source>
        <translation>k, Auf</translation>
    </message>
    <message>
        <source>Previous row</source>
        <translation>Vorherige Zeile</translation>
    </message>
    <message>
        <source>J</source>
        <translation>J</translation>
    </message>
    <message>
        <source>Next value of the sorted column</source>
        <translation>Nächster Wert der sortierten Spalte</translation>
    </message>
    <message>
        <source>K</source>
        <translation>K</translation>
    </message>
    <message>
        <source>Previous value of the sorted column</source>
        <translation>Vorheriger Wert der sortierten Spalte</translation>
    </message>
    <message>
        <source>g, Home</source>
        <translation>g, Pos1</translation>
    </message>
    <message>
        <source>First row</source>
        <translation>Erste Zeile</translation>
    </message>
    <message>
        <source>G, End</source>
        <translation>G, Ende</translation>
    </message>
    <message>
        <source>Last row</source>
        <translation>Letzte Zeile</translation>
    </message>
    <message>
        <source>Shift+Down</source>
        <translation>Umschalt+Ab</translation>
    </message>
    <message>
        <source>Extend the choice down</source>
        <translation>Auswahl nach unten erweitern</translation>
    </message>
    <message>
        <source>Shift+Up</source>
        <translation>Umschalt+Auf</translation>
    </message>
    <message>
        <source>Extend the choice up</source>
        <translation>Auswahl nach oben erweitern</translation>
    </message>
    <message>
        <source>Space, x</source>
        <translation>Leertaste, x</translation>
    </message>
    <message>
        <source>Choose the row, or not</source>
        <translation>Zeile auswählen oder abwählen</translation>
    </message>
    <message>
        <source>*, Ctrl+A</source>
        <translation>*, Strg+A</translation>
    </message>
    <message>
        <source>Choose all that match the filter</source>
        <translation>Alles auswählen, was zum Filter passt</translation>
    </message>
    <message>
        <source>Enter, l</source>
        <translation>Eingabe, l</translation>
    </message>
    <message>
        <source>Go to the detail</source>
        <translation>Zu den Einzelheiten</translation>
    </message>
    <message>
        <source>b</source>
        <translation>b</translation>
    </message>
    <message>
        <source>Back to the row before</source>
        <translation>Zurück zur Zeile davor</translation>
    </message>
    <message>
        <source>/</source>
        <translation>/</translation>
    </message>
    <message>
        <source>Go to the filter</source>
        <translation>Zum Filter</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Drop the choice, then the filter</source>
        <translation>Auswahl aufheben, dann den Filter</translation>
    </message>
    <message>
        <source>p</source>
        <translation>p</translation>
    </message>
    <message>
        <source>Peek at the value for 10 seconds</source>
        <translation>Wert 10 Sekunden lang ansehen</translation>
    </message>
    <message>
        <source>o</source>
        <translation>o</translation>
    </message>
    <message>
        <source>Go to the places</source>
        <translation>Zu den Fundorten</translation>
    </message>
    <message>
        <source>y</source>
        <translation>y</translation>
    </message>
    <message>
        <source>Copy the id</source>
        <translation>Kennung kopieren</translation>
    </message>
    <message>
        <source>Y</source>
        <translation>Y</translation>
    </message>
    <message>
        <source>Copy the row, masked</source>
        <translation>Zeile maskiert kopieren</translation>
    </message>
    <message>
        <source>c</source>
        <translation>c</translation>
    </message>
    <message>
        <source>Confirm: it is a leak</source>
        <translation>Bestätigen: es ist ein Leck</translation>
    </message>
    <message>
        <source>f</source>
        <translation>f</translation>
    </message>
    <message>
        <source>Close as false positive</source>
        <translation>Als Fehlalarm schließen</translation>
    </message>
    <message>
        <source>t</source>
        <translation>t</translation>
    </message>
    <message>
        <source>Close as test value</source>
        <translation>Als Testwert schließen</translation>
    </message>
    <message>
        <source>a</source>
        <translation>a</translation>
    </message>
    <message>
        <source>Accept until a date</source>
        <translation>Bis zu einem Datum hinnehmen</translation>
    </message>
    <message>
        <source>u</source>
        <translation>u</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>.</source>
        <translation>.</translation>
    </message>
    <message>
        <source>Repeat the last decision</source>
        <translation>Letzte Entscheidung wiederholen</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Notiz schreiben</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Set tags</source>
        <translation>Schlagwörter setzen</translation>
    </message>
    <message>
        <source>m</source>
        <translation>m</translation>
    </message>
    <message>
        <source>Set the owner</source>
        <translation>Zuständige Person setzen</translation>
    </message>
</context>
<context>
    <name>LogPanel</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>What Rekey does is written here: names, rules and counts, never a value.</source>
        <translation>Hier steht, was Rekey tut: Namen, Regeln und Anzahlen, nie ein Wert.</translation>
    </message>
    <message>
        <source>info</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Takes effect when Rekey is started the next time.</source>
        <translation>Gilt ab dem nächsten Start von Rekey.</translation>
    </message>
    <message>
        <source>Language of the system</source>
        <translation>Sprache des Systems</translation>
    </message>
    <message>
        <source>Your work</source>
        <translation>Ihre Arbeit</translation>
    </message>
    <message>
        <source>Chooses which panes stand open when the layout is reset.</source>
        <translation>Bestimmt, welche Bereiche offen stehen, wenn die Anordnung zurückgesetzt wird.</translation>
    </message>
    <message>
        <source>Daily triage of many findings</source>
        <translation>Täglich viele Funde sichten</translation>
    </message>
    <message>
        <source>One incident at a time</source>
        <translation>Einen Vorfall nach dem anderen</translation>
    </message>
    <message>
        <source>Checking my own code</source>
        <translation>Eigenen Code prüfen</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>High contrast uses black, white and few strong colours.</source>
        <translation>Hoher Kontrast verwendet Schwarz, Weiß und wenige kräftige Farben.</translation>
    </message>
    <message>
        <source>Colours of the system</source>
        <translation>Farben des Systems</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Measured against the size the system asks for.</source>
        <translation>Gemessen an der Größe, die das System vorgibt.</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Bewegung vermeiden</translation>
    </message>
    <message>
        <source>Nothing slides, fades or blinks.</source>
        <translation>Nichts gleitet, blendet oder blinkt.</translation>
    </message>
    <message>
        <source>Single letters work in the table</source>
        <translation>Einzelne Buchstaben wirken in der Tabelle</translation>
    </message>
    <message>
        <source>Switch this off where keys are spoken or easily hit by mistake. Arrows, Enter and Esc always work.</source>
        <translation>Schalten Sie dies aus, wenn Tasten gesprochen oder leicht versehentlich getroffen werden. Pfeile, Eingabe und Esc wirken immer.</translation>
    </message>
    <message>
        <source>Threads of a scan</source>
        <translation>Threads einer Suche</translation>
    </message>
    <message>
        <source>0 uses every processor. Holds for the next scan.</source>
        <translation>0 nutzt alle Prozessoren. Gilt für die nächste Suche.</translation>
    </message>
    <message>
        <source>Lock when nobody used the window for</source>
        <translation>Sperren, wenn niemand das Fenster benutzt hat, nach</translation>
    </message>
    <message>
        <source>0 never locks by itself.</source>
        <translation>0 sperrt nie von selbst.</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>Lock with the desktop</source>
        <translation>Mit dem Desktop sperren</translation>
    </message>
    <message>
        <source>When the screen is locked, the user is switched, or the machine goes to sleep.</source>
        <translation>Wenn der Bildschirm gesperrt, der Benutzer gewechselt oder der Rechner schlafen gelegt wird.</translation>
    </message>
    <message>
        <source>Clear a copied value after</source>
        <translation>Einen kopierten Wert löschen nach</translation>
    </message>
    <message>
        <source>Only while it is still what the clipboard holds. A clipboard manager may keep a copy of its own.</source>
        <translation>Nur solange er noch in der Zwischenablage steht. Eine Zwischenablageverwaltung kann eine eigene Kopie behalten.</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Presentation mode</source>
        <translation>Vorführmodus</translation>
    </message>
    <message>
        <source>Values can be neither shown nor copied. Linux cannot keep a window out of screen captures, so use this when you share your screen.</source>
        <translation>Werte können weder gezeigt noch kopiert werden. Unter Linux lässt sich ein Fenster nicht aus Bildschirmaufnahmen heraushalten; verwenden Sie dies also, wenn Sie Ihren Bildschirm teilen.</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Nur lesen</translation>
    </message>
    <message>
        <source>Nothing that is kept can be changed: for evidence.</source>
        <translation>Nichts Aufbewahrtes kann geändert werden: für Beweise.</translation>
    </message>
    <message>
        <source>Show and copy values though read-only</source>
        <translation>Werte auch im Lesemodus zeigen und kopieren</translation>
    </message>
    <message>
        <source>Off: values stay masked in read-only mode.</source>
        <translation>Aus: im Lesemodus bleiben Werte maskiert.</translation>
    </message>
    <message>
        <source>A decision moves on to the next row</source>
        <translation>Eine Entscheidung geht zur nächsten Zeile weiter</translation>
    </message>
    <message>
        <source>Off: the row that was decided stays the current one.</source>
        <translation>Aus: die entschiedene Zeile bleibt die aktuelle.</translation>
    </message>
</context>
<context>
    <name>QDockWidget</name>
    <message>
        <source>Hide %1</source>
        <translation>%1 ausblenden</translation>
    </message>
</context>
<context>
    <name>ScanQueue</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weiteres</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui</name>
    <message>
        <source>Preparing the rules</source>
        <translation>Regeln werden vorbereitet</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Listing</source>
        <translation>Auflisten</translation>
    </message>
    <message>
        <source>Scanning</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Placing findings</source>
        <translation>Funde werden verortet</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1%</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>%1 gefunden</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>Unvollständig</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 skipped</source>
        <translation>%1 übersprungen</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>0 findings in %1, %2</source>
        <translation>0 Funde in %1, %2</translation>
    </message>
    <message>
        <source>0 findings in %1</source>
        <translation>0 Funde in %1</translation>
    </message>
    <message>
        <source>; %1 skipped</source>
        <translation>; %1 übersprungen</translation>
    </message>
    <message>
        <source>; looked for with %1 rules</source>
        <translation>; gesucht mit %1 Regeln</translation>
    </message>
    <message>
        <source>%1 was not found</source>
        <translation>%1 wurde nicht gefunden</translation>
    </message>
    <message>
        <source>Something was not found</source>
        <translation>Etwas wurde nicht gefunden</translation>
    </message>
    <message>
        <source>Check the path, or choose another.</source>
        <translation>Prüfen Sie den Pfad oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>%1 may not be read</source>
        <translation>%1 darf nicht gelesen werden</translation>
    </message>
    <message>
        <source>Reading was refused</source>
        <translation>Das Lesen wurde verweigert</translation>
    </message>
    <message>
        <source>The system decides that; change the permissions or run as its owner.</source>
        <translation>Das entscheidet das System; ändern Sie die Rechte oder starten Sie Rekey als Eigentümer.</translation>
    </message>
    <message>
        <source>%1 is damaged</source>
        <translation>%1 ist beschädigt</translation>
    </message>
    <message>
        <source>Something is damaged</source>
        <translation>Etwas ist beschädigt</translation>
    </message>
    <message>
        <source>%1 cannot be scanned</source>
        <translation>%1 kann nicht durchsucht werden</translation>
    </message>
    <message>
        <source>This cannot be scanned</source>
        <translation>Dies kann nicht durchsucht werden</translation>
    </message>
    <message>
        <source>Choose a file, a folder or a repository.</source>
        <translation>Wählen Sie eine Datei, einen Ordner oder ein Repository.</translation>
    </message>
    <message>
        <source>%1 cannot be read by this version</source>
        <translation>%1 kann von dieser Version nicht gelesen werden</translation>
    </message>
    <message>
        <source>This version cannot read that</source>
        <translation>Diese Version kann das nicht lesen</translation>
    </message>
    <message>
        <source>%1 is too big</source>
        <translation>%1 ist zu groß</translation>
    </message>
    <message>
        <source>Something is too big</source>
        <translation>Etwas ist zu groß</translation>
    </message>
    <message>
        <source>%1 could not be read</source>
        <translation>%1 konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>Reading failed</source>
        <translation>Das Lesen ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>Check the disk or the connection to it, then scan again.</source>
        <translation>Prüfen Sie den Datenträger oder die Verbindung dorthin und suchen Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>Something in Rekey failed</source>
        <translation>Etwas in Rekey ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>The fault is ours; the Log pane has more.</source>
        <translation>Der Fehler liegt bei uns; im Protokoll steht mehr.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::Banner</name>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>rekey::ui::BulkPreview</name>
    <message>
        <source>Secrets</source>
        <translation>Geheimnisse</translation>
    </message>
    <message numerus="yes">
        <source>%1: this changes %n secrets.</source>
        <translation>
            <numerusform>%1: dies ändert %n Geheimnis.</numerusform>
            <numerusform>%1: dies ändert %n Geheimnisse.</numerusform>
        </translation>
    </message>
    <message>
        <source>One Undo takes all of it back.</source>
        <translation>Ein einziges Rückgängig nimmt alles zurück.</translation>
    </message>
    <message>
        <source>%1: %2 secrets</source>
        <translation>%1: %2 Geheimnisse</translation>
    </message>
</context>
<context>
    <name>rekey::ui::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Command, secret id or file</source>
        <translation>Befehl, Kennung oder Datei</translation>
    </message>
    <message>
        <source>Type a command, a secret&apos;s id or a file</source>
        <translation>Geben Sie einen Befehl, die Kennung eines Geheimnisses oder eine Datei ein</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>↑ ↓ choose</source>
        <translation>↑ ↓ wählen</translation>
    </message>
    <message>
        <source>Enter run</source>
        <translation>Eingabe ausführen</translation>
    </message>
    <message>
        <source>Esc close</source>
        <translation>Esc schließen</translation>
    </message>
</context>
<context>
    <name>rekey::ui::ContextPage</name>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Place before</source>
        <translation>Vorheriger Fundort</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>Nächster Fundort</translation>
    </message>
    <message>
        <source>Fewer lines around the secret</source>
        <translation>Weniger Zeilen um das Geheimnis</translation>
    </message>
    <message>
        <source>More lines around the secret</source>
        <translation>Mehr Zeilen um das Geheimnis</translation>
    </message>
    <message>
        <source>Scan again</source>
        <translation>Noch einmal suchen</translation>
    </message>
    <message>
        <source>No place is known yet.</source>
        <translation>Noch ist kein Fundort bekannt.</translation>
    </message>
    <message>
        <source>The text cannot be read again from here.</source>
        <translation>Der Text kann von hier aus nicht noch einmal gelesen werden.</translation>
    </message>
    <message>
        <source>Place shown: %1</source>
        <translation>Gezeigter Fundort: %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Place %1</source>
        <translation>Fundort %1</translation>
    </message>
    <message>
        <source>Lines shown above and below the secret</source>
        <translation>Gezeigte Zeilen über und unter dem Geheimnis</translation>
    </message>
    <message>
        <source>Lines above and below: %1</source>
        <translation>Zeilen darüber und darunter: %1</translation>
    </message>
</context>
<context>
    <name>rekey::ui::ContextView</name>
    <message>
        <source>Lines around the secret, masked</source>
        <translation>Zeilen um das Geheimnis, maskiert</translation>
    </message>
</context>
<context>
    <name>rekey::ui::CoveragePanel</name>
    <message>
        <source>After a scan this says what was looked at, and what was not.</source>
        <translation>Nach einer Suche steht hier, was angesehen wurde und was nicht.</translation>
    </message>
    <message>
        <source>Scan coverage</source>
        <translation>Abdeckung der Suche</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>Commits</source>
        <translation>Commits</translation>
    </message>
    <message>
        <source>Files or blobs</source>
        <translation>Dateien oder Blobs</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>This source was not looked at to its end.</source>
        <translation>Diese Quelle wurde nicht bis zum Ende angesehen.</translation>
    </message>
    <message>
        <source>HEAD was %1</source>
        <translation>HEAD war %1</translation>
    </message>
    <message>
        <source>%1 skipped: %2</source>
        <translation>%1 übersprungen: %2</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
</context>
<context>
    <name>rekey::ui::DetailHead</name>
    <message>
        <source>Not checked</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Gültig</translation>
    </message>
    <message>
        <source>Live but limited</source>
        <translation>Gültig, aber eingeschränkt</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Abgeschaltet</translation>
    </message>
    <message>
        <source>Dead</source>
        <translation>Tot</translation>
    </message>
    <message>
        <source>Not a secret</source>
        <translation>Kein Geheimnis</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>No checker</source>
        <translation>Keine Prüfung vorhanden</translation>
    </message>
    <message>
        <source>Low confidence</source>
        <translation>Geringe Sicherheit</translation>
    </message>
    <message>
        <source>Medium confidence</source>
        <translation>Mittlere Sicherheit</translation>
    </message>
    <message>
        <source>High confidence</source>
        <translation>Hohe Sicherheit</translation>
    </message>
    <message>
        <source>Reason of the verdict</source>
        <translation>Grund des Urteils</translation>
    </message>
    <message>
        <source>Peek</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Peek: show the value for 10 seconds</source>
        <translation>Ansehen: den Wert 10 Sekunden lang zeigen</translation>
    </message>
    <message>
        <source>Show the value for 10 seconds (P)</source>
        <translation>Den Wert 10 Sekunden lang zeigen (P)</translation>
    </message>
    <message>
        <source>Copy masked line</source>
        <translation>Maskierte Zeile kopieren</translation>
    </message>
    <message>
        <source>Copy the line of code with the mask in place of the value</source>
        <translation>Die Codezeile mit der Maske anstelle des Wertes kopieren</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>Konsole</translation>
    </message>
    <message>
        <source>Found beside</source>
        <translation>Daneben gefunden</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Secret %1</source>
        <translation>Geheimnis %1</translation>
    </message>
    <message>
        <source>Type: %1</source>
        <translation>Art: %1</translation>
    </message>
    <message>
        <source>Masked value: %1</source>
        <translation>Maskierter Wert: %1</translation>
    </message>
    <message>
        <source>Verdict: %1</source>
        <translation>Urteil: %1</translation>
    </message>
    <message>
        <source>Reason of the verdict: %1</source>
        <translation>Grund des Urteils: %1</translation>
    </message>
</context>
<context>
    <name>rekey::ui::DetailPane</name>
    <message>
        <source>Detail</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Choose a secret in the table to see where it stands.</source>
        <translation>Wählen Sie in der Tabelle ein Geheimnis, um zu sehen, wo es steht.</translation>
    </message>
    <message>
        <source>Context and places</source>
        <translation>Umgebung und Fundorte</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Fundorte</translation>
    </message>
    <message>
        <source>Places (%L1)</source>
        <translation>Fundorte (%L1)</translation>
    </message>
    <message>
        <source>The value of %1 cannot be read again.</source>
        <translation>Der Wert von %1 kann nicht noch einmal gelesen werden.</translation>
    </message>
    <message>
        <source>Show all of this %1 on the screen?</source>
        <translation>Den ganzen Wert (%1) auf dem Bildschirm zeigen?</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show the value for some seconds</source>
        <translation>Den Wert einige Sekunden lang zeigen</translation>
    </message>
    <message>
        <source>Copy all of this %1 to the clipboard?</source>
        <translation>Den ganzen Wert (%1) in die Zwischenablage kopieren?</translation>
    </message>
    <message>
        <source>Copy it</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the value for some seconds</source>
        <translation>Den Wert für einige Sekunden kopieren</translation>
    </message>
    <message>
        <source>The value of %1 could not be read: %2</source>
        <translation>Der Wert von %1 konnte nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>Value of %1</source>
        <translation>Wert von %1</translation>
    </message>
    <message>
        <source>There is no line to copy.</source>
        <translation>Es gibt keine Zeile zu kopieren.</translation>
    </message>
    <message>
        <source>Masked line copied.</source>
        <translation>Maskierte Zeile kopiert.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::DockSet</name>
    <message>
        <source>Panes</source>
        <translation>Bereiche</translation>
    </message>
</context>
<context>
    <name>rekey::ui::FacetsModel</name>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>rekey::ui::FacetsPanel</name>
    <message>
        <source>Facets</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Enter filters to a value, Ctrl and Enter excludes it.</source>
        <translation>Eingabe filtert nach einem Wert, Strg und Eingabe schließt ihn aus.</translation>
    </message>
    <message>
        <source>Filter to</source>
        <translation>Danach filtern</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>Ausschließen</translation>
    </message>
</context>
<context>
    <name>rekey::ui::FilterBar</name>
    <message>
        <source>Filter, for example  in:head confidence:high -path:test/</source>
        <translation>Filter, zum Beispiel  in:head confidence:high -path:test/</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>State of the filter</source>
        <translation>Zustand des Filters</translation>
    </message>
    <message>
        <source>Correct the filter</source>
        <translation>Filter berichtigen</translation>
    </message>
    <message>
        <source>In HEAD</source>
        <translation>In HEAD</translation>
    </message>
    <message>
        <source>Still in the newest version</source>
        <translation>Noch in der neuesten Fassung</translation>
    </message>
    <message>
        <source>High confidence</source>
        <translation>Hohe Sicherheit</translation>
    </message>
    <message>
        <source>The rule is sure of it</source>
        <translation>Die Regel ist sich sicher</translation>
    </message>
    <message>
        <source>History only</source>
        <translation>Nur im Verlauf</translation>
    </message>
    <message>
        <source>No longer in HEAD, a branch, a tag or a file</source>
        <translation>Nicht mehr in HEAD, einem Zweig, einem Tag oder einer Datei</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Low confidence: often not a secret</source>
        <translation>Geringe Sicherheit: oft kein Geheimnis</translation>
    </message>
    <message>
        <source>Not a secret</source>
        <translation>Kein Geheimnis</translation>
    </message>
    <message>
        <source>Failed its own checksum or format</source>
        <translation>Besteht die eigene Prüfsumme oder Form nicht</translation>
    </message>
    <message>
        <source>Use  %1</source>
        <translation>%1 verwenden</translation>
    </message>
    <message>
        <source>Change the filter to %1</source>
        <translation>Filter in %1 ändern</translation>
    </message>
    <message>
        <source>Error at character %1: %2</source>
        <translation>Fehler bei Zeichen %1: %2</translation>
    </message>
    <message>
        <source>Not finished: %1</source>
        <translation>Nicht fertig: %1</translation>
    </message>
    <message>
        <source>%1 findings</source>
        <translation>%1 Funde</translation>
    </message>
    <message>
        <source>%1 of %2 findings match</source>
        <translation>%1 von %2 Funden passen</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>%1, %2 findings</source>
        <translation>%1, %2 Funde</translation>
    </message>
    <message>
        <source>%1  (%2)</source>
        <translation>%1  (%2)</translation>
    </message>
</context>
<context>
    <name>rekey::ui::FilterEdit</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Completions</source>
        <translation>Vorschläge</translation>
    </message>
</context>
<context>
    <name>rekey::ui::FindingWords</name>
    <message>
        <source>Not checked</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Gültig</translation>
    </message>
    <message>
        <source>Limited</source>
        <translation>Eingeschränkt</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Abgeschaltet</translation>
    </message>
    <message>
        <source>Dead</source>
        <translation>Tot</translation>
    </message>
    <message>
        <source>Not a secret</source>
        <translation>Kein Geheimnis</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>No checker</source>
        <translation>Keine Prüfung vorhanden</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Gering</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>HEAD</source>
        <translation>HEAD</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>Zweig</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Stash</source>
        <translation>Stash</translation>
    </message>
    <message>
        <source>Reflog</source>
        <translation>Reflog</translation>
    </message>
    <message>
        <source>Unreachable</source>
        <translation>Unerreichbar</translation>
    </message>
    <message>
        <source>Staged</source>
        <translation>Vorgemerkt</translation>
    </message>
    <message>
        <source>Working tree</source>
        <translation>Arbeitsbaum</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>in HEAD</source>
        <translation>in HEAD</translation>
    </message>
    <message>
        <source>in another branch</source>
        <translation>in einem anderen Zweig</translation>
    </message>
    <message>
        <source>in a tag</source>
        <translation>in einem Tag</translation>
    </message>
    <message>
        <source>in history only</source>
        <translation>nur im Verlauf</translation>
    </message>
    <message>
        <source>in a stash</source>
        <translation>in einem Stash</translation>
    </message>
    <message>
        <source>in the reflog only</source>
        <translation>nur im Reflog</translation>
    </message>
    <message>
        <source>unreachable</source>
        <translation>unerreichbar</translation>
    </message>
    <message>
        <source>staged</source>
        <translation>vorgemerkt</translation>
    </message>
    <message>
        <source>in the working tree</source>
        <translation>im Arbeitsbaum</translation>
    </message>
    <message>
        <source>in a file</source>
        <translation>in einer Datei</translation>
    </message>
    <message>
        <source>in text</source>
        <translation>in Text</translation>
    </message>
    <message>
        <source>hidden value</source>
        <translation>verborgener Wert</translation>
    </message>
    <message>
        <source>ends %1</source>
        <translation>endet auf %1</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Reach</source>
        <translation>Reichweite</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Autor</translation>
    </message>
    <message>
        <source>There is no word “%1:”.</source>
        <translation>Das Wort „%1:“ gibt es nicht.</translation>
    </message>
    <message>
        <source>“%1” is not one of its values.</source>
        <translation>„%1“ gehört nicht zu seinen Werten.</translation>
    </message>
    <message>
        <source>“%1” is not a date such as 2024, 2024-05 or &gt;2024-05-31.</source>
        <translation>„%1“ ist kein Datum wie 2024, 2024-05 oder &gt;2024-05-31.</translation>
    </message>
    <message>
        <source>“%1” is not an age such as &gt;90d, &lt;2w or 1y..2y.</source>
        <translation>„%1“ ist kein Alter wie &gt;90d, &lt;2w oder 1y..2y.</translation>
    </message>
    <message>
        <source>“%1” is not a number such as 3, &gt;=3 or 2..5.</source>
        <translation>„%1“ ist keine Zahl wie 3, &gt;=3 oder 2..5.</translation>
    </message>
    <message>
        <source>“%1” is not an id.</source>
        <translation>„%1“ ist keine Kennung.</translation>
    </message>
    <message>
        <source>This expression cannot be used: %1.</source>
        <translation>Dieser Ausdruck kann nicht verwendet werden: %1.</translation>
    </message>
    <message>
        <source>A value is missing here.</source>
        <translation>Hier fehlt ein Wert.</translation>
    </message>
    <message>
        <source>Something to look for is missing here.</source>
        <translation>Hier fehlt, wonach gesucht werden soll.</translation>
    </message>
    <message>
        <source>The closing quote is missing.</source>
        <translation>Das schließende Anführungszeichen fehlt.</translation>
    </message>
    <message>
        <source>The closing bracket is missing.</source>
        <translation>Die schließende Klammer fehlt.</translation>
    </message>
    <message>
        <source>This bracket closes nothing.</source>
        <translation>Diese Klammer schließt nichts.</translation>
    </message>
    <message>
        <source>The filter is too long.</source>
        <translation>Der Filter ist zu lang.</translation>
    </message>
    <message>
        <source>Too many brackets inside each other.</source>
        <translation>Zu viele Klammern ineinander.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::FindingsPage</name>
    <message>
        <source>No findings</source>
        <translation>Keine Funde</translation>
    </message>
    <message>
        <source>Scan a repository, a folder, a file or pasted text.</source>
        <translation>Durchsuchen Sie ein Repository, einen Ordner, eine Datei oder eingefügten Text.</translation>
    </message>
    <message>
        <source>No finding matches this filter</source>
        <translation>Kein Fund passt zu diesem Filter</translation>
    </message>
    <message>
        <source>Remove last word</source>
        <translation>Letztes Wort entfernen</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Filter to  %1</source>
        <translation>Nach %1 filtern</translation>
    </message>
    <message>
        <source>Exclude  %1</source>
        <translation>%1 ausschließen</translation>
    </message>
    <message>
        <source>Prepare in the filter</source>
        <translation>Im Filter vorbereiten</translation>
    </message>
    <message>
        <source>Show places</source>
        <translation>Fundorte zeigen</translation>
    </message>
    <message>
        <source>Peek</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>Kennung kopieren</translation>
    </message>
    <message>
        <source>Copy row, masked</source>
        <translation>Zeile maskiert kopieren</translation>
    </message>
</context>
<context>
    <name>rekey::ui::FindingsTable</name>
    <message>
        <source>Commit %1</source>
        <translation>Commit %1</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheimnis</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>In HEAD</source>
        <translation>In HEAD</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Fundorte</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>Zuerst gesehen</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Autor</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>Entropie</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>Commit</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
</context>
<context>
    <name>rekey::ui::FirstRunDialog</name>
    <message>
        <source>Welcome to Rekey</source>
        <translation>Willkommen bei Rekey</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Where should findings and decisions be kept?</source>
        <translation>Wo sollen Funde und Entscheidungen aufbewahrt werden?</translation>
    </message>
    <message>
        <source>A store on disk is encrypted. You can change this later under Settings.</source>
        <translation>Ein Speicher auf der Platte ist verschlüsselt. Sie können dies später in den Einstellungen ändern.</translation>
    </message>
    <message>
        <source>In memory only</source>
        <translation>Nur im Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Nothing is written. Everything is gone when Rekey is closed.</source>
        <translation>Nichts wird geschrieben. Alles ist weg, wenn Rekey geschlossen wird.</translation>
    </message>
    <message>
        <source>In a file, opened by the keyring of the desktop</source>
        <translation>In einer Datei, die der Schlüsselbund des Desktops öffnet</translation>
    </message>
    <message>
        <source>Whoever is logged in as you can open it. Without that keyring the values are lost.</source>
        <translation>Wer als Sie angemeldet ist, kann sie öffnen. Ohne diesen Schlüsselbund sind die Werte verloren.</translation>
    </message>
    <message>
        <source>In a file, with a passphrase</source>
        <translation>In einer Datei mit Passphrase</translation>
    </message>
    <message>
        <source>Asked for at every start and after every lock.</source>
        <translation>Wird bei jedem Start und nach jeder Sperre verlangt.</translation>
    </message>
    <message>
        <source>What will you mostly do?</source>
        <translation>Was werden Sie meistens tun?</translation>
    </message>
    <message>
        <source>Chooses which panes stand open. Nothing else.</source>
        <translation>Bestimmt, welche Bereiche offen stehen. Sonst nichts.</translation>
    </message>
    <message>
        <source>Daily triage of many findings</source>
        <translation>Täglich viele Funde sichten</translation>
    </message>
    <message>
        <source>Sources, facets, table and detail side by side.</source>
        <translation>Quellen, Merkmale, Tabelle und Einzelheiten nebeneinander.</translation>
    </message>
    <message>
        <source>One incident at a time</source>
        <translation>Einen Vorfall nach dem anderen</translation>
    </message>
    <message>
        <source>A wide detail, and less beside it.</source>
        <translation>Breite Einzelheiten und weniger daneben.</translation>
    </message>
    <message>
        <source>Checking my own code</source>
        <translation>Eigenen Code prüfen</translation>
    </message>
    <message>
        <source>The table and the detail, and nothing beside them.</source>
        <translation>Die Tabelle und die Einzelheiten und nichts daneben.</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Rekey has no account, sends no usage data and looks for no updates.</source>
        <translation>Rekey hat kein Konto, sendet keine Nutzungsdaten und sucht nicht nach Aktualisierungen.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Los</translation>
    </message>
    <message>
        <source>Findings stay in memory and are gone when Rekey is closed.</source>
        <translation>Funde bleiben im Arbeitsspeicher und sind weg, wenn Rekey geschlossen wird.</translation>
    </message>
    <message>
        <source>Findings are kept in an encrypted file that the keyring opens.</source>
        <translation>Funde werden in einer verschlüsselten Datei aufbewahrt, die der Schlüsselbund öffnet.</translation>
    </message>
    <message>
        <source>Findings are kept in an encrypted file that your passphrase opens. A forgotten passphrase means lost values.</source>
        <translation>Funde werden in einer verschlüsselten Datei aufbewahrt, die Ihre Passphrase öffnet. Eine vergessene Passphrase bedeutet verlorene Werte.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::JobStrip</name>
    <message>
        <source>Progress of the scan</source>
        <translation>Fortschritt der Suche</translation>
    </message>
    <message>
        <source>Cancel the scan</source>
        <translation>Suche abbrechen</translation>
    </message>
    <message>
        <source>Waiting scans: open the queue</source>
        <translation>Wartende Suchen: Warteschlange öffnen</translation>
    </message>
    <message>
        <source>+%1 waiting</source>
        <translation>+%1 warten</translation>
    </message>
</context>
<context>
    <name>rekey::ui::JobsModel</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 files or blobs · %2</source>
        <translation>%1 Dateien oder Blobs · %2</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
</context>
<context>
    <name>rekey::ui::KeySheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Find a key or a command</source>
        <translation>Taste oder Befehl finden</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
</context>
<context>
    <name>rekey::ui::Ledger</name>
    <message>
        <source>Undo: %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>Wiederholen: %1</translation>
    </message>
</context>
<context>
    <name>rekey::ui::LockPage</name>
    <message>
        <source>Rekey is locked</source>
        <translation>Rekey ist gesperrt</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Enter the passphrase of the store. Running scans go on.</source>
        <translation>Geben Sie die Passphrase des Speichers ein. Laufende Suchen gehen weiter.</translation>
    </message>
    <message>
        <source>This store has no passphrase of its own. Running scans go on.</source>
        <translation>Dieser Speicher hat keine eigene Passphrase. Laufende Suchen gehen weiter.</translation>
    </message>
    <message>
        <source>Unlocking…</source>
        <translation>Wird entsperrt…</translation>
    </message>
    <message numerus="yes">
        <source>Try again in %n second(s).</source>
        <translation>
            <numerusform>Nächster Versuch in %n Sekunde.</numerusform>
            <numerusform>Nächster Versuch in %n Sekunden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::MainWindow</name>
    <message>
        <source>Presentation</source>
        <translation>Vorführung</translation>
    </message>
    <message>
        <source>Values can be neither shown nor copied.</source>
        <translation>Werte können weder gezeigt noch kopiert werden.</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Nur lesen</translation>
    </message>
    <message>
        <source>Nothing that is kept can be changed.</source>
        <translation>Nichts Aufbewahrtes kann geändert werden.</translation>
    </message>
    <message>
        <source>Copy &amp;value</source>
        <translation>&amp;Wert kopieren</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Funde</translation>
    </message>
    <message>
        <source>Puts the value on the clipboard for some seconds</source>
        <translation>Legt den Wert für einige Sekunden in die Zwischenablage</translation>
    </message>
    <message>
        <source>Presentation &amp;mode</source>
        <translation>Vorführ&amp;modus</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Values can be neither shown nor copied</source>
        <translation>Werte können weder gezeigt noch kopiert werden</translation>
    </message>
    <message>
        <source>Presentation mode: values stay hidden. Switch it off under View.</source>
        <translation>Vorführmodus: Werte bleiben verborgen. Schalten Sie ihn unter Ansicht aus.</translation>
    </message>
    <message>
        <source>Read-only: values stay hidden. Settings, Security can allow it.</source>
        <translation>Nur lesen: Werte bleiben verborgen. Unter Einstellungen, Sicherheit lässt es sich erlauben.</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>nur lesen</translation>
    </message>
    <message>
        <source>Read-only: nothing can be changed</source>
        <translation>Nur lesen: nichts kann geändert werden</translation>
    </message>
    <message numerus="yes">
        <source>Value copied. It is cleared in %n second(s); a clipboard manager may keep it, and Wayland may refuse to clear it in the background.</source>
        <translation>
            <numerusform>Wert kopiert. Er wird in %n Sekunde gelöscht; eine Zwischenablageverwaltung kann ihn behalten, und Wayland kann das Löschen im Hintergrund verweigern.</numerusform>
            <numerusform>Wert kopiert. Er wird in %n Sekunden gelöscht; eine Zwischenablageverwaltung kann ihn behalten, und Wayland kann das Löschen im Hintergrund verweigern.</numerusform>
        </translation>
    </message>
    <message>
        <source>clipboard %1 s</source>
        <translation>Zwischenablage %1 s</translation>
    </message>
    <message>
        <source>Not kept</source>
        <translation>Nicht aufbewahrt</translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation>&amp;Sperren</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Drops the keys and hides everything; scans go on</source>
        <translation>Verwirft die Schlüssel und verbirgt alles; Suchen gehen weiter</translation>
    </message>
    <message>
        <source>Scan a repository or folder</source>
        <translation>Repository oder Ordner durchsuchen</translation>
    </message>
    <message>
        <source>Scan a file</source>
        <translation>Datei durchsuchen</translation>
    </message>
    <message>
        <source>Rekey</source>
        <translation>Rekey</translation>
    </message>
    <message>
        <source>Find leaked secrets</source>
        <translation>Geleakte Geheimnisse finden</translation>
    </message>
    <message>
        <source>Rekey reads the whole history of a repository, a folder, a file or a text, and shows one row for each secret it finds.</source>
        <translation>Rekey liest den ganzen Verlauf eines Repositorys, einen Ordner, eine Datei oder einen Text und zeigt für jedes gefundene Geheimnis eine Zeile.</translation>
    </message>
    <message>
        <source>You can also drop folders and files on this window. Nothing leaves this machine.</source>
        <translation>Sie können Ordner und Dateien auch auf dieses Fenster ziehen. Nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Looking</source>
        <translation>Suche läuft</translation>
    </message>
    <message>
        <source>Secrets show up here as they are found.</source>
        <translation>Geheimnisse erscheinen hier, sobald sie gefunden werden.</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Facets</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Rekey has not asked for the network: no request is or can be sent.</source>
        <translation>Rekey hat nicht um das Netz gebeten: keine Anfrage wird oder kann gesendet werden.</translation>
    </message>
    <message>
        <source>Network: offline</source>
        <translation>Netz: offline</translation>
    </message>
    <message>
        <source>The rules could not be made ready</source>
        <translation>Die Regeln konnten nicht vorbereitet werden</translation>
    </message>
    <message>
        <source>secret %1 was shown</source>
        <translation>Geheimnis %1 wurde gezeigt</translation>
    </message>
    <message>
        <source>That is being scanned already.</source>
        <translation>Das wird schon durchsucht.</translation>
    </message>
    <message>
        <source>started: %1</source>
        <translation>begonnen: %1</translation>
    </message>
    <message>
        <source>pasted text</source>
        <translation>eingefügter Text</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Aufbewahrt</translation>
    </message>
    <message>
        <source>%1 kept</source>
        <translation>%1 aufbewahrt</translation>
    </message>
    <message>
        <source>done: %1, %2 found</source>
        <translation>fertig: %1, %2 gefunden</translation>
    </message>
    <message>
        <source>incomplete: %1</source>
        <translation>unvollständig: %1</translation>
    </message>
    <message>
        <source>The scan of %1 is incomplete</source>
        <translation>Die Suche in %1 ist unvollständig</translation>
    </message>
    <message>
        <source>Part of it could not be looked at. What was found is listed; Coverage says what is missing and why.</source>
        <translation>Ein Teil konnte nicht angesehen werden. Was gefunden wurde, ist aufgeführt; unter Abdeckung steht, was fehlt und warum.</translation>
    </message>
    <message>
        <source>cancelled: %1</source>
        <translation>abgebrochen: %1</translation>
    </message>
    <message>
        <source>The scan of %1 was cancelled</source>
        <translation>Die Suche in %1 wurde abgebrochen</translation>
    </message>
    <message>
        <source>The result is incomplete: what was found until then is listed.</source>
        <translation>Das Ergebnis ist unvollständig: aufgeführt ist, was bis dahin gefunden wurde.</translation>
    </message>
    <message>
        <source>failed: %1: %2</source>
        <translation>fehlgeschlagen: %1: %2</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Nothing found so far</source>
        <translation>Bisher nichts gefunden</translation>
    </message>
    <message>
        <source>%1 of %2 shown</source>
        <translation>%1 von %2 gezeigt</translation>
    </message>
    <message>
        <source>, %1 chosen</source>
        <translation>, %1 ausgewählt</translation>
    </message>
    <message>
        <source>Rekey — locked</source>
        <translation>Rekey — gesperrt</translation>
    </message>
    <message>
        <source>%1 — Rekey</source>
        <translation>%1 — Rekey</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more — Rekey</source>
        <translation>
            <numerusform>%1 und %n weiteres — Rekey</numerusform>
            <numerusform>%1 und %n weitere — Rekey</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>Scanning</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Scan &amp;repository or folder…</source>
        <translation>&amp;Repository oder Ordner durchsuchen…</translation>
    </message>
    <message>
        <source>All of its history, or every file below it</source>
        <translation>Der ganze Verlauf oder jede Datei darunter</translation>
    </message>
    <message>
        <source>Scan &amp;file…</source>
        <translation>&amp;Datei durchsuchen…</translation>
    </message>
    <message>
        <source>One file of any kind</source>
        <translation>Eine Datei beliebiger Art</translation>
    </message>
    <message>
        <source>&amp;Paste text…</source>
        <translation>&amp;Text einfügen…</translation>
    </message>
    <message>
        <source>A log or a chat: masked before it is shown</source>
        <translation>Ein Protokoll oder ein Chat: maskiert, bevor er gezeigt wird</translation>
    </message>
    <message>
        <source>Try &amp;sample data</source>
        <translation>&amp;Beispieldaten ausprobieren</translation>
    </message>
    <message>
        <source>Made-up secrets, scanned for real</source>
        <translation>Erfundene Geheimnisse, wirklich durchsucht</translation>
    </message>
    <message>
        <source>Scan &amp;again</source>
        <translation>&amp;Noch einmal suchen</translation>
    </message>
    <message>
        <source>Starts over with everything that is listed under Sources</source>
        <translation>Beginnt von vorn mit allem, was unter Quellen steht</translation>
    </message>
    <message>
        <source>&amp;Cancel scan</source>
        <translation>Suche &amp;abbrechen</translation>
    </message>
    <message>
        <source>Stops the running scan; what was found stays</source>
        <translation>Hält die laufende Suche an; was gefunden wurde, bleibt</translation>
    </message>
    <message>
        <source>C&amp;lear everything</source>
        <translation>Alles &amp;leeren</translation>
    </message>
    <message>
        <source>Forgets all sources and findings of this window</source>
        <translation>Vergisst alle Quellen und Funde dieses Fensters</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>Closes the window; nothing of the findings is kept</source>
        <translation>Schließt das Fenster; von den Funden bleibt nichts</translation>
    </message>
    <message>
        <source>&amp;Filter…</source>
        <translation>&amp;Filter…</translation>
    </message>
    <message>
        <source>Moves the keyboard to the filter bar</source>
        <translation>Setzt die Tastatur in die Filterzeile</translation>
    </message>
    <message>
        <source>&amp;Show all</source>
        <translation>Alle &amp;zeigen</translation>
    </message>
    <message>
        <source>Takes the filter away</source>
        <translation>Nimmt den Filter weg</translation>
    </message>
    <message>
        <source>&amp;Choose all that match</source>
        <translation>Alles Passende a&amp;uswählen</translation>
    </message>
    <message>
        <source>Chooses every row the filter lets through</source>
        <translation>Wählt jede Zeile aus, die der Filter durchlässt</translation>
    </message>
    <message>
        <source>Choose &amp;none</source>
        <translation>Nichts aus&amp;wählen</translation>
    </message>
    <message>
        <source>Forgets the choice of rows</source>
        <translation>Vergisst die Auswahl der Zeilen</translation>
    </message>
    <message>
        <source>Copy &amp;id</source>
        <translation>&amp;Kennung kopieren</translation>
    </message>
    <message>
        <source>Copies the ids of the chosen rows, or of the current one</source>
        <translation>Kopiert die Kennungen der ausgewählten Zeilen oder der aktuellen</translation>
    </message>
    <message>
        <source>Copy &amp;masked line</source>
        <translation>&amp;Maskierte Zeile kopieren</translation>
    </message>
    <message>
        <source>Copies the rows as text, masked</source>
        <translation>Kopiert die Zeilen als Text, maskiert</translation>
    </message>
    <message>
        <source>&amp;Peek for 10 seconds</source>
        <translation>10 Sekunden &amp;ansehen</translation>
    </message>
    <message>
        <source>Shows the value of the current secret for a moment</source>
        <translation>Zeigt den Wert des aktuellen Geheimnisses für einen Augenblick</translation>
    </message>
    <message>
        <source>In the table</source>
        <translation>In der Tabelle</translation>
    </message>
    <message>
        <source>&amp;Sources</source>
        <translation>&amp;Quellen</translation>
    </message>
    <message>
        <source>&amp;Facets</source>
        <translation>&amp;Merkmale</translation>
    </message>
    <message>
        <source>&amp;Detail</source>
        <translation>&amp;Einzelheiten</translation>
    </message>
    <message>
        <source>&amp;Queue</source>
        <translation>&amp;Warteschlange</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>&amp;Protokoll</translation>
    </message>
    <message>
        <source>&amp;Coverage</source>
        <translation>&amp;Abdeckung</translation>
    </message>
    <message>
        <source>Shows or hides this pane</source>
        <translation>Zeigt oder verbirgt diesen Bereich</translation>
    </message>
    <message>
        <source>What was looked at, and what was not</source>
        <translation>Was angesehen wurde und was nicht</translation>
    </message>
    <message>
        <source>&amp;Next pane</source>
        <translation>&amp;Nächster Bereich</translation>
    </message>
    <message>
        <source>Moves the keyboard to the next pane</source>
        <translation>Setzt die Tastatur in den nächsten Bereich</translation>
    </message>
    <message>
        <source>&amp;Previous pane</source>
        <translation>&amp;Vorheriger Bereich</translation>
    </message>
    <message>
        <source>Moves the keyboard to the pane before</source>
        <translation>Setzt die Tastatur in den Bereich davor</translation>
    </message>
    <message>
        <source>&amp;Unlock panes</source>
        <translation>Bereiche &amp;lösen</translation>
    </message>
    <message>
        <source>Lets panes be moved, floated and closed</source>
        <translation>Lässt Bereiche verschieben, ablösen und schließen</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>Anordnung &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Puts every pane back where it was at first</source>
        <translation>Stellt jeden Bereich dorthin, wo er zuerst war</translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation>&amp;Befehlspalette…</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Finds a command, a secret or a file as you type</source>
        <translation>Findet beim Tippen einen Befehl, ein Geheimnis oder eine Datei</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Every key there is</source>
        <translation>Alle Tasten, die es gibt</translation>
    </message>
    <message>
        <source>&amp;About Rekey</source>
        <translation>Ü&amp;ber Rekey</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>Version und Lizenz</translation>
    </message>
    <message>
        <source>Menu bar</source>
        <translation>Menüleiste</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>F&amp;indings</source>
        <translation>&amp;Funde</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Werkzeuge</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>Werkzeugleiste</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Command, id or file   Ctrl+K</source>
        <translation>Befehl, Kennung oder Datei   Strg+K</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>secrets by id</source>
        <translation>Geheimnisse nach Kennung</translation>
    </message>
    <message>
        <source>filter to this file</source>
        <translation>nach dieser Datei filtern</translation>
    </message>
    <message>
        <source>The rules are being made ready; try again in a moment.</source>
        <translation>Die Regeln werden vorbereitet; versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>About Rekey</source>
        <translation>Über Rekey</translation>
    </message>
    <message>
        <source>Rekey %1</source>
        <translation>Rekey %1</translation>
    </message>
    <message>
        <source>A console for leaked secrets: find them, see where they are.

Free software under the GNU General Public License, version 3 or later. It comes without any warranty.</source>
        <translation>Eine Konsole für geleakte Geheimnisse: finden und sehen, wo sie stehen.

Freie Software unter der GNU General Public License, Version 3 oder später. Sie kommt ohne jede Gewähr.</translation>
    </message>
    <message>
        <source>T&amp;riage</source>
        <translation>Si&amp;chten</translation>
    </message>
    <message>
        <source>&amp;Incident</source>
        <translation>V&amp;orfall</translation>
    </message>
    <message>
        <source>H&amp;ygiene</source>
        <translation>H&amp;ygiene</translation>
    </message>
    <message>
        <source>Goes to the panes as you left them for this work</source>
        <translation>Geht zu den Bereichen, wie Sie sie für diese Arbeit verlassen haben</translation>
    </message>
    <message>
        <source>shortcuts keys commands</source>
        <translation>Tastenkürzel Tasten Befehle</translation>
    </message>
    <message>
        <source>Colours of the s&amp;ystem</source>
        <translation>Farben des S&amp;ystems</translation>
    </message>
    <message>
        <source>Li&amp;ght colours</source>
        <translation>&amp;Helle Farben</translation>
    </message>
    <message>
        <source>Dar&amp;k colours</source>
        <translation>&amp;Dunkle Farben</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>Hoher &amp;Kontrast</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>Everything that can be set, by page</source>
        <translation>Alles, was sich einstellen lässt, nach Seiten</translation>
    </message>
    <message>
        <source>settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Create s&amp;tore…</source>
        <translation>Spei&amp;cher anlegen…</translation>
    </message>
    <message>
        <source>An encrypted file that keeps findings and decisions</source>
        <translation>Eine verschlüsselte Datei, die Funde und Entscheidungen aufbewahrt</translation>
    </message>
    <message>
        <source>Open st&amp;ore…</source>
        <translation>Speicher ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Another store that is on this machine</source>
        <translation>Ein anderer Speicher auf diesem Rechner</translation>
    </message>
    <message>
        <source>Work in &amp;memory only</source>
        <translation>Nur im Arbeitsspeicher arbe&amp;iten</translation>
    </message>
    <message>
        <source>Closes the store; what is found is kept nowhere</source>
        <translation>Schließt den Speicher; was gefunden wird, wird nirgends aufbewahrt</translation>
    </message>
    <message>
        <source>&amp;Back up store…</source>
        <translation>Speicher sic&amp;hern…</translation>
    </message>
    <message>
        <source>Writes a copy, sealed as it is, into a folder</source>
        <translation>Schreibt eine Kopie, versiegelt wie sie ist, in einen Ordner</translation>
    </message>
    <message>
        <source>Create a store</source>
        <translation>Speicher anlegen</translation>
    </message>
    <message>
        <source>The store will be the file %1. Choose the passphrase that opens it.</source>
        <translation>Der Speicher wird die Datei %1. Wählen Sie die Passphrase, die ihn öffnet.</translation>
    </message>
    <message>
        <source>Create store</source>
        <translation>Speicher anlegen</translation>
    </message>
    <message>
        <source>Store copied to %1.</source>
        <translation>Speicher nach %1 kopiert.</translation>
    </message>
    <message>
        <source>The store was not copied</source>
        <translation>Der Speicher wurde nicht kopiert</translation>
    </message>
    <message>
        <source>The store could not be opened</source>
        <translation>Der Speicher konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>%1 Nothing is kept until a store is open.</source>
        <translation>%1 Nichts wird aufbewahrt, bis ein Speicher offen ist.</translation>
    </message>
    <message>
        <source>Open now: %1</source>
        <translation>Jetzt offen: %1</translation>
    </message>
    <message>
        <source>No store is open: nothing is kept.</source>
        <translation>Kein Speicher ist offen: nichts wird aufbewahrt.</translation>
    </message>
    <message>
        <source>store backup file memory passphrase</source>
        <translation>Speicher Sicherung Datei Arbeitsspeicher Passphrase</translation>
    </message>
    <message>
        <source>Read-only, not changed.</source>
        <translation>Nur lesen, nicht geändert.</translation>
    </message>
    <message>
        <source>No store is open and unlocked, not changed.</source>
        <translation>Kein Speicher ist offen und entsperrt, nicht geändert.</translation>
    </message>
    <message numerus="yes">
        <source>%n changed by somebody else</source>
        <translation>
            <numerusform>%n von jemand anderem geändert</numerusform>
            <numerusform>%n von jemand anderem geändert</numerusform>
        </translation>
    </message>
    <message>
        <source>They stand as they are now. Look at them, then decide again.</source>
        <translation>Sie stehen so da, wie sie jetzt sind. Sehen Sie sie an und entscheiden Sie dann noch einmal.</translation>
    </message>
    <message numerus="yes">
        <source>%n closed secrets were seen in a new place and are open again.</source>
        <translation>
            <numerusform>%n geschlossenes Geheimnis wurde an einem neuen Ort gesehen und ist wieder offen.</numerusform>
            <numerusform>%n geschlossene Geheimnisse wurden an einem neuen Ort gesehen und sind wieder offen.</numerusform>
        </translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>jemand</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n secrets</source>
        <translation>
            <numerusform>%1: %n Geheimnis</numerusform>
            <numerusform>%1: %n Geheimnisse</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Takes the last change back</source>
        <translation>Nimmt die letzte Änderung zurück</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Makes the change again</source>
        <translation>Macht die Änderung noch einmal</translation>
    </message>
    <message>
        <source>C&amp;onfirm</source>
        <translation>&amp;Bestätigen</translation>
    </message>
    <message>
        <source>It is a leak that has to be dealt with</source>
        <translation>Es ist ein Leck, um das man sich kümmern muss</translation>
    </message>
    <message>
        <source>Close as f&amp;alse positive</source>
        <translation>Als &amp;Fehlalarm schließen</translation>
    </message>
    <message>
        <source>It is no secret</source>
        <translation>Es ist kein Geheimnis</translation>
    </message>
    <message>
        <source>Close as &amp;test value</source>
        <translation>Als &amp;Testwert schließen</translation>
    </message>
    <message>
        <source>It opens nothing that matters</source>
        <translation>Es öffnet nichts von Bedeutung</translation>
    </message>
    <message>
        <source>Accept &amp;until…</source>
        <translation>&amp;Hinnehmen bis…</translation>
    </message>
    <message>
        <source>The risk is taken until a date, then it opens again</source>
        <translation>Das Risiko wird bis zu einem Datum getragen, dann öffnet es sich wieder</translation>
    </message>
    <message>
        <source>Close as &amp;rotated</source>
        <translation>Als &amp;rotiert schließen</translation>
    </message>
    <message>
        <source>A new key has replaced it and the old one is dead</source>
        <translation>Ein neuer Schlüssel hat es ersetzt, und der alte ist tot</translation>
    </message>
    <message>
        <source>Close as re&amp;voked</source>
        <translation>Als &amp;widerrufen schließen</translation>
    </message>
    <message>
        <source>It is dead and has no successor</source>
        <translation>Es ist tot und hat keinen Nachfolger</translation>
    </message>
    <message>
        <source>Close: the service is &amp;gone</source>
        <translation>Schließen: den &amp;Dienst gibt es nicht mehr</translation>
    </message>
    <message>
        <source>There is nothing left that it could open</source>
        <translation>Es gibt nichts mehr, was es öffnen könnte</translation>
    </message>
    <message>
        <source>Op&amp;en again</source>
        <translation>Wieder ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Takes the decision back</source>
        <translation>Nimmt die Entscheidung zurück</translation>
    </message>
    <message>
        <source>Repeat the &amp;last decision</source>
        <translation>&amp;Letzte Entscheidung wiederholen</translation>
    </message>
    <message>
        <source>The same on this row</source>
        <translation>Dasselbe auf dieser Zeile</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Markieren</translation>
    </message>
    <message>
        <source>&amp;Note…</source>
        <translation>&amp;Notiz…</translation>
    </message>
    <message>
        <source>Writes a note</source>
        <translation>Schreibt eine Notiz</translation>
    </message>
    <message>
        <source>Ta&amp;gs…</source>
        <translation>Schla&amp;gwörter…</translation>
    </message>
    <message>
        <source>Sets tags</source>
        <translation>Setzt Schlagwörter</translation>
    </message>
    <message>
        <source>O&amp;wner…</source>
        <translation>&amp;Zuständig…</translation>
    </message>
    <message>
        <source>Says whose it is</source>
        <translation>Sagt, wer zuständig ist</translation>
    </message>
    <message>
        <source>Se&amp;verity…</source>
        <translation>Sch&amp;were…</translation>
    </message>
    <message>
        <source>Sets a severity over the computed one</source>
        <translation>Setzt eine Schwere über die berechnete</translation>
    </message>
    <message>
        <source>The store is locked, not changed.</source>
        <translation>Der Speicher ist gesperrt, nicht geändert.</translation>
    </message>
    <message>
        <source>&amp;Undo %1</source>
        <translation>&amp;Rückgängig: %1</translation>
    </message>
    <message>
        <source>&amp;Redo %1</source>
        <translation>&amp;Wiederholen: %1</translation>
    </message>
</context>
<context>
    <name>rekey::ui::MaskedTextView</name>
    <message>
        <source>Masked copy of the text</source>
        <translation>Maskierte Kopie des Textes</translation>
    </message>
</context>
<context>
    <name>rekey::ui::MatchesModel</name>
    <message>
        <source>low</source>
        <translation>gering</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>mittel</translation>
    </message>
    <message>
        <source>high</source>
        <translation>hoch</translation>
    </message>
    <message>
        <source>%1, %2, %3, line %4, %5 confidence</source>
        <translation>%1, %2, %3, Zeile %4, Sicherheit %5</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheimnis</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Sicherheit</translation>
    </message>
</context>
<context>
    <name>rekey::ui::PassphraseForm</name>
    <message>
        <source>New passphrase</source>
        <translation>Neue Passphrase</translation>
    </message>
    <message>
        <source>The same passphrase again</source>
        <translation>Dieselbe Passphrase noch einmal</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>Noch einmal dieselbe</translation>
    </message>
    <message>
        <source>Nobody can restore a forgotten passphrase: without it the values in the store are lost.</source>
        <translation>Niemand kann eine vergessene Passphrase wiederherstellen: ohne sie sind die Werte im Speicher verloren.</translation>
    </message>
    <message>
        <source>At least 8 characters.</source>
        <translation>Mindestens 8 Zeichen.</translation>
    </message>
    <message>
        <source>Too short: at least 8 characters.</source>
        <translation>Zu kurz: mindestens 8 Zeichen.</translation>
    </message>
    <message>
        <source>Both are the same.</source>
        <translation>Beide sind gleich.</translation>
    </message>
    <message>
        <source>The two are not the same yet.</source>
        <translation>Die beiden sind noch nicht gleich.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::PasteDialog</name>
    <message>
        <source>Open a file to scan</source>
        <translation>Datei zum Durchsuchen öffnen</translation>
    </message>
    <message>
        <source>Paste scan</source>
        <translation>Text durchsuchen</translation>
    </message>
    <message>
        <source>The system&apos;s clipboard keeps its own copy of what you paste until something else is copied; it cannot be wiped from here.</source>
        <translation>Die Zwischenablage des Systems behält eine eigene Kopie des Eingefügten, bis etwas anderes kopiert wird; von hier aus lässt sie sich nicht löschen.</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Scan the text on the clipboard (Ctrl+V)</source>
        <translation>Den Text der Zwischenablage durchsuchen (Strg+V)</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>Datei öffnen…</translation>
    </message>
    <message>
        <source>Type by hand</source>
        <translation>Von Hand tippen</translation>
    </message>
    <message>
        <source>Typing is the weaker way: what you type is visible here, and the toolkit keeps copies that are let go on closing but cannot be wiped. Pasting goes straight to locked memory.</source>
        <translation>Tippen ist der schwächere Weg: was Sie tippen, ist hier sichtbar, und die Oberfläche behält Kopien, die beim Schließen losgelassen, aber nicht überschrieben werden. Eingefügtes geht sofort in gesperrten Speicher.</translation>
    </message>
    <message>
        <source>Text typed by hand</source>
        <translation>Von Hand getippter Text</translation>
    </message>
    <message>
        <source>Secrets found in the text</source>
        <translation>Im Text gefundene Geheimnisse</translation>
    </message>
    <message>
        <source>Copy with secrets replaced</source>
        <translation>Mit ersetzten Geheimnissen kopieren</translation>
    </message>
    <message>
        <source>Copy the text with a label such as [AWS access key S-0001] in place of each secret</source>
        <translation>Den Text mit einer Marke wie [AWS access key S-0001] anstelle jedes Geheimnisses kopieren</translation>
    </message>
    <message>
        <source>Keep findings</source>
        <translation>Funde aufbewahren</translation>
    </message>
    <message>
        <source>Add the findings to the table; the text itself is not kept</source>
        <translation>Die Funde zur Tabelle hinzufügen; der Text selbst wird nicht aufbewahrt</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Wipe the text and close (Esc)</source>
        <translation>Den Text überschreiben und schließen (Esc)</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Suche läuft…</translation>
    </message>
    <message>
        <source>Press Ctrl+V to paste.

The text goes to locked memory, only a masked copy is shown, and it is wiped when this window closes. At most %1.</source>
        <translation>Drücken Sie Strg+V zum Einfügen.

Der Text geht in gesperrten Speicher, nur eine maskierte Kopie wird gezeigt, und er wird überschrieben, wenn dieses Fenster schließt. Höchstens %1.</translation>
    </message>
    <message>
        <source>Nothing found by %1 rules in %2 of text.</source>
        <translation>Nichts gefunden mit %1 Regeln in %2 Text.</translation>
    </message>
    <message>
        <source>1 secret</source>
        <translation>1 Geheimnis</translation>
    </message>
    <message>
        <source>%1 secrets</source>
        <translation>%1 Geheimnisse</translation>
    </message>
    <message>
        <source>1 place</source>
        <translation>1 Fundort</translation>
    </message>
    <message>
        <source>%1 places</source>
        <translation>%1 Fundorte</translation>
    </message>
    <message>
        <source>%1 in %2, found by %3 rules in %4 of text.</source>
        <translation>%1 an %2, gefunden mit %3 Regeln in %4 Text.</translation>
    </message>
    <message>
        <source>Only the first lines are shown; all of the text was scanned.</source>
        <translation>Nur die ersten Zeilen werden gezeigt; durchsucht wurde der ganze Text.</translation>
    </message>
    <message>
        <source>The text is larger than %1, the most that is taken here. Save it as a file and scan that.</source>
        <translation>Der Text ist größer als %1, mehr wird hier nicht angenommen. Speichern Sie ihn als Datei und durchsuchen Sie die.</translation>
    </message>
    <message>
        <source>There is no text on the clipboard. Copy some text, then paste again.</source>
        <translation>In der Zwischenablage ist kein Text. Kopieren Sie welchen und fügen Sie dann noch einmal ein.</translation>
    </message>
    <message>
        <source>%1 is not there.</source>
        <translation>%1 ist nicht da.</translation>
    </message>
    <message>
        <source>The system refused to open %1.</source>
        <translation>Das System hat verweigert, %1 zu öffnen.</translation>
    </message>
    <message>
        <source>The text could not be scanned: %1</source>
        <translation>Der Text konnte nicht durchsucht werden: %1</translation>
    </message>
    <message>
        <source>Copied, with a label in place of each secret.</source>
        <translation>Kopiert, mit einer Marke anstelle jedes Geheimnisses.</translation>
    </message>
    <message>
        <source>1 finding kept. The text is wiped.</source>
        <translation>1 Fund aufbewahrt. Der Text ist überschrieben.</translation>
    </message>
    <message>
        <source>%1 findings kept. The text is wiped.</source>
        <translation>%1 Funde aufbewahrt. Der Text ist überschrieben.</translation>
    </message>
    <message>
        <source>The text is wiped.</source>
        <translation>Der Text ist überschrieben.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::PeekPanel</name>
    <message>
        <source>Peek</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show the value for some seconds</source>
        <translation>Den Wert einige Sekunden lang zeigen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Hide the value</source>
        <translation>Den Wert verbergen</translation>
    </message>
    <message>
        <source>Time left until the value is hidden</source>
        <translation>Zeit, bis der Wert verborgen wird</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Keep the value hidden</source>
        <translation>Den Wert verborgen lassen</translation>
    </message>
    <message>
        <source>hides in %1 s</source>
        <translation>verborgen in %1 s</translation>
    </message>
</context>
<context>
    <name>rekey::ui::PlacesModel</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>%1, %2 versions of the file</source>
        <translation>%1, %2 Fassungen der Datei</translation>
    </message>
    <message>
        <source>removed in %1</source>
        <translation>entfernt in %1</translation>
    </message>
    <message>
        <source>removed %1 in %2</source>
        <translation>entfernt am %1 in %2</translation>
    </message>
    <message>
        <source>Line %1, column %2</source>
        <translation>Zeile %1, Spalte %2</translation>
    </message>
    <message>
        <source>%1
%2</source>
        <translation>%1
%2</translation>
    </message>
    <message>
        <source>%1 &lt;%2&gt;</source>
        <translation>%1 &lt;%2&gt;</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>commit %1</source>
        <translation>Commit %1</translation>
    </message>
    <message>
        <source>Source %1</source>
        <translation>Quelle %1</translation>
    </message>
    <message>
        <source>Path and line</source>
        <translation>Pfad und Zeile</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>Commit</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Autor</translation>
    </message>
    <message>
        <source>Branches and tags</source>
        <translation>Zweige und Tags</translation>
    </message>
</context>
<context>
    <name>rekey::ui::PlacesPage</name>
    <message>
        <source>Places of this secret</source>
        <translation>Fundorte dieses Geheimnisses</translation>
    </message>
    <message>
        <source>Forks, pull-request refs and caches on the server are not visible from here.</source>
        <translation>Forks, Pull-Request-Refs und Zwischenspeicher auf dem Server sind von hier aus nicht zu sehen.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::PreferenceRow</name>
    <message>
        <source>Set by you</source>
        <translation>Von Ihnen gesetzt</translation>
    </message>
    <message>
        <source>Set and locked by your administrator</source>
        <translation>Von Ihrer Verwaltung gesetzt und gesperrt</translation>
    </message>
    <message>
        <source>Set by your administrator</source>
        <translation>Von Ihrer Verwaltung gesetzt</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Put back: %1</source>
        <translation>Zurücksetzen: %1</translation>
    </message>
    <message>
        <source>Puts this setting back</source>
        <translation>Setzt diese Einstellung zurück</translation>
    </message>
</context>
<context>
    <name>rekey::ui::QueuePanel</name>
    <message>
        <source>Cancel this scan</source>
        <translation>Diese Suche abbrechen</translation>
    </message>
    <message>
        <source>Scans, running and done</source>
        <translation>Suchen, laufende und fertige</translation>
    </message>
</context>
<context>
    <name>rekey::ui::SettingsDialog</name>
    <message>
        <source>Export settings</source>
        <translation>Einstellungen exportieren</translation>
    </message>
    <message>
        <source>Import settings</source>
        <translation>Einstellungen importieren</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Scanning</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Store and backup</source>
        <translation>Speicher und Sicherung</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>Einstellung finden</translation>
    </message>
    <message>
        <source>Pages of settings</source>
        <translation>Seiten der Einstellungen</translation>
    </message>
    <message>
        <source>No setting matches.</source>
        <translation>Keine Einstellung passt.</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Writes what you set into a file; it never holds secrets</source>
        <translation>Schreibt in eine Datei, was Sie gesetzt haben; sie enthält nie Geheimnisse</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Takes settings from such a file; locked ones stay</source>
        <translation>Übernimmt Einstellungen aus einer solchen Datei; gesperrte bleiben</translation>
    </message>
    <message>
        <source>Settings written to %1.</source>
        <translation>Einstellungen nach %1 geschrieben.</translation>
    </message>
    <message>
        <source>The settings could not be written to %1: choose a folder that you may write to.</source>
        <translation>Die Einstellungen konnten nicht nach %1 geschrieben werden: wählen Sie einen Ordner, in den Sie schreiben dürfen.</translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) taken.</source>
        <translation>
            <numerusform>%n Einstellung übernommen.</numerusform>
            <numerusform>%n Einstellungen übernommen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::ShortcutPage</name>
    <message>
        <source>Find a command or a key</source>
        <translation>Befehl oder Taste finden</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>New key of the command</source>
        <translation>Neue Taste des Befehls</translation>
    </message>
    <message>
        <source>Press the new key</source>
        <translation>Drücken Sie die neue Taste</translation>
    </message>
    <message>
        <source>Use this key</source>
        <translation>Diese Taste verwenden</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Keine Taste</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Put all back</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>%1 has this key. Using it here takes it away there.</source>
        <translation>%1 hat diese Taste. Wird sie hier verwendet, fällt sie dort weg.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::SourcesPanel</name>
    <message>
        <source>Nothing scanned yet</source>
        <translation>Noch nichts durchsucht</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
</context>
<context>
    <name>rekey::ui::TriageActs</name>
    <message>
        <source>Choose a secret first.</source>
        <translation>Wählen Sie zuerst ein Geheimnis.</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>Close as false positive</source>
        <translation>Als Fehlalarm schließen</translation>
    </message>
    <message>
        <source>Close as test value</source>
        <translation>Als Testwert schließen</translation>
    </message>
    <message>
        <source>Close: the service is gone</source>
        <translation>Schließen: den Dienst gibt es nicht mehr</translation>
    </message>
    <message>
        <source>Close as rotated</source>
        <translation>Als rotiert schließen</translation>
    </message>
    <message>
        <source>Close as revoked</source>
        <translation>Als widerrufen schließen</translation>
    </message>
    <message numerus="yes">
        <source>The provider has not said that %n of these secrets are dead. Closing them needs a reason; it is shown in reports.</source>
        <translation>
            <numerusform>Der Anbieter hat nicht gesagt, dass %n dieser Geheimnisse tot ist. Es zu schließen braucht einen Grund; er steht in Berichten.</numerusform>
            <numerusform>Der Anbieter hat nicht gesagt, dass %n dieser Geheimnisse tot sind. Sie zu schließen braucht einen Grund; er steht in Berichten.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>&amp;Grund</translation>
    </message>
    <message>
        <source>Accept until %1</source>
        <translation>Hinnehmen bis %1</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>No decision was made yet that could be repeated.</source>
        <translation>Noch wurde keine Entscheidung getroffen, die sich wiederholen ließe.</translation>
    </message>
    <message numerus="yes">
        <source>That is too long: at most %n characters.</source>
        <translation>
            <numerusform>Das ist zu lang: höchstens %n Zeichen.</numerusform>
            <numerusform>Das ist zu lang: höchstens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>This text holds a secret (%1). Write its id (S-…) instead: texts are stored and shown in reports.</source>
        <translation>Dieser Text enthält ein Geheimnis (%1). Schreiben Sie stattdessen die Kennung (S-…): Texte werden gespeichert und stehen in Berichten.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>&amp;Notiz</translation>
    </message>
    <message>
        <source>Save note</source>
        <translation>Notiz speichern</translation>
    </message>
    <message>
        <source>Write note</source>
        <translation>Notiz schreiben</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Words with blanks between; they replace the tags that are there.</source>
        <translation>Wörter mit Leerzeichen dazwischen; sie ersetzen die vorhandenen Schlagwörter.</translation>
    </message>
    <message>
        <source>&amp;Tags</source>
        <translation>&amp;Schlagwörter</translation>
    </message>
    <message>
        <source>Set tags</source>
        <translation>Schlagwörter setzen</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Zuständig</translation>
    </message>
    <message>
        <source>&amp;Owner</source>
        <translation>&amp;Zuständig</translation>
    </message>
    <message>
        <source>Set owner</source>
        <translation>Zuständige Person setzen</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>A number from 0 to 100, or nothing for the computed one. Both are kept.</source>
        <translation>Eine Zahl von 0 bis 100 oder nichts für die berechnete. Beide werden aufbewahrt.</translation>
    </message>
    <message>
        <source>&amp;Severity</source>
        <translation>&amp;Schwere</translation>
    </message>
    <message>
        <source>Set severity</source>
        <translation>Schwere setzen</translation>
    </message>
    <message>
        <source>Severity is a number from 0 to 100; nothing was changed.</source>
        <translation>Die Schwere ist eine Zahl von 0 bis 100; nichts wurde geändert.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::UndoBar</name>
    <message>
        <source>Last change</source>
        <translation>Letzte Änderung</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>rekey::ui::UntilDialog</name>
    <message>
        <source>Accept until</source>
        <translation>Hinnehmen bis</translation>
    </message>
    <message>
        <source>Accepted until</source>
        <translation>Hingenommen bis</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Why this can wait</source>
        <translation>Warum dies warten kann</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>90 days</source>
        <translation>90 Tage</translation>
    </message>
    <message>
        <source>Half a year</source>
        <translation>Ein halbes Jahr</translation>
    </message>
    <message>
        <source>Accept until then</source>
        <translation>Bis dahin hinnehmen</translation>
    </message>
    <message>
        <source>&amp;Until</source>
        <translation>&amp;Bis</translation>
    </message>
    <message>
        <source>&amp;Why</source>
        <translation>&amp;Warum</translation>
    </message>
</context>
<context>
    <name>rekey::ui::Words</name>
    <message>
        <source>%1 or more branches</source>
        <translation>%1 oder mehr Zweige</translation>
    </message>
    <message>
        <source>1 branch</source>
        <translation>1 Zweig</translation>
    </message>
    <message>
        <source>%1 branches</source>
        <translation>%1 Zweige</translation>
    </message>
    <message>
        <source>%1 or more tags</source>
        <translation>%1 oder mehr Tags</translation>
    </message>
    <message>
        <source>1 tag</source>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>%1 tags</source>
        <translation>%1 Tags</translation>
    </message>
    <message>
        <source>In HEAD.</source>
        <translation>In HEAD.</translation>
    </message>
    <message>
        <source>Not in HEAD, but at the tip of another branch.</source>
        <translation>Nicht in HEAD, aber an der Spitze eines anderen Zweigs.</translation>
    </message>
    <message>
        <source>Not in HEAD, but in what a tag names.</source>
        <translation>Nicht in HEAD, aber in dem, was ein Tag benennt.</translation>
    </message>
    <message>
        <source>Only in history: no branch or tag holds it at its tip.</source>
        <translation>Nur im Verlauf: kein Zweig und kein Tag hat es an der Spitze.</translation>
    </message>
    <message>
        <source>Only in a stash.</source>
        <translation>Nur in einem Stash.</translation>
    </message>
    <message>
        <source>Only in commits that a reflog still names.</source>
        <translation>Nur in Commits, die ein Reflog noch nennt.</translation>
    </message>
    <message>
        <source>In the object database, named by nothing.</source>
        <translation>In der Objektdatenbank, von nichts benannt.</translation>
    </message>
    <message>
        <source>Staged, not committed.</source>
        <translation>Vorgemerkt, nicht eingecheckt.</translation>
    </message>
    <message>
        <source>In the working tree, not committed.</source>
        <translation>Im Arbeitsbaum, nicht eingecheckt.</translation>
    </message>
    <message>
        <source>In a plain file.</source>
        <translation>In einer einfachen Datei.</translation>
    </message>
    <message>
        <source>In text that was given, not in a file.</source>
        <translation>In eingegebenem Text, nicht in einer Datei.</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Also in %1.</source>
        <translation>Auch in %1.</translation>
    </message>
    <message>
        <source>In %1.</source>
        <translation>In %1.</translation>
    </message>
    <message>
        <source>%1 in %2.</source>
        <translation>%1 in %2.</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 Datei</translation>
    </message>
    <message>
        <source>%1 files</source>
        <translation>%1 Dateien</translation>
    </message>
    <message>
        <source>less than a day</source>
        <translation>weniger als einen Tag</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 Tage</translation>
    </message>
    <message>
        <source>Added %1 in %2, removed %3 in %4: exposed %5.</source>
        <translation>Hinzugefügt am %1 in %2, entfernt am %3 in %4: offen für %5.</translation>
    </message>
    <message>
        <source>Introduced %1 in %2.</source>
        <translation>Eingeführt am %1 in %2.</translation>
    </message>
    <message>
        <source>Introduced %1 in %2 by %3.</source>
        <translation>Eingeführt am %1 in %2 von %3.</translation>
    </message>
    <message>
        <source>HEAD</source>
        <translation>HEAD</translation>
    </message>
    <message>
        <source>Other branches</source>
        <translation>Andere Zweige</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>History only</source>
        <translation>Nur im Verlauf</translation>
    </message>
    <message>
        <source>Stash</source>
        <translation>Stash</translation>
    </message>
    <message>
        <source>Reflog</source>
        <translation>Reflog</translation>
    </message>
    <message>
        <source>Unreachable objects</source>
        <translation>Unerreichbare Objekte</translation>
    </message>
    <message>
        <source>Staged</source>
        <translation>Vorgemerkt</translation>
    </message>
    <message>
        <source>Working tree</source>
        <translation>Arbeitsbaum</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Pasted text</source>
        <translation>Eingefügter Text</translation>
    </message>
    <message>
        <source>Path not known yet</source>
        <translation>Pfad noch nicht bekannt</translation>
    </message>
    <message>
        <source>1 place</source>
        <translation>1 Fundort</translation>
    </message>
    <message>
        <source>%1 places</source>
        <translation>%1 Fundorte</translation>
    </message>
    <message>
        <source>No place is known yet.</source>
        <translation>Noch ist kein Fundort bekannt.</translation>
    </message>
    <message>
        <source>The text this was found in is not kept, so there is nothing to show around it.</source>
        <translation>Der Text, in dem dies gefunden wurde, wird nicht aufbewahrt; darum gibt es nichts darum herum zu zeigen.</translation>
    </message>
    <message>
        <source>This file</source>
        <translation>Diese Datei</translation>
    </message>
    <message>
        <source>%1 has changed or gone since the scan, so this place cannot be shown as it was found. Scan again to see what is there now.</source>
        <translation>%1 wurde seit der Suche geändert oder ist weg; darum kann dieser Fundort nicht so gezeigt werden, wie er gefunden wurde. Suchen Sie noch einmal, um zu sehen, was jetzt dort steht.</translation>
    </message>
    <message>
        <source>The system refused to open %1. Check who may read it, then scan again.</source>
        <translation>Das System hat verweigert, %1 zu öffnen. Prüfen Sie, wer es lesen darf, und suchen Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>%1 could not be read: %2</source>
        <translation>%1 konnte nicht gelesen werden: %2</translation>
    </message>
</context>
</TS>
