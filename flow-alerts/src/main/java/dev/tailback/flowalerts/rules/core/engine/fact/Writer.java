package dev.tailback.flowalerts.rules.core.engine.fact;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes a checkpoint. Facts and stages that several chains share are written once and shared again when read. */
public final class Writer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final Map<Fact, Integer> facts = new IdentityHashMap<>();
    private final Map<Done, Integer> stages = new IdentityHashMap<>();

    public byte[] bytes() {
        return bytes.toByteArray();
    }

    public void longs(long... numbers) {
        try {
            for (long number : numbers) {
                out.writeLong(number);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("writing to memory", failure);
        }
    }

    public void text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        longs(encoded.length);
        bytes.writeBytes(encoded);
    }

    /** What a reader can pass over. */
    public void block(Consumer<Writer> content) {
        Writer inner = new Writer();
        content.accept(inner);
        longs(inner.bytes.size());
        bytes.writeBytes(inner.bytes());
    }

    public void value(@Nullable Object value) {
        switch (value) {
            case null -> longs(0);
            case String text -> {
                longs(1);
                text(text);
            }
            case Double number -> longs(2, Double.doubleToLongBits(number));
            case Number number -> longs(3, number.longValue());
            case Boolean truth -> longs(4, truth ? 1 : 0);
            case List<?> list -> {
                longs(5, list.size());
                list.forEach(this::value);
            }
            default -> {
                longs(1);
                text(value.toString());
            }
        }
    }

    /** Of one key; what follows is of another. */
    public void facts(Facts all) {
        longs(all.size(), all.appliedSize());
        for (int i = 0; i < all.size(); i++) {
            fact(all.get(i));
        }
        facts.clear();
        stages.clear();
    }

    public void fact(Fact fact) {
        Integer known = facts.putIfAbsent(fact, facts.size());
        if (known != null) {
            longs(known);
            return;
        }
        longs(facts.size() - 1, fact.time, fact.mask, fact.rank, fact.kind.ordinal());
        longs(fact.idHigh, fact.idLow, fact.spanId);
        text(fact.name);
        longs(fact.captured.length);
        for (Object value : fact.captured) {
            value(value);
        }
    }

    public void stage(@Nullable Done done) {
        if (done == null) {
            longs(-1);
            return;
        }
        Integer known = stages.get(done);
        if (known != null) {
            longs(known);
            return;
        }
        longs(stages.size());
        stages.put(done, stages.size());
        longs(done.stage(), done.time(), done.start(), done.facts().length);
        for (Fact fact : done.facts()) {
            fact(fact);
        }
        stage(done.before());
    }
}
