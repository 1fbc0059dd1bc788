package dev.tailback.checkout.payment;

import org.springframework.stereotype.Component;

/** Where the provider is asked, which can be changed while the stage runs. */
@Component
public class PaymentPlace {
    private volatile boolean inTransaction;

    PaymentPlace(PaymentSettings settings) {
        this.inTransaction = settings.inTransaction();
    }

    public boolean isInTransaction() {
        return inTransaction;
    }

    void use(boolean wanted) {
        inTransaction = wanted;
    }
}
