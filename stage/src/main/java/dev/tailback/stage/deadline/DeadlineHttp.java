package dev.tailback.stage.deadline;

import dev.tailback.stage.http.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** When the shopper's patience is looked at, to be read and changed while the stage runs. */
@RestController
@RequestMapping("/admin/deadline")
class DeadlineHttp {
    private final Deadline deadline;

    DeadlineHttp(Deadline deadline) {
        this.deadline = deadline;
    }

    @GetMapping
    Shown show() {
        return new Shown(
                deadline.check().text(), new Check(deadline.configured().text()));
    }

    /** From the next transaction on; answers with what was read back. */
    @PutMapping
    Shown change(@RequestBody Check wanted) {
        try {
            deadline.use(DeadlineCheck.of(wanted.check()));
        } catch (IllegalArgumentException unknown) {
            throw Problem.of(HttpStatus.BAD_REQUEST, String.valueOf(unknown.getMessage()));
        }
        return show();
    }

    record Check(@Nullable String check) {}

    record Shown(String check, Check configured) {}
}
