package dev.tailback.lab.demo;

import dev.tailback.lab.machine.Subprocess;

/**
 * A terminal that hands over each key at once and shows none, until this is closed or the process ends. Ctrl-C stays what
 * it is. After a {@code kill -9} the shell sets the terminal back, or {@code stty sane} does.
 */
public final class SingleKeys implements AutoCloseable {
    private final String before;
    private final boolean areGiven;
    private final Thread atTheEnd = new Thread(this::setBack, "terminal-back");

    private SingleKeys(String before) {
        this.before = before;
        Runtime.getRuntime().addShutdownHook(atTheEnd);
        Subprocess.atTerminal("stty", "-icanon", "-echo", "min", "1", "time", "0");
        areGiven = Subprocess.atTerminal("stty", "-a").contains("-icanon");
    }

    public static SingleKeys begin() {
        return new SingleKeys(Subprocess.atTerminal("stty", "-g").strip());
    }

    /** False where there is no terminal, or none that can do it: then keys come in lines. */
    public boolean areGiven() {
        return areGiven;
    }

    @Override
    public void close() {
        setBack();
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
    }

    private void setBack() {
        if (!before.isEmpty()) {
            Subprocess.atTerminal("stty", before);
        }
    }
}
