# The results as Markdown: the goals first, then what they come from. Values that were not taken
# leave their cells empty.

report() {
  local few many part
  few=$(grouped "$(smallest)")
  many=$(grouped "$(largest)")
  report_run
  report_goals
  for part in "${parts[@]}"; do
    "report_$part"
  done
}

report_run() {
  cat <<END
### The run

- $(date -u +%Y-%m-%d), commit $(commit)
- $(nproc) cores ($(processor)), $(installed_memory) GB of memory, Linux $(uname -r)
- Java $(java_version), $(wrk -v | sed -n '1s/ \[.*//p')
- wrk with one thread and $connections connections on the same cores
- rounds: $rounds, each load $seconds s after $warm_up s of warming up; figures are medians of the rounds
- load averages at the start and at the end: $load_before and $(load_average)
END
  if [ "${#errors_seen[@]}" -eq 0 ]; then
    echo "- no request failed"
  else
    printf -- '- **requests failed, so these figures are worth nothing**: %s\n' "${errors_seen[@]}"
  fi
}

commit() {
  git -C "$root" describe --always --dirty 2>/dev/null || echo unknown
}

processor() {
  sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1
}

installed_memory() {
  awk '/^MemTotal/ { printf "%.0f", $2 / 1e6 }' /proc/meminfo
}

java_version() {
  sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"/\1/p' "${java%/bin/java}/release"
}

load_average() {
  cut -d ' ' -f 1 /proc/loadavg
}

report_goals() {
  local durable_few durable_many
  durable_few=heartbeats.durable.$(smallest)
  durable_many=heartbeats.durable.$(largest)
  cat <<END

### Goals

| figure | goal | measured | reached |
| --- | --- | --- | --- |
END
  durable_to_memory "$(smallest)" | median |
    goal "durable heartbeats at $few agents ÷ the same server in memory" '≥' 0.70
  ratios "$durable_many.rate" "$durable_few.rate" | median |
    goal "durable heartbeats at $many agents ÷ durable at $few" '≥' 0.50
  values "$durable_few.p99" | median | scaled 1000 |
    goal "p99 of durable heartbeats at $few agents" '≤' 12 ' ms'
  values pause.longest | maximum | scaled 1000 |
    goal "longest pause in $pause_seconds s of them" '≤' 100 ' ms'
  worst_goal_of_reads |
    goal "first page, filtered pages, \`total\` at $many ÷ at $(grouped "$small") (p50, the worst)" '≤' 3
  values "$durable_many.peak" | maximum | scaled 1024 |
    goal "resident memory serving $many agents under load (the highest)" '≤' 400 ' MB'
  values prune.rate | median |
    goal "pruning half of $many beside heartbeats, rows/s" '≥' 50000
  values prune.beside.p99 | median | scaled 1000 |
    goal "p99 of heartbeats beside it" '≤' 100 ' ms'
  values startup.serve.cached | median | scaled 1000 |
    goal "until the port answers" '≤' 0.7 ' s'
  values startup.list.cached | median | scaled 1000 |
    goal "\`agents list -o json\` on a small file" '≤' 0.45 ' s'
}

# Takes the value on standard input.
goal() { # FIGURE RELATION LIMIT [UNIT]
  local value= reached='not measured'
  read -r value || true
  if [ -n "$value" ]; then
    reached=$(awk -v value="$value" -v limit="$3" -v relation="$2" 'BEGIN {
      print (relation == "≥" ? value >= limit : value <= limit) ? "yes" : "**no**" }')
    value=$(shown "$value")${4:-}
  fi
  row "$1" "$2 $3${4:-}" "$value" "$reached"
}

report_heartbeats() {
  local agents
  cat <<END

### Heartbeats

| agents | store | ÷ in memory | the rounds' | requests/s | p50 | p99 | longest | resident (peak) | log |
| ---: | --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |
END
  for agents in "${sizes[@]}"; do
    report_server "$agents" durable "**$(durable_to_memory "$agents" | median | as_text)**" \
      "$(durable_to_memory "$agents" | minimum | as_text) to $(durable_to_memory "$agents" |
        maximum | as_text)"
    report_server "$agents" in_memory '' ''
  done
}

report_server() { # AGENTS STORE RATIO SPREAD
  local name=heartbeats.$2.$1
  row "$(grouped "$1")" "${2/_/ }" "$3" "$4" "$(count "$name.rate")" \
    "$(time_of "$name.p50")" "$(time_of "$name.p99")" "$(longest "$name.longest")" \
    "$(values "$name.resident" | median | scaled 1024 | as_text ' MB') ($(values "$name.peak" |
      maximum | scaled 1024 | as_text ' MB'))" \
    "$(values "$name.log" | maximum | scaled 1048576 | as_text ' MB')"
}

report_pause() {
  echo
  echo "Durable heartbeats of $few agents for $pause_seconds s: the longest took" \
    "$(longest pause.longest), the 99th percentile $(time_of pause.p99)."
}

report_reads() {
  local name few above below
  few=$(grouped "$small")
  cat <<END

### Reads

| query | p50 at $many ÷ at $few | p50 at $few | p50 at $many | p99 at $few | p99 at $many |
| --- | ---: | ---: | ---: | ---: | ---: |
END
  for name in "${read_names[@]}" beside; do
    above=reads.$name.$(largest)
    below=reads.$name.$small
    row "${read_title[$name]}" "**$(ratios "$above.p50" "$below.p50" | median | as_text)**" \
      "$(time_of "$below.p50")" "$(time_of "$above.p50")" \
      "$(time_of "$below.p99")" "$(time_of "$above.p99")"
  done
  echo
  echo "$connections connections; beside heartbeats, which have as many, $readers_beside." \
    "Heartbeats/s meanwhile: $(count "reads.beside.$small.heartbeats.rate") at $few agents," \
    "$(count "reads.beside.$(largest).heartbeats.rate") at $many."
}

# Those of the goal: the others are for comparison.
worst_goal_of_reads() {
  local name
  for name in first total common rare host; do
    ratios "reads.$name.$(largest).p50" "reads.$name.$small.p50" | median
  done | maximum
}

report_prune() {
  cat <<END

### A prune beside heartbeats

| heartbeats | requests/s | p50 | p99 | longest |
| --- | ---: | ---: | ---: | ---: |
END
  report_heartbeats_of_prune 'before it' prune.before
  report_heartbeats_of_prune 'during it' prune.beside
  echo
  echo "Removed: $(count prune.removed) of $many agents, $(count prune.rate) a second."
}

report_heartbeats_of_prune() { # TITLE NAME
  row "$1" "$(count "$2.rate")" "$(time_of "$2.p50")" "$(time_of "$2.p99")" "$(longest "$2.longest")"
}

report_startup() {
  cat <<END

### Start-up

| what | ÷ without the launcher's caches | time | without |
| --- | ---: | ---: | ---: |
END
  report_start serve 'until the port of `agents serve` answers'
  report_start list "\`agents list -o json\`, $(grouped "$small") agents in the file"
  echo
  echo "Medians of $starts starts, in turn."
}

report_start() { # COMMAND TITLE
  local with=startup.$1.cached without=startup.$1.plain
  row "$2" "**$(ratios "$with" "$without" | median | as_text)**" \
    "$(values "$with" | median | as_text ' ms')" "$(values "$without" | median | as_text ' ms')"
}

durable_to_memory() { # AGENTS
  ratios "heartbeats.durable.$1.rate" "heartbeats.in_memory.$1.rate"
}

row() { # CELL...
  printf '|'
  printf ' %s |' "$@"
  printf '\n'
}

# The median of plain numbers.
count() { # NAME
  values "$1" | median | as_text
}

# The median of times.
time_of() { # NAME
  values "$1" | median | scaled 1000 | as_text ' ms'
}

# The longest of times.
longest() { # NAME
  values "$1" | maximum | scaled 1000 | as_text ' ms'
}

# Numbers one a line, divided by a factor.
scaled() { # FACTOR
  awk -v factor="$1" '{ print $1 / factor }'
}

# A number on standard input, and its unit; nothing where there is none.
as_text() { # [UNIT]
  local number
  while read -r number; do
    printf '%s%s' "$(shown "$number")" "${1:-}"
  done
}

# A number with as many digits as mean something.
shown() { # NUMBER
  if awk -v n="$1" 'BEGIN { exit n >= 100 }'; then
    awk -v n="$1" 'BEGIN { printf n < 10 ? "%.2f" : "%.1f", n }'
  else
    grouped "$1"
  fi
}
