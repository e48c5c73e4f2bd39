# Sourced by ops/demo: a komoko (document 003): credits with a maturity date from hand to hand, a quarter that is
# cleared, and two months of demurrage.
# shellcheck shell=bash

readonly KOMOKO=kamen
readonly KOMOKO_LEVY=1350         # 1 % of the 110,000 that the forge and the 25,000 that the mill do not clear
# Of 25,000 one day in March (8), in April 29 days at 1 % and one at 2 % (258); of 30,000 21 days in April (210).
readonly KOMOKO_DEMURRAGE=476
komoko_payments=0 komoko_refused=0 komoko_lots_agree=0 komoko_levy=0 komoko_demurrage=0

make_komoko() {
    local name class
    quietly as coordinator community create $KOMOKO --region $REGION --name Kamen
    quietly as coordinator ledger create $KOMOKO --community $KOMOKO --currency KMK --scale 0 --scheme komoko \
        --currency-name Komoko
    token $KOMOKO administrator --community $KOMOKO
    quietly as $KOMOKO period open --ledger $KOMOKO --cycle monthly:31 --first-date 2026-01-01
    for name in mill:business forge:business hana:household joko:household; do
        class=${name#*:} name=${name%:*}
        quietly as $KOMOKO member add "$name" --community $KOMOKO --name "$name"
        quietly as $KOMOKO komoko holder "$name" --ledger $KOMOKO --class "$class" --first-clearing 2026-03-31 \
            --from 2026-01-01
        quietly as $KOMOKO account open $KOMOKO/"$name" --member "$name" --kind real --floor -300000
        quietly as $KOMOKO account open $KOMOKO/"$name"-fin --member "$name" --kind financial
    done
}

komoko_pay() {    # <date> <payer> <payee> <amount> <purpose> [expected refusal]
    local status=0
    as $KOMOKO transfer "$2" "$3" "$4" KMK --ledger $KOMOKO --purpose "$5" --date "$1" \
        >"$here/komoko.out" 2>"$here/last.log" || status=$?
    if [[ -z "${6:-}" ]]; then
        [[ $status == 0 ]] || fail "$2 could not pay $3 $4 for $5: $(<"$here/last.log")"
        komoko_payments=$((komoko_payments + 1))
        row "${1#2026-}  $2 to $3, $5" "$(figure "$4")" posted
    else
        grep -qs "$6" "$here/komoko.out" "$here/last.log" \
            || fail "$2 paid $3 $4 for $5, or was refused for another reason"
        komoko_refused=$((komoko_refused + 1))
        row "${1#2026-}  $2 to $3, $5" "$(figure "$4")" "$6"
    fi
}

# Open lots of an account, as open@maturity, oldest maturity first.
komoko_lots() {
    as $KOMOKO komoko lots $KOMOKO/"$1" --json 2>"$here/last.log" | tr -d '\n' | objects lot \
        | sed -nE 's/.*"maturesOn":"([0-9-]+)".*"open":\{[^}]*"minor": *([1-9][0-9]*).*/\2@\1/p' | sort -t@ -k2 | paste -sd' '
}

expect_lots() {    # <account> <lots>
    local found
    found=$(komoko_lots "$1")
    row "$1" "$found"
    if [[ $found == "$2" ]]; then komoko_lots_agree=$((komoko_lots_agree + 1)); fi
}

komoko_balance() { as $KOMOKO account show $KOMOKO/"$1" --json 2>"$here/last.log" | value_of balance; }

run_komoko() {
    local month
    say "Wages arrive with a grace of 90 days; what is passed on keeps its date, the shortest first:"
    komoko_pay 2026-01-10 mill hana 100000 wages
    komoko_pay 2026-02-01 mill hana 50000 wages
    komoko_pay 2026-02-05 hana joko-fin 30000 household
    komoko_pay 2026-02-10 hana forge-fin 90000 loan
    komoko_pay 2026-02-11 mill joko-fin 25000 loan availableExceeded
    komoko_pay 2026-02-12 forge mill 200000 goods
    komoko_pay 2026-02-15 mill joko-fin 25000 loan
    komoko_pay 2026-02-16 joko-fin hana 1000 loan circleClosed
    say "Credits and the dates on which they mature:"
    expect_lots hana "30000@2026-05-02"
    expect_lots joko-fin "25000@2026-03-31 30000@2026-04-10"
    expect_lots forge-fin "70000@2026-04-10 20000@2026-05-02"
    for month in 1 2 3 4; do
        as $KOMOKO period end $month --ledger $KOMOKO >"$here/komoko.out" 2>"$here/last.log" \
            || fail "month $month did not end: $(<"$here/last.log")"
    done
    say "January to April are over: the quarter is cleared and levied, what has matured is charged day by day:"
    komoko_levy=$(komoko_balance levy) komoko_demurrage=$(komoko_balance demurrage)
    row "the forge, covered by its own 90,000" "$(figure "$(komoko_balance forge)")"
    row "levies of 1 %" "$(figure "$komoko_levy")"
    row "demurrage of March and April" "$komoko_demurrage"
    as $KOMOKO komoko maturities $KOMOKO/joko-fin 2>"$here/last.log" | indent \
        || fail "no maturities: $(<"$here/last.log")"
    say "Overdrafts of the next quarter by formulas (1) and (2), tried and not set:"
    as $KOMOKO komoko overdrafts --ledger $KOMOKO --date 2026-03-31 2>"$here/last.log" | indent \
        || fail "no overdrafts: $(<"$here/last.log")"
}
