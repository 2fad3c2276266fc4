# What is measured, and for how long.

sizes=(10000 100000 1000000)
small=1000 # the size that reads at the largest one are compared with
rounds=5
seconds=10
warm_up=15 # until the JVM has compiled it all and the write-ahead log is used again
read_warm_up=3
pause_seconds=60
starts=9
connections=64
parts=(heartbeats pause reads prune startup)
out=
keep=

usage() {
  cat <<END
Usage: bench/run [OPTION]...
Measures 'agents serve' under load and prints the results as Markdown.

  --agents N,N...  how many agents (default 10000,100000,1000000)
  --rounds N       how often each figure is taken, durable and in memory in turn (default 5)
  --seconds S      how long each load runs (default 10)
  --only PART,...  heartbeats, pause, reads, prune, startup (default all)
  --quick          a minute or two with few agents: shows that it works, measures nothing
  --out FILE       write the results to this file too
  --keep           keep the folder with databases, logs and single values
  --help           show this

Options count in their order: put --quick first to change what it sets.
END
}

read_options() {
  while [ $# -gt 0 ]; do
    case $1 in
      --quick) be_quick ;;
      --keep) keep=yes ;;
      --help | -h) usage && exit 0 ;;
      --agents | --rounds | --seconds | --only | --out)
        [ $# -gt 1 ] || wrong_usage "$1 needs a value"
        read_value "$1" "$2"
        shift
        ;;
      *) wrong_usage "unknown option '$1'" ;;
    esac
    shift
  done
}

read_value() { # OPTION VALUE
  case $1 in
    --agents)
      IFS=, read -r -a sizes <<<"$2"
      require_numbers "$1" "${sizes[@]}"
      mapfile -t sizes < <(printf '%s\n' "${sizes[@]}" | sort -n -u)
      ;;
    --rounds) require_numbers "$1" "$2" && rounds=$2 ;;
    --seconds) require_numbers "$1" "$2" && seconds=$2 ;;
    --only)
      IFS=, read -r -a parts <<<"$2"
      local part
      for part in "${parts[@]}"; do
        declare -F "measure_$part" >/dev/null || wrong_usage "--only knows no '$part'"
      done
      ;;
    --out) out=$2 ;;
  esac
}

be_quick() {
  sizes=(1000 2000)
  small=500
  rounds=1
  seconds=2
  warm_up=1
  read_warm_up=1
  pause_seconds=3
  starts=3
}

require_numbers() { # OPTION NUMBER...
  local option=$1 number
  shift
  for number; do
    [[ $number =~ ^[1-9][0-9]{0,6}$ ]] ||
      wrong_usage "$option takes whole numbers from 1 to 9999999, not '$number'"
  done
}

wrong_usage() {
  say "$* (see 'bench/run --help')"
  exit 2
}

smallest() {
  printf '%s' "${sizes[0]}"
}

largest() {
  printf '%s' "${sizes[-1]}"
}
