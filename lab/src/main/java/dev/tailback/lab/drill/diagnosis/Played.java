package dev.tailback.lab.drill.diagnosis;

import dev.tailback.lab.incidents.Diagnosed;
import dev.tailback.lab.incidents.Incident;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An incident that was played: what was wanted of the explanation, and what it said.
 *
 * @param wanted {@code cause@place}
 * @param said the first cause, as {@code cause: its sentence (weight)}; empty when there was none
 * @param rank of what was wanted, from 1 on; 0 if it was not among them
 * @param rules that fired, in the order of their time
 * @param seconds from what broke to the first alert; 0 when none fired
 */
public record Played(String incident, String wanted, String said, int rank, List<String> rules, long seconds) {
    private static final List<String> PLACES = List.of("catalog", "checkout", "inventory");
    private static final String TAB = "\t";
    private static final int COLUMNS = 6;

    public Played {
        rules = List.copyOf(rules);
    }

    /** Of all incidents together: of a cause that several give, the greatest weight holds. */
    static Played of(String name, String wanted, List<Incident> fired, long seconds) {
        Map<String, Incident.Cause> causes = new LinkedHashMap<>();
        fired.stream()
                .flatMap(each ->
                        each.evidence() == null ? Stream.<Incident.Cause>empty() : each.evidence().causes().stream())
                .forEach(cause -> causes.merge(
                        cause.id() + cause.says().replaceAll("\\d+", ""),
                        cause,
                        (one, other) -> one.weight() >= other.weight() ? one : other));
        List<Incident.Cause> ranked = causes.values().stream()
                .sorted(Comparator.comparingInt(Incident.Cause::weight).reversed())
                .toList();
        Diagnosed diagnosed = Diagnosed.of(wanted, cause -> isMeant(wanted, cause), ranked);
        return new Played(
                name,
                wanted,
                diagnosed.first() == null ? "" : words(diagnosed.first()),
                diagnosed.rank(),
                fired.stream().map(Incident::rule).distinct().toList(),
                seconds);
    }

    private static String words(Incident.Cause cause) {
        return "%s: %s (%d)".formatted(cause.id(), cause.says(), cause.weight());
    }

    /** The same cause, and no other stage's. */
    static boolean isMeant(String wanted, Incident.Cause cause) {
        String[] parts = wanted.split("@", 2);
        List<String> named =
                PLACES.stream().filter(place -> cause.says().contains(place)).toList();
        return cause.id().equals(parts[0])
                && (named.isEmpty() || !PLACES.contains(parts[1]) || named.contains(parts[1]));
    }

    public boolean isRight() {
        return rank == 1;
    }

    String line() {
        return Stream.of(incident, wanted, said, String.valueOf(rank), String.join(" ", rules), String.valueOf(seconds))
                .map(each -> each.replaceAll("\\s", " "))
                .collect(Collectors.joining(TAB));
    }

    static Played read(String line) {
        String[] cells = line.split(TAB, -1);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException(
                    "a line has %d columns, and has %d: %s".formatted(COLUMNS, cells.length, line));
        }
        return new Played(
                cells[0],
                cells[1],
                cells[2],
                Integer.parseInt(cells[3]),
                cells[4].isEmpty() ? List.of() : List.of(cells[4].split(" ")),
                Long.parseLong(cells[5]));
    }
}
