package dev.tailback.flowalerts.otlp;

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
enum Encoding {
    PROTOBUF("application/x-protobuf") {
        @Override
        int items(byte[] body, Descriptor type) {
            return ProtobufItems.count(body, type);
        }

        @Override
        void read(byte[] body, Message.Builder into) {
            try {
                var in = CodedInputStream.newInstance(body);
                in.setRecursionLimit(Limits.MAX_DEPTH);
                into.mergeFrom(in);
                in.checkLastTagWas(0);
            } catch (InvalidProtocolBufferException e) {
                throw Refusal.malformed(
                        "the body is not an " + into.getDescriptorForType().getName() + ": " + e.getMessage());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        byte[] write(Message message) {
            return message.toByteArray();
        }

        @Override
        byte[] write(RpcStatus status) {
            return status.protobuf();
        }
    },
    JSON("application/json") {
        @Override
        int items(byte[] body, Descriptor type) {
            return JsonRequests.items(body, type);
        }

        @Override
        void read(byte[] body, Message.Builder into) {
            JsonRequests.read(body, into);
        }

        @Override
        byte[] write(Message message) {
            return JsonResponses.write(message);
        }

        @Override
        byte[] write(RpcStatus status) {
            return status.json();
        }
    };

    private final String contentType;

    Encoding(String contentType) {
        this.contentType = contentType;
    }

    /** The one that the header names, in any case and with any parameters. */
    static Optional<Encoding> of(String contentType) {
        var type = contentType.split(";", 2)[0].strip();
        return Arrays.stream(values())
                .filter(encoding -> encoding.contentType.equalsIgnoreCase(type))
                .findFirst();
    }

    static String contentTypes() {
        return Arrays.stream(values()).map(Encoding::contentType).collect(Collectors.joining(", "));
    }

    String contentType() {
        return contentType;
    }

    /** How many objects the body would become, told without making them; too many are a {@link Refusal}. */
    abstract int items(byte[] body, Descriptor type);

    /** Reads a whole body; a malformed one is a {@link Refusal}. */
    abstract void read(byte[] body, Message.Builder into);

    abstract byte[] write(Message message);

    abstract byte[] write(RpcStatus status);
}
