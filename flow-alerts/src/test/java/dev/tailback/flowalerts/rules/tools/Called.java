package dev.tailback.flowalerts.rules.tools;

import java.io.StringWriter;

/** What a command said, and how it ended. */
record Called(int exit, String out, String err) {
    static Called with(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return new Called(RulesCommand.execute(out, err, words), out.toString(), err.toString());
    }
}
