# Reads over few and over many agents, in turn: what grows with their number shows in the ratio.

# Each by a short name; NUMBER/2 and CURSOR are filled in.
read_names=(first total common rare host online stale staleid stats offset cursor one)
declare -A read_path=(
  [first]='/api/agents'
  [total]='/api/agents?limit=1'
  [common]='/api/agents?status=working'
  [rare]='/api/agents?status=blocked'
  [host]='/api/agents?hostname=build-00003'
  [online]='/api/agents?liveness=online'
  [stale]='/api/agents?liveness=stale'
  [staleid]='/api/agents?liveness=stale&sort=id'
  [stats]='/api/stats'
  [offset]='/api/agents?offset=HALF'
  [cursor]='/api/agents?sort=id&cursor=CURSOR'
  [one]='/api/agents'
)
declare -A read_title=(
  [first]='first page'
  [total]='`total` (`limit=1`)'
  [common]='first page of a status that 8 of 10 have'
  [rare]='first page of a status that 1 of 10 has'
  [host]='first page of a host'
  [online]='first page of the online, who are half of all'
  [stale]='first page of the stale'
  [staleid]='the same, `sort=id`'
  [stats]='counts of all (`/api/stats`)'
  [offset]='page in the middle, by offset'
  [cursor]='page in the middle, by cursor, `sort=id`'
  [one]='one agent by ID'
  [beside]='first page, beside heartbeats'
)
readers_beside=4 # connections of those who read while heartbeats come in

measure_reads() {
  local round name agents
  for agents in "$small" "$(largest)"; do
    prepare_fleet "$agents"
    start_durable "reads-$agents" "$agents"
    warm_up_reads "$agents"
  done
  for ((round = 1; round <= rounds; round++)); do
    for name in "${read_names[@]}"; do
      say "reads: round $round of $rounds, ${read_title[$name]} …"
      in_turn read_idle "$name" "$round"
    done
    say "reads: round $round of $rounds, ${read_title[beside]} …"
    in_turn read_beside beside "$round"
  done
  for agents in "$small" "$(largest)"; do
    record "reads.peak.$agents" 1 "$(memory "reads-$agents" VmHWM)"
    stop_server "reads-$agents"
  done
}

warm_up_reads() { # AGENTS
  local name
  say "reads: warming up over $(grouped "$1") agents …"
  for name in "${read_names[@]}"; do
    read_one_kind "$name" "$1" "$read_warm_up"
  done
}

# Does something over few and over many agents; who is first alternates.
in_turn() { # FUNCTION NAME ROUND
  local both agents
  both=("$small" "$(largest)")
  (($3 % 2)) || both=("$(largest)" "$small")
  for agents in "${both[@]}"; do
    "$1" "$2" "$agents" "$3"
  done
}

read_idle() { # NAME AGENTS ROUND
  read_one_kind "$1" "$2" "$seconds"
  record_load "reads.$1.$2" "$3"
}

read_one_kind() { # NAME AGENTS SECONDS
  local setting=()
  [ "$1" != one ] || setting=("ids=$work/fleet-$2/ids")
  reads "reads-$2" "$connections" "$3" "$(path_of "$1" "$2")" "${setting[@]}"
}

read_beside() { # NAME AGENTS ROUND
  local server=reads-$2
  start_heartbeats "$server" "$2" 600 1
  set_aside
  reads "$server" "$readers_beside" "$seconds" "${read_path[first]}"
  record_load "reads.$1.$2" "$3"
  end_aside
  record_load "reads.$1.$2.heartbeats" "$3"
}

path_of() { # NAME AGENTS
  local path=${read_path[$1]} half=$(($2 / 2))
  if [ "$1" = cursor ]; then
    path=${path/CURSOR/$(ask "reads-$2" "/api/agents?sort=id&limit=1&offset=$half" | member next)}
  fi
  printf '%s' "${path/HALF/$half}"
}
