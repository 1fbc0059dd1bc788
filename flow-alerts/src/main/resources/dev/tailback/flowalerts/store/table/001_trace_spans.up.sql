-- By outcome first, then by day: each has its own retention, and a day goes by dropping one table.
CREATE TABLE trace_spans (
  trace_id       uuid             NOT NULL,
  span_id        bytea            NOT NULL,
  parent_span_id bytea,
  service        text             NOT NULL,
  operation      text             NOT NULL,
  started_at     timestamptz      NOT NULL,
  ended_at       timestamptz      NOT NULL,
  duration_ms    double precision NOT NULL,
  status         text             NOT NULL CHECK (status IN ('completed', 'failed', 'timeout')),
  outcome        text             NOT NULL,
  order_id       text,
  metadata       jsonb            NOT NULL,
  created_at     timestamptz      NOT NULL DEFAULT now()
) PARTITION BY LIST (outcome);

CREATE TABLE trace_spans_successful PARTITION OF trace_spans FOR VALUES IN ('successful')
  PARTITION BY RANGE (started_at);
CREATE TABLE trace_spans_failed PARTITION OF trace_spans FOR VALUES IN ('failed')
  PARTITION BY RANGE (started_at);

-- None of them is unique: what is told twice is stored twice, and counts once when it is read.
CREATE INDEX trace_spans_trace_id ON trace_spans (trace_id);
CREATE INDEX trace_spans_order_id ON trace_spans (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX trace_spans_started_at ON trace_spans (started_at);
CREATE INDEX trace_spans_service_operation ON trace_spans (service, operation);

GRANT SELECT, INSERT, UPDATE ON trace_spans TO spans_writer;
