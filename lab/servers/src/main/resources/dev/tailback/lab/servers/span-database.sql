-- What flow-alerts needs before it can keep spans. Run by a superuser inside the database of the spans; harmless to run
-- again. Passwords are set afterwards, by whoever keeps the secrets; tables are flow-alerts' own affair.
BEGIN;

-- The admin owns the database, makes and drops its tables; the writer does the daily work with the least that it needs.
DO $$
DECLARE
  needed text;
BEGIN
  FOREACH needed IN ARRAY ARRAY['spans_admin', 'spans_writer'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = needed) THEN
      EXECUTE format('CREATE ROLE %I LOGIN', needed);
    END IF;
  END LOOP;
  EXECUTE format('ALTER DATABASE %I OWNER TO spans_admin', current_database());
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO spans_writer', current_database());
END
$$;
CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
COMMIT;
