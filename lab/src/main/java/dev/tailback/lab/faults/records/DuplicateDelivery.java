package dev.tailback.lab.faults.records;

import dev.tailback.lab.faults.Arguments;
import dev.tailback.lab.faults.Fault;
import dev.tailback.lab.faults.Manual;
import dev.tailback.lab.faults.Parameter;
import dev.tailback.lab.faults.Sight;
import dev.tailback.lab.faults.Strike;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.mishaps.Redelivery;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Every event comes again and again. */
public final class DuplicateDelivery implements Fault {
    private static final String COPIES = "copies";
    private static final long SEED = 1;
    private static final Duration BEGINS_WITHIN = Duration.ofSeconds(20);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);

    private record Running(Background background, Redelivery redelivery) {}

    private final String kafka;
    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

    public DuplicateDelivery(String kafka) {
        this.kafka = kafka;
    }

    @Override
    public Manual manual() {
        return new Manual(
                "duplicate-delivery",
                "Delivers every event again, up to a number of times, at random, the copies shuffled.",
                Parameter.whole(COPIES, "4", 1, 20));
    }

    @Override
    public List<String> targets(Arguments with) {
        return List.of("carts, orders and stock");
    }

    @Override
    public void set(Strike strike) throws IOException, InterruptedException {
        clear(strike);
        Redelivery redelivery = new Redelivery(kafka, strike.with().whole(COPIES), SEED);
        Background background = new Background("duplicate-delivery", redelivery::run);
        running.set(new Running(background, redelivery));
        Patience.until(BEGINS_WITHIN, () -> redelivery.partitions() > 0 || !background.isRunning());
    }

    @Override
    public Sight look(Strike strike) {
        Running now = running.get();
        if (now == null || !now.background().isRunning()) {
            return Sight.absent("nothing is copied any more"
                    + (now == null ? "" : now.background().failure()));
        }
        Redelivery redelivery = now.redelivery();
        return new Sight(
                redelivery.partitions() > 0,
                "%d partitions are read; %d events got %d copies so far"
                        .formatted(redelivery.partitions(), redelivery.events(), redelivery.copies()));
    }

    @Override
    public void clear(Strike strike) throws InterruptedException {
        Running now = running.get();
        if (now != null && !now.background().end(ENDS_WITHIN)) {
            throw new Refusal("whoever copies them does not end");
        }
        running.set(null);
    }
}
