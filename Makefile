# Timbre Studio: `make help` lists what there is. On a bare Debian 12, `make demo` and `make test` do everything.
SHELL := /bin/bash
PRESET ?= release
export TIMBRE_BIN = build/$(PRESET)/bin
.DEFAULT_GOAL := help
.PHONY: help setup build test demo studio screenshots bench bench-peers eval-instant snr-truth translations format lint clean

help:            ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup:           ## install packages, libtorch and data (once; re-runs only say so)
	@scripts/setup.sh

build: setup     ## build into build/release (or PRESET=debug|asan|tsan|no-qt|nets-only)
	@scripts/build.sh $(PRESET)

test: build      ## run every test; ends with "N passed, N failed, N skipped"
	@PRESET=$(PRESET) scripts/test.sh

demo: build      ## make a voice from real recordings and speak a script with it, into build/demo
	@scripts/demo.sh

studio: build    ## open the studio's window
	@scripts/studio.sh

screenshots: setup ## pictures of every state: three languages, light and dark, 100 and 200 %, into build/screenshots
	@PRESET=$(PRESET) scripts/screenshots.sh

bench: build     ## run the benches
	@scripts/bench.sh

bench-peers: build ## measure GPT-SoVITS synthesis beside Genie-TTS and plain PyTorch (about half an hour)
	@scripts/bench-peers.sh

eval-instant: build ## measure the instant engine on real speech against its limits
	@scripts/eval-instant.sh

snr-truth: build ## measure the noise estimator on mixtures of known SNR
	@$(TIMBRE_BIN)/snr-truth

translations:    ## bring the words of the sources into translations/*.ts, ready to be translated
	@scripts/translations.sh

format:          ## lay out the sources by .clang-format
	@git ls-files '*.cpp' '*.h' | xargs clang-format -i

lint: build      ## room check and clang-tidy over the sources without torch
	@scripts/lint.sh

clean:           ## remove what was built (keeps the virtual environment and fetched data)
	@rm -rf build/release build/debug build/asan build/tsan build/no-qt build/nets-only build/demo
