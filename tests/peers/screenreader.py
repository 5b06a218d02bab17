#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Listens on the accessibility bus (AT-SPI 2) as a screen reader does.

One JSON line for each thing that a reader would speak: {"focus": NAME, "role": ROLE, "level": N,
"expandable": BOOL} for what gets the keyboard, {"said": TEXT} for what a program announces. A line
"unnamed PROGRAM" on standard input is answered by {"unnamed": [ROLE AND PATH ...], "named": COUNT}
over all of the program's controls in sight. Ends with standard input, and with 77 where a package
is missing.
"""

import json
import sys
import threading

try:
    import gi

    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi, Gio, GLib
except (ImportError, ValueError) as missing:
    print(missing, file=sys.stderr)
    sys.exit(77)


def tell(**line):
    print(json.dumps(line), flush=True)


def level_of(item):
    """1 at the top of a tree: of the relation to the item above, or of the item's own attribute."""
    told = (item.get_attributes() or {}).get("level")
    if told:
        return int(told)
    level = 1
    while item:
        above = [
            relation.get_target(0)
            for relation in item.get_relation_set()
            if relation.get_relation_type() == Atspi.RelationType.NODE_CHILD_OF
        ]
        item = above[0] if above else None
        level += 1 if item else 0
    return level


def on_focus(event):
    if not event.detail1:
        return
    item = event.source
    try:
        states = item.get_state_set()
        tell(
            focus=item.get_name(),
            role=item.get_role_name(),
            level=level_of(item),
            expandable=states.contains(Atspi.StateType.EXPANDABLE),
            expanded=states.contains(Atspi.StateType.EXPANDED),
        )
    except GLib.Error as gone:  # the control went away meanwhile
        tell(gone=str(gone))


def on_announcement(event):
    tell(said=str(event.any_data))


def walk(item, path, unnamed):
    """Names of controls that can take the keyboard, in sight; returns how many have one."""
    states = item.get_state_set()
    if not states.contains(Atspi.StateType.SHOWING):
        return 0
    named = 0
    path = path + [item.get_role_name()]
    if states.contains(Atspi.StateType.FOCUSABLE):
        if item.get_name():
            named += 1
        else:
            unnamed.append(" > ".join(path))
    if states.contains(Atspi.StateType.MANAGES_DESCENDANTS):
        return named  # its rows are heard one by one
    for i in range(item.get_child_count()):
        child = item.get_child_at_index(i)
        if child:
            named += walk(child, path, unnamed)
    return named


def answer(program):
    desktop = Atspi.get_desktop(0)
    unnamed = []
    named = 0
    for i in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(i)
        if application and application.get_name() == program:
            for j in range(application.get_child_count()):
                named += walk(application.get_child_at_index(j), [], unnamed)
    tell(unnamed=unnamed, named=named)
    return False


def read_commands():
    for line in sys.stdin:
        words = line.split()
        if len(words) == 2 and words[0] == "unnamed":
            GLib.idle_add(answer, words[1])
    GLib.idle_add(Atspi.event_quit)


# A program feeds the bus only while somebody listens; readers say so.
status = Gio.DBusProxy.new_for_bus_sync(
    Gio.BusType.SESSION,
    Gio.DBusProxyFlags.NONE,
    None,
    "org.a11y.Bus",
    "/org/a11y/bus",
    "org.freedesktop.DBus.Properties",
    None,
)
for name in ("IsEnabled", "ScreenReaderEnabled"):
    value = GLib.Variant("(ssv)", ("org.a11y.Status", name, GLib.Variant("b", True)))
    status.call_sync("Set", value, Gio.DBusCallFlags.NONE, -1, None)
Atspi.init()
listeners = []
for kind, call in (
    ("object:state-changed:focused", on_focus),
    ("object:announcement", on_announcement),
):
    listeners.append(Atspi.EventListener.new(call))
    listeners[-1].register(kind)
tell(ready=True)
threading.Thread(target=read_commands, daemon=True).start()
Atspi.event_main()
