package dev.tailback.flowalerts.grpc;

import dev.tailback.flowalerts.otlp.Signal;
import dev.tailback.flowalerts.otlp.Signals;
import dev.tailback.flowalerts.otlp.body.BodyRoom;
import dev.tailback.flowalerts.otlp.wire.Limits;
import dev.tailback.flowalerts.otlp.wire.Refusal;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * OTLP's three services. Requests pass as bytes, so that they are read in one place, by the same limits and with the same
 * refusals, whatever way they come.
 */
final class ExportServices {
    private final Signals signals;
    private final BodyRoom room;
    private final ScheduledExecutorService clock;

    ExportServices(Signals signals, BodyRoom room, ScheduledExecutorService clock) {
        this.signals = signals;
        this.room = room;
        this.clock = clock;
    }

    List<ServerServiceDefinition> all() {
        return List.of(
                service("opentelemetry.proto.collector.trace.v1.TraceService", signals.traces()),
                service("opentelemetry.proto.collector.metrics.v1.MetricsService", signals.metrics()),
                service("opentelemetry.proto.collector.logs.v1.LogsService", signals.logs()));
    }

    private ServerServiceDefinition service(String name, Signal signal) {
        MethodDescriptor<InputStream, byte[]> export = MethodDescriptor.newBuilder(
                        RawMessages.REQUESTS, RawMessages.RESPONSES)
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(name, "Export"))
                .build();
        return ServerServiceDefinition.builder(name)
                .addMethod(export, (call, headers) -> begin(call, signal))
                .build();
    }

    /** Nothing of the message is read before there is room for it. */
    private ServerCall.Listener<InputStream> begin(ServerCall<InputStream, byte[]> call, Signal signal) {
        BodyRoom.Stay stay = room.enter(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
        try {
            stay.hold(Limits.UNKNOWN_MESSAGE);
        } catch (Refusal wrong) {
            signals.count(wrong);
            RefusedCall.close(call, wrong);
            return new ServerCall.Listener<>() {};
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            call.close(Status.UNAVAILABLE.withDescription("flow-alerts is stopping"), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        ExportCall export = new ExportCall(call, signal, signals, stay);
        export.endBy(clock.schedule(export::tooSlow, Limits.MAX_SENDING.toSeconds(), TimeUnit.SECONDS));
        // A second message would be against the protocol, and is asked for to see that there is none.
        call.request(2);
        return export;
    }
}
