package dev.tailback.lab.lag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.lag.LagFigures.Figure;
import dev.tailback.lab.lag.LagFigures.Group;
import dev.tailback.lab.lag.LagFigures.Partition;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LagLinesTest {
    private static Group group(String name, String status, long lag, double seconds, String drain) {
        Partition partition =
                new Partition("orders", 2, 1L, 0, 1 + lag, lag, seconds, status, 1.0, 2.0, drain, 0L, "checkout-1");
        return new Group(
                name, "classic", "Stable", 1, lag, seconds, status, 1.0, 20.0, drain, 0, 0, List.of(partition));
    }

    private static LagFigures figures(List<Group> groups, List<Figure> beside) {
        return new LagFigures(true, null, groups, beside);
    }

    @Test
    void theWorstComesFirst() {
        List<String> lines = LagLines.groups(
                figures(
                        List.of(
                                group("catalog", "OK", 0, 0, "0.0"),
                                group("inventory", "WARN", 900, 200, "never"),
                                group("checkout", "STALL", 5, 45, "never")),
                        List.of()),
                Map.of("inventory", List.of(0L, 450L, 900L)),
                100);

        assertThat(lines)
                .containsExactly(
                        "status  group      lag      behind  drained in  in/s  out/s  lately",
                        "STALL   checkout     5        45 s  never         20    1.0",
                        "WARN    inventory  900  3 min 20 s  never         20    1.0  ▁▄█",
                        "OK      catalog      0       0.0 s  0.0 s         20    1.0");
    }

    @Test
    void whatIsNotKnownIsSaidAndNotZero() {
        Group unread = new Group("new", "classic", "Stable", 1, null, null, null, null, null, null, 0, 7, List.of());

        assertThat(LagLines.groups(figures(List.of(unread), List.of()), Map.of(), 100))
                .anySatisfy(line -> assertThat(line).startsWith("?"))
                .contains("new has committed nothing where 7 records are: how far it is behind there is not known");
        assertThat(LagLines.groups(new LagFigures(false, "Kafka is away", List.of(), List.of()), Map.of(), 100))
                .containsExactly("Lag is not known: Kafka is away");
    }

    @Test
    void figuresOfOthersStandBesideIt() {
        List<String> lines = LagLines.groups(
                figures(
                        List.of(),
                        List.of(
                                new Figure("relay.oldest_age", "relay", "s", Map.of(), 75.0),
                                new Figure("relay.unconfirmed_wal", "relay", "By", Map.of(), 1_500_000.0),
                                new Figure(
                                        "checkout.open_orders",
                                        "checkout",
                                        "{order}",
                                        Map.of("waits_for", "stock"),
                                        12.0))),
                Map.of(),
                100);

        assertThat(String.join("\n", lines))
                .contains("1 min 15 s", "1.5 MB")
                .containsPattern("checkout.open_orders +waits_for=stock +12");
    }

    @Test
    void theTableFitsIntoTheTerminalByAShorterCourse() {
        LagFigures lag = figures(List.of(group("inventory", "WARN", 900, 200, "never")), List.of());
        Map<String, List<Long>> lately =
                Map.of("inventory", LongStream.range(0, 60).boxed().toList());

        assertThat(LagLines.groups(lag, lately, 100)).last().asString().hasSize(91);
        assertThat(LagLines.groups(lag, lately, 80)).last().asString().hasSize(80);
    }

    @Test
    void whoIsBehindByLessThanASecondKeepsUp() {
        LagFigures lag = figures(List.of(group("catalog", "OK", 1, 0.1, "never")), List.of());

        assertThat(LagLines.groups(lag, Map.of(), 100)).last().asString().contains("keeps up");
    }

    @Test
    void idlePartitionsAreCountedAndHideNoOther() {
        Partition stalls = new Partition("orders", 2, 1L, 0, 6, 5L, 45.0, "STALL", 0.0, 2.0, "never", 0L, "checkout-1");
        Partition idle = new Partition("dead", 0, 1L, 0, 1, 0L, 0.0, "OK", 0.0, 0.0, "0.0", 0L, "checkout-1");
        Group group = new Group(
                "checkout",
                "classic",
                "Stable",
                1,
                5L,
                45.0,
                "STALL",
                0.0,
                2.0,
                "never",
                0,
                0,
                List.of(idle, stalls, idle));

        assertThat(LagLines.partitions(group))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).startsWith("STALL   orders"))
                .last()
                .isEqualTo("2 more partitions, where nothing is unread and nothing comes");
    }

    @Test
    void aSparklineShowsTheHighestOfEachStretchAndThatThereIsAnyLag() {
        assertThat(Sparkline.of(List.of(0L, 1L, 1000L, 0L), 4)).isEqualTo("▁▂█▁");
        assertThat(Sparkline.of(List.of(0L, 8L, 0L, 0L), 2)).isEqualTo("█▁");
        assertThat(Sparkline.of(List.of(), 4)).isEmpty();
    }
}
