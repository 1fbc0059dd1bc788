DROP VIEW trace_spans_health;
