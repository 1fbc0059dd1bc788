package dev.tailback.lab.up;

import dev.tailback.lab.faults.Fault;
import dev.tailback.lab.faults.database.IdleTransaction;
import dev.tailback.lab.faults.database.MissingIndex;
import dev.tailback.lab.faults.database.ShopServer;
import dev.tailback.lab.faults.processes.KilledPart;
import dev.tailback.lab.faults.processes.PausedPart;
import dev.tailback.lab.faults.processes.StalledOutbox;
import dev.tailback.lab.faults.records.DuplicateDelivery;
import dev.tailback.lab.faults.records.HotPartitionKeys;
import dev.tailback.lab.faults.records.HotSku;
import dev.tailback.lab.faults.records.PoisonPills;
import dev.tailback.lab.faults.stages.Dispatch;
import dev.tailback.lab.faults.stages.LateDeadline;
import dev.tailback.lab.faults.stages.PaymentInTransaction;
import dev.tailback.lab.faults.stages.PoolExhaustion;
import dev.tailback.lab.faults.stages.PoolSize;
import dev.tailback.lab.faults.stages.ReplicaReads;
import dev.tailback.lab.faults.stages.SlowProvider;
import dev.tailback.lab.faults.stages.SlowQueries;
import dev.tailback.lab.faults.stages.Stages;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.processes.Supervisor;
import dev.tailback.lab.web.Web;
import java.util.List;
import java.util.Set;

/** The faults of a lab on this machine, in the order in which people are told of them. */
final class FaultKinds {
    private FaultKinds() {}

    static List<Fault> of(Home home, Ports ports, Set<Part> parts, Supervisor supervisor, Web web) {
        ShopServer server = new ShopServer(home, ports);
        Stages stages = new Stages(supervisor, ports, web);
        return List.of(
                new MissingIndex(server),
                new SlowQueries(stages),
                new PoolSize(stages),
                new PoolExhaustion(stages),
                new ReplicaReads(stages, parts.contains(Part.REPLICA)),
                new IdleTransaction(server),
                new SlowProvider(stages),
                new PaymentInTransaction(stages),
                new Dispatch(stages),
                new LateDeadline(stages),
                new StalledOutbox(supervisor, server),
                new KilledPart(supervisor),
                new PausedPart(supervisor),
                new PoisonPills(ports.kafkaAddress()),
                new DuplicateDelivery(ports.kafkaAddress()),
                new HotSku(ports.kafkaAddress(), server),
                new HotPartitionKeys(ports.kafkaAddress()));
    }
}
