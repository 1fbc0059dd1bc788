package dev.tailback.flowalerts.otlp.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The two ways in which OTLP writes its messages; a request is answered in its own. */
public enum Encoding {
    PROTOBUF("application/x-protobuf") {
        @Override
        public int items(byte[] body, Descriptor type) {
            return ProtobufItems.count(body, type);
        }

        @Override
        public void read(byte[] body, Message.Builder into) {
            try {
                CodedInputStream in = CodedInputStream.newInstance(body);
                in.setRecursionLimit(Limits.MAX_DEPTH);
                into.mergeFrom(in);
                in.checkLastTagWas(0);
            } catch (InvalidProtocolBufferException failure) {
                throw Refusal.malformed(
                        "the body is not an " + into.getDescriptorForType().getName() + ": " + failure.getMessage());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public byte[] write(Message message) {
            return message.toByteArray();
        }

        @Override
        public byte[] write(RpcStatus status) {
            return status.protobuf();
        }
    },
    JSON("application/json") {
        @Override
        public int items(byte[] body, Descriptor type) {
            return JsonRequests.items(body, type);
        }

        @Override
        public void read(byte[] body, Message.Builder into) {
            JsonRequests.read(body, into);
        }

        @Override
        public byte[] write(Message message) {
            return JsonResponses.write(message);
        }

        @Override
        public byte[] write(RpcStatus status) {
            return status.json();
        }
    };

    private final String contentType;

    Encoding(String contentType) {
        this.contentType = contentType;
    }

    /** The one that the header names, in any case and with any parameters. */
    public static Optional<Encoding> of(String contentType) {
        String type = contentType.split(";", 2)[0].strip();
        return Arrays.stream(values())
                .filter(encoding -> encoding.contentType.equalsIgnoreCase(type))
                .findFirst();
    }

    public static String contentTypes() {
        return Arrays.stream(values()).map(Encoding::contentType).collect(Collectors.joining(", "));
    }

    public String contentType() {
        return contentType;
    }

    /** How many objects the body would become, told without making them; too many are a {@link Refusal}. */
    public abstract int items(byte[] body, Descriptor type);

    /** Reads a whole body; a malformed one is a {@link Refusal}. */
    public abstract void read(byte[] body, Message.Builder into);

    public abstract byte[] write(Message message);

    public abstract byte[] write(RpcStatus status);
}
