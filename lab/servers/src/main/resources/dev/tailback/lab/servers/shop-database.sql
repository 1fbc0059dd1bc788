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

-- Up to which transaction the relay has compared the outboxes with Kafka, and from which offsets it goes on. A stage
-- drops a day of its outbox only when all of it is older than that. Deleting the row has everything compared anew.
CREATE TABLE IF NOT EXISTS relay.reconciled (
  one           boolean     PRIMARY KEY DEFAULT true CHECK (one),
  snapshot      pg_snapshot NOT NULL,
  partitions    text[]      NOT NULL, -- topic-partition
  offsets       bigint[]    NOT NULL,
  reconciled_at timestamptz NOT NULL
);
GRANT SELECT ON relay.reconciled TO catalog, checkout, inventory;
GRANT SELECT, INSERT, UPDATE ON relay.reconciled TO relay;

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

-- Makes the slot anew if it is lost or missing: what the old one had not told yet, the relay's reconciler publishes.
-- With its caller's rights, so for the relay and the superuser only. Waits for the transactions that are writing.
CREATE OR REPLACE FUNCTION relay.renew_slot() RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  status text;
BEGIN
  SELECT coalesce(wal_status, 'unknown') INTO status FROM pg_replication_slots WHERE slot_name = 'relay';
  IF status <> 'lost' THEN
    RAISE EXCEPTION 'the replication slot relay is not lost but %', status
      USING HINT = 'Only a lost or missing slot is made anew: this one still tells every row.';
  END IF;
  IF status = 'lost' THEN
    PERFORM pg_drop_replication_slot('relay');
  END IF;
  PERFORM pg_create_logical_replication_slot('relay', 'pgoutput');
END
$$;
REVOKE ALL ON FUNCTION relay.renew_slot() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION relay.renew_slot() TO relay;
COMMIT;

-- Outside that transaction: a slot cannot be made in one that has written.
SELECT pg_create_logical_replication_slot('relay', 'pgoutput')
  WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = 'relay');
