package dev.tailback.lab.payments;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * All payments for whoever audits the shop, a line each, in the order in which they came: {@code
 * payment,ORDER,STATUS,AUTHORIZED,CENTS,CURRENCY}. A line is true of the moment it is written; the last one counts the
 * others, so that a reader can tell that nothing was cut off.
 */
final class Ledger {
    private static final int AT_ONCE = 4096;

    private Ledger() {}

    static void send(Payments payments, HttpExchange exchange) throws IOException, InterruptedException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/csv; charset=UTF-8");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16);
            int written = 0;
            List<Authorization> rows;
            do {
                rows = payments.rows(written, AT_ONCE);
                for (Authorization row : rows) {
                    out.write(line(row).getBytes(US_ASCII));
                }
                written += rows.size();
            } while (rows.size() == AT_ONCE);
            out.write(("end," + written + "\n").getBytes(US_ASCII));
            out.flush();
        }
    }

    private static String line(Authorization row) {
        Amount amount = row.amount();
        return "payment," + row.order() + "," + row.status().word() + "," + row.authorized() + ","
                + (amount == null ? "0," : amount.cents() + "," + amount.currency()) + "\n";
    }
}
