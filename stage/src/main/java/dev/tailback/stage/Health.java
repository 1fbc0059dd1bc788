package dev.tailback.stage;

import static java.util.stream.Collectors.joining;

import com.zaxxer.hikari.HikariDataSource;
import dev.tailback.stage.http.CrowdLimit;
import dev.tailback.stage.inbox.HeldPartitions;
import dev.tailback.stage.inbox.HeldPartitions.Standstill;
import dev.tailback.stage.pool.PoolStats;
import dev.tailback.stage.pool.PoolStatsView;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.ResponseEntity;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whether this stage could take an order now, and how its pool stands; and for whoever starts and ends processes, whether
 * this one is to be left alone. Probes ask no database: a slow one is not cured by fewer stages, and a stage that is
 * started anew only asks it for more.
 */
@RestController
class Health {
    private static final int CHECK_SECONDS = 1;

    private final HikariDataSource pool;
    private final KafkaListenerEndpointRegistry listeners;
    private final HeldPartitions held;
    private final CrowdLimit crowd;
    private final ApplicationAvailability availability;

    Health(
            DataSource dataSource,
            KafkaListenerEndpointRegistry listeners,
            HeldPartitions held,
            CrowdLimit crowd,
            ApplicationAvailability availability) {
        if (!(dataSource instanceof HikariDataSource hikari)) {
            throw new IllegalStateException("a stage has a HikariCP pool, but got " + dataSource);
        }
        this.pool = hikari;
        this.listeners = listeners;
        this.held = held;
        this.crowd = crowd;
        this.availability = availability;
    }

    /** That a request is answered is all there is to say: what is broken for good ends the process by itself. */
    @GetMapping("/health/live")
    Map<String, String> live() {
        return Map.of("status", "up");
    }

    /** From the end of the start until the end begins, whatever becomes of database and broker between. */
    @GetMapping("/health/ready")
    ResponseEntity<Map<String, String>> ready() {
        return availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC
                ? ResponseEntity.ok(Map.of("status", "up"))
                : ResponseEntity.status(503).body(Map.of("status", "starting or ending"));
    }

    @GetMapping("/health")
    ResponseEntity<Map<String, Object>> health() {
        Map<String, Object> answer = new LinkedHashMap<>();
        Map<String, Standstill> standing = held.standing();
        if (!listening()) {
            answer.put("status", "starting");
            answer.put("reason", "no partition is assigned yet");
        } else if (!standing.isEmpty()) {
            answer.put("status", "standing still");
            answer.put(
                    "reason", standing.entrySet().stream().map(Health::inWords).collect(joining("; ")));
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
        answer.put("standing_partitions", standing);
        answer.put("requests_turned_away", crowd.turnedAway());
        return ResponseEntity.status("up".equals(answer.get("status")) ? 200 : 503)
                .body(answer);
    }

    private static String inWords(Map.Entry<String, Standstill> partition) {
        Standstill standstill = partition.getValue();
        return "%s stands still at %d since %s: %s"
                .formatted(partition.getKey(), standstill.offset(), standstill.since(), standstill.why());
    }

    private boolean listening() {
        return listeners.getAllListenerContainers().stream().allMatch(container -> {
            Collection<TopicPartition> assigned = container.getAssignedPartitions();
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
