package dev.tailback.lab.arrivals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final int COUNT = 1_000;

    @Test
    void theSameSeedMakesTheSameLoadAndAnotherAnotherOne() {
        assertThat(arrivals(7)).isEqualTo(arrivals(7)).isNotEqualTo(arrivals(8));
    }

    @Test
    void theSharesAreRight() {
        List<Arrival> arrivals = arrivals(7);

        assertThat(of(arrivals, Arrival.PoisonCart.class)).hasSize(20);
        assertThat(of(arrivals, Arrival.Purchase.class)).hasSize(980);
        assertThat(repeated(arrivals)).hasSize(49);
    }

    @Test
    void poisonIsSpreadEvenlyAndOfEveryKind() {
        List<Arrival.PoisonCart> poison = of(arrivals(7), Arrival.PoisonCart.class);

        Map<Poison, Long> kinds =
                poison.stream().collect(Collectors.groupingBy(Arrival.PoisonCart::kind, Collectors.counting()));
        assertThat(kinds).containsOnlyKeys(Poison.values());
        assertThat(kinds.values()).allMatch(count -> count == 2 || count == 3);
        for (int n = 1; n < poison.size(); n++) {
            assertThat(poison.get(n).offset().minus(poison.get(n - 1).offset())).isEqualTo(Duration.ofMillis(500));
        }
    }

    @Test
    void cartsComeAtTheRateWhateverIsRepeatedBetweenThem() {
        List<Duration> carts = arrivals(7).stream()
                .filter(arrival -> !(arrival instanceof Arrival.Repetition))
                .map(Arrival::offset)
                .toList();

        assertThat(carts).hasSize(COUNT);
        for (int n = 0; n < COUNT; n++) {
            assertThat(carts.get(n)).isEqualTo(Duration.ofMillis(10L * n));
        }
        assertThat(arrivals(7)).isSortedAccordingTo(Comparator.comparing(Arrival::offset));
    }

    @Test
    void whatIsSentAgainComesTwoToFiveTimesLaterAndAmongOthers() {
        List<Arrival> arrivals = arrivals(7);
        Set<Integer> amongOthers = new HashSet<>();

        for (Arrival.Purchase original : repeated(arrivals)) {
            List<Arrival.Repetition> again = of(arrivals, Arrival.Repetition.class).stream()
                    .filter(repetition -> repetition.number() == original.number())
                    .toList();
            assertThat(again).hasSize(original.times()).hasSizeBetween(2, 5);
            assertThat(again).allMatch(repetition -> repetition.offset().compareTo(original.offset()) > 0);
            assertThat(again.stream().filter(Arrival.Repetition::isLast)).containsExactly(again.getLast());
            if (arrivals.indexOf(again.getLast()) - arrivals.indexOf(original) > again.size()) {
                amongOthers.add(original.number());
            }
        }
        assertThat(amongOthers).hasSizeGreaterThan(40);
    }

    private static List<Arrival> arrivals(long seed) {
        Mix mix = new Mix(1, Share.of("2%"), Share.of("5%"), seed);
        List<Arrival> arrivals = new ArrayList<>();
        new Arrivals(new PurchasePlan(COUNT, 100, Duration.ofMinutes(1), mix), 100).forEachRemaining(arrivals::add);
        return arrivals;
    }

    private static List<Arrival.Purchase> repeated(List<Arrival> arrivals) {
        return of(arrivals, Arrival.Purchase.class).stream()
                .filter(Arrival.Purchase::isRepeated)
                .toList();
    }

    private static <T extends Arrival> List<T> of(List<Arrival> arrivals, Class<T> kind) {
        return arrivals.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
