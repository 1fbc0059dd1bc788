package dev.tailback.lab.up;

import dev.tailback.lab.faults.Fault;
import dev.tailback.lab.faults.Secrecy;
import dev.tailback.lab.faults.database.IdleTransaction;
import dev.tailback.lab.faults.database.MissingIndex;
import dev.tailback.lab.faults.database.ShopServer;
import dev.tailback.lab.faults.processes.ProcessFaults;
import dev.tailback.lab.faults.records.DuplicateDelivery;
import dev.tailback.lab.faults.records.HotPartitionKeys;
import dev.tailback.lab.faults.records.HotSku;
import dev.tailback.lab.faults.records.PoisonPills;
import dev.tailback.lab.faults.stages.LateDeadline;
import dev.tailback.lab.faults.stages.PaymentInTransaction;
import dev.tailback.lab.faults.stages.PoolExhaustion;
import dev.tailback.lab.faults.stages.PoolSize;
import dev.tailback.lab.faults.stages.Repacking;
import dev.tailback.lab.faults.stages.ReplicaReads;
import dev.tailback.lab.faults.stages.SlowProvider;
import dev.tailback.lab.faults.stages.SlowQueries;
import dev.tailback.lab.faults.stages.Stages;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Places;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.processes.Caretaker;
import dev.tailback.lab.processes.LocalHands;
import dev.tailback.lab.processes.Supervisor;
import dev.tailback.lab.web.Web;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The faults of a lab, in the order in which people are told of them. */
final class FaultKinds {
    private final ShopServer server;
    private final Stages stages;
    private final String kafka;
    private final boolean hasReplica;

    private FaultKinds(ShopServer server, Stages stages, String kafka, boolean hasReplica) {
        this.server = server;
        this.stages = stages;
        this.kafka = kafka;
        this.hasReplica = hasReplica;
    }

    /** Of a lab that started the processes itself. */
    static List<Fault> of(Home home, Ports ports, Set<Part> parts, Supervisor supervisor, Web web, Secrecy secrecy) {
        FaultKinds kinds = kinds(home, ports, parts, supervisor, web, secrecy);
        return kinds.all(ProcessFaults.by(new LocalHands(supervisor), kinds.server));
    }

    /** Of one that only looks on: whoever started the processes kills and pauses them. */
    static List<Fault> ofOnlooker(Home home, Places places, Set<Part> parts, Caretaker caretaker, Web web) {
        return kinds(home, places, parts, caretaker, web, Secrecy.random()).all(List.of());
    }

    private static FaultKinds kinds(
            Home home, Places places, Set<Part> parts, Caretaker caretaker, Web web, Secrecy secrecy) {
        return new FaultKinds(
                new ShopServer(home, places),
                new Stages(caretaker, places, web, secrecy),
                places.kafkaAddress(),
                parts.contains(Part.REPLICA));
    }

    private List<Fault> all(List<Fault> ofProcesses) {
        List<Fault> faults = new ArrayList<>(List.of(
                new MissingIndex(server),
                new SlowQueries(stages),
                new PoolSize(stages),
                new PoolExhaustion(stages),
                new ReplicaReads(stages, hasReplica),
                new IdleTransaction(server),
                new SlowProvider(stages),
                new PaymentInTransaction(stages),
                new Repacking(stages),
                new LateDeadline(stages)));
        faults.addAll(ofProcesses);
        faults.addAll(List.of(
                new PoisonPills(kafka),
                new DuplicateDelivery(kafka),
                new HotSku(kafka, server),
                new HotPartitionKeys(kafka)));
        return List.copyOf(faults);
    }
}
