package dev.tailback.lab.scenario.report;

import dev.tailback.lab.incidents.Diagnosed;
import dev.tailback.lab.scenario.Expectation;
import dev.tailback.lab.scenario.Scenario;
import dev.tailback.lab.scenario.ScenarioFiles;
import dev.tailback.lab.scenario.evidence.Facts;
import dev.tailback.lab.scenario.evidence.RunFolder;
import dev.tailback.lab.scenario.verdict.Alert;
import dev.tailback.lab.terminal.Table;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which cause each alert of a run should have, what was said first, and where the wanted one stood. */
public final class CauseTable {
    private final Table table = new Table("run", "alert", "wanted", "said first", "weight", "rank");
    private boolean isEmpty = true;
    private boolean isRight = true;

    /** Of each scenario the latest, in the order of their names. */
    public static List<RunFolder> latest(List<RunFolder> oldestFirst) throws IOException {
        Map<String, RunFolder> latest = new LinkedHashMap<>();
        for (RunFolder folder : oldestFirst) {
            latest.put(folder.readFacts().scenario(), folder);
        }
        return latest.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    /** By what the shipped scenario of that name wants today; a scenario of somebody's own is as it was. */
    public void add(RunFolder folder) throws IOException {
        Facts facts = folder.readFacts();
        Scenario scenario = ScenarioFiles.SHIPPED.contains(facts.scenario())
                ? ScenarioFiles.shipped(facts.scenario())
                : folder.readScenario();
        for (Expectation expectation : scenario.expectations()) {
            if (expectation instanceof Expectation.AlertCause wanted) {
                add(String.valueOf(folder.path().getFileName()), wanted, said(facts, wanted));
            }
        }
    }

    private static Optional<Diagnosed> said(Facts facts, Expectation.AlertCause wanted) {
        return facts.alerts() == null ? Optional.empty() : Alert.diagnosed(facts.alerts(), wanted);
    }

    private void add(String run, Expectation.AlertCause wanted, Optional<Diagnosed> said) {
        isEmpty = false;
        isRight &= said.isPresent() && said.get().isRight();
        Optional<String> first = said.map(Diagnosed::first).map(cause -> cause.id());
        Optional<Integer> weight = said.map(Diagnosed::first).map(cause -> cause.weight());
        table.row(
                run,
                wanted.alert(),
                wanted.cause(),
                said.isEmpty() ? "did not fire" : first.orElse("nothing"),
                weight.map(String::valueOf).orElse("-"),
                said.map(Diagnosed::rank)
                        .filter(rank -> rank > 0)
                        .map(String::valueOf)
                        .orElse("-"));
    }

    /** Whether no run was of a scenario that wants a cause. */
    public boolean isEmpty() {
        return isEmpty;
    }

    /** Whether all of them were said first. */
    public boolean isRight() {
        return isRight;
    }

    public List<String> lines() {
        return table.lines();
    }
}
