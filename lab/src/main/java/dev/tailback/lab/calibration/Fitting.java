package dev.tailback.lab.calibration;

import dev.tailback.lab.faults.database.ShopServer;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Whether a lab has what a calibration asks for, as it is and not as it was started. */
public record Fitting(int products, int skus, int cores) {
    private static final String SIZES =
            "SELECT (SELECT count(*) FROM catalog.product_availability)," + " (SELECT count(*) FROM inventory.stock)";
    private static final String ALLOWED_CORES = "Cpus_allowed:";

    /** @param cores on which PostgreSQL may run */
    public static Fitting of(ShopServer server, int cores) throws IOException, SQLException {
        try (Connection connection = server.connect("tailback look");
                Statement statement = connection.createStatement();
                ResultSet sizes = statement.executeQuery(SIZES)) {
            sizes.next();
            return new Fitting(sizes.getInt(1), sizes.getInt(2), cores);
        }
    }

    /** On how many a process may run. Where there is no such file, none can be bound. */
    public static int cores(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        if (!Files.isReadable(status)) {
            return Runtime.getRuntime().availableProcessors();
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(ALLOWED_CORES))
                .mapToInt(Fitting::bits)
                .findFirst()
                .orElse(Runtime.getRuntime().availableProcessors());
    }

    private static int bits(String line) {
        String mask = line.substring(ALLOWED_CORES.length()).strip().replace(",", "");
        return new BigInteger(mask, 16).bitCount();
    }

    public boolean fits(Calibration calibration) {
        Sizing wanted = calibration.sizing();
        return products == wanted.products() && skus == wanted.skus() && cores == calibration.postgresCores();
    }

    /** Refuses a lab in which scans would cost something else. More rows than asked for are too many as well. */
    public void demand(Calibration calibration, String remedy) {
        if (!fits(calibration)) {
            Sizing wanted = calibration.sizing();
            throw new Refusal(
                    ("the lab that runs has %d products, %d SKUs and PostgreSQL on %d cores, and this scenario"
                                    + " wants %d, %d and %d; %s")
                            .formatted(
                                    products,
                                    skus,
                                    cores,
                                    wanted.products(),
                                    wanted.skus(),
                                    calibration.postgresCores(),
                                    remedy));
        }
    }
}
