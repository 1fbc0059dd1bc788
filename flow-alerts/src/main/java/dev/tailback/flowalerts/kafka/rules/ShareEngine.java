package dev.tailback.flowalerts.kafka.rules;

import dev.tailback.flowalerts.rules.core.engine.Engine;
import dev.tailback.flowalerts.rules.core.engine.Settings;
import dev.tailback.flowalerts.rules.core.engine.Share;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine of a share that this instance has now. One thread hands it batches, and others ask it how far rules are. */
final class ShareEngine {
    private static final Logger log = LoggerFactory.getLogger(ShareEngine.class);

    private final Share share;
    private final Settings settings;
    private final EngineStore store;
    private final Tallies tallies;
    private final ReentrantLock lock = new ReentrantLock();
    private RulesNow now;
    private Engine engine;
    private long ahead;

    ShareEngine(Share share, Settings settings, EngineStore store, RulesNow now, Tallies tallies) {
        this.share = share;
        this.settings = settings;
        this.store = store;
        this.tallies = tallies;
        this.now = now;
        this.engine = begin(now);
    }

    private Engine begin(RulesNow first) {
        try {
            Optional<EngineStore.Kept> kept = store.read();
            if (kept.isEmpty()) {
                return anew(first);
            }
            EngineStore.Kept state = kept.get();
            Engine restored = state.checkpoint().length == 0
                    ? new Engine(first.rules(), settings, share)
                    : Engine.restore(first.rules(), settings, share, state.checkpoint());
            // What they made it tell was told with them.
            state.batches().forEach(batch -> take(restored, BatchBytes.read(batch)));
            log.info(
                    "share {} goes on from its state: {} batches since the checkpoint",
                    share.number(),
                    state.batches().size());
            return restored;
        } catch (IllegalArgumentException | IndexOutOfBoundsException failure) {
            tallies.rebuilt();
            log.warn("share {} begins anew, since its state cannot be used: {}", share.number(), failure.getMessage());
            store.clear();
            return anew(first);
        }
    }

    private Engine anew(RulesNow first) {
        Engine fresh = new Engine(first.rules(), settings, share);
        store.keepCheckpoint(fresh.checkpoint());
        return fresh;
    }

    /**
     * Takes a batch, and returns what there is to tell. One of another version is passed over: it would stop the share for
     * as long as the topic keeps it.
     */
    List<Verdict> take(byte[] bytes, RulesNow current) {
        return locked(mine -> {
            ArrayList<Verdict> told = new ArrayList<>(use(current));
            Batch batch;
            try {
                batch = BatchBytes.read(bytes);
            } catch (IllegalArgumentException wrong) {
                tallies.unreadable();
                log.warn("a batch for share {} is passed over: {}", share.number(), wrong.getMessage());
                return told;
            }
            told.addAll(take(engine, batch));
            store.keep(bytes);
            if (store.wantsCheckpoint()) {
                store.keepCheckpoint(engine.checkpoint());
            }
            return told;
        });
    }

    private List<Verdict> use(RulesNow current) {
        if (current.edition() == now.edition()) {
            return List.of();
        }
        List<Verdict> abandoned = engine.abandonAllBut(current.rules());
        engine = Engine.restore(current.rules(), settings, share, engine.checkpoint());
        now = current;
        store.keepCheckpoint(engine.checkpoint());
        return abandoned;
    }

    /** By nothing but the batch, so that who takes it again comes to the same. */
    private List<Verdict> take(Engine engine, Batch batch) {
        List<Verdict> told = new ArrayList<>();
        long latest = batch.nowNanos() + settings.outOfOrder().toNanos();
        for (Signal signal : batch.signals()) {
            if (signal.timeNanos() > latest) {
                ahead++;
            } else {
                told.addAll(engine.accept(batch.source(), signal, batch.nowNanos()));
            }
        }
        if (batch.latestNanos() != Batch.UNKNOWN) {
            told.addAll(engine.pass(batch.source(), Math.min(batch.latestNanos(), latest), batch.seenNanos()));
        }
        told.addAll(engine.tick(batch.nowNanos()));
        return told;
    }

    /** Asks it something. */
    <T> T locked(Function<Engine, T> question) {
        lock.lock();
        try {
            return question.apply(engine);
        } finally {
            lock.unlock();
        }
    }

    Share share() {
        return share;
    }

    long ahead() {
        return ahead;
    }

    /** The rules that it decides by. */
    RulesNow rules() {
        return now;
    }
}
