# How long the first answer of a server takes, and a short command, with the launcher's caches and
# without.

short_flags=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC) # as the launcher runs short commands

measure_startup() {
  local start database=$work/startup/agents.db
  prepare_fleet "$small"
  mkdir -p "$work/startup"
  cp "$work/fleet-$small/agents.db" "$database"
  # One more than counts: the first finds files that are not in memory yet.
  for ((start = 0; start <= starts; start++)); do
    say "start-up: $start of $starts …"
    time_server "$start" cached "$root/agents" serve --db "$database"
    time_server "$start" plain "$java" -jar "$jars/agent-cli.jar" serve --db "$database"
    time_list "$start" cached "$root/agents" list --db "$database" -o json
    time_list "$start" plain "$java" "${short_flags[@]}" -jar "$jars/agent-cli.jar" \
      list --db "$database" -o json
  done
}

time_server() { # START KIND COMMAND...
  local start=$1 kind=$2 status
  shift 2
  start_server startup "$work/startup" "$@"
  status=$(first_answer)
  record_start "startup.serve.$kind" "$start"
  [ "$status" = 401 ] || fail "the first answer was $status"
  stop_server startup
}

# The status of a request without a token, sent without starting a program for it.
first_answer() {
  local address=${server_url[startup]#http://} status
  exec 4<>"/dev/tcp/${address%:*}/${address##*:}"
  printf 'GET /api/agents HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "$address" >&4
  read -r _ status _ <&4
  exec 4>&-
  printf '%s' "$status"
}

time_list() { # START KIND COMMAND...
  local start=$1 kind=$2
  shift 2
  started_at=$EPOCHREALTIME
  "$@" >"$work/list"
  record_start "startup.list.$kind" "$start"
}

# Milliseconds since it was started.
record_start() { # NAME START
  local now=$EPOCHREALTIME
  [ "$2" -eq 0 ] || record "$1" "$2" $(((${now/[.,]/} - ${started_at/[.,]/}) / 1000))
}
