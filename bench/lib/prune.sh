# A prune of the half that has been silent for long, while the other half goes on beating.

measure_prune() {
  local round agents
  agents=$(largest)
  prepare_fleet "$agents"
  for ((round = 1; round <= rounds; round++)); do
    say "prune: round $round of $rounds, half of $(grouped "$agents") agents …"
    start_durable prune "$agents"
    heartbeats prune "$agents" "$warm_up" 2
    heartbeats prune "$agents" "$seconds" 2
    record_load prune.before "$round"
    prune_beside_heartbeats "$agents" "$round"
    stop_server prune
    unset "sent[prune]"
  done
}

prune_beside_heartbeats() { # AGENTS ROUND
  local answer=$work/pruned time removed
  start_heartbeats prune "$1" 1200 2
  time=$(ask prune /api/agents/prune -o "$answer" -w '%{time_total}' \
    -H 'Content-Type: application/json' -d '{"older_than":"7d","force":true}') ||
    fail "the prune was refused: $(cat "$answer")"
  end_load
  record_load prune.beside "$2"
  removed=$(member removed <"$answer")
  record prune.removed "$2" "$removed"
  record prune.rate "$2" "$(awk -v rows="$removed" -v time="$time" 'BEGIN { print rows / time }')"
  require_agents prune $(($1 - removed))
}
