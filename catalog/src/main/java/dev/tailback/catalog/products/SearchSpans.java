package dev.tailback.catalog.products;

import dev.tailback.telemetry.Names;
import io.opentelemetry.api.trace.Span;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a search tells on spans of what was searched for: on the request's each for itself, on the statement's as
 * dashboards want it. Of no other statement's parameters is anything told.
 */
final class SearchSpans {
    private SearchSpans() {}

    /** On the span of the request, which is the current one. */
    static <T> List<T> telling(Search search, Supplier<List<T>> finding) {
        Span request = Span.current();
        if (search.category() != null) {
            request.setAttribute(Names.QUERY_CATEGORY, search.category());
        }
        request.setAttribute(Names.QUERY_PRICE_MIN, search.minCents() / 100.0);
        if (search.hasMaximum()) {
            request.setAttribute(Names.QUERY_PRICE_MAX, search.maxCents() / 100.0);
        }
        boolean isFound = false;
        try {
            List<T> found = finding.get();
            request.setAttribute(Names.RESULTS_COUNT, (long) found.size());
            isFound = true;
            return found;
        } finally {
            request.setAttribute(Names.QUERY_SUCCESS, isFound);
        }
    }

    /** On the span of the statement, which is the current one. */
    static void tellStatement(Search search) {
        Span statement = Span.current();
        if (search.category() != null) {
            statement.setAttribute(Names.DB_QUERY_CATEGORY, search.category());
        }
        statement.setAttribute(Names.DB_QUERY_PRICE_RANGE, range(search));
    }

    /** Such as {@code 0-100} or {@code 49.99-}. */
    static String range(Search search) {
        return amount(search.minCents()) + "-" + (search.hasMaximum() ? amount(search.maxCents()) : "");
    }

    private static String amount(long cents) {
        return cents % 100 == 0
                ? String.valueOf(cents / 100)
                : BigDecimal.valueOf(cents, 2).toPlainString();
    }
}
