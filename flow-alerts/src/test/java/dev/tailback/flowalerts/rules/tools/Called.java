package dev.tailback.flowalerts.rules.tools;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command said, and how it ended. */
record Called(int exit, String out, String err) {
    static Called with(Object... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var line = RulesCommand.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        var words = new String[arguments.length];
        for (var i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return new Called(line.execute(words), out.toString(), err.toString());
    }
}
