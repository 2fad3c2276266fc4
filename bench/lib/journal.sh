# The same server over the same store, with its journal and with each heartbeat written in place.

journal_classes= # the server that can do both

measure_journal() {
  local round agents kinds kind
  compile_journal_server
  for ((round = 1; round <= rounds; round++)); do
    for agents in "${sizes[@]}"; do
      prepare_fleet "$agents"
      kinds=(journal in_place)
      ((round % 2)) || kinds=(in_place journal)
      for kind in "${kinds[@]}"; do
        say "journal: round $round of $rounds, $(grouped "$agents") agents, ${kind/_/ } …"
        journal_heartbeats "$kind" "$agents" "$round"
      done
    done
  done
}

# The store has no switch for it; these classes look inside.
compile_journal_server() {
  local sources=$bench/store/src/main/java/dev/agentregistry
  journal_classes=$work/journal-classes
  "${java}c" -d "$journal_classes" -cp "$jars/*" \
    "$sources/persistence/sqlite/Stores.java" "$sources/bench/StoreServer.java"
}

journal_heartbeats() { # KIND AGENTS ROUND
  local folder=$work/$1 name=journal.$1.$2
  rm -rf "$folder" && mkdir "$folder"
  cp "$work/fleet-$2/agents.db" "$folder/agents.db"
  start_server "$1" "$folder" "$java" "${java_flags[@]}" --enable-native-access=ALL-UNNAMED \
    -cp "$journal_classes:$jars/*" dev.agentregistry.bench.StoreServer "$1" "$folder/agents.db"
  heartbeats "$1" "$2" "$warm_up"
  heartbeats "$1" "$2" "$seconds"
  record_load "$name" "$3"
  require_agents "$1" "$2"
  stop_server "$1"
  unset "sent[$1]"
}
