package dev.tailback.checkout.payment;

import dev.tailback.stage.http.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the provider is asked within the transaction, to be read and changed while the stage runs. */
@RestController
@RequestMapping("/admin/payment")
class PaymentHttp {
    private final PaymentPlace place;

    PaymentHttp(PaymentPlace place) {
        this.place = place;
    }

    @GetMapping
    Place show() {
        return new Place(place.isInTransaction());
    }

    /** From the next transaction on; answers with what was read back. */
    @PutMapping
    Place change(@RequestBody Place wanted) {
        if (wanted.inTransaction() == null) {
            throw Problem.invalid("in_transaction", null, "true or false");
        }
        place.use(wanted.inTransaction());
        return show();
    }

    record Place(@Nullable Boolean inTransaction) {}
}
