-- What the shop needs of a database before its first write. Run by a superuser inside the shop's database; harmless
-- to run again. Passwords are set afterwards, by whoever keeps the secrets.
BEGIN;

-- One role and one schema a stage: each owns its own and sees nothing of the others.
DO $$
DECLARE
  stage text;
BEGIN
  FOREACH stage IN ARRAY ARRAY['catalog', 'checkout', 'inventory'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = stage) THEN
      EXECUTE format('CREATE ROLE %I LOGIN', stage);
    END IF;
    EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION %I', stage, stage);
    EXECUTE format('ALTER ROLE %I SET search_path = %I', stage, stage);
  END LOOP;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'relay') THEN
    CREATE ROLE relay LOGIN REPLICATION;
  END IF;
END
$$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
CREATE EXTENSION IF NOT EXISTS pg_stat_statements;

CREATE SCHEMA IF NOT EXISTS relay;
GRANT USAGE ON SCHEMA relay TO catalog, checkout, inventory, relay;

-- On a quiet shop the relay's own heartbeat is what lets the slot let go of the WAL that other tables wrote.
CREATE TABLE IF NOT EXISTS relay.heartbeat (beat_at timestamptz PRIMARY KEY);
GRANT SELECT, INSERT, DELETE ON relay.heartbeat TO relay;

-- The publication stands before any table does: pgoutput refuses to decode a change that is older than it.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'outbox') THEN
    CREATE PUBLICATION outbox FOR TABLE relay.heartbeat
      WITH (publish = 'insert', publish_via_partition_root = true);
  END IF;
END
$$;

-- A stage's migration calls this for its own outbox, in the transaction that creates it: no row can be written that
-- the relay does not see. Only the superuser may alter the publication, so the function runs as its owner.
CREATE OR REPLACE FUNCTION relay.carry_outbox() RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  stage CONSTANT text := session_user;
  outbox CONSTANT regclass := to_regclass(format('%I.outbox', stage));
BEGIN
  IF stage NOT IN ('catalog', 'checkout', 'inventory') OR outbox IS NULL THEN
    RAISE EXCEPTION 'role % has no table %.outbox for the relay to carry', stage, stage
      USING HINT = 'Call relay.carry_outbox() as catalog, checkout or inventory, after CREATE TABLE outbox.';
  END IF;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO relay', stage);
  EXECUTE format('GRANT SELECT ON %s TO relay', outbox);
  IF NOT EXISTS (SELECT FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid
                 WHERE p.pubname = 'outbox' AND r.prrelid = outbox) THEN
    EXECUTE format('ALTER PUBLICATION outbox ADD TABLE %s', outbox);
  END IF;
END
$$;
REVOKE ALL ON FUNCTION relay.carry_outbox() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION relay.carry_outbox() TO catalog, checkout, inventory;
COMMIT;

-- Outside that transaction: a slot cannot be made in one that has written.
SELECT pg_create_logical_replication_slot('relay', 'pgoutput')
  WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = 'relay');
