package dev.tailback.flowalerts.incidents.causes;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What can be wrong with statements. */
final class DatabaseCauses {
    // Fewer are chance: a statement that waits for a checkpoint, say.
    private static final int A_FEW = 3;
    private static final double MANY = 0.3;
    private static final double HARDLY_ANY = 0.05;

    private DatabaseCauses() {}

    static List<Weighing> of(Facts facts) {
        List<Weighing> causes = new ArrayList<>();
        facts.tables().stream()
                .filter(table -> table.scans() > 0 || !table.missing().isEmpty())
                .map(table -> missingIndex(facts, table))
                .forEach(causes::add);
        facts.tables().stream()
                .filter(table -> table.slowWrites() >= A_FEW)
                .map(table -> hotRow(facts, table))
                .forEach(causes::add);
        causes.add(slowDatabase(facts));
        facts.tables().stream()
                .map(Facts.Table::service)
                .distinct()
                .map(service -> slowForOne(facts, service))
                .forEach(causes::add);
        causes.add(lostDatabase(facts));
        return causes;
    }

    private static Weighing missingIndex(Facts facts, Facts.Table table) {
        TreeSet<String> missing = new TreeSet<>(table.missing());
        boolean scannedBefore = facts.earlier().tables().stream()
                .anyMatch(before -> before.service().equals(table.service())
                        && before.name().equals(table.name())
                        && before.scans() >= table.scans());
        return new Weighing(
                        "missing-index",
                        missing.isEmpty()
                                ? "%s of %s is read whole".formatted(table.name(), table.service())
                                : "An index of %s is missing: %s".formatted(table.name(), String.join(", ", missing)))
                .fact(4, !missing.isEmpty(), "%s is declared and is not there", String.join(", ", missing))
                .fact(
                        3,
                        table.scans() >= A_FEW,
                        "%d of %d slow statements on %s read the whole table, says their plan",
                        table.scans(),
                        table.slow(),
                        table.name())
                .fact(
                        1,
                        table.slowShare() >= MANY,
                        "%.0f %% of the statements on %s take half a second or longer",
                        100 * table.slowShare(),
                        table.name())
                .fact(1, isFull(facts, table.service()), "the pool of %s is full of them", table.service())
                .fact(-2, scannedBefore, "%s was read whole before, too", table.name())
                .fact(
                        -2,
                        table.slowShare() < HARDLY_ANY && table.statements() > 0,
                        "only %d of %d statements on %s are slow",
                        table.slow(),
                        table.statements(),
                        table.name());
    }

    private static boolean isFull(Facts facts, String service) {
        return facts.pools().stream().anyMatch(pool -> pool.service().equals(service) && pool.isFull());
    }

    private static Weighing hotRow(Facts facts, Facts.Table table) {
        List<Facts.Table> others = facts.tables().stream()
                .filter(other -> !(other.service().equals(table.service())
                        && other.name().equals(table.name())))
                .filter(other -> other.statements() >= A_FEW)
                .toList();
        long quick =
                others.stream().filter(other -> other.slowShare() < HARDLY_ANY).count();
        return new Weighing("hot-row", "Transactions wait for the same rows of " + table.name())
                .fact(
                        3,
                        table.slowWrites() >= A_FEW,
                        "%d statements that change or lock rows of %s were slow and read no whole table",
                        table.slowWrites(),
                        table.name())
                .fact(
                        2,
                        !others.isEmpty() && quick == others.size(),
                        "statements on %d other tables are as quick as ever",
                        quick)
                .fact(
                        2,
                        facts.database().waitedForLocks() > 0,
                        "%d statements ended in a deadlock or gave up waiting for a lock",
                        facts.database().waitedForLocks())
                .fact(-4, table.scans() > 0, "%d statements on %s read the whole table", table.scans(), table.name())
                .fact(
                        -3,
                        table.slowShare() < HARDLY_ANY,
                        "only %d of %d statements on %s are slow",
                        table.slow(),
                        table.statements(),
                        table.name())
                .fact(-3, table.sleeping() > 0, "%d statements say that they were made to wait", table.sleeping())
                .fact(
                        -3,
                        !others.isEmpty() && quick < others.size() / 2.0,
                        "statements on %d of %d other tables are slow, too",
                        others.size() - quick,
                        others.size());
    }

    private static Weighing slowDatabase(Facts facts) {
        List<Facts.Table> slow =
                facts.tables().stream().filter(table -> table.slow() >= 1).toList();
        int unexplained = slow.stream()
                .mapToInt(table -> table.slow() - table.scans() - table.slowWrites())
                .sum();
        int statements =
                facts.tables().stream().mapToInt(Facts.Table::statements).sum();
        int allSlow = slow.stream().mapToInt(Facts.Table::slow).sum();
        int scans = facts.tables().stream().mapToInt(Facts.Table::scans).sum();
        int sleeping = facts.tables().stream().mapToInt(Facts.Table::sleeping).sum();
        double share = statements == 0 ? 0 : allSlow / (double) statements;
        long services = slow.stream().map(Facts.Table::service).distinct().count();
        return new Weighing("slow-database", "The database is slow for everybody")
                .fact(
                        3,
                        slow.size() >= A_FEW && share >= MANY && unexplained > scans,
                        "%.0f %% of all statements take half a second or longer, on %d tables, and their plans read no"
                                + " whole table",
                        100 * share,
                        slow.size())
                .fact(2, services >= 2 && share >= MANY, "%d services see it", services)
                .fact(
                        2,
                        sleeping >= A_FEW,
                        "%d statements say that they were made to wait inside the database",
                        sleeping)
                .fact(-4, scans >= A_FEW && scans >= unexplained, "%d of the slow ones read a whole table", scans)
                .fact(
                        -3,
                        statements > 0 && share < HARDLY_ANY,
                        "only %d of %d statements are slow",
                        allSlow,
                        statements);
    }

    /** One service's statements are slow and wait for nothing that others hold: its role, its host or its settings. */
    private static Weighing slowForOne(Facts facts, String service) {
        List<Facts.Table> its = facts.tables().stream()
                .filter(table -> table.service().equals(service))
                .toList();
        List<Facts.Table> slow =
                its.stream().filter(table -> table.slowShare() >= MANY).toList();
        int unexplained = slow.stream()
                .mapToInt(table -> table.slow() - table.scans() - table.slowWrites())
                .sum();
        List<Facts.Table> others = facts.tables().stream()
                .filter(table -> !table.service().equals(service) && table.statements() >= A_FEW)
                .toList();
        boolean areQuick = !others.isEmpty() && others.stream().allMatch(table -> table.slowShare() < HARDLY_ANY);
        int scans = its.stream().mapToInt(Facts.Table::scans).sum();
        return new Weighing("slow-database", "The database is slow for %s alone".formatted(service))
                .fact(
                        3,
                        unexplained >= A_FEW && areQuick,
                        "%d statements on %s take half a second or longer, read no whole table and wait for no row",
                        unexplained,
                        String.join(
                                ", ",
                                new TreeSet<>(
                                        slow.stream().map(Facts.Table::name).toList())))
                .fact(
                        2,
                        unexplained >= A_FEW && areQuick,
                        "those of %s are as quick as ever",
                        String.join(
                                ", ",
                                new TreeSet<>(others.stream()
                                        .map(Facts.Table::service)
                                        .toList())))
                .fact(-4, scans >= A_FEW && scans >= unexplained, "%d of the slow ones read a whole table", scans);
    }

    private static Weighing lostDatabase(Facts facts) {
        Facts.DatabaseState database = facts.database();
        int running = facts.tables().stream().mapToInt(Facts.Table::statements).sum();
        return new Weighing("lost-database", "The database is away")
                .fact(
                        5,
                        database.lost() >= A_FEW,
                        "%d statements lost their connection: %s",
                        database.lost(),
                        database.says())
                .fact(
                        -3,
                        running > 20 * Math.max(1, database.lost()),
                        "%d statements were answered meanwhile",
                        running);
    }
}
