# Load by wrk: one thread, connections that stay open.

declare -A sent=() # how many heartbeats a server was sent: the next load goes on from there
declare -A load=() # what the last load came to; times in microseconds
load_pid= # the load that runs
load_output=
loads=0
aside=() # a load that runs beside the one that is measured

# Starts a load in the background.
start_load() { # SERVER CONNECTIONS SECONDS SCRIPT PATH SETTING...
  local url=${server_url[$1]}$5 connections=$2 duration=$3 script=$4
  shift 5
  loads=$((loads + 1))
  load_output=$work/load-$loads
  : >"$load_output"
  (
    cd "$bench/lua"
    exec wrk -t 1 -c "$connections" -d "$duration" --timeout 30s -s "$script.lua" "$url" -- \
      "token=$work/token" "$@"
  ) >"$load_output" 2>&1 &
  load_pid=$!
}

# Waits for the end of the load.
await_load() {
  wait "$load_pid" || true
  load_pid=
  read_load
}

# Ends the load before its time.
end_load() {
  # It hears the signal only once it has begun.
  while kill -INT "$load_pid" 2>/dev/null; do
    sleep 0.05
  done
  await_load
}

# Lets the load that runs go on, while another one is started and ends.
set_aside() {
  aside=("$load_pid" "$load_output")
  load_pid=
}

end_aside() {
  load_pid=${aside[0]}
  load_output=${aside[1]}
  aside=()
  end_load
}

stop_all_loads() {
  local pid
  for pid in $load_pid ${aside[0]:-}; do
    kill -KILL "$pid" 2>/dev/null || true
  done
}

read_load() {
  local result values
  result=$(grep '^result ' "$load_output") || {
    cat "$load_output" >&2
    fail "wrk did not end well, see above"
  }
  read -r -a values <<<"${result#result }"
  load=([requests]=${values[0]} [duration]=${values[1]} [p50]=${values[2]} [p99]=${values[3]}
    [longest]=${values[4]} [errors]=${values[5]})
  load[rate]=$((load[requests] * 1000000 / load[duration]))
}

# Starts heartbeats of all agents in turn, or with a step of 2 of those with even numbers.
start_heartbeats() { # SERVER AGENTS SECONDS STEP [SETTING...]
  local name=$1 agents=$2 duration=$3 step=$4
  shift 4
  start_load "$name" "$connections" "$duration" heartbeats /api/agents/heartbeat \
    "agents=$agents" "skipped=$work/fleet-$agents/skipped" "start=${sent[$name]:-0}" \
    "step=$step" "$@"
}

# The same, from start to end.
heartbeats() { # SERVER AGENTS SECONDS [STEP]
  start_heartbeats "$1" "$2" "$3" "${4:-1}"
  await_load
  sent[$1]=$((${sent[$1]:-0} + load[requests]))
}

# Sends each agent's first heartbeat.
register_fleet() { # SERVER AGENTS
  # Some more than there are: when they are sent, the agents' own are answered.
  start_heartbeats "$1" "$2" 1200 1 "count=$(($2 + 20 * connections))"
  until grep -q '^sent' "$load_output"; do
    kill -0 "$load_pid" 2>/dev/null || break
    sleep 0.1
  done
  end_load
  note_errors "registering $2 agents" "${load[errors]}"
  sent[$1]=0
}

# Sends the same request over and over.
reads() { # SERVER CONNECTIONS SECONDS PATH [SETTING]
  start_load "$1" "$2" "$3" reads "${@:4}"
  await_load
}

record_load() { # NAME ROUND
  local figure
  for figure in rate p50 p99 longest errors; do
    record "$1.$figure" "$2" "${load[$figure]}"
  done
  note_errors "$1, round $2" "${load[errors]}"
}
