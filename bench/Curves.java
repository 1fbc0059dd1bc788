import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws columns of numbers as curves: {@code java bench/Curves.java TITLE UNIT OUT.svg < TABLE}. The table is
 * tab-separated; its first line names the columns, its first column is the horizontal axis. What is named "model …" is
 * dashed; an empty cell is a gap.
 */
final class Curves {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 320;
    private static final int LEFT = 56;
    private static final int RIGHT = 20;
    private static final int TOP = 64;
    private static final int BOTTOM = 44;
    private static final int STEPS = 5;
    private static final String[] COLOURS = {"#c2410c", "#0369a1", "#4d7c0f", "#7e22ce"};

    private final String title;
    private final String unit;
    private final String[] names;
    private final List<double[]> rows = new ArrayList<>();
    private final StringBuilder svg = new StringBuilder();

    private Curves(String title, String unit, List<String> lines) {
        this.title = title;
        this.unit = unit;
        this.names = lines.get(0).split("\t", -1);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            double[] row = new double[names.length];
            for (int column = 0; column < names.length; column++) {
                row[column] = column < cells.length && !cells[column].isBlank()
                        ? Double.parseDouble(cells[column])
                        : Double.NaN;
            }
            rows.add(row);
        }
    }

    public static void main(String[] arguments) throws IOException {
        List<String> lines = new String(System.in.readAllBytes())
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        if (arguments.length != 3 || lines.size() < 2) {
            System.err.println("usage: java bench/Curves.java TITLE UNIT OUT.svg < TABLE, tab-separated with a head");
            System.exit(2);
        }
        Files.writeString(Path.of(arguments[2]), new Curves(arguments[0], arguments[1], lines).draw());
    }

    private String draw() {
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                .formatted(WIDTH, HEIGHT));
        svg.append(" font-size=\"12\" fill=\"#1f2937\">\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        text(LEFT, 22, "start", "font-size=\"15\" font-weight=\"bold\"", title);
        axes();
        for (int column = 1; column < names.length; column++) {
            curve(column);
        }
        return svg.append("</svg>\n").toString();
    }

    private void axes() {
        for (int step = 0; step <= STEPS; step++) {
            double value = highest() * step / STEPS;
            svg.append("<path d=\"M%d %.1fH%d\" stroke=\"#e5e7eb\"/>\n"
                    .formatted(LEFT, y(value), WIDTH - RIGHT)
                    .replace(',', '.'));
            text(LEFT - 8, y(value) + 4, "end", "", number(value));
        }
        text(WIDTH - RIGHT, 22, "end", "", unit);
        double last = rows.get(rows.size() - 1)[0];
        double step = roundStep((last - rows.get(0)[0]) / (2 * STEPS));
        for (double value = rows.get(0)[0]; value <= last; value += step) {
            text(x(value), HEIGHT - BOTTOM + 18, "middle", "", number(value));
        }
        text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, "middle", "", names[0]);
    }

    /** 1, 2 or 5 times a power of ten, and not less. */
    private static double roundStep(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (int times : new int[] {1, 2, 5}) {
            if (times * power >= least) {
                return times * power;
            }
        }
        return 10 * power;
    }

    private void curve(int column) {
        String colour = COLOURS[(column - 1) % COLOURS.length];
        boolean isModel = names[column].startsWith("model");
        StringBuilder path = new StringBuilder();
        boolean isOpen = false;
        for (double[] row : rows) {
            boolean isThere = !Double.isNaN(row[column]);
            if (isThere) {
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f", isOpen ? "L" : "M", x(row[0]), y(row[column])));
            }
            isOpen = isThere;
        }
        String dash = isModel ? " stroke-dasharray=\"6 4\"" : "";
        svg.append("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>\n".formatted(path, colour, dash));
        int at = LEFT + (column - 1) * 165;
        svg.append("<path d=\"M%d %dh26\" stroke=\"%s\" stroke-width=\"2\"%s/>\n".formatted(at, TOP - 18, colour, dash));
        text(at + 32, TOP - 14, "start", "", names[column]);
    }

    private void text(double x, double y, String anchor, String attributes, String words) {
        String escaped = words.replace("&", "&amp;").replace("<", "&lt;");
        String form = "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>\n";
        svg.append(String.format(Locale.ROOT, form, x, y, anchor, attributes, escaped));
    }

    private double x(double value) {
        double first = rows.get(0)[0];
        double last = rows.get(rows.size() - 1)[0];
        return LEFT + (value - first) / (last - first) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - value / highest() * (HEIGHT - TOP - BOTTOM);
    }

    /** The largest value, rounded up to a number that five steps divide well. */
    private double highest() {
        double most = 0;
        for (double[] row : rows) {
            for (int column = 1; column < row.length; column++) {
                most = Double.isNaN(row[column]) ? most : Math.max(most, row[column]);
            }
        }
        double unitOfTen = Math.pow(10, Math.floor(Math.log10(Math.max(most, 1e-9))));
        return Math.ceil(most / (unitOfTen / 2)) * (unitOfTen / 2);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
    }
}
