package dev.tailback.stage.database;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/** Who brings the tables up to date: the stage at its start, or somebody before it. */
public final class Migrations {
    private Migrations() {}

    public static FlywayMigrationStrategy by(boolean stage) {
        return stage ? Flyway::migrate : Migrations::demandDone;
    }

    /** A stage that would wait here for long is better started anew, as a cluster does. */
    private static void demandDone(Flyway flyway) {
        MigrationInfo[] pending = flyway.info().pending();
        if (pending.length > 0) {
            throw new IllegalStateException(
                    "the tables are not up to date, they lack %s; TAILBACK_MIGRATE=false leaves that to"
                                    .formatted(Arrays.stream(pending)
                                            .map(each -> each.getVersion() + " " + each.getDescription())
                                            .collect(Collectors.joining(", ")))
                            + " dev.tailback.stage.Migrate, which a Job runs");
        }
        flyway.validate();
    }
}
