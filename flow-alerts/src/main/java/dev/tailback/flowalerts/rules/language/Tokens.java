package dev.tailback.flowalerts.rules.language;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a condition apart into words. */
final class Tokens {
    static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_./:@-]*");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?[A-Za-z0-9.]*");
    private static final Pattern SIGN = Pattern.compile("==|!=|<=|>=|&&|\\|\\||[<>()\\[\\],=!]");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokens(String text) {
        this.text = text;
    }

    static List<Token> of(String text) {
        return new Tokens(text).all();
    }

    private List<Token> all() {
        for (skipBlanks(); at < text.length(); skipBlanks()) {
            next();
        }
        tokens.add(new Token(Token.Kind.END, "", text.length()));
        return tokens;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private void next() {
        switch (text.charAt(at)) {
            case '\'', '"' -> quoted(Token.Kind.TEXT);
            case '`' -> quoted(Token.Kind.NAME);
            default -> {
                if (!taken(Token.Kind.WORD, WORD)
                        && !taken(Token.Kind.NUMBER, NUMBER)
                        && !taken(Token.Kind.SIGN, SIGN)) {
                    throw new Misread(
                            at,
                            "'" + text.charAt(at) + "' has no meaning",
                            "put a text between quotes, and an unusual name between backquotes");
                }
            }
        }
    }

    private boolean taken(Token.Kind kind, Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        tokens.add(new Token(kind, matcher.group(), at));
        at = matcher.end();
        return true;
    }

    private void quoted(Token.Kind kind) {
        int start = at;
        char quote = text.charAt(at++);
        StringBuilder read = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            if (text.charAt(at) == '\\' && at + 1 < text.length() && isEscaped(text.charAt(at + 1))) {
                at++;
            }
            read.append(text.charAt(at++));
        }
        if (at == text.length()) {
            throw new Misread(start, "the quote " + quote + " is never closed", "add " + quote);
        }
        at++;
        tokens.add(new Token(kind, read.toString(), start));
    }

    /** Before anything else a backslash is one: regular expressions are full of them. */
    private static boolean isEscaped(char c) {
        return c == '\\' || c == '\'' || c == '"' || c == '`';
    }
}
