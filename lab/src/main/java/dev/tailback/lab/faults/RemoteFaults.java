package dev.tailback.lab.faults;

import dev.tailback.lab.control.BadRequest;
import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.elsewhere.Containers;
import dev.tailback.lab.elsewhere.Target;
import dev.tailback.lab.elsewhere.kubernetes.Cluster;
import dev.tailback.lab.elsewhere.kubernetes.PodHands;
import dev.tailback.lab.elsewhere.kubernetes.Settings;
import dev.tailback.lab.elsewhere.kubernetes.StagePods;
import dev.tailback.lab.faults.database.ShopServer;
import dev.tailback.lab.faults.deployment.DeployedSettings;
import dev.tailback.lab.faults.processes.ProcessFaults;
import dev.tailback.lab.home.Installation;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The faults of a lab that runs in another process. A lab that only looks on cannot kill or pause: the engine that runs its
 * shop can, and is told so from here, where its command line is.
 */
public final class RemoteFaults {
    private static final Duration TO_LOOK = Duration.ofSeconds(30);
    /** Longer than the lab itself takes to build an index or to start a part, so that its own sentence arrives. */
    private static final Duration TO_CHANGE = Duration.ofMinutes(5);

    private static final int BAD_REQUEST = 400;

    private final RunningLab lab;
    private final Optional<Faults> ofEngine;

    public RemoteFaults(RunningLab lab) {
        this.lab = lab;
        this.ofEngine = lab.elsewhere().map(engine -> ofEngine(lab, engine));
    }

    private static Faults ofEngine(RunningLab lab, String engine) {
        try {
            return Faults.ofOnlooker(
                    kinds(lab, Target.of(engine)), lab.home().data("engine-faults.json"), undone -> {});
        } catch (IOException unusable) {
            throw refusal(unusable);
        }
    }

    private static List<Fault> kinds(RunningLab lab, Target engine) {
        ShopServer server = new ShopServer(lab.home(), lab.ports());
        return switch (engine) {
            case LOCAL -> throw new IllegalArgumentException("a lab of this machine does all itself");
            case COMPOSE ->
                ProcessFaults.by(Containers.of(Installation.ofThisProcess().root()), server);
            case K8S -> {
                Cluster cluster = Cluster.ofThisUser();
                List<Fault> kinds = new ArrayList<>(ProcessFaults.by(new PodHands(cluster), server));
                kinds.add(new DeployedSettings(new Settings(cluster), new StagePods(cluster, new Web())));
                yield kinds;
            }
        };
    }

    private interface Work<T> {
        T done() throws IOException, InterruptedException;
    }

    private static <T> T orRefuse(Work<T> work) throws InterruptedException {
        try {
            return work.done();
        } catch (BadRequest wrong) {
            throw new Refusal(Refusal.WRONG_USE, String.valueOf(wrong.getMessage()));
        } catch (IOException unusable) {
            throw refusal(unusable);
        }
    }

    private static Refusal refusal(IOException unusable) {
        return new Refusal("what the engine was told cannot be kept or read: " + unusable.getMessage(), unusable);
    }

    private Optional<Faults> engineFor(String fault) {
        return ofEngine.filter(faults -> faults.know(fault));
    }

    public FaultsView view() throws InterruptedException {
        FaultsView ofLab = lab.ask("/api/faults", TO_LOOK).as(FaultsView.class);
        return ofEngine.isEmpty() ? ofLab : ofLab.and(ofEngine.get().view());
    }

    /** Throws what {@link #set} would throw for a name or a value that can never be right. */
    public void check(String fault, Map<String, String> with) throws InterruptedException {
        if (engineFor(fault).isPresent()) {
            orRefuse(() -> {
                engineFor(fault).get().check(fault, with);
                return fault;
            });
            return;
        }
        good(lab.tell("/api/faults/check", Map.of("fault", fault, "with", with), TO_LOOK));
    }

    public List<FaultsView.Standing> set(String fault, Map<String, String> with) throws InterruptedException {
        Optional<Faults> engine = engineFor(fault);
        if (engine.isPresent()) {
            return orRefuse(() -> engine.get().set(fault, with, null));
        }
        return good(lab.tell("/api/faults/set", Map.of("fault", fault, "with", with), TO_CHANGE))
                .as(FaultRoutes.Set.class)
                .set();
    }

    /** @param fault null: all of them */
    public List<String> clear(@Nullable String fault) throws InterruptedException {
        List<String> cleared = new ArrayList<>();
        // First: what is paused or dead cannot be told anything.
        if (ofEngine.isPresent() && (fault == null || ofEngine.get().know(fault))) {
            cleared.addAll(orRefuse(() -> ofEngine.get().clear(fault)));
        }
        if (engineFor(String.valueOf(fault)).isEmpty()) {
            cleared.addAll(clearInLab(fault));
        }
        return cleared;
    }

    /** What only the engine can undo; nothing where a lab of this machine does all. */
    public List<String> clearOfEngine() throws InterruptedException {
        return ofEngine.isEmpty() ? List.of() : orRefuse(() -> ofEngine.get().clear(null));
    }

    private List<String> clearInLab(@Nullable String fault) throws InterruptedException {
        Map<String, String> what = new LinkedHashMap<>();
        if (fault != null) {
            what.put("fault", fault);
        }
        return good(lab.tell("/api/faults/clear", what, TO_CHANGE))
                .as(FaultRoutes.Cleared.class)
                .cleared();
    }

    private static Answer good(Answer answer) {
        if (answer.isGood()) {
            return answer;
        }
        throw answer.status() == BAD_REQUEST
                ? new Refusal(Refusal.WRONG_USE, answer.reason())
                : new Refusal(answer.reason());
    }
}
