package dev.tailback.lab.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.torture.Schedule.Strike;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Duration TIME = Duration.ofMinutes(3);

    @Test
    void theSameSeedMakesTheSameSchedule() {
        assertThat(Schedule.of(7, TIME)).isEqualTo(Schedule.of(7, TIME));
        assertThat(Schedule.of(7, TIME)).isNotEqualTo(Schedule.of(8, TIME));
    }

    @Test
    void strikesFollowEachOtherAndEndInTime() {
        List<Strike> strikes = Schedule.of(7, TIME).strikes();

        assertThat(strikes).hasSizeGreaterThan(5);
        Duration free = Duration.ZERO;
        for (Strike strike : strikes) {
            assertThat(strike.at()).isGreaterThan(free);
            free = strike.at().plus(strike.fault().takes());
        }
        assertThat(free).isLessThanOrEqualTo(TIME);
    }

    @Test
    void nothingIsRepeatedBeforeEverythingWasThere() {
        List<Strike> strikes = Schedule.of(7, Duration.ofMinutes(10)).strikes();
        int kinds = Faults.all().size();

        assertThat(strikes.subList(0, kinds).stream().map(Strike::fault))
                .containsExactlyInAnyOrderElementsOf(Faults.all());
    }

    @Test
    void thirtySeedsMeetEveryFault() {
        Set<String> met = LongStream.rangeClosed(1, 30)
                .boxed()
                .flatMap(seed -> Schedule.of(seed, TIME).strikes().stream())
                .map(strike -> strike.fault().text())
                .collect(Collectors.toSet());

        assertThat(met).hasSize(Faults.all().size());
    }

    @Test
    void disturbancesEndInTimeToo() {
        assertThat(Schedule.of(7, TIME).weather())
                .hasSize(3)
                .allMatch(spell -> spell.at().plus(spell.span()).compareTo(TIME) <= 0);
    }
}
