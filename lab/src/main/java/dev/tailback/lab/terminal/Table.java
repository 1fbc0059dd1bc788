package dev.tailback.lab.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Columns as wide as their widest cell; numbers to the right. Cells may come from outside. */
public final class Table {
    private static final String GAP = "  ";

    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... heads) {
        this.heads = List.of(heads);
    }

    public Table row(String... cells) {
        if (cells.length != heads.size()) {
            throw new IllegalArgumentException("a row has " + cells.length + " cells, the table " + heads.size());
        }
        rows.add(List.of(cells));
        return this;
    }

    public List<String> lines() {
        List<List<String>> all = new ArrayList<>();
        all.add(printable(heads));
        rows.forEach(row -> all.add(printable(row)));
        int[] widths = IntStream.range(0, heads.size())
                .map(column -> width(column, all))
                .toArray();
        boolean[] numeric = new boolean[widths.length];
        for (int column = 0; column < numeric.length; column++) {
            numeric[column] = isNumeric(column);
        }
        return all.stream().map(row -> line(row, widths, numeric)).toList();
    }

    /** For programs: as wide as they are, with tabs between them. */
    public List<String> tabbed() {
        List<String> lines = new ArrayList<>();
        lines.add(tabbed(heads));
        rows.forEach(row -> lines.add(tabbed(row)));
        return lines;
    }

    private static String tabbed(List<String> cells) {
        return cells.stream().map(Printable::value).collect(Collectors.joining("\t"));
    }

    /** Only the last column may be long: nothing stands to its right. */
    private static List<String> printable(List<String> cells) {
        List<String> printable = new ArrayList<>();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            printable.add(column == cells.size() - 1 ? Printable.text(cell) : Printable.cell(cell));
        }
        return printable;
    }

    private static String line(List<String> cells, int[] widths, boolean[] numeric) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(widths[column] - cell.length());
            line.append(column == 0 ? "" : GAP);
            line.append(numeric[column] ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }

    private static int width(int column, List<List<String>> rows) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private boolean isNumeric(int column) {
        return rows.stream()
                .map(row -> row.get(column))
                .filter(cell -> !cell.isEmpty())
                .allMatch(cell -> Character.isDigit(cell.charAt(0)));
    }
}
