package dev.tailback.flowalerts.kafka.rules;

import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Batches as bytes. A batch of another version is refused, not guessed at. */
final class BatchBytes {
    private static final byte VERSION = 1;
    private static final int HEADER = 1 + 4 + 3 * 8 + 4;

    /** A log line can be as long as its sender likes; what rules look for stands further in front. */
    private static final int LONGEST_TEXT = 8_192;

    private BatchBytes() {}

    static byte[] of(Batch batch, Set<String> fields) {
        Bytes out = new Bytes(HEADER + 256 * batch.signals().size());
        out.put(VERSION);
        out.putInt(batch.source());
        out.putLong(batch.latestNanos());
        out.putLong(batch.seenNanos());
        out.putLong(batch.nowNanos());
        out.putInt(batch.signals().size());
        batch.signals().forEach(signal -> write(signal, fields, out));
        return out.bytes();
    }

    private static void write(Signal signal, Set<String> fields, Bytes out) {
        out.put((byte) signal.kind().ordinal());
        out.putLong(signal.timeNanos());
        out.putLong(signal.idHigh());
        out.putLong(signal.idLow());
        out.putLong(signal.spanId());
        out.putText(signal.name());
        Map<String, Object> present = new HashMap<>();
        for (String field : fields) {
            Object value = signal.fields().get(field);
            if (value != null) {
                present.put(field, value);
            }
        }
        out.putInt(present.size());
        present.forEach((name, value) -> {
            out.putText(name);
            out.putValue(value);
        });
    }

    static Batch read(byte[] bytes) {
        try {
            return read(ByteBuffer.wrap(bytes));
        } catch (BufferUnderflowException | IndexOutOfBoundsException | NegativeArraySizeException failure) {
            throw new IllegalArgumentException("a batch that ends too soon; allowed: a whole one", failure);
        }
    }

    private static Batch read(ByteBuffer in) {
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("a batch of version %d; allowed: %d".formatted(version, VERSION));
        }
        int source = in.getInt();
        long latest = in.getLong();
        long seen = in.getLong();
        long now = in.getLong();
        List<Signal> signals = new ArrayList<>();
        int count = in.getInt();
        for (int i = 0; i < count; i++) {
            signals.add(signal(in));
        }
        return new Batch(source, latest, seen, now, signals);
    }

    private static Signal signal(ByteBuffer in) {
        SignalKind kind = SignalKind.values()[in.get()];
        long time = in.getLong();
        long high = in.getLong();
        long low = in.getLong();
        long span = in.getLong();
        String name = text(in);
        Map<String, Object> values = new HashMap<>();
        int count = in.getInt();
        for (int i = 0; i < count; i++) {
            values.put(text(in), value(in));
        }
        return new Signal(kind, time, high, low, span, name, new WrittenFields(Map.copyOf(values)));
    }

    private static String text(ByteBuffer in) {
        byte[] encoded = new byte[in.getInt()];
        in.get(encoded);
        return new String(encoded, StandardCharsets.UTF_8);
    }

    private static Object value(ByteBuffer in) {
        byte type = in.get();
        return switch (type) {
            case Bytes.TEXT -> text(in);
            case Bytes.LONG -> in.getLong();
            case Bytes.DOUBLE -> in.getDouble();
            case Bytes.FLAG -> in.get() == 1;
            case Bytes.LIST -> {
                List<Object> list = new ArrayList<>();
                int count = in.getInt();
                for (int i = 0; i < count; i++) {
                    list.add(value(in));
                }
                yield List.copyOf(list);
            }
            default -> throw new IllegalArgumentException("a value of type %d; allowed: 1 to 5".formatted(type));
        };
    }

    /** A buffer that grows. */
    private static final class Bytes {
        static final byte TEXT = 1;
        static final byte LONG = 2;
        static final byte DOUBLE = 3;
        static final byte FLAG = 4;
        static final byte LIST = 5;

        private ByteBuffer buffer;

        Bytes(int size) {
            buffer = ByteBuffer.allocate(size);
        }

        private ByteBuffer room(int bytes) {
            if (buffer.remaining() < bytes) {
                ByteBuffer larger = ByteBuffer.allocate(Math.max(2 * buffer.capacity(), buffer.position() + bytes));
                buffer = larger.put(buffer.flip());
            }
            return buffer;
        }

        void put(byte value) {
            room(1).put(value);
        }

        void putInt(int value) {
            room(Integer.BYTES).putInt(value);
        }

        void putLong(long value) {
            room(Long.BYTES).putLong(value);
        }

        void putText(String text) {
            byte[] encoded = (text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text)
                    .getBytes(StandardCharsets.UTF_8);
            putInt(encoded.length);
            room(encoded.length).put(encoded);
        }

        void putValue(Object value) {
            switch (value) {
                case Double number -> {
                    put(DOUBLE);
                    room(Double.BYTES).putDouble(number);
                }
                case Number number -> {
                    put(LONG);
                    putLong(number.longValue());
                }
                case Boolean flag -> {
                    put(FLAG);
                    put((byte) (flag ? 1 : 0));
                }
                case List<?> list -> {
                    put(LIST);
                    putInt(list.size());
                    list.forEach(this::putValue);
                }
                default -> {
                    put(TEXT);
                    putText(value.toString());
                }
            }
        }

        byte[] bytes() {
            byte[] bytes = new byte[buffer.position()];
            buffer.flip().get(bytes);
            return bytes;
        }
    }
}
