# Sourced by ops/demo: what people see, and how figures are read from the command's JSON.
# shellcheck shell=bash

if [[ -t 1 ]]; then bold=$'\e[1m' dim=$'\e[2m' plain=$'\e[0m'; else bold= dim= plain=; fi
since() { awk -v from="$1" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.1f", to - from }'; }
began=$EPOCHREALTIME
step_began=
title() { printf '\n%s%s%s\n' "$bold" "$1" "$plain"; }
begin() { step_began=$EPOCHREALTIME; printf '  %-62s' "$1"; }
end() { printf '%s%6s s%s%s\n' "$dim" "$(since "$step_began")" "${1:+  $1}" "$plain"; }
say() { printf '  %s\n' "$1"; }
indent() { sed 's/^/  /'; }
fail() { printf '\nops/demo: %s\n' "$1" >&2; exit 1; }
fell_short() { shortfalls+=("$1"); printf '  %sFELL SHORT: %s%s\n' "$bold" "$1" "$plain"; }

figure() { sed -E ':a; s/([0-9])([0-9]{3})($|,)/\1,\2\3/; ta' <<<"$1"; }

# A label and up to three figures, right-aligned.
row() {
    local label=$1
    shift
    printf '  %-38s' "$label"
    if (($# > 0)); then printf ' %13s' "$@"; fi
    printf '\n'
}

# The JSON of one answer, one object that begins with the given member to the line, no space between members.
objects() {
    { tr -d '\n'; echo; } | sed -E 's/"([A-Za-z]+)": +/"\1":/g; s/, +"/,"/g; s/\{ +"/{"/g' | sed "s/{\"$1\":/\n{\"$1\":/g"
}

# A figure by its name: a number, or the minor units of an amount.
each_value() {
    grep -oE "\"$1\": *(-?[0-9]+|\{[^}]*\})" | grep -oE -- '-?[0-9]+ *\}?$' | tr -d ' }'
}
value_of() { tr -d '\n' | each_value "$1" | head -n 1; }
text_of() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" <<<"$2"; }
sum() { awk '{ n += $1 } END { print n + 0 }'; }
sum_above_zero() { awk '$1 > 0 { n += $1 } END { print n + 0 }'; }
