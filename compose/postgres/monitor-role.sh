#!/bin/sh
# Run once, when the primary's data directory is made: a role that may read statistics and nothing else, for
# postgres_exporter.
set -eu
psql -v ON_ERROR_STOP=1 -U postgres -v password="$(cat /monitor/secret)" <<'SQL'
CREATE ROLE monitor LOGIN PASSWORD :'password' IN ROLE pg_monitor;
SQL
