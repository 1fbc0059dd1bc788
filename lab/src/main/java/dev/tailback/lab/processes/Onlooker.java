package dev.tailback.lab.processes;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.home.ServiceNames;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Looks on while others run the processes of a shop: asks those that tell how they are, and knocks at the servers. */
public final class Onlooker implements Caretaker {
    private static final int KNOCK_MILLIS = 1_000;

    private final Home home;
    private final ServiceNames names;
    private final Web web;
    private final Instant startedAt = Instant.now();

    public Onlooker(Home home, ServiceNames names, Web web) {
        this.home = home;
        this.names = names;
        this.web = web;
    }

    @Override
    public boolean isReady() {
        return status(false).ready();
    }

    @Override
    public LabStatus status(boolean withMemory) {
        List<ProcessStatus> rows = new ArrayList<>();
        rows.add(ProcessStatus.ofLab(
                ProcessHandle.current().pid(), Ports.standard().controlRoom()));
        rows.addAll(all());
        boolean isReady = rows.stream().allMatch(row -> row.is(ProcessState.UP));
        return new LabStatus(
                isReady, startedAt, home.path().toString(), rows, urls(), InheritedSettings.of(System.getenv()));
    }

    /** At once: whoever is unwell may not answer. */
    private List<ProcessStatus> all() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ProcessStatus>> asked = names.parts().stream()
                    .map(part -> threads.submit(() -> look(part)))
                    .toList();
            List<ProcessStatus> rows = new ArrayList<>();
            for (Future<ProcessStatus> each : asked) {
                rows.add(each.get());
            }
            return rows;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new Refusal("the lab is ending");
        } catch (ExecutionException failed) {
            throw Refusal.of(failed);
        }
    }

    private ProcessStatus look(Part part) throws InterruptedException {
        ProcessStatus up = ProcessStatus.seen(part.id(), Ports.standard().of(part));
        return switch (part) {
            case POSTGRES -> up.with(knock(names.postgresAddress()));
            case REPLICA -> up.with(knock(names.replicaAddress().orElseThrow()));
            case KAFKA -> up.with(knock(names.kafkaAddress().split(",", -1)[0]));
            case FLOW_ALERTS, RELAY, CATALOG, CHECKOUT, INVENTORY, PAYMENTS ->
                up.with(HealthNote.ask(web, health(part)));
        };
    }

    private static HealthNote knock(String address) {
        int colon = address.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
                    KNOCK_MILLIS);
            return new HealthNote(true, null);
        } catch (IOException shut) {
            return new HealthNote(false, address + " takes no connection: " + shut.getMessage());
        }
    }

    private Map<String, String> urls() {
        Map<String, String> urls = new LinkedHashMap<>();
        names.parts().stream()
                .filter(part -> part.speaksHttp())
                .forEach(part -> urls.put(part.id().replace('-', '_'), names.url(part)));
        urls.put("kafka", names.kafkaAddress());
        urls.put("postgres", "postgresql://" + names.postgresAddress() + "/tailback");
        return urls;
    }

    @Override
    public List<String> startMissing() {
        List<String> missing = status(false).notUp();
        if (missing.isEmpty()) {
            return List.of();
        }
        throw new Refusal(
                "not up: " + String.join(", ", missing) + "; whoever started this shop starts them, not the lab");
    }

    /** Nobody tells that a container is paused: its health is asked for, since whatever else it is asked may take long. */
    @Override
    public Optional<String> silence(Part part) {
        try {
            return part.speaksHttp() ? HealthNote.silence(web, health(part)) : Optional.empty();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new Refusal("the lab is ending");
        }
    }

    private URI health(Part part) {
        return URI.create(names.url(part) + "/health");
    }
}
