# The build that is measured.

# The first start builds and makes caches; it also makes the token, and tells which Java runs what.
look_at_the_build() {
  local pid
  start_in_memory first
  pid=${server_pid[first]}
  java=$(readlink "/proc/$pid/exe")
  jars=$(tr '\0' '\n' <"/proc/$pid/cmdline" | sed -n 's|/agent-cli\.jar$||p')
  printf 'Authorization: Bearer %s' "$(<"$work/token")" >"$work/header"
  stop_server first
}

# What the user has set for his own registry is not for these.
forget_settings() {
  local variable
  for variable in "${!AGENT_REGISTRY_@}"; do
    unset "$variable"
  done
}
