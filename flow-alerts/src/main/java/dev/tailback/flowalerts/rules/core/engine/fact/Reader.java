package dev.tailback.flowalerts.rules.core.engine.fact;

import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link Writer} wrote; what is cut short or means nothing is refused. */
public final class Reader {
    private final ByteBuffer in;
    private final List<Fact> facts = new ArrayList<>();
    private final List<@Nullable Done> stages = new ArrayList<>();

    public Reader(byte[] bytes) {
        this(ByteBuffer.wrap(bytes));
    }

    private Reader(ByteBuffer in) {
        this.in = in;
    }

    public long number() {
        try {
            return in.getLong();
        } catch (BufferUnderflowException failure) {
            throw new IllegalArgumentException("a checkpoint that ends too soon; allowed: a whole one", failure);
        }
    }

    /** Of things that take bytes each. */
    public int count() {
        long count = number();
        if (count < 0 || count > in.remaining()) {
            throw new IllegalArgumentException(
                    "a checkpoint that tells of %d things in its last %d bytes; allowed: fewer"
                            .formatted(count, in.remaining()));
        }
        return (int) count;
    }

    public String text() {
        byte[] encoded = new byte[count()];
        in.get(encoded);
        return new String(encoded, StandardCharsets.UTF_8);
    }

    public Reader block() {
        int size = count();
        ByteBuffer block = in.slice(in.position(), size);
        in.position(in.position() + size);
        return new Reader(block);
    }

    public Object name() {
        Object value = value();
        if (value == null) {
            throw new IllegalArgumentException("a checkpoint with a key that is nothing; allowed: a text or a list");
        }
        return value;
    }

    private @Nullable Object value() {
        long type = number();
        return switch ((int) type) {
            case 0 -> null;
            case 1 -> text();
            case 2 -> Double.longBitsToDouble(number());
            case 3 -> number();
            case 4 -> number() == 1;
            case 5 -> {
                List<Object> list = new ArrayList<>();
                int size = count();
                for (int i = 0; i < size; i++) {
                    list.add(name());
                }
                yield list;
            }
            default ->
                throw new IllegalArgumentException(
                        "a checkpoint with a value of type %d; allowed: 0 to 5".formatted(type));
        };
    }

    public void facts(Facts all) {
        int size = count();
        long applied = number();
        if (applied < 0 || applied > size) {
            throw new IllegalArgumentException(
                    "a checkpoint with %d of %d facts applied; allowed: as many or fewer".formatted(applied, size));
        }
        for (int i = 0; i < size; i++) {
            all.add(fact());
        }
        for (int i = 0; i < applied; i++) {
            all.applyOne();
        }
        facts.clear();
        stages.clear();
    }

    public Fact fact() {
        int index = (int) number();
        if (index < facts.size()) {
            return facts.get(index);
        }
        long time = number();
        long mask = number();
        int rank = (int) number();
        SignalKind kind = SignalKind.values()[(int) number()];
        long idHigh = number();
        long idLow = number();
        long spanId = number();
        String name = text();
        @Nullable Object[] captured = new @Nullable Object[count()];
        Fact fact = new Fact(time, mask, rank, kind, idHigh, idLow, spanId, name, captured);
        facts.add(fact);
        for (int i = 0; i < captured.length; i++) {
            captured[i] = value();
        }
        return fact;
    }

    @Nullable
    public Done stage() {
        int index = (int) number();
        if (index < 0) {
            return null;
        }
        if (index < stages.size()) {
            return stages.get(index);
        }
        stages.add(null);
        int number = (int) number();
        long time = number();
        long start = number();
        Fact[] kept = new Fact[count()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = fact();
        }
        Done done = new Done(number, time, start, stage(), kept);
        stages.set(index, done);
        return done;
    }
}
