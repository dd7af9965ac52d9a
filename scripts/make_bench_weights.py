#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes GPT-SoVITS v2 files of official format and size with random weights: DIR/s1.ckpt and DIR/s2_v2.pth.

How fast a network runs does not depend on what it has learnt, only on its shapes and on numbers that stay ordinary: every
scale is chosen so that the variance neither grows nor dies on its way. What they speak is noise. Needs torch.

usage: make_bench_weights.py DIR [--seed N]
"""
import argparse
import math
import pathlib
from collections import OrderedDict

import torch

WIDTH, LAYERS, HEADS = 512, 24, 16
PHONES, TOKENS, BERT = 732, 1025, 1024
LATENT, INNER, MIX, STYLE, CONTENT = 192, 768, 512, 512, 768
STYLE_BINS, STYLE_WIDTH = 704, 128
RATES, UP_KERNELS = (10, 8, 2, 2, 2), (16, 16, 8, 2, 2)
BLOCK_KERNELS, DILATIONS = (3, 7, 11), (1, 3, 5)
FIRST_CHANNELS = 512


class Weights:
    """Named random tensors."""

    def __init__(self, seed):
        self.random = torch.Generator().manual_seed(seed)
        self.tensors = OrderedDict()

    def normal(self, name, shape, deviation=1.0, mean=0.0):
        self.tensors[name] = torch.randn(shape, generator=self.random) * deviation + mean

    def bias(self, name, count):
        self.normal(name, (count,), 0.05)

    def linear(self, name, out, into, kernel=None, gain=1.0):
        """Linear without a kernel, else a convolution; unit variance in gives gain squared out."""
        shape = (out, into) if kernel is None else (out, into, kernel)
        self.normal(f"{name}.weight", shape, gain / math.sqrt(into * (kernel or 1)))
        self.bias(f"{name}.bias", out)

    def norm(self, name, count, gain="weight", shift="bias"):
        self.normal(f"{name}.{gain}", (count,), 0.1, 1.0)
        self.normal(f"{name}.{shift}", (count,), 0.05)

    def weight_norm(self, name, shape, length, biases):
        """A direction (weight_v) and its length (weight_g) along the first dimension."""
        self.bias(f"{name}.bias", biases)
        self.normal(f"{name}.weight_g", (shape[0], 1, 1), 0.05 * length, length)
        self.normal(f"{name}.weight_v", shape)


def text_to_semantic(seed):
    weights = Weights(seed)
    weights.linear("model.bert_proj", WIDTH, BERT)
    for stream, rows in (("text", PHONES), ("audio", TOKENS)):
        weights.normal(f"model.ar_{stream}_embedding.word_embeddings.weight", (rows, WIDTH))
        weights.normal(f"model.ar_{stream}_position.alpha", (1,), 0.1, 1.0)
    for layer in range(LAYERS):
        name = f"model.h.layers.{layer}"
        weights.normal(f"{name}.self_attn.in_proj_weight", (3 * WIDTH, WIDTH), 1 / math.sqrt(WIDTH))
        weights.bias(f"{name}.self_attn.in_proj_bias", 3 * WIDTH)
        weights.linear(f"{name}.self_attn.out_proj", WIDTH, WIDTH)
        weights.linear(f"{name}.linear1", 4 * WIDTH, WIDTH)
        weights.linear(f"{name}.linear2", WIDTH, 4 * WIDTH)
        weights.norm(f"{name}.norm1", WIDTH)
        weights.norm(f"{name}.norm2", WIDTH)
    # Logits deviate by 3: a distribution neither flat nor decided.
    weights.normal("model.ar_predict_layer.weight", (TOKENS, WIDTH), 3 / math.sqrt(WIDTH))
    return weights.tensors


def encoder(weights, name, layers):
    head = LATENT // 2
    for i in range(layers):
        for part in "qkvo":
            weights.linear(f"{name}.attn_layers.{i}.conv_{part}", LATENT, LATENT, 1)
        for part in "kv":
            weights.normal(f"{name}.attn_layers.{i}.emb_rel_{part}", (1, 9, head), head**-0.5)
        weights.linear(f"{name}.ffn_layers.{i}.conv_1", INNER, LATENT, 3)
        weights.linear(f"{name}.ffn_layers.{i}.conv_2", LATENT, INNER, 3)
        weights.norm(f"{name}.norm_layers_1.{i}", LATENT, "gamma", "beta")
        weights.norm(f"{name}.norm_layers_2.{i}", LATENT, "gamma", "beta")


def prior_encoder(weights):
    weights.linear("enc_p.ssl_proj", LATENT, CONTENT, 1)
    encoder(weights, "enc_p.encoder_ssl", 3)
    encoder(weights, "enc_p.encoder_text", 6)
    weights.normal("enc_p.text_embedding.weight", (PHONES, LATENT))
    weights.linear("enc_p.mrte.c_pre", MIX, LATENT, 1)
    weights.linear("enc_p.mrte.text_pre", MIX, LATENT, 1)
    weights.linear("enc_p.mrte.c_post", LATENT, MIX, 1)
    for part in "qkvo":
        weights.linear(f"enc_p.mrte.cross_attention.conv_{part}", MIX, MIX, 1)
    encoder(weights, "enc_p.encoder2", 3)
    weights.linear("enc_p.proj", 2 * LATENT, LATENT, 1, gain=0.5)


def style_encoder(weights):
    weights.linear("ref_enc.spectral.0.fc", STYLE_WIDTH, STYLE_BINS)
    weights.linear("ref_enc.spectral.3.fc", STYLE_WIDTH, STYLE_WIDTH)
    for i in range(2):
        weights.linear(f"ref_enc.temporal.{i}.conv1.conv", 2 * STYLE_WIDTH, STYLE_WIDTH, 5)
    for part in ("w_qs", "w_ks", "w_vs", "fc"):
        weights.linear(f"ref_enc.slf_attn.{part}", STYLE_WIDTH, STYLE_WIDTH)
    weights.linear("ref_enc.fc.fc", STYLE, STYLE_WIDTH)


def flow(weights):
    depth = 4
    for i in range(0, 8, 2):
        name = f"flow.flows.{i}"
        weights.linear(f"{name}.pre", LATENT, LATENT // 2, 1)
        weights.weight_norm(f"{name}.enc.cond_layer", (2 * LATENT * depth, STYLE, 1), 0.5, 2 * LATENT * depth)
        for layer in range(depth):
            weights.weight_norm(f"{name}.enc.in_layers.{layer}", (2 * LATENT, LATENT, 5), 1.0, 2 * LATENT)
            out = LATENT if layer + 1 == depth else 2 * LATENT
            weights.weight_norm(f"{name}.enc.res_skip_layers.{layer}", (out, LATENT, 1), 1.0, out)
        weights.linear(f"{name}.post", LATENT // 2, LATENT, 1, gain=0.5)


def generator(weights):
    channels = FIRST_CHANNELS
    weights.linear("dec.conv_pre", channels, LATENT, 7)
    weights.linear("dec.cond", channels, STYLE, 1, gain=0.5)
    block = 0
    for stage, (rate, kernel) in enumerate(zip(RATES, UP_KERNELS)):
        # An output sample gathers kernel / rate taps of each channel; a leaky rectifier before it halves the variance.
        weights.weight_norm(f"dec.ups.{stage}", (channels, channels // 2, kernel), math.sqrt(rate), channels // 2)
        channels //= 2
        for size in BLOCK_KERNELS:
            for i in range(len(DILATIONS)):
                weights.weight_norm(f"dec.resblocks.{block}.convs1.{i}", (channels, channels, size), 1.0, channels)
                weights.weight_norm(f"dec.resblocks.{block}.convs2.{i}", (channels, channels, size), 0.5, channels)
            block += 1
    weights.normal("dec.conv_post.weight", (1, channels, 7), 0.3 / math.sqrt(channels * 7))


def sovits(seed):
    weights = Weights(seed)
    prior_encoder(weights)
    generator(weights)
    flow(weights)
    style_encoder(weights)
    weights.linear("ssl_proj", CONTENT, CONTENT, 2)
    book = "quantizer.vq.layers.0._codebook"
    weights.normal(f"{book}.embed", (TOKENS - 1, CONTENT))
    weights.tensors[f"{book}.embed_avg"] = weights.tensors[f"{book}.embed"].clone()
    weights.tensors[f"{book}.cluster_size"] = torch.ones(TOKENS - 1)
    weights.tensors[f"{book}.inited"] = torch.ones(1)
    return weights.tensors


GPT_CONFIG = {
    "data": {"max_sec": 54},
    "inference": {"top_k": 15},
    "model": {"vocab_size": TOKENS, "phoneme_vocab_size": PHONES, "embedding_dim": WIDTH, "hidden_dim": WIDTH,
              "head": HEADS, "linear_units": 2048, "n_layer": LAYERS, "dropout": 0, "EOS": TOKENS - 1},
}
SOVITS_CONFIG = {
    "train": {"segment_size": 20480},
    "data": {"filter_length": 2048, "hop_length": 640, "win_length": 2048, "sampling_rate": 32000, "n_speakers": 300},
    "model": {"inter_channels": LATENT, "hidden_channels": LATENT, "filter_channels": INNER, "n_heads": 2, "n_layers": 6,
              "kernel_size": 3, "p_dropout": 0.1, "resblock": "1", "resblock_kernel_sizes": list(BLOCK_KERNELS),
              "resblock_dilation_sizes": [list(DILATIONS)] * 3, "upsample_rates": list(RATES),
              "upsample_initial_channel": FIRST_CHANNELS, "upsample_kernel_sizes": list(UP_KERNELS), "n_layers_q": 3,
              "use_spectral_norm": False, "gin_channels": STYLE, "semantic_frame_rate": "25hz",
              "freeze_quantizer": True, "version": "v2"},
}


def halved(tensors):
    return OrderedDict((name, tensor.half()) for name, tensor in tensors.items())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    torch.save({"weight": halved(text_to_semantic(options.seed)), "config": GPT_CONFIG, "info": "GPT-e1"},
               options.folder / "s1.ckpt")
    torch.save({"weight": halved(sovits(options.seed + 1)), "config": SOVITS_CONFIG, "info": "1epoch_1iteration"},
               options.folder / "s2_v2.pth")


if __name__ == "__main__":
    main()
