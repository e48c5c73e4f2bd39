# Sourced by ops/demo: PostgreSQL and the silo, started and made ready.
# shellcheck shell=bash

# --- PostgreSQL ------------------------------------------------------------------------------------------------------

# One value of a connection string: "Host=…;Username=…".
setting() {
    tr ';' '\n' <<<"$1" | awk -F= -v names="|$2|" \
        'index(names, "|" tolower($1) "|") { sub(/^[^=]*=/, ""); print; exit }'
}

find_psql() {
    local newest
    newest=$(ls -d "${REGIONAL_PG_BIN:-/nowhere}" /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
    if [[ -x "$newest/psql" ]]; then echo "$newest/psql"; else command -v psql; fi
}

# The server's user may be unable to reach this checkout (a clone under /root, say).
start_cluster() {
    local said
    cluster=$here/pg
    if ! server=$(ops/lib/postgres start "$cluster" 9>&- 2>"$here/postgres.start"); then
        said=$(<"$here/postgres.start")
        [[ $said == *"cannot reach"* ]] || fail "$said"
        rm -rf "$cluster"
        cluster=/tmp/regional-demo-$(printf '%s' "$PWD" | sha256sum | cut -c1-12)
        server=$(ops/lib/postgres start "$cluster" 9>&-) || fail "PostgreSQL did not start"
    fi
}

make_database() {
    local psql name value
    psql=$(find_psql) || fail "psql was not found"
    value=$(setting "$server" "host|server|data source"); [[ -z "$value" ]] || export PGHOST=$value
    value=$(setting "$server" "port"); [[ -z "$value" ]] || export PGPORT=$value
    value=$(setting "$server" "username|user name|user id|userid"); [[ -z "$value" ]] || export PGUSER=$value
    value=$(setting "$server" "password"); [[ -z "$value" ]] || export PGPASSWORD=$value
    name=$(setting "$server" "database|db")
    "$psql" -X -q -v ON_ERROR_STOP=1 -d "${name:-postgres}" \
        -c "drop database if exists $DATABASE with (force)" -c "create database $DATABASE" >"$here/psql.log" 2>&1 \
        || fail "could not make the database $DATABASE: $(<"$here/psql.log")"
    REGIONAL_DB="$(tr ';' '\n' <<<"$server" | grep -viE '^ *(database|db) *=' | grep . | paste -sd ';');Database=$DATABASE"
    export REGIONAL_DB
}

# --- the silo --------------------------------------------------------------------------------------------------------

# A run that was killed outright leaves its silo behind; it must not take hold of this run's database.
stop_stale_silo() {
    local stale
    stale=$(cat "$here/silo.pid" 2>/dev/null || true)
    if [[ -n "$stale" && "$(readlink "/proc/$stale/exe" || true)" == "$PWD/$bin/Regional.Silo/"* ]]; then
        kill -9 "$stale"
    fi
}

start_silo() {
    REGIONAL_URL=http://127.0.0.1:0 REGIONAL_REFUSALS_PER_MINUTE=2000 "$bin/Regional.Silo/release/Regional.Silo" >"$here/silo.log" 2>&1 9>&- </dev/null &
    silo_pid=$!
    echo $silo_pid >"$here/silo.pid"
    local deadline=$((SECONDS + READY_SECONDS_MAX))
    until is_ready; do
        kill -0 "$silo_pid" 2>/dev/null || fail "the silo ended: $(tail -n 20 "$here/silo.log")"
        ((SECONDS < deadline)) || fail "the silo was not ready after $READY_SECONDS_MAX s: $(tail -n 20 "$here/silo.log")"
        sleep 0.1
    done
    export REGIONAL_URL=$url
}

is_ready() {
    local status=
    url=$(grep -oE -m 1 'http://127\.0\.0\.1:[1-9][0-9]*' "$here/silo.log" || true)
    [[ -n "$url" ]] || return 1
    {
        exec 3<>"/dev/tcp/127.0.0.1/${url##*:}" || return 1
        printf 'GET /health/ready HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' >&3
        read -r -t 5 _ status _ <&3 || true
        exec 3>&-
    } 2>/dev/null
    [[ $status == 200 ]]
}
