#!/bin/sh
# Feeds the decoders what libFuzzer makes of real files, under the address sanitizer.
# usage: fuzz.sh [5s | 1000000] [family…]      (seconds or executions for each family)
#
# A broken law, a trap, a read outside of the file, a unit slower than a second or larger than
# 512 MB ends a family's run; the input is kept in .build/fuzzing/crashes, and
# `SWIFT_BACKTRACE=enable=no RECONCILED_FUZZ=family .build/fuzzing/release/fuzz input` shows it again.
# Corpora grow from run to run in .build/fuzzing/corpus; they begin with Tests/Fuzzing/Seeds and, if RECONCILED_SAMPLES names
# their folder, the shared samples. FUZZ_MAX_LEN=4096 makes long runs faster; FUZZ_TIMEOUT=10 lets
# other work on the machine not look like a hang.
set -eu
cd "$(dirname "$0")/.."
work=.build/fuzzing
effort=${1:-5s}
[ $# = 0 ] || shift
case $effort in
*s) limit="-max_total_time=${effort%s}" ;;
*) limit="-runs=$effort" ;;
esac

# gold loses the counters when it strips what nobody calls; and it warns of the sanitizer's own.
mkdir -p "$work"
RECONCILED_FUZZ=1 swift build --scratch-path "$work" -c release --product fuzz \
    --sanitize fuzzer -Xswiftc -sanitize=fuzzer,address -Xcc -fsanitize=address \
    --disable-dead-strip >"$work/build.log" 2>&1 \
    || { grep -v 'ld.gold: warning' "$work/build.log" | tail -n 30; exit 1; }

# The folders of samples that a family begins with.
samples() {
    case $1 in
    delimited | proposal) echo csv_bank ;;
    camt) echo camt052 camt053 camt054 camt_malformed pain002 ;;
    swift) echo mt940 mt942 ;;
    bai) echo bai2 bailockbox ;;
    x12) echo x12_835 ;;
    national) echo coda cfonb120 n43 ;;
    cnab) echo cnab240 cnab400 ;;
    processors) echo csv_psp ;;
    recognition) echo camt053 mt940 bai2 nacha x12_835 ofx coda cfonb120 n43 cnab400 csv_psp ;;
    containers | masterdata) ;;
    *) echo "$1" ;;
    esac
}

# Seeds are never written to; a large one would only make every other slower.
seed() {
    mkdir -p "$work/seeds/$1" "$work/corpus/$1" "$work/crashes"
    case $1 in
    proposal) own=delimited ;;
    recognition) own="*" ;;
    *) own=$1 ;;
    esac
    find Tests/Fuzzing/Seeds -type f -path "*/$own/*" -exec cp -f {} "$work/seeds/$1" \;
    [ -n "${RECONCILED_SAMPLES:-}" ] || return 0
    for folder in $(samples "$1"); do
        find "$RECONCILED_SAMPLES/$folder" -type f -size -17k -exec cp -f {} "$work/seeds/$1" \;
    done
}

# Swift's own report of a trap would wait for a terminal; the sanitizer gives the stack.
export SWIFT_BACKTRACE=enable=no
export ASAN_OPTIONS=quarantine_size_mb=16:malloc_context_size=0
status=0
[ $# -gt 0 ] || set -- delimited proposal camt swift bai nacha x12 ofx national cnab processors \
    containers recognition masterdata
for family in "$@"; do
    seed "$family"
    log="$work/$family.log"
    began=$(date +%s)
    verdict="no crash"
    RECONCILED_FUZZ=$family nice "$work/release/fuzz" "$limit" -max_len="${FUZZ_MAX_LEN:-65536}" \
        -timeout="${FUZZ_TIMEOUT:-1}" -rss_limit_mb=512 -detect_leaks=0 -print_final_stats=1 \
        -artifact_prefix="$work/crashes/$family-" \
        "$work/corpus/$family" "$work/seeds/$family" >"$log" 2>&1 \
        || { status=1; verdict="CRASH, see $log"; }
    stat() { sed -n "s/^stat::$1: *//p" "$log" | tail -n 1; }
    coverage=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)
    printf '%-11s %9s executions %5s s %6s edges %4s MB, %s\n' "$family" \
        "$(stat number_of_executed_units)" "$(($(date +%s) - began))" "${coverage:-0}" \
        "$(stat peak_rss_mb)" "$verdict"
done
exit $status
