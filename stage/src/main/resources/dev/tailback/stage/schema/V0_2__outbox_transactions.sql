-- Which transaction wrote a row. Ids sort by a time that was read before the commit, however long before: only the
-- transaction says which rows a snapshot saw, and so what the relay's reconciler has compared with Kafka.
ALTER TABLE outbox ADD COLUMN transaction_id bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint);
CREATE INDEX outbox_transaction_id ON outbox (transaction_id);
