package dev.tailback.lab.home;

import dev.tailback.lab.machine.LoopbackPort;
import dev.tailback.lab.terminal.Refusal;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ports for a lab that nobody is to know about, such as the one that trains the JVMs. */
public final class FreePortBlock {
    // Below the range from which Linux and macOS take the ports of outgoing connections.
    private static final int FIRST = 21_000;
    private static final int LAST = 32_000;
    private static final int TRIES = 200;

    /** By this JVM: whoever got one has not begun to listen yet when the next asks. Full when no block is left. */
    private static final Set<Integer> GIVEN = new HashSet<>();

    private FreePortBlock() {}

    public static synchronized int base() {
        for (int i = 0; i < TRIES; i++) {
            int base = FIRST + Ports.BLOCK * ThreadLocalRandom.current().nextInt((LAST - FIRST) / Ports.BLOCK);
            if (!GIVEN.contains(base)
                    && IntStream.range(base, base + Ports.BLOCK).noneMatch(LoopbackPort::isTaken)) {
                GIVEN.add(base);
                return base;
            }
        }
        throw new Refusal("no " + Ports.BLOCK + " free ports in a row between " + FIRST + " and " + LAST);
    }
}
