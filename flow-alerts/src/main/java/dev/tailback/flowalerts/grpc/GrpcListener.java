package dev.tailback.flowalerts.grpc;

import dev.tailback.door.Doorkeeper;
import dev.tailback.flowalerts.http.Listener;
import dev.tailback.flowalerts.otlp.Signals;
import dev.tailback.flowalerts.otlp.body.BodyRoom;
import dev.tailback.flowalerts.otlp.wire.Limits;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** An open port that takes OTLP over gRPC; every call has a virtual thread of its own. */
public final class GrpcListener implements Listener {
    private static final String NO_NATIVE = "io.grpc.netty.shaded.io.netty.transport.noNative";

    // Netty would unpack a library of machine code, for a hundredth of the frames that it is meant for.
    static {
        if (System.getProperty(NO_NATIVE) == null) {
            System.setProperty(NO_NATIVE, "true");
        }
    }

    private static final int STOP_SECONDS = 1;
    private static final int CALLS_PER_CONNECTION = 16;

    // So much of a call is read before it has a place; the default is 1 MiB.
    private static final int WINDOW = 128 << 10;

    // Frames need next to no work; messages are read on the calls' own threads.
    private static final int NETWORK_THREADS = 1;

    private final Server server;
    private final EventLoopGroup network;
    private final ExecutorService threads;
    private final ScheduledExecutorService clock;

    private GrpcListener(
            Server server, EventLoopGroup network, ExecutorService threads, ScheduledExecutorService clock) {
        this.server = server;
        this.network = network;
        this.threads = threads;
        this.clock = clock;
    }

    /** Opens a port (0: any free one). */
    public static GrpcListener open(InetSocketAddress port, Doorkeeper doorkeeper, Signals signals, BodyRoom room)
            throws IOException {
        NioEventLoopGroup network = new NioEventLoopGroup(
                NETWORK_THREADS, Thread.ofPlatform().name("grpc").daemon().factory());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("grpc-clock").daemon().factory());
        Server server = NettyServerBuilder.forAddress(port)
                .channelType(NioServerSocketChannel.class)
                .bossEventLoopGroup(network)
                .workerEventLoopGroup(network)
                .executor(threads)
                .flowControlWindow(WINDOW)
                .maxConcurrentCallsPerConnection(CALLS_PER_CONNECTION)
                .maxInboundMessageSize(Limits.MAX_UNPACKED)
                // Senders that look whether we are still there are welcome to; the default sends them away.
                .permitKeepAliveTime(10, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .intercept(new KnownNames(doorkeeper, signals))
                .addServices(new ExportServices(signals, room, clock).all())
                .build();
        GrpcListener listener = new GrpcListener(server, network, threads, clock);
        try {
            server.start();
            return listener;
        } catch (IOException failure) {
            listener.close();
            throw failure;
        }
    }

    @Override
    public URI uri() {
        return Listener.uri((InetSocketAddress) server.getListenSockets().getFirst());
    }

    @Override
    public void close() {
        try {
            if (!server.shutdown().awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        clock.shutdownNow();
        threads.shutdownNow();
        // A closed port is free for others only when its thread has looked at it once more, so that is waited for.
        network.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
    }
}
