#!/bin/sh
# Run once, when the primary's data directory is made: the relay's role may also replicate, for the streaming replica.
set -eu
echo 'host replication relay all scram-sha-256' >> "$PGDATA/pg_hba.conf"
