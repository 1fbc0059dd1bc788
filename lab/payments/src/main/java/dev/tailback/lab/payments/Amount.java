package dev.tailback.lab.payments;

/** An amount in the smallest unit of its currency, whose code has three capitals. */
record Amount(long cents, String currency) {
    private static final int LETTERS = 26;

    static boolean isCurrency(String text) {
        return text.matches("[A-Z]{3}");
    }

    /** The currency as a number from 0 to 17,575. */
    int currencyCode() {
        return ((currency.charAt(0) - 'A') * LETTERS + currency.charAt(1) - 'A') * LETTERS + currency.charAt(2) - 'A';
    }

    static String currencyOf(int code) {
        return new String(new char[] {
            (char) ('A' + code / LETTERS / LETTERS),
            (char) ('A' + code / LETTERS % LETTERS),
            (char) ('A' + code % LETTERS)
        });
    }
}
