package dev.tailback.lab.audit;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;

/** Makes facts of the ledgers of stages and provider, and keeps what they say about themselves and about stock. */
final class LedgerReading {
    private final OrderFacts orders;
    private final EventFacts events;
    private final Shelves shelves;
    private final Map<String, Told> types = new HashMap<>();
    private long position;
    private long heldSince;
    private long overdueBefore = Long.MIN_VALUE;
    private long takenAt;
    private long lines;

    LedgerReading(OrderFacts orders, EventFacts events, Shelves shelves) {
        this.orders = orders;
        this.events = events;
        this.shelves = shelves;
    }

    /** Of all ledgers that were read: what they show was committed before that position in the WAL. */
    long position() {
        return position;
    }

    /** All of them still have what was told or taken in since then. */
    long heldSince() {
        return heldSince;
    }

    /** Orders whose patience ended before then must have ended; checkout says how long its sweeper takes. */
    long overdueBefore() {
        return overdueBefore;
    }

    /** By the database's clock, the last of them. */
    long takenAt() {
        return takenAt;
    }

    long lines() {
        return lines;
    }

    void stage(Reader stage, InputStream ledger) throws IOException {
        Csv csv = new Csv(ledger);
        long read = 0;
        while (demandLine(csv, stage.group())) {
            String kind = csv.text(0);
            if (kind.equals("end")) {
                demandAll(csv, read, stage.group());
                return;
            }
            read++;
            line(stage, kind, csv);
        }
    }

    private void line(Reader stage, String kind, Csv csv) throws IOException {
        switch (kind) {
            case "outbox" -> orders.outbox(csv.high(2), csv.low(2), stage, told(csv.text(3)), csv.high(1), csv.low(1));
            case "inbox" -> events.settled(csv.high(1), csv.low(1), stage);
            case "cart" -> orders.cart(csv.high(1), csv.low(1), csv.number(2), outcome(csv.text(3)));
            case "order" ->
                orders.order(
                        csv.high(1),
                        csv.low(1),
                        State.of(csv.text(2)),
                        csv.number(3),
                        csv.number(4),
                        Voiding.of(csv.text(5)));
            case "reservation" -> orders.reservation(csv.high(1), csv.low(1), csv.number(2));
            case "stock" -> shelves.add(csv.text(1), csv.number(2), csv.number(3), csv.number(4));
            case "snapshot" -> {
                takenAt = csv.number(1);
                position = Math.max(position, csv.number(2));
            }
            case "held" -> heldSince = Math.max(heldSince, day(csv.text(1)));
            case "sweeper" -> overdueBefore = overdueBefore(csv.number(1), csv.number(2), csv.number(3));
            default -> throw new IOException(stage.group() + "'s ledger has a line of an unknown kind: " + csv.line());
        }
    }

    void payments(InputStream ledger) throws IOException {
        Csv csv = new Csv(ledger);
        long read = 0;
        while (demandLine(csv, "the provider")) {
            if (csv.text(0).equals("end")) {
                demandAll(csv, read, "the provider");
                return;
            }
            read++;
            orders.payment(
                    csv.high(1), csv.low(1), Payment.of(csv.text(2)), Boolean.parseBoolean(csv.text(3)), csv.number(4));
        }
    }

    /** A sweep that is late by half a minute has a reason that shows elsewhere; one that never comes has none. */
    private long overdueBefore(long grace, long every, long startedAt) {
        long slack = 30_000;
        return takenAt < startedAt + every + slack ? Long.MIN_VALUE : takenAt - grace - every - slack;
    }

    private static boolean demandLine(Csv csv, String whose) throws IOException {
        if (!csv.nextLine()) {
            throw new IOException("the ledger of " + whose + " was cut off: its last line is missing");
        }
        return true;
    }

    private void demandAll(Csv csv, long read, String whose) throws IOException {
        if (csv.number(1) != read) {
            throw new IOException("the ledger of " + whose + " has " + read + " lines where it says " + csv.number(1));
        }
        lines += read;
    }

    private Told told(String type) {
        return types.size() < 100 ? types.computeIfAbsent(type, Told::of) : Told.of(type);
    }

    private static State outcome(String text) {
        return text.isEmpty() ? State.UNKNOWN : State.of(text);
    }

    private static long day(String text) throws IOException {
        try {
            return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeParseException malformed) {
            throw new IOException("a ledger holds days since '" + text + "', which is no day", malformed);
        }
    }
}
