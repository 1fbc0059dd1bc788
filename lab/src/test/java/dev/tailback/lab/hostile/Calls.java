package dev.tailback.lab.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Calls over gRPC: what the frames hold is spoiled, and their lengths lie. */
final class Calls implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SERVICE = "/opentelemetry.proto.collector.";
    private static final List<String> PATHS = List.of(
            SERVICE + "trace.v1.TraceService/Export",
            SERVICE + "metrics.v1.MetricsService/Export",
            SERVICE + "logs.v1.LogsService/Export",
            SERVICE + "trace.v1.TraceService/Import",
            "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
            "/");
    /** A request with one resource, one scope and one span. */
    private static final byte[] SPANS = HexFormat.of()
            .parseHex("0a23" + "1221" + "121f" + "0a100af7651916cd43dd8448eb211c80319c" + "1208b7ad6b7169203331"
                    + "2a0178");

    private static final String INTERNAL = "13";
    private static final List<String> UNKNOWN_OR_LOST = List.of("2", "15");
    /** So gRPC's own runtime refuses a frame that lies, with INTERNAL, before anybody of ours sees it. */
    private static final Pattern FRAME_REFUSED = Pattern.compile(
            "(?i).*(frame header malformed|end-of-stream mid-frame|half-closed without a request|compress).*");

    private final OkHttpClient http = new OkHttpClient.Builder()
            .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
            .retryOnConnectionFailure(false)
            .callTimeout(PATIENCE)
            .readTimeout(PATIENCE)
            .build();
    private final Malice malice;
    private final int port;

    Calls(Malice malice, int port) {
        this.malice = malice;
        this.port = port;
    }

    void make(HostileReport report) {
        String path = malice.one(PATHS);
        byte[] frame = frame(message());
        Request.Builder request = new Request.Builder()
                .url("http://127.0.0.1:" + port + path)
                .header("te", "trailers")
                .post(RequestBody.create(frame, MediaType.get("application/grpc")));
        if (malice.sometimes(4)) {
            request.header("grpc-encoding", malice.one(List.of("gzip", "br", "identity", "")));
        }
        if (malice.sometimes(6)) {
            request.header("Host", "evil.example");
        }
        answered(request.build(), path + " " + HexFormat.of().formatHex(frame), report);
    }

    private byte[] message() {
        return switch (malice.below(6)) {
            case 0 -> SPANS;
            case 1 -> malice.noise();
            case 2 -> Malice.zipped(SPANS);
            // So many empty resources: two bytes each, and two kilobytes of gzip for them all.
            case 3 -> Malice.zipped("\n\0".repeat(500_000).getBytes(UTF_8));
            case 4 -> "\n\0".repeat(malice.below(300_000)).getBytes(UTF_8);
            default -> malice.flipped(SPANS.clone());
        };
    }

    private byte[] frame(byte[] message) {
        byte flag = malice.sometimes(2) ? (byte) malice.below(3) : 0;
        int length = malice.sometimes(4)
                ? malice.one(List.of(0, 1, message.length + 1, Integer.MAX_VALUE, -1))
                : message.length;
        return ByteBuffer.allocate(5 + message.length)
                .put(flag)
                .putInt(length)
                .put(message)
                .array();
    }

    private void answered(Request request, String what, HostileReport report) {
        try (Response response = http.newCall(request).execute()) {
            response.body().bytes();
            Headers end = response.header("grpc-status") == null ? response.trailers() : response.headers();
            String status = String.valueOf(end.get("grpc-status"));
            String message = String.valueOf(end.get("grpc-message"));
            report.add("gRPC", meaning(response.code(), status, message), status + " " + message + " " + what);
        } catch (InterruptedIOException silent) {
            report.add("gRPC", Outcome.HANG, what);
        } catch (ConnectException nobodyThere) {
            report.add("gRPC", Outcome.CRASH, what);
        } catch (IOException hungUp) {
            report.add("gRPC", Outcome.REFUSED, what);
        }
    }

    private static Outcome meaning(int code, String status, String message) {
        boolean isOfFrame =
                status.equals(INTERNAL) && FRAME_REFUSED.matcher(message).matches();
        if (code == 500 || UNKNOWN_OR_LOST.contains(status) || status.equals(INTERNAL) && !isOfFrame) {
            return Outcome.SERVER_ERROR;
        }
        return status.equals("0") ? Outcome.HANDLED : Outcome.REFUSED;
    }

    @Override
    public void close() {
        http.connectionPool().evictAll();
        http.dispatcher().executorService().shutdown();
    }
}
