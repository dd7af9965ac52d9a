#!/usr/bin/env bash
# Runs every test of a built preset and ends with "N passed, N failed, N skipped". Further arguments go to ctest.
set -uo pipefail
cd "$(dirname "$0")/.."
preset=${PRESET:-release}
report="$PWD/build/$preset/test-report.xml"
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"
rm -f "$report"
ctest --test-dir "build/$preset" -j "${TEST_JOBS:-2}" --output-on-failure --output-junit "$report" "$@" \
    > "build/$preset/test.log" 2>&1
status=$?
grep -vE '^ +Start +[0-9]+:| Passed +[0-9.]+ sec$' "build/$preset/test.log"
python3 - "$report" "$status" << 'PY'
import sys
import xml.etree.ElementTree as tree

path, status = sys.argv[1], int(sys.argv[2])
try:
    suite = tree.parse(path).getroot()
except (OSError, tree.ParseError) as error:
    sys.exit(f"test: ctest wrote no report ({error}); see the log above.")
passed = failed = 0
skipped = []
for case in suite.iter("testcase"):
    state = case.get("status")
    if state == "run":
        passed += 1
    elif case.find("skipped") is not None or state in ("notrun", "disabled"):
        output = case.findtext("system-out") or ""
        reason = [line.strip() for line in output.splitlines() if line.strip() and not line.startswith(("[", "Note:", "Running"))]
        skipped.append((case.get("name"), reason[-1] if reason else "no reason given"))
    else:
        failed += 1
for name, reason in skipped:
    print(f"skipped: {name}: {reason}")
if passed + failed == 0:
    sys.exit("test: no test ran")
print(f"{passed} passed, {failed} failed, {len(skipped)} skipped")
sys.exit(1 if failed or status else 0)
PY
