#!/bin/sh
# Writes a random secret for each role into a volume, the first time only: a folder for each, so that a container can be
# given its own and no other.
set -eu
cd /secrets
for role in postgres catalog checkout inventory relay spans_admin spans_writer monitor grafana token; do
  mkdir -p "$role"
  if [ ! -s "$role/secret" ]; then
    (umask 077; head -c 24 /dev/urandom | base64 | tr -d '+/=\n' > "$role/.new")
    chmod 444 "$role/.new" # the processes run as users of their own
    mv "$role/.new" "$role/secret"
  fi
done
