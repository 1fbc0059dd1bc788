package dev.tailback.lab.servers;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;

/**
 * A server that follows another, made by PostgreSQL's low-level backup functions: pg_basebackup is not among the
 * embedded binaries. It is a copy, so it is made anew whenever it is wanted.
 *
 * @param primary the data directory of the server that is followed
 */
public record PostgresReplica(Path primary, int primaryPort, Path data) {
    private static final String SLOT = "replica";
    /** A copy holds these directories empty: what was in them belongs to the running primary alone. */
    private static final Set<String> EMPTY = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts");
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** What its server is started with besides; the password of the role is read from {@code PGPASSWORD}. */
    public Map<String, String> settings(String role) {
        return Map.of(
                "primary_conninfo",
                "host=127.0.0.1 port=" + primaryPort + " user=" + role + " application_name=" + SLOT,
                "primary_slot_name",
                SLOT,
                // Else the primary's cleaning up would cancel what is being read here.
                "hot_standby_feedback",
                "on");
    }

    /** Copies the primary while it runs. A slot keeps the WAL that was written since for the copy to catch up. */
    public void copy(Connection superuser) throws IOException, SQLException {
        Path making = data.resolveSibling(data.getFileName() + ".making");
        Trees.delete(making);
        forget(superuser);
        try (Statement statement = superuser.createStatement()) {
            statement.execute("SELECT pg_create_physical_replication_slot('" + SLOT + "', true)");
            statement.execute("SELECT pg_backup_start('" + SLOT + "', true)");
            copyTree(making);
            try (ResultSet stopped = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                stopped.next();
                Files.writeString(making.resolve("backup_label"), stopped.getString(1));
            }
        }
        Files.createFile(making.resolve("standby.signal"));
        Trees.delete(data);
        Files.move(making, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Lets go of the WAL that is kept for a replica. Harmless if there is none. */
    public static void forget(Connection superuser) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute("""
                    SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots
                    WHERE slot_name = '%1$s' AND active_pid IS NOT NULL""".formatted(SLOT));
            statement.execute("""
                    SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots
                    WHERE slot_name = '%1$s'""".formatted(SLOT));
        }
    }

    private void copyTree(Path to) throws IOException {
        Files.walkFileTree(primary, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Path relative = primary.relativize(directory);
                if (relative.getNameCount() == 2
                        && EMPTY.contains(relative.getName(0).toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(relative), OWNER_ONLY);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path relative = primary.relativize(file);
                boolean isLeftOut = relative.getNameCount() == 1
                        ? LEFT_OUT.contains(relative.toString())
                        : EMPTY.contains(relative.getName(0).toString());
                if (!isLeftOut) {
                    copyIfThere(file, to.resolve(relative));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        try (FileChannel directory = FileChannel.open(to)) {
            directory.force(true);
        }
    }

    /** Tables may be dropped meanwhile: the WAL tells the copy of it. */
    private static void copyIfThere(Path from, Path to) throws IOException {
        try {
            Files.copy(from, to);
        } catch (NoSuchFileException dropped) {
            Files.deleteIfExists(to);
        }
    }
}
