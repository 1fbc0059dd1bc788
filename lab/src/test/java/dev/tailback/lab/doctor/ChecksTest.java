package dev.tailback.lab.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.doctor.ServerFacts.Size;
import dev.tailback.lab.doctor.ServerFacts.Slot;
import dev.tailback.lab.doctor.ServerFacts.Statement;
import dev.tailback.lab.doctor.ServerFacts.Table;
import dev.tailback.lab.doctor.StandstillChecks.Flow;
import dev.tailback.lab.lag.LagFigures;
import dev.tailback.lab.lag.LagFigures.Group;
import dev.tailback.lab.spans.StoreReport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where each line changes from ok to warn and to bad. */
class ChecksTest {
    private static final long GIGABYTE = 1_000_000_000;

    @ParameterizedTest
    @CsvSource({"100, OK", "130, WARN", "200, BAD"})
    void poolsMustFitIntoMaxConnections(int each, Verdict verdict) {
        Check check = ConnectionMath.check(
                List.of(pool("catalog", 0, each), pool("checkout", 0, each), pool("inventory", 0, each)), 440, 3);

        assertThat(check.verdict()).isEqualTo(verdict);
        assertThat(check.number()).isEqualTo(3 * each + ConnectionMath.BESIDE_POOLS);
        assertThat(check.found())
                .contains("catalog " + each + " + checkout " + each, "= " + (3 * each + 12) + " of 437 connections");
    }

    @ParameterizedTest
    @CsvSource({"OK, 29.9, OK", "OK, 30, BAD", "WARN, 5, WARN", "REWIND, 5, WARN", "STALL, 5, BAD", "STOP, 5, BAD"})
    void aGroupThatStandsStillOrIsBehindAShoppersPatienceIsBad(String status, double seconds, Verdict verdict) {
        Group group =
                new Group("checkout", "classic", "Stable", 1, 7L, seconds, status, null, null, null, 0, 0, List.of());
        Check check = LagChecks.checks(new LagFigures(true, null, List.of(group), List.of()))
                .getFirst();

        assertThat(check.verdict()).isEqualTo(verdict);
        assertThat(check.found()).contains(status, "7 records");
        assertThat(LagChecks.checks(new LagFigures(false, "Kafka is away", List.of(), List.of()))
                        .getFirst()
                        .isBad())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"60, OK", "61, WARN", "80, WARN", "81, BAD"})
    void aPoolIsBadOverEightyPercent(int active, Verdict verdict) {
        Check check = PoolChecks.checks(List.of(pool("checkout", active, 100))).getFirst();

        assertThat(check.verdict()).isEqualTo(verdict);
        assertThat(check.advice().isEmpty()).isEqualTo(verdict == Verdict.OK);
    }

    @Test
    void whoStandsStillIsBadAndSaysWhere() {
        assertThat(StandstillChecks.checks(List.of(new Flow("checkout", 0, ""))))
                .noneMatch(Check::isBad);
        assertThat(StandstillChecks.checks(List.of(new Flow("checkout", 2, "carts-3 stands still at 7"))))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.isBad()).isTrue();
                    assertThat(check.found()).contains("carts-3 stands still at 7");
                    assertThat(check.number()).isEqualTo(2);
                });
    }

    @Test
    void aSlotThatNobodyReadsIsBadAndSoIsNone() {
        assertThat(SlotChecks.checks(new Slot(true, "reserved", 0), GIGABYTE)).noneMatch(Check::isBad);
        assertThat(SlotChecks.checks(new Slot(false, "reserved", 0), GIGABYTE)).anyMatch(Check::isBad);
        assertThat(SlotChecks.checks(new Slot(true, "lost", 0), GIGABYTE)).allMatch(Check::isBad);
        assertThat(SlotChecks.checks(null, GIGABYTE)).allMatch(Check::isBad);
    }

    @ParameterizedTest
    @CsvSource({"100000000, OK", "100000001, WARN", "500000000, WARN", "500000001, BAD"})
    void retainedWalIsMeasuredByWhatTheSlotMayHoldBack(long bytes, Verdict verdict) {
        assertThat(SlotChecks.checks(new Slot(true, "reserved", bytes), GIGABYTE)
                        .getLast()
                        .verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"20000000, 30000000, OK", "20000000, 30000001, WARN", "20000000, 40000001, BAD", "1000, 9000, OK"})
    void indexesOfTwiceTheTableAreBloatUnlessAllOfItIsSmall(long table, long indexes, Verdict verdict) {
        assertThat(named("index bloat", facts(100, 0, new Table("orders", table, indexes), 1, 1))
                        .verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"20, 5, OK", "20, 10, WARN", "20, 10.1, BAD", "19, 500, OK"})
    void aStatementIsSlowOverTenMillisecondsIfItIsCalledOften(long calls, double millis, Verdict verdict) {
        assertThat(named("slowest statement", facts(100, 0, new Table("orders", 1, 1), calls, millis))
                        .verdict())
                .isEqualTo(verdict);
    }

    @Test
    void aStatementThatOurFaultPutsToSleepNeedsNoIndex() {
        assertThat(named("slowest statement", asleep()).advice())
                .contains("slow-queries", "./tailback clear")
                .doesNotContain("index");
    }

    @ParameterizedTest
    @CsvSource({"0, OK", "1, WARN", "50, WARN", "51, BAD"})
    void lostSessionsAreCountedAgainstAll(long errors, Verdict verdict) {
        assertThat(named("connection errors", facts(100, errors, new Table("orders", 1, 1), 1, 1))
                        .verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"280, OK", "281, WARN", "361, BAD"})
    void openConnectionsAreCountedAgainstTheMost(int open, Verdict verdict) {
        assertThat(named("connections", facts(open, 0, new Table("orders", 1, 1), 1, 1))
                        .verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"50000000, 2, OK", "50000001, 2, WARN", "100000001, 2, BAD", "100000001, 0.5, WARN"})
    void growthOfMoreThanAHundredMegabytesIsBadOnceItWasMeasuredForAnHour(
            double bytesPerDay, double hours, Verdict verdict) {
        assertThat(SpanChecks.checks(report(bytesPerDay, hours, "up", 0))
                        .getFirst()
                        .verdict())
                .isEqualTo(verdict);
    }

    @Test
    void aDatabaseThatIsAwayIsBadAndDroppedSpansAreAWarning() {
        assertThat(SpanChecks.checks(report(0, 1, "away", 0)).getLast().verdict())
                .isEqualTo(Verdict.BAD);
        assertThat(SpanChecks.checks(report(0, 1, "up", 1)).getLast().verdict()).isEqualTo(Verdict.WARN);
        assertThat(SpanChecks.checks(report(0, 1, "up", 0)).getLast().verdict()).isEqualTo(Verdict.OK);
    }

    private static PoolFacts pool(String stage, int active, int maximum) {
        return new PoolFacts(stage, active, maximum, 0);
    }

    private static Check named(String name, ServerFacts facts) {
        return ServerChecks.checks(facts).stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ServerFacts facts(int open, long errors, Table table, long calls, double millis) {
        return new ServerFacts(
                400,
                3,
                open,
                null,
                GIGABYTE,
                1_000,
                errors,
                List.of(new Size("tailback", 1)),
                List.of(table),
                List.of(new Statement("SELECT 1", "catalog", calls, millis)));
    }

    private static ServerFacts asleep() {
        ServerFacts awake = facts(100, 0, new Table("orders", 1, 1), 20, 2_900);
        return new ServerFacts(
                400,
                3,
                100,
                null,
                GIGABYTE,
                1_000,
                0,
                awake.databases(),
                awake.tables(),
                List.of(new Statement("SELECT pg_sleep($1)", "catalog", 20, 2_900)));
    }

    private static StoreReport report(double bytesPerDay, double hours, String state, long dropped) {
        return new StoreReport(
                new StoreReport.Health(0, 0, 0, "", "", 0, 0, 0, 0),
                new StoreReport.Sizes(0, 0, 0, 0),
                new StoreReport.Growth(hours, 0, 0, bytesPerDay, List.of()),
                List.of(),
                List.of(),
                List.of(),
                new StoreReport.Writing(
                        state, 100, 100, 0, dropped, 0, 0, 0, GIGABYTE, new StoreReport.WriteTime(0, 0, "")));
    }
}
