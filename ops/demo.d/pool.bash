# Sourced by ops/demo: the savings pool of document 001, three months beside its own spreadsheet.
# shellcheck shell=bash

readonly POOL=living-economies

pool_month() { date -d "$(date +%Y-%m-01) -$((4 - $1)) month" +%Y-%m; }    # 1 to 3: the last three that are over

make_pool() {
    quietly as coordinator community create $POOL --region $REGION --name "Living Economies"
    quietly as coordinator ledger create $POOL --community $POOL --currency NZD --scale 2 --scheme savings-pool
    token $POOL administrator --community $POOL
}

# Every cell of the document's three tables is compared with what the month end says here.
run_pool() {
    local month status compared
    for month in 1 2 3; do
        status=0
        as $POOL parallel "ops/demo.d/pool/month$month.csv" --ledger $POOL --month "$(pool_month $month)" --book \
            >"$here/pool.out" 2>"$here/last.log" || status=$?
        [[ $status == 0 || $status == 4 ]] || fail "parallel ended with $status: $(<"$here/last.log")"
        indent <"$here/pool.out"
        compared=$(sed -n 's/.* rows, \([0-9]*\) cells compared, .*/\1/p' "$here/pool.out")
        pool_cells=$((pool_cells + compared))
        pool_differences=$((pool_differences + $(sed -n 's/.* compared, \([0-9]*\) differ\..*/\1/p' "$here/pool.out")))
    done
    as $POOL pool statement 3 --ledger $POOL 2>"$here/last.log" | indent || fail "no statement: $(<"$here/last.log")"
    for month in 1 2 3; do
        quietly as $POOL period sign-off "$month" --ledger $POOL --reason "counted and agreed"
        quietly as $POOL period publish "$month" --ledger $POOL
    done
    say "The third month, signed off and shown to the members:"
    as $POOL period show 3 --ledger $POOL 2>"$here/last.log" | indent || fail "no period: $(<"$here/last.log")"
    say "Noel's own statement, as a file with the document's columns:"
    as $POOL pool member $POOL/noel --csv "$here/noel.csv" 2>"$here/last.log" || fail "no statement: $(<"$here/last.log")"
    indent <"$here/noel.csv"
    say "A loan of 2,000 at 200 a month, as the pool would vote on it:"
    as $POOL pool propose $POOL/tamati 2000 --repayment 200 2>"$here/last.log" | sed -n '1,/points back/p' | indent \
        || fail "no plan: $(<"$here/last.log")"
}
