package dev.tailback.lab.cli;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.logs.LogFiles;
import dev.tailback.lab.logs.WrittenLine;
import dev.tailback.lab.shop.OrderView;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.traces.Traces;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The lines of traces over all processes, from the logs alone if need be: the lab need not run, nor what it would be
 * asked.
 *
 * @param lines by time
 * @param withLinked whether flow-alerts told which traces are linked to, such as a transaction's that served many orders
 */
record TracedLines(List<LogFiles.Found> lines, boolean withLinked) {

    static TracedLines ofTrace(String trace, Home home) throws IOException, InterruptedException {
        try (Web web = new Web()) {
            return of(Set.of(trace), home, RunningLab.find(home, web), web);
        }
    }

    static TracedLines ofOrder(UUID order, Home home) throws IOException, InterruptedException {
        try (Web web = new Web()) {
            Optional<RunningLab> lab = RunningLab.find(home, web);
            Optional<String> told = lab.isEmpty() ? Optional.empty() : toldTrace(order, lab.get(), web);
            Set<String> traces = told.isPresent() ? Set.of(told.get()) : loggedTraces(order, home);
            return of(traces, home, lab, web);
        }
    }

    private static Optional<String> toldTrace(UUID order, RunningLab lab, Web web) throws InterruptedException {
        try {
            return new Shop(web, lab.ports()).order(order).map(OrderView::traceId);
        } catch (WebFailure away) {
            return Optional.empty();
        }
    }

    private static Set<String> loggedTraces(UUID order, Home home) throws IOException {
        String id = order.toString();
        return new LogFiles(home.logs())
                .find(Set.of(id), line -> line.order().equals(id)).stream()
                        .map(found -> found.line().traceId())
                        .filter(trace -> !trace.isEmpty())
                        .collect(Collectors.toSet());
    }

    private static TracedLines of(Set<String> traces, Home home, Optional<RunningLab> lab, Web web)
            throws IOException, InterruptedException {
        Set<String> all = new HashSet<>(traces);
        boolean withLinked = lab.isPresent() && addLinked(all, traces, lab.get(), web);
        List<LogFiles.Found> lines =
                new LogFiles(home.logs()).find(all, (WrittenLine line) -> all.contains(line.traceId()));
        return new TracedLines(lines, withLinked);
    }

    private static boolean addLinked(Set<String> all, Set<String> traces, RunningLab lab, Web web)
            throws InterruptedException {
        try {
            for (String trace : traces) {
                all.addAll(new Traces(web, lab.ports()).tree(trace).linkedTraces());
            }
            return true;
        } catch (WebFailure away) {
            return false;
        }
    }
}
