#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the speaker embedding of each sound file as the Resemblyzer package computes it: file name, then 256 numbers.

Needs the packages of scripts/requirements-eval.txt. librivox_embeddings.txt was made with it from the recordings of
Debian's pocketsphinx-testdata:

    embed_reference.py /usr/share/pocketsphinx/test/data/librivox/*.wav > librivox_embeddings.txt
"""
import pathlib
import sys
import warnings

warnings.filterwarnings("ignore")
import torch

torch.set_num_threads(1)
from resemblyzer import VoiceEncoder, preprocess_wav

encoder = VoiceEncoder("cpu", verbose=False)
for path in sys.argv[1:]:
    embedding = encoder.embed_utterance(preprocess_wav(pathlib.Path(path)))
    print(pathlib.Path(path).name, *(f"{value:.7g}" for value in embedding))
