package dev.tailback.events.stage;

import com.zaxxer.hikari.HikariDataSource;
import dev.tailback.events.faults.PoolStats;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.http.ResponseEntity;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether this stage could take an order now, and how its pool stands. */
@RestController
class Health {
    private static final int CHECK_SECONDS = 1;

    private final HikariDataSource pool;
    private final KafkaListenerEndpointRegistry listeners;
    private final CrowdLimit crowd;

    Health(DataSource dataSource, KafkaListenerEndpointRegistry listeners, CrowdLimit crowd) {
        if (!(dataSource instanceof HikariDataSource hikari)) {
            throw new IllegalStateException("a stage has a HikariCP pool, but got " + dataSource);
        }
        this.pool = hikari;
        this.listeners = listeners;
        this.crowd = crowd;
    }

    @GetMapping("/health")
    ResponseEntity<Map<String, Object>> health() {
        Map<String, Object> answer = new LinkedHashMap<>();
        if (!listening()) {
            answer.put("status", "starting");
            answer.put("reason", "no partition is assigned yet");
        } else {
            databaseTrouble()
                    .ifPresentOrElse(
                            trouble -> {
                                answer.put("status", "down");
                                answer.put("reason", trouble);
                            },
                            () -> answer.put("status", "up"));
        }
        answer.put("pool_stats", PoolStatsView.withWaiting(PoolStats.of(pool)));
        answer.put("requests_turned_away", crowd.turnedAway());
        return ResponseEntity.status("up".equals(answer.get("status")) ? 200 : 503)
                .body(answer);
    }

    private boolean listening() {
        return listeners.getAllListenerContainers().stream().allMatch(container -> {
            var assigned = container.getAssignedPartitions();
            return assigned != null && !assigned.isEmpty();
        });
    }

    private java.util.Optional<String> databaseTrouble() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(CHECK_SECONDS)
                    ? java.util.Optional.empty()
                    : java.util.Optional.of("the database did not answer within " + CHECK_SECONDS + " s");
        } catch (SQLException refused) {
            return java.util.Optional.of("no database connection: " + refused.getMessage());
        }
    }
}
