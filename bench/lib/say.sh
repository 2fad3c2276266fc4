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
    rest = sprintf("%d", n)
    for (text = ""; length(rest) > 3; rest = substr(rest, 1, length(rest) - 3)) {
      text = "," substr(rest, length(rest) - 2) text
    }
    print rest text
  }'
}
