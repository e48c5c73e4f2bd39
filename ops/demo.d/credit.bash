# Sourced by ops/demo: mutual credit (document 000) under Riegel's limits, and its switch.
# shellcheck shell=bash

readonly CREDIT=lembah

make_credit() {
    local name
    quietly as coordinator community create $CREDIT --region $REGION --name Lembah
    quietly as coordinator ledger create $CREDIT --community $CREDIT --currency LMB --scale 0 \
        --currency-name "Lembah hours" --currency-symbol Lh
    token $CREDIT administrator --community $CREDIT
    for name in bakery ani; do
        quietly as $CREDIT member add $name --community $CREDIT --name "$name"
        quietly as $CREDIT account open $CREDIT/$name --member $name
    done
    quietly as $CREDIT terms set limitModel=riegel --ledger $CREDIT --valid-from "$(TZ=Asia/Jakarta date +%F)" \
        --reason "limits from pay"
    quietly as $CREDIT credit pay $CREDIT/bakery --monthly-pay 5000 --reason "pay roll of the bakery"
}

# Pays, and counts what is refused for that reason.
try_credit() {    # <payer> <payee> <amount> <purpose> [expected refusal]
    local status=0
    as $CREDIT transfer "$1" "$2" "$3" LMB --ledger $CREDIT --purpose "$4" --json \
        >"$here/credit.out" 2>"$here/last.log" || status=$?
    if [[ -z "${5:-}" ]]; then
        [[ $status == 0 ]] || fail "$1 could not pay $2 $3 for $4: $(<"$here/last.log")"
        credit_posted=$((credit_posted + 1))
        if grep -q creditLimitNear "$here/credit.out"; then credit_warnings=$((credit_warnings + 1)); fi
        row "$1 pays $2 for $4" "$(figure "$3")" posted
    else
        grep -qs "$5" "$here/credit.out" "$here/last.log" || fail "$1 paid $2 $3 for $4, or was refused for another reason"
        credit_refused=$((credit_refused + 1))
        row "$1 pays $2 for $4" "$(figure "$3")" "$5"
    fi
}

run_credit() {
    say "5,000 a month of pay: 15,000 for wages and 7,500 for purchases. Before and after:"
    as $CREDIT credit limits --ledger $CREDIT 2>"$here/last.log" | indent || fail "no limits: $(<"$here/last.log")"
    quietly as $CREDIT credit grant --ledger $CREDIT --reason "first review"
    try_credit bakery ani 15000 wages
    try_credit bakery ani 1 wages payrollPowerExceeded
    try_credit bakery ani 7500 goods
    try_credit ani bakery 4000 goods
    quietly as $CREDIT credit off --ledger $CREDIT --reason "the yearly meeting"
    try_credit bakery ani 100 wages creditSwitchedOff
    try_credit ani bakery 500 goods
    quietly as $CREDIT credit on --ledger $CREDIT --reason "decided to go on"
    try_credit bakery ani 100 wages
    as $CREDIT credit history $CREDIT/bakery 2>"$here/last.log" | indent || fail "no history: $(<"$here/last.log")"
    say "The same past under limits from sales (Greco), tried and not set:"
    as $CREDIT terms try limitModel=greco washShare=100 --ledger $CREDIT >"$here/credit.out" 2>"$here/last.log" \
        || fail "terms could not be tried: $(<"$here/last.log")"
    credit_tried=$(sed -n 's/^refused after *\([0-9]*\),.*/\1/p' "$here/credit.out")
    indent <"$here/credit.out"
    as $CREDIT credit indicators --ledger $CREDIT 2>"$here/last.log" | indent || fail "no indicators: $(<"$here/last.log")"
}
