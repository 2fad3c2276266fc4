# The single values: a file with a line of name, round and value for each.

results=
errors_seen=()

record() { # NAME ROUND VALUE
  printf '%s\t%s\t%s\n' "$1" "$2" "$3" >>"$results"
}

# The values of a name, one a line.
values() { # NAME
  awk -F '\t' -v name="$1" '$1 == name { print $3 }' "$results"
}

# In each round the first value by the second, one a line: what both have in common (the machine's
# mood) falls out.
ratios() { # NAME NAME
  awk -F '\t' -v above="$1" -v below="$2" '
    $1 == above { a[$2] = $3 }
    $1 == below { b[$2] = $3 }
    END { for (round in a) if (b[round] > 0) print a[round] / b[round] }' "$results"
}

# Of numbers one a line; nothing where there are none.
median() {
  sort -g | awk '
    { v[NR] = $1 }
    END { if (NR) print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'
}

maximum() {
  sort -g | tail -n 1
}

minimum() {
  sort -g | head -n 1
}

# Requests that failed make every figure beside them worthless: they are told, and end in exit 1.
note_errors() { # WHERE COUNT
  if [ "$2" -ne 0 ]; then
    errors_seen+=("$1: $2")
    say "ERRORS: $1: $2 requests failed"
  fi
}
