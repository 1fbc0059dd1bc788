# Runs COMMAND as a child and ends it when standard input closes, which is when the JVM that holds its other end is
# gone, however it went. Called as: bash -p -c 'eval "$TAILBACK_LEASH"' leash LOG PID_FILE COMMAND...
# Prints the child's pid once the pid file is there, and exits with the child's status. Bash 3.2 (macOS) is enough.
unset TAILBACK_LEASH
umask 077 # logs, topics and journals tell of orders and cards: they are their owner's alone
log=$1 pid_file=$2
shift 2

# Sets `started`, which tells this life of a process from a later one that was given the same pid.
look_up_start() {
  local stat=
  if [ -d /proc/self ]; then
    read -r stat 2>/dev/null <"/proc/$1/stat"
    set -- ${stat##*) } # the command's name may hold blanks; what follows it begins with field 3
    started=${20:-}
  else
    set -- $(LC_ALL=C TZ=UTC ps -o lstart= -p "$1")
    started=$*
  fi
}

# A Ctrl-C in the terminal reaches the whole foreground group, us included: it is the JVM's to deal with.
trap '' INT QUIT HUP
child=
trap '[ -z "$child" ] || kill -TERM "$child"' TERM

: >>"$log" || exit
exec 2>/dev/null # bash tells of jobs that end; who is waiting for a pid must not read that

set -m # each of the two gets a process group of its own
(
  trap - INT QUIT HUP
  exec "$@"
) </dev/null >>"$log" 2>&1 &
child=$!
(
  while read -r _; do :; done
  kill -TERM "$child"
  kill -CONT "$child" # a stopped process hears nothing but KILL and CONT
  for second in 1 2 3 4 5 6 7 8 9 10; do
    sleep 1
    kill -0 "$child" || exit
    [ "$second" != 3 ] || kill -INT "$child" # PostgreSQL: TERM waits for the last client, INT does not
  done
  kill -KILL "-$child"
) <&0 >/dev/null 2>&1 &
guard=$!
set +m

look_up_start "$child"
if [ -n "$started" ]; then
  { echo "$child $started" >"$pid_file.new" && mv -f "$pid_file.new" "$pid_file"; } || echo "cannot write $pid_file"
fi
trap '' PIPE
echo "$child"
exec </dev/null >/dev/null

# A signal to us interrupts `wait`, so ask again while the child lives, and once more for its own status.
while :; do
  wait "$child"
  status=$?
  kill -0 "$child" || break
done
wait "$child"
again=$?
[ "$again" = 127 ] || status=$again

kill -KILL "-$child" # what the child left behind in its group
kill -KILL "-$guard"
wait "$guard"
read -r named <"$pid_file"
[ "$named" != "$child $started" ] || rm -f "$pid_file"
exit "$status"
