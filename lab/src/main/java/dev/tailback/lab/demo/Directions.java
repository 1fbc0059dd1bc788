package dev.tailback.lab.demo;

import dev.tailback.lab.home.Ports;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where to look, as it can be typed: {@code {catalog}} is an address of this lab, {@code {order}} the traced order. */
final class Directions {
    private static final Pattern BLANK = Pattern.compile("\\{([a-z_]+)}");
    private static final String ORDER = "order";
    private static final String SCRIPT = "./tailback ";

    private final Map<String, String> words;
    private final String option;

    /** @param option what each command of ours needs besides, so that it speaks of this lab */
    Directions(Ports ports, String option) {
        this(new HashMap<>(ports.urls()), option);
    }

    private Directions(Map<String, String> words, String option) {
        this.words = words;
        this.option = option;
    }

    Directions to(String order) {
        Map<String, String> more = new HashMap<>(words);
        more.put(ORDER, order);
        return new Directions(more, option);
    }

    String of(String line) {
        String filled = BLANK.matcher(line)
                .replaceAll(blank -> Matcher.quoteReplacement(words.getOrDefault(blank.group(1), blank.group())));
        return filled.startsWith(SCRIPT) ? filled + option : filled;
    }

    /** Throws an {@link IllegalArgumentException} for a blank that nobody can fill in. */
    static String demandKnown(String line, boolean isTraced) {
        Set<String> known = new TreeSet<>(Ports.standard().urls().keySet());
        if (isTraced) {
            known.add(ORDER);
        }
        BLANK.matcher(line).results().map(blank -> blank.group(1)).forEach(blank -> {
            if (!known.contains(blank)) {
                throw new IllegalArgumentException("{%s} is not known here; there are %s, and {order} beside a trace"
                        .formatted(blank, String.join(", ", known)));
            }
        });
        return line;
    }
}
