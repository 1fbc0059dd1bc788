package dev.tailback.lab.incidents;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was said of an incident whose cause is known.
 *
 * @param wanted the id of the cause
 * @param first what was said first; null when nothing was probable
 * @param rank of the wanted one: 1 is first; 0 when it was not said
 */
public record Diagnosed(String wanted, Incident.@Nullable Cause first, int rank) {
    /** @param said the most probable first; those for which no more speaks than against are not said */
    public static Diagnosed of(String wanted, List<Incident.Cause> said) {
        return of(wanted, cause -> cause.id().equals(wanted), said);
    }

    /** The same where an id alone does not say which is wanted. */
    public static Diagnosed of(String wanted, Predicate<Incident.Cause> isWanted, List<Incident.Cause> said) {
        List<Incident.Cause> probable =
                said.stream().filter(cause -> cause.weight() > 0).toList();
        int rank = 1 + probable.stream().map(isWanted::test).toList().indexOf(true);
        return new Diagnosed(wanted, probable.isEmpty() ? null : probable.getFirst(), rank);
    }

    public boolean isRight() {
        return rank == 1;
    }

    /** What was said first, and where the wanted one was. */
    public String words() {
        if (first == null) {
            return "nothing";
        }
        String said = String.format(Locale.ROOT, "%s (%+d)", first.id(), first.weight());
        return isRight() ? said : said + (rank == 0 ? ", and never " + wanted : ", " + wanted + " as number " + rank);
    }
}
