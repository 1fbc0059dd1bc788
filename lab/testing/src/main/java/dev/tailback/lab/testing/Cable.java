package dev.tailback.lab.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way to a server, through a port of this machine. It can be cut, or fall silent without anybody being told. */
public final class Cable implements AutoCloseable {
    private static final int BUFFER = 8192;

    private final String host;
    private final int port;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private ServerSocket listener;
    private boolean silent;

    public Cable(String host, int port) {
        this.host = host;
        this.port = port;
        this.listener = listen(0);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Connections break and new ones are refused. */
    public synchronized void cut() {
        close(listener);
        connections.forEach(Cable::close);
    }

    /** Connections stay and new ones are made, but nothing comes through them. */
    public synchronized void silence() {
        silent = true;
    }

    public synchronized void mend() {
        if (listener.isClosed()) {
            listener = listen(listener.getLocalPort());
        }
        silent = false;
        notifyAll();
    }

    private ServerSocket listen(int wanted) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            Thread.ofVirtual().start(() -> accept(socket));
            return socket;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket near = socket.accept();
                Socket far = new Socket(host, port);
                connections.add(near);
                connections.add(far);
                carry(near, far);
                carry(far, near);
            } catch (IOException cut) {
                // Either the cable was cut, or this one connection could not be made: its end sees that, too.
                continue;
            }
        }
    }

    private void carry(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try (from;
                    to;
                    InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                byte[] bytes = new byte[BUFFER];
                for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                    awaitPassage();
                    out.write(bytes, 0, read);
                }
            } catch (IOException broken) {
                // Both ends are closed, which is how they learn of it.
                return;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } finally {
                connections.remove(from);
                connections.remove(to);
            }
        });
    }

    private synchronized void awaitPassage() throws InterruptedException {
        while (silent) {
            wait();
        }
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        cut();
    }
}
