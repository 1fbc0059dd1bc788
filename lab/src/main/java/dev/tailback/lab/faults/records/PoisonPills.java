package dev.tailback.lab.faults.records;

import dev.tailback.lab.faults.Arguments;
import dev.tailback.lab.faults.Fault;
import dev.tailback.lab.faults.Manual;
import dev.tailback.lab.faults.Parameter;
import dev.tailback.lab.faults.Sight;
import dev.tailback.lab.faults.Strike;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.mishaps.PoisonCarts;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Somebody sends carts that nobody can read. */
public final class PoisonPills implements Fault {
    private static final String RATE = "rate";
    private static final Duration FIRST_WITHIN = Duration.ofSeconds(20);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);

    private final String kafka;
    private final AtomicReference<@Nullable Background> sender = new AtomicReference<>();
    private final AtomicLong taken = new AtomicLong();

    public PoisonPills(String kafka) {
        this.kafka = kafka;
    }

    @Override
    public Manual manual() {
        return new Manual(
                "poison",
                "Sends carts that nobody can read straight to Kafka, at a steady rate.",
                Parameter.whole(RATE, "2", 1, 100));
    }

    @Override
    public List<String> targets(Arguments with) {
        return List.of("carts");
    }

    @Override
    public void set(Strike strike) throws IOException, InterruptedException {
        clear(strike);
        taken.set(0);
        Duration apart = Duration.ofSeconds(1).dividedBy(strike.with().whole(RATE));
        PoisonCarts carts = new PoisonCarts(kafka, apart, order -> taken.incrementAndGet());
        Background background = new Background("poison", carts::run);
        sender.set(background);
        Patience.until(FIRST_WITHIN, () -> taken.get() > 0 || !background.isRunning());
    }

    @Override
    public Sight look(Strike strike) {
        Background background = sender.get();
        if (background == null || !background.isRunning()) {
            return Sight.absent("nobody sends any more" + (background == null ? "" : background.failure()));
        }
        return new Sight(taken.get() > 0, "Kafka took " + taken.get() + " of them so far");
    }

    @Override
    public void clear(Strike strike) throws InterruptedException {
        Background background = sender.get();
        if (background != null && !background.end(ENDS_WITHIN)) {
            throw new Refusal("whoever sends them does not end");
        }
        sender.set(null);
    }
}
