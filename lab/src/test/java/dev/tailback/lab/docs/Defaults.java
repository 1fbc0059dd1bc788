package dev.tailback.lab.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a table with the columns <i>setting</i> (or <i>variable</i>) and <i>default</i> says of one of them. */
record Defaults(String name, String value) {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern PREFIX = Pattern.compile("`(tailback\\.[a-z.-]*?)\\.?…`");
    private static final Set<String> NOTHING = Set.of("", "none", "any");

    /** A row may have several, such as `tailback.payment.timeout`, `.attempts` with 2s, 3. */
    static Stream<Defaults> of(Page.Row row) {
        List<String> heading = row.heading();
        if (heading.size() < 2
                || !heading.getFirst().matches("(setting|variable).*")
                || !heading.get(1).equals("default")) {
            return Stream.empty();
        }
        List<String> names = names(heading.getFirst(), row.cells().getFirst());
        List<String> values = List.of(row.cells().get(1).replace("`", "").split(",\\s*", -1));
        if (names.size() == 1) {
            return Stream.of(new Defaults(names.getFirst(), row.cells().get(1).replace("`", "")));
        }
        return names.size() == values.size()
                ? IntStream.range(0, names.size()).mapToObj(i -> new Defaults(names.get(i), values.get(i)))
                : Stream.empty();
    }

    private static List<String> names(String heading, String cell) {
        String prefix = PREFIX.matcher(heading)
                .results()
                .map(found -> found.group(1) + ".")
                .findFirst()
                .orElse("");
        List<String> names = new ArrayList<>();
        for (String name : CODE.matcher(cell).results().map(MatchResult::group).toList()) {
            String plain = name.replace("`", "");
            if (plain.startsWith(".") && !names.isEmpty()) {
                names.add(names.getFirst().replaceFirst("\\.[^.]*$", "") + plain);
            } else if (plain.startsWith("…") && !names.isEmpty()) {
                names.add(names.getFirst() + plain.substring(1).replaceFirst("^_GROUPS|^_TOPICS", ""));
            } else {
                names.add(prefix + plain);
            }
        }
        return names;
    }

    /** Where the code has nothing, a sentence may say what that means. */
    boolean agreesWith(String real) {
        return value.equals(real) || real.isEmpty() && (NOTHING.contains(value) || value.contains(" "));
    }
}
