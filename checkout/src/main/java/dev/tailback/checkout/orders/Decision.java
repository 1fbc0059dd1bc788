package dev.tailback.checkout.orders;

/** What the saga makes of a happening. */
sealed interface Decision {
    record Placed() implements Decision {}

    /** @param voidPayment whether the provider may have authorised what nobody will pay for now */
    record Ended(Ending how, boolean voidPayment) implements Decision {}

    /** Legal, and without effect on the order. */
    record Unchanged(String why, boolean voidPayment) implements Decision {
        Unchanged(String why) {
            this(why, false);
        }
    }
}
