package dev.tailback.lab.scenario.run;

import dev.tailback.lab.lag.ShopLag;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.scenario.measuring.Recording;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Looks once a second, each look by itself: what cannot be looked at for a while hides nothing else. */
public final class Lookout implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final List<Look> looks;
    private final Recording recording;
    private final DemoTime time;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Lookout(List<Look> looks, Recording recording, DemoTime time) {
        this.looks = List.copyOf(looks);
        this.recording = recording;
        this.time = time;
        looks.forEach(look -> threads.execute(() -> watch(look)));
    }

    /** At all of a shop. */
    public static Lookout at(Venue venue, Recording recording, DemoTime time) {
        return new Lookout(
                List.of(
                        new PoolsLook(venue.web(), venue.places()),
                        new KafkaLook(venue.places()),
                        new LagLook(new ShopLag(venue.web(), venue.places())),
                        new DatabaseLook(venue.server()),
                        new PulseLook(venue.server())),
                recording,
                time);
    }

    private void watch(Look look) {
        try {
            while (true) {
                Instant next = Instant.now().plus(EVERY);
                lookOnce(look);
                Patience.pause(Duration.between(Instant.now(), next));
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** A look that fails is a gap in the recording, and is counted. */
    private void lookOnce(Look look) throws InterruptedException {
        try {
            look.look((name, value) -> recording.add(name, time.minute(Instant.now()), value));
        } catch (IOException | SQLException | RuntimeException blind) {
            // Whatever it is: a look that throws would be the last.
            blind(look);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
        looks.forEach(this::closeQuietly);
    }

    /** There is nothing more to be seen. */
    private void closeQuietly(Look look) {
        try {
            look.close();
        } catch (SQLException ended) {
            blind(look);
        }
    }

    private void blind(Look look) {
        recording.add("blind." + look.name(), time.minute(Instant.now()), 1);
    }
}
