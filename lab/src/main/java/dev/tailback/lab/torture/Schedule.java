package dev.tailback.lab.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What goes wrong when. The same seed and time make the same schedule. */
record Schedule(List<Strike> strikes, List<Weather> weather, Poisoning poison) {
    /** Time for the first orders, and for the shop to come back to itself between two faults. */
    private static final Duration LEAD = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofSeconds(4);
    private static final double SHARE_OF_WEATHER = 0.25;

    record Strike(Duration at, Fault fault) {}

    /** A disturbance from then on, for so long. */
    record Weather(Duration at, Duration span, Disturbance disturbance) {}

    Schedule {
        strikes = List.copyOf(strikes);
        weather = List.copyOf(weather);
    }

    static Schedule of(long seed, Duration time) {
        Random random = new Random(seed);
        Poisoning poison = new Poisoning();
        return new Schedule(strikes(random, time), weather(random, time, poison), poison);
    }

    /** All faults in an order of their own, and again in another one if there is time. */
    private static List<Strike> strikes(Random random, Duration time) {
        List<Strike> strikes = new ArrayList<>();
        Duration at = LEAD;
        while (true) {
            List<Fault> faults = new ArrayList<>(Faults.all());
            Collections.shuffle(faults, random);
            for (Fault fault : faults) {
                if (at.plus(fault.takes()).compareTo(time) > 0) {
                    return strikes;
                }
                strikes.add(new Strike(at, fault));
                at = at.plus(fault.takes()).plus(PAUSE);
            }
        }
    }

    private static List<Weather> weather(Random random, Duration time, Poisoning poison) {
        Duration span = Duration.ofMillis((long) (time.toMillis() * SHARE_OF_WEATHER));
        List<Weather> weather = new ArrayList<>();
        for (Disturbance disturbance : List.of(new Copying(random.nextLong()), new Rebalances(), poison)) {
            long latest = Math.max(1, time.minus(LEAD).minus(span).toMillis());
            weather.add(new Weather(LEAD.plusMillis(random.nextLong(latest)), span, disturbance));
        }
        return weather;
    }
}
