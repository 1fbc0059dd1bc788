package dev.tailback.lab.faults.records;

import dev.tailback.lab.faults.Arguments;
import dev.tailback.lab.faults.Fault;
import dev.tailback.lab.faults.Parameter;
import dev.tailback.lab.faults.Sight;
import dev.tailback.lab.faults.Strike;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.mishaps.Crowd;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What crowds have in common: they come at a rate until they are sent home. */
abstract sealed class Crowds implements Fault permits HotSku, HotPartitionKeys {
    private static final String RATE = "rate";
    private static final Duration FIRST_WITHIN = Duration.ofSeconds(20);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);

    private record Running(Background background, Crowd crowd) {}

    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

    static Parameter rate() {
        return Parameter.whole(RATE, "20", 1, 500);
    }

    static Duration apart(Arguments with) {
        return Duration.ofSeconds(1).dividedBy(with.whole(RATE));
    }

    abstract Crowd crowd(Arguments with) throws IOException, InterruptedException;

    abstract Sight look(Crowd crowd, Arguments with);

    @Override
    public final void set(Strike strike) throws IOException, InterruptedException {
        clear(strike);
        Crowd crowd = crowd(strike.with());
        Background background = new Background(manual().fault(), crowd::run);
        running.set(new Running(background, crowd));
        Patience.until(FIRST_WITHIN, () -> crowd.taken() > 0 || !background.isRunning());
    }

    @Override
    public final Sight look(Strike strike) {
        Running now = running.get();
        if (now == null || !now.background().isRunning()) {
            return Sight.absent("nobody comes any more"
                    + (now == null ? "" : now.background().failure()));
        }
        return look(now.crowd(), strike.with());
    }

    @Override
    public final void clear(Strike strike) throws InterruptedException {
        Running now = running.get();
        if (now != null && !now.background().end(ENDS_WITHIN)) {
            throw new Refusal("the crowd does not go home");
        }
        running.set(null);
    }
}
