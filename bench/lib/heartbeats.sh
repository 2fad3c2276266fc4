# Heartbeats per second, durable and in memory in turn, and how long the longest of them takes.

measure_heartbeats() {
  local round agents kinds kind
  for ((round = 1; round <= rounds; round++)); do
    for agents in "${sizes[@]}"; do
      prepare_fleet "$agents"
      # Who is first alternates: the second finds a warmer machine.
      kinds=(durable in_memory)
      ((round % 2)) || kinds=(in_memory durable)
      for kind in "${kinds[@]}"; do
        say "heartbeats: round $round of $rounds, $(grouped "$agents") agents, $kind …"
        "heartbeats_$kind" "$agents" "$round"
      done
    done
  done
}

heartbeats_durable() { # AGENTS ROUND
  start_durable durable "$1"
  heartbeats durable "$1" "$warm_up"
  watch_log durable "heartbeats.durable.$1" "$2"
  measure_server durable "heartbeats.durable.$1" "$1" "$2"
}

heartbeats_in_memory() { # AGENTS ROUND
  start_in_memory in_memory
  register_fleet in_memory "$1"
  heartbeats in_memory "$1" "$warm_up"
  measure_server in_memory "heartbeats.in_memory.$1" "$1" "$2"
}

measure_server() { # SERVER NAME AGENTS ROUND
  heartbeats "$1" "$3" "$seconds"
  end_watch "$2" "$4"
  record_load "$2" "$4"
  record "$2.resident" "$4" "$(memory "$1" VmRSS)"
  record "$2.peak" "$4" "$(memory "$1" VmHWM)"
  require_agents "$1" "$3"
  stop_server "$1"
  unset "sent[$1]"
}

# Notes the size of the write-ahead log a few times a second.
watch_log() { # SERVER
  local log=$work/$1/agents.db-wal
  while sleep 0.25; do
    stat -c %s "$log" 2>/dev/null || true
  done >"$work/log-sizes" &
  watch_pid=$!
}

end_watch() { # NAME ROUND
  [ -n "$watch_pid" ] || return 0
  kill "$watch_pid"
  wait "$watch_pid" 2>/dev/null || true
  watch_pid=
  record "$1.log" "$2" "$( (maximum | grep . || echo 0) <"$work/log-sizes")"
}

measure_pause() {
  local agents
  agents=$(smallest)
  prepare_fleet "$agents"
  say "longest pause: $pause_seconds s over $(grouped "$agents") agents …"
  start_durable durable "$agents"
  heartbeats durable "$agents" "$warm_up"
  heartbeats durable "$agents" "$pause_seconds"
  record_load pause 1
  stop_server durable
}
