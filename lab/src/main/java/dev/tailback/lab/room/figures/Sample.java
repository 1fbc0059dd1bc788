package dev.tailback.lab.room.figures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A line of the text in which Prometheus is told metrics. */
record Sample(String name, Map<String, String> labels, double value) {

    String label(String label) {
        return labels.getOrDefault(label, "");
    }

    /** Those of the wanted names; a line that is no sample is passed over, as a reader of that text must. */
    static List<Sample> read(String text, Set<String> wanted) {
        List<Sample> samples = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf('\n', at);
            int stop = end < 0 ? text.length() : end;
            int name = nameEnd(text, at, stop);
            if (name > at && text.charAt(at) != '#' && wanted.contains(text.substring(at, name))) {
                add(samples, text.substring(at, name), text.substring(name, stop));
            }
            at = stop + 1;
        }
        return samples;
    }

    private static int nameEnd(String text, int at, int stop) {
        int end = at;
        while (end < stop && text.charAt(end) != '{' && text.charAt(end) != ' ') {
            end++;
        }
        return end;
    }

    /** @param rest labels, if there are any, and the value */
    private static void add(List<Sample> samples, String name, String rest) {
        Map<String, String> labels = new LinkedHashMap<>();
        int at = rest.startsWith("{") ? labels(rest, labels) : 0;
        if (at < 0) {
            return;
        }
        String value = rest.substring(at).strip().split(" ", 2)[0];
        try {
            samples.add(new Sample(name, Map.copyOf(labels), number(value)));
        } catch (NumberFormatException noSample) {
            // A reader of this format passes over what it does not know.
        }
    }

    private static double number(String value) {
        return switch (value) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(value);
        };
    }

    /** Returns where the value begins, or -1 when the braces do not close. */
    private static int labels(String rest, Map<String, String> labels) {
        int at = 1;
        while (at < rest.length() && rest.charAt(at) != '}') {
            int equals = rest.indexOf("=\"", at);
            if (equals < 0) {
                return -1;
            }
            StringBuilder value = new StringBuilder();
            int next = equals + 2;
            while (next < rest.length() && rest.charAt(next) != '"') {
                char each = rest.charAt(next++);
                if (each == '\\' && next < rest.length()) {
                    char escaped = rest.charAt(next++);
                    value.append(escaped == 'n' ? '\n' : escaped);
                } else {
                    value.append(each);
                }
            }
            labels.put(rest.substring(at, equals), value.toString());
            at = next + 1;
            if (at < rest.length() && rest.charAt(at) == ',') {
                at++;
            }
        }
        return at < rest.length() ? at + 1 : -1;
    }
}
