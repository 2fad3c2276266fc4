# Databases that are made once and copied for each start: filling them over HTTP would take longer
# than the measurements. The program that makes them uses the store of the very build under test.

prepare_fleet() { # AGENTS
  local folder=$work/fleet-$1
  [ -e "$folder/ids" ] && return
  say "preparing a database of $(grouped "$1") agents …"
  mkdir "$folder"
  "$java" --enable-native-access=ALL-UNNAMED -cp "$jars/*" \
    "$bench/store/src/main/java/dev/agentregistry/bench/Fleet.java" "$1" "$folder"
}
