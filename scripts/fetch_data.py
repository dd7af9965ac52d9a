#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fetches the sources and weights named in requirements-data.txt and lays them out below --deps.

world/, webrtcvad/, openjtalk/
                     C and C++ sources from the pyworld, webrtcvad and pyopenjtalk source packages, with their licences
models/              silero_vad_16k.safetensors as the silero-vad wheel has it, ge2e.safetensors converted from Resemblyzer
frontend/            dictionaries of the text front end, one file a language, made by scripts/frontend_data

What is there already is left alone. Each folder is laid out beside its place and renamed, so it is whole or absent.
"""
import argparse
import ctypes
import hashlib
import importlib
import io
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tarfile
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
REQUIREMENTS = HERE / "requirements-data.txt"
FRONT_END = ("en", "ko", "yue", "zh")  # scripts/frontend_data/<language>.py
# Whatever decides what is made: a change of it makes everything anew.
INPUTS = [REQUIREMENTS, pathlib.Path(__file__).resolve(), *sorted((HERE / "frontend_data").glob("*.py")),
          *sorted((HERE / "no_build").glob("*/*.py")), *sorted((HERE.parent / "resources" / "frontend").glob("*"))]


def give_up(sentence):
    sys.exit(f"setup: {sentence}")


def download(into: pathlib.Path, log: pathlib.Path):
    """All packages of the list, checked against their sha256 by pip. Nothing of them is run: see no_build/setuptools."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
               "--use-pep517", "--no-build-isolation", "--require-hashes", "--dest", str(into), "-r", str(REQUIREMENTS)]
    environment = {**os.environ, "PYTHONPATH": str(HERE / "no_build")}
    with log.open("w", encoding="utf-8") as stream:
        status = subprocess.run(command, stdout=stream, stderr=subprocess.STDOUT, env=environment, check=False).returncode
    if status != 0:
        text = log.read_text(encoding="utf-8", errors="replace")
        if "DO NOT MATCH" in text or "HASHES" in text:
            give_up(f"a downloaded package is not the one that was pinned (see {log}); nothing of it was used. Try again, "
                    "and if it stays so, report it.")
        if "No space left" in text:
            give_up("the disk is full; free some space and run this again.")
        give_up(f"the packages of {REQUIREMENTS.name} cannot be downloaded (the reason is in {log}); check the network "
                "connection and run this again.")


def package(folder: pathlib.Path, pattern: str) -> pathlib.Path:
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        give_up(f"the download has no file {pattern}; run this again.")
    return found[0]


def members(archive: pathlib.Path):
    """(path inside the archive, bytes) of every regular file."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            for name in wheel.namelist():
                if not name.endswith("/"):
                    yield name, wheel.read(name)
    else:
        with tarfile.open(archive) as source:
            for member in source:
                if member.isfile():
                    yield member.name, source.extractfile(member).read()


def unpack(archive: pathlib.Path, below: str, into: pathlib.Path):
    """Files under `below` (a folder inside the package) and the package's licence files."""
    marker = f"/{below}/"
    for name, data in members(archive):
        base = name.rsplit("/", 1)[-1]
        if marker in f"/{name}":
            target = into / f"/{name}".split(marker, 1)[1]
        elif base.upper().startswith(("LICENSE", "COPYING")):
            target = into / f"{name.count('/')}-{base}"
        else:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def write_safetensors(path: pathlib.Path, tensors):
    """F32 only. Layout: header length (u64, little endian), JSON header, data."""
    header, blocks, offset = {}, [], 0
    for name in sorted(tensors):
        tensor = tensors[name].detach().float().contiguous()
        data = ctypes.string_at(tensor.data_ptr(), tensor.numel() * 4)
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [offset, offset + len(data)]}
        offset += len(data)
        blocks.append(data)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(blocks))


def convert_speaker_encoder(wheel: pathlib.Path, target: pathlib.Path):
    """The encoder's LSTM and linear layer; the two scalars of its training loss are left out."""
    import warnings

    warnings.filterwarnings("ignore")
    import torch

    with zipfile.ZipFile(wheel) as archive:
        checkpoint = torch.load(io.BytesIO(archive.read("resemblyzer/pretrained.pt")), map_location="cpu",
                                weights_only=True)
    state = checkpoint["model_state"]
    tensors = {name: value for name, value in state.items() if name.startswith(("lstm.", "linear."))}
    if len(tensors) != 14:
        give_up(f"the speaker encoder in {wheel.name} has {len(tensors)} tensors where 14 are expected.")
    write_safetensors(target, tensors)


def lay_out(folder: pathlib.Path, fill):
    """Calls fill(new folder) and puts the result in place of `folder`."""
    scratch = pathlib.Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        fill(scratch)
        scratch.chmod(0o755)
        if folder.exists():
            shutil.rmtree(folder)
        scratch.rename(folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def make_front_end(downloads: pathlib.Path, folder: pathlib.Path):
    sys.path.insert(0, str(HERE / "frontend_data"))
    for language in FRONT_END:
        try:
            importlib.import_module(language).build(downloads, folder / f"{language}.tfd")
        except (ValueError, KeyError, IndexError) as error:
            give_up(f"the dictionary of the language {language} cannot be made: {error}. Report this.")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--deps", type=pathlib.Path, default=pathlib.Path("build/deps"))
    parser.add_argument("--models", type=pathlib.Path, default=pathlib.Path("build/deps/models"))
    options = parser.parse_args()
    stamp = options.deps / ".fetched"
    wanted = hashlib.sha256(b"".join(path.read_bytes() for path in INPUTS)).hexdigest()
    parts = [options.deps / "world", options.deps / "webrtcvad", options.models, options.deps / "frontend",
             options.deps / "openjtalk"]
    if stamp.exists() and stamp.read_text() == wanted and all(part.is_dir() for part in parts):
        print("setup: sources and data are there")
        return
    options.deps.mkdir(parents=True, exist_ok=True)
    options.models.parent.mkdir(parents=True, exist_ok=True)

    with tempfile.TemporaryDirectory(dir=options.deps) as scratch:
        downloads = pathlib.Path(scratch)
        download(downloads, options.deps / "download.log")
        silero = package(downloads, "silero_vad-*.whl")
        resemblyzer = package(downloads, "[Rr]esemblyzer-*.whl")

        def fill_models(folder):
            for name, data in members(silero):
                if name == "silero_vad/data/silero_vad_16k.safetensors":
                    (folder / "silero_vad_16k.safetensors").write_bytes(data)
            convert_speaker_encoder(resemblyzer, folder / "ge2e.safetensors")

        lay_out(parts[0], lambda folder: unpack(package(downloads, "pyworld-*.tar.gz"), "lib/World/src", folder))
        lay_out(parts[1], lambda folder: unpack(package(downloads, "webrtcvad-*.tar.gz"), "cbits", folder))
        lay_out(parts[2], fill_models)
        lay_out(parts[3], lambda folder: make_front_end(downloads, folder))
        lay_out(parts[4], lambda folder: unpack(package(downloads, "pyopenjtalk-*.tar.gz"), "lib/open_jtalk/src", folder))
    stamp.write_text(wanted)
    print("setup: laid out world, webrtcvad, openjtalk, models and frontend below", options.deps)


if __name__ == "__main__":
    try:
        main()
    except OSError as error:
        give_up(f"{error.strerror or error} ({error.filename}); free disk space or make the folder writable, then run this again.")
