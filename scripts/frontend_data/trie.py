# SPDX-License-Identifier: GPL-3.0-or-later
"""Tries of words in a data file (core/frontend/trie.h reads them)."""
from container import pack

BASIC_PLANE = 0x10000


def sections(name: str, values: dict) -> dict:
    """word -> number above 0, or 0 for a mere beginning. Level by level: edge e leads to node e + 1."""
    level = [("", sorted(word for word in values if word))]
    root, edges, labels, numbers = [0] * BASIC_PLANE, [], [], [0]
    while level:
        following = []
        for prefix, words in level:
            edges.append(len(labels))
            depth, at = len(prefix), 0
            while at < len(words):
                letter, end = words[at][depth], at
                while end < len(words) and words[end][depth] == letter:
                    end += 1
                if ord(letter) >= BASIC_PLANE:
                    raise ValueError(f"{words[at]!r} has a character outside of the basic plane")
                labels.append(ord(letter))
                numbers.append(values.get(words[at][:depth + 1], 0))
                if not prefix:
                    root[ord(letter)] = len(labels)
                following.append((words[at][:depth + 1], [word for word in words[at:end] if len(word) > depth + 1]))
                at = end
        level = following
    edges.append(len(labels))
    return {f"{name}.root": pack("I", root), f"{name}.edges": pack("I", edges), f"{name}.labels": pack("H", labels),
            f"{name}.values": pack("I", numbers)}
