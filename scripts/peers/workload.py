# SPDX-License-Identifier: GPL-3.0-or-later
"""What every peer speaks: the same phones, the same prompt, the same number of tokens. parity/peer_worker.cpp has the
same numbers."""

PROMPT_PHONES = 40
TARGET_PHONES = 60
PROMPT_TOKENS = 100  # 4 s of reference
NEW_TOKENS = 125     # 5 s of speech: the end token is left out, and after so many the sentence ends
TOKENS_A_SECOND = 25
SAMPLE_RATE_HZ = 32000
SAMPLES = NEW_TOKENS * SAMPLE_RATE_HZ // TOKENS_A_SECOND
HOP = 640
PHONE_IDS = 700
TOKEN_IDS = 1000
END_TOKEN = 1024


def pattern(count, factor, offset, modulus):
    return [(i * factor + offset) % modulus for i in range(count)]


def prompt_phones():
    return pattern(PROMPT_PHONES, 11, 3, PHONE_IDS)


def target_phones(sentence):
    return pattern(TARGET_PHONES, 13, 7 * sentence, PHONE_IDS)


def prompt_tokens():
    return pattern(PROMPT_TOKENS, 37, 5, TOKEN_IDS)
