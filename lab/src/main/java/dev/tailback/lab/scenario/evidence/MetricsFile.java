package dev.tailback.lab.scenario.evidence;

import dev.tailback.lab.scenario.measuring.Recording;
import dev.tailback.lab.terminal.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the numbers of a run that has been. */
public final class MetricsFile {
    private static final int FIELDS = 3;

    private MetricsFile() {}

    /** What was measured, and what the model had said of it, which may be nothing. */
    public record Numbers(Recording measured, Recording predicted) {
        private void add(String series, double minute, double value) {
            if (series.startsWith(RunFolder.PREDICTED)) {
                predicted.add(series.substring(RunFolder.PREDICTED.length()), minute, value);
            } else {
                measured.add(series, minute, value);
            }
        }
    }

    public static Numbers read(Path file) throws IOException {
        Numbers numbers = new Numbers(new Recording(), new Recording());
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 1;
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                add(line, numbers, file + ":" + number);
            }
        }
        return numbers;
    }

    private static void add(String line, Numbers numbers, String place) {
        String[] fields = line.split(",", -1);
        if (fields.length != FIELDS) {
            throw new Refusal(place + ": '" + line + "' is not allowed: series,minute,value");
        }
        try {
            numbers.add(fields[0], Double.parseDouble(fields[1]), Double.parseDouble(fields[2]));
        } catch (NumberFormatException noNumber) {
            throw new Refusal(place + ": '" + line + "' is not allowed: series,minute,value", noNumber);
        }
    }
}
