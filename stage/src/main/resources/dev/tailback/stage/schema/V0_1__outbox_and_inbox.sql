-- The two halves of reliable messaging, in every stage's own schema. Both are partitioned by the time inside the
-- UUIDv7; days are made ahead and dropped by age.

-- Insert-only; the relay reads it from the WAL.
CREATE TABLE outbox (
  id          uuid        PRIMARY KEY,
  topic       text        NOT NULL,
  key         uuid        NOT NULL,
  type        text        NOT NULL,
  payload     json        NOT NULL,
  traceparent text,
  created_at  timestamptz NOT NULL
) PARTITION BY RANGE (id);

CREATE TABLE inbox (
  event_id uuid PRIMARY KEY
) PARTITION BY RANGE (event_id);

SELECT relay.carry_outbox();
