package dev.tailback.lab.payments;

import dev.tailback.events.Card;
import java.util.Map;

/** What a card's number makes the provider do. Numbers that stand for nothing approve. */
enum TestCard {
    APPROVE,
    DECLINE,
    /** Authorises at once and says so late. */
    SLOW,
    /** Answers 503 and authorises nothing. */
    ERROR,
    /** Authorises, and the answer never arrives, however often it is asked for. */
    LOSE_ANSWER,
    /** Answers with a web page and authorises nothing. */
    RUBBISH;

    private static final Map<Card, TestCard> KNOWN = Map.of(
            new Card("4242424242424242"), APPROVE,
            new Card("4000000000000002"), DECLINE,
            new Card("4000000000000259"), SLOW,
            new Card("4000000000000119"), ERROR,
            new Card("4000000000000341"), LOSE_ANSWER,
            new Card("4000000000000044"), RUBBISH);

    static TestCard of(Card card) {
        return KNOWN.getOrDefault(card, APPROVE);
    }

    boolean authorises() {
        return this == APPROVE || this == SLOW || this == LOSE_ANSWER;
    }
}
