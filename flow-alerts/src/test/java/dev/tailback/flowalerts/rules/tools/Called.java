package dev.tailback.flowalerts.rules.tools;

import java.io.StringWriter;

/** What a command said, and how it ended. */
record Called(int exit, String out, String err) {
    static Called with(Object... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var words = new String[arguments.length];
        for (var i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return new Called(RulesCommand.execute(out, err, words), out.toString(), err.toString());
    }
}
