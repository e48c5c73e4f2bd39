# Sourced by ops/demo: tokens, the region of region.csv, and its files split by week and imported.
# shellcheck shell=bash

# The first token is written into the database by whoever runs the machine; all others the coordinator issues.
first_token() {
    regional token issue --bootstrap --role coordinator --actor "coordinator:$REGION" --note ops/demo 2>"$here/last.log" \
        | keep_token coordinator || fail "no token: $(<"$here/last.log")"
}

token() {    # <who> <role> [option …]
    local who=$1 role=$2
    shift 2
    as coordinator token issue --role "$role" --actor "$role:$who" --note ops/demo "$@" 2>"$here/last.log" \
        | keep_token "$who" || fail "no token for $who: $(<"$here/last.log")"
}

keep_token() { (umask 077 && grep -oE 'rgl_[A-Za-z0-9_-]+' >"$here/$1.token"); }

make_region() {
    local code name floor ceiling carry carries=()
    quietly as coordinator region create $REGION --name Bekatigade --currency IDR --scale 0 \
        --time-zone Asia/Jakarta --cap-policy refuse
    while IFS=, read -r code name floor ceiling carry; do
        quietly as coordinator community create "$code" --region $REGION --name "$name"
        quietly as coordinator ledger create "$code" --community "$code" --currency IDR --scale 0 --trading \
            --scheme coupons
        quietly as coordinator account limits "$REGION/$code" --floor="-$floor" --ceiling="$ceiling" --reason "ops/demo.d"
        token "$code" administrator --community "$code"
        carries+=("carry.$code=$carry")
    done < <(tail -n +2 ops/demo.d/region.csv)
    token operator operator --region $REGION
    quietly as coordinator terms set "${carries[@]}" --ledger $REGION --valid-from "$(TZ=Asia/Jakarta date +%F)"
    quietly as coordinator calendar set --region $REGION --cycle weekly:7 --closes-at 18:00 --reason "Sunday evening"
}

# Each community's file is split by week, so that the three go through the month side by side, as they lived it.
split_weeks() {
    rm -rf "$here/import"
    mkdir -p "$here/import"
    local code
    for code in $COMMUNITIES; do
        cp "ops/demo.d/$code/accounts.csv" "$here/import/$code.accounts.csv"
        awk -F, -v to="$here/import/$code" '
            NR == 1 { header = $0; next }
            { week = int((substr($2, 9, 2) + 6) / 7); file = to ".week" week ".csv" }
            !(week in seen) { print header >file; seen[week] = 1 }
            { print >file }' "ops/demo.d/$code/transfers.csv"
    done
}

import_all() {    # <kind> <part> [option …]: the three communities at once
    local code kind=$1 part=$2 pid status
    shift 2
    importers=()
    for code in $COMMUNITIES; do
        as "$code" import "$kind" "$here/import/$code.$part.csv" --ledger "$code" --json "$@" \
            >"$here/import/$code.$part.out" 2>"$here/import/$code.$part.err" &
        importers+=($!)
    done
    for pid in "${importers[@]}"; do
        status=0
        wait "$pid" || status=$?
        [[ $status == 0 || $status == "$REJECTS" ]] \
            || fail "an import ended with $status: $(tail -n 5 "$here"/import/*."$part".err)"
    done
    importers=()
}

import_accounts() {
    members=$(tail -qn +2 ops/demo.d/*/accounts.csv | wc -l)
    begin "accounts of $members members, with their balances of September"
    split_weeks
    import_all accounts accounts --opening-date 2026-09-30
    end
}

import_transfers() {
    local week from to lines began=$EPOCHREALTIME
    for week in 1 2 3 4 5; do
        lines=$(tail -qn +2 "$here"/import/*.week$week.csv | wc -l)
        from=$((week * 7 - 6)) to=$((week * 7 < 31 ? week * 7 : 31))
        begin "$(printf '%2d to %2d October: %6s payments' $from $to "$(figure "$lines")")"
        import_all transfers week$week
        end "$(figure "$(import_sum posted week$week)") posted, $(import_sum rejected week$week) refused"
    done
    rows=$(import_sum lines 'week?')
    posted=$(import_sum posted 'week?')
    refused=$(import_sum rejected 'week?')
    import_seconds=$(since "$began")
    say ""
    say "Refused, by reason (lines and advice in $(realpath --relative-to=. "$here/import")/*.rejects.csv):"
    cat "$here"/import/*.rejects.csv 2>/dev/null | awk -F, '$1 != "line" { n[$3]++ } END { for (c in n) print c, n[c] }' \
        | sort -k2nr | while read -r code count; do row "$code" "$count"; done
}

import_sum() {    # <figure> <part>: over the three communities
    cat "$here"/import/*.$2.out | each_value "$1" | sum
}
