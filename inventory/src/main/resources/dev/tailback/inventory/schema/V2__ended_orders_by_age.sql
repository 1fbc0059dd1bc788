-- Not by the time inside the id: a cart may be submitted long after it was made.
ALTER TABLE ended_orders ADD COLUMN noted_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE ended_orders ALTER COLUMN noted_at DROP DEFAULT;
CREATE INDEX ended_orders_noted_at ON ended_orders (noted_at);
