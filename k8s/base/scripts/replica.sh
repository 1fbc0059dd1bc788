#!/bin/bash
# Starts a streaming replica: copies the primary the first time, follows it from then on.
set -euo pipefail
PGPASSWORD=${PGPASSWORD:-$(cat /secrets/secret)}
export PGPASSWORD # libpq reads it, also in the server's own process that follows the primary
primary="host=postgres port=5432 user=relay application_name=replica"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  rm -rf "${PGDATA:?}"/* # what a copy that was interrupted left
  until pg_basebackup -d "$primary" -D "$PGDATA" --wal-method=stream --create-slot --slot=replica --checkpoint=fast \
    || pg_basebackup -d "$primary" -D "$PGDATA" --wal-method=stream --slot=replica --checkpoint=fast; do
    echo "the primary cannot be copied yet; trying again in 2 s"
    sleep 2
  done
  touch "$PGDATA/standby.signal"
fi
chmod 700 "$PGDATA"
exec "$@" -c primary_conninfo="$primary" -c primary_slot_name=replica -c hot_standby_feedback=on
