#!/usr/bin/env python3
"""timbre-studio where there is no display: help is shown, and the window says why it cannot open."""
import os
import subprocess
import sys


def run(*words):
    environment = {name: value for name, value in os.environ.items()
                   if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    return subprocess.run([sys.argv[1], *words], env=environment, capture_output=True, text=True, timeout=120, check=False)


failures = []
for option in ("--help", "-h", "--version"):
    told = run(option)
    wanted = "0." if option == "--version" else "--data-dir"
    if told.returncode != 0 or wanted not in told.stdout:
        failures.append(f"{option}: ended with {told.returncode}: {told.stdout}{told.stderr}")
window = run()
if window.returncode != 9 or "no display" not in window.stderr or "Start it in a graphical session" not in window.stderr:
    failures.append(f"no option: ended with {window.returncode}: {window.stdout}{window.stderr}")
for failure in failures:
    print(failure)
print(f"{4 - len(failures)} of 4 held")
sys.exit(1 if failures else 0)
