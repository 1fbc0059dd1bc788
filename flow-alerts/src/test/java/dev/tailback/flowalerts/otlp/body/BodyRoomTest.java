package dev.tailback.flowalerts.otlp.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.tailback.flowalerts.otlp.wire.Limits;
import dev.tailback.flowalerts.otlp.wire.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BodyRoomTest {
    private final BodyRoom room = new BodyRoom(100, Duration.ofMillis(1));

    @Test
    void oneSenderMayHaveHalfOfTheRoomInHoweverManyPieces() throws Exception {
        for (int i = 0; i < 5; i++) {
            room.enter(from("10.0.0.1", i)).hold(10);
        }

        Refusal refusal = refusal(room.enter(from("10.0.0.1", 9)), 1);

        assertThat(refusal.httpStatus()).isEqualTo(429);
        assertThat(refusal.retryAfter()).hasValue(Duration.ofSeconds(1));
        assertThat(refusal).hasMessageContaining("this sender has 50 bytes in memory, of 100 for all");
    }

    @Test
    void whoeverSendsLittleFindsRoomBesideManyWhoTakeAllTheyCan() throws Exception {
        for (int greedy = 1; greedy <= 6; greedy++) {
            String address = "10.0.0." + greedy;
            while (isTaken(room.enter(from(address, 1)))) {
                // Until it is turned away.
            }
        }

        assertThatCode(() -> room.enter(from("10.0.0.99", 1)).hold(1)).doesNotThrowAnyException();
    }

    @Test
    void onLoopbackEveryConnectionIsASenderOfItsOwn() throws Exception {
        room.enter(from("127.0.0.1", 1)).hold(50);

        room.enter(from("127.0.0.1", 2)).hold(25);
        Refusal refusal = refusal(room.enter(from("127.0.0.1", 3)), 25);

        assertThat(refusal.httpStatus())
                .as("it has nothing yet, so it is not its own fault")
                .isEqualTo(503);
    }

    @Test
    void whatIsGivenBackGoesToWhoeverWaits() throws Exception {
        BodyRoom patient = new BodyRoom(100, Duration.ofSeconds(30));
        BodyRoom.Stay first = patient.enter(from("10.0.0.1", 1));
        first.hold(50);
        BodyRoom.Stay another = patient.enter(from("10.0.0.1", 2));
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> {
            try {
                another.hold(50);
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        });

        first.hold(10);
        assertThat(second).isNotDone();
        first.close();
        first.close();

        await().until(second::isDone);
        assertThat(second).isCompleted();
    }

    @Test
    void unpackingEndsAtTheLimitHoweverMuchWouldComeOutOfIt() throws Exception {
        ByteArrayOutputStream packed = new java.io.ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 20; i++) {
                gzip.write(new byte[Limits.MAX_UNPACKED]);
            }
        }
        Counted sent = new Counted(packed.toByteArray());

        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> RequestBody.unpack(sent, new BodyRoom().enter(from("10.0.0.1", 1))));

        assertThat(refusal.httpStatus()).isEqualTo(413);
        assertThat(sent.read)
                .as("bytes of %d that were looked at", packed.size())
                .isLessThan(packed.size() / 15);
    }

    @Test
    void aBodyHasAsMuchRoomAsItTakesAndNoMore() throws Exception {
        BodyRoom all = new BodyRoom(4L * Limits.MAX_UNPACKED, Duration.ofMillis(1));
        List<BodyRoom.Stay> stays = new ArrayList<>();
        for (int length : new int[] {0, 100, 40_000, 300_000}) {
            stays.add(all.enter(from("10.0.0.1", 1)));

            assertThat(RequestBody.read(new ByteArrayInputStream(new byte[length]), stays.getLast()))
                    .hasSize(length);
        }

        long half = 2L * Limits.MAX_UNPACKED;
        assertThat(refusal(all.enter(from("10.0.0.1", 1)), half - 340_100 + 1)).isNotNull();
        all.enter(from("10.0.0.1", 2)).hold(half - 340_100);
    }

    private static boolean isTaken(BodyRoom.Stay stay) throws InterruptedException {
        try {
            stay.hold(2);
            return true;
        } catch (Refusal full) {
            return false;
        }
    }

    private static Refusal refusal(BodyRoom.Stay stay, long bytes) {
        return catchThrowableOfType(Refusal.class, () -> stay.hold(bytes));
    }

    private static InetSocketAddress from(String address, int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByName(address), port);
    }

    private static final class Counted extends InputStream {
        private final InputStream in;
        private int read;

        private Counted(byte[] bytes) {
            in = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() throws IOException {
            read++;
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            read += Math.max(0, count);
            return count;
        }
    }
}
