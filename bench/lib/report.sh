# The results as Markdown: the goals first, as ratios where they are ratios, then what they come from.

report() {
  report_run
  report_goals
  local part
  for part in "${parts[@]}"; do
    [ "$part" = pause ] || "report_$part"
  done
}

report_run() {
  cat <<END
### The run

- $(date -u +%Y-%m-%d), commit $(git -C "$root" describe --always --dirty 2>/dev/null || echo unknown)
- $(nproc) cores ($(processor)), $(awk '/^MemTotal/ { printf "%.0f GB", $2 / 1e6 }' /proc/meminfo) of memory, Linux $(uname -r)
- Java $(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"/\1/p' "${java%/bin/java}/release"), $(wrk -v | sed -n '1s/ \[.*//p')
- wrk with one thread and $connections connections on the same cores
- rounds: $rounds, each load $seconds s after $warm_up s of warming up; figures are medians of the rounds
- other work on the machine, as load averages at the start and at the end: $load_before and $(load_average)
END
  if [ "${#errors_seen[@]}" -eq 0 ]; then
    echo "- no request failed"
  else
    printf -- '- **requests failed, so these figures are worth nothing**: %s\n' "${errors_seen[@]}"
  fi
}

processor() {
  sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1
}

load_average() {
  cut -d ' ' -f 1 /proc/loadavg
}

report_goals() {
  local few many
  few=$(grouped "$(smallest)")
  many=$(grouped "$(largest)")
  cat <<END

### Goals

| figure | goal | measured | reached |
| --- | --- | --- | --- |
END
  goal "durable heartbeats at $few agents ÷ the same server in memory" '≥' 0.70 '' \
    "$(durable_to_memory "$(smallest)" | median)"
  goal "durable heartbeats at $many agents ÷ durable at $few" '≥' 0.50 '' \
    "$(ratios "heartbeats.durable.$(largest).rate" "heartbeats.durable.$(smallest).rate" | median)"
  goal "p99 of durable heartbeats at $few agents" '≤' 12 ' ms' \
    "$(values "heartbeats.durable.$(smallest).p99" | median | scaled 1000)"
  goal "longest pause in $pause_seconds s of them" '≤' 100 ' ms' "$(values pause.longest | scaled 1000)"
  goal "first page, filtered pages, \`total\` at $many ÷ at $(grouped "$small") (p50, the worst)" \
    '≤' 3 '' "$(for name in first total common rare host; do read_ratio "$name"; done | maximum)"
  goal "resident memory serving $many agents under load (the highest)" '≤' 400 ' MB' \
    "$(values "heartbeats.durable.$(largest).peak" | maximum | scaled 1024)"
  goal "pruning half of $many beside heartbeats, rows/s" '≥' 50000 '' "$(values prune.rate | median)"
  goal "p99 of heartbeats beside it" '≤' 100 ' ms' "$(values prune.beside.p99 | median | scaled 1000)"
  goal "until the port answers" '≤' 0.7 ' s' "$(values startup.serve.cached | median | scaled 1000)"
  goal "\`agents list -o json\` on a small file" '≤' 0.45 ' s' \
    "$(values startup.list.cached | median | scaled 1000)"
}

goal() { # FIGURE RELATION LIMIT UNIT VALUE
  local reached='not measured'
  if [ -n "$5" ]; then
    reached=$(awk -v value="$5" -v limit="$3" -v relation="$2" 'BEGIN {
      print (relation == "≥" ? value >= limit : value <= limit) ? "yes" : "**no**" }')
  fi
  printf '| %s | %s %s%s | %s | %s |\n' "$1" "$2" "$3" "$4" "${5:+$(shown "$5")$4}" "$reached"
}

report_heartbeats() {
  local agents
  cat <<END

### Heartbeats

| agents | ÷ in memory | the rounds' | durable/s | p50 | p99 | longest | resident (peak) | log | in memory/s | p50 | p99 | resident (peak) |
| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
END
  for agents in "${sizes[@]}"; do
    printf '| %s | **%s** | %s to %s | ' "$(grouped "$agents")" \
      "$(shown "$(durable_to_memory "$agents" | median)")" \
      "$(shown "$(durable_to_memory "$agents" | minimum)")" \
      "$(shown "$(durable_to_memory "$agents" | maximum)")"
    report_server "heartbeats.durable.$agents" \
      "$(values "heartbeats.durable.$agents.longest" | maximum | scaled 1000 | in_unit ms) | " \
      " $(values "heartbeats.durable.$agents.log" | maximum | scaled 1048576 | in_unit MB) | "
    report_server "heartbeats.in_memory.$agents" '' $'\n'
  done
  echo
  echo "Longest pause over $pause_seconds s at $(grouped "$(smallest)") agents:" \
    "$(values pause.longest | scaled 1000 | in_unit ms)."
}

report_server() { # NAME BEFORE_MEMORY AFTER_MEMORY
  printf '%s | %s | %s | %s%s (%s) |%s' \
    "$(shown "$(values "$1.rate" | median)")" \
    "$(values "$1.p50" | median | scaled 1000 | in_unit ms)" \
    "$(values "$1.p99" | median | scaled 1000 | in_unit ms)" \
    "$2" \
    "$(values "$1.resident" | median | scaled 1024 | in_unit MB)" \
    "$(values "$1.peak" | maximum | scaled 1024 | in_unit MB)" \
    "$3"
}

report_reads() {
  local name few many
  few=$(grouped "$small")
  many=$(grouped "$(largest)")
  cat <<END

### Reads

| query | p50 at $many ÷ at $few | p50 at $few | p50 at $many | p99 at $few | p99 at $many |
| --- | ---: | ---: | ---: | ---: | ---: |
END
  for name in "${read_names[@]}" beside; do
    printf '| %s | **%s** | %s | %s | %s | %s |\n' "${read_title[$name]}" \
      "$(shown "$(read_ratio "$name")")" \
      "$(values "reads.$name.$small.p50" | median | scaled 1000 | in_unit ms)" \
      "$(values "reads.$name.$(largest).p50" | median | scaled 1000 | in_unit ms)" \
      "$(values "reads.$name.$small.p99" | median | scaled 1000 | in_unit ms)" \
      "$(values "reads.$name.$(largest).p99" | median | scaled 1000 | in_unit ms)"
  done
  cat <<END

$connections connections; beside heartbeats (of $connections connections) $readers_beside. Heartbeats/s meanwhile:
$(shown "$(values "reads.beside.$small.heartbeats.rate" | median)") at $few agents, $(shown "$(values "reads.beside.$(largest).heartbeats.rate" | median)") at $many.
END
}

report_prune() {
  cat <<END

### A prune beside heartbeats

| agents removed | rows/s | heartbeats' p99 during it | before it | longest during it | heartbeats/s during it | before it |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| $(shown "$(values prune.removed | median)") | $(shown "$(values prune.rate | median)") | $(values prune.beside.p99 | median | scaled 1000 | in_unit ms) | $(values prune.before.p99 | median | scaled 1000 | in_unit ms) | $(values prune.beside.longest | maximum | scaled 1000 | in_unit ms) | $(shown "$(values prune.beside.rate | median)") | $(shown "$(values prune.before.rate | median)") |
END
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
  printf '| %s | **%s** | %s | %s |\n' "$2" \
    "$(shown "$(ratios "startup.$1.cached" "startup.$1.plain" | median)")" \
    "$(values "startup.$1.cached" | median | in_unit ms)" \
    "$(values "startup.$1.plain" | median | in_unit ms)"
}

durable_to_memory() { # AGENTS
  ratios "heartbeats.durable.$1.rate" "heartbeats.in_memory.$1.rate"
}

read_ratio() { # NAME
  ratios "reads.$1.$(largest).p50" "reads.$1.$small.p50" | median
}

# Numbers one a line, divided by a factor.
scaled() { # FACTOR
  awk -v factor="$1" '{ print $1 / factor }'
}

# A number with its unit; nothing where there is none.
in_unit() { # UNIT
  local number
  while read -r number; do
    printf '%s %s' "$(shown "$number")" "$1"
  done
}

# A number with as many digits as mean something.
shown() { # NUMBER
  [ -n "$1" ] || return 0
  if awk -v n="$1" 'BEGIN { exit !(n < 100) }'; then
    awk -v n="$1" 'BEGIN { printf n < 10 ? "%.2f" : "%.1f", n }'
  else
    grouped "$1"
  fi
}
