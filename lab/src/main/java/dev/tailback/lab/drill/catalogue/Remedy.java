package dev.tailback.lab.drill.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What somebody on call can do about an incident. */
public enum Remedy {
    START("Starts a process that does not run.", Takes.PART),
    GO_ON("Lets a stopped process go on (SIGCONT).", Takes.PART),
    RESTART("Ends a process and starts it again.", Takes.PART),
    CREATE_INDEXES("Creates each index that the migrations declare and the database lacks.", "missing-index"),
    END_IDLE_SESSIONS("Ends sessions of the database that idle within a transaction.", "idle-transaction"),
    USUAL_POOL("Gives a stage its usual pool back: 100 connections, 3 s.", Takes.STAGE, "pool"),
    USUAL_DISPATCH(
            "Has a stage pack records into transactions as usual: 200 each, 2 at once.", Takes.STAGE, "dispatch"),
    PAY_OUTSIDE("Has checkout ask the provider outside of its transactions.", "payment-in-transaction"),
    SWITCH_PROVIDER("Has the payment provider go over to its other site.", "slow-provider"),
    BLOCK_SENDERS(
            "Blocks whoever writes to Kafka past the shop.",
            "poison",
            "duplicate-delivery",
            "hot-sku",
            "hot-partition");

    /** What has to be said besides. */
    public enum Takes {
        NOTHING,
        PART,
        STAGE
    }

    private final String does;
    private final Takes takes;
    private final List<String> undoes;

    Remedy(String does, Takes takes, String... undoes) {
        this.does = does;
        this.takes = takes;
        this.undoes = List.of(undoes);
    }

    Remedy(String does, String... undoes) {
        this(does, Takes.NOTHING, undoes);
    }

    public String does() {
        return does;
    }

    public Takes takes() {
        return takes;
    }

    /** The faults that it undoes; none for what is done to a process. */
    public List<String> undoes() {
        return undoes;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Remedy of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no repair is called '%s'; there are %s"
                        .formatted(
                                word, Arrays.stream(values()).map(Remedy::word).collect(Collectors.joining(", ")))));
    }
}
