# Sourced by ops/demo: the tables of months, positions, settlement and proof, and the figures behind them.
# shellcheck shell=bash

# One column for each community, one line for each figure.
show_months() {
    local code
    for code in $COMMUNITIES; do
        as operator community summary "$code" --month $MONTH --json >"$here/$code.month.json" 2>"$here/last.log" \
            || fail "no summary of $code: $(<"$here/last.log")"
        as "$code" account list --ledger "$code" --json >"$here/$code.accounts.json" 2>"$here/last.log" \
            || fail "no accounts of $code: $(<"$here/last.log")"
    done
    # shellcheck disable=SC2086 # one word each
    row "" $COMMUNITIES
    month_row "accounts" accounts
    month_row "  with a payment in the month" activeAccounts
    local at_limits=()
    for code in $COMMUNITIES; do at_limits+=("$(at_limit "$code")"); done
    row "  at their limit of 100,000" "${at_limits[@]}"
    members_at_limit=$(printf '%s\n' "${at_limits[@]}" | sum)
    month_row "payments inside" transfers
    month_row "  their sum" turnover
    month_row "payments to the other communities" tradesOut
    month_row "  their sum" paidOut
    month_row "payments from the other communities" tradesIn
    month_row "  their sum" paidIn
    month_row "balances above zero, together" creditOutstanding
    month_row "balances below zero, together" debtOutstanding
    trades=$(for code in $COMMUNITIES; do value_of tradesOut <"$here/$code.month.json"; done | sum)
}

month_row() {    # <label> <figure's name>
    local code values=()
    for code in $COMMUNITIES; do values+=("$(figure "$(value_of "$2" <"$here/$code.month.json")")"); done
    row "$1" "${values[@]}"
}

# Members who could not pay 5,000 more.
at_limit() {
    grep '"role":"member"' "$here/$1.accounts.json" | each_value debitRoom \
        | awk '$1 < 5000 { n++ } END { print n + 0 }'
}

show_positions() {
    local code line balance cap
    as coordinator positions --region $REGION --json >"$here/positions.json" 2>"$here/last.log" \
        || fail "no positions: $(<"$here/last.log")"
    row "" "position" "cap" "cap used"
    for code in $COMMUNITIES; do
        line=$(objects account <"$here/positions.json" | grep "\"account\":\"$code\"")
        balance=$(value_of balance <<<"$line")
        if ((balance < 0)); then cap=$(value_of floor <<<"$line"); else cap=$(value_of ceiling <<<"$line"); fi
        cap_used[$code]=$((100 * balance / cap))
        row "$code" "$(figure "$balance")" "$(figure "$cap")" "${cap_used[$code]} %"
    done
}

settle_window() {
    local id direction payments
    begin "settlement payments confirmed, the report made final"
    window=$(sed 's/.*"windows": *\[ *\([0-9]*\).*/\1/' <<<"$(tr -d '\n' <"$here/last.log")")
    payments=$(as coordinator window settlements "$window" --region $REGION --json)
    # Nothing is paid out that has not come in.
    for direction in payIn payOut; do
        for id in $(grep "\"direction\":\"$direction\"" <<<"$payments" | sed 's/.*"id":"\([^"]*\)".*/\1/'); do
            quietly as coordinator window confirm "$id" --region $REGION
        done
    done
    quietly as coordinator window final "$window" --region $REGION
    end "$(grep -c '"direction"' <<<"$payments") payments"
    as coordinator window report "$window" --region $REGION --json >"$here/report.json"
    as coordinator window list --region $REGION --json >"$here/windows.json"
    windows_closed=$(grep -cE '"status":"(closed|settled)"' "$here/windows.json" || true)
    windows_settled=$(grep -c '"status":"settled"' "$here/windows.json" || true)
    show_report
}

show_report() {
    local code line
    row "window $window" "position" "carried" "settled"
    carried=$(objects account <"$here/report.json" | each_value carried | sum_above_zero)
    settled=$(objects account <"$here/report.json" | each_value settled | sum_above_zero)
    for code in $COMMUNITIES; do
        line=$(objects account <"$here/report.json" | grep "\"account\":\"$code\".*\"opening\"")
        row "$code" "$(figure "$(value_of position <<<"$line")")" "$(figure "$(value_of carried <<<"$line")")" \
            "$(figure "$(value_of settled <<<"$line")")"
    done
}

prove() {
    local ledger sum line
    begin "every sum and both sides of every mirror, in one snapshot"
    as coordinator proof --region $REGION --json >"$here/proof.json" 2>"$here/last.log" \
        || fell_short "the proof does not hold"
    end
    row "ledger" "accounts" "sum"
    while read -r line; do
        [[ $line == *'"sum":'* ]] || continue
        ledger=$(text_of ledger "$line") sum=$(value_of sum <<<"$line")
        row "$ledger" "$(value_of accounts <<<"$line")" "$sum"
        [[ $sum != 0 ]] || ledgers_zero=$((ledgers_zero + 1))
    done < <(objects ledger <"$here/proof.json")
    row "mirror" "at the region" "in its ledger" "difference"
    while read -r line; do
        [[ $line == *'"regionSide":'* ]] || continue
        sum=$(value_of difference <<<"$line")
        row "$(text_of ledger "$line")" "$(figure "$(value_of regionSide <<<"$line")")" \
            "$(figure "$(value_of communitySide <<<"$line")")" "$sum"
        [[ $sum != 0 ]] || mirrors_agree=$((mirrors_agree + 1))
    done < <(objects ledger <"$here/proof.json")

    begin "every balance worked out again from the journal"
    regional verify --db "$REGIONAL_DB" --json >"$here/verify.json" 2>"$here/last.log" || fell_short "verify found differences"
    differences=$(grep '"result"' "$here/verify.json" | each_value differences || echo unknown)
    end "$differences differences"
}
