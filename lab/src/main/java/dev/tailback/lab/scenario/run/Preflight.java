package dev.tailback.lab.scenario.run;

import dev.tailback.lab.experiment.Experiment;
import dev.tailback.lab.faults.FaultsView;
import dev.tailback.lab.faults.RemoteFaults;
import dev.tailback.lab.processes.LabStatus;
import dev.tailback.lab.scenario.FaultSetting;
import dev.tailback.lab.scenario.FaultStep;
import dev.tailback.lab.scenario.Place;
import dev.tailback.lab.terminal.Refusal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a story can be run here, found out before anything is changed. */
public final class Preflight {
    private final Venue venue;
    private final RemoteFaults faults;

    public Preflight(Venue venue) {
        this.venue = venue;
        this.faults = new RemoteFaults(venue.lab());
    }

    public void check(List<FaultSetting> settings, List<FaultStep> steps) throws InterruptedException {
        demandHealth();
        Experiment.demandNone(venue.lab());
        FaultsView view = faults.view();
        demandNothingIsSet(view);
        demandFaults(settings, steps, view);
    }

    private void demandHealth() throws InterruptedException {
        LabStatus status = venue.lab().status(false);
        if (!status.ready()) {
            throw new Refusal(
                    "not up: " + String.join(", ", status.notUp()) + "; ./tailback up starts what is missing");
        }
    }

    private static void demandNothingIsSet(FaultsView view) {
        List<String> set = view.faults().stream()
                .flatMap(row -> row.set().stream())
                .map(standing -> standing.fault() + " " + standing.target())
                .toList();
        if (!set.isEmpty()) {
            throw new Refusal("the shop is broken already: " + String.join(", ", set) + "; ./tailback clear");
        }
    }

    private void demandFaults(List<FaultSetting> settings, List<FaultStep> steps, FaultsView view)
            throws InterruptedException {
        Set<String> known = view.faults().stream().map(FaultsView.Row::fault).collect(Collectors.toSet());
        for (FaultSetting setting : settings) {
            check(setting);
        }
        for (FaultStep step : steps) {
            switch (step) {
                case FaultStep.Set set -> check(set.setting());
                case FaultStep.Clear clear -> demandKnown(clear.place(), clear.fault(), known);
            }
        }
    }

    private void check(FaultSetting setting) throws InterruptedException {
        try {
            faults.check(setting.fault(), setting.with());
        } catch (Refusal wrong) {
            throw setting.place().refusal(wrong.sentence());
        }
    }

    private static void demandKnown(Place place, String fault, Set<String> known) {
        if (!known.contains(fault)) {
            throw place.refusal("no fault is called '%s'; there are %s"
                    .formatted(fault, known.stream().sorted().collect(Collectors.joining(", "))));
        }
    }
}
