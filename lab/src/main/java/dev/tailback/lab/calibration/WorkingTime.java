package dev.tailback.lab.calibration;

import dev.tailback.lab.faults.database.ShopServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How long PostgreSQL has worked at the statements of a role, in milliseconds. An order takes many times that on its way
 * through the stages, which would hide what a scan costs.
 */
record WorkingTime(ShopServer server, String role) {
    private static final String QUESTION = """
            SELECT coalesce(sum(total_exec_time), 0)
            FROM pg_stat_statements JOIN pg_roles ON pg_roles.oid = userid
            WHERE rolname = ?""";

    double millis() throws IOException, SQLException {
        try (Connection connection = server.connect("tailback calibration");
                PreparedStatement question = connection.prepareStatement(QUESTION)) {
            question.setString(1, role);
            try (ResultSet answer = question.executeQuery()) {
                answer.next();
                return answer.getDouble(1);
            }
        }
    }
}
