package dev.tailback.lab.torture;

import dev.tailback.breakage.failpoint.Failpoint;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.machine.Patience;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The faults there are. */
final class Faults {
    static final Set<Part> STAGES = EnumSet.of(Part.CATALOG, Part.CHECKOUT, Part.INVENTORY);

    private static final Set<Failpoint> OF_A_STAGE = EnumSet.of(
            Failpoint.BEFORE_DATABASE_COMMIT,
            Failpoint.AFTER_DATABASE_COMMIT,
            Failpoint.BEFORE_OFFSET_COMMIT,
            Failpoint.AFTER_OFFSET_COMMIT);
    private static final Duration COMES_BY_WITHIN = Duration.ofSeconds(15);
    private static final String ACTIVE_PID =
            "SELECT active_pid FROM pg_replication_slots WHERE slot_name = 'relay' AND active_pid IS NOT NULL";

    private Faults() {}

    static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        for (Part stage : STAGES) {
            OF_A_STAGE.forEach(point -> all.add(new KillAt(stage, point)));
            all.add(new Zombie(stage));
        }
        all.addAll(List.of(
                new KillAt(Part.RELAY, Failpoint.BEFORE_SLOT_CONFIRM),
                new KillRelayBesideAnOpenTransaction(),
                new PauseLeadingRelay(),
                new CutReplication(),
                new KillDatabase(),
                new RestartBroker(5)));
        return all;
    }

    /** SIGKILL exactly there, and a new process. A catalog killed after its commit answers nobody: shoppers try again. */
    record KillAt(Part part, Failpoint point) implements Fault {
        @Override
        public String text() {
            return "kill -9 of " + part + " " + point.text();
        }

        @Override
        public Duration takes() {
            return Duration.ofSeconds(7);
        }

        @Override
        public String strike(Arena arena) throws Exception {
            arena.awaitStop(part, point, COMES_BY_WITHIN);
            arena.kill(part);
            arena.release(part, point);
            arena.revive();
            return "killed there";
        }
    }

    /** Its outbox row is older than what is published meanwhile, and commits when another relay process reads. */
    record KillRelayBesideAnOpenTransaction() implements Fault {
        private static final Failpoint OPEN = Failpoint.BEFORE_DATABASE_COMMIT;

        @Override
        public String text() {
            return "kill -9 of relay mid-batch beside an open transaction";
        }

        @Override
        public Duration takes() {
            return Duration.ofSeconds(12);
        }

        @Override
        public String strike(Arena arena) throws Exception {
            arena.awaitStop(Part.CHECKOUT, OPEN, COMES_BY_WITHIN);
            try {
                // The rest of the shop goes on publishing, except for what waits for that transaction's records.
                arena.awaitStop(Part.RELAY, Failpoint.BEFORE_SLOT_CONFIRM, COMES_BY_WITHIN);
                arena.kill(Part.RELAY);
                arena.release(Part.RELAY, Failpoint.BEFORE_SLOT_CONFIRM);
                arena.revive();
            } finally {
                arena.release(Part.CHECKOUT, OPEN);
            }
            return "the transaction committed under the next relay";
        }
    }

    /** SIGSTOP until the group has thrown it out and a second process owns its partitions; then it wakes up. */
    record Zombie(Part part) implements Fault {
        private static final Duration ASLEEP = Duration.ofSeconds(12);
        private static final Duration AWAKE = Duration.ofSeconds(4);

        @Override
        public String text() {
            return "zombie " + part + ": SIGSTOP beyond its session";
        }

        @Override
        public Duration takes() {
            return Duration.ofSeconds(25);
        }

        @Override
        public String strike(Arena arena) throws Exception {
            try (Arena.Twin twin = arena.twin(part);
                    Membership group = new Membership(arena.kafka(), part.id())) {
                Set<String> before = group.members();
                arena.pause(part);
                try {
                    if (!Patience.until(ASLEEP, () -> group.isWithout(before))) {
                        throw new Missed(
                                "the group still counts the sleeping " + part + " after " + ASLEEP.toSeconds() + " s");
                    }
                    Patience.pause(AWAKE);
                } finally {
                    arena.goOn(part);
                }
                Patience.pause(AWAKE);
                return "thrown out of its group, then woken";
            }
        }
    }

    /** SIGSTOP: its sessions stay open, as if it were still leading. */
    record PauseLeadingRelay() implements Fault {
        private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(10);
        private static final Duration AWAKE = Duration.ofSeconds(4);

        @Override
        public String text() {
            return "SIGSTOP of the leading relay";
        }

        @Override
        public Duration takes() {
            return Duration.ofSeconds(25);
        }

        @Override
        public String strike(Arena arena) throws Exception {
            try (Arena.Twin standby = arena.twin(Part.RELAY)) {
                arena.pause(Part.RELAY);
                long began = System.nanoTime();
                boolean leads;
                try {
                    leads = Patience.until(TAKEN_OVER_WITHIN, () -> isLeading(arena.health(standby)));
                } finally {
                    arena.goOn(Part.RELAY);
                }
                double seconds = (System.nanoTime() - began) / 1e9;
                if (!leads) {
                    throw new IllegalStateException("the second relay did not lead within 10 s");
                }
                Patience.pause(AWAKE);
                if (isLeading(arena.health(Part.RELAY))) {
                    throw new IllegalStateException("two relays lead");
                }
                return "the other led after %.1f s".formatted(seconds);
            }
        }

        private static boolean isLeading(String health) {
            return health.contains("\"leading\"") && health.contains("\"up\"");
        }
    }

    record CutReplication() implements Fault {
        @Override
        public String text() {
            return "pg_terminate_backend of the walsender";
        }

        @Override
        public Duration takes() {
            return Duration.ofSeconds(6);
        }

        @Override
        public String strike(Arena arena) throws Exception {
            try (Connection database = arena.superuser();
                    Statement statement = database.createStatement();
                    ResultSet ended = statement.executeQuery(
                            "SELECT pg_terminate_backend(pid) FROM (" + ACTIVE_PID + ") AS s (pid)")) {
                if (!ended.next() || !ended.getBoolean(1)) {
                    throw new Missed("no walsender served the slot");
                }
            }
            arena.revive();
            return "terminated";
        }
    }

    record KillDatabase() implements Fault {
        @Override
        public String text() {
            return "kill -9 of postgres";
        }

        @Override
        public Duration takes() {
            return Duration.ofSeconds(12);
        }

        @Override
        public String strike(Arena arena) throws Exception {
            arena.kill(Part.POSTGRES);
            arena.revive();
            return "killed, recovered from its WAL";
        }
    }

    record RestartBroker(int times) implements Fault {
        @Override
        public String text() {
            return "kill -9 of kafka, " + times + " times";
        }

        @Override
        public Duration takes() {
            return Duration.ofSeconds(6L * times);
        }

        @Override
        public String strike(Arena arena) throws Exception {
            for (int time = 0; time < times; time++) {
                arena.kill(Part.KAFKA);
                arena.revive();
            }
            return "killed " + times + " times";
        }
    }
}
