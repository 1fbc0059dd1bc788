package dev.tailback.lab.terminal;

import java.util.ArrayList;
import java.util.List;

/** Columns as wide as their widest cell; numbers to the right. */
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
        List<String> lines = new ArrayList<>();
        lines.add(line(heads));
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    /** For programs: as wide as they are, with tabs between them. */
    public List<String> tabbed() {
        List<String> lines = new ArrayList<>();
        lines.add(String.join("\t", heads));
        rows.forEach(row -> lines.add(String.join("\t", row)));
        return lines;
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(width(column) - cell.length());
            line.append(column == 0 ? "" : GAP);
            line.append(isNumeric(column) ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        int widest = heads.get(column).length();
        for (List<String> row : rows) {
            widest = Math.max(widest, row.get(column).length());
        }
        return widest;
    }

    private boolean isNumeric(int column) {
        return rows.stream()
                .map(row -> row.get(column))
                .filter(cell -> !cell.isEmpty())
                .allMatch(cell -> Character.isDigit(cell.charAt(0)));
    }
}
