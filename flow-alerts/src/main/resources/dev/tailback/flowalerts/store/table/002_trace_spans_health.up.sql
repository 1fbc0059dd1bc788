-- A partitioned table has no size of its own: sizes are those of its leaves.
CREATE VIEW trace_spans_health AS
WITH told_once AS (
  SELECT DISTINCT ON (trace_id, span_id) trace_id, duration_ms, status, created_at
  FROM trace_spans
  ORDER BY trace_id, span_id, created_at DESC
), leaves AS (
  SELECT relid FROM pg_partition_tree('trace_spans') WHERE isleaf
)
SELECT count(*)                                                              AS total_spans,
       count(*) FILTER (WHERE created_at > now() - interval '24 hours')      AS spans_last_24h,
       count(*) FILTER (WHERE created_at > now() - interval '1 hour')        AS spans_last_hour,
       (SELECT pg_size_pretty(coalesce(sum(pg_table_size(relid)), 0)) FROM leaves)          AS table_size,
       (SELECT pg_size_pretty(coalesce(sum(pg_total_relation_size(relid)), 0)) FROM leaves) AS total_size_with_indexes,
       count(DISTINCT trace_id)                                              AS unique_traces,
       round(avg(duration_ms))                                               AS avg_duration_ms,
       count(*) FILTER (WHERE status = 'failed')                             AS failed_spans,
       count(*) FILTER (WHERE status = 'timeout')                            AS timeout_spans
FROM told_once;

GRANT SELECT ON trace_spans_health TO spans_writer;
