package dev.tailback.catalog.products;

import dev.tailback.stage.http.Problem;
import dev.tailback.stage.replica.ReplicaReads;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether products are read from the replica, to be switched while shoppers look. */
@RestController
@RequestMapping("/admin/replica")
class ReplicaHttp {
    private final ReplicaReads replica;

    ReplicaHttp(ReplicaReads replica) {
        this.replica = replica;
    }

    @GetMapping
    Shown show() {
        return new Shown(replica.areOn(), replica.server(), replica.isAway(), replica.fallbacks());
    }

    @PutMapping
    Shown set(@RequestBody Wanted wanted) {
        if (wanted.reads() == null) {
            throw Problem.invalid("reads", null, "true or false");
        }
        if (replica.server() == null && wanted.reads()) {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    "there is no replica to read from: catalog was started without REPLICA_HOST and REPLICA_PORT");
        }
        if (wanted.reads()) {
            switchOn();
        } else {
            replica.switchOff();
        }
        return show();
    }

    private void switchOn() {
        String trouble = replica.switchOn();
        if (trouble != null) {
            throw Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "the replica at %s does not answer, reads stay %s: %s"
                            .formatted(replica.server(), replica.areOn() ? "on" : "off", trouble));
        }
    }

    record Wanted(@Nullable Boolean reads) {}

    record Shown(boolean reads, @Nullable String server, boolean away, long fallbacks) {}
}
