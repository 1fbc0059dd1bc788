package dev.tailback.stage.pool;

import com.zaxxer.hikari.HikariDataSource;
import dev.tailback.stage.http.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The stage's pool, to be read and changed while it is in use. */
@RestController
@RequestMapping("/admin/pool")
class PoolHttp {
    private final HikariDataSource pool;
    private final PoolControl control;

    PoolHttp(HikariDataSource pool, PoolControl control) {
        this.pool = pool;
        this.control = control;
    }

    @GetMapping
    Shown show() {
        PoolSettings now = control.settings();
        return new Shown(
                now.maximum(),
                now.minimumIdle(),
                now.connectionTimeout().toMillis(),
                PoolStatsView.whole(PoolStats.of(pool)),
                Configured.of(control.configured()));
    }

    /** Changes what is given, and answers with all of it as read back. */
    @PatchMapping
    Shown change(@RequestBody Wanted wanted) {
        PoolSettings settings = Problem.unlessAllowed(() -> wanted.over(control.settings()));
        if (control.kept() > settings.maximum()) {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    "maximum must be at least the %d connections that are held, but was %d; POST /demo/reset gives them back"
                            .formatted(control.kept(), settings.maximum()));
        }
        control.use(settings);
        return show();
    }

    /** @param configured as the stage was started: whoever looks sees what was changed since */
    record Shown(
            int maximum, int minimumIdle, long connectionTimeoutMs, PoolStatsView poolStats, Configured configured) {}

    record Configured(int maximum, int minimumIdle, long connectionTimeoutMs) {
        static Configured of(PoolSettings settings) {
            return new Configured(
                    settings.maximum(),
                    settings.minimumIdle(),
                    settings.connectionTimeout().toMillis());
        }
    }

    record Wanted(
            @Nullable Integer maximum,
            @Nullable Integer minimumIdle,
            @Nullable Integer connectionTimeoutMs) {
        PoolSettings over(PoolSettings now) {
            return new PoolSettings(
                    maximum == null ? now.maximum() : maximum,
                    minimumIdle == null ? now.minimumIdle() : minimumIdle,
                    connectionTimeoutMs == null ? now.connectionTimeout() : Duration.ofMillis(connectionTimeoutMs));
        }
    }
}
