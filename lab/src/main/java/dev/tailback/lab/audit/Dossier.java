package dev.tailback.lab.audit;

import java.util.Arrays;

/** All that the sources say about one order. Used again for the next one, so that millions make no garbage. */
final class Dossier {
    long high;
    long low;

    boolean submitted;
    long submittedAt;
    State shownOutcome = State.UNKNOWN;

    State state = State.UNKNOWN;
    long cents;
    long patienceEnds;
    Voiding voiding = Voiding.NONE;

    boolean holdsStock;
    long unitsHeld;

    Payment payment = Payment.NONE;
    boolean authorized;
    long paidCents;

    int deadLetters;
    int deadLettersRead;

    int swallowed;
    Reader swallowedBy = Reader.CATALOG;
    long swallowedAt;

    final Rows outbox = new Rows();
    final Rows records = new Rows();

    /** Events: what they tell, what is marked on them, their ids and places. */
    static final class Rows {
        Told[] told = new Told[8];
        int[] marks = new int[8];
        long[] idHighs = new long[8];
        long[] idLows = new long[8];
        long[] places = new long[8];
        int count;

        private void add(Told what, int mark, long idHigh, long idLow, long place) {
            if (count == marks.length) {
                told = Arrays.copyOf(told, count * 2);
                marks = Arrays.copyOf(marks, count * 2);
                idHighs = Arrays.copyOf(idHighs, count * 2);
                idLows = Arrays.copyOf(idLows, count * 2);
                places = Arrays.copyOf(places, count * 2);
            }
            told[count] = what;
            marks[count] = mark;
            idHighs[count] = idHigh;
            idLows[count] = idLow;
            places[count] = place;
            count++;
        }

        boolean holds(long idHigh, long idLow) {
            return indexOf(idHigh, idLow) >= 0;
        }

        /** Where it stands first; -1 if nowhere. */
        int indexOf(long idHigh, long idLow) {
            for (int row = 0; row < count; row++) {
                if (idHighs[row] == idHigh && idLows[row] == idLow) {
                    return row;
                }
            }
            return -1;
        }

        int count(Told.Once once) {
            int found = 0;
            for (int row = 0; row < count; row++) {
                if (told[row].once() == once) {
                    found++;
                }
            }
            return found;
        }

        boolean tells(Told what) {
            for (int row = 0; row < count; row++) {
                if (told[row] == what) {
                    return true;
                }
            }
            return false;
        }
    }

    Dossier of(long orderHigh, long orderLow) {
        high = orderHigh;
        low = orderLow;
        submitted = false;
        submittedAt = 0;
        shownOutcome = State.UNKNOWN;
        state = State.UNKNOWN;
        cents = 0;
        patienceEnds = 0;
        voiding = Voiding.NONE;
        holdsStock = false;
        unitsHeld = 0;
        payment = Payment.NONE;
        authorized = false;
        paidCents = 0;
        deadLetters = 0;
        deadLettersRead = 0;
        swallowed = 0;
        outbox.count = 0;
        records.count = 0;
        return this;
    }

    void cart(long at, State outcome) {
        submitted = true;
        submittedAt = at;
        shownOutcome = outcome;
    }

    void order(State where, long total, long patience, Voiding voids) {
        state = where;
        cents = total;
        patienceEnds = patience;
        voiding = voids;
    }

    void reservation(long units) {
        holdsStock = true;
        unitsHeld = units;
    }

    void payment(Payment status, boolean taken, long amount) {
        payment = status;
        authorized = taken;
        paidCents = amount;
    }

    void outbox(Reader stage, Told what, long idHigh, long idLow) {
        outbox.add(what, Marks.sentBy(stage), idHigh, idLow, 0);
    }

    void record(Told what, int mark, long idHigh, long idLow, long place) {
        records.add(what, mark, idHigh, idLow, place);
    }

    void dead(boolean read) {
        deadLetters++;
        deadLettersRead += read ? 1 : 0;
    }

    void swallowed(Reader group, long place) {
        swallowed++;
        swallowedBy = group;
        swallowedAt = place;
    }

    long madeAt() {
        return Ids.millis(high);
    }

    /** Whether somebody asked for it, and be it with a cart that nobody can read. */
    boolean wasRequested() {
        return submitted || deadLetters > 0 || requestFromOutside() >= 0;
    }

    private int requestFromOutside() {
        for (int row = 0; row < records.count; row++) {
            if (Marks.has(records.marks[row], Marks.FROM_OUTSIDE) && Place.topic(records.places[row]) == 0) {
                return row;
            }
        }
        return -1;
    }

    /** The first cart under its key that checkout has read; -1 without one. */
    int cartRead() {
        for (int row = 0; row < records.count; row++) {
            if (Place.topic(records.places[row]) == 0 && Marks.has(records.marks[row], Reader.CHECKOUT.bit())) {
                return row;
            }
        }
        return -1;
    }

    /** The first record of its ending that inventory has read; -1 without one. */
    int endingReadByInventory() {
        for (int row = 0; row < records.count; row++) {
            if (records.told[row].once() == Told.Once.ENDING && Marks.has(records.marks[row], Reader.INVENTORY.bit())) {
                return row;
            }
        }
        return -1;
    }
}
