package dev.tailback.lab.servers;

/** A server cannot listen where it was told to. */
final class PortTakenException extends Exception {
    PortTakenException(String server, int port) {
        super(server + " cannot listen on 127.0.0.1:" + port + ": the port is in use by another process");
    }
}
