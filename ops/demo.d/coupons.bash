# Sourced by ops/demo: what the credit unions do with coupons as notes (document 002): a series printed, a till opened, a
# day that was kept on paper keyed and held against the ledger kept by hand, the till counted, the month ended and signed.
# shellcheck shell=bash

readonly DAY=2026-10-01
readonly OUTSIDE=40000            # of 90,000 handed out at the counter of each, 50,000 came in again
coupon_lines=0 coupon_lines_again=0 coupon_lines_differ=unknown coupons_outside=0 tills_counted=0 months_signed=0

# Notes of each value, by number: what is printed, and what the till holds when the day is over.
readonly PRINTED="1-100=1000 101-160=5000 161-200=10000 201-230=20000 231-250=50000"
readonly COUNTED="1000=100 5000=60 10000=38 20000=29 50000=20"

series_of() { local code=${1:0:3}; printf '%s-A' "${code^^}"; }

make_notes() {
    local code run
    for code in $COMMUNITIES; do
        as coordinator token issue --role trustee --actor "trustee:$code/sri" --community "$code" --note ops/demo \
            2>"$here/last.log" | keep_token "$code-trustee" || fail "no token for a trustee: $(<"$here/last.log")"
        quietly as "$code" coupon series "$(series_of "$code")" --name "Kupon ${code^}" --issued $DAY --ledger "$code"
        for run in $PRINTED; do
            quietly as "$code" coupon print "$(series_of "$code")" "${run%=*}" --value "${run#*=}" --ledger "$code"
        done
        quietly as "$code" period open --ledger "$code" --cycle monthly:31 --first-date $DAY
    done
}

# The first of October: opened, keyed, keyed again as after a power cut, compared, counted.
run_counter() {
    local code series till count counted
    coupon_lines_differ=0
    for code in $COMMUNITIES; do
        series=$(series_of "$code")
        till=$(as "$code" coupon till-open --notes "$series 1-250" --ledger "$code" --json 2>"$here/last.log" \
            | tr -d '\n' | sed -nE 's/.*"id": *"([^"]+)".*/\1/p')
        [[ -n "$till" ]] || fail "the till of $code did not open: $(<"$here/last.log")"
        key_day "$code" "$till"
        coupon_lines=$((coupon_lines + $(value_of posted <"$here/day.json")))
        key_day "$code" "$till"
        coupon_lines_again=$((coupon_lines_again + $(value_of posted <"$here/day.json")))
        compare_by_hand "$code"
        counted=()
        for count in $COUNTED; do counted+=(--counted "$count"); done
        as "$code" coupon till-close "$till" --ledger "$code" "${counted[@]}" --notes "$series 1-160" \
            --notes "$series 163-200" --notes "$series 202-250" --json >"$here/till.json" 2>"$here/last.log" \
            || fail "the till of $code did not close: $(<"$here/last.log")"
        if ! grep -q '"settledBy"' "$here/till.json"; then tills_counted=$((tills_counted + 1)); fi
    done
    row "" "posted" "keyed again" "differing"
    row "lines of three paper days" "$coupon_lines" "$coupon_lines_again" "$coupon_lines_differ"
    row "tills counted without a difference" "$tills_counted"
}

key_day() {    # <community> <till>
    as "$1" coupon key-day "ops/demo.d/$1/paper.csv" --ledger "$1" --till "$2" --date $DAY --json \
        >"$here/day.json" 2>"$here/last.log" || fail "the paper day of $1: $(<"$here/last.log") $(<"$here/day.json")"
}

compare_by_hand() {
    local status=0
    as "$1" parallel "ops/demo.d/$1/ledger.csv" --ledger "$1" --month $MONTH --json \
        >"$here/byhand.json" 2>"$here/last.log" || status=$?
    [[ $status == 0 || $status == 4 ]] || fail "the ledger by hand of $1: $(<"$here/last.log") $(<"$here/byhand.json")"
    coupon_lines_differ=$((coupon_lines_differ + $(grep -c '"column"' "$here/byhand.json" || true)))
}

# October is over: each union's administrator ends it, its trustee signs the ledgers off, the summary goes on the board.
end_months() {
    local code
    for code in $COMMUNITIES; do
        quietly as "$code" period end 1 --ledger "$code"
        quietly as "$code-trustee" period sign-off 1 --ledger "$code"
        quietly as "$code" period publish 1 --ledger "$code"
        as "$code" coupon report summary --from $DAY --to 2026-10-31 --ledger "$code" --json \
            >"$here/$code.summary.json" 2>"$here/last.log" || fail "no summary of $code: $(<"$here/last.log")"
        as "$code" coupon report journal --from $DAY --to 2026-10-31 --ledger "$code" --json \
            >"$here/$code.journal.json" 2>"$here/last.log" || fail "no journal of $code: $(<"$here/last.log")"
        months_signed=$((months_signed + $([[ $(cell "System Balance" "$code.journal") == 0 ]] && echo 1 || echo 0)))
        [[ $(cell "Coupons in Circulation" "$code.summary") != "$OUTSIDE" ]] || coupons_outside=$((coupons_outside + OUTSIDE))
    done
    # shellcheck disable=SC2086 # one word each
    row "" $COMMUNITIES
    summary_row "Out"
    summary_row "In"
    summary_row "Ratio (In / Out, %)"
    summary_row "Accounts"
    summary_row "Community Fund"
    summary_row "Coupons in Circulation"
}

summary_row() {
    local code values=()
    for code in $COMMUNITIES; do values+=("$(figure "$(cell "$1" "$code.summary")")"); done
    row "$1" "${values[@]}"
}

cell() {    # <item> <file>: what stands beside it
    tr -d '\n' <"$here/$2.json" | sed -E 's/" *, *"/","/g' | awk -v item="\"$1\",\"" '
        (at = index($0, item)) { rest = substr($0, at + length(item)); print substr(rest, 1, index(rest, "\"") - 1) }'
}
