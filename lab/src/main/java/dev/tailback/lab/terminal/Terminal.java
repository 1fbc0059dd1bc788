package dev.tailback.lab.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Lines on standard output and, where a person looks at them, one live line below that is overwritten. The
 * {@code tailback} script says by a system property whether that is so and how wide it is: a JVM cannot tell.
 */
public final class Terminal {
    private static final int WIDTH_OF_FILES = 120;
    private static final int NARROWEST = 60;
    private static final String CLEAR = "\r\033[K";

    private final PrintStream out;
    private final boolean interactive;
    private final boolean coloured;
    private final int columns;
    private boolean live;
    private boolean isClosing;

    public Terminal(PrintStream out, boolean interactive, boolean coloured, int columns) {
        this.out = out;
        this.interactive = interactive;
        this.coloured = coloured;
        this.columns = Math.max(NARROWEST, columns);
    }

    public static Terminal ofThisProcess() {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
        Integer columns = Integer.getInteger("tailback.terminal.columns");
        boolean coloured = columns != null && System.getenv("NO_COLOR") == null;
        return new Terminal(out, columns != null, coloured, columns == null ? WIDTH_OF_FILES : columns);
    }

    public static Terminal silent() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
        return new Terminal(nowhere, false, false, WIDTH_OF_FILES);
    }

    public synchronized void line(String text) {
        erase();
        out.println(text);
    }

    /** Shown until the next line or live line; not at all in a file. */
    public synchronized void live(String text) {
        if (interactive && !isClosing) {
            erase();
            out.print(text.length() < columns ? text : text.substring(0, columns - 1));
            out.flush();
            live = true;
        }
    }

    /** A line after which only lines follow, however much is still under way elsewhere. */
    public synchronized void lastly(String text) {
        line(text);
        isClosing = true;
    }

    public synchronized void erase() {
        if (live) {
            out.print(CLEAR);
            out.flush();
            live = false;
        }
    }

    /** Without a line end, for a question. */
    public synchronized void ask(String question) {
        erase();
        out.print(question + " ");
        out.flush();
    }

    /** Whether nobody reads on, as behind {@code | head}: Java swallows that, and would write on for ever. */
    public boolean isGone() {
        return out.checkError();
    }

    public boolean isInteractive() {
        return interactive;
    }

    /** Whether somebody is there who reads and can answer. */
    public boolean isAttended() {
        Console console = System.console();
        return interactive && console != null && console.isTerminal();
    }

    public boolean isColoured() {
        return coloured;
    }

    public int columns() {
        return columns;
    }

    public String bold(String text) {
        return styled("1", text);
    }

    public String faint(String text) {
        return styled("2", text);
    }

    public String red(String text) {
        return styled("31", text);
    }

    public String green(String text) {
        return styled("32", text);
    }

    public String yellow(String text) {
        return styled("33", text);
    }

    private String styled(String code, String text) {
        return coloured ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
