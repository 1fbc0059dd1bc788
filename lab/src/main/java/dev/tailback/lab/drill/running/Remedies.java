package dev.tailback.lab.drill.running;

import dev.tailback.lab.drill.catalogue.Repair;
import dev.tailback.lab.faults.Faults;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.processes.Hands;
import java.io.IOException;

/** Does what whoever practises wants to have done, whether it helps or not, and says what came of it. */
record Remedies(Hands hands, Faults.Backstage backstage) {
    String apply(Repair repair) throws IOException, InterruptedException {
        return switch (repair.remedy()) {
            case START -> start(Part.of(repair.at()));
            case GO_ON -> goOn(Part.of(repair.at()));
            case RESTART -> restart(Part.of(repair.at()));
            case CREATE_INDEXES -> undo(repair, "the index that was missing is there again", "no index is missing");
            case END_IDLE_SESSIONS -> undo(repair, "a session that idled was ended", "no session idles");
            case USUAL_POOL -> undo(repair, "the pool is as usual again", "the pool is as usual");
            case USUAL_DISPATCH -> undo(repair, "it packs as usual again", "it packs as usual");
            case PAY_OUTSIDE -> undo(repair, "it asks outside of its transactions", "it did so already");
            case SWITCH_PROVIDER ->
                undo(repair, "the other site answers quickly", "the other site answers no quicker than this one");
            case BLOCK_SENDERS -> undo(repair, "whoever did so was shut out", "nobody does so");
        };
    }

    private String start(Part part) throws IOException, InterruptedException {
        Hands.Look before = hands.look(part);
        if (before.state() != Hands.State.GONE) {
            return part + " runs already, as " + before.holder();
        }
        hands.start(part);
        return part + " is started, as " + hands.look(part).holder();
    }

    private String goOn(Part part) throws IOException, InterruptedException {
        Hands.Look before = hands.look(part);
        hands.goOn(part);
        return switch (before.state()) {
            case PAUSED -> part + " was stopped, and goes on";
            case RUNS -> part + " was not stopped";
            case GONE -> part + " does not run, so there is nothing to go on";
        };
    }

    private String restart(Part part) throws IOException, InterruptedException {
        if (hands.look(part).state() != Hands.State.GONE) {
            hands.kill(part);
        }
        hands.start(part);
        return part + " was started anew, as " + hands.look(part).holder();
    }

    private String undo(Repair repair, String done, String needless) throws IOException, InterruptedException {
        boolean isNeedless = backstage
                .clear((fault, target) -> repair.remedy().undoes().contains(fault)
                        && (repair.at().isEmpty() || repair.at().equals(target)))
                .isEmpty();
        return isNeedless ? needless : done;
    }
}
