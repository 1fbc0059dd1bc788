package dev.tailback.lab.doctor;

import dev.tailback.lab.doctor.ServerFacts.Statement;
import dev.tailback.lab.doctor.ServerFacts.Table;
import dev.tailback.lab.terminal.Amounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Of what PostgreSQL tells, all but the slot and the pools' sum. */
final class ServerChecks {
    private static final double WARN_CONNECTIONS = 0.7;
    private static final double BAD_CONNECTIONS = 0.9;
    private static final double WARN_BLOAT = 1.5;
    private static final double BAD_BLOAT = 2;
    // Every index of an empty table has pages, and the table none.
    private static final long WORTH_A_LOOK = 10_000_000;
    private static final double WARN_MILLIS = 5;
    private static final double BAD_MILLIS = 10;
    private static final int CALLS_THAT_TELL = 20;
    private static final double BAD_ERRORS_PERCENT = 5;
    private static final int LONGEST_QUERY = 90;
    /** As the fault slow-queries asks it of PostgreSQL. */
    private static final String SLEEP = "pg_sleep";

    private ServerChecks() {}

    static List<Check> checks(ServerFacts facts) {
        List<Check> checks = new ArrayList<>();
        checks.add(connections(facts));
        checks.add(sessions(facts));
        facts.databases()
                .forEach(size -> checks.add(Check.of(
                        "size of " + size.database(), Verdict.OK, size.bytes(), 0, Amounts.bytes(size.bytes()), "")));
        checks.add(bloat(facts.tables()));
        checks.add(slowest(facts.statements()));
        return List.copyOf(checks);
    }

    private static Check connections(ServerFacts facts) {
        int max = facts.maxConnections();
        return Check.of(
                "connections",
                Verdict.of(facts.connections(), WARN_CONNECTIONS * max, BAD_CONNECTIONS * max),
                facts.connections(),
                BAD_CONNECTIONS * max,
                facts.connections() + " of " + max + " are open",
                "see who has them: SELECT usename, application_name, count(*) FROM pg_stat_activity GROUP BY 1, 2");
    }

    private static Check sessions(ServerFacts facts) {
        double percent = facts.sessions() == 0 ? 0 : 100.0 * facts.sessionErrors() / facts.sessions();
        return Check.of(
                "connection errors",
                Verdict.of(percent, 0, BAD_ERRORS_PERCENT),
                percent,
                BAD_ERRORS_PERCENT,
                String.format(
                        Locale.ROOT,
                        "%d of %d sessions ended by a failure, a lost client or a kill (%.1f %%)",
                        facts.sessionErrors(),
                        facts.sessions(),
                        percent),
                "./tailback logs postgres tells of them; after a drill: SELECT pg_stat_reset() begins anew");
    }

    private static Check bloat(List<Table> tables) {
        Table worst = tables.stream()
                .filter(table -> table.bytes() + table.indexBytes() > WORTH_A_LOOK)
                .max(Comparator.comparingDouble(ServerChecks::ratio))
                .orElse(new Table("no table of more than 10 MB", 1, 0));
        return Check.of(
                "index bloat",
                Verdict.of(ratio(worst), WARN_BLOAT, BAD_BLOAT),
                ratio(worst),
                BAD_BLOAT,
                String.format(
                        Locale.ROOT,
                        "%s: indexes %s, %.1f times the table's %s",
                        worst.name(),
                        Amounts.bytes(worst.indexBytes()),
                        ratio(worst),
                        Amounts.bytes(worst.bytes())),
                "REINDEX TABLE CONCURRENTLY " + worst.name() + ", and drop what ./tailback spans report calls unused");
    }

    private static double ratio(Table table) {
        return table.bytes() == 0 ? 0 : (double) table.indexBytes() / table.bytes();
    }

    private static Check slowest(List<Statement> statements) {
        Statement worst = statements.stream()
                .filter(statement -> statement.calls() >= CALLS_THAT_TELL)
                .max(Comparator.comparingDouble(Statement::meanMillis))
                .orElse(new Statement("none was called " + CALLS_THAT_TELL + " times", "nobody", 0, 0));
        return Check.of(
                "slowest statement",
                Verdict.of(worst.meanMillis(), WARN_MILLIS, BAD_MILLIS),
                worst.meanMillis(),
                BAD_MILLIS,
                "%s on average over %d calls of %s: %s"
                        .formatted(
                                Amounts.millis(worst.meanMillis()),
                                worst.calls(),
                                worst.role(),
                                shortened(worst.query())),
                worst.query().contains(SLEEP)
                        ? "the fault slow-queries made it sleep: ./tailback clear, then SELECT pg_stat_statements_reset()"
                        : "EXPLAIN it: a scan that an index would spare? after the repair: SELECT pg_stat_statements_reset()");
    }

    private static String shortened(String query) {
        return query.length() <= LONGEST_QUERY ? query : query.substring(0, LONGEST_QUERY) + "…";
    }
}
