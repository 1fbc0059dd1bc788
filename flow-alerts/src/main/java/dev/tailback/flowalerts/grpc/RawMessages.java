package dev.tailback.flowalerts.grpc;

import io.grpc.MethodDescriptor.Marshaller;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** Messages as they are on the wire. */
final class RawMessages {
    /** Not read here: what goes wrong while gRPC unpacks it would be nobody's here, and the sender not told what it was. */
    static final Marshaller<InputStream> REQUESTS = new Marshaller<>() {
        @Override
        public InputStream stream(InputStream message) {
            return message;
        }

        @Override
        public InputStream parse(InputStream stream) {
            return stream;
        }
    };

    static final Marshaller<byte[]> RESPONSES = new Marshaller<>() {
        @Override
        public InputStream stream(byte[] message) {
            return new ByteArrayInputStream(message);
        }

        @Override
        public byte[] parse(InputStream stream) {
            throw new UnsupportedOperationException("a server reads no responses");
        }
    };

    private RawMessages() {}
}
