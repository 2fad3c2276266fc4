# What is told while it runs goes to standard error: standard output is for the report.

say() {
  printf 'bench: %s\n' "$*" >&2
}

fail() {
  say "$*"
  exit 1
}

# A number with its thousands apart: 1000000 is 1,000,000.
grouped() {
  awk -v n="$1" 'BEGIN {
    n = sprintf("%d", n)
    while (n ~ /[0-9][0-9][0-9][0-9]/ && match(n, /[0-9]+/)) {
      head = substr(n, 1, RLENGTH)
      n = substr(head, 1, length(head) - 3) "," substr(head, length(head) - 2) substr(n, RLENGTH + 1)
    }
    print n
  }'
}
