package dev.tailback.lab.payments;

import dev.tailback.telemetry.Telemetry;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The provider's process. It prints its address when it begins to serve. */
public final class PaymentProvider {
    private PaymentProvider() {}

    public static void main(String[] args) throws InterruptedException {
        try {
            serve(Settings.from(System.getenv()));
        } catch (IOException | IllegalArgumentException unusable) {
            System.err.println("payments: " + unusable.getMessage());
            System.exit(1);
        }
    }

    private static void serve(Settings settings) throws IOException, InterruptedException {
        Payments payments = new Payments(settings.journal(), Book.MOST);
        PaymentsHttp http = new PaymentsHttp(
                new InetSocketAddress(settings.address(), settings.port()),
                settings.openness(),
                payments,
                Telemetry.start("payments"),
                settings.slowness());
        Runtime.getRuntime().addShutdownHook(new Thread(http::close, "stop-answering"));
        System.out.println("payments answers on http://" + settings.address() + ":" + http.port());
        Thread.currentThread().join();
    }
}
