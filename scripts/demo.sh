#!/usr/bin/env bash
# The main job on real human speech: check recordings, make the voice `demo`, speak a script, print what was measured.
# The recordings are those of Debian's pocketsphinx-testdata (a public-domain audiobook reader, 16 kHz).
set -euo pipefail
cd "$(dirname "$0")/.."
timbre=${TIMBRE_BIN:-build/release/bin}/timbre
speech=/usr/share/pocketsphinx/test/data/librivox
out=build/demo
[ -f "$speech/transcription" ] || { echo "demo: $speech is missing; install the package pocketsphinx-testdata." >&2; exit 1; }

rm -rf "$out/clips" "$out/data"
mkdir -p "$out/clips"
cp "$speech"/*.wav "$out/clips/"
# "<s> words </s> (stem)" -> "stem|words"
sed -nE 's/^<s> (.*) <\/s> \((.*)\)$/\2|\1/p' "$speech/transcription" > "$out/transcripts.txt"
cat > "$out/script.txt" << 'TEXT'
Good evening, and welcome to the studio. This narration was made from twenty five seconds of speech.

The reader never said these sentences. Her recordings were cut into small pieces, and the pieces were joined again in a new order.

If a sentence is not right, change it and render it once more. Nothing else has to move.
TEXT

echo "== 1. the recordings"
"$timbre" check "$out"/clips/*.wav
echo "== 2. the voice"
"$timbre" --data-dir "$out/data" voice create demo --clips "$out/clips" --transcripts "$out/transcripts.txt"
echo "== 3. the narration"
"$timbre" --data-dir "$out/data" speak --voice demo --similarity --file "$out/script.txt" -o "$out/narration.wav" \
    -o "$out/narration.mp3" --subtitles "$out/narration.srt"
ls -l "$out"/narration.*
