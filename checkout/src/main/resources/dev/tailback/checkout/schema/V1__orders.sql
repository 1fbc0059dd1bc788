CREATE TABLE orders (
  id          uuid        PRIMARY KEY,
  state       text        NOT NULL CHECK (state IN ('placed', 'confirmed', 'rejected')),
  total_cents bigint      NOT NULL,
  trace_id    text        NOT NULL,
  placed_at   timestamptz NOT NULL,
  ended_at    timestamptz,
  CHECK ((state = 'placed') = (ended_at IS NULL))
);
