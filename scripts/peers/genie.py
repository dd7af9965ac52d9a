#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A peer of `make bench-peers`: Genie-TTS as it is installed. Its converter makes its files, its loader opens them with
its own session options (but for the number of threads), its loop drives them. From outside comes only this: phones and
reference features are handed over where its text and audio front ends would put them, the end token does not end a
sentence, and the number of tokens does.

usage: genie.py S1.ckpt S2.pth --converted FOLDER [--threads N]
"""
import argparse
import os
import pathlib
import shutil
import tempfile

import protocol
import workload


def provide_data(folder):
    """The package refuses to be imported without these names; the workload needs none of what they would hold."""
    (folder / "chinese-hubert-base").mkdir(parents=True, exist_ok=True)
    (folder / "speaker_encoder.onnx").touch()
    os.environ["GENIE_DATA_DIR"] = str(folder)


def limit_threads(threads):
    """Its loader makes the session options itself."""
    import onnxruntime
    own = onnxruntime.SessionOptions

    def limited():
        options = own()
        options.intra_op_num_threads = threads
        return options

    onnxruntime.SessionOptions = limited


def convert(gpt, sovits, folder):
    """Its converter works in ./Cache; when it fails it does not raise, but removes what it had made."""
    if folder.exists():
        return
    from genie_tts.Converter.v2.Converter import convert as convert_v2
    part = folder.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    convert_v2(str(gpt), str(sovits), str(part))
    if not part.exists():
        raise SystemExit("genie: the converter failed; its reason is above")
    part.rename(folder)


class Timed:
    """A session that tells the watch how long it ran."""

    def __init__(self, session, watch, part):
        self.session, self.watch, self.part = session, watch, part

    def run(self, names, feed):
        return self.watch.timed(self.part, self.session.run, names, feed)

    def get_inputs(self):
        return self.session.get_inputs()


class Counted(Timed):
    """The step's graph, which ends the sentence after so many tokens, and not before."""
    TOKENS, STOP = 0, 2  # places among its outputs

    def __init__(self, session, watch):
        super().__init__(session, watch, "steps")
        self.steps, self.tokens = 0, None

    def run(self, names, feed):
        outputs = super().run(names, feed)
        self.steps += 1
        self.tokens = outputs[self.TOKENS]
        outputs[self.STOP] = self.steps == workload.NEW_TOKENS - 1  # the first token comes with the prefill
        return outputs


class Speaker:
    NAME = "peer"

    def __init__(self, folder):
        import numpy
        from genie_tts.Core.Inference import GENIE
        from genie_tts.ModelManager import model_manager
        self.numpy = numpy
        self.product = GENIE()
        if not model_manager.load_character(self.NAME, str(folder), "Japanese"):
            raise SystemExit("genie: the converted files do not load; the reason is above")
        self.model = model_manager.get(self.NAME)
        random = numpy.random.default_rng(1)
        seconds = workload.PROMPT_TOKENS / workload.TOKENS_A_SECOND
        self.audio = (0.1 * random.standard_normal((1, int(seconds * workload.SAMPLE_RATE_HZ)))).astype(numpy.float32)
        # HuBERT has 50 vectors a second; its graph makes the prompt's tokens of them.
        self.content = random.standard_normal((1, 768, 2 * workload.PROMPT_TOKENS)).astype(numpy.float32)

    def phones(self, ids):
        return self.numpy.array([ids], dtype=self.numpy.int64), self.numpy.zeros((len(ids), 1024), self.numpy.float32)

    def speak(self, sentences, watch):
        """One after the other: it has no batch."""
        return sum(self.speak_one(i, watch) for i in range(sentences))

    def speak_one(self, sentence, watch):
        prompt, prompt_bert = self.phones(workload.prompt_phones())
        target, target_bert = self.phones(workload.target_phones(sentence))
        stage = Counted(self.model.T2S_STAGE_DECODER, watch)
        self.product.t2s_cpu(ref_seq=prompt, ref_bert=prompt_bert, text_seq=target, text_bert=target_bert,
                             ssl_content=self.content, encoder=Timed(self.model.T2S_ENCODER, watch, "prefill"),
                             first_stage_decoder=Timed(self.model.T2S_FIRST_STAGE_DECODER, watch, "prefill"),
                             stage_decoder=stage)
        tokens = stage.tokens[:, -workload.NEW_TOKENS:].copy()
        assert stage.tokens.shape[1] == workload.PROMPT_TOKENS + workload.NEW_TOKENS
        tokens[tokens >= workload.END_TOKEN] = 0  # an end that was not wanted
        feed = {"text_seq": target, "pred_semantic": tokens[self.numpy.newaxis], "ref_audio": self.audio}
        return Timed(self.model.VITS, watch, "vocoder").run(None, feed)[0].size


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gpt", type=pathlib.Path)
    parser.add_argument("sovits", type=pathlib.Path)
    parser.add_argument("--converted", type=pathlib.Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    gpt, sovits, converted = options.gpt.resolve(), options.sovits.resolve(), options.converted.resolve()
    with tempfile.TemporaryDirectory() as scratch:
        provide_data(pathlib.Path(scratch))
        os.chdir(scratch)
        limit_threads(options.threads)

        def load():
            convert(gpt, sovits, converted)
            return Speaker(converted).speak

        protocol.serve(load)


if __name__ == "__main__":
    main()
