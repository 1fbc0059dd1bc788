package dev.tailback.checkout.payment;

/** What asking for an authorisation came to. */
public sealed interface PaymentResult {
    record Approved() implements PaymentResult {}

    record Declined(String reason) implements PaymentResult {}

    /**
     * No answer that could be understood.
     *
     * @param maybeAuthorised whether a call may have reached the provider all the same
     */
    record Unavailable(boolean maybeAuthorised, String because) implements PaymentResult {}
}
