#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A peer of `make bench-peers`: GPT-SoVITS v2 in plain PyTorch, eager, float32, written from the networks' description.

It does what the Python product does: a key/value cache that is joined with cat at every step, scaled dot product
attention, sampling on tensors. Two things favour it: weight norm is folded when it is loaded, and masks that would be
all ones are left out. Several sentences share one batch of tokens; waveforms are made one after the other.

usage: eager.py S1.ckpt S2.pth [--threads N]
"""
import argparse
import math

import protocol
import torch
import torch.nn.functional as F
import workload

EPSILON = 1e-5


def positions(first, count, width):
    """Sine in the even columns, cosine in the odd ones."""
    rates = torch.exp(torch.arange(0, width, 2) * (-math.log(10000.0) / width))
    angles = torch.arange(first, first + count).unsqueeze(1) * rates
    return torch.stack((angles.sin(), angles.cos()), 2).view(count, width)


class TextToSemantic:
    def __init__(self, file):
        model = file["config"]["model"]
        self.heads, self.end = model["head"], model["EOS"]
        weights = {name.removeprefix("model."): tensor.float() for name, tensor in file["weight"].items()}
        self.bert = weights["bert_proj.weight"], weights["bert_proj.bias"]
        self.phone_table = weights["ar_text_embedding.word_embeddings.weight"]
        self.token_table = weights["ar_audio_embedding.word_embeddings.weight"]
        self.text_alpha = weights["ar_text_position.alpha"]
        self.token_alpha = weights["ar_audio_position.alpha"]
        self.predict = weights["ar_predict_layer.weight"]
        self.width = self.phone_table.shape[1]
        self.table = positions(0, 4000, self.width)
        self.layers = []
        for i in range(model["n_layer"]):
            layer = f"h.layers.{i}."
            self.layers.append([
                weights[layer + name]
                for name in ("self_attn.in_proj_weight", "self_attn.in_proj_bias", "self_attn.out_proj.weight",
                             "self_attn.out_proj.bias", "norm1.weight", "norm1.bias", "linear1.weight", "linear1.bias",
                             "linear2.weight", "linear2.bias", "norm2.weight", "norm2.bias")
            ])

    def split(self, x):
        return x.view(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

    def run(self, x, cache, mask=None):
        for i, (qkv, qkv_bias, out, out_bias, gain1, shift1, inner, inner_bias, outer, outer_bias, gain2,
                shift2) in enumerate(self.layers):
            query, key, value = F.linear(x, qkv, qkv_bias).chunk(3, dim=-1)
            if cache[i] is not None:
                key = torch.cat((cache[i][0], key), dim=1)
                value = torch.cat((cache[i][1], value), dim=1)
            cache[i] = key, value
            attended = F.scaled_dot_product_attention(self.split(query), self.split(key), self.split(value), mask)
            attended = attended.transpose(1, 2).reshape(x.shape)
            x = F.layer_norm(x + F.linear(attended, out, out_bias), (self.width,), gain1, shift1, EPSILON)
            fed = F.linear(F.relu(F.linear(x, inner, inner_bias)), outer, outer_bias)
            x = F.layer_norm(x + fed, (self.width,), gain2, shift2, EPSILON)
        return x

    def prefill(self, phones, bert, tokens, cache):
        """phones [B, X], bert [B, 1024, X], tokens [B, P] -> hidden state of the last position [B, width]."""
        text = F.embedding(phones, self.phone_table) + F.linear(bert.transpose(1, 2), *self.bert)
        text = text + self.text_alpha * self.table[:text.shape[1]]
        said = F.embedding(tokens, self.token_table) + self.token_alpha * self.table[:tokens.shape[1]]
        x, prompt = text.shape[1], said.shape[1]
        mask = torch.ones(x + prompt, x + prompt, dtype=torch.bool)
        mask[:x, x:] = False
        mask[x:, x:] = torch.ones(prompt, prompt, dtype=torch.bool).tril()
        return self.run(torch.cat((text, said), 1), cache, mask)[:, -1]

    def step(self, tokens, position, cache):
        """tokens [B, 1] at their position among the tokens."""
        x = F.embedding(tokens, self.token_table) + self.token_alpha * self.table[position]
        return self.run(x, cache)[:, -1]

    def logits(self, hidden):
        return F.linear(hidden, self.predict)

    @staticmethod
    def sample(logits, said, top_k=15, penalty=1.35):
        """logits [B, columns], said [B, n] -> [B, 1]."""
        scores = logits.gather(1, said)
        logits = logits.scatter(1, said, torch.where(scores < 0, scores * penalty, scores / penalty))
        least = logits.topk(top_k, dim=-1).values[:, -1:]
        shares = torch.softmax(logits.masked_fill(logits < least, -float("inf")), -1)
        return (shares / torch.empty_like(shares).exponential_(1)).argmax(-1, keepdim=True)


def length(vector):
    return vector.flatten(1).norm(dim=1).view(-1, 1, 1)


class Part:
    """Weights below a name, widened; a normalised weight is folded."""

    def __init__(self, weights, name=""):
        self.weights, self.name = weights, name

    def __getitem__(self, name):
        return Part(self.weights, f"{self.name}.{name}" if self.name else str(name))

    def has(self, leaf):
        return f"{self.name}.{leaf}" in self.weights

    def take(self, leaf):
        return self.weights[f"{self.name}.{leaf}"].float()

    def pair(self):
        if self.has("weight_v"):
            direction = self.take("weight_v")
            weight = self.take("weight_g") * direction / length(direction)
        else:
            weight = self.take("weight")
        return weight.contiguous(), self.take("bias") if self.has("bias") else None

    def count(self):
        prefix = self.name + "."
        return 1 + max(int(name[len(prefix):].split(".")[0]) for name in self.weights if name.startswith(prefix))


class Conv:
    """Keeps the length."""

    def __init__(self, part, dilation=1):
        self.weight, self.bias = part.pair()
        self.dilation, self.padding = dilation, dilation * (self.weight.shape[2] - 1) // 2

    def __call__(self, x):
        return F.conv1d(x, self.weight, self.bias, padding=self.padding, dilation=self.dilation)


class Linear:
    def __init__(self, part):
        self.weight, self.bias = part.pair()

    def __call__(self, x):
        return F.linear(x, self.weight, self.bias)


class Attention:
    """Over channels [B, C, T], with learned offsets within a window where the file has them."""

    def __init__(self, part, heads):
        self.heads = heads
        self.query, self.key, self.value, self.out = (Conv(part[f"conv_{name}"]) for name in "qkvo")
        self.key_offsets = part.take("emb_rel_k")[0] if part.has("emb_rel_k") else None
        self.value_offsets = part.take("emb_rel_v")[0] if part.has("emb_rel_v") else None

    def split(self, x):
        return x.view(x.shape[0], self.heads, -1, x.shape[2]).transpose(2, 3)

    @staticmethod
    def spread(table, count):
        """[2 w + 1, d] by offset -w .. w -> [2 count - 1, d] by offset -(count - 1) .. count - 1, zero outside."""
        window = table.shape[0] // 2
        if count - 1 >= window:
            return F.pad(table, (0, 0, count - 1 - window, count - 1 - window))
        return table[window - count + 1:window + count]

    @staticmethod
    def by_place(x):
        """[.., T, 2 T - 1] by offset -> [.., T, T] by place: row i loses its first T - 1 - i columns."""
        count = x.shape[-2]
        flat = F.pad(x, (0, 1)).flatten(-2)
        flat = F.pad(flat, (0, count - 1))
        return flat.view(*x.shape[:-2], count + 1, 2 * count - 1)[..., :count, count - 1:]

    @staticmethod
    def by_offset(x):
        """The way back."""
        count = x.shape[-1]
        flat = F.pad(x, (0, count - 1)).flatten(-2)
        flat = F.pad(flat, (count, 0))
        return flat.view(*x.shape[:-2], count, 2 * count)[..., 1:]

    def __call__(self, x, context):
        query, key, value = self.split(self.query(x)), self.split(self.key(context)), self.split(self.value(context))
        query = query / math.sqrt(query.shape[-1])
        scores = query @ key.transpose(-1, -2)
        count = x.shape[2]
        if self.key_offsets is not None:
            scores = scores + self.by_place(query @ self.spread(self.key_offsets, count).t())
        shares = scores.softmax(-1)
        out = shares @ value
        if self.value_offsets is not None:
            out = out + self.by_offset(shares) @ self.spread(self.value_offsets, count)
        return self.out(out.transpose(2, 3).reshape(x.shape[0], -1, count))


class Encoder:
    def __init__(self, part, heads):
        self.layers = []
        for i in range(part["attn_layers"].count()):
            norms = [(part[name][i].take("gamma"), part[name][i].take("beta")) for name in ("norm_layers_1", "norm_layers_2")]
            feed = part["ffn_layers"][i]
            self.layers.append((Attention(part["attn_layers"][i], heads), norms[0], Conv(feed["conv_1"]),
                                Conv(feed["conv_2"]), norms[1]))

    @staticmethod
    def norm(x, gain, shift):
        return F.layer_norm(x.transpose(1, 2), gain.shape, gain, shift, EPSILON).transpose(1, 2)

    def __call__(self, x):
        for attention, first, inner, outer, second in self.layers:
            x = self.norm(x + attention(x, x), *first)
            x = self.norm(x + outer(F.relu(inner(x))), *second)
        return x


class StyleEncoder:
    HEADS = 2

    def __init__(self, part):
        self.spectral = Linear(part["spectral"][0]["fc"]), Linear(part["spectral"][3]["fc"])
        self.temporal = [Conv(part["temporal"][i]["conv1"]["conv"]) for i in range(2)]
        attention = part["slf_attn"]
        self.query, self.key, self.value, self.mix = (Linear(attention[name]) for name in ("w_qs", "w_ks", "w_vs", "fc"))
        self.out = Linear(part["fc"]["fc"])
        self.bins = self.spectral[0].weight.shape[1]

    def __call__(self, spectrum):
        x = spectrum[:, :self.bins].transpose(1, 2)
        for linear in self.spectral:
            x = F.mish(linear(x))
        x = x.transpose(1, 2)
        for conv in self.temporal:
            x = x + F.glu(conv(x), 1)
        x = x.transpose(1, 2)
        query, key, value = (y.view(1, y.shape[1], self.HEADS, -1).transpose(1, 2)
                             for y in (self.query(x), self.key(x), self.value(x)))
        scores = query @ key.transpose(-1, -2) / math.sqrt(x.shape[2])  # the whole width, not a head's
        x = self.mix((scores.softmax(-1) @ value).transpose(1, 2).reshape(x.shape)) + x
        return self.out(x).mean(1).unsqueeze(-1)


class Coupling:
    def __init__(self, part):
        self.before, self.after = Conv(part["pre"]), Conv(part["post"])
        gates = part["enc"]
        self.style = Conv(gates["cond_layer"])
        self.gates = [Conv(gates["in_layers"][i]) for i in range(gates["in_layers"].count())]
        self.rests = [Conv(gates["res_skip_layers"][i]) for i in range(len(self.gates))]

    def __call__(self, z, style):
        first, second = z.flip(1).chunk(2, 1)
        x = self.before(first)
        width, total = x.shape[1], 0
        steering = self.style(style).chunk(len(self.gates), 1)
        for gate, rest, steer in zip(self.gates, self.rests, steering):
            sum_ = gate(x) + steer
            parts = rest(torch.tanh(sum_[:, :width]) * torch.sigmoid(sum_[:, width:]))
            if parts.shape[1] > width:
                x = x + parts[:, :width]
                parts = parts[:, width:]
            total = total + parts
        return torch.cat((first, second - self.after(total)), 1)


class Generator:
    DILATIONS = (1, 3, 5)
    LEAK, LAST_LEAK = 0.1, 0.01

    def __init__(self, part, rates):
        self.first, self.style, self.last = Conv(part["conv_pre"]), Conv(part["cond"]), Conv(part["conv_post"])
        self.stages = []
        for stage, rate in enumerate(rates):
            blocks = []
            for i in range(3):
                block = part["resblocks"][3 * stage + i]
                blocks.append([(Conv(block["convs1"][j], dilation), Conv(block["convs2"][j]))
                               for j, dilation in enumerate(self.DILATIONS)])
            self.stages.append((part["ups"][stage].pair(), rate, blocks))

    def __call__(self, z, style):
        x = self.first(z) + self.style(style)
        for (weight, bias), rate, blocks in self.stages:
            x = F.conv_transpose1d(F.leaky_relu(x, self.LEAK), weight, bias, stride=rate,
                                   padding=(weight.shape[2] - rate) // 2)
            total = 0
            for block in blocks:
                y = x
                for dilated, plain in block:
                    y = y + plain(F.leaky_relu(dilated(F.leaky_relu(y, self.LEAK)), self.LEAK))
                total = total + y
            x = total / len(blocks)
        return torch.tanh(self.last(F.leaky_relu(x, self.LAST_LEAK)))


class Sovits:
    MIX_HEADS = 4
    NOISE = 0.5

    def __init__(self, file):
        model = file["config"]["model"]
        root = Part(file["weight"])
        prior = root["enc_p"]
        heads = model["n_heads"]
        self.codebook = root["quantizer.vq.layers.0._codebook"].take("embed")
        self.phone_table = prior["text_embedding"].take("weight")
        self.content = Conv(prior["ssl_proj"])
        self.content_encoder = Encoder(prior["encoder_ssl"], heads)
        self.text_encoder = Encoder(prior["encoder_text"], heads)
        self.joint_encoder = Encoder(prior["encoder2"], heads)
        mix = prior["mrte"]
        self.mix_content, self.mix_text, self.mix_out = (Conv(mix[name]) for name in ("c_pre", "text_pre", "c_post"))
        self.cross = Attention(mix["cross_attention"], self.MIX_HEADS)
        self.proj = Conv(prior["proj"])
        self.style = StyleEncoder(root["ref_enc"])
        self.flow = [Coupling(root["flow.flows"][i]) for i in (6, 4, 2, 0)]
        self.generator = Generator(root["dec"], model["upsample_rates"])

    def decode(self, codes, phones, spectrum, noise=None):
        """codes [1, T], phones [1, L], spectrum [1, 1025, F] -> wave [1, 1, 1280 T]."""
        style = self.style(spectrum)
        content = F.embedding(codes, self.codebook).transpose(1, 2)
        content = F.interpolate(content, scale_factor=2, mode="nearest")
        content = self.content_encoder(self.content(content))
        words = self.text_encoder(F.embedding(phones, self.phone_table).transpose(1, 2))
        asked = self.mix_content(content)
        mixed = self.mix_out(self.cross(asked, self.mix_text(words)) + asked + style)
        mean, spread = self.proj(self.joint_encoder(mixed)).chunk(2, 1)
        z = mean + (torch.randn_like(mean) if noise is None else noise) * torch.exp(spread) * self.NOISE
        for coupling in self.flow:
            z = coupling(z, style)
        return self.generator(z, style)


class Speaker:
    def __init__(self, gpt, sovits):
        self.semantic = TextToSemantic(torch.load(gpt, map_location="cpu", weights_only=True))
        self.sovits = Sovits(torch.load(sovits, map_location="cpu", weights_only=True))
        self.spectrum = torch.rand(1, 1025, workload.PROMPT_TOKENS * 2)

    @torch.inference_mode()
    def speak(self, sentences, watch):
        targets = [workload.target_phones(i) for i in range(sentences)]
        phones = torch.tensor([workload.prompt_phones() + target for target in targets])
        bert = torch.zeros(sentences, 1024, phones.shape[1])
        said = torch.tensor([workload.prompt_tokens()] * sentences)
        cache = [None] * len(self.semantic.layers)
        hidden = watch.timed("prefill", self.semantic.prefill, phones, bert, said, cache)
        said = watch.timed("steps", self.say, hidden, said, cache)
        samples = 0
        for tokens, target in zip(said[:, workload.PROMPT_TOKENS:], targets):
            wave = watch.timed("vocoder", self.sovits.decode, tokens.unsqueeze(0), torch.tensor([target]), self.spectrum)
            samples += wave.numpy().size
        return samples

    def say(self, hidden, said, cache):
        for step in range(workload.NEW_TOKENS):
            if step > 0:
                hidden = self.semantic.step(said[:, -1:], said.shape[1] - 1, cache)
            token = self.semantic.sample(self.semantic.logits(hidden)[:, :self.semantic.end], said)
            said = torch.cat((said, token), 1)
            bool((token == self.semantic.end).any())  # the look for the end costs a product this much
        return said


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gpt")
    parser.add_argument("sovits")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    protocol.serve(lambda: Speaker(options.gpt, options.sovits).speak)


if __name__ == "__main__":
    main()
