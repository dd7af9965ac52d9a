#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Brings the words of the sources into translations/*.ts; what is new there is marked "unfinished" until it is translated.
# Usage: scripts/translations.sh [FOLDER]   FOLDER: other .ts files to bring up to date (default: translations)
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-translations}
lupdate=$(command -v /usr/lib/qt6/bin/lupdate || command -v lupdate6 || command -v lupdate || true)
if [[ -z $lupdate ]]; then
    echo "lupdate is missing: install qt6-l10n-tools." >&2
    exit 77
fi
# No line numbers in the files: they would change with every edit of a source, whether or not its words did.
update() { "$lupdate" ui app/studio -I . -extensions cpp,h -locations none -no-obsolete -no-ui-lines -silent -source-language en "$@"; }
update -target-language en -pluralonly -ts "$folder/timbre_en.ts"
update -target-language zh_CN -ts "$folder/timbre_zh_CN.ts"
update -target-language ja -ts "$folder/timbre_ja.ts"
