# Servers, each under a name. They listen on free ports, and all use the one token file.

declare -A server_pid=() server_url=()
started_at=

# Starts a server and waits until it says where it listens. Its log is in the folder.
start_server() { # NAME FOLDER COMMAND...
  local name=$1 folder=$2 line=
  shift 2
  mkdir -p "$folder"
  rm -f "$folder/out"
  mkfifo "$folder/out"
  # For reading and writing: so neither side waits for the other to open it.
  exec 3<>"$folder/out"
  started_at=$EPOCHREALTIME
  "$@" --port 0 --token-file "$work/token" >&3 2>"$folder/log" 3>&- &
  server_pid[$name]=$!
  until read -r -t 1 line <&3; do
    kill -0 "${server_pid[$name]}" 2>/dev/null || failed_to_start "$folder" "$@"
  done
  exec 3>&-
  server_url[$name]=${line##* }
}

failed_to_start() { # FOLDER COMMAND...
  cat "$1/log" >&2
  shift
  fail "the server did not start, see above: $*"
}

# A server over a copy of the fleet's database.
start_durable() { # NAME AGENTS
  local folder=$work/$1
  rm -rf "$folder" && mkdir "$folder"
  cp "$work/fleet-$2/agents.db" "$folder/agents.db"
  start_server "$1" "$folder" "$root/agents" serve --db "$folder/agents.db"
}

# An empty server without a database.
start_in_memory() { # NAME
  start_server "$1" "$work/$1" "$root/agents" serve --in-memory
}

stop_server() { # NAME
  local pid=${server_pid[$1]}
  kill -TERM "$pid" 2>/dev/null || true
  # It ends as every JVM that SIGTERM has stopped.
  wait "$pid" 2>/dev/null || true
  unset "server_pid[$1]"
}

stop_all_servers() {
  local name
  for name in "${!server_pid[@]}"; do
    stop_server "$name"
  done
}

# Asks a server; prints what it answers.
ask() { # NAME PATH [CURL'S ARGUMENT...]
  local name=$1 path=$2
  shift 2
  curl -sS --fail-with-body -m 600 -H "@$work/header" "$@" "${server_url[$name]}$path"
}

# A member of a JSON object that is a number or a plain text.
member() { # NAME
  sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p"
}

# Fails where a server has not exactly so many agents: then the load spoke for others.
require_agents() { # NAME AGENTS
  local total=
  total=$(ask "$1" '/api/agents?limit=1' | member total)
  [ "$total" -eq "$2" ] || fail "server '$1' has $total agents instead of $2"
}

# A figure of a server's memory in kB, such as VmRSS or VmHWM.
memory() { # NAME FIGURE
  awk -v figure="$2:" '$1 == figure { print $2 }' "/proc/${server_pid[$1]}/status"
}
