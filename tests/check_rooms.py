#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The room check: who may include whom. Prints every broken rule and exits 1 if there is one.

Rooms are the folders of core/ plus app, ui and parity. --self-test proves that a broken rule is seen.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

# Room -> rooms it may include besides itself.
MAY_INCLUDE = {
    "core/base": set(),
    "core/audio": {"core/base"},
    "core/text": {"core/base"},
    "core/frontend": {"core/base", "core/text"},
    "core/voice": {"core/base", "core/audio"},
    "core/export": {"core/base", "core/audio"},
    "core/import": {"core/base", "core/text", "core/export"},
    "core/nets": {"core/base", "core/audio"},
    "core/nets/torch": {"core/base", "core/nets"},
    "core/models": {"core/base", "core/nets"},
    "core/engine": {"core/base", "core/audio", "core/text"},
    "core/engine/engines": {"core/base", "core/audio", "core/text", "core/frontend", "core/engine", "core/models", "core/nets"},
    "core/project": {"core/base", "core/audio", "core/text"},
    "core/dub": {"core/base", "core/audio", "core/export"},
    "core/studio": {"core/base", "core/audio", "core/text", "core/frontend", "core/voice", "core/engine", "core/export", "core/import", "core/project", "core/dub"},
    "core/listen": {"core/base", "core/audio", "core/text", "core/frontend", "core/studio"},
    "ui": {"core/base", "core/audio", "core/text", "core/voice", "core/engine", "core/export", "core/import", "core/project", "core/dub", "core/studio"},
    "parity": {"core/base", "core/nets", "core/nets/torch", "core/text"},
    "app": {"core/base", "core/audio", "core/text", "core/frontend", "core/voice", "core/models", "core/engine", "core/export", "core/import", "core/project", "core/dub",
            "core/studio", "core/listen", "ui"},
}
# Where the parts are wired together: the one place outside the engines that may name a network.
EXTRA = {"app/compose.h": {"core/nets"}, "app/compose.cpp": {"core/nets"}}
WITH_TORCH = {"core/nets/torch", "parity"}
WITH_QT = {"app", "ui"}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
TORCH = re.compile(r"^(torch|ATen|c10)/")
QT = re.compile(r"^(Q[A-Z]\w*|Qt\w+/.*)$")


def room_of(path: str):
    """The longest known room that holds this path."""
    matches = [room for room in MAY_INCLUDE if path == room or path.startswith(room + "/")]
    return max(matches, key=len, default=None)


def faults_in(path: str, text: str):
    room = room_of(path)
    if room is None:
        return [f"{path}: not in a known room; add its room to tests/check_rooms.py"]
    allowed = MAY_INCLUDE[room] | {room} | EXTRA.get(path, set())
    faults = []
    for bracket, name in INCLUDE.findall(text):
        if ".." in name.split("/"):
            faults.append(f"{path}: include {name} from the project's folder, not by ..")
            continue
        target = room_of(name)
        if target is not None and target not in allowed:
            faults.append(f"{path}: {room} may not include {name}")
        if bracket == '"' and target is None and not name.startswith("tests/"):
            faults.append(f"{path}: include {name} with its path from the project's folder, or in <> where it is not ours")
        if TORCH.match(name) and room not in WITH_TORCH:
            faults.append(f"{path}: torch belongs to {' and '.join(sorted(WITH_TORCH))}, found <{name}>")
        if bracket == "<" and QT.match(name) and room not in WITH_QT:
            faults.append(f"{path}: {room} has no Qt, found <{name}>")
    return faults


def self_test():
    broken = {
        "core/audio/x.cpp": '#include "core/engine/engine.h"\n',
        "core/text/x.cpp": "#include <QString>\n",
        "core/studio/x.cpp": '#include <torch/torch.h>\n',
        "core/nets/x.cpp": '#include <ATen/Functions.h>\n',
        "core/nets/y.cpp": '#include "core/nets/torch/encoder.h"\n',
        "ui/x.cpp": '#include "core/nets/guide_net.h"\n',
        "ui/y.cpp": '#include <core/nets/guide_net.h>\n',
        "core/engine/y.cpp": '#include "../nets/guide_net.h"\n',
        "core/nets/z.cpp": '#include "guide_net.h"\n',
        "core/engine/x.cpp": '#include "core/nets/guide_net.h"\n',
        "core/nets/v.cpp": '#include "parity/array.h"\n',
        "core/import/x.cpp": '#include "core/voice/voice.h"\n',
        "core/models/x.cpp": '#include "core/voice/voice.h"\n',
        "core/models/y.cpp": '#include "core/nets/torch/encoder.h"\n',
        "core/studio/y.cpp": '#include "core/models/model_scan.h"\n',
        "parity/x.cpp": '#include "core/audio/mix.h"\n',
        "parity/y.cpp": "#include <QString>\n",
    }
    for path, text in broken.items():
        if not faults_in(path, text):
            sys.exit(f"room check: the self-test case {path} was not seen")
    if faults_in("core/engine/engines/instant.cpp", '#include "core/nets/guide_net.h"\n#include <vector>\n'):
        sys.exit("room check: an allowed include was refused")


def main():
    self_test()
    files = [p for room in ("core", "app", "ui", "parity") for p in sorted((ROOT / room).rglob("*")) if p.suffix in (".h", ".cpp")]
    faults = [fault for p in files for fault in faults_in(p.relative_to(ROOT).as_posix(), p.read_text(encoding="utf-8"))]
    print("\n".join(faults) if faults else f"room check: {len(files)} files, no rule broken")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
