package dev.tailback.lab.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/**
 * Lines on standard output and, where a person looks at them, one live line below that is overwritten. The gate for
 * everything that the lab prints, since much of it quotes what came from outside: no control character but its own
 * styles gets through, and a line has an end. The
 * {@code tailback} script says by a system property whether that is so and how wide it is: a JVM cannot tell.
 */
public final class Terminal {
    private static final int WIDTH_OF_FILES = 120;
    private static final int NARROWEST = 60;
    private static final String CLEAR = "\r\033[K";
    private static final String HOME = "\033[H\033[2J";

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
        return new Terminal(out, columns != null, coloured, columns == null ? widthOfFiles() : columns);
    }

    /** COLUMNS says it to programs whose output somebody else shows. */
    private static int widthOfFiles() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(columns) : WIDTH_OF_FILES;
    }

    public static Terminal silent() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
        return new Terminal(nowhere, false, false, WIDTH_OF_FILES);
    }

    public synchronized void line(String text) {
        erase();
        out.println(Styles.painted(Printable.line(text)));
    }

    /** Running text, which a person gets broken at blanks; what follows is indented so far. In a file it stays a line. */
    public void text(String text, int indent) {
        Paragraph.broken(text, interactive ? columns : Integer.MAX_VALUE, indent)
                .forEach(this::line);
    }

    /** Lines in place of what was on the screen; in a file, after a blank line. */
    public synchronized void page(List<String> lines) {
        erase();
        if (interactive) {
            out.print(HOME);
        } else {
            out.println();
        }
        lines.forEach(this::line);
        out.flush();
    }

    /** JSON and the like, for programs: lines of any length, as they are. */
    public synchronized void document(String text) {
        erase();
        text.lines().forEach(line -> out.println(Printable.whole(line)));
    }

    /** Shown until the next line or live line; not at all in a file. */
    public synchronized void live(String text) {
        if (interactive && !isClosing) {
            erase();
            String line = Styles.removed(Printable.line(text));
            out.print(line.length() < columns ? line : line.substring(0, columns - 1));
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
        out.print(Styles.painted(Printable.line(question)) + " ");
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
        return styled(Styles.BOLD, text);
    }

    public String faint(String text) {
        return styled(Styles.FAINT, text);
    }

    public String red(String text) {
        return styled(Styles.RED, text);
    }

    public String green(String text) {
        return styled(Styles.GREEN, text);
    }

    public String yellow(String text) {
        return styled(Styles.YELLOW, text);
    }

    private String styled(Styles style, String text) {
        return coloured ? style.around(text) : text;
    }
}
