package dev.tailback.lab.home;

import dev.tailback.lab.machine.LoopbackPort;
import dev.tailback.lab.terminal.Refusal;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ports for a lab that nobody is to know about, such as the one that trains the JVMs. */
public final class FreePortBlock {
    // Below the range from which Linux and macOS take the ports of outgoing connections.
    private static final int FIRST = 21_000;
    private static final int LAST = 32_000;
    private static final int TRIES = 200;

    private FreePortBlock() {}

    public static int base() {
        for (int i = 0; i < TRIES; i++) {
            int base = ThreadLocalRandom.current().nextInt(FIRST, LAST - Ports.BLOCK);
            if (IntStream.range(base, base + Ports.BLOCK).noneMatch(LoopbackPort::isTaken)) {
                return base;
            }
        }
        throw new Refusal("no " + Ports.BLOCK + " free ports in a row between " + FIRST + " and " + LAST);
    }
}
