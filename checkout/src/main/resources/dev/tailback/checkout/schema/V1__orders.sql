CREATE TABLE orders (
  id            uuid        PRIMARY KEY,
  state         text        NOT NULL
                CHECK (state IN ('placed', 'reserved', 'confirmed', 'rejected', 'cancelled', 'failed')),
  reason        text, -- why it ended otherwise than confirmed
  total_cents   bigint      NOT NULL,
  card          text, -- unknown only of an order whose cart could not be read
  traceparent   text, -- of the span that placed it: what happens without a record continues its trace
  placed_at     timestamptz NOT NULL,
  patience_ends timestamptz NOT NULL,
  ended_at      timestamptz,
  CHECK ((state IN ('placed', 'reserved')) = (ended_at IS NULL))
);

-- The sweeper's question.
CREATE INDEX orders_waiting ON orders (patience_ends) WHERE ended_at IS NULL;

-- Authorisations to be undone, if there are any: an order ended otherwise than paid after the provider may have been asked.
CREATE TABLE voids (
  order_id        uuid        PRIMARY KEY,
  due_since       timestamptz NOT NULL,
  attempts        int         NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL,
  voided_at       timestamptz -- when the provider confirmed it
);

CREATE INDEX voids_due ON voids (next_attempt_at) WHERE voided_at IS NULL;
