package dev.tailback.lab.hostile;

import dev.tailback.lab.audit.Audit;
import dev.tailback.lab.audit.AuditReport;
import dev.tailback.lab.audit.Sources;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.web.Web;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Seeded inputs for every reader of the lab: of thirty, six are records in Kafka, three files of the command line, three
 * calls over gRPC, one a command, and the rest requests to a port. The lab must be there afterwards as it was before, and
 * its audit agree.
 */
public final class HostileSuite {
    private static final Duration DRAINED_WITHIN = Duration.ofSeconds(60);

    private HostileSuite() {}

    public static HostileReport run(Ports ports, Path folder, long seed, int inputs, CommandLineOfLab commandLine)
            throws Exception {
        Malice malice = new Malice(seed);
        HostileReport report = new HostileReport();
        List<Doors> doors = Doors.of(ports);
        Guest guest = new Guest(malice);
        Words words = new Words(malice, commandLine);
        try (Web web = new Web();
                Papers papers = new Papers(malice, ports, folder);
                Calls calls = new Calls(malice, ports.otlpGrpc());
                Letters letters = new Letters(malice, ports, new Shop(web, ports))) {
            for (int input = 0; input < inputs; input++) {
                switch (input % 30) {
                    case 1, 6, 11, 16, 21, 26 -> letters.send(report);
                    case 3, 13, 23 -> papers.handIn(report);
                    case 5, 15, 25 -> calls.make(report);
                    // Each is a JVM of its own.
                    case 29 -> words.say(report);
                    default -> guest.visit(doors.get(malice.below(doors.size())), report);
                }
            }
            letters.collect(report);
            audit(ports, web, report);
        }
        return report;
    }

    private static void audit(Ports ports, Web web, HostileReport report) throws Exception {
        AuditReport audit = Audit.whenDrained(Sources.of(ports), web, DRAINED_WITHIN);
        boolean agrees = !audit.violated() && audit.lost() == 0 && audit.isDrained();
        report.add("audit", agrees ? Outcome.HANDLED : Outcome.LOST, audit.line() + " " + audit.details());
    }
}
