package dev.tailback.lab.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.home.FreePortBlock;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.home.Secrets;
import dev.tailback.lab.testlab.Cli;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tukaani.xz.XZInputStream;

/**
 * What earlier versions left on disk, under the jars of today: PostgreSQL, Kafka, the provider's journal, incidents and faults
 * of a lab that was killed. {@code src/test/states/make} keeps such a state.
 */
class EarlierStateIT {
    private static final Path STATES = Path.of("src/test/states");
    private static final String PASSWORD = "of-a-test";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    static List<Path> states() throws IOException {
        try (Stream<Path> files = Files.list(STATES)) {
            return files.filter(file -> file.toString().endsWith(".tar.xz")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("states")
    void isReadByTheJarsOfToday(Path state, @TempDir Path folder) throws Exception {
        unpack(state, folder);
        Secrets.rememberSuperuser(new Home(folder), PASSWORD);
        Ports ports = Ports.from(FreePortBlock.base());
        Cli cli = new Cli(folder);
        try {
            Cli.Result up = cli.run("up", "--detach", "--port-base", String.valueOf(ports.controlRoom()));
            assertThat(up.exitCode()).as(up.output()).isZero();

            assertThat(cli.run("audit", "--wait", "30s").output())
                    .startsWith("accepted=24 confirmed=21 rejected=0 cancelled=0 failed=3 dead=3 in_flight=0 lost=0");
            assertThat(cli.run("incidents").output()).contains("dead-letters");
            assertThat(cli.run("faults").output()).startsWith("No fault is set.");
            assertThat(indexes(ports)).contains("idx_products_category", "idx_products_stock_quantity");

            assertThat(cli.run("produce", "--count", "5").output()).contains("5 confirmed");
            assertThat(cli.run("audit", "--wait", "30s").output()).contains("confirmed=26", "lost=0");
        } finally {
            cli.run("down");
        }
    }

    private static List<String> indexes(Ports ports) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:%d/tailback".formatted(ports.postgres());
        try (Connection connection = DriverManager.getConnection(url, "postgres", PASSWORD);
                ResultSet rows = connection.createStatement().executeQuery("SELECT indexname FROM pg_indexes")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private static void unpack(Path state, Path to) throws IOException {
        try (InputStream file = Files.newInputStream(state);
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(file)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = to.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
                } else {
                    Files.copy(tar, target);
                }
            }
        }
    }
}
