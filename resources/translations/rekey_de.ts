<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>CompareModel</name>
    <message>
        <source>value absent</source>
        <translation>Wert fehlt</translation>
    </message>
    <message>
        <source>no place given</source>
        <translation>kein Fundort angegeben</translation>
    </message>
    <message>
        <source>found</source>
        <translation>gefunden</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>übersehen</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheimnis</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
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
    <message>
        <source>Values shown as</source>
        <translation>Werte gezeigt als</translation>
    </message>
    <message>
        <source>What a new report shows of a value; a report can differ.</source>
        <translation>Was ein neuer Bericht von einem Wert zeigt; ein einzelner Bericht kann abweichen.</translation>
    </message>
    <message>
        <source>Public prefix and last 4</source>
        <translation>Öffentlicher Anfang und letzte 4</translation>
    </message>
    <message>
        <source>Ids only</source>
        <translation>Nur Kennungen</translation>
    </message>
    <message>
        <source>Name authors, owners and accounts</source>
        <translation>Autoren, Zuständige und Konten nennen</translation>
    </message>
    <message>
        <source>Off: a new report says that there is somebody, not who.</source>
        <translation>Aus: Ein neuer Bericht sagt, dass es jemanden gibt, nicht wen.</translation>
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
    <name>StepView</name>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Not needed</source>
        <translation>Nicht nötig</translation>
    </message>
</context>
<context>
    <name>TableKeys</name>
    <message>
        <source>Next row</source>
        <translation>Nächste Zeile</translation>
    </message>
    <message>
        <source>Previous row</source>
        <translation>Vorherige Zeile</translation>
    </message>
    <message>
        <source>Next group</source>
        <translation>Nächste Gruppe</translation>
    </message>
    <message>
        <source>Previous group</source>
        <translation>Vorherige Gruppe</translation>
    </message>
    <message>
        <source>First row</source>
        <translation>Erste Zeile</translation>
    </message>
    <message>
        <source>Last row</source>
        <translation>Letzte Zeile</translation>
    </message>
    <message>
        <source>Extend the choice down</source>
        <translation>Auswahl nach unten erweitern</translation>
    </message>
    <message>
        <source>Extend the choice up</source>
        <translation>Auswahl nach oben erweitern</translation>
    </message>
    <message>
        <source>Choose the row, or not</source>
        <translation>Zeile auswählen oder abwählen</translation>
    </message>
    <message>
        <source>Choose all that match the filter</source>
        <translation>Alles auswählen, was zum Filter passt</translation>
    </message>
    <message>
        <source>Go to the detail; open or close a group</source>
        <translation>Zu den Einzelheiten; eine Gruppe öffnen oder schließen</translation>
    </message>
    <message>
        <source>Open the group</source>
        <translation>Gruppe öffnen</translation>
    </message>
    <message>
        <source>Close the group, or go to it</source>
        <translation>Gruppe schließen oder zu ihr gehen</translation>
    </message>
    <message>
        <source>Back to the row before</source>
        <translation>Zurück zur Zeile davor</translation>
    </message>
    <message>
        <source>Go to the filter</source>
        <translation>Zum Filter</translation>
    </message>
    <message>
        <source>Drop the choice, then the filter</source>
        <translation>Auswahl aufheben, dann den Filter</translation>
    </message>
    <message>
        <source>Peek at the value for 10 seconds</source>
        <translation>Wert 10 Sekunden lang ansehen</translation>
    </message>
    <message>
        <source>Go to the places</source>
        <translation>Zu den Fundorten</translation>
    </message>
    <message>
        <source>Copy the id</source>
        <translation>Kennung kopieren</translation>
    </message>
    <message>
        <source>Copy the row, masked</source>
        <translation>Zeile maskiert kopieren</translation>
    </message>
    <message>
        <source>Confirm: it is a leak</source>
        <translation>Bestätigen: es ist ein Leck</translation>
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
        <source>Accept until a date</source>
        <translation>Bis zu einem Datum hinnehmen</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Repeat the last decision</source>
        <translation>Letzte Entscheidung wiederholen</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Notiz schreiben</translation>
    </message>
    <message>
        <source>Set tags</source>
        <translation>Schlagwörter setzen</translation>
    </message>
    <message>
        <source>Set the owner</source>
        <translation>Zuständige Person setzen</translation>
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
    <name>rekey::ui::AccessPage</name>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Zuständig</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>Scopes and resources</source>
        <translation>Rechte und Ressourcen</translation>
    </message>
    <message>
        <source>May do</source>
        <translation>Darf</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Risiko</translation>
    </message>
    <message>
        <source>Read %1</source>
        <translation>Gelesen %1</translation>
    </message>
    <message>
        <source>Scopes (%L1)</source>
        <translation>Rechte (%L1)</translation>
    </message>
    <message>
        <source>Resources (%L1)</source>
        <translation>Ressourcen (%L1)</translation>
    </message>
    <message>
        <source>What could not be seen</source>
        <translation>Was nicht zu sehen war</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Gefragt</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>Prüfsumme</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 after %2 ms</source>
        <translation>%1 nach %2 ms</translation>
    </message>
    <message>
        <source>Whose it is and what it may do was not read.</source>
        <translation>Wem er gehört und was er darf, wurde nicht gelesen.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::AcquireDialog</name>
    <message>
        <source>Acquire %1 anew</source>
        <translation>%1 neu beschaffen</translation>
    </message>
    <message>
        <source>Acquire and seal</source>
        <translation>Beschaffen und versiegeln</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancelled; the port is closed and nothing was stored.</source>
        <translation>Abgebrochen; der Port ist geschlossen, gespeichert wurde nichts.</translation>
    </message>
    <message>
        <source>Through a ser&amp;vice (ssokenizer): the token never comes to this machine</source>
        <translation>Über einen D&amp;ienst (ssokenizer): das Token kommt nie auf diesen Rechner</translation>
    </message>
    <message>
        <source>Di&amp;rectly, the weaker way: the token is in this program&apos;s memory until it is sealed</source>
        <translation>Di&amp;rekt, der schwächere Weg: das Token ist im Speicher dieses Programms, bis es versiegelt ist</translation>
    </message>
    <message>
        <source>&amp;New profile…</source>
        <translation>&amp;Neues Profil…</translation>
    </message>
    <message>
        <source>the program that will use it: billing</source>
        <translation>das Programm, das es benutzen wird: billing</translation>
    </message>
    <message>
        <source>Pro&amp;file</source>
        <translation>Pro&amp;fil</translation>
    </message>
    <message>
        <source>&amp;Consumer</source>
        <translation>&amp;Verbraucher</translation>
    </message>
    <message>
        <source>Asking %1 what it has…</source>
        <translation>%1 wird gefragt, was er bietet …</translation>
    </message>
    <message>
        <source>Waiting for the browser to come back, for ten minutes at most. The port is open until then.</source>
        <translation>Warten auf die Rückkehr des Browsers, höchstens zehn Minuten. So lange ist der Port offen.</translation>
    </message>
    <message>
        <source>On any device open %1 and confirm the code %2.</source>
        <translation>Öffnen Sie auf einem beliebigen Gerät %1 und bestätigen Sie den Code %2.</translation>
    </message>
    <message>
        <source>The browser is back. Asking for the token…</source>
        <translation>Der Browser ist zurück. Das Token wird angefragt …</translation>
    </message>
    <message>
        <source>Refused: %1. Still waiting.</source>
        <translation>Abgelehnt: %1. Es wird weiter gewartet.</translation>
    </message>
    <message>
        <source>Nothing was sealed: %1.</source>
        <translation>Nichts wurde versiegelt: %1.</translation>
    </message>
    <message>
        <source>Make a profile first: the proxy&apos;s URL and its public key.</source>
        <translation>Legen Sie zuerst ein Profil an: URL und öffentlicher Schlüssel des Proxys.</translation>
    </message>
    <message>
        <source>Name the consumer.</source>
        <translation>Nennen Sie den Verbraucher.</translation>
    </message>
    <message>
        <source>Type the service&apos;s URL.</source>
        <translation>Geben Sie die URL des Dienstes ein.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Open the browser</source>
        <translation>Browser &amp;öffnen</translation>
    </message>
    <message>
        <source>&amp;Sign in and ask %1</source>
        <translation>Anmelden und %1 fra&amp;gen</translation>
    </message>
    <message>
        <source>Asking %1…</source>
        <translation>%1 wird gefragt …</translation>
    </message>
    <message>
        <source>%1 is sealed for %2. It expires: %3.</source>
        <translation>%1 ist für %2 versiegelt. Ablauf: %3.</translation>
    </message>
    <message>
        <source>Nothing that refreshes it was kept: before then sign in again with Refresh now; %1 keeps its bearer.</source>
        <translation>Nichts, womit es erneuert werden könnte, wurde behalten: Melden Sie sich vorher mit „Jetzt erneuern“ neu an; %1 behält seinen Bearer.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::BadgeDelegate</name>
    <message>
        <source>ADMIN</source>
        <translation>ADMIN</translation>
    </message>
    <message>
        <source>CLAIM</source>
        <translation>BEHAUPTET</translation>
    </message>
    <message>
        <source>VALUE ABSENT</source>
        <translation>WERT FEHLT</translation>
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
    <name>rekey::ui::BarButton</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Shows these findings.</source>
        <translation>Zeigt diese Funde.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::BearerLabel</name>
    <message>
        <source>Bearer, shown once; copy it or save it to a file</source>
        <translation>Bearer, einmal gezeigt; kopieren oder in eine Datei sichern</translation>
    </message>
    <message>
        <source>Shown once: only its digest is kept</source>
        <translation>Einmal gezeigt: nur der Hashwert wird behalten</translation>
    </message>
</context>
<context>
    <name>rekey::ui::BrokerModel</name>
    <message>
        <source>%1, %2: %3, %4 %5</source>
        <translation>%1, %2: %3, %4 %5</translation>
    </message>
    <message>
        <source>Nobody known</source>
        <translation>Niemand Bekanntes</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Consumer</source>
        <translation>Verbraucher</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>Siegel</translation>
    </message>
</context>
<context>
    <name>rekey::ui::BrokerPage</name>
    <message>
        <source>Broker</source>
        <translation>Vermittler</translation>
    </message>
    <message>
        <source>A local proxy that opens sealed tokens, for whoever has no deployment of the tokenizer. Each use of a key is a record in its log. One that is started here ends with this window.</source>
        <translation>Ein lokaler Proxy, der versiegelte Token öffnet, für alle, die keinen Tokenizer betreiben. Jede Benutzung eines Schlüssels ist ein Eintrag in seinem Protokoll. Wird er hier gestartet, endet er mit diesem Fenster.</translation>
    </message>
    <message>
        <source>Show the &amp;finding</source>
        <translation>&amp;Fund zeigen</translation>
    </message>
    <message>
        <source>The secret whose seal was used, with its timeline</source>
        <translation>Das Geheimnis, dessen Siegel benutzt wurde, mit seinem Verlauf</translation>
    </message>
    <message>
        <source>None: no consumer is known, and everybody with a bearer is let in</source>
        <translation>Keine: Kein Verbraucher ist bekannt, und jeder mit einem Bearer wird eingelassen</translation>
    </message>
    <message>
        <source>Where the open key is</source>
        <translation>Wo der offene Schlüssel ist</translation>
    </message>
    <message>
        <source>In the keyring</source>
        <translation>Im Schlüsselbund</translation>
    </message>
    <message>
        <source>In a file</source>
        <translation>In einer Datei</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>&amp;Wählen…</translation>
    </message>
    <message>
        <source>The file with consumers, rates and blocks</source>
        <translation>Die Datei mit Verbrauchern, Raten und Sperren</translation>
    </message>
    <message>
        <source>Ch&amp;oose…</source>
        <translation>W&amp;ählen…</translation>
    </message>
    <message>
        <source>A file with one key a line</source>
        <translation>Eine Datei mit einem Schlüssel je Zeile</translation>
    </message>
    <message>
        <source>&amp;Make a key…</source>
        <translation>Schlüssel &amp;machen…</translation>
    </message>
    <message>
        <source>Makes an open key there and shows its seal key for a profile</source>
        <translation>Macht dort einen offenen Schlüssel und zeigt seinen Siegelschlüssel für ein Profil</translation>
    </message>
    <message>
        <source>&amp;Configuration</source>
        <translation>&amp;Konfiguration</translation>
    </message>
    <message>
        <source>Open &amp;key</source>
        <translation>Offener Sch&amp;lüssel</translation>
    </message>
    <message>
        <source>&amp;Start the broker</source>
        <translation>Vermittler &amp;starten</translation>
    </message>
    <message>
        <source>From then on programs can use sealed keys through it</source>
        <translation>Von da an können Programme versiegelte Schlüssel über ihn benutzen</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>What is under way is answered first</source>
        <translation>Was unterwegs ist, wird noch beantwortet</translation>
    </message>
    <message>
        <source>&amp;Read the configuration again</source>
        <translation>Konfiguration &amp;neu lesen</translation>
    </message>
    <message>
        <source>Consumers that are cut off there lose their connections at once</source>
        <translation>Verbraucher, die darin gesperrt sind, verlieren sofort ihre Verbindungen</translation>
    </message>
    <message>
        <source>Search the requests</source>
        <translation>Anfragen durchsuchen</translation>
    </message>
    <message>
        <source>Host, path, method or outcome</source>
        <translation>Host, Pfad, Methode oder Ausgang</translation>
    </message>
    <message>
        <source>Consumer</source>
        <translation>Verbraucher</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Only uses of %1  ×</source>
        <translation>Nur Benutzungen von %1  ×</translation>
    </message>
    <message>
        <source>Show all uses again, not only those of %1</source>
        <translation>Wieder alle Benutzungen zeigen, nicht nur die von %1</translation>
    </message>
    <message>
        <source>File with the open key</source>
        <translation>Datei mit dem offenen Schlüssel</translation>
    </message>
    <message>
        <source>Name of the open key in the keyring</source>
        <translation>Name des offenen Schlüssels im Schlüsselbund</translation>
    </message>
    <message>
        <source>Path of a file of mode 0600</source>
        <translation>Pfad einer Datei mit Rechten 0600</translation>
    </message>
    <message>
        <source>Name, such as local</source>
        <translation>Name, etwa lokal</translation>
    </message>
    <message>
        <source>Not started here. The window is read-only.</source>
        <translation>Nicht hier gestartet. Das Fenster ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>Not started here.</source>
        <translation>Nicht hier gestartet.</translation>
    </message>
    <message>
        <source>The broker is not running: %1</source>
        <translation>Der Vermittler läuft nicht: %1</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet…</translation>
    </message>
    <message>
        <source>Listening on %1. Programs use http://%2 as their proxy. Seal key for a profile: %3</source>
        <translation>Nimmt auf %1 an. Programme benutzen http://%2 als Proxy. Siegelschlüssel für ein Profil: %3</translation>
    </message>
    <message>
        <source>Stopping: requests under way are answered first…</source>
        <translation>Hält an: Was unterwegs ist, wird noch beantwortet…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests</source>
        <translation>
            <numerusform>%Ln Anfrage</numerusform>
            <numerusform>%Ln Anfragen</numerusform>
        </translation>
    </message>
    <message>
        <source>%L1 of %L2 requests</source>
        <translation>%L1 von %L2 Anfragen</translation>
    </message>
    <message>
        <source>older ones are in the log</source>
        <translation>ältere stehen im Protokoll</translation>
    </message>
    <message>
        <source>Log: %1</source>
        <translation>Protokoll: %1</translation>
    </message>
    <message>
        <source>Every consumer</source>
        <translation>Jeder Verbraucher</translation>
    </message>
    <message>
        <source>Show &amp;finding %1</source>
        <translation>&amp;Fund %1 zeigen</translation>
    </message>
    <message>
        <source>No key was made: %1</source>
        <translation>Kein Schlüssel wurde gemacht: %1</translation>
    </message>
    <message>
        <source>A key was made. Make a profile of its seal key (Seal &gt; New profile): %1</source>
        <translation>Ein Schlüssel wurde gemacht. Machen Sie ein Profil aus seinem Siegelschlüssel (Versiegeln &gt; Neues Profil): %1</translation>
    </message>
</context>
<context>
    <name>rekey::ui::BrokerProcess</name>
    <message>
        <source>%1 cannot be started: it belongs beside this program. Install it again, or start the broker with rekey-cli yourself.</source>
        <translation>%1 lässt sich nicht starten: Es gehört neben dieses Programm. Installieren Sie es neu, oder starten Sie den Vermittler selbst mit rekey-cli.</translation>
    </message>
    <message>
        <source>The file with the open key cannot be read: %1. Name another, or make a key.</source>
        <translation>Die Datei mit dem offenen Schlüssel lässt sich nicht lesen: %1. Nennen Sie eine andere, oder machen Sie einen Schlüssel.</translation>
    </message>
    <message>
        <source>The broker ended without a word.</source>
        <translation>Der Vermittler endete ohne ein Wort.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::BrokerWatch</name>
    <message>
        <source>Records are missing here: their file went before it was read. Let the broker keep more files ([audit] keep).</source>
        <translation>Hier fehlen Einträge: Ihre Datei verschwand, bevor sie gelesen war. Lassen Sie den Vermittler mehr Dateien behalten ([audit] keep).</translation>
    </message>
</context>
<context>
    <name>rekey::ui::BrokerWords</name>
    <message>
        <source>Refused: no sealed token</source>
        <translation>Abgelehnt: kein versiegeltes Token</translation>
    </message>
    <message>
        <source>Refused: the token&apos;s header is malformed</source>
        <translation>Abgelehnt: Der Kopf des Tokens ist fehlerhaft</translation>
    </message>
    <message>
        <source>Refused: the token&apos;s parameters are malformed</source>
        <translation>Abgelehnt: Die Parameter des Tokens sind fehlerhaft</translation>
    </message>
    <message>
        <source>Refused: the token was mangled on its way</source>
        <translation>Abgelehnt: Das Token wurde unterwegs verstümmelt</translation>
    </message>
    <message>
        <source>Refused: sealed for another key</source>
        <translation>Abgelehnt: für einen anderen Schlüssel versiegelt</translation>
    </message>
    <message>
        <source>Refused: what was sealed is malformed</source>
        <translation>Abgelehnt: Was versiegelt wurde, ist fehlerhaft</translation>
    </message>
    <message>
        <source>Refused: wrong bearer or none</source>
        <translation>Abgelehnt: falscher Bearer oder keiner</translation>
    </message>
    <message>
        <source>Refused: not a host of this seal</source>
        <translation>Abgelehnt: kein Host dieses Siegels</translation>
    </message>
    <message>
        <source>Refused: what was sealed cannot be used</source>
        <translation>Abgelehnt: Was versiegelt wurde, lässt sich nicht benutzen</translation>
    </message>
    <message>
        <source>Refused: the key could not be put in</source>
        <translation>Abgelehnt: Der Schlüssel ließ sich nicht einsetzen</translation>
    </message>
    <message>
        <source>Refused: not used as a proxy</source>
        <translation>Abgelehnt: nicht als Proxy benutzt</translation>
    </message>
    <message>
        <source>Refused: CONNECT, so https:// was used</source>
        <translation>Abgelehnt: CONNECT, es wurde also https:// benutzt</translation>
    </message>
    <message>
        <source>Refused: not HTTP</source>
        <translation>Abgelehnt: kein HTTP</translation>
    </message>
    <message>
        <source>Refused: malformed HTTP</source>
        <translation>Abgelehnt: fehlerhaftes HTTP</translation>
    </message>
    <message>
        <source>Refused: too much header</source>
        <translation>Abgelehnt: zu viel Kopf</translation>
    </message>
    <message>
        <source>Refused: the host&apos;s address is not public</source>
        <translation>Abgelehnt: Die Adresse des Hosts ist nicht öffentlich</translation>
    </message>
    <message>
        <source>The host could not be reached</source>
        <translation>Der Host war nicht zu erreichen</translation>
    </message>
    <message>
        <source>The answer may hold a token and was withheld</source>
        <translation>Die Antwort enthält womöglich ein Token und wurde zurückgehalten</translation>
    </message>
    <message>
        <source>Refused: this seal was withdrawn</source>
        <translation>Abgelehnt: Dieses Siegel wurde zurückgezogen</translation>
    </message>
    <message>
        <source>Refused: the consumer is cut off</source>
        <translation>Abgelehnt: Der Verbraucher ist gesperrt</translation>
    </message>
    <message>
        <source>Refused: nobody the broker knows</source>
        <translation>Abgelehnt: niemand, den der Vermittler kennt</translation>
    </message>
    <message>
        <source>Refused: method blocked for this consumer</source>
        <translation>Abgelehnt: Methode für diesen Verbraucher gesperrt</translation>
    </message>
    <message>
        <source>Refused: path blocked for this consumer</source>
        <translation>Abgelehnt: Pfad für diesen Verbraucher gesperrt</translation>
    </message>
    <message>
        <source>Refused: too many requests</source>
        <translation>Abgelehnt: zu viele Anfragen</translation>
    </message>
    <message>
        <source>Refused: the body is too large</source>
        <translation>Abgelehnt: Der Inhalt ist zu groß</translation>
    </message>
    <message>
        <source>The host did not answer in time</source>
        <translation>Der Host antwortete nicht rechtzeitig</translation>
    </message>
    <message>
        <source>The consumer went away</source>
        <translation>Der Verbraucher ging weg</translation>
    </message>
    <message>
        <source>Refused: it could not be written down</source>
        <translation>Abgelehnt: Es ließ sich nicht aufschreiben</translation>
    </message>
    <message>
        <source>Passed on; the answer repeated the key, which was blanked</source>
        <translation>Weitergegeben; die Antwort wiederholte den Schlüssel, der geschwärzt wurde</translation>
    </message>
    <message>
        <source>Passed on</source>
        <translation>Weitergegeben</translation>
    </message>
    <message>
        <source>Requests by consumer</source>
        <translation>Anfragen nach Verbraucher</translation>
    </message>
    <message>
        <source>No request yet.</source>
        <translation>Noch keine Anfrage.</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Nobody known</source>
        <translation>Niemand Bekanntes</translation>
    </message>
    <message>
        <source>%1 passed on, %2 refused</source>
        <translation>%1 weitergegeben, %2 abgelehnt</translation>
    </message>
</context>
<context>
    <name>rekey::ui::BulkBar</name>
    <message>
        <source>Chosen findings</source>
        <translation>Ausgewählte Funde</translation>
    </message>
    <message>
        <source>Drop the choice</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>Drop the choice (Esc)</source>
        <translation>Auswahl aufheben (Esc)</translation>
    </message>
    <message>
        <source>%1 chosen</source>
        <translation>%1 ausgewählt</translation>
    </message>
    <message>
        <source>Choose all %1 that match</source>
        <translation>Alle %1 passenden auswählen</translation>
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
    <name>rekey::ui::ChartCard</name>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>%1 as a table</source>
        <translation>%1 als Tabelle</translation>
    </message>
    <message>
        <source>Bar</source>
        <translation>Balken</translation>
    </message>
</context>
<context>
    <name>rekey::ui::ChartLegend</name>
    <message>
        <source>Legend: %1</source>
        <translation>Legende: %1</translation>
    </message>
</context>
<context>
    <name>rekey::ui::Charts</name>
    <message>
        <source>%1%</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Live or limited</source>
        <translation>Gültig oder eingeschränkt</translation>
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
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>Not a secret</source>
        <translation>Kein Geheimnis</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 found: %2</source>
        <translation>%1 gefunden: %2</translation>
    </message>
    <message>
        <source>Secrets by source</source>
        <translation>Geheimnisse nach Quelle</translation>
    </message>
    <message>
        <source>No source yet.</source>
        <translation>Noch keine Quelle.</translation>
    </message>
    <message>
        <source>Secrets</source>
        <translation>Geheimnisse</translation>
    </message>
    <message>
        <source>Live share by source</source>
        <translation>Anteil der gültigen nach Quelle</translation>
    </message>
    <message>
        <source>Live or limited, of all secrets found there</source>
        <translation>Gültige oder eingeschränkte unter allen dort gefundenen Geheimnissen</translation>
    </message>
    <message>
        <source>All others</source>
        <translation>Alle anderen</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>%1 of %2 live or limited</source>
        <translation>%1 von %2 gültig oder eingeschränkt</translation>
    </message>
    <message>
        <source>Secrets per 1,000 files or commits</source>
        <translation>Geheimnisse je 1.000 Dateien oder Commits</translation>
    </message>
    <message>
        <source>Commits of repositories, files of everything else</source>
        <translation>Bei Repositorys Commits, sonst Dateien</translation>
    </message>
    <message>
        <source>Nothing was scanned yet.</source>
        <translation>Noch wurde nichts durchsucht.</translation>
    </message>
    <message>
        <source>Per 1,000</source>
        <translation>Je 1.000</translation>
    </message>
    <message>
        <source>%1 found in %2 commits</source>
        <translation>%1 gefunden in %2 Commits</translation>
    </message>
    <message>
        <source>%1 found in %2 files</source>
        <translation>%1 gefunden in %2 Dateien</translation>
    </message>
    <message>
        <source>Under 30 days</source>
        <translation>Unter 30 Tagen</translation>
    </message>
    <message>
        <source>30 to 90 days</source>
        <translation>30 bis 90 Tage</translation>
    </message>
    <message>
        <source>90 days to a year</source>
        <translation>90 Tage bis ein Jahr</translation>
    </message>
    <message>
        <source>1 to 3 years</source>
        <translation>1 bis 3 Jahre</translation>
    </message>
    <message>
        <source>3 years and older</source>
        <translation>3 Jahre und älter</translation>
    </message>
    <message>
        <source>No date known</source>
        <translation>Kein Datum bekannt</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>Can gain more</source>
        <translation>Kann mehr erlangen</translation>
    </message>
    <message>
        <source>Risky</source>
        <translation>Riskant</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>Nur lesen</translation>
    </message>
    <message>
        <source>Age by verdict</source>
        <translation>Alter nach Urteil</translation>
    </message>
    <message>
        <source>Since the oldest commit or file that holds it</source>
        <translation>Seit dem ältesten Commit oder der ältesten Datei mit dem Geheimnis</translation>
    </message>
    <message>
        <source>No secret yet.</source>
        <translation>Noch kein Geheimnis.</translation>
    </message>
    <message>
        <source>Live keys by scope</source>
        <translation>Gültige Schlüssel nach Rechten</translation>
    </message>
    <message>
        <source>The most that each may do, as its provider told</source>
        <translation>Das Höchste, was jeder darf, laut Anbieter</translation>
    </message>
    <message>
        <source>No key is known to be live.</source>
        <translation>Von keinem Schlüssel ist bekannt, dass er gültig ist.</translation>
    </message>
    <message>
        <source>Live keys</source>
        <translation>Gültige Schlüssel</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 of %2 live keys</source>
        <translation>%1 von %2 gültigen Schlüsseln</translation>
    </message>
    <message>
        <source>Week of %1</source>
        <translation>Woche ab %1</translation>
    </message>
    <message>
        <source>Found, closed and reopened by week</source>
        <translation>Gefunden, geschlossen und wieder geöffnet nach Wochen</translation>
    </message>
    <message>
        <source>Nothing was kept in these weeks. An open store remembers what happened when.</source>
        <translation>In diesen Wochen wurde nichts aufbewahrt. Ein offener Speicher merkt sich, was wann geschah.</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>Wieder geöffnet</translation>
    </message>
    <message>
        <source>Found, closed, reopened</source>
        <translation>Gefunden, geschlossen, wieder geöffnet</translation>
    </message>
    <message>
        <source>Median from found to dead: %1 days, of %2 dead</source>
        <translation>Median vom Fund bis tot: %1 Tage, bei %2 toten</translation>
    </message>
    <message>
        <source>No key is known to have died yet</source>
        <translation>Noch ist von keinem Schlüssel bekannt, dass er tot ist</translation>
    </message>
    <message>
        <source>%1 / %2 / %3</source>
        <comment>found, closed, reopened</comment>
        <translation>%1 / %2 / %3</translation>
    </message>
    <message>
        <source>%1 found, %2 closed, %3 reopened</source>
        <translation>%1 gefunden, %2 geschlossen, %3 wieder geöffnet</translation>
    </message>
    <message>
        <source>Git repositories</source>
        <translation>Git-Repositorys</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Pasted text</source>
        <translation>Eingefügter Text</translation>
    </message>
    <message>
        <source>Standard input</source>
        <translation>Standardeingabe</translation>
    </message>
    <message>
        <source>Imported reports</source>
        <translation>Importierte Berichte</translation>
    </message>
    <message>
        <source>one for each value</source>
        <translation>eines für jeden Wert</translation>
    </message>
    <message>
        <source>%1 of all</source>
        <translation>%1 von allen</translation>
    </message>
    <message>
        <source>Live with admin scope</source>
        <translation>Gültig mit Verwaltungsrechten</translation>
    </message>
    <message>
        <source>%1 of the live ones</source>
        <translation>%1 der gültigen</translation>
    </message>
    <message>
        <source>Found to dead</source>
        <translation>Vom Fund bis tot</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 Tage</translation>
    </message>
    <message>
        <source>median of %1</source>
        <translation>Median aus %1</translation>
    </message>
    <message>
        <source>Types, live against dead</source>
        <translation>Arten: gültige gegen tote</translation>
    </message>
    <message>
        <source>Those with most live ones first</source>
        <translation>Die mit den meisten gültigen zuerst</translation>
    </message>
    <message>
        <source>File names</source>
        <translation>Dateinamen</translation>
    </message>
    <message>
        <source>No file name is known.</source>
        <translation>Kein Dateiname ist bekannt.</translation>
    </message>
    <message>
        <source>Authors</source>
        <translation>Autoren</translation>
    </message>
    <message>
        <source>Who committed it first; not who is at fault</source>
        <translation>Wer es zuerst eingecheckt hat; nicht, wer schuld ist</translation>
    </message>
    <message>
        <source>No author is known.</source>
        <translation>Kein Autor ist bekannt.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::CheckWords</name>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>%1 is this machine itself, and no rule allows that by name.</source>
        <translation>%1 ist dieser Rechner selbst, und keine Regel erlaubt das namentlich.</translation>
    </message>
    <message>
        <source>%1 is a link-local or metadata address, and no rule allows that by name.</source>
        <translation>%1 ist eine Link-Local- oder Metadaten-Adresse, und keine Regel erlaubt das namentlich.</translation>
    </message>
    <message>
        <source>%1 is a private address, and no rule allows that by name.</source>
        <translation>%1 ist eine private Adresse, und keine Regel erlaubt das namentlich.</translation>
    </message>
    <message>
        <source>%1 is a reserved address, and no rule allows that by name.</source>
        <translation>%1 ist eine reservierte Adresse, und keine Regel erlaubt das namentlich.</translation>
    </message>
    <message>
        <source>The key id is sent in the Authorization header; the secret signs the request and is not sent itself.</source>
        <translation>Die Schlüssel-ID wird im Header Authorization gesendet; das Geheimnis signiert die Anfrage und wird selbst nicht gesendet.</translation>
    </message>
    <message>
        <source>The secret signs the request and is not sent itself.</source>
        <translation>Das Geheimnis signiert die Anfrage und wird selbst nicht gesendet.</translation>
    </message>
    <message>
        <source>the %1 header</source>
        <translation>im Header %1</translation>
    </message>
    <message>
        <source>the address</source>
        <translation>in der Adresse</translation>
    </message>
    <message>
        <source>the body</source>
        <translation>im Inhalt der Anfrage</translation>
    </message>
    <message>
        <source>The secret itself is sent in %1.</source>
        <translation>Das Geheimnis selbst wird %1 gesendet.</translation>
    </message>
    <message>
        <source>Its own check digits do not fit: it is not a secret.</source>
        <translation>Seine eigenen Prüfziffern passen nicht: Es ist kein Geheimnis.</translation>
    </message>
    <message>
        <source>Passwords are never tried by themselves.</source>
        <translation>Passwörter werden nie von selbst ausprobiert.</translation>
    </message>
    <message>
        <source>Nothing here knows how to ask about this type.</source>
        <translation>Hier ist nicht bekannt, wie nach diesem Typ gefragt wird.</translation>
    </message>
    <message>
        <source>Its %1 is missing; look for it in the same file.</source>
        <translation>Dazu fehlt %1; suchen Sie danach in derselben Datei.</translation>
    </message>
    <message>
        <source>Everybody has their own server; name it with a base URL for %1.</source>
        <translation>Jeder hat seinen eigenen Server; nennen Sie ihn mit einer Basis-URL für %1.</translation>
    </message>
    <message>
        <source>Its value is not here; it came from a redacted report.</source>
        <translation>Sein Wert ist nicht hier; es kam aus einem geschwärzten Bericht.</translation>
    </message>
    <message>
        <source>Answered less than a day ago.</source>
        <translation>Vor weniger als einem Tag beantwortet.</translation>
    </message>
    <message>
        <source>It stands beside %1, so it is not sent to %2; name that server with a base URL for %3.</source>
        <translation>Es steht neben %1, also wird es nicht an %2 gesendet; nennen Sie jenen Server mit einer Basis-URL für %3.</translation>
    </message>
    <message>
        <source>Its value is not kept any more.</source>
        <translation>Sein Wert ist nicht mehr aufbewahrt.</translation>
    </message>
    <message>
        <source>Checking it would likely alert whoever planted it, and the yes for its host leaves such out; Verify again asks about it.</source>
        <translation>Die Prüfung würde wohl den warnen, der es ausgelegt hat, und das Ja für seinen Host nimmt solche aus; „Noch einmal prüfen“ fragt danach.</translation>
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
    <name>rekey::ui::ComparePage</name>
    <message>
        <source>&amp;Show</source>
        <translation>&amp;Zeigen</translation>
    </message>
    <message>
        <source>Who found what</source>
        <translation>Wer hat was gefunden</translation>
    </message>
    <message>
        <source>All secrets</source>
        <translation>Alle Geheimnisse</translation>
    </message>
    <message>
        <source>Missed by somebody</source>
        <translation>Von jemandem übersehen</translation>
    </message>
    <message>
        <source>Found by one only</source>
        <translation>Nur von einem gefunden</translation>
    </message>
    <message>
        <source>Missed by %1</source>
        <translation>Von %1 übersehen</translation>
    </message>
    <message>
        <source>Found by %1</source>
        <translation>Von %1 gefunden</translation>
    </message>
    <message>
        <source>Import the reports of other tools, and scan: here stands who found which secret and who missed it.</source>
        <translation>Importieren Sie die Berichte anderer Werkzeuge und starten Sie eine Suche: Hier steht dann, wer welches Geheimnis gefunden und wer es übersehen hat.</translation>
    </message>
    <message>
        <source>%1 of %2 secrets shown.</source>
        <translation>%1 von %2 Geheimnissen gezeigt.</translation>
    </message>
    <message>
        <source>%1: %2 found, %3 missed, %4 found by nobody else.</source>
        <translation>%1: %2 gefunden, %3 übersehen, %4 von niemandem sonst gefunden.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::ConsentSheet</name>
    <message>
        <source>Nobody is asked</source>
        <translation>Niemand wird gefragt</translation>
    </message>
    <message>
        <source>Nothing to send</source>
        <translation>Nichts zu senden</translation>
    </message>
    <message>
        <source>Ask providers about secrets</source>
        <translation>Anbieter nach Geheimnissen fragen</translation>
    </message>
    <message>
        <source>Try a check with a made-up key</source>
        <translation>Eine Prüfung mit einem erfundenen Schlüssel versuchen</translation>
    </message>
    <message>
        <source>Is it &amp;alive?</source>
        <translation>Lebt er noc&amp;h?</translation>
    </message>
    <message>
        <source>Also &amp;whose it is and what it may do</source>
        <translation>Auch, &amp;wem er gehört und was er darf</translation>
    </message>
    <message>
        <source>Both change nothing.</source>
        <translation>Beides ändert nichts.</translation>
    </message>
    <message>
        <source>Hosts that would be asked</source>
        <translation>Server, die gefragt würden</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Seen by</source>
        <translation>Gesehen von</translation>
    </message>
    <message>
        <source>Request as it is sent, with placeholders</source>
        <translation>Anfrage, wie sie gesendet wird, mit Platzhaltern</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Your key</source>
        <translation>Ihr Schlüssel</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>One at a time, at most two a second. The first key that looks alive is followed by a made-up twin, once for each type.</source>
        <translation>Einer nach dem anderen, höchstens zwei je Sekunde. Auf den ersten Schlüssel, der zu leben scheint, folgt ein erfundener Zwilling, einmal je Art.</translation>
    </message>
    <message>
        <source>One request.</source>
        <translation>Eine Anfrage.</translation>
    </message>
    <message numerus="yes">
        <source>Also send %n that look like &amp;canaries: checking them alerts whoever planted them.</source>
        <translation>
            <numerusform>Auch %n senden, der wie ein &amp;Köder aussieht: Ihn zu prüfen warnt, wer ihn gelegt hat.</numerusform>
            <numerusform>Auch %n senden, die wie &amp;Köder aussehen: Sie zu prüfen warnt, wer sie gelegt hat.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>for &amp;these</source>
        <translation>für d&amp;iese</translation>
    </message>
    <message>
        <source>for an &amp;hour</source>
        <translation>für eine &amp;Stunde</translation>
    </message>
    <message>
        <source>in this store, until ta&amp;ken back</source>
        <translation>in diesem Speicher, bis er zurückgenommen &amp;wird</translation>
    </message>
    <message>
        <source>The yes holds</source>
        <translation>Das Ja gilt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Stay &amp;offline</source>
        <translation>&amp;Offline bleiben</translation>
    </message>
    <message>
        <source>It is not sent: a made-up twin of it is.</source>
        <translation>Er wird nicht gesendet, nur ein erfundener Zwilling.</translation>
    </message>
    <message>
        <source>%1, in its logs, with this machine&apos;s address</source>
        <translation>%1, in den Protokollen, mit der Adresse dieses Rechners</translation>
    </message>
    <message>
        <source>&amp;Send nothing</source>
        <translation>Nichts &amp;senden</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Send %n keys to %1 hosts</source>
        <translation>
            <numerusform>%n Schlüssel an %1 Server &amp;senden</numerusform>
            <numerusform>%n Schlüssel an %1 Server &amp;senden</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Send a made-up key to %1</source>
        <translation>Einen erfundenen Schlüssel an %1 &amp;senden</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Send %n keys to %1</source>
        <translation>
            <numerusform>%n Schlüssel an %1 &amp;senden</numerusform>
            <numerusform>%n Schlüssel an %1 &amp;senden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Ask %1 hosts about %n keys?</source>
        <translation>
            <numerusform>%1 Server nach %n Schlüssel fragen?</numerusform>
            <numerusform>%1 Server nach %n Schlüsseln fragen?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Ask %1 about %n keys?</source>
        <translation>
            <numerusform>%1 nach %n Schlüssel fragen?</numerusform>
            <numerusform>%1 nach %n Schlüsseln fragen?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::ConsumersTable</name>
    <message>
        <source>Consumers: each gets a seal of its own</source>
        <translation>Verbraucher: jeder bekommt sein eigenes Siegel</translation>
    </message>
    <message>
        <source>Consumer</source>
        <translation>Verbraucher</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Verantwortlich</translation>
    </message>
    <message>
        <source>Installed where</source>
        <translation>Wo eingerichtet</translation>
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
    <name>rekey::ui::CredentialField</name>
    <message>
        <source>Typed or pasted; kept nowhere</source>
        <translation>Getippt oder eingefügt; wird nirgends aufbewahrt</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Woher</translation>
    </message>
    <message>
        <source>%1: where it comes from</source>
        <translation>%1: woher es kommt</translation>
    </message>
    <message>
        <source>The first line of a &amp;file…</source>
        <translation>Die erste Zeile einer &amp;Datei …</translation>
    </message>
    <message>
        <source>The &amp;keyring…</source>
        <translation>Der &amp;Schlüsselbund …</translation>
    </message>
    <message>
        <source>Take it from the keyring</source>
        <translation>Aus dem Schlüsselbund nehmen</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Nehmen</translation>
    </message>
    <message>
        <source>K&amp;eep what is typed in the keyring…</source>
        <translation>Getipptes im Schlüsselbund &amp;aufbewahren …</translation>
    </message>
    <message>
        <source>Keep it in the keyring</source>
        <translation>Im Schlüsselbund aufbewahren</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Aufbewahren</translation>
    </message>
    <message>
        <source>From the file %1</source>
        <translation>Aus der Datei %1</translation>
    </message>
    <message>
        <source>Name of the entry</source>
        <translation>Name des Eintrags</translation>
    </message>
    <message>
        <source>From %1 in the keyring</source>
        <translation>Aus dem Schlüsselbund: %1</translation>
    </message>
    <message>
        <source>Kept as %1 in the keyring</source>
        <translation>Im Schlüsselbund als %1 aufbewahrt</translation>
    </message>
    <message>
        <source>The keyring has another value as %1.</source>
        <translation>Im Schlüsselbund steht unter %1 ein anderer Wert.</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Ersetzen</translation>
    </message>
</context>
<context>
    <name>rekey::ui::DashboardPage</name>
    <message>
        <source>Figures and charts show up here once something is found.</source>
        <translation>Zahlen und Diagramme erscheinen hier, sobald etwas gefunden ist.</translation>
    </message>
    <message>
        <source>Show &amp;authors</source>
        <translation>&amp;Autoren zeigen</translation>
    </message>
    <message>
        <source>Who committed what. Off unless you ask for it.</source>
        <translation>Wer was eingecheckt hat. Aus, solange Sie es nicht verlangen.</translation>
    </message>
    <message>
        <source>All %1 secrets, whatever the filter. A click on a bar, or Enter, shows the findings it counts.</source>
        <translation>Alle %1 Geheimnisse, unabhängig vom Filter. Ein Klick auf einen Balken oder die Eingabetaste zeigt die gezählten Funde.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::DeliveryPane</name>
    <message>
        <source>&amp;Save for each…</source>
        <translation>Für jeden &amp;sichern…</translation>
    </message>
    <message>
        <source>Form of the files</source>
        <translation>Form der Dateien</translation>
    </message>
    <message>
        <source>Writes token and bearer into a file for each consumer, which only you can read</source>
        <translation>Schreibt Token und Bearer für jeden Verbraucher in eine Datei, die nur Sie lesen können</translation>
    </message>
    <message numerus="yes">
        <source>Seals made: %n.</source>
        <translation>
            <numerusform>Siegel angelegt: %n.</numerusform>
            <numerusform>Siegel angelegt: %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 The bearers are shown once: copy or save them now. A single seal cannot be called back; to cut one consumer off, rotate the key and seal again for the others.</source>
        <translation>%1 Die Bearer werden einmal gezeigt: kopieren oder sichern Sie sie jetzt. Ein einzelnes Siegel lässt sich nicht zurückrufen; um einen Verbraucher auszuschließen, tauschen Sie den Schlüssel und siegeln für die anderen neu.</translation>
    </message>
    <message>
        <source>%1 Consumers keep the bearers they have.</source>
        <translation>%1 Die Verbraucher behalten ihre Bearer.</translation>
    </message>
    <message>
        <source>The header has %1 bytes. Proxies on the way often drop those above 8 KiB.</source>
        <translation>Die Kopfzeile hat %1 Bytes. Proxys auf dem Weg verwerfen solche über 8 KiB oft.</translation>
    </message>
    <message>
        <source>Copy bearer</source>
        <translation>Bearer kopieren</translation>
    </message>
    <message>
        <source>Copy the bearer of %1</source>
        <translation>Bearer von %1 kopieren</translation>
    </message>
    <message>
        <source>Copy token</source>
        <translation>Token kopieren</translation>
    </message>
    <message>
        <source>Copy the sealed token of %1</source>
        <translation>Versiegeltes Token von %1 kopieren</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose another folder.</source>
        <translation>%1 konnte nicht geschrieben werden. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message numerus="yes">
        <source>Files written to %1: %n.</source>
        <translation>
            <numerusform>Dateien in %1 geschrieben: %n.</numerusform>
            <numerusform>Dateien in %1 geschrieben: %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Test all…</source>
        <translation>Alle &amp;probieren…</translation>
    </message>
    <message>
        <source>Tries each seal through its proxy with a harmless request, once you said yes</source>
        <translation>Probiert jedes Siegel über seinen Proxy mit einer harmlosen Anfrage, sobald Sie zugestimmt haben</translation>
    </message>
</context>
<context>
    <name>rekey::ui::DestinationForm</name>
    <message>
        <source>organisations, separated by blanks</source>
        <translation>Organisationen, durch Leerzeichen getrennt</translation>
    </message>
    <message>
        <source>apps, separated by blanks</source>
        <translation>Apps, durch Leerzeichen getrennt</translation>
    </message>
    <message>
        <source>organisation&apos;s number</source>
        <translation>Nummer der Organisation</translation>
    </message>
    <message>
        <source>letters of rwcdC</source>
        <translation>Buchstaben aus rwcdC</translation>
    </message>
    <message>
        <source>type: anybody</source>
        <translation>eingeben: anybody</translation>
    </message>
    <message>
        <source>Exact &amp;hosts</source>
        <translation>Genaue &amp;Hosts</translation>
    </message>
    <message>
        <source>Patt&amp;ern</source>
        <translation>&amp;Muster</translation>
    </message>
    <message>
        <source>a host as the client writes it</source>
        <translation>ein Host, wie ihn der Client schreibt</translation>
    </message>
    <message>
        <source>&amp;Who may use it</source>
        <translation>&amp;Wer es nutzen darf</translation>
    </message>
    <message>
        <source>Organisations</source>
        <translation>Organisationen</translation>
    </message>
    <message>
        <source>Apps</source>
        <translation>Apps</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>May do</source>
        <translation>Darf</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>Where it may go</source>
        <translation>Wohin es darf</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>Hosts</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>&amp;Try a host</source>
        <translation>Host &amp;prüfen</translation>
    </message>
    <message>
        <source>passes</source>
        <translation>erlaubt</translation>
    </message>
    <message>
        <source>is refused</source>
        <translation>abgelehnt</translation>
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
    <message>
        <source>Decide about this secret</source>
        <translation>Über dieses Geheimnis entscheiden</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Entschieden</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Zuständig</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Vorfall</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Claims</source>
        <translation>Behauptungen</translation>
    </message>
    <message>
        <source>Decision: %1</source>
        <translation>Entscheidung: %1</translation>
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
    <message>
        <source>Parts of the detail</source>
        <translation>Teile der Einzelheiten</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugriff</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Verlauf</translation>
    </message>
</context>
<context>
    <name>rekey::ui::DirectForm</name>
    <message>
        <source>&amp;Look up</source>
        <translation>&amp;Nachsehen</translation>
    </message>
    <message>
        <source>Confirm on &amp;another device</source>
        <translation>Auf einem &amp;anderen Gerät bestätigen</translation>
    </message>
    <message>
        <source>Another OpenID provider</source>
        <translation>Anderer OpenID-Anbieter</translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation>Client-Geheimnis</translation>
    </message>
    <message>
        <source>empty: a public client</source>
        <translation>leer: ein öffentlicher Client</translation>
    </message>
    <message>
        <source>as it is registered at the provider</source>
        <translation>wie er beim Anbieter registriert ist</translation>
    </message>
    <message>
        <source>separated by blanks</source>
        <translation>durch Leerzeichen getrennt</translation>
    </message>
    <message>
        <source>where the token may be sent: api.example.com</source>
        <translation>wohin das Token gesendet werden darf: api.example.com</translation>
    </message>
    <message>
        <source>&amp;Provider</source>
        <translation>&amp;Anbieter</translation>
    </message>
    <message>
        <source>&amp;Issuer</source>
        <translation>A&amp;ussteller</translation>
    </message>
    <message>
        <source>Client i&amp;d</source>
        <translation>Client-I&amp;D</translation>
    </message>
    <message>
        <source>Client secre&amp;t</source>
        <translation>Client-Geheimni&amp;s</translation>
    </message>
    <message>
        <source>&amp;Scopes</source>
        <translation>&amp;Berechtigungen</translation>
    </message>
    <message>
        <source>&amp;Hosts</source>
        <translation>&amp;Hosts</translation>
    </message>
    <message>
        <source>Return URL</source>
        <translation>Rückkehr-URL</translation>
    </message>
    <message>
        <source>It signs in at %1 and gives tokens at %2.</source>
        <translation>Die Anmeldung ist bei %1, Token gibt %2 aus.</translation>
    </message>
    <message>
        <source>Type the issuer&apos;s URL and look up what it has.</source>
        <translation>Geben Sie die URL des Ausstellers ein und sehen Sie nach, was er bietet.</translation>
    </message>
    <message>
        <source>Type the client id, as it is registered at the provider.</source>
        <translation>Geben Sie die Client-ID ein, wie sie beim Anbieter registriert ist.</translation>
    </message>
    <message>
        <source>%1 wants the client&apos;s secret too.</source>
        <translation>%1 verlangt auch das Geheimnis des Clients.</translation>
    </message>
    <message>
        <source>Type the host that the token may be sent to.</source>
        <translation>Geben Sie den Host ein, an den das Token gesendet werden darf.</translation>
    </message>
    <message>
        <source>Nothing that refreshes the token is kept: before it expires you sign in again, and its consumer keeps the bearer.</source>
        <translation>Nichts, womit das Token erneuert werden könnte, wird behalten: Bevor es abläuft, melden Sie sich neu an, und sein Verbraucher behält den Bearer.</translation>
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
    <name>rekey::ui::ExportDialog</name>
    <message>
        <source>&amp;Markdown</source>
        <translation>&amp;Markdown</translation>
    </message>
    <message>
        <source>&amp;HTML, one file</source>
        <translation>&amp;HTML, eine Datei</translation>
    </message>
    <message>
        <source>&amp;PDF</source>
        <translation>&amp;PDF</translation>
    </message>
    <message>
        <source>&amp;SARIF</source>
        <translation>&amp;SARIF</translation>
    </message>
    <message>
        <source>&amp;CSV</source>
        <translation>&amp;CSV</translation>
    </message>
    <message>
        <source>&amp;JSON Lines</source>
        <translation>&amp;JSON Lines</translation>
    </message>
    <message>
        <source>Signed &amp;evidence pack</source>
        <translation>Signiertes B&amp;eweispaket</translation>
    </message>
    <message>
        <source>Hand-&amp;over pack with the values</source>
        <translation>&amp;Übergabepaket mit den Werten</translation>
    </message>
    <message>
        <source>Write a report</source>
        <translation>Bericht schreiben</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Incident report</source>
        <translation>Vorfallbericht</translation>
    </message>
    <message>
        <source>Manager&apos;s page</source>
        <translation>Seite für die Leitung</translation>
    </message>
    <message>
        <source>Developer ticket</source>
        <translation>Ticket für die Entwicklung</translation>
    </message>
    <message>
        <source>The template&apos;s own</source>
        <translation>Wie in der Vorlage</translation>
    </message>
    <message>
        <source>Public prefix and last 4</source>
        <translation>Öffentlicher Anfang und letzte 4</translation>
    </message>
    <message>
        <source>Ids only</source>
        <translation>Nur Kennungen</translation>
    </message>
    <message>
        <source>Name authors, owners and accounts</source>
        <translation>Autoren, Zuständige und Konten nennen</translation>
    </message>
    <message>
        <source>&amp;Template</source>
        <translation>&amp;Vorlage</translation>
    </message>
    <message>
        <source>S&amp;cope</source>
        <translation>&amp;Umfang</translation>
    </message>
    <message>
        <source>Ti&amp;tle</source>
        <translation>&amp;Titel</translation>
    </message>
    <message>
        <source>&amp;Values shown as</source>
        <translation>&amp;Werte gezeigt als</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>rekey-report-%1</source>
        <translation>rekey-bericht-%1</translation>
    </message>
    <message>
        <source>Choose &amp;folder...</source>
        <translation>&amp;Ordner wählen...</translation>
    </message>
    <message>
        <source>In fol&amp;der</source>
        <translation>In Or&amp;dner</translation>
    </message>
    <message>
        <source>File &amp;name</source>
        <translation>Datei&amp;name</translation>
    </message>
    <message>
        <source>Hand over values</source>
        <translation>Werte übergeben</translation>
    </message>
    <message>
        <source>The pack holds the secrets themselves, readable only with your colleague&apos;s key. They get it with: rekey-cli report keys</source>
        <translation>Das Paket enthält die Geheimnisse selbst, lesbar nur mit dem Schlüssel der empfangenden Person. Sie erhält ihn mit: rekey-cli report keys</translation>
    </message>
    <message>
        <source>hand over</source>
        <translation>übergeben</translation>
    </message>
    <message>
        <source>Colleague&apos;s &amp;key</source>
        <translation>&amp;Schlüssel der Person</translation>
    </message>
    <message>
        <source>T&amp;ype &quot;hand over&quot;</source>
        <translation>&quot;übergeben&quot; &amp;eintippen</translation>
    </message>
    <message>
        <source>Not everything was looked at: the report says so at its top.</source>
        <translation>Nicht alles wurde angesehen: Der Bericht sagt es am Anfang.</translation>
    </message>
    <message>
        <source>Preview of the report</source>
        <translation>Vorschau des Berichts</translation>
    </message>
    <message>
        <source>&amp;Write files</source>
        <translation>Dateien &amp;schreiben</translation>
    </message>
    <message>
        <source>Fingerprint %1: compare it with your colleague.</source>
        <translation>Fingerabdruck %1: Vergleichen Sie ihn mit der Person, die das Paket erhält.</translation>
    </message>
    <message>
        <source>Paste a key that starts with rekey-seal:</source>
        <translation>Fügen Sie einen Schlüssel ein, der mit rekey-seal: beginnt</translation>
    </message>
    <message>
        <source>Writing...</source>
        <translation>Wird geschrieben...</translation>
    </message>
    <message>
        <source>Written:</source>
        <translation>Geschrieben:</translation>
    </message>
    <message>
        <source>Not written: %1</source>
        <translation>Nicht geschrieben: %1</translation>
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
    <name>rekey::ui::FigureButton</name>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
    <message>
        <source>Shows these findings.</source>
        <translation>Zeigt diese Funde.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::FilterBar</name>
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
        <source>%1 of %2 findings match</source>
        <translation>%1 von %2 Funden passen</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>%1  (%2)</source>
        <translation>%1  (%2)</translation>
    </message>
    <message>
        <source>Filter, for example  verdict:live in:head -path:test/</source>
        <translation>Filter, zum Beispiel  verdict:live in:head -path:test/</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Save and share filters</source>
        <translation>Filter speichern und teilen</translation>
    </message>
    <message>
        <source>Saved filter %1</source>
        <translation>Gespeicherter Filter %1</translation>
    </message>
    <message>
        <source>Save this filter...</source>
        <translation>Diesen Filter speichern...</translation>
    </message>
    <message>
        <source>Save the filter</source>
        <translation>Filter speichern</translation>
    </message>
    <message>
        <source>Add filters from a file...</source>
        <translation>Filter aus einer Datei hinzufügen...</translation>
    </message>
    <message>
        <source>Write my filters to a file...</source>
        <translation>Meine Filter in eine Datei schreiben...</translation>
    </message>
    <message>
        <source>Put in the filter</source>
        <translation>In den Filter übernehmen</translation>
    </message>
    <message>
        <source>Rename...</source>
        <translation>Umbenennen...</translation>
    </message>
    <message>
        <source>Rename the filter</source>
        <translation>Filter umbenennen</translation>
    </message>
    <message>
        <source>Move to the front</source>
        <translation>Nach vorn</translation>
    </message>
    <message>
        <source>Move to the back</source>
        <translation>Nach hinten</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Write filters</source>
        <translation>Filter schreiben</translation>
    </message>
    <message>
        <source>The file could not be written: %1</source>
        <translation>Die Datei konnte nicht geschrieben werden: %1</translation>
    </message>
    <message>
        <source>Add filters</source>
        <translation>Filter hinzufügen</translation>
    </message>
    <message>
        <source>The file could not be read: %1</source>
        <translation>Die Datei konnte nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>Filters added: %1.</source>
        <translation>Filter hinzugefügt: %1.</translation>
    </message>
    <message>
        <source>Not grouped</source>
        <translation>Nicht gruppiert</translation>
    </message>
    <message>
        <source>By %1, then %2</source>
        <translation>Nach %1, dann %2</translation>
    </message>
    <message>
        <source>By %1</source>
        <translation>Nach %1</translation>
    </message>
    <message>
        <source>Group by: %1</source>
        <translation>Gruppieren: %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings</source>
        <translation>
            <numerusform>%Ln Fund</numerusform>
            <numerusform>%Ln Funde</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln findings</source>
        <translation>
            <numerusform>%1, %Ln Fund</numerusform>
            <numerusform>%1, %Ln Funde</numerusform>
        </translation>
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
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Rotating</source>
        <translation>Wird ausgetauscht</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>Wieder geöffnet</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Rotated</source>
        <translation>Ausgetauscht</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>False positive</source>
        <translation>Fehlalarm</translation>
    </message>
    <message>
        <source>Test value</source>
        <translation>Testwert</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Hingenommen</translation>
    </message>
    <message>
        <source>Service gone</source>
        <translation>Dienst eingestellt</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>Can gain more</source>
        <translation>Kann mehr erlangen</translation>
    </message>
    <message>
        <source>Risky</source>
        <translation>Riskant</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>Nur lesen</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Zuständig</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Vorfall</translation>
    </message>
    <message>
        <source>Found by</source>
        <translation>Gefunden von</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Dateiname</translation>
    </message>
    <message>
        <source>Repo</source>
        <translation>Repository</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>Kein Datum</translation>
    </message>
    <message>
        <source>Over 2 years</source>
        <translation>Über 2 Jahre</translation>
    </message>
    <message>
        <source>1 to 2 years</source>
        <translation>1 bis 2 Jahre</translation>
    </message>
    <message>
        <source>90 days to 1 year</source>
        <translation>90 Tage bis 1 Jahr</translation>
    </message>
    <message>
        <source>30 to 90 days</source>
        <translation>30 bis 90 Tage</translation>
    </message>
    <message>
        <source>7 to 30 days</source>
        <translation>7 bis 30 Tage</translation>
    </message>
    <message>
        <source>Less than 7 days</source>
        <translation>Weniger als 7 Tage</translation>
    </message>
    <message>
        <source>No author</source>
        <translation>Kein Autor</translation>
    </message>
    <message>
        <source>No account known</source>
        <translation>Kein Konto bekannt</translation>
    </message>
    <message>
        <source>No incident</source>
        <translation>Kein Vorfall</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>%1 live</source>
        <translation>%1 gültig</translation>
    </message>
    <message>
        <source>%1 limited</source>
        <translation>%1 eingeschränkt</translation>
    </message>
    <message>
        <source>%1 unknown</source>
        <translation>%1 unbekannt</translation>
    </message>
    <message>
        <source>%1 dead</source>
        <translation>%1 tot</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>open</source>
        <translation>geöffnet</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>level %1</source>
        <translation>Ebene %1</translation>
    </message>
    <message>
        <source>“%1:” is an old name; it is called “%2:” now.</source>
        <translation>„%1:“ ist ein alter Name; er heißt jetzt „%2:“.</translation>
    </message>
    <message>
        <source>“%1” is not a severity such as &gt;=60, 35..79 or critical.</source>
        <translation>„%1“ ist keine Schwere wie &gt;=60, 35..79 oder critical.</translation>
    </message>
    <message>
        <source>“%1” is not a time such as &gt;90d, &lt;2w, 2024-05 or never.</source>
        <translation>„%1“ ist keine Zeit wie &gt;90d, &lt;2w, 2024-05 oder never.</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>Siegel</translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings</source>
        <translation>
            <numerusform>%Ln Fund</numerusform>
            <numerusform>%Ln Funde</numerusform>
        </translation>
    </message>
    <message>
        <source>Not at its end</source>
        <translation>Nicht am Ende</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Rolled back</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>Aufgegeben</translation>
    </message>
    <message>
        <source>%1 done</source>
        <translation>%1 fertig</translation>
    </message>
    <message>
        <source>%1 rolled back</source>
        <translation>%1 zurückgenommen</translation>
    </message>
    <message>
        <source>%1 given up</source>
        <translation>%1 aufgegeben</translation>
    </message>
    <message>
        <source>%1 running, step %2 of %3</source>
        <translation>%1 läuft, Schritt %2 von %3</translation>
    </message>
    <message>
        <source>%1 stopped before step %2 of %3</source>
        <translation>%1 gestoppt vor Schritt %2 von %3</translation>
    </message>
    <message>
        <source>%1 stopped after step %2 of %3</source>
        <translation>%1 gestoppt nach Schritt %2 von %3</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>Rotation</translation>
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
    <message>
        <source>Group by</source>
        <translation>Gruppieren nach</translation>
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
        <source>Not grouped</source>
        <translation>Nicht gruppiert</translation>
    </message>
    <message>
        <source>Then by</source>
        <translation>Dann nach</translation>
    </message>
    <message>
        <source>Nothing else</source>
        <translation>Nichts weiter</translation>
    </message>
    <message>
        <source>Open all groups</source>
        <translation>Alle Gruppen öffnen</translation>
    </message>
    <message>
        <source>Close all groups</source>
        <translation>Alle Gruppen schließen</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>Gruppieren nach</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 Std.</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 T.</translation>
    </message>
    <message>
        <source>%1 mo</source>
        <translation>%1 Mon.</translation>
    </message>
    <message>
        <source>%1 y</source>
        <translation>%1 J.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1: +%2</source>
        <translation>%1: +%2</translation>
    </message>
    <message>
        <source>Scopes</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <source>Who can see it</source>
        <translation>Wer sie sehen kann</translation>
    </message>
    <message>
        <source>Still in the newest version</source>
        <translation>Noch in der neuesten Fassung</translation>
    </message>
    <message>
        <source>Older than a year</source>
        <translation>Älter als ein Jahr</translation>
    </message>
    <message>
        <source>Set by hand; the computed one is in brackets.</source>
        <translation>Von Hand gesetzt; die berechnete steht in Klammern.</translation>
    </message>
    <message>
        <source>admin</source>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>claimed by %1</source>
        <translation>behauptet von %1</translation>
    </message>
    <message>
        <source>value absent</source>
        <translation>Wert fehlt</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Repo</source>
        <translation>Repository</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Dateiname</translation>
    </message>
    <message>
        <source>Source tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>Last checked</source>
        <translation>Zuletzt geprüft</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Zuständig</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Vorfall</translation>
    </message>
    <message>
        <source>Exposed for</source>
        <translation>Offen seit</translation>
    </message>
    <message>
        <source>Seals</source>
        <translation>Siegel</translation>
    </message>
    <message>
        <source>Also: %1</source>
        <translation>Auch: %1</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>Rotation</translation>
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
    <name>rekey::ui::FixPage</name>
    <message>
        <source>open</source>
        <translation>geöffnet</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>in Arbeit</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>nicht nötig</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Not kept: this text holds a secret (%1). Take it out and name the secret by its id.</source>
        <translation>Nicht aufbewahrt: Dieser Text enthält ein Geheimnis (%1). Nehmen Sie es heraus und nennen Sie das Geheimnis bei seiner Kennung.</translation>
    </message>
    <message>
        <source>%L1 of %L2 steps done</source>
        <translation>%L1 von %L2 Schritten fertig</translation>
    </message>
</context>
<context>
    <name>rekey::ui::HygienePage</name>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Import a list of tokens as CSV, with a header line that names its columns: name, provider, id, creator, creator active, created, last used, scopes, expires. Values in it are hidden before anything is read.</source>
        <translation>Importieren Sie eine Liste von Token als CSV mit einer Kopfzeile, die die Spalten benennt: name, provider, id, creator, creator active, created, last used, scopes, expires. Werte darin werden verdeckt, bevor etwas gelesen wird.</translation>
    </message>
    <message>
        <source>&amp;Import list…</source>
        <translation>Liste &amp;importieren…</translation>
    </message>
    <message>
        <source>Reads a list of tokens from a CSV file</source>
        <translation>Liest eine Liste von Token aus einer CSV-Datei</translation>
    </message>
    <message>
        <source>Policy: leaked → revoke; orphaned or unused → tell the owner. Nothing is revoked without a plan.</source>
        <translation>Richtlinie: geleakt → widerrufen; verwaist oder unbenutzt → Zuständige benachrichtigen. Nichts wird ohne Plan widerrufen.</translation>
    </message>
    <message>
        <source>&amp;Unused after</source>
        <translation>&amp;Unbenutzt nach</translation>
    </message>
    <message>
        <source>Days until a token counts as unused</source>
        <translation>Tage, bis ein Token als unbenutzt gilt</translation>
    </message>
    <message>
        <source> days</source>
        <translation> Tagen</translation>
    </message>
    <message>
        <source>&amp;Draft notice…</source>
        <translation>&amp;Mitteilung entwerfen…</translation>
    </message>
    <message>
        <source>Writes a letter to the owners, without values</source>
        <translation>Schreibt einen Brief an die Zuständigen, ohne Werte</translation>
    </message>
    <message>
        <source>&amp;Snooze until…</source>
        <translation>&amp;Zurückstellen bis…</translation>
    </message>
    <message>
        <source>The policy leaves them alone until a day</source>
        <translation>Die Richtlinie lässt sie bis zu einem Tag in Ruhe</translation>
    </message>
    <message>
        <source>E&amp;xempt…</source>
        <translation>&amp;Ausnehmen…</translation>
    </message>
    <message>
        <source>The policy leaves them alone, for a reason that you give</source>
        <translation>Die Richtlinie lässt sie in Ruhe, aus einem Grund, den Sie nennen</translation>
    </message>
    <message>
        <source>Show &amp;finding</source>
        <translation>&amp;Fund zeigen</translation>
    </message>
    <message>
        <source>Shows what a scan found of this token</source>
        <translation>Zeigt, was eine Suche von diesem Token gefunden hat</translation>
    </message>
    <message>
        <source>All %1</source>
        <translation>Alle %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>flag, count</comment>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>Dates kept. Tokens: %n</source>
        <translation>
            <numerusform>Termine aufbewahrt. Token: %n</numerusform>
            <numerusform>Termine aufbewahrt. Token: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading the list…</source>
        <translation>Liste wird gelesen…</translation>
    </message>
</context>
<context>
    <name>rekey::ui::HygieneWords</name>
    <message>
        <source>id %1</source>
        <translation>Kennung %1</translation>
    </message>
    <message>
        <source>, created %1</source>
        <translation>, erstellt %1</translation>
    </message>
    <message>
        <source>, never used</source>
        <translation>, nie benutzt</translation>
    </message>
    <message>
        <source>, last used %1</source>
        <translation>, zuletzt benutzt %1</translation>
    </message>
    <message>
        <source>whoever owns these tokens</source>
        <translation>alle, denen diese Token gehören</translation>
    </message>
    <message>
        <source>whoever took over from %1</source>
        <translation>die Nachfolge von %1</translation>
    </message>
    <message>
        <source>To: %1</source>
        <translation>An: %1</translation>
    </message>
    <message numerus="yes">
        <source>Subject: access tokens to look at (%n)</source>
        <translation>
            <numerusform>Betreff: Zugriffstoken zum Nachsehen (%n)</numerusform>
            <numerusform>Betreff: Zugriffstoken zum Nachsehen (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>Our list of access tokens shows:</source>
        <translation>Unsere Liste der Zugriffstoken zeigt:</translation>
    </message>
    <message>
        <source>Those marked as leaked were found by a scan: replace and revoke them first.</source>
        <translation>Die als geleakt bezeichneten hat eine Suche gefunden: Ersetzen und widerrufen Sie diese zuerst.</translation>
    </message>
    <message>
        <source>Please delete what is not needed, or tell us what needs it, until %1. Nothing is switched off without a plan. Do not send a token in your answer.</source>
        <translation>Bitte löschen Sie bis %1, was nicht gebraucht wird, oder teilen Sie uns mit, was es braucht. Nichts wird ohne Plan abgeschaltet. Senden Sie in Ihrer Antwort kein Token.</translation>
    </message>
    <message>
        <source>Leaked</source>
        <translation>Geleakt</translation>
    </message>
    <message>
        <source>Orphaned</source>
        <translation>Verwaist</translation>
    </message>
    <message numerus="yes">
        <source>Unused %n days</source>
        <translation>
            <numerusform>Seit %n Tag unbenutzt</numerusform>
            <numerusform>Seit %n Tagen unbenutzt</numerusform>
        </translation>
    </message>
    <message>
        <source>Never used</source>
        <translation>Nie benutzt</translation>
    </message>
    <message>
        <source>No expiry</source>
        <translation>Ohne Ablauf</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Tell the owner</source>
        <translation>Zuständige benachrichtigen</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Exempt: %1</source>
        <translation>Ausgenommen: %1</translation>
    </message>
    <message>
        <source>Snoozed until %1</source>
        <translation>Zurückgestellt bis %1</translation>
    </message>
    <message>
        <source>Told %1 and %2</source>
        <translation>Benachrichtigt am %1 und %2</translation>
    </message>
    <message>
        <source>Told %1</source>
        <translation>Benachrichtigt am %1</translation>
    </message>
    <message>
        <source>follow-up due since %1</source>
        <translation>Nachfassen fällig seit %1</translation>
    </message>
    <message>
        <source>follow up %1</source>
        <translation>Nachfassen am %1</translation>
    </message>
    <message>
        <source>The list held the value that a scan found.</source>
        <translation>Die Liste enthielt den Wert, den eine Suche gefunden hat.</translation>
    </message>
    <message>
        <source>Its id stands beside a secret that a scan found.</source>
        <translation>Seine Kennung steht neben einem Geheimnis, das eine Suche gefunden hat.</translation>
    </message>
    <message>
        <source>A scan found a secret of this provider with the same ending.</source>
        <translation>Eine Suche hat ein Geheimnis dieses Anbieters mit demselben Ende gefunden.</translation>
    </message>
    <message>
        <source>What notices led to</source>
        <translation>Was Mitteilungen bewirkt haben</translation>
    </message>
    <message numerus="yes">
        <source>Tokens whose owner was told: %n</source>
        <translation>
            <numerusform>Token, deren Zuständige benachrichtigt wurden: %n</numerusform>
            <numerusform>Token, deren Zuständige benachrichtigt wurden: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>No owner was told yet. Draft a notice, and this shows how many tokens went after it.</source>
        <translation>Noch wurde niemand benachrichtigt. Entwerfen Sie eine Mitteilung, dann steht hier, wie viele Token danach verschwunden sind.</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>%1 (%2%)</source>
        <translation>%1 (%2 %)</translation>
    </message>
    <message>
        <source>%1 of %2 tokens</source>
        <translation>%1 von %2 Token</translation>
    </message>
    <message>
        <source>Closed after first notice</source>
        <translation>Nach der ersten Mitteilung erledigt</translation>
    </message>
    <message>
        <source>Closed after follow-up</source>
        <translation>Nach dem Nachfassen erledigt</translation>
    </message>
    <message>
        <source>Still open</source>
        <translation>Noch offen</translation>
    </message>
</context>
<context>
    <name>rekey::ui::ImportDialog</name>
    <message>
        <source>Reports to import</source>
        <translation>Zu importierende Berichte</translation>
    </message>
    <message>
        <source>Reports (*.json *.jsonl *.ndjson *.sarif *.csv *.tsv *.baseline);;All files (*)</source>
        <translation>Berichte (*.json *.jsonl *.ndjson *.sarif *.csv *.tsv *.baseline);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Delete the reports?</source>
        <translation>Berichte löschen?</translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) will be deleted. This cannot be undone.</source>
        <translation>
            <numerusform>%n Bericht wird gelöscht. Das lässt sich nicht rückgängig machen.</numerusform>
            <numerusform>%n Berichte werden gelöscht. Das lässt sich nicht rückgängig machen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Import reports</source>
        <translation>Berichte importieren</translation>
    </message>
    <message>
        <source>Drop reports of other tools here. They are read on this machine; what another tool says of a secret stays its claim.</source>
        <translation>Legen Sie hier Berichte anderer Werkzeuge ab. Sie werden auf diesem Rechner gelesen; was ein anderes Werkzeug über ein Geheimnis sagt, bleibt dessen Behauptung.</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>&amp;Add...</source>
        <translation>&amp;Hinzufügen...</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Take the report off this list; the file stays</source>
        <translation>Den Bericht aus dieser Liste nehmen; die Datei bleibt</translation>
    </message>
    <message>
        <source>Which column is what</source>
        <translation>Welche Spalte was ist</translation>
    </message>
    <message>
        <source>First rows, masked</source>
        <translation>Erste Zeilen, maskiert</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>The reports may hold the secrets in plain text. Deleting removes the files, but copies can stay on an SSD, in snapshots and in backups: only a new key makes an old one worthless.</source>
        <translation>Die Berichte können die Geheimnisse im Klartext enthalten. Löschen entfernt die Dateien, aber Kopien können auf einer SSD, in Schnappschüssen und in Sicherungen bleiben: Nur ein neuer Schlüssel macht einen alten wertlos.</translation>
    </message>
    <message>
        <source>&amp;Delete the reports...</source>
        <translation>Berichte &amp;löschen...</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importieren</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>reading...</source>
        <translation>wird gelesen...</translation>
    </message>
    <message>
        <source>cannot be imported</source>
        <translation>nicht importierbar</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>The report is being looked at.</source>
        <translation>Der Bericht wird angesehen.</translation>
    </message>
    <message>
        <source>%1: no rows in it.</source>
        <translation>%1: keine Zeilen darin.</translation>
    </message>
    <message>
        <source>%1. Its first rows, masked:</source>
        <translation>%1. Seine ersten Zeilen, maskiert:</translation>
    </message>
    <message>
        <source>%1 rows, report %2 of %3</source>
        <translation>%1 Zeilen, Bericht %2 von %3</translation>
    </message>
    <message>
        <source>%1 new, %2 merged, %3 without value, %4 unreadable.</source>
        <translation>%1 neu, %2 zusammengeführt, %3 ohne Wert, %4 unlesbar.</translation>
    </message>
    <message>
        <source>Unreadable lines: %1.</source>
        <translation>Unlesbare Zeilen: %1.</translation>
    </message>
    <message>
        <source>Stopped: what was read so far stays.</source>
        <translation>Angehalten: Was bis dahin gelesen wurde, bleibt.</translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) deleted.</source>
        <translation>
            <numerusform>%n Bericht gelöscht.</numerusform>
            <numerusform>%n Berichte gelöscht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Could not be deleted: %1</source>
        <translation>Nicht gelöscht: %1</translation>
    </message>
</context>
<context>
    <name>rekey::ui::ImportMappingForm</name>
    <message>
        <source>Secret &amp;value</source>
        <translation>&amp;Wert des Geheimnisses</translation>
    </message>
    <message>
        <source>T&amp;ype</source>
        <translation>A&amp;rt</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Line</source>
        <translation>&amp;Zeile</translation>
    </message>
    <message>
        <source>C&amp;ommit</source>
        <translation>C&amp;ommit</translation>
    </message>
    <message>
        <source>Au&amp;thor</source>
        <translation>Au&amp;tor</translation>
    </message>
    <message>
        <source>&amp;Mail address</source>
        <translation>E-&amp;Mail-Adresse</translation>
    </message>
    <message>
        <source>&amp;Date</source>
        <translation>Dat&amp;um</translation>
    </message>
    <message>
        <source>&amp;Checked as</source>
        <translation>&amp;Geprüft als</translation>
    </message>
    <message>
        <source>Tool &amp;name</source>
        <translation>&amp;Name des Werkzeugs</translation>
    </message>
    <message>
        <source>F&amp;ingerprint</source>
        <translation>F&amp;ingerabdruck</translation>
    </message>
    <message>
        <source>Not&amp;e</source>
        <translation>Noti&amp;z</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(keine)</translation>
    </message>
</context>
<context>
    <name>rekey::ui::ImportPreviewModel</name>
    <message>
        <source>no place given</source>
        <translation>kein Fundort angegeben</translation>
    </message>
    <message>
        <source>says live</source>
        <translation>sagt gültig</translation>
    </message>
    <message>
        <source>says live but limited</source>
        <translation>sagt gültig, aber eingeschränkt</translation>
    </message>
    <message>
        <source>says disabled</source>
        <translation>sagt abgeschaltet</translation>
    </message>
    <message>
        <source>says dead</source>
        <translation>sagt tot</translation>
    </message>
    <message>
        <source>says no secret</source>
        <translation>sagt kein Geheimnis</translation>
    </message>
    <message>
        <source>does not know</source>
        <translation>weiß es nicht</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>value absent</source>
        <translation>Wert fehlt</translation>
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
        <source>Commit</source>
        <translation>Commit</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Autor</translation>
    </message>
    <message>
        <source>The tool</source>
        <translation>Das Werkzeug</translation>
    </message>
</context>
<context>
    <name>rekey::ui::IncidentChoice</name>
    <message>
        <source>Add to an incident</source>
        <translation>Zu einem Vorfall hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Name of an open or a new incident for this secret</source>
        <translation>&amp;Name eines offenen oder neuen Vorfalls für dieses Geheimnis</translation>
    </message>
    <message>
        <source>&amp;Name of an open or a new incident for these %L1 secrets</source>
        <translation>&amp;Name eines offenen oder neuen Vorfalls für diese %L1 Geheimnisse</translation>
    </message>
    <message>
        <source>Add to the incident</source>
        <translation>Zum Vorfall hinzufügen</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Herausnehmen</translation>
    </message>
</context>
<context>
    <name>rekey::ui::IncidentForm</name>
    <message>
        <source>Not kept: this text holds a secret (%1). Take it out and name the secret by its id.</source>
        <translation>Nicht aufbewahrt: Dieser Text enthält ein Geheimnis (%1). Nehmen Sie es heraus und nennen Sie das Geheimnis bei seiner Kennung.</translation>
    </message>
    <message>
        <source>New incident</source>
        <translation>Neuer Vorfall</translation>
    </message>
    <message>
        <source>Edit incident</source>
        <translation>Vorfall bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Owner</source>
        <translation>&amp;Zuständig</translation>
    </message>
    <message>
        <source>Next &amp;step</source>
        <translation>Nächster &amp;Schritt</translation>
    </message>
    <message>
        <source>Open the incident</source>
        <translation>Vorfall eröffnen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Aufbewahren</translation>
    </message>
</context>
<context>
    <name>rekey::ui::IncidentView</name>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>What happened, who knows, what was decided. No values.</source>
        <translation>Was geschah, wer davon weiß, was entschieden wurde. Keine Werte.</translation>
    </message>
    <message>
        <source>Parts of the incident</source>
        <translation>Teile des Vorfalls</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>New task</source>
        <translation>Neue Aufgabe</translation>
    </message>
    <message>
        <source>New task, then Enter. Space ticks one off, Del removes it.</source>
        <translation>Neue Aufgabe, dann Eingabetaste. Die Leertaste hakt eine ab, Entf entfernt sie.</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>Tasks (%L1)</source>
        <translation>Aufgaben (%L1)</translation>
    </message>
</context>
<context>
    <name>rekey::ui::IncidentsModel</name>
    <message>
        <source>Closed %1</source>
        <translation>Geschlossen %1</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>%L1 days</source>
        <translation>%L1 Tage</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>%1, %2, %L3 secrets, %L4 of them live, owner %5, next step: %6</source>
        <translation>%1, %2, %L3 Geheimnisse, davon %L4 gültig, zuständig %5, nächster Schritt: %6</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Vorfall</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Secrets</source>
        <translation>Geheimnisse</translation>
    </message>
    <message>
        <source>Live left</source>
        <translation>Noch gültig</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Zuständig</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>Nächster Schritt</translation>
    </message>
</context>
<context>
    <name>rekey::ui::IncidentsPage</name>
    <message>
        <source>Incidents</source>
        <translation>Vorfälle</translation>
    </message>
    <message>
        <source>No incident yet. Choose secrets in the table and press i to put them into one, or open one here.</source>
        <translation>Noch kein Vorfall. Wählen Sie Geheimnisse in der Tabelle und drücken Sie i, um sie in einen zu legen, oder eröffnen Sie hier einen.</translation>
    </message>
    <message>
        <source>New incident</source>
        <translation>Neuer Vorfall</translation>
    </message>
    <message>
        <source>Show its secrets</source>
        <translation>Seine Geheimnisse zeigen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Close incident</source>
        <translation>Vorfall schließen</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Wieder öffnen</translation>
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
    <name>rekey::ui::LanesModel</name>
    <message>
        <source>Asking you</source>
        <translation>Fragt Sie</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Sendet</translation>
    </message>
    <message>
        <source>Again at %1</source>
        <translation>Wieder um %1</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 live</source>
        <translation>%1 gültig</translation>
    </message>
    <message>
        <source>%1 live, %2 unknown</source>
        <translation>%1 gültig, %2 unbekannt</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Why unknown</source>
        <translation>Warum unbekannt</translation>
    </message>
    <message>
        <source>Held: read-only</source>
        <translation>Angehalten: Lesemodus</translation>
    </message>
</context>
<context>
    <name>rekey::ui::LanesPanel</name>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Drop what waits</source>
        <translation>Wartendes verwerfen</translation>
    </message>
    <message>
        <source>Hosts that are asked about secrets</source>
        <translation>Server, die nach Geheimnissen gefragt werden</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
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
    <message>
        <source>memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>%1 abschließen</translation>
    </message>
    <message>
        <source>Open %1 again</source>
        <translation>%1 wieder öffnen</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>%1 ändern</translation>
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
    <message>
        <source>Dashboard</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Das&amp;hboard</source>
        <translation>Ü&amp;bersicht</translation>
    </message>
    <message>
        <source>Figures and charts over all findings</source>
        <translation>Zahlen und Diagramme über alle Funde</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>Behebung</translation>
    </message>
    <message>
        <source>Time&amp;line</source>
        <translation>Ver&amp;lauf</translation>
    </message>
    <message>
        <source>What happened to this secret</source>
        <translation>Was mit diesem Geheimnis geschah</translation>
    </message>
    <message>
        <source>Steps of the fi&amp;x</source>
        <translation>Schritte der &amp;Behebung</translation>
    </message>
    <message>
        <source>What to do about this secret, step by step</source>
        <translation>Was mit diesem Geheimnis zu tun ist, Schritt für Schritt</translation>
    </message>
    <message>
        <source>The store is locked. Unlock it to see the timeline.</source>
        <translation>Der Speicher ist gesperrt. Entsperren Sie ihn, um den Verlauf zu sehen.</translation>
    </message>
    <message>
        <source>No store is open, so nothing is recorded.</source>
        <translation>Kein Speicher ist offen, daher wird nichts aufgezeichnet.</translation>
    </message>
    <message>
        <source>Timeline written to %1.</source>
        <translation>Verlauf nach %1 geschrieben.</translation>
    </message>
    <message numerus="yes">
        <source>Tokens in the list: %n</source>
        <translation>
            <numerusform>Token in der Liste: %n</numerusform>
            <numerusform>Token in der Liste: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>; %1 new, %2 still there, %3 gone</source>
        <translation>; %1 neu, %2 noch da, %3 verschwunden</translation>
    </message>
    <message>
        <source>Exempt</source>
        <translation>Ausnehmen</translation>
    </message>
    <message numerus="yes">
        <source>Tokens: %n. The policy leaves them alone, but not those that are leaked. No reason takes an exemption back.</source>
        <translation>
            <numerusform>Token: %n. Die Richtlinie lässt es in Ruhe, aber nicht, wenn es geleakt ist. Ohne Grund wird eine Ausnahme zurückgenommen.</numerusform>
            <numerusform>Token: %n. Die Richtlinie lässt sie in Ruhe, aber nicht die geleakten. Ohne Grund wird eine Ausnahme zurückgenommen.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Why</source>
        <translation>&amp;Warum</translation>
    </message>
    <message>
        <source>Import a list of &amp;tokens…</source>
        <translation>Liste von &amp;Token importieren…</translation>
    </message>
    <message>
        <source>Flags the tokens of a CSV list</source>
        <translation>Kennzeichnet die Token einer CSV-Liste</translation>
    </message>
    <message>
        <source>Save the notice</source>
        <translation>Mitteilung speichern</translation>
    </message>
    <message>
        <source>Hygiene</source>
        <translation>Hygiene</translation>
    </message>
    <message>
        <source>Not kept: %1</source>
        <translation>Nicht aufbewahrt: %1</translation>
    </message>
    <message>
        <source>Lists of tokens and what they need</source>
        <translation>Listen von Token und was sie brauchen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>&amp;Import reports…</source>
        <translation>Berichte &amp;importieren…</translation>
    </message>
    <message>
        <source>What other scanners and platforms found</source>
        <translation>Was andere Suchprogramme und Plattformen gefunden haben</translation>
    </message>
    <message>
        <source>Find in &amp;source…</source>
        <translation>In der &amp;Quelle finden…</translation>
    </message>
    <message>
        <source>Reads the commit, file and line of rows whose report hides the value, in a repository you choose</source>
        <translation>Liest Commit, Datei und Zeile von Funden, deren Bericht den Wert verbirgt, in einem Repository Ihrer Wahl</translation>
    </message>
    <message numerus="yes">
        <source>started: %n report(s)</source>
        <translation>
            <numerusform>begonnen: %n Bericht</numerusform>
            <numerusform>begonnen: %n Berichte</numerusform>
        </translation>
    </message>
    <message>
        <source>The import was stopped by the lock</source>
        <translation>Der Import wurde durch die Sperre angehalten</translation>
    </message>
    <message>
        <source>What had arrived until then was kept. Import the reports again; nothing comes twice.</source>
        <translation>Was bis dahin angekommen war, wurde aufbewahrt. Importieren Sie die Berichte erneut; nichts kommt doppelt.</translation>
    </message>
    <message>
        <source>The imported findings were not kept; see the log.</source>
        <translation>Die importierten Funde wurden nicht aufbewahrt; siehe Protokoll.</translation>
    </message>
    <message>
        <source>Imported: %1 new, %2 merged, %3 without value, %4 unreadable</source>
        <translation>Importiert: %1 neu, %2 zusammengeführt, %3 ohne Wert, %4 unlesbar</translation>
    </message>
    <message>
        <source>Choose a row whose value is absent.</source>
        <translation>Wählen Sie eine Zeile, deren Wert fehlt.</translation>
    </message>
    <message>
        <source>Found in the source: see %1.</source>
        <translation>In der Quelle gefunden: siehe %1.</translation>
    </message>
    <message>
        <source>%1 found in the source, %2 not found. %3</source>
        <translation>%1 in der Quelle gefunden, %2 nicht gefunden. %3</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Vorfälle</translation>
    </message>
    <message>
        <source>Add to &amp;incident…</source>
        <translation>Zu &amp;Vorfall hinzufügen…</translation>
    </message>
    <message>
        <source>Puts the chosen secrets into a case</source>
        <translation>Legt die ausgewählten Geheimnisse in einen Vorfall</translation>
    </message>
    <message>
        <source>Add to an incident</source>
        <translation>Zu einem Vorfall hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Incidents</source>
        <translation>&amp;Vorfälle</translation>
    </message>
    <message>
        <source>Shows the cases that hold secrets</source>
        <translation>Zeigt die Vorfälle mit ihren Geheimnissen</translation>
    </message>
    <message>
        <source>Take out of the incident</source>
        <translation>Aus dem Vorfall nehmen</translation>
    </message>
    <message>
        <source>Add to %1</source>
        <translation>Zu %1 hinzufügen</translation>
    </message>
    <message>
        <source>Your saved filters could not be read and were left out.</source>
        <translation>Ihre gespeicherten Filter konnten nicht gelesen werden und fehlen daher.</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen secret(s)</source>
        <translation>
            <numerusform>%n ausgewähltes Geheimnis</numerusform>
            <numerusform>%n ausgewählte Geheimnisse</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n secret(s) the filter shows</source>
        <translation>
            <numerusform>%n Geheimnis, das der Filter zeigt</numerusform>
            <numerusform>%n Geheimnisse, die der Filter zeigt</numerusform>
        </translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>Write a &amp;report...</source>
        <translation>&amp;Bericht schreiben...</translation>
    </message>
    <message>
        <source>Write an incident report, a ticket, data or a signed pack</source>
        <translation>Schreibt einen Vorfallbericht, ein Ticket, Daten oder ein signiertes Paket</translation>
    </message>
    <message>
        <source>There is nothing to report yet: scan something first.</source>
        <translation>Noch gibt es nichts zu berichten: Starten Sie zuerst eine Suche.</translation>
    </message>
    <message>
        <source>Write a report</source>
        <translation>Bericht schreiben</translation>
    </message>
    <message>
        <source>Unlocked</source>
        <translation>Entsperrt</translation>
    </message>
    <message>
        <source>No store</source>
        <translation>Kein Speicher</translation>
    </message>
    <message>
        <source>Store: %1. A click locks it.</source>
        <translation>Speicher: %1. Ein Klick sperrt ihn.</translation>
    </message>
    <message>
        <source>Nothing is kept until a store is open.</source>
        <translation>Nichts wird aufbewahrt, bis ein Speicher offen ist.</translation>
    </message>
    <message>
        <source>Lock the store</source>
        <translation>Speicher sperren</translation>
    </message>
    <message>
        <source>No store is open</source>
        <translation>Kein Speicher ist offen</translation>
    </message>
    <message>
        <source>Keys of the table</source>
        <translation>Tasten der Tabelle</translation>
    </message>
    <message>
        <source>Open the store of a t&amp;eam…</source>
        <translation>Speicher eines T&amp;eams öffnen…</translation>
    </message>
    <message>
        <source>A PostgreSQL database that several people share</source>
        <translation>Eine PostgreSQL-Datenbank, die mehrere Personen teilen</translation>
    </message>
    <message>
        <source>Open the store of a team</source>
        <translation>Speicher eines Teams öffnen</translation>
    </message>
    <message>
        <source>The address of the database, without a password: PostgreSQL takes that from its own password file. “rekey-cli store init” makes a new one.</source>
        <translation>Die Adresse der Datenbank, ohne Passwort: PostgreSQL nimmt es aus seiner eigenen Passwortdatei. „rekey-cli store init“ legt einen neuen Speicher an.</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>Open store</source>
        <translation>Speicher öffnen</translation>
    </message>
    <message>
        <source>Write postgresql://USER@HOST/DATABASE.</source>
        <translation>Schreiben Sie postgresql://BENUTZER@HOST/DATENBANK.</translation>
    </message>
    <message>
        <source>store backup file memory passphrase team members key database</source>
        <translation>Speicher Sicherung Datei Arbeitsspeicher Passphrase Team Mitglieder Schlüssel Datenbank</translation>
    </message>
    <message>
        <source>From now on the new passphrase opens the store.</source>
        <translation>Von jetzt an öffnet die neue Passphrase den Speicher.</translation>
    </message>
    <message>
        <source>The passphrase was not changed</source>
        <translation>Die Passphrase wurde nicht geändert</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>Passphrase ändern</translation>
    </message>
    <message>
        <source>Change passphrase</source>
        <translation>Passphrase ändern</translation>
    </message>
    <message>
        <source>The member was added.</source>
        <translation>Das Mitglied wurde hinzugefügt.</translation>
    </message>
    <message>
        <source>The member was removed; everything is sealed under a new key.</source>
        <translation>Das Mitglied wurde entfernt; alles ist mit einem neuen Schlüssel versiegelt.</translation>
    </message>
    <message>
        <source>Everything is sealed under a new key.</source>
        <translation>Alles ist mit einem neuen Schlüssel versiegelt.</translation>
    </message>
    <message>
        <source>Change &amp;passphrase…</source>
        <translation>&amp;Passphrase ändern…</translation>
    </message>
    <message>
        <source>Another passphrase opens the store; what is kept stays as it is</source>
        <translation>Eine andere Passphrase öffnet den Speicher; was aufbewahrt ist, bleibt, wie es ist</translation>
    </message>
    <message>
        <source>&amp;Members of the store…</source>
        <translation>&amp;Mitglieder des Speichers…</translation>
    </message>
    <message>
        <source>Who can open the store: add, remove, renew the key</source>
        <translation>Wer den Speicher öffnen kann: hinzufügen, entfernen, Schlüssel erneuern</translation>
    </message>
    <message>
        <source>Find in source</source>
        <translation>In der Quelle finden</translation>
    </message>
    <message>
        <source>A scan is running: wait for its end or cancel it, then change the store.</source>
        <translation>Eine Suche läuft: Warten Sie ihr Ende ab oder brechen Sie sie ab, dann wechseln Sie den Speicher.</translation>
    </message>
    <message>
        <source>What is listed now is scanned again into it; decisions and pasted texts of this session stay behind.</source>
        <translation>Was jetzt gelistet ist, wird erneut durchsucht und darin aufbewahrt; Entscheidungen und eingefügte Texte dieser Sitzung bleiben zurück.</translation>
    </message>
    <message>
        <source>&amp;Seal</source>
        <translation>&amp;Siegeln</translation>
    </message>
    <message>
        <source>Seals</source>
        <translation>Siegel</translation>
    </message>
    <message>
        <source>&amp;Seal…</source>
        <translation>&amp;Siegeln…</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>Siegeln</translation>
    </message>
    <message>
        <source>Makes secrets of the finding&apos;s value that only the proxy opens</source>
        <translation>Macht aus dem Wert des Fundes Geheimnisse, die nur der Proxy öffnet</translation>
    </message>
    <message>
        <source>Seal a &amp;typed value…</source>
        <translation>&amp;Eingegebenen Wert siegeln…</translation>
    </message>
    <message>
        <source>Makes secrets of a value that no finding holds</source>
        <translation>Macht Geheimnisse aus einem Wert, den kein Fund hat</translation>
    </message>
    <message>
        <source>Its value was &amp;rotated</source>
        <translation>Sein Wert wurde &amp;getauscht</translation>
    </message>
    <message>
        <source>Marks the seals of the finding as outdated</source>
        <translation>Vermerkt die Siegel des Fundes als überholt</translation>
    </message>
    <message>
        <source>New &amp;profile…</source>
        <translation>Neues &amp;Profil…</translation>
    </message>
    <message>
        <source>Notes a deployment of the proxy and its public key</source>
        <translation>Vermerkt eine Installation des Proxys und ihren öffentlichen Schlüssel</translation>
    </message>
    <message>
        <source>S&amp;eals</source>
        <translation>Si&amp;egel</translation>
    </message>
    <message>
        <source>Shows what was sealed, and for whom</source>
        <translation>Zeigt, was für wen versiegelt wurde</translation>
    </message>
    <message>
        <source>Seal for the proxy</source>
        <translation>Für den Proxy siegeln</translation>
    </message>
    <message>
        <source>Choose a finding to seal its value.</source>
        <translation>Wählen Sie einen Fund, um seinen Wert zu siegeln.</translation>
    </message>
    <message>
        <source>Presentation mode shows no bearers. Leave it to seal.</source>
        <translation>Der Vorführmodus zeigt keine Bearer. Verlassen Sie ihn, um zu siegeln.</translation>
    </message>
    <message numerus="yes">
        <source>Seals made: %n.</source>
        <translation>
            <numerusform>Siegel angelegt: %n.</numerusform>
            <numerusform>Siegel angelegt: %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>The profile of this seal is gone.</source>
        <translation>Das Profil dieses Siegels gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>How %1 is used</source>
        <translation>Wie %1 benutzt wird</translation>
    </message>
    <message numerus="yes">
        <source>Outdated seals: %n.</source>
        <translation>
            <numerusform>Überholte Siegel: %n.</numerusform>
            <numerusform>Überholte Siegel: %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Rotate</source>
        <translation>&amp;Rotieren</translation>
    </message>
    <message>
        <source>Rotate</source>
        <translation>Rotieren</translation>
    </message>
    <message>
        <source>Choose a finding to plan its rotation.</source>
        <translation>Wählen Sie einen Fund, um seine Rotation zu planen.</translation>
    </message>
    <message>
        <source>Runbook written to %1.</source>
        <translation>Ablaufplan nach %1 geschrieben.</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>&amp;Verify…</source>
        <translation>&amp;Prüfen …</translation>
    </message>
    <message>
        <source>Asks the provider whether the secret is alive; nothing is sent before you say yes to the host</source>
        <translation>Fragt den Anbieter, ob das Geheimnis lebt; nichts wird gesendet, bevor Sie Ja zum Server sagen</translation>
    </message>
    <message>
        <source>Verify &amp;again…</source>
        <translation>Noch &amp;einmal prüfen …</translation>
    </message>
    <message>
        <source>Also what was answered less than a day ago</source>
        <translation>Auch, was vor weniger als einem Tag beantwortet wurde</translation>
    </message>
    <message>
        <source>&amp;Negative control…</source>
        <translation>&amp;Gegenprobe …</translation>
    </message>
    <message>
        <source>Sends a made-up key of the same form, which the provider must refuse</source>
        <translation>Sendet einen erfundenen Schlüssel derselben Form, den der Anbieter ablehnen muss</translation>
    </message>
    <message>
        <source>Ask this one ne&amp;xt</source>
        <translation>Diesen als &amp;Nächsten fragen</translation>
    </message>
    <message>
        <source>Puts the finding first in its host&apos;s queue</source>
        <translation>Stellt den Fund in der Schlange seines Servers nach vorn</translation>
    </message>
    <message>
        <source>&amp;Drop from the queue</source>
        <translation>Aus der Schlange &amp;nehmen</translation>
    </message>
    <message>
        <source>Nothing is asked about the chosen findings</source>
        <translation>Nach den gewählten Funden wird nicht gefragt</translation>
    </message>
    <message>
        <source>&amp;Pause all checks</source>
        <translation>Alle Prüfungen &amp;anhalten</translation>
    </message>
    <message>
        <source>No host is asked until they go on</source>
        <translation>Kein Server wird gefragt, bis es weitergeht</translation>
    </message>
    <message>
        <source>&amp;Stop all checks</source>
        <translation>Alle Prüfungen &amp;beenden</translation>
    </message>
    <message>
        <source>Drops the queue, and what is under way</source>
        <translation>Verwirft die Schlange und was gerade läuft</translation>
    </message>
    <message>
        <source>Verify: is it alive?</source>
        <translation>Prüfen: Lebt er?</translation>
    </message>
    <message>
        <source>Verify again, whatever was answered</source>
        <translation>Noch einmal prüfen, was auch geantwortet wurde</translation>
    </message>
    <message>
        <source>network consent host proxy certificates server</source>
        <translation>netzwerk zustimmung server proxy zertifikate</translation>
    </message>
    <message>
        <source>Choose a secret first.</source>
        <translation>Wählen Sie zuerst ein Geheimnis.</translation>
    </message>
    <message numerus="yes">
        <source>Asking about %n secrets.</source>
        <translation>
            <numerusform>Nach %n Geheimnis wird gefragt.</numerusform>
            <numerusform>Nach %n Geheimnissen wird gefragt.</numerusform>
        </translation>
    </message>
    <message>
        <source>It is asked about next.</source>
        <translation>Danach wird als Nächstes gefragt.</translation>
    </message>
    <message>
        <source>It does not wait in the queue.</source>
        <translation>Er wartet nicht in der Schlange.</translation>
    </message>
    <message numerus="yes">
        <source>Dropped from the queue: %n.</source>
        <translation>
            <numerusform>Aus der Schlange genommen: %n.</numerusform>
            <numerusform>Aus der Schlange genommen: %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>The provider refused a made-up key, as it should.</source>
        <translation>Der Anbieter hat einen erfundenen Schlüssel abgelehnt, wie es sein soll.</translation>
    </message>
    <message>
        <source>This check says nothing</source>
        <translation>Diese Prüfung sagt nichts</translation>
    </message>
    <message>
        <source>It takes a made-up key for live too, so its verdicts are shown as unknown until Rekey is started again.</source>
        <translation>Sie hält auch einen erfundenen Schlüssel für gültig, darum gelten ihre Urteile bis zum nächsten Start von Rekey als unbekannt.</translation>
    </message>
    <message>
        <source>The negative control got no clear answer: %1</source>
        <translation>Die Gegenprobe bekam keine klare Antwort: %1</translation>
    </message>
    <message>
        <source>Not asked</source>
        <translation>Nicht gefragt</translation>
    </message>
    <message numerus="yes">
        <source>Asked about %n secrets: %1 live, %2 unknown.</source>
        <translation>
            <numerusform>Nach %n Geheimnis gefragt: %1 gültig, %2 unbekannt.</numerusform>
            <numerusform>Nach %n Geheimnissen gefragt: %1 gültig, %2 unbekannt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped after failures before, and tried again: %1.</source>
        <translation>Nach Fehlern angehalten gewesen und wieder versucht: %1.</translation>
    </message>
    <message numerus="yes">
        <source>Not asked about: %n</source>
        <translation>
            <numerusform>Nicht gefragt nach: %n</numerusform>
            <numerusform>Nicht gefragt nach: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>The settings name another server for them now than the one you said yes to. Verify them again to ask that one.</source>
        <translation>Die Einstellungen nennen dafür jetzt einen anderen Server als den, dem Sie zugestimmt haben. Prüfen Sie sie noch einmal, um diesen zu fragen.</translation>
    </message>
    <message numerus="yes">
        <source>Answers not kept: %n</source>
        <translation>
            <numerusform>Nicht behaltene Antworten: %n</numerusform>
            <numerusform>Nicht behaltene Antworten: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>They came before this store was opened and belong to what was listed then. Verify again what this store has.</source>
        <translation>Sie kamen, bevor dieser Speicher geöffnet wurde, und gehören zu dem, was damals aufgelistet war. Prüfen Sie noch einmal, was dieser Speicher hat.</translation>
    </message>
    <message>
        <source>Write to a file</source>
        <translation>In eine Datei schreiben</translation>
    </message>
    <message>
        <source>&amp;Rotate…</source>
        <translation>&amp;Rotieren…</translation>
    </message>
    <message>
        <source>Shows step by step what changing this key would do, before anything is sent</source>
        <translation>Zeigt Schritt für Schritt, was ein Wechsel dieses Schlüssels bewirkt, bevor etwas gesendet wird</translation>
    </message>
    <message>
        <source>Rotations of this &amp;store…</source>
        <translation>Rotationen dieses &amp;Speichers…</translation>
    </message>
    <message>
        <source>Goes on with one that was stopped</source>
        <translation>Setzt eine fort, die angehalten wurde</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>No provider can be asked here.</source>
        <translation>Hier kann kein Anbieter gefragt werden.</translation>
    </message>
    <message>
        <source>The window is read-only.</source>
        <translation>Das Fenster ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>Open or unlock a store first: a rotation is kept in it.</source>
        <translation>Öffnen oder entsperren Sie erst einen Speicher: Eine Rotation wird darin aufbewahrt.</translation>
    </message>
    <message>
        <source>Make a store on disk first: a rotation has to survive a crash, and this one is kept in memory only.</source>
        <translation>Legen Sie erst einen Speicher auf der Platte an: Eine Rotation muss einen Absturz überstehen, und dieser liegt nur im Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>No rotation was begun</source>
        <translation>Es wurde keine Rotation begonnen</translation>
    </message>
    <message numerus="yes">
        <source>%n rotations of the store cannot be read.</source>
        <translation>
            <numerusform>%n Rotation des Speichers ist nicht lesbar.</numerusform>
            <numerusform>%n Rotationen des Speichers sind nicht lesbar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rotations are not at their end.</source>
        <translation>
            <numerusform>%n Rotation ist nicht zu Ende.</numerusform>
            <numerusform>%n Rotationen sind nicht zu Ende.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was sent since. Resuming reads what the provider has before anything goes on.</source>
        <translation>Seitdem wurde nichts gesendet. Beim Fortsetzen wird erst gelesen, was der Anbieter hat.</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>No rotation was begun in this store yet.</source>
        <translation>In diesem Speicher wurde noch keine Rotation begonnen.</translation>
    </message>
    <message>
        <source>%1 is paused; Rotate &gt; Rotations of this store goes on with it.</source>
        <translation>%1 ist angehalten; „Rotieren &gt; Rotationen dieses Speichers“ macht damit weiter.</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Strg+K</translation>
    </message>
    <message>
        <source>&amp;Broker…</source>
        <translation>&amp;Vermittler…</translation>
    </message>
    <message>
        <source>Starts a local proxy that opens sealed keys, and shows who uses them</source>
        <translation>Startet einen lokalen Proxy, der versiegelte Schlüssel öffnet, und zeigt, wer sie benutzt</translation>
    </message>
    <message>
        <source>%1 cannot be written, so the broker was not started.</source>
        <translation>%1 lässt sich nicht schreiben, darum wurde der Vermittler nicht gestartet.</translation>
    </message>
    <message>
        <source>%1 cannot be written: the broker still uses the old keys.</source>
        <translation>%1 lässt sich nicht schreiben: Der Vermittler benutzt noch die alten Schlüssel.</translation>
    </message>
    <message>
        <source>The broker takes the rotated keys; consumers keep what they hold.</source>
        <translation>Der Vermittler nimmt die rotierten Schlüssel; Verbraucher behalten, was sie haben.</translation>
    </message>
    <message numerus="yes">
        <source>Used %n times through the broker, last %1 by %2 at %3</source>
        <translation>
            <numerusform>%n-mal über den Vermittler benutzt, zuletzt %1 von %2 bei %3</numerusform>
            <numerusform>%n-mal über den Vermittler benutzt, zuletzt %1 von %2 bei %3</numerusform>
        </translation>
    </message>
    <message>
        <source>somebody unknown</source>
        <translation>jemand Unbekanntem</translation>
    </message>
    <message>
        <source>This finding is not in the list: scan its source again.</source>
        <translation>Dieser Fund steht nicht in der Liste: Durchsuchen Sie seine Quelle noch einmal.</translation>
    </message>
    <message numerus="yes">
        <source>Seals that are being tried: %n.</source>
        <translation>
            <numerusform>Siegel, die gerade probiert werden: %n.</numerusform>
            <numerusform>Siegel, die gerade probiert werden: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Seals tried: %n, of which %1 work.</source>
        <translation>
            <numerusform>Siegel probiert: %n, davon gehen: %1.</numerusform>
            <numerusform>Siegel probiert: %n, davon gehen: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Acquire by OAuth…</source>
        <translation>Per OAuth &amp;beschaffen …</translation>
    </message>
    <message>
        <source>Signs in at a provider and seals the token at once</source>
        <translation>Meldet bei einem Anbieter an und versiegelt das Token sofort</translation>
    </message>
    <message>
        <source>Re&amp;fresh now…</source>
        <translation>Jetzt &amp;erneuern …</translation>
    </message>
    <message>
        <source>Gets a new token for the chosen seal that was acquired</source>
        <translation>Holt ein neues Token für das gewählte beschaffte Siegel</translation>
    </message>
    <message>
        <source>Refresh now…</source>
        <translation>Jetzt erneuern …</translation>
    </message>
    <message>
        <source>%1 is sealed for %2.</source>
        <translation>%1 ist für %2 versiegelt.</translation>
    </message>
    <message>
        <source>No browser could be opened; set one as the desktop&apos;s standard, then try again.</source>
        <translation>Kein Browser ließ sich öffnen; legen Sie einen als Standard fest und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>%1 is refreshed; hand the new token to %2.</source>
        <translation>%1 ist erneuert; geben Sie %2 das neue Token.</translation>
    </message>
    <message>
        <source>%1 cannot reach its API with it then. Refresh it, and hand the new token over.</source>
        <translation>%1 erreicht damit dann seine API nicht mehr. Erneuern Sie es und geben Sie das neue Token weiter.</translation>
    </message>
    <message numerus="yes">
        <source>Other seals that expire soon: %n.</source>
        <translation>
            <numerusform>Weitere Siegel, die bald ablaufen: %n.</numerusform>
            <numerusform>Weitere Siegel, die bald ablaufen: %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 expired: %3</source>
        <translation>%1 von %2 ist abgelaufen: %3</translation>
    </message>
    <message>
        <source>%1 of %2 expires: %3</source>
        <translation>%1 von %2 läuft ab: %3</translation>
    </message>
    <message>
        <source>Show &amp;patches…</source>
        <translation>&amp;Patches zeigen…</translation>
    </message>
    <message>
        <source>Shows how the files that hold this secret would read it from the environment instead</source>
        <translation>Zeigt, wie die Dateien, in denen dieses Geheimnis steht, es stattdessen aus der Umgebung läsen</translation>
    </message>
    <message>
        <source>Choose a finding to see how files would do without it.</source>
        <translation>Wählen Sie einen Fund, um zu sehen, wie Dateien ohne ihn auskämen.</translation>
    </message>
    <message>
        <source>The rules are still being made ready.</source>
        <translation>Die Regeln werden noch vorbereitet.</translation>
    </message>
    <message>
        <source>%1 was not refreshed: %2.</source>
        <translation>%1 wurde nicht erneuert: %2.</translation>
    </message>
    <message>
        <source>The service was asked for %1; its answer is on its way.</source>
        <translation>Der Dienst wurde nach %1 gefragt; seine Antwort ist unterwegs.</translation>
    </message>
    <message>
        <source>The service was asked: its answer for %1 is kept when it comes and the store is open. Do not quit before.</source>
        <translation>Der Dienst wurde gefragt: Seine Antwort für %1 wird aufbewahrt, sobald sie da und der Speicher offen ist. Beenden Sie das Programm nicht vorher.</translation>
    </message>
    <message>
        <source>Not refreshed</source>
        <translation>Nicht erneuert</translation>
    </message>
    <message>
        <source>The store of %1 was closed before its service answered: acquire that token again.</source>
        <translation>Der Speicher von %1 wurde geschlossen, bevor der Dienst antwortete: Holen Sie dieses Token neu.</translation>
    </message>
    <message numerus="yes">
        <source>At most %n keys are rotated together: choose fewer.</source>
        <translation>
            <numerusform>Höchstens %n Schlüssel wird auf einmal rotiert: Wählen Sie weniger.</numerusform>
            <numerusform>Höchstens %n Schlüssel werden auf einmal rotiert: Wählen Sie weniger.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of it is not at its end.</source>
        <translation>%1 dafür ist noch nicht am Ende.</translation>
    </message>
    <message>
        <source>They are paused; Rotate &gt; Rotations of this store goes on with each.</source>
        <translation>Sie sind angehalten; „Rotieren &gt; Rotationen dieses Speichers“ setzt jede fort.</translation>
    </message>
    <message numerus="yes">
        <source>%n had been decided on already</source>
        <translation>
            <numerusform>%n war bereits entschieden</numerusform>
            <numerusform>%n waren bereits entschieden</numerusform>
        </translation>
    </message>
    <message>
        <source>The value of a new key is in this program alone: unlock the store or free space on its disk, then try again on the page of its rotation. Until then the program stays.</source>
        <translation>Der Wert eines neuen Schlüssels ist nur in diesem Programm: Entsperren Sie den Speicher oder schaffen Sie Platz auf seiner Platte, und versuchen Sie es auf der Seite seiner Rotation noch einmal. Bis dahin bleibt das Programm offen.</translation>
    </message>
    <message>
        <source>The value of a new key can be kept in this store only: see the page of its rotation, then change the store.</source>
        <translation>Der Wert eines neuen Schlüssels kann nur in diesem Speicher aufbewahrt werden: Sehen Sie auf die Seite seiner Rotation, dann wechseln Sie den Speicher.</translation>
    </message>
    <message>
        <source>Plan written to %1; another member agrees to it with rekey-cli rotate approve.</source>
        <translation>Plan nach %1 geschrieben; ein anderes Mitglied stimmt ihm mit rekey-cli rotate approve zu.</translation>
    </message>
    <message>
        <source>One person is enough for a rotation</source>
        <translation>Eine Person genügt für eine Rotation</translation>
    </message>
    <message>
        <source>One person is enough for a rotation now.</source>
        <translation>Für eine Rotation genügt jetzt eine Person.</translation>
    </message>
    <message>
        <source>From now on another member agrees to a rotation before it begins.</source>
        <translation>Ab jetzt stimmt ein anderes Mitglied einer Rotation zu, bevor sie beginnt.</translation>
    </message>
    <message>
        <source>One person is enough</source>
        <translation>Eine Person genügt</translation>
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
    <name>rekey::ui::MembersDialog</name>
    <message>
        <source>Members of the store</source>
        <translation>Mitglieder des Speichers</translation>
    </message>
    <message>
        <source>Each of them opens the store with an own passphrase or keyring. Whoever is removed keeps what they have read already: rotate the secrets they knew.</source>
        <translation>Jedes öffnet den Speicher mit eigener Passphrase oder eigenem Schlüsselbund. Wer entfernt wird, behält, was bereits gelesen wurde: Tauschen Sie die bekannten Geheimnisse aus.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Opens it by</source>
        <translation>Öffnet ihn mit</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>&amp;Hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>Renew the &amp;key…</source>
        <translation>&amp;Schlüssel erneuern…</translation>
    </message>
    <message>
        <source>The members are being read.</source>
        <translation>Die Mitglieder werden gelesen.</translation>
    </message>
    <message>
        <source>keyring</source>
        <translation>Schlüsselbund</translation>
    </message>
    <message>
        <source>passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Add a member</source>
        <translation>Mitglied hinzufügen</translation>
    </message>
    <message>
        <source>The new member runs “rekey-cli store members export-key” and sends you the line it prints. There is no secret in it; ask them in person whether it is theirs.</source>
        <translation>Das neue Mitglied führt „rekey-cli store members export-key“ aus und sendet Ihnen die ausgegebene Zeile. Sie enthält kein Geheimnis; fragen Sie persönlich nach, ob sie von ihm stammt.</translation>
    </message>
    <message>
        <source>&amp;Line of the member</source>
        <translation>&amp;Zeile des Mitglieds</translation>
    </message>
    <message>
        <source>Add member</source>
        <translation>Mitglied hinzufügen</translation>
    </message>
    <message>
        <source>The member is being added.</source>
        <translation>Das Mitglied wird hinzugefügt.</translation>
    </message>
    <message>
        <source>Remove %1 from the store?</source>
        <translation>%1 aus dem Speicher entfernen?</translation>
    </message>
    <message>
        <source>The key is renewed and everything is sealed anew. That can take a while.</source>
        <translation>Der Schlüssel wird erneuert und alles neu versiegelt. Das kann eine Weile dauern.</translation>
    </message>
    <message>
        <source>Remove member</source>
        <translation>Mitglied entfernen</translation>
    </message>
    <message>
        <source>The member is being removed; everything is sealed anew.</source>
        <translation>Das Mitglied wird entfernt; alles wird neu versiegelt.</translation>
    </message>
    <message>
        <source>Renew the key of the store?</source>
        <translation>Schlüssel des Speichers erneuern?</translation>
    </message>
    <message>
        <source>Everything is sealed anew. That can take a while; passphrases stay.</source>
        <translation>Alles wird neu versiegelt. Das kann eine Weile dauern; Passphrasen bleiben.</translation>
    </message>
    <message>
        <source>Renew key</source>
        <translation>Schlüssel erneuern</translation>
    </message>
    <message>
        <source>Everything is sealed anew.</source>
        <translation>Alles wird neu versiegelt.</translation>
    </message>
    <message>
        <source>Rotations need &amp;two persons</source>
        <translation>Rotationen brauchen &amp;zwei Personen</translation>
    </message>
    <message>
        <source>Another member agrees to each plan before it begins. While this is on, members are not added, and who is lost cannot be replaced: have three.</source>
        <translation>Ein anderes Mitglied stimmt jedem Plan zu, bevor er beginnt. Solange dies gilt, kommen keine Mitglieder hinzu, und wer ausfällt, ist nicht zu ersetzen: Drei sollten es sein.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::NetworkLight</name>
    <message>
        <source>Hosts that may be asked without another question: %1. Settings, Network takes that back.</source>
        <translation>Server, die ohne weitere Frage gefragt werden dürfen: %1. Einstellungen, Netzwerk nimmt das zurück.</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>Erlaubt</translation>
    </message>
    <message>
        <source>Allowed until %1</source>
        <translation>Erlaubt bis %1</translation>
    </message>
    <message>
        <source>Sending %1</source>
        <translation>Sendet %1</translation>
    </message>
    <message>
        <source>Keys still to be asked about: %1. Hosts: %2.</source>
        <translation>Noch zu prüfende Schlüssel: %1. Server: %2.</translation>
    </message>
    <message>
        <source>Asking you</source>
        <translation>Fragt Sie</translation>
    </message>
    <message>
        <source>Nothing is sent until you say yes.</source>
        <translation>Nichts wird gesendet, bevor Sie Ja sagen.</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>No request is or can be sent before you say yes to its host.</source>
        <translation>Keine Anfrage wird oder kann gesendet werden, bevor Sie Ja zu ihrem Server sagen.</translation>
    </message>
    <message>
        <source>Network: %1</source>
        <translation>Netzwerk: %1</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Sendet</translation>
    </message>
    <message>
        <source>A request is under way.</source>
        <translation>Eine Anfrage ist unterwegs.</translation>
    </message>
    <message>
        <source>Rotating</source>
        <translation>Rotation läuft</translation>
    </message>
    <message numerus="yes">
        <source>%n rotations may ask their hosts without another question.</source>
        <translation>
            <numerusform>%n Rotation darf ihre Server ohne weitere Frage fragen.</numerusform>
            <numerusform>%n Rotationen dürfen ihre Server ohne weitere Frage fragen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::NetworkSection</name>
    <message>
        <source>May be changed</source>
        <translation>Darf geändert werden</translation>
    </message>
    <message>
        <source>Alive, whose, what it may do</source>
        <translation>Lebt er, wessen, was er darf</translation>
    </message>
    <message>
        <source>Is it alive</source>
        <translation>Lebt er</translation>
    </message>
    <message>
        <source>%1; canaries too</source>
        <translation>%1; auch Köder</translation>
    </message>
    <message>
        <source>For what is queued</source>
        <translation>Für das, was wartet</translation>
    </message>
    <message>
        <source>Until %1</source>
        <translation>Bis %1</translation>
    </message>
    <message>
        <source>Until taken back</source>
        <translation>Bis es zurückgenommen wird</translation>
    </message>
    <message>
        <source>Hosts that may be asked without another question</source>
        <translation>Server, die ohne weitere Frage gefragt werden dürfen</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>File of certificates to trust beside the system&apos;s</source>
        <translation>Datei mit Zertifikaten, denen neben denen des Systems vertraut wird</translation>
    </message>
    <message>
        <source>None beside the system&apos;s</source>
        <translation>Keine außer denen des Systems</translation>
    </message>
    <message>
        <source>Certificates to trust (PEM file)</source>
        <translation>Vertraute Zertifikate (PEM-Datei)</translation>
    </message>
    <message>
        <source>Servers of your own</source>
        <translation>Eigene Server</translation>
    </message>
    <message>
        <source>Servers of your own, instead of the provider&apos;s</source>
        <translation>Eigene Server anstelle derer des Anbieters</translation>
    </message>
    <message>
        <source>Private hosts that may be asked</source>
        <translation>Private Server, die gefragt werden dürfen</translation>
    </message>
    <message>
        <source>Private hosts that may be asked, each by a name of yours</source>
        <translation>Private Server, die gefragt werden dürfen, jeder mit einem Namen von Ihnen</translation>
    </message>
    <message>
        <source>Hosts that may be asked</source>
        <translation>Server, die gefragt werden dürfen</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Gilt</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Kind of proxy</source>
        <translation>Art des Proxys</translation>
    </message>
    <message>
        <source>As the system has it</source>
        <translation>Wie im System</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>SOCKS5</source>
        <translation>SOCKS5</translation>
    </message>
    <message>
        <source>Host and port of the proxy</source>
        <translation>Server und Port des Proxys</translation>
    </message>
    <message>
        <source>%1, one on each line</source>
        <translation>%1, je Zeile einer</translation>
    </message>
    <message>
        <source>Not taken: %1</source>
        <translation>Nicht übernommen: %1</translation>
    </message>
    <message>
        <source>Not taken: no provider is called “%1”. Write its name in small letters, as in gitlab or github.</source>
        <translation>Nicht übernommen: Kein Anbieter heißt „%1“. Schreiben Sie seinen Namen klein, wie gitlab oder github.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::NoticeDialog</name>
    <message>
        <source>Draft notice</source>
        <translation>Mitteilung entwerfen</translation>
    </message>
    <message numerus="yes">
        <source>Tokens: %n. Send it yourself: nothing leaves this machine. Once you have, keep the dates.</source>
        <translation>
            <numerusform>Token: %n. Senden Sie die Mitteilung selbst: Nichts verlässt diesen Rechner. Danach bewahren Sie die Termine auf.</numerusform>
            <numerusform>Token: %n. Senden Sie die Mitteilung selbst: Nichts verlässt diesen Rechner. Danach bewahren Sie die Termine auf.</numerusform>
        </translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Mitteilung</translation>
    </message>
    <message>
        <source>&amp;Follow up on</source>
        <translation>Nach&amp;fassen am</translation>
    </message>
    <message>
        <source>Follow up on</source>
        <translation>Nachfassen am</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Speichern…</translation>
    </message>
    <message>
        <source>&amp;Keep dates</source>
        <translation>&amp;Termine aufbewahren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>Nicht gespeichert: %1</translation>
    </message>
</context>
<context>
    <name>rekey::ui::PartsForm</name>
    <message>
        <source>The value goes into each part, and they run in this order. A second credential is better sealed on its own: a request may carry two.</source>
        <translation>Der Wert kommt in jeden Teil, und sie laufen in dieser Reihenfolge. Ein zweiter Schlüssel wird besser für sich versiegelt: eine Anfrage kann zwei tragen.</translation>
    </message>
    <message>
        <source>&amp;Add a part</source>
        <translation>Teil &amp;hinzufügen</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Part %1</source>
        <translation>Teil %1</translation>
    </message>
    <message>
        <source>Run part %1 earlier</source>
        <translation>Teil %1 früher ausführen</translation>
    </message>
    <message>
        <source>Remove part %1</source>
        <translation>Teil %1 entfernen</translation>
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
    <name>rekey::ui::PatchDialog</name>
    <message>
        <source>Take %1 out of files</source>
        <translation>%1 aus Dateien nehmen</translation>
    </message>
    <message>
        <source>Where the value is read from</source>
        <translation>Woher der Wert gelesen wird</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>AWS Secrets Manager</source>
        <translation>AWS Secrets Manager</translation>
    </message>
    <message>
        <source>Vault</source>
        <translation>Vault</translation>
    </message>
    <message>
        <source>What it is called there</source>
        <translation>Wie er dort heißt</translation>
    </message>
    <message>
        <source>A name that fits the provider</source>
        <translation>Ein Name, der zum Anbieter passt</translation>
    </message>
    <message>
        <source>&amp;Read it from</source>
        <translation>&amp;Lesen aus</translation>
    </message>
    <message>
        <source>&amp;Name there</source>
        <translation>&amp;Name dort</translation>
    </message>
    <message>
        <source>Files that hold it</source>
        <translation>Dateien, in denen er steht</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Patch</source>
        <translation>Patch</translation>
    </message>
    <message>
        <source>What would be changed; values are hidden</source>
        <translation>Was geändert würde; Werte sind verdeckt</translation>
    </message>
    <message>
        <source>&amp;Apply to this file</source>
        <translation>Auf diese Datei &amp;anwenden</translation>
    </message>
    <message>
        <source>The value of %1 becomes a read. Set it under that name where the program is started, before the patch runs anywhere. Nothing is committed.</source>
        <translation>Der Wert von %1 wird zu einem Lesezugriff. Setzen Sie ihn unter diesem Namen dort, wo das Programm startet, bevor der Patch irgendwo läuft. Nichts wird eingecheckt.</translation>
    </message>
    <message>
        <source>A name has capital letters, digits and _ only, and no digit first.</source>
        <translation>Ein Name hat nur Großbuchstaben, Ziffern und _, und keine Ziffer am Anfang.</translation>
    </message>
    <message>
        <source>Applied</source>
        <translation>Angewendet</translation>
    </message>
    <message>
        <source>Not possible</source>
        <translation>Nicht möglich</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>Von Hand</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Reading the files…</source>
        <translation>Dateien werden gelesen…</translation>
    </message>
    <message>
        <source>No file of a working tree holds it, as far as the last scan knows.</source>
        <translation>Keine Datei eines Arbeitsverzeichnisses enthält ihn, soweit die letzte Suche weiß.</translation>
    </message>
    <message>
        <source>It is written. Look at it and commit it yourself.</source>
        <translation>Es ist geschrieben. Sehen Sie es sich an und checken Sie es selbst ein.</translation>
    </message>
    <message>
        <source>Line %1 stays: %2</source>
        <translation>Zeile %1 bleibt: %2</translation>
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
    <name>rekey::ui::ProcessorForm</name>
    <message>
        <source>Pro&amp;cessor</source>
        <translation>Verarbeitu&amp;ng</translation>
    </message>
</context>
<context>
    <name>rekey::ui::ProfileDialog</name>
    <message>
        <source>Change the profile</source>
        <translation>Profil ändern</translation>
    </message>
    <message>
        <source>New profile</source>
        <translation>Neues Profil</translation>
    </message>
    <message>
        <source>64 hexadecimal digits, the public one</source>
        <translation>64 Hexadezimalziffern, der öffentliche</translation>
    </message>
    <message>
        <source>2026-05-01; empty: as new as this program</source>
        <translation>2026-05-01; leer: so neu wie dieses Programm</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Amber</source>
        <translation>Bernstein</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Seal keys and open keys look the same. This program only ever needs the public one; the private one stays with the proxy.</source>
        <translation>Der öffentliche und der private Schlüssel sehen gleich aus. Dieses Programm braucht immer nur den öffentlichen; der private bleibt beim Proxy.</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Proxy &amp;URL</source>
        <translation>Proxy-&amp;URL</translation>
    </message>
    <message>
        <source>Public seal &amp;key</source>
        <translation>Öffentlicher &amp;Schlüssel</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>&amp;Colour</source>
        <translation>&amp;Farbe</translation>
    </message>
    <message>
        <source>&amp;Version of</source>
        <translation>&amp;Version vom</translation>
    </message>
    <message>
        <source>Keep profile</source>
        <translation>Profil behalten</translation>
    </message>
    <message>
        <source>The version is a day such as 2026-05-01.</source>
        <translation>Die Version ist ein Tag wie 2026-05-01.</translation>
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
    <name>rekey::ui::RecordWords</name>
    <message>
        <source>Closed: rotated</source>
        <translation>Geschlossen: ausgetauscht</translation>
    </message>
    <message>
        <source>Closed: revoked</source>
        <translation>Geschlossen: widerrufen</translation>
    </message>
    <message>
        <source>Closed: false positive</source>
        <translation>Geschlossen: Fehlalarm</translation>
    </message>
    <message>
        <source>Closed: test value</source>
        <translation>Geschlossen: Testwert</translation>
    </message>
    <message>
        <source>Accepted until %1</source>
        <translation>Hingenommen bis %1</translation>
    </message>
    <message>
        <source>Closed: service gone</source>
        <translation>Geschlossen: Dienst eingestellt</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Rotating</source>
        <translation>Wird ausgetauscht</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>Wieder geöffnet</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>jemand</translation>
    </message>
    <message>
        <source>By %1 on %2</source>
        <translation>Von %1 am %2</translation>
    </message>
    <message>
        <source>By %1 on %2: %3</source>
        <translation>Von %1 am %2: %3</translation>
    </message>
    <message>
        <source>Closed without the provider&apos;s word that it is dead.</source>
        <translation>Geschlossen, ohne dass der Anbieter es für tot erklärt hat.</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>heute %1</translation>
    </message>
    <message>
        <source>its form alone</source>
        <translation>seiner Form allein</translation>
    </message>
    <message>
        <source>Checked %1 by %2</source>
        <translation>Geprüft %1 von %2</translation>
    </message>
    <message>
        <source>Checked %1 by %2, %3</source>
        <translation>Geprüft %1 von %2, %3</translation>
    </message>
    <message>
        <source>verdict %1</source>
        <translation>Urteil %1</translation>
    </message>
    <message>
        <source>scope %1</source>
        <translation>Rechte %1</translation>
    </message>
    <message>
        <source>reach %1</source>
        <translation>Reichweite %1</translation>
    </message>
    <message>
        <source>in HEAD %1</source>
        <translation>in HEAD %1</translation>
    </message>
    <message>
        <source>older than a year %1</source>
        <translation>älter als ein Jahr %1</translation>
    </message>
    <message>
        <source>nothing adds to it</source>
        <translation>nichts trägt dazu bei</translation>
    </message>
    <message>
        <source> + </source>
        <translation> + </translation>
    </message>
    <message>
        <source>%1, set by hand. Computed %2: %3</source>
        <translation>%1, von Hand gesetzt. Berechnet %2: %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 says %2</source>
        <translation>%1 sagt %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Claimed</source>
        <translation>Behauptet</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Peeked</source>
        <translation>Angesehen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Entschieden</translation>
    </message>
    <message>
        <source>Tagged</source>
        <translation>Verschlagwortet</translation>
    </message>
    <message>
        <source>Noted</source>
        <translation>Notiert</translation>
    </message>
    <message>
        <source>Owner set</source>
        <translation>Zuständige Person gesetzt</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Vorfall</translation>
    </message>
    <message>
        <source>Severity set</source>
        <translation>Schwere gesetzt</translation>
    </message>
    <message>
        <source>Fix step</source>
        <translation>Schritt der Behebung</translation>
    </message>
    <message>
        <source>Rotation step</source>
        <translation>Schritt des Austauschs</translation>
    </message>
    <message>
        <source>Sealed</source>
        <translation>Versiegelt</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>Exportiert</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 zu %2</translation>
    </message>
    <message>
        <source>%1 taken away</source>
        <translation>%1 entfernt</translation>
    </message>
    <message>
        <source>: </source>
        <translation>: </translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Nur lesen</translation>
    </message>
    <message>
        <source>Risky</source>
        <translation>Riskant</translation>
    </message>
    <message>
        <source>Can gain more</source>
        <translation>Kann mehr erlangen</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Verwaltung</translation>
    </message>
</context>
<context>
    <name>rekey::ui::RefreshDialog</name>
    <message>
        <source>Refresh %1</source>
        <translation>%1 erneuern</translation>
    </message>
    <message>
        <source>GET http://%1/%2/refresh is sent through %3: the seal and the bearer of %4 go to the proxy in the clear, which puts the refresh token in. The service answers with a new seal.</source>
        <translation>GET http://%1/%2/refresh geht durch %3: Siegel und Bearer von %4 gehen im Klartext an den Proxy, der das Refresh-Token einsetzt. Der Dienst antwortet mit einem neuen Siegel.</translation>
    </message>
    <message>
        <source>Bearer of the consumer</source>
        <translation>Bearer des Verbrauchers</translation>
    </message>
    <message>
        <source>&amp;Bearer</source>
        <translation>&amp;Bearer</translation>
    </message>
    <message>
        <source>&amp;Refresh through %1</source>
        <translation>Über %1 e&amp;rneuern</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Es wird gefragt …</translation>
    </message>
</context>
<context>
    <name>rekey::ui::RotationBatchPage</name>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>Schritt %1 von %2: %3</translation>
    </message>
    <message numerus="yes">
        <source>Rotate %n keys at %1</source>
        <translation>
            <numerusform>%n Schlüssel bei %1 rotieren</numerusform>
            <numerusform>%n Schlüssel bei %1 rotieren</numerusform>
        </translation>
    </message>
    <message>
        <source>What cannot be undone asks for the last 4 characters of each key&apos;s id, on that key&apos;s own page.</source>
        <translation>Was sich nicht rückgängig machen lässt, fragt auf der eigenen Seite jedes Schlüssels nach den letzten 4 Zeichen seiner Kennung.</translation>
    </message>
    <message>
        <source>&amp;Open its page…</source>
        <translation>Seine Seite ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>&amp;Pause all</source>
        <translation>Alle &amp;anhalten</translation>
    </message>
    <message>
        <source>&amp;Go on with the rest</source>
        <translation>Mit den übrigen &amp;weiter</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Opening the keys…</source>
        <translation>Schlüssel werden geöffnet …</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Es wird nachgesehen …</translation>
    </message>
    <message>
        <source>None of them can be rotated.</source>
        <translation>Keiner davon lässt sich rotieren.</translation>
    </message>
    <message>
        <source>Nothing was changed yet.</source>
        <translation>Noch wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Nothing was sent yet.</source>
        <translation>Noch wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Stopped: %1 was ended.</source>
        <translation>Angehalten: %1 wurde beendet.</translation>
    </message>
    <message>
        <source>Stopped: %1 has failed.</source>
        <translation>Angehalten: %1 ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Not begun: %1.</source>
        <translation>Nicht begonnen: %1.</translation>
    </message>
    <message numerus="yes">
        <source>Done: all %n old keys are dead.</source>
        <translation>
            <numerusform>Fertig: %n alter Schlüssel ist tot.</numerusform>
            <numerusform>Fertig: Alle %n alten Schlüssel sind tot.</numerusform>
        </translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>Wird angehalten …</translation>
    </message>
    <message>
        <source>Working: %1 of %2 are done.</source>
        <translation>In Arbeit: %1 von %2 sind fertig.</translation>
    </message>
    <message>
        <source>Paused.</source>
        <translation>Angehalten.</translation>
    </message>
    <message numerus="yes">
        <source>%n of them need you, or time.</source>
        <translation>
            <numerusform>%n davon braucht Sie oder Zeit.</numerusform>
            <numerusform>%n davon brauchen Sie oder Zeit.</numerusform>
        </translation>
    </message>
    <message>
        <source>The first needs you: the others wait for its proof.</source>
        <translation>Der erste braucht Sie: Die anderen warten auf seinen Beweis.</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>Not begun</source>
        <translation>Nicht begonnen</translation>
    </message>
    <message>
        <source>First, alone</source>
        <translation>Zuerst, allein</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Nothing of it was changed.</source>
        <translation>Daran wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Waits for quiet</source>
        <translation>Wartet auf Ruhe</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Braucht Sie</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Taken back: the old key works as before.</source>
        <translation>Zurückgenommen: Der alte Schlüssel funktioniert wie zuvor.</translation>
    </message>
    <message>
        <source>Ended as it stands.</source>
        <translation>Beendet, wie es steht.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>That the old key is gone was not proven: a step was left out.</source>
        <translation>Dass der alte Schlüssel weg ist, wurde nicht bewiesen: Ein Schritt wurde ausgelassen.</translation>
    </message>
    <message>
        <source>The old key is dead.</source>
        <translation>Der alte Schlüssel ist tot.</translation>
    </message>
    <message>
        <source>The old key is dead, %1 works.</source>
        <translation>Der alte Schlüssel ist tot, %1 funktioniert.</translation>
    </message>
    <message>
        <source>It asks %1. %2 sees each request in its logs, with this machine&apos;s address.</source>
        <translation>Gefragt wird %1. %2 sieht jede Anfrage im Protokoll, mit der Adresse dieses Rechners.</translation>
    </message>
    <message>
        <source>&amp;Look first: ask %1, change nothing</source>
        <translation>Erst &amp;nachsehen: %1 fragen, nichts ändern</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Rotate %n keys</source>
        <translation>
            <numerusform>%n Schlüssel &amp;rotieren</numerusform>
            <numerusform>%n Schlüssel &amp;rotieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Changes keys at %1, one after another</source>
        <translation>Ändert Schlüssel bei %1, einen nach dem anderen</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>This page cannot be closed yet: a new value would be lost. Free space on the store&apos;s disk or unlock it, then press Try again on the page of that key.</source>
        <translation>Diese Seite lässt sich noch nicht schließen: Ein neuer Wert ginge verloren. Schaffen Sie Platz auf dem Datenträger des Speichers oder entsperren Sie ihn, und drücken Sie dann auf der Seite dieses Schlüssels „Noch einmal“.</translation>
    </message>
    <message>
        <source>None of them can be rotated with this credential.</source>
        <translation>Mit diesen Zugangsdaten kann keiner davon rotiert werden.</translation>
    </message>
    <message>
        <source>The new value is not kept yet: see its page, and do not end this program.</source>
        <translation>Der neue Wert ist noch nicht aufbewahrt: Sehen Sie auf seine Seite, und beenden Sie dieses Programm nicht.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::RotationBatchPlan</name>
    <message>
        <source>&amp;Strangers can see one of them</source>
        <translation>&amp;Fremde können einen davon sehen</translation>
    </message>
    <message numerus="yes">
        <source>Plan the rotation of %n keys</source>
        <translation>
            <numerusform>Rotation von %n Schlüssel planen</numerusform>
            <numerusform>Rotation von %n Schlüsseln planen</numerusform>
        </translation>
    </message>
    <message>
        <source>Steps of the rotation</source>
        <translation>Schritte der Rotation</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Hours without use before the old key goes off</source>
        <translation>Stunden ohne Nutzung, bevor der alte Schlüssel abgeschaltet wird</translation>
    </message>
    <message>
        <source> h</source>
        <translation> h</translation>
    </message>
    <message>
        <source>&amp;Method</source>
        <translation>&amp;Verfahren</translation>
    </message>
    <message>
        <source>Old key &amp;quiet for</source>
        <translation>Alter Schlüssel &amp;ungenutzt seit</translation>
    </message>
    <message>
        <source>This is a plan: nothing is sent and nothing is changed.</source>
        <translation>Dies ist ein Plan: Nichts wird gesendet, nichts wird geändert.</translation>
    </message>
    <message>
        <source>&amp;Save runbooks…</source>
        <translation>Anleitungen &amp;speichern …</translation>
    </message>
    <message>
        <source>It is of another kind: rotate it on its own.</source>
        <translation>Er ist von anderer Art: Rotieren Sie ihn für sich.</translation>
    </message>
    <message>
        <source>Keys of this type cannot be changed by request. The Fix tab has the steps by hand.</source>
        <translation>Schlüssel dieser Art lassen sich nicht durch eine Anfrage ändern. Der Reiter „Behebung“ nennt die Schritte von Hand.</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n steps</source>
        <translation>
            <numerusform>%1, %n Schritt</numerusform>
            <numerusform>%1, %n Schritte</numerusform>
        </translation>
    </message>
    <message>
        <source>First, alone</source>
        <translation>Zuerst, allein</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>None of them can be rotated together.</source>
        <translation>Keiner davon lässt sich mit anderen zusammen rotieren.</translation>
    </message>
    <message>
        <source>%1 goes alone.</source>
        <translation>%1 geht allein.</translation>
    </message>
    <message>
        <source>%1 goes first, alone. The others wait for its proof, and the first failure keeps the rest from beginning.</source>
        <translation>%1 geht zuerst, allein. Die anderen warten auf seinen Beweis, und der erste Fehlschlag hält die übrigen vom Beginnen ab.</translation>
    </message>
    <message numerus="yes">
        <source>%n are left out.</source>
        <translation>
            <numerusform>%n wird ausgelassen.</numerusform>
            <numerusform>%n werden ausgelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Go on with %n keys…</source>
        <translation>
            <numerusform>Mit %n Schlüssel &amp;weiter …</numerusform>
            <numerusform>Mit %n Schlüsseln &amp;weiter …</numerusform>
        </translation>
    </message>
    <message>
        <source>Asks for what is needed; still sends nothing</source>
        <translation>Fragt nach dem, was nötig ist; sendet noch nichts</translation>
    </message>
</context>
<context>
    <name>rekey::ui::RotationMeansForm</name>
    <message>
        <source>Administrator&apos;s key</source>
        <translation>Schlüssel der Verwaltung</translation>
    </message>
    <message>
        <source>Administrator&apos;s key id</source>
        <translation>Schlüssel-ID der Verwaltung</translation>
    </message>
    <message>
        <source>It has to be allowed</source>
        <translation>Er muss dürfen</translation>
    </message>
    <message>
        <source>Use the &amp;leaked key itself: whoever else has it can do the same meanwhile</source>
        <translation>Den offengelegten Schlüssel se&amp;lbst benutzen: Wer ihn sonst hat, kann inzwischen dasselbe</translation>
    </message>
    <message>
        <source>%1 Use it &amp;all the same</source>
        <translation>%1 &amp;Trotzdem benutzen</translation>
    </message>
    <message>
        <source>Administrator&apos;s name</source>
        <translation>Name des Administrators</translation>
    </message>
</context>
<context>
    <name>rekey::ui::RotationMembers</name>
    <message>
        <source>Keys that are rotated</source>
        <translation>Schlüssel, die rotiert werden</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>What comes next</source>
        <translation>Was als Nächstes kommt</translation>
    </message>
</context>
<context>
    <name>rekey::ui::RotationPlanDialog</name>
    <message>
        <source>Plan a rotation of %1</source>
        <translation>Rotation von %1 planen</translation>
    </message>
    <message>
        <source>Steps of the rotation</source>
        <translation>Schritte der Rotation</translation>
    </message>
    <message>
        <source>This is a plan: nothing is sent and nothing is changed.</source>
        <translation>Dies ist ein Plan: Nichts wird gesendet, nichts wird geändert.</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Save runbook…</source>
        <translation>Ablaufplan &amp;speichern…</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Who uses the key, one on each line</source>
        <translation>Wer den Schlüssel benutzt, einer je Zeile</translation>
    </message>
    <message>
        <source>One on each line</source>
        <translation>Einer je Zeile</translation>
    </message>
    <message>
        <source>Hours without use before the old key goes off</source>
        <translation>Stunden ohne Nutzung, bevor der alte Schlüssel abgeschaltet wird</translation>
    </message>
    <message>
        <source> h</source>
        <translation> h</translation>
    </message>
    <message>
        <source>&amp;Method</source>
        <translation>&amp;Verfahren</translation>
    </message>
    <message>
        <source>Who &amp;uses the key</source>
        <translation>&amp;Wer den Schlüssel benutzt</translation>
    </message>
    <message>
        <source>Old key &amp;quiet for</source>
        <translation>Alter Schlüssel &amp;ungenutzt seit</translation>
    </message>
    <message>
        <source>Keys of this type cannot be changed by request. The Fix tab has the steps by hand.</source>
        <translation>Schlüssel dieser Art lassen sich nicht durch eine Anfrage ändern. Der Reiter „Behebung“ nennt die Schritte von Hand.</translation>
    </message>
    <message>
        <source>&amp;Strangers can see it</source>
        <translation>&amp;Fremde können ihn sehen</translation>
    </message>
    <message>
        <source>&amp;Go on…</source>
        <translation>&amp;Weiter…</translation>
    </message>
    <message>
        <source>Id of the key, as the provider lists it</source>
        <translation>ID des Schlüssels, wie der Anbieter ihn führt</translation>
    </message>
    <message>
        <source>&amp;Id of the key, as the provider lists it</source>
        <translation>&amp;ID des Schlüssels, wie der Anbieter ihn führt</translation>
    </message>
    <message>
        <source>Asks for what is needed; still sends nothing</source>
        <translation>Fragt nach dem, was nötig ist; sendet noch nichts</translation>
    </message>
</context>
<context>
    <name>rekey::ui::RotationRunDialog</name>
    <message>
        <source>Rotate %1 at %2</source>
        <translation>%1 bei %2 rotieren</translation>
    </message>
    <message>
        <source>Who gets the new value</source>
        <translation>Wer den neuen Wert bekommt</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Wie</translation>
    </message>
    <message>
        <source>Works with it</source>
        <translation>Arbeitet damit</translation>
    </message>
    <message>
        <source>To a &amp;file…</source>
        <translation>In eine &amp;Datei…</translation>
    </message>
    <message>
        <source>File %1</source>
        <translation>Datei %1</translation>
    </message>
    <message>
        <source>To this &amp;command</source>
        <translation>An diesen &amp;Befehl</translation>
    </message>
    <message>
        <source>It &amp;works</source>
        <translation>Es &amp;funktioniert</translation>
    </message>
    <message>
        <source>&amp;Skip this step</source>
        <translation>Schritt aus&amp;lassen</translation>
    </message>
    <message>
        <source>Roll &amp;back…</source>
        <translation>&amp;Zurücknehmen…</translation>
    </message>
    <message>
        <source>End it as it &amp;is…</source>
        <translation>So &amp;beenden, wie es ist…</translation>
    </message>
    <message>
        <source>&amp;Pause after this step</source>
        <translation>Nach diesem Schritt &amp;anhalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Ended, but that the old key is gone was not proven: a step was left out.</source>
        <translation>Beendet, aber dass der alte Schlüssel weg ist, wurde nicht nachgewiesen: Ein Schritt wurde ausgelassen.</translation>
    </message>
    <message>
        <source>Done: the old key is dead.</source>
        <translation>Fertig: Der alte Schlüssel ist tot.</translation>
    </message>
    <message>
        <source>Done: the old key is dead, %1 works.</source>
        <translation>Fertig: Der alte Schlüssel ist tot, %1 funktioniert.</translation>
    </message>
    <message>
        <source>Taken back: the old key works as before.</source>
        <translation>Zurückgenommen: Der alte Schlüssel funktioniert wie zuvor.</translation>
    </message>
    <message>
        <source>Ended as it stands.</source>
        <translation>Beendet, wie es steht.</translation>
    </message>
    <message>
        <source>Opening the key…</source>
        <translation>Schlüssel wird geöffnet…</translation>
    </message>
    <message>
        <source>Nothing was sent yet.</source>
        <translation>Noch wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>%1 was stopped. Nothing was sent since.</source>
        <translation>%1 wurde angehalten. Seitdem wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>In Arbeit…</translation>
    </message>
    <message>
        <source>Waits until %1: %2</source>
        <translation>Wartet bis %1: %2</translation>
    </message>
    <message>
        <source>Needs you: %1</source>
        <translation>Braucht Sie: %1</translation>
    </message>
    <message>
        <source>Stopped: %1</source>
        <translation>Angehalten: %1</translation>
    </message>
    <message>
        <source>Paused.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>It asks %1. %2 sees each request in its logs, with this machine&apos;s address.</source>
        <translation>Gefragt wird %1. %2 sieht jede Anfrage im Protokoll, mit der Adresse dieses Rechners.</translation>
    </message>
    <message>
        <source>&amp;Look first: ask %1, change nothing</source>
        <translation>Erst &amp;nachsehen: %1 fragen, nichts ändern</translation>
    </message>
    <message>
        <source>&amp;Rotate %1</source>
        <translation>%1 &amp;rotieren</translation>
    </message>
    <message>
        <source>Changes keys at %1, step by step</source>
        <translation>Ändert Schlüssel bei %1, Schritt für Schritt</translation>
    </message>
    <message>
        <source>Command %1</source>
        <translation>Befehl %1</translation>
    </message>
    <message>
        <source>Its seals are made anew</source>
        <translation>Seine Siegel werden neu gemacht</translation>
    </message>
    <message>
        <source>Not chosen yet</source>
        <translation>Noch nicht gewählt</translation>
    </message>
    <message>
        <source>Seen working</source>
        <translation>Arbeitet damit</translation>
    </message>
    <message>
        <source>Not seen yet</source>
        <translation>Noch nicht gesehen</translation>
    </message>
    <message>
        <source>Last 4 characters of the key&apos;s id</source>
        <translation>Die letzten 4 Zeichen der Schlüssel-ID</translation>
    </message>
    <message>
        <source>Why the step may be left out</source>
        <translation>Warum der Schritt entfallen darf</translation>
    </message>
    <message>
        <source>&amp;Delete %1 for good</source>
        <translation>%1 endgültig &amp;löschen</translation>
    </message>
    <message>
        <source>Change the &amp;value of %1</source>
        <translation>&amp;Wert von %1 ändern</translation>
    </message>
    <message>
        <source>&amp;Delete %1, make another</source>
        <translation>%1 &amp;löschen, einen anderen anlegen</translation>
    </message>
    <message>
        <source>&amp;Resume: ask %1 first</source>
        <translation>Fo&amp;rtsetzen: erst %1 fragen</translation>
    </message>
    <message>
        <source>Try &amp;again</source>
        <translation>Noch &amp;einmal</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>What was done is taken back, last step first.</source>
        <translation>Was getan wurde, wird zurückgenommen, der letzte Schritt zuerst.</translation>
    </message>
    <message>
        <source>End it as it is</source>
        <translation>So beenden, wie es ist</translation>
    </message>
    <message>
        <source>Nothing more is sent. Both keys stay what they are, and what is kept stays kept.</source>
        <translation>Es wird nichts mehr gesendet. Beide Schlüssel bleiben, was sie sind, und was aufbewahrt ist, bleibt aufbewahrt.</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Stopped: the new value is not kept yet</source>
        <translation>Angehalten: Der neue Wert ist noch nicht gespeichert</translation>
    </message>
    <message>
        <source>The new value is in this window alone, since the store cannot be written. Free space on its disk or unlock it, then try again. Do not end this program: the value would be lost.</source>
        <translation>Der neue Wert ist nur in diesem Fenster, weil in den Speicher nicht geschrieben werden kann. Schaffen Sie Platz auf seiner Platte oder entsperren Sie ihn, dann versuchen Sie es noch einmal. Beenden Sie dieses Programm nicht: Der Wert wäre verloren.</translation>
    </message>
    <message>
        <source>This page cannot be closed yet: the new value would be lost. Free space on the store&apos;s disk or unlock it, then press Try again.</source>
        <translation>Diese Seite lässt sich noch nicht schließen: Der neue Wert wäre verloren. Schaffen Sie Platz auf der Platte des Speichers oder entsperren Sie ihn, dann drücken Sie „Noch einmal“.</translation>
    </message>
    <message>
        <source>T&amp;ry its seal…</source>
        <translation>Sein Siegel p&amp;robieren…</translation>
    </message>
    <message>
        <source>Sends a harmless request through the proxy with what the consumer holds; an answer of the API is seen working</source>
        <translation>Schickt eine harmlose Anfrage mit dem, was der Verbraucher hat, durch den Proxy; eine Antwort der API gilt als gesehen, dass es geht</translation>
    </message>
    <message>
        <source>Show &amp;patches…</source>
        <translation>&amp;Patches zeigen…</translation>
    </message>
    <message>
        <source>Command that reads the value on its standard input, or that checks whether the consumer works</source>
        <translation>Befehl, der den Wert von der Standardeingabe liest oder prüft, ob der Verbraucher arbeitet</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>The command reads the new value on its standard input</source>
        <translation>Der Befehl liest den neuen Wert von seiner Standardeingabe</translation>
    </message>
    <message>
        <source>C&amp;heck with this command</source>
        <translation>Mit diesem Befehl &amp;prüfen</translation>
    </message>
    <message>
        <source>Seen working when the command ends with status 0; it gets the new key&apos;s id as REKEY_KEY_ID and no value</source>
        <translation>Gilt als arbeitend, wenn der Befehl mit Status 0 endet; er bekommt die Kennung des neuen Schlüssels als REKEY_KEY_ID und keinen Wert</translation>
    </message>
    <message>
        <source>A command checks</source>
        <translation>Ein Befehl prüft</translation>
    </message>
    <message>
        <source>Nothing was changed yet.</source>
        <translation>Noch wurde nichts geändert.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::RotationSession</name>
    <message>
        <source>Close after a rotation</source>
        <translation>Nach einer Rotation schließen</translation>
    </message>
    <message>
        <source>Rotate</source>
        <translation>Rotieren</translation>
    </message>
    <message>
        <source>Take a rotation back</source>
        <translation>Rotation zurücknehmen</translation>
    </message>
</context>
<context>
    <name>rekey::ui::RotationSteps</name>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation>Unklar</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Braucht Sie</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Wartet ab</translation>
    </message>
    <message>
        <source>Make a new key</source>
        <translation>Neuen Schlüssel anlegen</translation>
    </message>
    <message>
        <source>Keep its value, sealed</source>
        <translation>Seinen Wert versiegelt aufbewahren</translation>
    </message>
    <message>
        <source>Hand it over</source>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>Prove the new key live</source>
        <translation>Neuen Schlüssel als aktiv nachweisen</translation>
    </message>
    <message>
        <source>See everybody work with it</source>
        <translation>Sehen, dass alle damit arbeiten</translation>
    </message>
    <message>
        <source>Wait until the old key is quiet</source>
        <translation>Warten, bis der alte Schlüssel ruht</translation>
    </message>
    <message>
        <source>Switch the old key off</source>
        <translation>Alten Schlüssel abschalten</translation>
    </message>
    <message>
        <source>Delete the old key</source>
        <translation>Alten Schlüssel löschen</translation>
    </message>
    <message>
        <source>Change the value</source>
        <translation>Wert ändern</translation>
    </message>
    <message>
        <source>Prove the old key dead</source>
        <translation>Alten Schlüssel als tot nachweisen</translation>
    </message>
    <message>
        <source>Steps of the rotation</source>
        <translation>Schritte der Rotation</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>What it does, what came of it</source>
        <translation>Was geschieht, was daraus wurde</translation>
    </message>
    <message>
        <source>Two keys with overlap</source>
        <translation>Zwei Schlüssel, die sich überlappen</translation>
    </message>
    <message>
        <source>Off first, for a leak that strangers can see</source>
        <translation>Zuerst abschalten, wenn Fremde das Leck sehen können</translation>
    </message>
    <message>
        <source>Cut over: one key at a time</source>
        <translation>Umschalten: immer nur ein Schlüssel</translation>
    </message>
    <message>
        <source>New value for the same key</source>
        <translation>Neuer Wert für denselben Schlüssel</translation>
    </message>
    <message>
        <source>Revoke now, without a successor</source>
        <translation>Jetzt widerrufen, ohne Nachfolger</translation>
    </message>
</context>
<context>
    <name>rekey::ui::RotationsList</name>
    <message>
        <source>a moment ago</source>
        <translation>gerade eben</translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>vor %n min</numerusform>
            <numerusform>vor %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>vor %n h</numerusform>
            <numerusform>vor %n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>vor %n Tag</numerusform>
            <numerusform>vor %n Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>Ended as it stood</source>
        <translation>Beendet, wie es stand</translation>
    </message>
    <message>
        <source>Every step is done</source>
        <translation>Alle Schritte sind getan</translation>
    </message>
    <message>
        <source>Before step %1 of %2: %3</source>
        <translation>Vor Schritt %1 von %2: %3</translation>
    </message>
    <message>
        <source>The rotation of %1 stopped before step %2 of %3, %4.</source>
        <translation>Die Rotation von %1 hielt vor Schritt %2 von %3 an, %4.</translation>
    </message>
    <message>
        <source>Rotations of this store</source>
        <translation>Rotationen dieses Speichers</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>Rotation</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Stands</source>
        <translation>Steht</translation>
    </message>
    <message>
        <source>Last changed</source>
        <translation>Zuletzt geändert</translation>
    </message>
    <message>
        <source>&amp;Resume…</source>
        <translation>&amp;Fortsetzen…</translation>
    </message>
</context>
<context>
    <name>rekey::ui::SaveFile</name>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Not written</source>
        <translation>Nicht geschrieben</translation>
    </message>
    <message>
        <source>%1 could not be written: %2. Choose another place.</source>
        <translation>%1 konnte nicht geschrieben werden: %2. Wählen Sie einen anderen Ort.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::SavedFilters</name>
    <message>
        <source>Needs me now</source>
        <translation>Braucht mich jetzt</translation>
    </message>
    <message>
        <source>Live, and nobody has decided yet</source>
        <translation>Gültig, und noch hat niemand entschieden</translation>
    </message>
    <message>
        <source>Live in HEAD</source>
        <translation>Gültig in HEAD</translation>
    </message>
    <message>
        <source>Live, and still in the newest version</source>
        <translation>Gültig und noch in der neuesten Fassung</translation>
    </message>
    <message>
        <source>Live with admin scope</source>
        <translation>Gültig mit Verwaltungsrechten</translation>
    </message>
    <message>
        <source>Live, and may do everything</source>
        <translation>Gültig und darf alles</translation>
    </message>
    <message>
        <source>Old and alive</source>
        <translation>Alt und gültig</translation>
    </message>
    <message>
        <source>Live, and leaked more than a year ago</source>
        <translation>Gültig und vor mehr als einem Jahr geleakt</translation>
    </message>
    <message>
        <source>Unknown: try again</source>
        <translation>Unbekannt: noch einmal</translation>
    </message>
    <message>
        <source>Asked, without a clear answer</source>
        <translation>Gefragt, ohne klare Antwort</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>Wieder geöffnet</translation>
    </message>
    <message>
        <source>Closed once, and back</source>
        <translation>Einmal geschlossen und wieder da</translation>
    </message>
    <message>
        <source>Accepted, ends soon</source>
        <translation>Hingenommen, endet bald</translation>
    </message>
    <message>
        <source>Accepted risks whose time ends within 30 days</source>
        <translation>Hingenommene Risiken, deren Frist binnen 30 Tagen endet</translation>
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
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Low confidence: often not a secret</source>
        <translation>Geringe Sicherheit: oft kein Geheimnis</translation>
    </message>
    <message>
        <source>Give the filter a name of 1 to %1 letters.</source>
        <translation>Geben Sie dem Filter einen Namen mit 1 bis %1 Zeichen.</translation>
    </message>
    <message>
        <source>There is a filter “%1” already.</source>
        <translation>Einen Filter „%1“ gibt es schon.</translation>
    </message>
    <message>
        <source>“%1” is no filter that can be used.</source>
        <translation>„%1“ ist kein brauchbarer Filter.</translation>
    </message>
    <message>
        <source>Remove a saved filter first; there are too many.</source>
        <translation>Entfernen Sie zuerst einen gespeicherten Filter; es sind zu viele.</translation>
    </message>
    <message>
        <source>The file is too large to be one of filters.</source>
        <translation>Die Datei ist zu groß für eine Filterdatei.</translation>
    </message>
    <message>
        <source>This is no file of filters of this version.</source>
        <translation>Das ist keine Filterdatei dieser Version.</translation>
    </message>
    <message>
        <source>“%1” holds a secret; nothing was taken.</source>
        <translation>„%1“ enthält ein Geheimnis; nichts wurde übernommen.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::SealAgainDialog</name>
    <message>
        <source>Seal again</source>
        <translation>Neu siegeln</translation>
    </message>
    <message numerus="yes">
        <source>The new value, for %n seals. Consumers keep their bearers; only their sealed tokens are replaced.</source>
        <translation>
            <numerusform>Der neue Wert, Siegel: %n. Die Verbraucher behalten ihre Bearer; nur die versiegelten Token werden ersetzt.</numerusform>
            <numerusform>Der neue Wert, Siegel: %n. Die Verbraucher behalten ihre Bearer; nur die versiegelten Token werden ersetzt.</numerusform>
        </translation>
    </message>
    <message>
        <source>New value</source>
        <translation>Neuer Wert</translation>
    </message>
    <message>
        <source>The profile of a seal is gone; make it again first.</source>
        <translation>Das Profil eines Siegels gibt es nicht mehr; legen Sie es zuerst wieder an.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::SealDialog</name>
    <message>
        <source>Seal %1</source>
        <translation>%1 siegeln</translation>
    </message>
    <message>
        <source>Seal a value</source>
        <translation>Wert siegeln</translation>
    </message>
    <message>
        <source>&amp;New profile…</source>
        <translation>&amp;Neues Profil…</translation>
    </message>
    <message>
        <source>None: fill the form by hand</source>
        <translation>Keine: von Hand ausfüllen</translation>
    </message>
    <message>
        <source>&amp;Profile</source>
        <translation>&amp;Profil</translation>
    </message>
    <message>
        <source>Seal key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>%1, %2. It goes into the seal and is shown nowhere.</source>
        <translation>%1, %2. Er kommt in das Siegel und wird nirgends gezeigt.</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Value to seal</source>
        <translation>Wert zum Siegeln</translation>
    </message>
    <message>
        <source>&amp;Value</source>
        <translation>&amp;Wert</translation>
    </message>
    <message>
        <source>Pre&amp;set</source>
        <translation>&amp;Vorlage</translation>
    </message>
    <message>
        <source>What is sealed, without the value</source>
        <translation>Was versiegelt wird, ohne den Wert</translation>
    </message>
    <message>
        <source>What is refused or risky</source>
        <translation>Was abgelehnt wird oder gewagt ist</translation>
    </message>
    <message>
        <source>&amp;Name the consumer in the proxy&apos;s log</source>
        <translation>Verbraucher im Protokoll des Proxys &amp;nennen</translation>
    </message>
    <message>
        <source>Adds consumer-NAME.invalid to the hosts: the proxy logs that list, but not the bearer&apos;s digest</source>
        <translation>Ergänzt die Hosts um consumer-NAME.invalid: Der Proxy protokolliert diese Liste, aber nicht den Hashwert des Bearers</translation>
    </message>
    <message>
        <source>Seal for &amp;each</source>
        <translation>Für &amp;jeden siegeln</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Consumers: each gets a seal of its own</source>
        <translation>Verbraucher: jeder bekommt sein eigenes Siegel</translation>
    </message>
    <message>
        <source>Make a profile first: the proxy&apos;s URL and its public key.</source>
        <translation>Legen Sie zuerst ein Profil an: URL und öffentlicher Schlüssel des Proxys.</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 bei %2</translation>
    </message>
    <message numerus="yes">
        <source>Seal for &amp;each of %n</source>
        <translation>
            <numerusform>Für &amp;jeden siegeln: %n</numerusform>
            <numerusform>Für &amp;jeden siegeln: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::SealWords</name>
    <message>
        <source>Header</source>
        <translation>Kopfzeile</translation>
    </message>
    <message>
        <source>Header with an HMAC signature</source>
        <translation>Kopfzeile mit HMAC-Signatur</translation>
    </message>
    <message>
        <source>Placeholder in the body</source>
        <translation>Platzhalter im Inhalt</translation>
    </message>
    <message>
        <source>OAuth pair</source>
        <translation>OAuth-Paar</translation>
    </message>
    <message>
        <source>OAuth pair in the body</source>
        <translation>OAuth-Paar im Inhalt</translation>
    </message>
    <message>
        <source>AWS Signature V4</source>
        <translation>AWS-Signatur V4</translation>
    </message>
    <message>
        <source>Service account (JWT)</source>
        <translation>Dienstkonto (JWT)</translation>
    </message>
    <message>
        <source>Client credentials</source>
        <translation>Client-Zugangsdaten</translation>
    </message>
    <message>
        <source>GitHub App</source>
        <translation>GitHub-App</translation>
    </message>
    <message>
        <source>Several at once</source>
        <translation>Mehrere zugleich</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Placeholder</source>
        <translation>Platzhalter</translation>
    </message>
    <message>
        <source>Access key id</source>
        <translation>Zugriffsschlüssel-ID</translation>
    </message>
    <message>
        <source>Account&apos;s address</source>
        <translation>Adresse des Kontos</translation>
    </message>
    <message>
        <source>Acts for (sub)</source>
        <translation>Handelt für (sub)</translation>
    </message>
    <message>
        <source>Scopes</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <source>Token URL</source>
        <translation>Token-URL</translation>
    </message>
    <message>
        <source>Client id</source>
        <translation>Client-ID</translation>
    </message>
    <message>
        <source>App id</source>
        <translation>App-ID</translation>
    </message>
    <message>
        <source>Installation id</source>
        <translation>Installations-ID</translation>
    </message>
    <message>
        <source>Bearer, one for each consumer</source>
        <translation>Bearer, einer je Verbraucher</translation>
    </message>
    <message>
        <source>Macaroon, one for each consumer</source>
        <translation>Macaroon, einer je Verbraucher</translation>
    </message>
    <message>
        <source>Fly&apos;s own macaroons</source>
        <translation>Macaroons von Fly</translation>
    </message>
    <message>
        <source>Machines at Fly</source>
        <translation>Maschinen bei Fly</translation>
    </message>
    <message>
        <source>Nobody is asked</source>
        <translation>Niemand wird gefragt</translation>
    </message>
    <message>
        <source>Never tested</source>
        <translation>Nie geprüft</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Test failed</source>
        <translation>Prüfung gescheitert</translation>
    </message>
    <message>
        <source>Expires soon</source>
        <translation>Läuft bald ab</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Outdated: rotated upstream</source>
        <translation>Überholt: Schlüssel getauscht</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>Ausgemustert</translation>
    </message>
    <message>
        <source>Environment lines</source>
        <translation>Umgebungsvariablen</translation>
    </message>
    <message>
        <source>Kubernetes Secret</source>
        <translation>Kubernetes-Secret</translation>
    </message>
    <message>
        <source>Lines for fly secrets import</source>
        <translation>Zeilen für fly secrets import</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>HTTP status and what it means</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>rekey::ui::SealsModel</name>
    <message>
        <source>typed in</source>
        <translation>eingegeben</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>%1, seal %2 for %3, profile %4</source>
        <translation>%1, Siegel %2 für %3, Profil %4</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>Siegeln</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Consumer</source>
        <translation>Verbraucher</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Verantwortlich</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheimnis</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Verarbeitung</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>Hosts</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>day and answer of the last test</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Last test</source>
        <translation>Letzte Probe</translation>
    </message>
</context>
<context>
    <name>rekey::ui::SealsPage</name>
    <message>
        <source>Seals</source>
        <translation>Siegel</translation>
    </message>
    <message>
        <source>No seals yet. Choose a finding and press s, or seal a value that you type: programs then use it through the proxy, and nobody sees it again.</source>
        <translation>Noch keine Siegel. Wählen Sie einen Fund und drücken Sie s, oder siegeln Sie einen eingegebenen Wert: Programme nutzen ihn dann über den Proxy, und niemand sieht ihn wieder.</translation>
    </message>
    <message>
        <source>&amp;New seal…</source>
        <translation>&amp;Neues Siegel…</translation>
    </message>
    <message>
        <source>Seals a value that you type</source>
        <translation>Siegelt einen Wert, den Sie eingeben</translation>
    </message>
    <message>
        <source>Seal &amp;again…</source>
        <translation>Ne&amp;u siegeln…</translation>
    </message>
    <message>
        <source>Seals a new value for the chosen consumers; they keep their bearers</source>
        <translation>Siegelt einen neuen Wert für die gewählten Verbraucher; sie behalten ihre Bearer</translation>
    </message>
    <message>
        <source>&amp;Snippet…</source>
        <translation>&amp;Beispiel…</translation>
    </message>
    <message>
        <source>Shows how the seal is used</source>
        <translation>Zeigt, wie das Siegel benutzt wird</translation>
    </message>
    <message>
        <source>&amp;Retire</source>
        <translation>A&amp;usmustern</translation>
    </message>
    <message>
        <source>Marks the chosen seals as no longer wanted; the proxy takes them until the key is rotated</source>
        <translation>Vermerkt die gewählten Siegel als nicht mehr gewollt; der Proxy nimmt sie an, bis der Schlüssel getauscht ist</translation>
    </message>
    <message>
        <source>&amp;Profiles</source>
        <translation>&amp;Profile</translation>
    </message>
    <message>
        <source>Deployments of the proxy</source>
        <translation>Installationen des Proxys</translation>
    </message>
    <message numerus="yes">
        <source>Seals retired: %n. A sealed token cannot be called back: rotate the key to cut its holder off.</source>
        <translation>
            <numerusform>Siegel ausgemustert: %n. Ein versiegeltes Token lässt sich nicht zurückrufen: Tauschen Sie den Schlüssel, um den Inhaber auszuschließen.</numerusform>
            <numerusform>Siegel ausgemustert: %n. Ein versiegeltes Token lässt sich nicht zurückrufen: Tauschen Sie den Schlüssel, um den Inhaber auszuschließen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Seals: %n</source>
        <translation>
            <numerusform>Siegel: %n</numerusform>
            <numerusform>Siegel: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>outdated: %n</source>
        <translation>
            <numerusform>überholt: %n</numerusform>
            <numerusform>überholt: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>New profile…</source>
        <translation>Neues Profil…</translation>
    </message>
    <message>
        <source>&amp;Test…</source>
        <translation>&amp;Probieren…</translation>
    </message>
    <message>
        <source>Tries the chosen seals through their proxies with a harmless request, once you said yes</source>
        <translation>Probiert die gewählten Siegel über ihre Proxys mit einer harmlosen Anfrage, sobald Sie zugestimmt haben</translation>
    </message>
</context>
<context>
    <name>rekey::ui::SecondPersonForm</name>
    <message>
        <source>Second person</source>
        <translation>Zweite Person</translation>
    </message>
    <message>
        <source>The second person&apos;s passphrase</source>
        <translation>Passphrase der zweiten Person</translation>
    </message>
    <message>
        <source>Own passphrase</source>
        <translation>Eigene Passphrase</translation>
    </message>
    <message>
        <source>Save the plan to be agreed to…</source>
        <translation>Plan zum Zustimmen speichern…</translation>
    </message>
    <message>
        <source>Another member agrees to it with rekey-cli rotate approve FILE</source>
        <translation>Ein anderes Mitglied stimmt ihm mit rekey-cli rotate approve DATEI zu</translation>
    </message>
    <message>
        <source>A&amp;gree as %1</source>
        <translation>Als %1 zu&amp;stimmen</translation>
    </message>
    <message>
        <source>%1 has agreed.</source>
        <translation>%1 hat zugestimmt.</translation>
    </message>
    <message>
        <source>This store wants two persons: another member has to agree to exactly this.</source>
        <translation>Dieser Speicher verlangt zwei Personen: Ein anderes Mitglied muss genau dem zustimmen.</translation>
    </message>
    <message>
        <source>This store wants two persons, and the other members open it by their keyring: they agree at their own machines.</source>
        <translation>Dieser Speicher verlangt zwei Personen, und die anderen Mitglieder öffnen ihn mit ihrem Schlüsselbund: Sie stimmen an ihren eigenen Rechnern zu.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::ServiceForm</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Lines of the service&apos;s configuration</source>
        <translation>Zeilen der Konfiguration des Dienstes</translation>
    </message>
    <message>
        <source>&amp;Service</source>
        <translation>&amp;Dienst</translation>
    </message>
    <message>
        <source>&amp;Provider there</source>
        <translation>Anbieter &amp;dort</translation>
    </message>
    <message>
        <source>Return URL</source>
        <translation>Rückkehr-URL</translation>
    </message>
    <message>
        <source>Its configuration</source>
        <translation>Seine Konfiguration</translation>
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
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
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
    <name>rekey::ui::SnippetPane</name>
    <message>
        <source>&amp;Copy code</source>
        <translation>Code &amp;kopieren</translation>
    </message>
    <message>
        <source>Consumer</source>
        <translation>Verbraucher</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>A request through the proxy</source>
        <translation>Eine Anfrage über den Proxy</translation>
    </message>
    <message>
        <source>How it is used</source>
        <translation>So wird es benutzt</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>rekey::ui::SnippetView</name>
    <message>
        <source>Where the secret is kept</source>
        <translation>Wo das Geheimnis aufbewahrt wird</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>Code kopieren</translation>
    </message>
    <message>
        <source>Code copied.</source>
        <translation>Code kopiert.</translation>
    </message>
</context>
<context>
    <name>rekey::ui::SnoozeDialog</name>
    <message>
        <source>Snooze</source>
        <translation>Zurückstellen</translation>
    </message>
    <message numerus="yes">
        <source>Tokens: %n. The policy leaves them alone until the day you choose, but not those that are leaked.</source>
        <translation>
            <numerusform>Token: %n. Die Richtlinie lässt es bis zum gewählten Tag in Ruhe, aber nicht, wenn es geleakt ist.</numerusform>
            <numerusform>Token: %n. Die Richtlinie lässt sie bis zum gewählten Tag in Ruhe, aber nicht die geleakten.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Until</source>
        <translation>&amp;Bis</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
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
    <message>
        <source>Private</source>
        <translation>Privat</translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>Geteilt</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>Öffentlich</translation>
    </message>
    <message>
        <source>Only a few trusted people can see it</source>
        <translation>Nur wenige vertraute Personen können sie sehen</translation>
    </message>
    <message>
        <source>A whole company, customers or partners can see it</source>
        <translation>Eine ganze Firma, Kunden oder Partner können sie sehen</translation>
    </message>
    <message>
        <source>Anybody can see it</source>
        <translation>Alle können sie sehen</translation>
    </message>
    <message>
        <source>Nobody said yet who can see it</source>
        <translation>Noch hat niemand gesagt, wer sie sehen kann</translation>
    </message>
    <message>
        <source>Enter says who can see a source</source>
        <translation>Die Eingabetaste sagt, wer eine Quelle sehen kann</translation>
    </message>
    <message>
        <source>Who can see it</source>
        <translation>Wer sie sehen kann</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
</context>
<context>
    <name>rekey::ui::StepView</name>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>State of the step</source>
        <translation>Zustand des Schritts</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Note, without values</source>
        <translation>Notiz, ohne Werte</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>Nachweis</translation>
    </message>
    <message>
        <source>Proof: %1</source>
        <translation>Nachweis: %1</translation>
    </message>
    <message>
        <source>and %L1 more files, see Places</source>
        <translation>und %L1 weitere Dateien, siehe Fundorte</translation>
    </message>
    <message>
        <source>Show patches of these files…</source>
        <translation>Patches dieser Dateien zeigen…</translation>
    </message>
</context>
<context>
    <name>rekey::ui::TestCallSheet</name>
    <message>
        <source>Try seals out</source>
        <translation>Siegel probieren</translation>
    </message>
    <message>
        <source>Seals that would be tried</source>
        <translation>Siegel, die probiert würden</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>Siegel</translation>
    </message>
    <message>
        <source>Consumer</source>
        <translation>Verbraucher</translation>
    </message>
    <message>
        <source>Bearer</source>
        <translation>Bearer</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Read from &amp;files…</source>
        <translation>Aus &amp;Dateien lesen…</translation>
    </message>
    <message>
        <source>From the folder that the consumers&apos; files were saved in</source>
        <translation>Aus dem Ordner, in den die Dateien der Verbraucher gesichert wurden</translation>
    </message>
    <message>
        <source>&amp;Another request</source>
        <translation>&amp;Andere Anfrage</translation>
    </message>
    <message>
        <source>In place of the harmless one that the provider is known for</source>
        <translation>Anstelle der harmlosen, die von diesem Anbieter bekannt ist</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>the seal&apos;s own host</source>
        <translation>der Host des Siegels</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>A POST may change something at the API.</source>
        <translation>Ein POST kann an der API etwas ändern.</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>Takt</translation>
    </message>
    <message>
        <source>One at a time, at most two a second. No redirect is followed.</source>
        <translation>Eine nach der anderen, höchstens zwei je Sekunde. Keiner Umleitung wird gefolgt.</translation>
    </message>
    <message>
        <source>for t&amp;hese</source>
        <translation>&amp;für diese</translation>
    </message>
    <message>
        <source>for an h&amp;our</source>
        <translation>für eine &amp;Stunde</translation>
    </message>
    <message>
        <source>in this store, until ta&amp;ken back</source>
        <translation>in diesem Speicher, bis es zurückgenommen &amp;wird</translation>
    </message>
    <message>
        <source>The yes holds</source>
        <translation>Das Ja gilt</translation>
    </message>
    <message>
        <source>Stay o&amp;ffline</source>
        <translation>&amp;Offline bleiben</translation>
    </message>
    <message>
        <source>Bearer of %1</source>
        <translation>Bearer von %1</translation>
    </message>
    <message>
        <source>at hand; type to use another</source>
        <translation>liegt vor; tippen Sie einen anderen ein</translation>
    </message>
    <message>
        <source>type or paste it, or read it from files</source>
        <translation>eintippen, einfügen oder aus Dateien lesen</translation>
    </message>
    <message numerus="yes">
        <source>Bearers found in %1: %n.</source>
        <translation>
            <numerusform>Bearer in %1 gefunden: %n.</numerusform>
            <numerusform>Bearer in %1 gefunden: %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>The profile of this seal is gone.</source>
        <translation>Das Profil dieses Siegels gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>nicht nötig</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>at hand</source>
        <translation>liegt vor</translation>
    </message>
    <message>
        <source>Nobody is asked yet.</source>
        <translation>Noch wird niemand gefragt.</translation>
    </message>
    <message>
        <source>%1 (%2) gets sealed tokens and bearers, over plain http, for it speaks nothing else.</source>
        <translation>%1 (%2) erhält versiegelte Token und Bearer, über unverschlüsseltes http, denn anderes spricht er nicht.</translation>
    </message>
    <message>
        <source>%1 gets the request with the value, from the proxy.</source>
        <translation>%1 erhält die Anfrage mit dem Wert, vom Proxy.</translation>
    </message>
    <message>
        <source>What is missing to try these seals</source>
        <translation>Was fehlt, um diese Siegel zu probieren</translation>
    </message>
    <message numerus="yes">
        <source>Try %n seals out?</source>
        <translation>
            <numerusform>%n Siegel probieren?</numerusform>
            <numerusform>%n Siegel probieren?</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Send nothing</source>
        <translation>&amp;Nichts senden</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Send %n requests</source>
        <translation>
            <numerusform>%n Anfrage &amp;senden</numerusform>
            <numerusform>%n Anfragen &amp;senden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rekey::ui::TimelineModel</name>
    <message>
        <source>Rekey</source>
        <translation>Rekey</translation>
    </message>
    <message>
        <source>%1, %2, by %3</source>
        <translation>%1, %2, von %3</translation>
    </message>
    <message>
        <source>%1: %2, %3, by %4</source>
        <translation>%1: %2, %3, von %4</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Einzelheiten</translation>
    </message>
</context>
<context>
    <name>rekey::ui::TimelinePage</name>
    <message>
        <source>Search the timeline</source>
        <translation>Verlauf durchsuchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export the timeline</source>
        <translation>Verlauf exportieren</translation>
    </message>
    <message>
        <source>JSON Lines…</source>
        <translation>JSON Lines…</translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation>CSV…</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Nothing happened yet.</source>
        <translation>Noch ist nichts geschehen.</translation>
    </message>
    <message>
        <source>1 event</source>
        <translation>1 Ereignis</translation>
    </message>
    <message>
        <source>%L1 events</source>
        <translation>%L1 Ereignisse</translation>
    </message>
    <message>
        <source>%L1 of %L2 events</source>
        <translation>%L1 von %L2 Ereignissen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show the uses in the broker&apos;s log</source>
        <translation>Die Benutzungen im Protokoll des Vermittlers zeigen</translation>
    </message>
</context>
<context>
    <name>rekey::ui::TokensModel</name>
    <message>
        <source>%1 (left)</source>
        <translation>%1 (ausgeschieden)</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Kennzeichen</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Richtlinie</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Creator</source>
        <translation>Erstellt von</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>Scopes</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
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
    <message>
        <source>In HEAD of %L1 of %L2 repositories.</source>
        <translation>In HEAD von %L1 von %L2 Repositorys.</translation>
    </message>
</context>
</TS>
