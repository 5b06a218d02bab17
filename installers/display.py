# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ends with 0 when a window could be shown here, with 1 when not.

It opens the display by the libraries that Qt uses, so that a stale DISPLAY, a dead socket and a
refused cookie all count as no display.
"""

import ctypes
import os
import signal
import sys


def wayland_opens() -> bool:
    if not os.environ.get("WAYLAND_DISPLAY"):
        return False
    try:
        library = ctypes.CDLL("libwayland-client.so.0")
    except OSError:
        return False
    library.wl_display_connect.restype = ctypes.c_void_p
    return bool(library.wl_display_connect(None))


def x11_opens() -> bool:
    if not os.environ.get("DISPLAY"):
        return False
    try:
        library = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    library.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(library.xcb_connect(None, None))
    return library.xcb_connection_has_error(connection) == 0


# A display at the other end of a dead line is no display either; the alarm's death is a failure.
signal.alarm(10)
sys.exit(0 if wayland_opens() or x11_opens() else 1)
