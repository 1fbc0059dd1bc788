package dev.tailback.stage.ledger;

import com.zaxxer.hikari.HikariDataSource;
import dev.tailback.stage.http.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The stage's ledger for whoever audits the shop, to one reader at a time: docs/audit.md says what the lines mean. */
@RestController
public class LedgerHttp {
    private static final Logger log = LoggerFactory.getLogger(LedgerHttp.class);

    private final Ledger ledger;
    private final Semaphore reader = new Semaphore(1);

    LedgerHttp(DataSource dataSource, List<LedgerSection> sections) throws SQLException {
        this.ledger = new Ledger(dataSource.unwrap(HikariDataSource.class), sections);
    }

    @GetMapping("/ledger")
    void all(HttpServletResponse response) throws IOException {
        if (!reader.tryAcquire()) {
            throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "another audit reads this ledger now; try again");
        }
        try (Connection connection = ledger.connect()) {
            response.setContentType("text/csv;charset=UTF-8");
            response.setHeader("Cache-Control", "no-store");
            ledger.write(connection, response.getOutputStream());
        } catch (SQLException unreadable) {
            if (response.isCommitted()) {
                // Too late for another status: the line that ends a whole ledger is missing.
                log.error("the ledger broke off", unreadable);
                return;
            }
            throw unavailable(unreadable);
        } finally {
            reader.release();
        }
    }

    record Published(@Nullable Long position) {}

    @GetMapping("/ledger/published")
    Published published() {
        try {
            return new Published(ledger.published());
        } catch (SQLException unreadable) {
            throw unavailable(unreadable);
        }
    }

    private static Problem unavailable(SQLException unreadable) {
        log.warn("the ledger cannot be read", unreadable);
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "the ledger cannot be read now: " + unreadable.getMessage());
    }
}
