package dev.tailback.lab.scenario.run;

import dev.tailback.lab.calibration.Pulse;
import dev.tailback.lab.faults.database.ShopServer;
import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** How fast PostgreSQL's processor is, in a session that lasts. */
final class PulseLook implements Look {
    private final ShopServer server;
    private @Nullable Pulse pulse;

    PulseLook(ShopServer server) {
        this.server = server;
    }

    @Override
    public String name() {
        return "processor";
    }

    @Override
    public void look(Notes notes) throws IOException, SQLException {
        if (pulse == null) {
            pulse = Pulse.of(server);
        }
        try {
            // Of the beat before: when a session has just answered, not all of its time is told yet.
            pulse.millionsPerSecond().ifPresent(millions -> notes.note("pulse", millions));
            pulse.beat();
        } catch (SQLException ended) {
            close();
            throw ended;
        }
    }

    @Override
    public void close() throws SQLException {
        if (pulse != null) {
            Pulse last = pulse;
            pulse = null;
            last.close();
        }
    }
}
