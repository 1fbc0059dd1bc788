package dev.tailback.breakage;

import dev.tailback.stage.http.Problem;
import dev.tailback.telemetry.Discretion;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Whether this stage tells what is done to it on purpose. */
@RestController
class DiscretionHttp {
    static final String PATH = "/demo/discretion";

    private final Discretion discretion;

    DiscretionHttp(Discretion discretion) {
        this.discretion = discretion;
    }

    @PutMapping(PATH)
    Map<String, Object> keep(@RequestBody Wanted wanted) {
        return Problem.unlessAllowed(() -> discretion.keep(wanted.key(), wanted.seconds()));
    }

    record Wanted(@Nullable String key, @Nullable Integer seconds) {}
}
